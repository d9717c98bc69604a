/* explain.c - a figure worked out over the data, and traced. See explain.h. */
#include "review/explain.h"

#include "base/diag.h"
#include "engine/asat.h"
#include "engine/benefits.h"
#include "report/display.h"
#include "report/share.h"
#include "review/tracing.h"

/* ---- the scenario, and the part of a break-down ---- */

static bool find_scenario(const struct eq_model *m, struct eq_text name, uint32_t *out,
			  struct eq_diags *diags)
{
	struct eq_nearest nearest;

	*out = EQ_SCENARIO_ACTUAL;
	if (!name.n)
		return true;
	eq_nearest_init(&nearest, name);
	for (uint32_t s = 0; s < m->scenarios.n; s++) {
		if (eq_text_eq(m->scenarios.v[s].name, name)) {
			*out = s;
			return true;
		}
		eq_nearest_try(&nearest, m->scenarios.v[s].name);
	}
	struct eq_diag *g = eq_diag_file(diags, EQ_E0814, EQ_TEXT(""), 0, 0,
					 "there is no scenario called `%.*s`", EQ_ARG(name));
	if (nearest.best.n)
		eq_diag_hint(diags, g, "did you mean `%.*s`?", EQ_ARG(nearest.best));
	return false;
}

/* "locality=North, setting=residential" */
struct part {
	struct eq_text *names, *members;
	uint32_t n;
};

static bool read_part(struct eq_text by, struct eq_arena *a, struct part *out,
		      struct eq_diags *diags)
{
	size_t commas = 1;

	*out = (struct part){NULL, NULL, 0};
	for (size_t i = 0; i < by.n; i++)
		commas += by.p[i] == ',';
	out->names = EQ_NEW_ARRAY(a, struct eq_text, commas);
	out->members = EQ_NEW_ARRAY(a, struct eq_text, commas);
	for (struct eq_text rest = by; rest.n;) {
		size_t end = 0, equals = 0;

		while (end < rest.n && rest.p[end] != ',')
			end++;
		while (equals < end && rest.p[equals] != '=')
			equals++;
		out->names[out->n] = eq_text_trim((struct eq_text){rest.p, equals});
		out->members[out->n] = equals < end
					       ? eq_text_trim((struct eq_text){rest.p + equals + 1,
									       end - equals - 1})
					       : EQ_TEXT("");
		if (!out->names[out->n].n || !out->members[out->n].n) {
			struct eq_diag *g = eq_diag_file(
				diags, EQ_E0814, EQ_TEXT(""), 0, 0,
				"`%.*s` does not say which part is to be explained", EQ_ARG(by));
			eq_diag_hint(diags, g,
				     "write the dimension and its member, such as locality=North");
			return false;
		}
		out->n++;
		end += end < rest.n;
		rest = (struct eq_text){rest.p + end, rest.n - end};
	}
	return true;
}

static void hint_members(const struct eq_cube *c, struct eq_diags *diags, struct eq_diag *d)
{
	enum { MOST_NAMED = 8 };
	struct eq_buf names;

	eq_buf_init(&names);
	for (uint32_t g = 0; g < c->n_groups && g < MOST_NAMED; g++)
		eq_buf_addf(&names, "%s%.*s", g ? ", " : "", EQ_ARG(c->groups[g].keys[0]));
	eq_diag_hint(diags, d, "there are %.*s%s", EQ_ARG(eq_buf_view(&names)),
		     c->n_groups > MOST_NAMED ? ", …" : "");
	eq_buf_release(&names);
}

static bool find_group(const struct eq_cube *c, const struct part *p, uint32_t *out,
		       struct eq_diags *diags)
{
	struct eq_nearest nearest;

	eq_nearest_init(&nearest, p->members[0]);
	for (uint32_t g = 0; g < c->n_groups; g++) {
		bool same = true;

		for (uint32_t i = 0; i < p->n; i++)
			same &= eq_text_eq(c->groups[g].keys[i], p->members[i]);
		if (same) {
			*out = g;
			return true;
		}
		eq_nearest_try(&nearest, c->groups[g].keys[0]);
	}
	struct eq_diag *d = eq_diag_file(diags, EQ_E0814, EQ_TEXT(""), 0, 0,
					 "no row has %.*s \"%.*s\"", EQ_ARG(p->names[0]),
					 EQ_ARG(p->members[0]));
	if (nearest.best.n)
		eq_diag_hint(diags, d, "did you mean `%.*s`?", EQ_ARG(nearest.best));
	else if (p->n == 1 && c->n_groups)
		hint_members(c, diags, d);
	return false;
}

/* ---- with data ---- */

static void begin(struct eq_tracing *t, const struct eq_program *p, const struct eq_cube *cube,
		  struct eq_timeline timeline)
{
	const struct eq_model *m = p->model;
	const struct eq_programme *q = &m->programme;

