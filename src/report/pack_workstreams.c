/* pack_workstreams.c - workstreams side by side, and the programme's totals by kind, confidence
 * and partner.
 *
 * No whole stands without its kinds below it: cash that can be taken out of a budget and cost that
 * would have come are not one sum to be spent. */
#include "report/pack_parts.h"
#include "report/total.h"

/* The columns of a table of totals: Live, Low, High, …; RAG; of run-rates also target, stretch,
 * how far it has come and the RAG of that; and a remark. */
struct columns {
	size_t rag, target, remark;
	bool targets;
};

static struct columns add_columns(struct eq_pack *p, struct eq_table *t, struct eq_text heading,
				  bool targets)
{
	struct columns c = {.rag = p->columns.n + 2, .targets = targets};

	eq_table_column(t, heading, EQ_ALIGN_LEFT);
	eq_pack_scenario_columns(p, t);
	eq_table_column(t, EQ_TEXT("RAG"), EQ_ALIGN_LEFT);
	c.target = c.rag + 1;
	if (targets) {
		eq_table_column(t, EQ_TEXT("Target"), EQ_ALIGN_RIGHT);
		eq_table_column(t, EQ_TEXT("Stretch"), EQ_ALIGN_RIGHT);
		eq_table_column(t, EQ_TEXT("Of target"), EQ_ALIGN_RIGHT);
		eq_table_column(t, EQ_TEXT("RAG"), EQ_ALIGN_LEFT);
	}
	c.remark = c.target + (targets ? 4 : 0);
	eq_table_column(t, EQ_TEXT(""), EQ_ALIGN_REMARK);
	return c;
}

/* "only Residential avoidance is tracked so far"; empty where all is. */
static struct eq_text tracked_so_far(struct eq_pack *p, const struct eq_total *t)
{
	uint32_t only = 0;

	if (!t->n_untracked)
		return EQ_TEXT("");
	if (!t->n_benefits)
		return EQ_TEXT("nothing is tracked so far");
	for (uint32_t i = 0; i < p->m->benefits.n; i++)
		if (!p->m->benefits.v[i].not_tracked.n && eq_total_holds(p->m, t, i))
			only = i;
	if (t->n_benefits == 1)
		return eq_arena_printf(&p->arena, "only %.*s is tracked so far",
				       EQ_ARG(p->m->benefits.v[only].title));
	return eq_arena_printf(&p->arena, "only %lu of %lu benefits are tracked so far",
			       (unsigned long)t->n_benefits,
			       (unsigned long)(t->n_benefits + t->n_untracked));
}

static struct eq_text doubts(struct eq_pack *p, const struct eq_total *t)
{
	struct eq_text text = tracked_so_far(p, t);

	if (t->provisional)
		text = eq_pack_joined(p, text, "; ", eq_pack_provisional(p));
	return eq_pack_joined(p, text, "; ", eq_pack_lost(p, t->rows_lost));
}

static const struct eq_rating *rating_of(const struct eq_total *t, const struct eq_pack_row *row)
{
	return row->figure == EQ_PACK_VALUE_ADD  ? &t->value_add_rating
	       : row->figure == EQ_PACK_RUN_RATE ? &t->run_rate_rating
						 : NULL;
}

/* One total in one row of money. */
static void add_total(struct eq_pack *p, struct eq_table *t, const struct columns *c,
		      const struct eq_total *total, struct eq_text label, int indent,
		      const struct eq_pack_row *row)
{
	const struct eq_pack_money money = eq_pack_total(p, total);
	const struct eq_rating *rating = rating_of(total, row);

	eq_table_row(t, label, indent);
	eq_pack_money_cells(p, t, money.by_scenario, row);
	if (!rating)
		return;
	eq_pack_rag_cell(t, c->rag, rating->rag);
	eq_pack_cell(t, c->remark, rating->words);
}

static bool is_split_of(const struct eq_total *t, uint32_t workstream, enum eq_split split)
{
	return t->workstream == workstream && t->split == split;
}

