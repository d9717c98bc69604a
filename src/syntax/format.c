/* format.c - the canonical layout of a programme's text. See format.h.
 *
 * The tree says where things begin (declarations, properties, calls, signs); the tokens, read
 * once more with the comments among them, are the content. Each token goes behind the one before
 * it or opens a line; a line that may have to line up with its neighbours waits until an empty
 * line, or the end, closes their run. All work is linear in the text: what lines up has a widest
 * width, so that one long name cannot push a million short ones away.
 *
 * What always holds: the tokens come out in their order, and a line end stands only where one
 * stood (where the grammar allowed it), behind `{`, and before `}`. Hence the tree stays. A break
 * inside a value is the author's and stays, except where it parts a word from its value. */
#include "syntax/format.h"

#include <string.h>

#include "syntax/lexer.h"

enum {
	INDENT = 2,
	CONTINUED = 4,        /* indent of a declaration that goes on before its `=` or `{` */
	COMMENT_COLUMN = 40,  /* of comments at the ends of lines, unless a line is too long */
	WIDEST_LEFT = 60,     /* longer left sides stand out of line with the others */
	WIDEST_CODE = 100,    /* longer lines do not push their neighbours' comments away */
	DEEPEST_BRACKET = 10, /* brackets that still indent the lines inside them */
};

/* Neighbouring items of one kind line up at one place: `=`, or the `:` of columns, or `{`. */
enum group {
	GROUP_NONE,
	GROUP_FIXED,
	GROUP_FIGURE,
	GROUP_ASSIGN,
	GROUP_ROW,
	GROUP_COLUMN,
	GROUP_PROFILE
};

enum line_kind { LINE_ITEM, LINE_CONTINUED, LINE_COMMENT };

struct line {
	size_t at, split;       /* in formatter.text; padding goes before `split` */
	uint32_t indent, width; /* columns; the width is that of the text without padding */
	uint32_t left;          /* columns before the split, indent and all */
	uint32_t pad;
	uint8_t kind, group;
	bool moves;             /* a continuation that stands below what the padding moves */
	struct eq_text comment; /* at the line's end */
};

/* Something that the tree knows about a place in the text. */
enum mark_kind { MARK_ITEM, MARK_CALL, MARK_SIGN, MARK_TIGHT };

struct mark {
	const struct eq_node *node;
	enum mark_kind kind;
};

struct comment {
	struct eq_text text;
	uint32_t breaks; /* line ends before it; 0: it ends a line of code */
};

/* The declaration, property, assignment, row or point that the tokens belong to. */
struct item {
	uint32_t word;     /* tokens of the property's word that are still to come */
	uint32_t column;   /* where a property's value begins */
	uint32_t value_at; /* where its continuation lines begin; 0 before there is a value */
	size_t line;       /* its first line in formatter.lines */
	enum group group;
	bool assigns;      /* the next `=` outside brackets gives it its value */
	bool value_next;   /* the next token begins its value */
	bool moves;        /* padding moves its value */
	bool names_column; /* `value name : unit`: its `:` stands between blanks */
};

struct formatter {
	const struct eq_source *source;
	struct eq_buf *out;
	struct eq_buf text; /* of the lines that wait */
	EQ_VEC(struct line) lines;
	EQ_VEC(struct mark) marks; /* of one declaration, in the order of the text */
	size_t mark;
	EQ_VEC(struct comment) comments;   /* met since the last token */
	uint32_t breaks;                   /* line ends since the last token or comment */
	const struct eq_node *declaration; /* the next one */
	enum eq_node_kind block;
	struct item item;
	uint32_t level, depth; /* open braces, open brackets */
	uint8_t previous;      /* kind of the last token; EQ_T_END at the start */
	bool opened;           /* the last line opens a block, or there is none yet */
	bool one_line;         /* the declaration stands on one line, its block too, and stays so */
	bool after_call, after_sign;
	struct eq_span tight; /* names joined without blanks: hour/week, non-cashable */
};

/* ---- what the tree knows ---- */

