/* rate.c - red, amber, green and their words. See rate.h. */
#include "engine/numbers.h"
#include "engine/rate.h"

#include <stdio.h>

static struct eq_rating none(struct eq_arena *arena, const char *why)
{
	return (struct eq_rating){EQ_RAG_NONE, eq_arena_printf(arena, "%s", why)};
}

const char *eq_rag_word(enum eq_rag rag)
{
	static const char *const words[] = {"-", "red", "amber", "green"};
	return words[rag];
}

/* Whether a is at least as good as b. */
static bool as_good(struct eq_number a, struct eq_number b, bool lower_is_better)
{
	int c = eq_dec_cmp(a.v, b.v);
	return lower_is_better ? c <= 0 : c >= 0;
}

struct eq_rating eq_rate_between(struct eq_arena *arena, const char *subject, const char *when,
				 struct eq_number value, struct eq_number low,
				 struct eq_number high, bool lower_is_better, bool *wrong)
{
	if (value.missing)
		return none(arena, "not rated: there is no value");
	if (low.missing || high.missing)
		return none(arena, "not rated: low or high has no value");
	if (eq_dec_cmp(low.v, high.v) == 0)
		return (struct eq_rating){
			EQ_RAG_NONE,
			eq_arena_printf(arena, "not rated: low and high are equal on %s", when)};
	if (as_good(low, high, lower_is_better)) {
		*wrong = true;
		return none(arena, "not rated: low is better than high");
	}
	enum eq_rag rag = EQ_RAG_RED;
	const char *words = "worse than low";
	if (as_good(value, high, lower_is_better)) {
		rag = EQ_RAG_GREEN;
		words = "at least as good as high";
	} else if (as_good(value, low, lower_is_better)) {
		rag = EQ_RAG_AMBER;
		words = "between low and high";
	}
	return (struct eq_rating){(uint8_t)rag,
				  eq_arena_printf(arena, "%s is %s on %s", subject, words, when)};
}

static struct eq_dec percent_of(struct eq_dec share)
{
	unsigned ignored = 0;
	return eq_dec_mul(share, eq_dec_int(100), &ignored);
}

/* A share in per cent: whole, but with as many decimals as it takes to be short of the bound that it
 * misses. 89.6% of what must be 90% is not 90%. */
static void write_percent(struct eq_dec share, const struct eq_dec *missed, char out[EQ_DEC_CHARS])
{
	unsigned ignored = 0;
	struct eq_dec percent = percent_of(share);
	struct eq_dec shown = eq_dec_round_away(percent, 0, &ignored);
	for (int decimals = 1; missed && eq_dec_cmp(shown, percent_of(*missed)) >= 0 &&
			       eq_dec_cmp(percent, percent_of(*missed)) < 0;
	     decimals++)
		shown = eq_dec_round_away(percent, decimals, &ignored);
	eq_dec_write_short(shown, out);
}

/* What a share is by two bounds, with the bounds that decided it and the share itself, in words. */
struct verdict {
	enum eq_rag rag;
	char percent[EQ_DEC_CHARS];
	char bounds[2 * EQ_DEC_CHARS + sizeof "green from %, amber from %"];
};

static struct verdict judge(struct eq_dec share, struct eq_dec green, struct eq_dec amber)
{
	struct verdict v = {.rag = EQ_RAG_RED};
	char g[EQ_DEC_CHARS], a[EQ_DEC_CHARS];
	const struct eq_dec *missed = &amber;
	eq_dec_write_short(percent_of(green), g);
	eq_dec_write_short(percent_of(amber), a);
	if (eq_dec_cmp(share, green) >= 0) {
		v.rag = EQ_RAG_GREEN;
		missed = NULL;
		snprintf(v.bounds, sizeof v.bounds, "green from %s%%", g);
	} else if (eq_dec_cmp(share, amber) >= 0) {
		v.rag = EQ_RAG_AMBER;
		missed = &green;
		snprintf(v.bounds, sizeof v.bounds, "green from %s%%, amber from %s%%", g, a);
	} else {
		snprintf(v.bounds, sizeof v.bounds, "amber from %s%%", a);
	}
	write_percent(share, missed, v.percent);
	return v;
}

static struct eq_dec green_of(const struct eq_bands *bands)
{
	return bands && bands->said ? bands->green : EQ_DEC_ONE;
}

