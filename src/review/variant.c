/* variant.c - checked, read and worked out, or borrowed. See variant.h. */
#include "review/variant.h"

#include <string.h>

#include "review/canonical.h"

/* ---- checking ---- */

struct eq_variant *eq_variant_check(struct eq_variants *of, const struct eq_node *file)
{
	struct eq_variant *v = eq_alloc_zero(1, sizeof *v);

	v->file = file;
	eq_diags_init(&v->diags, of->sources);
	EQ_PUSH(&of->all, v);
	v->model = eq_model_new_with(file, of->sources, of->symbols, &v->diags, of->overrides,
				     of->n_overrides);
	if (v->model)
		v->program = eq_compile_verified(v->model, &v->diags);
	return v;
}

/* ---- what stands in a cube ---- */

struct keys {
	struct eq_model *m;
	const struct eq_node **node_of; /* by symbol: the declaration of that name */
	struct eq_canonical from;
	struct eq_scope scope;
	struct eq_buf text;
};

static void init_keys(struct keys *k, const struct eq_variants *of, const struct eq_variant *v)
{
	k->m = v->model;
	k->node_of =
		EQ_NEW_ARRAY(&v->model->arena, const struct eq_node *, of->symbols->texts.n + 1);
	for (const struct eq_node *d = v->file->child; d; d = d->next)
		if (d->child && d->child->kind == EQ_NODE_NAME)
			k->node_of[d->child->name] = d;
	eq_scope_init(&k->scope, v->file);
	k->from = (struct eq_canonical){&k->scope, of->sources, of->symbols};
	eq_buf_init(&k->text);
}

static void add_declaration(struct keys *k, uint32_t def)
{
	const struct eq_node *d = k->node_of[k->m->defs.v[def].name];

	if (d)
		eq_canonical_write(d, d, &k->from, EQ_CANONICAL_SAID, &k->text);
}

/* The fixed values that an expression over rows looks up, with all that they are made of. */
static void add_fixed(struct keys *k, const struct eq_expr *e)
{
	if (!e)
		return;
	if (e->op == EQ_EXPR_REF && k->m->defs.v[e->ref.def].kind == EQ_DEF_FIXED) {
		const struct eq_fixed *f = &k->m->fixed.v[k->m->defs.v[e->ref.def].index];

		add_declaration(k, e->ref.def);
		add_fixed(k, f->values.expr);
	}
	for (uint32_t i = 0; i < e->n; i++)
		add_fixed(k, e->a[i]);
}

static void add_row_expr(struct keys *k, uint32_t data, const struct eq_expr *e)
{
	eq_buf_addc(&k->text, '|');
	if (!e)
		return;
	eq_row_expr_write(k->m, data, e, &k->text);
	add_fixed(k, e);
}

static struct eq_text take(struct keys *k)
{
	struct eq_text t = eq_arena_copy(&k->m->arena, eq_buf_view(&k->text));

	eq_buf_clear(&k->text);
	return t;
}

static struct eq_text key_of_source(struct keys *k, uint32_t data)
{
	const struct eq_data *d = &k->m->data.v[data];

	eq_buf_add_text(&k->text, d->file);
	eq_buf_addc(&k->text, '|');
	add_declaration(k, d->def);
	add_row_expr(k, data, d->only);
	eq_buf_addf(&k->text, "|%u %u", k->m->programme.grain.unit, k->m->programme.grain.week_end);
	return take(k);
}

static struct eq_text key_of_measure(struct keys *k, const struct eq_measure *x)
{
	char part[EQ_DEC_CHARS];

	eq_dec_write_short(x->part, part);
	eq_buf_addf(&k->text, "%u %u %s %u", x->aggregate, x->during, part, x->unit);
	add_row_expr(k, x->data, x->value);
	add_row_expr(k, x->data, x->where);
	return take(k);
}

static struct eq_text key_of_rating(struct keys *k, const struct eq_rating_scale *r)
{
	add_declaration(k, r->def);
	return take(k);
}

