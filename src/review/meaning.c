/* meaning.c - declarations to sayings, and what stands in them. See meaning.h. */
#include "review/meaning.h"

#include <stdlib.h>
#include <string.h>

#include "review/canonical.h"
#include "syntax/words.h"

const char *eq_nature_words(enum eq_nature nature)
{
	static const char *const words[] = {
		[EQ_NATURE_CALENDAR] = "calendar",   [EQ_NATURE_DATA] = "data",
		[EQ_NATURE_TRACKED] = "tracking",    [EQ_NATURE_BASELINE] = "baseline",
		[EQ_NATURE_TARGET] = "target",       [EQ_NATURE_FIXED] = "fixed value",
		[EQ_NATURE_EQUATION] = "equation",   [EQ_NATURE_SCENARIO] = "scenario",
		[EQ_NATURE_JUDGEMENT] = "judgement", [EQ_NATURE_PLACE] = "where it counts",
		[EQ_NATURE_TEST] = "test",           [EQ_NATURE_NOTE] = "title or note",
	};
	return words[nature];
}

struct reader {
	struct eq_meanings *to;
	const struct eq_sources *sources;
	const struct eq_symbols *symbols;
	const struct eq_node *declaration;
	EQ_VEC(struct eq_saying) sayings; /* of the declaration */
	struct eq_buf text;
};

/* ---- what a change of it changes ---- */

static enum eq_nature nature_of_property(enum eq_node_kind block, enum eq_property p)
{
	switch (p) {
	case EQ_PROPERTY_BASELINE:
		return EQ_NATURE_BASELINE;
	case EQ_PROPERTY_TARGET:
	case EQ_PROPERTY_STRETCH:
		return EQ_NATURE_TARGET;
	case EQ_PROPERTY_RAG:
		return EQ_NATURE_JUDGEMENT;
	case EQ_PROPERTY_OWNER:
	case EQ_PROPERTY_KIND:
	case EQ_PROPERTY_SHARE:
	case EQ_PROPERTY_CONFIDENCE:
		return EQ_NATURE_PLACE;
	default:
		break;
	}
	switch (block) {
	case EQ_NODE_PROGRAMME:
		return EQ_NATURE_CALENDAR;
	case EQ_NODE_DATA:
		return EQ_NATURE_DATA;
	case EQ_NODE_KPI:
		return EQ_NATURE_TRACKED;
	case EQ_NODE_BENEFIT:
		return EQ_NATURE_EQUATION;
	default:
		return EQ_NATURE_JUDGEMENT;
	}
}

/* ---- one saying ---- */

static struct eq_text words_of(struct reader *r, const char *before, const struct eq_node *n)
{
	eq_buf_clear(&r->text);
	eq_buf_adds(&r->text, before);
	eq_written(r->sources, n->span, &r->text);
	return eq_arena_copy(&r->to->arena, eq_buf_view(&r->text));
}

static struct eq_text key_of(struct reader *r, const struct eq_node *n, enum eq_canonical_part part)
{
	eq_buf_clear(&r->text);
	eq_canonical_write(r->declaration, n,
			   &(struct eq_canonical){&r->to->scope, r->sources, r->symbols}, part,
			   &r->text);
	return eq_arena_copy(&r->to->arena, eq_buf_view(&r->text));
}

/* A part of the property or values that `base` and `property` say, which `in` holds. */
static void say_part(struct reader *r, struct eq_text label, enum eq_nature nature,
		     const struct eq_node *n, const struct eq_node *in, struct eq_text base,
		     const struct eq_node *property)
{
	struct eq_saying s = {label, (uint8_t)nature, key_of(r, n, EQ_CANONICAL_SAID), n, in,
			      base,  property};
	struct eq_text notes = key_of(r, n, EQ_CANONICAL_NOTES);

	EQ_PUSH(&r->sayings, s);
	if (!notes.n)
		return;
	s.label = eq_arena_printf(&r->to->arena, "%.*s, notes", EQ_ARG(label));
	s.nature = EQ_NATURE_NOTE;
	s.key = notes;
	s.in = r->declaration;
	s.base = s.label;
	s.property = n;
	EQ_PUSH(&r->sayings, s);
}

