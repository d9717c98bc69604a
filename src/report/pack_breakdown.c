/* pack_breakdown.c - a KPI or benefit over the parts of the county, the largest first, with its
 * share and the share of all down to it.
 *
 * Nothing of a hidden part is printed: not its figure, nor a running share that gives it away. */
#include "report/pack_breakdown.h"

#include "data/cube.h"
#include "report/pack_parts.h"
#include "report/share.h"

struct eq_text eq_part_label(const struct eq_results *r, const struct eq_part *part,
			     const char *glue, struct eq_arena *a)
{
	struct eq_text label = EQ_TEXT("");

	for (uint32_t i = 0; i < r->n_by; i++) {
		struct eq_text key = r->groups[part->group].keys[i];

		if (!key.n)
			key = EQ_TEXT("(not said)");
		label = i ? eq_arena_printf(a, "%.*s%s%.*s", EQ_ARG(label), glue, EQ_ARG(key))
			  : key;
	}
	return label;
}

bool eq_part_runs(const struct eq_breakdown *b, uint32_t i)
{
	/* Hidden ones stand after all others. */
	return !b->parts[i].hidden;
}

/* "locality, setting" */
static struct eq_text dimensions(struct eq_pack *p)
{
	struct eq_text text = EQ_TEXT("");

	for (uint32_t i = 0; i < p->r->n_by; i++)
		text = eq_pack_joined(p, text, ", ", p->r->by[i]);
	return text;
}

static struct eq_text hidden_text(struct eq_pack *p)
{
	return eq_arena_printf(&p->arena, "<%lu", (unsigned long)p->r->suppress);
}

/* The columns of a break-down; those that no part has anything for are left out. */
struct columns {
	size_t baseline, target, share, running; /* 0: left out */
};

static bool has(const struct eq_breakdown *b, size_t offset)
{
	for (uint32_t i = 0; i < b->n_parts; i++) {
		const struct eq_number *v =
			(const struct eq_number *)((const char *)&b->parts[i] + offset);

		if (!b->parts[i].hidden && !v->missing)
			return true;
	}
	return false;
}

static struct columns add_columns(struct eq_pack *p, struct eq_table *t,
				  const struct eq_breakdown *b, struct eq_text title)
{
	struct columns c = {0};
	size_t next = 2;

	eq_table_column(
		t,
		eq_arena_printf(&p->arena, "%.*s\nby %.*s", EQ_ARG(title), EQ_ARG(dimensions(p))),
		EQ_ALIGN_LEFT);
	if (b->of_kpi) {
		eq_table_column(t, EQ_TEXT("Live"), EQ_ALIGN_RIGHT);
		if (has(b, offsetof(struct eq_part, baseline))) {
			eq_table_column(t, EQ_TEXT("Baseline"), EQ_ALIGN_RIGHT);
			eq_table_column(t, EQ_TEXT("Change"), EQ_ALIGN_RIGHT);
			c.baseline = next;
			next += 2;
		}
		if (has(b, offsetof(struct eq_part, target))) {
			eq_table_column(t, EQ_TEXT("Target"), EQ_ALIGN_RIGHT);
			c.target = next++;
		}
	} else {
		eq_table_column(t, EQ_TEXT("Run-rate\nper year"), EQ_ALIGN_RIGHT);
		eq_table_column(t,
				eq_arena_printf(&p->arena, "Value-add\nto %.*s",
						EQ_ARG(eq_pack_date(p, p->r->as_at))),
				EQ_ALIGN_RIGHT);
		next++;
	}
	if (has(b, offsetof(struct eq_part, share))) {
		eq_table_column(t, EQ_TEXT("Share"), EQ_ALIGN_RIGHT);
		eq_table_column(t, EQ_TEXT("Running\nshare"), EQ_ALIGN_RIGHT);
		c.share = next;
		c.running = next + 1;
	}
	return c;
}

/* How the numbers of a KPI's table are shown: all alike, so that they can be ranked by eye. */
static struct eq_display display_of(struct eq_pack *p, const struct eq_breakdown *b)
{
	const struct eq_kpi *kpi = &p->m->kpis.v[b->index];
	const struct eq_number **numbers =
		EQ_NEW_ARRAY(&p->arena, const struct eq_number *, 3 * (size_t)b->n_parts + 2);
	size_t n = 0;

	for (uint32_t i = 0; i < b->n_parts; i++) {
		if (b->parts[i].hidden)
			continue;
		numbers[n++] = &b->parts[i].live;
		numbers[n++] = &b->parts[i].baseline;
		numbers[n++] = &b->parts[i].target;
	}
	numbers[n++] = &b->whole.live;
	numbers[n++] = &b->rest.live;
	return eq_display_choose(p->m->units, kpi->unit, eq_kpi_is_share(p->m, kpi), numbers, n);
}

static struct eq_text change_text(struct eq_pack *p, const struct eq_display *display,
				  const struct eq_part *part)
{
	struct eq_number change = eq_pack_difference(part->live, &part->baseline);

	return eq_pack_change(p, display, &change);
}

static void add_figures(struct eq_pack *p, struct eq_table *t, const struct eq_breakdown *b,
			const struct columns *c, const struct eq_display *display,
			const struct eq_part *part)
{
	if (!b->of_kpi) {
		eq_pack_money_cell(p, t, 1, part->run_rate);
		eq_pack_money_cell(p, t, 2, part->value_add);
		return;
	}
	eq_pack_cell(t, 1, eq_pack_number_text(p, display, &part->live));
	if (c->baseline) {
		eq_pack_cell(t, c->baseline, eq_pack_number_text(p, display, &part->baseline));
		eq_pack_cell(t, c->baseline + 1, change_text(p, display, part));
	}
	if (c->target)
		eq_pack_cell(t, c->target, eq_pack_number_text(p, display, &part->target));
}

