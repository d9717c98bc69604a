/* csv_write.h - writes CSV as RFC 4180 has it, with lines ended by LF: cells with a comma, a quote
 * or a line end are quoted. A text that a spreadsheet would take for a formula gets an apostrophe
 * before it; a number does not, whatever its sign. */
#ifndef EQ_REPORT_CSV_WRITE_H
#define EQ_REPORT_CSV_WRITE_H

#include "base/text.h"

struct eq_csv_writer {
	struct eq_buf *out;
	bool within; /* a row has begun */
};

void eq_csv_cell(struct eq_csv_writer *w, struct eq_text text);
/* Cells that were written already, by another writer, as the first of the row. */
void eq_csv_cells(struct eq_csv_writer *w, struct eq_text written);
void eq_csv_end(struct eq_csv_writer *w); /* of the row */

#endif
