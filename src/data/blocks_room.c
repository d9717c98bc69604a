/* blocks_room.c - see blocks_room.h. */
#include "data/blocks_room.h"

#include <string.h>

#include "data/index.h"

struct eq_block_room {
	char *text;
	size_t text_cap;
	uint32_t *ends, *rows;
	uint64_t *marks;
	size_t ends_cap, rows_cap, marks_cap;
};

void eq_block_init(struct eq_block *block)
{
	memset(block, 0, sizeof *block);
	block->room = eq_alloc_zero(1, sizeof *block->room);
}

void eq_block_release(struct eq_block *block)
{
	if (!block->room)
		return;
	eq_free(block->room->text);
	eq_free(block->room->ends);
	eq_free(block->room->rows);
	eq_free(block->room->marks);
	eq_free(block->room);
	eq_free(block->odd.v);
	memset(block, 0, sizeof *block);
}

size_t eq_block_text_cap(const struct eq_block *block)
{
	return block->room->text_cap;
}

void eq_block_text_room(struct eq_block *block, size_t n, size_t keep)
{
	struct eq_block_room *room = block->room;

	if (n > room->text_cap) {
		char *text = eq_alloc(n + (size_t)2 * EQ_BLOCK_PAD);

		/* Whoever looks at bytes beside the text finds some; and the last ones are behind what reading
		 * goes on to write. */
		memset(text, 0, EQ_BLOCK_PAD);
		memset(text + EQ_BLOCK_PAD + n, 0, EQ_BLOCK_PAD);
		if (keep)
			memcpy(text + EQ_BLOCK_PAD, room->text + EQ_BLOCK_PAD, keep);
		eq_free(room->text);
		room->text = text;
		room->text_cap = n;
	}
	block->text = room->text + EQ_BLOCK_PAD;
}

uint32_t *eq_block_ends_room(struct eq_block *block)
{
	struct eq_block_room *room = block->room;
	size_t n = EQ_INDEX_ROOM(room->text_cap) + 1;

	if (n > room->ends_cap) {
		eq_free(room->ends);
		room->ends = eq_alloc(n * sizeof *room->ends);
		room->ends_cap = n;
	}
	room->ends[0] = UINT32_MAX;
	return room->ends + 1;
}

uint64_t *eq_block_marks_room(struct eq_block *block)
{
	struct eq_block_room *room = block->room;
	size_t n = room->text_cap / 64 + 1;

	if (n > room->marks_cap) {
		eq_free(room->marks);
		room->marks = eq_alloc(n * sizeof *room->marks);
		room->marks_cap = n;
	}
	return room->marks;
}

const uint64_t *eq_block_marks(const struct eq_block *block)
{
	return block->room->marks;
}

uint32_t *eq_block_rows_room(struct eq_block *block, uint32_t n)
{
	struct eq_block_room *room = block->room;

	if (n > room->rows_cap) {
		eq_free(room->rows);
		room->rows = eq_alloc(n * sizeof *room->rows);
		room->rows_cap = n;
	}
	return room->rows;
}
