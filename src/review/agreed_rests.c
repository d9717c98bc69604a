/* agreed_rests.c - which part of a programme rests on which, and what each comes to. See agreed.h.
 *
 * A name in a saying leads to the sides of its definition that are asked for there: of a KPI in
 * `baseline(…)` the baseline, and where it has none, that of its own parts. The functions are read
 * off the saying's key, whose brackets and blanks are always the same. */
#include "review/agreed.h"

#include <stdlib.h>
#include <string.h>

#include "review/canonical.h"

/* Sides of KPIs that a name stands for, as a set. */
enum {
	ASKS_ACTUAL = 1 << EQ_SIDE_ACTUAL,
	ASKS_LIVE = 1 << EQ_SIDE_LIVE,
	ASKS_BASELINE = 1 << EQ_SIDE_BASELINE,
	ASKS_TARGET = 1 << EQ_SIDE_TARGET
};

static const struct eq_meaning *meaning_of(const struct eq_rests *r, uint32_t part)
{
	return &r->meanings->all.v[r->parts.v[part].meaning];
}

static bool is_property(const struct eq_saying *s, enum eq_property p)
{
	return s->property && s->property->kind == EQ_NODE_PROPERTY && s->property->op == p;
}

static bool has_property(const struct eq_meaning *m, enum eq_property p)
{
	for (uint32_t i = 0; i < m->n_sayings; i++)
		if (is_property(&m->sayings[i], p))
			return true;
	return false;
}

/* A unit is known by its plural, too. */
static uint32_t meaning_named(const struct eq_rests *r, struct eq_text name)
{
	uint32_t k = eq_map_get(&r->meanings->by_id, name);

	if (k == EQ_MAP_NONE)
		k = eq_map_get(&r->plurals, name);
	return k != EQ_MAP_NONE && r->meanings->all.v[k].name ? k : EQ_MAP_NONE;
}

/* ---- which sayings a part has ---- */

/* What tells in which rows a file is, and which of them count; columns are asked for by name. */
static bool is_about_rows(const struct eq_saying *s)
{
	if (s->nature != EQ_NATURE_DATA)
		return false;
	return !is_property(s, EQ_PROPERTY_VALUE) && !is_property(s, EQ_PROPERTY_LEVEL) &&
	       !is_property(s, EQ_PROPERTY_COLUMN) && !is_property(s, EQ_PROPERTY_BY) &&
	       !is_property(s, EQ_PROPERTY_PRIVATE) && !is_property(s, EQ_PROPERTY_SETTLES);
}

/* Where it stands in a report, and how it is judged, change nothing of what it is worth. */
static bool is_about_worth(const struct eq_saying *s)
{
	return s->nature != EQ_NATURE_NOTE && s->nature != EQ_NATURE_JUDGEMENT &&
	       !eq_text_is(s->label, "workstream") && !is_property(s, EQ_PROPERTY_BETTER);
}

static bool says_in_kpi(const struct eq_meaning *m, const struct eq_saying *s, enum eq_side side)
{
	if (side == EQ_SIDE_BASELINE && has_property(m, EQ_PROPERTY_BASELINE))
		return is_property(s, EQ_PROPERTY_BASELINE);
	if (side == EQ_SIDE_TARGET && has_property(m, EQ_PROPERTY_TARGET))
		return is_property(s, EQ_PROPERTY_TARGET);
	if (side == EQ_SIDE_LIVE && is_property(s, EQ_PROPERTY_LIVE))
		return true;
	return is_property(s, EQ_PROPERTY_TRACKED) || is_property(s, EQ_PROPERTY_EXCEPT);
}

