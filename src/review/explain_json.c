/* explain_json.c - a figure and all that it is made of, as JSON: exact, so that every value can be
 * worked out again from its parts by its rule. See explain.h, and docs/explain.md for the rules. */
#include "report/json.h"
#include "review/explain.h"

struct writer {
	struct eq_json j;
	const struct eq_explaining *x;
};

static void put_text(struct writer *w, const char *key, struct eq_text t)
{
	if (!t.n)
		return;
	eq_json_key(&w->j, key);
	eq_json_text(&w->j, t);
}

static void put_int(struct writer *w, const char *key, int64_t v)
{
	eq_json_key(&w->j, key);
	eq_json_int(&w->j, v);
}

static void put_true(struct writer *w, const char *key, bool v)
{
	if (!v)
		return;
	eq_json_key(&w->j, key);
	eq_json_bool(&w->j, true);
}

static void put_date(struct writer *w, const char *key, eq_date d)
{
	char text[EQ_DATE_CHARS];

	put_text(w, key, (struct eq_text){text, eq_date_write(d, text)});
}

static void put_range(struct writer *w, struct eq_range r)
{
	put_date(w, "from", r.from);
	put_date(w, "to", r.to);
}

static void put_decimal(struct writer *w, const char *key, struct eq_dec v)
{
	char text[EQ_DEC_CHARS];

	put_text(w, key, (struct eq_text){text, eq_dec_write_short(v, text)});
}

static void put_number(struct writer *w, const char *key, const struct eq_number *v)
{
	if (v->missing) {
		eq_json_key(&w->j, key);
		eq_json_null(&w->j);
	} else {
		put_decimal(w, key, v->v);
	}
}

static void put_ratio(struct writer *w, const char *key, struct eq_ratio r)
{
	eq_json_key(&w->j, key);
	eq_json_open(&w->j, '[', true);
	eq_json_int(&w->j, r.num);
	eq_json_int(&w->j, r.den);
	eq_json_close(&w->j, ']');
}

static void put_unit(struct writer *w, uint32_t unit)
{
	struct eq_buf code;

	eq_buf_init(&code);
	eq_unit_write_code(w->x->model->units, unit, &code);
	put_text(w, "unit", eq_buf_view(&code));
	eq_buf_release(&code);
}

static void put_value(struct writer *w, const struct eq_explained *n)
{
	if (n->is_truth && !n->value.missing) {
		eq_json_key(&w->j, "value");
		eq_json_bool(&w->j, n->truth);
		return;
	}
	put_number(w, "value", &n->value);
	put_true(w, "rounded", !n->value.missing && n->value.rounded);
	if (!n->is_truth)
		put_unit(w, n->unit);
}

static void put_place(struct writer *w, struct eq_span span)
{
	if (span.at >= span.end)
		return;
	struct eq_place p = eq_sources_place(w->x->model->sources, span.at);

	/* What was asked for on the command line has no line. */
	if (eq_text_is(p.path, "FIGURE"))
		return;
	put_text(w, "file", p.path);
	put_int(w, "line", p.line);
}

/* ---- rows ---- */

static void put_row_place(struct writer *w, const char *key, const struct eq_row_place *at)
{
	eq_json_key(&w->j, key);
	eq_json_open(&w->j, '{', true);
	put_text(w, "file", at->file);
	put_int(w, "line", (int64_t)at->line);
	eq_json_close(&w->j, '}');
}

static void put_listing(struct writer *w, struct eq_text list)
{
	eq_json_key(&w->j, "listing");
	eq_json_open(&w->j, '[', false);
	while (list.n) {
		size_t n = 0;

		while (n < list.n && list.p[n] != '\n')
			n++;
		eq_json_text(&w->j, (struct eq_text){list.p, n});
		n += n < list.n;
		list = (struct eq_text){list.p + n, list.n - n};
	}
	eq_json_close(&w->j, ']');
}

static void put_ranges(struct writer *w, const char *key, const struct eq_range *v, uint32_t n)
{
	eq_json_key(&w->j, key);
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < n; i++) {
		eq_json_open(&w->j, '{', true);
		put_range(w, v[i]);
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, ']');
}

static void put_rows(struct writer *w, const struct eq_explained_rows *r)
{
	const struct eq_model *m = w->x->model;
	const struct eq_measure *x = &m->measures.v[r->measure];
	struct eq_buf text;

	eq_json_key(&w->j, "rows");
	eq_json_open(&w->j, '{', false);
	put_text(w, "data", eq_symbol_text(m->symbols, m->defs.v[m->data.v[x->data].def].name));
	put_text(w, "file", m->data.v[x->data].file);
	put_text(w, "aggregate", eq_text_of(eq_aggregate_word((enum eq_aggregate)x->aggregate)));
	eq_buf_init(&text);
	if (x->where)
		eq_row_expr_write(m, x->data, x->where, &text);
	put_text(w, "where", eq_buf_view(&text));
	eq_buf_release(&text);
	put_int(w, "counted", (int64_t)r->days.rows);
	if (r->days.gaps)
		put_int(w, "without_a_value", (int64_t)r->days.gaps);
	if (r->asked != UINT32_MAX && r->first.line) {
		put_row_place(w, "first", &r->first);
		put_row_place(w, "last", &r->last);
	}
	put_ranges(w, "days", r->days.v, r->days.n);
	put_ranges(w, "missing_periods", r->missing, r->n_missing);
	if (r->n_taken_out)
		put_ranges(w, "taken_out", r->taken_out, r->n_taken_out);
	if (r->listing.n)
		put_listing(w, r->listing);
	eq_json_close(&w->j, '}');
}

