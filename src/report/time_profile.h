/* time_profile.h - where the time of a run went, as a table. */
#ifndef EQ_REPORT_TIME_PROFILE_H
#define EQ_REPORT_TIME_PROFILE_H

#include "base/times.h"

/* One line a stage, in the order of the run: milliseconds, its share of all, and of what. */
void eq_time_profile(const struct eq_times *t, struct eq_buf *out);

#endif