/* hour/week: names only, without brackets. */
static bool names_joined(const struct eq_node *n)
{
	if (n->flags & EQ_NODE_BRACKETS)
		return false;
	if (n->kind == EQ_NODE_BINARY && n->op == EQ_OP_DIV)
		return names_joined(n->child) && names_joined(n->child->next);
	return n->kind == EQ_NODE_NAME;
}

static bool is_tight(const struct eq_node *parent, const struct eq_node *n)
{
	if (parent->kind != EQ_NODE_PROPERTY)
		return parent->kind == EQ_NODE_KINDS;
	if (parent->op == EQ_PROPERTY_VALUE || parent->op == EQ_PROPERTY_LEVEL)
		return !n->next && names_joined(n);
	return parent->op == EQ_PROPERTY_KIND;
}

/* Whether the node opens a line of its own. Declarations do, too. */
static bool is_item(const struct eq_node *parent, const struct eq_node *n)
{
	switch (n->kind) {
	case EQ_NODE_PROPERTY:
	case EQ_NODE_ROW:
	case EQ_NODE_LINE:
		return true;
	case EQ_NODE_ASSIGN: /* not that of `given x = 1` */
		return parent->kind == EQ_NODE_SCENARIO;
	case EQ_NODE_POINT: /* not that of a path */
		return parent->kind == EQ_NODE_PROFILE;
	default:
		return false;
	}
}

static void add_mark(struct formatter *f, const struct eq_node *n, enum mark_kind kind)
{
	EQ_PUSH(&f->marks, ((struct mark){n, kind}));
}

/* Marks what stands in `n`, in the order of the text, which is that of the tree. Depth is capped
 * by EQ_LIMIT_DEPTH. */
static void mark_children(struct formatter *f, const struct eq_node *n)
{
	for (const struct eq_node *c = n->child; c; c = c->next) {
		if (is_item(n, c))
			add_mark(f, c, MARK_ITEM);
		else if (c->kind == EQ_NODE_CALL)
			add_mark(f, c, MARK_CALL);
		else if (c->kind == EQ_NODE_NEGATE)
			add_mark(f, c, MARK_SIGN);
		else if (is_tight(n, c))
			add_mark(f, c, MARK_TIGHT);
		if (c->child)
			mark_children(f, c);
	}
}

/* What is known of the token `t`. */
struct known {
	const struct eq_node *item; /* that begins with it */
	bool call, sign;
};

static struct known look_up(struct formatter *f, struct eq_lexeme t)
{
	struct known known = {NULL, false, false};
	if (f->declaration && t.span.at >= f->declaration->span.at) {
		f->marks.n = f->mark = 0;
		f->block = f->declaration->kind;
		add_mark(f, f->declaration, MARK_ITEM);
		mark_children(f, f->declaration);
		f->declaration = f->declaration->next;
	}
	for (; f->mark < f->marks.n; f->mark++) {
		const struct mark *m = &f->marks.v[f->mark];
		if (m->node->span.at > t.span.at)
			break;
		if (m->kind == MARK_ITEM) {
			known.item = m->node;
		} else if (m->kind == MARK_TIGHT) {
			f->tight = m->node->span;
		} else if (t.kind == EQ_T_LPAREN) {
			break; /* the span takes in the brackets around the call or the sign */
		} else {
			known.call |= m->kind == MARK_CALL;
			known.sign |= m->kind == MARK_SIGN;
		}
	}
	if (t.kind == EQ_T_MINUS && f->previous == EQ_T_POWER)
		known.sign = true;
	return known;
}

/* The property whose word decides where the values of a block begin. The place depends on the
 * kind of block alone: a property more or less moves no other line. Longer words, such as
 * `not tracked`, stand out of line. */
