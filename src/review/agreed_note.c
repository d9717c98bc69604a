/* agreed_note.c - where a note of an agreement goes, and the text with it. See agreed_note.h. */
#include "review/agreed_note.h"

#include "syntax/lexer.h"

/* ---- where it goes ---- */

static const struct eq_node *last_child(const struct eq_node *n)
{
	const struct eq_node *last = NULL;

	for (const struct eq_node *c = n->child; c; c = c->next)
		last = c;
	return last;
}

/* The values that are agreed by themselves: of a fixed value, or of a KPI's baseline. */
static const struct eq_node *values_of(const struct eq_node *d)
{
	if (d->kind == EQ_NODE_FIXED)
		return last_child(d);
	for (const struct eq_node *c = d->child; d->kind == EQ_NODE_KPI && c; c = c->next)
		if (c->kind == EQ_NODE_PROPERTY && c->op == EQ_PROPERTY_BASELINE)
			return c->child;
	return NULL;
}

/* What the note stands in, as its last child or among its first ones. */
static const struct eq_node *holder_of(const struct eq_node *d)
{
	const struct eq_node *n = values_of(d);

	while (n && n->kind != EQ_NODE_VALUE)
		n = last_child(n);
	if (n)
		return n;
	return d->kind == EQ_NODE_KPI || d->kind == EQ_NODE_BENEFIT ||
			       d->kind == EQ_NODE_SCENARIO || d->kind == EQ_NODE_WORKSTREAM ||
			       d->kind == EQ_NODE_RATING
		       ? d
		       : NULL;
}

static bool is_of_head(const struct eq_node *c)
{
	return c->kind != EQ_NODE_PROPERTY && c->kind != EQ_NODE_ASSIGN;
}

/* Behind the last of the holder's own words, and of brackets that close behind it: what begins or ends
 * with a single number does so without the brackets around that. */
static uint32_t end_of(const struct eq_node *declaration, const struct eq_node *holder,
		       const struct eq_source *source)
{
	struct eq_lexer lexer;
	uint32_t end = holder->span.at;
	int open = 0;

	for (const struct eq_node *c = holder->child; c && is_of_head(c); c = c->next)
		end = c->span.end;
	eq_lexer_init(&lexer, source, NULL);
	lexer.at += declaration->span.at - source->base;
	for (;;) {
		struct eq_lexeme t = eq_lexer_next(&lexer);

		if (t.kind == EQ_T_END)
			return end;
		if (t.span.at >= end && !(t.kind == EQ_T_RPAREN && open > 0))
			return end;
		open += t.kind == EQ_T_LPAREN ? 1 : t.kind == EQ_T_RPAREN ? -1 : 0;
		if (t.span.end > end)
			end = t.span.end;
	}
}

/* ---- the text ---- */

static void add_quoted(struct eq_buf *out, struct eq_text t)
{
	eq_buf_addc(out, '"');
	eq_buf_add_text(out, t);
	eq_buf_addc(out, '"');
}

static void add_note(const struct eq_agreed_note *note, struct eq_buf *out)
{
	eq_buf_adds(out, "agreed ");
	add_quoted(out, note->by);
	eq_buf_addf(out, " on %.*s", EQ_ARG(note->on));
	if (!note->minute.n)
		return;
	eq_buf_adds(out, " minute ");
	add_quoted(out, note->minute);
}

const struct eq_source *eq_agreed_note(const struct eq_meaning *m, const struct eq_sources *sources,
				       const struct eq_agreed_note *note, struct eq_buf *out)
{
	const struct eq_node *holder = holder_of(m->node), *old;
	const struct eq_source *source;
	struct eq_span place;

	if (!holder)
		return NULL;
	source = eq_sources_at(sources, holder->span.at);
	old = eq_node_child(holder, EQ_NODE_AGREED);
	place.at = old ? old->span.at : end_of(m->node, holder, source);
	place.end = old ? old->span.end : place.at;
	eq_buf_add(out, source->text.p, place.at - source->base);
	if (!old)
		eq_buf_addc(out, ' ');
	add_note(note, out);
	eq_buf_add(out, source->text.p + (place.end - source->base),
		   source->text.n - (place.end - source->base));
	return source;
}
