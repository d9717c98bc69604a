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

/* The latest value among all since tracking began (starts of the programme). */
enum eq_record { EQ_RECORD_NONE, EQ_RECORD_HIGHEST, EQ_RECORD_LOWEST };

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
	uint8_t record;                /* enum eq_record, of `latest` */
	uint32_t record_of;            /* periods with a value, since tracking began */
	bool provisional;              /* its live window reaches periods that are not settled */
	uint64_t rows_lost;            /* rows of its sources that did not fit and were left out */
	bool without; /* days are taken out by `except`, its own or of a KPI that it is made of; */
	struct eq_number live_with, baseline_with; /* then: the same figures with those days */
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
	/* What a plan has on the day `then` of the run; missing where none is asked for. */
	struct eq_number run_rate_then, value_add_then;
	struct eq_coverage periods;     /* counted periods by the as-at date that have a value */
	struct eq_coverage all_periods; /* the same up to the horizon (actual: the same) */
	struct eq_cash *cash;           /* [n_years] */
	struct eq_number later;         /* earned, but cash only after the last listed year */
	struct eq_number *series;       /* worth by lane; gross */
};

/* Run-rate, value-add and cash are the owner's share where the programme names an `owner`; worth
 * is gross, as the equation. */
struct eq_benefit_result {
	uint32_t benefit;
	struct eq_benefit_line
		*by_scenario; /* [scenario]: actual is realised, forecast the outlook */
	const struct eq_benefit_line *gross; /* [scenario]: the same before it is shared */
	struct eq_rating value_add_rating, run_rate_rating;
	bool provisional;
	uint64_t rows_lost;
	bool without; /* as of a KPI: with the days that `except` on a KPI takes out */
	struct eq_number value_add_with, run_rate_with;
	/* What of its value-add was not in the last reported year's, as that was reported, and belongs to
	 * the time before its end; zero: nothing. */
	struct eq_number value_add_restated;
};

/* What benefits add up to: of the programme or one workstream; all of them, or those of one kind,
 * of one confidence, or one partner's share. In order: the programme's, then by workstream; within
 * each whole, kinds, confidences, partners. `by_scenario` as of a benefit; lines have no series. */
enum eq_split { EQ_SPLIT_WHOLE, EQ_SPLIT_KIND, EQ_SPLIT_CONFIDENCE, EQ_SPLIT_PARTNER };
struct eq_total {
	uint32_t workstream; /* index, or EQ_NO_WORKSTREAM: the programme */
	uint8_t split;       /* enum eq_split */
	uint32_t part;       /* enum eq_benefit_kind, enum eq_confidence, or index of a partner */
	uint32_t n_benefits; /* that are tracked */
	uint32_t n_untracked;
	struct eq_benefit_line *by_scenario;
	struct eq_rating value_add_rating, run_rate_rating; /* of wholes */
	bool provisional;
	uint64_t rows_lost;
	struct eq_number value_add_restated; /* as of a benefit; of wholes */
};

/* A workstream's run-rate against its target and stretch, money per year. */
struct eq_workstream_result {
	uint32_t workstream;
	const struct eq_total *whole; /* NULL: it has no benefits */
	struct eq_number target, stretch;
	struct eq_number progress; /* run-rate / target */
	struct eq_rating rating;   /* by progress: green from 100%, amber from 90%, or its `rag` */
};

/* An agreed profile beside what the run expects. */
struct eq_profile_result {
	uint32_t profile;
	const struct eq_benefit_line *forecast; /* of what the profile is for; NULL: it has none */
	struct eq_number
		*agreed; /* [n_years] of the pack; missing where the profile says nothing */
	struct eq_number *difference; /* forecast - agreed */
};

