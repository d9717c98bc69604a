/* tree.c - the tree's tables and its printed form. See tree.h. */
#include "syntax/tree.h"

#include <string.h>

const char *eq_node_word(enum eq_node_kind kind)
{
	static const char *const words[] = {
#define X(id, word, children) [EQ_NODE_##id] = word,
#include "syntax/nodes.def"
#undef X
	};
	return words[kind];
}

const char *eq_operator_text(enum eq_operator op)
{
	static const char *const texts[] = {
		"+", "-", "*", "/", "=", "!=", "<", "<=", ">", ">=", "and", "or"};
	return texts[op];
}

const struct eq_property_info *eq_property_info(enum eq_property p)
{
	static const struct eq_property_info infos[] = {
#define X(id, word_, blocks_, form_, children_, meaning_) \
	[EQ_PROPERTY_##id] = {.word = word_, \
			      .form = form_, \
			      .children = children_, \
			      .meaning = meaning_, \
			      .blocks = blocks_},
#include "syntax/properties.def"
#undef X
	};
	return &infos[p];
}

const struct eq_node *eq_node_child(const struct eq_node *n, enum eq_node_kind kind)
{
	for (const struct eq_node *c = n->child; c; c = c->next)
		if (c->kind == kind)
			return c;
	return NULL;
}

static void print_node(const struct eq_node *n, const struct eq_sources *sources,
		       struct eq_buf *out)
{
	eq_buf_adds(out, n->kind == EQ_NODE_PROPERTY ? eq_property_info(n->op)->word
						     : eq_node_word(n->kind));
	if (n->kind == EQ_NODE_BINARY)
		eq_buf_addf(out, " %s", eq_operator_text(n->op));
	if (n->flags & EQ_NODE_NEGATED)
		eq_buf_adds(out, " not");
	if (n->flags & EQ_NODE_MINUS)
		eq_buf_adds(out, " -");
	if (n->flags & EQ_NODE_OPEN)
		eq_buf_adds(out, " to");
	if (n->flags & EQ_NODE_WINDOW)
		eq_buf_adds(out, " over");
	struct eq_span own = n->span;
	if (n->kind == EQ_NODE_NUMBER && n->child)
		own.end = n->child->span.at; /* the units are printed as their own node */
	switch (n->kind) {
	case EQ_NODE_NUMBER:
	case EQ_NODE_UNITS:
	case EQ_NODE_DATE:
	case EQ_NODE_MONTH:
	case EQ_NODE_FISCAL:
	case EQ_NODE_TEXT:
	case EQ_NODE_NAME:
		eq_buf_addc(out, ' ');
		eq_buf_add_text(out, eq_text_trim(eq_sources_text(sources, own)));
		break;
	case EQ_NODE_AS:
		if (!n->child) {
			eq_buf_addc(out, ' ');
			eq_buf_add_text(out, eq_text_trim(eq_sources_text(
						     sources, (struct eq_span){n->span.at + 2,
									       n->span.end})));
		}
		break;
	case EQ_NODE_CALL: {
		struct eq_text t = eq_sources_text(sources, n->span);
		size_t from = strspn(t.p, "( \t\r\n"); /* the brackets around it are in its span */
		size_t to = from;
		while (to < t.n && t.p[to] != '(' && t.p[to] != ' ')
			to++;
		eq_buf_addc(out, ' ');
		eq_buf_add(out, t.p + from, to - from);
		break;
	}
	default:
		break;
	}
	eq_buf_addc(out, '\n');
}

/* Depth is capped by EQ_LIMIT_DEPTH, so this may recurse. */
static void print_tree(const struct eq_node *n, const struct eq_sources *sources,
		       struct eq_buf *out, size_t indent)
{
	eq_buf_fill(out, ' ', indent);
	print_node(n, sources, out);
	for (const struct eq_node *c = n->child; c; c = c->next)
		print_tree(c, sources, out, indent + 2);
}

void eq_tree_print(const struct eq_node *root, const struct eq_sources *sources, struct eq_buf *out)
{
	print_tree(root, sources, out, 0);
}
