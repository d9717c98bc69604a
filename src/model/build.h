/* build.h - what the files that check a programme share. Private to src/model.
 *
 * The way of a build: names are declared; the programme block and the data are read; definitions are
 * put in order by the names that stand in them (order.c); then, in that order, each expression is checked,
 * so that whatever it refers to has its unit already; then what refers across scenarios; then cycles
 * between scenarios. A definition with a mistake is marked broken: what refers to it says nothing
 * more, so that one mistake gives one message. */
#ifndef EQ_MODEL_BUILD_H
#define EQ_MODEL_BUILD_H

#include "model/model.h"
#include "model/pairs.h"

/* Words with a meaning inside expressions. X(ID, "word", class) */
#define EQ_WORDS(X) \
	X(SUM, "sum", AGGREGATE) \
	X(COUNT, "count", AGGREGATE) \
	X(MEAN, "mean", AGGREGATE) \
	X(MIN, "min", AGGREGATE) \
	X(MAX, "max", AGGREGATE) \
	X(FIRST, "first", AGGREGATE) \
	X(LAST, "last", AGGREGATE) \
	X(LEVEL, "level", AGGREGATE) \
	X(CLOSING, "closing", AGGREGATE) \
	X(MEDIAN, "median", AGGREGATE) \
	X(PERCENTILE, "percentile", AGGREGATE) \
	X(DISTINCT, "distinct", AGGREGATE) \
	X(OPEN, "open", AGGREGATE) \
	X(OPENED, "opened", AGGREGATE) \
	X(CLOSED, "closed", AGGREGATE) \
	X(GROW, "grow", FUNCTION) \
	X(UPPER_LIMIT, "upper_limit", FUNCTION) \
	X(LOWER_LIMIT, "lower_limit", FUNCTION) \
	X(CENTRE, "centre", FUNCTION) \
	X(SIGNAL, "signal", FUNCTION) \
	X(ABS, "abs", FUNCTION) \
	X(PREVIOUS, "previous", FUNCTION) \
	X(MOVING_AVERAGE, "moving_average", FUNCTION) \
	X(CUMULATIVE, "cumulative", FUNCTION) \
	X(CHANGE, "change", FUNCTION) \
	X(RAMP, "ramp", FUNCTION) \
	X(STEP, "step", FUNCTION) \
	X(PATH, "path", FUNCTION) \
	X(RUN_RATE, "run_rate", MONEY) \
	X(VALUE_ADD, "value_add", MONEY) \
	X(CASH, "cash", MONEY) \
	X(WORTH, "worth", MONEY) \
	X(ANNUALISED, "annualised", MONEY) \
	X(TRACKED, "tracked", SCENARIO) \
	X(ACTUAL, "actual", SCENARIO) \
	X(BASELINE, "baseline", SCENARIO) \
	X(TARGET, "target", SCENARIO) \
	X(LIVE, "live", SCENARIO) \
	X(FORECAST, "forecast", SCENARIO) \
	X(PROGRAMME, "programme", OTHER)

enum eq_word {
	EQ_WORD_NONE,
#define X(id, word, class) EQ_WORD_##id,
	EQ_WORDS(X)
#undef X
		EQ_WORDS_END
};
enum eq_word_class {
	EQ_CLASS_AGGREGATE,
	EQ_CLASS_FUNCTION,
	EQ_CLASS_MONEY,
	EQ_CLASS_SCENARIO,
	EQ_CLASS_OTHER
};
enum eq_word_class eq_word_class(enum eq_word w);
const char *eq_word_text(enum eq_word w);

/* Room for `count` items in an empty vector. */
#define EQ_RESERVE(vec, count) \
	((vec)->cap = (count), (vec)->v = eq_alloc(sizeof *(vec)->v * ((count) ? (count) : 1)))

struct eq_edge { /* a definition stands in another */
	uint32_t def;
	struct eq_span span;
};
struct eq_use { /* a definition in a named scenario */
	uint32_t def, scenario;
	struct eq_span span;
};
/* The days that the data below an expression say they cover: the latest first and the earliest
 * last one, each with the data that says so. */
