/* pack_ratings.c - what is judged, not measured: how many changes stand at each level, the share
 * at the target's level or better, and each change with its level and date. */
#include "report/pack_parts.h"

static struct eq_text count_text(struct eq_pack *p, uint32_t n)
{
	return eq_arena_printf(&p->arena, "%lu", (unsigned long)n);
}

/* Rows of counts: the best level first, as people read them. */
static void add_levels(struct eq_pack *p, const struct eq_rating_scale *scale,
		       const struct eq_rating_result *result)
{
	struct eq_table *t = eq_page_table(p->page);
	struct eq_marks marks = {{0}};
	uint32_t judged = 0;

	eq_mark_def(p, &marks, scale->def);
	eq_table_column(t, eq_marked(p, scale->title, &marks), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("Changes"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Share at it\nor better"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Target"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("RAG"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT(""), EQ_ALIGN_REMARK);
	for (uint32_t level = scale->n_levels; level-- > 0;) {
		eq_table_row(t, scale->levels[level], 0);
		eq_pack_cell(t, 1, count_text(p, result->counts[level]));
		eq_pack_cell(t, 2, eq_pack_percent(p, &result->at_least[level], 0));
		judged += result->counts[level];
		if (!scale->has_target || scale->target_level != level)
			continue;
		eq_pack_cell(
			t, 3,
			eq_pack_percent(p, &(struct eq_number){scale->target, false, false}, 0));
		eq_pack_rag_cell(t, 4, result->rag.rag);
		eq_pack_cell(t, 5, result->rag.words);
	}
	eq_table_row(t, EQ_TEXT("Judged"), 0);
	eq_table_label_style(t, EQ_STYLE_STRONG);
	eq_pack_cell(t, 1, count_text(p, judged));
	if (result->unjudged) {
		eq_table_row(t, EQ_TEXT("Not judged yet"), 0);
		eq_pack_cell(t, 1, count_text(p, result->unjudged));
	}
}

static void add_changes(struct eq_pack *p, const struct eq_rating_scale *scale,
			const struct eq_rating_result *result)
{
	struct eq_table *t;

	if (!result->n_changes)
		return;
	t = eq_page_table(p->page);
	eq_table_column(t, EQ_TEXT("Change"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("Level"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("Since"), EQ_ALIGN_LEFT);
	for (uint32_t i = 0; i < result->n_changes; i++) {
		const struct eq_judged_result *change = &result->changes[i];

		eq_table_row(t, change->title, 0);
		if (change->judged) {
			eq_pack_cell(t, 1, scale->levels[change->level]);
			eq_pack_cell(t, 2, eq_pack_date(p, change->on));
		} else {
			eq_pack_cell(t, 1, EQ_TEXT(EQ_DISPLAY_MISSING));
			eq_pack_cell(t, 2, EQ_TEXT("not judged yet"));
		}
	}
}

void eq_pack_ratings(struct eq_pack *p)
{
	for (uint32_t i = 0; p->r->ratings && i < p->m->ratings.n; i++) {
		const struct eq_rating_scale *scale = &p->m->ratings.v[i];

		if (!eq_pack_shows(p, scale->def))
			continue;
		eq_page_heading(p->page, scale->title);
		add_levels(p, scale, &p->r->ratings[i]);
		add_changes(p, scale, &p->r->ratings[i]);
	}
}
