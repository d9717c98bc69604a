/* expr.h - checked expressions: names resolved, units proved, conversions made explicit.
 *
 * What the compiler sees. Nothing here can be wrong in the user's sense: each operand has the
 * unit its operator needs, each reference is a definition and a scenario. */
#ifndef EQ_MODEL_EXPR_H
#define EQ_MODEL_EXPR_H

#include "base/source.h"
#include "model/unit.h"

enum eq_type { EQ_TYPE_NUMBER, EQ_TYPE_BOOL, EQ_TYPE_TEXT, EQ_TYPE_DATE };

/* Scenarios by number: the built-in ones, then the programme's own in order of declaration. */
enum {
	EQ_SCENARIO_ACTUAL,
	EQ_SCENARIO_BASELINE,
	EQ_SCENARIO_TARGET,
	EQ_SCENARIO_LIVE,
	EQ_SCENARIO_FORECAST,
	EQ_SCENARIO_OWN /* the first of the programme's own */
};
#define EQ_SCENARIO_CURRENT UINT32_MAX /* the one being evaluated */

enum eq_expr_op {
#define X(op, text, operands) EQ_EXPR_##op,
#include "model/expr.def"
#undef X
	EQ_EXPR_COUNT
};

/* A window: a fixed range; or a length that ends with the period; or a length to a fixed day. */
struct eq_window {
	uint8_t kind; /* enum eq_window_kind */
	struct eq_span_of_time length;
	struct eq_range range;
};
enum eq_window_kind { EQ_WINDOW_RANGE, EQ_WINDOW_TRAILING };

/* What is asked of the limits of a KPI's own values, from their moving range: engine/xmr.h. */
enum eq_xmr_what { EQ_XMR_CENTRE, EQ_XMR_UPPER, EQ_XMR_LOWER, EQ_XMR_SIGNAL };
enum eq_xmr_sense { EQ_XMR_EITHER, EQ_XMR_UP, EQ_XMR_DOWN };
struct eq_xmr_spec {
	uint8_t what;             /* enum eq_xmr_what */
	uint8_t sense;            /* SIGNAL: enum eq_xmr_sense, which way it is looked for */
	uint8_t run;              /* SIGNAL: so many points in a row are a shift or a trend */
	struct eq_range baseline; /* limits are of these days; from EQ_DATE_NONE: of all */
	const eq_date *anew;      /* they begin anew on each of these days, in order */
	uint32_t n_anew;
};

struct eq_because;
struct eq_expr {
	uint8_t op;   /* enum eq_expr_op */
	uint8_t type; /* enum eq_type */
	uint16_t n;   /* operands in `a` */
	uint32_t unit;
	struct eq_span span;
	union {
		struct eq_dec number; /* NUMBER; in `unit` */
		eq_date date;         /* DATE, AT */
		uint32_t text;        /* TEXT: a symbol */
		uint32_t column;      /* COLUMN: index in the data's columns */
		uint32_t measure;     /* TOTAL, RATE: index in model->measures */
		struct {
			uint32_t def, scenario;
		} ref;                   /* REF */
		struct eq_ratio ratio;   /* CONVERT, RATE (days of the time unit) */
		int64_t power;           /* POWER */
		struct eq_window window; /* OVER, AVERAGE (moving), PREVIOUS (length) */
		struct {
			eq_date since;
			uint8_t unit; /* enum eq_time_unit: a step each */
		} growth;             /* GROW */
		struct {
			const struct eq_because *v;
			uint32_t n;
		} except;                      /* WITHOUT */
		const struct eq_xmr_spec *xmr; /* XMR */
		struct {
			uint32_t benefit;
			struct eq_range range;
		} money; /* RUN_RATE, VALUE_ADD, CASH, WORTH, ANNUALISED */
	};
	uint32_t measure_of_rate; /* RATE: the measure */
	uint8_t flow; /* a total over the period (sum, count): `per week` makes it a rate */
	struct eq_expr **a;
};
/* RATE: divided by the calendar months counted, not by so many days. */
#define EQ_RATE_BY_MONTHS ((struct eq_ratio){0, 1})
#define EQ_ALL_BENEFITS UINT32_MAX /* run_rate(programme) */

/* Whether two expressions over the same rows say the same, word for word but for brackets; NULL: none. What is the same has
 * the same hash, with the same `h` before it. */
bool eq_expr_same(const struct eq_expr *x, const struct eq_expr *y);
uint64_t eq_expr_hash(uint64_t h, const struct eq_expr *e);
const char *eq_expr_word(enum eq_expr_op op);
/* The expression as text, in full brackets-where-needed form, for dumps and explanations. */
struct eq_model;
void eq_expr_write(const struct eq_model *m, const struct eq_expr *e, struct eq_buf *out);
/* The same of an expression over the rows of model->data[data]. */
void eq_row_expr_write(const struct eq_model *m, uint32_t data, const struct eq_expr *e,
		       struct eq_buf *out);

#endif
