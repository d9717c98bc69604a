/* decode_texts.c - cells of text to codes of the dictionary. See decode_parts.h.
 *
 * A column that says one of a few things finds its codes in a table of its own; what is not there
 * is asked of the dictionary, a handful at a time. Where nearly every cell is another, all are. */
#include "data/decode_knowns.h"

/* What a cell says; empty where cells.h has to look at it. */
static struct eq_text says(const struct eq_decoder *d, const struct eq_cells *cells,
			   struct eq_raw raw)
{
	struct eq_raw s = eq_cells_bare(cells, raw);
	struct eq_text text = {s.p, s.n};

	if (eq_decoder_leaves(d, text) || (cells->quotes && memchr(s.p, '"', s.n)))
		text.n = 0;
	return text;
}

/* Codes for the lanes that are not known. Returns those of them that are unusual. */
static uint64_t ask(struct eq_decoder *d, const struct eq_cells *cells, const struct eq_handful *h,
		    uint64_t unknown, uint32_t *to)
{
	struct eq_text texts[EQ_HANDFUL];
	uint32_t codes[EQ_HANDFUL], n = 0;
	uint64_t unusual = 0;

	for (uint64_t left = unknown; left; left &= left - 1)
		texts[n++] = says(d, cells, eq_handful_cell(h, (uint32_t)__builtin_ctzll(left)));
	eq_dictionary_codes(d->texts, &d->pen, texts, n, codes);
	n = 0;
	for (uint64_t left = unknown; left; left &= left - 1, n++) {
		uint32_t k = (uint32_t)__builtin_ctzll(left);

		to[k] = codes[n];
		unusual |= (uint64_t)!codes[n] << k;
		if (!d->knowns.full)
			eq_knowns_add(&d->knowns, eq_handful_cell(h, k), codes[n]);
	}
	return unusual;
}

/* Lanes whose cells are known. Returns the others; and those of the known that are unusual. */
EQ_INLINE uint64_t find_known(const struct eq_knowns *t, const struct eq_handful *h, uint32_t *to,
			      uint64_t *unusual)
{
	const struct eq_knowns table = *t;
	uint64_t unknown = 0, left = 0;

	for (uint32_t k = 0; k < h->n; k++) {
		const uint32_t *value = eq_knowns_find(&table, eq_handful_cell(h, k));

		if (__builtin_expect(!value, 0)) {
			unknown |= UINT64_C(1) << k;
			continue;
		}
		to[k] = *value;
		if (__builtin_expect(!*value, 0))
			left |= UINT64_C(1) << k;
	}
	*unusual = left;
	return unknown;
}

static uint64_t find_known_plain(const struct eq_knowns *t, const struct eq_handful *h,
				 uint32_t *to, uint64_t *unusual)
{
	return find_known(t, h, to, unusual);
}

EQ_BMI static uint64_t find_known_bmi(const struct eq_knowns *t, const struct eq_handful *h,
				      uint32_t *to, uint64_t *unusual)
{
	return find_known(t, h, to, unusual);
}

void eq_decode_texts(struct eq_decoder *d, const struct eq_cells *cells, struct eq_batch_column *to,
		     uint64_t *unusual)
{
	uint64_t (*find)(const struct eq_knowns *, const struct eq_handful *, uint32_t *,
			 uint64_t *) = d->simd == EQ_SIMD_PLAIN ? find_known_plain : find_known_bmi;
	uint32_t n_unknown = 0;
	struct eq_handful h;

	for (uint32_t from = 0; from < cells->n; from += EQ_HANDFUL) {
		uint64_t *bits = &unusual[from / 64], unknown;

		eq_cells_take(cells, from, false, &h);
		if (d->knowns.useless)
			unknown = ~UINT64_C(0) >> (EQ_HANDFUL - h.n);
		else
			unknown = find(&d->knowns, &h, to->code + from, bits);
		n_unknown += (uint32_t)__builtin_popcountll(unknown);
		if (unknown)
			*bits |= ask(d, cells, &h, unknown, to->code + from);
	}
	eq_knowns_judge(&d->knowns, cells->n, n_unknown);
}
