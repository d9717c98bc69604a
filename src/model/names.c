/* names.c - the one name space: declaring names, finding them, and saying what was likely meant. */
#include "model/build.h"

#include <string.h>

#include "syntax/parse.h"

static const struct {
	const char *text;
	enum eq_word_class class;
} words[EQ_WORDS_END] = {
#define X(id, word, class) [EQ_WORD_##id] = {word, EQ_CLASS_##class},
	EQ_WORDS(X)
#undef X
};

/* More look-ups than anyone reads would make a file with many mistakes slow. */
#define MAX_SUGGESTIONS 200

enum eq_word_class eq_word_class(enum eq_word w)
{
	return w == EQ_WORD_NONE ? EQ_CLASS_OTHER : words[w].class;
}

const char *eq_word_text(enum eq_word w)
{
	return words[w].text;
}

void eq_declare_words(struct eq_build *b)
{
	for (int w = 1; w < EQ_WORDS_END; w++)
		eq_symbol(b->symbols, eq_text_of(words[w].text));
	b->n_symbols = b->symbols->texts.n;
	b->word_of = eq_arena_alloc(b->arena, b->n_symbols);
	b->unit_of = EQ_NEW_ARRAY(b->arena, uint32_t, b->n_symbols);
	b->m->def_of = EQ_NEW_ARRAY(b->arena, uint32_t, b->n_symbols);
	b->m->n_def_of = b->n_symbols;
	for (int w = 1; w < EQ_WORDS_END; w++)
		b->word_of[eq_symbol(b->symbols, eq_text_of(words[w].text))] = (uint8_t)w;
}

struct eq_text eq_name(const struct eq_build *b, uint32_t symbol)
{
	return eq_symbol_text(b->symbols, symbol);
}

uint32_t eq_def_named(const struct eq_build *b, uint32_t symbol)
{
	return symbol < b->n_symbols && b->m->def_of[symbol] ? b->m->def_of[symbol] - 1 : EQ_NO_DEF;
}

struct eq_text eq_def_name(const struct eq_build *b, uint32_t def)
{
	return eq_name(b, b->m->defs.v[def].name);
}

enum eq_word eq_word_of(const struct eq_build *b, uint32_t symbol)
{
	return symbol < b->n_symbols ? b->word_of[symbol] : EQ_WORD_NONE;
}

uint32_t eq_unit_of_symbol(struct eq_build *b, uint32_t symbol)
{
	if (symbol >= b->n_symbols)
		return EQ_UNIT_NONE;
	if (!b->unit_of[symbol]) {
		uint32_t unit = eq_units_find(b->units, eq_name(b, symbol));
		b->unit_of[symbol] = unit == EQ_UNIT_NONE ? 1 : unit + 2;
	}
	return b->unit_of[symbol] == 1 ? EQ_UNIT_NONE : b->unit_of[symbol] - 2;
}

const char *eq_def_kind_word(enum eq_def_kind kind)
{
	static const char *const text[] = {
		[EQ_DEF_DATA] = "data",
		[EQ_DEF_KPI] = "a KPI",
		[EQ_DEF_FIXED] = "a fixed value",
		[EQ_DEF_BENEFIT] = "a benefit",
		[EQ_DEF_SCENARIO] = "a scenario",
		[EQ_DEF_FIGURE] = "a figure",
		[EQ_DEF_WORKSTREAM] = "a workstream",
		[EQ_DEF_RATING] = "a rating",
	};
	return text[kind];
}

