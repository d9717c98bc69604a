/* encoding.c - Windows-1252 and UTF-8. See encoding.h.
 *
 * Windows-1252 is Latin-1 but for 80 to 9F, where it has these characters (Unicode's mapping
 * CP1252.TXT). Five of the bytes have none; the WHATWG's Encoding standard makes control
 * characters of them, which no table of figures has, so here they stay what they are: a sign that
 * the file is something else. */
#include "data/encoding.h"

#include <string.h>

#define NO_CHARACTER 0

static const uint16_t from_80[32] = {
	0x20AC,       NO_CHARACTER, 0x201A, 0x0192, 0x201E, 0x2026,       0x2020, 0x2021,
	0x02C6,       0x2030,       0x0160, 0x2039, 0x0152, NO_CHARACTER, 0x017D, NO_CHARACTER,
	NO_CHARACTER, 0x2018,       0x2019, 0x201C, 0x201D, 0x2022,       0x2013, 0x2014,
	0x02DC,       0x2122,       0x0161, 0x203A, 0x0153, NO_CHARACTER, 0x017E, 0x0178,
};

bool eq_1252_has(unsigned char byte)
{
	return byte < 0x80 || byte >= 0xA0 || from_80[byte - 0x80] != NO_CHARACTER;
}

/* How many bytes at the beginning are ASCII: nearly all of nearly every file. */
static size_t ascii_prefix(const char *p, size_t n)
{
	size_t i = 0;

	for (uint64_t eight; n - i >= sizeof eight; i += sizeof eight) {
		memcpy(&eight, p + i, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (i < n && (unsigned char)p[i] < 0x80)
		i++;
	return i;
}

size_t eq_1252_decode(struct eq_text from, char *to)
{
	char *at = to;

	for (size_t i = 0; i < from.n; i++) {
		size_t plain = ascii_prefix(from.p + i, from.n - i);

		memcpy(at, from.p + i, plain);
		at += plain;
		i += plain;
		if (i == from.n)
			break;
		unsigned char byte = (unsigned char)from.p[i];
		unsigned c = byte;
		if (!eq_1252_has(byte)) {
			*at++ = from.p[i];
			continue;
		}
		if (byte < 0xA0)
			c = from_80[byte - 0x80];
		if (c < 0x800) {
			*at++ = (char)(0xC0 | c >> 6);
		} else {
			*at++ = (char)(0xE0 | c >> 12);
			*at++ = (char)(0x80 | (c >> 6 & 0x3F));
		}
		*at++ = (char)(0x80 | (c & 0x3F));
	}
	return (size_t)(at - to);
}

/* The first byte of a character beyond ASCII: how many follow, and the bounds of the first of
 * them (Unicode 15, table 3-7). */
static bool begins(struct eq_encoding_watch *w, unsigned char b)
{
	w->low = 0x80;
	w->high = 0xBF;
	if (b >= 0xC2 && b <= 0xDF) {
		w->lacking = 1;
	} else if (b >= 0xE0 && b <= 0xEF) {
		w->lacking = 2;
		w->low = b == 0xE0 ? 0xA0 : 0x80;
		w->high = b == 0xED ? 0x9F : 0xBF;
	} else if (b >= 0xF0 && b <= 0xF4) {
		w->lacking = 3;
		w->low = b == 0xF0 ? 0x90 : 0x80;
		w->high = b == 0xF4 ? 0x8F : 0xBF;
	} else {
		return false;
	}
	return true;
}

static void see_byte(struct eq_encoding_watch *w, unsigned char b)
{
	w->beyond |= b >= 0x80;
	w->not_1252 |= !eq_1252_has(b);
	if (w->not_utf8)
		return;
	if (w->lacking) {
		w->not_utf8 = b < w->low || b > w->high;
		w->lacking--;
		w->low = 0x80;
		w->high = 0xBF;
	} else if (b >= 0x80) {
		w->not_utf8 = !begins(w, b);
	}
}

void eq_encoding_see(struct eq_encoding_watch *w, struct eq_text piece)
{
	for (size_t i = 0; i < piece.n; i++) {
		if (!w->lacking)
			i += ascii_prefix(piece.p + i, piece.n - i);
		if (i < piece.n)
			see_byte(w, (unsigned char)piece.p[i]);
	}
}

bool eq_encoding_is_utf8(const struct eq_encoding_watch *w)
{
	return w->beyond && !w->not_utf8 && w->lacking == 0;
}
