/* model.h - the checked programme: what every later stage works from.
 *
 * Names are resolved, units proved, definitions ordered so that each stands after what it is
 * made of, and cycles refused with the cycle shown. A model exists only without errors; later
 * stages assume a correct one. All of it lives in one arena; it borrows the sources and symbols. */
#ifndef EQ_MODEL_MODEL_H
#define EQ_MODEL_MODEL_H

#include "model/expr.h"
#include "syntax/tree.h"

enum eq_def_kind {
	EQ_DEF_DATA,
	EQ_DEF_KPI,
	EQ_DEF_FIXED,
	EQ_DEF_BENEFIT,
	EQ_DEF_SCENARIO,
	EQ_DEF_FIGURE,
	EQ_DEF_WORKSTREAM,
	EQ_DEF_RATING
};

#define EQ_NO_DEF UINT32_MAX
struct eq_def {
	uint32_t name;       /* symbol */
	uint8_t kind;        /* enum eq_def_kind */
	uint32_t index;      /* in the model's list of that kind */
	struct eq_span span; /* of the name where it is declared */
};

struct eq_agreed {
	struct eq_text by, minute;
	eq_date on;
};

struct eq_notes {              /* on a whole definition */
	struct eq_text source; /* or empty */
	const struct eq_agreed *agreed;
};

struct eq_because { /* days taken out, and why */
	struct eq_range range;
	struct eq_text reason;
	struct eq_span span;
};

/* A value with its day of effect. One value with from == EQ_DATE_NONE holds always; dated ones
 * are in order of date and missing before the first. `expr` (for several: SINCE) is what is compiled. */
struct eq_value {
	struct eq_expr *expr;
	eq_date from;
	struct eq_text source; /* where it comes from, or empty */
	const struct eq_agreed *agreed;
	struct eq_span span;
};
struct eq_values {
	struct eq_value *v;
	uint32_t n;           /* 0: not declared */
	struct eq_expr *expr; /* all of them as one expression, in the definition's unit */
};

/* `rag green 100%, amber 90%`: the progress from which on it is green, and amber. */
struct eq_bands {
	bool said; /* otherwise green from 1, amber from 0.9 */
	struct eq_dec green, amber;
};

/* Values by dimension: `by locality { "North" = £5, else = £6 }`. */
struct eq_by_row {
	uint32_t *keys; /* symbols of texts, one a dimension; 0: else, any other value */
	struct eq_values values;
	struct eq_span span;
};
struct eq_by_table {
	uint32_t *by; /* symbols: names of dimensions */
	uint32_t n_by;
	struct eq_by_row *rows; /* the first that fits holds; `else` stands last */
	uint32_t n_rows;
	struct eq_span span;
};

#define EQ_NO_WORKSTREAM UINT32_MAX
struct eq_workstream {
	uint32_t def;
	struct eq_text title;
	struct eq_values target, stretch; /* money per year; n 0: not declared */
	struct eq_bands bands;
	struct eq_notes notes;
	struct eq_span span;
};

struct eq_programme {
	struct eq_text title;
	uint32_t currency; /* unit */
	eq_date starts, horizon;
	struct eq_grain grain;
	struct eq_fiscal fiscal;
	struct eq_ratio year_days; /* what `annualise` makes of a year */
	struct eq_text annualise;  /* as written: "52 weeks" */
	uint32_t owner;            /* index in partners, or EQ_NO_PARTNER */
	struct eq_span span;
};

