/* declare_rating.c - what is judged, not measured: levels of an ordered scale, the changes that are
 * judged, and the share of them that is aimed for. Marks stand in the programme or are rows. */
#include "model/build.h"

#include <stdlib.h>

static uint32_t level_of(const struct eq_rating_scale *r, struct eq_text t)
{
	for (uint32_t i = 0; i < r->n_levels; i++)
		if (eq_text_eq(r->levels[i], t))
			return i;
	return UINT32_MAX;
}

/* The level that a TEXT names, or UINT32_MAX after a message. */
static uint32_t read_level(struct eq_build *b, const struct eq_rating_scale *r,
			   const struct eq_node *text)
{
	struct eq_text t = eq_quoted(b, text);
	uint32_t level = level_of(r, t);
	if (level != UINT32_MAX || !r->n_levels)
		return level;
	struct eq_nearest nearest;
	struct eq_buf list;
	struct eq_diag *g = eq_diag_at(b->diags, EQ_E0412, text->span,
				       "\"%.*s\" is not a level of this rating's scale", EQ_ARG(t));
	eq_nearest_init(&nearest, t);
	eq_buf_init(&list);
	for (uint32_t i = 0; i < r->n_levels; i++) {
		eq_nearest_try(&nearest, r->levels[i]);
		eq_buf_addf(&list, "%s\"%.*s\"", i ? ", " : "", EQ_ARG(r->levels[i]));
	}
	if (nearest.best.n)
		eq_diag_hint(b->diags, g, "did you mean \"%.*s\"?", EQ_ARG(nearest.best));
	else
		eq_diag_hint(b->diags, g, "its levels are %.*s", EQ_ARG(eq_buf_view(&list)));
	eq_buf_release(&list);
	return UINT32_MAX;
}

static void read_scale(struct eq_build *b, const struct eq_node *p, struct eq_rating_scale *r)
{
	uint32_t count = 0;
	for (const struct eq_node *c = p->child; c; c = c->next)
		count++;
	r->levels = EQ_NEW_ARRAY(b->arena, struct eq_text, count);
	for (const struct eq_node *c = p->child; c; c = c->next) {
		struct eq_text t = eq_quoted(b, c);
		if (!eq_text_trim(t).n)
			eq_diag_at(b->diags, EQ_E0412, c->span, "a level needs a name");
		else if (level_of(r, t) != UINT32_MAX)
			eq_diag_at(b->diags, EQ_E0412, c->span,
				   "\"%.*s\" stands twice in the scale", EQ_ARG(t));
		else
			r->levels[r->n_levels++] = t;
	}
	if (count < 2)
		eq_diag_at(b->diags, EQ_E0412, p->span,
			   "a scale has two levels or more, the worst first");
}

static void read_target(struct eq_build *b, const struct eq_node *p, struct eq_rating_scale *r)
{
	uint32_t unit;
	r->target_level = read_level(b, r, p->child->next);
	if (!eq_read_number(b, p->child, &r->target, &unit))
		return;
	if (unit != EQ_UNIT_PLAIN || eq_dec_is_negative(r->target) ||
	    eq_dec_cmp(r->target, EQ_DEC_ONE) > 0)
		eq_diag_at(b->diags, EQ_E0209, p->child->span,
			   "a rating's target is a share of its changes: `target 80%% at \"%.*s\"`",
			   EQ_ARG(eq_quoted(b, p->child->next)));
	r->has_target = true;
}

static int by_date(const void *x, const void *y)
{
	const struct eq_mark *a = x, *b = y;
	return a->on < b->on ? -1 : a->on > b->on;
}

static void read_change(struct eq_build *b, const struct eq_node *p, struct eq_rating_scale *r)
{
	struct eq_judged j = {.title = eq_quoted(b, p->child)};
	uint32_t count = 0;
	for (const struct eq_node *c = p->child->next; c; c = c->next)
		count++;
	j.marks = EQ_NEW_ARRAY(b->arena, struct eq_mark, count);
	for (uint32_t i = 0; i < r->n_judged; i++)
		if (eq_text_eq(r->judged[i].title, j.title)) {
			struct eq_diag *g = eq_diag_at(b->diags, EQ_E0412, p->child->span,
						       "\"%.*s\" is judged already",
						       EQ_ARG(j.title));
			eq_diag_hint(b->diags, g,
				     "write all marks of a change on one line, a comma between "
				     "them");
			return;
		}
	for (const struct eq_node *c = p->child->next; c; c = c->next) {
		struct eq_mark m = {.level = read_level(b, r, c->child)};
		if (!eq_read_date(b, c->child->next, &m.on) || m.level == UINT32_MAX)
			continue;
		for (uint32_t i = 0; i < j.n_marks; i++)
			if (j.marks[i].on == m.on) {
				eq_diag_at(b->diags, EQ_E0412, c->span,
					   "\"%.*s\" has a mark on this day already",
					   EQ_ARG(j.title));
				break;
			}
		j.marks[j.n_marks++] = m;
	}
	qsort(j.marks, j.n_marks, sizeof *j.marks, by_date);
	r->judged[r->n_judged++] = j;
}

/* Marks that are rows: `tracked last(level of judgements where …) by change`. */

