/* parallel.c - see parallel.h. */
#include "base/parallel.h"

#include <pthread.h>
#include <unistd.h>

#include "base/memory.h"

uint32_t eq_threads(uint32_t asked)
{
	long processors = asked ? (long)asked : sysconf(_SC_NPROCESSORS_ONLN);

	if (processors < 1)
		return 1;
	return processors < EQ_MOST_THREADS ? (uint32_t)processors : EQ_MOST_THREADS;
}

struct task {
	void (*work)(void *context, uint32_t i);
	void *context;
	uint32_t i;
	pthread_t thread;
};

static void *begin(void *of)
{
	struct task *t = of;

	t->work(t->context, t->i);
	return NULL;
}

void eq_parallel(uint32_t n, void (*work)(void *context, uint32_t i), void *context)
{
	struct task *tasks = n > 1 ? eq_alloc((n - 1) * sizeof *tasks) : NULL;
	uint32_t started = 0;

	for (bool can = true; can && started + 1 < n; started += can) {
		struct task *t = &tasks[started];

		*t = (struct task){.work = work, .context = context, .i = started};
		can = pthread_create(&t->thread, NULL, begin, t) == 0;
	}
	for (uint32_t i = started; i < n; i++)
		work(context, i);
	for (uint32_t i = 0; i < started; i++)
		pthread_join(tasks[i].thread, NULL);
	eq_free(tasks);
}
