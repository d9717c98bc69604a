/* tree.h - the syntax tree: what was written, nothing more.
 *
 * Nodes are 32 bytes, in one arena, linked child and next. A leaf's text is the text of its
 * span; names are interned while reading. nodes.def says what each kind holds. */
#ifndef EQ_SYNTAX_TREE_H
#define EQ_SYNTAX_TREE_H

#include "base/diag.h"
#include "base/map.h"

enum eq_node_kind {
#define X(kind, word, children) EQ_NODE_##kind,
#include "syntax/nodes.def"
#undef X
	EQ_NODE_COUNT
};

enum eq_literal { EQ_LITERAL_PLAIN, EQ_LITERAL_MONEY, EQ_LITERAL_PERCENT };

enum eq_operator {
	EQ_OP_ADD,
	EQ_OP_SUB,
	EQ_OP_MUL,
	EQ_OP_DIV,
	EQ_OP_EQ,
	EQ_OP_NE,
	EQ_OP_LT,
	EQ_OP_LE,
	EQ_OP_GT,
	EQ_OP_GE,
	EQ_OP_AND,
	EQ_OP_OR,
	EQ_OP_COUNT
};
const char *eq_operator_text(enum eq_operator op); /* "+", "!=", "and" */

enum eq_property {
#define X(id, word, blocks, form, children, meaning) EQ_PROPERTY_##id,
#include "syntax/properties.def"
#undef X
	EQ_PROPERTY_COUNT
};
struct eq_property_info {
	const char *word, *form, *children, *meaning;
	uint64_t blocks; /* bit k: may stand in blocks of node kind k */
};
const struct eq_property_info *eq_property_info(enum eq_property p);

enum eq_node_flag {
	EQ_NODE_NEGATED = 1,  /* not in, is not missing */
	EQ_NODE_MINUS = 2,    /* POWER: the exponent is negative */
	EQ_NODE_OPEN = 4,     /* RANGE: only its end is given */
	EQ_NODE_WINDOW = 8,   /* live over …: the child is a window */
	EQ_NODE_BRACKETS = 16 /* the expression stands in its own brackets */
};

struct eq_node {
	uint8_t kind; /* enum eq_node_kind */
	uint8_t op;   /* operator, property or literal kind */
	uint16_t
		flags; /* low 5 bits: enum eq_node_flag; the rest: depth of the expression, saturating */
	uint32_t name; /* symbol, or 0 */
	struct eq_span span;
	struct eq_node *child, *next;
};

/* One parsed file: the tree's root is a FILE node. */
const char *eq_node_word(enum eq_node_kind kind);
const struct eq_node *eq_node_child(const struct eq_node *n,
				    enum eq_node_kind kind); /* first of a kind, or NULL */
/* Prints the tree, a node a line, indented, with its text where it is a leaf. */
void eq_tree_print(const struct eq_node *root, const struct eq_sources *sources,
		   struct eq_buf *out);

#endif
