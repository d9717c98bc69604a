/* pack_json.h - what the sections of the JSON pack have in common. Private to src/report. */
#ifndef EQ_REPORT_PACK_JSON_H
#define EQ_REPORT_PACK_JSON_H

#include "engine/results.h"
#include "report/json.h"

struct eq_json_pack {
	struct eq_json j;
	const struct eq_results *r;
	const struct eq_model *m;
	struct eq_arena arena;
	struct eq_text money;  /* "GBP" */
	struct eq_text yearly; /* "GBP/year" */
	struct eq_text plain;  /* "1" */
};

struct eq_text eq_json_unit(struct eq_json_pack *w, uint32_t unit);
/* The name of a definition; empty where there is none. */
struct eq_text eq_json_name(const struct eq_json_pack *w, uint32_t def);
/* Whether --only leaves it in. */
bool eq_json_shows(const struct eq_json_pack *w, uint32_t def);

/* A key and its value. `maybe`: null for an empty text. */
void eq_json_key_string(struct eq_json_pack *w, const char *key, struct eq_text t);
void eq_json_key_maybe(struct eq_json_pack *w, const char *key, struct eq_text t);
void eq_json_key_bool(struct eq_json_pack *w, const char *key, bool v);
void eq_json_key_date(struct eq_json_pack *w, const char *key, eq_date d);
void eq_json_key_year(struct eq_json_pack *w, int year); /* "fiscal_year" */
/* null where it is nothing, so that a count there is worth a look */
void eq_json_key_rows(struct eq_json_pack *w, uint64_t rows_lost);
void eq_json_key_workstream(struct eq_json_pack *w, uint32_t workstream);
/* A figure: `why` is for one that is missing. */
void eq_json_number(struct eq_json_pack *w, const struct eq_number *v, struct eq_text unit,
		    struct eq_text why);
void eq_json_key_number(struct eq_json_pack *w, const char *key, const struct eq_number *v,
			struct eq_text unit, struct eq_text why);
/* One value a period: {"unit", "values": ["1", null, …], "rounded": [places of those that are]}. */
void eq_json_key_series(struct eq_json_pack *w, const char *key, const struct eq_number *v,
			struct eq_text unit);
void eq_json_key_coverage(struct eq_json_pack *w, const char *key, struct eq_coverage c);
void eq_json_key_rating(struct eq_json_pack *w, const char *key, const struct eq_rating *rating);

/* The sections: each a key and its value. */
void eq_json_kpis(struct eq_json_pack *w);
void eq_json_alerts(struct eq_json_pack *w);
void eq_json_benefits(struct eq_json_pack *w);
void eq_json_totals(struct eq_json_pack *w);
void eq_json_workstreams(struct eq_json_pack *w);
void eq_json_profiles(struct eq_json_pack *w);
void eq_json_restated(struct eq_json_pack *w);
void eq_json_ratings(struct eq_json_pack *w);
void eq_json_comparisons(struct eq_json_pack *w);
void eq_json_breakdowns(struct eq_json_pack *w);
void eq_json_figures(struct eq_json_pack *w);

#endif
