/* groups.c - break-downs by dimensions. See groups.h. */
#include "data/groups.h"

#include <stdlib.h>
#include <string.h>

/* ---- the dimensions asked for ---- */

static uint32_t column_of(const struct eq_model *m, const struct eq_data *d, struct eq_text name)
{
	for (uint32_t i = 0; i < d->n_by; i++)
		if (eq_text_eq(eq_symbol_text(m->symbols, d->columns[d->by[i]].name), name))
			return d->by[i];
	return UINT32_MAX;
}

static void report_unknown(const struct eq_model *m, struct eq_text name, struct eq_diags *diags)
{
	struct eq_nearest nearest;
	struct eq_diag *g = eq_diag_file(diags, EQ_E0807, EQ_TEXT(""), 0, 0,
					 "no data has a dimension called `%.*s`", EQ_ARG(name));
	bool any = false;

	eq_nearest_init(&nearest, name);
	for (size_t i = 0; i < m->data.n; i++) {
		const struct eq_data *d = &m->data.v[i];

		for (uint32_t k = 0; k < d->n_by; k++) {
			any = true;
			if (!d->columns[d->by[k]].hidden)
				eq_nearest_try(&nearest, eq_symbol_text(m->symbols,
									d->columns[d->by[k]].name));
		}
	}
	if (nearest.best.n)
		eq_diag_hint(diags, g, "did you mean `%.*s`?", EQ_ARG(nearest.best));
	else if (any)
		eq_diag_hint(diags, g, "dimensions are what `by` declares in a `data` block");
	else
		eq_diag_hint(diags, g,
			     "no `data` block of this programme declares a dimension: write there, "
			     "for example, `by %.*s`",
			     EQ_ARG(name));
}

/* One name: some source has it, and none says that it is private. */
static bool check_name(const struct eq_model *m, struct eq_text name, struct eq_diags *diags)
{
	bool any = false;

	for (size_t i = 0; i < m->data.n; i++) {
		const struct eq_data *d = &m->data.v[i];
		uint32_t c = column_of(m, d, name);

		if (c == UINT32_MAX)
			continue;
		any = true;
		if (!d->columns[c].hidden)
			continue;
		struct eq_diag *g =
			eq_diag_file(diags, EQ_E0809, EQ_TEXT(""), 0, 0,
				     "`%.*s` is private: a break-down by it would print its values",
				     EQ_ARG(name));
		eq_diag_note(diags, g, d->columns[c].span, "it is declared private here");
		return false;
	}
	if (!any)
		report_unknown(m, name, diags);
	return any;
}

bool eq_groups_columns(const struct eq_model *m, const struct eq_scan_options *options,
		       struct eq_arena *arena, uint32_t **columns, struct eq_diags *diags)
{
	bool right = true, together = false;

	for (uint32_t i = 0; i < options->n_by; i++)
		right &= check_name(m, options->by[i], diags);
	if (!right || options->n_by == 0)
		return right;
	for (size_t i = 0; i < m->data.n; i++) {
		uint32_t *c = EQ_NEW_ARRAY(arena, uint32_t, options->n_by), has = 0;

		for (uint32_t k = 0; k < options->n_by; k++) {
			c[k] = column_of(m, &m->data.v[i], options->by[k]);
			has += c[k] != UINT32_MAX;
		}
		columns[i] = has == options->n_by ? c : NULL;
		together |= has == options->n_by;
	}
	if (!together) {
		struct eq_diag *g = eq_diag_file(diags, EQ_E0807, EQ_TEXT(""), 0, 0,
						 "no data has all of the dimensions to break down "
						 "by, so no row would belong to a group");

		eq_diag_hint(diags, g, "break down by one of them at a time");
	}
	return together;
}

/* ---- a source's groups ---- */

bool eq_groups_own_days(const struct eq_data *d)
{
	bool own = d->by_period;

	for (uint32_t i = 0; i < d->n_columns; i++)
		own |= d->columns[i].level;
	return own;
}

/* ---- into the cube ---- */

