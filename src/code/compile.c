/* compile.c - checked expressions to bytecode. See program.h.
 *
 * One expression, one chunk. What stands under a window (`over`, `at`, …) becomes a chunk of its
 * own, which the engine runs over other windows and hands back as an input. Registers are taken
 * and given back like a stack, so a chunk has no more of them than its expression is deep. */
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "code/program.h"

/* A condition under which alone the expression at hand is used. */
struct guard {
	uint16_t condition; /* register */
	bool wanted;
};

/* A chunk being made. Builders are kept and used again: a programme has many small chunks. */
struct builder {
	EQ_VEC(struct eq_instruction) code;
	EQ_VEC(struct eq_constant) constants;
	EQ_VEC(struct eq_input) inputs;
	EQ_VEC(uint16_t) spare; /* registers given back */
	EQ_VEC(struct guard) guards;
	uint32_t registers; /* in use or given back */
	struct builder *next;
	uint8_t part;
	uint32_t owner, scenario;
};

struct compiler {
	struct eq_program *program;
	const struct eq_model *model;
	struct eq_diags *diags;
	struct builder *idle;
	bool too_large; /* the chunk at hand passed a limit */
};

static uint32_t compile_chunk(struct compiler *c, const struct eq_expr *e, enum eq_chunk_part part,
			      uint32_t owner, uint32_t scenario);
static uint16_t compile(struct compiler *c, struct builder *b, const struct eq_expr *e);

/* --- registers, constants, inputs ----------------------------------------------------------- */

static uint16_t take(struct compiler *c, struct builder *b)
{
	if (b->spare.n)
		return b->spare.v[--b->spare.n];
	if (b->registers == EQ_LIMIT_REGISTERS) {
		c->too_large = true;
		return 0;
	}
	return (uint16_t)b->registers++;
}

static void give(struct builder *b, uint16_t reg)
{
	EQ_PUSH(&b->spare, reg);
}

static uint16_t emit(struct compiler *c, struct builder *b, enum eq_opcode op, uint16_t x,
		     uint16_t y, uint16_t z, uint32_t at)
{
	uint16_t to = take(c, b);
	struct eq_instruction i = {.op = (uint16_t)op, .to = to, .a = x, .b = y, .c = z, .at = at};
	EQ_PUSH(&b->code, i);
	return to;
}

/* Operands are registers, given back before the result's register is taken. */
static uint16_t emit1(struct compiler *c, struct builder *b, enum eq_opcode op, uint16_t x,
		      uint32_t at)
{
	give(b, x);
	return emit(c, b, op, x, 0, 0, at);
}

static uint16_t emit2(struct compiler *c, struct builder *b, enum eq_opcode op, uint16_t x,
		      uint16_t y, uint32_t at)
{
	give(b, y);
	give(b, x);
	return emit(c, b, op, x, y, 0, at);
}

static uint16_t emit3(struct compiler *c, struct builder *b, enum eq_opcode op, uint16_t x,
		      uint16_t y, uint16_t z, uint32_t at)
{
	give(b, z);
	give(b, y);
	give(b, x);
	return emit(c, b, op, x, y, z, at);
}

/* The same constant near by is used again; far back is not searched, which keeps this linear. */
enum { LOOK_BACK = 16 };

static bool same_constant(const struct eq_constant *a, const struct eq_constant *b)
{
	if (a->type != b->type || a->missing != b->missing)
		return false;
	if (a->missing)
		return true;
	switch (a->type) {
	case EQ_TYPE_TEXT:
		return a->text == b->text;
	case EQ_TYPE_DATE:
		return a->date == b->date;
	default:
		return memcmp(&a->number, &b->number, sizeof a->number) == 0;
	}
}

static uint16_t constant(struct compiler *c, struct builder *b, struct eq_constant k)
{
	size_t n = b->constants.n;
	for (size_t i = n; i-- > (n > LOOK_BACK ? n - LOOK_BACK : 0);)
		if (same_constant(&b->constants.v[i], &k))
			return (uint16_t)i;
	if (n == EQ_LIMIT_OPERANDS) {
		c->too_large = true;
		return 0;
	}
	EQ_PUSH(&b->constants, k);
	return (uint16_t)n;
}

static uint16_t whole(struct compiler *c, struct builder *b, int64_t v)
{
	return constant(c, b,
			(struct eq_constant){.type = EQ_TYPE_NUMBER, .number = eq_dec_int(v)});
}

