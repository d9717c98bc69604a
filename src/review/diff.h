/* diff.h - two programmes compared: what was changed, and what that does to the money. */
#ifndef EQ_REVIEW_DIFF_H
#define EQ_REVIEW_DIFF_H

#include "review/effects.h"

struct eq_diff {
	struct eq_arena arena;
	struct eq_text old_label, new_label; /* "HEAD~1", "this folder" */
	const struct eq_sources *sources;
	const struct eq_symbols *symbols;
	const struct eq_node *named_file, *new_file;
	struct eq_meanings old, named, new; /* named: the old one in the new names */
	struct eq_changes found;   /* from old to new: what has another name, place, layout */
	struct eq_changes changes; /* from named to new */
	struct eq_variants variants;
	struct eq_effects effects;
	bool measured;          /* there are effects */
	struct eq_text why_not; /* otherwise: why there are none, or empty: not asked for */
};

/* One side: its tree, its main file and what people call it. */
struct eq_diff_side {
	const struct eq_node *file;
	struct eq_text main, label;
};

void eq_diff_init(struct eq_diff *d, const struct eq_diff_side *old, const struct eq_diff_side *new,
		  struct eq_sources *sources, struct eq_symbols *symbols);
/* The figures: `how` has the settings and options of both runs. False: one side fails; `faulty` is it,
 * and its diags say why. */
bool eq_diff_measure(struct eq_diff *d, const struct eq_variants *how,
		     const struct eq_variant **faulty);
void eq_diff_release(struct eq_diff *d);
/* Changes of meaning: those that are neither of notes nor of tests. And those of one nature. */
uint32_t eq_diff_count(const struct eq_diff *d);
uint32_t eq_diff_count_of(const struct eq_diff *d, enum eq_nature nature);

struct eq_diff_style {
	size_t width; /* of text; 0: as wide as it needs */
	bool colour;
	/* What moves less is left out. n of neither: nothing is. */
	bool has_least, least_is_share;
	struct eq_dec least; /* money, or a share of what was before */
	const char *written; /* the same as it was asked for */
};
void eq_diff_text(const struct eq_diff *d, const struct eq_diff_style *style, struct eq_buf *out);
/* For a comment on a proposed change: a line, a table, and the details folded. */
void eq_diff_markdown(const struct eq_diff *d, const struct eq_diff_style *style,
		      struct eq_buf *out);
void eq_diff_json(const struct eq_diff *d, const struct eq_diff_style *style, struct eq_buf *out);

/* Whether a figure moves by as much as the style asks for. */
bool eq_diff_shows(const struct eq_diff_style *style, const struct eq_effect *x);
/* "finishers: baseline", of a change. */
struct eq_text eq_diff_what(const struct eq_change *x, struct eq_arena *arena);
/* What one side says, its notes apart, or they alone; empty: nothing. */
struct eq_text eq_diff_said(const struct eq_diff *d, const struct eq_said *said, bool notes,
			    struct eq_arena *arena);
const char *eq_effect_word(enum eq_effect_what what); /* "run-rate" */
const char *eq_effect_of_word(enum eq_effect_of of);  /* "benefit" */
const char *eq_change_word(enum eq_change_kind kind); /* "added" */

#endif
