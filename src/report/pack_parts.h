/* pack_parts.h - what the sections of the pack have in common. Private to src/report.
 *
 * Each section fills the page from the results and computes nothing, but for the few sums that a
 * table needs, of unrounded figures. A section with nothing to show leaves the page as it is.
 * They run in the order of the pack, so that notes have their numbers in order of reference. */
#ifndef EQ_REPORT_PACK_PARTS_H
#define EQ_REPORT_PACK_PARTS_H

#include "engine/results.h"
#include "report/display.h"
#include "report/page.h"

/* A row of money: which figure, and by what day. */
enum eq_pack_figure {
	EQ_PACK_VALUE_ADD,
	EQ_PACK_RUN_RATE,
	EQ_PACK_BY_YEAR_END,
	EQ_PACK_BY_HORIZON
};
struct eq_pack_row {
	uint8_t figure; /* enum eq_pack_figure */
	uint32_t year;  /* BY_YEAR_END: index of the fiscal year */
	uint32_t live;  /* the scenario of the live column */
	struct eq_text label;
};

struct eq_pack {
	const struct eq_results *r;
	const struct eq_model *m;
	struct eq_page *page;
	struct eq_arena arena;
	struct eq_text currency;         /* its code */
	EQ_VEC(struct eq_text) notes;    /* each once; printed with numbers from 1 */
	EQ_VEC(uint32_t) columns;        /* scenarios beside the live one */
	EQ_VEC(struct eq_pack_row) rows; /* value-add to date, run-rate, then later days */
};

/* A benefit or a total, for the sections that lay out both alike. */
struct eq_pack_money {
	struct eq_text title;
	const struct eq_benefit *benefit; /* NULL: a total */
	const struct eq_total *total;     /* NULL: a benefit */
	const struct eq_benefit_line *by_scenario;
	const struct eq_rating *value_add, *run_rate;
	bool provisional;
};
struct eq_pack_money eq_pack_benefit(const struct eq_pack *p, uint32_t benefit);
struct eq_pack_money eq_pack_total(struct eq_pack *p, const struct eq_total *t);
/* Whether it has figures at all: what is not tracked has none. */
bool eq_pack_has_money(const struct eq_pack_money *m);

/* What it is called in a table, with its kind and the notes about it. */
struct eq_text eq_pack_money_label(struct eq_pack *p, const struct eq_pack_money *money);

/* The sections, in order. */
void eq_pack_header(struct eq_pack *p);
void eq_pack_kpis(struct eq_pack *p);
void eq_pack_alerts(struct eq_pack *p);
void eq_pack_benefits(struct eq_pack *p);
void eq_pack_workstreams(struct eq_pack *p);
void eq_pack_totals(struct eq_pack *p);
void eq_pack_cash(struct eq_pack *p);
void eq_pack_profiles(struct eq_pack *p);
void eq_pack_restated(struct eq_pack *p);
void eq_pack_ratings(struct eq_pack *p);
void eq_pack_comparisons(struct eq_pack *p);
void eq_pack_breakdowns(struct eq_pack *p);
void eq_pack_figures(struct eq_pack *p);
void eq_pack_notes(struct eq_pack *p);
void eq_pack_fingerprints(struct eq_pack *p);

/* ---- notes: the numbers that a row refers to, as " [1, 3]" after its label ---- */

struct eq_marks {
	EQ_VEC(uint32_t) v;
};
/* What a row refers to: a note of its own, the run's notes about a definition, and those about
 * the data that an expression measures. */
void eq_mark(struct eq_pack *p, struct eq_marks *marks, struct eq_text note);
void eq_mark_def(struct eq_pack *p, struct eq_marks *marks, uint32_t def);
void eq_mark_data(struct eq_pack *p, struct eq_marks *marks, const struct eq_expr *e);
/* What lacks in a benefit or total, and the notes about it or what it should hold. */
void eq_mark_money(struct eq_pack *p, struct eq_marks *marks, const struct eq_pack_money *money);
/* The label with its marks. Empties them. */
struct eq_text eq_marked(struct eq_pack *p, struct eq_text label, struct eq_marks *marks);

