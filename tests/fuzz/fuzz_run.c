/* fuzz_run.c - a whole run: any programme over any data, to the end, with every kind of column
 * arithmetic, which must print the same pack. The input is the programme's text, then a line with
 * "%%", then the CSV that all its sources read. */
#define _GNU_SOURCE /* memmem, memfd_create */
#include "stages.h"

#include "data/scan.h"
#include "engine/run.h"
#include "report/pack.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	MOST_BYTES = 16384, /* of an input: longer ones find nothing more, only later */
	MOST_DAYS = 3000    /* between the first and the last day of anything */
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A file without a place on any disk; *path names it. */
static int file_of(struct eq_text csv, struct eq_text *path, char room[64])
{
	int fd = memfd_create("data.csv", 0);

	PROMISE(fd >= 0);
	PROMISE(write(fd, csv.p, csv.n) == (ssize_t)csv.n);
	int n = snprintf(room, 64, "/proc/self/fd/%d", fd);
	*path = (struct eq_text){room, (size_t)n};
	return fd;
}

static bool near(eq_date a, eq_date b)
{
	return a == EQ_DATE_NONE || b == EQ_DATE_NONE || (a - b < MOST_DAYS && b - a < MOST_DAYS);
}

/* Whether the timeline is short enough to be worth the time. */
static bool is_short(const struct eq_model *m, const struct eq_cube *cube)
{
	eq_date here = m->programme.starts;
	bool all_near = near(here, m->programme.horizon);

	for (size_t i = 0; i < m->data.n; i++)
		all_near = all_near && near(here, m->data.v[i].covers.from) &&
			   near(here, m->data.v[i].covers.to) &&
			   near(here, cube->sources[i].first_date) &&
			   near(here, cube->sources[i].last_date);
	return all_near;
}

static void run(struct stages *s)
{
	static const enum eq_column_mode modes[] = {EQ_MODE_BEST, EQ_MODE_DECIMAL_ONLY,
						    EQ_MODE_CHECKED_ONLY};
	struct eq_cube *cube =
		eq_scan(s->program, &(struct eq_scan_options){.by = NULL}, &s->diags);
	struct eq_buf packs[3];

	PROMISE(!cube == (s->diags.errors > 0));
	if (!cube)
		return;
	for (size_t i = 0; i < 3; i++)
		eq_buf_init(&packs[i]);
	for (size_t i = 0; i < 3 && is_short(s->model, cube); i++) {
		struct eq_run_options options = {.as_at = EQ_DATE_NONE, .mode = modes[i]};
		struct eq_results *r = eq_run(s->program, cube, &options, &s->diags);

		PROMISE(r || s->diags.errors);
		if (!r)
			break;
		eq_pack_json(r, &packs[i]);
		eq_pack_text(r, &(struct eq_pack_style){0, false}, &packs[i]);
		eq_results_free(r);
		PROMISE(i == 0 || eq_text_eq(eq_buf_view(&packs[i]), eq_buf_view(&packs[0])));
	}
	for (size_t i = 0; i < 3; i++)
		eq_buf_release(&packs[i]);
	eq_cube_free(cube);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char mark[] = "\n%%\n";
	const size_t n = sizeof mark - 1;
	struct stages s;
	struct eq_text path;
	char room[64];

	const uint8_t *at = size <= MOST_BYTES ? memmem(data, size, mark, n) : NULL;
	if (!at)
		return -1; /* not an input of this target: keep it out of the corpus */
	struct eq_text text = {(const char *)data, (size_t)(at - data) + 1};
	struct eq_text csv = {(const char *)at + n, size - (size_t)(at - data) - n};

	stages_run(&s, text);
	if (s.program) {
		int fd = file_of(csv, &path, room);

		for (size_t i = 0; i < s.model->data.n; i++)
			s.model->data.v[i].file = path;
		run(&s);
		close(fd);
	}
	stages_end(&s);
	return 0;
}
