/* lock_file.h - equate.lock as a file: lines of words.
 *
 * Each line is one fact that stands by itself, and the lines are in order, so that git merges two
 * people's changes as it merges text. A word with a blank in it, or with nothing in it, stands in
 * double quotes. What the facts say is known to agreed_lock.h; here is how they are written, and that
 * a file which was damaged or is half-merged is not taken for a whole one. */
#ifndef EQ_REVIEW_LOCK_FILE_H
#define EQ_REVIEW_LOCK_FILE_H

#include "base/digest.h"
#include "base/diag.h"

struct eq_lock_line {
	const struct eq_text *words;
	uint32_t n;
	uint32_t number; /* in the file, from 1; 0: it is new */
};
struct eq_lock {
	struct eq_arena arena;
	struct eq_text path;
	bool there; /* the file */
	char digest[EQ_DIGEST_CHARS];
	EQ_VEC(struct eq_lock_line) lines;
};

/* The lock of the programme whose file is `main`: it stands beside it. A file that is not there is an
 * empty lock. False after reporting; then there are no lines. */
bool eq_lock_read(struct eq_lock *l, struct eq_text main, struct eq_diags *diags);
void eq_lock_release(struct eq_lock *l);
/* The digest of its bytes, whatever they say. False: there is no lock, or it cannot be read. */
bool eq_lock_digest(struct eq_text main, char out[EQ_DIGEST_CHARS]);

/* Whether the line begins with these words. */
bool eq_lock_begins(const struct eq_lock_line *line, const struct eq_text *words, uint32_t n);
/* Takes away the lines that begin so, and adds one; words are copied. */
void eq_lock_drop(struct eq_lock *l, const struct eq_text *words, uint32_t n);
void eq_lock_add(struct eq_lock *l, const struct eq_text *words, uint32_t n);
/* The text of the whole file. */
void eq_lock_print(const struct eq_lock *l, struct eq_buf *out);
/* Writes it, whole or not at all. False after reporting. */
bool eq_lock_write(struct eq_lock *l, struct eq_diags *diags);
/* Reports that a line is damaged: `what` says what it should say and does not. */
void eq_lock_damaged(const struct eq_lock *l, const struct eq_lock_line *line, const char *what,
		     struct eq_diags *diags);

#endif