static uint32_t value_column(enum eq_node_kind block)
{
	enum eq_property p;
	switch (block) {
	case EQ_NODE_PROGRAMME:
		p = EQ_PROPERTY_FISCAL_YEAR;
		break;
	case EQ_NODE_DATA:
		p = EQ_PROPERTY_PERIOD;
		break;
	case EQ_NODE_WORKSTREAM:
		p = EQ_PROPERTY_STRETCH;
		break;
	case EQ_NODE_KPI:
		p = EQ_PROPERTY_BASELINE;
		break;
	case EQ_NODE_RATING:
		p = EQ_PROPERTY_TRACKED;
		break;
	case EQ_NODE_BENEFIT:
		p = EQ_PROPERTY_EQUATION;
		break;
	default:
		p = EQ_PROPERTY_EXPECT;
		break;
	}
	return (uint32_t)strlen(eq_property_info(p)->word) + 2;
}

/* ---- lines that wait for their neighbours ---- */

/* Lines [from, to) hold a group: its items get one left side. */
static void line_up(struct formatter *f, size_t from, size_t to, uint8_t group)
{
	uint32_t widest = 0;
	for (size_t i = from; i < to; i++) {
		const struct line *l = &f->lines.v[i];
		if (l->group == group && l->left <= WIDEST_LEFT && l->left > widest)
			widest = l->left;
	}
	for (size_t i = from; i < to; i++) {
		struct line *l = &f->lines.v[i];
		if (l->group == group && l->left < widest)
			l->pad = widest - l->left;
	}
}

/* Comments and continuation lines between its items do not end a group; other items do. */
static void line_up_groups(struct formatter *f)
{
	size_t start = 0;
	uint8_t group = GROUP_NONE;
	for (size_t i = 0; i < f->lines.n; i++) {
		const struct line *l = &f->lines.v[i];
		if (l->kind != LINE_ITEM || l->group == group)
			continue;
		if (group != GROUP_NONE)
			line_up(f, start, i, group);
		start = i;
		group = l->group;
	}
	if (group != GROUP_NONE)
		line_up(f, start, f->lines.n, group);

	uint32_t pad = 0;
	for (size_t i = 0; i < f->lines.n; i++) {
		struct line *l = &f->lines.v[i];
		if (l->kind == LINE_ITEM)
			pad = l->pad;
		else if (l->moves)
			l->indent += pad;
	}
}

static uint32_t code_width(const struct line *l)
{
	return l->indent + l->width + l->pad;
}

static uint32_t comment_column(const struct formatter *f)
{
	uint32_t widest = 0;
	for (size_t i = 0; i < f->lines.n; i++) {
		const struct line *l = &f->lines.v[i];
		if (l->comment.n && code_width(l) <= WIDEST_CODE && code_width(l) > widest)
			widest = code_width(l);
	}
	return widest < COMMENT_COLUMN ? COMMENT_COLUMN : widest + 2;
}

/* Writes the lines that wait. */
static void settle(struct formatter *f)
{
	line_up_groups(f);
	uint32_t column = comment_column(f);
	for (size_t i = 0; i < f->lines.n; i++) {
		const struct line *l = &f->lines.v[i];
		size_t end = i + 1 < f->lines.n ? f->lines.v[i + 1].at : f->text.n;
		size_t split = l->pad ? l->split : end;
		eq_buf_fill(f->out, ' ', l->indent);
		eq_buf_add(f->out, f->text.p + l->at, split - l->at);
		if (split < end) {
			eq_buf_fill(f->out, ' ', l->pad);
			eq_buf_add(f->out, f->text.p + split, end - split);
		}
		if (l->comment.n) {
			uint32_t width = code_width(l);
			eq_buf_fill(f->out, ' ', width < column ? column - width : 2);
			eq_buf_add_text(f->out, l->comment);
		}
		eq_buf_addc(f->out, '\n');
	}
	f->lines.n = 0;
	eq_buf_clear(&f->text);
}

static struct line *last_line(struct formatter *f)
{
	return &f->lines.v[f->lines.n - 1];
}

static void open_line(struct formatter *f, enum line_kind kind, uint32_t indent, bool moves)
{
	EQ_PUSH(&f->lines,
		((struct line){
			.at = f->text.n, .indent = indent, .kind = (uint8_t)kind, .moves = moves}));
	f->opened = false;
}

