/* memory.c - allocation that does not fail, arenas, vectors; see memory.h. */
#define _DEFAULT_SOURCE /* madvise, MAP_ANONYMOUS */
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define PIECE_BY_PIECE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define PIECE_BY_PIECE 1
#endif
#endif
#ifndef PIECE_BY_PIECE
#define PIECE_BY_PIECE 0
#endif

#define ALIGNMENT 16
#define FIRST_BLOCK (8u * 1024)
#define HUGE_PAGE (2u * 1024 * 1024)
#define SMALL_PAGES (64u * 1024) /* whole pages on any machine */
#define LARGEST_BLOCK (2 * HUGE_PAGE - sizeof(struct eq_arena_block)) /* two pages with its head */

/* No buffers, no locks, no memory: only what still works when nothing is left. */
_Noreturn void eq_out_of_memory(void)
{
	static const char line[] = "equate: out of memory\n";
	ssize_t written = write(STDERR_FILENO, line, sizeof line - 1);

	(void)written;
	_exit(2);
}

void *eq_alloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		eq_out_of_memory();
	return p;
}

void *eq_alloc_zero(size_t count, size_t size)
{
	void *p;

	if (!count || !size)
		count = size = 1;
	/* calloc() would refuse it as well, but a sanitizer's ends the run in its own words. */
	if (count > SIZE_MAX / size)
		eq_out_of_memory();
	p = calloc(count, size);
	if (!p)
		eq_out_of_memory();
	return p;
}

void *eq_realloc(void *p, size_t size)
{
	void *moved = realloc(p, size ? size : 1);

	if (!moved)
		eq_out_of_memory();
	return moved;
}

void eq_free(void *p)
{
	free(p);
}

void *eq_grow(void *p, size_t *cap, size_t item_size)
{
	size_t wanted = *cap ? *cap * 2 : 8;

	if (*cap > SIZE_MAX / 2 || wanted > SIZE_MAX / item_size)
		eq_out_of_memory();
	*cap = wanted;
	return eq_realloc(p, wanted * item_size);
}

/* A block's bytes follow its head, which keeps them aligned. */
struct eq_arena_block {
	_Alignas(ALIGNMENT) struct eq_arena_block *next;
	size_t size;   /* bytes after the head */
	size_t mapped; /* of a block of whole huge pages: its bytes; else 0 */
};

/* Zeroed memory that begins with a huge page, or NULL. `bytes` are whole small pages. */
static void *map_pages(size_t bytes)
{
	/* Mapped with a page to spare, so that an aligned part can be kept. */
	char *p = mmap(NULL, bytes + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
		       -1, 0);
	if (p == MAP_FAILED)
		return NULL;
	size_t before = (HUGE_PAGE - (uintptr_t)p % HUGE_PAGE) % HUGE_PAGE;
	if (before)
		munmap(p, before);
	munmap(p + before + bytes, HUGE_PAGE - before);
	p += before;
#ifdef MADV_HUGEPAGE
	madvise(p, bytes, MADV_HUGEPAGE); /* a wish: without it all works, slower */
#endif
	return p;
}

/* The bytes to map for a table; 0 where it is too small for that. */
static size_t pages_of(size_t size)
{
	if (size > SIZE_MAX - 2 * HUGE_PAGE)
		eq_out_of_memory();
	return size < HUGE_PAGE ? 0 : (size + SMALL_PAGES - 1) / SMALL_PAGES * SMALL_PAGES;
}

void *eq_alloc_pages(size_t size)
{
	size_t bytes = pages_of(size);
	void *p = bytes ? map_pages(bytes) : eq_alloc_zero(1, size);

	if (!p)
		eq_out_of_memory();
	return p;
}

void eq_free_pages(void *p, size_t size)
{
	size_t bytes = pages_of(size);

	if (!bytes)
		eq_free(p);
	else if (p)
		munmap(p, bytes);
}

/* The largest blocks are whole huge pages where the system has them: a big programme then costs
 * hundreds of page faults, not hundreds of thousands. NULL when it cannot be done so. */
static struct eq_arena_block *block_map(size_t bytes)
{
	struct eq_arena_block *block = map_pages(bytes);

	if (block)
		block->mapped = bytes;
	return block;
}

static struct eq_arena_block *block_new(size_t size)
{
	struct eq_arena_block *block = NULL;

	if (size > SIZE_MAX - sizeof *block)
		eq_out_of_memory();
	if (size == LARGEST_BLOCK)
		block = block_map(sizeof *block + size);
	if (!block)
		block = eq_alloc_zero(1, sizeof *block + size);
	block->size = size;
	return block;
}

static void block_free(struct eq_arena_block *block)
{
	if (block->mapped)
		munmap(block, block->mapped);
	else
		eq_free(block);
}

