/* declare_profile.c - cash profiles agreed elsewhere: one amount for each fiscal year.
 *
 * A profile's name is no name of the programme: where it is a scenario's, the two are compared. */
#include "model/build.h"

static uint32_t target_of(struct eq_build *b, const struct eq_node *name, bool *ok)
{
	if (!name)
		return EQ_NO_DEF;
	uint32_t def = eq_def_named(b, name->name);
	*ok = false;
	if (def == EQ_NO_DEF) {
		eq_unknown_name(b, EQ_E0201, name->span, name->name,
				EQ_WANT_WORKSTREAMS | EQ_WANT_BENEFITS, "workstream or benefit");
		return EQ_NO_DEF;
	}
	uint8_t kind = b->m->defs.v[def].kind;
	if (kind != EQ_DEF_WORKSTREAM && kind != EQ_DEF_BENEFIT) {
		eq_diag_at(b->diags, EQ_E0206, name->span,
			   "a profile is for a workstream or a benefit, and `%.*s` is %s",
			   EQ_ARG(eq_name(b, name->name)), eq_def_kind_word(kind));
		return EQ_NO_DEF;
	}
	*ok = true;
	return def;
}

/* One amount of money, in the programme's currency. */
static bool read_amount(struct eq_build *b, const struct eq_node *n, struct eq_dec *out)
{
	struct eq_scope s = {
		.place = EQ_PLACE_FIXED, .self = EQ_NO_DEF, .current = EQ_SCENARIO_CURRENT};
	eq_begin_parts(b);
	struct eq_expr *e = eq_check_number(b, n, &s);
	uint32_t currency = b->m->programme.currency;
	if (!e)
		return false;
	if (!eq_units_fit(b, e->unit, currency)) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0302, e->span,
					       "a profile's amounts are %.*s, and this is %.*s",
					       EQ_ARG(eq_unit_words(b, currency)),
					       EQ_ARG(eq_unit_words(b, e->unit)));
		eq_hint_difference(b, g, e->unit, currency);
		return false;
	}
	e = eq_converted(b, e, currency);
	if (e && eq_constant(b, e, out))
		return true;
	if (e)
		eq_diag_at(b->diags, EQ_E0507, n->span,
			   "a profile's amounts are agreed: a number, or a fixed value without "
			   "dates");
	return false;
}

static bool read_year(struct eq_build *b, const struct eq_node *n, int *year)
{
	struct eq_range range;
	if (n->kind != EQ_NODE_FISCAL) {
		eq_diag_at(b->diags, EQ_E0504, n->span,
			   "a profile is by fiscal year: write, for example, `FY23/24 £0.5m`");
		return false;
	}
	if (!eq_read_day(b, n, &range))
		return false;
	*year = eq_fiscal_year(b->m->programme.fiscal, range.from);
	return true;
}

/* After the year before it; with none left out between. */
static bool follows(struct eq_build *b, const struct eq_profile *p, int year, struct eq_span span)
{
	char text[EQ_FISCAL_CHARS];
	struct eq_diag *g;
	if (!p->n_years || year == p->years[p->n_years - 1].year + 1)
		return true;
	const struct eq_profile_year *before = &p->years[p->n_years - 1];
	if (year == before->year) {
		g = eq_diag_at(b->diags, EQ_E0507, span, "this year stands twice in the profile");
	} else if (year < before->year) {
		g = eq_diag_at(b->diags, EQ_E0507, span,
			       "a profile's years stand in order, and this one is before the one "
			       "above");
	} else {
		eq_fiscal_write(b->m->programme.fiscal, before->year + 1, text);
		g = eq_diag_at(b->diags, EQ_E0507, span, "the profile lacks a year: %s", text);
		eq_diag_hint(b->diags, g, "write `%s £0` if nothing is meant to come in", text);
	}
	eq_diag_note(b->diags, g, before->span, "the year before it");
	return false;
}

static bool read_years(struct eq_build *b, const struct eq_node *first, struct eq_profile *p)
{
	uint32_t count = 0;
	bool ok = true;
	for (const struct eq_node *c = first; c; c = c->next)
		count++;
	if (!count) {
		eq_diag_at(b->diags, EQ_E0507, p->span, "this profile has no years");
		return false;
	}
	p->years = EQ_NEW_ARRAY(b->arena, struct eq_profile_year, count);
	for (const struct eq_node *c = first; c; c = c->next) {
		struct eq_profile_year y = {.span = c->child->span};
		bool dated = read_year(b, c->child, &y.year);
		ok &= read_amount(b, c->child->next, &y.amount);
		if (!dated || !follows(b, p, y.year, y.span))
			return false;
		p->years[p->n_years++] = y;
	}
	return ok;
}

void eq_check_profile(struct eq_build *b, const struct eq_node *n)
{
	const struct eq_node *name = n->child, *of = name->next;
	struct eq_profile p = {
		.name = eq_name(b, name->name), .scenario = UINT32_MAX, .span = name->span};
	bool ok = true;
	if (of && of->kind != EQ_NODE_NAME)
		of = NULL;
	p.of = target_of(b, of, &ok);
	for (uint32_t s = 0; s < b->m->scenarios.n; s++)
		if (eq_text_eq(b->m->scenarios.v[s].name, p.name))
			p.scenario = s;
	for (size_t i = 0; ok && i < b->m->profiles.n; i++) {
		const struct eq_profile *first = &b->m->profiles.v[i];
		if (first->of != p.of || !eq_text_eq(first->name, p.name))
			continue;
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0205, name->span,
					       "there is a profile `%.*s` for this already",
					       EQ_ARG(p.name));
		eq_diag_note(b->diags, g, first->span, "it stands here first");
		ok = false;
	}
	if (read_years(b, of ? of->next : name->next, &p) && ok)
		EQ_PUSH(&b->m->profiles, p);
}
