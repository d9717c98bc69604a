/* chain_lanes.h - the loop of chain.c, once for each set of vector instructions. Not for others.
 *
 * The file that includes it says CHAIN, the function's name; TARGET, its attribute; VECTOR, a vector
 * of whole numbers of 64 bits; NARROW(a, b), the products of their low halves. Eight vectors are worked
 * on at once, so that to ask which link comes next costs little. Gives the lanes that were done. */

#define LOAD(p, j) (*(const VECTOR *)((p) + (j)*LANES))
#define EACH(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5) DO(6) DO(7)
#define BEGIN(j) VECTOR a##j = LOAD(x + i, j);
#define ADD_Y(j) a##j += LOAD(y, j);
#define SUB_Y(j) a##j -= LOAD(y, j);
#define MUL_Y(j) a##j *= LOAD(y, j);
#define NARROW_Y(j) a##j = NARROW(a##j, LOAD(y, j));
#define PAIR_YZ(j) a##j = NARROW(a##j, NARROW(LOAD(y, j), LOAD(z, j)));
#define ADD_K(j) a##j += k;
#define SUB_K(j) a##j -= k;
#define MUL_K(j) a##j *= k;
#define NARROW_K(j) a##j = NARROW(a##j, k);
#define END(j) *(VECTOR *)(r + i + j * LANES) = a##j;

TARGET static uint32_t CHAIN(int64_t *restrict r, const int64_t *x,
			     const struct eq_chain_link *links, uint32_t n_links, uint32_t n)
{
	enum { LANES = sizeof(VECTOR) / sizeof(int64_t) };
	uint32_t i = 0;

	for (; i + 8 * LANES <= n; i += 8 * LANES) {
		EACH(BEGIN)
		for (const struct eq_chain_link *l = links; l < links + n_links; l++) {
			if (l->y) {
				const int64_t *y = l->y + i;

				switch (l->op) {
				case EQ_CHAIN_ADD:
					EACH(ADD_Y)
					break;
				case EQ_CHAIN_SUB:
					EACH(SUB_Y)
					break;
				case EQ_CHAIN_MUL:
					EACH(MUL_Y)
					break;
				case EQ_CHAIN_MUL_NARROW:
					EACH(NARROW_Y)
					break;
				case EQ_CHAIN_MUL_PAIR: {
					const int64_t *z = l->z + i;
					EACH(PAIR_YZ)
				}
				}
			} else {
				const VECTOR k = l->k - (VECTOR){0};

				switch (l->op) {
				case EQ_CHAIN_ADD:
					EACH(ADD_K)
					break;
				case EQ_CHAIN_SUB:
					EACH(SUB_K)
					break;
				case EQ_CHAIN_MUL:
					EACH(MUL_K)
					break;
				default:
					EACH(NARROW_K)
				}
			}
		}
		EACH(END)
	}
	return i;
}

#undef LOAD
#undef EACH
#undef BEGIN
#undef ADD_Y
#undef SUB_Y
#undef MUL_Y
#undef NARROW_Y
#undef PAIR_YZ
#undef ADD_K
#undef SUB_K
#undef MUL_K
#undef NARROW_K
#undef END
#undef CHAIN
#undef TARGET
#undef VECTOR
#undef NARROW
