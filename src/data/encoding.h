/* encoding.h - text that is not UTF-8: Windows-1252 into it, and which of the two a file's bytes can
 * be. */
#ifndef EQ_DATA_ENCODING_H
#define EQ_DATA_ENCODING_H

#include "base/text.h"

/* The most bytes that one of Windows-1252 becomes. */
#define EQ_1252_MOST 3
/* Whether Windows-1252 gives the byte a meaning. */
bool eq_1252_has(unsigned char byte);
/* `from` in UTF-8 at `to`, which has room for EQ_1252_MOST times its bytes; the bytes written. What
 * has no meaning stays the byte that it is, which is not UTF-8 then. */
size_t eq_1252_decode(struct eq_text from, char *to);

/* What the bytes of an input say so far, in pieces as they come; zeroed at the start. */
struct eq_encoding_watch {
	bool beyond;       /* a byte beyond ASCII */
	bool not_utf8;     /* bytes that UTF-8 has not */
	bool not_1252;     /* bytes that Windows-1252 has not */
	unsigned lacking;  /* bytes that the last character lacks still */
	unsigned char low; /* the least that the next one can be */
	unsigned char high;
};
void eq_encoding_see(struct eq_encoding_watch *w, struct eq_text piece);
/* At the input's end: UTF-8, and not ASCII alone. Text in Windows-1252 is next to never that. */
bool eq_encoding_is_utf8(const struct eq_encoding_watch *w);

#endif
