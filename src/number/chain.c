/* chain.c - sums and products one after another in one pass; see chain.h. */
#include "number/chain.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

typedef int64_t four_lanes __attribute__((vector_size(32), aligned(8), may_alias));
typedef int64_t eight_lanes __attribute__((vector_size(64), aligned(8), may_alias));

#define CHAIN chain_avx2
#define TARGET __attribute__((target("avx2")))
#define VECTOR four_lanes
#define NARROW(a, b) ((four_lanes)_mm256_mul_epi32((__m256i)(a), (__m256i)(b)))
#include "number/chain_lanes.h"

#define CHAIN chain_avx512
#define TARGET __attribute__((target("avx2,avx512f,avx512dq,avx512vl")))
#define VECTOR eight_lanes
#define NARROW(a, b) ((eight_lanes)_mm512_mul_epi32((__m512i)(a), (__m512i)(b)))
#include "number/chain_lanes.h"
#endif

static bool is_narrow(const struct eq_column *c)
{
	return c->bits && c->bits <= 32;
}

bool eq_chain_link_of(const struct eq_lane_step *step, const struct eq_column *x,
		      const struct eq_column *y, const struct eq_column *made_last,
		      struct eq_chain_link *link)
{
	static const enum eq_chain_op of[] = {[EQ_ARITH_ADD] = EQ_CHAIN_ADD,
					      [EQ_ARITH_SUB] = EQ_CHAIN_SUB,
					      [EQ_ARITH_MUL] = EQ_CHAIN_MUL};
	int64_t fx = step->fx, fy = step->fy;

	if (step->op != EQ_ARITH_ADD && step->op != EQ_ARITH_SUB && step->op != EQ_ARITH_MUL)
		return false;
	if (x != made_last && y == made_last && step->op != EQ_ARITH_SUB) {
		const struct eq_column *swap = x;

		x = y;
		y = swap;
		fx = step->fy;
		fy = step->fx;
	}
	if (x != made_last || y == made_last || fx != 1 || (fy != 1 && !y->constant))
		return false;
	*link = (struct eq_chain_link){.op = of[step->op]};
	if (step->op == EQ_ARITH_MUL && is_narrow(x) && is_narrow(y))
		link->op = EQ_CHAIN_MUL_NARROW;
	if (y->constant)
		link->k = y->i[0] * fy;
	else
		link->y = y->i;
	link->bits = y->bits;
	return true;
}

/* Whether the second factor of two can be multiplied by the first one's, and the product still be
 * narrow. */
static bool is_pair(const struct eq_chain_link *first, const struct eq_chain_link *second)
{
	return first->op == EQ_CHAIN_MUL_NARROW && second->op == EQ_CHAIN_MUL && first->y &&
	       second->y && second->bits && first->bits - 1 + second->bits - 1 <= 30;
}

uint32_t eq_chain_pair(struct eq_chain_link *links, uint32_t n_links)
{
	uint32_t n = 0;

	for (uint32_t k = 0; k < n_links; k++) {
		if (n && is_pair(&links[n - 1], &links[k])) {
			links[n - 1].op = EQ_CHAIN_MUL_PAIR;
			links[n - 1].z = links[k].y;
		} else {
			links[n++] = links[k];
		}
	}
	return n;
}

static int64_t linked(const struct eq_chain_link *l, int64_t x, size_t at)
{
	int64_t y = l->y ? l->y[at] : l->k;

	switch (l->op) {
	case EQ_CHAIN_ADD:
		return x + y;
	case EQ_CHAIN_SUB:
		return x - y;
	case EQ_CHAIN_MUL_PAIR:
		return x * (y * l->z[at]);
	default:
		return x * y;
	}
}

bool eq_chain_with(enum eq_lane_set set, int64_t *r, const int64_t *x,
		   const struct eq_chain_link *links, uint32_t n_links, uint32_t n)
{
	uint32_t i = 0;

#if defined(__x86_64__) && defined(__GNUC__)
	if (set == EQ_LANES_AVX512) {
		if (!__builtin_cpu_supports("avx512dq") || !__builtin_cpu_supports("avx512vl"))
			return false;
		i = chain_avx512(r, x, links, n_links, n);
	} else if (set == EQ_LANES_AVX2) {
		if (!__builtin_cpu_supports("avx2"))
			return false;
		i = chain_avx2(r, x, links, n_links, n);
	}
#else
	if (set != EQ_LANES_PLAIN)
		return false;
#endif
	for (; i < n; i++) {
		r[i] = x[i];
		for (uint32_t k = 0; k < n_links; k++)
			r[i] = linked(&links[k], r[i], i);
	}
	return true;
}

void eq_chain_run(int64_t *r, const int64_t *x, const struct eq_chain_link *links, uint32_t n_links,
		  uint32_t n)
{
	for (enum eq_lane_set set = EQ_LANES_AVX512; !eq_chain_with(set, r, x, links, n_links, n);)
		set--;
}
