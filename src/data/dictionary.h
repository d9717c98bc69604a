/* dictionary.h - the texts of a source, each known by a code, shared by all workers that read it.
 *
 * Codes begin at 1; 0 is no text. Which code a text gets may differ from run to run where several
 * workers put texts in: a code says whether two texts are the same, and nothing else may depend on
 * it. Texts put in before the workers start have the codes 1, 2, … in order. */
#ifndef EQ_DATA_DICTIONARY_H
#define EQ_DATA_DICTIONARY_H

#include "base/memory.h"

struct eq_dictionary;

struct eq_dictionary *eq_dictionary_new(void);
void eq_dictionary_free(struct eq_dictionary *d);
/* Safe from several threads. */
uint32_t eq_dictionary_code(struct eq_dictionary *d, struct eq_text text); /* puts it in */
uint32_t eq_dictionary_find(struct eq_dictionary *d, struct eq_text text); /* 0: it is not there */
/* Holds as long as the dictionary. */
struct eq_text eq_dictionary_text(const struct eq_dictionary *d, uint32_t code);
/* How many texts there are: no code is larger than what eq_dictionary_room() says. */
uint32_t eq_dictionary_n(const struct eq_dictionary *d);
uint32_t eq_dictionary_room(const struct eq_dictionary *d);
size_t eq_dictionary_bytes(const struct eq_dictionary *d); /* memory that it takes */

#endif
