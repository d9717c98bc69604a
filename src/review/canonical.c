/* canonical.c - the tokens of a node, in one form. See canonical.h.
 *
 * The tokens are the content, as they are for the formatter; the tree says which of them are notes,
 * names, and brackets that change nothing. */
#include "review/canonical.h"

#include <stdlib.h>
#include <string.h>

#include "model/literal.h"
#include "syntax/lexer.h"

enum known_kind { KNOWN_NOTE, KNOWN_NAME, KNOWN_LEAF, KNOWN_IDLE };

/* Something that the tree knows about a place. */
struct known {
	struct eq_span span;
	uint8_t kind;  /* enum known_kind */
	uint32_t name; /* NAME: its symbol */
};

struct token {
	struct eq_lexeme lexeme;
	uint32_t name;         /* symbol, or 0 */
	bool note, leaf, idle; /* leaf: it was written in brackets */
};

struct writer {
	const struct eq_canonical *from;
	const struct eq_source *source;
	EQ_VEC(struct known) all;
	EQ_VEC(struct token) tokens;
	struct eq_buf *out;
};

/* ---- what the tree knows ---- */

static bool is_note(const struct eq_node *n)
{
	return n->kind == EQ_NODE_SOURCE || n->kind == EQ_NODE_AGREED ||
	       n->kind == EQ_NODE_REVIEW || n->kind == EQ_NODE_BECAUSE;
}

/* A leaf's span is its text, without the brackets that it was written in. */
static bool is_leaf(const struct eq_node *n)
{
	return n->kind == EQ_NODE_NAME || n->kind == EQ_NODE_NUMBER || n->kind == EQ_NODE_TEXT ||
	       n->kind == EQ_NODE_DATE || n->kind == EQ_NODE_MONTH || n->kind == EQ_NODE_FISCAL;
}

/* How tightly an operator binds its sides. */
static int tightness(const struct eq_node *n)
{
	static const int of[EQ_OP_COUNT] = {
		[EQ_OP_OR] = 1,  [EQ_OP_AND] = 2, [EQ_OP_EQ] = 3,  [EQ_OP_NE] = 3,
		[EQ_OP_LT] = 3,  [EQ_OP_LE] = 3,  [EQ_OP_GT] = 3,  [EQ_OP_GE] = 3,
		[EQ_OP_ADD] = 4, [EQ_OP_SUB] = 4, [EQ_OP_MUL] = 5, [EQ_OP_DIV] = 5,
	};
	return of[n->op];
}

/* Whether the text reads the same without the brackets around `n`, a child of `parent`. Where it is
 * not plain that it does, they stay. */
static bool brackets_are_idle(const struct eq_node *parent, const struct eq_node *n)
{
	if (n->kind == EQ_NODE_CALL)
		return true;
	if (parent->kind == EQ_NODE_PROPERTY)
		return !n->next && parent->child == n && n->kind == EQ_NODE_BINARY;
	if (parent->kind == EQ_NODE_ARGUMENT)
		return parent->child == n && !n->next;
	if (parent->kind == EQ_NODE_CALL || parent->kind == EQ_NODE_FIGURE ||
	    parent->kind == EQ_NODE_VALUE)
		return n->kind == EQ_NODE_BINARY;
	if (parent->kind != EQ_NODE_BINARY || n->kind != EQ_NODE_BINARY)
		return false;
	/* a + (b * c); of equal ones the left side, (a - b) + c, and either of a * (b * c). Comparisons
	 * stand alone. */
	if (n->op == parent->op && (n->op == EQ_OP_ADD || n->op == EQ_OP_MUL))
		return true;
	return tightness(n) > tightness(parent) ||
	       (tightness(n) == tightness(parent) && parent->child == n && tightness(n) > 3);
}

static void note(struct writer *w, struct eq_span span, enum known_kind kind)
{
	EQ_PUSH(&w->all, ((struct known){span, (uint8_t)kind, 0}));
}

