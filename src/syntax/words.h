/* words.h - the text of a place as it was written, in one line and without comments, for people. */
#ifndef EQ_SYNTAX_WORDS_H
#define EQ_SYNTAX_WORDS_H

#include "base/source.h"

void eq_written(const struct eq_sources *sources, struct eq_span span, struct eq_buf *out);

#endif