	t->whole = cube;
	eq_eval_init(&t->e, p, cube, timeline, EQ_MODE_BEST);
	t->r = (struct eq_results){
		.model = m,
		.timeline = timeline,
		.n_scenarios = (uint32_t)m->scenarios.n,
		.low = eq_model_scenario(m, "low"),
		.high = eq_model_scenario(m, "high"),
		.first_year = eq_fiscal_year(q->fiscal, q->starts),
	};
	t->r.n_years = (uint32_t)(eq_fiscal_year(q->fiscal, q->horizon) - t->r.first_year + 1);
	eq_arena_init(&t->r.arena);
	t->r.benefits = EQ_NEW_ARRAY(&t->r.arena, struct eq_benefit_result, m->benefits.n + 1);
	t->earned = eq_alloc_zero(m->benefits.n + 1, sizeof *t->earned);
}

static void end(struct eq_tracing *t)
{
	eq_eval_release(&t->e);
	eq_free(t->earned);
	eq_free(t->seen.v);
	eq_free(t->of_rows.v);
	eq_arena_release(&t->r.arena);
}

/* Works on the rows of a part alone, at the as-at date of the whole. */
static void enter_group(struct eq_tracing *t, uint32_t group)
{
	eq_eval_release(&t->e);
	eq_eval_init(&t->e, t->program, &t->whole->of_group[group], t->r.timeline, EQ_MODE_BEST);
	t->e.group = &t->whole->groups[group];
	t->e.by = t->whole->by;
	t->e.n_by = t->whole->n_by;
	eq_eval_set_as_at(&t->e, t->r.as_at_lane);
}

static void find_amounts(const struct eq_model *m, const struct eq_expr *x, bool *wanted)
{
	if (x->op >= EQ_EXPR_RUN_RATE && x->op <= EQ_EXPR_ANNUALISED)
		for (uint32_t i = 0; i < m->benefits.n; i++)
			wanted[i] |= x->money.benefit == EQ_ALL_BENEFITS || x->money.benefit == i;
	if (x->op == EQ_EXPR_REF && m->defs.v[x->ref.def].kind == EQ_DEF_FIGURE)
		find_amounts(m, m->figures.v[m->defs.v[x->ref.def].index].expr, wanted);
	for (uint32_t i = 0; i < x->n; i++)
		find_amounts(m, x->a[i], wanted);
}

static void run_amounts(struct eq_tracing *t, uint32_t scenario)
{
	const struct eq_model *m = t->model;
	bool *wanted = EQ_NEW_ARRAY(t->arena, bool, m->benefits.n + 1);
	bool *in = EQ_NEW_ARRAY(t->arena, bool, m->scenarios.n + 1);
	bool so = scenario == EQ_SCENARIO_ACTUAL || scenario == EQ_SCENARIO_FORECAST;

	in[scenario] = true;
	if (so)
		in[EQ_SCENARIO_ACTUAL] = in[EQ_SCENARIO_FORECAST] = true;
	t->r.asked = in;
	t->money = (struct eq_money_of_benefits){&t->r, t->earned, scenario};
	t->e.money = eq_money_input;
	t->e.money_context = &t->money;
	find_amounts(m, eq_explain_figure(m)->expr, wanted);
	for (uint32_t i = 0; i < m->benefits.n; i++) {
		struct eq_earned *earned = t->earned[i];

		if (!wanted[i])
			continue;
		eq_run_benefit(&t->e, &t->r, i, earned, NULL);
		if (!so && t->r.benefits[i].gross[scenario].shown)
			earned[0] = earned[1] = eq_earned_make(&t->e, i, scenario,
							       t->r.timeline.n - 1, &t->r.arena);
	}
}

/* What was asked for is the tree's root: the figure that stands for it is not shown. */
static struct eq_explained *trace_root(struct eq_tracing *t, uint32_t scenario)
{
	const struct eq_expr *x = eq_explain_figure(t->model)->expr;
	struct eq_moment now = {scenario, EQ_CONTEXT_AS_AT, 0};

	/* A name that is asked for is not one below the figure. */
	if (t->most && x->op == EQ_EXPR_REF)
		t->most++;
	struct eq_explained *root = eq_trace_expr(t, x, now);
	root->percent |= !root->is_truth && eq_unit_is_plain(t->model->units, root->unit) &&
			 eq_figure_is_share(t->model, eq_explain_figure(t->model));
	return root;
}

/* Whether the lines of the rows are found in no time beside the scan; else only where they are to be listed. */
static bool are_few(const struct eq_tracing *t)
{
	const uint64_t most_rows = 100000, most_looks = 10000000;
	const struct eq_model *m = t->model;
	bool *met = EQ_NEW_ARRAY(t->arena, bool, m->data.n + 1);
	uint64_t rows = 0, looks = 0;

	for (size_t i = 0; i < t->of_rows.n; i++) {
		uint32_t data = m->measures.v[t->of_rows.v[i]->rows->measure].data;

		looks += t->whole->sources[data].rows;
		rows += met[data] ? 0 : t->whole->sources[data].rows;
		met[data] = true;
	}
	return rows <= most_rows && looks <= most_looks;
}

static bool trace(struct eq_tracing *t, const struct eq_explain_options *o,
		  const struct eq_scan_options *scan, const struct part *part, uint32_t scenario,
		  struct eq_explaining *out, struct eq_diags *diags)
{
	uint32_t group = 0;

