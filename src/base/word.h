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

/* A byte in all eight places. */
#define EQ_EVERY_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

#endif
