/* blocks_cell.c - what the cells of a block say, and where they stand. See blocks.h. */
#include "data/blocks.h"

#include "data/csv_record.h"

static uint32_t at_of(const struct eq_block *b, uint32_t row)
{
	return b->row ? b->row[row] : row * b->width;
}

static uint32_t begin_of(const struct eq_block *b, uint32_t k)
{
	return b->ends[(int64_t)k - 1] + 1; /* UINT32_MAX + 1 is 0 */
}

struct eq_text eq_block_cell_at(const struct eq_block *b, uint32_t k, struct eq_buf *room)
{
	eq_buf_clear(room);
	return eq_csv_read_cell(b->text, begin_of(b, k), b->ends[k], room, NULL);
}

struct eq_text eq_block_cell(const struct eq_block *b, uint32_t row, uint32_t column,
			     struct eq_buf *room)
{
	return eq_block_cell_at(b, at_of(b, row) + column, room);
}

void eq_block_place_of(const struct eq_block *b, uint32_t offset, uint64_t *line, uint64_t *at)
{
	struct eq_csv_walk w = {0, b->line, 1, false};

	eq_csv_walk_to(b->text, &w, offset);
	*line = w.line;
	*at = w.column;
}

void eq_block_place(const struct eq_block *b, uint32_t row, uint32_t column, uint64_t *line,
		    uint64_t *at)
{
	eq_block_place_of(b, begin_of(b, at_of(b, row) + column), line, at);
}

void eq_block_lines(const struct eq_block *b, uint64_t *lines)
{
	struct eq_csv_walk w = {0, b->line, 1, false};

	if (b->lines == b->rows) { /* no blank lines, and none in quotes */
		for (uint32_t r = 0; r < b->rows; r++)
			lines[r] = b->line + r;
		return;
	}
	for (uint32_t r = 0; r < b->rows; r++) {
		eq_csv_walk_to(b->text, &w, begin_of(b, at_of(b, r)));
		lines[r] = w.line;
	}
}