static uint16_t load(struct compiler *c, struct builder *b, struct eq_constant k, uint32_t at)
{
	return emit(c, b, EQ_CODE_CONST, constant(c, b, k), 0, 0, at);
}

static uint16_t load_whole(struct compiler *c, struct builder *b, int64_t v, uint32_t at)
{
	return emit(c, b, EQ_CODE_CONST, whole(c, b, v), 0, 0, at);
}

static uint16_t load_date(struct compiler *c, struct builder *b, eq_date d, uint32_t at)
{
	return load(c, b, (struct eq_constant){.type = EQ_TYPE_DATE, .date = d}, at);
}

static bool same_input(const struct eq_input *a, const struct eq_input *b)
{
	return a->kind == b->kind && a->type == b->type && a->ref == b->ref &&
	       a->scenario == b->scenario && a->chunk == b->chunk && a->date == b->date &&
	       a->except == b->except && a->n_except == b->n_except && a->xmr == b->xmr &&
	       a->window.kind == b->window.kind &&
	       a->window.length.count == b->window.length.count &&
	       a->window.length.unit == b->window.length.unit &&
	       a->window.range.from == b->window.range.from &&
	       a->window.range.to == b->window.range.to;
}

static uint16_t input(struct compiler *c, struct builder *b, struct eq_input in, uint32_t at)
{
	size_t n = b->inputs.n, k = n;
	for (size_t i = n; k == n && i-- > (n > LOOK_BACK ? n - LOOK_BACK : 0);)
		if (same_input(&b->inputs.v[i], &in))
			k = i;
	if (k == n) {
		if (n == EQ_LIMIT_OPERANDS) {
			c->too_large = true;
			return 0;
		}
		EQ_PUSH(&b->inputs, in);
	}
	return emit(c, b, EQ_CODE_INPUT, (uint16_t)k, 0, 0, at);
}

static uint16_t last_day(struct compiler *c, struct builder *b, uint32_t at)
{
	return input(c, b, (struct eq_input){.kind = EQ_INPUT_LAST_DAY, .type = EQ_TYPE_DATE}, at);
}

/* --- expressions ----------------------------------------------------------------------------- */

static uint16_t chain(struct compiler *c, struct builder *b, const struct eq_expr *e,
		      enum eq_opcode op)
{
	uint16_t r = compile(c, b, e->a[0]);
	for (uint32_t i = 1; i < e->n; i++) {
		uint16_t next = compile(c, b, e->a[i]);
		r = emit2(c, b, op, r, next, e->span.at);
	}
	return r;
}

static uint16_t pair(struct compiler *c, struct builder *b, const struct eq_expr *e,
		     enum eq_opcode op, bool swapped)
{
	uint16_t x = compile(c, b, e->a[0]), y = compile(c, b, e->a[1]);
	return swapped ? emit2(c, b, op, y, x, e->span.at) : emit2(c, b, op, x, y, e->span.at);
}

static uint16_t any_of(struct compiler *c, struct builder *b, const struct eq_expr *e)
{
	uint16_t x = compile(c, b, e->a[0]), found = 0;
	for (uint32_t i = 1; i < e->n; i++) {
		uint16_t y = compile(c, b, e->a[i]);
		give(b, y);
		uint16_t same = emit(c, b, EQ_CODE_EQ, x, y, 0, e->a[i]->span.at);
		found = i == 1 ? same : emit2(c, b, EQ_CODE_OR, found, same, e->span.at);
	}
	give(b, x);
	return found;
}

/* Both sides of an `if` are computed in every lane. A divisor of 0 in a lane that does not use
 * that side is no finding, so there the divisor is made missing: nothing is counted then. */
static uint16_t guarded(struct compiler *c, struct builder *b, uint16_t divisor, uint32_t at)
{
	struct eq_constant none = {.type = EQ_TYPE_NUMBER, .missing = true};
	for (size_t i = 0; i < b->guards.n; i++) {
		struct guard g = b->guards.v[i];
		uint16_t nothing = load(c, b, none, at);
		give(b, nothing);
		give(b, divisor);
		divisor = g.wanted ? emit(c, b, EQ_CODE_CHOOSE, g.condition, divisor, nothing, at)
				   : emit(c, b, EQ_CODE_CHOOSE, g.condition, nothing, divisor, at);
	}
	return divisor;
}

