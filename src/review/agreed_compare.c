/* agreed_compare.c - things of the text and of the lock, paired; and what is different. See
 * agreed_compare.h. */
#include "review/agreed_compare.h"

#include <string.h>

const char *eq_standing_words(enum eq_standing s)
{
	static const char *const words[] = {
		[EQ_STANDS] = "stands",       [EQ_UNLOCKED] = "not in the lock",
		[EQ_CHANGED] = "changed",     [EQ_RENEWED] = "agreed anew, not in the lock",
		[EQ_WITHDRAWN] = "withdrawn",
	};
	return words[s];
}

/* ---- definitions that have another name now ---- */

struct renamed {
	struct eq_text then, now;
};
struct comparer {
	struct eq_besides *to;
	const struct eq_agreed_things *things;
	struct eq_beside *beside;
	struct eq_map then, now; /* definition and label to the saying's index */
	struct eq_arena arena;
	EQ_VEC(struct renamed) renamed;
	EQ_VEC(struct eq_moved) moved;
	struct eq_buf buf;
};

static struct eq_text id_of(const struct comparer *c, const struct eq_relied *r)
{
	return c->things->meanings->all.v[r->meaning].id;
}

static struct eq_text label_of(const struct comparer *c, const struct eq_relied *r)
{
	return c->things->meanings->all.v[r->meaning].sayings[r->saying].label;
}

static struct eq_text key_of(struct comparer *c, struct eq_text id, struct eq_text label)
{
	return eq_arena_printf(&c->arena, "%.*s\n%.*s", EQ_ARG(id), EQ_ARG(label));
}

static void index_sayings(struct comparer *c)
{
	const struct eq_beside *b = c->beside;

	eq_map_init(&c->then);
	eq_map_init(&c->now);
	for (uint32_t i = 0; i < b->then->n_says; i++)
		eq_map_put(&c->then, key_of(c, b->then->says[i].definition, b->then->says[i].label),
			   i);
	for (uint32_t i = 0; i < b->now->n_relied; i++)
		eq_map_put(&c->now,
			   key_of(c, id_of(c, &b->now->relied[i]), label_of(c, &b->now->relied[i])),
			   i);
}

static struct eq_text sign_of(struct comparer *c, const uint8_t digest[EQ_SHA256_BYTES])
{
	eq_buf_clear(&c->buf);
	eq_lock_sign(digest, &c->buf);
	return eq_buf_view(&c->buf);
}

static struct eq_text name_now(const struct comparer *c, struct eq_text then)
{
	for (size_t i = 0; i < c->renamed.n; i++)
		if (eq_text_eq(c->renamed.v[i].then, then))
			return c->renamed.v[i].now;
	return then;
}

static struct eq_text name_then(const struct comparer *c, struct eq_text now)
{
	for (size_t i = 0; i < c->renamed.n; i++)
		if (eq_text_eq(c->renamed.v[i].now, now))
			return c->renamed.v[i].then;
	return now;
}

/* A definition that is gone, and one that is new and says the same under some label. */
static void find_renamed(struct comparer *c)
{
	const struct eq_beside *b = c->beside;

	for (uint32_t i = 0; i < b->then->n_says; i++) {
		const struct eq_locked_saying *s = &b->then->says[i];

		if (eq_meanings_find(c->things->meanings, s->definition) ||
		    !eq_text_eq(name_now(c, s->definition), s->definition))
			continue;
		for (uint32_t k = 0; k < b->now->n_relied; k++) {
			const struct eq_relied *r = &b->now->relied[k];

			if (!eq_text_eq(label_of(c, r), s->label) ||
			    eq_map_get(&c->then, key_of(c, id_of(c, r), s->label)) != EQ_MAP_NONE ||
			    !eq_text_eq(sign_of(c, r->digest), s->sign))
				continue;
			EQ_PUSH(&c->renamed, ((struct renamed){s->definition, id_of(c, r)}));
			break;
		}
	}
}

/* The sign of what is said now, in the names of then. */
static struct eq_text sign_in_old_names(struct comparer *c, const struct eq_relied *r)
{
	struct eq_text key = c->things->meanings->all.v[r->meaning].sayings[r->saying].key, name;
	uint8_t digest[EQ_SHA256_BYTES];
	struct eq_sha256 state;
	size_t from = 0;

	eq_sha256_init(&state);
	for (size_t at = 0; eq_key_name(key, &at, &name);) {
		struct eq_text then = name_then(c, name);

		eq_sha256_add(&state, key.p + from, (size_t)(name.p - key.p) - from);
		eq_sha256_add(&state, then.p, then.n);
		from = (size_t)(name.p - key.p) + name.n;
	}
	eq_sha256_add(&state, key.p + from, key.n - from);
	eq_sha256_end(&state, digest);
	return sign_of(c, digest);
}

/* ---- what is different ---- */

static void compare_then(struct comparer *c, const struct eq_locked_saying *s)
{
	const struct eq_agreed_thing *t = c->beside->now;
	uint32_t k = eq_map_get(&c->now, key_of(c, name_now(c, s->definition), s->label));
	struct eq_moved m = {UINT32_MAX, s->definition, s->label, s->text, EQ_TEXT("")};

	if (k != EQ_MAP_NONE) {
		if (eq_text_eq(sign_in_old_names(c, &t->relied[k]), s->sign))
			return;
		m.relied = k;
		m.is = t->relied[k].text;
	}
	EQ_PUSH(&c->moved, m);
}

