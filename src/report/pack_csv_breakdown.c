/* pack_csv_breakdown.c - break-downs in the CSV pack. See pack_csv_parts.h.
 *
 * Parts may be very many: some thousands at a time are shared out among threads, each with room of its own, and put
 * together in their order. */
#include "base/parallel.h"
#include "data/cube.h"
#include "report/pack_breakdown.h"
#include "report/pack_csv_parts.h"

#define SHARE 2048 /* parts that a thread writes at a time */

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
	uint32_t from;      /* part of the first share */
	struct eq_buf *out; /* by share */
};

static void write_share(void *of, uint32_t share)
{
	const struct sharing *sh = of;
	const struct eq_breakdown *b = sh->b;
	const struct eq_text none = EQ_TEXT("the parts do not add up");
	struct eq_csv_pack w = *sh->pack;
	struct eq_csv_subject s = *sh->subject;
	uint32_t from = sh->from + share * SHARE;
	uint32_t to = b->n_parts - from < SHARE ? b->n_parts : from + SHARE;
	struct eq_buf cells,
		out = sh->out[share]; /* its own while it grows: threads share no line of memory */

	eq_arena_init(&w.arena);
	eq_buf_init(&cells);
	eq_buf_clear(&out);
	w.csv = (struct eq_csv_writer){&out, false};
	for (uint32_t i = from; i < to; i++) {
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
	sh->out[share] = out;
	eq_buf_release(&cells);
	eq_arena_release(&w.arena);
}

static void part_rows(const struct eq_csv_pack *w, const struct eq_breakdown *b,
		      const struct eq_csv_subject *s, struct eq_text unit)
{
	uint32_t threads = eq_threads(w->r->threads), n;
	struct sharing sh = {.pack = w, .b = b, .subject = s, .unit = unit};

	sh.out = eq_alloc_zero(threads, sizeof *sh.out);
	for (; sh.from < b->n_parts; sh.from += n * SHARE) {
		n = (b->n_parts - sh.from - 1) / SHARE + 1;
		n = n < threads ? n : threads;
		eq_parallel(n, write_share, &sh);
		for (uint32_t i = 0; i < n; i++)
			eq_buf_add_text(w->csv.out, eq_buf_view(&sh.out[i]));
	}
	for (uint32_t i = 0; i < threads; i++)
		eq_buf_release(&sh.out[i]);
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