struct eq_cover {
	eq_date from, to; /* EQ_DATE_NONE: none says so */
	uint32_t from_data, to_data;
};
/* What is known of a definition while the model is built. */
struct eq_known {
	const struct eq_node *node;
	uint32_t first_edge, n_edges; /* the definitions that stand in it */
	struct eq_dec constant;       /* a fixed value's value, in its unit */
	struct eq_span in_rows;       /* where the expression of a row uses it */
	struct eq_span length_of;     /* where it is used as a length of time that cannot vary */
	struct eq_cover cover;        /* of a KPI: of what it is tracked by */
	bool broken;                  /* a mistake was reported in what gives it its unit */
	bool flow;                    /* a total over the period */
	bool averaged;                /* each value is over several periods */
	bool constant_known;
	bool measured; /* has a measure of its own */
	bool half;     /* a mistake was reported in its baseline, target or live */
};

struct eq_accrual { /* a benefit accrues over a fixed value, or after it */
	uint32_t benefit, def;
	bool after;
	struct eq_span span;
};

struct eq_listed {
	const struct eq_node *node;
};

struct eq_build {
	struct eq_model *m;
	/* Declarations by what is done with them, in order; found in one pass over a long list. */
	EQ_VEC(struct eq_listed) programmes;
	EQ_VEC(struct eq_listed) unit_nodes;
	EQ_VEC(struct eq_listed) definitions;
	EQ_VEC(struct eq_listed)
	others; /* profiles, alerts, restatements and tests: they have no name of their own */
	struct eq_arena *arena;
	struct eq_symbols *symbols;
	struct eq_diags *diags;
	struct eq_units *units;
	size_t n_symbols;               /* those of the text; later ones name nothing */
	uint8_t *word_of;               /* by symbol: enum eq_word */
	uint32_t *unit_of;              /* by symbol: unit + 2; 1: none; 0: not looked up yet */
	struct eq_map unit_texts;       /* "people/week" to unit */
	const struct eq_source *source; /* the last one looked at */
	EQ_VEC(struct eq_known) known;  /* by def */
	EQ_VEC(struct eq_edge) edges;
	EQ_VEC(struct eq_use) uses;
	EQ_VEC(struct eq_accrual) accruals;
	EQ_VEC(uint32_t) parts; /* of the expression that is being checked */
	uint32_t *mark;         /* by def: the last `stamp` that met it */
	uint32_t stamp;
	struct eq_pairs columns;    /* (data, symbol) to column */
	struct eq_pairs measures;   /* hash to the first measure with it */
	EQ_VEC(uint32_t) same_hash; /* by measure: the next one, or EQ_PAIR_NONE */
	const struct eq_node *test; /* that the model is made for, or NULL */
	uint32_t measured;          /* the scenario of what the data say: see model.h */
	bool currency_known;
	uint32_t copied;    /* parts of fixed values, into the expression of a row */
	size_t suggestions; /* given so far: each costs a look at every name */
};

/* names.c: names, and the messages about them */
void eq_declare_words(struct eq_build *b);
void eq_sort_declarations(struct eq_build *b, const struct eq_node *file);
void eq_declare_units(struct eq_build *b);
void eq_declare_names(struct eq_build *b);
struct eq_text eq_name(const struct eq_build *b, uint32_t symbol);
uint32_t eq_def_named(const struct eq_build *b, uint32_t symbol); /* EQ_NO_DEF */
struct eq_text eq_def_name(const struct eq_build *b, uint32_t def);
enum eq_word eq_word_of(const struct eq_build *b, uint32_t symbol);
uint32_t eq_unit_of_symbol(struct eq_build *b, uint32_t symbol); /* EQ_UNIT_NONE */
const char *eq_def_kind_word(enum eq_def_kind kind);             /* "a KPI", "a fixed value" */
enum { /* what could stand where an unknown name stands */
       EQ_WANT_VALUES = 1,
       EQ_WANT_UNITS = 2,
       EQ_WANT_FUNCTIONS = 4,
       EQ_WANT_BENEFITS = 8,
       EQ_WANT_DATA = 16,
       EQ_WANT_SCENARIOS = 32,
       EQ_WANT_FIGURES = 64,
       EQ_WANT_KPIS = 128,
       EQ_WANT_WORKSTREAMS = 256
};
void eq_unknown_name(struct eq_build *b, enum eq_code code, struct eq_span span, uint32_t symbol,
		     unsigned want, const char *what);
