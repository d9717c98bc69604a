/* test_blocks.c - the blocks of a source: that they hold the records which the plainest reader finds,
 * whatever is read at a time, with whatever instructions, by however many workers. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/blocks.h"
#include "plain_csv.h"

#define SIZES 64

static const enum eq_simd sets[] = {EQ_SIMD_PLAIN, EQ_SIMD_AVX2, EQ_SIMD_AVX512};
#define N_SETS (sizeof sets / sizeof *sets)

/* ---- what blocks hold, written as plain_csv.h does ---- */

static uint32_t begin_of(const struct eq_block *b, uint32_t k)
{
	return b->ends[(int64_t)k - 1] + 1;
}

static void write_cell(const struct eq_block *b, uint32_t k, struct eq_buf *room,
		       struct eq_buf *out)
{
	uint64_t line, column;

	eq_block_place_of(b, begin_of(b, k), &line, &column);
	eq_buf_addf(out, "%llu:%llu<", (unsigned long long)line, (unsigned long long)column);
	eq_buf_add_text(out, eq_block_cell_at(b, k, room));
	eq_buf_addc(out, '>');
}

static void write_row(const struct eq_block *b, uint32_t row, struct eq_buf *room,
		      struct eq_buf *out)
{
	uint32_t first = b->row ? b->row[row] : row * b->width;
	uint64_t line, column, from_row, column_of_row;

	for (uint32_t i = 0; i < b->width; i++) {
		struct eq_text raw = eq_block_raw(b, row, i), cell = eq_block_cell(b, row, i, room);

		assert_true(raw.n >= cell.n);
		assert_true(raw.p == b->text + begin_of(b, first + i));
		eq_block_place(b, row, i, &from_row, &column_of_row);
		eq_block_place_of(b, begin_of(b, first + i), &line, &column);
		assert_true(line == from_row && column == column_of_row);
		write_cell(b, first + i, room, out);
	}
	eq_buf_addc(out, ';');
}

/* Rows and odd records in the order in which they stand. */
static void write_block(const struct eq_block *b, struct eq_buf *out)
{
	uint64_t *lines = calloc(b->rows + 1, sizeof *lines), line, column;
	struct eq_buf room;
	size_t odd = 0;

	eq_buf_init(&room);
	eq_block_lines(b, lines);
	assert_true(b->ends[-1] == UINT32_MAX);
	for (uint32_t r = 0; r <= b->rows; r++) {
		uint32_t first = r == b->rows ? UINT32_MAX : b->row ? b->row[r] : r * b->width;

		for (; odd < b->odd.n && b->odd.v[odd].first < first; odd++) {
			const struct eq_odd_record *o = &b->odd.v[odd];

			assert_true(o->cells != b->width);
			assert_int_equal(o->from, begin_of(b, o->first));
			for (uint32_t i = 0; i < o->cells; i++)
				write_cell(b, o->first + i, &room, out);
			eq_buf_addc(out, ';');
		}
		if (r == b->rows)
			break;
		eq_block_place(b, r, 0, &line, &column);
		assert_true(lines[r] == line);
		write_row(b, r, &room, out);
	}
	eq_buf_release(&room);
	free(lines);
}

static void write_faults(const struct eq_diags *diags, struct eq_buf *out)
{
	assert_true(diags->errors <= 1);
	for (size_t i = 0; i < diags->all.n; i++)
		if (diags->all.v[i]->code == EQ_E0607)
			assert_int_equal(diags->all.v[i]->line, 0); /* an empty text */
		else
			eq_buf_addf(out, "!%s %llu:%llu", eq_code_info(diags->all.v[i]->code)->name,
				    (unsigned long long)diags->all.v[i]->line,
				    (unsigned long long)diags->all.v[i]->column);
}