static void say(struct reader *r, struct eq_text label, enum eq_nature nature,
		const struct eq_node *n, const struct eq_node *in)
{
	say_part(r, label, nature, n, in, label, n);
}

static void say_note(struct reader *r, const char *label, const struct eq_node *n)
{
	struct eq_text l = eq_text_of(label);
	struct eq_saying s = {
		l, EQ_NATURE_NOTE, key_of(r, n, EQ_CANONICAL_SAID), n, r->declaration, l, n};

	if (!s.key.n)
		s.key = key_of(r, n, EQ_CANONICAL_NOTES);
	EQ_PUSH(&r->sayings, s);
}

/* ---- values and tables, a part each ---- */

static struct eq_text label_of_row(struct reader *r, struct eq_text before,
				   const struct eq_node *row)
{
	eq_buf_clear(&r->text);
	eq_buf_add_text(&r->text, before);
	for (const struct eq_node *c = row->child; c && c->kind != EQ_NODE_VALUES; c = c->next) {
		if (r->text.n)
			eq_buf_addc(&r->text, ' ');
		eq_written(r->sources, c->span, &r->text);
	}
	return eq_arena_copy(&r->to->arena, eq_buf_view(&r->text));
}

/* What a property says, in its parts. */
struct whole {
	struct eq_text label;
	enum eq_nature nature;
	const struct eq_node *node; /* a child of the declaration */
};

static bool has_else(const struct eq_node *row)
{
	return eq_node_child(row, EQ_NODE_ELSE) != NULL;
}

/* Of the rows that fit the first holds: their order says something where several say `else`. */
static bool order_matters(const struct eq_node *table)
{
	uint32_t n = 0;

	for (const struct eq_node *c = table->child; c; c = c->next)
		n += c->kind == EQ_NODE_ROW && has_else(c);
	return n > 1;
}

static void say_table(struct reader *r, const struct whole *w, const struct eq_node *table)
{
	bool fixed = w->node == table, ordered = order_matters(table);
	/* A KPI may have a baseline and, beside it, one by locality. */
	struct eq_text base = eq_arena_printf(&r->to->arena, "%.*s by", EQ_ARG(w->label));
	uint32_t place = 0;

	for (const struct eq_node *c = table->child; c; c = c->next) {
		struct eq_text label = c->kind == EQ_NODE_ROW
					       ? label_of_row(r, fixed ? EQ_TEXT("") : w->label, c)
					       : words_of(r, fixed ? "" : " ", c);

		if (c->kind != EQ_NODE_ROW && !fixed)
			label = eq_arena_printf(&r->to->arena, "%.*s%.*s", EQ_ARG(w->label),
						EQ_ARG(label));
		say_part(r, label, w->nature, c, table, base, w->node);
		if (ordered) {
			struct eq_saying *s = &r->sayings.v[r->sayings.n - 1];
			s->key =
				eq_arena_printf(&r->to->arena, "%u: %.*s", ++place, EQ_ARG(s->key));
		}
	}
}

/* Values that hold from days of their own. */
static void say_dated(struct reader *r, const struct whole *w, const struct eq_node *values)
{
	for (const struct eq_node *c = values->child; c; c = c->next) {
		const struct eq_node *from = eq_node_child(c, EQ_NODE_FROM);
		struct eq_text day = from ? words_of(r, " ", from) : EQ_TEXT("");

		say_part(r,
			 eq_arena_printf(&r->to->arena, "%.*s%.*s", EQ_ARG(w->label), EQ_ARG(day)),
			 w->nature, c, values, w->label, w->node);
	}
}

static void say_values(struct reader *r, const struct whole *w, const struct eq_node *values)
{
	if (values->kind == EQ_NODE_TABLE)
		say_table(r, w, values);
	else if (values->child && values->child->next)
		say_dated(r, w, values);
	else
		say(r, w->label, w->nature, w->node, r->declaration);
}

/* ---- declarations ---- */

/* Properties that a block may have several of are known by what they are about. */
static bool is_one_of_many(enum eq_property p)
{
	switch (p) {
	case EQ_PROPERTY_VALUE:
	case EQ_PROPERTY_LEVEL:
	case EQ_PROPERTY_COLUMN:
	case EQ_PROPERTY_CHANGE:
	case EQ_PROPERTY_EXCEPT:
		return true;
	default:
		return false;
	}
}

