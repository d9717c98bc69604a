/* vm.c - runs a chunk over columns. See vm.h.
 *
 * A loop over straight-line code: each instruction is one kernel over whole columns. The verifier
 * has passed the chunk, so registers, operands and types are taken for granted here. */
#include "vm/vm.h"

#include <string.h>

#include "base/diag.h"

void eq_vm_init(struct eq_vm *vm)
{
	memset(vm, 0, sizeof *vm);
	eq_arena_init(&vm->scratch);
}

void eq_vm_release(struct eq_vm *vm)
{
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

struct eq_column eq_vm_run(struct eq_vm *vm, const struct eq_chunk *chunk,
			   const struct eq_column *inputs, const uint32_t *text_codes, uint32_t n,
			   struct eq_arena *result_arena)
{
	/* What is on the way goes into memory that is used again, and stays in the cache. */
	struct eq_arena *arena = &vm->scratch;
	const struct eq_instruction *last = chunk->code + chunk->n_code - 1;
	/* The sum or product that is the result is made where it stays. */
	bool direct = chunk->n_code > 1 && last[-1].to == last->a && last[-1].op >= EQ_CODE_ADD &&
		      last[-1].op <= EQ_CODE_MUL;
	eq_arena_clear(arena);
	while (vm->cap < chunk->n_registers)
		vm->registers = eq_grow(vm->registers, &vm->cap, sizeof *vm->registers);
	struct eq_column *R = vm->registers;
	for (const struct eq_instruction *i = chunk->code;; i++) {
		const struct eq_kernel_events before = vm->events;
		if (direct && i + 1 == last)
			arena = result_arena;
		switch ((enum eq_opcode)i->op) {
		case EQ_CODE_CONST:
			R[i->to] = constant_column(&chunk->constants[i->a],
						   text_codes ? text_codes[i->a] : 0, n, arena);
			break;
		case EQ_CODE_INPUT:
			R[i->to] = inputs[i->a];
			break;
		case EQ_CODE_ADD:
			R[i->to] = eq_column_arith(arena, EQ_ARITH_ADD, &R[i->a], &R[i->b],
						   vm->mode, &vm->events);
			break;
		case EQ_CODE_SUB:
			R[i->to] = eq_column_arith(arena, EQ_ARITH_SUB, &R[i->a], &R[i->b],
						   vm->mode, &vm->events);
			break;
		case EQ_CODE_MUL:
			R[i->to] = eq_column_arith(arena, EQ_ARITH_MUL, &R[i->a], &R[i->b],
						   vm->mode, &vm->events);
			break;
		case EQ_CODE_DIV:
			R[i->to] = eq_column_arith(arena, EQ_ARITH_DIV, &R[i->a], &R[i->b],
						   vm->mode, &vm->events);
			break;
		case EQ_CODE_MIN:
			R[i->to] = eq_column_arith(arena, EQ_ARITH_MIN, &R[i->a], &R[i->b],
						   vm->mode, &vm->events);
			break;
		case EQ_CODE_MAX:
			R[i->to] = eq_column_arith(arena, EQ_ARITH_MAX, &R[i->a], &R[i->b],
						   vm->mode, &vm->events);
			break;
		case EQ_CODE_NEG:
			R[i->to] = eq_column_negate(arena, &R[i->a]);
			break;
		case EQ_CODE_ABS:
			R[i->to] = eq_column_abs(arena, &R[i->a]);
			break;
		case EQ_CODE_POW:
			R[i->to] =
				eq_column_power(arena, &R[i->a], whole(chunk, i->b), &vm->events);
			break;
		case EQ_CODE_SCALE:
			R[i->to] = eq_column_scale(arena, &R[i->a], whole(chunk, i->b),
						   whole(chunk, i->c), &vm->events);
			break;
		case EQ_CODE_EQ:
			R[i->to] = eq_column_compare(arena, EQ_CMP_EQ, &R[i->a], &R[i->b]);
			break;
		case EQ_CODE_NE:
			R[i->to] = eq_column_compare(arena, EQ_CMP_NE, &R[i->a], &R[i->b]);
			break;
		case EQ_CODE_LT:
			R[i->to] = eq_column_compare(arena, EQ_CMP_LT, &R[i->a], &R[i->b]);
			break;
		case EQ_CODE_LE:
			R[i->to] = eq_column_compare(arena, EQ_CMP_LE, &R[i->a], &R[i->b]);
			break;
		case EQ_CODE_AND:
			R[i->to] = eq_column_and(arena, &R[i->a], &R[i->b]);
			break;
		case EQ_CODE_OR:
			R[i->to] = eq_column_or(arena, &R[i->a], &R[i->b]);
			break;
		case EQ_CODE_NOT:
			R[i->to] = eq_column_not(arena, &R[i->a]);
			break;
		case EQ_CODE_MISSING:
			R[i->to] = eq_column_test_missing(arena, &R[i->a]);
			break;
		case EQ_CODE_CHOOSE:
			if (vm->on_choice)
				vm->on_choice(vm->context, i, &R[i->a]);
			R[i->to] = eq_column_choose(arena, &R[i->a], &R[i->b], &R[i->c]);
			break;
		case EQ_CODE_DAYS:
			R[i->to] = eq_column_days(arena, &R[i->a], &R[i->b]);
			break;
		case EQ_CODE_ELAPSED:
			R[i->to] = elapsed(&R[i->a], chunk->constants[i->b].date,
					   (enum eq_time_unit)whole(chunk, i->c), arena);
			break;
		case EQ_CODE_RAISE:
			R[i->to] = eq_column_raise(arena, &R[i->a], &R[i->b], &vm->events);
			break;
		case EQ_CODE_RETURN:
			if (i == chunk->code + 1 && chunk->code->op == EQ_CODE_INPUT)
				return R[i->a];
			return direct ? eq_column_keep(result_arena, &R[i->a])
				      : eq_column_copy(result_arena, &R[i->a]);
		case EQ_OPCODE_COUNT:
			EQ_BUG("no instruction");
		}
		uint64_t zero = vm->events.divided_by_zero - before.divided_by_zero;
		uint64_t over = vm->events.overflowed - before.overflowed;
		if (vm->on_event && (zero || over))
			vm->on_event(vm->context, i, zero, over);
	}
}
