/* moves.c - see moves.h. */
#include "review/moves.h"

#include "review/diff.h"

/* ---- numbers ---- */

static bool is_least(const struct eq_effect *x, int64_t least)
{
	return (!x->before.missing &&
		eq_dec_cmp(eq_dec_abs(x->before.v), eq_dec_int(least)) >= 0) ||
	       (!x->after.missing && eq_dec_cmp(eq_dec_abs(x->after.v), eq_dec_int(least)) >= 0);
}

/* How the numbers of one column are written: money to the pound, or to the penny where it is little;
 * others to a digit more than in a pack, because they differ by little. */
static struct eq_display look_of(const struct eq_effect *x)
{
	const struct eq_number *const numbers[] = {&x->before, &x->after};
	struct eq_display look =
		eq_display_choose(x->units, x->unit, x->key.what == EQ_EFFECT_PROGRESS, numbers, 2);

	if (look.look == EQ_LOOK_MONEY)
		look.places = is_least(x, 1000) ? 0 : 2;
	else
		look.places++;
	return look;
}

static struct eq_dec rounded(struct eq_display look, struct eq_number n)
{
	unsigned flags = 0;
	int places = look.look == EQ_LOOK_PERCENT ? look.places + 2 : look.places;

	return n.missing ? EQ_DEC_ZERO : eq_dec_round_away(n.v, places, &flags);
}

static struct eq_text number_text(struct eq_arena *arena, struct eq_display look, struct eq_dec v,
				  bool sign)
{
	struct eq_number n = {eq_dec_abs(v), false, false};
	struct eq_text text;
	struct eq_buf b;

	if (sign && eq_dec_is_zero(v))
		return EQ_TEXT("0");
	eq_buf_init(&b);
	eq_buf_adds(&b, eq_dec_is_negative(v) ? "-" : sign ? "+" : "");
	eq_display_number(&b, &look, &n);
	text = eq_arena_copy(arena, eq_buf_view(&b));
	eq_buf_release(&b);
	return text;
}

struct eq_text eq_moves_words(const struct eq_effect *x, const char *per, struct eq_arena *arena)
{
	struct eq_display look;
	struct eq_dec before, after;
	unsigned flags = 0;

	if (x->before.missing || x->after.missing)
		return EQ_TEXT("");
	look = look_of(x);
	before = rounded(look, x->before);
	after = rounded(look, x->after);
	return eq_arena_printf(
		arena, "%.*s → %.*s%s (%.*s)", EQ_ARG(number_text(arena, look, before, false)),
		EQ_ARG(number_text(arena, look, after, false)), per,
		EQ_ARG(number_text(arena, look, eq_dec_sub(after, before, &flags), true)));
}

/* What the rounded lines leave of the rounded whole. */
static struct eq_dec left_over(const struct eq_moves_page *p, const struct eq_effect *x,
			       struct eq_display look)
{
	unsigned flags = 0;
	struct eq_dec rest = eq_dec_sub(rounded(look, x->after), rounded(look, x->before), &flags);

	for (uint32_t g = 0; g < p->n; g++)
		if (!x->parts[g].missing)
			rest = eq_dec_sub(rest, rounded(look, x->parts[g]), &flags);
	return rest;
}

/* ---- tables ---- */

void eq_moves_add(struct eq_moves *m, const struct eq_effect *x)
{
	if (EQ_EFFECT_JUDGES(x->key.what))
		EQ_PUSH(&m->judged, x);
	else
		EQ_PUSH(&m->columns, x);
}

void eq_moves_release(struct eq_moves *m)
{
	eq_free(m->columns.v);
	eq_free(m->judged.v);
}

static struct eq_text heading_of(const struct eq_moves_page *p, const struct eq_effect *x)
{
	char year[EQ_FISCAL_CHARS];

	switch (x->key.what) {
	case EQ_EFFECT_RUN_RATE:
		return EQ_TEXT("Run-rate,\na year");
	case EQ_EFFECT_VALUE_ADD:
		return p->value_add;
	case EQ_EFFECT_CASH:
		eq_fiscal_write(p->fiscal, x->key.year, year);
		return eq_arena_printf(p->arena, "Cash\n%s", year);
	case EQ_EFFECT_LIVE:
		return EQ_TEXT("Live");
	case EQ_EFFECT_BASELINE:
		return EQ_TEXT("Baseline");
	case EQ_EFFECT_TARGET:
		return EQ_TEXT("Target");
	case EQ_EFFECT_PROGRESS:
		return EQ_TEXT("Progress");
	default:
		return EQ_TEXT("Value");
	}
}

