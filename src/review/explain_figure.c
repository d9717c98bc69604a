/* explain_figure.c - the figure that is asked for, put into the programme before its model is made. See
 * explain.h.
 *
 * People ask for more than the language has a word for: a workstream, the progress of a KPI. Such a name
 * or call is written out as the expression that the pack works out, and then parsed again. */
#include "base/diag.h"
#include "review/explain.h"
#include "syntax/parse.h"

/* What the figure is called in the programme; a longer name where that is taken. */
#define NAME "explained_figure"

static const struct eq_node *named(const struct eq_node *file, uint32_t symbol)
{
	for (const struct eq_node *n = file->child; n; n = n->next) {
		const struct eq_node *name = eq_node_child(n, EQ_NODE_NAME);

		if (name && name->name == symbol)
			return n;
	}
	return NULL;
}

static bool has_property(const struct eq_node *n, enum eq_property p)
{
	for (const struct eq_node *c = n->child; c; c = c->next)
		if (c->kind == EQ_NODE_PROPERTY && c->op == p)
			return true;
	return false;
}

/* ---- written out ---- */

struct writing {
	const struct eq_node *file;
	const struct eq_sources *sources;
	const struct eq_symbols *symbols;
	struct eq_diags *diags;
	uint32_t at; /* what stands before it is written */
	struct eq_buf *out;
};

static struct eq_text symbol_text(const struct writing *w, const struct eq_node *n)
{
	return eq_symbol_text(w->symbols, n->name);
}

/* All up to a piece, which something else takes the place of. */
static void write_up_to(struct writing *w, struct eq_span piece)
{
	eq_buf_add_text(w->out, eq_sources_text(w->sources, (struct eq_span){w->at, piece.at}));
	w->at = piece.end;
}

static void add_name(struct writing *w, const struct eq_node *declared)
{
	eq_buf_add_text(w->out, symbol_text(w, eq_node_child(declared, EQ_NODE_NAME)));
}

/* A benefit's name asks for its run-rate; that of a one-off for what it added. */
static void write_benefit(struct writing *w, const struct eq_node *benefit)
{
	eq_buf_addf(w->out, "%s(",
		    has_property(benefit, EQ_PROPERTY_ONCE) ? "value_add" : "run_rate");
	add_name(w, benefit);
	eq_buf_addc(w->out, ')');
}

/* The benefits of a workstream that have such an amount, each between `before` and `after`: the amount
 * as it is asked for, around the workstream's name. */
static void write_workstream(struct writing *w, const struct eq_node *workstream,
			     struct eq_text before, struct eq_text after, bool by_year)
{
	uint32_t symbol = eq_node_child(workstream, EQ_NODE_NAME)->name;
	size_t n = 0;

	for (const struct eq_node *b = w->file->child; b; b = b->next) {
		const struct eq_node *in = eq_node_child(b, EQ_NODE_IN_WORKSTREAM);

		if (b->kind != EQ_NODE_BENEFIT || !in || in->child->name != symbol ||
		    has_property(b, EQ_PROPERTY_NOT_TRACKED) ||
		    (by_year && has_property(b, EQ_PROPERTY_ONCE)))
			continue;
		eq_buf_addf(w->out, "%s%.*s", n++ ? " + " : "", EQ_ARG(before));
		add_name(w, b);
		eq_buf_add_text(w->out, after);
	}
	if (n)
		return;
	struct eq_diag *g = eq_diag_file(
		w->diags, EQ_E0814, EQ_TEXT(""), 0, 0, "`%.*s` has no tracked benefit with %s",
		EQ_ARG(eq_symbol_text(w->symbols, symbol)), by_year ? "a run-rate" : "an amount");
	eq_diag_hint(w->diags, g, "a benefit that is not tracked has a reason, and no amounts");
}

static bool is_by_year(struct eq_text function)
{
	return eq_text_is(function, "run_rate") || eq_text_is(function, "annualised");
}

static bool is_amount(struct eq_text function)
{
	return is_by_year(function) || eq_text_is(function, "value_add") ||
	       eq_text_is(function, "cash");
}

