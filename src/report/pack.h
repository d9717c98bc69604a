/* pack.h - the benefit pack: one run's results, for people (text, Markdown), for programs (JSON)
 * and for spreadsheets (CSV).
 *
 * Last in the pipeline. The writers only lay out what the engine found; the few sums that a
 * table needs (cash to the end of a fiscal year) are of unrounded figures. */
#ifndef EQ_REPORT_PACK_H
#define EQ_REPORT_PACK_H

#include "engine/results.h"

struct eq_pack_style {
	size_t width; /* columns; 0: as wide as it needs */
	bool colour;  /* in addition to the words, never instead of them */
};
void eq_pack_text(const struct eq_results *r, const struct eq_pack_style *style,
		  struct eq_buf *out);
void eq_pack_markdown(const struct eq_results *r, struct eq_buf *out);
/* docs/json.md says what it holds. */
void eq_pack_json(const struct eq_results *r, struct eq_buf *out);
/* docs/csv.md says what it holds. */
void eq_pack_csv(const struct eq_results *r, struct eq_buf *out);

#endif