enum eq_column_kind { EQ_COLUMN_TEXT, EQ_COLUMN_NUMBER, EQ_COLUMN_DATE };
struct eq_data_column {
	uint32_t name;         /* symbol: what equations call it */
	struct eq_text header; /* what the file calls it */
	uint8_t kind;          /* enum eq_column_kind */
	bool level;            /* a stock, not a flow */
	bool dimension;        /* declared by `by` */
	bool key;              /* one of those that make a row unique */
	bool hidden;           /* `private`: its values are never printed */
	uint32_t unit;         /* NUMBER */
	struct eq_span span;
};
struct eq_member {
	struct eq_text name;
	eq_date from, until; /* EQ_DATE_NONE: open */
};
enum eq_encoding { EQ_ENCODING_UTF8, EQ_ENCODING_WINDOWS_1252 };
struct eq_data {
	uint32_t def;
	struct eq_text path; /* as written */
	struct eq_text file; /* to open: beside the file that declares it */
	bool by_period;      /* one row per period; otherwise one row per date or event */
	uint32_t
		date_column; /* index in columns: the period's or the event's date; of a spell its start */
	bool spell;          /* rows last, from date_column to end_column */
	uint32_t
		end_column; /* the first day on which the spell is over; a missing one: open still */
	uint32_t *key;      /* column indices */
	uint32_t n_key;
	uint32_t skip;        /* lines before the one that names the columns */
	struct eq_text until; /* the rows end before one whose first cell begins so; or empty */
	uint8_t encoding;     /* enum eq_encoding */
	struct eq_date_format date_format;
	struct eq_data_column *columns;
	uint32_t n_columns;
	uint32_t *by; /* column indices, in order */
	uint32_t n_by;
	uint32_t row_unit;              /* unit of count() */
	struct eq_range covers;         /* from == EQ_DATE_NONE: not declared */
	struct eq_span_of_time settles; /* count 0: at once */
	struct eq_expr *only;           /* rows that count, or NULL */
	struct eq_member *members;      /* values of the first `by` column */
	uint32_t n_members;
	struct eq_because *except;
	uint32_t n_except;
	struct eq_text *missing; /* cells that mean "no value", beside the built-in ones */
	uint32_t n_missing;
	char separator; /* 0: found from the header line */
	/* Rows in place of the file: CSV as this says, with every column. p NULL: none. */
	struct eq_text given;
	bool unread; /* then there are none, because no figure asks for any */
	struct eq_span span;
};

enum eq_aggregate {
	EQ_AGG_SUM,
	EQ_AGG_COUNT,
	EQ_AGG_MEAN,
	EQ_AGG_MIN,
	EQ_AGG_MAX,
	EQ_AGG_FIRST,
	EQ_AGG_LAST,
	EQ_AGG_LEVEL,
	EQ_AGG_CLOSING,
	EQ_AGG_MEDIAN,
	EQ_AGG_PERCENTILE,
	EQ_AGG_DISTINCT
};
const char *eq_aggregate_word(enum eq_aggregate aggregate); /* "sum" */
/* On which day a row of a spell counts. Other rows have one date. */
enum eq_during {
	EQ_DURING_OPENED, /* on its start; the only one of a source without spells */
	EQ_DURING_CLOSED, /* on its end; open ones never */
	EQ_DURING_OPEN /* SUM, COUNT: at the end of each day from its start to before its end; over
			     a window, on its last day. A stock */
};
/* A table of a fixed value that a measure looks up: rows for which `listed` is false have no line in
 * it, and are at fault. */
struct eq_lookup {
	uint32_t measure, fixed;
	struct eq_expr *listed; /* row expression, a truth */
	struct eq_span span;    /* where it is looked up */
};

/* One distinct aggregate over a source. */
struct eq_measure {
	uint32_t data;         /* index in model->data */
	uint8_t aggregate;     /* enum eq_aggregate */
	uint8_t during;        /* enum eq_during */
	struct eq_expr *value; /* row expression; NULL for COUNT; DISTINCT: of any type */
	struct eq_expr *where; /* row expression, or NULL */
	struct eq_dec part;    /* PERCENTILE: 0 to 1 */
	uint32_t unit;
	struct eq_span span;
};

enum eq_live { EQ_LIVE_NONE, EQ_LIVE_OVER, EQ_LIVE_EXPR };
struct eq_kpi {
	uint32_t def;
	struct eq_text title; /* the name where none is given */
	struct eq_expr *tracked;
	uint32_t unit;
	uint32_t workstream; /* index, or EQ_NO_WORKSTREAM */
	struct eq_values baseline, target;
	const struct eq_by_table *baseline_by, *target_by; /* of break-downs; NULL: not declared */
	struct eq_bands bands;
	struct eq_because *except; /* days that no figure of it uses */
	uint32_t n_except;
	struct eq_notes notes;
	uint8_t live_kind;        /* enum eq_live */
	struct eq_expr *live;     /* OVER: `tracked` over the window; EXPR: as written */
	struct eq_text live_text; /* as written: "over 6 weeks" */
	bool lower_is_better;
	bool better_said; /* its `better` is written; otherwise higher is taken to be */
	bool derived;     /* made of other KPIs, no measure of its own */
	uint32_t *parts;  /* defs (KPIs and fixed values) that `tracked` refers to, each once */
	uint32_t n_parts;
	struct eq_span span;
};

