/* diff_json.c - a comparison for programs: every change, and every figure that moves, in full. */
#include "report/json.h"
#include "review/diff.h"

struct writer {
	struct eq_json j;
	const struct eq_diff *d;
	struct eq_arena arena;
};

static void place(struct writer *w, const char *key, const struct eq_node *n)
{
	struct eq_place p;

	eq_json_key(&w->j, key);
	if (!n) {
		eq_json_null(&w->j);
		return;
	}
	p = eq_sources_place(w->d->sources, n->span.at);
	eq_json_open(&w->j, '{', true);
	eq_json_key_or_null(&w->j, "file", p.path);
	eq_json_key(&w->j, "line");
	eq_json_int(&w->j, p.line);
	eq_json_close(&w->j, '}');
}

static void change(struct writer *w, const struct eq_change *x)
{
	const struct eq_diff *d = w->d;
	const struct eq_meaning *m = x->new ? x->new : x->old;
	bool said = x->kind == EQ_CHANGE_SAID;

	eq_json_open(&w->j, '{', false);
	eq_json_key(&w->j, "number");
	eq_json_int(&w->j, x->together + 1);
	eq_json_key_or_null(&w->j, "change",
			    eq_text_of(eq_change_word((enum eq_change_kind)x->kind)));
	eq_json_key_or_null(&w->j, "kind", eq_text_of(eq_nature_words((enum eq_nature)x->nature)));
	eq_json_key_or_null(&w->j, "declaration", eq_text_of(eq_node_word(m->node->kind)));
	eq_json_key_or_null(&w->j, "name", m->id);
	eq_json_key_or_null(&w->j, "property", said ? x->is.label : EQ_TEXT(""));
	eq_json_key_or_null(&w->j, "before",
			    said ? eq_diff_said(d, &x->was, x->nature == EQ_NATURE_NOTE, &w->arena)
				 : EQ_TEXT(""));
	eq_json_key_or_null(&w->j, "after",
			    said ? eq_diff_said(d, &x->is, x->nature == EQ_NATURE_NOTE, &w->arena)
				 : EQ_TEXT(""));
	place(w, "old_place", said ? x->was.node : x->old ? x->old->node : NULL);
	place(w, "new_place", said ? x->is.node : x->new ? x->new->node : NULL);
	if (d->measured) {
		const struct eq_effect_group *g = &d->effects.groups[x->together];
		eq_json_key(&w->j, "restates_history");
		eq_json_bool(&w->j, g->restates);
		eq_json_key_day(&w->j, "restates_from", g->restates ? g->from : EQ_DATE_NONE);
	}
	eq_json_close(&w->j, '}');
}

static void number(struct writer *w, const struct eq_number *n)
{
	char digits[EQ_DEC_CHARS];

	if (n->missing) {
		eq_json_null(&w->j);
		return;
	}
	eq_json_text(&w->j, (struct eq_text){digits, eq_dec_write_short(n->v, digits)});
}

static void rag(struct writer *w, const struct eq_number *n)
{
	int64_t v = EQ_RAG_NONE;

	if (!n->missing)
		eq_dec_to_int(n->v, &v);
	if (v == EQ_RAG_NONE)
		eq_json_null(&w->j);
	else
		eq_json_text(&w->j, eq_text_of(eq_rag_word((enum eq_rag)v)));
}

static void value(struct writer *w, const char *key, const struct eq_effect *x,
		  const struct eq_number *n)
{
	eq_json_key(&w->j, key);
	if (EQ_EFFECT_JUDGES(x->key.what))
		rag(w, n);
	else
		number(w, n);
}

/* [{"number": 1, "adds": "-12.5"}, …]: those that move it. */
static void parts(struct writer *w, const struct eq_effect *x)
{
	eq_json_key(&w->j, "changes");
	eq_json_open(&w->j, '[', true);
	for (uint32_t g = 0; g < w->d->effects.n_parts; g++) {
		if (!w->d->effects.groups[g].ran || x->parts[g].missing ||
		    eq_dec_is_zero(x->parts[g].v))
			continue;
		eq_json_open(&w->j, '{', true);
		eq_json_key(&w->j, "number");
		if (g < w->d->changes.n_together)
			eq_json_int(&w->j, g + 1);
		else
			eq_json_null(&w->j); /* data of their own */
		eq_json_key(&w->j, "adds");
		number(w, &x->parts[g]);
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, ']');
	eq_json_key(&w->j, "acting_together");
	number(w, &x->together);
}

