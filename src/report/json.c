/* json.c - see json.h. */
#include "report/json.h"

void eq_json_init(struct eq_json *j, struct eq_buf *out)
{
	*j = (struct eq_json){.out = out, .first = true};
}

static bool is_flat(const struct eq_json *j)
{
	return j->flat && j->depth >= j->flat;
}

static void new_line(struct eq_json *j)
{
	eq_buf_addc(j->out, '\n');
	eq_buf_fill(j->out, ' ', (size_t)j->depth * 2);
}

/* What stands before a value or key: a comma, a new line. */
static void separate(struct eq_json *j)
{
	if (j->named) {
		j->named = false;
		return;
	}
	if (!j->first)
		eq_buf_adds(j->out, is_flat(j) ? ", " : ",");
	if (j->depth && !is_flat(j))
		new_line(j);
	j->first = false;
}

void eq_json_open(struct eq_json *j, char bracket, bool flat)
{
	separate(j);
	eq_buf_addc(j->out, bracket);
	j->depth++;
	if (flat && !j->flat)
		j->flat = j->depth;
	j->first = true;
}

void eq_json_close(struct eq_json *j, char bracket)
{
	bool flat = is_flat(j), empty = j->first;

	if (j->flat == j->depth)
		j->flat = 0;
	j->depth--;
	if (!flat && !empty)
		new_line(j);
	eq_buf_addc(j->out, bracket);
	j->first = false;
	if (!j->depth)
		eq_buf_addc(j->out, '\n');
}

/* How many characters stand for themselves, each a byte. */
static size_t plain(struct eq_text t)
{
	size_t n = 0;

	while (n < t.n && t.p[n] >= 0x20 && t.p[n] < 0x7f && t.p[n] != '"' && t.p[n] != '\\')
		n++;
	return n;
}

static void add_quoted(struct eq_buf *out, struct eq_text t)
{
	eq_buf_addc(out, '"');
	while (t.n) {
		unsigned char c = (unsigned char)*t.p;
		size_t length = plain(t);

		if (length) {
			eq_buf_add(out, t.p, length);
			t.p += length;
			t.n -= length;
			continue;
		}
		length = 1;
		if (c == '"' || c == '\\') {
			eq_buf_addc(out, '\\');
			eq_buf_addc(out, (char)c);
		} else if (c == '\n') {
			eq_buf_adds(out, "\\n");
		} else if (c == '\t') {
			eq_buf_adds(out, "\\t");
		} else if (c < 0x20 || c == 0x7f) {
			eq_buf_addf(out, "\\u%04x", (unsigned)c);
		} else if (eq_utf8_decode(t, &length) == EQ_UTF8_BAD) {
			eq_buf_adds(out, "\xef\xbf\xbd");
		} else {
			eq_buf_add(out, t.p, length);
		}
		t.p += length;
		t.n -= length;
	}
	eq_buf_addc(out, '"');
}

void eq_json_key_text(struct eq_json *j, struct eq_text key)
{
	separate(j);
	add_quoted(j->out, key);
	eq_buf_adds(j->out, ": ");
	j->named = true;
}

void eq_json_key(struct eq_json *j, const char *key)
{
	eq_json_key_text(j, eq_text_of(key));
}

void eq_json_text(struct eq_json *j, struct eq_text t)
{
	separate(j);
	add_quoted(j->out, t);
}

void eq_json_int(struct eq_json *j, int64_t v)
{
	separate(j);
	eq_buf_addf(j->out, "%lld", (long long)v);
}

void eq_json_bool(struct eq_json *j, bool v)
{
	separate(j);
	eq_buf_adds(j->out, v ? "true" : "false");
}

void eq_json_null(struct eq_json *j)
{
	separate(j);
	eq_buf_adds(j->out, "null");
}

void eq_json_key_or_null(struct eq_json *j, const char *key, struct eq_text t)
{
	eq_json_key(j, key);
	if (t.n)
		eq_json_text(j, t);
	else
		eq_json_null(j);
}

void eq_json_key_day(struct eq_json *j, const char *key, eq_date d)
{
	char day[EQ_DATE_CHARS] = "";

	if (d != EQ_DATE_NONE)
		eq_date_write(d, day);
	eq_json_key_or_null(j, key, eq_text_of(day));
}
