/* lint_allow.c - `# allow A0201 because "…"`: advice that somebody has thought about. See lint.h.
 *
 * An allowance is a comment. It holds for its own line, or, where the line has nothing else on it, for the
 * first line of code below: other comments may stand between, an empty line may not. */
#include "review/lint_parts.h"

#include "syntax/lexer.h"

#include <ctype.h>
#include <string.h>

struct allowance {
	struct eq_span span; /* of the code */
	uint32_t line_at;    /* position of the first token of the line that it holds for, or 0 */
	enum eq_code code;
	struct eq_text reason;
	bool used;
};

struct reader {
	const struct eq_linter *l;
	const struct eq_source *source;
	struct eq_diags *out;
	EQ_VEC(struct allowance) all; /* in the order of the text */
	size_t waiting;               /* from here on they hold for a line below */
};

/* ---- the comments ---- */

static struct eq_span span_of(const struct reader *r, struct eq_text part)
{
	uint32_t at = r->source->base + (uint32_t)(part.p - r->source->text.p);

	return (struct eq_span){at, at + (uint32_t)part.n};
}

/* Takes a word off the beginning of `t`. */
static struct eq_text take_word(struct eq_text *t)
{
	struct eq_text word;

	*t = eq_text_trim(*t);
	word = (struct eq_text){t->p, 0};
	while (word.n < t->n && !strchr(" \t,", t->p[word.n]))
		word.n++;
	t->p += word.n;
	t->n -= word.n;
	*t = eq_text_trim(*t);
	return word;
}

static bool is_advice(struct eq_text word, enum eq_code *code)
{
	const struct eq_code_info *info = eq_code_find(word);

	if (!info || info->severity != EQ_ADVICE)
		return false;
	*code = (enum eq_code)(info - eq_code_info((enum eq_code)0));
	return true;
}

/* A0201, and what may be a slip of it: a letter and digits, three at least. */
static bool is_like_a_code(struct eq_text word)
{
	size_t digits = 0;

	if (word.n < 4 || !isalpha((unsigned char)word.p[0]))
		return false;
	for (size_t i = 1; i < word.n; i++)
		digits += isdigit((unsigned char)word.p[i]) != 0;
	return digits >= 3;
}

static void say_unknown(struct reader *r, struct eq_text word)
{
	const struct eq_code_info *info = eq_code_find(word);
	struct eq_diag *g = eq_diag_at(r->out, EQ_A0102, span_of(r, word),
				       info ? "`%.*s` cannot be allowed: it is not advice"
					    : "there is no advice `%.*s`",
				       EQ_ARG(word));

	eq_diag_hint(r->out, g,
		     "advice has codes such as A0201, which its message shows in brackets");
}

/* The reason behind `because`, or an empty text. */
static struct eq_text reason_of(struct eq_text rest)
{
	struct eq_text word = take_word(&rest);

	if (!eq_text_is(word, "because") || rest.n < 2 || rest.p[0] != '"' ||
	    rest.p[rest.n - 1] != '"')
		return EQ_TEXT("");
	return eq_text_trim((struct eq_text){rest.p + 1, rest.n - 2});
}

static void read_comment(struct reader *r, struct eq_text comment, uint32_t line_at)
{
	struct eq_text rest = {comment.p + 1, comment.n - 1}, word, reason;
	size_t first = r->all.n;

	word = take_word(&rest);
	if (!eq_text_is(word, "allow") && !eq_text_is(word, "allow:"))
		return;
	/* Comments in plain words may begin so too: `# allow for bank holidays`. */
	for (word = take_word(&rest); is_like_a_code(word); word = take_word(&rest)) {
		struct allowance a = {.span = span_of(r, word), .line_at = line_at};

		if (is_advice(word, &a.code))
			EQ_PUSH(&r->all, a);
		else
			say_unknown(r, word);
		if (!rest.n || rest.p[0] != ',') {
			word = rest;
			break;
		}
		rest.p++;
		rest.n--;
	}
	if (r->all.n == first)
		return;
	reason = reason_of(word);
	for (size_t i = first; i < r->all.n; i++)
		r->all.v[i].reason = reason;
	if (!reason.n) {
		struct eq_diag *g = eq_diag_at(r->out, EQ_A0101, r->all.v[first].span,
					       "this allows something, and does not say why");

		eq_diag_hint(r->out, g,
			     "write the reason for whoever reads it next: # allow %.*s because "
			     "\"it is agreed with audit\"",
			     EQ_ARG(eq_sources_text(r->l->model->sources, r->all.v[first].span)));
	}
}