static uint16_t divide(struct compiler *c, struct builder *b, const struct eq_expr *e)
{
	uint16_t x = compile(c, b, e->a[0]), y = compile(c, b, e->a[1]);
	if (e->a[1]->op != EQ_EXPR_NUMBER)
		y = guarded(c, b, y, e->span.at);
	return emit2(c, b, EQ_CODE_DIV, x, y, e->span.at);
}

static uint16_t either(struct compiler *c, struct builder *b, const struct eq_expr *e)
{
	uint16_t x = compile(c, b, e->a[0]);
	struct guard g = {x, true};
	EQ_PUSH(&b->guards, g);
	uint16_t y = compile(c, b, e->a[1]);
	b->guards.v[b->guards.n - 1].wanted = false;
	uint16_t z = compile(c, b, e->a[2]);
	b->guards.n--;
	return emit3(c, b, EQ_CODE_CHOOSE, x, y, z, e->span.at);
}

static uint16_t times(struct compiler *c, struct builder *b, uint16_t x, int64_t whole_number,
		      uint32_t at)
{
	uint16_t k = load_whole(c, b, whole_number, at);
	return emit2(c, b, EQ_CODE_MUL, x, k, at);
}

/* total × the days of the unit ÷ the days counted: the division last, so that a whole week of a
 * weekly rate is exactly its total. */
static uint16_t rate(struct compiler *c, struct builder *b, const struct eq_expr *e)
{
	uint32_t at = e->span.at;
	bool months = e->ratio.num == 0; /* EQ_RATE_BY_MONTHS */
	struct eq_input in = {.kind = EQ_INPUT_TOTAL, .ref = e->measure_of_rate};
	uint16_t total = input(c, b, in, at);
	if (!months && e->ratio.num != 1)
		total = times(c, b, total, e->ratio.num, at);
	in.kind = months ? EQ_INPUT_MONTHS : EQ_INPUT_COUNTED;
	uint16_t counted = input(c, b, in, at);
	if (e->ratio.den != 1)
		counted = times(c, b, counted, e->ratio.den, at);
	return emit2(c, b, EQ_CODE_DIV, total, counted, at);
}

/* Whether the lane's last day is before `day`. */
static uint16_t before(struct compiler *c, struct builder *b, eq_date day, uint32_t at)
{
	uint16_t today = last_day(c, b, at);
	uint16_t date = load_date(c, b, day, at);
	return emit2(c, b, EQ_CODE_LT, today, date, at);
}

/* start + (end - start) × days since the first day ÷ days of the whole way, the division last, so
 * that the last day has exactly the end. A way of no days is a step. `start` is given back,
 * `end` is not. */
static uint16_t on_the_way(struct compiler *c, struct builder *b, uint16_t start, uint16_t end,
			   struct eq_range r, uint32_t at)
{
	int64_t length = (int64_t)r.to - r.from;
	uint16_t way, days, k;

	if (length <= 0) {
		uint16_t is_before = before(c, b, r.from, at);
		give(b, is_before);
		give(b, start);
		return emit(c, b, EQ_CODE_CHOOSE, is_before, start, end, at);
	}
	way = emit(c, b, EQ_CODE_SUB, end, start, 0, at);
	days = last_day(c, b, at);
	k = load_date(c, b, r.from, at);
	days = emit2(c, b, EQ_CODE_DAYS, days, k, at);
	k = load_whole(c, b, 0, at);
	days = emit2(c, b, EQ_CODE_MAX, days, k, at);
	k = load_whole(c, b, length, at);
	days = emit2(c, b, EQ_CODE_MIN, days, k, at);
	way = emit2(c, b, EQ_CODE_MUL, way, days, at);
	k = load_whole(c, b, length, at);
	way = emit2(c, b, EQ_CODE_DIV, way, k, at);
	return emit2(c, b, EQ_CODE_ADD, start, way, at);
}

static uint16_t ramp(struct compiler *c, struct builder *b, const struct eq_expr *e)
{
	uint16_t start = compile(c, b, e->a[0]), end = compile(c, b, e->a[1]);
	uint16_t r = on_the_way(c, b, start, end, e->window.range, e->span.at);
	give(b, end);
	return r;
}

/* Operands: date, value, date, value, … Each stretch is level before its first day and after its
 * last; up to its first day the stretches before it stand. */
