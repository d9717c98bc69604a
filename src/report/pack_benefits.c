/* pack_benefits.c - the benefits of each workstream: value-add and run-rate, live beside the
 * scenarios, and the value-add expected by the end of each fiscal year to come. */
#include "report/pack_parts.h"
#include "report/reason.h"
#include "report/total.h"

/* "cost avoidance, high confidence": what kind of money it is. */
static struct eq_text sort_of(struct eq_pack *p, const struct eq_benefit *b)
{
	const char *kind = eq_kind_word((enum eq_benefit_kind)b->kind);
	const char *confidence = eq_confidence_word((enum eq_confidence)b->confidence);
	struct eq_text text = eq_text_of(kind);

	if (b->not_tracked.n)
		return EQ_TEXT("");
	if (*confidence)
		text = eq_pack_joined(p, text, ", ",
				      eq_arena_printf(&p->arena, "%s confidence", confidence));
	return b->once ? eq_pack_joined(p, text, ", ", EQ_TEXT("one-off")) : text;
}

static void mark_gaps(struct eq_pack *p, struct eq_marks *marks, const struct eq_pack_money *money)
{
	for (size_t i = 0; money->by_scenario && i <= p->columns.n; i++) {
		uint32_t s = i ? p->columns.v[i - 1] : EQ_SCENARIO_ACTUAL;
		const struct eq_benefit_line *line = &money->by_scenario[s];
		const struct eq_text in = i ? eq_pack_scenario(p, s) : EQ_TEXT("fact");
		bool once = money->benefit && money->benefit->once;

		if (!line->shown || line->value_add.missing)
			eq_mark(p, marks,
				eq_arena_printf(&p->arena, "%.*s has no value-add in %.*s: %.*s.",
						EQ_ARG(money->title), EQ_ARG(in),
						EQ_ARG(eq_reason_line(line, EQ_BENEFIT_CASH))));
		if (line->shown && line->run_rate.missing && !once)
			eq_mark(p, marks,
				eq_arena_printf(&p->arena, "%.*s has no run-rate in %.*s: %.*s.",
						EQ_ARG(money->title), EQ_ARG(in),
						EQ_ARG(eq_reason_line(line, EQ_BENEFIT_RUN_RATE))));
	}
}

void eq_mark_money(struct eq_pack *p, struct eq_marks *marks, const struct eq_pack_money *money)
{
	if (money->benefit)
		eq_mark_def(p, marks, money->benefit->def);
	/* A total refers to all that it should hold and does not. */
	for (uint32_t i = 0; money->total && i < p->m->benefits.n; i++)
		if (p->m->benefits.v[i].not_tracked.n && eq_total_holds(p->m, money->total, i))
			eq_mark_def(p, marks, p->m->benefits.v[i].def);
	mark_gaps(p, marks, money);
}

struct eq_text eq_pack_money_label(struct eq_pack *p, const struct eq_pack_money *money)
{
	struct eq_marks marks = {{0}};
	struct eq_text title = money->title, sort = EQ_TEXT("");

	if (money->benefit)
		sort = sort_of(p, money->benefit);
	if (sort.n)
		title = eq_arena_printf(&p->arena, "%.*s (%.*s)", EQ_ARG(title), EQ_ARG(sort));
	eq_mark_money(p, &marks, money);
	return eq_marked(p, title, &marks);
}

/* "council 85%, icb 15%" */
static struct eq_text shares_text(struct eq_pack *p, const struct eq_benefit *b)
{
	struct eq_text text = EQ_TEXT("");

	for (uint32_t i = 0; i < b->n_shares; i++) {
		const struct eq_number part = {b->shares[i].part, false, false};
		const struct eq_number *const numbers[] = {&part};
		const struct eq_display display =
			eq_display_choose(p->m->units, EQ_UNIT_PLAIN, true, numbers, 1);

		text = eq_pack_joined(
			p, text, ", ",
			eq_arena_printf(&p->arena, "%.*s %.*s",
					EQ_ARG(p->m->partners.v[b->shares[i].partner]),
					EQ_ARG(eq_pack_number_text(p, &display, &part))));
	}
	return text.n ? eq_arena_printf(&p->arena, "shared: %.*s", EQ_ARG(text)) : text;
}

static struct eq_text remarks(struct eq_pack *p, uint32_t i)
{
	const struct eq_benefit_result *b = &p->r->benefits[i];
	struct eq_text text = shares_text(p, &p->m->benefits.v[i]);

	return eq_pack_joined(p, text, "; ", eq_pack_lost(p, b->rows_lost));
}

