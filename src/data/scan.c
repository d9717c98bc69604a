/* scan.c - each source of a programme to the cube: workers side by side, their tallies joined. */
#include "data/scan.h"

#include <pthread.h>
#include <time.h>

#include "base/parallel.h"
#include "data/finish.h"
#include "data/groups.h"
#include "data/scanning.h"

#define PROGRESS_EVERY 100000000 /* nanoseconds */

/* ---- workers ---- */

/* Where it matters which of two rows comes first, one worker reads them in their order. */
static uint32_t n_workers(const struct eq_scan_source *s)
{
	if (!eq_blocks_many(s->blocks) || (eq_scan_source_has_repeats(s) && !s->first_reading))
		return 1;
	return eq_threads(s->options->threads);
}

/* Workers that run, and who waits for them. */
struct shift {
	pthread_mutex_t lock;
	pthread_cond_t done;
	uint32_t running;
};
struct task {
	struct shift *shift;
	struct eq_scanning *worker;
	pthread_t thread;
};

static void *work(void *of)
{
	struct task *t = of;

	eq_scanning_run(t->worker);
	pthread_mutex_lock(&t->shift->lock);
	t->shift->running--;
	pthread_cond_signal(&t->shift->done);
	pthread_mutex_unlock(&t->shift->lock);
	return NULL;
}

/* False where no thread can be had. */
static bool start(struct task *t)
{
	pthread_mutex_lock(&t->shift->lock);
	bool started = pthread_create(&t->thread, NULL, work, t) == 0;
	t->shift->running += started;
	pthread_mutex_unlock(&t->shift->lock);
	return started;
}

static void say_progress(const struct eq_scan_source *s)
{
	struct eq_scan_progress p = {.file = s->data->file,
				     .rows = atomic_load(&s->rows),
				     .bytes = eq_blocks_bytes_read(s->blocks),
				     .of = eq_blocks_bytes(s->blocks)};

	s->options->on_progress(s->options->context, &p);
}

/* Until all are done; says how far they are meanwhile. */
static void wait_for(struct shift *shift, const struct eq_scan_source *s)
{
	struct timespec until;

	pthread_mutex_lock(&shift->lock);
	while (shift->running) {
		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_nsec += PROGRESS_EVERY;
		until.tv_sec += until.tv_nsec / 1000000000;
		until.tv_nsec %= 1000000000;
		if (pthread_cond_timedwait(&shift->done, &shift->lock, &until) == 0)
			continue;
		pthread_mutex_unlock(&shift->lock);
		say_progress(s);
		pthread_mutex_lock(&shift->lock);
	}
	pthread_mutex_unlock(&shift->lock);
}

/* Runs them all. The first works in this thread, except where this one says how far they are; blocks are
 * shared out as they come, so that a thread that cannot be had leaves nothing undone. */
static void run_workers(struct eq_scan_source *s, struct eq_scanning *const *workers, uint32_t n)
{
	struct shift shift = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0};
	struct task *tasks = EQ_NEW_ARRAY(&s->arena, struct task, n);
	bool watches = s->options->on_progress && eq_blocks_many(s->blocks);
	uint32_t first = watches ? 0 : 1, end = first;

	for (uint32_t i = 0; i < n; i++)
		tasks[i] = (struct task){.shift = &shift, .worker = workers[i]};
	while (end < n && start(&tasks[end]))
		end++;
	if (!watches || end == 0)
		eq_scanning_run(workers[0]);
	else
		wait_for(&shift, s);
	for (uint32_t i = first; i < end; i++)
		pthread_join(tasks[i].thread, NULL);
	pthread_mutex_destroy(&shift.lock);
	pthread_cond_destroy(&shift.done);
}

/* ---- where the time went ---- */

static uint64_t spent(struct eq_rows *const *rows, uint32_t n, uint32_t stage)
{
	uint64_t ns = 0;

	for (uint32_t i = 0; i < n; i++)
		ns += rows[i]->laps.ns[stage];
	return ns;
}

