/* finish.h - what the tallies of a source leave in the cube, when all its rows are read. */
#ifndef EQ_DATA_FINISH_H
#define EQ_DATA_FINISH_H

#include "data/groups.h"
#include "data/tallies.h"

struct eq_finish_measure {
	uint32_t measure;      /* in the model */
	uint32_t begun, ended; /* its places */
};
struct eq_finishing {
	const struct eq_program *program;
	uint32_t index;                      /* of the data */
	const struct eq_source_tally *tally; /* counts of rows */
	const struct eq_dictionary *texts;
	const uint32_t *by;
	uint32_t n_by;
	const struct eq_finish_measure *measures;
	uint32_t n_measures;
	const struct eq_cuts *cuts; /* that groups are told apart by; NULL: by days */
	uint32_t threads;           /* that groups may be put in order by */
};
/* cube.c: what a cell holds of a place; of cell 0, which is none, nothing. */
struct eq_tally eq_tally_of_cell(const struct eq_tallies *t, uint32_t place, uint32_t cell,
				 struct eq_arena *arena);
/* `t`: the tallies of all n workers, `parts`: those of groups that they have beside them, or NULL. All are taken over. */
void eq_finish_source(const struct eq_finishing *f, struct eq_tallies **t,
		      struct eq_tallies **parts, uint32_t n, struct eq_cube *cube,
		      struct eq_groups_found *found);

#endif
