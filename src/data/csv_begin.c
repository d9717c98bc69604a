/* csv_begin.c - the CSV reader before its first record: what is no CSV at all, the byte-order mark,
 * lines that are skipped, and the separator. */
#include "data/csv_cutter.h"

static struct eq_diag *report(struct eq_csv_cutter *c, enum eq_code code, const char *message,
			      struct eq_diags *diags)
{
	return eq_diag_file(diags, code, c->shown, 1, 1, "%s", message);
}

/* Commas, semicolons or tabs, whichever the first record has most of outside its quotes; the
 * comma on a tie. The record stays unread. */
static char find_separator(struct eq_csv_cutter *c)
{
	static const char candidates[] = {',', ';', '\t'};
	size_t counts[3] = {0};
	bool opens = true; /* a quote here would open a field */
	bool inside = false;

	for (size_t k = 0;; k++) {
		int b = eq_csv_byte(c, k);

		if (b < 0 || (!inside && (b == '\n' || b == '\r')))
			break;
		if (inside) {
			inside = b != '"';
			continue;
		}
		bool separates = false;
		for (int i = 0; i < 3; i++)
			if (b == candidates[i]) {
				counts[i]++;
				separates = true;
			}
		if (b == '"' && opens)
			inside = true;
		/* After a closing quote another one (a doubled quote) goes on with the field. */
		opens = separates || (opens && (b == ' ' || b == '"'));
	}
	int best = 0;
	for (int i = 1; i < 3; i++)
		if (counts[i] > counts[best])
			best = i;
	return candidates[best];
}

static const struct {
	char bytes[6];
	size_t n;
	const char *message;
	bool is_packed;
} not_csv[] = {
	{"PK\3\4", 4, "this is a workbook (or another packed file), not CSV", false},
	{"\xD0\xCF\x11\xE0", 4, "this is a workbook in an old Excel format, not CSV", false},
	{"\xFF\xFE", 2, "this text is UTF-16 (\"Unicode text\"), not UTF-8", false},
	{"\xFE\xFF", 2, "this text is UTF-16 (\"Unicode text\"), not UTF-8", false},
	{"\x1F\x8B", 2, "this file is compressed twice over, or in an old way", true},
	{"BZh", 3, "this file is compressed with bzip2", true},
	{"\xFD"
	 "7zXZ",
	 5, "this file is compressed with xz", true},
};

/* False after reporting that this is another kind of file. */
static bool can_be_csv(struct eq_csv_cutter *c, struct eq_diags *diags)
{
	for (size_t i = 0; i < sizeof not_csv / sizeof *not_csv; i++) {
		size_t k = 0;

		while (k < not_csv[i].n && eq_csv_byte(c, k) == (unsigned char)not_csv[i].bytes[k])
			k++;
		if (k == not_csv[i].n) {
			struct eq_diag *g = report(c, EQ_E0602, not_csv[i].message, diags);

			eq_diag_hint(
				diags, g,
				not_csv[i].is_packed
					? "data files may be compressed with gzip or zstd, once"
					: "save the sheet as \"CSV UTF-8\"");
			return false;
		}
	}
	return true;
}

/* The byte-order mark of UTF-8. False after reporting that there should be none. */
static bool take_mark(struct eq_csv_cutter *c, struct eq_diags *diags)
{
	if (eq_csv_byte(c, 0) != 0xEF || eq_csv_byte(c, 1) != 0xBB || eq_csv_byte(c, 2) != 0xBF)
		return true;
	if (c->is_1252) {
		struct eq_diag *g = report(c, EQ_E0616,
					   "this file begins with the mark of UTF-8, but its "
					   "encoding is declared to be Windows-1252",
					   diags);

		eq_diag_hint(diags, g, "take `encoding \"windows-1252\"` out");
		return false;
	}
	c->at += 3;
	return true;
}

/* Lines end as they do elsewhere, but a quote means nothing in them. */
static bool skip_lines(struct eq_csv_cutter *c, struct eq_diags *diags)
{
	for (uint32_t left = c->skip; left > 0;) {
		int b = eq_csv_byte(c, 0);

		if (b < 0 && eq_input_failed(c->input))
			return true; /* that is told of at the end */
		if (b < 0) {
			eq_diag_file(diags, EQ_E0607, c->shown, 0, 0,
				     "the file has %u line%s, and %u are to be skipped",
				     c->skip - left, c->skip - left == 1 ? "" : "s", c->skip);
			return false;
		}
		c->at++;
		if (b == '\n' && c->after_cr) {
			c->after_cr = false;
			continue; /* it belongs to the line end before */
		}
		c->after_cr = b == '\r';
		if (b == '\n' || b == '\r') {
			c->line++;
			left--;
		}
	}
	return true;
}

/* The blank lines above the header say nothing about separators. */
static void skip_blank_lines(struct eq_csv_cutter *c)
{
	for (;;) {
		size_t k = 0;
		int b;

		while ((b = eq_csv_byte(c, k)) == ' ')
			k++;
		if (b != '\n' && b != '\r')
			break;
		c->at += k + 1;
		c->line += b == '\r' || !c->after_cr || k > 0;
		c->after_cr = b == '\r';
	}
}

bool eq_csv_begin(struct eq_csv_cutter *c, struct eq_diags *diags)
{
	c->started = true;
	if (!can_be_csv(c, diags) || !take_mark(c, diags))
		return false;
	if (c->is_1252)
		eq_csv_start_decoding(c);
	if (!skip_lines(c, diags))
		return false;
	skip_blank_lines(c);
	if (c->separator == 0)
		c->separator = find_separator(c);
	return true;
}
