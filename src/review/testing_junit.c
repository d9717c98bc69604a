/* testing_junit.c - what came of tests, as the XML that JUnit made common. */
#include "review/testing_write.h"
#include "syntax/words.h"

static void put_escaped(struct eq_text t, struct eq_buf *out)
{
	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.p[i];

		if (c == '&')
			eq_buf_adds(out, "&amp;");
		else if (c == '<')
			eq_buf_adds(out, "&lt;");
		else if (c == '>')
			eq_buf_adds(out, "&gt;");
		else if (c == '"')
			eq_buf_adds(out, "&quot;");
		else if (c >= ' ' || c == '\n')
			eq_buf_addc(out, t.p[i]);
		else
			eq_buf_addc(out, ' ');
	}
}

static void put_attribute(const char *name, struct eq_text value, struct eq_buf *out)
{
	eq_buf_addf(out, " %s=\"", name);
	put_escaped(value, out);
	eq_buf_addc(out, '"');
}

static void put_failure(const struct eq_testing *t, const struct eq_test_failure *f,
			struct eq_arena *a, struct eq_buf *out)
{
	struct eq_place p = eq_sources_place(t->sources, f->span.at);
	struct eq_buf text;

	eq_buf_adds(out, "      <failure type=\"expectation\"");
	put_attribute("message",
		      eq_arena_printf(a, "expected %.*s, found %.*s", EQ_ARG(f->expected),
				      EQ_ARG(f->actual)),
		      out);
	eq_buf_addc(out, '>');
	eq_buf_init(&text);
	eq_written(t->sources, f->span, &text);
	eq_buf_addc(&text, '\n');
	for (uint32_t i = 0; i < f->n_values; i++) {
		eq_buf_fill(&text, ' ', 2 * (f->values[i].depth + 1));
		eq_buf_addf(&text, "%.*s: %.*s\n", EQ_ARG(f->values[i].what),
			    EQ_ARG(f->values[i].value));
	}
	put_escaped(eq_arena_printf(a, "%.*s:%u: ", EQ_ARG(p.path), p.line), out);
	put_escaped(eq_buf_view(&text), out);
	eq_buf_adds(out, "</failure>\n");
	eq_buf_release(&text);
}

static void put_test(const struct eq_testing *t, const struct eq_test_result *r, struct eq_arena *a,
		     struct eq_buf *out)
{
	struct eq_place p = eq_sources_place(t->sources, r->span.at);

	eq_buf_adds(out, "    <testcase");
	put_attribute("classname", p.path, out);
	put_attribute("name", r->title, out);
	put_attribute("file", p.path, out);
	eq_buf_addf(out, " line=\"%u\"", p.line);
	if (r->outcome == EQ_TEST_PASSED) {
		eq_buf_adds(out, "/>\n");
		return;
	}
	eq_buf_adds(out, ">\n");
	for (uint32_t i = 0; i < r->n_failures; i++)
		put_failure(t, &r->failures[i], a, out);
	if (r->outcome == EQ_TEST_FAULTY) {
		eq_buf_adds(out,
			    "      <error type=\"fault\" message=\"it cannot be worked out\">");
		put_escaped(r->messages, out);
		eq_buf_adds(out, "</error>\n");
	} else if (r->messages.n) {
		eq_buf_adds(out, "      <system-err>");
		put_escaped(r->messages, out);
		eq_buf_adds(out, "</system-err>\n");
	}
	eq_buf_adds(out, "    </testcase>\n");
}

static void put_coverage(const struct eq_testing *t, struct eq_buf *out)
{
	uint32_t tried, all = eq_tried_count(&t->tried, EQ_TRIED_KINDS, &tried);

	eq_buf_adds(out, "    <properties>\n      <property name=\"coverage\" value=\"");
	eq_testing_share(tried, all, out);
	eq_buf_adds(out, "\"/>\n    </properties>\n");
}

void eq_testing_junit(const struct eq_testing *t, struct eq_text suite, struct eq_buf *out)
{
	struct eq_arena a;

	eq_arena_init(&a);
	eq_buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite");
	put_attribute("name", suite, out);
	eq_buf_addf(out, " tests=\"%u\" failures=\"%u\" errors=\"%u\" skipped=\"0\">\n",
		    (unsigned)t->tests.n, t->n_of[EQ_TEST_FAILED], t->n_of[EQ_TEST_FAULTY]);
	if (t->covers)
		put_coverage(t, out);
	for (uint32_t i = 0; i < t->tests.n; i++)
		put_test(t, &t->tests.v[i], &a, out);
	eq_buf_adds(out, "  </testsuite>\n</testsuites>\n");
	eq_arena_release(&a);
}
