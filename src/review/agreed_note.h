/* agreed_note.h - writes into the text who agreed. The text is the master: what it says is reviewed with
 * it, and the lock follows. */
#ifndef EQ_REVIEW_AGREED_NOTE_H
#define EQ_REVIEW_AGREED_NOTE_H

#include "review/agreed.h"

struct eq_agreed_note {
	struct eq_text by, on, minute; /* minute: may be empty */
};

/* The text of the file in which `m` stands, with the note: on its baseline (a KPI), its last value (a fixed
 * value), or its head; in place of one that is there. Returns its source; NULL: this cannot be agreed, as
 * a unit or data. */
const struct eq_source *eq_agreed_note(const struct eq_meaning *m, const struct eq_sources *sources,
				       const struct eq_agreed_note *note, struct eq_buf *out);

#endif
