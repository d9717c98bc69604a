/* json.h - writes JSON (RFC 8259): two spaces of indent, keys in the order they are given.
 *
 * The caller nests correctly; the writer sees to commas, indents and escapes. Text is UTF-8;
 * a byte that is not, which no earlier stage lets through, becomes U+FFFD. */
#ifndef EQ_REPORT_JSON_H
#define EQ_REPORT_JSON_H

#include "time/date.h"

struct eq_json {
	struct eq_buf *out;
	unsigned depth;
	unsigned flat; /* depth from which everything stands in one line; 0: none */
	bool first;    /* nothing yet in the innermost object or array */
	bool named;    /* a key was written, its value comes next */
};

void eq_json_init(struct eq_json *j, struct eq_buf *out);
/* '{' or '['; `flat`: all that is inside stands in one line. */
void eq_json_open(struct eq_json *j, char bracket, bool flat);
void eq_json_close(struct eq_json *j, char bracket); /* '}' or ']' */
void eq_json_key(struct eq_json *j, const char *key);
void eq_json_key_text(struct eq_json *j, struct eq_text key);
void eq_json_text(struct eq_json *j, struct eq_text t);
void eq_json_int(struct eq_json *j, int64_t v);
void eq_json_bool(struct eq_json *j, bool v);
void eq_json_null(struct eq_json *j);
/* A key and its value; null where there is none. */
void eq_json_key_or_null(struct eq_json *j, const char *key, struct eq_text t);
void eq_json_key_day(struct eq_json *j, const char *key, eq_date d); /* "2024-03-24" */

#endif
