/* build.h - what the grammar's actions are made of: nodes and chains of them.
 *
 * Included by the generated parser only, and by parse.c, which drives it. */
#ifndef EQ_SYNTAX_BUILD_H
#define EQ_SYNTAX_BUILD_H

#include <string.h>

#include "base/limits.h"
#include "syntax/lexer.h"
#include "syntax/tree.h"

struct eq_token {
	struct eq_span span;
};

/* Nodes linked by `next`, with the last at hand. NULL nodes are left out. */
struct eq_chain {
	struct eq_node *first, *last;
};

struct eq_parse {
	const struct eq_source *source;
	struct eq_symbols *symbols;
	struct eq_arena *arena;
	struct eq_diags *diags; /* NULL in the fast pass, which only says whether all is well */
	struct eq_node *root;
	bool failed;         /* some mistake was met */
	bool too_deep;       /* an expression passed a limit: raised by an action */
	struct eq_span deep; /* where */
	bool triggered;      /* the parser has met the mistake that it was told of */
};

void eq_parse_mistake(struct eq_parse *p);
void eq_parse_overflow(struct eq_parse *p);
/* Reports a name that is too long; the lexer has no such rule. */
void eq_parse_long_name(struct eq_parse *p, struct eq_span span);

/* Made by Lemon from grammar/equate.y, with accepts.inc at its end. */
void *eq_grammar_Alloc(void *(*allocate)(size_t), struct eq_parse *parse);
void eq_grammar_(void *parser, int kind, struct eq_token token);
void eq_grammar_Free(void *parser, void (*release)(void *));
/* Whether the parser, as it stands, could take this token. `word`: as the word itself, not as a name. */
bool eq_grammar_accepts(const void *parser, int kind, bool word);
/* How many more entries its stack can hold. */
int eq_grammar_room(const void *parser);
int eq_grammar_kinds(void); /* of token: 1 to one less are the grammar's own */
#ifdef YYCOVERAGE
int eq_grammar_Coverage(FILE *out);
#endif

/* --- nodes -------------------------------------------------------------------------------- */

enum { EQ_DEPTH_SHIFT = 5, EQ_DEPTH_MAX = 0xffff >> EQ_DEPTH_SHIFT };

static inline unsigned eq_depth(const struct eq_node *n)
{
	return (unsigned)n->flags >> EQ_DEPTH_SHIFT;
}

static inline struct eq_chain eq_none(void)
{
	return (struct eq_chain){NULL, NULL};
}

static inline struct eq_chain eq_append(struct eq_chain c, struct eq_node *n)
{
	if (!n)
		return c;
	if (c.last)
		c.last->next = n;
	else
		c.first = n;
	c.last = n;
	return c;
}

static inline struct eq_chain eq_concat(struct eq_chain a, struct eq_chain b)
{
	if (!a.first)
		return b;
	if (!b.first)
		return a;
	a.last->next = b.first;
	a.last = b.last;
	return a;
}

static inline struct eq_chain eq_c(struct eq_node *a)
{
	return eq_append(eq_none(), a);
}

static inline struct eq_chain eq_c2(struct eq_node *a, struct eq_node *b)
{
	return eq_append(eq_c(a), b);
}

static inline struct eq_chain eq_c3(struct eq_node *a, struct eq_node *b, struct eq_node *c)
{
	return eq_append(eq_c2(a, b), c);
}

static inline struct eq_chain eq_prepend(struct eq_node *a, struct eq_chain c)
{
	return eq_concat(eq_c(a), c);
}

/* A node from position `at` to the end of `end` (nowhere: the end of its last child). Its depth
 * is one more than that of its deepest child. */
static inline struct eq_node *eq_n(struct eq_parse *p, enum eq_node_kind kind, uint32_t at,
				   struct eq_chain children, struct eq_span end)
{
	struct eq_node *n = EQ_NEW(p->arena, struct eq_node);
	n->kind = (uint8_t)kind;
	n->child = children.first;
	n->span.at = at;
	n->span.end = end.end ? end.end : children.last ? children.last->span.end : at;
	return n;
}

static inline void eq_set_depth(struct eq_parse *p, struct eq_node *n)
{
	unsigned depth = 0;
	for (const struct eq_node *c = n->child; c; c = c->next)
		if (eq_depth(c) > depth)
			depth = eq_depth(c);
	depth++;
	if (depth > EQ_LIMIT_DEPTH && !p->too_deep) {
		p->too_deep = true;
		p->deep = n->span;
	}
	if (depth > EQ_DEPTH_MAX)
		depth = EQ_DEPTH_MAX;
	n->flags = (uint16_t)((n->flags & ((1u << EQ_DEPTH_SHIFT) - 1)) | depth << EQ_DEPTH_SHIFT);
}

