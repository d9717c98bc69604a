/* vm.h - runs a verified chunk over columns. One instruction set for rows and for series. */
#ifndef EQ_VM_VM_H
#define EQ_VM_VM_H

#include "code/program.h"
#include "number/column.h"

struct eq_vm {
	enum eq_column_mode mode;
	struct eq_kernel_events events;     /* counted over all runs */
	const struct eq_column **registers; /* room for the largest chunk, as `made` */
	struct eq_column *made;             /* by instruction */
	size_t cap_registers, cap_made;
	struct eq_arena scratch; /* of one run: what is on the way to its result */
	/* Called where an instruction made lanes missing by dividing by zero (or overflowing): the report says
	 * where and how often. May be NULL. */
	void (*on_event)(void *context, const struct eq_instruction *at, uint64_t divided_by_zero,
			 uint64_t overflowed);
	/* Called with the condition of each choice, where it is known what comes of it. May be NULL. */
	void (*on_choice)(void *context, const struct eq_instruction *at,
			  const struct eq_column *condition);
	void *context;
};

void eq_vm_init(struct eq_vm *vm);
void eq_vm_release(struct eq_vm *vm);
/* Runs one chunk over n lanes. `inputs[k]` is the column for chunk->inputs[k], n lanes or constant. Text constants are
 * compared as `code_of(symbol)`, given by the caller through `text_codes` (indexed by constant), NULL when there are none. The result
 * lives in `arena`, but for a chunk that only hands an input on, which shares its storage. */
struct eq_column eq_vm_run(struct eq_vm *vm, const struct eq_chunk *chunk,
			   const struct eq_column *inputs, const uint32_t *text_codes, uint32_t n,
			   struct eq_arena *arena);
/* The same, made in *result, which is none of the inputs: what is copied as soon as it is made waits
 * for its lanes. */
void eq_vm_run_to(struct eq_vm *vm, const struct eq_chunk *chunk, const struct eq_column *inputs,
		  const uint32_t *text_codes, uint32_t n, struct eq_arena *arena,
		  struct eq_column *result);

#endif