static void write_header(const struct eq_csv_record *header, struct eq_buf *out)
{
	for (uint32_t i = 0; i < header->n; i++) {
		eq_buf_addf(out, "%llu:%u<", (unsigned long long)header->fields[i].line,
			    header->fields[i].column);
		eq_buf_add_text(out, header->fields[i].text);
		eq_buf_addc(out, '>');
	}
	eq_buf_addc(out, ';');
}

static void read_blocks(struct eq_text text, const struct eq_blocks_options *options,
			struct eq_buf *out)
{
	char fingerprint[EQ_DIGEST_CHARS], whole[EQ_DIGEST_CHARS];
	struct eq_diags diags;
	struct eq_block block;
	uint64_t number = 0;
	bool sound = true;

	eq_diags_init(&diags, NULL);
	struct eq_blocks *b = eq_blocks_open_memory(text, EQ_TEXT("x.csv"), options, &diags);
	if (b) {
		eq_block_init(&block);
		write_header(eq_blocks_header(b, 0), out);
		while (sound && eq_blocks_next(b, &block)) {
			assert_int_equal(block.number, number++);
			sound = eq_block_index(b, &block, &diags);
			write_block(&block, out);
		}
		assert_true(sound == eq_blocks_end(b, fingerprint, &diags) || !sound);
		if (sound) {
			struct eq_digest *d = eq_digest_new();

			eq_digest_add(d, text.p, text.n);
			eq_digest_end(d, whole);
			eq_digest_free(d);
			assert_string_equal(fingerprint, whole);
		}
		eq_block_release(&block);
		eq_blocks_close(b);
	}
	write_faults(&diags, out);
	eq_diags_release(&diags);
}

static void expect(struct eq_text text, const struct eq_blocks_options *options,
		   const char *expected)
{
	struct eq_buf out;

	eq_buf_init(&out);
	eq_buf_adds(&out, "");
	read_blocks(text, options, &out);
	if (strlen(expected) != out.n || memcmp(out.p, expected, out.n) != 0) {
		fprintf(stderr, "text: ");
		for (size_t i = 0; i < text.n; i++)
			fprintf(stderr, text.p[i] >= ' ' ? "%c" : "\\x%02X\" \"",
				text.p[i] >= ' ' ? text.p[i] : (unsigned char)text.p[i]);
		fail_msg("\n%zu bytes at a time, %s\n  expected %s\n  got      %s",
			 options->block_bytes, eq_simd_name(options->simd), expected, out.p);
	}
	eq_buf_release(&out);
}

/* A record at a time. */
static void expect_records(struct eq_text text, size_t bytes, const char *expected)
{
	struct eq_csv_record record;
	struct eq_diags diags;
	struct eq_buf out;

	eq_buf_init(&out);
	eq_buf_adds(&out, "");
	eq_diags_init(&diags, NULL);
	struct eq_csv *c = eq_csv_open_memory(text, EQ_TEXT("x.csv"), ',', &diags);
	eq_csv_set_buffer(c, bytes);
	while (eq_csv_next(c, &record) == 1) {
		assert_true(record.line == record.fields[0].line);
		write_header(&record, &out);
	}
	write_faults(&diags, &out);
	assert_string_equal(out.p, expected);
	eq_csv_close(c);
	eq_diags_release(&diags);
	eq_buf_release(&out);
}

static void test_random_texts(void **state)
{
	(void)state;
	uint64_t seed = 20240305;
	struct eq_buf text, expected;

	eq_buf_init(&text);
	eq_buf_init(&expected);
	for (uint32_t k = 0; k < 6000; k++) {
		plain_text(&seed, &text);
		if (memchr(text.p, 0, text.n) && memchr("\xEF\xFF", (unsigned char)text.p[0], 2))
			continue;
		eq_buf_clear(&expected);
		eq_buf_adds(&expected, "");
		plain_csv(eq_buf_view(&text), ',', &expected);
		expect_records(eq_buf_view(&text), 1 + k % 89, expected.p);
		for (size_t i = 0; i < N_SETS; i++) {
			struct eq_blocks_options options = {.separator = ',', .simd = sets[i]};

			if (!eq_simd_has(sets[i]))
				continue;
			options.block_bytes = 1 + (k + i) % 97;
			expect(eq_buf_view(&text), &options, expected.p);
			options.block_bytes = 0;
			expect(eq_buf_view(&text), &options, expected.p);
		}
	}
	eq_buf_release(&text);
	eq_buf_release(&expected);
}

