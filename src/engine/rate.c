/* rate.c - red, amber, green and their words. See rate.h. */
#include "engine/rate.h"

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

struct eq_rating eq_rate_progress(struct eq_arena *arena, struct eq_number live,
				  struct eq_number baseline, struct eq_number target,
				  struct eq_number *progress)
{
	*progress = (struct eq_number){EQ_DEC_ZERO, true, false};
	if (live.missing)
		return none(arena, "not rated: there is no live value");
	if (baseline.missing)
		return none(arena, "not rated: there is no baseline");
	if (target.missing)
		return none(arena, "not rated: there is no target");
	unsigned flags = 0;
	struct eq_dec way = eq_dec_sub(target.v, baseline.v, &flags);
	if (eq_dec_is_zero(way))
		return none(arena, "not rated: the target is the baseline");
	struct eq_dec gone = eq_dec_div(eq_dec_sub(live.v, baseline.v, &flags), way, &flags);
	if (flags & (EQ_DEC_OVERFLOW | EQ_DEC_INVALID))
		return none(arena, "not rated: the progress is beyond the largest number");
	progress->v = gone;
	progress->missing = false;
	progress->rounded = live.rounded || baseline.rounded || target.rounded ||
			    (flags & EQ_DEC_ROUNDED);

	enum eq_rag rag = EQ_RAG_RED;
	const char *bound = "amber from 90%";
	int64_t missed = 90;
	if (eq_dec_cmp(progress->v, EQ_DEC_ONE) >= 0) {
		rag = EQ_RAG_GREEN;
		bound = "green from 100%";
	} else if (eq_dec_cmp(progress->v, eq_dec_scaled(9, 1)) >= 0) {
		rag = EQ_RAG_AMBER;
		bound = "green from 100%, amber from 90%";
		missed = 100;
	}
	char text[EQ_DEC_CHARS];
	unsigned ignored = 0;
	struct eq_dec percent = eq_dec_mul(progress->v, eq_dec_int(100), &ignored);
	struct eq_dec shown = eq_dec_round_away(percent, 0, &ignored);
	/* With as many decimals as it takes to be short of what it misses: 89.6% is red, 90% is not. */
	for (int decimals = 1; rag != EQ_RAG_GREEN && eq_dec_cmp(shown, eq_dec_int(missed)) >= 0;
	     decimals++)
		shown = eq_dec_round_away(percent, decimals, &ignored);
	eq_dec_write_short(shown, text);
	return (struct eq_rating){
		(uint8_t)rag, eq_arena_printf(arena, "%s%% of the way from baseline to target (%s)",
					      text, bound)};
}
