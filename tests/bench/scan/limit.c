/* limit.c - what the machine allows: the first query, written by hand for this one file.
 *
 *     limit FILE [THREADS]
 *
 * By week and locality: residential rows, their weekly cost, the hours of homecare rows, the mean
 * weekly cost, rows, the highest age. It is what Equate and its rivals are measured against, not a
 * reader of CSV: it knows the columns, takes it that no cell is quoted, that costs have two decimals
 * and hours one, and that there are fewer than 16 localities. Within that it checks what it reads:
 * a cell that is not of its form makes the row bad, and bad rows are counted.
 *
 * Each thread reads the rows that begin in its part of the file, in blocks small enough to stay in
 * the second cache: the places of all separators in a block first, then row by row, eight bytes of a
 * cell at a time in one register. Every cell is read as the eight bytes before its end, so a row's
 * first cells lean on PAD readable bytes before the block. */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#if defined __AVX512BW__ || defined __AVX2__
#include <immintrin.h>
#endif

#include "time/date.h"

enum {
	BLOCK = 256 << 10,
	PAD = 4096, /* also the longest row */
	COLUMNS = 7,
	WEEKS = 158, /* that the days below fall into */
	LOCALITIES = 16,
	NAME = 48,
	SLOTS = 4096,
	DATES = 1 << 16, /* two digits of a year, the month, the day */
	NO_WEEK = 0xffff,
};

#define FIRST_MONDAY "2022-03-28"
#define ONES 0x0101010101010101u

struct group {
	int64_t pence, residential_pence, homecare_tenths;
	uint32_t rows, residential, oldest;
};

struct locality {
	uint64_t key[2]; /* the first 16 bytes, zeros behind them */
	uint32_t length, id;
	char name[NAME];
};

struct worker {
	pthread_t thread;
	const char *path;
	const uint16_t *week_of;
	int64_t from, to, size; /* its part of the file, and the whole */
	struct group groups[WEEKS][LOCALITIES];
	struct locality localities[LOCALITIES]; /* from 1; 0 is what no text equals */
	uint32_t n_localities;
	uint8_t slots[SLOTS];
	int64_t bad;
};

static uint64_t load8(const void *p)
{
	uint64_t x;
	memcpy(&x, p, sizeof x);
	return x;
}

/* --- where the separators are ------------------------------------------------------------------ */

/* What is found among 64 bytes, a bit each. */
#if defined __AVX512BW__

static uint64_t separators(const uint8_t *p)
{
	__m512i x = _mm512_loadu_si512(p);
	return _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8(',')) |
	       _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8('\n'));
}

#elif defined __AVX2__

static uint32_t separators_of_32(const uint8_t *p)
{
	__m256i x = _mm256_loadu_si256((const __m256i *)p);
	__m256i found = _mm256_or_si256(_mm256_cmpeq_epi8(x, _mm256_set1_epi8(',')),
					_mm256_cmpeq_epi8(x, _mm256_set1_epi8('\n')));
	return (uint32_t)_mm256_movemask_epi8(found);
}

static uint64_t separators(const uint8_t *p)
{
	return separators_of_32(p) | (uint64_t)separators_of_32(p + 32) << 32;
}

#else

static uint64_t separators(const uint8_t *p)
{
	uint64_t found = 0;
	for (unsigned i = 0; i < 64; i++)
		found |= (uint64_t)(p[i] == ',' || p[i] == '\n') << i;
	return found;
}

#endif

/* Writes at + the place of each bit, and may write up to 16 more than there are. */
static void write_some(uint64_t found, uint32_t at, uint32_t *to, unsigned count)
{
	for (unsigned k = 0; k < count; k++) {
		to[k] = at + (uint32_t)__builtin_ctzll(found);
		found &= found - 1;
	}
}

#if defined __AVX512VBMI2__

static void write_places(uint64_t found, uint32_t at, uint32_t *to, unsigned count)
{
	if (count > 16) {
		write_some(found, at, to, count);
		return;
	}
	const __m512i bytes = _mm512_set_epi64(
		0x3f3e3d3c3b3a3938, 0x3736353433323130, 0x2f2e2d2c2b2a2928, 0x2726252423222120,
		0x1f1e1d1c1b1a1918, 0x1716151413121110, 0x0f0e0d0c0b0a0908, 0x0706050403020100);
	__m512i packed = _mm512_maskz_compress_epi8(found, bytes);
	__m512i places = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed));
	_mm512_storeu_si512(to, _mm512_add_epi32(places, _mm512_set1_epi32((int)at)));
}

