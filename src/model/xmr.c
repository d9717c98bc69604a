/* xmr.c - upper_limit, lower_limit, centre and signal: what a KPI's own values, one a period, let expect
 * of it. What they come to is engine/xmr.h.
 *
 * Limits are of performance as the data say it, so they look at `actual` whatever scenario is evaluated. */
#include "model/build.h"

enum { RUN_USUAL = 7, RUN_LEAST = 6, RUN_MOST = 8 };

/* A call that is being read. */
struct limits {
	struct eq_text word;
	uint32_t kpi; /* def */
	struct eq_xmr_spec *spec;
	const struct eq_node *next; /* the argument to read */
};

static bool belongs(struct eq_build *b, const struct eq_node *n, const struct eq_scope *s,
		    struct eq_text word)
{
	if (s->place == EQ_PLACE_ALERT || s->place == EQ_PLACE_FIGURE)
		return true;
	eq_diag_at(
		b->diags, EQ_E0407, n->span,
		"only an `alert`, a `figure` and a test may use `%.*s`: limits are of all periods "
		"up to now",
		EQ_ARG(word));
	return false;
}

/* A KPI whose values stand each for one period. */
static bool read_kpi(struct eq_build *b, const struct eq_node *n, struct limits *l)
{
	const struct eq_node *arg = l->next;
	const struct eq_node *name = arg && arg->kind == EQ_NODE_FROM_DAYS ? arg->child : arg;
	uint32_t def = name && name->kind == EQ_NODE_NAME ? eq_def_named(b, name->name) : EQ_NO_DEF;

	if (def == EQ_NO_DEF || b->m->defs.v[def].kind != EQ_DEF_KPI) {
		eq_diag_at(b->diags, EQ_E0210, name ? name->span : n->span,
			   "`%.*s` takes the name of a KPI: `%.*s(x)`", EQ_ARG(l->word),
			   EQ_ARG(l->word));
		return false;
	}
	if (b->known.v[def].broken)
		return false;
	l->kpi = def;
	if (!b->known.v[def].averaged)
		return true;
	struct eq_diag *g = eq_diag_at(
		b->diags, EQ_E0317, name->span,
		"each value of `%.*s` is made of several %s, so it has no limits",
		EQ_ARG(eq_name(b, name->name)), eq_grain_word(b->m->programme.grain, true));
	eq_diag_hint(b->diags, g,
		     "values that share %s are not independent of each other: they lie too close "
		     "together for limits. Track single %s, and let `live` be their average",
		     eq_grain_word(b->m->programme.grain, true),
		     eq_grain_word(b->m->programme.grain, true));
	return false;
}

static bool is_day(const struct eq_node *n)
{
	return n->kind == EQ_NODE_DATE || n->kind == EQ_NODE_MONTH || n->kind == EQ_NODE_FISCAL;
}

/* `from 2024-04-01, 2025-04-01`: the first stands behind the KPI, others are arguments. */
static bool read_days(struct eq_build *b, struct limits *l, const struct eq_node *first)
{
	uint32_t n = 1;
	for (const struct eq_node *c = l->next; c && is_day(c); c = c->next)
		n++;
	eq_date *days = EQ_NEW_ARRAY(b->arena, eq_date, n);
	l->spec->anew = days;
	for (const struct eq_node *c = first; l->spec->n_anew < n; c = l->next, l->next = c->next) {
		uint32_t i = l->spec->n_anew;
		if (!eq_read_date(b, c, &days[i]))
			return false;
		if (i && days[i] <= days[i - 1]) {
			eq_diag_at(b->diags, EQ_E0505, c->span,
				   "limits begin anew on days in order, and this one is not after "
				   "the one before");
			return false;
		}
		l->spec->n_anew++;
		if (l->spec->n_anew == n)
			break;
	}
	return true;
}

/* Which periods the limits are made of. */
static bool read_periods(struct eq_build *b, struct limits *l)
{
	const struct eq_node *arg = l->next, *days;

	l->next = arg->next;
	if (arg->kind != EQ_NODE_FROM_DAYS)
		return true;
	days = arg->child->next;
	if (days->kind == EQ_NODE_RANGE)
		return eq_read_range(b, days, &l->spec->baseline);
	return read_days(b, l, days);
}

