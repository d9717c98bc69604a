/* dictionary.h - the texts of a source, each known by a code, shared by all workers that read it.
 *
 * Codes begin at 1; 0 is no text. Which code a text gets may differ from run to run where several
 * workers put texts in: a code says whether two texts are the same, and nothing else may depend on
 * it. Texts put in before the workers start have the codes 1, 2, … in order.
 *
 * It is made for as many texts as there are rows: a text of up to 15 bytes takes some 40 bytes in
 * all, and nothing waits but the writing of two texts of one of many shards at the same time. */
#ifndef EQ_DATA_DICTIONARY_H
#define EQ_DATA_DICTIONARY_H

#include "base/memory.h"

struct eq_dictionary;

struct eq_dictionary *eq_dictionary_new(void);
void eq_dictionary_free(struct eq_dictionary *d);
/* Safe from several threads. The empty text has the code 0. */
uint32_t eq_dictionary_code(struct eq_dictionary *d, struct eq_text text); /* puts it in */
uint32_t eq_dictionary_find(struct eq_dictionary *d, struct eq_text text); /* 0: it is not there */

/* What one thread puts many texts in with: codes and room taken in advance, so that threads seldom
 * meet. Zeroed to begin with; all that it holds is the dictionary's. */
struct eq_dictionary_pen {
	uint32_t next, end; /* codes */
	char *at, *stop;    /* room for long texts */
	size_t chunk;       /* bytes taken last */
	bool strange;       /* most of the last texts were not there */
};
/* The codes of n texts: puts them in. Quicker than one by one, for it waits for memory once for
 * many texts. 16 bytes from the first of each can be read, whatever its length. */
void eq_dictionary_codes(struct eq_dictionary *d, struct eq_dictionary_pen *pen,
			 const struct eq_text *texts, uint32_t n, uint32_t *codes);

/* Holds as long as the dictionary. No text: the empty one. */
struct eq_text eq_dictionary_text(const struct eq_dictionary *d, uint32_t code);
/* How many texts there are; and the largest code there can be by now: a few codes may have no text,
 * where pens have not used them. */
uint32_t eq_dictionary_n(const struct eq_dictionary *d);
uint32_t eq_dictionary_room(const struct eq_dictionary *d);
size_t eq_dictionary_bytes(const struct eq_dictionary *d); /* memory that it takes */

#endif