/* Whether the kinds add up to the whole as printed, in every column. */
static bool column_adds_up(struct eq_pack *p, uint32_t workstream, const struct eq_pack_row *row)
{
	const struct eq_total *whole = eq_total_whole(p->r, workstream);

	if (!whole || !whole->n_benefits)
		return true;
	for (size_t i = 0; i <= p->columns.n; i++) {
		uint32_t s = i ? p->columns.v[i - 1] : row->live;
		struct eq_pack_column column = {eq_pack_zero()};
		struct eq_number v;

		for (uint32_t k = 0; k < p->r->n_totals; k++) {
			const struct eq_total *t = &p->r->totals[k];

			if (!is_split_of(t, workstream, EQ_SPLIT_KIND) || !t->n_benefits)
				continue;
			v = eq_pack_figure_of(&t->by_scenario[s], row);
			eq_pack_column_add(&column, &v);
		}
		v = eq_pack_figure_of(&whole->by_scenario[s], row);
		if (!eq_pack_column_adds_up(p, &column, &v))
			return false;
	}
	return true;
}

static struct eq_text unrounded(struct eq_pack *p, struct eq_text title)
{
	return eq_arena_printf(&p->arena,
			       "%.*s: totals are of unrounded figures, so the printed ones need "
			       "not add up.",
			       EQ_ARG(title));
}

/* ---- workstreams side by side ---- */

static void add_targets(struct eq_pack *p, struct eq_table *t, const struct columns *c,
			const struct eq_workstream_result *w)
{
	eq_pack_money_cell(p, t, c->target, w->target);
	eq_pack_money_cell(p, t, c->target + 1, w->stretch);
	eq_pack_cell(t, c->target + 2,
		     eq_pack_progress(p, &w->progress, &p->m->workstreams.v[w->workstream].bands));
	eq_pack_rag_cell(t, c->target + 3, w->rating.rag);
}

/* The kinds of a whole, below it; where there is one only, it is said in the whole's own label. */
static void add_kinds(struct eq_pack *p, struct eq_table *t, uint32_t workstream,
		      const struct eq_pack_row *row)
{
	for (uint32_t i = 0; i < p->r->n_totals; i++) {
		const struct eq_total *total = &p->r->totals[i];
		struct eq_text word;

		if (!is_split_of(total, workstream, EQ_SPLIT_KIND))
			continue;
		word = eq_part_word(p->m, total);
		eq_table_row(t, word.n ? word : EQ_TEXT("without a kind"), 2);
		eq_pack_money_cells(p, t, total->n_benefits ? total->by_scenario : NULL, row);
	}
}

static const struct eq_total *only_kind(const struct eq_pack *p, uint32_t workstream)
{
	const struct eq_total *only = NULL;

	for (uint32_t i = 0; i < p->r->n_totals; i++) {
		if (!is_split_of(&p->r->totals[i], workstream, EQ_SPLIT_KIND))
			continue;
		if (only)
			return NULL;
		only = &p->r->totals[i];
	}
	return only;
}

/* A whole with its one kind in its label, or its kinds below it. */
static void add_whole(struct eq_pack *p, struct eq_table *t, const struct columns *c,
		      const struct eq_total *whole, struct eq_text title,
		      const struct eq_pack_row *row, const struct eq_workstream_result *w)
{
	const struct eq_total *only = only_kind(p, whole->workstream);
	struct eq_text word = only ? eq_part_word(p->m, only) : EQ_TEXT("");
	struct eq_text label = title, remark;
	struct eq_pack_money money;
	struct eq_marks marks = {{0}};

	if (w)
		eq_mark_def(p, &marks, p->m->workstreams.v[w->workstream].def);
	money = eq_pack_total(p, whole);
	eq_mark_money(p, &marks, &money);
	if (!column_adds_up(p, whole->workstream, row))
		eq_mark(p, &marks, unrounded(p, money.title));
	if (word.n)
		label = eq_arena_printf(&p->arena, "%.*s (%.*s)", EQ_ARG(title), EQ_ARG(word));
	add_total(p, t, c, whole, eq_marked(p, label, &marks), 0, row);
	if (!w)
		eq_table_label_style(t, EQ_STYLE_STRONG);
	remark = rating_of(whole, row)->words;
	if (c->targets && w) {
		add_targets(p, t, c, w);
		remark = eq_pack_joined(p, remark, "; ", w->rating.words);
	}
	eq_pack_cell(t, c->remark, eq_pack_joined(p, remark, "; ", doubts(p, whole)));
	if (!only)
		add_kinds(p, t, whole->workstream, row);
}

