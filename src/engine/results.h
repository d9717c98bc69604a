/* results.h - everything that a run found out, for the writers of reports.
 *
 * Plain data, exact and unrounded; nothing is computed after this. All in one arena. Money is
 * in the programme's currency; every number says its unit. */
#ifndef EQ_ENGINE_RESULTS_H
#define EQ_ENGINE_RESULTS_H

#include "model/model.h"

struct eq_number {
	struct eq_dec v; /* meaningless when missing */
	bool missing;
	bool rounded; /* not the exact value: digits beyond the 34th were lost */
};

/* How many of the periods (or, for a level, days) that should have a value have one. */
struct eq_coverage {
	uint32_t have, of;
	bool in_days; /* days; otherwise periods */
};

enum eq_rag { EQ_RAG_NONE, EQ_RAG_RED, EQ_RAG_AMBER, EQ_RAG_GREEN };
const char *eq_rag_word(enum eq_rag rag); /* "-", "red", "amber", "green" */
struct eq_rating {
	uint8_t rag;          /* enum eq_rag */
	struct eq_text words; /* what was compared, or why there is none */
};

/* One KPI. Numbers are in the KPI's unit. */
struct eq_kpi_result {
	uint32_t kpi;
	struct eq_number live, baseline, target,
		latest;                   /* latest: the last whole period by the as-at date */
	struct eq_number progress;        /* (live - baseline) / (target - baseline) */
	struct eq_coverage live_coverage; /* of the live window */
	struct eq_coverage
		baseline_coverage; /* of = 0 when the baseline is not computed from data */
	struct eq_rating rating;
	struct eq_number *by_scenario; /* [scenario], in the last whole period by the as-at date */
	struct eq_number *series;      /* actual, by lane of the timeline */
};

/* Cash of one benefit (or total) in one fiscal year and scenario. */
struct eq_cash {
	int year;                    /* fiscal year */
	struct eq_range range;       /* its days */
	struct eq_number whole;      /* over the whole year */
	struct eq_number by_asat;    /* of it, up to and including the as-at date */
	struct eq_number by_horizon; /* of it, up to and including the horizon */
};

/* A benefit in a scenario. */
struct eq_benefit_line {
	bool shown;             /* false: this scenario has no figures for it (no target, …) */
	struct eq_text why_not; /* then: the reason */
	struct eq_number
		worth; /* per period, in the last whole period by the as-at date; in the benefit's unit */
	struct eq_number run_rate;          /* money per year */
	struct eq_number value_add;         /* money, up to and including the as-at date */
	struct eq_number value_add_horizon; /* up to and including the horizon */
	struct eq_coverage periods;     /* counted periods by the as-at date that have a value */
	struct eq_coverage all_periods; /* the same up to the horizon (actual: the same) */
	struct eq_cash *cash;           /* [n_years] */
	struct eq_number later;         /* earned, but cash only after the last listed year */
	struct eq_number *series;       /* worth by lane */
};

struct eq_benefit_result {
	uint32_t benefit; /* EQ_ALL_BENEFITS in a total */
	uint8_t kind;     /* totals: enum eq_benefit_kind that is added up */
	struct eq_benefit_line
		*by_scenario; /* [scenario]: actual is realised, forecast the outlook */
	struct eq_rating value_add_rating, run_rate_rating;
};

struct eq_figure_result {
	uint32_t figure;
	struct eq_number value;
};

struct eq_results {
	struct eq_arena arena;
	const struct eq_model *model;
	eq_date as_at;
	bool as_at_given;   /* by the caller; otherwise decided by a KPI */
	uint32_t as_at_kpi; /* index of the KPI that decided it */
	int32_t as_at_lane; /* last whole period by the as-at date; -1: none */
	struct eq_timeline timeline;
	uint32_t n_scenarios;
	int32_t low, high; /* numbers of the scenarios so named, or -1 */
	uint32_t n_years;
	int first_year;                     /* fiscal year of the first cash column */
	struct eq_kpi_result *kpis;         /* by KPI index */
	struct eq_benefit_result *benefits; /* by benefit index */
	struct eq_benefit_result
		*totals; /* one for each kind that occurs, in the order of the enum */
	uint32_t n_totals;
	struct eq_figure_result *figures;
	EQ_VEC(struct eq_text) notes; /* whole sentences, in the order to print */
};

void eq_results_free(struct eq_results *r);

#endif