static uint16_t path(struct compiler *c, struct builder *b, const struct eq_expr *e)
{
	uint32_t at = e->span.at;
	uint16_t r = 0, from = compile(c, b, e->a[1]);
	for (uint32_t i = 2; i + 1 < e->n; i += 2) {
		struct eq_range stretch = {e->a[i - 2]->date, e->a[i]->date};
		uint16_t to = compile(c, b, e->a[i + 1]);
		uint16_t way = on_the_way(c, b, from, to, stretch, at);
		from = to;
		if (i > 2) {
			uint16_t is_before = before(c, b, stretch.from, at);
			way = emit3(c, b, EQ_CODE_CHOOSE, is_before, r, way, at);
		}
		r = way;
	}
	if (e->n <= 2)
		return from;
	give(b, from);
	return r;
}

static uint16_t since(struct compiler *c, struct builder *b, const struct eq_expr *e)
{
	uint32_t at = e->span.at;
	struct eq_constant none = {.type = e->type, .missing = true};
	uint16_t r = load(c, b, none, at);
	for (uint32_t i = 0; i + 1 < e->n; i += 2) {
		uint16_t is_before = before(c, b, e->a[i]->date, e->a[i + 1]->span.at);
		uint16_t value = compile(c, b, e->a[i + 1]);
		r = emit3(c, b, EQ_CODE_CHOOSE, is_before, r, value, e->a[i + 1]->span.at);
	}
	return r;
}

/* The operand of a window in a chunk of its own. */
static uint16_t windowed(struct compiler *c, struct builder *b, const struct eq_expr *e,
			 enum eq_input_kind kind)
{
	struct eq_input in = {.kind = (uint8_t)kind, .type = e->type};
	in.chunk = compile_chunk(c, e->a[0], EQ_PART_WINDOW, b->owner, b->scenario);
	if (kind == EQ_INPUT_AT)
		in.date = e->date;
	else if (kind == EQ_INPUT_XMR)
		in.xmr = e->xmr;
	else if (kind == EQ_INPUT_WITHOUT)
		in.except = e->except.v, in.n_except = e->except.n;
	else if (kind == EQ_INPUT_OVER || kind == EQ_INPUT_PREVIOUS || kind == EQ_INPUT_AVERAGE)
		in.window = e->window;
	return input(c, b, in, e->span.at);
}

/* value × (1 + rate) ^ whole units of time since the day. */
static uint16_t grow(struct compiler *c, struct builder *b, const struct eq_expr *e)
{
	uint32_t at = e->span.at;
	uint16_t value = compile(c, b, e->a[0]), rate = compile(c, b, e->a[1]);
	uint16_t one = load_whole(c, b, 1, at);
	uint16_t factor = emit2(c, b, EQ_CODE_ADD, rate, one, at);
	uint16_t today = last_day(c, b, at);
	uint16_t since =
		constant(c, b, (struct eq_constant){.type = EQ_TYPE_DATE, .date = e->growth.since});
	uint16_t unit = whole(c, b, e->growth.unit);
	give(b, today);
	uint16_t steps = emit(c, b, EQ_CODE_ELAPSED, today, since, unit, at);
	factor = emit2(c, b, EQ_CODE_RAISE, factor, steps, at);
	return emit2(c, b, EQ_CODE_MUL, value, factor, at);
}

static uint16_t money(struct compiler *c, struct builder *b, const struct eq_expr *e,
		      enum eq_input_kind kind)
{
	struct eq_input in = {
		.kind = (uint8_t)kind, .ref = e->money.benefit, .scenario = EQ_SCENARIO_CURRENT};
	in.window.range = e->money.range;
	return input(c, b, in, e->span.at);
}

