/* declare_workstream.c - workstreams, and what puts other definitions under them and among partners:
 * `in`, `rag`, `share` and `owner`. */
#include "model/build.h"

uint32_t eq_read_workstream(struct eq_build *b, const struct eq_node *n)
{
	const struct eq_node *in = eq_node_child(n, EQ_NODE_IN_WORKSTREAM);
	if (!in)
		return EQ_NO_WORKSTREAM;
	uint32_t def = eq_def_named(b, in->child->name);
	if (def == EQ_NO_DEF) {
		eq_unknown_name(b, EQ_E0201, in->child->span, in->child->name, EQ_WANT_WORKSTREAMS,
				"workstream");
		return EQ_NO_WORKSTREAM;
	}
	if (b->m->defs.v[def].kind == EQ_DEF_WORKSTREAM)
		return b->m->defs.v[def].index;
	struct eq_diag *g = eq_diag_at(
		b->diags, EQ_E0206, in->child->span, "`%.*s` is %s, not a workstream",
		EQ_ARG(eq_name(b, in->child->name)), eq_def_kind_word(b->m->defs.v[def].kind));
	eq_diag_note(b->diags, g, b->m->defs.v[def].span, "it is declared here");
	return EQ_NO_WORKSTREAM;
}

/* A number without a unit, such as 85% or 0.85. */
static bool read_part(struct eq_build *b, const struct eq_node *n, struct eq_dec *out)
{
	uint32_t unit;
	if (!eq_read_number(b, n, out, &unit))
		return false;
	if (unit == EQ_UNIT_PLAIN)
		return true;
	eq_diag_at(b->diags, EQ_E0304, n->span,
		   "a part is expected here, such as 85%%; this is %.*s",
		   EQ_ARG(eq_unit_words(b, unit)));
	return false;
}

static struct eq_text percent(struct eq_build *b, struct eq_dec part)
{
	char text[EQ_DEC_CHARS];
	unsigned flags = 0;
	size_t n = eq_dec_write_short(eq_dec_mul(part, eq_dec_int(100), &flags), text);
	return eq_arena_printf(b->arena, "%.*s%%", (int)n, text);
}

/* Bands. */

void eq_read_bands(struct eq_build *b, const struct eq_node *rag, struct eq_bands *out)
{
	static const char *const colours[] = {"green", "amber", NULL};
	const struct eq_node *said[2] = {NULL, NULL};
	struct eq_dec from[2];
	bool ok = true;
	if (!rag)
		return;
	for (const struct eq_node *c = rag->child; c; c = c->next) {
		int k = eq_choose(b, c->child, colours, "a band that begins somewhere");
		struct eq_dec part;
		if (k < 0 || !read_part(b, c->child->next, &part)) {
			ok = false;
			continue;
		}
		if (said[k]) {
			struct eq_diag *g = eq_diag_at(b->diags, EQ_E0410, c->span,
						       "`%s` begins twice", colours[k]);
			eq_diag_note(b->diags, g, said[k]->span, "it begins here first");
			ok = false;
			continue;
		}
		if (eq_dec_cmp(part, eq_dec_int(10)) > 0) {
			struct eq_diag *g = eq_diag_at(b->diags, EQ_E0410, c->span,
						       "%.*s of the way cannot be meant",
						       EQ_ARG(percent(b, part)));
			eq_diag_hint(b->diags, g, "write the sign of per cent: `green 100%%`");
			ok = false;
		}
		said[k] = c;
		from[k] = part;
	}
	if (!ok)
		return;
	if (!said[0] || !said[1]) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0410, rag->span,
					       "this does not say from where it is %s",
					       said[0] ? "amber" : "green");
		eq_diag_hint(b->diags, g, "write both: `rag green 100%%, amber 90%%`");
		return;
	}
	if (eq_dec_cmp(from[0], from[1]) <= 0) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0410, rag->span,
					       "green begins at %.*s, which is not above amber at "
					       "%.*s",
					       EQ_ARG(percent(b, from[0])),
					       EQ_ARG(percent(b, from[1])));
		eq_diag_hint(b->diags, g,
			     "more progress is greener: `rag green 100%%, amber 90%%`");
		return;
	}
	*out = (struct eq_bands){true, from[0], from[1]};
}

/* Partners. */

static uint32_t partner_of(struct eq_build *b, const struct eq_node *name)
{
	struct eq_text t = eq_name(b, name->name);
	for (uint32_t i = 0; i < b->m->partners.n; i++)
		if (eq_text_eq(b->m->partners.v[i], t))
			return i;
	EQ_PUSH(&b->m->partners, t);
	return (uint32_t)b->m->partners.n - 1;
}

void eq_read_owner(struct eq_build *b, const struct eq_node *owner)
{
	if (owner)
		b->m->programme.owner = partner_of(b, owner->child);
}

