/* vm.c - runs a chunk over columns. See vm.h.
 *
 * A loop over straight-line code: each instruction is one kernel over whole columns. The verifier
 * has passed the chunk, so registers, operands and types are taken for granted here.
 *
 * A register is a pointer: to an input, or to what an instruction made. No column is copied on its
 * way, and none that is still read is written to. */
#include "vm/vm.h"

#include <string.h>

#include "base/diag.h"
#include "vm/strips.h"

void eq_vm_init(struct eq_vm *vm)
{
	memset(vm, 0, sizeof *vm);
	eq_arena_init(&vm->scratch);
}

void eq_vm_release(struct eq_vm *vm)
{
	eq_free(vm->made);
	eq_free(vm->registers);
	eq_arena_release(&vm->scratch);
	memset(vm, 0, sizeof *vm);
}

static struct eq_column constant_column(const struct eq_constant *k, uint32_t code, uint32_t n,
					struct eq_arena *arena)
{
	static const enum eq_column_rep reps[] = {[EQ_TYPE_NUMBER] = EQ_REP_INT,
						  [EQ_TYPE_BOOL] = EQ_REP_BOOL,
						  [EQ_TYPE_TEXT] = EQ_REP_CODE,
						  [EQ_TYPE_DATE] = EQ_REP_DAY};
	if (k->missing)
		return eq_column_missing_of(arena, reps[k->type], n);
	switch (k->type) {
	case EQ_TYPE_NUMBER:
		return eq_column_constant(arena, k->number, n);
	case EQ_TYPE_DATE:
		return eq_column_constant_day(arena, k->date, n);
	default:
		return eq_column_constant_code(arena, code, n);
	}
}

/* A constant that the verifier knows to be a whole number. */
static int64_t whole(const struct eq_chunk *chunk, uint16_t k)
{
	int64_t v = 0;
	if (!eq_dec_to_int(chunk->constants[k].number, &v))
		EQ_BUG("a constant that should be whole is not");
	return v;
}

/* Whole units of time from `since` to each day: 0 before it. A month or year is whole on the day of
 * the month that `since` has, or on the last of a month that lacks it. */
static int64_t whole_units(eq_date since, eq_date day, enum eq_time_unit unit)
{
	int from_year, from_month, y, m, d;

	if (day <= since)
		return 0;
	if (unit == EQ_DAY || unit == EQ_WEEK)
		return (day - since) / (unit == EQ_WEEK ? 7 : 1);
	eq_date_parts(since, &from_year, &from_month, &d);
	eq_date_parts(day, &y, &m, &d);
	int months = (y - from_year) * 12 + m - from_month;
	if (eq_date_add_months(since, months) > day)
		months--;
	return unit == EQ_YEAR ? months / 12 : months;
}

static struct eq_column elapsed(const struct eq_column *days, eq_date since, enum eq_time_unit unit,
				struct eq_arena *arena)
{
	struct eq_column r = eq_column_make(arena, EQ_REP_INT, days->constant ? 1 : days->n);

	for (uint32_t i = 0; i < r.n; i++)
		r.i[i] = eq_column_is_missing(days, i) ? 0 : whole_units(since, days->day[i], unit);
	r.n = days->n;
	r.constant = days->constant;
	r.missing = days->missing;
	return r;
}

static bool is_arith(const struct eq_instruction *i)
{
	return i->op >= EQ_CODE_ADD && i->op <= EQ_CODE_MAX;
}

static enum eq_arith arith_of(const struct eq_instruction *i)
{
	static const enum eq_arith of[] = {
		[EQ_CODE_ADD] = EQ_ARITH_ADD, [EQ_CODE_SUB] = EQ_ARITH_SUB,
		[EQ_CODE_MUL] = EQ_ARITH_MUL, [EQ_CODE_DIV] = EQ_ARITH_DIV,
		[EQ_CODE_MIN] = EQ_ARITH_MIN, [EQ_CODE_MAX] = EQ_ARITH_MAX};

	return of[i->op];
}

