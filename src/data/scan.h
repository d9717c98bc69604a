/* scan.h - rows to cube: each source is read once, for all measures over it. */
#ifndef EQ_DATA_SCAN_H
#define EQ_DATA_SCAN_H

#include "base/simd.h"
#include "base/times.h"
#include "data/cube.h"
#include "data/cuts.h"
#include "vm/vm.h"

/* Reads every source of the programme's model. Rows go in batches of EQ_BATCH through the row
 * programs (filter, value) and are added to their buckets. Cells that do not fit are reported,
 * the first EQ_LIMIT_BAD_CELLS of a file and the count of all. NULL after errors. */
#define EQ_BATCH 2048
/* How far the scan of one source is. */
struct eq_scan_progress {
	struct eq_text file;
	uint64_t rows;
	uint64_t bytes, of; /* of the files, as they are; `of` 0: not known */
};
/* A source that stands in a cube already, whose tallies answer the same questions. */
struct eq_read_before {
	const struct eq_cube *cube; /* without break-downs; NULL: it was not read */
	uint32_t source;            /* its number there */
	const uint32_t
		*measures; /* by measure, and by rating, of this programme: its number there */
	const uint32_t *ratings;
};
struct eq_scan_options {
	const struct eq_text
		*by; /* names of dimensions to break down by; a name that no source has is
				     reported */
	uint32_t n_by;
	const bool *
		sources; /* by data: those to read; NULL: all. The others are as if without a row */
	bool skip_bad_rows; /* goes on without rows that do not fit, and counts them; each file says so in
			       one warning */
	uint32_t threads;   /* at most; 0: as many as there are processors */
	size_t memory;      /* bytes that the scan of a source may take; 0: no bound */
	size_t block_bytes; /* read at a time; 0: the standard. No figure depends on it */
	enum eq_simd simd;  /* nor on this */
	/* Called some ten times a second, in the caller's thread; NULL: not at all. */
	void (*on_progress)(void *context, const struct eq_scan_progress *p);
	void *context;
	struct eq_times *times; /* NULL: nobody asks where the time went */
	/* By data: what need not be read again; what comes of the scan borrows it. NULL: nothing. */
	const struct eq_read_before *before;
	/* By data: where windows over groups begin and end; NULL: not known. Of a source whose rows cannot do with
	 * that, and of what can be read only once, each day of a group is told apart. */
	const struct eq_cuts *cuts;
};
struct eq_cube *eq_scan(const struct eq_program *p, const struct eq_scan_options *options,
			struct eq_diags *diags);
void eq_cube_free(struct eq_cube *c);

#endif