/* `worse` or `better`: only where it is said which is which. */
static bool read_sense(struct eq_build *b, const struct eq_node *n, struct limits *l)
{
	static const char *const senses[] = {"worse", "better", NULL};
	const struct eq_kpi *k = &b->m->kpis.v[b->m->defs.v[l->kpi].index];
	int sense = eq_choose(b, n, senses, "which signals are meant");

	if (sense < 0)
		return false;
	if (!k->better_said) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0210, n->span,
					       "`%.*s` does not say which way is %s",
					       EQ_ARG(eq_def_name(b, l->kpi)), senses[sense]);
		eq_diag_note(b->diags, g, k->span, "the KPI");
		eq_diag_hint(b->diags, g, "write `better higher` or `better lower` in it");
		return false;
	}
	l->spec->sense = (sense == 1) == k->lower_is_better ? EQ_XMR_DOWN : EQ_XMR_UP;
	return true;
}

static bool read_run(struct eq_build *b, const struct eq_node *n, struct limits *l)
{
	struct eq_dec value;
	uint32_t unit;
	int64_t run = 0;

	if (!eq_read_number(b, n, &value, &unit))
		return false;
	if (unit == EQ_UNIT_PLAIN && eq_dec_to_int(value, &run) && run >= RUN_LEAST &&
	    run <= RUN_MOST) {
		l->spec->run = (uint8_t)run;
		return true;
	}
	eq_diag_at(b->diags, EQ_E0210, n->span,
		   "how many points in a row are a signal is %d, %d or %d", RUN_LEAST, RUN_USUAL,
		   RUN_MOST);
	return false;
}

/* Behind the KPI, of signals: `worse` or `better`, and how many points in a row. */
static bool read_rest(struct eq_build *b, enum eq_word word, struct limits *l)
{
	for (const struct eq_node *c = l->next; c; c = c->next) {
		bool sense = c->kind == EQ_NODE_NAME && l->spec->sense == EQ_XMR_EITHER;
		if (word == EQ_WORD_SIGNAL && sense) {
			if (!read_sense(b, c, l))
				return false;
		} else if (word == EQ_WORD_SIGNAL && c->kind == EQ_NODE_NUMBER && !c->next) {
			if (!read_run(b, c, l))
				return false;
		} else {
			eq_diag_at(b->diags, EQ_E0210, c->span, "`%.*s` is written `%.*s(x%s)`",
				   EQ_ARG(l->word), EQ_ARG(l->word),
				   word == EQ_WORD_SIGNAL ? ", worse" : " from 2024-04-01");
			return false;
		}
	}
	return true;
}

struct eq_expr *eq_check_xmr(struct eq_build *b, const struct eq_node *n, enum eq_word word,
			     struct eq_scope *s)
{
	struct eq_xmr_spec *spec = EQ_NEW(b->arena, struct eq_xmr_spec);
	struct limits l = {eq_name(b, n->name), EQ_NO_DEF, spec, n->child};
	bool signal = word == EQ_WORD_SIGNAL;

	*spec = (struct eq_xmr_spec){.what = signal                        ? EQ_XMR_SIGNAL
					     : word == EQ_WORD_UPPER_LIMIT ? EQ_XMR_UPPER
					     : word == EQ_WORD_LOWER_LIMIT ? EQ_XMR_LOWER
									   : EQ_XMR_CENTRE,
				     .run = RUN_USUAL,
				     .baseline = {EQ_DATE_NONE, EQ_DATE_NONE}};
	if (!belongs(b, n, s, l.word) || !read_kpi(b, n, &l) || !read_periods(b, &l) ||
	    !read_rest(b, word, &l))
		return NULL;
	struct eq_expr *e = eq_expr_new(b, EQ_EXPR_XMR, signal ? EQ_TYPE_BOOL : EQ_TYPE_NUMBER,
					signal ? EQ_UNIT_PLAIN : eq_def_unit(b, l.kpi), n->span, 1);
	e->xmr = spec;
	e->a[0] = eq_ref_new(b, l.kpi, EQ_SCENARIO_ACTUAL, n->child->span);
	return e;
}