struct eq_fixed {
	uint32_t def;
	struct eq_text title;
	struct eq_values values;         /* none where it has a table */
	const struct eq_by_table *table; /* or NULL; only expressions over rows look it up */
	uint32_t unit;
	uint32_t *parts; /* defs that `values` refer to, each once */
	uint32_t n_parts;
};

#define EQ_NO_PARTNER UINT32_MAX
struct eq_share {
	uint32_t partner;   /* index in partners */
	struct eq_dec part; /* 0.85 */
};
enum eq_confidence {
	EQ_CONFIDENCE_UNSAID,
	EQ_CONFIDENCE_HIGH,
	EQ_CONFIDENCE_MEDIUM,
	EQ_CONFIDENCE_LOW
};
enum eq_benefit_kind { EQ_KIND_UNSAID, EQ_KIND_CASHABLE, EQ_KIND_AVOIDANCE, EQ_KIND_NON_CASHABLE };
struct eq_benefit {
	uint32_t def;
	struct eq_text title;
	struct eq_expr *equation;     /* unit: money per time */
	struct eq_text equation_text; /* as written, white space folded */
	uint32_t unit;
	int32_t accrues_days; /* 0: over the period's own counted days */
	int32_t after_days;
	/* Where a scenario gives a fixed value of theirs another length: [scenario]; else NULL. */
	int32_t *accrues_days_in, *after_days_in;
	struct eq_text accrues_text; /* as written, or empty */
	eq_date starts, ends;        /* EQ_DATE_NONE: the programme's */
	struct eq_because *except;
	uint32_t n_except;
	uint8_t kind;            /* enum eq_benefit_kind */
	uint32_t workstream;     /* index, or EQ_NO_WORKSTREAM */
	uint8_t confidence;      /* enum eq_confidence */
	struct eq_share *shares; /* add to 1; none: all is the owner's */
	uint32_t n_shares;
	struct eq_bands bands;
	struct eq_notes notes;
	bool once;
	struct eq_text not_tracked; /* the reason; then there is no equation */
	uint32_t *kpis; /* defs of the KPIs that it depends on, through parts too, each once */
	uint32_t n_kpis;
	struct eq_span span;
};

struct eq_assign {
	uint32_t def; /* a KPI or fixed value */
	struct eq_values values;
	struct eq_span span;
};
struct eq_scenario {
	uint32_t def; /* UINT32_MAX for the built-in ones */
	struct eq_text name, title;
	uint32_t
		extends; /* scenario number; own ones extend `baseline` unless they say otherwise */
	struct eq_assign *assigns; /* in order of def */
	uint32_t n_assigns;
	struct eq_notes notes;
	struct eq_span span;
};

struct eq_figure {
	uint32_t def;
	struct eq_text title;
	struct eq_expr *expr;
	uint32_t unit;
};

/* An agreed cash profile. */
struct eq_profile_year {
	int year;             /* fiscal year */
	struct eq_dec amount; /* in the programme's currency */
	struct eq_span span;
};
struct eq_profile {
	struct eq_text name;
	uint32_t scenario; /* of that name, or UINT32_MAX */
	uint32_t of;       /* def of a workstream or benefit; EQ_NO_DEF: the programme */
	struct eq_profile_year *years; /* in order, without gaps */
	uint32_t n_years;
	struct eq_span span;
};

/* A fiscal year whose figures are no longer as they were reported, and why: the kinds are those that
 * accounts tell apart (IAS 8, IPSAS 3), and data that came late. */
enum eq_restate_kind {
	EQ_RESTATE_UNSAID,
	EQ_RESTATE_ERROR,
	EQ_RESTATE_POLICY,
	EQ_RESTATE_ESTIMATE,
	EQ_RESTATE_LATE_DATA
};
const char *eq_restate_word(enum eq_restate_kind kind); /* "late data"; "" of UNSAID */
struct eq_restate {
	int year;
	uint8_t kind; /* enum eq_restate_kind */
	struct eq_text why;
	struct eq_span span;
};

