/* declare_programme.c - the programme block: money, time, and what a year is. */
#include "model/build.h"

static bool needed(struct eq_build *b, const struct eq_node *n, const struct eq_block *block,
		   enum eq_property p)
{
	const struct eq_property_info *info = eq_property_info(p);
	if (block->p[p])
		return true;
	struct eq_diag *g = eq_diag_at(b->diags, EQ_E0208, n->child ? n->child->span : n->span,
				       "the programme does not say its `%s`: %s", info->word,
				       info->meaning);
	eq_diag_hint(b->diags, g, "write, for example, `%s`", info->form);
	return false;
}

static void read_currency(struct eq_build *b, const struct eq_node *name)
{
	struct eq_text t = eq_name(b, name->name);
	if (eq_units_is_currency(b->units, t)) {
		b->m->programme.currency = eq_units_find(b->units, t);
		b->currency_known = true;
		return;
	}
	eq_diag_at(b->diags, EQ_E0209, name->span,
		   "`%.*s` is not a currency; write its three letters, such as GBP or EUR",
		   EQ_ARG(t));
}

static void read_period(struct eq_build *b, const struct eq_node *p)
{
	static const char *const grains[] = {"day", "week", "month", NULL};
	static const uint8_t units[] = {EQ_DAY, EQ_WEEK, EQ_MONTH};
	const struct eq_node *name = p->child, *end = name->next;
	int grain = eq_choose(b, name, grains, "a length of period");
	if (grain < 0)
		return;
	b->m->programme.grain = (struct eq_grain){units[grain], 6};
	if (end && units[grain] == EQ_WEEK) {
		struct eq_text day = eq_name(b, end->name);
		int weekday = eq_weekday_find(day);
		if (weekday < 0)
			eq_diag_at(b->diags, EQ_E0209, end->span,
				   "`%.*s` is not a day of the week; write `period week ending "
				   "sunday`",
				   EQ_ARG(day));
		else
			b->m->programme.grain.week_end = (uint8_t)weekday;
	} else if (end) {
		eq_diag_at(b->diags, EQ_E0209, end->span, "only a week has a day that it ends on");
	} else if (units[grain] == EQ_WEEK) {
		struct eq_diag *g =
			eq_diag_at(b->diags, EQ_E0208, p->span,
				   "the programme does not say on which day its weeks end");
		eq_diag_hint(b->diags, g, "write, for example, `period week ending sunday`");
	}
}

/* `annualise 52 weeks`: a year is 364 days. `12 months` says nothing about days, so a year is then
 * the calendar's usual 365.25 days, and a month a twelfth of it. */
static void read_annualise(struct eq_build *b, const struct eq_node *p)
{
	struct eq_programme *programme = &b->m->programme;
	struct eq_dec value;
	struct eq_ratio count, days;
	uint32_t unit;
	bool number = p->child->kind == EQ_NODE_NUMBER;
	if (number && !eq_read_number(b, p->child, &value, &unit))
		return;
	programme->annualise = eq_folded_text(b, p->child->span);
	bool ok = number && eq_unit_is_time(b->units, unit) &&
		  unit != eq_unit_time(b->units, EQ_YEAR) && eq_ratio_of_decimal(value, &count) &&
		  eq_unit_ratio(b->units, unit, eq_unit_time(b->units, EQ_DAY), &days) &&
		  eq_ratio_mul(count, days, &days);
	/* Anything far from a year is a slip: 52 days, 365 weeks. */
	if (!ok || days.num / days.den < 300 || days.num / days.den > 400) {
		eq_diag_at(b->diags, EQ_E0209, p->child->span,
			   "`annualise` says how long a year is in run-rates: `52 weeks`, `365.25 "
			   "days` or `12 months`");
		return;
	}
	programme->year_days = days;
	eq_units_set_year(b->units, days);
}

void eq_check_programme(struct eq_build *b, const struct eq_node *file)
{
	struct eq_programme *programme = &b->m->programme;
	const struct eq_node *first = b->programmes.n ? b->programmes.v[0].node : NULL;
	struct eq_block block;

	programme->currency = eq_units_find(b->units, EQ_TEXT("GBP"));
	programme->grain = (struct eq_grain){EQ_WEEK, 6};
	programme->fiscal.start_month = 4;
	programme->year_days = (struct eq_ratio){1461, 4};
	programme->starts = EQ_DATE_NONE;
	programme->owner = EQ_NO_PARTNER;
	programme->horizon = EQ_DATE_NONE;
	for (size_t i = 1; i < b->programmes.n; i++) {
		struct eq_diag *g =
			eq_diag_at(b->diags, EQ_E0211, b->programmes.v[i].node->span,
				   "a second programme: there is one in all files together");
		eq_diag_note(b->diags, g, b->programmes.v[0].node->span,
			     "it is declared here first");
	}
	if (!first) {
		struct eq_diag *g =
			eq_diag_at(b->diags, EQ_E0211,
				   file->child ? file->child->span : (struct eq_span){1, 1},
				   "there is no programme here");
		eq_diag_hint(b->diags, g,
			     "begin with a block such as `programme \"Name\" { currency GBP … }`");
		return;
	}
	programme->span = first->span;
	if (first->child && first->child->kind == EQ_NODE_TEXT)
		programme->title = eq_quoted(b, first->child);
	eq_read_block(b, first, &block);
	if (needed(b, first, &block, EQ_PROPERTY_CURRENCY))
		read_currency(b, block.p[EQ_PROPERTY_CURRENCY]->child);
	if (needed(b, first, &block, EQ_PROPERTY_PERIOD))
		read_period(b, block.p[EQ_PROPERTY_PERIOD]);
	if (needed(b, first, &block, EQ_PROPERTY_FISCAL_YEAR)) {
		const struct eq_node *name = block.p[EQ_PROPERTY_FISCAL_YEAR]->child;
		int month = eq_month_find(eq_name(b, name->name));
		if (month < 0)
			eq_diag_at(b->diags, EQ_E0209, name->span,
				   "`%.*s` is not a month; write `fiscal year from april`",
				   EQ_ARG(eq_name(b, name->name)));
		else
			programme->fiscal.start_month = (uint8_t)month;
	}
	if (needed(b, first, &block, EQ_PROPERTY_ANNUALISE))
		read_annualise(b, block.p[EQ_PROPERTY_ANNUALISE]);
	bool starts = needed(b, first, &block, EQ_PROPERTY_STARTS) &&
		      eq_read_date(b, block.p[EQ_PROPERTY_STARTS]->child, &programme->starts);
	bool horizon = needed(b, first, &block, EQ_PROPERTY_HORIZON) &&
		       eq_read_date(b, block.p[EQ_PROPERTY_HORIZON]->child, &programme->horizon);
	if (starts && horizon && programme->horizon < programme->starts)
		eq_diag_at(b->diags, EQ_E0506, block.p[EQ_PROPERTY_HORIZON]->span,
			   "the horizon is before the day the programme starts");
	eq_read_owner(b, block.p[EQ_PROPERTY_OWNER]);
}
