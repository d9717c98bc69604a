/* diff.c - the comparison of two programmes, from their trees to their figures. See diff.h. */
#include "review/diff.h"

#include "review/graft.h"
#include "syntax/words.h"

void eq_diff_init(struct eq_diff *d, const struct eq_diff_side *old, const struct eq_diff_side *new,
		  struct eq_sources *sources, struct eq_symbols *symbols)
{
	const struct eq_node *named;

	*d = (struct eq_diff){.sources = sources, .symbols = symbols};
	eq_arena_init(&d->arena);
	d->old_label = eq_arena_copy(&d->arena, old->label);
	d->new_label = eq_arena_copy(&d->arena, new->label);
	eq_meanings_init(&d->old, old->file, sources, symbols);
	eq_meanings_init(&d->new, new->file, sources, symbols);
	eq_changes_init(&d->found, &d->old, &d->new, sources, old->main, new->main);
	named = eq_graft_names(&d->found, old->file, &d->arena);
	eq_meanings_init(&d->named, named, sources, symbols);
	eq_changes_init(&d->changes, &d->named, &d->new, sources, old->main, new->main);
	d->variants.sources = sources;
	d->variants.symbols = symbols;
	d->named_file = named;
	d->new_file = new->file;
}

bool eq_diff_measure(struct eq_diff *d, const struct eq_variants *how,
		     const struct eq_variant **faulty)
{
	d->variants = *how;
	d->variants.all.v = NULL;
	d->variants.all.n = d->variants.all.cap = 0;
	d->measured = eq_effects_init(&d->effects, &d->variants, &d->changes, d->named_file,
				      d->new_file, faulty);
	if (!d->measured)
		eq_effects_release(&d->effects);
	return d->measured;
}

void eq_diff_release(struct eq_diff *d)
{
	if (d->measured)
		eq_effects_release(&d->effects);
	eq_variants_release(&d->variants);
	eq_changes_release(&d->changes);
	eq_changes_release(&d->found);
	eq_meanings_release(&d->named);
	eq_meanings_release(&d->new);
	eq_meanings_release(&d->old);
	eq_arena_release(&d->arena);
}

uint32_t eq_diff_count(const struct eq_diff *d)
{
	return (uint32_t)d->changes.all.n - eq_diff_count_of(d, EQ_NATURE_NOTE) -
	       eq_diff_count_of(d, EQ_NATURE_TEST);
}

uint32_t eq_diff_count_of(const struct eq_diff *d, enum eq_nature nature)
{
	uint32_t n = 0;

	for (size_t i = 0; i < d->changes.all.n; i++)
		n += d->changes.all.v[i].nature == nature;
	return n;
}

const char *eq_effect_word(enum eq_effect_what what)
{
	static const char *const words[] = {
		[EQ_EFFECT_RUN_RATE] = "run-rate",
		[EQ_EFFECT_VALUE_ADD] = "value-add",
		[EQ_EFFECT_CASH] = "cash",
		[EQ_EFFECT_LIVE] = "live",
		[EQ_EFFECT_BASELINE] = "baseline",
		[EQ_EFFECT_TARGET] = "target",
		[EQ_EFFECT_PROGRESS] = "progress",
		[EQ_EFFECT_VALUE] = "value",
		[EQ_EFFECT_RUN_RATE_RAG] = "RAG of the run-rate",
		[EQ_EFFECT_VALUE_ADD_RAG] = "RAG of the value-add",
		[EQ_EFFECT_RAG] = "RAG",
	};
	return words[what];
}

const char *eq_effect_of_word(enum eq_effect_of of)
{
	static const char *const words[] = {
		[EQ_EFFECT_PROGRAMME] = "programme", [EQ_EFFECT_WORKSTREAM] = "workstream",
		[EQ_EFFECT_BENEFIT] = "benefit",     [EQ_EFFECT_KPI] = "kpi",
		[EQ_EFFECT_FIGURE] = "figure",       [EQ_EFFECT_RATING] = "rating",
	};
	return words[of];
}

const char *eq_change_word(enum eq_change_kind kind)
{
	static const char *const words[] = {
		[EQ_CHANGE_ADDED] = "added",
		[EQ_CHANGE_REMOVED] = "removed",
		[EQ_CHANGE_SAID] = "changed",
	};
	return words[kind];
}

struct eq_text eq_diff_what(const struct eq_change *x, struct eq_arena *arena)
{
	const struct eq_meaning *m = x->new ? x->new : x->old;

	if (x->kind != EQ_CHANGE_SAID && m->name)
		return eq_arena_printf(arena, "%s %.*s", eq_node_word(m->node->kind),
				       EQ_ARG(m->id));
	if (x->kind != EQ_CHANGE_SAID || !x->is.label.n)
		return m->id;
	return eq_arena_printf(arena, "%.*s: %.*s", EQ_ARG(m->id), EQ_ARG(x->is.label));
}

struct eq_text eq_diff_said(const struct eq_diff *d, const struct eq_said *said, bool notes,
			    struct eq_arena *arena)
{
	return said->node ? eq_said_text(d->sources, said->node, notes, arena) : EQ_TEXT("");
}

bool eq_diff_shows(const struct eq_diff_style *style, const struct eq_effect *x)
{
	struct eq_dec moved, least = style->least;
	unsigned flags = 0;

	if (!style->has_least || EQ_EFFECT_JUDGES(x->key.what) || x->before.missing ||
	    x->after.missing)
		return true;
	moved = eq_dec_abs(eq_dec_sub(x->after.v, x->before.v, &flags));
	if (!style->least_is_share)
		return x->key.of > EQ_EFFECT_BENEFIT || eq_dec_cmp(moved, least) >= 0;
	return eq_dec_cmp(moved, eq_dec_mul(eq_dec_abs(x->before.v), least, &flags)) >= 0;
}