static uint16_t compile(struct compiler *c, struct builder *b, const struct eq_expr *e)
{
	uint32_t at = e->span.at;
	switch ((enum eq_expr_op)e->op) {
	case EQ_EXPR_NUMBER:
		return load(c, b, (struct eq_constant){.type = EQ_TYPE_NUMBER, .number = e->number},
			    at);
	case EQ_EXPR_DATE:
		return load_date(c, b, e->date, at);
	case EQ_EXPR_TEXT:
		return load(c, b, (struct eq_constant){.type = EQ_TYPE_TEXT, .text = e->text}, at);
	case EQ_EXPR_COLUMN:
		return input(c, b,
			     (struct eq_input){
				     .kind = EQ_INPUT_COLUMN, .type = e->type, .ref = e->column},
			     at);
	case EQ_EXPR_ADD:
		return pair(c, b, e, EQ_CODE_ADD, false);
	case EQ_EXPR_SUB: /* of a row: from one date to another */
		return pair(c, b, e, e->a[0]->type == EQ_TYPE_DATE ? EQ_CODE_DAYS : EQ_CODE_SUB,
			    false);
	case EQ_EXPR_MUL:
		return pair(c, b, e, EQ_CODE_MUL, false);
	case EQ_EXPR_DIV:
		return divide(c, b, e);
	case EQ_EXPR_EQ:
		return pair(c, b, e, EQ_CODE_EQ, false);
	case EQ_EXPR_NE:
		return pair(c, b, e, EQ_CODE_NE, false);
	case EQ_EXPR_LT:
		return pair(c, b, e, EQ_CODE_LT, false);
	case EQ_EXPR_LE:
		return pair(c, b, e, EQ_CODE_LE, false);
	case EQ_EXPR_GT:
		return pair(c, b, e, EQ_CODE_LT, true);
	case EQ_EXPR_GE:
		return pair(c, b, e, EQ_CODE_LE, true);
	case EQ_EXPR_AND:
		return pair(c, b, e, EQ_CODE_AND, false);
	case EQ_EXPR_OR:
		return pair(c, b, e, EQ_CODE_OR, false);
	case EQ_EXPR_MIN:
		return chain(c, b, e, EQ_CODE_MIN);
	case EQ_EXPR_MAX:
		return chain(c, b, e, EQ_CODE_MAX);
	case EQ_EXPR_NOT:
		return emit1(c, b, EQ_CODE_NOT, compile(c, b, e->a[0]), at);
	case EQ_EXPR_NEGATE:
		return emit1(c, b, EQ_CODE_NEG, compile(c, b, e->a[0]), at);
	case EQ_EXPR_ABS:
		return emit1(c, b, EQ_CODE_ABS, compile(c, b, e->a[0]), at);
	case EQ_EXPR_IS_MISSING:
		return emit1(c, b, EQ_CODE_MISSING, compile(c, b, e->a[0]), at);
	case EQ_EXPR_IN:
		return any_of(c, b, e);
	case EQ_EXPR_POWER: {
		uint16_t x = compile(c, b, e->a[0]);
		if (e->power < 0)
			x = guarded(c, b, x, at);
		give(b, x);
		return emit(c, b, EQ_CODE_POW, x, whole(c, b, e->power), 0, at);
	}
	case EQ_EXPR_CONVERT: {
		uint16_t x = compile(c, b, e->a[0]);
		uint16_t num = whole(c, b, e->ratio.num), den = whole(c, b, e->ratio.den);
		give(b, x);
		return emit(c, b, EQ_CODE_SCALE, x, num, den, at);
	}
	case EQ_EXPR_IF:
		return either(c, b, e);
	case EQ_EXPR_TOTAL:
		return input(c, b, (struct eq_input){.kind = EQ_INPUT_TOTAL, .ref = e->measure},
			     at);
	case EQ_EXPR_RATE:
		return rate(c, b, e);
	case EQ_EXPR_REF:
		return input(c, b,
			     (struct eq_input){.kind = EQ_INPUT_DEF,
					       .type = e->type,
					       .ref = e->ref.def,
					       .scenario = e->ref.scenario},
			     at);
	case EQ_EXPR_OVER:
		return windowed(c, b, e, EQ_INPUT_OVER);
	case EQ_EXPR_AT:
		return windowed(c, b, e, EQ_INPUT_AT);
	case EQ_EXPR_PREVIOUS:
		return windowed(c, b, e, EQ_INPUT_PREVIOUS);
	case EQ_EXPR_AVERAGE:
		return windowed(c, b, e, EQ_INPUT_AVERAGE);
	case EQ_EXPR_CUMULATIVE:
		return windowed(c, b, e, EQ_INPUT_CUMULATIVE);
	case EQ_EXPR_CHANGE:
		return windowed(c, b, e, EQ_INPUT_CHANGE);
	case EQ_EXPR_RAMP:
		return ramp(c, b, e);
	case EQ_EXPR_STEP: {
		uint16_t is_before = before(c, b, e->window.range.from, at);
		uint16_t x = compile(c, b, e->a[0]), y = compile(c, b, e->a[1]);
		return emit3(c, b, EQ_CODE_CHOOSE, is_before, x, y, at);
	}
	case EQ_EXPR_PATH:
		return path(c, b, e);
	case EQ_EXPR_SINCE:
		return since(c, b, e);
	case EQ_EXPR_RUN_RATE:
		return money(c, b, e, EQ_INPUT_RUN_RATE);
	case EQ_EXPR_VALUE_ADD:
		return money(c, b, e, EQ_INPUT_VALUE_ADD);
	case EQ_EXPR_CASH:
		return money(c, b, e, EQ_INPUT_CASH);
	case EQ_EXPR_WORTH:
		return money(c, b, e, EQ_INPUT_WORTH);
	case EQ_EXPR_ANNUALISED:
		return money(c, b, e, EQ_INPUT_ANNUALISED);
	case EQ_EXPR_GROW:
		return grow(c, b, e);
	case EQ_EXPR_WITHOUT:
		return windowed(c, b, e, EQ_INPUT_WITHOUT);
	case EQ_EXPR_XMR:
		return windowed(c, b, e, EQ_INPUT_XMR);
	case EQ_EXPR_MISSING:
		return load(c, b, (struct eq_constant){.type = e->type, .missing = true}, at);
	case EQ_EXPR_COUNT:
		break;
	}
	EQ_BUG("an expression of kind %u", e->op);
}

