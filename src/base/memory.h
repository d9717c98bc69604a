/* memory.h - allocation that does not fail, arenas, and vectors.
 *
 * Memory that cannot be had ends the process with one clear line and status 2: a run that
 * is out of memory has no figure worth printing, and no caller could do better. Sizes that
 * a user's input decides are capped in limits.h before they get here.
 *
 * An arena hands out memory that lives as long as the arena. Under AddressSanitizer each
 * piece is its own block, so that an overrun shows. */
#ifndef EQ_BASE_MEMORY_H
#define EQ_BASE_MEMORY_H

#include "base/text.h"

void *eq_alloc(size_t size);                    /* never NULL; not zeroed */
void *eq_alloc_zero(size_t count, size_t size); /* never NULL; zeroed */
void *eq_realloc(void *p, size_t size);         /* never NULL */
void eq_free(void *p);
/* For tables that may become large: never NULL; zeroed; in huge pages where the system has them, so
 * that they cost few page faults. Freed with the same size. */
void *eq_alloc_pages(size_t size);
void eq_free_pages(void *p, size_t size);
/* For memory that cannot be had: says so on standard error and ends with status 2. */
_Noreturn void eq_out_of_memory(void);

struct eq_arena {
	struct eq_arena_block *blocks; /* newest first */
	struct eq_arena_block *spare;  /* large blocks that eq_arena_clear() kept for what comes */
	char *at, *end;                /* the free part of the newest block */
	char *clean;                   /* what stands before it may hold what a piece left */
	size_t used;                   /* bytes handed out */
};

void eq_arena_init(struct eq_arena *a);
void eq_arena_release(struct eq_arena *a);
/* Takes all pieces back, and keeps the memory for the next ones: for work that comes again. What fits
 * in one block has one from then on. */
void eq_arena_clear(struct eq_arena *a);
/* Zeroed, aligned for any type, alive until the arena is released. */
void *eq_arena_alloc(struct eq_arena *a, size_t size);
/* The same, but not zeroed: for what is written at once, and whole. */
void *eq_arena_room(struct eq_arena *a, size_t size);
struct eq_text eq_arena_copy(struct eq_arena *a, struct eq_text t); /* NUL after it */
struct eq_text eq_arena_printf(struct eq_arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
struct eq_text eq_arena_vprintf(struct eq_arena *a, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
#define EQ_NEW(arena, type) ((type *)eq_arena_alloc((arena), sizeof(type)))
#define EQ_NEW_ARRAY(arena, type, count) ((type *)eq_arena_alloc((arena), sizeof(type) * (count)))

/* A growing array: EQ_VEC(int) v = {0}; EQ_PUSH(&v, 3); v.v[i]; v.n; eq_free(v.v). */
#define EQ_VEC(type) \
	struct { \
		type *v; \
		size_t n, cap; \
	}
#define EQ_PUSH(vec, item) \
	((vec)->n == (vec)->cap \
		 ? (void)((vec)->v = eq_grow((vec)->v, &(vec)->cap, sizeof *(vec)->v)) \
		 : (void)0, \
	 (void)((vec)->v[(vec)->n++] = (item)))
void *eq_grow(void *p, size_t *cap, size_t item_size);

#endif
