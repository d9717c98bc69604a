/* progress.c - one line on the terminal that says how far the reading of data is, when it takes longer
 * than a second. It is wiped away at the end, and by Ctrl-C before the command ends. */
#include "cli.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define WIPE "\r\033[K"
#define QUIET 1.0 /* seconds before anything is shown */

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void wipe(void)
{
	static const char text[] = WIPE;
	ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);

	(void)written; /* a terminal that has gone needs no wiping */
}

/* Ctrl-C: the line goes, then the command ends as it would have. */
static void wipe_and_end(int number)
{
	wipe();
	signal(number, SIG_DFL);
	raise(number);
}

static void write_line(const equate_progress *p, double since)
{
	double rate = (double)p->bytes / since, left;

	fprintf(stderr, WIPE "%s: %.1f million rows, %.0f MB", p->file, (double)p->rows / 1e6,
		(double)p->bytes / 1e6);
	if (p->bytes_in_all)
		fprintf(stderr, " of %.0f", (double)p->bytes_in_all / 1e6);
	fprintf(stderr, ", %.0f MB a second", rate / 1e6);
	if (p->bytes_in_all > p->bytes && rate > 0) {
		left = (double)(p->bytes_in_all - p->bytes) / rate;
		fprintf(stderr, ", %.0f s left", left + 0.5);
	}
	fflush(stderr);
}

static void show(void *context, const equate_progress *p)
{
	struct progress *line = context;
	double now = seconds();

	/* Another file: a new beginning. */
	if (line->begun == 0 || p->bytes < line->bytes)
		line->begun = now;
	line->bytes = p->bytes;
	if (now - line->begun < QUIET)
		return;
	if (!line->shown) {
		line->shown = true;
		signal(SIGINT, wipe_and_end);
		signal(SIGTERM, wipe_and_end);
	}
	write_line(p, now - line->begun);
}

void begin_progress(struct progress *line, equate_run_options *how)
{
	*line = (struct progress){0};
	if (!isatty(STDERR_FILENO))
		return;
	how->on_progress = show;
	how->progress_context = line;
}

void end_progress(struct progress *line)
{
	if (!line->shown)
		return;
	wipe();
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
}
