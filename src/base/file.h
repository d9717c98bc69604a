/* file.h - reading whole files, and writing them so that nothing is ever half-written. */
#ifndef EQ_BASE_FILE_H
#define EQ_BASE_FILE_H

#include "base/memory.h"

/* Reads a whole file of at most `limit` bytes. On success *out is owned by the caller
 * (eq_free(out->p)), out->p[out->n] == 0. On failure returns a reason in plain words
 * ("there is no such file", "it is a folder, not a file", …), static text. */
const char *eq_file_read(const char *path, size_t limit, struct eq_text *out);
/* Writes beside, then renames. NULL, or the reason. */
const char *eq_file_write(const char *path, struct eq_text text);
/* Writes all of `text` to a descriptor. 0, or errno (EPIPE, ENOSPC, …). */
int eq_fd_write(int fd, struct eq_text text);
/* The reason for an errno, in plain words where it is a common one; static or strerror text. */
const char *eq_file_reason(int error);
/* Joins the folder of `base` with `relative` and folds "." and ".."; in `out`. */
void eq_path_beside(struct eq_text base, struct eq_text relative, struct eq_buf *out);
/* Whether `path`, folded, stays inside `folder` ("" is the current one). Symbolic links are
 * followed where they exist. */
bool eq_path_inside(const char *folder, const char *path);

#endif