/* The allowances of one file, each with the line that it holds for. */
static void read_source(struct reader *r)
{
	struct eq_lexer lexer;
	uint32_t line_at = 0; /* the first token of this line */
	unsigned breaks = 0;  /* line ends since the last token or comment */

	eq_lexer_init(&lexer, r->source, NULL);
	lexer.comments = true;
	r->waiting = r->all.n;
	for (;;) {
		struct eq_lexeme t = eq_lexer_next(&lexer);

		if (t.kind == EQ_T_END)
			break;
		if (t.kind == EQ_T_NEWLINE) {
			line_at = 0;
			if (++breaks > 1)
				r->waiting = r->all.n;
			continue;
		}
		breaks = 0;
		if (t.kind == EQ_T_COMMENT) {
			read_comment(r, eq_sources_text(r->l->model->sources, t.span), line_at);
			if (line_at)
				r->waiting = r->all.n;
			continue;
		}
		if (!line_at)
			line_at = t.span.at;
		for (; r->waiting < r->all.n; r->waiting++)
			r->all.v[r->waiting].line_at = line_at;
	}
}

/* ---- what they allow ---- */

static struct allowance *allowance_of(struct reader *r, const struct eq_diag *g)
{
	const struct eq_sources *sources = r->l->model->sources;
	struct eq_place place = eq_sources_place(sources, g->span.at);
	uint32_t from = g->span.at - (uint32_t)place.offset;
	size_t low = 0, high = r->all.n;

	/* The first that holds for this line or a later one: they are in the order of lines. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct allowance *a = &r->all.v[middle];

		if ((a->line_at ? a->line_at : a->span.at) < from)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < r->all.n; low++) {
		struct allowance *a = &r->all.v[low];

		if (a->line_at && a->line_at > from + place.text.n)
			break;
		if (a->line_at && a->code == g->code && a->reason.n)
			return a;
	}
	return NULL;
}

static void say_unused(struct reader *r, const struct allowance *a)
{
	/* What was not looked at cannot be said to be right. */
	bool looked_at = !r->l->model->overridden.n &&
			 (a->code != EQ_A0502 || r->l->on != EQ_DATE_NONE);
	struct eq_diag *g;

	if (a->used || !a->reason.n || !looked_at)
		return;
	g = eq_diag_at(r->out, EQ_A0103, a->span,
		       "its line has no advice `%.*s`: this allows nothing",
		       EQ_ARG(eq_sources_text(r->l->model->sources, a->span)));
	eq_diag_hint(r->out, g,
		     "take it away; an allowance stands at the end of the line that its advice is "
		     "about, or right above it");
}

void eq_lint_allow(struct eq_lint *lint, const struct eq_linter *l, struct eq_diags *out)
{
	struct reader r = {.l = l, .out = out};

	for (size_t i = 0; i < l->model->sources->files.n; i++) {
		r.source = &l->model->sources->files.v[i];
		read_source(&r);
	}
	eq_diags_sort(&lint->found);
	for (size_t i = 0; i < lint->found.all.n; i++) {
		const struct eq_diag *g = lint->found.all.v[i];
		struct allowance *a = g->span.at ? allowance_of(&r, g) : NULL;

		if (!a) {
			eq_diags_adopt(out, g);
			continue;
		}
		a->used = true;
		EQ_PUSH(&lint->allowed, ((struct eq_allowed){g, a->reason}));
	}
	for (size_t i = 0; i < r.all.n; i++)
		say_unused(&r, &r.all.v[i]);
	eq_free(r.all.v);
}