/* For qsort, which hands nothing on: how many keys there are stands beside them. */
struct place {
	const struct eq_group_found *found;
	uint64_t begins; /* the first bytes of the first key, as a number that sorts as they do */
	uint32_t n_by;
};

static uint64_t first_bytes(struct eq_text t)
{
	uint64_t v = 0;

	for (size_t i = 0; i < sizeof v; i++)
		v = v << 8 | (i < t.n ? (unsigned char)t.p[i] : 0u);
	return v;
}

static int order_keys(const struct place *x, const struct place *y)
{
	if (x->begins != y->begins)
		return x->begins < y->begins ? -1 : 1;
	for (uint32_t i = 0; i < x->n_by; i++) {
		int by = eq_text_cmp(x->found->keys[i], y->found->keys[i]);

		if (by)
			return by;
	}
	return 0;
}

static int order_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int by = order_keys(x, y);

	return by ? by : (x->found->data > y->found->data) - (x->found->data < y->found->data);
}

/* A group's cube in which no source has a row of it. */
static void make_empty(struct eq_cube *part, const struct eq_cube *cube, const struct eq_model *m,
		       uint32_t *const *columns, struct eq_tally *none, struct eq_arena *arena)
{
	part->n_sources = cube->n_sources;
	part->n_measures = cube->n_measures;
	part->sources = EQ_NEW_ARRAY(arena, struct eq_source_tally, cube->n_sources);
	part->tallies = EQ_NEW_ARRAY(arena, struct eq_tally *, cube->n_measures);
	part->places = cube->places;
	part->marks = cube->marks;
	part->n_marks = cube->n_marks;
	for (uint32_t i = 0; i < cube->n_sources; i++) {
		struct eq_source_tally *s = &part->sources[i];

		*s = cube->sources[i];
		s->n = 0;
		s->rows = 0;
		s->state = NULL;
		s->whole = &cube->sources[i];
		s->own_days = eq_groups_own_days(&m->data.v[i]);
	}
	for (uint32_t k = 0; k < cube->n_measures; k++)
		if (columns[m->measures.v[k].data])
			part->tallies[k] = none;
}

static void put_source(struct eq_cube *part, const struct eq_model *m,
		       const struct eq_group_found *f)
{
	uint32_t of_source = 0;

	part->sources[f->data] = f->source;
	for (uint32_t k = 0; k < part->n_measures; k++) {
		if (m->measures.v[k].data != f->data)
			continue;
		if (f->tallies[of_source])
			part->tallies[k] = f->tallies[of_source];
		of_source++;
	}
}

void eq_groups_join(struct eq_cube *cube, const struct eq_model *m,
		    const struct eq_scan_options *options, uint32_t *const *columns,
		    struct eq_groups_found *found)
{
	size_t n = found->all.n;
	struct eq_tally *none = EQ_NEW(&cube->arena, struct eq_tally);
	struct place *places = eq_alloc((n + 1) * sizeof *places);
	struct eq_text *by = EQ_NEW_ARRAY(&cube->arena, struct eq_text, options->n_by + 1);

	for (uint32_t i = 0; i < options->n_by; i++)
		by[i] = eq_arena_copy(&cube->arena, options->by[i]);
	cube->by = by;
	cube->n_by = options->n_by;
	for (size_t i = 0; i < n; i++)
		places[i] = (struct place){&found->all.v[i], first_bytes(found->all.v[i].keys[0]),
					   options->n_by};
	qsort(places, n, sizeof *places, order_places);
	cube->groups = EQ_NEW_ARRAY(&cube->arena, struct eq_group, n + 1);
	cube->of_group = EQ_NEW_ARRAY(&cube->arena, struct eq_cube, n + 1);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || order_keys(&places[i - 1], &places[i]) != 0) {
			make_empty(&cube->of_group[cube->n_groups], cube, m, columns, none,
				   &cube->arena);
			cube->groups[cube->n_groups++].keys = places[i].found->keys;
		}
		put_source(&cube->of_group[cube->n_groups - 1], m, places[i].found);
	}
	eq_free(places);
}