struct eq_text eq_node_text(struct eq_build *b, struct eq_span span);
struct eq_text eq_folded_text(struct eq_build *b,
			      struct eq_span span); /* white space as one space, no comments */
struct eq_text eq_quoted(struct eq_build *b, const struct eq_node *text); /* a TEXT, in the arena */

/* The properties of a block, by what they are; a second one of a kind is reported. */
struct eq_block {
	const struct eq_node *p[EQ_PROPERTY_COUNT];
};
void eq_read_block(struct eq_build *b, const struct eq_node *n, struct eq_block *out);
/* NAME child of a property against a list of words ended by NULL: its index, or -1 with a message. */
int eq_choose(struct eq_build *b, const struct eq_node *name, const char *const *choices,
	      const char *what);

/* literal.c: numbers and units as written */
bool eq_read_number(struct eq_build *b, const struct eq_node *n, struct eq_dec *value,
		    uint32_t *unit);
struct eq_span eq_inner_span(struct eq_build *b, const struct eq_node *n);
uint32_t eq_read_units(struct eq_build *b,
		       struct eq_span span); /* people/week; EQ_UNIT_NONE when reported */
uint32_t eq_read_unit_expression(struct eq_build *b, const struct eq_node *n);

/* when.c: dates, ranges, lengths of time */
bool eq_read_day(struct eq_build *b, const struct eq_node *n,
		 struct eq_range *out); /* a day, month or fiscal year */
bool eq_read_date(struct eq_build *b, const struct eq_node *n,
		  eq_date *out); /* the first day of a month or year */
bool eq_read_range(struct eq_build *b, const struct eq_node *n, struct eq_range *out);
bool eq_read_length(struct eq_build *b, const struct eq_node *n, struct eq_span_of_time *out);
bool eq_read_window(struct eq_build *b, const struct eq_node *n, struct eq_window *out);
/* A length in days, exact and as the whole number that calendars need. */
bool eq_read_days(struct eq_build *b, const struct eq_node *n, struct eq_ratio *exact,
		  int32_t *days);
/* The same of a value; false where it is none between a day and a thousand years. */
bool eq_whole_days(struct eq_build *b, struct eq_dec value, uint32_t unit, struct eq_ratio *exact,
		   int32_t *days);
struct eq_because *eq_read_because(struct eq_build *b, const struct eq_node *range,
				   const struct eq_node *why,
				   struct eq_span span); /* NULL: reported */
struct eq_because *eq_read_excepts(struct eq_build *b, const struct eq_node *block, uint32_t *n);

/* expression.c */
enum eq_scope_place {
	EQ_PLACE_TRACKED,
	EQ_PLACE_VALUE,
	EQ_PLACE_LIVE,
	EQ_PLACE_ASSIGN,
	EQ_PLACE_EQUATION,
	EQ_PLACE_FIGURE,
	EQ_PLACE_FIXED,
	EQ_PLACE_ROW,
	EQ_PLACE_UNIT,
	EQ_PLACE_ALERT
};
/* Whether a table has a line for a row. */
struct eq_listed_test {
	uint32_t fixed;
	struct eq_expr *listed;
	struct eq_span span;
	struct eq_listed_test *next;
};
struct eq_scope {
	uint8_t place;                /* enum eq_scope_place */
	uint32_t self;                /* the definition, or EQ_NO_DEF */
	uint32_t data;                /* EQ_PLACE_ROW */
	uint32_t current;             /* what a bare KPI's name means */
	uint32_t pinned;              /* how many fixed ranges stand around */
	bool measured;                /* set when a measure was met */
	bool looks_up;                /* EQ_PLACE_ROW: tables may stand in it */
	struct eq_listed_test *tests; /* of those tables */
};
struct eq_expr *eq_check(struct eq_build *b, const struct eq_node *n,
			 struct eq_scope *s); /* NULL: reported */
struct eq_expr *eq_check_number(struct eq_build *b, const struct eq_node *n, struct eq_scope *s);
struct eq_expr *eq_check_bool(struct eq_build *b, const struct eq_node *n, struct eq_scope *s);
struct eq_expr *eq_expr_new(struct eq_build *b, enum eq_expr_op op, enum eq_type type,
			    uint32_t unit, struct eq_span span, uint32_t n);
