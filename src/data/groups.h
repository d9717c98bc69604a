/* groups.h - break-downs: the rows of each combination of values of the named dimensions.
 *
 * While a source is read, a group is known by its dictionary codes (see tallies.h). What is left of it
 * is known by texts, and joins the cube when all sources are read. A row that lacks a value of a
 * dimension belongs to no group. */
#ifndef EQ_DATA_GROUPS_H
#define EQ_DATA_GROUPS_H

#include "data/scan.h"

/* Finds the dimensions: [data] the columns to break down by, in the order asked for, or NULL where
 * the source lacks one. False after reporting a name that no source has, or one that is private. */
bool eq_groups_columns(const struct eq_model *m, const struct eq_scan_options *options,
		       struct eq_arena *arena, uint32_t **columns, struct eq_diags *diags);

/* What a source leaves of one group; all of it in the cube's arena. */
struct eq_group_found {
	uint32_t data;
	const struct eq_text *keys;
	struct eq_source_tally source;
	struct eq_tally *
		*tallies; /* by measure of the source: those that were made by cell; else NULL */
};
struct eq_groups_found {
	EQ_VEC(struct eq_group_found) all;
};
/* Makes the cube's groups of them, in order of their keys. `columns` as eq_groups_columns() left
 * them. */
void eq_groups_join(struct eq_cube *cube, const struct eq_model *m,
		    const struct eq_scan_options *options, uint32_t *const *columns,
		    struct eq_groups_found *found);
/* Whether a source of this kind stands on its group's own rows; else a day that counts in the
 * source counts in the group. */
bool eq_groups_own_days(const struct eq_data *d);

#endif