/* An expression node: its depth counts towards the limit. */
static inline struct eq_node *eq_x(struct eq_parse *p, enum eq_node_kind kind, uint32_t at,
				   struct eq_chain children, struct eq_span end)
{
	struct eq_node *n = eq_n(p, kind, at, children, end);
	eq_set_depth(p, n);
	return n;
}

static inline struct eq_node *eq_block(struct eq_parse *p, enum eq_node_kind kind,
				       struct eq_token word, struct eq_chain head,
				       struct eq_chain body, struct eq_token brace)
{
	struct eq_node *n = eq_n(p, kind, word.span.at, eq_concat(head, body), brace.span);
	if (n->child && n->child->kind == EQ_NODE_NAME)
		n->name = n->child->name;
	return n;
}

static inline struct eq_node *eq_property(struct eq_parse *p, enum eq_property property,
					  struct eq_token word, struct eq_chain children)
{
	struct eq_node *n = eq_n(p, EQ_NODE_PROPERTY, word.span.at, children,
				 children.last ? children.last->span : word.span);
	n->op = (uint8_t)property;
	return n;
}

static inline struct eq_node *eq_values(struct eq_parse *p, struct eq_chain values)
{
	return eq_n(p, EQ_NODE_VALUES, values.first->span.at, values, values.last->span);
}

static inline struct eq_node *eq_table(struct eq_parse *p, struct eq_token word,
				       struct eq_chain names, struct eq_chain rows,
				       struct eq_token brace)
{
	struct eq_node *by = eq_n(p, EQ_NODE_BY, word.span.at, names, names.last->span);
	return eq_n(p, EQ_NODE_TABLE, word.span.at, eq_prepend(by, rows), brace.span);
}

static inline struct eq_node *eq_name(struct eq_parse *p, struct eq_span span)
{
	struct eq_node *n = eq_n(p, EQ_NODE_NAME, span.at, eq_none(), span);
	struct eq_text text = {p->source->text.p + (span.at - p->source->base), span.end - span.at};
	if (text.n > EQ_LIMIT_NAME)
		eq_parse_long_name(p, span);
	n->name = eq_symbol(p->symbols, text);
	return n;
}

/* `non-cashable`, with whatever dash and blanks stand between: one name. */
static inline struct eq_node *eq_hyphenated(struct eq_parse *p, struct eq_node *a,
					    struct eq_node *b)
{
	struct eq_text x = eq_symbol_text(p->symbols, a->name),
		       y = eq_symbol_text(p->symbols, b->name);
	a->name =
		eq_symbol(p->symbols, eq_arena_printf(p->arena, "%.*s-%.*s", EQ_ARG(x), EQ_ARG(y)));
	a->span = eq_span_join(a->span, b->span);
	return a;
}

static inline struct eq_node *eq_number(struct eq_parse *p, enum eq_literal literal,
					struct eq_token number, const struct eq_token *units)
{
	struct eq_node *u = units ? eq_n(p, EQ_NODE_UNITS, units->span.at, eq_none(), units->span)
				  : NULL;
	struct eq_node *n =
		eq_n(p, EQ_NODE_NUMBER, number.span.at, eq_c(u), u ? u->span : number.span);
	n->op = (uint8_t)literal;
	return n;
}

static inline struct eq_node *eq_binary(struct eq_parse *p, enum eq_operator op, struct eq_node *a,
					struct eq_node *b)
{
	struct eq_node *n = eq_x(p, EQ_NODE_BINARY, a->span.at, eq_c2(a, b), b->span);
	n->op = (uint8_t)op;
	return n;
}

static inline struct eq_node *eq_unary(struct eq_parse *p, enum eq_node_kind kind,
				       struct eq_token sign, struct eq_node *a)
{
	return eq_x(p, kind, sign.span.at, eq_c(a), a->span);
}

static inline struct eq_node *eq_call(struct eq_parse *p, struct eq_node *name,
				      struct eq_chain arguments, struct eq_token bracket)
{
	struct eq_node *n = eq_x(p, EQ_NODE_CALL, name->span.at, arguments, bracket.span);
	n->name = name->name;
	return n;
}

/* The brackets belong to the expression: its span takes them in, unless it is a leaf, whose span
 * is its text. */
static inline struct eq_node *eq_brackets(struct eq_node *inner, struct eq_token open,
					  struct eq_token close)
{
	if (eq_depth(inner))
		inner->span = eq_span_join(open.span, close.span);
	inner->flags |= EQ_NODE_BRACKETS;
	return inner;
}

#endif
