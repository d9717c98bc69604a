/* index_plain.c - the loops of index.h in plain C: eight bytes in a word. */
#include "data/index.h"

#include <string.h>

#define TARGET

struct chunk {
	uint64_t of[8];
};

#define EACH_BYTE(b) (UINT64_C(0x0101010101010101) * (unsigned char)(b))

static inline struct chunk chunk_load(const char *p)
{
	struct chunk c;

	memcpy(&c, p, sizeof c);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	for (int i = 0; i < 8; i++)
		c.of[i] = __builtin_bswap64(c.of[i]);
#endif
	return c;
}

/* The highest bit of each byte, gathered. */
static inline uint64_t gather(uint64_t high)
{
	return (high >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

static inline uint64_t chunk_is(struct chunk c, char b)
{
	uint64_t bits = 0;

	for (int i = 0; i < 8; i++) {
		uint64_t x = c.of[i] ^ EACH_BYTE(b);
		uint64_t other = ((x & EACH_BYTE(0x7F)) + EACH_BYTE(0x7F)) | x;

		bits |= gather(~other & EACH_BYTE(0x80)) << 8 * i;
	}
	return bits;
}

static inline uint64_t chunk_beyond(struct chunk c)
{
	uint64_t bits = 0;

	for (int i = 0; i < 8; i++)
		bits |= gather(c.of[i] & EACH_BYTE(0x80)) << 8 * i;
	return bits;
}

static inline uint64_t prefix_xor(uint64_t bits)
{
	for (int by = 1; by < 64; by *= 2)
		bits ^= bits << by;
	return bits;
}

static inline uint32_t *put_places(uint32_t *to, uint32_t base, uint64_t bits)
{
	for (; bits; bits &= bits - 1)
		*to++ = base + (uint32_t)__builtin_ctzll(bits);
	return to;
}

#include "data/index_loops.inc"

const struct eq_index_loops eq_index_plain = {look, cut, ends, line_like};
