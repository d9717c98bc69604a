/* pack_kpis.c - the KPIs by workstream: live beside baseline and target, how far it has come, its
 * RAG and its trend. Below each row: what its numbers count, and how live came about. */
#include "report/pack_parts.h"
#include "report/reason.h"
#include "report/share.h"
#include "report/trend.h"

#include <string.h>

/* The columns; those that no KPI has anything for are left out. */
struct columns {
	size_t latest, progress, rag, trend;
	bool has_progress, has_trend;
};

static struct eq_text trend_of(struct eq_pack *p, const struct eq_kpi_result *k)
{
	struct eq_buf b;
	struct eq_text t;

	if (!k->series || p->r->as_at_lane < 0)
		return EQ_TEXT("");
	eq_buf_init(&b);
	eq_trend(k->series, (size_t)p->r->as_at_lane + 1, &b);
	t = eq_arena_copy(&p->arena, eq_buf_view(&b));
	eq_buf_release(&b);
	return t;
}

static struct columns choose_columns(struct eq_pack *p)
{
	struct columns c = {.latest = 4};
	size_t next = 5;

	for (size_t i = 0; i < p->m->kpis.n; i++) {
		const struct eq_kpi_result *k = &p->r->kpis[i];

		if (!eq_pack_shows(p, p->m->kpis.v[i].def))
			continue;
		c.has_progress |= !k->progress.missing;
		c.has_trend |= trend_of(p, k).n > 0;
	}
	if (c.has_progress)
		c.progress = next++;
	c.rag = next++;
	if (c.has_trend)
		c.trend = next;
	return c;
}