static void add_workstream(struct eq_pack *p, struct eq_table *t, const struct columns *c,
			   uint32_t i, const struct eq_pack_row *row)
{
	const struct eq_workstream_result *w = &p->r->workstreams[i];
	struct eq_marks marks = {{0}};

	if (w->whole) {
		add_whole(p, t, c, w->whole, p->m->workstreams.v[i].title, row, w);
		return;
	}
	eq_mark_def(p, &marks, p->m->workstreams.v[i].def);
	eq_table_row(t, eq_marked(p, p->m->workstreams.v[i].title, &marks), 0);
	eq_pack_money_cells(p, t, NULL, row);
	eq_pack_rag_cell(t, c->rag, EQ_RAG_NONE);
	if (c->targets)
		add_targets(p, t, c, w);
	eq_pack_cell(t, c->remark, EQ_TEXT("it has no benefits"));
}

/* What the workstreams' targets come to: missing where one has none. */
static struct eq_number all_targets(struct eq_pack *p, bool stretch, struct eq_pack_column *column)
{
	struct eq_number sum = eq_pack_zero();

	*column = (struct eq_pack_column){eq_pack_zero()};
	for (uint32_t i = 0; i < p->m->workstreams.n; i++) {
		const struct eq_workstream_result *w = &p->r->workstreams[i];
		const struct eq_number *v = stretch ? &w->stretch : &w->target;

		sum = eq_pack_sum(sum, v);
		eq_pack_column_add(column, v);
	}
	return sum;
}

static void add_programme(struct eq_pack *p, struct eq_table *t, const struct columns *c,
			  const struct eq_pack_row *row)
{
	const struct eq_total *whole = eq_total_whole(p->r, EQ_NO_WORKSTREAM);
	struct eq_text title = EQ_TEXT("Whole programme");
	struct eq_marks marks = {{0}};
	struct eq_number target, stretch;
	struct eq_pack_column targets, stretches;

	if (!whole)
		return;
	eq_table_gap(t);
	add_whole(p, t, c, whole, title, row, NULL);
	if (!c->targets)
		return;
	target = all_targets(p, false, &targets);
	stretch = all_targets(p, true, &stretches);
	if (!eq_pack_column_adds_up(p, &targets, &target) ||
	    !eq_pack_column_adds_up(p, &stretches, &stretch))
		eq_mark(p, &marks,
			EQ_TEXT("Targets of the workstreams: totals are of unrounded figures, so "
				"the printed ones need not add up."));
	eq_table_row(t, eq_marked(p, EQ_TEXT("Targets of all workstreams"), &marks), 0);
	eq_pack_money_cell(p, t, c->target, target);
	eq_pack_money_cell(p, t, c->target + 1, stretch);
}

void eq_pack_workstreams(struct eq_pack *p)
{
	bool any = false;

	for (uint32_t i = 0; p->r->workstreams && i < p->m->workstreams.n; i++)
		any |= eq_pack_shows(p, p->m->workstreams.v[i].def);
	for (size_t n = 0; any && n < p->rows.n; n++) {
		const struct eq_pack_row *row = &p->rows.v[n];
		struct eq_table *t;
		struct columns c;

		if (row->figure != EQ_PACK_VALUE_ADD && row->figure != EQ_PACK_RUN_RATE)
			continue;
		eq_page_heading(p->page, eq_arena_printf(&p->arena, "Workstreams: %s",
							 row->figure == EQ_PACK_RUN_RATE
								 ? "run-rate, per year"
								 : "cumulative value-add"));
		t = eq_page_table(p->page);
		c = add_columns(p, t,
				eq_arena_printf(&p->arena, "Workstream\n%.*s", EQ_ARG(row->label)),
				row->figure == EQ_PACK_RUN_RATE);
		for (uint32_t i = 0; i < p->m->workstreams.n; i++)
			if (eq_pack_shows(p, p->m->workstreams.v[i].def))
				add_workstream(p, t, &c, i, row);
		add_programme(p, t, &c, row);
	}
}

