/* testing_tap.c - what came of tests, in the Test Anything Protocol, version 14: a line a test, and what
 * is to be said of one that did not pass in a block of YAML below it. Texts in it are quoted as JSON does
 * it, which YAML takes. */
#include "report/json.h"
#include "review/testing_write.h"
#include "syntax/words.h"

static void put_quoted(struct eq_text t, struct eq_buf *out)
{
	struct eq_json j;

	eq_json_init(&j, out);
	eq_json_text(&j, t);
}

/* In a description, `#` would begin a directive. */
static void put_title(struct eq_text title, struct eq_buf *out)
{
	for (size_t i = 0; i < title.n; i++) {
		if (title.p[i] == '#' || title.p[i] == '\\')
			eq_buf_addc(out, '\\');
		eq_buf_addc(out, title.p[i]);
	}
}

static void put_place(const struct eq_testing *t, struct eq_span span, const char *indent,
		      struct eq_buf *out)
{
	struct eq_place p = eq_sources_place(t->sources, span.at);

	eq_buf_addf(out, "%sfile: ", indent);
	put_quoted(p.path, out);
	eq_buf_addf(out, "\n%sline: %u\n", indent, p.line);
}

static void put_field(const char *indent, const char *name, struct eq_text value,
		      struct eq_buf *out)
{
	eq_buf_addf(out, "%s%s: ", indent, name);
	put_quoted(value, out);
	eq_buf_addc(out, '\n');
}

static void put_failure(const struct eq_testing *t, const struct eq_test_failure *f,
			struct eq_buf *out)
{
	static const char indent[] = "      ";
	struct eq_buf text;

	eq_buf_init(&text);
	eq_written(t->sources, f->span, &text);
	put_field("    - ", "expectation", eq_buf_view(&text), out);
	eq_buf_release(&text);
	put_place(t, f->span, indent, out);
	put_field(indent, "expected", f->expected, out);
	put_field(indent, "actual", f->actual, out);
	if (f->n_values)
		eq_buf_addf(out, "%svalues:\n", indent);
	for (uint32_t i = 0; i < f->n_values; i++) {
		put_field("        - ", "what", f->values[i].what, out);
		put_field("          ", "value", f->values[i].value, out);
	}
}

static void put_trouble(const struct eq_testing *t, const struct eq_test_result *r,
			struct eq_buf *out)
{
	eq_buf_adds(out, "  ---\n");
	eq_buf_addf(out, "  severity: %s\n", r->outcome == EQ_TEST_FAULTY ? "error" : "fail");
	put_place(t, r->span, "  ", out);
	if (r->n_failures)
		eq_buf_adds(out, "  failures:\n");
	for (uint32_t i = 0; i < r->n_failures; i++)
		put_failure(t, &r->failures[i], out);
	if (r->messages.n)
		put_field("  ", "messages", r->messages, out);
	eq_buf_adds(out, "  ...\n");
}

static void put_coverage(const struct eq_testing *t, struct eq_buf *out)
{
	uint32_t tried, all = eq_tried_count(&t->tried, EQ_TRIED_KINDS, &tried);

	eq_buf_adds(out, "# coverage ");
	eq_testing_share(tried, all, out);
	eq_buf_addc(out, '\n');
	for (size_t i = 0; i < t->tried.items.n; i++) {
		const struct eq_tried_item *item = &t->tried.items.v[i];
		struct eq_place p = eq_sources_place(t->sources, item->span.at);

		if (!item->tried)
			eq_buf_addf(out, "# %.*s:%u: no test tries %.*s\n", EQ_ARG(p.path), p.line,
				    EQ_ARG(item->what));
	}
}

void eq_testing_tap(const struct eq_testing *t, struct eq_buf *out)
{
	eq_buf_addf(out, "TAP version 14\n1..%u\n", (unsigned)t->tests.n);
	for (uint32_t i = 0; i < t->tests.n; i++) {
		const struct eq_test_result *r = &t->tests.v[i];

		eq_buf_addf(out, "%sok %u - ", r->outcome == EQ_TEST_PASSED ? "" : "not ", i + 1);
		put_title(r->title, out);
		eq_buf_addc(out, '\n');
		if (r->outcome != EQ_TEST_PASSED)
			put_trouble(t, r, out);
	}
	if (t->covers)
		put_coverage(t, out);
}
