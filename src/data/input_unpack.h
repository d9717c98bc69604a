/* input_unpack.h - files that are compressed: gzip and zstd, known by their first bytes, whatever they are called.
 * Private to input.c. A file may be several of them one after another. */
#ifndef EQ_DATA_INPUT_UNPACK_H
#define EQ_DATA_INPUT_UNPACK_H

#include "base/memory.h"

#define EQ_UNPACK_MAGIC 4 /* bytes that tell */

struct eq_unpacker;

/* Of the kind that the file's first bytes say; NULL: they are as they are. Memory is taken only here. */
struct eq_unpacker *eq_unpacker_new(const char magic[EQ_UNPACK_MAGIC]);
void eq_unpacker_free(struct eq_unpacker *u);

/* Takes from `packed` and writes to `to`; the bytes written. It may need more of the file to go on. */
size_t eq_unpack(struct eq_unpacker *u, struct eq_text *packed, char *to, size_t room);
/* What is wrong with what was taken, or would be if the file ended here; NULL: nothing. Static text. */
const char *eq_unpacker_fault(const struct eq_unpacker *u);
const char *eq_unpacker_fault_at_end(const struct eq_unpacker *u);

#endif
