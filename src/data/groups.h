/* groups.h - break-downs: the rows of each combination of values of the named dimensions.
 *
 * While a source is read, a group is known by its dictionary codes and has buckets of its own,
 * which reach from its first row to its last: memory follows the groups and the days on which
 * they have rows. What is left of a source is known by texts, and joins the cube when all sources
 * are read. A row that lacks a value of a dimension belongs to no group. */
#ifndef EQ_DATA_GROUPS_H
#define EQ_DATA_GROUPS_H

#include "data/buckets.h"
#include "data/repeats.h"
#include "data/scan.h"

/* Finds the dimensions: [data] the columns to break down by, in the order asked for, or NULL where
 * the source lacks one. False after reporting a name that no source has, or one that is private. */
bool eq_groups_columns(const struct eq_model *m, const struct eq_scan_options *options,
		       struct eq_arena *arena, uint32_t **columns, struct eq_diags *diags);

/* The groups of one source while it is read. */
struct eq_group_rows {
	struct eq_buckets buckets;
	uint64_t rows;
};
struct eq_source_groups {
	uint32_t n_by;
	uint32_t n_measures;
	struct eq_repeats index; /* codes to group + 1 */
	EQ_VEC(uint32_t) codes;  /* n_by a group */
	EQ_VEC(struct eq_group_rows) all;
};
#define EQ_NO_GROUP UINT32_MAX
void eq_source_groups_init(struct eq_source_groups *g, uint32_t n_by, uint32_t n_measures);
void eq_source_groups_release(struct eq_source_groups *g);
/* The group of a combination of codes, none of which is missing. */
uint32_t eq_source_group(struct eq_source_groups *g, const uint32_t *codes);

/* What a source leaves of one group; all of it in the cube's arena. */
struct eq_group_found {
	uint32_t data;
	const struct eq_text *keys;
	struct eq_source_tally source;
	struct eq_tally **tallies; /* [measure of the model] */
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