static struct eq_dec amber_of(const struct eq_bands *bands)
{
	return bands && bands->said ? bands->amber : eq_dec_scaled(9, 1);
}

struct eq_rating eq_rate_progress(struct eq_arena *arena, struct eq_number live,
				  struct eq_number baseline, struct eq_number target,
				  const struct eq_bands *bands, struct eq_number *progress)
{
	*progress = (struct eq_number){EQ_DEC_ZERO, true, false};
	if (live.missing)
		return none(arena, "not rated: there is no live value");
	if (baseline.missing)
		return none(arena, "not rated: there is no baseline");
	if (target.missing)
		return none(arena, "not rated: there is no target");
	struct eq_number way = eq_number_sub(target, baseline);
	if (!way.missing && eq_dec_is_zero(way.v))
		return none(arena, "not rated: the target is the baseline");
	*progress = eq_number_div(eq_number_sub(live, baseline), way);
	if (progress->missing)
		return none(arena, "not rated: the progress is beyond the largest number");
	struct verdict v = judge(progress->v, green_of(bands), amber_of(bands));
	return (struct eq_rating){(uint8_t)v.rag,
				  eq_arena_printf(arena,
						  "%s%% of the way from baseline to target (%s)",
						  v.percent, v.bounds)};
}

struct eq_rating eq_rate_of(struct eq_arena *arena, const char *subject, const char *goal,
			    const char *when, struct eq_number value, struct eq_number target,
			    const struct eq_bands *bands, struct eq_number *progress)
{
	if (progress)
		*progress = (struct eq_number){EQ_DEC_ZERO, true, false};
	if (value.missing)
		return (struct eq_rating){
			EQ_RAG_NONE, eq_arena_printf(arena, "not rated: there is no %s", subject)};
	if (target.missing)
		return (struct eq_rating){
			EQ_RAG_NONE, eq_arena_printf(arena, "not rated: %s has no value", goal)};
	if (eq_dec_is_zero(target.v) || eq_dec_is_negative(target.v))
		return (struct eq_rating){
			EQ_RAG_NONE,
			eq_arena_printf(arena, "not rated: %s is not above nothing", goal)};
	struct eq_number share = eq_number_div(value, target);
	if (share.missing)
		return none(arena, "not rated: the progress is beyond the largest number");
	if (progress)
		*progress = share;
	struct verdict v = judge(share.v, green_of(bands), amber_of(bands));
	return (struct eq_rating){(uint8_t)v.rag,
				  eq_arena_printf(arena, "%s is %s%% of %s on %s (%s)", subject,
						  v.percent, goal, when, v.bounds)};
}

struct eq_rating eq_rate_judged(struct eq_arena *arena, uint32_t n, uint32_t of,
				struct eq_text level, bool is_best, struct eq_dec target,
				const struct eq_bands *bands, struct eq_number *progress)
{
	unsigned flags = 0;
	char goal[EQ_DEC_CHARS];
	*progress = (struct eq_number){EQ_DEC_ZERO, true, false};
	if (of == 0)
		return none(arena, "not rated: no change is judged yet");
	if (eq_dec_is_zero(target))
		return none(arena, "not rated: the target is nothing");
	/* As one division: 7 of 11 against 80% is 7 / (11 * 0.8). */
	struct eq_dec needed = eq_dec_mul(target, eq_dec_int(of), &flags);
	progress->v = eq_dec_div(eq_dec_int(n), needed, &flags);
	progress->missing = false;
	progress->rounded = (flags & EQ_DEC_ROUNDED) != 0;
	struct eq_dec share = eq_dec_div(eq_dec_int(n), eq_dec_int(of), &flags);
	/* The bounds as shares of the changes, for the words: 90% of a target of 80% is 72%. */
	struct eq_dec green = eq_dec_mul(green_of(bands), target, &flags);
	struct eq_dec amber = eq_dec_mul(amber_of(bands), target, &flags);
	struct verdict v = judge(share, green, amber);
	eq_dec_write_short(percent_of(target), goal);
	return (struct eq_rating){
		(uint8_t)v.rag,
		eq_arena_printf(arena, "%u of %u %s, %s%%, %s %.*s%s; target %s%% (%s)", n, of,
				of == 1 ? "change" : "changes", v.percent, n == 1 ? "is" : "are",
				EQ_ARG(level), is_best ? "" : " or better", goal, v.bounds)};
}
