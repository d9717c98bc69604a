/* unit.h - units and dimensions.
 *
 * A unit is a product of base units (GBP, person, hour, day, …) with whole exponents, times an
 * exact ratio: `people/week` is person¹·day⁻¹ × 1/7. Distinct units are kept once and known
 * by a number, so that "the same unit" is one comparison, and products are looked up.
 * Unit 0 is the plain number. Two units of one dimension differ only by their ratio. */
#ifndef EQ_MODEL_UNIT_H
#define EQ_MODEL_UNIT_H

#include "base/map.h"
#include "number/ratio.h"
#include "time/period.h"

#define EQ_UNIT_PLAIN 0u
#define EQ_UNIT_NONE UINT32_MAX /* the result does not fit: too many factors */

struct eq_units; /* opaque: tables of names, dimensions and products */

struct eq_units *eq_units_new(void);
void eq_units_free(struct eq_units *u);

/* What `annualise` says: days in a year. A month is a twelfth of it. Before any use of them. */
void eq_units_set_year(struct eq_units *u, struct eq_ratio days);
/* Base units and derived ones. `plural` may be empty. False when a name is taken. The currencies
 * of ISO 4217 in use and day, week, month, year (with plurals) are there from the start. */
bool eq_units_declare(struct eq_units *u, struct eq_text name, struct eq_text plural);
bool eq_units_declare_as(struct eq_units *u, struct eq_text name, struct eq_text plural,
			 uint32_t unit, struct eq_ratio times);
uint32_t eq_units_find(const struct eq_units *u,
		       struct eq_text name); /* singular or plural; EQ_UNIT_NONE */
bool eq_units_is_currency(const struct eq_units *u, struct eq_text name);
/* Whether a programme may not give the name to something else: a unit's name, or a plural that was
 * written. The regular plural of a unit without one ("placements") gives way to any declaration. */
bool eq_units_owns(const struct eq_units *u, struct eq_text name);
void eq_units_suggest(const struct eq_units *u, struct eq_nearest *nearest);

uint32_t eq_unit_mul(struct eq_units *u, uint32_t a, uint32_t b);
uint32_t eq_unit_div(struct eq_units *u, uint32_t a, uint32_t b);
uint32_t eq_unit_pow(struct eq_units *u, uint32_t a, int n);
uint32_t eq_unit_time(const struct eq_units *u, enum eq_time_unit t);

bool eq_unit_same_dimension(const struct eq_units *u, uint32_t a, uint32_t b);
bool eq_unit_is_plain(const struct eq_units *u,
		      uint32_t a); /* no dimension (the ratio may not be 1) */
bool eq_unit_is_time(const struct eq_units *u, uint32_t a);  /* a length of time */
bool eq_unit_is_money(const struct eq_units *u, uint32_t a); /* one currency, nothing else */
bool eq_unit_is_money_per_time(const struct eq_units *u, uint32_t a);
int eq_unit_time_exponent(const struct eq_units *u, uint32_t a); /* -1 for people per week */
/* One of `from` in units of `to`, when they are of one dimension. */
bool eq_unit_ratio(const struct eq_units *u, uint32_t from, uint32_t to, struct eq_ratio *out);
/* The unit of the same dimension whose ratio has a name: GBP·day⁻¹ × 1/7 stays £ per week, an
 * odd ratio becomes that of the time unit `prefer`. Plain units become EQ_UNIT_PLAIN. */
uint32_t eq_unit_named(struct eq_units *u, uint32_t a, enum eq_time_unit prefer);
/* "people per week", "£ per week per placement", "hours per week per person", "" for plain. `plural` says
 * whether the amount before it is other than one. */
void eq_unit_write(const struct eq_units *u, uint32_t a, bool plural, struct eq_buf *out);
/* The code form that a programme may use and JSON prints: "person/week", "GBP/week/placement", "1". */
void eq_unit_write_code(const struct eq_units *u, uint32_t a, struct eq_buf *out);

#endif
