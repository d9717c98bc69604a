/* model_print.c - `dump --model`: what the checks made of a programme, a line a fact. */
#include "model/model.h"

static struct eq_text name_of(const struct eq_model *m, uint32_t def)
{
	return eq_symbol_text(m->symbols, m->defs.v[def].name);
}

static void line(struct eq_buf *out, const char *word)
{
	eq_buf_addf(out, "  %-9s ", word);
}

static void unit_line(const struct eq_model *m, uint32_t unit, struct eq_buf *out)
{
	line(out, "unit");
	eq_unit_write_code(m->units, unit, out);
	eq_buf_addc(out, '\n');
}

static void expr_line(const struct eq_model *m, const char *word, const struct eq_expr *e,
		      struct eq_buf *out)
{
	if (!e)
		return;
	line(out, word);
	eq_expr_write(m, e, out);
	eq_buf_addc(out, '\n');
}

static void names_line(const struct eq_model *m, const char *word, const uint32_t *defs, uint32_t n,
		       struct eq_buf *out)
{
	if (!n)
		return;
	line(out, word);
	for (uint32_t i = 0; i < n; i++)
		eq_buf_addf(out, "%s%.*s", i ? ", " : "", EQ_ARG(name_of(m, defs[i])));
	eq_buf_addc(out, '\n');
}

static void print_programme(const struct eq_model *m, struct eq_buf *out)
{
	const struct eq_programme *p = &m->programme;
	char starts[EQ_DATE_CHARS], horizon[EQ_DATE_CHARS];
	eq_date_write(p->starts, starts);
	eq_date_write(p->horizon, horizon);
	eq_buf_addf(out, "programme \"%.*s\"\n", EQ_ARG(p->title));
	line(out, "currency");
	eq_unit_write_code(m->units, p->currency, out);
	eq_buf_addc(out, '\n');
	line(out, "dates");
	eq_buf_addf(out, "%s to %s\n", starts, horizon);
	line(out, "period");
	eq_buf_adds(out, eq_grain_word(p->grain, false));
	if (p->grain.unit == EQ_WEEK)
		eq_buf_addf(out, " ending %s", eq_weekday_name(p->grain.week_end));
	eq_buf_addc(out, '\n');
	line(out, "year");
	eq_buf_addf(out, "from %s, %.*s", eq_month_name(p->fiscal.start_month),
		    EQ_ARG(p->annualise));
	if (p->year_days.den == 1)
		eq_buf_addf(out, " (%lld days)\n", (long long)p->year_days.num);
	else
		eq_buf_addf(out, " (%lld/%lld days)\n", (long long)p->year_days.num,
			    (long long)p->year_days.den);
}

static void print_data(const struct eq_model *m, const struct eq_data *d, struct eq_buf *out)
{
	static const char *const kinds[] = {[EQ_COLUMN_TEXT] = "text",
					    [EQ_COLUMN_NUMBER] = "number",
					    [EQ_COLUMN_DATE] = "date"};
	eq_buf_addf(out, "\ndata %.*s\n", EQ_ARG(name_of(m, d->def)));
	line(out, "file");
	eq_buf_addf(out, "%.*s, a row %s\n", EQ_ARG(d->file),
		    d->by_period ? "a period" : "a date or event");
	for (uint32_t i = 0; i < d->n_columns; i++) {
		const struct eq_data_column *c = &d->columns[i];
		line(out, "column");
		eq_buf_addf(out, "%.*s: %s", EQ_ARG(eq_symbol_text(m->symbols, c->name)),
			    c->level ? "level" : kinds[c->kind]);
		if (c->kind == EQ_COLUMN_NUMBER) {
			eq_buf_adds(out, " in ");
			eq_unit_write_code(m->units, c->unit, out);
		}
		eq_buf_addf(out, ", \"%.*s\" in the file\n", EQ_ARG(c->header));
	}
	if (d->only) {
		line(out, "only");
		eq_row_expr_write(m, (uint32_t)(d - m->data.v), d->only, out);
		eq_buf_addc(out, '\n');
	}
}

static void print_kpi(const struct eq_model *m, const struct eq_kpi *k, struct eq_buf *out)
{
	eq_buf_addf(out, "\nkpi %.*s\n", EQ_ARG(name_of(m, k->def)));
	unit_line(m, k->unit, out);
	expr_line(m, "tracked", k->tracked, out);
	expr_line(m, "baseline", k->baseline.expr, out);
	expr_line(m, "target", k->target.expr, out);
	expr_line(m, "live", k->live, out);
	names_line(m, "parts", k->parts, k->n_parts, out);
}

static void print_benefit(const struct eq_model *m, const struct eq_benefit *b, struct eq_buf *out)
{
	eq_buf_addf(out, "\nbenefit %.*s\n", EQ_ARG(name_of(m, b->def)));
	if (!b->equation) {
		line(out, "untracked");
		eq_buf_addf(out, "%.*s\n", EQ_ARG(b->not_tracked));
		return;
	}
	unit_line(m, b->unit, out);
	expr_line(m, "equation", b->equation, out);
	if (b->accrues_days) {
		line(out, "accrues");
		eq_buf_addf(out, "over %d days", b->accrues_days);
		if (b->after_days)
			eq_buf_addf(out, " after %d", b->after_days);
		eq_buf_addc(out, '\n');
	}
	names_line(m, "kpis", b->kpis, b->n_kpis, out);
}

void eq_model_print(const struct eq_model *m, struct eq_buf *out)
{
	print_programme(m, out);
	for (size_t i = 0; i < m->data.n; i++)
		print_data(m, &m->data.v[i], out);
	for (size_t i = 0; i < m->order.n; i++) {
		const struct eq_def *d = &m->defs.v[m->order.v[i]];
		if (d->kind == EQ_DEF_KPI) {
			print_kpi(m, &m->kpis.v[d->index], out);
		} else if (d->kind == EQ_DEF_BENEFIT) {
			print_benefit(m, &m->benefits.v[d->index], out);
		} else {
			const struct eq_fixed *f = d->kind == EQ_DEF_FIXED ? &m->fixed.v[d->index]
									   : NULL;
			eq_buf_addf(out, "\n%s %.*s\n", f ? "fixed" : "figure",
				    EQ_ARG(name_of(m, m->order.v[i])));
			unit_line(m, f ? f->unit : m->figures.v[d->index].unit, out);
			expr_line(m, "value", f ? f->values.expr : m->figures.v[d->index].expr,
				  out);
		}
	}
	for (size_t i = EQ_SCENARIO_OWN; i < m->scenarios.n; i++) {
		const struct eq_scenario *s = &m->scenarios.v[i];
		eq_buf_addf(out, "\nscenario %.*s extends %.*s\n", EQ_ARG(s->name),
			    EQ_ARG(m->scenarios.v[s->extends].name));
		for (uint32_t k = 0; k < s->n_assigns; k++) {
			eq_buf_addf(out, "  %.*s = ", EQ_ARG(name_of(m, s->assigns[k].def)));
			eq_expr_write(m, s->assigns[k].values.expr, out);
			eq_buf_addc(out, '\n');
		}
	}
	if (m->measures.n)
		eq_buf_adds(out, "\nmeasures\n");
	for (size_t i = 0; i < m->measures.n; i++) {
		struct eq_expr total = {.op = EQ_EXPR_TOTAL, .measure = (uint32_t)i};
		eq_buf_addf(out, "  %zu: ", i);
		eq_expr_write(m, &total, out);
		eq_buf_adds(out, " in ");
		eq_unit_write_code(m->units, m->measures.v[i].unit, out);
		eq_buf_addc(out, '\n');
	}
}