/* One empty line, if the author left any, but none at the start of a block or of the text. */
static void open_item_line(struct formatter *f, enum line_kind kind, uint32_t breaks)
{
	if (breaks > 1 && !f->opened) {
		settle(f);
		eq_buf_addc(f->out, '\n');
	}
	open_line(f, kind, INDENT * f->level, false);
}

/* Where a line begins that goes on with the current item. */
static void open_continuation(struct formatter *f, enum line_kind kind, bool closes)
{
	uint32_t deep = f->depth - (closes && f->depth);
	bool below = f->item.value_at && f->item.value_at <= WIDEST_LEFT + CONTINUED;
	uint32_t indent = below ? f->item.value_at : INDENT * f->level + CONTINUED;
	open_line(f, kind, indent + INDENT * (deep < DEEPEST_BRACKET ? deep : DEEPEST_BRACKET),
		  below && f->item.moves);
}

/* ---- comments ---- */

/* Places the comments that stood before the current token: inside the item, or between two. */
static void place_comments(struct formatter *f, bool inside, bool closes)
{
	for (size_t i = 0; i < f->comments.n; i++) {
		const struct comment *c = &f->comments.v[i];
		if (c->breaks == 0 && f->lines.n && !last_line(f)->comment.n &&
		    last_line(f)->kind != LINE_COMMENT) {
			last_line(f)->comment = c->text;
			continue;
		}
		if (inside)
			open_continuation(f, LINE_COMMENT, closes);
		else
			open_item_line(f, LINE_COMMENT, c->breaks);
		eq_buf_add_text(&f->text, c->text);
	}
	f->comments.n = 0;
}

/* ---- tokens ---- */

/* A text in straight quotes. One that ends in a lone `\` had a curly quote behind it: the `\` is
 * doubled, or it would take the straight one for a part of the text. */
static void add_quoted(struct eq_buf *out, struct eq_text t)
{
	size_t open = t.p[0] == '"' ? 1 : 3, close = t.p[t.n - 1] == '"' ? 1 : 3;
	size_t slashes = 0, end = t.n - close;
	while (slashes < end - open && t.p[end - 1 - slashes] == '\\')
		slashes++;
	eq_buf_addc(out, '"');
	eq_buf_add(out, t.p + open, end - open);
	eq_buf_adds(out, slashes % 2 ? "\\\"" : "\"");
}

/* GBP 30 may have been written with other blanks. */
static void add_money(struct eq_buf *out, struct eq_text t)
{
	size_t code = 0, number;
	while (t.p[code] >= 'A' && t.p[code] <= 'Z')
		code++;
	for (number = code; code && (t.p[number] < '0' || t.p[number] > '9'); number++)
		;
	eq_buf_add(out, t.p, code);
	eq_buf_fill(out, ' ', code > 0);
	eq_buf_add(out, t.p + number, t.n - number);
}

/* Adds the token to the last line, pasted signs made plain. */
static void add_token(struct formatter *f, struct eq_lexeme t, uint32_t gap)
{
	struct eq_text text = {f->source->text.p + (t.span.at - f->source->base),
			       t.span.end - t.span.at};
	eq_buf_fill(&f->text, ' ', gap);
	size_t from = f->text.n;
	switch (t.kind) {
	case EQ_T_TIMES:
		eq_buf_addc(&f->text, '*');
		break;
	case EQ_T_DIVIDE:
		eq_buf_addc(&f->text, '/');
		break;
	case EQ_T_MINUS:
		eq_buf_addc(&f->text, '-');
		break;
	case EQ_T_NE:
		eq_buf_adds(&f->text, "!=");
		break;
	case EQ_T_LE:
		eq_buf_adds(&f->text, "<=");
		break;
	case EQ_T_GE:
		eq_buf_adds(&f->text, ">=");
		break;
	case EQ_T_TEXT:
		add_quoted(&f->text, text);
		break;
	case EQ_T_MONEY:
		add_money(&f->text, text);
		break;
	default:
		eq_buf_add_text(&f->text, text);
		break;
	}
	size_t n = f->text.n - from;
	if (t.kind == EQ_T_TEXT || t.kind == EQ_T_MONEY) /* all others are plain ASCII */
		n = eq_text_width((struct eq_text){f->text.p + from, n});
	last_line(f)->width += gap + (uint32_t)n;
}