#else

static void write_places(uint64_t found, uint32_t at, uint32_t *to, unsigned count)
{
	write_some(found, at, to, count);
}

#endif

static size_t index_block(const uint8_t *p, size_t n, uint32_t *places)
{
	uint32_t *to = places;
	for (size_t i = 0; i < n; i += 64) {
		uint64_t found = separators(p + i);
		if (i + 64 > n)
			found &= ((uint64_t)1 << (n - i)) - 1;
		unsigned count = (unsigned)__builtin_popcountll(found);
		write_places(found, (uint32_t)i, to, count);
		to += count;
	}
	return (size_t)(to - places);
}

/* --- cells ------------------------------------------------------------------------------------- */

/* The eight digits of w as a number; the first byte counts most. */
static uint32_t eight_digits(uint64_t w)
{
	w = (w & 0x0f * ONES) * 10 + ((w & 0x0f * ONES) >> 8);
	uint64_t tens = (w & 0x000000FF000000FFu) * 0x000F424000000064u;
	uint64_t ones = ((w >> 16) & 0x000000FF000000FFu) * 0x0000271000000001u;
	return (uint32_t)((tens + ones) >> 32);
}

/* Of w only the last n bytes are a cell's: they must be digits. Sets *bad where they are not. */
static uint32_t last_digits(uint64_t w, unsigned n, uint64_t *bad)
{
	uint64_t cell = ~(uint64_t)0 << (8 * (8 - n) & 63);
	*bad |= ((w ^ 0x30 * ONES) & cell & 0xf0 * ONES) | (n - 1 > 7);
	return eight_digits(w & cell);
}

static uint32_t whole(const uint8_t *end, unsigned length, uint64_t *bad)
{
	return last_digits(load8(end - 8), length, bad);
}

/* A number with so many decimals, times a power of ten: the digits before the point are moved up by
 * one byte, over it. */
static inline uint32_t fixed(const uint8_t *end, unsigned length, unsigned decimals, uint64_t *bad)
{
	uint64_t w = load8(end - 8);
	unsigned point = 8 * (7 - decimals);
	uint64_t before = ((uint64_t)1 << point) - 1, behind = ~(uint64_t)0 << (point + 8);
	*bad |= (w >> point & 0xff) ^ '.';
	*bad |= length > 8;
	return last_digits((w & behind) | (w & before) << 8, length - 1, bad);
}

/* What a date is looked up by, from "22-03-28": 7 bits of the year, 4 of the month, 5 of the day. */
static uint32_t date_key(uint64_t w)
{
	w &= 0x0f * ONES;
	w = w * 10 + (w >> 8);
	return (uint32_t)((w & 0x7f) << 9 | (w >> 24 & 0x0f) << 5 | (w >> 48 & 0x1f));
}

static uint16_t week(const uint8_t *cell, unsigned length, const uint16_t *week_of, uint64_t *bad)
{
	uint64_t w = load8(cell + 2);
	*bad |= length ^ 10;
	*bad |= (w & 0xf0f0fff0f0fff0f0u) ^ 0x30302d30302d3030u;
	uint16_t found = week_of[date_key(w)];
	*bad |= found == NO_WEEK;
	return found;
}

static void read_key(const uint8_t *cell, unsigned length, uint64_t key[2])
{
	key[0] = load8(cell);
	key[1] = load8(cell + 8);
	if (length < 8) {
		key[0] &= ((uint64_t)1 << (8 * length)) - 1;
		key[1] = 0;
	} else if (length < 16) {
		key[1] &= ((uint64_t)1 << (8 * (length - 8))) - 1;
	}
}

static uint32_t new_locality(struct worker *w, const uint8_t *cell, unsigned length,
			     const uint64_t key[2], uint32_t slot)
{
	for (; w->slots[slot]; slot = (slot + 1) % SLOTS) {
		const struct locality *l = &w->localities[w->slots[slot]];
		if (l->length == length && memcmp(l->name, cell, length) == 0)
			return l->id;
	}
	if (w->n_localities == LOCALITIES - 1 || length >= NAME) {
		w->bad++;
		return 0;
	}
	uint32_t id = ++w->n_localities;
	struct locality *l = &w->localities[id];
	*l = (struct locality){.key = {key[0], key[1]}, .length = length, .id = id};
	memcpy(l->name, cell, length);
	w->slots[slot] = (uint8_t)id;
	return id;
}

