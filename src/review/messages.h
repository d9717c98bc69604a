/* messages.h - what was said about programmes, for programs to read.
 *
 * All of it, in the order of each programme's text, whatever came of the programme. Paths in JSON are
 * those of the text form; SARIF and GitHub want them from the root of the repository. */
#ifndef EQ_REVIEW_MESSAGES_H
#define EQ_REVIEW_MESSAGES_H

#include "review/lint.h"

struct eq_messages_of { /* about one programme */
	struct eq_diags *diags;
	const struct eq_allowed *allowed;
	size_t n_allowed;
};
struct eq_messages {
	const struct eq_messages_of *v;
	size_t n;
	struct eq_text version; /* of Equate */
	/* Absolute ones, without `/` at their ends: where relative paths begin, and what the paths that
	 * are written begin at. */
	struct eq_text folder, root;
};

void eq_messages_json(const struct eq_messages *m, struct eq_buf *out);
void eq_messages_sarif(const struct eq_messages *m, struct eq_buf *out);  /* 2.1.0 */
void eq_messages_github(const struct eq_messages *m, struct eq_buf *out); /* workflow commands */

/* Where a message is: messages_place.c. */
struct eq_message_place {
	struct eq_text path;         /* empty: nowhere */
	uint64_t line, column;       /* from 1, in code points; 0: not known */
	uint64_t to_line, to_column; /* just behind its end; 0: not known */
};
struct eq_message_place eq_message_place(const struct eq_diags *d, const struct eq_diag *g);
struct eq_message_place eq_note_place(const struct eq_diags *d, const struct eq_note *n);
/* `path` from the root, with `/` and folded; an absolute path where it is not below it. */
void eq_message_path(const struct eq_messages *m, struct eq_text path, struct eq_buf *out);

#endif
