/* csv_write.c - see csv_write.h. */
#include "report/csv_write.h"

#include "number/decimal.h"

static bool is_formula(struct eq_text t)
{
	struct eq_dec number;
	unsigned flags = 0;

	switch (t.n ? t.p[0] : 0) {
	case '=':
	case '+':
	case '-':
	case '@':
	case '\t':
	case '\r':
	case '\n':
		return !eq_dec_read(t, &number, &flags);
	default:
		return false;
	}
}

void eq_csv_cell(struct eq_csv_writer *w, struct eq_text text)
{
	bool formula, quoted = false;

	if (w->within)
		eq_buf_addc(w->out, ',');
	w->within = true;
	if (!text.n)
		return;
	formula = is_formula(text);
	for (size_t i = 0; i < text.n; i++)
		quoted |= text.p[i] == ',' || text.p[i] == '"' || text.p[i] == '\n' ||
			  text.p[i] == '\r';
	if (!quoted && !formula) {
		eq_buf_add_text(w->out, text);
		return;
	}
	if (quoted)
		eq_buf_addc(w->out, '"');
	if (formula)
		eq_buf_addc(w->out, '\'');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			eq_buf_addc(w->out, '"');
		eq_buf_addc(w->out, text.p[i]);
	}
	if (quoted)
		eq_buf_addc(w->out, '"');
}

void eq_csv_cells(struct eq_csv_writer *w, struct eq_text written)
{
	eq_buf_add_text(w->out, written);
	w->within = true;
}

void eq_csv_end(struct eq_csv_writer *w)
{
	eq_buf_addc(w->out, '\n');
	w->within = false;
}