void eq_arena_init(struct eq_arena *a)
{
	*a = (struct eq_arena){0};
}

static void free_blocks(struct eq_arena_block *block)
{
	while (block) {
		struct eq_arena_block *next = block->next;

		block_free(block);
		block = next;
	}
}

void eq_arena_release(struct eq_arena *a)
{
	free_blocks(a->blocks);
	free_blocks(a->spare);
	eq_arena_init(a);
}

/* A piece in a block of its own. It goes behind the newest block, whose free part stays in
 * use. */
static void *alone(struct eq_arena *a, size_t size)
{
	struct eq_arena_block *block = block_new(size);

	if (a->blocks) {
		block->next = a->blocks->next;
		a->blocks->next = block;
	} else {
		a->blocks = block;
	}
	a->used += size;
	return block + 1;
}

/* Puts a block in front, one that was kept where there is one. */
static void next_block(struct eq_arena *a, size_t size)
{
	struct eq_arena_block *block = size == LARGEST_BLOCK ? a->spare : NULL;
	bool kept = block != NULL;

	if (kept)
		a->spare = block->next;
	else
		block = block_new(size);
	block->next = a->blocks;
	a->blocks = block;
	a->at = (char *)(block + 1);
	a->end = a->at + size;
	a->clean = kept ? a->end : a->at;
}

/* One block with room for all that was handed out. */
static void join_blocks(struct eq_arena *a)
{
	size_t size = FIRST_BLOCK;

	while (size < a->used)
		size = size < LARGEST_BLOCK / 2 ? size * 2 : LARGEST_BLOCK;
	free_blocks(a->blocks);
	a->blocks = NULL;
	next_block(a, size);
	a->used = 0;
}

void eq_arena_clear(struct eq_arena *a)
{
	struct eq_arena_block *kept = a->blocks;

	if (!kept)
		return;
	if (!PIECE_BY_PIECE && a->used <= LARGEST_BLOCK && (!a->end || kept->next)) {
		join_blocks(a);
		return;
	}
	if (!a->end) { /* no block but those of single pieces */
		eq_arena_release(a);
		return;
	}
	while (kept->next) {
		struct eq_arena_block *next = kept->next;

		kept->next = next->next;
		if (next->size == LARGEST_BLOCK) {
			next->next = a->spare;
			a->spare = next;
		} else {
			block_free(next);
		}
	}
	if (a->at > a->clean)
		a->clean = a->at;
	a->at = (char *)(kept + 1);
	a->used = 0;
}

/* A piece of memory that the system zeroed, and is zeroed again where it was used before. */
static char *take_piece(struct eq_arena *a, size_t size, bool zero)
{
	size_t rounded, block_size;
	char *piece;

	if (size > SIZE_MAX - ALIGNMENT)
		eq_out_of_memory();
	if (PIECE_BY_PIECE)
		return alone(a, size);
	rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (!rounded)
		rounded = ALIGNMENT;
	if (rounded > (size_t)(a->end - a->at)) {
		block_size = FIRST_BLOCK;
		if (a->blocks && a->blocks->size >= FIRST_BLOCK)
			block_size = a->blocks->size < LARGEST_BLOCK / 2 ? a->blocks->size * 2
									 : LARGEST_BLOCK;
		if (rounded > block_size / 4)
			return alone(a, rounded);
		next_block(a, block_size);
	}
	piece = a->at;
	a->at += rounded;
	a->used += rounded;
	if (zero && piece < a->clean)
		memset(piece, 0, (size_t)((a->at < a->clean ? a->at : a->clean) - piece));
	return piece;
}

void *eq_arena_alloc(struct eq_arena *a, size_t size)
{
	return take_piece(a, size, true);
}

void *eq_arena_room(struct eq_arena *a, size_t size)
{
	return take_piece(a, size, false);
}

struct eq_text eq_arena_copy(struct eq_arena *a, struct eq_text t)
{
	char *p = eq_arena_alloc(a, t.n + 1);

	if (t.n)
		memcpy(p, t.p, t.n);
	return (struct eq_text){p, t.n};
}

struct eq_text eq_arena_vprintf(struct eq_arena *a, const char *format, va_list args)
{
	va_list again;
	char *p;
	int n;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	if (n < 0)
		n = 0;
	p = eq_arena_alloc(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, format, again);
	va_end(again);
	return (struct eq_text){p, (size_t)n};
}

struct eq_text eq_arena_printf(struct eq_arena *a, const char *format, ...)
{
	struct eq_text text;
	va_list args;

	va_start(args, format);
	text = eq_arena_vprintf(a, format, args);
	va_end(args);
	return text;
}
