/* csv_write.c - see csv_write.h. */
#include "report/csv_write.h"

#include "number/decimal.h"

#include <string.h>

static bool is_formula(struct eq_text t)
{
	struct eq_dec number;
	unsigned flags = 0;

	return t.n && memchr("=+-@\t\r\n", t.p[0], 7) && !eq_dec_read(t, &number, &flags);
}

void eq_csv_cell(struct eq_csv_writer *w, struct eq_text text)
{
	bool formula = is_formula(text), quoted = false;

	for (size_t i = 0; i < text.n; i++)
		quoted |= text.p[i] == ',' || text.p[i] == '"' || text.p[i] == '\n' ||
			  text.p[i] == '\r';
	if (w->within)
		eq_buf_addc(w->out, ',');
	w->within = true;
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

void eq_csv_end(struct eq_csv_writer *w)
{
	eq_buf_addc(w->out, '\n');
	w->within = false;
}
