/* pack_csv_breakdown.c - break-downs in the CSV pack. See pack_csv_parts.h.
 *
 * Parts may be very many: they are shared out among threads, each with room of its own, and put together in
 * their order. */
#include "base/parallel.h"
#include "data/cube.h"
#include "report/pack_breakdown.h"
#include "report/pack_csv_parts.h"

#define WORTH_A_THREAD 1024 /* parts */

static void figure_rows(struct eq_csv_pack *w, const struct eq_breakdown *b, struct eq_text unit,
			const struct eq_csv_subject *s, const struct eq_part *part)
{
	const struct eq_text none = EQ_TEXT("it has none of its own");

	if (!b->of_kpi) {
		eq_csv_plain_row(w, s, "run-rate", w->yearly, &part->run_rate, none);
		eq_csv_plain_row(w, s, "value-add", w->money, &part->value_add, none);
		return;
	}
	eq_csv_plain_row(w, s, "live", unit, &part->live, none);
	eq_csv_plain_row(w, s, "baseline", unit, &part->baseline, none);
	eq_csv_plain_row(w, s, "target", unit, &part->target, none);
}

struct sharing {
	const struct eq_csv_pack *pack;
	const struct eq_breakdown *b;
	const struct eq_csv_subject *subject;
	struct eq_text unit;
	struct eq_buf *out; /* [n] */
	uint32_t n;
};

static void write_share(void *of, uint32_t share)
{
	const struct sharing *sh = of;
	const struct eq_breakdown *b = sh->b;
	const struct eq_text none = EQ_TEXT("the parts do not add up");
	struct eq_csv_pack w = *sh->pack;
	struct eq_csv_subject s = *sh->subject;
	uint32_t to = (uint32_t)((uint64_t)b->n_parts * (share + 1) / sh->n);
	struct eq_buf cells;

	eq_arena_init(&w.arena);
	eq_buf_init(&cells);
	w.csv = (struct eq_csv_writer){&sh->out[share], false};
	for (uint32_t i = (uint32_t)((uint64_t)b->n_parts * share / sh->n); i < to; i++) {
		const struct eq_part *part = &b->parts[i];

		if (part->hidden)
			continue;
		s.part = part;
		w.subject = eq_csv_subject_cells(&w, &s, &cells);
		figure_rows(&w, b, sh->unit, &s, part);
		eq_csv_plain_row(&w, &s, "share", w.plain, &part->share, none);
		if (eq_part_runs(b, i))
			eq_csv_plain_row(&w, &s, "running share", w.plain, &part->running, none);
	}
	eq_buf_release(&cells);
	eq_arena_release(&w.arena);
}

static void part_rows(const struct eq_csv_pack *w, const struct eq_breakdown *b,
		      const struct eq_csv_subject *s, struct eq_text unit)
{
	uint32_t worth = b->n_parts / WORTH_A_THREAD + 1, most = eq_threads(w->r->threads);
	struct sharing sh = {
		.pack = w, .b = b, .subject = s, .unit = unit, .n = worth < most ? worth : most};

	sh.out = eq_alloc(sh.n * sizeof *sh.out);
	for (uint32_t i = 0; i < sh.n; i++)
		eq_buf_init(&sh.out[i]);
	eq_parallel(sh.n, write_share, &sh);
	for (uint32_t i = 0; i < sh.n; i++) {
		eq_buf_add_text(w->csv.out, eq_buf_view(&sh.out[i]));
		eq_buf_release(&sh.out[i]);
	}
	eq_free(sh.out);
}

void eq_csv_breakdown(struct eq_csv_pack *w, const struct eq_breakdown *b)
{
	const struct eq_kpi *k = b->of_kpi ? &w->m->kpis.v[b->index] : NULL;
	const struct eq_benefit *x = b->of_kpi ? NULL : &w->m->benefits.v[b->index];
	struct eq_csv_subject s = {.section = "break-down",
				   .workstream = k ? k->workstream : x->workstream,
				   .name = eq_csv_name(w, k ? k->def : x->def),
				   .title = k ? k->title : x->title};
	struct eq_text unit = k ? eq_csv_unit(w, k->unit) : w->money;

	if (!b->n_parts) {
		eq_csv_words(w, "break-down", s.name, b->why_not);
		return;
	}
	part_rows(w, b, &s, unit);
	s.section = "break-down, not attributed";
	figure_rows(w, b, unit, &s, &b->rest);
	s.section = "break-down, whole";
	figure_rows(w, b, unit, &s, &b->whole);
}
