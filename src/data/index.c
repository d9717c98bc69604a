/* index.c - the index of a block, from the loops or from the exact reader. See index.h. */
#include "data/index.h"

#include <string.h>

#include "base/limits.h"
#include "data/blocks_room.h"

const struct eq_index_loops *eq_index_loops(enum eq_simd simd)
{
#if defined(__x86_64__)
	switch (eq_simd_choice(simd)) {
	case EQ_SIMD_AVX512:
		return &eq_index_avx512;
	case EQ_SIMD_AVX2:
		return &eq_index_avx2;
	default:
		break;
	}
#endif
	(void)simd;
	return &eq_index_plain;
}

struct eq_csv_text eq_index_text(const struct eq_block *block, char separator)
{
	struct eq_csv_text t;

	eq_csv_text_init(&t, block->text, block->n, separator);
	t.real = block->real;
	t.ended = block->ended;
	t.whole = true;
	return t;
}

/* Byte by byte. What is wrong with a record ends the index before it. */
static uint32_t read_carefully(struct eq_block *block, const struct eq_index_how *how,
			       uint32_t *ends, struct eq_csv_fault *fault)
{
	struct eq_csv_text t = eq_index_text(block, how->separator);
	struct eq_csv_reading r = {.text = &t, .ends = ends};

	while (r.at < t.n) {
		enum eq_csv_got got = eq_csv_read_record(&r);

		if (got == EQ_CSV_FAULTY)
			*fault = r.fault;
		else if (got == EQ_CSV_PARTIAL)
			EQ_BUG("a block ends in the middle of a record");
		if (got != EQ_CSV_WHOLE)
			break;
	}
	return r.n_ends;
}

static bool ends_line(const struct eq_block *block, uint32_t end)
{
	return block->text[end] == '\n' || block->text[end] == '\r';
}

/* Whether every record has the same number of cells: the ends of lines are as many as there should be, and where
 * they should be. */
static bool is_regular(const struct eq_block *block, uint32_t n_ends, uint32_t n_lines)
{
	const uint32_t *at = block->ends + block->width - 1;
	unsigned char other = 0;

	if ((uint64_t)n_lines * block->width != n_ends)
		return false;
	for (uint32_t r = 0; r < n_lines; r++, at += block->width)
		other |= (unsigned char)block->text[*at] ^ '\n';
	return other == 0;
}

/* Record by record: which are rows, which are of another width, which are blank lines. */
static void find_rows(struct eq_block *block, uint32_t n_ends)
{
	uint32_t *row = eq_block_rows_room(block, n_ends);
	bool as_is = true;

	block->rows = 0;
	for (uint32_t first = 0, k = 0; k < n_ends; k++) {
		if (!ends_line(block, block->ends[k]))
			continue;
		uint32_t cells = k + 1 - first, from = block->ends[(int64_t)first - 1] + 1;
		struct eq_text raw = {block->text + from, block->ends[k] - from};

		if (cells == 1 && eq_csv_is_blank_line(raw)) {
			as_is = false;
		} else if (cells == block->width) {
			row[block->rows++] = first;
		} else {
			EQ_PUSH(&block->odd, ((struct eq_odd_record){from, cells, first}));
			as_is = false;
		}
		first = k + 1;
	}
	block->row = as_is ? NULL : row;
}

static bool has_too_many_cells(const struct eq_block *block)
{
	for (size_t i = 0; i < block->odd.n; i++)
		if (block->odd.v[i].cells > EQ_LIMIT_COLUMNS)
			return true;
	return false;
}

/* The index from the loops. False: it cannot be had from them. */
static bool index_fast(struct eq_block *block, const struct eq_index_how *how, uint32_t *ends)
{
	uint32_t n_ends, n_lines;

	if (block->careful || (!block->ascii && eq_utf8_valid(block->text, block->n) < block->n))
		return false;
	if (block->marked)
		how->loops->ends_marked(block->text, block->n, eq_block_marks(block), ends, &n_ends,
					&n_lines);
	else if (!how->loops->ends(block->text, block->n, how->separator, block->has_quotes, ends,
				   &n_ends, &n_lines))
		return false;
	/* Of a single column, blank lines look like rows. */
	if (block->width > 1 && is_regular(block, n_ends, n_lines))
		block->rows = n_lines;
	else
		find_rows(block, n_ends);
	return !has_too_many_cells(block);
}

void eq_index_block(struct eq_block *block, const struct eq_index_how *how,
		    struct eq_csv_fault *fault)
{
	uint32_t *ends = eq_block_ends_room(block);

	fault->kind = EQ_CSV_SOUND;
	block->ends = ends;
	block->width = how->width;
	block->row = NULL;
	block->odd.n = 0;
	if (index_fast(block, how, ends))
		return;
	block->odd.n = 0;
	find_rows(block, read_carefully(block, how, ends, fault));
}
