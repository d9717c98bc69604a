#ifndef EQ_DATA_TALLIES_PARTS_H
#define EQ_DATA_TALLIES_PARTS_H
#include "data/groups.h"
#include "data/tallies.h"
struct eq_tallies {
	const struct eq_tallies_plan *plan;
	struct eq_buckets buckets;
	struct eq_source_groups groups;
	struct eq_tallies_batch batch;
	uint32_t group[EQ_BATCH];
};
#endif