/* What is judged, not measured: one level of an ordered scale for each change and date. */
struct eq_mark {
	uint32_t level;
	eq_date on;
};
struct eq_judged { /* one change, with marks in order of date */
	struct eq_text title;
	struct eq_mark *marks;
	uint32_t n_marks;
};
struct eq_rating_scale {
	uint32_t def;
	struct eq_text title;
	uint32_t workstream;    /* index, or EQ_NO_WORKSTREAM */
	struct eq_text *levels; /* the worst first */
	uint32_t n_levels;
	bool has_target;
	struct eq_dec target;  /* share of the changes */
	uint32_t target_level; /* at it or better */
	struct eq_bands bands;
	struct eq_judged *judged; /* as written in the programme */
	uint32_t n_judged;
	uint32_t data; /* where they are rows: index of the source, or UINT32_MAX */
	uint32_t level_column, change_column; /* then: its columns */
	struct eq_expr *where;                /* then: rows that count, or NULL */
	struct eq_notes notes;
	struct eq_span span;
};

/* Something to be told of when it is so. */
struct eq_alert_subject { /* a KPI that it is about */
	uint32_t kpi;
	/* Where the KPI is a quotient of two totals, or a mean of rows: what is divided by what. Or NULL. */
	struct eq_expr *over, *under;
};
struct eq_alert {
	struct eq_text title;
	struct eq_text condition; /* as written, white space folded */
	struct eq_expr *expr;
	struct eq_span_of_time
		length; /* so long at a stretch; count 0: in the last period is enough */
	struct eq_text length_text; /* as written: "2 weeks", or empty */
	bool of_now; /* of amounts that are known for now only, not for each period */
	struct eq_alert_subject *subjects; /* each KPI once, in the order of the condition */
	uint32_t n_subjects;
	struct eq_span span;
};

/* What a command says in place of the text: `--set name=value`, `--data name=path`. */
struct eq_override {
	struct eq_text name, value;
	bool data; /* the path of a source, from where the command runs */
};
/* One that was taken. */
struct eq_overridden {
	uint32_t def;           /* a fixed value, a KPI (its `live`) or data */
	struct eq_text name;    /* as set */
	struct eq_text value;   /* as set */
	struct eq_text written; /* what the text says in its place, or empty */
};

/* What a test expects. */
enum eq_expected_kind {
	EQ_EXPECTED_TRUE, /* `expr` */
	EQ_EXPECTED_RAG,  /* `rated`, or the amount `expr`, is judged so, or is not */
	EQ_EXPECTED_ERROR /* the test itself is at fault, and a message holds `error` */
};
enum eq_expected_rag { EQ_EXPECTED_UNRATED, EQ_EXPECTED_RED, EQ_EXPECTED_AMBER, EQ_EXPECTED_GREEN };
struct eq_expected {
	uint8_t kind;   /* enum eq_expected_kind */
	uint8_t rag;    /* enum eq_expected_rag */
	bool negated;   /* RAG: it is not so */
	bool is_share;  /* `within` is a part of what is expected */
	uint32_t rated; /* a KPI, rating or workstream; EQ_NO_DEF: `expr` says of what */
	struct eq_expr *expr;
	struct eq_expr *within; /* in the unit of the two sides of `expr`, or a share; or NULL */
	struct eq_text error;
	struct eq_span span;
};
/* The test that a model was made for: see eq_model_new_for_test. */
struct eq_test {
	struct eq_text title;
	eq_date as_at;     /* EQ_DATE_NONE: not said */
	uint32_t scenario; /* of what is expected; what is given stands in it */
	/* Last day of the shortest series given; first and last day of any. EQ_DATE_NONE: there is none. */
	eq_date given_to, given_from, given_last;
	struct eq_expected *expected;
	uint32_t n_expected;
	struct eq_span span;
};

struct eq_scenario_set {
	const uint32_t *v; /* scenario numbers, in order */
	uint32_t n;
};