static void compare_now(struct comparer *c, uint32_t k)
{
	const struct eq_relied *r = &c->beside->now->relied[k];
	struct eq_text label = label_of(c, r);

	if (eq_map_get(&c->then, key_of(c, name_then(c, id_of(c, r)), label)) == EQ_MAP_NONE)
		EQ_PUSH(&c->moved,
			((struct eq_moved){k, id_of(c, r), label, EQ_TEXT(""), r->text}));
}

static void find_moved(struct comparer *c, struct eq_beside *b)
{
	c->beside = b;
	c->renamed.n = c->moved.n = 0;
	eq_arena_init(&c->arena);
	index_sayings(c);
	find_renamed(c);
	for (uint32_t i = 0; i < b->then->n_says; i++)
		compare_then(c, &b->then->says[i]);
	for (uint32_t k = 0; k < b->now->n_relied; k++)
		compare_now(c, k);
	b->n_moved = (uint32_t)c->moved.n;
	b->moved = EQ_NEW_ARRAY(&c->to->arena, struct eq_moved, c->moved.n + 1);
	if (c->moved.n)
		memcpy(b->moved, c->moved.v, sizeof *b->moved * c->moved.n);
	eq_map_release(&c->then);
	eq_map_release(&c->now);
	eq_arena_release(&c->arena);
}

/* ---- which belongs to which ---- */

static bool means_the_same(const struct eq_agreed_thing *now, const struct eq_locked_thing *then)
{
	struct eq_buf hex;
	bool same;

	eq_buf_init(&hex);
	eq_sha256_hex(now->digest, &hex);
	same = eq_text_eq(eq_buf_view(&hex), then->meaning);
	eq_buf_release(&hex);
	return same;
}

static bool says_so(const struct eq_locked_thing *then, const struct eq_agreement *a)
{
	for (uint32_t i = 0; i < then->n_agreements; i++)
		if (eq_text_eq(then->agreements[i].by, a->by) &&
		    eq_text_eq(then->agreements[i].on, a->on) &&
		    eq_text_eq(then->agreements[i].minute, a->minute))
			return true;
	return false;
}

static bool is_same_agreement(const struct eq_agreed_thing *now, const struct eq_locked_thing *then)
{
	for (uint32_t i = 0; i < now->n_agreements; i++)
		if (!says_so(then, &now->agreements[i]))
			return false;
	return now->n_agreements == then->n_agreements;
}

/* By name; or, where the text has nothing of that name any more, by meaning. */
static const struct eq_locked_thing *find_then(const struct eq_agreed_things *all,
					       const struct eq_agreed_thing *now,
					       const struct eq_locked_things *then,
					       const bool *taken)
{
	for (size_t i = 0; i < then->all.n; i++)
		if (eq_text_eq(then->all.v[i].name, now->name) &&
		    eq_text_eq(then->all.v[i].what, now->what))
			return &then->all.v[i];
	for (size_t i = 0; i < then->all.n; i++)
		if (!taken[i] && eq_text_eq(then->all.v[i].what, now->what) &&
		    !eq_meanings_find(all->meanings, then->all.v[i].name) &&
		    means_the_same(now, &then->all.v[i]))
			return &then->all.v[i];
	return NULL;
}

static enum eq_standing standing_of(struct eq_beside *b)
{
	if (!b->then)
		return EQ_UNLOCKED;
	b->renewed = !is_same_agreement(b->now, b->then);
	if (!means_the_same(b->now, b->then))
		return EQ_CHANGED;
	return b->renewed ? EQ_RENEWED : EQ_STANDS;
}

void eq_besides_init(struct eq_besides *b, const struct eq_agreed_things *now,
		     const struct eq_locked_things *then)
{
	struct comparer c = {.to = b, .things = now};
	bool *taken = eq_alloc_zero(then->all.n + 1, sizeof *taken);

	*b = (struct eq_besides){0};
	eq_arena_init(&b->arena);
	eq_buf_init(&c.buf);
	for (size_t i = 0; i < now->all.n; i++) {
		struct eq_beside x = {.now = &now->all.v[i]};

		x.then = find_then(now, x.now, then, taken);
		if (x.then)
			taken[x.then - then->all.v] = true;
		x.standing = (uint8_t)standing_of(&x);
		if (x.standing == EQ_CHANGED)
			find_moved(&c, &x);
		EQ_PUSH(&b->all, x);
	}
	for (size_t i = 0; i < then->all.n; i++)
		if (!taken[i])
			EQ_PUSH(&b->all, ((struct eq_beside){.then = &then->all.v[i],
							     .standing = EQ_WITHDRAWN}));
	for (size_t i = 0; i < b->all.n; i++)
		b->counts[b->all.v[i].standing]++;
	eq_buf_release(&c.buf);
	eq_free(c.renamed.v);
	eq_free(c.moved.v);
	eq_free(taken);
}

void eq_besides_release(struct eq_besides *b)
{
	eq_free(b->all.v);
	eq_arena_release(&b->arena);
}
