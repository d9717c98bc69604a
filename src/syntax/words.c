/* words.c - a piece of a programme in one line. See words.h. */
#include "syntax/words.h"

#include "syntax/lexer.h"

/* The span of what begins or ends with a name or number in brackets cuts through them: how many are
 * missing in front, and behind. */
static void count_cut_brackets(struct eq_lexer lexer, uint32_t end, size_t *before, size_t *behind)
{
	struct eq_lexeme t;

	*before = *behind = 0;
	while ((t = eq_lexer_next(&lexer)).kind != EQ_T_END && t.span.at < end) {
		if (t.kind == EQ_T_LPAREN)
			++*behind;
		else if (t.kind == EQ_T_RPAREN && *behind)
			--*behind;
		else if (t.kind == EQ_T_RPAREN)
			++*before;
	}
}

void eq_written(const struct eq_sources *sources, struct eq_span span, struct eq_buf *out)
{
	const struct eq_source *source = eq_sources_at(sources, span.at);
	size_t before, behind;
	struct eq_lexer lexer;
	struct eq_lexeme t;
	uint32_t end = span.at;

	eq_lexer_init(&lexer, source, NULL);
	lexer.at += span.at - source->base;
	count_cut_brackets(lexer, span.end, &before, &behind);
	eq_buf_fill(out, '(', before);
	while ((t = eq_lexer_next(&lexer)).kind != EQ_T_END && t.span.at < span.end) {
		if (t.kind == EQ_T_NEWLINE)
			continue;
		if (t.span.at > end)
			eq_buf_addc(out, ' ');
		eq_buf_add_text(out, eq_sources_text(sources, t.span));
		end = t.span.end;
	}
	eq_buf_fill(out, ')', behind);
}