static inline uint32_t locality(struct worker *w, const uint8_t *cell, unsigned length)
{
	uint64_t key[2];
	read_key(cell, length, key);
	uint32_t slot = (uint32_t)((key[0] + length) * 0x9E3779B97F4A7C15u >> 52);
	const struct locality *l = &w->localities[w->slots[slot]];
	if (l->length == length && length <= 16 && l->key[0] == key[0] && l->key[1] == key[1])
		return l->id;
	return new_locality(w, cell, length, key, slot);
}

/* --- rows -------------------------------------------------------------------------------------- */

/* All ones where the cell is "residential"; the last eight bytes overlap the first. */
static int64_t is_residential(const uint8_t *cell, unsigned length)
{
	return -(int64_t)(length == 11 && load8(cell) == load8("resident") &&
			  load8(cell + 3) == load8("idential"));
}

static int64_t is_homecare(const uint8_t *cell, unsigned length)
{
	return -(int64_t)(length == 8 && load8(cell) == load8("homecare"));
}

static void add_rows(struct worker *w, const uint8_t *p, const uint32_t *end, size_t n)
{
	for (size_t r = 0; r < n; r++, end += COLUMNS) {
		uint64_t bad = p[end[6]] ^ '\n';
		uint16_t in_week = week(p + end[0] + 1, end[1] - end[0] - 1, w->week_of, &bad);
		uint32_t place = locality(w, p + end[1] + 1, end[2] - end[1] - 1);
		const uint8_t *setting = p + end[2] + 1;
		unsigned length = end[3] - end[2] - 1;
		int64_t residential = is_residential(setting, length);
		int64_t homecare = is_homecare(setting, length);
		uint32_t pence = fixed(p + end[4], end[4] - end[3] - 1, 2, &bad);
		uint32_t tenths = fixed(p + end[5], end[5] - end[4] - 1, 1, &bad);
		uint32_t age = whole(p + end[6], end[6] - end[5] - 1, &bad);
		if (bad) {
			w->bad++;
			continue;
		}
		struct group *g = &w->groups[in_week][place];
		g->pence += pence;
		g->residential_pence += pence & residential;
		g->homecare_tenths += tenths & homecare;
		g->rows++;
		g->residential -= (uint32_t)residential;
		g->oldest = g->oldest > age ? g->oldest : age;
	}
}

/* --- a worker's part of the file --------------------------------------------------------------- */

/* Of n bytes that lie at `at` in the file, how many belong to rows that begin before the part's end;
 * sets *last when no more of the file is needed. */
static size_t own_bytes(const struct worker *w, const uint8_t *p, size_t n, int64_t at, bool *last)
{
	if (w->to == w->size || at + (int64_t)n < w->to)
		return n;
	if (at >= w->to) {
		*last = true;
		return 0;
	}
	const uint8_t *from = p + (w->to - 1 - at);
	const uint8_t *newline = memchr(from, '\n', (size_t)(p + n - from));
	*last = newline != NULL;
	return newline ? (size_t)(newline + 1 - p) : n;
}

static void *work(void *of)
{
	struct worker *w = of;
	int file = open(w->path, O_RDONLY);
	uint8_t *memory = malloc(PAD + BLOCK + PAD);
	uint32_t *places = malloc((PAD + BLOCK + 64) * sizeof *places);
	if (file < 0 || !memory || !places)
		abort();
	uint8_t *block = memory + PAD;
	memset(memory, 0, PAD);
	/* A row that begins at the part's first byte is known by the newline before it; the first
	 * part's first row is the line of names. */
	int64_t at = w->from ? w->from - 1 : 0;
	size_t kept = 0;
	bool skip = true, last = false;
	while (!last) {
		ssize_t got = pread(file, block, BLOCK, at);
		if (got <= 0)
			break;
		at += got;
		uint8_t *p = block - kept;
		size_t n = (size_t)got + kept;
		if (at == w->size && p[n - 1] != '\n')
			p[n++] = '\n';
		if (skip) {
			const uint8_t *newline = memchr(p, '\n', n);
			n -= (size_t)(newline + 1 - p);
			p = (uint8_t *)newline + 1;
			skip = false;
		}
		n = own_bytes(w, p, n, at - (int64_t)n, &last);
		size_t rows = index_block(p, n, places) / COLUMNS;
		add_rows(w, p, places, rows);
		size_t used = rows ? places[rows * COLUMNS - 1] + 1 : 0;
		kept = n - used;
		if (!last)
			memcpy(block - kept, p + used, kept);
	}
	close(file);
	free(places);
	free(memory);
	return NULL;
}