static void add_untracked(struct eq_pack *p, struct eq_table *t, const struct eq_pack_money *money)
{
	size_t rag = p->columns.n + 2;

	eq_table_row(t, eq_pack_money_label(p, money), 0);
	for (size_t i = 1; i <= rag; i++)
		eq_pack_cell(t, i, EQ_TEXT(EQ_DISPLAY_MISSING));
	eq_pack_cell(t, rag + 1, EQ_TEXT("not tracked"));
}

static void add_with(struct eq_pack *p, struct eq_table *t, const char *what,
		     const struct eq_number *v)
{
	eq_table_row(t, eq_arena_printf(&p->arena, "%s with the days taken out", what), 4);
	eq_pack_money_cell(p, t, 1, *v);
}

static void add_benefit(struct eq_pack *p, struct eq_table *t, uint32_t i)
{
	const struct eq_benefit_result *b = &p->r->benefits[i];
	const struct eq_pack_money money = eq_pack_benefit(p, i);
	size_t rag = p->columns.n + 2;
	struct eq_text text;

	if (!eq_pack_has_money(&money)) {
		add_untracked(p, t, &money);
		return;
	}
	eq_table_heading(t, eq_pack_money_label(p, &money));
	text = remarks(p, i);
	if (text.n)
		eq_table_line(t, text, 2, EQ_STYLE_FAINT);
	for (size_t n = 0; n < p->rows.n; n++) {
		const struct eq_pack_row *row = &p->rows.v[n];

		eq_table_row(t, row->label, 2);
		eq_pack_money_cells(p, t, 1, &money, row);
		if (row->figure == EQ_PACK_VALUE_ADD) {
			text = eq_reason_incomplete(
				p->r, money.by_scenario[EQ_SCENARIO_ACTUAL].periods, &p->arena);
			eq_pack_rag_cell(t, rag, b->value_add_rating.rag);
			eq_pack_cell(t, rag + 1,
				     b->value_add_rating.words.n
					     ? eq_pack_rag_words(p, b->value_add_rating.words)
					     : text);
			eq_pack_restated_row(p, t, &b->value_add_restated, 4);
			if (b->without)
				add_with(p, t, "Value-add", &b->value_add_with);
		} else if (row->figure == EQ_PACK_RUN_RATE) {
			eq_pack_rag_cell(t, rag, b->run_rate_rating.rag);
			eq_pack_cell(t, rag + 1, eq_pack_rag_words(p, b->run_rate_rating.words));
			if (b->without)
				add_with(p, t, "Run-rate", &b->run_rate_with);
		}
	}
}

static bool belongs(const struct eq_pack *p, uint32_t benefit, uint32_t workstream)
{
	return p->m->benefits.v[benefit].workstream == workstream &&
	       eq_pack_shows(p, p->m->benefits.v[benefit].def);
}

/* Those of one workstream, or of none. True where there is any. */
static bool add_group(struct eq_pack *p, uint32_t workstream)
{
	struct eq_table *t = NULL;
	bool before = false, provisional = false;
	struct eq_text heading =
		workstream == EQ_NO_WORKSTREAM
			? EQ_TEXT("Benefit")
			: eq_arena_printf(&p->arena, "Benefits of %.*s",
					  EQ_ARG(p->m->workstreams.v[workstream].title));

	for (uint32_t i = 0; i < p->m->benefits.n; i++) {
		const struct eq_pack_money money = eq_pack_benefit(p, i);

		if (!belongs(p, i, workstream))
			continue;
		if (!t) {
			eq_page_heading(p->page, workstream == EQ_NO_WORKSTREAM
							 ? EQ_TEXT("Benefits")
							 : heading);
			t = eq_page_table(p->page);
			eq_table_column(t, heading, EQ_ALIGN_LEFT);
			eq_pack_scenario_columns(p, t);
			eq_table_column(t, EQ_TEXT("RAG"), EQ_ALIGN_LEFT);
			eq_table_column(t, EQ_TEXT(""), EQ_ALIGN_REMARK);
		} else if (before || eq_pack_has_money(&money)) {
			eq_table_gap(t);
		}
		before = eq_pack_has_money(&money);
		provisional |= before && money.provisional;
		add_benefit(p, t, i);
	}
	if (t)
		eq_pack_provisional_line(p, t, provisional);
	return t;
}

void eq_pack_benefits(struct eq_pack *p)
{
	bool any = add_group(p, EQ_NO_WORKSTREAM);

	for (uint32_t w = 0; w < p->m->workstreams.n; w++)
		any |= add_group(p, w);
	if (any && p->r->as_at < p->m->programme.horizon)
		eq_page_paragraph(
			p->page,
			EQ_TEXT("Live by a later date is the forecast: what is earned so far, and "
				"live performance going on."),
			EQ_STYLE_FAINT);
}
