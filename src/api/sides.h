/* sides.h - what a comparison is of: a file or folder, or what git keeps of one. */
#ifndef EQ_API_SIDES_H
#define EQ_API_SIDES_H

#include "api/programme.h"
#include "review/revision.h"

struct eq_side {
	const char *word; /* as given, or NULL: what is here */
	bool kept;        /* by git */
	bool own_path;    /* otherwise it is that of the other side */
	struct eq_revision revision;
	struct eq_buf path;
	struct eq_diff_side of;
};

/* Finds out what `word` means; the path of a revision by itself is still to be set. False when
 * reported. */
bool eq_side_find(equate_programme *p, struct eq_side *s);
/* A revision by itself is of what the other side names. */
void eq_side_lend_path(struct eq_side *to, const struct eq_side *from);
/* Reads it, into s->of. False when reported. */
bool eq_side_read(equate_programme *p, struct eq_side *s);
void eq_side_release(struct eq_side *s);

#endif
