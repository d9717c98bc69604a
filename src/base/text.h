/* text.h - text views and growing text buffers.
 *
 * A `struct eq_text` borrows bytes that somebody else owns; it is not ended by a NUL.
 * A `struct eq_buf` owns what it gathers. Everything after this header uses these two
 * and never strlen() on what a user wrote. */
#ifndef EQ_BASE_TEXT_H
#define EQ_BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct eq_text {
	const char *p;
	size_t n;
};

#define EQ_TEXT(literal) ((struct eq_text){(literal), sizeof(literal) - 1})
/* For printf: printf("%.*s", EQ_ARG(text)). Views longer than INT_MAX are cut. */
#define EQ_ARG(t) ((t).n > 0x7fffffff ? 0x7fffffff : (int)(t).n), ((t).p ? (t).p : "")

struct eq_text eq_text_of(const char *cstr);
bool eq_text_eq(struct eq_text a, struct eq_text b);
bool eq_text_is(struct eq_text a, const char *cstr);
/* Order by bytes, shorter first on a tie. */
int eq_text_cmp(struct eq_text a, struct eq_text b);
/* Without the spaces and tabs at both ends. */
struct eq_text eq_text_trim(struct eq_text t);
uint64_t eq_text_hash(struct eq_text t);
/* Width in terminal columns of UTF-8 text: code points, combining marks not counted. */
size_t eq_text_width(struct eq_text t);
/* Length of the valid UTF-8 prefix of p[0..n). Equal to n when all of it is valid. */
size_t eq_utf8_valid(const char *p, size_t n);
/* The code point at the start of t, and its length in bytes. EQ_UTF8_BAD, length 1, for a
 * byte that is not UTF-8; EQ_UTF8_BAD, length 0, when t is empty. */
uint32_t eq_utf8_decode(struct eq_text t, size_t *length);
#define EQ_UTF8_BAD UINT32_MAX
/* Whether a code point takes no column of its own: combining marks, joiners, selectors. */
bool eq_utf8_combining(uint32_t c);

struct eq_buf {
	char *p; /* always ended by a NUL once something was added */
	size_t n, cap;
};

void eq_buf_init(struct eq_buf *b);
void eq_buf_release(struct eq_buf *b);
void eq_buf_clear(struct eq_buf *b); /* empties, keeps the memory */
void eq_buf_add(struct eq_buf *b, const void *p, size_t n);
void eq_buf_adds(struct eq_buf *b, const char *cstr);
void eq_buf_add_text(struct eq_buf *b, struct eq_text t);
static inline void eq_buf_addc(struct eq_buf *b, char c)
{
	if (b->cap < b->n + 2) {
		eq_buf_add(b, &c, 1);
		return;
	}
	b->p[b->n++] = c;
	b->p[b->n] = 0;
}
void eq_buf_fill(struct eq_buf *b, char c, size_t n); /* c, n times */
void eq_buf_addf(struct eq_buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void eq_buf_vaddf(struct eq_buf *b, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
struct eq_text eq_buf_view(const struct eq_buf *b);

#endif