static void say_property(struct reader *r, const struct eq_node *p)
{
	const char *word = eq_property_info(p->op)->word;
	enum eq_nature nature = nature_of_property(r->declaration->kind, p->op);

	if (is_one_of_many(p->op) && p->child) {
		struct eq_text about = words_of(r, " ", p->child);
		say(r, eq_arena_printf(&r->to->arena, "%s%.*s", word, EQ_ARG(about)), nature, p,
		    r->declaration);
	} else if (p->child &&
		   (p->child->kind == EQ_NODE_VALUES || p->child->kind == EQ_NODE_TABLE)) {
		say_values(r, &(struct whole){eq_text_of(word), nature, p}, p->child);
	} else {
		say(r, eq_text_of(word), nature, p, r->declaration);
	}
}

/* What stands in the declaration beside its name. */
static void say_child(struct reader *r, const struct eq_node *c)
{
	const struct eq_node *d = r->declaration;

	switch (c->kind) {
	case EQ_NODE_PROPERTY:
		say_property(r, c);
		break;
	case EQ_NODE_TEXT:
		if (d->kind == EQ_NODE_DATA)
			say(r, EQ_TEXT("file"), EQ_NATURE_DATA, c, d);
		else
			say_note(r, "title", c);
		break;
	case EQ_NODE_SOURCE:
		say_note(r, "source", c);
		break;
	case EQ_NODE_AGREED:
		say_note(r, "agreed", c);
		break;
	case EQ_NODE_REVIEW:
		say_note(r, "review by", c);
		break;
	case EQ_NODE_IN_WORKSTREAM:
		say(r, EQ_TEXT("workstream"), EQ_NATURE_PLACE, c, d);
		break;
	case EQ_NODE_EXTENDS:
		say(r, EQ_TEXT("extends"), EQ_NATURE_SCENARIO, c, d);
		break;
	case EQ_NODE_ASSIGN:
		say(r, eq_symbol_text(r->symbols, c->child->name), EQ_NATURE_SCENARIO, c, d);
		break;
	case EQ_NODE_POINT:
		say(r, words_of(r, "", c->child), EQ_NATURE_SCENARIO, c, d);
		break;
	case EQ_NODE_VALUES:
	case EQ_NODE_TABLE:
		say_values(r, &(struct whole){EQ_TEXT("value"), EQ_NATURE_FIXED, c}, c);
		break;
	default: /* a figure's expression */
		say(r, EQ_TEXT("value"), EQ_NATURE_EQUATION, c, d);
		break;
	}
}

static bool says_it_whole(const struct eq_node *d)
{
	return d->kind == EQ_NODE_UNIT || d->kind == EQ_NODE_ALERT || d->kind == EQ_NODE_RESTATE ||
	       d->kind == EQ_NODE_TEST;
}

static enum eq_nature nature_of_whole(const struct eq_node *d)
{
	switch (d->kind) {
	case EQ_NODE_PROGRAMME:
	case EQ_NODE_UNIT:
		return EQ_NATURE_CALENDAR;
	case EQ_NODE_DATA:
		return EQ_NATURE_DATA;
	case EQ_NODE_KPI:
		return EQ_NATURE_TRACKED;
	case EQ_NODE_FIXED:
		return EQ_NATURE_FIXED;
	case EQ_NODE_BENEFIT:
	case EQ_NODE_FIGURE:
		return EQ_NATURE_EQUATION;
	case EQ_NODE_SCENARIO:
	case EQ_NODE_PROFILE:
		return EQ_NATURE_SCENARIO;
	case EQ_NODE_WORKSTREAM:
		return EQ_NATURE_PLACE;
	case EQ_NODE_TEST:
		return EQ_NATURE_TEST;
	case EQ_NODE_RESTATE: /* it says why a figure changed, and changes none */
		return EQ_NATURE_NOTE;
	default:
		return EQ_NATURE_JUDGEMENT;
	}
}

/* What it is called where it stands elsewhere. */
static uint32_t name_of(const struct eq_node *d)
{
	return d->child && d->child->kind == EQ_NODE_NAME && d->kind != EQ_NODE_PROFILE
		       ? d->child->name
		       : 0;
}

