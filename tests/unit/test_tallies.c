/* test_tallies.c - tallies against a plain sum row by row: random batches, shared out among several
 * tallies that are put together in any order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/finish.h"

#define ROWS 3000
#define MOST_BATCH 200
#define DAYS 40
#define FEW_DAYS 7
#define GROUPS 7
#define MANY_GROUPS 200
#define BY_KIND 8

static uint64_t next(uint64_t *s)
{
	*s = *s * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *s >> 33;
}

struct row {
	int32_t day, end; /* end: EQ_DATE_NONE, open still */
	uint32_t group;   /* 0: lacks it */
	bool counts, takes, missing, wide;
	int64_t v;
	uint8_t scale;
};
struct rows {
	struct row all[ROWS];
	uint32_t batch_of[ROWS + 1], n_batches; /* where each batch begins */
};

/* Batches have a scale of their own; some hold numbers that only decimals can. */
static void make(struct rows *r, uint64_t seed, uint32_t n_groups, int32_t apart, bool few)
{
	uint32_t at = 0;

	r->n_batches = 0;
	while (at < ROWS) {
		uint32_t n = 1 + (uint32_t)(next(&seed) % MOST_BATCH);
		uint8_t scale = (uint8_t)(next(&seed) % 4);
		bool wide = next(&seed) % 8 == 0;

		r->batch_of[r->n_batches++] = at;
		for (; n && at < ROWS; n--, at++) {
			struct row *o = &r->all[at];

			o->day = few ? (int32_t)(next(&seed) % FEW_DAYS)
				     : 19000 + (int32_t)(next(&seed) % DAYS) * apart;
			o->end = next(&seed) % 4 ? o->day + (int32_t)(next(&seed) % 9)
						 : EQ_DATE_NONE;
			o->group = (uint32_t)(next(&seed) % n_groups);
			o->counts = next(&seed) % 10 != 0;
			o->takes = next(&seed) % 3 != 0;
			o->missing = next(&seed) % 11 == 0;
			o->wide = wide;
			o->v = (int64_t)(next(&seed) % 20001) - 10000;
			if (next(&seed) % 50 == 0)
				o->v *= INT64_C(90000000000000);
			o->scale = scale;
		}
	}
	r->batch_of[r->n_batches] = ROWS;
}

static struct eq_dec value_of(const struct row *o)
{
	unsigned flags = 0;
	struct eq_dec v = eq_dec_scaled(o->v, o->scale);

	/* 10^10 times as much has no room in 64 bits. */
	return o->wide ? eq_dec_mul(v, eq_dec_scaled128(1, -10, &flags), &flags) : v;
}

static void add_batch(struct eq_tallies *t, const struct rows *r, uint32_t batch, bool has_by)
{
	uint32_t from = r->batch_of[batch], n = r->batch_of[batch + 1] - from;
	uint64_t counts[EQ_BATCH / 64] = {0}, takes[EQ_BATCH / 64] = {0};
	int32_t day[MOST_BATCH], end[MOST_BATCH];
	uint32_t group[MOST_BATCH];
	const uint32_t *by[1] = {group};
	struct eq_arena arena;

	eq_arena_init(&arena);
	struct eq_column v = eq_column_make(&arena, r->all[from].wide ? EQ_REP_DEC : EQ_REP_INT, n);
	v.scale = r->all[from].wide ? 0 : r->all[from].scale;
	for (uint32_t k = 0; k < n; k++) {
		const struct row *o = &r->all[from + k];

		day[k] = o->day;
		end[k] = o->end;
		group[k] = o->group;
		counts[k / 64] |= (uint64_t)o->counts << k % 64;
		takes[k / 64] |= (uint64_t)o->takes << k % 64;
		if (o->wide)
			v.d[k] = value_of(o);
		else
			v.i[k] = o->v;
		if (o->missing)
			eq_column_set_missing(&arena, &v, k);
	}
	struct eq_tallies_batch b = {n, from, counts, day, end, has_by ? by : NULL};
	eq_tallies_begin(t, &b);
	for (uint32_t p = 0; p < BY_KIND; p++)
		eq_tallies_add(t, p, false, takes, &v);
	eq_tallies_add(t, BY_KIND, true, NULL, NULL); /* rows, on their ends */
	eq_arena_release(&arena);
}

