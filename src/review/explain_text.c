/* explain_text.c - an explanation laid out: for a terminal, with its numbers one below another, and as
 * Markdown. See explain.h. */
#include "report/table.h"
#include "review/explain_lines.h"

enum { WIDEST_LABEL = 66 };

/* ---- text ---- */

struct columns {
	size_t label, number, width;
};

static struct columns measure(const struct eq_explain_lines *l)
{
	struct columns c = {0, 0, 0};

	for (size_t i = 0; i < l->all.n; i++) {
		const struct eq_explain_line *k = &l->all.v[i];
		size_t label = k->indent + eq_text_width(k->label);
		size_t number = eq_text_width(k->number);

		if (k->is_detail)
			continue;
		if (label <= WIDEST_LABEL && label > c.label)
			c.label = label;
		if (number > c.number)
			c.number = number;
	}
	return c;
}

static void print_line(const struct eq_explain_line *k, const struct columns *c, bool colour,
		       struct eq_buf *out)
{
	size_t label = k->indent + eq_text_width(k->label);

	eq_buf_fill(out, ' ', k->indent);
	eq_styled(out, k->label, k->indent ? EQ_STYLE_PLAIN : EQ_STYLE_STRONG, colour);
	if (label > c->label) { /* its number stands below it */
		eq_buf_addc(out, '\n');
		label = 0;
	}
	eq_buf_fill(out, ' ', c->label - label + 2 + c->number - eq_text_width(k->number));
	eq_styled(out, k->number, k->indent ? EQ_STYLE_PLAIN : EQ_STYLE_STRONG, colour);
	if (k->unit.n)
		eq_buf_addf(out, " %.*s", EQ_ARG(k->unit));
	eq_buf_addc(out, '\n');
}

static void print_detail(const struct eq_explain_line *k, size_t width, bool colour,
			 struct eq_buf *out)
{
	size_t room = width && width < 40 + k->indent ? 40 + k->indent : width;
	struct eq_buf wrapped;

	eq_buf_init(&wrapped);
	eq_buf_fill(&wrapped, ' ', k->indent);
	eq_wrap(&wrapped, k->label, room ? room - k->indent : 0, 0);
	for (size_t i = 0; i < wrapped.n; i++) {
		size_t from = i;

		while (i < wrapped.n && wrapped.p[i] != '\n')
			i++;
		if (from)
			eq_buf_fill(out, ' ', k->indent + 2);
		size_t skip = from ? 0 : k->indent;
		if (!from)
			eq_buf_fill(out, ' ', k->indent);
		eq_styled(out, (struct eq_text){wrapped.p + from + skip, i - from - skip},
			  EQ_STYLE_FAINT, colour);
		eq_buf_addc(out, '\n');
	}
	eq_buf_release(&wrapped);
}

void eq_explain_text(const struct eq_explaining *x, size_t width, bool colour, struct eq_buf *out)
{
	struct eq_explain_lines l = {.x = x};

	eq_explain_gather(&l, x);
	struct columns c = measure(&l);
	for (size_t i = 0; i < l.all.n; i++) {
		if (l.all.v[i].is_detail)
			print_detail(&l.all.v[i], width, colour, out);
		else
			print_line(&l.all.v[i], &c, colour, out);
	}
	eq_buf_addc(out, '\n');
	eq_explain_say_when(x, out);
	eq_explain_lines_release(&l);
}

/* ---- Markdown ---- */

/* A list: an entry a line, its number in bold behind it. Equations are code. */
void eq_explain_markdown(const struct eq_explaining *x, struct eq_buf *out)
{
	struct eq_explain_lines l = {.x = x};

	eq_explain_gather(&l, x);
	for (size_t i = 0; i < l.all.n; i++) {
		const struct eq_explain_line *k = &l.all.v[i];

		eq_buf_fill(out, ' ', k->indent);
		eq_buf_addf(out, "- ");
		if (k->is_detail)
			eq_buf_addf(out, "<sub>`%.*s`</sub>\n", EQ_ARG(k->label));
		else
			eq_buf_addf(out, "`%.*s` **%.*s%s%.*s**\n", EQ_ARG(k->label),
				    EQ_ARG(k->number), k->unit.n ? " " : "", EQ_ARG(k->unit));
	}
	eq_buf_addc(out, '\n');
	eq_explain_say_when(x, out);
	eq_explain_lines_release(&l);
}
