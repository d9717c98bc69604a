/* fingerprints.c - digests of what a run was made from. See fingerprints.h. */
#include "engine/fingerprints.h"

#include <string.h>

#include "base/digest.h"

/* Values that a command sets are texts of their own, named after the option. */
static bool is_file(const struct eq_source *s)
{
	return s->path.n < 2 || memcmp(s->path.p, "--", 2) != 0;
}

static struct eq_text of_programme(struct eq_results *r)
{
	const struct eq_sources *sources = r->model->sources;
	struct eq_digest *d = eq_digest_new();
	char digest[EQ_DIGEST_CHARS];

	for (size_t i = 0; i < sources->files.n; i++) {
		const struct eq_source *s = &sources->files.v[i];
		struct eq_buf length;

		if (!is_file(s))
			continue;
		eq_buf_init(&length);
		eq_buf_addf(&length, "%zu\n", s->text.n);
		eq_digest_add(d, length.p, length.n);
		eq_digest_add(d, s->text.p, s->text.n);
		eq_buf_release(&length);
	}
	eq_digest_end(d, digest);
	eq_digest_free(d);
	return eq_arena_copy(&r->arena, eq_text_of(digest));
}

static void add(struct eq_results *r, struct eq_text what, struct eq_text value)
{
	r->fingerprints[r->n_fingerprints++] = (struct eq_fingerprint){what, value};
}

void eq_run_fingerprints(const struct eq_cube *cube, const char *lock, const char *version,
			 struct eq_results *r)
{
	const struct eq_model *m = r->model;

	r->fingerprints = EQ_NEW_ARRAY(&r->arena, struct eq_fingerprint, m->data.n + 3);
	add(r, EQ_TEXT("programme"), of_programme(r));
	for (uint32_t i = 0; i < m->data.n; i++)
		add(r, m->data.v[i].path, eq_text_of(cube->sources[i].fingerprint));
	if (lock)
		add(r, EQ_TEXT("lock"), eq_arena_copy(&r->arena, eq_text_of(lock)));
	if (version)
		add(r, EQ_TEXT("version"), eq_text_of(version));
}