/* --- chunks ---------------------------------------------------------------------------------- */

static struct builder *builder_new(struct compiler *c)
{
	struct builder *b = c->idle;
	if (b)
		c->idle = b->next;
	else
		b = eq_alloc_zero(1, sizeof *b);
	b->code.n = b->constants.n = b->inputs.n = b->spare.n = b->guards.n = 0;
	b->registers = 0;
	return b;
}

#define KEEP(arena, vec) \
	memcpy(eq_arena_alloc((arena), (vec).n * sizeof *(vec).v + 1), (vec).v, \
	       (vec).n * sizeof *(vec).v)

/* A chunk near by, of the same definition, that does what the one just built does. */
static uint32_t same_chunk(const struct compiler *c, const struct builder *b,
			   const struct eq_expr *e)
{
	size_t n = c->program->chunks.n, stop = n > LOOK_BACK ? n - LOOK_BACK : 0;
	for (size_t k = n; k-- > stop;) {
		const struct eq_chunk *o = &c->program->chunks.v[k];
		bool same = o->part == EQ_PART_WINDOW && o->owner == b->owner &&
			    o->scenario == b->scenario && o->type == e->type &&
			    o->unit == e->unit && o->n_code == b->code.n &&
			    o->n_constants == b->constants.n && o->n_inputs == b->inputs.n;
		for (uint32_t i = 0; same && i < o->n_inputs; i++)
			same = same_input(&o->inputs[i], &b->inputs.v[i]);
		for (uint32_t i = 0; same && i < o->n_constants; i++)
			same = same_constant(&o->constants[i], &b->constants.v[i]);
		for (uint32_t i = 0; same && i < o->n_code; i++) {
			const struct eq_instruction *x = &o->code[i], *y = &b->code.v[i];
			same = x->op == y->op && x->to == y->to && x->a == y->a && x->b == y->b &&
			       x->c == y->c;
		}
		if (same)
			return (uint32_t)k;
	}
	return EQ_NO_CHUNK;
}

static uint32_t compile_chunk(struct compiler *c, const struct eq_expr *e, enum eq_chunk_part part,
			      uint32_t owner, uint32_t scenario)
{
	if (!e)
		return EQ_NO_CHUNK;
	struct builder *b = builder_new(c);
	b->part = (uint8_t)part;
	b->owner = owner;
	b->scenario = scenario;
	bool outer = c->too_large;
	c->too_large = false;
	uint16_t result = compile(c, b, e);
	struct eq_instruction last = {.op = EQ_CODE_RETURN, .a = result, .at = e->span.at};
	EQ_PUSH(&b->code, last);
	if (c->too_large)
		eq_diag_at(c->diags, EQ_E0902, e->span,
			   "this expression is too large: give its parts names of their own");
	c->too_large = outer;

	uint32_t same = part == EQ_PART_WINDOW ? same_chunk(c, b, e) : EQ_NO_CHUNK;
	b->next = c->idle;
	c->idle = b;
	if (same != EQ_NO_CHUNK)
		return same;
	struct eq_arena *arena = &c->program->arena;
	struct eq_chunk chunk = {
		.part = (uint8_t)part,
		.owner = owner,
		.scenario = scenario,
		.type = e->type,
		.unit = e->unit,
		.n_code = (uint32_t)b->code.n,
		.n_constants = (uint32_t)b->constants.n,
		.n_inputs = (uint32_t)b->inputs.n,
		.n_registers = b->registers,
	};
	chunk.code = KEEP(arena, b->code);
	chunk.constants = b->constants.n ? KEEP(arena, b->constants) : NULL;
	chunk.inputs = b->inputs.n ? KEEP(arena, b->inputs) : NULL;
	EQ_PUSH(&c->program->chunks, chunk);
	return (uint32_t)c->program->chunks.n - 1;
}

