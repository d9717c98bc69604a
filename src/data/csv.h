/* csv.h - reads CSV records (RFC 4180) from a file or memory, a record at a time, in memory
 * that does not grow with the file.
 *
 * Fields are separated by a comma, semicolon or tab; lines end in LF, CRLF or a lone CR; a
 * quoted field may hold separators, line ends and doubled quotes. Spaces around a quoted field
 * are not part of it; a quote in the middle of an unquoted field is an ordinary character. A
 * byte-order mark is skipped; text must be UTF-8, or what was declared. Fields are views that hold until the next
 * record. */
#ifndef EQ_DATA_CSV_H
#define EQ_DATA_CSV_H

#include "base/diag.h"
#include "base/digest.h"

struct eq_csv;

struct eq_csv_field {
	struct eq_text text; /* quotes removed, "" undone */
	uint64_t line;       /* from 1; a quoted field before it may have brought line breaks */
	uint32_t column;     /* where it begins in its line, from 1, in code points */
	bool quoted;
};
struct eq_csv_record {
	struct eq_csv_field *fields;
	uint32_t n;
	uint64_t line; /* of its first character, from 1 */
};

/* Opens a file. NULL after reporting (missing, a folder, not readable) under `shown`. `separator` 0:
 * found from the first record. */
struct eq_csv *eq_csv_open(const char *path, struct eq_text shown, char separator,
			   struct eq_diags *diags);
struct eq_csv *eq_csv_open_memory(struct eq_text text, struct eq_text shown, char separator,
				  struct eq_diags *diags);
void eq_csv_close(struct eq_csv *c);
/* Before the first record: the text is Windows-1252. That it is not is reported where it shows, at
 * the end of the input at the latest. */
void eq_csv_declare_1252(struct eq_csv *c);
/* Before the first record: `lines` of the input are no records. They may be of any kind. */
void eq_csv_skip_lines(struct eq_csv *c, uint32_t lines);
/* 1 a record, 0 the end, -1 a mistake that was reported (an open quote, text after a closing
 * quote, not UTF-8, a NUL, a record or field beyond the limits). Blank lines are skipped. */
int eq_csv_next(struct eq_csv *c, struct eq_csv_record *record);
char eq_csv_separator(const struct eq_csv *c);
/* The digest of all bytes of the input, as they are in the file; reads what was not read yet, for
 * no more records. False when that failed, after reporting. */
bool eq_csv_fingerprint(struct eq_csv *c, char out[EQ_DIGEST_CHARS]);
/* For tests, before the first record: reads come in pieces of `bytes` (at least 1) and the buffer
 * starts that small. No figure may depend on it. */
void eq_csv_set_buffer(struct eq_csv *c, size_t bytes);

#endif