static void write_keys(const struct eq_variants *of, struct eq_variant *v)
{
	struct eq_arena *arena = &v->model->arena;
	const struct eq_model *m = v->model;
	struct keys k;

	init_keys(&k, of, v);
	v->sources = EQ_NEW_ARRAY(arena, struct eq_text, m->data.n + 1);
	v->measures = EQ_NEW_ARRAY(arena, struct eq_text, m->measures.n + 1);
	v->ratings = EQ_NEW_ARRAY(arena, struct eq_text, m->ratings.n + 1);
	for (uint32_t i = 0; i < m->data.n; i++)
		v->sources[i] = key_of_source(&k, i);
	for (uint32_t i = 0; i < m->measures.n; i++)
		v->measures[i] = key_of_measure(&k, &m->measures.v[i]);
	for (uint32_t i = 0; i < m->ratings.n; i++)
		v->ratings[i] = key_of_rating(&k, &m->ratings.v[i]);
	eq_buf_release(&k.text);
	eq_scope_release(&k.scope);
}

/* ---- borrowing ---- */

/* Where each key of `mine` that is of `data` stands in `theirs`; false: some does not. */
static bool find_measures(const struct eq_variant *v, uint32_t data, const struct eq_variant *other,
			  uint32_t source, uint32_t *out)
{
	struct eq_map map;
	bool all = true;

	eq_map_init(&map);
	for (uint32_t i = 0; i < other->model->measures.n; i++)
		if (other->model->measures.v[i].data == source)
			eq_map_put(&map, other->measures[i], i);
	for (uint32_t i = 0; all && i < v->model->measures.n; i++)
		if (v->model->measures.v[i].data == data) {
			out[i] = eq_map_get(&map, v->measures[i]);
			all = out[i] != EQ_MAP_NONE;
		}
	eq_map_release(&map);
	return all;
}

static bool find_ratings(const struct eq_variant *v, uint32_t data, const struct eq_variant *other,
			 uint32_t source, uint32_t *out)
{
	for (uint32_t i = 0; i < v->model->ratings.n; i++) {
		bool found = v->model->ratings.v[i].data != data;

		for (uint32_t k = 0; !found && k < other->model->ratings.n; k++)
			if (other->model->ratings.v[k].data == source &&
			    eq_text_eq(v->ratings[i], other->ratings[k])) {
				out[i] = k;
				found = true;
			}
		if (!found)
			return false;
	}
	return true;
}

static bool borrow_from(struct eq_variant *v, uint32_t data, const struct eq_variant *other,
			struct eq_read_before *out)
{
	struct eq_arena *arena = &v->model->arena;
	uint32_t *measures = EQ_NEW_ARRAY(arena, uint32_t, v->model->measures.n + 1);
	uint32_t *ratings = EQ_NEW_ARRAY(arena, uint32_t, v->model->ratings.n + 1);

	for (uint32_t k = 0; k < other->model->data.n; k++)
		if (eq_text_eq(v->sources[data], other->sources[k]) &&
		    find_measures(v, data, other, k, measures) &&
		    find_ratings(v, data, other, k, ratings)) {
			*out = (struct eq_read_before){other->cube, k, measures, ratings};
			return true;
		}
	return false;
}

/* What others have read, of what this one asks for. */
static struct eq_read_before *borrowed(const struct eq_variants *of, struct eq_variant *v)
{
	struct eq_read_before *before =
		EQ_NEW_ARRAY(&v->model->arena, struct eq_read_before, v->model->data.n + 1);

	for (uint32_t i = 0; i < v->model->data.n; i++)
		for (size_t k = 0; k < of->all.n; k++)
			if (of->all.v[k] != v && of->all.v[k]->cube &&
			    borrow_from(v, i, of->all.v[k], &before[i]))
				break;
	return before;
}

/* ---- running ---- */

bool eq_variant_run(struct eq_variants *of, struct eq_variant *v)
{
	struct eq_scan_options scan = of->scan;

	if (!v->program)
		return false;
	write_keys(of, v);
	scan.before = borrowed(of, v);
	v->cube = eq_scan(v->program, &scan, &v->diags);
	if (v->cube)
		v->results = eq_run(v->program, v->cube, &of->run, &v->diags);
	return v->results != NULL;
}

static void release(struct eq_variant *v)
{
	eq_results_free(v->results);
	eq_cube_free(v->cube);
	eq_program_free(v->program);
	eq_model_free(v->model);
	eq_diags_release(&v->diags);
	eq_free(v);
}

void eq_variant_forget(struct eq_variants *of, struct eq_variant *v)
{
	if (of->all.n && of->all.v[of->all.n - 1] == v) {
		of->all.n--;
		release(v);
	}
}

void eq_variants_release(struct eq_variants *of)
{
	for (size_t i = 0; i < of->all.n; i++)
		release(of->all.v[i]);
	eq_free(of->all.v);
}