/* ---- cells ---- */

struct eq_text eq_pack_date(struct eq_pack *p, eq_date d);
struct eq_text eq_pack_range(struct eq_pack *p, struct eq_range r);
struct eq_text eq_pack_year(struct eq_pack *p, uint32_t year); /* "FY23/24" of the year so listed */
struct eq_text eq_pack_money_text(struct eq_pack *p, const struct eq_number *v);
struct eq_text eq_pack_number_text(struct eq_pack *p, const struct eq_display *d,
				   const struct eq_number *v);
/* With a plus before what is above 0: a change has its sign even when it is good. */
struct eq_text eq_pack_signed(struct eq_pack *p, const struct eq_number *v, struct eq_text text);
/* A change in numbers that are shown so: +3.1, +2.4 points of a share. */
struct eq_text eq_pack_change(struct eq_pack *p, const struct eq_display *d,
			      const struct eq_number *v);
/* A share in per cent, to so many decimals. */
struct eq_text eq_pack_percent(struct eq_pack *p, const struct eq_number *v, int places);
/* Progress, that reads as reaching a bound of its RAG only where it does. */
struct eq_text eq_pack_progress(struct eq_pack *p, const struct eq_number *v,
				const struct eq_bands *bands);
void eq_pack_cell(struct eq_table *t, size_t column, struct eq_text text);
void eq_pack_money_cell(struct eq_pack *p, struct eq_table *t, size_t column, struct eq_number v);
/* The word of a rating in its colour. */
void eq_pack_rag_cell(struct eq_table *t, size_t column, uint8_t rag);
/* "without 3 rows that do not fit"; empty where there are none */
struct eq_text eq_pack_lost(struct eq_pack *p, uint64_t rows);
/* A figure that may still change has a mark, which one line under the table explains. */
struct eq_text eq_pack_provisional(struct eq_pack *p, struct eq_text figure, bool provisional);
void eq_pack_provisional_line(struct eq_pack *p, struct eq_table *t, bool any);
/* Words of a rating beside the figure itself: "worse than low", not also of what and on which day,
 * where that is the as-at date. */
struct eq_text eq_pack_rag_words(struct eq_pack *p, struct eq_text words);
struct eq_text eq_pack_scenario(const struct eq_pack *p, uint32_t scenario);
/* Whether --only leaves it in. */
bool eq_pack_shows(const struct eq_pack *p, uint32_t def);
/* Parts joined by `glue`, in the pack's arena: "a; b". Empty parts are left out. */
struct eq_text eq_pack_joined(struct eq_pack *p, struct eq_text a, const char *glue,
			      struct eq_text b);

/* ---- sums ---- */

struct eq_number eq_pack_zero(void);
struct eq_number eq_pack_missing(void);
struct eq_number eq_pack_sum(struct eq_number a, const struct eq_number *b);
struct eq_number eq_pack_difference(struct eq_number a, const struct eq_number *b);
/* One figure of a line; missing where the line has none. */
struct eq_number eq_pack_figure_of(const struct eq_benefit_line *line,
				   const struct eq_pack_row *row);
/* The columns Live, Low, High, … of a row of money, from column `first`. A live figure to date that
 * is provisional has its mark. */
void eq_pack_money_cells(struct eq_pack *p, struct eq_table *t, size_t first,
			 const struct eq_pack_money *money, const struct eq_pack_row *row);
void eq_pack_scenario_columns(struct eq_pack *p, struct eq_table *t);

/* A row under a value-add: what of it restates the last reported year. None where that is nothing. */
void eq_pack_restated_row(struct eq_pack *p, struct eq_table *t, const struct eq_number *v,
			  int indent);

/* Whether printed amounts add up to the printed whole; where a part is missing, that is said
 * otherwise, and true. */
struct eq_pack_column {
	struct eq_number parts; /* of the amounts as printed */
};
void eq_pack_column_add(struct eq_pack_column *c, const struct eq_number *part);
bool eq_pack_column_adds_up(struct eq_pack *p, const struct eq_pack_column *c,
			    const struct eq_number *whole);

#endif