/* A few texts with every size, so that each place falls on the boundary of a read. */
static void test_every_size(void **state)
{
	(void)state;
	uint64_t seed = 7;
	struct eq_buf text, expected;

	eq_buf_init(&text);
	eq_buf_init(&expected);
	for (uint32_t k = 0; k < 60; k++) {
		plain_text(&seed, &text);
		eq_buf_clear(&expected);
		eq_buf_adds(&expected, "");
		plain_csv(eq_buf_view(&text), ',', &expected);
		for (size_t size = 1; size <= SIZES; size++) {
			struct eq_blocks_options options = {.separator = ',', .block_bytes = size};

			expect(eq_buf_view(&text), &options, expected.p);
		}
	}
	eq_buf_release(&text);
	eq_buf_release(&expected);
}

/* ---- several workers ---- */

struct worker {
	struct eq_blocks *blocks;
	struct eq_buf *of; /* what each block holds, by its number */
	pthread_t thread;
};

static void *work(void *data)
{
	struct worker *w = data;
	struct eq_diags diags;
	struct eq_block block;

	eq_diags_init(&diags, NULL);
	eq_block_init(&block);
	while (eq_blocks_next(w->blocks, &block)) {
		if (!eq_block_index(w->blocks, &block, &diags))
			abort();
		write_block(&block, &w->of[block.number]);
	}
	eq_block_release(&block);
	eq_diags_release(&diags);
	return NULL;
}

static void test_workers(void **state)
{
	(void)state;
	enum { N = 7, MOST = 20000 };
	struct eq_buf text, expected, got, *of = calloc(MOST, sizeof *of);
	struct eq_diags diags;
	char fingerprint[EQ_DIGEST_CHARS];
	struct worker workers[N];

	eq_buf_init(&text);
	eq_buf_init(&expected);
	eq_buf_init(&got);
	eq_buf_adds(&text, "a,b,c\n");
	for (int i = 0; i < 5000; i++)
		eq_buf_addf(&text,
			    i % 7   ? "%d,\"x\"\"%d\n\",y\n"
			    : i % 3 ? "%d,%d\n"
				    : "\n%d,%d,\r\n",
			    i, i * i % 1000);
	plain_csv(eq_buf_view(&text), ',', &expected);
	eq_diags_init(&diags, NULL);
	struct eq_blocks_options options = {.block_bytes = 50};
	struct eq_blocks *b =
		eq_blocks_open_memory(eq_buf_view(&text), EQ_TEXT("x"), &options, &diags);
	assert_non_null(b);
	assert_true(eq_blocks_many(b));
	for (int i = 0; i < N; i++) {
		workers[i] = (struct worker){.blocks = b, .of = of};
		assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
	}
	for (int i = 0; i < N; i++)
		pthread_join(workers[i].thread, NULL);
	assert_true(eq_blocks_end(b, fingerprint, &diags));
	assert_int_equal(eq_blocks_bytes_read(b), text.n);
	assert_int_equal(eq_blocks_bytes(b), text.n);
	write_header(eq_blocks_header(b, 0), &got);
	for (int i = 0; i < MOST; i++) {
		eq_buf_add_text(&got, eq_buf_view(&of[i]));
		eq_buf_release(&of[i]);
	}
	assert_string_equal(got.p, expected.p);
	eq_blocks_close(b);
	eq_diags_release(&diags);
	eq_buf_release(&text);
	eq_buf_release(&expected);
	eq_buf_release(&got);
	free(of);
}

/* ---- where rows end ---- */

