/* testing_json.c - what came of tests, as JSON. See testing_write.h. */
#include "report/json.h"
#include "review/testing_write.h"
#include "syntax/words.h"

static void put_text(struct eq_json *j, const char *key, struct eq_text t)
{
	eq_json_key(j, key);
	eq_json_text(j, t);
}

static void put_int(struct eq_json *j, const char *key, int64_t v)
{
	eq_json_key(j, key);
	eq_json_int(j, v);
}

static void put_place(struct eq_json *j, const struct eq_testing *t, struct eq_span span)
{
	struct eq_place p = eq_sources_place(t->sources, span.at);

	put_text(j, "file", p.path);
	put_int(j, "line", p.line);
}

static void put_failure(struct eq_json *j, const struct eq_testing *t,
			const struct eq_test_failure *f)
{
	struct eq_buf text;

	eq_buf_init(&text);
	eq_written(t->sources, f->span, &text);
	eq_json_open(j, '{', false);
	put_text(j, "expectation", eq_buf_view(&text));
	put_place(j, t, f->span);
	put_text(j, "expected", f->expected);
	put_text(j, "actual", f->actual);
	eq_json_key(j, "values");
	eq_json_open(j, '[', false);
	for (uint32_t i = 0; i < f->n_values; i++) {
		eq_json_open(j, '{', true);
		put_text(j, "what", f->values[i].what);
		put_text(j, "value", f->values[i].value);
		put_int(j, "depth", f->values[i].depth);
		eq_json_close(j, '}');
	}
	eq_json_close(j, ']');
	eq_json_close(j, '}');
	eq_buf_release(&text);
}

static void put_test(struct eq_json *j, const struct eq_testing *t, const struct eq_test_result *r)
{
	static const struct eq_text outcomes[] = {[EQ_TEST_PASSED] = {"passed", 6},
						  [EQ_TEST_FAILED] = {"failed", 6},
						  [EQ_TEST_FAULTY] = {"faulty", 6}};

	eq_json_open(j, '{', false);
	put_text(j, "title", r->title);
	put_place(j, t, r->span);
	put_text(j, "outcome", outcomes[r->outcome]);
	eq_json_key(j, "failures");
	eq_json_open(j, '[', false);
	for (uint32_t i = 0; i < r->n_failures; i++)
		put_failure(j, t, &r->failures[i]);
	eq_json_close(j, ']');
	eq_json_key(j, "messages");
	if (r->messages.n)
		eq_json_text(j, r->messages);
	else
		eq_json_null(j);
	eq_json_close(j, '}');
}

static void put_coverage(struct eq_json *j, const struct eq_testing *t)
{
	static const char *const kinds[] = {[EQ_TRIED_EQUATION] = "equations",
					    [EQ_TRIED_BRANCH] = "branches",
					    [EQ_TRIED_SCENARIO] = "scenarios"};

	eq_json_key(j, "coverage");
	eq_json_open(j, '{', false);
	for (int kind = 0; kind < EQ_TRIED_KINDS; kind++) {
		uint32_t tried, of = eq_tried_count(&t->tried, (enum eq_tried_kind)kind, &tried);

		eq_json_key(j, kinds[kind]);
		eq_json_open(j, '{', true);
		put_int(j, "tried", tried);
		put_int(j, "of", of);
		eq_json_close(j, '}');
	}
	eq_json_key(j, "untried");
	eq_json_open(j, '[', false);
	for (size_t i = 0; i < t->tried.items.n; i++) {
		if (t->tried.items.v[i].tried)
			continue;
		eq_json_open(j, '{', true);
		put_text(j, "what", t->tried.items.v[i].what);
		put_place(j, t, t->tried.items.v[i].span);
		eq_json_close(j, '}');
	}
	eq_json_close(j, ']');
	eq_json_close(j, '}');
}

void eq_testing_json(const struct eq_testing *t, struct eq_buf *out)
{
	struct eq_json j;

	eq_json_init(&j, out);
	eq_json_open(&j, '{', false);
	put_int(&j, "format_version", 1);
	put_int(&j, "tests", (int64_t)t->tests.n);
	put_int(&j, "passed", t->n_of[EQ_TEST_PASSED]);
	put_int(&j, "failed", t->n_of[EQ_TEST_FAILED]);
	put_int(&j, "faulty", t->n_of[EQ_TEST_FAULTY]);
	eq_json_key(&j, "results");
	eq_json_open(&j, '[', false);
	for (uint32_t i = 0; i < t->tests.n; i++)
		put_test(&j, t, &t->tests.v[i]);
	eq_json_close(&j, ']');
	if (t->covers)
		put_coverage(&j, t);
	eq_json_close(&j, '}');
	eq_buf_addc(out, '\n');
}