void eq_unknown_name(struct eq_build *b, enum eq_code code, struct eq_span span, uint32_t symbol,
		     unsigned want, const char *what)
{
	static const unsigned wanted[] = {
		[EQ_DEF_DATA] = EQ_WANT_DATA,
		[EQ_DEF_KPI] = EQ_WANT_VALUES | EQ_WANT_KPIS,
		[EQ_DEF_FIXED] = EQ_WANT_VALUES,
		[EQ_DEF_BENEFIT] = EQ_WANT_BENEFITS,
		[EQ_DEF_SCENARIO] = EQ_WANT_SCENARIOS,
		[EQ_DEF_FIGURE] = EQ_WANT_FIGURES,
		[EQ_DEF_WORKSTREAM] = EQ_WANT_WORKSTREAMS,
		[EQ_DEF_RATING] = 0,
	};
	struct eq_text name = eq_name(b, symbol);
	struct eq_diag *g = eq_diag_at(b->diags, code, span, "there is no %s called `%.*s`", what,
				       EQ_ARG(name));
	if (b->suggestions++ >= MAX_SUGGESTIONS)
		return;
	struct eq_nearest nearest;
	eq_nearest_init(&nearest, name);
	for (size_t i = 0; i < b->m->defs.n; i++)
		if (wanted[b->m->defs.v[i].kind] & want)
			eq_nearest_try(&nearest, eq_name(b, b->m->defs.v[i].name));
	if (want & EQ_WANT_FUNCTIONS)
		for (int w = 1; w < EQ_WORD_PROGRAMME; w++)
			eq_nearest_try(&nearest, eq_text_of(words[w].text));
	if (want & EQ_WANT_SCENARIOS && !(want & EQ_WANT_FUNCTIONS))
		for (int w = EQ_WORD_ACTUAL; w <= EQ_WORD_FORECAST; w++)
			eq_nearest_try(&nearest, eq_text_of(words[w].text));
	if (want & EQ_WANT_UNITS)
		eq_units_suggest(b->units, &nearest);
	if (nearest.best.n) {
		eq_diag_hint(b->diags, g, "did you mean `%.*s`?", EQ_ARG(nearest.best));
	} else if (want & EQ_WANT_UNITS) {
		bool plural = name.n > 3 && name.p[name.n - 1] == 's';
		struct eq_text one = {name.p, name.n - plural};
		eq_diag_hint(b->diags, g, "%s: `unit %.*s`",
			     want == EQ_WANT_UNITS ? "units other than money and time are declared"
						   : "if a unit is meant, declare it",
			     EQ_ARG(one));
	}
}

struct eq_text eq_node_text(struct eq_build *b, struct eq_span span)
{
	/* Most texts stand in the file of the one before. */
	const struct eq_source *s = b->source;
	if (!s || span.at < s->base || span.end > s->base + s->text.n) {
		s = b->source = eq_sources_at(b->m->sources, span.at);
		if (!s || span.end > s->base + s->text.n)
			return eq_sources_text(b->m->sources, span);
	}
	return (struct eq_text){s->text.p + (span.at - s->base), span.end - span.at};
}

struct eq_text eq_folded_text(struct eq_build *b, struct eq_span span)
{
	struct eq_text t = eq_node_text(b, span);
	bool space = false, quoted = false, plain = true;
	size_t n = 0;
	for (size_t i = 0; i < t.n && plain; i++) {
		char c = t.p[i];
		plain = c != '#' && c != '\t' && c != '\n' && c != '\r' && !(c == ' ' && space);
		space = c == ' ';
	}
	if (plain)
		return t;
	char *out = eq_arena_alloc(b->arena, t.n);
	space = false;
	for (size_t i = 0; i < t.n; i++) {
		char c = t.p[i];
		if (c == '"')
			quoted = !quoted;
		if (c == '#' && !quoted) {
			while (i < t.n && t.p[i] != '\n' && t.p[i] != '\r')
				i++;
			space = true;
		} else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
			space = true;
		} else {
			if (space && n)
				out[n++] = ' ';
			space = false;
			out[n++] = c;
		}
	}
	return (struct eq_text){out, n};
}

struct eq_text eq_quoted(struct eq_build *b, const struct eq_node *text)
{
	struct eq_node inner = *text;
	inner.span = eq_inner_span(b, text);
	return eq_leaf_text(&inner, b->m->sources, b->arena);
}

/* Declaring. */

static const struct eq_node *name_of(const struct eq_node *n)
{
	return eq_node_child(n, EQ_NODE_NAME);
}

static void declared_twice(struct eq_build *b, const struct eq_node *name, struct eq_span first)
{
	struct eq_diag *g =
		eq_diag_at(b->diags, EQ_E0205, name->span,
			   "`%.*s` is declared twice; a name means one thing in a programme",
			   EQ_ARG(eq_name(b, name->name)));
	eq_diag_note(b->diags, g, first, "it is declared here first");
}