static void expect_number(struct eq_dec got, struct eq_dec expected)
{
	char a[EQ_DEC_CHARS], b[EQ_DEC_CHARS];

	a[eq_dec_write(eq_dec_reduce(got), a)] = 0;
	b[eq_dec_write(eq_dec_reduce(expected), b)] = 0;
	assert_string_equal(a, b);
}

static int by_value(const void *a, const void *b)
{
	const struct eq_dec *x = a, *y = b;

	return eq_dec_cmp(*x, *y);
}

/* Each value in its order, and how many different ones. */
static void expect_kept(const struct eq_tally *counted, const struct eq_tally *once,
			struct eq_dec *values, uint32_t n)
{
	uint32_t different = 0;

	qsort(values, n, sizeof *values, by_value);
	assert_int_equal(eq_kept_rows(counted->kept, counted->n_kept), n);
	for (uint32_t i = 0; i < n; i++) {
		struct eq_kept_pair pair = eq_kept_nth(counted->kept, counted->n_kept, i);

		expect_number(pair.at, values[i]);
		expect_number(pair.after, values[i + 1 < n ? i + 1 : i]);
		different += i == 0 || eq_dec_cmp(values[i - 1], values[i]) != 0;
	}
	assert_int_equal(eq_kept_distinct(counted->kept, counted->n_kept), different);
	assert_int_equal(eq_kept_distinct(once->kept, once->n_kept), different);
}

/* The tallies of one day, of one group or (0) of all, row by row. */
static void expect_day(const struct rows *r, int32_t day, uint32_t group,
		       struct eq_tally *const *got, uint32_t k)
{
	struct eq_dec sum = EQ_DEC_ZERO, least = EQ_DEC_ZERO, most = EQ_DEC_ZERO,
		      first = EQ_DEC_ZERO, last = EQ_DEC_ZERO;
	struct eq_dec day_values[ROWS];
	uint32_t values = 0, gaps = 0, ended = 0;
	unsigned flags = 0;

	for (uint32_t i = 0; i < ROWS; i++) {
		const struct row *o = &r->all[i];

		if (!o->counts || (group && o->group != group))
			continue;
		ended += o->end == day;
		if (o->day != day || !o->takes)
			continue;
		if (o->missing) {
			gaps++;
			continue;
		}
		struct eq_dec v = value_of(o);
		sum = eq_dec_add(sum, v, &flags);
		if (!values || eq_dec_cmp(v, least) < 0)
			least = v;
		if (!values || eq_dec_cmp(v, most) > 0)
			most = v;
		if (!values)
			first = v;
		last = v;
		day_values[values++] = v;
	}
	assert_int_equal(flags, 0);
	for (uint32_t p = 0; p < BY_KIND; p++) {
		assert_int_equal(got[p][k].values, values);
		assert_int_equal(got[p][k].gaps, gaps);
	}
	assert_int_equal(got[BY_KIND][k].values, ended);
	expect_number(got[EQ_TALLY_SUM][k].sum, sum);
	expect_number(got[EQ_TALLY_LEAST][k].min, least);
	expect_number(got[EQ_TALLY_MOST][k].max, most);
	expect_number(got[EQ_TALLY_FIRST][k].first, first);
	expect_number(got[EQ_TALLY_LAST][k].last, last);
	expect_kept(&got[EQ_TALLY_KEPT][k], &got[EQ_TALLY_DISTINCT][k], day_values, values);
}

/* A cell of a group, as what reads the cube asks for it. */
static void expect_cell(const struct rows *r, struct eq_cube *cube, const struct eq_group_found *o,
			uint32_t code, uint32_t k)
{
	struct eq_source_tally source = o->source;
	struct eq_cube part = {.sources = &source, .places = cube->places};
	struct eq_tally cells[BY_KIND + 1], *got[BY_KIND + 1];

	for (uint32_t i = 0; i <= BY_KIND; i++) {
		cells[i] = eq_cube_cell(&part, 0, i, k, &cube->arena);
		got[i] = &cells[i];
		assert_int_equal(eq_cube_cell_rows(&part, 0, i, k),
				 cells[i].values + cells[i].gaps);
	}
	expect_day(r, source.cells.bucket[k], code, got, 0);
}

static void release_cube(struct eq_cube *c)
{
	for (size_t i = 0; i < c->held.n; i++)
		eq_tallies_free(c->held.v[i]);
	eq_free(c->held.v);
	eq_arena_release(&c->arena);
}