	if (!eq_run_settle_as_at(&t->e, &t->r, &o->run, diags))
		return false;
	out->as_at = t->r.as_at;
	if (!t->r.as_at_given)
		out->as_at_kpi =
			eq_symbol_text(t->model->symbols,
				       t->model->defs.v[t->model->kpis.v[t->r.as_at_kpi].def].name);
	if (part->n) {
		if (!find_group(t->whole, part, &group, diags))
			return false;
		enter_group(t, group);
	}
	run_amounts(t, scenario);
	out->root = trace_root(t, scenario);
	return !(o->rows || are_few(t)) || eq_trace_read_rows(t, scan, o->rows, diags);
}

struct eq_explaining *eq_explain(const struct eq_program *p, const struct eq_explain_options *o,
				 struct eq_diags *diags)
{
	const struct eq_model *m = p->model;
	struct eq_explaining *out = eq_alloc_zero(1, sizeof *out);
	struct eq_tracing t = {.program = p, .model = m, .most = o->depth};
	struct eq_scan_options scan = o->scan;
	struct eq_timeline timeline;
	struct eq_cube *cube = NULL;
	struct part part;
	uint32_t scenario;
	bool done = false;

	eq_arena_init(&out->arena);
	t.arena = &out->arena;
	out->model = m;
	out->figure = eq_arena_copy(t.arena, o->figure);
	if (find_scenario(m, o->scenario, &scenario, diags) &&
	    read_part(o->by, t.arena, &part, diags)) {
		out->scenario = m->scenarios.v[scenario].name;
		out->members = eq_arena_copy(t.arena, o->by);
		scan.by = part.names;
		scan.n_by = part.n;
		eq_trace_sort_asked(&t);
		cube = eq_scan(p, &scan, diags);
		if (cube && eq_run_timeline(m, cube, o->run.as_at, &timeline, diags)) {
			begin(&t, p, cube, timeline);
			done = trace(&t, o, &scan, &part, scenario, out, diags);
			end(&t);
		}
	}
	eq_cube_free(cube);
	if (done && !diags->errors)
		return out;
	eq_explaining_free(out);
	return NULL;
}

void eq_explaining_free(struct eq_explaining *x)
{
	if (!x)
		return;
	eq_arena_release(&x->arena);
	eq_free(x);
}

/* "1 placement", where all other numbers have placements. */
static void say_one(const struct eq_units *units, uint32_t unit, size_t from, struct eq_buf *out)
{
	if (out->n < from + 2 || out->p[from] != '1' || out->p[from + 1] != ' ')
		return;
	out->n = from + 2;
	eq_unit_write(units, unit, false, out);
}

void eq_explained_quantity(const struct eq_model *m, uint32_t unit, bool percent,
			   const struct eq_number *v, struct eq_buf *out)
{
	const int most = 6; /* decimals */
	struct eq_number shown = *v;
	size_t from = out->n;
	unsigned flags = 0;

	if (v->missing) {
		eq_buf_adds(out, EQ_DISPLAY_MISSING);
		return;
	}
	if (percent)
		shown.v = eq_dec_mul(v->v, eq_dec_int(100), &flags);
	/* Rounded first, so that no zeros are left at the end of a number that is nearly whole. */
	shown.v = eq_dec_reduce(eq_dec_round_away(shown.v, most, &flags));
	eq_display_in_full(out, m->units, unit, most, &shown);
	if (percent)
		eq_buf_addc(out, '%');
	else if (eq_dec_cmp(shown.v, EQ_DEC_ONE) == 0)
		say_one(m->units, unit, from, out);
}

void eq_explained_value(const struct eq_model *m, const struct eq_explained *n, struct eq_buf *out)
{
	if (!n->is_truth)
		eq_explained_quantity(m, n->unit, n->percent, &n->value, out);
	else if (n->value.missing)
		eq_buf_adds(out, EQ_DISPLAY_MISSING);
	else
		eq_buf_adds(out, n->truth ? "yes" : "no");
}

struct eq_text eq_explained_days(const struct eq_model *m, struct eq_range days,
				 struct eq_arena *arena)
{
	struct eq_grain g = m->programme.grain;
	char from[EQ_DATE_CHARS], to[EQ_DATE_CHARS], period[EQ_PERIOD_CHARS];
	int32_t number = eq_period_number(g, days.from);
	struct eq_range whole = eq_period_range(g, number);

	if (whole.from == days.from && whole.to == days.to) {
		eq_period_write(g, number, period);
		return eq_arena_copy(arena, eq_text_of(period));
	}
	eq_date_write(days.from, from);
	eq_date_write(days.to, to);
	return days.from == days.to ? eq_arena_copy(arena, eq_text_of(from))
				    : eq_arena_printf(arena, "%s to %s", from, to);
}

const char *eq_explained_word(enum eq_explained_rule rule)
{
	static const char *const words[] = {
#define X(id, word) [EQ_EXPLAINED_##id] = word,
		EQ_EXPLAINED_RULES(X)
#undef X
	};
	return words[rule];
}