/* The name that a call is about: cash(x), annualised(x over …). */
static const struct eq_node *subject_of(const struct eq_node *call)
{
	const struct eq_node *n = call->child;

	if (n && n->kind == EQ_NODE_OVER)
		n = n->child;
	return n && n->kind == EQ_NODE_NAME ? n : NULL;
}

static void report_unknown(struct writing *w, struct eq_text name)
{
	struct eq_nearest nearest;
	struct eq_diag *g = eq_diag_file(w->diags, EQ_E0814, EQ_TEXT(""), 0, 0,
					 "there is nothing called `%.*s` here", EQ_ARG(name));

	eq_nearest_init(&nearest, name);
	for (const struct eq_node *n = w->file->child; n; n = n->next)
		if (n->kind == EQ_NODE_KPI || n->kind == EQ_NODE_BENEFIT ||
		    n->kind == EQ_NODE_WORKSTREAM || n->kind == EQ_NODE_FIXED ||
		    n->kind == EQ_NODE_FIGURE)
			eq_nearest_try(&nearest, symbol_text(w, eq_node_child(n, EQ_NODE_NAME)));
	if (nearest.best.n)
		eq_diag_hint(w->diags, g, "did you mean `%.*s`?", EQ_ARG(nearest.best));
	else
		eq_diag_hint(w->diags, g,
			     "give a KPI, benefit, workstream, fixed value or figure, or "
			     "`programme`");
}

static void report_no_progress(struct writing *w, struct eq_text name, const struct eq_node *of)
{
	struct eq_diag *g = eq_diag_file(w->diags, EQ_E0814, EQ_TEXT(""), 0, 0,
					 "`progress` takes a KPI, and `%.*s` is a %s", EQ_ARG(name),
					 eq_node_word((enum eq_node_kind)of->kind));

	eq_diag_hint(w->diags, g, "it says how far a KPI has come from its baseline to its target");
}

static void write_progress(struct writing *w, const struct eq_node *subject)
{
	const struct eq_node *of = named(w->file, subject->name);
	struct eq_text name = symbol_text(w, subject);

	if (!of)
		report_unknown(w, name);
	else if (of->kind != EQ_NODE_KPI)
		report_no_progress(w, name, of);
	else
		eq_buf_addf(w->out,
			    "(live(%.*s) - baseline(%.*s)) / (target(%.*s) - baseline(%.*s))",
			    EQ_ARG(name), EQ_ARG(name), EQ_ARG(name), EQ_ARG(name));
}

/* Takes the place of what the language has no word for, in `n`, which may be all that is asked for. */
static void write_out(struct writing *w, const struct eq_node *n, bool is_all)
{
	const struct eq_node *call = n->kind == EQ_NODE_OVER ? n->child : n;
	const struct eq_node *subject = call->kind == EQ_NODE_CALL ? subject_of(call) : NULL;
	struct eq_text function = subject ? symbol_text(w, call) : EQ_TEXT("");
	const struct eq_node *of = is_amount(function) ? named(w->file, subject->name) : NULL;
	bool is_total = of && of->kind == EQ_NODE_WORKSTREAM;

	if (!is_total && !eq_text_is(function, "progress")) {
		for (const struct eq_node *c = n->child; c; c = c->next)
			write_out(w, c, false);
		return;
	}
	const struct eq_node *piece = is_total ? n : call;
	bool in_brackets = !(is_all && piece == n);
	write_up_to(w, piece->span);
	eq_buf_adds(w->out, in_brackets ? "(" : "");
	if (is_total) {
		struct eq_span before = {n->span.at, subject->span.at};
		struct eq_span after = {subject->span.end, n->span.end};

		write_workstream(w, of, eq_sources_text(w->sources, before),
				 eq_sources_text(w->sources, after), is_by_year(function));
	} else {
		write_progress(w, subject);
	}
	eq_buf_adds(w->out, in_brackets ? ")" : "");
}

