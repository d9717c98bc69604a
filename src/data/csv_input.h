/* csv_input.h - the buffer of the CSV reader, and what it knows of its input. Private to csv.c,
 * csv_begin.c and csv_input.c.
 *
 * The buffer holds the record being read, from its first byte. When its end is not there yet, the
 * record is moved to the buffer's front and more is read behind it; so places in a record are
 * offsets from its start, and become views only when it is whole. What is needed for an error alone
 * (lines and columns of a place) is worked out from those bytes when there is one. Text in
 * Windows-1252 is made UTF-8 on its way into the buffer. */
#ifndef EQ_DATA_CSV_INPUT_H
#define EQ_DATA_CSV_INPUT_H

#include "data/csv.h"
#include "data/encoding.h"

/* What a byte may do to the scan: end or stop an unquoted field, stop a quoted one. */
enum { EQ_CSV_STOPS_PLAIN = 1, EQ_CSV_STOPS_QUOTED = 2 };

/* A field while its record is read: offsets from the record's start. */
struct eq_csv_raw {
	size_t begin;    /* where the field begins, its opening quote and spaces included */
	size_t from, to; /* its text */
	bool quoted, doubled;
};

struct eq_csv {
	int fd;               /* -1: memory */
	struct eq_text input; /* memory: what is still unread */
	struct eq_text shown;
	struct eq_diags *diags;

	char *buf;
	size_t cap, step;       /* step: the most bytes of one read */
	size_t record, at, end; /* in buf: the record's first byte, the next byte, the end */
	bool ended;             /* the input has no more */
	int read_error;
	struct eq_digest *digest; /* of what was read */

	bool is_1252, decodes;         /* declared; and what is read is decoded from here on */
	char *coded;                   /* room for `step` bytes as they are in the file */
	struct eq_encoding_watch seen; /* when declared */
	uint64_t beyond_line, beyond_column; /* the first character beyond ASCII; 0: none yet */
	uint32_t skip;                       /* lines that are no records */

	char separator; /* 0 until it is found */
	unsigned char stops[256];
	bool started, failed;
	bool after_cr;   /* the last record ended in CR: an LF that follows belongs to it */
	uint64_t line;   /* of the record's first byte */
	uint64_t breaks; /* line ends inside the record's quoted fields */

	EQ_VEC(struct eq_csv_raw) raw;
	EQ_VEC(struct eq_csv_field) fields;
};

enum eq_csv_fill { EQ_CSV_FILL_MORE, EQ_CSV_FILL_END, EQ_CSV_FILL_FULL };
/* Brings more of the input behind what the buffer holds of the record. */
enum eq_csv_fill eq_csv_fill(struct eq_csv *c);
/* The k-th byte of the record, or -1 where the input ends or the record is too long. */
static inline int eq_csv_byte(struct eq_csv *c, size_t k)
{
	while (c->record + k >= c->end)
		if (eq_csv_fill(c) != EQ_CSV_FILL_MORE)
			return -1;
	return (unsigned char)c->buf[c->record + k];
}

/* The next bytes of the input as they are in the file, up to `room`; 0 at the end or when reading
 * failed (read_error says so). */
size_t eq_csv_read_some(struct eq_csv *c, char *to, size_t room);

/* A walk through the record's bytes that knows line and column; only forwards. */
struct eq_csv_walk {
	size_t offset;
	uint64_t line;
	uint64_t column;
	bool after_cr;
};
void eq_csv_walk_to(const struct eq_csv *c, struct eq_csv_walk *w, size_t offset);

/* An error at an offset of the record. The reader goes no further. */
struct eq_diag *eq_csv_report(struct eq_csv *c, enum eq_code code, size_t offset,
			      const char *message);
/* Where reading failed under way: what came before it may be cut in the middle. */
void eq_csv_report_read_error(struct eq_csv *c);
/* At the end of the input: false after reporting that it is not Windows-1252, as was declared. */
bool eq_csv_declared_rightly(struct eq_csv *c);
bool eq_csv_is_blank(const struct eq_csv *c, char b);
/* csv_begin.c: before the first record. False after reporting. */
bool eq_csv_begin(struct eq_csv *c);

#endif
