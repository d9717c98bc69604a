/* testing_write.h - what came of tests, for people (text) and for the programs that watch over builds: TAP
 * version 14, JUnit's XML, JSON. */
#ifndef EQ_REVIEW_TESTING_WRITE_H
#define EQ_REVIEW_TESTING_WRITE_H

#include "review/testing.h"

void eq_testing_text(const struct eq_testing *t, bool colour, struct eq_buf *out);
void eq_testing_tap(const struct eq_testing *t, struct eq_buf *out);
void eq_testing_junit(const struct eq_testing *t, struct eq_text suite, struct eq_buf *out);
/* docs/json.md says what it holds. */
void eq_testing_json(const struct eq_testing *t, struct eq_buf *out);

/* "73.3%", rounded down, so that only all of them are 100%. */
void eq_testing_share(uint32_t part, uint32_t whole, struct eq_buf *out);

#endif
