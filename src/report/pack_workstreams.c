/* pack_workstreams.c - workstreams side by side, and the programme's totals by kind, confidence
 * and partner.
 *
 * No whole stands without its kinds below it: cash that can be taken out of a budget and cost that
 * would have come are not one sum to be spent. */
#include "report/pack_parts.h"
#include "report/total.h"

#include <string.h>

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

	return eq_pack_joined(p, text, "; ", eq_pack_lost(p, t->rows_lost));
}

static const struct eq_rating *rating_of(const struct eq_total *t, const struct eq_pack_row *row)
{
	return row->figure == EQ_PACK_RUN_RATE ? &t->run_rate_rating : &t->value_add_rating;
}

static bool is_split_of(const struct eq_total *t, uint32_t workstream, enum eq_split split)
{
	return t->workstream == workstream && t->split == split;
}

/* Whether the kinds add up to the whole as printed, in every column. */
static bool column_adds_up(struct eq_pack *p, uint32_t workstream, const struct eq_pack_row *row)
{
	const struct eq_total *whole = eq_total_of(p->r, workstream);

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

static struct eq_text unrounded(void)
{
	return EQ_TEXT("Totals are of unrounded figures, so the printed ones need not add up.");
}

/* ---- workstreams side by side: value-add, then run-rate, each with the scenarios and RAG ---- */

/* Where the columns of value-add and of run-rate begin; each group ends with its RAG. */
static size_t group_at(const struct eq_pack *p, size_t n)
{
	return 1 + n * (p->columns.n + 2);
}

static void add_columns(struct eq_pack *p, struct eq_table *t)
{
	static const char *const groups[] = {"Value-add", "Run-rate"};

	eq_table_column(t, EQ_TEXT("Workstream\n(run-rate: per year)"), EQ_ALIGN_LEFT);
	for (size_t n = 0; n < 2; n++) {
		eq_table_column(t, eq_arena_printf(&p->arena, "%s\nLive", groups[n]),
				EQ_ALIGN_RIGHT);
		for (size_t i = 0; i < p->columns.n; i++)
			eq_table_column(t, eq_pack_scenario(p, p->columns.v[i]), EQ_ALIGN_RIGHT);
		eq_table_column(t, EQ_TEXT("RAG"), EQ_ALIGN_LEFT);
	}
}

static void add_figures(struct eq_pack *p, struct eq_table *t, const struct eq_total *total,
			bool rated)
{
	struct eq_pack_money money = {.by_scenario = NULL};

	if (total)
		money = eq_pack_total(p, total);
	for (size_t n = 0; n < 2; n++) {
		const struct eq_rating *rating = total ? rating_of(total, &p->rows.v[n]) : NULL;

		eq_pack_money_cells(p, t, group_at(p, n), &money, &p->rows.v[n]);
		if (rated)
			eq_pack_rag_cell(t, group_at(p, n + 1) - 1,
					 rating ? rating->rag : EQ_RAG_NONE);
	}
}

/* The kinds of a whole, below it; where there is one only, it is said in the line about it. */
static void add_kinds(struct eq_pack *p, struct eq_table *t, uint32_t workstream)
{
	for (uint32_t i = 0; i < p->r->n_totals; i++) {
		const struct eq_total *total = &p->r->totals[i];
		struct eq_text word;

		if (!is_split_of(total, workstream, EQ_SPLIT_KIND))
			continue;
		word = eq_part_word(p->m, total);
		eq_table_row(t, word.n ? word : EQ_TEXT("without a kind"), 2);
		add_figures(p, t, total, false);
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

/* What a reader must know of a whole: its one kind, what is tracked of it, why it is not rated. Red,
 * amber and green are plain from the figures beside them. */
static struct eq_text whole_remark(struct eq_pack *p, const struct eq_total *whole)
{
	const struct eq_total *only = only_kind(p, whole->workstream);
	struct eq_text text = only ? eq_part_word(p->m, only) : EQ_TEXT("");

	text = eq_pack_joined(p, text, "; ", doubts(p, whole));
	if (!whole->n_benefits)
		return text;
	for (size_t n = 0; n < 2; n++) {
		const struct eq_rating *rating = rating_of(whole, &p->rows.v[n]);
		bool said = n && eq_text_eq(rating->words, whole->value_add_rating.words);

		if (rating->rag == EQ_RAG_NONE && rating->words.n && !said)
			text = eq_pack_joined(p, text, "; ", eq_pack_rag_words(p, rating->words));
	}
	return text;
}

static void add_whole(struct eq_pack *p, struct eq_table *t, const struct eq_total *whole,
		      struct eq_text title, uint32_t def)
{
	const struct eq_pack_money money = eq_pack_total(p, whole);
	struct eq_marks marks = {{0}};
	struct eq_text remark = whole_remark(p, whole);

	eq_mark_def(p, &marks, def);
	eq_mark_money(p, &marks, &money);
	if (!column_adds_up(p, whole->workstream, &p->rows.v[0]) ||
	    !column_adds_up(p, whole->workstream, &p->rows.v[1]))
		eq_mark(p, &marks, unrounded());
	eq_table_row(t, eq_marked(p, title, &marks), 0);
	if (def == EQ_NO_DEF)
		eq_table_label_style(t, EQ_STYLE_STRONG);
	add_figures(p, t, whole, true);
	if (remark.n)
		eq_table_line(t, remark, 2, EQ_STYLE_FAINT);
	if (!only_kind(p, whole->workstream))
		add_kinds(p, t, whole->workstream);
}

static void add_workstream(struct eq_pack *p, struct eq_table *t, uint32_t i)
{
	const struct eq_workstream *w = &p->m->workstreams.v[i];
	struct eq_marks marks = {{0}};

	if (p->r->workstreams[i].whole) {
		add_whole(p, t, p->r->workstreams[i].whole, w->title, w->def);
		return;
	}
	eq_mark_def(p, &marks, w->def);
	eq_table_row(t, eq_marked(p, w->title, &marks), 0);
	add_figures(p, t, NULL, true);
	eq_table_line(t, EQ_TEXT("it has no benefits"), 2, EQ_STYLE_FAINT);
}

/* ---- run-rates against the workstreams' targets ---- */

static bool is_declared(const struct eq_workstream *w, bool stretch)
{
	return stretch ? w->stretch.n : w->target.n;
}

/* What the workstreams' targets come to. One that has benefits and no target makes it missing, and
 * *lacks is that one; one that has neither does not. */
static struct eq_number all_targets(struct eq_pack *p, bool stretch, struct eq_pack_column *column,
				    const struct eq_workstream **lacks)
{
	struct eq_number sum = eq_pack_zero();
	bool any = false;

	*column = (struct eq_pack_column){eq_pack_zero()};
	for (uint32_t i = 0; i < p->m->workstreams.n; i++) {
		const struct eq_workstream_result *w = &p->r->workstreams[i];
		const struct eq_number *v = stretch ? &w->stretch : &w->target;

		if (!is_declared(&p->m->workstreams.v[i], stretch)) {
			if (w->whole && !*lacks)
				*lacks = &p->m->workstreams.v[i];
			if (!w->whole)
				continue;
		}
		any = true;
		sum = eq_pack_sum(sum, v);
		eq_pack_column_add(column, v);
	}
	return any ? sum : eq_pack_missing();
}

/* The bounds that decided: the rest of the words stands in the row. "run-rate is 27% of the target
 * on 2024-03-05 (amber from 90%)" */
static struct eq_text bounds_text(struct eq_pack *p, const struct eq_rating *rating)
{
	struct eq_text words = eq_pack_rag_words(p, rating->words);
	const char *open = words.n ? memchr(words.p, '(', words.n) : NULL;
	size_t at = open ? (size_t)(open - words.p) + 1 : 0;

	if (rating->rag == EQ_RAG_NONE || !open || words.p[words.n - 1] != ')')
		return words;
	return (struct eq_text){words.p + at, words.n - at - 1};
}

static void add_target(struct eq_pack *p, struct eq_table *t, uint32_t i)
{
	const struct eq_workstream_result *w = &p->r->workstreams[i];
	const struct eq_pack_row *row = &p->rows.v[1];
	struct eq_number v = eq_pack_missing();

	if (w->whole && w->whole->n_benefits)
		v = eq_pack_figure_of(&w->whole->by_scenario[row->live], row);
	eq_table_row(t, p->m->workstreams.v[i].title, 0);
	eq_pack_cell(t, 1,
		     eq_pack_provisional(p, eq_pack_money_text(p, &v),
					 w->whole && w->whole->provisional && !v.missing));
	eq_pack_money_cell(p, t, 2, w->target);
	eq_pack_money_cell(p, t, 3, w->stretch);
	eq_pack_cell(t, 4, eq_pack_progress(p, &w->progress, &p->m->workstreams.v[i].bands));
	eq_pack_rag_cell(t, 5, w->rating.rag);
	if (w->rating.rag == EQ_RAG_NONE || p->m->workstreams.v[i].bands.said)
		eq_pack_cell(t, 6, bounds_text(p, &w->rating));
}

static void add_all_targets(struct eq_pack *p, struct eq_table *t)
{
	const struct eq_workstream *lacks = NULL;
	struct eq_pack_column targets, stretches;
	struct eq_number target = all_targets(p, false, &targets, &lacks);
	struct eq_number stretch = all_targets(p, true, &stretches, &lacks);
	struct eq_marks marks = {{0}};

	if (!eq_pack_column_adds_up(p, &targets, &target) ||
	    !eq_pack_column_adds_up(p, &stretches, &stretch))
		eq_mark(p, &marks, unrounded());
	eq_table_row(t, eq_marked(p, EQ_TEXT("Targets of all workstreams"), &marks), 0);
	eq_table_label_style(t, EQ_STYLE_STRONG);
	eq_pack_money_cell(p, t, 2, target);
	eq_pack_money_cell(p, t, 3, stretch);
	if (lacks)
		eq_pack_cell(t, 6,
			     eq_arena_printf(&p->arena, "%.*s has no %s", EQ_ARG(lacks->title),
					     lacks->target.n ? "stretch" : "target"));
}

static void add_targets(struct eq_pack *p)
{
	struct eq_table *t;
	bool any = false, provisional = false;

	for (uint32_t i = 0; i < p->m->workstreams.n; i++)
		any |= is_declared(&p->m->workstreams.v[i], false) ||
		       is_declared(&p->m->workstreams.v[i], true);
	if (!any)
		return;
	eq_page_heading(p->page, EQ_TEXT("Run-rate against target"));
	t = eq_page_table(p->page);
	eq_table_column(t, EQ_TEXT("Run-rate per year\nagainst target"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("Live"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Target"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Stretch"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Of target"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("RAG"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT(""), EQ_ALIGN_REMARK);
	for (uint32_t i = 0; i < p->m->workstreams.n; i++) {
		const struct eq_workstream_result *w = &p->r->workstreams[i];

		if (!eq_pack_shows(p, p->m->workstreams.v[i].def))
			continue;
		add_target(p, t, i);
		provisional |= w->whole && w->whole->provisional;
	}
	add_all_targets(p, t);
	eq_table_line(
		t,
		EQ_TEXT("green from 100% of the target, amber from 90%, unless the workstream "
			"says otherwise"),
		0, EQ_STYLE_FAINT);
	eq_pack_provisional_line(p, t, provisional);
}

void eq_pack_workstreams(struct eq_pack *p)
{
	const struct eq_total *whole = eq_total_of(p->r, EQ_NO_WORKSTREAM);
	struct eq_table *t = NULL;
	bool provisional = whole && whole->provisional;

	for (uint32_t i = 0; p->r->workstreams && i < p->m->workstreams.n; i++) {
		if (!eq_pack_shows(p, p->m->workstreams.v[i].def))
			continue;
		if (!t) {
			eq_page_heading(p->page, eq_arena_printf(&p->arena,
								 "Workstreams: %.*s, and run-rate",
								 EQ_ARG(p->rows.v[0].label)));
			t = eq_page_table(p->page);
			add_columns(p, t);
		}
		add_workstream(p, t, i);
	}
	if (!t)
		return;
	if (whole) {
		eq_table_gap(t);
		add_whole(p, t, whole, EQ_TEXT("Whole programme"), EQ_NO_DEF);
	}
	eq_pack_provisional_line(p, t, provisional);
	add_targets(p);
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

static void add_split(struct eq_pack *p, struct eq_table *t, const struct eq_pack_row *row,
		      enum eq_split split, int indent)
{
	for (uint32_t i = 0; i < p->r->n_totals; i++) {
		const struct eq_total *total = &p->r->totals[i];
		const struct eq_rating *rating = rating_of(total, row);
		struct eq_text remark = EQ_TEXT("");
		struct eq_pack_money money;
		struct eq_marks marks = {{0}};

		if (!is_split_of(total, EQ_NO_WORKSTREAM, split))
			continue;
		money = eq_pack_total(p, total);
		if (split != EQ_SPLIT_PARTNER && !benefits_add_up(p, total, row))
			eq_mark(p, &marks, unrounded());
		eq_mark_money(p, &marks, &money);
		eq_table_row(t, eq_marked(p, money.title, &marks), indent);
		eq_pack_money_cells(p, t, 1, &money, row);
		eq_pack_rag_cell(t, p->columns.n + 2, rating->rag);
		if (rating->rag == EQ_RAG_NONE)
			remark = eq_pack_rag_words(p, rating->words);
		/* Once is enough in one table. */
		if (row->figure == EQ_PACK_VALUE_ADD)
			remark = eq_pack_joined(p, remark, "; ", doubts(p, total));
		eq_pack_cell(t, p->columns.n + 3, remark);
		if (row->figure == EQ_PACK_VALUE_ADD)
			eq_pack_restated_row(p, t, &total->value_add_restated, indent + 2);
	}
}

/* What is so now: of later years, each benefit says its own. */
void eq_pack_totals(struct eq_pack *p)
{
	const struct eq_total *whole = eq_total_of(p->r, EQ_NO_WORKSTREAM);
	struct eq_table *t;

	if (!has_totals(p))
		return;
	eq_page_heading(p->page, EQ_TEXT("Totals"));
	t = eq_page_table(p->page);
	eq_table_column(t, p->r->shown ? EQ_TEXT("Total, whole programme") : EQ_TEXT("Total"),
			EQ_ALIGN_LEFT);
	eq_pack_scenario_columns(p, t);
	eq_table_column(t, EQ_TEXT("RAG"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT(""), EQ_ALIGN_REMARK);
	for (size_t n = 0; n < 2; n++) {
		const struct eq_pack_row *row = &p->rows.v[n];

		if (n)
			eq_table_gap(t);
		eq_table_heading(t, row->label);
		add_split(p, t, row, EQ_SPLIT_WHOLE, 2);
		add_split(p, t, row, EQ_SPLIT_KIND, whole ? 4 : 2);
		if (is_said(p, EQ_SPLIT_CONFIDENCE))
			add_split(p, t, row, EQ_SPLIT_CONFIDENCE, 2);
		add_split(p, t, row, EQ_SPLIT_PARTNER, 2);
	}
	eq_pack_provisional_line(p, t, whole && whole->provisional);
}