static struct eq_text id_of(struct reader *r, const struct eq_node *d)
{
	const struct eq_node *of = d->child ? d->child->next : NULL;

	if (name_of(d))
		return eq_symbol_text(r->symbols, name_of(d));
	if (d->kind == EQ_NODE_PROGRAMME || !d->child)
		return eq_text_of(eq_node_word(d->kind));
	eq_buf_clear(&r->text);
	if (d->kind == EQ_NODE_RESTATE) { /* a year may be restated more than once */
		eq_written(r->sources, d->span, &r->text);
		return eq_arena_copy(&r->to->arena, eq_buf_view(&r->text));
	}
	eq_buf_addf(&r->text, "%s ", eq_node_word(d->kind));
	eq_written(r->sources, d->child->span, &r->text);
	if (d->kind == EQ_NODE_PROFILE && of && of->kind == EQ_NODE_NAME) {
		eq_buf_adds(&r->text, " of ");
		eq_written(r->sources, of->span, &r->text);
	}
	return eq_arena_copy(&r->to->arena, eq_buf_view(&r->text));
}

static int by_label(const void *a, const void *b)
{
	const struct eq_saying *x = a, *y = b;
	int c = eq_text_cmp(x->label, y->label);
	return c ? c : x->node->span.at < y->node->span.at ? -1 : 1;
}

/* Where a label comes twice, as two titles of a mistaken text do, they are told apart, in the order of
 * the text. */
static void tell_apart(struct reader *r)
{
	struct eq_text label = EQ_TEXT("");
	uint32_t n = 0;

	for (size_t i = 0; i < r->sayings.n; i++) {
		struct eq_saying *s = &r->sayings.v[i];

		n = i && eq_text_eq(s->label, label) ? n + 1 : 1;
		label = s->label;
		if (n == 1)
			continue;
		if (eq_text_eq(s->base, s->label))
			s->base =
				eq_arena_printf(&r->to->arena, "%.*s again, %u", EQ_ARG(label), n);
		s->label = eq_arena_printf(&r->to->arena, "%.*s again, %u", EQ_ARG(label), n);
	}
	if (r->sayings.n)
		qsort(r->sayings.v, r->sayings.n, sizeof *r->sayings.v, by_label);
}

/* The same of tables and lists of values: each of their parts has the base in common. */
static void tell_bases_apart(struct reader *r)
{
	for (size_t i = 0; i < r->sayings.n; i++)
		for (size_t k = 0; k < i && r->sayings.v[i].node == r->sayings.v[i].in->child;
		     k++) {
			const struct eq_saying x = r->sayings.v[i], *y = &r->sayings.v[k];

			if (x.node == x.property || y->node == y->property ||
			    x.property == y->property || !eq_text_eq(x.base, y->base))
				continue;
			for (size_t n = 0; n < r->sayings.n; n++)
				if (r->sayings.v[n].property == x.property)
					r->sayings.v[n].base = eq_arena_printf(
						&r->to->arena, "%.*s again", EQ_ARG(x.base));
			k = 0;
		}
}

static void read_declaration(struct reader *r, const struct eq_node *d)
{
	struct eq_meaning m = {
		.name = name_of(d), .node = d, .nature = (uint8_t)nature_of_whole(d)};
	const struct eq_node *c = d->child;

	r->declaration = d;
	r->sayings.n = 0;
	m.id = id_of(r, d);
	if (says_it_whole(d)) {
		say(r, EQ_TEXT(""), nature_of_whole(d), d, NULL);
		c = NULL;
	}
	for (; c; c = c->next)
		if (c->kind != EQ_NODE_NAME)
			say_child(r, c);
	if (r->sayings.n)
		qsort(r->sayings.v, r->sayings.n, sizeof *r->sayings.v, by_label);
	tell_apart(r);
	tell_bases_apart(r);
	m.n_sayings = (uint32_t)r->sayings.n;
	m.sayings = EQ_NEW_ARRAY(&r->to->arena, struct eq_saying, r->sayings.n + 1);
	if (r->sayings.n)
		memcpy(m.sayings, r->sayings.v, sizeof *m.sayings * r->sayings.n);
	EQ_PUSH(&r->to->all, m);
}