static bool says(const struct eq_meaning *m, uint32_t saying, uint32_t side)
{
	const struct eq_saying *s = &m->sayings[saying];

	if (side >= EQ_SIDE_SAYING)
		return saying == side - EQ_SIDE_SAYING;
	if (s->nature == EQ_NATURE_NOTE)
		return false;
	if (m->node->kind == EQ_NODE_KPI && side != EQ_SIDE_WHOLE)
		return says_in_kpi(m, s, (enum eq_side)side);
	if (side == EQ_SIDE_TARGET) /* of a workstream */
		return s->nature == EQ_NATURE_TARGET;
	return m->node->kind == EQ_NODE_DATA ? is_about_rows(s) : is_about_worth(s);
}

/* What a KPI's name stands for in a saying of this part, where no function says otherwise. */
static unsigned asked_by(const struct eq_meaning *m, uint32_t side)
{
	if (m->node->kind == EQ_NODE_BENEFIT || m->node->kind == EQ_NODE_FIGURE)
		return ASKS_ACTUAL | ASKS_LIVE;
	if (m->node->kind != EQ_NODE_KPI)
		return ASKS_ACTUAL;
	switch (side) {
	case EQ_SIDE_WHOLE:
		return ASKS_ACTUAL | ASKS_LIVE | ASKS_BASELINE | ASKS_TARGET;
	case EQ_SIDE_LIVE:
		return has_property(m, EQ_PROPERTY_LIVE) ? ASKS_ACTUAL : ASKS_ACTUAL | ASKS_LIVE;
	case EQ_SIDE_BASELINE:
		return has_property(m, EQ_PROPERTY_BASELINE) ? ASKS_ACTUAL | ASKS_BASELINE
							     : ASKS_BASELINE;
	case EQ_SIDE_TARGET:
		return has_property(m, EQ_PROPERTY_TARGET) ? ASKS_ACTUAL | ASKS_TARGET
							   : ASKS_TARGET;
	default:
		return ASKS_ACTUAL;
	}
}

/* ---- what stands in a saying ---- */

struct walk {
	struct eq_rests *rests;
	uint32_t part, saying;
	EQ_VEC(unsigned) asked; /* by bracket: what KPIs in it stand for */
	unsigned next;          /* the same of a bracket that follows at once; 0: as around it */
	uint32_t data; /* meaning of the source whose rows are spoken of; UINT32_MAX: none */
};

static void add_edge(struct walk *w, uint32_t meaning, uint32_t side)
{
	uint32_t to;

	if (meaning == w->rests->parts.v[w->part].meaning &&
	    (side == w->rests->parts.v[w->part].side || side == EQ_SIDE_WHOLE))
		return;
	to = eq_rests_add(w->rests, meaning, side);
	EQ_PUSH(&w->rests->edges, to);
}

static void add_definition(struct walk *w, uint32_t meaning)
{
	const struct eq_meaning *m = &w->rests->meanings->all.v[meaning];
	unsigned asked = w->asked.v[w->asked.n - 1];

	switch (m->node->kind) {
	case EQ_NODE_KPI:
		for (uint32_t side = EQ_SIDE_ACTUAL; side <= EQ_SIDE_TARGET; side++)
			if (asked >> side & 1)
				add_edge(w, meaning, side);
		break;
	case EQ_NODE_DATA:
		w->data = meaning;
		add_edge(w, meaning, EQ_SIDE_WHOLE);
		break;
	case EQ_NODE_WORKSTREAM: /* a place in the report */
		break;
	default:
		add_edge(w, meaning, EQ_SIDE_WHOLE);
	}
}

/* Which column a property of data gives this name to. */
static bool is_column(const struct eq_rests *r, const struct eq_saying *s, struct eq_text word)
{
	const struct eq_node *n = s->node->child;

	if (is_property(s, EQ_PROPERTY_COLUMN))
		n = n ? n->next : NULL;
	else if (!is_property(s, EQ_PROPERTY_VALUE) && !is_property(s, EQ_PROPERTY_LEVEL))
		return false;
	return n && n->kind == EQ_NODE_NAME &&
	       eq_text_eq(eq_symbol_text(r->symbols, n->name), word);
}

