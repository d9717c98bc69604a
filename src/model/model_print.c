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

static void text_line(const char *word, struct eq_text t, struct eq_buf *out)
{
	if (!t.n)
		return;
	line(out, word);
	eq_buf_addf(out, "%.*s\n", EQ_ARG(t));
}

static void number(struct eq_dec d, struct eq_buf *out)
{
	char text[EQ_DEC_CHARS];
	eq_buf_add(out, text, eq_dec_write_short(d, text));
}

static void date(eq_date d, struct eq_buf *out)
{
	char text[EQ_DATE_CHARS];
	eq_date_write(d, text);
	eq_buf_adds(out, text);
}

static void notes_lines(const struct eq_notes *n, struct eq_buf *out)
{
	text_line("source", n->source, out);
	if (!n->agreed)
		return;
	line(out, "agreed");
	eq_buf_addf(out, "%.*s on ", EQ_ARG(n->agreed->by));
	date(n->agreed->on, out);
	if (n->agreed->minute.n)
		eq_buf_addf(out, ", %.*s", EQ_ARG(n->agreed->minute));
	eq_buf_addc(out, '\n');
}

static void bands_line(const struct eq_bands *b, struct eq_buf *out)
{
	if (!b->said)
		return;
	line(out, "rag");
	eq_buf_adds(out, "green from ");
	number(b->green, out);
	eq_buf_adds(out, ", amber from ");
	number(b->amber, out);
	eq_buf_addc(out, '\n');
}

static void workstream_line(const struct eq_model *m, uint32_t workstream, struct eq_buf *out)
{
	if (workstream == EQ_NO_WORKSTREAM)
		return;
	line(out, "in");
	eq_buf_addf(out, "%.*s\n", EQ_ARG(name_of(m, m->workstreams.v[workstream].def)));
}

static void except_lines(const struct eq_because *all, uint32_t n, struct eq_buf *out)
{
	for (uint32_t i = 0; i < n; i++) {
		line(out, "except");
		date(all[i].range.from, out);
		eq_buf_adds(out, " to ");
		date(all[i].range.to, out);
		eq_buf_addf(out, ", %.*s\n", EQ_ARG(all[i].reason));
	}
}

/* A line a line of the table; what is left open is `else`. */
static void table_lines(const struct eq_model *m, const char *word, const struct eq_by_table *t,
			struct eq_buf *out)
{
	for (uint32_t i = 0; t && i < t->n_rows; i++) {
		line(out, word);
		for (uint32_t k = 0; k < t->n_by; k++) {
			eq_buf_addf(out, "%s%.*s ", k ? ", " : "",
				    EQ_ARG(eq_symbol_text(m->symbols, t->by[k])));
			if (t->rows[i].keys[k])
				eq_buf_addf(out, "\"%.*s\"",
					    EQ_ARG(eq_symbol_text(m->symbols, t->rows[i].keys[k])));
			else
				eq_buf_adds(out, "else");
		}
		eq_buf_adds(out, ": ");
		eq_expr_write(m, t->rows[i].values.expr, out);
		eq_buf_addc(out, '\n');
	}
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
	if (p->owner != EQ_NO_PARTNER)
		text_line("owner", m->partners.v[p->owner], out);
	for (size_t i = 0; i < m->overridden.n; i++) {
		line(out, "set");
		eq_buf_addf(out, "%.*s = %.*s", EQ_ARG(m->overridden.v[i].name),
			    EQ_ARG(m->overridden.v[i].value));
		if (m->overridden.v[i].written.n)
			eq_buf_addf(out, ", in place of %.*s", EQ_ARG(m->overridden.v[i].written));
		eq_buf_addc(out, '\n');
	}
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
	workstream_line(m, k->workstream, out);
	notes_lines(&k->notes, out);
	unit_line(m, k->unit, out);
	expr_line(m, "tracked", k->tracked, out);
	expr_line(m, "baseline", k->baseline.expr, out);
	table_lines(m, "baseline", k->baseline_by, out);
	expr_line(m, "target", k->target.expr, out);
	table_lines(m, "target", k->target_by, out);
	expr_line(m, "live", k->live, out);
	bands_line(&k->bands, out);
	except_lines(k->except, k->n_except, out);
	names_line(m, "parts", k->parts, k->n_parts, out);
}

