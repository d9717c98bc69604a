/* dictionary.c - texts to codes for several threads. See dictionary.h.
 *
 * A code is a place in a list of entries, which grows by pieces that never move; an entry holds a
 * short text itself, or says where a long one stands. Beside it there are shards, chosen by the
 * hash: open-addressed tables of slots, each a code and 32 bits of its text's hash, which tell
 * nearly all strangers apart. A slot is written once, after its entry, and never changes: so
 * looking a text up takes no lock. Putting one in locks its shard. A table that has grown too full
 * is copied to one twice as large, and is kept for those who may still be reading it. Tables of one
 * size are made together, for shards need them at about the same time. */
#include "data/dictionary.h"

#include "base/word.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <string.h>

#define LINE 64
#define SHARD_BITS 6
#define SHARDS (1u << SHARD_BITS)
#define FIRST_SLOTS 32u   /* of a shard's first table: each has twice those before it */
#define TABLES 27u        /* the last has room for all codes */
#define GROUP 32u         /* texts looked up at the same time */
#define FIRST_PIECE 1024u /* entries of the first piece: each has twice those before it */
#define FIRST_PIECE_BITS 10u
#define PIECES (33u - FIRST_PIECE_BITS)
#define SHORT 15u /* bytes of a text that its entry can hold */
#define FAR 255u
#define FIRST_CHUNK 4096u
#define LARGEST_CHUNK (1024u * 1024u)

/* The bytes of a short text and zeros, the last byte its length; or of a long one where it stands,
 * and how long it is, the last byte FAR. */
struct entry {
	uint64_t w[2];
};

/* Of one shard. */
struct table {
	_Atomic uint64_t *slots; /* hash << 32 | code; 0: free */
	uint32_t mask;           /* slots - 1 */
};

struct shard {
	_Atomic uint32_t tables; /* it has had so far: 0 until one is needed */
	char apart[LINE - 4];    /* who only looks up does not wait for who puts in */
	atomic_bool busy;
	_Atomic uint32_t n; /* texts */
	char apart_too[LINE - 8];
};

/* Room for long texts. */
struct chunk {
	struct chunk *before;
	char bytes[];
};

struct eq_dictionary {
	struct shard shards[SHARDS];
	_Atomic(_Atomic uint64_t *)
		slots[TABLES]; /* the tables of all shards, one behind the other */
	_Atomic(struct entry *) pieces[PIECES];
	_Atomic uint64_t next;      /* code that nobody has */
	_Atomic size_t bytes;       /* of tables and chunks */
	pthread_mutex_t making;     /* a piece or a chunk */
	pthread_mutex_t one_by_one; /* whoever has it may use `pen` */
	struct eq_dictionary_pen pen;
	struct chunk *chunks;
};

struct eq_dictionary *eq_dictionary_new(void)
{
	struct eq_dictionary *d = eq_alloc_pages(sizeof *d);

	atomic_init(&d->next, 1);
	pthread_mutex_init(&d->making, NULL);
	pthread_mutex_init(&d->one_by_one, NULL);
	return d;
}

/* Slots of a shard's k-th table, from 0. */
static uint32_t table_slots(uint32_t k)
{
	return FIRST_SLOTS << k;
}

/* Of the k-th tables of all shards. */
static size_t tables_bytes(uint32_t k)
{
	return (size_t)table_slots(k) * SHARDS * sizeof(uint64_t);
}

/* Entries of a piece. */
static size_t piece_entries(uint32_t piece)
{
	return (size_t)FIRST_PIECE << piece;
}

void eq_dictionary_free(struct eq_dictionary *d)
{
	if (!d)
		return;
	for (uint32_t i = 0; i < TABLES; i++)
		eq_free_pages((void *)atomic_load(&d->slots[i]), tables_bytes(i));
	for (uint32_t i = 0; i < PIECES; i++)
		eq_free_pages(atomic_load(&d->pieces[i]), piece_entries(i) * sizeof(struct entry));
	for (struct chunk *c = d->chunks, *before; c; c = before) {
		before = c->before;
		eq_free(c);
	}
	pthread_mutex_destroy(&d->making);
	pthread_mutex_destroy(&d->one_by_one);
	eq_free_pages(d, sizeof *d);
}