static void add_columns(struct walk *w, struct eq_text word)
{
	const struct eq_meaning *m = &w->rests->meanings->all.v[w->data];

	for (uint32_t i = 0; i < m->n_sayings; i++)
		if (is_column(w->rests, &m->sayings[i], word) &&
		    !(w->data == w->rests->parts.v[w->part].meaning && i == w->saying))
			add_edge(w, w->data, EQ_SIDE_SAYING + i);
}

/* A property of the programme's head. */
static void add_head(struct walk *w, enum eq_property p)
{
	const struct eq_meaning *head = eq_meanings_find(w->rests->meanings, EQ_TEXT("programme"));

	for (uint32_t i = 0; head && i < head->n_sayings; i++)
		if (is_property(&head->sayings[i], p))
			add_edge(w, (uint32_t)(head - w->rests->meanings->all.v),
				 EQ_SIDE_SAYING + i);
}

/* Words that speak of other sides of KPIs in the brackets behind them. */
static unsigned asked_in(struct eq_text word)
{
	if (eq_text_is(word, "baseline"))
		return ASKS_BASELINE;
	if (eq_text_is(word, "target"))
		return ASKS_TARGET;
	if (eq_text_is(word, "live"))
		return ASKS_LIVE;
	if (eq_text_is(word, "forecast"))
		return ASKS_ACTUAL | ASKS_LIVE;
	return eq_text_is(word, "actual") ? ASKS_ACTUAL : 0;
}

static bool is_calendar_unit(struct eq_text word)
{
	return eq_text_is(word, "year") || eq_text_is(word, "years") || eq_text_is(word, "month") ||
	       eq_text_is(word, "months");
}

static void take_word(struct walk *w, struct eq_text word, bool is_name)
{
	const struct eq_meaning *in = meaning_of(w->rests, w->part);
	uint32_t meaning = is_name ? meaning_named(w->rests, word) : EQ_MAP_NONE;

	if (meaning != EQ_MAP_NONE) {
		add_definition(w, meaning);
		return;
	}
	w->next = asked_in(word);
	if (is_calendar_unit(word))
		add_head(w, EQ_PROPERTY_ANNUALISE);
	if (eq_text_is(word, "tracked") && in->node->kind == EQ_NODE_KPI &&
	    w->rests->parts.v[w->part].side != EQ_SIDE_ACTUAL)
		add_edge(w, w->rests->parts.v[w->part].meaning, EQ_SIDE_ACTUAL);
	if (w->data != UINT32_MAX)
		add_columns(w, word);
}

static void take_token(struct walk *w, struct eq_text token)
{
	unsigned around = w->asked.v[w->asked.n - 1];

	if (eq_text_is(token, "(")) {
		EQ_PUSH(&w->asked, w->next ? w->next : around);
		w->next = 0;
	} else if (eq_text_is(token, ")")) {
		w->asked.n -= w->asked.n > 1;
		w->next = 0;
	} else if (token.n && token.p[0] == EQ_CANONICAL_NAME) {
		w->next = 0;
		take_word(w, (struct eq_text){token.p + 1, token.n - 1}, true);
	} else {
		w->next = 0;
		take_word(w, token, false);
	}
}

/* A text in quotes may have blanks in it. */
static size_t end_of_token(struct eq_text key, size_t at)
{
	size_t i = at;

	if (key.p[i] == '"')
		for (i++; i < key.n && key.p[i] != '"'; i++)
			;
	while (i < key.n && key.p[i] != ' ')
		i++;
	return i;
}

/* Names of columns may stand before that of their source: sum(cost of placements). */
static uint32_t source_in(const struct eq_rests *r, const struct eq_meaning *in, struct eq_text key)
{
	struct eq_text name;

	if (in->node->kind == EQ_NODE_DATA)
		return (uint32_t)(in - r->meanings->all.v);
	for (size_t at = 0; eq_key_name(key, &at, &name);) {
		uint32_t k = meaning_named(r, name);
		if (k != EQ_MAP_NONE && r->meanings->all.v[k].node->kind == EQ_NODE_DATA)
			return k;
	}
	return UINT32_MAX;
}

