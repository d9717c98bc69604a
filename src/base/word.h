/* word.h - eight bytes of text as one number, whose lowest byte is the first: the same on every
 * machine. The text needs no alignment. */
#ifndef EQ_BASE_WORD_H
#define EQ_BASE_WORD_H

#include <stdint.h>
#include <string.h>

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define EQ_WORD64(x) __builtin_bswap64(x)
#define EQ_WORD32(x) __builtin_bswap32(x)
#else
#define EQ_WORD64(x) (x)
#define EQ_WORD32(x) (x)
#endif

static inline uint64_t eq_load64(const char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof x);
	return EQ_WORD64(x);
}

static inline uint32_t eq_load32(const char *p)
{
	uint32_t x;

	memcpy(&x, p, sizeof x);
	return EQ_WORD32(x);
}

/* The first and the second eight bytes of a text, with zeros behind its end: of a text of up to 63
 * bytes, from whose first on 16 can be read. There is no branch: lengths come by chance. */
static inline void eq_load_first(const char *p, uint32_t n, uint64_t *first, uint64_t *second)
{
	static const uint64_t masks[10] = {~UINT64_C(0), ~UINT64_C(0), ~UINT64_C(0), ~UINT64_C(0),
					   ~UINT64_C(0), ~UINT64_C(0), ~UINT64_C(0), ~UINT64_C(0)};
	const char *mask = (const char *)masks + 64 - (n & 63);

	*first = eq_load64(p) & eq_load64(mask);
	*second = eq_load64(p + 8) & eq_load64(mask + 8);
}

/* A byte in all eight places. */
#define EQ_EVERY_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

#endif