static enum eq_compare compare_of(const struct eq_instruction *i)
{
	static const enum eq_compare of[] = {[EQ_CODE_EQ] = EQ_CMP_EQ,
					     [EQ_CODE_NE] = EQ_CMP_NE,
					     [EQ_CODE_LT] = EQ_CMP_LT,
					     [EQ_CODE_LE] = EQ_CMP_LE};

	return of[i->op];
}

/* What an instruction makes that is neither a constant, an input nor arithmetic. */
static struct eq_column made_by(struct eq_vm *vm, const struct eq_chunk *chunk,
				const struct eq_instruction *i, struct eq_arena *arena)
{
	const struct eq_column *a = vm->registers[i->a];

	switch ((enum eq_opcode)i->op) {
	case EQ_CODE_NEG:
		return eq_column_negate(arena, a);
	case EQ_CODE_ABS:
		return eq_column_abs(arena, a);
	case EQ_CODE_POW:
		return eq_column_power(arena, a, whole(chunk, i->b), &vm->events);
	case EQ_CODE_SCALE:
		return eq_column_scale(arena, a, whole(chunk, i->b), whole(chunk, i->c),
				       &vm->events);
	case EQ_CODE_EQ:
	case EQ_CODE_NE:
	case EQ_CODE_LT:
	case EQ_CODE_LE:
		return eq_column_compare(arena, compare_of(i), a, vm->registers[i->b]);
	case EQ_CODE_AND:
		return eq_column_and(arena, a, vm->registers[i->b]);
	case EQ_CODE_OR:
		return eq_column_or(arena, a, vm->registers[i->b]);
	case EQ_CODE_NOT:
		return eq_column_not(arena, a);
	case EQ_CODE_MISSING:
		return eq_column_test_missing(arena, a);
	case EQ_CODE_CHOOSE:
		if (vm->on_choice)
			vm->on_choice(vm->context, i, a);
		return eq_column_choose(arena, a, vm->registers[i->b], vm->registers[i->c]);
	case EQ_CODE_DAYS:
		return eq_column_days(arena, a, vm->registers[i->b]);
	case EQ_CODE_ELAPSED:
		return elapsed(a, chunk->constants[i->b].date,
			       (enum eq_time_unit)whole(chunk, i->c), arena);
	case EQ_CODE_RAISE:
		return eq_column_raise(arena, a, vm->registers[i->b], &vm->events);
	default:
		EQ_BUG("no instruction");
	}
}

static void tell_events(struct eq_vm *vm, const struct eq_instruction *i,
			const struct eq_kernel_events *before)
{
	uint64_t zero = vm->events.divided_by_zero - before->divided_by_zero;
	uint64_t over = vm->events.overflowed - before->overflowed;

	if (vm->on_event && (zero || over))
		vm->on_event(vm->context, i, zero, over);
}

/* The result, which stays when the scratch memory goes. `in_place`: its lanes stand where they
 * stay already. */
static void hand_over(const struct eq_column *from, bool in_place, struct eq_arena *arena,
		      struct eq_column *result)
{
	if (!in_place)
		*result = eq_column_copy(arena, from);
	else if (from->missing || from->rounded)
		*result = eq_column_keep(arena, from);
}

static void make_room(struct eq_vm *vm, const struct eq_chunk *chunk)
{
	eq_arena_clear(&vm->scratch);
	while (vm->cap_registers < chunk->n_registers)
		vm->registers = eq_grow(vm->registers, &vm->cap_registers, sizeof *vm->registers);
	while (vm->cap_made < chunk->n_code)
		vm->made = eq_grow(vm->made, &vm->cap_made, sizeof *vm->made);
}

/* Asks for the memory of a series' result, so that it is in the cache when it is written: the time
 * of a large programme is that of its results on their way to memory. Where it is not made inline gcc
 * holds it for a function without effect, and leaves it out. */
static inline __attribute__((always_inline)) void expect_result(const struct eq_arena *arena,
								uint32_t n)
{
	enum { LINE = 64, MOST = 4096 };
	size_t bytes = n * sizeof(int64_t) + sizeof(struct eq_column);

	if (bytes > (size_t)(arena->end - arena->at))
		return;
	for (size_t at = 0; at < bytes && at < MOST; at += LINE)
		__builtin_prefetch(arena->at + at, 1, 2);
}