struct eq_judged_result {
	struct eq_text title;
	bool judged;    /* by the as-at date */
	uint32_t level; /* the latest by then */
	eq_date on;
};
struct eq_rating_result {
	uint32_t rating;                  /* index in model->ratings */
	struct eq_judged_result *changes; /* the worst first, then by title */
	uint32_t n_changes;
	uint32_t *counts;           /* [level]: changes judged so */
	struct eq_number *at_least; /* [level]: share of the judged changes at it or better */
	uint32_t unjudged;
	struct eq_number progress; /* share at the target's level or better / target */
	struct eq_rating rag;
};

/* --compare: a KPI over two ranges, each as one period. */
struct eq_comparison {
	uint32_t kpi;
	struct eq_number before, after;
	struct eq_number change; /* after - before; of shares: points are 100 times it */
	struct eq_number ratio;  /* change / before */
	struct eq_coverage before_coverage, after_coverage;
	int8_t direction; /* 1 better, -1 worse, 0 neither */
};

/* --by: a KPI or benefit over the groups. */
struct eq_part {
	uint32_t group; /* index in groups */
	struct eq_number live, baseline,
		target;                       /* KPI; missing where the group has none of its own */
	struct eq_number run_rate, value_add; /* benefit */
	struct eq_number share; /* of the parts' sum, by `live` or `run_rate`; where parts add up */
	struct eq_number running; /* share of this part and those above it */
	bool hidden;              /* a small count: nothing of the row may be printed */
};
struct eq_breakdown {
	bool of_kpi;            /* otherwise of a benefit */
	uint32_t index;         /* of the KPI or benefit */
	struct eq_text why_not; /* no parts: the reason */
	struct eq_part *parts;  /* the largest first */
	uint32_t n_parts;
	bool adds_up;         /* the parts of such a figure add up to the whole (sums, counts) */
	struct eq_part whole; /* the county's own figures */
	struct eq_part rest;  /* whole - parts: "not attributed"; all missing where it is nothing */
};

/* Early warning: an alert, and for one that alerts what lies behind it. */
enum eq_alert_state {
	EQ_ALERT_QUIET,
	EQ_ALERT_RAISED, /* its condition holds, for as long as it asks for */
	EQ_ALERT_UNKNOWN /* a value is missing that would decide it */
};
/* The latest value of a KPI between the limits that the condition looks at. */
struct eq_alert_limits {
	uint32_t kpi;
	struct eq_number latest, centre, lower, upper;
	uint32_t points;      /* that the limits are of; fewer than EQ_XMR_LEAST give none */
	eq_date from;         /* first day of their first period */
	uint8_t above, below; /* rules by which it is a signal: enum eq_xmr_rule */
};
/* One member of a break-down: its value before and now. */
struct eq_alert_member {
	struct eq_text name;
	struct eq_number before, after, change;
	/* Of a quotient, what of the change of the whole comes from the member's own value, and from its
	 * share of what is divided by. */
	struct eq_number rate, mix;
	bool hidden; /* a small count: nothing of the row may be printed */
};
struct eq_alert_cut {
	struct eq_text by;               /* a dimension of the KPI's data */
	struct eq_text why_not;          /* no members: the reason */
	struct eq_alert_member *members; /* those with most of the change first */
	uint32_t n_members;
	bool adds_up;               /* the members' changes add up to that of the whole */
	bool is_split;              /* each is split into rate and mix, which add up to it */
	struct eq_number rate, mix; /* then: of all members */
	/* The whole's change less all that adds up to it; missing: nothing, or it does not add up. */
	struct eq_number rest;
};
struct eq_alert_kpi {
	uint32_t kpi;
	struct eq_range before_days, after_days; /* its live windows, or the last two periods */
	bool is_live;                            /* else of the last period */
	struct eq_number before, after, change;
	struct eq_alert_cut *cuts;
	uint32_t n_cuts;
};
struct eq_alert_result {
	uint32_t alert;     /* index in model->alerts */
	uint8_t state;      /* enum eq_alert_state */
	struct eq_text why; /* UNKNOWN: what is missing */
	/* The periods at a stretch, up to now, in which the condition holds, and from which day; 0 where it
	 * does not, or is known for now only. */
	uint32_t periods;
	eq_date since;
	uint32_t wanted; /* periods that it asks for */
	struct eq_alert_limits *limits;
	uint32_t n_limits;
	struct eq_alert_kpi *kpis; /* of an alert that is raised */
	uint32_t n_kpis;
};

