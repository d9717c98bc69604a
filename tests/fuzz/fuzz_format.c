/* fuzz_format.c - any bytes, laid out: what reads without mistakes gives a text that reads the
 * same, with every comment, and that is its own canonical layout. */
#include "stages.h"

#include "syntax/format.h"
#include "syntax/lexer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The kinds of the tokens without line ends, and how many comments there are among them. */
static size_t kinds_of(const struct eq_source *source, struct eq_buf *out)
{
	size_t comments = 0;
	struct eq_lexer l;
	eq_lexer_init(&l, source, NULL);
	l.comments = true;
	eq_buf_init(out);
	for (struct eq_lexeme t; (t = eq_lexer_next(&l)).kind != EQ_T_END;)
		if (t.kind == EQ_T_COMMENT)
			comments++;
		else if (t.kind != EQ_T_NEWLINE)
			eq_buf_addc(out, (char)t.kind);
	return comments;
}

/* Nodes with their flags, in order; depth shows in the flags. */
static void shape_of(const struct eq_node *n, struct eq_buf *out)
{
	eq_buf_add(out, &n->kind, 1);
	eq_buf_add(out, &n->op, 1);
	eq_buf_add(out, &n->flags, sizeof n->flags);
	for (const struct eq_node *c = n->child; c; c = c->next)
		shape_of(c, out);
	eq_buf_addc(out, ')');
}

/* Reads `text`; when it has no mistakes, lays it out in `out` and says what it is made of. */
static bool read_and_format(struct eq_text text, struct eq_buf *out, struct eq_buf *kinds,
			    struct eq_buf *shape, size_t *comments)
{
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_diags diags;
	struct eq_arena arena;
	char *copy = eq_alloc(text.n + 1);
	eq_sources_init(&sources);
	eq_symbols_init(&symbols);
	eq_diags_init(&diags, &sources);
	eq_arena_init(&arena);
	if (text.n)
		memcpy(copy, text.p, text.n);
	copy[text.n] = 0;
	PROMISE(eq_sources_add(&sources, EQ_TEXT("fuzz.eq"), (struct eq_text){copy, text.n},
			       copy) == 0);
	const struct eq_node *tree = eq_parse(&sources.files.v[0], &symbols, &arena, &diags);
	bool right = !diags.errors;
	eq_buf_init(out);
	eq_buf_init(shape);
	*comments = kinds_of(&sources.files.v[0], kinds);
	if (right) {
		shape_of(tree, shape);
		eq_format(&sources.files.v[0], tree, out);
	}
	eq_diags_release(&diags);
	eq_arena_release(&arena);
	eq_symbols_release(&symbols);
	eq_sources_release(&sources);
	return right;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct eq_buf once, twice, kinds, kinds_once, shape, shape_once;
	size_t comments, comments_once;
	if (read_and_format((struct eq_text){(const char *)data, size}, &once, &kinds, &shape,
			    &comments)) {
		PROMISE(read_and_format(eq_buf_view(&once), &twice, &kinds_once, &shape_once,
					&comments_once));
		PROMISE(eq_text_eq(eq_buf_view(&once), eq_buf_view(&twice)));
		PROMISE(eq_text_eq(eq_buf_view(&kinds), eq_buf_view(&kinds_once)));
		PROMISE(eq_text_eq(eq_buf_view(&shape), eq_buf_view(&shape_once)));
		PROMISE(comments == comments_once);
		PROMISE(once.n == 0 || once.p[once.n - 1] == '\n');
		eq_buf_release(&twice);
		eq_buf_release(&kinds_once);
		eq_buf_release(&shape_once);
	}
	eq_buf_release(&once);
	eq_buf_release(&kinds);
	eq_buf_release(&shape);
	return 0;
}