/* `over 245 days`, and the scenarios in which it is another length. */
static void accrual_line(const struct eq_model *m, const struct eq_benefit *b, struct eq_buf *out)
{
	line(out, "accrues");
	eq_buf_addf(out, "over %d days", b->accrues_days);
	if (b->after_days)
		eq_buf_addf(out, " after %d", b->after_days);
	for (uint32_t s = EQ_SCENARIO_OWN; s < m->scenarios.n; s++) {
		if (b->accrues_days_in && b->accrues_days_in[s] != b->accrues_days)
			eq_buf_addf(out, ", in %.*s over %d", EQ_ARG(m->scenarios.v[s].name),
				    b->accrues_days_in[s]);
		if (b->after_days_in && b->after_days_in[s] != b->after_days)
			eq_buf_addf(out, ", in %.*s after %d", EQ_ARG(m->scenarios.v[s].name),
				    b->after_days_in[s]);
	}
	eq_buf_addc(out, '\n');
}

static void shares_line(const struct eq_model *m, const struct eq_benefit *b, struct eq_buf *out)
{
	if (!b->n_shares)
		return;
	line(out, "share");
	for (uint32_t i = 0; i < b->n_shares; i++) {
		eq_buf_addf(out, "%s%.*s ", i ? ", " : "",
			    EQ_ARG(m->partners.v[b->shares[i].partner]));
		number(b->shares[i].part, out);
	}
	eq_buf_addc(out, '\n');
}

static void print_benefit(const struct eq_model *m, const struct eq_benefit *b, struct eq_buf *out)
{
	static const char *const kinds[] = {"", "cashable", "cost avoidance", "non-cashable"};
	static const char *const confidences[] = {"", "high", "medium", "low"};
	eq_buf_addf(out, "\nbenefit %.*s\n", EQ_ARG(name_of(m, b->def)));
	workstream_line(m, b->workstream, out);
	notes_lines(&b->notes, out);
	text_line("kind", eq_text_of(kinds[b->kind]), out);
	text_line("confident", eq_text_of(confidences[b->confidence]), out);
	shares_line(m, b, out);
	bands_line(&b->bands, out);
	except_lines(b->except, b->n_except, out);
	if (!b->equation) {
		line(out, "untracked");
		eq_buf_addf(out, "%.*s\n", EQ_ARG(b->not_tracked));
		return;
	}
	unit_line(m, b->unit, out);
	expr_line(m, "equation", b->equation, out);
	if (b->accrues_days || b->after_days)
		accrual_line(m, b, out);
	names_line(m, "kpis", b->kpis, b->n_kpis, out);
}

static void print_workstream(const struct eq_model *m, const struct eq_workstream *w,
			     struct eq_buf *out)
{
	eq_buf_addf(out, "\nworkstream %.*s\n", EQ_ARG(name_of(m, w->def)));
	notes_lines(&w->notes, out);
	expr_line(m, "target", w->target.expr, out);
	expr_line(m, "stretch", w->stretch.expr, out);
	bands_line(&w->bands, out);
}

static void print_rating(const struct eq_model *m, const struct eq_rating_scale *r,
			 struct eq_buf *out)
{
	eq_buf_addf(out, "\nrating %.*s\n", EQ_ARG(name_of(m, r->def)));
	workstream_line(m, r->workstream, out);
	notes_lines(&r->notes, out);
	line(out, "scale");
	for (uint32_t i = 0; i < r->n_levels; i++)
		eq_buf_addf(out, "%s%.*s", i ? ", " : "", EQ_ARG(r->levels[i]));
	eq_buf_addc(out, '\n');
	if (r->has_target) {
		line(out, "target");
		number(r->target, out);
		eq_buf_addf(out, " at %.*s or better\n", EQ_ARG(r->levels[r->target_level]));
	}
	bands_line(&r->bands, out);
	for (uint32_t i = 0; i < r->n_judged; i++) {
		line(out, "change");
		eq_buf_addf(out, "%.*s:", EQ_ARG(r->judged[i].title));
		for (uint32_t k = 0; k < r->judged[i].n_marks; k++) {
			eq_buf_addf(out, "%s %.*s on ", k ? "," : "",
				    EQ_ARG(r->levels[r->judged[i].marks[k].level]));
			date(r->judged[i].marks[k].on, out);
		}
		eq_buf_addc(out, '\n');
	}
	if (r->data == UINT32_MAX)
		return;
	const struct eq_data *d = &m->data.v[r->data];
	line(out, "tracked");
	eq_buf_addf(out, "%.*s by %.*s of %.*s\n",
		    EQ_ARG(eq_symbol_text(m->symbols, d->columns[r->level_column].name)),
		    EQ_ARG(eq_symbol_text(m->symbols, d->columns[r->change_column].name)),
		    EQ_ARG(name_of(m, d->def)));
	if (r->where) {
		line(out, "where");
		eq_row_expr_write(m, r->data, r->where, out);
		eq_buf_addc(out, '\n');
	}
}

