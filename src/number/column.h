/* column.h - columns of values, and the kernels that work on them.
 *
 * A column is n values of one type. Numbers are int64 with one decimal scale for the column
 * (value = i × 10^-scale) wherever that is proved to hold them, else decimal128; both give the
 * same digits. `missing` is NULL when nothing is; `rounded` is NULL when every value is exact.
 * A constant column holds one value that stands for all n lanes. */
#ifndef EQ_NUMBER_COLUMN_H
#define EQ_NUMBER_COLUMN_H

#include "base/memory.h"
#include "number/decimal.h"

enum eq_column_rep {
	EQ_REP_INT,  /* int64 with a scale */
	EQ_REP_DEC,  /* decimal128 */
	EQ_REP_BOOL, /* bytes, 0 or 1 */
	EQ_REP_DAY,  /* int32 day numbers */
	EQ_REP_CODE  /* uint32 codes of a dictionary (text) */
};

struct eq_column {
	uint32_t n;    /* lanes */
	uint8_t rep;   /* enum eq_column_rep */
	bool constant; /* one value stored, for all lanes */
	int16_t scale; /* EQ_REP_INT: decimals, 0 … 18 */
	uint8_t bits; /* EQ_REP_INT: not 0: every value is known to lie in [-2^(bits-1), 2^(bits-1)) */
	union {
		int64_t *i;
		struct eq_dec *d;
		uint8_t *b;
		int32_t *day;
		uint32_t *code;
	};
	uint64_t *missing; /* a bit a lane (or lane 0's for a constant), or NULL */
	uint64_t *rounded; /* likewise: digits were lost on the way to this value */
};

/* Which representations the kernels may use: a switch for the tests, which force each. */
enum eq_column_mode { EQ_MODE_BEST, EQ_MODE_DECIMAL_ONLY, EQ_MODE_CHECKED_ONLY };

/* Columns are made in an arena and live as long as it does. */
struct eq_column eq_column_make(struct eq_arena *a, enum eq_column_rep rep, uint32_t n);
struct eq_column eq_column_constant(struct eq_arena *a, struct eq_dec v,
				    uint32_t n); /* INT where it fits */
struct eq_column eq_column_of_decimals(struct eq_arena *a, const struct eq_dec *v,
				       const bool *missing, uint32_t n);
struct eq_column eq_column_all_missing(struct eq_arena *a, uint32_t n);
struct eq_column eq_column_missing_of(struct eq_arena *a, enum eq_column_rep rep,
				      uint32_t n); /* of any type */
struct eq_column eq_column_constant_day(struct eq_arena *a, int32_t day, uint32_t n);
struct eq_column eq_column_constant_code(struct eq_arena *a, uint32_t code, uint32_t n);

/* What stands in `a` already, with marks of its own. */
struct eq_column eq_column_keep(struct eq_arena *a, const struct eq_column *x);
/* Its own storage in `a`. */
struct eq_column eq_column_copy(struct eq_arena *a, const struct eq_column *x);

/* The set_ functions are for columns that their maker has not handed on: what a kernel returns
 * may share its marks with the operands. Truth values carry no `rounded`. */
bool eq_column_is_missing(const struct eq_column *c, uint32_t lane);
bool eq_column_is_rounded(const struct eq_column *c, uint32_t lane);
void eq_column_set_missing(struct eq_arena *a, struct eq_column *c, uint32_t lane);
void eq_column_set_rounded(struct eq_arena *a, struct eq_column *c, uint32_t lane);
struct eq_dec eq_column_number(const struct eq_column *c,
			       uint32_t lane); /* INT or DEC, not missing */
bool eq_column_bool(const struct eq_column *c, uint32_t lane);

enum eq_arith {
	EQ_ARITH_ADD,
	EQ_ARITH_SUB,
	EQ_ARITH_MUL,
	EQ_ARITH_DIV,
	EQ_ARITH_MIN,
	EQ_ARITH_MAX
};
enum eq_compare { EQ_CMP_EQ, EQ_CMP_NE, EQ_CMP_LT, EQ_CMP_LE, EQ_CMP_GT, EQ_CMP_GE };

/* What a kernel met, counted for the report: lanes that became missing and why. */
struct eq_kernel_events {
	uint64_t divided_by_zero; /* lanes */
	uint64_t overflowed;      /* lanes beyond the largest number */
};

struct eq_column eq_column_arith(struct eq_arena *a, enum eq_arith op, const struct eq_column *x,
				 const struct eq_column *y, enum eq_column_mode mode,
				 struct eq_kernel_events *events);
/* The same, made in *r, which is neither of the operands. */
void eq_column_arith_to(struct eq_arena *a, enum eq_arith op, const struct eq_column *x,
			const struct eq_column *y, enum eq_column_mode mode,
			struct eq_kernel_events *events, struct eq_column *r);
/* Arithmetic that is proved to fit for all lanes, so that it can be done for some of them at a time.
 * *r is x op y without its lanes. False where whole numbers are not proved to do, or where nothing but
 * constants is in it. Of an operand that was foreseen so itself the lanes are not asked for. */
struct eq_lane_step {
	enum eq_arith op;
	int64_t fx, fy;
};
bool eq_lanes_foreseen(struct eq_arena *a, enum eq_arith op, const struct eq_column *x,
		       const struct eq_column *y, struct eq_column *r, struct eq_lane_step *step);
/* The lanes of x, y and r, which stand apart. */
void eq_lanes_step(const struct eq_lane_step *s, struct eq_column *r, const struct eq_column *x,
		   const struct eq_column *y);
/* Room for lanes that begins with a line of the cache, so that no vector lies across two; not zeroed. */
void *eq_lanes_room(struct eq_arena *a, size_t bytes);
struct eq_column
eq_column_compare(struct eq_arena *a, enum eq_compare op, const struct eq_column *x,
		  const struct eq_column *y); /* numbers, days, codes (EQ, NE only), bools */
struct eq_column eq_column_negate(struct eq_arena *a, const struct eq_column *x);
struct eq_column eq_column_abs(struct eq_arena *a, const struct eq_column *x);
struct eq_column eq_column_power(struct eq_arena *a, const struct eq_column *x, int64_t power,
				 struct eq_kernel_events *events);
/* x ^ y, rounded once a lane; missing where y is not whole. */
struct eq_column eq_column_raise(struct eq_arena *a, const struct eq_column *x,
				 const struct eq_column *y, struct eq_kernel_events *events);
/* x × num ÷ den, rounded at most once a lane. */
struct eq_column eq_column_scale(struct eq_arena *a, const struct eq_column *x, int64_t num,
				 int64_t den, struct eq_kernel_events *events);
/* Three-valued, as SQL: false and missing is false; true or missing is true. */
struct eq_column eq_column_and(struct eq_arena *a, const struct eq_column *x,
			       const struct eq_column *y);
struct eq_column eq_column_or(struct eq_arena *a, const struct eq_column *x,
			      const struct eq_column *y);
struct eq_column eq_column_not(struct eq_arena *a, const struct eq_column *x);
struct eq_column eq_column_days(struct eq_arena *a, const struct eq_column *x,
				const struct eq_column *y); /* days from y to x */
struct eq_column eq_column_test_missing(struct eq_arena *a, const struct eq_column *x);
/* Lane by lane, y where c is true, z where it is false, missing where c is missing. */
struct eq_column eq_column_choose(struct eq_arena *a, const struct eq_column *c,
				  const struct eq_column *y, const struct eq_column *z);

#endif