/* ---- periods of an amount ---- */

static void put_periods(struct writer *w, const struct eq_explained *n)
{
	eq_json_key(&w->j, "periods");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < n->n_periods; i++) {
		const struct eq_explained_period *p = &n->periods[i];

		eq_json_open(&w->j, '{', true);
		put_range(w, p->days);
		put_number(w, "worth", &p->worth);
		put_int(w, "days", p->counted);
		if (n->accrues_days)
			put_int(w, "accrued_days", p->accrued);
		put_int(w, "times", p->times);
		put_ratio(w, "each", p->each);
		put_number(w, "amount", &p->amount);
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, ']');
}

/* ---- a node ---- */

/* What its rule needs beside the parts. */
static void put_rule(struct writer *w, const struct eq_explained *n)
{
	put_text(w, "rule", eq_text_of(eq_explained_word((enum eq_explained_rule)n->rule)));
	switch ((enum eq_explained_rule)n->rule) {
	case EQ_EXPLAINED_OPERATOR:
		put_text(w, "operator", eq_text_of(eq_expr_word((enum eq_expr_op)n->op)));
		if (n->op == EQ_EXPR_POWER)
			put_int(w, "power", n->times);
		break;
	case EQ_EXPLAINED_CONVERTED:
		put_ratio(w, "factor", n->factor);
		break;
	case EQ_EXPLAINED_RATE:
		put_ratio(w, "factor", n->factor);
		put_number(w, n->times ? "counted_months" : "counted_days", &n->counted);
		break;
	case EQ_EXPLAINED_RAMP:
		put_date(w, "on", n->on);
		put_date(w, "begins", n->range.from);
		put_date(w, "ends", n->range.to);
		break;
	case EQ_EXPLAINED_DATED:
		put_date(w, "on", n->on);
		break;
	case EQ_EXPLAINED_GROWN:
		put_date(w, "on", n->on);
		put_date(w, "since", n->range.from);
		put_int(w, "times", n->times);
		break;
	case EQ_EXPLAINED_LIMITS:
		put_text(w, "limit",
			 eq_text_of(n->op == EQ_XMR_UPPER    ? "upper"
				    : n->op == EQ_XMR_LOWER  ? "lower"
				    : n->op == EQ_XMR_SIGNAL ? "signal"
							     : "centre"));
		break;
	case EQ_EXPLAINED_RUN_RATE:
		put_ratio(w, "factor", n->factor);
		put_decimal(w, "share", n->share);
		break;
	case EQ_EXPLAINED_ANNUALISED:
		put_ratio(w, "factor", n->factor);
		put_true(w, "by_months", n->times != 0);
		/* fall through */
	case EQ_EXPLAINED_ACCRUED:
		put_decimal(w, "share", n->share);
		if (n->accrues_days)
			put_int(w, "accrues_over_days", n->accrues_days);
		if (n->after_days)
			put_int(w, "after_days", n->after_days);
		put_int(w, "periods_without_a_worth", n->missing_periods);
		put_periods(w, n);
		break;
	default:
		break;
	}
}

static void put_node(struct writer *w, const struct eq_explained *n)
{
	eq_json_open(&w->j, '{', false);
	put_text(w, "what", n->label);
	put_text(w, "title", n->title);
	put_value(w, n);
	put_true(w, "explained_above", n->again);
	put_true(w, "deeper", n->cut);
	if (!n->again && !n->cut)
		put_rule(w, n);
	if (n->weight != 1)
		put_int(w, "weight", n->weight);
	put_text(w, "words", n->words);
	put_text(w, "written", n->written);
	put_text(w, "with_numbers", n->filled);
	put_place(w, n->at);
	put_text(w, "source", n->source);
	if (n->scenario)
		put_text(w, "scenario", eq_text_of(n->scenario));
	if (n->days.from <= n->days.to)
		put_range(w, n->days);
	if (n->rows)
		put_rows(w, n->rows);
	if (n->n_parts) {
		eq_json_key(&w->j, "parts");
		eq_json_open(&w->j, '[', false);
		for (uint32_t i = 0; i < n->n_parts; i++)
			put_node(w, n->parts[i]);
		eq_json_close(&w->j, ']');
	}
	eq_json_close(&w->j, '}');
}

void eq_explain_json(const struct eq_explaining *x, struct eq_buf *out)
{
	struct writer w = {.x = x};

	eq_json_init(&w.j, out);
	eq_json_open(&w.j, '{', false);
	put_int(&w, "format_version", 1);
	put_text(&w, "figure", x->figure);
	put_date(&w, "as_at", x->as_at);
	put_text(&w, "as_at_decided_by", x->as_at_kpi);
	put_text(&w, "scenario", x->scenario);
	put_text(&w, "part", x->members);
	eq_json_key(&w.j, "explained");
	put_node(&w, x->root);
	eq_json_close(&w.j, '}');
}