/* `workers` tallies, each with the batches that chance gives it, some of them joined before all are put together. */
static void try(uint64_t seed, uint32_t workers, uint32_t n_groups, int32_t apart)
{
	bool few = apart == 0; /* days from 0 on, so few that they are known before */
	static const uint8_t kinds[BY_KIND + 1] = {
		EQ_TALLY_COUNT, EQ_TALLY_SUM,  EQ_TALLY_LEAST,    EQ_TALLY_MOST, EQ_TALLY_FIRST,
		EQ_TALLY_LAST,  EQ_TALLY_KEPT, EQ_TALLY_DISTINCT, EQ_TALLY_COUNT};
	struct eq_tallies_plan plan = {.kinds = kinds,
				       .n_places = BY_KIND + 1,
				       .n_by = n_groups > 1,
				       .n_buckets = few ? FEW_DAYS + 9 : 0};
	struct rows *r = eq_alloc_zero(1, sizeof *r);
	struct eq_tallies *t[8];
	struct eq_data data = {.covers = {.from = EQ_DATE_NONE}};
	struct eq_model model = {.data = {&data, 1, 1}};
	struct eq_program program = {.model = &model};
	struct eq_finish_measure measures[BY_KIND + 1];
	struct eq_source_tally tally = {.rows = ROWS}, source;
	struct eq_tally *tallies[BY_KIND + 1];
	struct eq_cell_place places[BY_KIND + 1];
	struct eq_cube cube = {.sources = &source,
			       .tallies = tallies,
			       .places = places,
			       .n_measures = BY_KIND + 1};
	struct eq_groups_found found = {.all = {0}};
	struct eq_dictionary *texts = eq_dictionary_new();
	bool has_by = n_groups > 1;
	uint32_t by = 0;

	make(r, seed, n_groups, apart, few);
	for (uint32_t g = 1; g < n_groups; g++) {
		char name[16];

		snprintf(name, sizeof name, "group %u", g);
		assert_int_equal(eq_dictionary_code(texts, eq_text_of(name)), g);
	}
	for (uint32_t w = 0; w < workers; w++)
		t[w] = eq_tallies_new(&plan);
	for (uint32_t b = 0; b < r->n_batches; b++) {
		struct eq_tallies *to = t[next(&seed) % workers];

		add_batch(to, r, b, has_by);
		if (n_groups == MANY_GROUPS && !few && next(&seed) % 8 == 0)
			eq_tallies_settle(to);
	}
	uint32_t left = workers;
	for (; left > 1 && next(&seed) % 4; left--) {
		uint32_t to = (uint32_t)(next(&seed) % (left - 1));

		eq_tallies_join(t[to], t[left - 1]);
		eq_tallies_free(t[left - 1]);
	}
	for (uint32_t i = 0; i <= BY_KIND; i++)
		measures[i] = (struct eq_finish_measure){i, i, i};
	struct eq_finishing f = {.program = &program,
				 .tally = &tally,
				 .texts = texts,
				 .by = &by,
				 .n_by = has_by,
				 .measures = measures,
				 .n_measures = BY_KIND + 1,
				 .threads = 1 + (uint32_t)(seed % 5)};
	eq_arena_init(&cube.arena);
	eq_finish_source(&f, t, NULL, left, &cube, &found);
	for (uint32_t k = 0; k < source.n; k += few ? 1 : (uint32_t)apart)
		expect_day(r, source.first + (int32_t)k, 0, tallies, k);
	assert_int_equal(found.all.n, n_groups - 1);
	for (size_t g = 0; g < found.all.n; g++) {
		const struct eq_group_found *o = &found.all.v[g];
		uint32_t code = eq_dictionary_find(texts, o->keys[0]);

		for (uint32_t k = 0; k < o->source.cells.n; k++)
			expect_cell(r, &cube, o, code, k);
	}
	eq_free(found.all.v);
	release_cube(&cube);
	eq_dictionary_free(texts);
	eq_free(r);
}

static void test_one(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed < 4; seed++)
		try(seed, 1, 1, 1);
}

static void test_joined(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed < 4; seed++) {
		try(seed, 2, 1, 1);
		try(seed, 7, 1, 1);
	}
}

static void test_groups(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed < 4; seed++) {
		try(seed, 1, GROUPS, 1);
		try(seed, 7, GROUPS, 1);
	}
}

/* So many groups, on days so far apart, that no table of them is made. */
static void test_many_groups(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed < 4; seed++) {
		try(seed, 1, MANY_GROUPS, 997);
		try(seed, 5, MANY_GROUPS, 997);
	}
}