static void add_part(struct eq_pack *p, struct eq_table *t, const struct eq_breakdown *b,
		     const struct columns *c, const struct eq_display *display, uint32_t i)
{
	const struct eq_part *part = &b->parts[i];

	eq_table_row(t, eq_part_label(p->r, part, ", ", &p->arena), 0);
	if (part->hidden) {
		eq_pack_cell(t, 1, hidden_text(p));
		return;
	}
	add_figures(p, t, b, c, display, part);
	if (c->share) {
		eq_pack_cell(t, c->share, eq_pack_percent(p, &part->share, 1));
		if (eq_part_runs(b, i))
			eq_pack_cell(t, c->running, eq_pack_percent(p, &part->running, 1));
	}
}

static bool is_nothing(const struct eq_part *part)
{
	return part->live.missing && part->run_rate.missing && part->value_add.missing;
}

static void add_breakdown(struct eq_pack *p, const struct eq_breakdown *b, struct eq_text title,
			  uint32_t def)
{
	struct eq_display display = {0};
	struct eq_marks marks = {{0}};
	struct eq_buf unit;
	struct eq_table *t = eq_page_table(p->page);
	struct columns c;

	if (b->of_kpi)
		display = display_of(p, b);
	eq_mark_def(p, &marks, def);
	c = add_columns(p, t, b, eq_marked(p, title, &marks));
	for (uint32_t i = 0; i < b->n_parts; i++)
		add_part(p, t, b, &c, &display, i);
	if (!is_nothing(&b->rest)) {
		eq_table_row(t, EQ_TEXT("Not attributed"), 0);
		add_figures(p, t, b, &c, &display, &b->rest);
	}
	eq_table_row(t, b->adds_up ? EQ_TEXT("Total") : EQ_TEXT("Overall"), 0);
	eq_table_label_style(t, EQ_STYLE_STRONG);
	add_figures(p, t, b, &c, &display, &b->whole);
	if (!b->of_kpi)
		return;
	eq_buf_init(&unit);
	eq_display_unit(&unit, p->m->units, p->m->kpis.v[b->index].unit);
	if (p->m->kpis.v[b->index].live_text.n)
		eq_buf_addf(&unit, "%slive %.*s", unit.n ? "; " : "",
			    EQ_ARG(p->m->kpis.v[b->index].live_text));
	if (unit.n)
		eq_table_line(t, eq_buf_view(&unit), 0, EQ_STYLE_FAINT);
	eq_buf_release(&unit);
}

/* Why there is no table; empty where there is one. Where no part has a figure, a table of dashes
 * would say less. */
static struct eq_text why_none(const struct eq_breakdown *b)
{
	if (!b->n_parts)
		return b->why_not.n ? b->why_not : EQ_TEXT("there are no rows");
	for (uint32_t i = 0; i < b->n_parts; i++)
		if (b->parts[i].hidden || !is_nothing(&b->parts[i]))
			return EQ_TEXT("");
	return EQ_TEXT("its parts lack something that the whole has, such as a baseline");
}

static struct eq_text title_of(const struct eq_pack *p, const struct eq_breakdown *b)
{
	return b->of_kpi ? p->m->kpis.v[b->index].title : p->m->benefits.v[b->index].title;
}

static uint32_t def_of(const struct eq_pack *p, const struct eq_breakdown *b)
{
	return b->of_kpi ? p->m->kpis.v[b->index].def : p->m->benefits.v[b->index].def;
}

/* All that cannot be broken down, in one line for each reason: "a; b: the rows have no `setting`" */
static void add_none(struct eq_pack *p)
{
	bool any = false;

	for (uint32_t i = 0; i < p->r->n_breakdowns; i++) {
		struct eq_text why = why_none(&p->r->breakdowns[i]), titles = EQ_TEXT("");
		bool said = false;

		if (!why.n || !eq_pack_shows(p, def_of(p, &p->r->breakdowns[i])))
			continue;
		for (uint32_t k = 0; k < p->r->n_breakdowns; k++) {
			const struct eq_breakdown *b = &p->r->breakdowns[k];

			if (!eq_pack_shows(p, def_of(p, b)) || !eq_text_eq(why_none(b), why))
				continue;
			said |= k < i;
			titles = eq_pack_joined(p, titles, "; ", title_of(p, b));
		}
		if (said)
			continue;
		if (!any)
			eq_page_heading(p->page,
					eq_arena_printf(&p->arena, "Not broken down by %.*s",
							EQ_ARG(dimensions(p))));
		any = true;
		eq_page_bullet(p->page, titles, why);
	}
}

void eq_pack_breakdowns(struct eq_pack *p)
{
	for (uint32_t i = 0; i < p->r->n_breakdowns; i++) {
		const struct eq_breakdown *b = &p->r->breakdowns[i];

		if (!eq_pack_shows(p, def_of(p, b)) || why_none(b).n)
			continue;
		eq_page_heading(p->page,
				eq_arena_printf(&p->arena, "%.*s by %.*s", EQ_ARG(title_of(p, b)),
						EQ_ARG(dimensions(p))));
		add_breakdown(p, b, title_of(p, b), def_of(p, b));
	}
	add_none(p);
}
