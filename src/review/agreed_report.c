/* agreed_report.c - what does not stand as it was agreed, said to people. See agreed_compare.h. */
#include "review/agreed_compare.h"

#include <string.h>

/* ---- by which way ---- */

static struct eq_text id_of(const struct eq_agreed_things *now, const struct eq_relied *r)
{
	return now->meanings->all.v[r->meaning].id;
}

struct eq_text eq_moved_way(const struct eq_beside *b, const struct eq_moved *m,
			    const struct eq_agreed_things *now, struct eq_arena *arena)
{
	struct eq_text last = m->definition, text;
	struct eq_buf way;

	eq_buf_init(&way);
	eq_buf_addf(&way, "`%.*s`", EQ_ARG(last));
	for (uint32_t at = m->relied; at != UINT32_MAX; at = b->now->relied[at].from) {
		struct eq_text id = id_of(now, &b->now->relied[at]);

		if (at != m->relied && !eq_text_eq(id, last)) {
			eq_buf_addf(&way, ", used by `%.*s`", EQ_ARG(id));
			last = id;
		}
	}
	text = eq_arena_copy(arena, eq_buf_view(&way));
	eq_buf_release(&way);
	return text;
}

/* "`placement_cost`, from 2024-04-01"; a label that only repeats what the text begins with says nothing. */
static void add_what(const struct eq_moved *m, struct eq_text way, struct eq_buf *out)
{
	struct eq_text said = m->is.n ? m->is : m->was;

	eq_buf_add_text(out, way);
	if (m->label.n && !eq_text_is(m->label, "value") &&
	    !(said.n >= m->label.n && memcmp(said.p, m->label.p, m->label.n) == 0))
		eq_buf_addf(out, ", %.*s", EQ_ARG(m->label));
	if (!m->was.n)
		eq_buf_addf(out, ": it says `%.*s` now, and said nothing", EQ_ARG(m->is));
	else if (!m->is.n)
		eq_buf_addf(out, ": it was `%.*s`, and is not used any more", EQ_ARG(m->was));
	else
		eq_buf_addf(out, ": it was `%.*s`, and is `%.*s` now", EQ_ARG(m->was),
			    EQ_ARG(m->is));
}

static struct eq_span span_of(const struct eq_beside *b, const struct eq_moved *m,
			      const struct eq_agreed_things *now)
{
	const struct eq_relied *r;

	if (m->relied == UINT32_MAX)
		return EQ_NO_SPAN;
	r = &b->now->relied[m->relied];
	return now->meanings->all.v[r->meaning].sayings[r->saying].node->span;
}

/* ---- messages ---- */

struct reporter {
	const struct eq_besides *besides;
	const struct eq_agreed_things *now;
	const struct eq_lock *lock;
	struct eq_diags *diags;
	struct eq_arena arena;
};

static void note_moved(struct reporter *r, struct eq_diag *g, const struct eq_beside *b)
{
	struct eq_buf text;

	eq_buf_init(&text);
	for (uint32_t i = 0; i < b->n_moved; i++) {
		eq_buf_clear(&text);
		add_what(&b->moved[i], eq_moved_way(b, &b->moved[i], r->now, &r->arena), &text);
		eq_diag_note(r->diags, g, span_of(b, &b->moved[i], r->now), "%.*s",
			     EQ_ARG(eq_buf_view(&text)));
	}
	eq_buf_release(&text);
}

static void report_changed(struct reporter *r, const struct eq_beside *b)
{
	const struct eq_agreement *then = &b->then->agreements[b->then->n_agreements - 1];
	struct eq_diag *g = eq_diag_at(
		r->diags, EQ_E1003, b->now->span,
		"%.*s is not what \"%.*s\" agreed to on %.*s: it, or something that it rests on, "
		"has changed",
		EQ_ARG(b->now->words), EQ_ARG(then->by), EQ_ARG(then->on));

	note_moved(r, g, b);
	if (b->renewed)
		eq_diag_hint(r->diags, g,
			     "the text says that it is agreed anew: `equate agree %.*s` puts that "
			     "into the lock",
			     EQ_ARG(b->now->name));
	else
		eq_diag_hint(r->diags, g,
			     "take the change back; or, once it is agreed, write by whom and when, "
			     "and run `equate agree %.*s`",
			     EQ_ARG(b->now->name));
}

static void report_renewed(struct reporter *r, const struct eq_beside *b)
{
	const struct eq_agreement *then = &b->then->agreements[b->then->n_agreements - 1];
	struct eq_diag *g =
		eq_diag_at(r->diags, EQ_E1004, b->now->span,
			   "the lock says of %.*s that \"%.*s\" agreed to it on %.*s, and the text "
			   "says something else",
			   EQ_ARG(b->now->words), EQ_ARG(then->by), EQ_ARG(then->on));

	eq_diag_hint(r->diags, g, "`equate agree %.*s` puts what the text says into the lock",
		     EQ_ARG(b->now->name));
}

static void report_withdrawn(struct reporter *r, const struct eq_beside *b)
{
	const struct eq_agreement *then = &b->then->agreements[b->then->n_agreements - 1];
	struct eq_diag *g = eq_diag_at(
		r->diags, EQ_E1005, EQ_NO_SPAN,
		"%.*s: \"%.*s\" agreed to %.*s on %.*s, and the text does not say so any "
		"more",
		EQ_ARG(r->lock->path), EQ_ARG(then->by), EQ_ARG(b->then->words), EQ_ARG(then->on));

	eq_diag_hint(r->diags, g,
		     "bring it back, with its `agreed`; or, where it is agreed to do without, run "
		     "`equate agree %.*s`",
		     EQ_ARG(b->then->name));
}

static void report_unlocked(struct reporter *r, const struct eq_beside *b)
{
	struct eq_diag *g;

	if (r->lock->there) {
		g = eq_diag_at(r->diags, EQ_A1001, b->now->span,
			       "%.*s is agreed, and equate.lock does not hold what it says",
			       EQ_ARG(b->now->words));
		eq_diag_hint(r->diags, g, "put it into the lock: `equate agree %.*s`",
			     EQ_ARG(b->now->name));
		return;
	}
	g = eq_diag_at(r->diags, EQ_A1001, b->now->span,
		       "%.*s is agreed, and no equate.lock notices when it changes",
		       EQ_ARG(b->now->words));
	eq_diag_hint(r->diags, g, "`equate agree` writes one, for all that is agreed");
}

void eq_besides_report(const struct eq_besides *b, const struct eq_agreed_things *now,
		       const struct eq_lock *lock, struct eq_diags *diags)
{
	struct reporter r = {.besides = b, .now = now, .lock = lock, .diags = diags};
	bool told = false; /* that there is no lock at all: once is enough */

	eq_arena_init(&r.arena);
	for (size_t i = 0; i < b->all.n; i++) {
		const struct eq_beside *x = &b->all.v[i];

		if (x->standing == EQ_CHANGED)
			report_changed(&r, x);
		else if (x->standing == EQ_RENEWED)
			report_renewed(&r, x);
		else if (x->standing == EQ_WITHDRAWN)
			report_withdrawn(&r, x);
		else if (x->standing == EQ_UNLOCKED && (lock->there || !told)) {
			report_unlocked(&r, x);
			told = true;
		}
	}
	eq_arena_release(&r.arena);
}
