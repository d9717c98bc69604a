/* fuzz_parse.c - any bytes, read as a programme: text, tree, model, bytecode. Each stage gives
 * either its result or a message, what was compiled verifies, and everything can be printed. */
#include "stages.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct stages s;

	stages_run(&s, (struct eq_text){(const char *)data, size});
	stages_end(&s);
	return 0;
}
