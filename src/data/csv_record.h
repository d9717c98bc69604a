/* csv_record.h - one CSV record in memory, byte by byte: what a separator, a quote or a line end means
 * where it stands. Private to the reading of CSV.
 *
 * This is what decides. The index of a block (index.h) is faster, and gives what this would, or
 * leaves the block to it. */
#ifndef EQ_DATA_CSV_RECORD_H
#define EQ_DATA_CSV_RECORD_H

#include "base/diag.h"

enum eq_csv_fault_kind {
	EQ_CSV_SOUND,
	EQ_CSV_TOO_LONG,
	EQ_CSV_TOO_MANY_CELLS,
	EQ_CSV_OPEN_QUOTE,
	EQ_CSV_AFTER_QUOTE,
	EQ_CSV_ZERO,
	EQ_CSV_ENCODING
};

/* What is wrong with a record. Offsets are of the text. */
struct eq_csv_fault {
	enum eq_csv_fault_kind kind;
	size_t from, to; /* the record, as far as it was read */
	size_t at;
	bool ended; /* of a quote: the input has ended, or else the record is too long */
};

/* A text that holds records, the first from its first byte on. */
struct eq_csv_text {
	const char *p;
	size_t n;
	size_t real; /* bytes that are of the input: a line end may have been added to it */
	bool ended;  /* nothing comes after them */
	bool whole;  /* no LF comes after a CR that is the last byte */
	unsigned char separator;
	unsigned char stops[256]; /* what a byte does; see csv_record.c */
};
void eq_csv_text_init(struct eq_csv_text *t, const char *p, size_t n, char separator);

/* The records of the text, one after another. `ends` has room for one a byte, or is NULL. */
struct eq_csv_reading {
	const struct eq_csv_text *text;
	size_t at; /* the next record */
	uint32_t *ends;
	uint32_t n_ends, cells; /* of all; of the last */
	struct eq_csv_fault fault;
};
enum eq_csv_got { EQ_CSV_WHOLE, EQ_CSV_PARTIAL, EQ_CSV_FAULTY };
/* One record, blank or not, and whether it is UTF-8. PARTIAL, at the end: it goes on where the text does
 * not. After anything but WHOLE nothing of it was added. */
enum eq_csv_got eq_csv_read_record(struct eq_csv_reading *r);

/* Whether a record of one cell is a blank line; `raw` goes up to the line end's last byte. */
bool eq_csv_is_blank_line(struct eq_text raw);

/* What the cell between two offsets says, without quotes, doubled ones undone: a view of the text, or of `room` where
 * it must be copied, behind what stands there. `quoted` may be NULL. */
struct eq_text eq_csv_read_cell(const char *p, size_t from, size_t end, struct eq_buf *room,
				bool *quoted);

/* A walk through text that knows line and column, in code points; only forwards. */
struct eq_csv_walk {
	size_t offset;
	uint64_t line;
	uint64_t column;
	bool after_cr;
};
void eq_csv_walk_to(const char *p, struct eq_csv_walk *w, size_t offset);

/* Says what is wrong with a record of a text that `from` is the beginning of, or a place in. */
void eq_csv_report_fault(const struct eq_csv_text *t, const struct eq_csv_fault *fault,
			 struct eq_csv_walk from, bool is_1252, struct eq_text shown,
			 struct eq_diags *diags);

#endif
