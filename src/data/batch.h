/* batch.h - the cells of one column for a batch of rows, gathered lane by lane and then seen as
 * the columns that the virtual machine works on. */
#ifndef EQ_DATA_BATCH_H
#define EQ_DATA_BATCH_H

#include "data/cells.h"
#include "data/scan.h"

struct eq_batch_column {
	uint8_t kind; /* enum eq_column_kind */
	bool any_missing, any_wide;

	/* NUMBER. Nearly always all lanes have one scale, and nothing is left to do for a view. A
	 * lane without a number holds 0. */
	bool any;            /* some lane has a number: the next fields say something */
	bool mixed;          /* lanes have scales of their own */
	uint8_t decimals;    /* of all lanes; where they are mixed of the lane with the most */
	uint64_t magnitudes; /* OR-ed: no lane has a bit above its highest */
	int64_t *i;
	uint8_t *scale;      /* where they are mixed */
	struct eq_dec *wide; /* used once a number of the batch needs it */

	int32_t *day;   /* DATE */
	uint32_t *code; /* TEXT */
	uint64_t missing[EQ_BATCH / 64];
};

void eq_batch_column_init(struct eq_batch_column *c, enum eq_column_kind kind);
void eq_batch_column_release(struct eq_batch_column *c);
void eq_batch_column_clear(struct eq_batch_column *c); /* for the next batch */

void eq_batch_set_number(struct eq_batch_column *c, uint32_t lane, const struct eq_cell_number *v);
void eq_batch_set_day(struct eq_batch_column *c, uint32_t lane, eq_date day);
void eq_batch_set_code(struct eq_batch_column *c, uint32_t lane, uint32_t code);
void eq_batch_set_missing(struct eq_batch_column *c, uint32_t lane);

/* A lane of numbers that is not missing. */
struct eq_dec eq_batch_number(const struct eq_batch_column *c, uint32_t lane);

/* Lanes 0 … n-1. Numbers come as integers of one scale, and with what is known of their size,
 * where all of them have at most 18 digits at the scale of the one with the most decimals; else
 * as decimals. Borrowed until the clear. */
struct eq_column eq_batch_view(struct eq_batch_column *c, uint32_t n, struct eq_arena *arena);

#endif