/* ---- entries ---- */

/* The piece of a code's entry, and its place there. Pieces double: the k-th begins with the code
 * FIRST_PIECE * (2^k - 1). */
static uint32_t piece_of(uint32_t code, size_t *at)
{
	uint64_t from_first = (uint64_t)code + FIRST_PIECE;
	uint32_t top = 63u - (uint32_t)__builtin_clzll(from_first);

	*at = (size_t)(from_first - (UINT64_C(1) << top));
	return top - FIRST_PIECE_BITS;
}

static struct entry *entry_of(const struct eq_dictionary *d, uint32_t code)
{
	size_t at;
	uint32_t piece = piece_of(code, &at);

	return atomic_load_explicit(&d->pieces[piece], memory_order_acquire) + at;
}

static uint32_t far_bytes(const struct entry *e)
{
	return (uint32_t)EQ_WORD64(e->w[1]);
}

static const char *far_text(const struct entry *e)
{
	return (const char *)(uintptr_t)e->w[0];
}

struct eq_text eq_dictionary_text(const struct eq_dictionary *d, uint32_t code)
{
	size_t at;
	uint32_t piece = piece_of(code, &at);
	const struct entry *e = atomic_load_explicit(&d->pieces[piece], memory_order_acquire);

	if (!code || !e)
		return EQ_TEXT("");
	e += at;
	unsigned char n = ((const unsigned char *)e->w)[SHORT];
	if (n == FAR)
		return (struct eq_text){far_text(e), far_bytes(e)};
	return (struct eq_text){(const char *)e->w, n};
}

uint32_t eq_dictionary_n(const struct eq_dictionary *d)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < SHARDS; i++)
		n += atomic_load_explicit(&d->shards[i].n, memory_order_relaxed);
	return n;
}

uint32_t eq_dictionary_room(const struct eq_dictionary *d)
{
	return (uint32_t)(atomic_load_explicit(&d->next, memory_order_acquire) - 1);
}

size_t eq_dictionary_bytes(const struct eq_dictionary *d)
{
	return sizeof *d + eq_dictionary_room(d) * sizeof(struct entry) +
	       atomic_load_explicit(&d->bytes, memory_order_relaxed);
}

/* ---- looking up ---- */

/* A text that is looked for: as its entry would be, but for where a long one stands. */
struct wanted {
	struct eq_text text;
	struct entry entry;
	uint64_t hash;
};

