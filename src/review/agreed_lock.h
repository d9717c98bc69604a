/* agreed_lock.h - what the lock says of agreed things.
 *
 * Of each, in lines that begin with `agreed NAME WHAT` (`agreed finishers baseline`):
 *
 *     by WHO on DATE [minute TEXT]     a line for each agreement in the text
 *     meaning DIGEST                   of all that it says and rests on: SHA-256
 *     says DEFINITION LABEL DIGEST TEXT   what it says, and each thing that it rests on; the digest's
 *                                      first sixteen digits only find out what is different
 *     value NUMBER UNIT                of a baseline that is worked out from data, and
 *     rows SOURCE COUNT DIGEST         the rows that it counts, and what they say: SHA-256
 */
#ifndef EQ_REVIEW_AGREED_LOCK_H
#define EQ_REVIEW_AGREED_LOCK_H

#include "review/agreed.h"
#include "review/lock_file.h"

enum { EQ_LOCK_SIGN_CHARS = 16 };

struct eq_locked_saying {
	struct eq_text definition, label, sign, text;
};
struct eq_locked_rows {
	struct eq_text source, count, digest;
};
/* What a baseline comes to, and the rows behind it. */
struct eq_computed {
	struct eq_text value, unit; /* value empty: it was not worked out */
	struct eq_locked_rows *rows;
	uint32_t n_rows;
};
struct eq_locked_thing {
	struct eq_text name, what, words;
	struct eq_text meaning; /* 64 digits */
	struct eq_agreement *agreements;
	uint32_t n_agreements;
	struct eq_locked_saying *says;
	uint32_t n_says;
	struct eq_computed computed;
};
struct eq_locked_things {
	struct eq_arena arena;
	EQ_VEC(struct eq_locked_thing) all; /* by name and what */
};

/* False after reporting a line that is damaged. The lock is borrowed. */
bool eq_locked_things_init(struct eq_locked_things *l, const struct eq_lock *lock,
			   struct eq_diags *diags);
void eq_locked_things_release(struct eq_locked_things *l);

/* Puts the lines of a thing in place of what the lock says of it; `computed` may be NULL. */
void eq_lock_put_thing(struct eq_lock *lock, const struct eq_agreed_things *things,
		       const struct eq_agreed_thing *t, const struct eq_computed *computed);
void eq_lock_drop_thing(struct eq_lock *lock, struct eq_text name, struct eq_text what);
/* Appends the digest's first digits. */
void eq_lock_sign(const uint8_t digest[EQ_SHA256_BYTES], struct eq_buf *out);

#endif
