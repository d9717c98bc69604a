/* program.h - bytecode: chunks of straight-line code over registers that are columns.
 *
 * A chunk is one expression: a KPI's `tracked`, a baseline, a scenario's value, an equation, the
 * part under an `over`, a row filter. It is compiled once; the engine runs it for each scenario
 * and window with other inputs bound. Nothing in a chunk says in which scenario it runs. */
#ifndef EQ_CODE_PROGRAM_H
#define EQ_CODE_PROGRAM_H

#include "model/model.h"

enum eq_opcode {
#define X(name, text, to, a, b, c, effect, doc) EQ_CODE_##name,
#include "code/opcodes.def"
#undef X
	EQ_OPCODE_COUNT
};

struct eq_instruction {
	uint16_t op, to, a, b, c; /* c: third operand */
	uint16_t pad;
	uint32_t at; /* position in the text that it comes from */
};

struct eq_constant {
	uint8_t type;    /* enum eq_type */
	uint8_t missing; /* 1: no value, of this type; 0 */
	union {
		struct eq_dec number;
		uint32_t text; /* symbol */
		eq_date date;
	};
};

/* What the engine must bind before a chunk runs. All inputs of one chunk have the chunk's lanes. */
enum eq_input_kind {
	EQ_INPUT_DEF,      /* a KPI, fixed value or figure in `scenario`, same window */
	EQ_INPUT_TOTAL,    /* a measure over the lane's window */
	EQ_INPUT_COUNTED,  /* days of the lane's window in which that measure has a value */
	EQ_INPUT_MONTHS,   /* the same days, each as its part of its own calendar month */
	EQ_INPUT_LAST_DAY, /* the lane's last day; of a row its period's */
	EQ_INPUT_OVER,     /* `chunk` with `window` as one period */
	EQ_INPUT_AT,       /* `chunk` in the timeline's period that holds `date` */
	EQ_INPUT_PREVIOUS, /* `chunk` as it was `window.length` earlier */
	EQ_INPUT_AVERAGE,  /* mean of `chunk` over the periods in the trailing window */
	EQ_INPUT_CUMULATIVE, /* running total of `chunk` over the periods from the start of tracking */
	EQ_INPUT_CHANGE,     /* `chunk` less what it was a period before */
	EQ_INPUT_WITHOUT,    /* `chunk` with the days of `except` taken out */
	EQ_INPUT_XMR,        /* limits of `chunk`'s values over the periods, as `xmr` says */
	EQ_INPUT_RUN_RATE,
	EQ_INPUT_VALUE_ADD,
	EQ_INPUT_CASH,
	EQ_INPUT_WORTH,      /* of `benefit` */
	EQ_INPUT_ANNUALISED, /* of `benefit`, earned over `window.range`, as of one year */
	EQ_INPUT_COLUMN      /* row programs: column `ref` of the data */
};
struct eq_input {
	uint8_t kind; /* enum eq_input_kind */
	uint8_t type; /* enum eq_type */
	uint32_t ref; /* def, measure, column or benefit */
	uint32_t scenario;
	uint32_t chunk;
	struct eq_window window;
	eq_date date;
	const struct eq_because *except; /* WITHOUT */
	uint32_t n_except;
	const struct eq_xmr_spec *xmr; /* XMR */
};

/* What a chunk was compiled from, for dumps. */
enum eq_chunk_part {
	EQ_PART_MAIN,
	EQ_PART_BASELINE,
	EQ_PART_TARGET,
	EQ_PART_LIVE_VALUE,
	EQ_PART_ASSIGN,
	EQ_PART_WINDOW,
	EQ_PART_ROW_VALUE,
	EQ_PART_ROW_FILTER,
	EQ_PART_ROW_ONLY,
	EQ_PART_ROW_LISTED,
	EQ_PART_ROW_MARKS,   /* which rows are marks of a rating */
	EQ_PART_BASELINE_BY, /* a line of a KPI's table */
	EQ_PART_TARGET_BY,
	EQ_PART_STRETCH, /* of a workstream */
	EQ_PART_ALERT,   /* a condition, or what a KPI that it is about divides by what */
	EQ_PART_ASKED    /* an expression of model->asked, and what stands in it */
};

struct eq_chunk {
	uint8_t part; /* enum eq_chunk_part */
	uint32_t
		owner; /* a def; of row programs the measure, data or rating; ALERT, ASKED: EQ_NO_DEF */
	uint32_t scenario; /* EQ_PART_ASSIGN */
	struct eq_instruction *code;
	uint32_t n_code;
	struct eq_constant *constants;
	uint32_t n_constants;
	struct eq_input *inputs;
	uint32_t n_inputs;
	uint32_t n_registers;
	uint8_t type; /* of the result */
	uint32_t unit;
};

#define EQ_NO_CHUNK UINT32_MAX
/* Chunks of a KPI, fixed value, benefit, figure or workstream (its target and stretch); EQ_NO_CHUNK
 * where there is none. */
struct eq_def_chunks {
	uint32_t main; /* tracked, a fixed value's values, equation, a figure's expression */
	uint32_t baseline, target, live, stretch;
};

/* Chunks of an alert. */
struct eq_alert_chunks {
	uint32_t condition;
	uint32_t *over, *under; /* by place in the alert's subjects; EQ_NO_CHUNK: no quotient */
};

struct eq_program {
	struct eq_arena arena;
	const struct eq_model *model;
	EQ_VEC(struct eq_chunk) chunks;
	struct eq_def_chunks *of_def;            /* by def */
	uint32_t **of_assign;                    /* [scenario][assign] */
	uint32_t **baseline_by, **target_by;     /* [KPI][line of its table]; NULL: no table */
	uint32_t *measure_value, *measure_where; /* row chunks by measure */
	uint32_t *data_only;                     /* row chunks by data */
	uint32_t *lookup_listed;                 /* row chunks by lookup: a truth for each row */
	uint32_t *rating_where;                  /* row chunks by rating */
	struct eq_alert_chunks *alerts;
	uint32_t *asked; /* by place in model->asked */
};

/* Compiles the whole model. NULL only after reporting (an expression beyond the limits). */
struct eq_program *eq_compile(const struct eq_model *m, struct eq_diags *diags);
void eq_program_free(struct eq_program *p);

/* Checks everything that the VM takes for granted: opcodes, register and operand bounds and
 * types, written before read, inputs that exist and their types, one RETURN at the end, and that
 * each definition's chunks are there and its own. True when sound; else a reason in *why, with
 * chunk and instruction numbers. No program runs that has not passed. The model is trusted, and
 * so is what the program says of itself for people: units, and positions in the text. */
bool eq_verify(const struct eq_program *p, struct eq_buf *why);
/* Compiles, and verifies what was compiled: nothing unverified is ever kept. NULL after reporting. */
struct eq_program *eq_compile_verified(const struct eq_model *m, struct eq_diags *diags);

/* `dump --bytecode`: each chunk with its inputs and constants; the source line above the
 * instructions that come from it. */
void eq_disassemble(const struct eq_program *p, struct eq_buf *out);
const char *eq_opcode_name(enum eq_opcode op);
/* "finishers: tracked", "low: finishers", "rows of placements: where" */
void eq_chunk_name(const struct eq_program *p, const struct eq_chunk *c, struct eq_buf *out);

#endif