static uint64_t fold(uint64_t a, uint64_t b)
{
	__uint128_t product = (__uint128_t)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Of a text that is not empty; `readable`: 16 bytes from its first can be read. */
static struct wanted want(struct eq_text text, bool readable)
{
	static const uint64_t k[] = {0x243f6a8885a308d3, 0x13198a2e03707345, 0xa4093822299f31d1};
	struct wanted w = {.text = text};
	char copy[SHORT + 1] = {0};
	uint64_t low, high;

	if (text.n > SHORT) {
		w.entry.w[1] = EQ_WORD64((uint64_t)FAR << 56 | (uint32_t)text.n);
		w.hash = eq_text_hash(text);
		return w;
	}
	if (!readable)
		text.p = memcpy(copy, text.p, text.n);
	eq_load_first(text.p, (uint32_t)text.n, &low, &high);
	high |= (uint64_t)text.n << 56;
	w.entry = (struct entry){{EQ_WORD64(low), EQ_WORD64(high)}};
	w.hash = fold(fold(low ^ k[0], high ^ k[1]), k[2]);
	return w;
}

static bool is_entry(const struct entry *e, const struct wanted *w)
{
	if (e->w[1] != w->entry.w[1])
		return false;
	if (w->text.n <= SHORT)
		return e->w[0] == w->entry.w[0];
	return memcmp(far_text(e), w->text.p, w->text.n) == 0;
}

static uint32_t shard_of(const struct wanted *w)
{
	return (uint32_t)(w->hash >> (64 - SHARD_BITS));
}

/* The table that a shard has now; no slots: none yet. */
static struct table table_of(const struct eq_dictionary *d, uint32_t shard)
{
	uint32_t n = atomic_load_explicit(&d->shards[shard].tables, memory_order_acquire);

	if (!n)
		return (struct table){0};
	return (struct table){atomic_load_explicit(&d->slots[n - 1], memory_order_relaxed) +
				      (size_t)shard * table_slots(n - 1),
			      table_slots(n - 1) - 1};
}

/* The code of a text, or 0 and the free slot where it belongs. */
static uint32_t find(const struct eq_dictionary *d, struct table t, const struct wanted *w,
		     uint32_t *slot)
{
	uint32_t mark = (uint32_t)w->hash;

	for (uint32_t k = mark & t.mask;; k = (k + 1) & t.mask) {
		uint64_t held = atomic_load_explicit(&t.slots[k], memory_order_acquire);

		*slot = k;
		if (!held)
			return 0;
		if (held >> 32 == mark && is_entry(entry_of(d, (uint32_t)held), w))
			return (uint32_t)held;
	}
}

static uint32_t look_up(const struct eq_dictionary *d, const struct wanted *w)
{
	struct table t = table_of(d, shard_of(w));
	uint32_t slot;

	return t.slots ? find(d, t, w, &slot) : 0;
}

uint32_t eq_dictionary_find(struct eq_dictionary *d, struct eq_text text)
{
	struct wanted w;

	if (!text.n)
		return 0;
	w = want(text, false);
	return look_up(d, &w);
}

/* ---- putting in ---- */

static void lock(struct shard *s)
{
	unsigned tries = 0;

	while (atomic_exchange_explicit(&s->busy, true, memory_order_acquire))
		while (atomic_load_explicit(&s->busy, memory_order_relaxed))
			if (++tries % 64 == 0)
				sched_yield(); /* who has it may wait for this processor */
}

static void unlock(struct shard *s)
{
	atomic_store_explicit(&s->busy, false, memory_order_release);
}

/* The k-th tables of all shards, made where they are not there. */
static _Atomic uint64_t *need_tables(struct eq_dictionary *d, uint32_t k)
{
	_Atomic uint64_t *slots = atomic_load_explicit(&d->slots[k], memory_order_acquire);

	if (slots)
		return slots;
	pthread_mutex_lock(&d->making);
	slots = atomic_load_explicit(&d->slots[k], memory_order_relaxed);
	if (!slots) {
		slots = eq_alloc_pages(tables_bytes(k));
		atomic_store_explicit(&d->slots[k], slots, memory_order_release);
		atomic_fetch_add_explicit(&d->bytes, tables_bytes(k), memory_order_relaxed);
	}
	pthread_mutex_unlock(&d->making);
	return slots;
}

/* Of a shard that is locked: its table, with room for one more. */
static struct table with_room(struct eq_dictionary *d, uint32_t shard)
{
	struct shard *s = &d->shards[shard];
	struct table t = table_of(d, shard), larger;
	uint32_t k = atomic_load_explicit(&s->tables, memory_order_relaxed);

	if (t.slots && atomic_load_explicit(&s->n, memory_order_relaxed) < t.mask - t.mask / 5)
		return t;
	larger.slots = need_tables(d, k) + (size_t)shard * table_slots(k);
	larger.mask = table_slots(k) - 1;
	for (uint32_t i = 0; t.slots && i <= t.mask; i++) {
		uint64_t held = atomic_load_explicit(&t.slots[i], memory_order_relaxed);
		uint32_t to = (uint32_t)(held >> 32) & larger.mask;

		if (!held)
			continue;
		while (atomic_load_explicit(&larger.slots[to], memory_order_relaxed))
			to = (to + 1) & larger.mask;
		atomic_store_explicit(&larger.slots[to], held, memory_order_relaxed);
	}
	atomic_store_explicit(&s->tables, k + 1, memory_order_release);
	return larger;
}

/* Makes the piece where it is not there. */
static void need_piece(struct eq_dictionary *d, uint32_t piece)
{
	if (atomic_load_explicit(&d->pieces[piece], memory_order_acquire))
		return;
	pthread_mutex_lock(&d->making);
	if (!atomic_load_explicit(&d->pieces[piece], memory_order_relaxed))
		atomic_store_explicit(&d->pieces[piece],
				      eq_alloc_pages(piece_entries(piece) * sizeof(struct entry)),
				      memory_order_release);
	pthread_mutex_unlock(&d->making);
}

/* At least n codes to the pen. What it holds is used first; the two runs need not join. */
static void take_codes(struct eq_dictionary *d, struct eq_dictionary_pen *pen, uint32_t n)
{
	uint64_t first;
	size_t at;

	if (pen->next != pen->end)
		return;
	first = atomic_fetch_add_explicit(&d->next, n, memory_order_acq_rel);
	if (first + n > UINT32_MAX)
		eq_out_of_memory();
	pen->next = (uint32_t)first;
	pen->end = pen->next + n;
	need_piece(d, piece_of(pen->next, &at));
	need_piece(d, piece_of(pen->end - 1, &at));
}

/* Room for a long text to the pen. */
static void take_room(struct eq_dictionary *d, struct eq_dictionary_pen *pen, size_t n)
{
	struct chunk *c;

	if ((size_t)(pen->stop - pen->at) >= n)
		return;
	if (!pen->chunk)
		pen->chunk = FIRST_CHUNK;
	else if (pen->chunk < LARGEST_CHUNK)
		pen->chunk *= 2;
	size_t bytes = n > pen->chunk ? n : pen->chunk;
	c = eq_alloc(sizeof *c + bytes);
	pen->at = c->bytes;
	pen->stop = c->bytes + bytes;
	pthread_mutex_lock(&d->making);
	c->before = d->chunks;
	d->chunks = c;
	pthread_mutex_unlock(&d->making);
	atomic_fetch_add_explicit(&d->bytes, sizeof *c + bytes, memory_order_relaxed);
}

/* Puts in a text that was not there a moment ago; `more` texts may follow. All that takes memory
 * is done before the lock, but for a larger table. */
static uint32_t put(struct eq_dictionary *d, struct eq_dictionary_pen *pen, struct wanted *w,
		    uint32_t more)
{
	uint32_t shard = shard_of(w);
	struct shard *s = &d->shards[shard];
	bool far = w->text.n > SHORT;
	uint32_t code, slot;

	take_codes(d, pen, more + 1);
	if (far) {
		take_room(d, pen, w->text.n);
		memcpy(pen->at, w->text.p, w->text.n);
		w->entry.w[0] = (uintptr_t)pen->at;
	}
	lock(s);
	struct table t = with_room(d, shard);
	code = find(d, t, w, &slot);
	if (!code) {
		code = pen->next++;
		if (far)
			pen->at += w->text.n;
		*entry_of(d, code) = w->entry;
		atomic_store_explicit(&t.slots[slot], w->hash << 32 | code, memory_order_release);
		atomic_store_explicit(&s->n, atomic_load_explicit(&s->n, memory_order_relaxed) + 1,
				      memory_order_relaxed);
	}
	unlock(s);
	return code;
}

uint32_t eq_dictionary_code(struct eq_dictionary *d, struct eq_text text)
{
	struct wanted w;
	uint32_t code;

	if (!text.n)
		return 0;
	w = want(text, false);
	code = look_up(d, &w);
	if (code)
		return code;
	pthread_mutex_lock(&d->one_by_one);
	code = put(d, &d->pen, &w, 0);
	pthread_mutex_unlock(&d->one_by_one);
	return code;
}

/* Asks for the memory that looking these texts up will read: slots, and then the entries that seem
 * to be theirs. */
static void prefetch(const struct eq_dictionary *d, const struct wanted *w, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		struct table t = table_of(d, shard_of(&w[i]));

		if (t.slots)
			__builtin_prefetch((const void *)&t.slots[(uint32_t)w[i].hash & t.mask]);
	}
	for (uint32_t i = 0; i < n; i++) {
		struct table t = table_of(d, shard_of(&w[i]));
		uint32_t mark = (uint32_t)w[i].hash;
		uint64_t held = t.slots ? atomic_load_explicit(&t.slots[mark & t.mask],
							       memory_order_acquire)
					: 0;

		if (held && held >> 32 == mark)
			__builtin_prefetch(entry_of(d, (uint32_t)held));
	}
}