static void print_profile(const struct eq_model *m, const struct eq_profile *p, struct eq_buf *out)
{
	eq_buf_addf(out, "\nprofile %.*s", EQ_ARG(p->name));
	if (p->of != EQ_NO_DEF)
		eq_buf_addf(out, " for %.*s", EQ_ARG(name_of(m, p->of)));
	if (p->scenario != UINT32_MAX)
		eq_buf_adds(out, ", a scenario's");
	eq_buf_addc(out, '\n');
	for (uint32_t i = 0; i < p->n_years; i++) {
		char year[EQ_FISCAL_CHARS];
		eq_fiscal_write(m->programme.fiscal, p->years[i].year, year);
		line(out, year);
		number(p->years[i].amount, out);
		eq_buf_addc(out, '\n');
	}
}

static void print_restate(const struct eq_model *m, const struct eq_restate *x, struct eq_buf *out)
{
	char year[EQ_FISCAL_CHARS];

	eq_fiscal_write(m->programme.fiscal, x->year, year);
	eq_buf_addf(out, "\nrestate %s\n", year);
	text_line("because", x->why, out);
	text_line("kind", eq_text_of(eq_restate_word(x->kind)), out);
}

static void print_alert(const struct eq_model *m, const struct eq_alert *a, struct eq_buf *out)
{
	eq_buf_addf(out, "\nalert \"%.*s\"\n", EQ_ARG(a->title));
	expr_line(m, "when", a->expr, out);
	text_line("for", a->length_text, out);
	for (uint32_t i = 0; i < a->n_subjects; i++) {
		const struct eq_alert_subject *s = &a->subjects[i];
		text_line("about", name_of(m, m->kpis.v[s->kpi].def), out);
		expr_line(m, "over", s->over, out);
		expr_line(m, "under", s->under, out);
	}
}

void eq_model_print(const struct eq_model *m, struct eq_buf *out)
{
	print_programme(m, out);
	for (size_t i = 0; i < m->data.n; i++)
		print_data(m, &m->data.v[i], out);
	for (size_t i = 0; i < m->workstreams.n; i++)
		print_workstream(m, &m->workstreams.v[i], out);
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
			table_lines(m, "value", f ? f->table : NULL, out);
		}
	}
	for (size_t i = EQ_SCENARIO_OWN; i < m->scenarios.n; i++) {
		const struct eq_scenario *s = &m->scenarios.v[i];
		eq_buf_addf(out, "\nscenario %.*s extends %.*s\n", EQ_ARG(s->name),
			    EQ_ARG(m->scenarios.v[s->extends].name));
		notes_lines(&s->notes, out);
		for (uint32_t k = 0; k < s->n_assigns; k++) {
			eq_buf_addf(out, "  %.*s = ", EQ_ARG(name_of(m, s->assigns[k].def)));
			eq_expr_write(m, s->assigns[k].values.expr, out);
			eq_buf_addc(out, '\n');
		}
	}
	for (size_t i = 0; i < m->ratings.n; i++)
		print_rating(m, &m->ratings.v[i], out);
	for (size_t i = 0; i < m->profiles.n; i++)
		print_profile(m, &m->profiles.v[i], out);
	for (size_t i = 0; i < m->restates.n; i++)
		print_restate(m, &m->restates.v[i], out);
	for (size_t i = 0; i < m->alerts.n; i++)
		print_alert(m, &m->alerts.v[i], out);
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
