/* reach.c - what definitions depend on. See reach.h. Found once, from the inputs of the chunks;
 * parts come before what they make up, so that two rounds are the rule even for long chains. */
#include "engine/reach.h"

#include "engine/asat.h"

struct eq_reach {
	bool *takes_out;   /* by def */
	uint64_t *sources; /* [def][words]: a bit a source */
	size_t words;
};

struct search {
	const struct eq_eval *e;
	struct eq_reach *r;
	bool *takes_out;        /* by chunk */
	uint64_t *sources;      /* [chunk][words] */
	uint32_t *first, *next; /* chunks of a def, in order: chunk + 1, or 0 */
	bool changed;
};

static void join(struct search *s, bool *to_out, uint64_t *to, bool out, const uint64_t *from)
{
	s->changed |= out && !*to_out;
	*to_out |= out;
	for (size_t w = 0; w < s->r->words; w++) {
		s->changed |= (from[w] & ~to[w]) != 0;
		to[w] |= from[w];
	}
}

static void join_input(struct search *s, size_t chunk, const struct eq_input *in)
{
	const struct eq_model *m = s->e->model;
	struct eq_reach *r = s->r;
	bool *out = &s->takes_out[chunk];
	uint64_t *sources = s->sources + chunk * r->words;
	uint32_t def = EQ_NO_DEF;
	switch (in->kind) {
	case EQ_INPUT_DEF:
		def = in->ref;
		break;
	case EQ_INPUT_WORTH:
	case EQ_INPUT_RUN_RATE:
	case EQ_INPUT_VALUE_ADD:
	case EQ_INPUT_CASH:
	case EQ_INPUT_ANNUALISED:
		if (in->ref != EQ_ALL_BENEFITS)
			def = m->benefits.v[in->ref].def;
		break;
	case EQ_INPUT_TOTAL:
	case EQ_INPUT_COUNTED:
	case EQ_INPUT_MONTHS: {
		uint32_t data = m->measures.v[in->ref].data;
		sources[data / 64] |= (uint64_t)1 << data % 64;
		return;
	}
	case EQ_INPUT_WITHOUT:
		s->changed |= !*out;
		*out = true;
		/* fall through */
	case EQ_INPUT_OVER:
	case EQ_INPUT_AT:
	case EQ_INPUT_PREVIOUS:
	case EQ_INPUT_AVERAGE:
	case EQ_INPUT_CUMULATIVE:
	case EQ_INPUT_CHANGE:
	case EQ_INPUT_XMR:
		join(s, out, sources, s->takes_out[in->chunk], s->sources + in->chunk * r->words);
		return;
	default:
		return;
	}
	if (def != EQ_NO_DEF)
		join(s, out, sources, r->takes_out[def], r->sources + def * r->words);
}

static bool of_rows(const struct eq_chunk *c)
{
	return c->part == EQ_PART_ROW_VALUE || c->part == EQ_PART_ROW_FILTER ||
	       c->part == EQ_PART_ROW_ONLY || c->part == EQ_PART_ROW_LISTED ||
	       c->part == EQ_PART_ROW_MARKS;
}

static void search_round(struct search *s)
{
	const struct eq_model *m = s->e->model;
	const struct eq_program *p = s->e->program;
	s->changed = false;
	for (size_t i = 0; i < m->order.n; i++) {
		uint32_t def = m->order.v[i];
		for (uint32_t c = s->first[def]; c; c = s->next[c - 1]) {
			const struct eq_chunk *chunk = &p->chunks.v[c - 1];
			for (uint32_t k = 0; k < chunk->n_inputs; k++)
				join_input(s, c - 1, &chunk->inputs[k]);
			join(s, &s->r->takes_out[def], s->r->sources + def * s->r->words,
			     s->takes_out[c - 1], s->sources + (c - 1) * s->r->words);
		}
	}
}

static struct eq_reach *reach_of(struct eq_eval *e)
{
	if (e->reach)
		return e->reach;
	const struct eq_model *m = e->model;
	const struct eq_program *p = e->program;
	struct eq_reach *r = eq_alloc_zero(1, sizeof *r);
	struct search s = {.e = e, .r = r};
	r->words = m->data.n / 64 + 1;
	r->takes_out = eq_alloc_zero(m->defs.n + 1, sizeof *r->takes_out);
	r->sources = eq_alloc_zero((m->defs.n + 1) * r->words, sizeof *r->sources);
	s.takes_out = eq_alloc_zero(p->chunks.n + 1, sizeof *s.takes_out);
	s.sources = eq_alloc_zero((p->chunks.n + 1) * r->words, sizeof *s.sources);
	s.first = eq_alloc_zero(m->defs.n + 1, sizeof *s.first);
	s.next = eq_alloc_zero(p->chunks.n + 1, sizeof *s.next);
	for (size_t c = p->chunks.n; c-- > 0;) {
		if (of_rows(&p->chunks.v[c]) || p->chunks.v[c].owner == EQ_NO_DEF)
			continue;
		uint32_t owner = p->chunks.v[c].owner;
		s.next[c] = s.first[owner];
		s.first[owner] = (uint32_t)c + 1;
	}
	for (uint32_t i = 0; i < m->kpis.n; i++)
		r->takes_out[m->kpis.v[i].def] = m->kpis.v[i].n_except > 0;
	do
		search_round(&s);
	while (s.changed);
	eq_free(s.takes_out);
	eq_free(s.sources);
	eq_free(s.first);
	eq_free(s.next);
	return e->reach = r;
}

void eq_reach_free(struct eq_reach *r)
{
	if (!r)
		return;
	eq_free(r->takes_out);
	eq_free(r->sources);
	eq_free(r);
}

bool eq_eval_takes_out(struct eq_eval *e, uint32_t def)
{
	return reach_of(e)->takes_out[def];
}

bool eq_reach_source(struct eq_eval *e, uint32_t def, uint32_t data)
{
	const struct eq_reach *r = reach_of(e);
	return r->sources[def * r->words + data / 64] >> data % 64 & 1;
}

uint64_t eq_reach_rows_lost(struct eq_eval *e, uint32_t def)
{
	uint64_t rows = 0;
	for (uint32_t i = 0; i < e->model->data.n; i++)
		if (eq_reach_source(e, def, i))
			rows += e->cube->sources[i].rows_bad;
	return rows;
}

bool eq_reach_unsettled(struct eq_eval *e, uint32_t def)
{
	for (uint32_t i = 0; i < e->model->data.n; i++)
		if (e->model->data.v[i].settles.count && eq_reach_source(e, def, i) &&
		    eq_run_settled_to(e->model, e->cube, i) < e->data_end)
			return true;
	return false;
}
