/* variant.h - a programme that differs from others in a few places, run over the same data.
 *
 * A source that one of the others has read is not read again where the text of it and of all that is
 * asked of it is the same. */
#ifndef EQ_REVIEW_VARIANT_H
#define EQ_REVIEW_VARIANT_H

#include "data/scan.h"
#include "engine/run.h"

struct eq_variant {
	const struct eq_node *file;
	struct eq_diags diags;
	struct eq_model *model; /* NULL: it has mistakes; so has what follows, one after another */
	struct eq_program *program;
	struct eq_cube *cube;
	struct eq_results *results;
	/* Of what stands in the cube, in words that only the same has. */
	struct eq_text *sources, *measures, *ratings;
};

struct eq_variants {
	struct eq_sources *sources;
	struct eq_symbols *symbols;
	const struct eq_override *overrides; /* what a command sets, in all of them */
	size_t n_overrides;
	struct eq_scan_options scan;
	struct eq_run_options run;
	EQ_VEC(struct eq_variant *)
	all; /* that were checked, in order; their cubes are there for others */
};

/* Checks the programme. False: its diags say why not. Everything is kept in `all` either way. */
struct eq_variant *eq_variant_check(struct eq_variants *of, const struct eq_node *file);
/* Reads what is to be read, and works the figures out, at of->run. */
bool eq_variant_run(struct eq_variants *of, struct eq_variant *v);
/* Lets go of the last one's figures and rows, which no other has borrowed. */
void eq_variant_forget(struct eq_variants *of, struct eq_variant *v);
void eq_variants_release(struct eq_variants *of);

#endif
