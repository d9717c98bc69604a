/* pack_csv_parts.h - what the sections of the CSV pack have in common. Private to src/report. */
#ifndef EQ_REPORT_PACK_CSV_PARTS_H
#define EQ_REPORT_PACK_CSV_PARTS_H

#include "engine/results.h"
#include "report/csv_write.h"

struct eq_csv_pack {
	struct eq_csv_writer csv;
	const struct eq_results *r;
	const struct eq_model *m;
	struct eq_arena arena;
	struct eq_text money, yearly, plain, as_at;
	struct eq_text subject; /* its cells, where they are written already; else empty */
};

/* What the figures of one thing have in common. */
struct eq_csv_subject {
	const char *section;
	uint32_t workstream;
	struct eq_text name, title;
	const struct eq_part *part; /* NULL: the whole */
	bool provisional;
};

struct eq_csv_figure {
	const char *measure;
	struct eq_text scenario, fiscal_year;
	struct eq_range range; /* from EQ_DATE_NONE: it has none */
	struct eq_text unit;
	const struct eq_number *v;      /* NULL: the words are all there is */
	const struct eq_rating *rating; /* or NULL */
	struct eq_text why;             /* that it is missing */
};
extern const struct eq_range eq_csv_no_range;

struct eq_text eq_csv_unit(struct eq_csv_pack *w, uint32_t unit);
/* The name of a definition; empty where there is none. */
struct eq_text eq_csv_name(const struct eq_csv_pack *w, uint32_t def);
/* Whether --only leaves it in. */
bool eq_csv_shows(const struct eq_csv_pack *w, uint32_t def);
struct eq_text eq_csv_year(struct eq_csv_pack *w, int year); /* "FY23/24" */
void eq_csv_row(struct eq_csv_pack *w, const struct eq_csv_subject *s,
		const struct eq_csv_figure *f);
/* A figure that is known by its measure alone. */
void eq_csv_plain_row(struct eq_csv_pack *w, const struct eq_csv_subject *s, const char *measure,
		      struct eq_text unit, const struct eq_number *v, struct eq_text why);

/* Its cells, written to `room`: where many rows begin with them. */
struct eq_text eq_csv_subject_cells(struct eq_csv_pack *w, const struct eq_csv_subject *s,
				    struct eq_buf *room);
/* No figure, but words. */
void eq_csv_words(struct eq_csv_pack *w, const char *section, struct eq_text name,
		  struct eq_text words);

void eq_csv_breakdown(struct eq_csv_pack *w, const struct eq_breakdown *b);
void eq_csv_alerts(struct eq_csv_pack *w);
void eq_csv_restated(struct eq_csv_pack *w);

#endif
