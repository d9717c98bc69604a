/* override.c - what a command sets in place of the programme's text: `--set name=value` and
 * `--data name=path`.
 *
 * A value is parsed as the declaration that it would stand in, in a source of its own that messages
 * call `--set name`, and put into a copy of the declaration's node; everything after that checks it
 * as if it had been written. A fixed value keeps the values that the text gives it before those that
 * are set: they say its unit. */
#include "model/build.h"

#include <string.h>

#include "syntax/parse.h"

static struct eq_diag *refuse(struct eq_build *b, const struct eq_override *o, const char *format,
			      ...) __attribute__((format(printf, 3, 4)));

static struct eq_diag *refuse(struct eq_build *b, const struct eq_override *o, const char *format,
			      ...)
{
	struct eq_text place = eq_arena_printf(&b->diags->arena, "--%s %.*s",
					       o->data ? "data" : "set", EQ_ARG(o->name));
	struct eq_buf message;
	va_list args;
	eq_buf_init(&message);
	va_start(args, format);
	eq_buf_vaddf(&message, format, args);
	va_end(args);
	struct eq_diag *g = eq_diag_file(b->diags, EQ_E0808, place, 0, 0, "%.*s",
					 EQ_ARG(eq_buf_view(&message)));
	eq_buf_release(&message);
	return g;
}

static struct eq_text name_of(struct eq_build *b, const struct eq_node *n)
{
	const struct eq_node *name = eq_node_child(n, EQ_NODE_NAME);
	return name ? eq_name(b, name->name) : EQ_TEXT("");
}

static bool can_be_set(const struct eq_override *o, enum eq_node_kind kind)
{
	return o->data ? kind == EQ_NODE_DATA : kind == EQ_NODE_FIXED || kind == EQ_NODE_KPI;
}

/* The declaration that is meant, or NULL when there is none that could be. */
static struct eq_listed *find(struct eq_build *b, const struct eq_override *o)
{
	const char *what = o->data ? "data" : "KPI or fixed value";
	struct eq_nearest nearest;
	eq_nearest_init(&nearest, o->name);
	for (size_t i = 0; i < b->definitions.n; i++) {
		struct eq_listed *d = &b->definitions.v[i];
		struct eq_text name = name_of(b, d->node);
		if (eq_text_eq(name, o->name)) {
			if (can_be_set(o, d->node->kind))
				return d;
			refuse(b, o,
			       o->data ? "`%.*s` is not data: only the path of data is set so"
				       : "`%.*s` is neither a KPI nor a fixed value: only these "
					 "are set so",
			       EQ_ARG(o->name));
			return NULL;
		}
		if (can_be_set(o, d->node->kind))
			eq_nearest_try(&nearest, name);
	}
	struct eq_diag *g = refuse(b, o,
				   o->data ? "there is no data called `%.*s`"
					   : "there is no KPI or fixed value called `%.*s`",
				   EQ_ARG(o->name));
	if (nearest.best.n)
		eq_diag_hint(b->diags, g, "did you mean `%.*s`?", EQ_ARG(nearest.best));
	else
		eq_diag_hint(b->diags, g, "write the name of %s as the programme declares it",
			     what);
	return NULL;
}

/* The declaration with only the value in it, as a text; parsed, or NULL after a message. */
static const struct eq_node *parse_value(struct eq_build *b, struct eq_sources *sources,
					 const struct eq_override *o, bool kpi)
{
	struct eq_buf text;
	eq_buf_init(&text);
	if (kpi)
		eq_buf_addf(&text, "kpi %.*s { live %.*s\n}", EQ_ARG(o->name), EQ_ARG(o->value));
	else
		eq_buf_addf(&text, "fixed %.*s = %.*s", EQ_ARG(o->name), EQ_ARG(o->value));
	size_t n = text.n, before = b->diags->errors;
	/* The name that messages show stands behind the text, to live as long. */
	eq_buf_addc(&text, '\0');
	eq_buf_addf(&text, "--set %.*s", EQ_ARG(o->name));
	char *own = eq_alloc(text.n);
	memcpy(own, text.p, text.n);
	struct eq_text path = {own + n + 1, text.n - n - 1};
	eq_buf_release(&text);
	int k = eq_sources_add(sources, path, (struct eq_text){own, n}, own);
	b->source = NULL; /* the list of sources may have moved */
	if (k < 0) {
		eq_free(own);
		refuse(b, o, "the value of `%.*s` is too long", EQ_ARG(o->name));
		return NULL;
	}
	struct eq_source source = sources->files.v[k];
	const struct eq_node *file = eq_parse(&source, b->symbols, b->arena, b->diags);
	if (b->diags->errors > before)
		return NULL;
	const struct eq_node *d = file->child;
	const struct eq_node *last = d ? d->child : NULL;
	while (last && last->next)
		last = last->next;
	/* A value with a line end in it could hold anything. */
	if (!d || d->next || !last || eq_node_child(d, EQ_NODE_TEXT) ||
	    (kpi && (last != d->child->next || last->kind != EQ_NODE_PROPERTY ||
		     last->op != EQ_PROPERTY_LIVE))) {
		refuse(b, o, "what is set for `%.*s` is more than one value", EQ_ARG(o->name));
		return NULL;
	}
	return last;
}

