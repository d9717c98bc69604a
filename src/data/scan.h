/* scan.h - rows to cube: each source is read once, for all measures over it. */
#ifndef EQ_DATA_SCAN_H
#define EQ_DATA_SCAN_H

#include "data/cube.h"
#include "vm/vm.h"

/* Reads every source of the programme's model. Rows go in batches of EQ_BATCH through the row
 * programs (filter, value) and are added to their buckets. Cells that do not fit are reported,
 * the first EQ_LIMIT_BAD_CELLS of a file and the count of all. NULL after errors. */
#define EQ_BATCH 2048
struct eq_cube *eq_scan(const struct eq_program *p, struct eq_diags *diags);
void eq_cube_free(struct eq_cube *c);

#endif