static uint32_t text_column(struct eq_build *b, uint32_t data, const struct eq_node *name)
{
	uint32_t column = eq_column_find(b, data, name->name);
	if (column == EQ_PAIR_NONE) {
		eq_unknown_column(b, data, name);
		return UINT32_MAX;
	}
	if (b->m->data.v[data].columns[column].dimension)
		return column;
	struct eq_diag *g = eq_diag_at(b->diags, EQ_E0204, name->span,
				       "`%.*s` is not a text: marks and changes are columns that "
				       "the data declares with `by`",
				       EQ_ARG(eq_name(b, name->name)));
	eq_diag_note(b->diags, g, b->m->data.v[data].columns[column].span, "it is declared here");
	return UINT32_MAX;
}

static const struct eq_node *last_of(struct eq_build *b, const struct eq_node *n)
{
	const struct eq_node *a =
		n->kind == EQ_NODE_CALL && eq_word_of(b, n->name) == EQ_WORD_LAST ? n->child : NULL;
	if (a && !a->next && a->kind == EQ_NODE_ARGUMENT && a->child->kind == EQ_NODE_NAME &&
	    a->child->next && a->child->next->kind == EQ_NODE_OF &&
	    !eq_node_child(a, EQ_NODE_WHILE))
		return a;
	struct eq_diag *g = eq_diag_at(b->diags, EQ_E0210, n->span,
				       "a rating takes the last mark of each change");
	eq_diag_hint(b->diags, g,
		     "write, for example, `tracked last(level of judgements) by "
		     "change`");
	return NULL;
}

static void read_tracked(struct eq_build *b, const struct eq_node *p, struct eq_rating_scale *r)
{
	const struct eq_node *a = last_of(b, p->child), *change = p->child->next;
	if (!a)
		return;
	const struct eq_node *name = eq_node_child(a, EQ_NODE_OF)->child;
	uint32_t def = eq_def_named(b, name->name);
	if (def == EQ_NO_DEF || b->m->defs.v[def].kind != EQ_DEF_DATA) {
		eq_unknown_name(b, EQ_E0201, name->span, name->name, EQ_WANT_DATA, "data");
		return;
	}
	if (b->known.v[def].broken)
		return;
	uint32_t data = b->m->defs.v[def].index;
	if (b->m->data.v[data].by_period) {
		eq_diag_at(b->diags, EQ_E0412, name->span,
			   "`%.*s` has a row for each period: a mark has a day of its own, so its "
			   "data has a `date`",
			   EQ_ARG(eq_name(b, name->name)));
		return;
	}
	r->level_column = text_column(b, data, a->child);
	r->change_column = text_column(b, data, change);
	if (r->level_column != UINT32_MAX && r->level_column == r->change_column)
		eq_diag_at(b->diags, EQ_E0412, change->span,
			   "the marks and the changes are the same column");
	const struct eq_node *where = eq_node_child(a, EQ_NODE_WHERE);
	if (where) {
		struct eq_scope s = {.place = EQ_PLACE_ROW,
				     .self = EQ_NO_DEF,
				     .data = data,
				     .current = EQ_SCENARIO_CURRENT};
		eq_begin_parts(b);
		r->where = eq_check_bool(b, where->child, &s);
	}
	r->data = data;
}

void eq_check_rating(struct eq_build *b, uint32_t def)
{
	const struct eq_node *n = b->known.v[def].node;
	struct eq_rating_scale *r = &b->m->ratings.v[b->m->defs.v[def].index];
	struct eq_block block;
	uint32_t changes = 0;

	eq_read_block(b, n, &block);
	r->title = eq_title_of(b, def);
	r->workstream = eq_read_workstream(b, n);
	r->data = UINT32_MAX;
	eq_check_notes(b, n->child, &r->notes.source, &r->notes.agreed);
	eq_read_bands(b, block.p[EQ_PROPERTY_RAG], &r->bands);
	if (!block.p[EQ_PROPERTY_SCALE]) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0208, r->span,
					       "`%.*s` does not say its scale",
					       EQ_ARG(eq_def_name(b, def)));
		eq_diag_hint(b->diags, g,
			     "write, for example, `scale \"Red\", \"Bronze\", "
			     "\"Silver\", \"Gold\"`, the worst first");
		return;
	}
	read_scale(b, block.p[EQ_PROPERTY_SCALE], r);
	if (block.p[EQ_PROPERTY_TARGET])
		read_target(b, block.p[EQ_PROPERTY_TARGET], r);
	for (const struct eq_node *c = n->child; c; c = c->next)
		changes += c->kind == EQ_NODE_PROPERTY && c->op == EQ_PROPERTY_CHANGE;
	r->judged = EQ_NEW_ARRAY(b->arena, struct eq_judged, changes ? changes : 1);
	for (const struct eq_node *c = n->child; c; c = c->next)
		if (c->kind == EQ_NODE_PROPERTY && c->op == EQ_PROPERTY_CHANGE)
			read_change(b, c, r);
	const struct eq_node *tracked = block.p[EQ_PROPERTY_TRACKED];
	if (tracked)
		read_tracked(b, tracked, r);
	if (tracked && changes) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0412, tracked->span,
					       "the marks are rows or stand here, not both");
		eq_diag_note(b->diags, g, block.p[EQ_PROPERTY_CHANGE]->span, "a mark stands here");
	} else if (!tracked && !changes) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0208, r->span,
					       "`%.*s` has no changes to judge",
					       EQ_ARG(eq_def_name(b, def)));
		eq_diag_hint(b->diags, g,
			     "write a line such as `change \"Discharge hub\" \"Silver\" on "
			     "2024-02-01`");
	}
}