/* Arithmetic whose result is the chunk's, so that it can be made where it stays; or NULL. */
static const struct eq_instruction *made_in_place(const struct eq_chunk *chunk)
{
	const struct eq_instruction *last = chunk->code + chunk->n_code - 1;

	return chunk->n_code > 1 && is_arith(last - 1) && last[-1].to == last->a ? last - 1 : NULL;
}

/* Foresees a chunk that is all arithmetic, proved to fit; false for any other. */
static bool foresee(struct eq_vm *vm, const struct eq_chunk *chunk, const struct eq_column *inputs,
		    uint32_t n, struct eq_column *result, struct eq_strips *strips)
{
	const struct eq_instruction *last = chunk->code + chunk->n_code - 1;

	strips->n = 0;
	for (const struct eq_instruction *i = chunk->code; i < last; i++) {
		struct eq_column *to = i + 1 == last ? result : &vm->made[i - chunk->code];

		if (i->op == EQ_CODE_INPUT) {
			vm->registers[i->to] = &inputs[i->a];
			continue;
		}
		if (i->op == EQ_CODE_CONST) {
			*to = constant_column(&chunk->constants[i->a], 0, n, &vm->scratch);
		} else {
			struct eq_strip_step *step = &strips->steps[strips->n];

			if (!is_arith(i) || strips->n == EQ_STRIP_STEPS)
				return false;
			step->x = vm->registers[i->a];
			step->y = vm->registers[i->b];
			step->to = to;
			if (!eq_lanes_foreseen(&vm->scratch, arith_of(i), step->x, step->y, to,
					       &step->how))
				return false;
			strips->n++;
		}
		vm->registers[i->to] = to;
	}
	return true;
}

void eq_vm_run_to(struct eq_vm *vm, const struct eq_chunk *chunk, const struct eq_column *inputs,
		  const uint32_t *text_codes, uint32_t n, struct eq_arena *arena,
		  struct eq_column *result)
{
	const struct eq_instruction *last = chunk->code + chunk->n_code - 1;
	const struct eq_instruction *in_place = made_in_place(chunk);

	/* What is on the way goes into memory that is used again, and stays in the cache. */
	make_room(vm, chunk);
	if (in_place && vm->mode == EQ_MODE_BEST && n > 2 * EQ_STRIP) {
		struct eq_strips strips;

		if (foresee(vm, chunk, inputs, n, result, &strips)) {
			if (!eq_strips_chain(&strips, n, arena))
				eq_strips_run(&strips, n, &vm->scratch, arena);
			hand_over(result, true, arena, result);
			return;
		}
	}
	if (in_place)
		expect_result(arena, n);
	for (const struct eq_instruction *i = chunk->code; i < last; i++) {
		const struct eq_kernel_events before = vm->events;
		struct eq_column *to = i == in_place ? result : &vm->made[i - chunk->code];

		if (i->op == EQ_CODE_CONST)
			*to = constant_column(&chunk->constants[i->a],
					      text_codes ? text_codes[i->a] : 0, n, &vm->scratch);
		else if (is_arith(i))
			eq_column_arith_to(i == in_place ? arena : &vm->scratch, arith_of(i),
					   vm->registers[i->a], vm->registers[i->b], vm->mode,
					   &vm->events, to);
		else if (i->op != EQ_CODE_INPUT)
			*to = made_by(vm, chunk, i, &vm->scratch);
		tell_events(vm, i, &before);
		vm->registers[i->to] = i->op == EQ_CODE_INPUT ? &inputs[i->a] : to;
	}
	if (chunk->n_code == 2 && chunk->code->op == EQ_CODE_INPUT)
		*result = *vm->registers[last->a];
	else
		hand_over(vm->registers[last->a], in_place != NULL, arena, result);
}

struct eq_column eq_vm_run(struct eq_vm *vm, const struct eq_chunk *chunk,
			   const struct eq_column *inputs, const uint32_t *text_codes, uint32_t n,
			   struct eq_arena *arena)
{
	struct eq_column result;

	eq_vm_run_to(vm, chunk, inputs, text_codes, n, arena, &result);
	return result;
}