static void declare(struct eq_build *b, const struct eq_node *n, const struct eq_node *name,
		    enum eq_def_kind kind, uint32_t index)
{
	struct eq_model *m = b->m;
	enum eq_word w = eq_word_of(b, name->name);
	uint32_t first = eq_def_named(b, name->name);
	EQ_PUSH(&m->defs, ((struct eq_def){name->name, (uint8_t)kind, index, name->span}));
	EQ_PUSH(&b->known,
		((struct eq_known){.node = n,
				   .cover = {.from = EQ_DATE_NONE, .to = EQ_DATE_NONE}}));
	if (first != EQ_NO_DEF) {
		declared_twice(b, name, m->defs.v[first].span);
		b->known.v[m->defs.n - 1].broken = true;
		return;
	}
	/* A name that is taken stays what it was, so that its uses need no second message. */
	b->known.v[m->defs.n - 1].broken = true;
	if (eq_units_owns(b->units, eq_name(b, name->name))) {
		eq_diag_at(b->diags, EQ_E0205, name->span,
			   "`%.*s` is the name of a unit; a name means one thing in a programme",
			   EQ_ARG(eq_name(b, name->name)));
	} else if ((kind == EQ_DEF_SCENARIO && eq_word_class(w) == EQ_CLASS_SCENARIO) ||
		   w == EQ_WORD_PROGRAMME || w == EQ_WORD_TRACKED) {
		eq_diag_at(b->diags, EQ_E0205, name->span,
			   "`%s` is a word of the language here; choose another name",
			   eq_word_text(w));
	} else if (kind == EQ_DEF_SCENARIO && w != EQ_WORD_NONE) {
		eq_diag_at(
			b->diags, EQ_E0205, name->span,
			"`%s` is a function, and a scenario's name is one too; choose another name",
			eq_word_text(w));
	} else {
		b->known.v[m->defs.n - 1].broken = false;
		m->def_of[name->name] = (uint32_t)m->defs.n;
	}
}

void eq_sort_declarations(struct eq_build *b, const struct eq_node *file)
{
	struct eq_model *m = b->m;
	size_t counts[EQ_NODE_COUNT] = {0};
	for (const struct eq_node *n = file->child; n; n = n->next) {
		counts[n->kind]++;
		if (n->kind == EQ_NODE_PROGRAMME)
			EQ_PUSH(&b->programmes, (struct eq_listed){n});
		else if (n->kind == EQ_NODE_UNIT)
			EQ_PUSH(&b->unit_nodes, (struct eq_listed){n});
		else if (n->kind == EQ_NODE_PROFILE || n->kind == EQ_NODE_ALERT ||
			 n->kind == EQ_NODE_RESTATE || n->kind == EQ_NODE_TEST)
			EQ_PUSH(&b->others, (struct eq_listed){n});
		else if (n->kind != EQ_NODE_IMPORT) /* what it brought in stands beside it */
			EQ_PUSH(&b->definitions, (struct eq_listed){n});
	}
	/* Room at once: growing would copy a large programme several times over. */
	EQ_RESERVE(&m->defs, b->definitions.n);
	EQ_RESERVE(&b->known, b->definitions.n);
	EQ_RESERVE(&m->order, b->definitions.n);
	EQ_RESERVE(&m->data, counts[EQ_NODE_DATA]);
	EQ_RESERVE(&m->kpis, counts[EQ_NODE_KPI]);
	EQ_RESERVE(&m->fixed, counts[EQ_NODE_FIXED]);
	EQ_RESERVE(&m->benefits, counts[EQ_NODE_BENEFIT]);
	EQ_RESERVE(&m->figures, counts[EQ_NODE_FIGURE]);
	EQ_RESERVE(&m->workstreams, counts[EQ_NODE_WORKSTREAM]);
	EQ_RESERVE(&m->ratings, counts[EQ_NODE_RATING]);
	EQ_RESERVE(&m->profiles, counts[EQ_NODE_PROFILE]);
	EQ_RESERVE(&m->scenarios, counts[EQ_NODE_SCENARIO] + EQ_SCENARIO_OWN);
}