/* So few buckets that each group has a cell for each of them. */
static void test_few_buckets(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed < 4; seed++) {
		try(seed, 1, GROUPS, 0);
		try(seed, 7, GROUPS, 0);
		try(seed, 7, MANY_GROUPS, 0);
	}
}

/* Sums that 64 bits do not hold, of values that they do. */
static void test_large_sums(void **state)
{
	static const uint8_t kinds[] = {EQ_TALLY_SUM};
	struct eq_tallies_plan plan = {.kinds = kinds, .n_places = 1};
	struct eq_tallies *t = eq_tallies_new(&plan);
	uint64_t counts[EQ_BATCH / 64] = {7};
	int32_t day[3] = {19000, 19000, 19000};
	struct eq_arena arena;
	struct eq_tallies_batch b = {3, 0, counts, day, NULL, NULL};
	struct eq_data data = {.covers = {.from = EQ_DATE_NONE}};
	struct eq_model model = {.data = {&data, 1, 1}};
	struct eq_program program = {.model = &model};
	struct eq_finish_measure measure = {0, 0, 0};
	struct eq_source_tally tally = {.rows = 3}, source;
	struct eq_tally *tallies[1];
	struct eq_cube cube = {.sources = &source, .tallies = tallies, .n_measures = 1};
	struct eq_groups_found found = {.all = {0}};
	struct eq_finishing f = {
		.program = &program, .tally = &tally, .measures = &measure, .n_measures = 1};

	(void)state;
	eq_arena_init(&arena);
	eq_arena_init(&cube.arena);
	struct eq_column v = eq_column_make(&arena, EQ_REP_INT, 3);
	v.i[0] = v.i[1] = v.i[2] = INT64_C(999999999999999999);
	for (int i = 0; i < 7; i++) {
		eq_tallies_begin(t, &b);
		eq_tallies_add(t, 0, false, NULL, &v);
	}
	eq_finish_source(&f, &t, NULL, 1, &cube, &found);
	char sum[EQ_DEC_CHARS];
	sum[eq_dec_write(tallies[0][0].sum, sum)] = 0;
	assert_string_equal(sum, "20999999999999999979"); /* 21 × (10^18 - 1) */
	release_cube(&cube);
	eq_arena_release(&arena);
}

/* 10^33 has 34 digits, all that a decimal holds: half a unit and a hundredth are lost one after another, and
 * together make one more. */
static void test_rounded_once(void **state)
{
	static const uint8_t kinds[] = {EQ_TALLY_SUM};
	static const char *const sums[2] = {"1000000000000000000000000000000001",
					    "-1000000000000000000000000000000001"};
	struct eq_tallies_plan plan = {.kinds = kinds, .n_places = 1};
	uint64_t counts[EQ_BATCH / 64] = {7};
	int32_t day[3] = {19000, 19000, 19000};
	bool missing[3] = {false, false, false};
	struct eq_arena arena;

	(void)state;
	eq_arena_init(&arena);
	for (int negative = 0; negative < 2; negative++) {
		struct eq_tallies *t = eq_tallies_new(&plan);
		struct eq_tallies_batch b = {3, 0, counts, day, NULL, NULL};
		unsigned flags = 0;
		struct eq_dec v[3] = {eq_dec_scaled128(1, -33, &flags), eq_dec_scaled(5, 1),
				      eq_dec_scaled(1, 2)};
		char sum[EQ_DEC_CHARS];

		for (int i = 0; negative && i < 3; i++)
			v[i] = eq_dec_sub(EQ_DEC_ZERO, v[i], &flags);
		struct eq_column c = eq_column_of_decimals(&arena, v, missing, 3);
		assert_int_equal(c.rep, EQ_REP_DEC);
		eq_tallies_begin(t, &b);
		eq_tallies_add(t, 0, false, NULL, &c);
		assert_int_equal(flags, 0);
		struct eq_tally one = eq_tally_of_cell(t, 0, 1, &arena);
		sum[eq_dec_write(one.sum, sum)] = 0;
		assert_string_equal(sum, sums[negative]);
		assert_true(one.rounded);
		eq_tallies_free(t);
	}
	eq_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one),          cmocka_unit_test(test_joined),
		cmocka_unit_test(test_groups),       cmocka_unit_test(test_many_groups),
		cmocka_unit_test(test_few_buckets),  cmocka_unit_test(test_large_sums),
		cmocka_unit_test(test_rounded_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
