/* pack.c - the pack: its sections in order, laid out as text or Markdown. See pack.h. */
#include "report/pack.h"

#include "report/pack_parts.h"

/* Low and high first, then the programme's other scenarios; the target's own figures where
 * there are none of these to compare with. */
static void choose_columns(struct eq_pack *p)
{
	const struct eq_results *r = p->r;

	if (r->low >= 0)
		EQ_PUSH(&p->columns, (uint32_t)r->low);
	if (r->high >= 0)
		EQ_PUSH(&p->columns, (uint32_t)r->high);
	for (uint32_t s = EQ_SCENARIO_OWN; s < r->n_scenarios; s++)
		if ((int32_t)s != r->low && (int32_t)s != r->high)
			EQ_PUSH(&p->columns, s);
	if (p->columns.n)
		return;
	for (uint32_t i = 0; i < p->m->benefits.n; i++) {
		const struct eq_pack_money money = eq_pack_benefit(p, i);

		if (eq_pack_has_money(&money) && money.by_scenario[EQ_SCENARIO_TARGET].shown) {
			EQ_PUSH(&p->columns, EQ_SCENARIO_TARGET);
			return;
		}
	}
}

static void add_row(struct eq_pack *p, enum eq_pack_figure figure, uint32_t year, uint32_t live,
		    struct eq_text label)
{
	EQ_PUSH(&p->rows, ((struct eq_pack_row){(uint8_t)figure, year, live, label}));
}

/* What is so now, and the outlook: by the end of each fiscal year to come, and by the horizon. */
static void choose_rows(struct eq_pack *p)
{
	const struct eq_results *r = p->r;
	eq_date horizon = p->m->programme.horizon;

	add_row(p, EQ_PACK_VALUE_ADD, 0, EQ_SCENARIO_ACTUAL,
		eq_arena_printf(&p->arena, "Value-add to %.*s", EQ_ARG(eq_pack_date(p, r->as_at))));
	add_row(p, EQ_PACK_RUN_RATE, 0, EQ_SCENARIO_ACTUAL, EQ_TEXT("Run-rate, per year"));
	if (r->as_at >= horizon)
		return;
	for (uint32_t y = 0; y < r->n_years; y++) {
		eq_date end = eq_fiscal_range(p->m->programme.fiscal, r->first_year + (int)y).to;

		if (end > r->as_at && end < horizon)
			add_row(p, EQ_PACK_BY_YEAR_END, y, EQ_SCENARIO_FORECAST,
				eq_arena_printf(&p->arena, "Value-add by %.*s",
						EQ_ARG(eq_pack_date(p, end))));
	}
	add_row(p, EQ_PACK_BY_HORIZON, 0, EQ_SCENARIO_FORECAST,
		eq_arena_printf(&p->arena, "Value-add by %.*s", EQ_ARG(eq_pack_date(p, horizon))));
}

static struct eq_text currency_code(struct eq_pack *p)
{
	struct eq_buf code;
	struct eq_text t;

	eq_buf_init(&code);
	eq_unit_write_code(p->m->units, p->m->programme.currency, &code);
	t = eq_arena_copy(&p->arena, eq_buf_view(&code));
	eq_buf_release(&code);
	return t;
}

static void fill(const struct eq_results *r, struct eq_page *page)
{
	static void (*const sections[])(struct eq_pack *) = {
		eq_pack_header,      eq_pack_kpis,    eq_pack_alerts,      eq_pack_benefits,
		eq_pack_workstreams, eq_pack_totals,  eq_pack_cash,        eq_pack_profiles,
		eq_pack_restated,    eq_pack_ratings, eq_pack_comparisons, eq_pack_breakdowns,
		eq_pack_figures,     eq_pack_notes,   eq_pack_fingerprints};
	struct eq_pack p = {.r = r, .m = r->model, .page = page};

	eq_arena_init(&p.arena);
	p.currency = currency_code(&p);
	choose_columns(&p);
	choose_rows(&p);
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		sections[i](&p);
	eq_free(p.rows.v);
	eq_free(p.notes.v);
	eq_free(p.columns.v);
	eq_arena_release(&p.arena);
}

void eq_pack_text(const struct eq_results *r, const struct eq_pack_style *style, struct eq_buf *out)
{
	struct eq_page page;

	eq_page_init(&page);
	fill(r, &page);
	eq_page_text(&page, style->width, style->colour, out);
	eq_page_release(&page);
}

void eq_pack_markdown(const struct eq_results *r, struct eq_buf *out)
{
	struct eq_page page;

	eq_page_init(&page);
	fill(r, &page);
	eq_page_markdown(&page, out);
	eq_page_release(&page);
}