void eq_declare_names(struct eq_build *b)
{
	struct eq_model *m = b->m;
	for (size_t i = 0; i < b->definitions.n; i++) {
		const struct eq_node *n = b->definitions.v[i].node;
		const struct eq_node *name = name_of(n);
		uint32_t def = (uint32_t)m->defs.n;
		switch (n->kind) {
		case EQ_NODE_DATA:
			declare(b, n, name, EQ_DEF_DATA, (uint32_t)m->data.n);
			EQ_PUSH(&m->data, ((struct eq_data){.def = def, .span = name->span}));
			break;
		case EQ_NODE_KPI:
			declare(b, n, name, EQ_DEF_KPI, (uint32_t)m->kpis.n);
			EQ_PUSH(&m->kpis, ((struct eq_kpi){.def = def,
							   .workstream = EQ_NO_WORKSTREAM,
							   .span = name->span}));
			break;
		case EQ_NODE_FIXED:
			declare(b, n, name, EQ_DEF_FIXED, (uint32_t)m->fixed.n);
			EQ_PUSH(&m->fixed, ((struct eq_fixed){.def = def}));
			break;
		case EQ_NODE_BENEFIT:
			declare(b, n, name, EQ_DEF_BENEFIT, (uint32_t)m->benefits.n);
			EQ_PUSH(&m->benefits, ((struct eq_benefit){.def = def,
								   .workstream = EQ_NO_WORKSTREAM,
								   .span = name->span}));
			break;
		case EQ_NODE_FIGURE:
			declare(b, n, name, EQ_DEF_FIGURE, (uint32_t)m->figures.n);
			EQ_PUSH(&m->figures, ((struct eq_figure){.def = def}));
			break;
		case EQ_NODE_SCENARIO:
			declare(b, n, name, EQ_DEF_SCENARIO, (uint32_t)m->scenarios.n);
			EQ_PUSH(&m->scenarios,
				((struct eq_scenario){.def = def,
						      .name = eq_name(b, name->name),
						      .extends = EQ_SCENARIO_BASELINE,
						      .span = name->span}));
			break;
		case EQ_NODE_WORKSTREAM:
			declare(b, n, name, EQ_DEF_WORKSTREAM, (uint32_t)m->workstreams.n);
			EQ_PUSH(&m->workstreams,
				((struct eq_workstream){.def = def, .span = name->span}));
			break;
		case EQ_NODE_RATING:
			declare(b, n, name, EQ_DEF_RATING, (uint32_t)m->ratings.n);
			EQ_PUSH(&m->ratings,
				((struct eq_rating_scale){.def = def,
							  .workstream = EQ_NO_WORKSTREAM,
							  .span = name->span}));
			break;
		default:
			EQ_BUG("a %s among the definitions", eq_node_word(n->kind));
		}
	}
}

/* A unit has two names, and either may be the one that is taken: by a unit above or a built-in one. */
static void unit_is_taken(struct eq_build *b, const struct eq_node *name,
			  const struct eq_node *plural)
{
	if (plural && !eq_units_owns(b->units, eq_name(b, name->name)))
		name = name_of(plural);
	eq_diag_at(b->diags, EQ_E0205, name->span,
		   "there is a unit called `%.*s` already; choose another name",
		   EQ_ARG(eq_name(b, name->name)));
}

/* Units come before anything else: first those that stand for themselves, then, in the order of the
 * text, those that are a number of others (`unit bed_night = 1 placement * day`). */
static void declare_multiple(struct eq_build *b, const struct eq_node *n, const struct eq_node *e)
{
	const struct eq_node *name = name_of(n), *plural = eq_node_child(n, EQ_NODE_PLURAL);
	struct eq_scope s = {.place = EQ_PLACE_UNIT, .self = EQ_NO_DEF};
	struct eq_expr *x = eq_check_number(b, e, &s);
	struct eq_dec value;
	struct eq_ratio times;
	if (!x)
		return;
	if (!eq_constant(b, x, &value) || !eq_ratio_of_decimal(value, &times) || times.num <= 0) {
		eq_diag_at(
			b->diags, EQ_E0203, e->span,
			"a unit is a positive number of other units, such as `1 placement * day`");
		return;
	}
	if (!eq_units_declare_as(b->units, eq_name(b, name->name),
				 plural ? eq_name(b, name_of(plural)->name) : EQ_TEXT(""), x->unit,
				 times))
		unit_is_taken(b, name, plural);
}

