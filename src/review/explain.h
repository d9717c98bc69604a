/* explain.h - why a figure is what it is: its equation, the numbers in it, and where each comes from,
 * down to lines of text and rows of data.
 *
 * The figure is an expression of the language. It stands as one more figure in the programme, and every
 * expression that it can reach is asked for (model->asked), so that each value shown is what the engine
 * itself works out, with the same bytecode. What is left is a tree: each node's value follows from its
 * parts' values by its RULE, exactly, but for digits beyond the 34th, which mark a number as rounded. */
#ifndef EQ_REVIEW_EXPLAIN_H
#define EQ_REVIEW_EXPLAIN_H

#include "data/counted.h"
#include "engine/money.h"
#include "engine/run.h"

/* How a value follows from the parts'. X(ID, "word in JSON") */
#define EQ_EXPLAINED_RULES(X) \
	X(WRITTEN, "written")     /* it stands in the text */ \
	X(ROWS, "rows")           /* counted from rows of data */ \
	X(MISSING, "missing")     /* there is none: `words` says why */ \
	X(SAME, "same")           /* that of the one part */ \
	X(OPERATOR, "operator")   /* `op` of the parts, in order */ \
	X(CONVERTED, "converted") /* the part x factor */ \
	X(RATE, "rate")           /* the part x factor / days (or months) counted */ \
	X(MEAN, "mean")           /* of the parts that have a value, by their weights */ \
	X(SUM, "sum")             /* of the parts that have a value */ \
	X(TOTAL, "total")         /* of the parts; missing where one is missing */ \
	X(RAMP, "ramp")           /* from the first part to the second, on `on` between `range` */ \
	X(DATED, "dated")         /* the one part that holds on `on` */ \
	X(GROWN, "grown")         /* first part x (1 + second) ^ times */ \
	X(LIMITS, "limits")       /* of the parts' moving ranges: `op`, enum eq_xmr_what */ \
	X(RUN_RATE, "run_rate")   /* the part x factor x share */ \
	X(ACCRUED, "accrued")     /* share x the sum over the periods of worth x times x each */ \
	X(ANNUALISED, "annualised") /* the same, over the counted part of a year x factor */

enum eq_explained_rule {
#define X(id, word) EQ_EXPLAINED_##id,
	EQ_EXPLAINED_RULES(X)
#undef X
};

/* Rows that were counted. */
struct eq_explained_rows {
	uint32_t measure;
	struct eq_days days; /* that count */
	struct eq_range window;
	struct eq_range *missing;   /* periods of the window without a value */
	struct eq_range *taken_out; /* days of the window that an `except` takes out */
	uint32_t n_missing, n_taken_out;
	uint32_t asked; /* its place among what was counted again, or UINT32_MAX */
	struct eq_row_place first, last;
	struct eq_text listing; /* a line a row, where they were asked for */
};
/* One period's part of an amount. */
struct eq_explained_period {
	struct eq_range days; /* that count */
	struct eq_number worth, amount;
	int64_t times; /* counted days, or, of what accrues, those times `accrued` */
	struct eq_ratio each;
	int64_t counted, accrued; /* days that count; of accrual, days in the range */
};

struct eq_explained {
	uint8_t rule;  /* enum eq_explained_rule */
	uint8_t op;    /* OPERATOR: enum eq_expr_op */
	bool percent;  /* a plain number that people write as a share */
	bool is_truth; /* yes or no; then `truth` */
	bool truth;
	bool again;   /* it was explained above: there are no parts */
	bool cut;     /* it is deeper than was asked for: likewise */
	bool is_name; /* it stands for itself: a definition, a source; not a step of arithmetic */
	uint32_t unit;
	struct eq_number value;
	struct eq_text label;   /* what it is, as the equation calls it */
	struct eq_text title;   /* of a definition, or empty */
	struct eq_text written; /* its equation, white space folded */
	struct eq_text filled;  /* the same with its numbers; empty where there are none */
	struct eq_span span;    /* where it stands in the equation above; EQ_NO_SPAN: nowhere */
	struct eq_span at;      /* where `written` stands; EQ_NO_SPAN: nowhere */
	struct eq_text source;  /* what the text says it comes from */
	struct eq_text words;   /* the rule in plain words, where it needs any */
	const char *scenario;   /* in which it was worked out; NULL: no matter */
	struct eq_range days;   /* the window; from > to: none */
	struct eq_ratio factor;
	struct eq_number counted; /* RATE: days or months */
	struct eq_dec share;
	eq_date on;
	struct eq_range range;
	int64_t times; /* OPERATOR ^: the power; GROWN: steps; MEAN of a part: its weight */
	int64_t weight;
	struct eq_explained_rows *rows;
	struct eq_explained_period *periods;
	uint32_t n_periods, missing_periods;
	const struct eq_benefit *benefit; /* ACCRUED, ANNUALISED, RUN_RATE */
	int32_t accrues_days, after_days;
	struct eq_explained **parts;
	uint32_t n_parts, cap_parts;
};

struct eq_explaining {
	struct eq_arena arena;
	struct eq_text figure; /* as asked for */
	struct eq_text scenario;
	eq_date as_at;
	struct eq_text as_at_kpi; /* that decided it */
	struct eq_text members;   /* "locality North", or empty */
	const struct eq_model *model;
	struct eq_explained *root;
};

struct eq_explain_options {
	struct eq_text figure;
	struct eq_text scenario; /* or empty */
	struct eq_text by;       /* "locality=North", or empty */
	struct eq_run_options run;
	struct eq_scan_options scan;
	uint32_t depth; /* definitions below the figure; 0: all */
	bool rows;
};

/* Puts the figure into a programme's tree, before its model is made. `file` is the programme's root.
 * False after reporting. */
bool eq_explain_add(struct eq_node *file, struct eq_text figure, struct eq_sources *sources,
		    struct eq_symbols *symbols, struct eq_arena *arena, struct eq_diags *diags);
/* Has everything that the figure can reach worked out. Before the model is compiled. */
void eq_explain_ask(struct eq_model *m);
/* Reads the data, and explains. NULL after reporting. `m` lives as long as what comes of it. */
struct eq_explaining *eq_explain(const struct eq_program *p, const struct eq_explain_options *o,
				 struct eq_diags *diags);
void eq_explaining_free(struct eq_explaining *x);

/* For people; as Markdown; exact, for programs. */
void eq_explain_text(const struct eq_explaining *x, size_t width, bool colour, struct eq_buf *out);
void eq_explain_markdown(const struct eq_explaining *x, struct eq_buf *out);
void eq_explain_json(const struct eq_explaining *x, struct eq_buf *out);
/* A number with its unit, with as many decimals as people look at. */
void eq_explained_quantity(const struct eq_model *m, uint32_t unit, bool percent,
			   const struct eq_number *v, struct eq_buf *out);
/* A node's value: a number so, or yes or no. */
void eq_explained_value(const struct eq_model *m, const struct eq_explained *n, struct eq_buf *out);
/* A period by its name; other days as they are. */
struct eq_text eq_explained_days(const struct eq_model *m, struct eq_range days,
				 struct eq_arena *arena);
const char *eq_explained_word(enum eq_explained_rule rule);

#endif