/* ---- what stands in what ---- */

bool eq_key_name(struct eq_text key, size_t *at, struct eq_text *name)
{
	const char *p = memchr(key.p + *at, EQ_CANONICAL_NAME, key.n - *at);
	const char *end;

	if (!p)
		return false;
	end = memchr(p, ' ', key.n - (size_t)(p - key.p));
	*name = (struct eq_text){p + 1, (size_t)(end - p) - 1};
	*at = (size_t)(end - key.p);
	return true;
}

static uint32_t index_of(const struct eq_meanings *m, struct eq_text name)
{
	return eq_map_get(&m->by_id, name);
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

static void find_uses(struct eq_meanings *all, uint32_t index)
{
	struct eq_meaning *m = &all->all.v[index];
	EQ_VEC(uint32_t) found = {0};
	struct eq_text name;
	size_t n = 0;

	for (uint32_t i = 0; i < m->n_sayings; i++)
		for (size_t at = 0; eq_key_name(m->sayings[i].key, &at, &name);) {
			uint32_t k = index_of(all, name);
			if (k != EQ_MAP_NONE && k != index)
				EQ_PUSH(&found, k);
		}
	if (found.n)
		qsort(found.v, found.n, sizeof *found.v, by_number);
	for (size_t i = 0; i < found.n; i++)
		if (!n || found.v[i] != found.v[n - 1])
			found.v[n++] = found.v[i];
	m->n_uses = (uint32_t)n;
	m->uses = EQ_NEW_ARRAY(&all->arena, uint32_t, n + 1);
	if (n)
		memcpy(m->uses, found.v, sizeof *m->uses * n);
	eq_free(found.v);
}

/* ---- what it all comes to ---- */

struct digest {
	uint8_t bytes[EQ_SHA256_BYTES];
};

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct digest));
}

/* A saying, with each name of a definition as `known` says: by[k], where it is known, in its place. */
static struct digest digest_of(const struct eq_meanings *all, const struct eq_meaning *m,
			       struct eq_text key, const bool *known)
{
	struct eq_sha256 s;
	struct eq_text name;
	struct digest d;
	size_t at = 0, from = 0;

	eq_sha256_init(&s);
	while (eq_key_name(key, &at, &name)) {
		uint32_t k = index_of(all, name);
		size_t begin = (size_t)(name.p - key.p);

		eq_sha256_add(&s, key.p + from, begin - from);
		if (k != EQ_MAP_NONE && &all->all.v[k] == m)
			eq_sha256_add(&s, "", 1); /* itself, whatever it is called */
		else if (k != EQ_MAP_NONE && known && known[k])
			eq_sha256_add(&s, all->all.v[k].whole, EQ_SHA256_BYTES);
		else
			eq_sha256_add(&s, name.p, name.n);
		from = begin + name.n;
	}
	eq_sha256_add(&s, key.p + from, key.n - from);
	eq_sha256_end(&s, d.bytes);
	return d;
}

static void digest_meaning(const struct eq_meanings *all, const struct eq_meaning *m,
			   const bool *known, uint8_t out[EQ_SHA256_BYTES])
{
	const char *word = eq_node_word(m->node->kind);
	struct digest *d = eq_alloc(sizeof *d * (m->n_sayings + 1));
	struct eq_sha256 s;
	size_t n = 0;

	for (uint32_t i = 0; i < m->n_sayings; i++)
		if (m->sayings[i].nature != EQ_NATURE_NOTE)
			d[n++] = digest_of(all, m, m->sayings[i].key, known);
	qsort(d, n, sizeof *d, by_bytes);
	eq_sha256_init(&s);
	eq_sha256_add(&s, word, strlen(word) + 1);
	eq_sha256_add(&s, d, n * sizeof *d);
	eq_sha256_end(&s, out);
	eq_free(d);
}

