/* text.c - text views and growing buffers; see text.h.
 *
 * Everything here works on bytes with a length. Only the last part, UTF-8, knows what a
 * character is. */
#include "base/text.h"

#include "base/memory.h"

#include <stdio.h>
#include <string.h>

struct eq_text eq_text_of(const char *cstr)
{
	return cstr ? (struct eq_text){cstr, strlen(cstr)} : EQ_TEXT("");
}

bool eq_text_eq(struct eq_text a, struct eq_text b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool eq_text_is(struct eq_text a, const char *cstr)
{
	return eq_text_eq(a, eq_text_of(cstr));
}

int eq_text_cmp(struct eq_text a, struct eq_text b)
{
	size_t shared = a.n < b.n ? a.n : b.n;
	int order = shared ? memcmp(a.p, b.p, shared) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

struct eq_text eq_text_trim(struct eq_text t)
{
	while (t.n && is_blank(t.p[0])) {
		t.p++;
		t.n--;
	}
	while (t.n && is_blank(t.p[t.n - 1]))
		t.n--;
	return t;
}

static uint64_t load64(const char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof x);
	return x;
}

static uint64_t load32(const char *p)
{
	uint32_t x;

	memcpy(&x, p, sizeof x);
	return x;
}

__extension__ typedef unsigned __int128 uint128;

/* The two halves of the full product, folded: every bit of either factor reaches every bit. */
static uint64_t fold(uint64_t a, uint64_t b)
{
	uint128 product = (uint128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* In the manner of Wang Yi's wyhash: sixteen bytes a multiplication, and a short name is
 * read as two overlapping words, so that there is no loop over its bytes. The odd constants
 * are the first hexadecimal digits of the fractions of pi. Values differ between machines of
 * different byte order: never store them, and never let results depend on their order. */
uint64_t eq_text_hash(struct eq_text t)
{
	const uint64_t k0 = 0x243f6a8885a308d3u, k1 = 0x13198a2e03707345u;
	const char *p = t.p;
	size_t n = t.n;
	uint64_t a = 0, b = 0, state = k0;

	if (n > 16) {
		for (; n > 16; p += 16, n -= 16)
			state = fold(load64(p) ^ k1, load64(p + 8) ^ state);
		/* The last sixteen bytes; they may overlap what was read already. */
		a = load64(p + n - 16);
		b = load64(p + n - 8);
	} else if (n >= 8) {
		a = load64(p);
		b = load64(p + n - 8);
	} else if (n >= 4) {
		a = load32(p);
		b = load32(p + n - 4);
	} else if (n > 0) {
		a = (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[n / 2] << 8 |
		    (uint64_t)(unsigned char)p[n - 1];
	}
	return fold(k1 ^ (uint64_t)t.n, fold(a ^ k1, b ^ state));
}

/* ---- buffers ---- */

void eq_buf_init(struct eq_buf *b)
{
	*b = (struct eq_buf){0};
}

void eq_buf_release(struct eq_buf *b)
{
	eq_free(b->p);
	eq_buf_init(b);
}

void eq_buf_clear(struct eq_buf *b)
{
	b->n = 0;
	if (b->p)
		b->p[0] = 0;
}

/* Room for n more bytes and the NUL after them. */
static void reserve(struct eq_buf *b, size_t n)
{
	size_t need = b->n + n + 1, cap = b->cap ? b->cap : 64;

	if (need <= b->n)
		eq_out_of_memory();
	if (need <= b->cap)
		return;
	while (cap < need)
		cap = cap > SIZE_MAX / 2 ? need : cap * 2;
	b->p = eq_realloc(b->p, cap);
	b->cap = cap;
}

void eq_buf_add(struct eq_buf *b, const void *p, size_t n)
{
	reserve(b, n);
	if (n)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = 0;
}

void eq_buf_adds(struct eq_buf *b, const char *cstr)
{
	eq_buf_add(b, cstr, strlen(cstr));
}

void eq_buf_add_text(struct eq_buf *b, struct eq_text t)
{
	eq_buf_add(b, t.p, t.n);
}

void eq_buf_fill(struct eq_buf *b, char c, size_t n)
{
	reserve(b, n);
	memset(b->p + b->n, c, n);
	b->n += n;
	b->p[b->n] = 0;
}

void eq_buf_addf(struct eq_buf *b, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	eq_buf_vaddf(b, format, args);
	va_end(args);
}

void eq_buf_vaddf(struct eq_buf *b, const char *format, va_list args)
{
	va_list again;
	int n;

	/* Most of what is formatted is short: try the room there is, and ask for more once. */
	reserve(b, 63);
	va_copy(again, args);
	n = vsnprintf(b->p + b->n, b->cap - b->n, format, args);
	if (n > 0 && (size_t)n >= b->cap - b->n) {
		reserve(b, (size_t)n);
		n = vsnprintf(b->p + b->n, b->cap - b->n, format, again);
	}
	va_end(again);
	if (n > 0)
		b->n += (size_t)n;
	b->p[b->n] = 0;
}

struct eq_text eq_buf_view(const struct eq_buf *b)
{
	return (struct eq_text){b->p ? b->p : "", b->n};
}

/* ---- UTF-8 ---- */

/* The length of the well-formed sequence at p, of at most n bytes, or 0. These are the rows
 * of table 3-7 of the Unicode Standard: the second byte's range is narrower after E0 and F0
 * (overlong forms), ED (surrogates) and F4 (beyond U+10FFFF). */
static size_t sequence(const unsigned char *p, size_t n)
{
	unsigned char lead = p[0], low = 0x80, high = 0xbf;
	size_t length;

	if (lead < 0x80)
		return 1;
	if (lead < 0xc2 || lead > 0xf4)
		return 0;
	length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	if (lead == 0xe0)
		low = 0xa0;
	else if (lead == 0xed)
		high = 0x9f;
	else if (lead == 0xf0)
		low = 0x90;
	else if (lead == 0xf4)
		high = 0x8f;
	if (n < length || p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return length;
}

size_t eq_utf8_valid(const char *p, size_t n)
{
	const uint64_t high_bits = 0x8080808080808080u;
	size_t i = 0;

	while (i < n) {
		size_t length;

		while (n - i >= 8 && !(load64(p + i) & high_bits))
			i += 8;
		if (i == n)
			break;
		length = sequence((const unsigned char *)p + i, n - i);
		if (!length)
			return i;
		i += length;
	}
	return n;
}

uint32_t eq_utf8_decode(struct eq_text t, size_t *length)
{
	const unsigned char *p = (const unsigned char *)t.p;
	size_t n = t.n ? sequence(p, t.n) : 0;

	*length = n ? n : t.n > 0;
	switch (n) {
	case 1:
		return p[0];
	case 2:
		return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
	case 3:
		return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
	case 4:
		return (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 | (p[2] & 0x3fu) << 6 |
		       (p[3] & 0x3fu);
	default:
		return EQ_UTF8_BAD;
	}
}

bool eq_utf8_combining(uint32_t c)
{
	return (c >= 0x300 && c <= 0x36f) || (c >= 0x1ab0 && c <= 0x1aff) ||
	       (c >= 0x1dc0 && c <= 0x1dff) || (c >= 0x200b && c <= 0x200d) ||
	       (c >= 0x20d0 && c <= 0x20ff) || (c >= 0xfe00 && c <= 0xfe0f) ||
	       (c >= 0xfe20 && c <= 0xfe2f) || c == 0xfeff;
}

size_t eq_text_width(struct eq_text t)
{
	size_t width = 0;

	while (t.n) {
		size_t length;
		uint32_t c = eq_utf8_decode(t, &length);

		width += !eq_utf8_combining(c);
		t.p += length;
		t.n -= length;
	}
	return width;
}