/* ---- totals of the programme ---- */

/* One benefit alone is its own total, unless partners share it. */
static bool has_totals(const struct eq_pack *p)
{
	for (uint32_t i = 0; i < p->r->n_totals; i++)
		if (p->r->totals[i].workstream == EQ_NO_WORKSTREAM &&
		    (p->m->benefits.n > 1 || p->r->totals[i].split == EQ_SPLIT_PARTNER))
			return true;
	return false;
}

/* By confidence only where any is said. */
static bool is_said(const struct eq_pack *p, enum eq_split split)
{
	for (uint32_t i = 0; i < p->r->n_totals; i++)
		if (is_split_of(&p->r->totals[i], EQ_NO_WORKSTREAM, split) &&
		    (split != EQ_SPLIT_CONFIDENCE || p->r->totals[i].part != EQ_CONFIDENCE_UNSAID))
			return true;
	return false;
}

/* Whether the benefits of a total add up to it as printed, in every column of the row. */
static bool benefits_add_up(struct eq_pack *p, const struct eq_total *total,
			    const struct eq_pack_row *row)
{
	for (size_t i = 0; total->n_benefits && i <= p->columns.n; i++) {
		uint32_t s = i ? p->columns.v[i - 1] : row->live;
		struct eq_pack_column column = {eq_pack_zero()};
		struct eq_number v;

		for (uint32_t k = 0; k < p->m->benefits.n; k++) {
			const struct eq_pack_money money = eq_pack_benefit(p, k);

			if (!eq_total_holds(p->m, total, k) || !money.by_scenario ||
			    (row->figure == EQ_PACK_RUN_RATE && money.benefit->once))
				continue;
			v = eq_pack_figure_of(&money.by_scenario[s], row);
			eq_pack_column_add(&column, &v);
		}
		v = eq_pack_figure_of(&total->by_scenario[s], row);
		if (!eq_pack_column_adds_up(p, &column, &v))
			return false;
	}
	return true;
}

static void add_split(struct eq_pack *p, struct eq_table *t, const struct columns *c,
		      const struct eq_pack_row *row, enum eq_split split, int indent)
{
	for (uint32_t i = 0; i < p->r->n_totals; i++) {
		const struct eq_total *total = &p->r->totals[i];
		struct eq_pack_money money;
		struct eq_marks marks = {{0}};

		if (!is_split_of(total, EQ_NO_WORKSTREAM, split))
			continue;
		money = eq_pack_total(p, total);
		if (split != EQ_SPLIT_PARTNER && !benefits_add_up(p, total, row))
			eq_mark(p, &marks, unrounded(p, money.title));
		eq_mark_money(p, &marks, &money);
		add_total(p, t, c, total, eq_marked(p, money.title, &marks), indent, row);
		/* Once is enough in one table. */
		if (row->figure == EQ_PACK_VALUE_ADD)
			eq_pack_cell(t, c->remark,
				     eq_pack_joined(p, total->value_add_rating.words, "; ",
						    doubts(p, total)));
	}
}

void eq_pack_totals(struct eq_pack *p)
{
	bool whole = eq_total_whole(p->r, EQ_NO_WORKSTREAM);
	struct eq_table *t;
	struct columns c;

	if (!has_totals(p))
		return;
	eq_page_heading(p->page, EQ_TEXT("Totals"));
	t = eq_page_table(p->page);
	c = add_columns(p, t, p->r->shown ? EQ_TEXT("Total, whole programme") : EQ_TEXT("Total"),
			false);
	for (size_t n = 0; n < p->rows.n; n++) {
		const struct eq_pack_row *row = &p->rows.v[n];

		if (n)
			eq_table_gap(t);
		eq_table_heading(t, row->label);
		add_split(p, t, &c, row, EQ_SPLIT_WHOLE, 2);
		add_split(p, t, &c, row, EQ_SPLIT_KIND, whole ? 4 : 2);
		if (is_said(p, EQ_SPLIT_CONFIDENCE))
			add_split(p, t, &c, row, EQ_SPLIT_CONFIDENCE, 2);
		add_split(p, t, &c, row, EQ_SPLIT_PARTNER, 2);
	}
}