/* Depth is capped by EQ_LIMIT_DEPTH. */
static void gather(struct writer *w, const struct eq_node *parent, const struct eq_node *n)
{
	if (is_note(n)) {
		note(w, n->span, KNOWN_NOTE);
		return;
	}
	if ((n->flags & EQ_NODE_BRACKETS) && is_leaf(n)) {
		note(w, n->span, KNOWN_LEAF);
	} else if (parent && (n->flags & EQ_NODE_BRACKETS) && brackets_are_idle(parent, n)) {
		note(w, (struct eq_span){n->span.at, n->span.at + 1}, KNOWN_IDLE);
		note(w, (struct eq_span){n->span.end - 1, n->span.end}, KNOWN_IDLE);
	}
	for (const struct eq_node *c = n->child; c; c = c->next)
		gather(w, n, c);
}

static void gather_name(void *context, const struct eq_node *n)
{
	struct writer *w = context;
	EQ_PUSH(&w->all, ((struct known){n->span, KNOWN_NAME, n->name}));
}

static int by_place(const void *a, const void *b)
{
	const struct known *x = a, *y = b;
	return x->span.at != y->span.at ? (x->span.at < y->span.at ? -1 : 1)
					: (int)x->kind - (int)y->kind;
}

/* ---- tokens ---- */

static void add_name(struct eq_buf *out, struct eq_text name)
{
	eq_buf_addc(out, EQ_CANONICAL_NAME);
	eq_buf_add_text(out, name);
}

/* people/week, each name by itself. */
static void add_units(struct eq_buf *out, struct eq_text t)
{
	for (size_t i = 0, end; i < t.n; i = end) {
		for (end = i; end < t.n && t.p[end] != '/' && t.p[end] != ' '; end++)
			;
		if (end > i) {
			add_name(out, (struct eq_text){t.p + i, end - i});
		} else {
			end++;
			if (t.p[i] == '/')
				eq_buf_addc(out, '/');
			continue;
		}
		eq_buf_addc(out, ' ');
	}
}

/* The currency, then the amount without separators, scale or idle digits. */
static void add_number(struct eq_buf *out, struct eq_text t, enum eq_literal literal)
{
	char digits[EQ_DEC_CHARS];
	size_t sign = 0;
	struct eq_dec value;

	while (literal == EQ_LITERAL_MONEY && sign < t.n && (t.p[sign] < '0' || t.p[sign] > '9'))
		sign++;
	if (sign)
		eq_buf_add_text(out, t.p[0] >= 'A' && t.p[0] <= 'Z'
					     ? eq_text_trim((struct eq_text){t.p, 3})
					     : EQ_TEXT("GBP"));
	if (!eq_literal_amount((struct eq_text){t.p + sign, t.n - sign}, literal, &value)) {
		eq_buf_add_text(out, t);
		return;
	}
	eq_buf_add(out, digits, eq_dec_write_scientific(eq_dec_reduce(value), digits));
	if (literal == EQ_LITERAL_PERCENT)
		eq_buf_addc(out, '%');
}

/* A text between straight quotes, whatever quotes it was written with. */
static void add_text(struct eq_buf *out, struct eq_text t)
{
	size_t open = t.p[0] == '"' ? 1 : 3, close = t.p[t.n - 1] == '"' ? 1 : 3;
	eq_buf_addc(out, '"');
	eq_buf_add(out, t.p + open, t.n - open - close);
	eq_buf_addc(out, '"');
}

static void add_token(struct writer *w, const struct token *t)
{
	struct eq_text text = {w->source->text.p + (t->lexeme.span.at - w->source->base),
			       t->lexeme.span.end - t->lexeme.span.at};

	switch (t->lexeme.kind) {
	case EQ_T_TIMES:
		eq_buf_addc(w->out, '*');
		break;
	case EQ_T_DIVIDE:
		eq_buf_addc(w->out, '/');
		break;
	case EQ_T_MINUS:
		eq_buf_addc(w->out, '-');
		break;
	case EQ_T_NE:
		eq_buf_adds(w->out, "!=");
		break;
	case EQ_T_LE:
		eq_buf_adds(w->out, "<=");
		break;
	case EQ_T_GE:
		eq_buf_adds(w->out, ">=");
		break;
	case EQ_T_TEXT:
		add_text(w->out, text);
		break;
	case EQ_T_NUMBER:
		add_number(w->out, text, EQ_LITERAL_PLAIN);
		break;
	case EQ_T_MONEY:
		add_number(w->out, text, EQ_LITERAL_MONEY);
		break;
	case EQ_T_PERCENT:
		add_number(w->out, text, EQ_LITERAL_PERCENT);
		break;
	case EQ_T_UNITS:
		add_units(w->out, text);
		return;
	default:
		if (t->name)
			add_name(w->out, eq_symbol_text(w->from->symbols, t->name));
		else
			eq_buf_add_text(w->out, text);
		break;
	}
	eq_buf_addc(w->out, ' ');
}