/* --- the answer -------------------------------------------------------------------------------- */

static void add_worker(struct worker *to, const struct worker *from)
{
	to->bad += from->bad;
	for (uint32_t j = 1; j <= from->n_localities; j++) {
		const struct locality *l = &from->localities[j];
		uint32_t id = locality(to, (const uint8_t *)l->name, l->length);
		for (int i = 0; i < WEEKS; i++) {
			struct group *a = &to->groups[i][id];
			const struct group *b = &from->groups[i][j];
			a->pence += b->pence;
			a->residential_pence += b->residential_pence;
			a->homecare_tenths += b->homecare_tenths;
			a->rows += b->rows;
			a->residential += b->residential;
			a->oldest = a->oldest > b->oldest ? a->oldest : b->oldest;
		}
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct locality *)a)->name, ((const struct locality *)b)->name);
}

static void print(const struct worker *w, eq_date first)
{
	struct locality sorted[LOCALITIES];
	memcpy(sorted, w->localities + 1, w->n_localities * sizeof *sorted);
	qsort(sorted, w->n_localities, sizeof *sorted, by_name);
	for (int i = 0; i < WEEKS; i++) {
		char day[EQ_DATE_CHARS];
		eq_date_write(first + 7 * i, day);
		for (uint32_t k = 0; k < w->n_localities; k++) {
			const struct group *g = &w->groups[i][sorted[k].id];
			if (!g->rows)
				continue;
			printf("%s,%s,%u,%ld.%02ld,%ld.%ld,%.6f,%u,%u\n", day, sorted[k].name,
			       g->residential, (long)g->residential_pence / 100,
			       (long)g->residential_pence % 100, (long)g->homecare_tenths / 10,
			       (long)g->homecare_tenths % 10, (double)g->pence / 100 / g->rows,
			       g->rows, g->oldest);
		}
	}
}

static uint16_t *weeks_of_dates(eq_date first)
{
	uint16_t *week_of = malloc(DATES * sizeof *week_of);
	if (!week_of)
		abort();
	memset(week_of, 0xff, DATES * sizeof *week_of);
	for (int i = 0; i < WEEKS * 7; i++) {
		char day[EQ_DATE_CHARS];
		eq_date_write(first + i, day);
		week_of[date_key(load8(day + 2))] = (uint16_t)(i / 7);
	}
	return week_of;
}

int main(int argc, char **argv)
{
	struct stat file;
	int threads = argc > 2 ? atoi(argv[2]) : 1;
	if (argc < 2 || threads < 1 || stat(argv[1], &file) != 0) {
		fprintf(stderr, "usage: limit FILE [THREADS]\n");
		return 2;
	}
	eq_date first;
	eq_date_read(EQ_TEXT(FIRST_MONDAY), &first);
	uint16_t *week_of = weeks_of_dates(first);
	struct worker *workers = calloc((size_t)threads, sizeof *workers);
	if (!workers)
		abort();
	for (int i = 0; i < threads; i++) {
		struct worker *w = &workers[i];
		w->path = argv[1];
		w->week_of = week_of;
		w->size = file.st_size;
		w->from = w->size * i / threads;
		w->to = w->size * (i + 1) / threads;
		w->localities[0].length = UINT32_MAX;
		if (pthread_create(&w->thread, NULL, work, w) != 0)
			abort();
	}
	for (int i = 0; i < threads; i++) {
		pthread_join(workers[i].thread, NULL);
		if (i > 0)
			add_worker(&workers[0], &workers[i]);
	}
	print(&workers[0], first);
	int64_t bad = workers[0].bad;
	if (bad)
		fprintf(stderr, "limit: %ld bad rows\n", (long)bad);
	free(workers);
	free(week_of);
	return bad != 0;
}