static struct eq_node *copy(struct eq_build *b, const struct eq_node *n)
{
	struct eq_node *c = EQ_NEW(b->arena, struct eq_node);
	*c = *n;
	c->next = NULL;
	return c;
}

const struct eq_node *eq_with_value(struct eq_build *b, const struct eq_node *declared,
				    const struct eq_node *value, struct eq_text *written)
{
	struct eq_node *made = copy(b, declared), **to = &made->child;
	for (const struct eq_node *c = declared->child; c; c = c->next) {
		if (value->kind == EQ_NODE_PROPERTY && c->kind == EQ_NODE_PROPERTY &&
		    c->op == EQ_PROPERTY_LIVE) {
			struct eq_text text = eq_folded_text(b, c->span);
			size_t word = strlen(eq_property_info(EQ_PROPERTY_LIVE)->word);
			*written = eq_text_trim((struct eq_text){text.p + word, text.n - word});
			continue;
		}
		if (c->kind == EQ_NODE_VALUES || c->kind == EQ_NODE_TABLE)
			*written = eq_folded_text(b, c->span);
		*to = copy(b, c);
		to = &(*to)->next;
	}
	*to = copy(b, value);
	return made;
}

static void take(struct eq_build *b, struct eq_sources *sources, const struct eq_override *o)
{
	struct eq_overridden made = {.def = EQ_NO_DEF,
				     .name = eq_arena_copy(b->arena, o->name),
				     .value = eq_arena_copy(b->arena, o->value)};
	for (size_t i = 0; i < b->m->overridden.n; i++)
		if (eq_text_eq(b->m->overridden.v[i].name, o->name)) {
			refuse(b, o, "`%.*s` is set twice", EQ_ARG(o->name));
			return;
		}
	struct eq_listed *d = find(b, o);
	if (!d)
		return;
	if (!eq_text_trim(o->value).n) {
		refuse(b, o,
		       o->data ? "the path of `%.*s` is empty" : "the value of `%.*s` is empty",
		       EQ_ARG(o->name));
		return;
	}
	if (o->data) {
		const struct eq_node *path = eq_node_child(d->node, EQ_NODE_TEXT);
		made.written = eq_quoted(b, path);
	} else {
		const struct eq_node *value =
			parse_value(b, sources, o, d->node->kind == EQ_NODE_KPI);
		if (!value)
			return;
		d->node = eq_with_value(b, d->node, value, &made.written);
	}
	EQ_PUSH(&b->m->overridden, made);
}

void eq_take_overrides(struct eq_build *b, struct eq_sources *sources,
		       const struct eq_override *overrides, size_t n)
{
	for (size_t i = 0; i < n; i++)
		take(b, sources, &overrides[i]);
}

void eq_settle_overrides(struct eq_build *b)
{
	struct eq_model *m = b->m;
	for (size_t i = 0; i < m->overridden.n; i++) {
		struct eq_overridden *o = &m->overridden.v[i];
		o->def = eq_def_named(b, eq_symbol_find(b->symbols, o->name));
		if (o->def == EQ_NO_DEF || m->defs.v[o->def].kind != EQ_DEF_DATA)
			continue;
		struct eq_data *d = &m->data.v[m->defs.v[o->def].index];
		d->path = d->file = o->value;
	}
}