/* The tokens in `span`, with what is known of each. */
static void read_tokens(struct writer *w, struct eq_span span)
{
	struct eq_lexer lexer;
	size_t at = 0;
	uint32_t note_end = 0;
	uint32_t named = 0; /* the next word is this name, or the function of a call */

	eq_lexer_init(&lexer, w->source, NULL);
	lexer.at += span.at - w->source->base;
	for (;;) {
		struct token t = {.lexeme = eq_lexer_next(&lexer)};

		if (t.lexeme.kind == EQ_T_END || t.lexeme.span.at >= span.end)
			break;
		for (; at < w->all.n && w->all.v[at].span.at <= t.lexeme.span.at; at++) {
			const struct known *k = &w->all.v[at];

			t.idle |= k->kind == KNOWN_IDLE;
			t.leaf |= k->kind == KNOWN_LEAF;
			if (k->kind == KNOWN_NOTE)
				note_end = k->span.end;
			if (k->kind == KNOWN_NAME)
				named = k->name;
		}
		t.note = t.lexeme.span.at < note_end;
		if (t.lexeme.kind != EQ_T_LPAREN && t.lexeme.kind != EQ_T_NEWLINE) {
			t.name = named;
			named = 0;
		}
		if (t.lexeme.kind != EQ_T_NEWLINE)
			EQ_PUSH(&w->tokens, t);
	}
}

/* Whether all that stands between two brackets is a leaf that was written in them. */
static bool hold_a_leaf(const struct writer *w, size_t from, size_t to)
{
	return w->tokens.v[from + 1].leaf &&
	       (to == from + 2 ||
		(to == from + 3 && w->tokens.v[from + 2].lexeme.kind == EQ_T_UNITS));
}

/* Of ((…)) one pair says it; around a leaf none does. The span of what begins or ends with a leaf
 * cuts through the brackets around it: the other half goes too. */
static void drop_idle_brackets(struct writer *w)
{
	EQ_VEC(size_t) open = {0};
	size_t last_from = SIZE_MAX, last_to = SIZE_MAX; /* the pair that was closed last */

	for (size_t i = 0; i < w->tokens.n; i++) {
		struct token *t = &w->tokens.v[i];

		if (t->lexeme.kind == EQ_T_LPAREN)
			EQ_PUSH(&open, i);
		if (t->lexeme.kind != EQ_T_RPAREN)
			continue;
		if (!open.n) {
			t->idle = true;
			continue;
		}
		size_t from = open.v[--open.n];
		if (hold_a_leaf(w, from, i))
			w->tokens.v[from].idle = t->idle = true;
		if (last_from == from + 1 && last_to + 1 == i)
			w->tokens.v[last_from].idle = w->tokens.v[last_to].idle = true;
		last_from = from;
		last_to = i;
	}
	while (open.n)
		w->tokens.v[open.v[--open.n]].idle = true;
	eq_free(open.v);
}

void eq_canonical_write(const struct eq_node *declaration, const struct eq_node *n,
			const struct eq_canonical *from, enum eq_canonical_part part,
			struct eq_buf *out)
{
	struct writer w = {
		.from = from, .source = eq_sources_at(from->sources, n->span.at), .out = out};

	gather(&w, NULL, n);
	eq_scope_names(from->scope, declaration, n, gather_name, &w);
	if (w.all.n)
		qsort(w.all.v, w.all.n, sizeof *w.all.v, by_place);
	read_tokens(&w, n->span);
	drop_idle_brackets(&w);
	for (size_t i = 0; i < w.tokens.n; i++)
		if (!w.tokens.v[i].idle && w.tokens.v[i].note == (part == EQ_CANONICAL_NOTES))
			add_token(&w, &w.tokens.v[i]);
	eq_free(w.tokens.v);
	eq_free(w.all.v);
}