static void effect(struct writer *w, const struct eq_effect *x)
{
	char year[EQ_FISCAL_CHARS] = "";
	struct eq_buf unit;

	eq_buf_init(&unit);
	eq_unit_write_code(x->units, x->unit, &unit);
	if (x->key.what == EQ_EFFECT_CASH)
		eq_fiscal_write(w->d->effects.new->model->programme.fiscal, x->key.year, year);
	eq_json_open(&w->j, '{', false);
	eq_json_key_or_null(&w->j, "of",
			    eq_text_of(eq_effect_of_word((enum eq_effect_of)x->key.of)));
	eq_json_key_or_null(&w->j, "name",
			    x->key.name ? eq_symbol_text(w->d->symbols, x->key.name) : EQ_TEXT(""));
	eq_json_key_or_null(&w->j, "figure",
			    eq_text_of(eq_effect_word((enum eq_effect_what)x->key.what)));
	eq_json_key_or_null(&w->j, "scenario", eq_symbol_text(w->d->symbols, x->key.scenario));
	eq_json_key_or_null(&w->j, "fiscal_year", eq_text_of(year));
	if (!EQ_EFFECT_JUDGES(x->key.what))
		eq_json_key_or_null(&w->j, "unit", eq_buf_view(&unit));
	value(w, "before", x, &x->before);
	value(w, "after", x, &x->after);
	if (!EQ_EFFECT_JUDGES(x->key.what))
		parts(w, x);
	eq_json_close(&w->j, '}');
	eq_buf_release(&unit);
}

static void pairs(struct writer *w, const char *key, const struct eq_paired *v, size_t n)
{
	eq_json_key(&w->j, key);
	eq_json_open(&w->j, '[', false);
	for (size_t i = 0; i < n; i++) {
		eq_json_open(&w->j, '{', false);
		eq_json_key_or_null(&w->j, "old_name", v[i].old->id);
		eq_json_key_or_null(&w->j, "new_name", v[i].new->id);
		place(w, "old_place", v[i].old->node);
		place(w, "new_place", v[i].new->node);
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, ']');
}

void eq_diff_json(const struct eq_diff *d, const struct eq_diff_style *style, struct eq_buf *out)
{
	struct writer w = {.d = d};

	eq_arena_init(&w.arena);
	eq_json_init(&w.j, out);
	eq_json_open(&w.j, '{', false);
	eq_json_key_or_null(&w.j, "old", d->old_label);
	eq_json_key_or_null(&w.j, "new", d->new_label);
	if (d->measured)
		eq_json_key_day(&w.j, "as_at", d->effects.as_at);
	eq_json_key_or_null(&w.j, "no_figures_because", d->why_not);
	eq_json_key(&w.j, "changes");
	eq_json_open(&w.j, '[', false);
	for (size_t i = 0; i < d->changes.all.n; i++)
		change(&w, &d->changes.all.v[i]);
	eq_json_close(&w.j, ']');
	pairs(&w, "renamed", d->found.renamed.v, d->found.renamed.n);
	pairs(&w, "moved", d->found.moved.v, d->found.moved.n);
	pairs(&w, "layout_only", d->found.layout.v, d->found.layout.n);
	eq_json_key(&w.j, "figures");
	eq_json_open(&w.j, '[', false);
	for (size_t i = 0; d->measured && i < d->effects.all.n; i++)
		if (eq_diff_shows(style, &d->effects.all.v[i]))
			effect(&w, &d->effects.all.v[i]);
	eq_json_close(&w.j, ']');
	eq_json_close(&w.j, '}');
	eq_buf_addc(out, '\n');
	eq_arena_release(&w.arena);
}