static void compile_defs(struct compiler *c)
{
	const struct eq_model *m = c->model;
	struct eq_program *p = c->program;
	const struct eq_def_chunks none = {EQ_NO_CHUNK, EQ_NO_CHUNK, EQ_NO_CHUNK, EQ_NO_CHUNK,
					   EQ_NO_CHUNK};
	p->of_def = EQ_NEW_ARRAY(&p->arena, struct eq_def_chunks, m->defs.n + 1);
	for (uint32_t d = 0; d < m->defs.n; d++)
		p->of_def[d] = none;
	for (uint32_t i = 0; i < m->kpis.n; i++) {
		const struct eq_kpi *k = &m->kpis.v[i];
		struct eq_def_chunks *to = &p->of_def[k->def];
		to->main = compile_chunk(c, k->tracked, EQ_PART_MAIN, k->def, 0);
		to->baseline = compile_chunk(c, k->baseline.expr, EQ_PART_BASELINE, k->def, 0);
		to->target = compile_chunk(c, k->target.expr, EQ_PART_TARGET, k->def, 0);
		to->live = compile_chunk(c, k->live, EQ_PART_LIVE_VALUE, k->def, 0);
	}
	for (uint32_t i = 0; i < m->fixed.n; i++)
		p->of_def[m->fixed.v[i].def].main = compile_chunk(
			c, m->fixed.v[i].values.expr, EQ_PART_MAIN, m->fixed.v[i].def, 0);
	for (uint32_t i = 0; i < m->benefits.n; i++)
		p->of_def[m->benefits.v[i].def].main = compile_chunk(
			c, m->benefits.v[i].equation, EQ_PART_MAIN, m->benefits.v[i].def, 0);
	for (uint32_t i = 0; i < m->figures.n; i++)
		p->of_def[m->figures.v[i].def].main = compile_chunk(
			c, m->figures.v[i].expr, EQ_PART_MAIN, m->figures.v[i].def, 0);
	for (uint32_t i = 0; i < m->workstreams.n; i++) {
		const struct eq_workstream *w = &m->workstreams.v[i];
		struct eq_def_chunks *to = &p->of_def[w->def];
		to->target = compile_chunk(c, w->target.expr, EQ_PART_TARGET, w->def, 0);
		to->stretch = compile_chunk(c, w->stretch.expr, EQ_PART_STRETCH, w->def, 0);
	}
}

static void compile_assigns(struct compiler *c)
{
	const struct eq_model *m = c->model;
	struct eq_program *p = c->program;
	p->of_assign = EQ_NEW_ARRAY(&p->arena, uint32_t *, m->scenarios.n + 1);
	for (uint32_t s = 0; s < m->scenarios.n; s++) {
		const struct eq_scenario *sc = &m->scenarios.v[s];
		p->of_assign[s] = EQ_NEW_ARRAY(&p->arena, uint32_t, sc->n_assigns + 1);
		for (uint32_t a = 0; a < sc->n_assigns; a++)
			p->of_assign[s][a] = compile_chunk(c, sc->assigns[a].values.expr,
							   EQ_PART_ASSIGN, sc->assigns[a].def, s);
	}
}

static uint32_t *compile_table(struct compiler *c, const struct eq_by_table *t,
			       enum eq_chunk_part part, uint32_t owner)
{
	if (!t)
		return NULL;
	uint32_t *lines = EQ_NEW_ARRAY(&c->program->arena, uint32_t, t->n_rows + 1);
	for (uint32_t i = 0; i < t->n_rows; i++)
		lines[i] = compile_chunk(c, t->rows[i].values.expr, part, owner, 0);
	return lines;
}

static void compile_tables(struct compiler *c)
{
	const struct eq_model *m = c->model;
	struct eq_program *p = c->program;
	p->baseline_by = EQ_NEW_ARRAY(&p->arena, uint32_t *, m->kpis.n + 1);
	p->target_by = EQ_NEW_ARRAY(&p->arena, uint32_t *, m->kpis.n + 1);
	for (uint32_t i = 0; i < m->kpis.n; i++) {
		const struct eq_kpi *k = &m->kpis.v[i];
		p->baseline_by[i] = compile_table(c, k->baseline_by, EQ_PART_BASELINE_BY, k->def);
		p->target_by[i] = compile_table(c, k->target_by, EQ_PART_TARGET_BY, k->def);
	}
}

