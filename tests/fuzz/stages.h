/* stages.h - a programme's text through the stages, for the fuzz targets.
 *
 * As equate_load does, but from memory, and with what each stage promises to the next checked:
 * the targets look for a broken promise as much as for a crash. */
#ifndef EQ_FUZZ_STAGES_H
#define EQ_FUZZ_STAGES_H

#include "code/program.h"
#include "syntax/parse.h"

#include <stdlib.h>
#include <string.h>

struct stages {
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_diags diags;
	struct eq_arena arena;
	struct eq_node *tree;
	struct eq_model *model;     /* NULL after mistakes */
	struct eq_program *program; /* NULL after mistakes */
};

/* A promise that was not kept. */
#define PROMISE(holds) ((holds) ? (void)0 : abort())

static inline void stages_run(struct stages *s, struct eq_text text)
{
	struct eq_buf out;
	char *copy = eq_alloc(text.n + 1);

	eq_sources_init(&s->sources);
	eq_symbols_init(&s->symbols);
	eq_diags_init(&s->diags, &s->sources);
	eq_arena_init(&s->arena);
	s->model = NULL;
	s->program = NULL;
	memcpy(copy, text.p, text.n);
	copy[text.n] = 0;
	PROMISE(eq_sources_add(&s->sources, EQ_TEXT("fuzz.eq"), (struct eq_text){copy, text.n},
			       copy) == 0);
	s->tree = eq_parse(&s->sources.files.v[0], &s->symbols, &s->arena, &s->diags);
	PROMISE(s->tree);
	eq_buf_init(&out);
	eq_tree_print(s->tree, &s->sources, &out);
	if (!s->diags.errors) {
		s->model = eq_model_new(s->tree, &s->sources, &s->symbols, &s->diags);
		PROMISE(!s->model == (s->diags.errors > 0));
	}
	if (s->model) {
		eq_model_print(s->model, &out);
		s->program = eq_compile(s->model, &s->diags);
		PROMISE(!s->program == (s->diags.errors > 0));
	}
	if (s->program) {
		PROMISE(eq_verify(s->program, &out));
		eq_disassemble(s->program, &out);
	}
	eq_buf_release(&out);
}

/* Prints what was reported, as the command would, and lets go of everything. */
static inline void stages_end(struct stages *s)
{
	struct eq_buf out;

	eq_buf_init(&out);
	eq_diags_print(&s->diags, &out, false);
	PROMISE(!out.n == !s->diags.all.n);
	eq_buf_release(&out);
	if (s->program)
		eq_program_free(s->program);
	if (s->model)
		eq_model_free(s->model);
	eq_arena_release(&s->arena);
	eq_diags_release(&s->diags);
	eq_symbols_release(&s->symbols);
	eq_sources_release(&s->sources);
}

#endif
