/* test_decode.c - cells to lanes, many at a time: against cells.h, which says what a cell means. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/decode.h"

#define WIDTH 3 /* columns of a sheet: one that is decoded, and its neighbours */
#define MOST 96 /* bytes of a cell */

/* ---- chance, the same at every run ---- */

static uint64_t next(uint64_t *seed)
{
	uint64_t z = (*seed += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

static uint32_t below(uint64_t *seed, uint32_t n)
{
	return (uint32_t)(next(seed) % n);
}

/* ---- a block made by hand ---- */

struct sheet {
	struct eq_block block;
	uint32_t at; /* the column that is decoded */
	char *memory;
	uint32_t *ends, *row;
	struct eq_buf text;
	EQ_VEC(uint32_t) all;
	EQ_VEC(uint32_t) rows;
};

enum {
	QUOTES = 1,
	CRLF = 2,
	ROWS = 4
}; /* how a sheet is written: the last with rows of odd width */

static void add_cell(struct sheet *s, const char *cell, size_t n, char end)
{
	eq_buf_add(&s->text, cell, n);
	EQ_PUSH(&s->all, (uint32_t)s->text.n);
	eq_buf_addc(&s->text, end);
}

static void sheet_add(struct sheet *s, const char *cell, size_t n, unsigned how)
{
	if ((how & ROWS) && s->rows.n % 3 == 1)
		add_cell(s, "a row of one cell", 17, '\n');
	EQ_PUSH(&s->rows, (uint32_t)s->all.n);
	for (uint32_t c = 0; c < WIDTH; c++) {
		char room[MOST * 2 + 8] = "12.5";
		size_t length = 4;

		if (c == s->at) {
			memcpy(room, cell, n);
			length = n;
		}
		if (c == WIDTH - 1 && (how & CRLF))
			room[length++] = '\r';
		add_cell(s, room, length, c == WIDTH - 1 ? '\n' : ',');
	}
}

/* Around the text stand digits, which must not be taken for its own. */
static void sheet_end(struct sheet *s, unsigned how)
{
	struct eq_block *b = &s->block;

	s->memory = eq_alloc(s->text.n + 2 * EQ_BLOCK_PAD);
	memset(s->memory, '7', s->text.n + 2 * EQ_BLOCK_PAD);
	if (s->text.n)
		memcpy(s->memory + EQ_BLOCK_PAD, s->text.p, s->text.n);
	s->ends = eq_alloc((s->all.n + 1) * sizeof *s->ends);
	s->ends[0] = UINT32_MAX;
	if (s->all.n)
		memcpy(s->ends + 1, s->all.v, s->all.n * sizeof *s->ends);
	b->text = s->memory + EQ_BLOCK_PAD;
	b->n = (uint32_t)s->text.n;
	b->width = WIDTH;
	b->ends = s->ends + 1;
	b->row = how & ROWS ? s->rows.v : NULL;
	b->rows = (uint32_t)s->rows.n;
	b->has_quotes = how & QUOTES;
	b->has_cr = how & CRLF;
}

static void sheet_release(struct sheet *s)
{
	eq_free(s->memory);
	eq_free(s->ends);
	eq_free(s->all.v);
	eq_free(s->rows.v);
	eq_buf_release(&s->text);
	memset(s, 0, sizeof *s);
}

/* ---- what is decoded, and what cells.h says ---- */

struct column {
	enum eq_column_kind kind;
	struct eq_date_format format;
	const struct eq_text *missing;
	uint32_t n_missing;
	struct eq_dictionary *texts;
	struct eq_decoder *decoder;
	struct eq_batch_column cells;
	struct eq_arena arena;
};

static void column_init(struct column *c, enum eq_column_kind kind, const char *format,
			const struct eq_text *missing, uint32_t n_missing, enum eq_simd simd)
{
	memset(c, 0, sizeof *c);
	c->kind = kind;
	if (format)
		assert_true(eq_date_format_read(eq_text_of(format), &c->format));
	c->missing = missing;
	c->n_missing = n_missing;
	c->texts = eq_dictionary_new();
	c->decoder = eq_decoder_new(kind, &c->format, missing, n_missing, c->texts, simd);
	eq_batch_column_init(&c->cells, kind);
	eq_arena_init(&c->arena);
}

static void column_release(struct column *c)
{
	eq_decoder_free(c->decoder);
	eq_batch_column_release(&c->cells);
	eq_dictionary_free(c->texts);
	eq_arena_release(&c->arena);
}

static bool is_unusual(const uint64_t *unusual, uint32_t lane)
{
	return unusual[lane / 64] >> (lane % 64) & 1;
}

/* The cell without its quotes. False where quotes are doubled in it. */
static bool says(const struct sheet *s, uint32_t row, struct eq_text *cell)
{
	*cell = eq_block_raw(&s->block, row, s->at);
	if (s->block.has_cr && s->at == WIDTH - 1 && cell->n && cell->p[cell->n - 1] == '\r')
		cell->n--;
	if (s->block.has_quotes && cell->n >= 2 && cell->p[0] == '"' && cell->p[cell->n - 1] == '"')
		*cell = (struct eq_text){cell->p + 1, cell->n - 2};
	return !s->block.has_quotes || !cell->n || !memchr(cell->p, '"', cell->n);
}

/* A lane that is not unusual must be what cells.h makes of the cell. */
static void check_usual(const struct column *c, struct eq_text cell, uint32_t lane)
{
	struct eq_text trimmed = eq_cell_trim(cell);
	struct eq_cell_number v;
	eq_date day = 0;

	if (eq_cell_is_missing(trimmed, c->missing, c->n_missing))
		fail_msg("\"%.*s\" is a missing cell", EQ_ARG(cell));
	if (c->kind == EQ_COLUMN_NUMBER) {
		if (eq_cell_number(trimmed, (struct eq_cell_signs){.percent = false}, &v) !=
		    EQ_CELL_FITS)
			fail_msg("\"%.*s\" is no number", EQ_ARG(cell));
		if (v.wide ||
		    eq_dec_cmp(eq_batch_number(&c->cells, lane), eq_dec_scaled(v.i, v.scale)) != 0)
			fail_msg("\"%.*s\" is another number", EQ_ARG(cell));
	} else if (c->kind == EQ_COLUMN_DATE) {
		if (eq_cell_date(trimmed, &c->format, false, &day) != EQ_CELL_FITS)
			fail_msg("\"%.*s\" is no date", EQ_ARG(cell));
		if (day != c->cells.day[lane])
			fail_msg("\"%.*s\" is another day", EQ_ARG(cell));
	} else {
		if (!eq_text_eq(eq_dictionary_text(c->texts, c->cells.code[lane]), trimmed) ||
		    !c->cells.code[lane])
			fail_msg("\"%.*s\" is another text", EQ_ARG(cell));
	}
}

static void check_empty(const struct column *c, uint32_t lane)
{
	if (c->kind == EQ_COLUMN_NUMBER)
		assert_int_equal(c->cells.i[lane], 0);
	else if (c->kind == EQ_COLUMN_DATE)
		assert_int_equal(c->cells.day[lane], 0);
	else
		assert_int_equal(c->cells.code[lane], 0);
}

/* No lane is larger than the view says; nothing is left to do for it. */
static void check_view(struct column *c, uint32_t n)
{
	struct eq_column v = eq_batch_view(&c->cells, n, &c->arena);

	assert_int_equal(v.n, n);
	if (c->kind != EQ_COLUMN_NUMBER)
		return;
	assert_int_equal(v.rep, EQ_REP_INT);
	assert_ptr_equal(v.i, c->cells.i);
	assert_true(v.bits >= 1 && v.bits <= 61);
	for (uint32_t k = 0; k < n; k++) {
		assert_true(v.i[k] < INT64_C(1) << (v.bits - 1));
		assert_true(v.i[k] >= -(INT64_C(1) << (v.bits - 1)));
	}
}

/* All rows of a sheet, in batches of at most `batch`. How many were unusual. */
static uint32_t check_sheet(struct column *c, const struct sheet *s, uint32_t batch)
{
	uint64_t unusual[EQ_BATCH / 64];
	uint32_t all = 0;

	for (uint32_t from = 0; from < s->block.rows; from += batch) {
		uint32_t n = s->block.rows - from < batch ? s->block.rows - from : batch;
		uint32_t count, seen = 0;

		memset(unusual, 0xFF, sizeof unusual);
		eq_batch_column_clear(&c->cells);
		count = eq_decode(c->decoder, &s->block, s->at, from, n, &c->cells, unusual);
		for (uint32_t k = 0; k < EQ_BATCH; k++) {
			struct eq_text cell;

			if (is_unusual(unusual, k)) {
				assert_true(k < n);
				check_empty(c, k);
				seen++;
			} else if (k < n) {
				if (!says(s, from + k, &cell))
					fail_msg("\"%.*s\" has quotes inside", EQ_ARG(cell));
				check_usual(c, cell, k);
			}
		}
		assert_int_equal(count, seen);
		check_view(c, n);
		all += count;
	}
	return all;
}

static const enum eq_simd sets[] = {EQ_SIMD_PLAIN, EQ_SIMD_AVX2, EQ_SIMD_AVX512};
#define SETS (sizeof sets / sizeof *sets)

/* ---- cells by hand ---- */

struct plain_case {
	enum eq_column_kind kind;
	const char *format;
	const char *cells[8]; /* up to NULL */
};

/* Cells that must not be left to the long way, each column over and over. */
static void test_usual(void **state)
{
	(void)state;
	static const struct plain_case cases[] = {
		{EQ_COLUMN_NUMBER, NULL, {"1", "22", "333", "4444", "0", "-17", "+18"}},
		{EQ_COLUMN_NUMBER,
		 NULL,
		 {"1716.06", "96.25", ".50", "-3.99", "123456789.01", "0.00"}},
		{EQ_COLUMN_NUMBER, NULL, {"34", "34.5", "-0.25", "1000.", "999999.125"}},
		{EQ_COLUMN_NUMBER, NULL, {"123456789012345678", "-123456789012345678", "1"}},
		{EQ_COLUMN_NUMBER, NULL, {"0.123456789012345", "-0.5", "1.000000000000001"}},
		{EQ_COLUMN_NUMBER, NULL, {"12345678901234.5678", "1.0000", "-99999999999999.9999"}},
		{EQ_COLUMN_DATE,
		 "yyyy-mm-dd",
		 {"2024-02-29", "1900-01-01", "2199-12-31", "2023-08-07"}},
		{EQ_COLUMN_DATE, "dd/mm/yyyy", {"29/02/2024", "01/01/1900", "31/12/2199"}},
		{EQ_COLUMN_DATE, "mm/dd/yyyy", {"02/29/2024", "01/01/1900", "12/31/2199"}},
		{EQ_COLUMN_DATE, "dd.mm.yy", {"29.02.24", "01.01.69", "31.12.68"}},
		{EQ_COLUMN_DATE, "yyyymmdd", {"20240229", "19000101", "21991231"}},
		{EQ_COLUMN_DATE, "yyyy-mm", {"2024-02", "1900-12"}},
		{EQ_COLUMN_DATE, "d/m/yyyy", {"1/2/2024", "29/2/2024", "01/12/2024"}},
		{EQ_COLUMN_DATE, "dd-mmm-yy", {"01-Feb-24", "29-FEB-24", "31-dec-99"}},
		{EQ_COLUMN_DATE, "excel", {"45321", "45321.75", "61"}},
		{EQ_COLUMN_DATE, "yyyy-mm-dd", {"2024-02-29 00:00:00", "2024-02-29T23:59:59Z"}},
		{EQ_COLUMN_TEXT,
		 NULL,
		 {"Bridgwater", "Minehead", "M", "a text of sixteen", "a text of sixteen2",
		  "a text of more than thirty-two bytes", "a text of more than thirty-two byte5"}},
		{EQ_COLUMN_TEXT,
		 NULL,
		 {"a text that is longer than what the small table keeps of any one",
		  "a text that is longer than what the small table keeps of any two",
		  "\xC3\xA9t\xC3\xA9"}},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (unsigned how = 0; how < 8; how++)
			for (size_t k = 0; k < SETS; k++) {
				struct sheet s = {.at = (uint32_t)(i + k) % WIDTH};
				struct column c;
				char quoted[MOST];

				if (!eq_simd_has(sets[k]))
					continue;
				column_init(&c, cases[i].kind, cases[i].format, NULL, 0, sets[k]);
				for (uint32_t n = 0, j = 0; n < 150; n++, j++) {
					if (!cases[i].cells[j])
						j = 0;
					int length =
						snprintf(quoted, sizeof quoted,
							 (how & QUOTES) && n % 3 ? "\"%s\"" : "%s",
							 cases[i].cells[j]);
					sheet_add(&s, quoted, (size_t)length, how);
				}
				sheet_end(&s, how);
				if (check_sheet(&c, &s, EQ_BATCH))
					fail_msg("case %zu, %s: not all are usual", i,
						 eq_simd_name(sets[k]));
				assert_int_equal(check_sheet(&c, &s, 37), 0);
				sheet_release(&s);
				column_release(&c);
			}
}

/* Cells that are left to cells.h, of whatever kind the column is. */
static void test_unusual(void **state)
{
	(void)state;
	static const char *const cells[] = {"",
					    "NA",
					    "N/A",
					    "n/a",
					    "-",
					    "..",
					    "\xE2\x80\x93",
					    " 12",
					    "12 ",
					    "\t12",
					    "12\xC2\xA0",
					    ("\xC2\xA0"
					     "12"),
					    "gone",
					    "9999",
					    "2024-01-01",
					    "12.50"};
	static const struct eq_text missing[] = {
		{"gone", 4}, {"9999", 4}, {"2024-01-01", 10}, {"12.50", 5}};

	for (int kind = EQ_COLUMN_TEXT; kind <= EQ_COLUMN_DATE; kind++)
		for (size_t k = 0; k < SETS; k++) {
			struct sheet s = {.at = 0};
			struct column c;
			uint32_t n = 0;

			if (!eq_simd_has(sets[k]))
				continue;
			column_init(&c, (enum eq_column_kind)kind, "yyyy-mm-dd", missing, 4,
				    sets[k]);
			for (uint32_t i = 0; i < 5 * sizeof cells / sizeof *cells; i++, n++) {
				const char *cell = cells[i % (sizeof cells / sizeof *cells)];

				sheet_add(&s, cell, strlen(cell), 0);
			}
			sheet_end(&s, 0);
			assert_int_equal(check_sheet(&c, &s, EQ_BATCH), n);
			assert_int_equal(check_sheet(&c, &s, 16), n);
			sheet_release(&s);
			column_release(&c);
		}
}

/* ---- cells by chance ---- */

/* One slip: a byte put in, left out or changed. */
static size_t slip(uint64_t *seed, char *cell, size_t n)
{
	static const char odd[] =
		"0123456789..,,--++  eE%/:;<=>?@\xC2\xA3\xA0\xD9\x80\x93\xFF\t()'x\x7F";
	char c = odd[below(seed, sizeof odd - 1)];
	size_t at = n ? below(seed, (uint32_t)n) : 0;

	switch (below(seed, 3)) {
	case 0:
		memmove(cell + at + 1, cell + at, n - at);
		cell[at] = c;
		return n + 1;
	case 1:
		if (n)
			memmove(cell + at, cell + at + 1, n - at - 1);
		return n - (n > 0);
	default:
		if (n)
			cell[at] = c;
		return n;
	}
}

static size_t any_number(uint64_t *seed, uint32_t decimals, char *out)
{
	static const char *const odd[] = {"1.",
					  ".5",
					  "-0",
					  "+3",
					  "1,204",
					  "\xD9\xA3",
					  ".",
					  "-",
					  "-.",
					  "--1",
					  "+-1",
					  "1e5",
					  "1.2.3",
					  "9999999999999999999",
					  "999999999999999999",
					  "-.5",
					  "00012",
					  "(12)",
					  "12%",
					  ("\xC2\xA3"
					   "12"),
					  "-5.",
					  "1 000",
					  "0x10",
					  "+.",
					  "5-",
					  "1000000000000000000",
					  "99999999.99",
					  "999999999",
					  "1234567890123456",
					  "12345678901234567",
					  "123456789012345.6",
					  "-123456789012345.6",
					  "1234567890123456.7",
					  ("\xE2\x88\x92"
					   "5")};
	uint32_t kind = below(seed, 20);
	size_t n = 0;

	if (kind == 0) {
		strcpy(out, odd[below(seed, sizeof odd / sizeof *odd)]);
		return strlen(out);
	}
	if (kind == 1)
		decimals = below(seed, 20);
	if (below(seed, 6) == 0)
		out[n++] = "-+"[below(seed, 2)];
	for (uint32_t whole = below(seed, kind == 2 ? 22 : 8) + !decimals; whole; whole--)
		out[n++] = (char)('0' + below(seed, 10));
	if (decimals)
		out[n++] = '.';
	for (uint32_t k = 0; k < decimals; k++)
		out[n++] = (char)('0' + below(seed, 10));
	return n;
}

static size_t any_date(uint64_t *seed, const struct eq_date_format *f, char *out)
{
	size_t n = 0;
	bool wild = below(seed, 8) == 0;
	int year = wild ? (int)below(seed, 10000) : 1890 + (int)below(seed, 320);
	int month = wild ? (int)below(seed, 100) : (int)below(seed, 14);
	int day = wild ? (int)below(seed, 100) : (int)below(seed, 33);

	for (size_t i = 0; f->parts[i].part != EQ_PART_END; i++) {
		int digits = f->parts[i].text;

		switch ((enum eq_date_part)f->parts[i].part) {
		case EQ_PART_DAY:
			n += (size_t)sprintf(out + n, "%0*d", digits, day);
			break;
		case EQ_PART_MONTH:
			n += (size_t)sprintf(out + n, "%0*d", digits, month);
			break;
		case EQ_PART_MONTH_NAME:
			n += (size_t)sprintf(out + n, "%.3s", eq_month_name(month % 12 + 1));
			break;
		case EQ_PART_YEAR2:
			n += (size_t)sprintf(out + n, "%02d", year % 100);
			break;
		case EQ_PART_YEAR4:
			n += (size_t)sprintf(out + n, "%04d", year);
			break;
		case EQ_PART_DAY_NUMBER:
			n += (size_t)sprintf(out + n, "%u", below(seed, 120000));
			break;
		default:
			out[n++] = f->parts[i].text;
			break;
		}
	}
	return n;
}

static size_t any_text(uint64_t *seed, uint32_t different, char *out)
{
	uint32_t which = below(seed, different);
	size_t n = (size_t)sprintf(out, "%s%u", which % 3 ? "case " : "", which * 7919u);

	for (; which % 5 == 0 && n < which % 60; n++)
		out[n] = (char)('a' + n % 26);
	return n;
}

/* As a spreadsheet would write it, or nearly. */
static size_t dress(uint64_t *seed, char *cell, size_t n, unsigned how)
{
	if (below(seed, 40) == 0) {
		memmove(cell + 1, cell, n++);
		cell[0] = ' ';
	}
	if (!(how & QUOTES) || below(seed, 3) == 0)
		return n;
	memmove(cell + 1, cell, n);
	cell[0] = '"';
	cell[n + 1] = '"';
	n += 2;
	if (below(seed, 30) == 0) { /* doubled, inside */
		memmove(cell + 3, cell + 1, n - 1);
		cell[1] = cell[2] = '"';
		n += 2;
	}
	return n;
}

static void check_by_chance(enum eq_column_kind kind, const char *format, uint32_t like,
			    uint32_t rows)
{
	static const struct eq_text missing[] = {
		{"none", 4}, {"-1.50", 5}, {"12", 2}, {"2001-01-01", 10}};

	for (unsigned how = 0; how < 8; how++)
		for (size_t k = 0; k < SETS; k++) {
			uint64_t seed = like * 8 + how; /* all sets have the same cells */
			struct sheet s = {.at = below(&seed, WIDTH)};
			struct column c;

			if (!eq_simd_has(sets[k]))
				continue;
			column_init(&c, kind, format, missing, how % 3 ? 0 : 4, sets[k]);
			for (uint32_t i = 0; i < rows; i++) {
				char cell[MOST * 2];
				size_t n =
					kind == EQ_COLUMN_NUMBER ? any_number(&seed, like % 8, cell)
					: kind == EQ_COLUMN_DATE ? any_date(&seed, &c.format, cell)
								 : any_text(&seed, like, cell);

				if (below(&seed, 12) == 0)
					n = slip(&seed, cell, n);
				n = dress(&seed, cell, n, how);
				sheet_add(&s, cell, n, how);
			}
			sheet_end(&s, how);
			check_sheet(&c, &s, how & 1 ? EQ_BATCH : 333);
			sheet_release(&s);
			column_release(&c);
		}
}

static void test_numbers_by_chance(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < 24; i++)
		check_by_chance(EQ_COLUMN_NUMBER, NULL, i, 3000);
}

static void test_dates_by_chance(void **state)
{
	(void)state;
	static const char *const formats[] = {
		"yyyy-mm-dd", "dd/mm/yyyy", "mm/dd/yyyy", "dd.mm.yy",   "yyyy/mm/dd", "yyyy-mm",
		"yyyymmdd",   "d/m/yyyy",   "d/m/yy",     "dd-mmm-yy",  "d mmm yyyy", "excel",
		"mm-yyyy",    "yy-mm-dd",   "mmm-yy",     "dd mm yyyy",
	};

	for (uint32_t i = 0; i < sizeof formats / sizeof *formats; i++)
		check_by_chance(EQ_COLUMN_DATE, formats[i], i, 4000);
}

/* Few texts, as many as the small table keeps, and more. */
static void test_texts_by_chance(void **state)
{
	(void)state;
	static const uint32_t different[] = {1, 7, 60, 1000, 6000, 1000000};

	for (size_t i = 0; i < sizeof different / sizeof *different; i++)
		check_by_chance(EQ_COLUMN_TEXT, NULL, different[i], 20000);
}

/* Every byte in every place of a number and a date. */
static void test_every_byte(void **state)
{
	(void)state;
	static const char *const cells[] = {"1234.56", "-123.45", "2024-11-23", "12345678.90"};

	for (size_t k = 0; k < SETS; k++)
		for (int kind = EQ_COLUMN_NUMBER; kind <= EQ_COLUMN_DATE; kind++) {
			struct sheet s = {.at = 1};
			struct column c;

			if (!eq_simd_has(sets[k]))
				continue;
			column_init(&c, (enum eq_column_kind)kind, "yyyy-mm-dd", NULL, 0, sets[k]);
			for (int byte = 1; byte < 256; byte++)
				for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
					for (size_t at = 0; at < strlen(cells[i]); at++) {
						char cell[16];

						strcpy(cell, cells[i]);
						if (byte == '\n' || byte == ',')
							continue;
						cell[at] = (char)byte;
						sheet_add(&s, cell, strlen(cell), 0);
						sheet_add(&s, cells[i], strlen(cell), 0);
					}
			sheet_end(&s, 0);
			assert_true(check_sheet(&c, &s, EQ_BATCH) < s.block.rows);
			sheet_release(&s);
			column_release(&c);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_usual),           cmocka_unit_test(test_unusual),
		cmocka_unit_test(test_every_byte),      cmocka_unit_test(test_numbers_by_chance),
		cmocka_unit_test(test_dates_by_chance), cmocka_unit_test(test_texts_by_chance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
