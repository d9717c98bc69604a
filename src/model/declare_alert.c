/* declare_alert.c - alerts: what is to be told of, since when it must be so, and which KPIs it is about.
 *
 * A KPI that is a quotient, or a mean of rows, is kept with what is divided by what, so that a change in
 * it can be told apart into that of its parts' rates and that of their shares. */
#include "model/build.h"

/* What an alert's condition is made of, through figures and the equations of benefits. */
struct search {
	struct eq_build *b;
	EQ_VEC(uint32_t) kpis; /* indices, each once */
	bool of_now;
};

static void look_at(struct search *s, const struct eq_expr *e);

static void add_kpi(struct search *s, uint32_t kpi)
{
	for (size_t i = 0; i < s->kpis.n; i++)
		if (s->kpis.v[i] == kpi)
			return;
	EQ_PUSH(&s->kpis, kpi);
}

static void look_at_def(struct search *s, uint32_t def)
{
	const struct eq_def *d = &s->b->m->defs.v[def];

	if (d->kind == EQ_DEF_KPI)
		add_kpi(s, d->index);
	else if (d->kind == EQ_DEF_FIGURE && s->b->m->figures.v[d->index].expr)
		look_at(s, s->b->m->figures.v[d->index].expr);
}

static void look_at(struct search *s, const struct eq_expr *e)
{
	switch (e->op) {
	case EQ_EXPR_REF:
		look_at_def(s, e->ref.def);
		break;
	case EQ_EXPR_RUN_RATE:
	case EQ_EXPR_VALUE_ADD:
	case EQ_EXPR_CASH:
	case EQ_EXPR_ANNUALISED:
		s->of_now = true;
		/* fall through */
	case EQ_EXPR_WORTH:
		if (e->money.benefit != EQ_ALL_BENEFITS)
			look_at(s, s->b->m->benefits.v[e->money.benefit].equation);
		break;
	default:
		break;
	}
	for (uint32_t i = 0; i < e->n; i++)
		look_at(s, e->a[i]);
}

/* What is divided by what in a KPI, where that is all it is. */
static void find_quotient(struct eq_build *b, const struct eq_expr *tracked,
			  struct eq_alert_subject *out)
{
	const struct eq_expr *e = tracked;

	while (e->op == EQ_EXPR_CONVERT)
		e = e->a[0];
	if (e->op == EQ_EXPR_DIV) {
		out->over = e->a[0];
		out->under = e->a[1];
	} else if (e->op == EQ_EXPR_TOTAL &&
		   b->m->measures.v[e->measure].aggregate == EQ_AGG_MEAN) {
		eq_mean_parts(b, e, &out->over, &out->under);
	} else {
		return;
	}
	/* A change of unit around the quotient is one of what is divided. */
	for (const struct eq_expr *c = tracked; c != e; c = c->a[0]) {
		struct eq_expr *over = EQ_NEW(b->arena, struct eq_expr);
		*over = *c;
		over->a = EQ_NEW_ARRAY(b->arena, struct eq_expr *, 1);
		over->a[0] = out->over;
		out->over = over;
	}
}

static void keep_subjects(struct eq_build *b, const struct search *s, struct eq_alert *out)
{
	out->subjects = EQ_NEW_ARRAY(b->arena, struct eq_alert_subject, s->kpis.n + 1);
	for (size_t i = 0; i < s->kpis.n; i++) {
		const struct eq_kpi *k = &b->m->kpis.v[s->kpis.v[i]];
		struct eq_alert_subject *to = &out->subjects[out->n_subjects++];
		*to = (struct eq_alert_subject){.kpi = s->kpis.v[i]};
		if (k->tracked)
			find_quotient(b, k->tracked, to);
	}
}

/* Whether some whole period lies in the time. */
static bool holds_a_period(const struct eq_build *b, struct eq_span_of_time length)
{
	uint8_t grain = b->m->programme.grain.unit;

	if (grain == EQ_DAY || length.unit >= EQ_MONTH)
		return true;
	int64_t days = (int64_t)length.count * (length.unit == EQ_WEEK ? 7 : 1);
	return days >= (grain == EQ_WEEK ? 7 : 31);
}

static bool read_for(struct eq_build *b, const struct eq_node *n, struct eq_alert *out)
{
	const char *period = eq_grain_word(b->m->programme.grain, false);

	if (!eq_read_length(b, n->child, &out->length))
		return false;
	out->length_text = eq_folded_text(b, n->child->span);
	if (out->of_now) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0418, n->span,
					       "this condition is known for now only, not for each "
					       "%s that `for` looks back at",
					       period);
		eq_diag_hint(b->diags, g,
			     "leave out `for`, or ask for `worth(x)` in place of an amount");
		return false;
	}
	if (holds_a_period(b, out->length))
		return true;
	eq_diag_at(b->diags, EQ_E0418, n->span, "no whole %s lies in %.*s", period,
		   EQ_ARG(out->length_text));
	return false;
}

void eq_check_alert(struct eq_build *b, const struct eq_node *n)
{
	const struct eq_node *condition = n->child->next, *length = eq_node_child(n, EQ_NODE_FOR);
	struct eq_scope s = {
		.place = EQ_PLACE_ALERT, .self = EQ_NO_DEF, .current = EQ_SCENARIO_ACTUAL};
	struct eq_alert alert = {.title = eq_quoted(b, n->child),
				 .condition = eq_folded_text(b, condition->span),
				 .span = n->span};
	struct search search = {.b = b};

	eq_begin_parts(b);
	alert.expr = eq_check_bool(b, condition, &s);
	if (alert.expr)
		look_at(&search, alert.expr);
	alert.of_now = search.of_now;
	if ((!length || read_for(b, length, &alert)) && alert.expr) {
		keep_subjects(b, &search, &alert);
		EQ_PUSH(&b->m->alerts, alert);
	}
	eq_free(search.kpis.v);
}