static void walk_saying(struct walk *w, struct eq_text key)
{
	const struct eq_meaning *in = meaning_of(w->rests, w->part);
	size_t begin = 0;

	w->asked.n = 0;
	w->next = 0;
	EQ_PUSH(&w->asked, asked_by(in, w->rests->parts.v[w->part].side));
	w->data = source_in(w->rests, in, key);
	if (in->sayings[w->saying].node->kind == EQ_NODE_PROPERTY && key.n)
		begin = end_of_token(key, 0) + 1; /* the property's own word */
	if (w->data != UINT32_MAX && in->node->kind != EQ_NODE_DATA)
		add_head(w, EQ_PROPERTY_PERIOD);
	if (in->node->kind == EQ_NODE_BENEFIT &&
	    eq_text_is(in->sayings[w->saying].label, "equation"))
		add_head(w, EQ_PROPERTY_STARTS);
	for (size_t at = begin, end; at < key.n; at = end + 1) {
		end = end_of_token(key, at);
		take_token(w, (struct eq_text){key.p + at, end - at});
	}
}

/* ---- parts ---- */

uint32_t eq_rests_add(struct eq_rests *r, uint32_t meaning, uint32_t side)
{
	uint32_t index = (uint32_t)r->parts.n;
	uint32_t *at = eq_pairs_put(&r->index, EQ_PAIR(meaning, side), index);

	if (*at == index)
		EQ_PUSH(&r->parts, ((struct eq_part_of_meaning){.meaning = meaning, .side = side}));
	return *at;
}

static void read_part(struct eq_rests *r, struct walk *w, uint32_t part)
{
	const struct eq_meaning *m = meaning_of(r, part);
	uint32_t first = (uint32_t)r->sayings.n;

	w->part = part;
	for (uint32_t i = 0; i < m->n_sayings; i++) {
		struct eq_part_saying s = {.saying = i, .first = (uint32_t)r->edges.n};

		if (!says(m, i, r->parts.v[part].side))
			continue;
		w->saying = i;
		walk_saying(w, m->sayings[i].key);
		s.n = (uint32_t)r->edges.n - s.first;
		EQ_PUSH(&r->sayings, s);
	}
	r->parts.v[part].first = first;
	r->parts.v[part].n = (uint32_t)r->sayings.n - first;
}

void eq_rests_release(struct eq_rests *r)
{
	eq_map_release(&r->plurals);
	eq_pairs_release(&r->index);
	eq_free(r->parts.v);
	eq_free(r->sayings.v);
	eq_free(r->edges.v);
}

/* ---- digests ---- */

struct digest {
	uint8_t bytes[EQ_SHA256_BYTES];
};

static int by_bytes(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct digest));
}

/* The key without the names of definitions, and in their place what they come to. */
static struct digest digest_of(const struct eq_rests *r, uint32_t part,
			       const struct eq_part_saying *s)
{
	const struct eq_meaning *m = meaning_of(r, part);
	struct eq_text key = m->sayings[s->saying].key, name;
	struct eq_sha256 state;
	struct digest d;
	size_t at = 0, from = 0;

	eq_sha256_init(&state);
	while (eq_key_name(key, &at, &name)) {
		uint32_t k = meaning_named(r, name);
		bool own = k != EQ_MAP_NONE && &r->meanings->all.v[k] == m;

		if (k == EQ_MAP_NONE)
			continue;
		eq_sha256_add(&state, key.p + from, (size_t)(name.p - key.p) - from);
		eq_sha256_add(&state, own ? "own" : "other", own ? 3 : 5);
		from = (size_t)(name.p - key.p) + name.n;
	}
	eq_sha256_add(&state, key.p + from, key.n - from);
	for (uint32_t i = 0; i < s->n; i++) {
		const struct eq_part_of_meaning *to = &r->parts.v[r->edges.v[s->first + i]];
		struct eq_text id = r->meanings->all.v[to->meaning].id;

		if (to->known)
			eq_sha256_add(&state, to->digest, sizeof to->digest);
		else
			eq_sha256_add(&state, id.p, id.n);
	}
	eq_sha256_end(&state, d.bytes);
	return d;
}