struct eq_expr *eq_number_new(struct eq_build *b, struct eq_dec v, uint32_t unit,
			      struct eq_span span);
struct eq_expr *eq_ref_new(struct eq_build *b, uint32_t def, uint32_t scenario,
			   struct eq_span span);
/* `e` in `unit`, of the same dimension. */
struct eq_expr *eq_converted(struct eq_build *b, struct eq_expr *e, uint32_t unit);
bool eq_units_fit(const struct eq_build *b, uint32_t x, uint32_t y);
bool eq_meet(struct eq_build *b, struct eq_expr **x, struct eq_expr **y, struct eq_span span,
	     const char *what);
/* Operands of one unit, that which all convert to exactly where there is one. */
bool eq_meet_all(struct eq_build *b, struct eq_expr **a, uint32_t n, struct eq_span span,
		 const char *what);
/* `e` in the unit of `def`; reports when it does not fit. `what`: "baseline". */
struct eq_expr *eq_to_unit_of(struct eq_build *b, struct eq_expr *e, uint32_t def,
			      const char *what);
uint32_t eq_def_unit(const struct eq_build *b, uint32_t def);
struct eq_text eq_unit_words(struct eq_build *b,
			     uint32_t unit); /* "people per week", "a plain number" */
void eq_hint_difference(struct eq_build *b, struct eq_diag *g, uint32_t x, uint32_t y);
bool eq_constant(const struct eq_build *b, const struct eq_expr *e, struct eq_dec *out);
/* How a value's declaration reads: VALUES to one expression; `unit` EQ_UNIT_NONE: the first value's. */
bool eq_check_values(struct eq_build *b, const struct eq_node *values, struct eq_scope *s,
		     uint32_t def, uint32_t unit, const char *what, struct eq_values *out);

/* call.c, aggregate.c, rows.c */
/* Whether each value is made of several periods: an average or a total over them, or a window that
 * moves. */
bool eq_is_averaged(const struct eq_build *b, const struct eq_expr *e);
/* Made of numbers and fixed values alone. */
bool eq_is_constant(const struct eq_build *b, const struct eq_expr *e);
/* cover.c. `current`: the scenario at hand is the actual one. */
struct eq_cover eq_cover_of(const struct eq_build *b, const struct eq_expr *e, bool current);
/* Reports a range in which none of the days of `e` is covered. */
bool eq_check_covered(struct eq_build *b, const struct eq_expr *e, const struct eq_scope *s,
		      struct eq_range range, struct eq_span span);
/* `value` growing by `rate` a unit of time, in steps, from `since` on. Reports a rate that is none. */
struct eq_expr *eq_grown(struct eq_build *b, struct eq_expr *value, struct eq_expr *rate,
			 eq_date since, struct eq_span span);
/* A fixed value in the expression of a row: its value at the row's time, or by its dimensions. */
struct eq_expr *eq_fixed_in_row(struct eq_build *b, uint32_t def, struct eq_scope *s,
				struct eq_span span);
/* xmr.c: upper_limit, lower_limit, centre, signal */
struct eq_expr *eq_check_xmr(struct eq_build *b, const struct eq_node *n, enum eq_word word,
			     struct eq_scope *s);
struct eq_expr *eq_check_call(struct eq_build *b, const struct eq_node *n, struct eq_scope *s);
struct eq_expr *eq_check_cash(struct eq_build *b, const struct eq_node *over, struct eq_scope *s);
struct eq_expr *eq_check_aggregate(struct eq_build *b, const struct eq_node *n, enum eq_word word,
				   struct eq_scope *s);
struct eq_expr *eq_check_per(struct eq_build *b, const struct eq_node *n, struct eq_scope *s);
/* The sum and the number of the values that a mean over rows is of. */
void eq_mean_parts(struct eq_build *b, const struct eq_expr *mean, struct eq_expr **sum,
		   struct eq_expr **count);
/* A total divided by a length of time is a rate, whether with `per` or with `/`. */
bool eq_flow_by_time(const struct eq_build *b, const struct eq_expr *x, const struct eq_expr *y);
struct eq_expr *eq_flow_per(struct eq_build *b, struct eq_expr *x, struct eq_expr *y,
			    struct eq_span span);
uint32_t eq_column_find(const struct eq_build *b, uint32_t data,
			uint32_t symbol); /* EQ_PAIR_NONE */