/* The same for what putting them in will write. */
static void prefetch_to_write(const struct eq_dictionary *d, const struct wanted *w, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		struct table t = table_of(d, shard_of(&w[i]));

		if (t.slots)
			__builtin_prefetch((const void *)&t.slots[(uint32_t)w[i].hash & t.mask], 1);
		__builtin_prefetch((const void *)&d->shards[shard_of(&w[i])].busy, 1);
	}
}

/* Those that are not there, put in. */
static uint32_t put_strange(struct eq_dictionary *d, struct eq_dictionary_pen *pen,
			    struct wanted *wanted, uint32_t n, uint32_t *codes)
{
	uint8_t strange[GROUP];
	uint32_t n_strange = 0;

	prefetch(d, wanted, n);
	for (uint32_t i = 0; i < n; i++) {
		codes[i] = look_up(d, &wanted[i]);
		if (!codes[i])
			strange[n_strange++] = (uint8_t)i;
	}
	for (uint32_t i = 0; i < n_strange; i++)
		codes[strange[i]] = put(d, pen, &wanted[strange[i]], n_strange - 1 - i);
	return n_strange;
}

/* All put in, where most are not there. */
static uint32_t put_all(struct eq_dictionary *d, struct eq_dictionary_pen *pen,
			struct wanted *wanted, uint32_t n, uint32_t *codes)
{
	uint32_t n_strange = 0;

