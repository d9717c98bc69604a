/* reported_list.c - the figures of a year as a pack says them. See reported.h. */
#include "review/reported.h"

#include <stdlib.h>

#include "review/diff.h"
#include "review/effect_figures.h"

enum { PENCE = 2 };

/* ---- which ---- */

/* What came about, and the plans: a baseline and live performance are no course of events, and the
 * forecast is what came about by the end of the year. */
static bool is_reported(const struct eq_effect_figure *f, const struct eq_results *r, uint32_t s,
			int year)
{
	if (f->number.missing || (f->key.what == EQ_EFFECT_CASH && f->key.year != year))
		return false;
	return s < r->n_scenarios && s != EQ_SCENARIO_BASELINE && s != EQ_SCENARIO_LIVE &&
	       s != EQ_SCENARIO_FORECAST;
}

/* ---- as words ---- */

static struct eq_reported_value judgement(const struct eq_effect_figure *f)
{
	int64_t rag = EQ_RAG_NONE;

	eq_dec_to_int(f->number.v, &rag);
	return (struct eq_reported_value){eq_text_of(eq_rag_word((enum eq_rag)rag)),
					  EQ_TEXT("rag")};
}

/* Money to the penny, as it is paid; other figures to as many decimals as a comparison looks at. */
static struct eq_number printed(const struct eq_effect_figure *f, const struct eq_model *m)
{
	bool money = f->unit == m->programme.currency;
	unsigned flags = 0;
	struct eq_dec v = money ? eq_dec_round_away(f->number.v, PENCE, &flags)
				: eq_dec_round_even(f->number.v, EQ_EFFECT_PLACES, &flags);

	return (struct eq_number){eq_dec_reduce(v), false, false};
}

uint32_t eq_reported_unit(const struct eq_model *m, struct eq_text unit)
{
	struct eq_buf code;
	bool money;

	eq_buf_init(&code);
	eq_unit_write_code(m->units, m->programme.currency, &code);
	money = eq_text_eq(eq_buf_view(&code), unit);
	eq_buf_release(&code);
	return money ? m->programme.currency : EQ_UNIT_PLAIN;
}

static struct eq_reported_value quantity(const struct eq_number *v,
					 const struct eq_effect_figure *f, struct eq_arena *arena)
{
	char digits[EQ_DEC_CHARS];
	struct eq_reported_value value = {
		.value =
			eq_arena_copy(arena, (struct eq_text){digits, eq_dec_write(v->v, digits)})};
	struct eq_buf unit;

	eq_buf_init(&unit);
	eq_unit_write_code(f->units, f->unit, &unit);
	value.unit = eq_arena_copy(arena, eq_buf_view(&unit));
	eq_buf_release(&unit);
	return value;
}

/* ---- the list ---- */

static void add(struct eq_reported_list *l, const struct eq_effect_figure *f,
		const struct eq_results *r, uint32_t s, struct eq_symbols *symbols)
{
	const struct eq_model *m = r->model;
	struct eq_reported_now x = {
		.key = {.of = eq_text_of(eq_effect_of_word((enum eq_effect_of)f->key.of)),
			.name = f->key.name ? eq_symbol_text(symbols, f->key.name) : EQ_TEXT(""),
			.scenario = m->scenarios.v[s].name,
			.what = eq_text_of(eq_effect_word((enum eq_effect_what)f->key.what))},
		.number = f->number,
		.judged = EQ_EFFECT_JUDGES(f->key.what),
		.unit = f->unit,
		.title = f->title,
		.def = EQ_NO_DEF,
	};

	if (f->key.name && f->key.name < m->n_def_of && m->def_of[f->key.name])
		x.def = m->def_of[f->key.name] - 1;
	if (!x.judged)
		x.number = printed(f, m);
	x.value = x.judged ? judgement(f) : quantity(&x.number, f, &l->arena);
	EQ_PUSH(&l->all, x);
}

/* As a pack has them: benefits, workstreams, the programme; then KPIs and what else there is. */
static int place_of(const struct eq_effect_key *k)
{
	static const uint8_t places[] = {
		[EQ_EFFECT_BENEFIT] = 0, [EQ_EFFECT_WORKSTREAM] = 1, [EQ_EFFECT_PROGRAMME] = 2,
		[EQ_EFFECT_KPI] = 3,     [EQ_EFFECT_FIGURE] = 4,     [EQ_EFFECT_RATING] = 5,
	};
	return places[k->of];
}

static int by_pack(const void *a, const void *b)
{
	const struct eq_effect_figure *x = a, *y = b;
	int c = place_of(&x->key) - place_of(&y->key);

	c = c ? c : (x->order > y->order) - (x->order < y->order);
	return c ? c : eq_effect_key_cmp(&x->key, &y->key);
}

static int by_key(const void *a, const void *b)
{
	const struct eq_reported_now *const *x = a, *const *y = b;
	return eq_reported_key_cmp(&(*x)->key, &(*y)->key);
}

static void sort(struct eq_reported_list *l)
{
	l->by_key = EQ_NEW_ARRAY(&l->arena, const struct eq_reported_now *, l->all.n + 1);
	for (size_t i = 0; i < l->all.n; i++)
		l->by_key[i] = &l->all.v[i];
	if (l->all.n)
		qsort(l->by_key, l->all.n, sizeof *l->by_key, by_key);
}

void eq_reported_list_init(struct eq_reported_list *l, const struct eq_results *r, int year,
			   struct eq_symbols *symbols)
{
	struct eq_effect_figures figures;

	*l = (struct eq_reported_list){0};
	eq_arena_init(&l->arena);
	eq_effect_figures_init(&figures, r, symbols);
	if (figures.all.n)
		qsort(figures.all.v, figures.all.n, sizeof *figures.all.v, by_pack);
	for (size_t i = 0; i < figures.all.n; i++) {
		const struct eq_effect_figure *f = &figures.all.v[i];
		uint32_t s =
			eq_model_any_scenario(r->model, eq_symbol_text(symbols, f->key.scenario));

		if (is_reported(f, r, s, year))
			add(l, f, r, s, symbols);
	}
	sort(l);
	eq_effect_figures_release(&figures);
}

void eq_reported_list_release(struct eq_reported_list *l)
{
	eq_free(l->all.v);
	eq_arena_release(&l->arena);
}
