/* time_profile.c - see time_profile.h. */
#include "report/time_profile.h"

#define SHOWN 60 /* bytes of a measure's text */

void eq_time_profile(const struct eq_times *t, struct eq_buf *out)
{
	uint64_t all = 0;

	for (size_t i = 0; i < t->all.n; i++)
		all += t->all.v[i].ns;
	eq_buf_addf(out, "%10s %6s  %-30s %s\n", "ms", "share", "stage", "of");
	for (size_t i = 0; i < t->all.n; i++) {
		const struct eq_time *l = &t->all.v[i];
		uint64_t tenths = all ? l->ns * 1000 / all : 0, us = l->ns / 1000;
		struct eq_text part = l->part;

		if (part.n > SHOWN)
			part.n = SHOWN;
		eq_buf_addf(out, "%6llu.%03llu %4llu.%llu%%  %-30.*s %.*s%s%.*s\n",
			    (unsigned long long)(us / 1000), (unsigned long long)(us % 1000),
			    (unsigned long long)(tenths / 10), (unsigned long long)(tenths % 10),
			    EQ_ARG(l->stage), EQ_ARG(l->of), part.n ? ": " : "", EQ_ARG(part));
	}
}