static void say_times(const struct eq_scan_source *s, struct eq_rows *const *rows, uint32_t n)
{
	static const char *const names[] = {[EQ_SCAN_READ] = "reading blocks",
					    [EQ_SCAN_INDEX] = "finding cells",
					    [EQ_SCAN_DECODE] = "reading cells",
					    [EQ_SCAN_JUDGE] = "judging rows",
					    [EQ_SCAN_PLACE] = "finding days and groups"};
	struct eq_times *t = s->options->times;

	for (uint32_t i = 0; t && i < EQ_SCAN_MEASURES; i++)
		eq_times_add(t, names[i], s->data->file, EQ_TEXT(""), spent(rows, n, i));
	for (uint32_t i = 0; t && i < s->n_measures; i++) {
		struct eq_text text = eq_sources_text(s->diags->sources, s->measures[i].m->span);
		uint32_t stage = EQ_SCAN_MEASURES + 2 * i;

		eq_times_add(t, "row programs", s->data->file, text, spent(rows, n, stage));
		eq_times_add(t, "adding up", s->data->file, text, spent(rows, n, stage + 1));
	}
}

/* ---- the end of a source ---- */

static void warn_of_absent_members(struct eq_scan_source *s, struct eq_rows *const *rows,
				   uint32_t n)
{
	const struct eq_data *d = s->data;

	for (uint32_t i = 0; i < d->n_members; i++) {
		bool seen = false;

		for (uint32_t k = 0; k < n; k++)
			seen |= rows[k]->member_seen[i];
		if (seen)
			continue;
		struct eq_diag *g = eq_diag_at(s->diags, EQ_W0601, d->span,
					       "no row of %.*s has the member \"%.*s\"",
					       EQ_ARG(d->file), EQ_ARG(d->members[i].name));
		eq_diag_hint(s->diags, g, "every total over the members is missing without it");
	}
}

static void warn_of_unmet_texts(struct eq_scan_source *s, struct eq_rows *const *rows, uint32_t n)
{
	bool *met = EQ_NEW_ARRAY(&s->arena, bool, s->n_watched + 1);

	for (uint32_t k = 0; k < n; k++)
		for (uint32_t i = 0; i <= s->n_watched; i++)
			met[i] |= rows[k]->met[i];
	eq_warn_of_unmet_texts(s, met);
}

static void finish(struct eq_scan_source *s, struct eq_scanning *const *workers,
		   struct eq_rows *const *rows, uint32_t n, struct eq_cube *cube,
		   struct eq_groups_found *found)
{
	struct eq_source_tally tally;
	struct eq_finish_measure *measures;
	struct eq_tallies **tallies = EQ_NEW_ARRAY(&s->arena, struct eq_tallies *, n);
	struct eq_tallies **parts = EQ_NEW_ARRAY(&s->arena, struct eq_tallies *, n);

	if (!eq_rows_end(s, rows, n, &tally))
		return;
	warn_of_absent_members(s, rows, n);
	if (tally.rows)
		warn_of_unmet_texts(s, rows, n);
	measures = EQ_NEW_ARRAY(&s->arena, struct eq_finish_measure, s->n_measures + 1);
	for (uint32_t i = 0; i < s->n_measures; i++)
		measures[i] = (struct eq_finish_measure){s->measures[i].index, s->measures[i].begun,
							 s->measures[i].ended};
	for (uint32_t i = 0; i < n; i++) {
		tallies[i] = workers[i]->tallies;
		parts[i] = workers[i]->parts;
		workers[i]->tallies = workers[i]->parts = NULL;
	}
	tally.by_period = s->data->by_period;
	tally.file = s->data->file;
	struct eq_finishing f = {.program = s->program,
				 .index = s->index,
				 .tally = &tally,
				 .texts = s->texts,
				 .by = s->by,
				 .n_by = s->n_by,
				 .measures = measures,
				 .n_measures = s->n_measures,
				 .cuts = s->cuts,
				 .threads = eq_threads(s->options->threads)};
	eq_finish_source(&f, tallies, s->cuts ? parts : NULL, n, cube, found);
	eq_marks_finish(s, workers, n, cube);
}

/* False: they must be read again. It was a first reading, and there is something to tell of the rows in their
 * order; or the intervals by which groups were to be told apart do not serve. */
