/* evaluate.h - values of KPIs, fixed values and chunks, in any scenario and over any windows.
 *
 * A context is a list of windows of days, a lane each: the timeline's periods, or the trailing
 * six weeks of each period, or one fixed range. What a definition is worth in a scenario and
 * context is computed once and kept. The work is driven by a stack of its own, so that a long
 * chain of definitions costs memory, not the C stack. */
#ifndef EQ_ENGINE_EVALUATE_H
#define EQ_ENGINE_EVALUATE_H

#include "engine/numbers.h"
#include "engine/measure.h"
#include "vm/vm.h"

enum { EQ_CONTEXT_TIMELINE, EQ_CONTEXT_AS_AT };

/* Days that are taken out of the windows of a context: sets by number. */
enum {
	EQ_OUT_NONE,
	EQ_OUT_UNHEEDED, /* none, not even those that `except` on a KPI takes out */
	EQ_OUT_FIRST
};
struct eq_days_out {
	const struct eq_range *v; /* in order, apart from each other */
	uint32_t n;
};

struct eq_context {
	uint32_t n;
	struct eq_range *windows;
	uint32_t *owner; /* where the windows are pieces of another context's: whose, by lane */
	uint32_t whole;  /* the context of the same windows with all their days */
	uint32_t out;    /* set of days taken out */
};

/* Where lanes became missing because a divisor was zero or a value too large. */
struct eq_event {
	uint32_t at;                          /* position in the programme's text */
	uint64_t divided_by_zero, overflowed; /* lanes, the most that one run of the chunk met */
};

/* One value, known by what it is of; see evaluate.c. */
struct eq_eval_key {
	uint32_t kind, a, b, context;
};
struct eq_eval_node {
	struct eq_eval_key key;
	uint8_t state;
	uint32_t made_context;   /* of the kinds that make a context */
	struct eq_column *value; /* of those that are done; stays where it is */
	struct eq_column *days;  /* of a measure: days that have a value; the same in months */
};

struct eq_reach;
void eq_reach_free(struct eq_reach *r);

struct eq_eval {
	const struct eq_program *program;
	const struct eq_model *model;
	const struct eq_cube *cube;
	struct eq_timeline timeline;
	int32_t as_at_lane;      /* rows of later periods are not used; -1: none are */
	eq_date data_end;        /* last day of that lane */
	struct eq_arena arena;   /* of values */
	struct eq_arena windows; /* of contexts */
	EQ_VEC(struct eq_context) contexts;
	EQ_VEC(struct eq_days_out) outs;
	EQ_VEC(struct eq_eval_node) nodes;
	EQ_VEC(uint32_t) stack;
	uint32_t *slots; /* hash of nodes by key: index + 1 */
	/* On the timeline, where most are asked for: by scenario, and in it by definition or by chunk;
	 * index + 1; 0: not looked up yet. */
	uint32_t *of_timeline, *chunk_on_timeline;
	size_t n_slots;
	struct eq_vm vm;
	EQ_VEC(struct eq_event) events;
	bool *shared_by_days; /* by measure: a window cut one of its periods */
	bool *days_asked;     /* by measure: how many days have a value */
	/* Figures with the days that `except` on a KPI takes out: to be set and cleared between
	 * calls. Values of both kinds are kept beside each other. */
	bool all_days;
	struct eq_reach *reach; /* see reach.h; NULL until asked for */
	/* The group whose rows `cube` holds, and the dimensions' names; NULL: the whole. In a group
	 * what the programme states for the whole is missing: see origin_of. */
	const struct eq_group *group;
	const struct eq_text *by;
	uint32_t n_by;
	/* run_rate, value_add and cash of benefits, for figures; set by who knows them. */
	struct eq_number (*money)(void *context, const struct eq_input *input);
	void *money_context;
	/* Told of each choice, by its place in the text, and of which sides some lane took: for who wants
	 * to know what was tried out. May be NULL. */
	void (*on_choice)(void *context, uint32_t at, bool yes, bool no);
	void *choice_context;
	struct eq_column *inputs; /* room for one chunk's inputs */
	size_t cap_inputs;
};

void eq_eval_init(struct eq_eval *e, const struct eq_program *p, const struct eq_cube *cube,
		  struct eq_timeline timeline, enum eq_column_mode mode);
void eq_eval_release(struct eq_eval *e);
/* Forgets all values and uses data up to the end of `lane`. */
void eq_eval_set_as_at(struct eq_eval *e, int32_t lane);
/* Forgets all values, and goes over the rows of a group from now on; windows and as-at date stay. */
void eq_eval_set_group(struct eq_eval *e, const struct eq_cube *cube, const struct eq_group *group);

/* The value of a definition (a KPI or fixed value) or chunk: a column with a lane for each
 * window of the context. The column is borrowed, and holds until eq_eval_set_as_at or
 * eq_eval_set_group. */
const struct eq_column *eq_eval_def(struct eq_eval *e, uint32_t def, uint32_t scenario,
				    uint32_t context);
const struct eq_column *eq_eval_chunk(struct eq_eval *e, uint32_t chunk, uint32_t scenario,
				      uint32_t context);
/* Where the value of a definition in one lane of a context comes from: for who explains it. */
enum eq_origin_kind {
	EQ_ORIGIN_NONE, /* it has no value in this scenario */
	EQ_ORIGIN_EXPR, /* its bound expression, in `scenario`, `context` and `lane` */
	EQ_ORIGIN_DEF,  /* the definition itself, in another scenario: `scenario` and `lane` */
	EQ_ORIGIN_PERIODS, /* the mean over the periods of the window, by days: of the bound expression or, of a
			      forecast, the definition, in `scenario` and each lane of `context`, the timeline */
	EQ_ORIGIN_PIECES /* likewise over the lanes of `context` that the lane was cut into */
};
struct eq_origin {
	uint8_t kind; /* enum eq_origin_kind */
	struct eq_binding binding;
	uint32_t chunk, scenario, context, lane;
};
struct eq_origin eq_eval_origin(struct eq_eval *e, uint32_t def, uint32_t scenario,
				uint32_t context, uint32_t lane);
/* Whether `except` takes days out of a definition or of anything that it depends on: only then
 * does `all_days` make a difference. */
bool eq_eval_takes_out(struct eq_eval *e, uint32_t def);
/* The context of one window, for a chunk over a range. */
uint32_t eq_eval_range_context(struct eq_eval *e, struct eq_range range);

/* A measure over a window, without the days that the context has out; missing in a group whose
 * dimensions its rows lack. */
struct eq_measured eq_eval_measured(const struct eq_eval *e, uint32_t measure, uint32_t context,
				    struct eq_range window);

struct eq_number eq_number_at(const struct eq_column *c, uint32_t lane);

/* What was worked out since the as-at date was set: one thing a call, from *at == 0 on. */
struct eq_worked_out {
	bool is_measure; /* else a chunk, in a scenario */
	uint32_t which, scenario;
};
bool eq_eval_worked_out(const struct eq_eval *e, size_t *at, struct eq_worked_out *out);

#endif
