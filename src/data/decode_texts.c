/* decode_texts.c - cells of text to codes of the dictionary. See decode_parts.h.
 *
 * A column that says one of a few things finds its codes in a table of its own; those that it does not
 * know are asked of the dictionary, 64 cells at a time. Where nearly every cell is another, it goes to the
 * dictionary at once. */
#include "data/decode_knowns.h"

/* The cells that are not known: 64 at most. */
struct unknown {
	uint32_t n;
	uint8_t lane[64];
	struct eq_raw raw[64];
};

/* What a cell says. False when cells.h has to look at it. */
static bool says(const struct eq_decoder *d, const struct eq_cells *cells, struct eq_raw raw,
		 struct eq_text *text)
{
	struct eq_raw s = eq_raw_bare(cells, raw, true);

	*text = (struct eq_text){s.p, s.n};
	if (eq_decoder_leaves(d, *text))
		return false;
	return !cells->quotes || !memchr(s.p, '"', s.n);
}

/* Codes for those that were not known: the unusual of them as bits. */
static uint64_t ask(struct eq_decoder *d, const struct eq_cells *cells, const struct unknown *u,
		    uint32_t *to)
{
	struct eq_text texts[64];
	uint32_t codes[64];
	uint64_t unusual = 0;

	for (uint32_t i = 0; i < u->n; i++)
		if (!says(d, cells, u->raw[i], &texts[i]))
			texts[i].n = 0;
	eq_dictionary_codes(d->texts, &d->pen, texts, u->n, codes);
	for (uint32_t i = 0; i < u->n; i++) {
		to[u->lane[i]] = codes[i];
		unusual |= (uint64_t)!codes[i] << u->lane[i];
		if (!d->knowns.full)
			eq_knowns_add(&d->knowns, u->raw[i], codes[i]);
	}
	return unusual;
}

/* Lanes whose cells are known; others to `u`. */
EQ_INLINE uint64_t find_known(const struct eq_knowns *t, const struct eq_cells *cells,
			      uint32_t from, uint32_t n, uint32_t *to, struct unknown *u, bool cr)
{
	uint64_t unusual = 0;

	for (uint32_t k = 0; k < n; k++) {
		struct eq_raw s = eq_cells_raw(cells, from + k);

		if (cr)
			s = eq_raw_bare(cells, s, false);
		const struct eq_known *found = eq_knowns_find(t, s);
		if (__builtin_expect(!found, 0)) {
			u->raw[u->n] = s;
			u->lane[u->n++] = (uint8_t)k;
			continue;
		}
		to[k] = found->value;
		unusual |= (uint64_t)!found->value << k;
	}
	return unusual;
}

static uint64_t find_64(struct eq_decoder *d, const struct eq_cells *cells, uint32_t from,
			uint32_t *to, uint32_t *unknown)
{
	uint32_t n = cells->n - from < 64 ? cells->n - from : 64;
	struct unknown u = {.n = 0};
	uint64_t unusual = 0;

	if (d->knowns.useless)
		for (; u.n < n; u.n++) {
			u.lane[u.n] = (uint8_t)u.n;
			u.raw[u.n] = eq_raw_bare(cells, eq_cells_raw(cells, from + u.n), false);
		}
	else
		unusual = cells->cr ? find_known(&d->knowns, cells, from, n, to, &u, true)
				    : find_known(&d->knowns, cells, from, n, to, &u, false);
	*unknown += u.n;
	return u.n ? unusual | ask(d, cells, &u, to) : unusual;
}

void eq_decode_texts(struct eq_decoder *d, const struct eq_cells *cells, struct eq_batch_column *to,
		     uint64_t *unusual)
{
	uint32_t unknown = 0;

	for (uint32_t from = 0; from < cells->n; from += 64)
		unusual[from / 64] = find_64(d, cells, from, to->code + from, &unknown);
	eq_knowns_judge(&d->knowns, cells->n, unknown);
}