static void compile_rows(struct compiler *c)
{
	const struct eq_model *m = c->model;
	struct eq_program *p = c->program;
	p->measure_value = EQ_NEW_ARRAY(&p->arena, uint32_t, m->measures.n + 1);
	p->measure_where = EQ_NEW_ARRAY(&p->arena, uint32_t, m->measures.n + 1);
	p->data_only = EQ_NEW_ARRAY(&p->arena, uint32_t, m->data.n + 1);
	for (uint32_t i = 0; i < m->measures.n; i++) {
		p->measure_value[i] =
			compile_chunk(c, m->measures.v[i].value, EQ_PART_ROW_VALUE, i, 0);
		p->measure_where[i] =
			compile_chunk(c, m->measures.v[i].where, EQ_PART_ROW_FILTER, i, 0);
	}
	p->lookup_listed = EQ_NEW_ARRAY(&p->arena, uint32_t, m->lookups.n + 1);
	for (uint32_t i = 0; i < m->lookups.n; i++)
		p->lookup_listed[i] = compile_chunk(c, m->lookups.v[i].listed, EQ_PART_ROW_LISTED,
						    m->lookups.v[i].measure, 0);
	p->rating_where = EQ_NEW_ARRAY(&p->arena, uint32_t, m->ratings.n + 1);
	for (uint32_t i = 0; i < m->ratings.n; i++)
		p->rating_where[i] =
			compile_chunk(c, m->ratings.v[i].where, EQ_PART_ROW_MARKS, i, 0);
	for (uint32_t i = 0; i < m->data.n; i++)
		p->data_only[i] = compile_chunk(c, m->data.v[i].only, EQ_PART_ROW_ONLY, i, 0);
}

static void compile_alerts(struct compiler *c)
{
	const struct eq_model *m = c->model;
	struct eq_program *p = c->program;
	p->alerts = EQ_NEW_ARRAY(&p->arena, struct eq_alert_chunks, m->alerts.n + 1);
	for (uint32_t i = 0; i < m->alerts.n; i++) {
		const struct eq_alert *a = &m->alerts.v[i];
		struct eq_alert_chunks *to = &p->alerts[i];
		to->condition = compile_chunk(c, a->expr, EQ_PART_ALERT, EQ_NO_DEF, 0);
		to->over = EQ_NEW_ARRAY(&p->arena, uint32_t, a->n_subjects + 1);
		to->under = EQ_NEW_ARRAY(&p->arena, uint32_t, a->n_subjects + 1);
		for (uint32_t s = 0; s < a->n_subjects; s++) {
			to->over[s] =
				compile_chunk(c, a->subjects[s].over, EQ_PART_ALERT, EQ_NO_DEF, 0);
			to->under[s] =
				compile_chunk(c, a->subjects[s].under, EQ_PART_ALERT, EQ_NO_DEF, 0);
		}
	}
}

struct eq_program *eq_compile(const struct eq_model *m, struct eq_diags *diags)
{
	size_t errors = diags->errors;
	struct eq_program *p = eq_alloc_zero(1, sizeof *p);
	struct compiler c = {.program = p, .model = m, .diags = diags};
	eq_arena_init(&p->arena);
	p->model = m;
	compile_defs(&c);
	compile_assigns(&c);
	compile_tables(&c);
	compile_rows(&c);
	compile_alerts(&c);
	p->asked = EQ_NEW_ARRAY(&p->arena, uint32_t, m->asked.n + 1);
	for (uint32_t i = 0; i < m->asked.n; i++)
		p->asked[i] = compile_chunk(&c, m->asked.v[i], EQ_PART_ASKED, EQ_NO_DEF, 0);
	while (c.idle) {
		struct builder *b = c.idle;
		c.idle = b->next;
		eq_free(b->code.v);
		eq_free(b->constants.v);
		eq_free(b->inputs.v);
		eq_free(b->spare.v);
		eq_free(b->guards.v);
		eq_free(b);
	}
	if (diags->errors == errors)
		return p;
	eq_program_free(p);
	return NULL;
}

void eq_program_free(struct eq_program *p)
{
	if (!p)
		return;
	eq_free(p->chunks.v);
	eq_arena_release(&p->arena);
	eq_free(p);
}