static void add_cells(const struct eq_moves_page *p, struct eq_table *t, const struct eq_moves *m,
		      struct eq_text label, bool after)
{
	eq_table_row(t, label, 0);
	for (size_t i = 0; i < m->columns.n; i++) {
		const struct eq_effect *x = m->columns.v[i];
		const struct eq_number *n = after ? &x->after : &x->before;

		eq_table_cell(t, i + 1,
			      n->missing ? EQ_TEXT(EQ_DISPLAY_MISSING)
					 : number_text(p->arena, look_of(x),
						       rounded(look_of(x), *n), false),
			      EQ_STYLE_PLAIN);
	}
}

static bool moves_any(const struct eq_moves *m, uint32_t group)
{
	for (size_t i = 0; i < m->columns.n; i++)
		if (!m->columns.v[i]->parts[group].missing &&
		    !eq_dec_is_zero(m->columns.v[i]->parts[group].v))
			return true;
	return false;
}

static void add_parts(const struct eq_moves_page *p, struct eq_table *t, const struct eq_moves *m)
{
	for (uint32_t g = 0; g < p->n; g++) {
		if (!moves_any(m, g))
			continue;
		eq_table_row(t, p->labels[g], 1);
		for (size_t i = 0; i < m->columns.n; i++) {
			const struct eq_effect *x = m->columns.v[i];

			eq_table_cell(t, i + 1,
				      x->parts[g].missing
					      ? EQ_TEXT(EQ_DISPLAY_MISSING)
					      : number_text(p->arena, look_of(x),
							    rounded(look_of(x), x->parts[g]), true),
				      EQ_STYLE_PLAIN);
		}
	}
}

static void add_rest(const struct eq_moves_page *p, struct eq_table *t, const struct eq_moves *m)
{
	bool together = false, any = false;

	for (size_t i = 0; i < m->columns.n; i++) {
		const struct eq_effect *x = m->columns.v[i];

		together |= !x->together.missing && !eq_dec_is_zero(x->together.v);
		any |= !x->together.missing && !eq_dec_is_zero(left_over(p, x, look_of(x)));
	}
	if (!any)
		return;
	eq_table_row(t, together ? p->together : EQ_TEXT("rounding"), 1);
	for (size_t i = 0; i < m->columns.n; i++) {
		const struct eq_effect *x = m->columns.v[i];

		eq_table_cell(t, i + 1,
			      x->together.missing ? EQ_TEXT(EQ_DISPLAY_MISSING)
						  : number_text(p->arena, look_of(x),
								left_over(p, x, look_of(x)), true),
			      EQ_STYLE_PLAIN);
	}
}

static const char *rag_of(const struct eq_number *n)
{
	int64_t rag = EQ_RAG_NONE;

	if (!n->missing)
		eq_dec_to_int(n->v, &rag);
	return rag == EQ_RAG_NONE ? "none" : eq_rag_word((enum eq_rag)rag);
}

static void add_judged(const struct eq_moves_page *p, struct eq_table *t, const struct eq_moves *m)
{
	for (size_t i = 0; i < m->judged.n; i++)
		eq_table_line(t,
			      eq_arena_printf(
				      p->arena, "%s: %s → %s",
				      eq_effect_word((enum eq_effect_what)m->judged.v[i]->key.what),
				      rag_of(&m->judged.v[i]->before),
				      rag_of(&m->judged.v[i]->after)),
			      0, EQ_STYLE_STRONG);
}

void eq_moves_table(const struct eq_moves_page *p, struct eq_text title, const struct eq_moves *m)
{
	struct eq_table *t;
	const struct eq_effect *x;

	if (!m->columns.n && !m->judged.n)
		return;
	x = m->columns.n ? m->columns.v[0] : m->judged.v[0];
	eq_page_heading(p->page, title);
	t = eq_page_table(p->page);
	eq_table_column(t, title, EQ_ALIGN_LEFT);
	for (size_t i = 0; i < m->columns.n; i++)
		eq_table_column(t, heading_of(p, m->columns.v[i]), EQ_ALIGN_RIGHT);
	if (m->columns.n) {
		add_cells(p, t, m,
			  x->had ? p->before
				 : eq_arena_printf(p->arena, "%.*s (not there)", EQ_ARG(p->before)),
			  false);
		add_parts(p, t, m);
		add_rest(p, t, m);
		add_cells(p, t, m,
			  x->has ? p->after
				 : eq_arena_printf(p->arena, "%.*s (not there)", EQ_ARG(p->after)),
			  true);
	}
	add_judged(p, t, m);
}