struct eq_model {
	struct eq_arena arena;
	const struct eq_sources *sources;
	const struct eq_symbols *symbols;
	struct eq_units *units;
	struct eq_programme programme;
	EQ_VEC(struct eq_def) defs;
	uint32_t *def_of; /* by symbol: def + 1, or 0 */
	size_t n_def_of;
	EQ_VEC(struct eq_data) data;
	EQ_VEC(struct eq_measure) measures;
	EQ_VEC(struct eq_lookup) lookups; /* in order of measure */
	EQ_VEC(struct eq_kpi) kpis;
	EQ_VEC(struct eq_fixed) fixed;
	EQ_VEC(struct eq_benefit) benefits;
	EQ_VEC(struct eq_scenario) scenarios; /* EQ_SCENARIO_OWN built-in ones first */
	EQ_VEC(struct eq_figure) figures;
	EQ_VEC(struct eq_workstream) workstreams;
	EQ_VEC(struct eq_rating_scale) ratings;
	EQ_VEC(struct eq_profile) profiles;
	EQ_VEC(struct eq_restate) restates; /* in order of the text */
	EQ_VEC(struct eq_alert) alerts;     /* in order of the text; none in the model of a test */
	const struct eq_test *test;         /* or NULL */
	/* What the data say, in which baselines are worked out: EQ_SCENARIO_ACTUAL, or, where a test gives
	 * `actual` other values, a scenario of its own, the last one. */
	uint32_t measured;
	/* For a test: expressions that its reader wants the values of, each to get a chunk. */
	EQ_VEC(const struct eq_expr *) asked;
	EQ_VEC(struct eq_overridden) overridden; /* in the order of the command line */
	EQ_VEC(struct eq_text) partners; /* those of shares and `owner`, in order of appearance */
	/* For eq_model_binding: to each def the set of the programme's own scenarios that give a value
	 * to one of its parts; sets are kept once, number 0 is the empty one. */
	uint32_t *assigned_below; /* by def: index in scenario_sets */
	EQ_VEC(struct eq_scenario_set) scenario_sets;
	EQ_VEC(uint32_t)
	order; /* all KPIs, fixed values, benefits and figures: parts before wholes */
};

/* From the tree; NULL when it reported errors. */
struct eq_model *eq_model_new(const struct eq_node *file, const struct eq_sources *sources,
			      struct eq_symbols *symbols, struct eq_diags *diags);
/* The same with what a command sets, checked like the text itself. What cannot be set is reported
 * with its `--set name`, and is the command's fault. The values' texts are added to `sources`. */
struct eq_model *eq_model_new_with(const struct eq_node *file, struct eq_sources *sources,
				   struct eq_symbols *symbols, struct eq_diags *diags,
				   const struct eq_override *overrides, size_t n);
/* The same for one test of it (a node of `file`): what it gives stands in place of what the text says. */
struct eq_model *eq_model_new_for_test(const struct eq_node *file, struct eq_sources *sources,
				       struct eq_symbols *symbols, struct eq_diags *diags,
				       const struct eq_override *overrides, size_t n,
				       const struct eq_node *test);
/* Puts an empty text in place of a data file. */
void eq_leave_unread(struct eq_model *m, uint32_t data);
void eq_model_free(struct eq_model *m);
/* `dump --model`: every definition with its unit and checked expression, in order of evaluation. */
void eq_model_print(const struct eq_model *m, struct eq_buf *out);

/* How a KPI or fixed value gets its value in a scenario. */
enum eq_binding_kind {
	EQ_BINDING_TRACKED,  /* its own expression, its parts in the scenario asked for */
	EQ_BINDING_BASELINE, /* its declared baseline */
	EQ_BINDING_TARGET,   /* its declared target */
	EQ_BINDING_LIVE,     /* its declared live, at the as-at date, held constant */
	EQ_BINDING_FORECAST, /* actual up to the as-at date, live after it */
	EQ_BINDING_VALUES,   /* a fixed value's own values */
	EQ_BINDING_ASSIGN,   /* a scenario's value for it: scenarios[scenario].assigns[assign] */
	EQ_BINDING_NONE      /* it has none there: a leaf without a baseline, target or live */
};
struct eq_binding {
	uint8_t kind; /* enum eq_binding_kind */
	uint32_t scenario, assign;
};
/* The rule of language.md: the nearest scenario, along `extends`, that gives the definition or
 * any of its parts a value decides; within one scenario its own value wins over its parts. */
struct eq_binding eq_model_binding(const struct eq_model *m, uint32_t def, uint32_t scenario);
/* What a KPI or fixed value is made of where it is bound so; NULL for a forecast, which is made of two
 * others. */
const struct eq_expr *eq_model_bound_expr(const struct eq_model *m, uint32_t def,
					  struct eq_binding bound);

/* The number of one of the programme's own scenarios; -1: there is none of that name. */
int32_t eq_model_scenario(const struct eq_model *m, const char *name);
/* Of all scenarios, the language's too; their number where none is called so. */
uint32_t eq_model_any_scenario(const struct eq_model *m, struct eq_text name);
const struct eq_def *eq_model_def(const struct eq_model *m, struct eq_text name); /* or NULL */

#endif