/* Blanks between the last token and `t` on one line. */
static uint32_t gap_before(const struct formatter *f, struct eq_lexeme t)
{
	const struct line *l = &f->lines.v[f->lines.n - 1];
	if (l->width == 0)
		return 0;
	if (f->item.value_next && f->item.column) {
		uint32_t at = l->indent + l->width;
		return at < f->item.column ? f->item.column - at : 1;
	}
	if (t.span.at > f->tight.at && t.span.at < f->tight.end)
		return 0;
	if (f->after_sign || f->previous == EQ_T_LPAREN)
		return 0;
	switch (t.kind) {
	case EQ_T_RPAREN:
	case EQ_T_COMMA:
		return 0;
	case EQ_T_COLON:
		return f->item.names_column && !f->depth;
	case EQ_T_LPAREN:
		return !f->after_call;
	default:
		return 1;
	}
}

/* The item's padding, if it needs any, goes to the end of the last line as it is now. */
static void split_here(struct formatter *f)
{
	struct line *l = last_line(f);
	if (f->item.group == GROUP_NONE || f->lines.n - 1 != f->item.line)
		return;
	l->split = f->text.n;
	l->left = l->indent + l->width;
	l->group = (uint8_t)f->item.group;
	f->item.moves = f->item.group != GROUP_COLUMN;
}

static bool has_line_end(const struct formatter *f, struct eq_span span)
{
	const char *p = f->source->text.p + (span.at - f->source->base);
	return memchr(p, '\n', span.end - span.at) || memchr(p, '\r', span.end - span.at);
}

static enum group group_of(const struct eq_node *n)
{
	switch (n->kind) {
	case EQ_NODE_FIXED:
		return GROUP_FIXED;
	case EQ_NODE_FIGURE:
		return GROUP_FIGURE;
	case EQ_NODE_ASSIGN:
		return GROUP_ASSIGN;
	case EQ_NODE_ROW:
		return GROUP_ROW;
	case EQ_NODE_PROPERTY:
		return n->op == EQ_PROPERTY_VALUE || n->op == EQ_PROPERTY_LEVEL ? GROUP_COLUMN
										: GROUP_NONE;
	default:
		return GROUP_NONE;
	}
}

/* Goes on from the last line as it is before the item's first token. */
static void begin_item(struct formatter *f, const struct eq_node *n)
{
	enum group group = group_of(n);
	f->item = (struct item){.line = f->lines.n - 1, .group = group};
	f->item.names_column = group == GROUP_COLUMN;
	f->item.assigns = n->kind == EQ_NODE_UNIT ||
			  (n->kind == EQ_NODE_PROPERTY && n->op == EQ_PROPERTY_GIVEN) ||
			  (group != GROUP_NONE && group != GROUP_COLUMN);
	if (!f->level)
		f->one_line = !has_line_end(f, n->span);
	if (n->kind == EQ_NODE_PROPERTY) {
		const char *word = eq_property_info(n->op)->word;
		uint32_t column = value_column(f->block), length = (uint32_t)strlen(word);
		f->item.word = strchr(word, ' ') ? 2 : 1;
		if (f->one_line)
			f->item.column =
				last_line(f)->indent + last_line(f)->width + 1 + length + 2;
		else
			f->item.column =
				INDENT * f->level + (length < column ? column : length + 1);
	}
	if (f->one_line && f->level)
		f->item.group = GROUP_NONE; /* its line is that of the declaration */
	else if (f->one_line && n->kind == EQ_NODE_PROFILE)
		f->item.group = GROUP_PROFILE;
}

static void put_opening_brace(struct formatter *f, struct eq_lexeme t)
{
	if (f->item.group == GROUP_PROFILE)
		split_here(f);
	add_token(f, t, 1);
	f->level++;
	f->opened = true;
	/* What stood between the head and its brace goes behind the brace. */
	place_comments(f, false, false);
}