/* A name by itself. */
static void write_name(struct writing *w, const struct eq_node *n)
{
	const struct eq_node *of = named(w->file, n->name);
	struct eq_text name = symbol_text(w, n);

	if (of && of->kind == EQ_NODE_BENEFIT)
		write_benefit(w, of);
	else if (of && of->kind == EQ_NODE_WORKSTREAM)
		write_workstream(w, of, EQ_TEXT("run_rate("), EQ_TEXT(")"), true);
	else if (!of && eq_text_is(name, "programme"))
		eq_buf_adds(w->out, "run_rate(programme)");
	else if (!of)
		report_unknown(w, name);
	else
		return;
	w->at = n->span.end;
}

/* ---- parsed ---- */

static void report_none(struct eq_diags *diags)
{
	struct eq_diag *g =
		eq_diag_file(diags, EQ_E0814, EQ_TEXT(""), 0, 0, "no figure is asked for");
	eq_diag_hint(diags, g, "write a name, or an expression such as \"run_rate(programme)\"");
}

/* The declaration in which the figure is parsed stands in front of it: what is shown of the source, and its
 * columns, begin where the figure does. NULL after reporting. */
static struct eq_node *parse(struct eq_text figure, struct eq_sources *sources,
			     struct eq_symbols *symbols, struct eq_arena *arena,
			     struct eq_diags *diags)
{
	size_t errors = diags->errors;
	struct eq_buf text;

	eq_buf_init(&text);
	eq_buf_adds(&text, "figure " NAME);
	while (eq_symbol_find(symbols, (struct eq_text){text.p + 7, text.n - 7}))
		eq_buf_addc(&text, '_');
	eq_buf_adds(&text, " = ");
	size_t before = text.n;
	eq_buf_add_text(&text, figure);
	struct eq_text all = eq_arena_copy(arena, eq_buf_view(&text));
	eq_buf_release(&text);
	int k = eq_sources_add(sources, EQ_TEXT("FIGURE"),
			       (struct eq_text){all.p + before, all.n - before}, NULL);
	struct eq_node *parsed = NULL;
	if (k >= 0) {
		struct eq_source source = sources->files.v[k];

		source.text = all;
		source.base -= (uint32_t)before;
		parsed = eq_parse(&source, symbols, arena, diags);
	}
	struct eq_node *d = parsed ? parsed->child : NULL;
	if (diags->errors > errors)
		return NULL;
	if (d && !d->next && d->kind == EQ_NODE_FIGURE)
		return d;
	report_none(diags);
	return NULL;
}

static void append(struct eq_node *file, struct eq_node *figure)
{
	struct eq_node **to = &file->child;

	while (*to)
		to = &(*to)->next;
	*to = figure;
}

/* In one line: what follows the figure in its text would be a declaration of its own. */
static struct eq_text in_one_line(struct eq_text figure, struct eq_arena *arena)
{
	struct eq_text trimmed = eq_text_trim(figure);
	char *p = EQ_NEW_ARRAY(arena, char, trimmed.n + 1);

	for (size_t i = 0; i < trimmed.n; i++)
		p[i] = trimmed.p[i] == '\n' || trimmed.p[i] == '\r' ? ' ' : trimmed.p[i];
	return (struct eq_text){p, trimmed.n};
}

bool eq_explain_add(struct eq_node *file, struct eq_text figure, struct eq_sources *sources,
		    struct eq_symbols *symbols, struct eq_arena *arena, struct eq_diags *diags)
{
	size_t errors = diags->errors;
	struct eq_text asked = in_one_line(figure, arena);
	struct eq_node *d = NULL;
	struct eq_buf out;

	if (asked.n)
		d = parse(asked, sources, symbols, arena, diags);
	else
		report_none(diags);
	if (!d)
		return false;
	uint32_t from = sources->files.v[sources->files.n - 1].base;
	struct writing w = {file, sources, symbols, diags, from, &out};
	const struct eq_node *x = eq_node_child(d, EQ_NODE_NAME)->next;
	eq_buf_init(&out);
	if (x->kind == EQ_NODE_NAME)
		write_name(&w, x);
	else
		write_out(&w, x, true);
	if (out.n && diags->errors == errors) {
		write_up_to(&w, (struct eq_span){from + (uint32_t)asked.n, w.at});
		d = parse(eq_buf_view(&out), sources, symbols, arena, diags);
	}
	eq_buf_release(&out);
	if (!d || diags->errors > errors)
		return false;
	append(file, d);
	return true;
}
