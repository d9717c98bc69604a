/* pack_header.c - what the pack is of: programme, as-at date and who decided it, the days that it
 * looks at, and what was set for this run only. */
#include "report/pack_parts.h"

static struct eq_text as_at_text(struct eq_pack *p)
{
	const struct eq_results *r = p->r;
	const char *period = eq_grain_word(r->timeline.grain, false);
	struct eq_text text = EQ_TEXT("");

	if (r->as_at_given)
		text = EQ_TEXT("The as-at date was asked for.");
	else if (r->as_at_kpi < p->m->kpis.n)
		text = eq_arena_printf(
			&p->arena,
			"The end of the last whole %s that every KPI has, as decided by %.*s.",
			period, EQ_ARG(p->m->kpis.v[r->as_at_kpi].title));
	if (r->as_at_lane >= 0) {
		eq_date last = eq_timeline_range(&r->timeline, r->as_at_lane).to;

		if (last != r->as_at)
			text = eq_pack_joined(
				p, text, " ",
				eq_arena_printf(&p->arena, "The last whole %s ended on %.*s.",
						period, EQ_ARG(eq_pack_date(p, last))));
	}
	return text;
}

static struct eq_text days_text(struct eq_pack *p)
{
	const struct eq_programme *programme = &p->m->programme;
	struct eq_text text = eq_arena_printf(&p->arena,
					      "Benefits are tracked from %.*s and planned to %.*s.",
					      EQ_ARG(eq_pack_date(p, programme->starts)),
					      EQ_ARG(eq_pack_date(p, programme->horizon)));

	if (programme->owner != EQ_NO_PARTNER && programme->owner < p->m->partners.n)
		text = eq_arena_printf(
			&p->arena,
			"%.*s Money is the share of %.*s; those of its partners stand under Totals.",
			EQ_ARG(text), EQ_ARG(p->m->partners.v[programme->owner]));
	return text;
}

void eq_pack_header(struct eq_pack *p)
{
	const struct eq_results *r = p->r;

	eq_page_title(p->page, p->m->programme.title,
		      eq_arena_printf(&p->arena, "as at %.*s", EQ_ARG(eq_pack_date(p, r->as_at))));
	eq_page_paragraph(p->page, eq_pack_joined(p, as_at_text(p), " ", days_text(p)),
			  EQ_STYLE_FAINT);
	if (!r->n_whatifs)
		return;
	eq_page_heading(p->page, EQ_TEXT("What if: these figures are not those of the programme as "
					 "it stands"));
	for (uint32_t i = 0; i < r->n_whatifs; i++)
		eq_page_bullet(p->page, r->whatifs[i], EQ_TEXT(""));
}