static void test_until(void **state)
{
	(void)state;
	static const struct {
		const char *text, *until, *expected;
	} cases[] = {
		{"a,b\n1,2\nTotal,3\n4,5\n", "Total", "1:1<a>1:3<b>;2:1<1>2:3<2>;"},
		{"a,b\n1,2\nTotals of all\n\xFF\"", "Total", "1:1<a>1:3<b>;2:1<1>2:3<2>;"},
		{"a,b\n1,2\n  \"Total\" ,3\n", "Total", "1:1<a>1:3<b>;2:1<1>2:3<2>;"},
		{"a,b\n1,2\n\xC2\xA0Total\n", "Total", "1:1<a>1:3<b>;2:1<1>2:3<2>;"},
		{"a,b\n\"x\nTotal\",2\n3,4\nTotal", "Total",
		 "1:1<a>1:3<b>;2:1<x\nTotal>3:8<2>;4:1<3>4:3<4>;"},
		{"a,b\n\"\"\"T\"\"\",2\n", "\"T\"", "1:1<a>1:3<b>;"},
		{"a,b\nTota,2\n,Total\n", "Total", "1:1<a>1:3<b>;2:1<Tota>2:6<2>;3:1<>3:2<Total>;"},
		{"a,b\nTotal,2\n", "Total", "1:1<a>1:3<b>;"},
		{"Total,b\n1,2\n", "Total", "1:1<Total>1:7<b>;2:1<1>2:3<2>;"}, /* names columns */
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (size_t size = 0; size <= SIZES; size++) {
			struct eq_blocks_options options = {.until = eq_text_of(cases[i].until),
							    .block_bytes = size};

			expect(eq_text_of(cases[i].text), &options, cases[i].expected);
		}
}

/* ---- what a block says of itself ---- */

static void test_kinds_of_blocks(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool quotes, ascii, cr, mapped;
		uint32_t rows, odd;
	} cases[] = {
		{"a,b\n1,2\n3,4\n", false, true, false, false, 2, 0},
		{"a,b\r\n1,2\r\n3,4\r\n", false, true, true, false, 2, 0},
		{"a,b\n1,\"2\"\n3,4\n", true, true, false, false, 2, 0},
		{"a,b\n1,\xC2\xA3"
		 "2\n3,4\n",
		 false, false, false, false, 2, 0},
		{"a,b\n1,2\n\n3,4\n", false, true, false, true, 2, 0},
		{"a,b\n1\n3,4\n", false, true, false, true, 1, 1},
		{"a,b\n1,2,3\n4\n", false, true, false, true, 0, 2}, /* as many cells as two rows */
		{"a\n1\n2\n", false, true, false, false, 2, 0},
		{"a\n1\n\n2\n", false, true, false, true, 2, 0},
		{"a,b\r1,2\r3,4\r", false, true, true, false, 2, 0},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct eq_blocks_options options = {.separator = ','};
		struct eq_diags diags;
		struct eq_block block;

		eq_diags_init(&diags, NULL);
		struct eq_blocks *b = eq_blocks_open_memory(eq_text_of(cases[i].text), EQ_TEXT("x"),
							    &options, &diags);
		assert_non_null(b);
		assert_false(eq_blocks_many(b));
		eq_block_init(&block);
		assert_true(eq_blocks_next(b, &block));
		assert_true(eq_block_index(b, &block, &diags));
		assert_int_equal(block.has_quotes, cases[i].quotes);
		assert_int_equal(block.ascii, cases[i].ascii);
		assert_int_equal(block.has_cr, cases[i].cr);
		assert_int_equal(block.row != NULL, cases[i].mapped);
		assert_int_equal(block.rows, cases[i].rows);
		assert_int_equal(block.odd.n, cases[i].odd);
		assert_int_equal(block.line, 2);
		eq_block_release(&block);
		eq_blocks_close(b);
		eq_diags_release(&diags);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds_of_blocks), cmocka_unit_test(test_until),
		cmocka_unit_test(test_every_size),      cmocka_unit_test(test_random_texts),
		cmocka_unit_test(test_workers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