static void put_closing_brace(struct formatter *f, struct eq_lexeme t)
{
	bool empty = f->previous == EQ_T_LBRACE && f->opened && !f->comments.n &&
		     !last_line(f)->comment.n;
	place_comments(f, false, false);
	f->level--;
	if (!empty && !f->one_line)
		open_line(f, LINE_ITEM, INDENT * f->level, false);
	add_token(f, t, f->one_line && !empty);
	f->opened = false;
}

/* Whether a break before `t` would only part a word, `=` or `:` from what belongs to it. */
static bool break_is_idle(const struct formatter *f, struct eq_lexeme t, bool assignment)
{
	return assignment || f->item.value_next || t.kind == EQ_T_COLON ||
	       f->previous == EQ_T_COLON;
}

static void put_inside(struct formatter *f, struct eq_lexeme t)
{
	bool assignment = t.kind == EQ_T_EQ && f->item.assigns && !f->depth;
	bool closes = t.kind == EQ_T_RPAREN;
	if (f->comments.n || (f->breaks && !break_is_idle(f, t, assignment))) {
		place_comments(f, true, closes);
		open_continuation(f, LINE_CONTINUED, closes);
	}
	bool colon = t.kind == EQ_T_COLON && f->item.names_column && !f->depth;
	if (assignment || colon)
		split_here(f);
	add_token(f, t, gap_before(f, t));
	f->item.value_next = assignment;
	if (assignment) {
		f->item.assigns = false;
		f->item.column = 0;
		f->item.value_at = last_line(f)->indent + last_line(f)->width + 1;
	}
}

static void put_token(struct formatter *f, struct eq_lexeme t)
{
	struct known known = look_up(f, t);
	bool point = known.item && known.item->kind == EQ_NODE_POINT;
	if (t.kind == EQ_T_LBRACE) {
		put_opening_brace(f, t);
	} else if (t.kind == EQ_T_RBRACE) {
		put_closing_brace(f, t);
	} else if (known.item && f->one_line && f->level) {
		begin_item(f, known.item);
		add_token(f, t, 1);
	} else if (known.item && (!point || f->breaks || f->previous == EQ_T_LBRACE)) {
		place_comments(f, false, false);
		open_item_line(f, LINE_ITEM, f->breaks);
		begin_item(f, known.item);
		add_token(f, t, 0);
	} else {
		put_inside(f, t);
	}
	if (f->item.word && --f->item.word == 0) {
		f->item.value_next = true;
		f->item.value_at = f->item.column;
	}
	if (t.kind == EQ_T_LPAREN)
		f->depth++;
	else if (t.kind == EQ_T_RPAREN && f->depth)
		f->depth--;
	f->after_call = known.call;
	f->after_sign = known.sign;
	f->previous = t.kind;
	f->breaks = 0;
}

void eq_format(const struct eq_source *source, const struct eq_node *file, struct eq_buf *out)
{
	struct formatter f = {.source = source,
			      .out = out,
			      .declaration = file->child,
			      .opened = true,
			      .previous = EQ_T_END};
	struct eq_lexer lexer;
	eq_buf_init(&f.text);
	eq_lexer_init(&lexer, source, NULL);
	lexer.comments = true;
	for (;;) {
		struct eq_lexeme t = eq_lexer_next(&lexer);
		if (t.kind == EQ_T_END)
			break;
		if (t.kind == EQ_T_NEWLINE) {
			f.breaks++;
		} else if (t.kind == EQ_T_COMMENT) {
			struct eq_text text = {source->text.p + (t.span.at - source->base),
					       t.span.end - t.span.at};
			EQ_PUSH(&f.comments, ((struct comment){eq_text_trim(text), f.breaks}));
			f.breaks = 0;
		} else {
			put_token(&f, t);
		}
	}
	place_comments(&f, false, false);
	settle(&f);
	eq_buf_release(&f.text);
	eq_free(f.lines.v);
	eq_free(f.marks.v);
	eq_free(f.comments.v);
}
