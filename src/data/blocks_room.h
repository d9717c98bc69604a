/* blocks_room.h - the memory of a block, which it keeps for the next one. Private to the reading of CSV. */
#ifndef EQ_DATA_BLOCKS_ROOM_H
#define EQ_DATA_BLOCKS_ROOM_H

#include "data/blocks.h"

/* Room for `n` bytes of text, and EQ_BLOCK_PAD on both sides; the first `keep` stay as they are. Sets
 * block->text. */
void eq_block_text_room(struct eq_block *block, size_t n, size_t keep);
size_t eq_block_text_cap(const struct eq_block *block);
/* For one end a byte of the text, and the one before the first. */
uint32_t *eq_block_ends_room(struct eq_block *block);
/* A bit for each byte that there is room for. */
uint64_t *eq_block_marks_room(struct eq_block *block);
const uint64_t *eq_block_marks(const struct eq_block *block);
uint32_t *eq_block_rows_room(struct eq_block *block, uint32_t n);

#endif