static void digest_part(struct eq_rests *r, uint32_t part)
{
	struct eq_part_of_meaning *p = &r->parts.v[part];
	const char *word = eq_node_word(meaning_of(r, part)->node->kind);
	struct digest *d = eq_alloc(sizeof *d * (p->n + 1));
	struct eq_sha256 state;

	for (uint32_t i = 0; i < p->n; i++)
		d[i] = digest_of(r, part, &r->sayings.v[p->first + i]);
	qsort(d, p->n, sizeof *d, by_bytes);
	eq_sha256_init(&state);
	eq_sha256_add(&state, word, strlen(word) + 1);
	eq_sha256_add(&state, d, p->n * sizeof *d);
	eq_sha256_end(&state, p->digest);
	eq_free(d);
}

/* By part, who rests on it: users[first[k]] to users[first[k + 1]]. */
struct users {
	uint32_t *first, *users;
};

static struct users find_users(const struct eq_rests *r)
{
	size_t n = r->parts.n;
	struct users u = {eq_alloc_zero(n + 2, sizeof *u.first),
			  eq_alloc(sizeof *u.users * (r->edges.n + 1))};

	for (size_t i = 0; i < r->edges.n; i++)
		u.first[r->edges.v[i] + 2]++;
	for (size_t i = 2; i < n + 2; i++)
		u.first[i] += u.first[i - 1];
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < r->parts.v[i].n; k++) {
			const struct eq_part_saying *s = &r->sayings.v[r->parts.v[i].first + k];

			for (uint32_t e = 0; e < s->n; e++)
				u.users[u.first[r->edges.v[s->first + e] + 1]++] = i;
		}
	return u;
}

/* Parts before what rests on them. What is left stands in a circle, which only scenarios make, or
 * rests on one: there names stand for what cannot be known before. */
static void digest_parts(struct eq_rests *r)
{
	size_t n = r->parts.n, ready = 0;
	struct users u = find_users(r);
	uint32_t *waits = eq_alloc_zero(n + 1, sizeof *waits);
	uint32_t *order = eq_alloc(sizeof *order * (n + 1));

	for (uint32_t i = 0; i < n; i++) {
		for (uint32_t k = 0; k < r->parts.v[i].n; k++)
			waits[i] += r->sayings.v[r->parts.v[i].first + k].n;
		if (!waits[i])
			order[ready++] = i;
	}
	for (size_t at = 0; at < ready; at++) {
		digest_part(r, order[at]);
		r->parts.v[order[at]].known = true;
		for (uint32_t k = u.first[order[at]]; k < u.first[order[at] + 1]; k++)
			if (--waits[u.users[k]] == 0)
				order[ready++] = u.users[k];
	}
	for (uint32_t i = 0; i < n; i++)
		if (!r->parts.v[i].known)
			digest_part(r, i);
	eq_free(waits);
	eq_free(order);
	eq_free(u.first);
	eq_free(u.users);
}

static void find_plurals(struct eq_rests *r)
{
	eq_map_init(&r->plurals);
	for (uint32_t i = 0; i < r->meanings->all.n; i++) {
		const struct eq_node *plural =
			eq_node_child(r->meanings->all.v[i].node, EQ_NODE_PLURAL);

		if (plural && plural->child)
			eq_map_put(&r->plurals, eq_symbol_text(r->symbols, plural->child->name), i);
	}
}

void eq_rests_read(struct eq_rests *r)
{
	struct walk w = {.rests = r};

	find_plurals(r);
	for (uint32_t i = 0; i < r->parts.n; i++)
		read_part(r, &w, i); /* adds parts behind */
	eq_free(w.asked.v);
	digest_parts(r);
}