static void add_columns(struct eq_pack *p, struct eq_table *t, const struct columns *c)
{
	eq_table_column(t, EQ_TEXT("KPI"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("Live"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Baseline"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("Target"), EQ_ALIGN_RIGHT);
	eq_table_column(t,
			eq_arena_printf(&p->arena, "Latest\n%s",
					eq_grain_word(p->r->timeline.grain, false)),
			EQ_ALIGN_RIGHT);
	if (c->has_progress)
		eq_table_column(t, EQ_TEXT("Progress"), EQ_ALIGN_RIGHT);
	eq_table_column(t, EQ_TEXT("RAG"), EQ_ALIGN_LEFT);
	if (c->has_trend)
		eq_table_column(t, EQ_TEXT("Trend"), EQ_ALIGN_TREND);
}

static struct eq_text record_text(struct eq_pack *p, const struct eq_kpi_result *k)
{
	if (k->record == EQ_RECORD_NONE || k->record_of < 2)
		return EQ_TEXT("");
	return eq_arena_printf(&p->arena, "latest is the %s of the %lu %s since tracking began",
			       k->record == EQ_RECORD_HIGHEST ? "highest" : "lowest",
			       (unsigned long)k->record_of,
			       eq_grain_word(p->r->timeline.grain, true));
}

/* How it is rated, what the numbers count, and how live came about. */
static struct eq_text details(struct eq_pack *p, const struct eq_kpi_result *k)
{
	const struct eq_kpi *kpi = &p->m->kpis.v[k->kpi];
	struct eq_text text, live = EQ_TEXT("");
	struct eq_buf unit;

	eq_buf_init(&unit);
	eq_display_unit(&unit, p->m->units, kpi->unit);
	text = eq_pack_joined(p, eq_pack_rag_words(p, k->rating.words), "; ",
			      eq_arena_copy(&p->arena, eq_buf_view(&unit)));
	eq_buf_release(&unit);
	if (kpi->live_text.n)
		live = eq_arena_printf(&p->arena, "live %.*s", EQ_ARG(kpi->live_text));
	live = eq_pack_joined(p, live, live.n ? ", " : "live ",
			      eq_reason_incomplete(p->r, k->live_coverage, &p->arena));
	text = eq_pack_joined(p, text, "; ", live);
	if (kpi->lower_is_better)
		text = eq_pack_joined(p, text, "; ", EQ_TEXT("lower is better"));
	text = eq_pack_joined(p, text, "; ", record_text(p, k));
	return eq_pack_joined(p, text, "; ", eq_pack_lost(p, k->rows_lost));
}

/* "No target is declared.", of every row that refers to it. */
static struct eq_text sentence(struct eq_pack *p, struct eq_text reason)
{
	char *text = eq_arena_alloc(&p->arena, reason.n + 1);

	memcpy(text, reason.p, reason.n);
	if (reason.n && text[0] >= 'a' && text[0] <= 'z')
		text[0] = (char)(text[0] - 'a' + 'A');
	text[reason.n] = '.';
	return (struct eq_text){text, reason.n + 1};
}

static void mark_missing(struct eq_pack *p, struct eq_marks *marks, const struct eq_kpi_result *k,
			 const struct eq_number *const *numbers)
{
	static const uint8_t figures[] = {EQ_KPI_LIVE, EQ_KPI_BASELINE, EQ_KPI_TARGET,
					  EQ_KPI_LATEST};

	for (size_t i = 0; i < 4; i++)
		if (numbers[i]->missing)
			eq_mark(p, marks,
				sentence(p, eq_reason_kpi(p->r, k, (enum eq_kpi_figure)figures[i],
							  &p->arena)));
}

/* The same figures with the days that `except` takes out of them. */
static void row_with(struct eq_pack *p, struct eq_table *t, const struct eq_kpi_result *k,
		     const struct eq_display *display, int indent)
{
	if (!k->without)
		return;
	eq_table_row(t, EQ_TEXT("with the days taken out"), indent + 2);
	eq_pack_cell(t, 1, eq_pack_number_text(p, display, &k->live_with));
	eq_pack_cell(t, 2, eq_pack_number_text(p, display, &k->baseline_with));
}

static void add_kpi(struct eq_pack *p, struct eq_table *t, const struct columns *c, uint32_t i,
		    int indent)
{
	const struct eq_kpi_result *k = &p->r->kpis[i];
	const struct eq_kpi *kpi = &p->m->kpis.v[i];
	const struct eq_number *const numbers[] = {&k->live,   &k->baseline,  &k->target,
						   &k->latest, &k->live_with, &k->baseline_with};
	const struct eq_display display = eq_display_choose(
		p->m->units, kpi->unit, eq_kpi_is_share(p->m, kpi), numbers, k->without ? 6 : 4);
	struct eq_marks marks = {{0}};
	struct eq_text text;

	mark_missing(p, &marks, k, numbers);
	eq_mark_def(p, &marks, kpi->def);
	eq_mark_data(p, &marks, kpi->tracked);
	eq_table_row(t, eq_marked(p, kpi->title, &marks), indent);
	for (size_t n = 0; n < 4; n++)
		eq_pack_cell(t, n + 1,
			     eq_pack_provisional(p, eq_pack_number_text(p, &display, numbers[n]),
						 n == 0 && k->provisional && !k->live.missing));
	if (c->has_progress)
		eq_pack_cell(t, c->progress, eq_pack_progress(p, &k->progress, &kpi->bands));
	eq_pack_rag_cell(t, c->rag, k->rating.rag);
	if (c->has_trend)
		eq_pack_cell(t, c->trend, trend_of(p, k));
	text = details(p, k);
	if (text.n)
		eq_table_line(t, text, indent + 2, EQ_STYLE_FAINT);
	row_with(p, t, k, &display, indent);
}

/* Those of one workstream, or of none. */
static bool add_group(struct eq_pack *p, struct eq_table *t, const struct columns *c,
		      uint32_t workstream, bool parted)
{
	bool any = false, named = workstream != EQ_NO_WORKSTREAM;

	for (uint32_t i = 0; i < p->m->kpis.n; i++) {
		const struct eq_kpi *kpi = &p->m->kpis.v[i];

		if (!eq_pack_shows(p, kpi->def) || kpi->workstream != workstream)
			continue;
		if (!any && parted)
			eq_table_gap(t);
		if (!any && named)
			eq_table_heading(t, p->m->workstreams.v[workstream].title);
		any = true;
		add_kpi(p, t, c, i, named ? 2 : 0);
	}
	return any;
}

void eq_pack_kpis(struct eq_pack *p)
{
	struct columns c = choose_columns(p);
	struct eq_table *t;
	bool any = false, provisional = false;

	for (size_t i = 0; i < p->m->kpis.n; i++) {
		if (!eq_pack_shows(p, p->m->kpis.v[i].def))
			continue;
		any = true;
		provisional |= p->r->kpis[i].provisional && !p->r->kpis[i].live.missing;
	}
	if (!any)
		return;
	eq_page_heading(p->page, EQ_TEXT("KPIs"));
	t = eq_page_table(p->page);
	add_columns(p, t, &c);
	any = add_group(p, t, &c, EQ_NO_WORKSTREAM, false);
	for (uint32_t w = 0; w < p->m->workstreams.n; w++)
		any |= add_group(p, t, &c, w, any);
	eq_pack_provisional_line(p, t, provisional);
}
