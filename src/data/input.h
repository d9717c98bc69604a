/* input.h - the bytes of one file, as they are read: from a file, a pipe, or memory.
 *
 * Bytes come in the order of the file, once. What was read goes into a digest on the way. A file that
 * changes while it is read, or that cannot be read to its end, is told of at the end: bytes just stop. */
#ifndef EQ_DATA_INPUT_H
#define EQ_DATA_INPUT_H

#include "base/diag.h"
#include "base/digest.h"

struct eq_input;

/* NULL after reporting (missing, a folder, not readable) under `shown`. */
struct eq_input *eq_input_open(const char *path, struct eq_text shown, struct eq_diags *diags);
struct eq_input *eq_input_open_memory(struct eq_text text, struct eq_text shown);
void eq_input_close(struct eq_input *in);

/* Up to `room` of the next bytes; 0 at the end, or where it cannot be read on. */
size_t eq_input_read(struct eq_input *in, char *to, size_t room);
/* What went wrong, after the last byte that could be had, which stands before `line` and `column`. False when nothing
 * did. */
bool eq_input_report(struct eq_input *in, uint64_t line, uint64_t column, struct eq_diags *diags);
bool eq_input_failed(const struct eq_input *in);
/* Of all bytes of the file; after the last was read. */
void eq_input_fingerprint(struct eq_input *in, char out[EQ_DIGEST_CHARS]);

/* Bytes of the file that were read, and that it has; 0: not known. */
uint64_t eq_input_bytes_read(const struct eq_input *in);
uint64_t eq_input_bytes(const struct eq_input *in);

#endif
