/* csv_header.h - the record of a file that names its columns. Private to blocks.c. */
#ifndef EQ_DATA_CSV_HEADER_H
#define EQ_DATA_CSV_HEADER_H

#include "data/csv_cutter.h"

/* After eq_csv_begin(): reads the first record, which is copied to `arena` unless that is NULL, and goes on to behind
 * it. False after reporting. */
bool eq_csv_read_header(struct eq_csv_cutter *c, struct eq_arena *arena,
			struct eq_csv_record *header, struct eq_diags *diags);

#endif
