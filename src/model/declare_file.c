/* declare_file.c - how the file of a data block is written: what stands around its rows, in which
 * characters, and what parts its cells. */
#include "model/build.h"

#define MOST_SKIPPED 1000000

/* "4 rows": *out is the number. */
static bool read_count(struct eq_text t, uint32_t *out)
{
	static const char *const words[] = {"", "rows", "row", "lines", "line"};
	uint32_t n = 0;
	size_t k = 0;

	for (; k < t.n && ((t.p[k] >= '0' && t.p[k] <= '9') || t.p[k] == ',' || t.p[k] == '_'); k++)
		if (t.p[k] != ',' && t.p[k] != '_' && n <= MOST_SKIPPED)
			n = n * 10 + (uint32_t)(t.p[k] - '0');
	t = eq_text_trim((struct eq_text){t.p + k, t.n - k});
	*out = n;
	if (n < 1 || n > MOST_SKIPPED)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (eq_text_is(t, words[i]))
			return true;
	return false;
}

static void read_skip(struct eq_build *b, struct eq_data *d, const struct eq_node *p)
{
	if (!read_count(eq_text_trim(eq_node_text(b, p->child->span)), &d->skip))
		eq_diag_at(b->diags, EQ_E0209, p->child->span,
			   "`skip` takes how many lines stand before the one that names the "
			   "columns, from 1 to 1,000,000: `skip 4 rows`");
}

static void read_until(struct eq_build *b, struct eq_data *d, const struct eq_node *p)
{
	d->until = eq_text_trim(eq_quoted(b, p->child));
	if (d->until.n == 0)
		eq_diag_at(b->diags, EQ_E0209, p->child->span,
			   "`until` takes the text that the first cell below the rows begins "
			   "with: `until \"Total\"`");
}

/* As people write them: "Windows 1252", "CP1252". */
static bool is_name(struct eq_text t, const char *name)
{
	size_t k = 0;

	for (size_t i = 0; i < t.n; i++) {
		char c = t.p[i];

		if (c == '-' || c == '_' || c == ' ')
			continue;
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (name[k] != c)
			return false;
		k++;
	}
	return name[k] == 0;
}

static void read_encoding(struct eq_build *b, struct eq_data *d, const struct eq_node *p)
{
	struct eq_text t = eq_quoted(b, p->child);
	struct eq_diag *g;

	if (is_name(t, "utf8"))
		d->encoding = EQ_ENCODING_UTF8;
	else if (is_name(t, "windows1252") || is_name(t, "cp1252")) {
		d->encoding = EQ_ENCODING_WINDOWS_1252;
	} else if (is_name(t, "latin1") || is_name(t, "iso88591")) {
		g = eq_diag_at(
			b->diags, EQ_E0209, p->child->span,
			"what is called %.*s is nearly always Windows-1252, which also has the "
			"euro sign, dashes and curly quotes",
			EQ_ARG(t));
		eq_diag_hint(b->diags, g, "write `encoding \"windows-1252\"`");
	} else {
		eq_diag_at(b->diags, EQ_E0209, p->child->span,
			   "`%.*s` is not an encoding that is read here; it is \"utf-8\" or "
			   "\"windows-1252\"",
			   EQ_ARG(t));
	}
}

static void read_separator(struct eq_build *b, struct eq_data *d, const struct eq_node *p)
{
	struct eq_text t = eq_quoted(b, p->child);

	if (t.n == 1 && t.p[0] != '"' && t.p[0] != '\n' && t.p[0] != '\r')
		d->separator = t.p[0];
	else if (eq_text_is(t, "\\t") || eq_text_is(t, "tab"))
		d->separator = '\t';
	else
		eq_diag_at(b->diags, EQ_E0209, p->child->span,
			   "a separator is one character, such as \";\", or \"tab\"");
}

static void read_missing(struct eq_build *b, struct eq_data *d, const struct eq_node *p)
{
	uint32_t count = 0;

	for (const struct eq_node *c = p->child; c; c = c->next)
		count++;
	d->missing = EQ_NEW_ARRAY(b->arena, struct eq_text, count ? count : 1);
	for (const struct eq_node *c = p->child; c; c = c->next)
		d->missing[d->n_missing++] = eq_quoted(b, c);
}

void eq_read_file_form(struct eq_build *b, struct eq_data *d, const struct eq_block *block)
{
	static const struct {
		enum eq_property property;
		void (*read)(struct eq_build *b, struct eq_data *d, const struct eq_node *p);
	} readers[] = {
		{EQ_PROPERTY_SKIP, read_skip},           {EQ_PROPERTY_UNTIL, read_until},
		{EQ_PROPERTY_ENCODING, read_encoding},   {EQ_PROPERTY_MISSING, read_missing},
		{EQ_PROPERTY_SEPARATOR, read_separator},
	};

	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
		if (block->p[readers[i].property])
			readers[i].read(b, d, block->p[readers[i].property]);
}