void eq_read_shares(struct eq_build *b, const struct eq_node *p, struct eq_benefit *x)
{
	uint32_t count = 0;
	bool ok = true;
	struct eq_dec sum = EQ_DEC_ZERO;
	unsigned flags = 0;
	if (!p)
		return;
	for (const struct eq_node *c = p->child; c; c = c->next)
		count++;
	const struct eq_node **at = EQ_NEW_ARRAY(b->arena, const struct eq_node *, count);
	x->shares = EQ_NEW_ARRAY(b->arena, struct eq_share, count);
	for (const struct eq_node *c = p->child; c; c = c->next) {
		struct eq_share s = {.partner = partner_of(b, c->child)};
		if (!read_part(b, c->child->next, &s.part)) {
			ok = false;
			continue;
		}
		if (eq_dec_is_negative(s.part) || eq_dec_cmp(s.part, EQ_DEC_ONE) > 0) {
			struct eq_diag *g = eq_diag_at(b->diags, EQ_E0409, c->span,
						       "a share is a part of the whole, and this "
						       "is %.*s of it",
						       EQ_ARG(percent(b, s.part)));
			eq_diag_hint(b->diags, g,
				     "write, for example, `share council 85%%, icb 15%%`");
			ok = false;
		}
		for (uint32_t i = 0; i < x->n_shares; i++)
			if (x->shares[i].partner == s.partner) {
				struct eq_diag *g =
					eq_diag_at(b->diags, EQ_E0409, c->span,
						   "`%.*s` has a share of this benefit already",
						   EQ_ARG(eq_name(b, c->child->name)));
				eq_diag_note(b->diags, g, at[i]->span, "it stands here first");
				ok = false;
				break;
			}
		sum = eq_dec_add(sum, s.part, &flags);
		at[x->n_shares] = c;
		x->shares[x->n_shares++] = s;
	}
	if (ok && eq_dec_cmp(sum, EQ_DEC_ONE) != 0)
		eq_diag_at(b->diags, EQ_E0409, p->span,
			   "these shares add up to %.*s, and the whole is 100%%",
			   EQ_ARG(percent(b, sum)));
}

/* An owner that no share names has, by slip or by intention, nothing: too much to pass over. */
void eq_check_owner(struct eq_build *b)
{
	const struct eq_node *owner = NULL;
	bool shared = false;
	struct eq_nearest nearest;
	if (b->m->programme.owner == EQ_NO_PARTNER)
		return;
	for (const struct eq_node *c = b->programmes.v[0].node->child; c; c = c->next)
		if (c->kind == EQ_NODE_PROPERTY && c->op == EQ_PROPERTY_OWNER)
			owner = c;
	eq_nearest_init(&nearest, eq_name(b, owner->child->name));
	for (size_t i = 0; i < b->m->benefits.n; i++)
		for (uint32_t k = 0; k < b->m->benefits.v[i].n_shares; k++) {
			uint32_t partner = b->m->benefits.v[i].shares[k].partner;
			if (partner == b->m->programme.owner)
				return;
			eq_nearest_try(&nearest, b->m->partners.v[partner]);
			shared = true;
		}
	if (!shared)
		return;
	struct eq_diag *g = eq_diag_at(b->diags, EQ_E0409, owner->child->span,
				       "no benefit has a share for `%.*s`, the owner",
				       EQ_ARG(eq_name(b, owner->child->name)));
	if (nearest.best.n)
		eq_diag_hint(b->diags, g, "did you mean `%.*s`?", EQ_ARG(nearest.best));
	else
		eq_diag_hint(b->diags, g,
			     "a benefit that is not the owner's says so: `share %.*s "
			     "0%%, …`",
			     EQ_ARG(eq_name(b, owner->child->name)));
}

/* Workstreams. */

static void read_aim(struct eq_build *b, uint32_t def, const struct eq_node *p, const char *what,
		     struct eq_values *out)
{
	struct eq_scope s = {.place = EQ_PLACE_FIXED, .self = def, .current = EQ_SCENARIO_CURRENT};
	if (!p)
		return;
	if (p->child->kind == EQ_NODE_TABLE) {
		eq_diag_at(b->diags, EQ_E0411, p->child->span,
			   "a workstream is the whole of its benefits: its %s is one value", what);
		return;
	}
	eq_begin_parts(b);
	eq_check_values(b, p->child, &s, def, eq_def_unit(b, def), what, out);
}

void eq_check_workstream(struct eq_build *b, uint32_t def)
{
	struct eq_workstream *w = &b->m->workstreams.v[b->m->defs.v[def].index];
	struct eq_block block;
	eq_read_block(b, b->known.v[def].node, &block);
	w->title = eq_title_of(b, def);
	eq_check_notes(b, b->known.v[def].node->child, &w->notes.source, &w->notes.agreed);
	eq_read_bands(b, block.p[EQ_PROPERTY_RAG], &w->bands);
	read_aim(b, def, block.p[EQ_PROPERTY_TARGET], "target", &w->target);
	read_aim(b, def, block.p[EQ_PROPERTY_STRETCH], "stretch", &w->stretch);
}
