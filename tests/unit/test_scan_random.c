/* test_scan_random.c - random spells, scanned and measured over random windows, against a plain
 * evaluation from the rows themselves: row by row, day by day, with whole numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/measure.h"
#include "scanned.h"

#define ROWS 400
#define DAYS 90
#define WINDOWS 300
#define WARDS 4

enum { OPENED, CLOSED, OPEN, OPEN_SUM, MEDIAN, PERCENTILE, DISTINCT, DISTINCT_CODE, MEASURES };
#define PART 37 /* hundredths: the percentile */

struct row {
	int start, end; /* days from the first; end -1: open still */
	int cents;      /* -1: missing */
	int ward;       /* -1: missing */
	int code;       /* a text; -1: missing */
};

struct window {
	int from, to;
	bool out[DAYS];
};

static uint64_t seed;

static int below(int n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)n);
}

static void make_rows(struct row *rows)
{
	for (int i = 0; i < ROWS; i++) {
		struct row *r = &rows[i];

		r->start = below(DAYS);
		r->end = below(5) ? r->start + below(25) : -1;
		if (r->end >= DAYS)
			r->end = DAYS - 1;
		r->cents = below(6) ? below(12) * 25 : -1;
		r->ward = below(8) ? below(WARDS) : -1;
		r->code = below(7) ? below(9) : -1;
	}
}

static void write_rows(struct setup *t, const struct row *rows, eq_date first)
{
	eq_buf_clear(&t->text);
	eq_buf_adds(&t->text, "start,end,ward,cost,code\n");
	for (int i = 0; i < ROWS; i++) {
		const struct row *r = &rows[i];
		char start[EQ_DATE_CHARS], end[EQ_DATE_CHARS] = "";

		eq_date_write(first + r->start, start);
		if (r->end >= 0)
			eq_date_write(first + r->end, end);
		eq_buf_addf(&t->text, "%s,%s,", start, end);
		if (r->ward >= 0)
			eq_buf_addc(&t->text, (char)('A' + r->ward));
		eq_buf_addc(&t->text, ',');
		if (r->cents >= 0) /* the same value in more than one way */
			eq_buf_addf(&t->text, i % 2 ? "%d.%02d" : "%d.%02d000", r->cents / 100,
				    r->cents % 100);
		eq_buf_addc(&t->text, ',');
		if (r->code >= 0)
			eq_buf_addf(&t->text, "code %d", r->code);
		eq_buf_addc(&t->text, '\n');
	}
}

/* What is expected: total ÷ of; of 0: missing. */
struct answer {
	int64_t total, of;
	int64_t counted;
};

static bool counts(const struct row *r, int ward)
{
	return ward < 0 || r->ward == ward;
}

