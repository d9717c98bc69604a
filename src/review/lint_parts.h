/* lint_parts.h - what the files of lint share. Private to them.
 *
 * Each check looks at one kind of thing in the whole programme, and reports into the same sink. */
#ifndef EQ_REVIEW_LINT_PARTS_H
#define EQ_REVIEW_LINT_PARTS_H

#include "review/lint.h"

struct eq_linter {
	const struct eq_node *file;
	const struct eq_model *model;
	eq_date on;
	struct eq_diags *found;
};

void eq_lint_unused(const struct eq_linter *l);    /* A0201 */
void eq_lint_direction(const struct eq_linter *l); /* A0401, A0402 */
void eq_lint_sources(const struct eq_linter *l);   /* A0403 */
void eq_lint_bands(const struct eq_linter *l);     /* A0404, A0405 */
void eq_lint_years(const struct eq_linter *l);     /* A0501 */
void eq_lint_reviews(const struct eq_linter *l);   /* A0502 */

/* The name of a definition. */
struct eq_text eq_lint_name(const struct eq_linter *l, uint32_t def);
/* Whether the command line says it, and not the programme. */
bool eq_lint_overridden(const struct eq_linter *l, uint32_t def);
/* The amount of an expression that is nothing but one. */
bool eq_lint_amount(const struct eq_expr *e, struct eq_dec *out);

/* lint_sign.c: which signs a value can have, and so which way things go. Sets of two and three. */
enum eq_sign { EQ_SIGN_BELOW = 1, EQ_SIGN_ZERO = 2, EQ_SIGN_ABOVE = 4, EQ_SIGN_ANY = 7 };
enum eq_way { EQ_WAY_STILL, EQ_WAY_UP, EQ_WAY_DOWN, EQ_WAY_EITHER };
/* [def]: that of each KPI and fixed value, whatever its scenario; `proved`: from what is counted alone,
 * otherwise a KPI whose baseline and target are above zero is taken to be so too. */
void eq_lint_signs(const struct eq_linter *l, bool proved, uint8_t *signs);
uint8_t eq_lint_sign(const struct eq_linter *l, const uint8_t *signs, const struct eq_expr *e);
/* Of a product whose other factor has one of these signs. */
uint8_t eq_way_times(uint8_t way, uint8_t sign);

/* lint_allow.c: takes what comments allow out of `lint->found`, reports the rest into `out`, and the
 * allowances that are at fault. */
void eq_lint_allow(struct eq_lint *lint, const struct eq_linter *l, struct eq_diags *out);

#endif
