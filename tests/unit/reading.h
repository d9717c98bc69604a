/* reading.h - what reading a programme needs, made and given back in one go. */
#ifndef TESTS_UNIT_READING_H
#define TESTS_UNIT_READING_H

#include "base/diag.h"
#include "base/map.h"

struct reading {
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_arena arena;
	struct eq_diags diags;
};

static inline void reading_init(struct reading *r)
{
	eq_sources_init(&r->sources);
	eq_symbols_init(&r->symbols);
	eq_arena_init(&r->arena);
	eq_diags_init(&r->diags, &r->sources);
}

static inline void reading_release(struct reading *r)
{
	eq_diags_release(&r->diags);
	eq_arena_release(&r->arena);
	eq_symbols_release(&r->symbols);
	eq_sources_release(&r->sources);
}

#endif
