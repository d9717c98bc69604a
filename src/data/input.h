/* input.h - the bytes of one file: from a file, a pipe, or memory; unpacked if it is compressed.
 *
 * Bytes come in the order of the file, once. What is read goes into a digest on the way, as it is in the file.
 * Where something is wrong with the file (it cannot be read on, is cut short, changes while it is read) the bytes
 * just stop; what it was is asked for then. */
#ifndef EQ_DATA_INPUT_H
#define EQ_DATA_INPUT_H

#include "base/diag.h"
#include "base/digest.h"

struct eq_input;

/* NULL after reporting (missing, a folder, not readable) under `shown`. "-" is standard input. */
struct eq_input *eq_input_open(const char *path, struct eq_text shown, struct eq_diags *diags);
struct eq_input *eq_input_open_memory(struct eq_text text, struct eq_text shown);
void eq_input_close(struct eq_input *in);

/* What is opened to be read once more must be the file that it was: with it before it is closed, and again after
 * it was opened. False after reporting that it is another one by now. */
struct eq_input_identity {
	uint64_t device, number, size;
	int64_t seconds, nanoseconds; /* when it was last changed */
};
struct eq_input_identity eq_input_identity(const struct eq_input *in);
bool eq_input_is_still(const struct eq_input *in, const struct eq_input_identity *was,
		       struct eq_diags *diags);

/* Up to `room` of the next bytes; 0 at the end, and where something is wrong. */
size_t eq_input_read(struct eq_input *in, char *to, size_t room);
bool eq_input_failed(const struct eq_input *in);
/* What went wrong behind the last byte that could be had, which stands before `line` and `column`. False
 * after reporting. */
bool eq_input_sound(const struct eq_input *in, uint64_t line, uint64_t column,
		    struct eq_diags *diags);
/* Of all bytes of the file; after the last was read. */
void eq_input_fingerprint(struct eq_input *in, char out[EQ_DIGEST_CHARS]);

/* Bytes of the file that were read, and that it has; 0: not known. */
uint64_t eq_input_bytes_read(const struct eq_input *in);
uint64_t eq_input_bytes(const struct eq_input *in);

#endif