static int order(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* A day on which all rows lack a value is not counted. */
static bool only_gaps(const struct row *rows, int ward, int day, bool of_code, bool open)
{
	int gaps = 0, values = 0;

	for (int i = 0; i < ROWS; i++) {
		const struct row *r = &rows[i];
		bool there = open ? r->start <= day && (r->end < 0 || day < r->end)
				  : r->start == day;

		if (!there || !counts(r, ward))
			continue;
		if ((of_code ? r->code : r->cents) < 0)
			gaps++;
		else
			values++;
	}
	return gaps > 0 && values == 0;
}

static struct answer plain_open(const struct row *rows, int ward, const struct window *w, bool sum)
{
	struct answer a = {0, 0, 0};
	int last = -1;

	for (int d = w->from; d <= w->to; d++)
		if (!w->out[d] && (!sum || !only_gaps(rows, ward, d, false, true))) {
			a.counted++;
			last = d;
		}
	if (last < 0)
		return a;
	a.of = sum ? 100 : 1;
	for (int i = 0; i < ROWS; i++) {
		const struct row *r = &rows[i];

		if (!counts(r, ward) || r->start > last || (r->end >= 0 && r->end <= last))
			continue;
		a.total += !sum ? 1 : r->cents < 0 ? 0 : r->cents;
	}
	return a;
}

static struct answer plain_count(const struct row *rows, int ward, const struct window *w,
				 bool closed)
{
	struct answer a = {0, 1, 0};

	for (int d = w->from; d <= w->to; d++)
		a.counted += !w->out[d];
	a.of = a.counted > 0;
	for (int i = 0; i < ROWS; i++) {
		int d = closed ? rows[i].end : rows[i].start;

		a.total += d >= w->from && d <= w->to && !w->out[d] && counts(&rows[i], ward);
	}
	return a;
}

static struct answer plain_kept(const struct row *rows, int ward, const struct window *w,
				uint32_t measure)
{
	struct answer a = {0, 0, 0};
	int values[ROWS], n = 0, part = measure == MEDIAN ? 50 : PART;

	for (int d = w->from; d <= w->to; d++)
		a.counted += !w->out[d] &&
			     !only_gaps(rows, ward, d, measure == DISTINCT_CODE, false);
	for (int i = 0; i < ROWS; i++) {
		const struct row *r = &rows[i];
		int v = measure == DISTINCT_CODE ? r->code : r->cents;

		if (v >= 0 && counts(r, ward) && r->start >= w->from && r->start <= w->to &&
		    !w->out[r->start])
			values[n++] = v;
	}
	qsort(values, (size_t)n, sizeof *values, order);
	if (measure >= DISTINCT) {
		a.of = a.counted > 0;
		for (int i = 0; i < n; i++)
			a.total += i == 0 || values[i] != values[i - 1];
		return a;
	}
	if (n == 0)
		return a;
	int64_t at = (int64_t)part * (n - 1), k = at / 100, rest = at % 100;
	a.total = values[k] * (100 - rest) + (rest ? values[k + 1] * rest : 0);
	a.of = 10000;
	return a;
}

static struct answer plain(const struct row *rows, int ward, const struct window *w,
			   uint32_t measure)
{
	switch (measure) {
	case OPENED:
	case CLOSED:
		return plain_count(rows, ward, w, measure == CLOSED);
	case OPEN:
	case OPEN_SUM:
		return plain_open(rows, ward, w, measure == OPEN_SUM);
	default:
		return plain_kept(rows, ward, w, measure);
	}
}

static void make_window(struct window *w)
{
	memset(w, 0, sizeof *w);
	w->from = below(DAYS);
	w->to = w->from + below(DAYS - w->from);
	for (int pieces = below(4); pieces > 0; pieces--)
		for (int d = below(DAYS), n = below(12); n > 0 && d < DAYS; d++, n--)
			w->out[d] = true;
}

static uint32_t ranges_out(const struct window *w, eq_date first, struct eq_range *out)
{
	uint32_t n = 0;

	for (int d = 0; d < DAYS; d++) {
		if (!w->out[d])
			continue;
		if (d > 0 && w->out[d - 1])
			out[n - 1].to = first + d;
		else
			out[n++] = (struct eq_range){first + d, first + d};
	}
	return n;
}

static void compare(const struct setup *t, const struct eq_cube *c, const struct row *rows,
		    int ward, const struct window *w, eq_date first)
{
	struct eq_range out[DAYS], window = {first + w->from, first + w->to};
	uint32_t n = ranges_out(w, first, out);

	for (uint32_t m = 0; m < MEASURES; m++) {
		struct answer want = plain(rows, ward, w, m);
		struct eq_measured have = eq_measure_without(&t->model, c, m, window, out, n, true);
		char text[EQ_DEC_CHARS] = "missing";
		unsigned flags = 0;

		if (!have.total.missing)
			eq_dec_write_short(have.total.v, text);
		bool same = have.total.missing == (want.of == 0) && have.counted == want.counted;
		if (same && want.of)
			same = !have.total.rounded &&
			       eq_dec_cmp(have.total.v, eq_dec_div(eq_dec_int(want.total),
								   eq_dec_int(want.of), &flags)) ==
				       0;
		if (!same)
			fail_msg("measure %u, ward %d, days %d to %d: %s over %lld days, not "
				 "%lld/%lld over %lld",
				 m, ward, w->from, w->to, text, (long long)have.counted,
				 (long long)want.total, (long long)want.of,
				 (long long)want.counted);
	}
}

static void prepare(struct setup *t, eq_date first)
{
	setup_init(t);
	column(t, "start", EQ_COLUMN_DATE);
	column(t, "end", EQ_COLUMN_DATE);
	dimension(t, "ward");
	column(t, "cost", EQ_COLUMN_NUMBER);
	column(t, "code", EQ_COLUMN_TEXT);
	t->data.spell = true;
	t->data.end_column = 1;
	t->data.covers = (struct eq_range){first, first + DAYS - 1};
	measure_during(t, EQ_AGG_COUNT, EQ_DURING_OPENED, EQ_NO_CHUNK);
	measure_during(t, EQ_AGG_COUNT, EQ_DURING_CLOSED, EQ_NO_CHUNK);
	measure_during(t, EQ_AGG_COUNT, EQ_DURING_OPEN, EQ_NO_CHUNK);
	measure_during(t, EQ_AGG_SUM, EQ_DURING_OPEN, value_of(t, 3));
	measure(t, EQ_AGG_MEDIAN, value_of(t, 3), EQ_NO_CHUNK);
	measure(t, EQ_AGG_PERCENTILE, value_of(t, 3), EQ_NO_CHUNK);
	measure(t, EQ_AGG_DISTINCT, value_of(t, 3), EQ_NO_CHUNK);
	measure(t, EQ_AGG_DISTINCT, value_of(t, 4), EQ_NO_CHUNK);
	t->model.measures.v[PERCENTILE].part = eq_dec_scaled(PART, 2);
}

static void against_the_rows(void **state)
{
	(void)state;
	static const struct eq_text by[] = {{"ward", 4}};
	eq_date first = day("2023-11-06");

	for (uint64_t round = 1; round <= 6; round++) {
		struct row rows[ROWS];
		struct setup t;

		seed = round;
		make_rows(rows);
		prepare(&t, first);
		write_rows(&t, rows, first);
		t.options = (struct eq_scan_options){.by = by, .n_by = 1};
		struct eq_cube *c = scan(&t, NULL);
		assert_non_null(c);
		assert_int_equal(c->n_groups, WARDS);
		for (int i = 0; i < WINDOWS; i++) {
			struct window w;

			make_window(&w);
			compare(&t, c, rows, -1, &w, first);
			int ward = below(WARDS);
			compare(&t, &c->of_group[ward], rows, ward, &w, first);
		}
		eq_cube_free(c);
		setup_release(&t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(against_the_rows)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
