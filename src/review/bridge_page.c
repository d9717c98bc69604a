/* bridge_page.c - a bridge as people read it. See bridge.h. */
#include "review/bridge.h"
#include "review/moves.h"
#include "time/date.h"

static const char *const meanings[] = {
	[EQ_BRIDGE_PROGRAMME] = "the programme of now, in place of what it was",
	[EQ_BRIDGE_DATA] = "the same days, as the data say now in place of what they said then",
	[EQ_BRIDGE_TIME] = "performance as it was on the first day, for so much longer",
	[EQ_BRIDGE_PERFORMANCE] = "what the periods between brought, in place of that",
	[EQ_BRIDGE_PRICES] = "fixed values that have another value from a day between on",
};

static struct eq_text date_text(struct eq_arena *arena, eq_date d)
{
	char day[EQ_DATE_CHARS];

	eq_date_write(d, day);
	return eq_arena_copy(arena, eq_text_of(day));
}

static bool moves(const struct eq_effect *x)
{
	for (int i = 0; i < EQ_BRIDGE_STEPS; i++)
		if (x->parts[i].missing || !eq_dec_is_zero(x->parts[i].v))
			return true;
	return false;
}

/* Tables of the things of one kind: run-rate and value-add follow one another. */
static void add_tables(const struct eq_bridge *b, const struct eq_moves_page *p,
		       enum eq_effect_of of)
{
	for (size_t i = 0; i + 1 < b->all.n; i += 2) {
		const struct eq_effect *x = &b->all.v[i];
		struct eq_moves m = {{0}, {0}};

		if (x->key.of != of || (of != EQ_EFFECT_PROGRAMME && !moves(x) && !moves(x + 1)))
			continue;
		eq_moves_add(&m, x);
		eq_moves_add(&m, x + 1);
		eq_moves_table(p, x->title, &m);
		eq_moves_release(&m);
	}
}

/* What cannot be told apart, and how it could be. */
static void add_lacking(const struct eq_bridge *b, const struct eq_bridge_words *words,
			struct eq_page *page)
{
	if (b->has_old)
		eq_page_bullet(page, EQ_TEXT("The programme then"), words->old_label);
	else
		eq_page_bullet(page, EQ_TEXT("The programme"),
			       EQ_TEXT("the same on both days; --old names what it was"));
	if (!b->has_old_data)
		eq_page_bullet(page, EQ_TEXT("The data"),
			       EQ_TEXT("as they are now, for both days; --old-data names what they "
				       "were"));
}

void eq_bridge_page(const struct eq_bridge *b, const struct eq_bridge_words *words,
		    struct eq_page *page)
{
	struct eq_arena arena;
	struct eq_text labels[EQ_BRIDGE_STEPS];

	eq_arena_init(&arena);
	eq_page_init(page);
	for (int i = 0; i < EQ_BRIDGE_STEPS; i++)
		labels[i] = eq_text_of(eq_bridge_words((enum eq_bridge_step)i));
	struct eq_moves_page p = {
		.page = page,
		.arena = &arena,
		.before = eq_arena_printf(&arena, "As at %.*s", EQ_ARG(date_text(&arena, b->from))),
		.after = eq_arena_printf(&arena, "As at %.*s", EQ_ARG(date_text(&arena, b->to))),
		.together = EQ_TEXT("rounding"),
		.labels = labels,
		.n = EQ_BRIDGE_STEPS,
		.fiscal = b->last->model->programme.fiscal,
		.value_add = EQ_TEXT("Value-add\nto then"),
	};
	eq_page_title(page, words->title,
		      eq_arena_printf(&arena, "%.*s to %.*s", EQ_ARG(date_text(&arena, b->from)),
				      EQ_ARG(date_text(&arena, b->to))));
	add_tables(b, &p, EQ_EFFECT_PROGRAMME);
	add_tables(b, &p, EQ_EFFECT_WORKSTREAM);
	add_tables(b, &p, EQ_EFFECT_BENEFIT);
	eq_page_heading(page, EQ_TEXT("What the steps are"));
	for (int i = 0; i < EQ_BRIDGE_STEPS; i++)
		if ((i != EQ_BRIDGE_PROGRAMME || b->has_old) &&
		    (i != EQ_BRIDGE_DATA || b->has_old_data) &&
		    (i != EQ_BRIDGE_PRICES || b->has_prices))
			eq_page_bullet(page, labels[i], eq_text_of(meanings[i]));
	add_lacking(b, words, page);
	eq_arena_release(&arena);
}