/* A figure of a fiscal year that is other than it was first reported. */
struct eq_restated_figure {
	uint32_t def;               /* of what it is; EQ_NO_DEF: the programme */
	struct eq_text title, what; /* "Avoided placements", "value-add" */
	struct eq_text scenario;    /* its name; empty: what came about */
	bool judged;                /* the numbers are enum eq_rag */
	bool share;                 /* they are a progress, in per cent */
	uint32_t unit;
	struct eq_number reported, now; /* missing: it had no value, or is no figure any more */
	struct eq_number difference;    /* now - reported; not of judgements */
};
struct eq_restated_year {
	int year;
	eq_date end; /* its last day, as at which its figures are */
	struct eq_restated_reason {
		struct eq_text kind, why; /* "late data"; the former may be empty */
	} * reasons;
	uint32_t n_reasons;
	struct eq_restated_figure *figures; /* in the order of the pack */
	uint32_t n_figures;
};

/* A sentence under the pack, and what it is about. */
struct eq_footnote {
	uint32_t def; /* EQ_NO_DEF: the run as a whole */
	struct eq_text text;
};

/* What a pack was made from, in hexadecimal digits. */
struct eq_fingerprint {
	struct eq_text what; /* "programme", "data/starts.csv", "version" */
	struct eq_text value;
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
	eq_date then; /* to which plans are worked out too, where it is after the as-at date */
	int32_t as_at_lane; /* last whole period by the as-at date; -1: none */
	struct eq_timeline timeline;
	uint32_t
		threads; /* that may work on what there is very much of; 0: as many as there are processors */
	uint32_t n_scenarios;
	int32_t low, high; /* numbers of the scenarios so named, or -1 */
	/* [scenario]: false where nobody asks for the amounts of benefits in it. NULL: all are asked for. */
	const bool *asked;
	uint32_t n_years;
	int first_year;                     /* fiscal year of the first cash column */
	struct eq_kpi_result *kpis;         /* by KPI index */
	struct eq_benefit_result *benefits; /* by benefit index */
	struct eq_total *totals;
	uint32_t n_totals;
	struct eq_workstream_result *workstreams; /* by workstream index */
	struct eq_profile_result *profiles;       /* by profile index */
	struct eq_rating_result *ratings;         /* by rating index */
	struct eq_figure_result *figures;
	struct eq_alert_result *alerts;    /* by alert index */
	uint32_t n_raised;                 /* alerts that are */
	struct eq_restated_year *restated; /* in order */
	uint32_t n_restated;
	eq_date reported_to; /* the last day of the last reported year, or EQ_DATE_NONE */
	bool compared;       /* --compare */
	struct eq_range ranges[2];
	struct eq_comparison *comparisons; /* by KPI index */
	uint32_t n_by;                     /* --by; 0: no break-downs */
	const struct eq_text *by;
	const struct eq_group *groups;
	uint32_t n_groups;
	struct eq_breakdown *breakdowns; /* KPIs, then benefits, in order of declaration */
	uint32_t n_breakdowns;
	uint32_t suppress; /* as asked for */
	/* By def: false where --only leaves it out of the pack. NULL: all are shown. Totals are of
	 * the whole programme in any case. */
	bool *shown;
	EQ_VEC(struct eq_footnote) notes; /* in the order to print */
	struct eq_fingerprint *fingerprints;
	uint32_t n_fingerprints;
	struct eq_text
		*whatifs; /* "placement_cost = £1,200 per week, in place of £1,050 per week" */
	uint32_t n_whatifs;
};

void eq_results_free(struct eq_results *r);

#endif