void eq_unknown_column(struct eq_build *b, uint32_t data, const struct eq_node *name);

/* one file a declaration */
void eq_check_programme(struct eq_build *b, const struct eq_node *file);
void eq_check_data(struct eq_build *b, uint32_t def);
void eq_read_file_form(struct eq_build *b, struct eq_data *d,
		       const struct eq_block *block);       /* declare_file.c */
void eq_check_kpi(struct eq_build *b, uint32_t def);        /* tracked and unit */
void eq_check_kpi_values(struct eq_build *b, uint32_t def); /* baseline, target, live */
void eq_check_fixed(struct eq_build *b, uint32_t def);
void eq_check_benefit(struct eq_build *b, uint32_t def);
void eq_check_figure(struct eq_build *b, uint32_t def);
void eq_check_workstream(struct eq_build *b, uint32_t def);
void eq_check_rating(struct eq_build *b, uint32_t def);
void eq_check_profile(struct eq_build *b, const struct eq_node *n);
void eq_check_restate(struct eq_build *b, const struct eq_node *n);
/* Appends the words of a kind, from its first name on, with blanks for what joins them. */
void eq_kind_words(const struct eq_build *b, const struct eq_node *first, struct eq_buf *out);
void eq_check_alert(struct eq_build *b, const struct eq_node *n);
void eq_check_test(struct eq_build *b, const struct eq_node *n);
/* `NAME = VALUES` of a scenario or test; `current`: what a bare KPI's name means in it. */
bool eq_check_assign(struct eq_build *b, const struct eq_node *n, const char *what,
		     uint32_t current, struct eq_assign *out);
/* declare_given.c: before names are declared, what the test at hand gives to fixed values; later, one
 * thing that a test gives */
void eq_take_given(struct eq_build *b);
bool eq_gives_kpis(const struct eq_build *b);
void eq_check_given(struct eq_build *b, const struct eq_node *test, const struct eq_node *p,
		    struct eq_test *t);
void eq_check_given_rows(struct eq_build *b, const struct eq_node *name);
/* declare_table.c: NULL after a message. */
const struct eq_by_table *eq_check_table(struct eq_build *b, const struct eq_node *n,
					 struct eq_scope *s, uint32_t def, uint32_t unit,
					 const char *what);
/* declare_workstream.c */
uint32_t eq_read_workstream(struct eq_build *b, const struct eq_node *declaration);
void eq_read_bands(struct eq_build *b, const struct eq_node *rag, struct eq_bands *out);
void eq_read_owner(struct eq_build *b, const struct eq_node *owner);
void eq_read_shares(struct eq_build *b, const struct eq_node *p, struct eq_benefit *x);
void eq_check_owner(struct eq_build *b);
/* accrual.c: of a benefit; and, when scenarios are known, in each of them */
void eq_check_accrual(struct eq_build *b, struct eq_benefit *x, const struct eq_block *block);
void eq_check_lengths_in_scenarios(struct eq_build *b);
void eq_declare_built_in_scenarios(struct eq_build *b);
void eq_declare_scenarios(struct eq_build *b); /* what each extends */
void eq_check_scenario(struct eq_build *b, uint32_t def);
void eq_check_notes(struct eq_build *b, const struct eq_node *first, struct eq_text *source,
		    const struct eq_agreed **agreed);

/* override.c: before names are declared; and when data was read */
void eq_take_overrides(struct eq_build *b, struct eq_sources *sources,
		       const struct eq_override *overrides, size_t n);
void eq_settle_overrides(struct eq_build *b);
/* A copy of a declaration with `value`: of a KPI in place of its `live`, of a fixed value at its
 * end. *written is what the text says in its place. */
const struct eq_node *eq_with_value(struct eq_build *b, const struct eq_node *declared,
				    const struct eq_node *value, struct eq_text *written);

void eq_begin_parts(
	struct eq_build
		*b); /* before each definition's expression: b->parts gathers what it refers to */
struct eq_text eq_title_of(struct eq_build *b, uint32_t def);

/* order.c, binding.c */
void eq_put_in_order(struct eq_build *b);
void eq_check_across_scenarios(struct eq_build *b);
void eq_benefit_kpis(struct eq_build *b);
void eq_bind_scenarios(struct eq_build *b);

#endif