/* Parts before wholes; what is left then stands in circles, or on one. */
static void digest_all(struct eq_meanings *all)
{
	size_t n = all->all.n, edges = 0, ready = 0;
	uint32_t *waits = eq_alloc_zero(n + 1, sizeof *waits);
	uint32_t *first = eq_alloc_zero(n + 2, sizeof *first), *users, *order;
	bool *known = eq_alloc_zero(n + 1, sizeof *known);

	for (size_t i = 0; i < n; i++) {
		waits[i] = all->all.v[i].n_uses;
		edges += waits[i];
		for (uint32_t k = 0; k < waits[i]; k++)
			first[all->all.v[i].uses[k] + 2]++;
	}
	for (size_t i = 2; i < n + 2; i++)
		first[i] += first[i - 1];
	users = eq_alloc(sizeof *users * (edges + 1));
	order = eq_alloc(sizeof *order * (n + 1));
	for (size_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < all->all.v[i].n_uses; k++)
			users[first[all->all.v[i].uses[k] + 1]++] = (uint32_t)i;
	for (size_t i = 0; i < n; i++)
		if (!waits[i])
			order[ready++] = (uint32_t)i;
	for (size_t at = 0; at < ready; at++) {
		struct eq_meaning *m = &all->all.v[order[at]];

		digest_meaning(all, m, NULL, m->own);
		digest_meaning(all, m, known, m->whole);
		known[order[at]] = true;
		for (uint32_t k = first[order[at]]; k < first[order[at] + 1]; k++)
			if (--waits[users[k]] == 0)
				order[ready++] = users[k];
	}
	for (size_t i = 0; i < n; i++)
		if (!known[i]) {
			digest_meaning(all, &all->all.v[i], NULL, all->all.v[i].own);
			digest_meaning(all, &all->all.v[i], known, all->all.v[i].whole);
		}
	eq_free(waits);
	eq_free(first);
	eq_free(users);
	eq_free(order);
	eq_free(known);
}

void eq_meanings_init(struct eq_meanings *m, const struct eq_node *file,
		      const struct eq_sources *sources, const struct eq_symbols *symbols)
{
	struct reader r = {.to = m, .sources = sources, .symbols = symbols};

	*m = (struct eq_meanings){0};
	eq_arena_init(&m->arena);
	eq_map_init(&m->by_id);
	eq_scope_init(&m->scope, file);
	eq_buf_init(&r.text);
	for (const struct eq_node *d = file->child; d; d = d->next)
		if (d->kind != EQ_NODE_IMPORT && d->kind != EQ_NODE_BROKEN)
			read_declaration(&r, d);
	for (uint32_t i = 0; i < m->all.n; i++)
		eq_map_put(&m->by_id, m->all.v[i].id, i);
	for (uint32_t i = 0; i < m->all.n; i++)
		find_uses(m, i);
	digest_all(m);
	eq_buf_release(&r.text);
	eq_free(r.sayings.v);
}

void eq_meanings_release(struct eq_meanings *m)
{
	eq_map_release(&m->by_id);
	eq_scope_release(&m->scope);
	eq_free(m->all.v);
	eq_arena_release(&m->arena);
}

const struct eq_meaning *eq_meanings_find(const struct eq_meanings *m, struct eq_text id)
{
	uint32_t i = eq_map_get(&m->by_id, id);
	return i == EQ_MAP_NONE ? NULL : &m->all.v[i];
}

/* ---- for people ---- */

/* Where the notes of what is said begin, if nothing but notes stands behind: else its end. */
static uint32_t notes_of(const struct eq_node *n, uint32_t end)
{
	uint32_t at = end;

	for (const struct eq_node *c = n->child; c; c = c->next) {
		bool note = c->kind == EQ_NODE_SOURCE || c->kind == EQ_NODE_AGREED ||
			    c->kind == EQ_NODE_REVIEW || c->kind == EQ_NODE_BECAUSE;

		if (note && at == end)
			at = c->span.at;
		else if (!note)
			at = c->next ? end : notes_of(c, end);
	}
	return at;
}

struct eq_text eq_said_text(const struct eq_sources *sources, const struct eq_node *n, bool notes,
			    struct eq_arena *arena)
{
	struct eq_span span = n->span;
	struct eq_text text;
	struct eq_buf b;

	if (notes && notes_of(n, span.end) < span.end)
		span.at = notes_of(n, span.end);
	else if (!notes)
		span.end = notes_of(n, span.end);
	eq_buf_init(&b);
	eq_written(sources, span, &b);
	text = eq_arena_copy(arena, eq_buf_view(&b));
	eq_buf_release(&b);
	return text;
}