	prefetch_to_write(d, wanted, n);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t next = pen->next;

		codes[i] = put(d, pen, &wanted[i], n - 1 - i);
		n_strange += pen->next != next;
	}
	return n_strange;
}

/* The codes of at most GROUP texts. */
static void group_codes(struct eq_dictionary *d, struct eq_dictionary_pen *pen,
			const struct eq_text *texts, uint32_t n, uint32_t *codes)
{
	struct wanted wanted[GROUP];
	uint32_t found[GROUP], n_wanted = 0, n_strange;

	for (uint32_t i = 0; i < n; i++)
		if (texts[i].n)
			wanted[n_wanted++] = want(texts[i], true);
	n_strange = pen->strange ? put_all(d, pen, wanted, n_wanted, found)
				 : put_strange(d, pen, wanted, n_wanted, found);
	pen->strange = n_strange > n_wanted / 2;
	for (uint32_t i = 0, k = 0; i < n; i++)
		codes[i] = texts[i].n ? found[k++] : 0;
}

void eq_dictionary_codes(struct eq_dictionary *d, struct eq_dictionary_pen *pen,
			 const struct eq_text *texts, uint32_t n, uint32_t *codes)
{
	for (uint32_t from = 0; from < n; from += GROUP)
		group_codes(d, pen, texts + from, n - from < GROUP ? n - from : GROUP,
			    codes + from);
}
