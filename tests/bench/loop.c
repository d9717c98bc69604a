/* loop.c - one pass an operator over 1,024 doubles that stay in the cache, without units, missing
 * values, exactness or anything to look up; a hundred equations (x - k) * y * z, each summed.
 *
 * It is compiled for the machine at hand (-O3 -march=native), as nothing that is shipped can be. */
#include "loop.h"

enum { CHUNK = 1024, EQUATIONS = 100, SUMS = 32 };
#define APART __attribute__((noinline))

static APART void subtract(double *restrict r, const double *restrict x, double k)
{
	for (int i = 0; i < CHUNK; i++)
		r[i] = x[i] - k;
}

static APART void multiply(double *restrict r, const double *restrict x, const double *restrict y)
{
	for (int i = 0; i < CHUNK; i++)
		r[i] = x[i] * y[i];
}

static APART double sum(const double *x)
{
	double part[SUMS] = {0}, all = 0;
	for (int i = 0; i < CHUNK; i += SUMS)
		for (int j = 0; j < SUMS; j++)
			part[j] += x[i + j];
	for (int j = 0; j < SUMS; j++)
		all += part[j];
	return all;
}

double loop_over_doubles(int times)
{
	static double x[CHUNK], y[CHUNK], z[CHUNK], o[CHUNK], p[CHUNK];
	volatile double sink = 0;
	for (int i = 0; i < CHUNK; i++) {
		x[i] = i * 7919 % 200000 / 100.0;
		y[i] = (100 + i * 104729 % 5000) / 100.0;
		z[i] = (100 + i * 1299 % 3000) / 100.0;
	}
	for (int t = 0; t < times; t++)
		for (int e = 0; e < EQUATIONS; e++) {
			subtract(o, x, e * 0.25);
			multiply(p, o, y);
			multiply(o, p, z);
			sink = sink + sum(o);
		}
	return 3.0 * CHUNK * EQUATIONS * times;
}