static bool read_rows(struct eq_scan_source *s, struct eq_cube *cube, struct eq_groups_found *found)
{
	uint32_t n = n_workers(s);
	struct eq_scanning **workers = EQ_NEW_ARRAY(&s->arena, struct eq_scanning *, n);
	struct eq_rows **rows = EQ_NEW_ARRAY(&s->arena, struct eq_rows *, n);
	bool good;

	for (uint32_t i = 0; i < n; i++) {
		workers[i] = eq_alloc(sizeof *workers[i]);
		eq_scanning_init(workers[i], s);
		rows[i] = &workers[i]->rows;
	}
	run_workers(s, workers, n);
	say_times(s, rows, n);
	uint64_t from = s->options->times ? eq_clock() : 0;
	good = !(s->first_reading && (atomic_load(&s->met) || atomic_load(&s->faulty))) &&
	       !atomic_load(&s->uncut);
	if (good)
		finish(s, workers, rows, n, cube, found);
	if (s->options->times)
		eq_times_add(s->options->times, "joining", s->data->file, EQ_TEXT(""),
			     eq_clock() - from);
	for (uint32_t i = 0; i < n; i++) {
		eq_scanning_release(workers[i]);
		eq_free(workers[i]);
	}
	return good;
}

/* What can be read only once has no size. */
static bool can_be_read_again(const struct eq_scan_source *s)
{
	return eq_blocks_bytes(s->blocks) > 0 && !eq_text_is(s->data->file, "-");
}

/* Rows that may come only once are looked at by all workers first, for whether one comes twice. That is
 * rare; where it is so, and where a row is at fault, they are read again in their order, which decides
 * what is said. */
static void scan_open_source(struct eq_scan_source *s, struct eq_cube *cube,
			     struct eq_groups_found *found)
{
	if (can_be_read_again(s)) {
		if (eq_scan_source_has_repeats(s) && eq_blocks_many(s->blocks))
			eq_scan_source_begin_first(s);
		eq_scan_source_cut(s);
	}
	while (!read_rows(s, cube, found))
		if (!eq_scan_source_open_again(s))
			return;
}

/* ---- all sources ---- */

static void borrow(const struct eq_model *m, uint32_t data, const struct eq_read_before *b,
		   struct eq_cube *cube)
{
	cube->sources[data] = b->cube->sources[b->source];
	for (uint32_t i = 0; i < m->measures.n; i++)
		if (m->measures.v[i].data == data)
			cube->tallies[i] = b->cube->tallies[b->measures[i]];
	for (uint32_t i = 0; i < m->ratings.n; i++)
		if (m->ratings.v[i].data == data) {
			cube->marks[i] = b->cube->marks[b->ratings[i]];
			cube->n_marks[i] = b->cube->n_marks[b->ratings[i]];
		}
}

struct eq_cube *eq_scan(const struct eq_program *p, const struct eq_scan_options *options,
			struct eq_diags *diags)
{
	const struct eq_model *m = p->model;
	struct eq_cube *c = eq_alloc_zero(1, sizeof *c);
	struct eq_groups_found found = {.all = {0}};
	size_t errors = diags->errors;

	eq_arena_init(&c->arena);
	c->n_sources = (uint32_t)m->data.n;
	c->n_measures = (uint32_t)m->measures.n;
	c->sources = EQ_NEW_ARRAY(&c->arena, struct eq_source_tally, c->n_sources);
	c->tallies = EQ_NEW_ARRAY(&c->arena, struct eq_tally *, c->n_measures);
	c->places = EQ_NEW_ARRAY(&c->arena, struct eq_cell_place, c->n_measures);
	c->marks = EQ_NEW_ARRAY(&c->arena, struct eq_row_mark *, m->ratings.n + 1);
	c->n_marks = EQ_NEW_ARRAY(&c->arena, uint32_t, m->ratings.n + 1);
	uint32_t **columns = EQ_NEW_ARRAY(&c->arena, uint32_t *, c->n_sources + 1);
	eq_groups_columns(m, options, &c->arena, columns, diags);
	for (uint32_t i = 0; i < c->n_sources; i++) {
		struct eq_scan_source s;

		if (options->sources && !options->sources[i])
			continue;
		if (options->before && options->before[i].cube) {
			borrow(m, i, &options->before[i], c);
			continue;
		}
		eq_scan_source_init(&s, p, i, columns[i], options, diags);
		if (eq_scan_source_open(&s))
			scan_open_source(&s, c, &found);
		eq_scan_source_release(&s);
	}
	if (diags->errors == errors && options->n_by)
		eq_groups_join(c, m, options, columns, &found);
	eq_free(found.all.v);
	if (diags->errors > errors) {
		eq_cube_free(c);
		return NULL;
	}
	return c;
}

void eq_cube_free(struct eq_cube *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->held.n; i++)
		eq_tallies_free(c->held.v[i]);
	eq_free(c->held.v);
	eq_arena_release(&c->arena);
	eq_free(c);
}
