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

/* The highest bit of each byte that is b, and no other bit. */
static inline uint64_t equal(uint64_t word, char b)
{
	uint64_t x = word ^ EACH_BYTE(b);

	return ~(((x & EACH_BYTE(0x7F)) + EACH_BYTE(0x7F)) | x) & EACH_BYTE(0x80);
}

static inline uint64_t chunk_is(struct chunk c, char b)
{
	uint64_t bits = 0;

	for (int i = 0; i < 8; i++)
		bits |= gather(equal(c.of[i], b)) << 8 * i;
	return bits;
}

static inline uint64_t chunk_either(struct chunk c, char a, char b)
{
	uint64_t bits = 0;

	for (int i = 0; i < 8; i++)
		bits |= gather(equal(c.of[i], a) | equal(c.of[i], b)) << 8 * i;
	return bits;
}

/* Each byte of the sum is 8 at most. */
static inline uint32_t chunk_count(struct chunk c, char b)
{
	uint64_t sum = 0;

	for (int i = 0; i < 8; i++)
		sum += equal(c.of[i], b) >> 7;
	return (uint32_t)(sum * EACH_BYTE(1) >> 56);
}

static inline uint32_t count_bits(uint64_t bits)
{
	bits -= bits >> 1 & EACH_BYTE(0x55);
	bits = (bits & EACH_BYTE(0x33)) + (bits >> 2 & EACH_BYTE(0x33));
	return (uint32_t)(((bits + (bits >> 4)) & EACH_BYTE(0x0F)) * EACH_BYTE(1) >> 56);
}

static inline uint64_t chunk_beyond(struct chunk c)
{
	uint64_t bits = 0;

	for (int i = 0; i < 8; i++)
		bits |= gather(c.of[i] & EACH_BYTE(0x80)) << 8 * i;
	return bits;
}

struct gist {
	uint64_t all, zero, quote, cr;
};

static inline struct gist gist_none(void)
{
	return (struct gist){.all = 0};
}

/* Not 0 where a byte of the word is b, and 0 where none is. */
static inline uint64_t some(uint64_t word, char b)
{
	uint64_t x = word ^ EACH_BYTE(b);

	return (x - EACH_BYTE(1)) & ~x & EACH_BYTE(0x80);
}

static inline void gist_add(struct gist *g, struct chunk c)
{
	for (int i = 0; i < 8; i++) {
		g->all |= c.of[i];
		g->zero |= some(c.of[i], 0);
		g->quote |= some(c.of[i], '"');
		g->cr |= some(c.of[i], '\r');
	}
}

static inline void gist_end(struct gist g, struct eq_index_seen *seen)
{
	seen->beyond = (g.all & EACH_BYTE(0x80)) != 0;
	seen->zero = g.zero != 0;
	seen->quote = g.quote != 0;
	seen->cr = g.cr != 0;
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

const struct eq_index_loops eq_index_plain = {look, cut, ends, ends_marked, line_like};