void eq_declare_units(struct eq_build *b)
{
	for (int multiples = 0; multiples < 2; multiples++) {
		for (size_t i = 0; i < b->unit_nodes.n; i++) {
			const struct eq_node *n = b->unit_nodes.v[i].node;
			const struct eq_node *name = name_of(n),
					     *plural = eq_node_child(n, EQ_NODE_PLURAL);
			const struct eq_node *e = NULL;
			for (const struct eq_node *c = name->next; c; c = c->next)
				if (c->kind != EQ_NODE_PLURAL)
					e = c;
			if ((e != NULL) != (multiples == 1))
				continue;
			if (e)
				declare_multiple(b, n, e);
			else if (!eq_units_declare(b->units, eq_name(b, name->name),
						   plural ? eq_name(b, name_of(plural)->name)
							  : EQ_TEXT("")))
				unit_is_taken(b, name, plural);
			/* Looked up before it was declared: look again. */
			b->unit_of[name->name] = 0;
		}
	}
	memset(b->unit_of, 0, sizeof *b->unit_of * b->n_symbols);
}

/* Blocks. */

/* Properties that may stand as often as there is something to say. */
static bool repeats(const struct eq_node *p)
{
	return p->op == EQ_PROPERTY_VALUE || p->op == EQ_PROPERTY_LEVEL ||
	       p->op == EQ_PROPERTY_EXCEPT || p->op == EQ_PROPERTY_CHANGE ||
	       p->op == EQ_PROPERTY_COLUMN || p->op == EQ_PROPERTY_GIVEN ||
	       p->op == EQ_PROPERTY_EXPECT;
}

/* A KPI's `baseline by …` may stand beside its plain one: two of a form are one too many. */
static const struct eq_node *stands_already(const struct eq_node *block, const struct eq_node *p)
{
	bool both = block->kind == EQ_NODE_KPI;
	bool table = p->child && p->child->kind == EQ_NODE_TABLE;
	for (const struct eq_node *c = block->child; c != p; c = c->next)
		if (c->kind == EQ_NODE_PROPERTY && c->op == p->op &&
		    (!both || (c->child && c->child->kind == EQ_NODE_TABLE) == table))
			return c;
	return NULL;
}

void eq_read_block(struct eq_build *b, const struct eq_node *n, struct eq_block *out)
{
	memset(out, 0, sizeof *out);
	for (const struct eq_node *c = n->child; c; c = c->next) {
		if (c->kind != EQ_NODE_PROPERTY)
			continue;
		const struct eq_property_info *info = eq_property_info(c->op);
		if (!(info->blocks >> n->kind & 1)) {
			eq_diag_at(b->diags, EQ_E0209, c->span, "`%s` cannot stand in this block",
				   info->word);
			continue;
		}
		if (!out->p[c->op]) {
			out->p[c->op] = c;
			continue;
		}
		const struct eq_node *first = repeats(c) ? NULL : stands_already(n, c);
		if (!first)
			continue;
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0207, c->span,
					       "`%s` stands twice in this block", info->word);
		eq_diag_note(b->diags, g, first->span, "it stands here first");
	}
}

int eq_choose(struct eq_build *b, const struct eq_node *name, const char *const *choices,
	      const char *what)
{
	struct eq_text t = eq_node_text(b, name->span);
	for (int i = 0; choices[i]; i++)
		if (eq_text_is(t, choices[i]))
			return i;
	struct eq_buf list;
	eq_buf_init(&list);
	for (int i = 0; choices[i]; i++)
		eq_buf_addf(&list, "%s`%s`",
			    i == 0           ? ""
			    : choices[i + 1] ? ", "
					     : " or ",
			    choices[i]);
	eq_diag_at(b->diags, EQ_E0209, name->span, "`%.*s` is not %s; write %.*s", EQ_ARG(t), what,
		   EQ_ARG(eq_buf_view(&list)));
	eq_buf_release(&list);
	return -1;
}
