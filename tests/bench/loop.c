/* loop.c - one pass an operator over 1,024 doubles that stay in the cache, without units, missing
 * values, exactness or anything to look up; a hundred equations (x - k) * y * z, each summed.
 *
 * It is compiled for the machine at hand (-O3 -march=native), as nothing that is shipped can be. */
#include "loop.h"

enum { SUMS = 32 };
#define APART __attribute__((noinline))

static APART void subtract(double *restrict r, const double *restrict x, double k)
{
	for (int i = 0; i < LOOP_ROWS; i++)
		r[i] = x[i] - k;
}

static APART void multiply(double *restrict r, const double *restrict x, const double *restrict y)
{
	for (int i = 0; i < LOOP_ROWS; i++)
		r[i] = x[i] * y[i];
}

static APART double sum(const double *x)
{
	double part[SUMS] = {0}, all = 0;
	for (int i = 0; i < LOOP_ROWS; i += SUMS)
		for (int j = 0; j < SUMS; j++)
			part[j] += x[i + j];
	for (int j = 0; j < SUMS; j++)
		all += part[j];
	return all;
}

double loop_over_rows(const double *x, const double *y, const double *z, size_t rows,
		      double sums[LOOP_EQUATIONS])
{
	static _Alignas(64) double o[LOOP_ROWS], p[LOOP_ROWS];
	for (size_t i = 0; i < rows; i += LOOP_ROWS)
		for (int e = 0; e < LOOP_EQUATIONS; e++) {
			subtract(o, x + i, e * 0.25);
			multiply(p, o, y + i);
			multiply(o, p, z + i);
			sums[e] += sum(o);
		}
	return 3.0 * LOOP_EQUATIONS * (double)rows;
}

double loop_over_doubles(int times)
{
	static _Alignas(64) double x[LOOP_ROWS], y[LOOP_ROWS], z[LOOP_ROWS];
	double sums[LOOP_EQUATIONS] = {0}, done = 0;
	volatile double sink = 0;
	for (int i = 0; i < LOOP_ROWS; i++) {
		x[i] = i * 7919 % 200000 / 100.0;
		y[i] = (100 + i * 104729 % 5000) / 100.0;
		z[i] = (100 + i * 1299 % 3000) / 100.0;
	}
	for (int t = 0; t < times; t++)
		done += loop_over_rows(x, y, z, LOOP_ROWS, sums);
	for (int e = 0; e < LOOP_EQUATIONS; e++)
		sink = sink + sums[e];
	return done;
}

int64_t loop_sum(const int64_t *v, size_t n)
{
	int64_t all = 0;
	for (size_t i = 0; i < n; i++)
		all += v[i];
	return all;
}
