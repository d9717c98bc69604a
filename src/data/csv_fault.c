/* csv_fault.c - what is said about a record that cannot be read. See csv_record.h. */
#include "data/csv_record.h"

#include "base/limits.h"
#include "data/encoding.h"

static void hint_encoding(const struct eq_csv_text *t, const struct eq_csv_fault *f, bool is_1252,
			  struct eq_diags *diags, struct eq_diag *g)
{
	unsigned char byte = (unsigned char)t->p[f->at];
	bool could_be_1252 = true;

	if (is_1252) {
		eq_diag_hint(diags, g,
			     "byte %02X means nothing there; save the data again as \"CSV UTF-8\" "
			     "and take `encoding` out",
			     byte);
		return;
	}
	for (size_t i = f->from; i < f->to; i++)
		could_be_1252 &= eq_1252_has((unsigned char)t->p[i]);
	if (could_be_1252)
		eq_diag_hint(
			diags, g,
			"byte %02X%s; save the data again as \"CSV UTF-8\", or declare "
			"`encoding \"windows-1252\"`",
			byte,
			byte == 0xA3
				? " is a pound sign in Windows-1252, an older way to write text"
				: " cannot stand here; it may be Windows-1252, an older way to "
				  "write text");
	else
		eq_diag_hint(diags, g,
			     "byte %02X cannot stand here; save the data again as \"CSV UTF-8\"",
			     byte);
}

void eq_csv_report_fault(const struct eq_csv_text *t, const struct eq_csv_fault *f,
			 struct eq_csv_walk from, bool is_1252, struct eq_text shown,
			 struct eq_diags *diags)
{
	struct eq_csv_walk at = from, last;
	struct eq_diag *g;

	eq_csv_walk_to(t->p, &at, f->at);
	switch (f->kind) {
	case EQ_CSV_SOUND:
		break;
	case EQ_CSV_TOO_LONG:
		eq_diag_file(diags, EQ_E0606, shown, at.line, 1,
			     "the row that begins here is longer than %u MB, the most that a row "
			     "may have",
			     EQ_LIMIT_RECORD_BYTES / 1048576u);
		break;
	case EQ_CSV_TOO_MANY_CELLS:
		eq_diag_file(diags, EQ_E0606, shown, at.line, 1,
			     "the row that begins here has more than %u cells", EQ_LIMIT_COLUMNS);
		break;
	case EQ_CSV_OPEN_QUOTE:
		g = eq_diag_file(diags, EQ_E0604, shown, at.line, at.column,
				 "a quote opens a cell here and no quote closes it");
		last = at;
		eq_csv_walk_to(t->p, &last, f->to < t->real ? f->to : t->real);
		eq_diag_hint(diags, g,
			     f->ended ? "the file ended on line %llu with the cell still open; a "
					"quote inside a quoted cell is written twice (\"\")"
				      : "the cell was still open on line %llu; a quote inside a "
					"quoted cell is written twice (\"\")",
			     (unsigned long long)last.line);
		break;
	case EQ_CSV_AFTER_QUOTE:
		g = eq_diag_file(diags, EQ_E0605, shown, at.line, at.column,
				 "there is text after the quote that closes this cell");
		eq_diag_hint(diags, g, "a quote inside a quoted cell is written twice (\"\")");
		break;
	case EQ_CSV_ZERO:
		g = eq_diag_file(diags, EQ_E0603, shown, at.line, at.column,
				 "this is not text: it has a zero byte here");
		eq_diag_hint(diags, g, "save the data again as \"CSV UTF-8\"");
		break;
	case EQ_CSV_ENCODING:
		g = is_1252 ? eq_diag_file(diags, EQ_E0616, shown, at.line, at.column,
					   "this text is not Windows-1252, which is declared to be "
					   "its encoding")
			    : eq_diag_file(diags, EQ_E0602, shown, at.line, at.column,
					   "this text is not UTF-8");
		hint_encoding(t, f, is_1252, diags, g);
		break;
	}
}
