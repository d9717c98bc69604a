/* source.h - the texts of a programme and places in them.
 *
 * All files of one programme share one space of positions: file k begins where file k-1
 * ended (plus one). A span is two such positions, eight bytes, and says its file by itself.
 * Lines and columns are worked out only when a message is printed. */
#ifndef EQ_BASE_SOURCE_H
#define EQ_BASE_SOURCE_H

#include "base/memory.h"

struct eq_span {
	uint32_t at, end; /* [at, end) in the programme's position space */
};
#define EQ_NO_SPAN ((struct eq_span){0, 0})

struct eq_source {
	struct eq_text path; /* as shown to the user */
	struct eq_text text; /* without a byte-order mark; text.p[text.n] == 0 */
	uint32_t base;       /* position of text.p[0]; the first file's base is 1 */
	char *owned;         /* what release frees, or NULL */
	/* Line ends before each block of the text, counted as far as a place was asked for: how many blocks
	 * are counted, then a number for each. */
	uint32_t *line_ends;
};

struct eq_sources {
	EQ_VEC(struct eq_source) files;
	uint32_t next_base;
};

struct eq_place {
	struct eq_text path;
	uint32_t line, column; /* from 1; column counts code points */
	struct eq_text text;   /* the whole line, without its end */
	size_t offset;         /* bytes of `text` before the place */
};

void eq_sources_init(struct eq_sources *s);
void eq_sources_release(struct eq_sources *s);
/* Adds a text. `text` must be NUL-ended and is kept, not copied; with `owned` it is freed at
 * the end (owned may start before text.p: a byte-order mark). Returns the file's number, or
 * -1 when the caps are reached; then nothing is kept and `owned` stays the caller's. */
int eq_sources_add(struct eq_sources *s, struct eq_text path, struct eq_text text, char *owned);
const struct eq_source *eq_sources_at(const struct eq_sources *s, uint32_t position);
struct eq_text eq_sources_text(const struct eq_sources *s, struct eq_span span);
struct eq_place eq_sources_place(const struct eq_sources *s, uint32_t position);
struct eq_span eq_span_join(struct eq_span a, struct eq_span b);

#endif
