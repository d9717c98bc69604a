/* revision.h - the texts of a programme as git keeps them.
 *
 * git itself is asked, in the folder where the command runs: nothing is checked out and nothing is
 * written. Paths are from that folder, like those of files on the disk, so that a programme of a
 * revision finds its data where they are now. */
#ifndef EQ_REVIEW_REVISION_H
#define EQ_REVIEW_REVISION_H

#include "syntax/parse.h"

struct eq_revision {
	struct eq_text name; /* "HEAD~1"; ended by a NUL */
};

/* Whether git knows a commit of that name. */
bool eq_revision_exists(const char *name);
/* Where the repository begins, from here: "" or "../../". False: this is not in a repository. */
bool eq_revision_root(struct eq_buf *out);
enum eq_revision_kind { EQ_REVISION_NOTHING, EQ_REVISION_FILE, EQ_REVISION_FOLDER };
enum eq_revision_kind eq_revision_kind(const struct eq_revision *r, const char *path);
/* Reads files as the revision has them. `r` must last. */
struct eq_reading eq_revision_reading(const struct eq_revision *r);

#endif
