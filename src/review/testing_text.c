/* testing_text.c - what came of tests, for people. See testing_write.h. */
#include "report/table.h"
#include "review/testing_write.h"
#include "syntax/words.h"

void eq_testing_share(uint32_t part, uint32_t whole, struct eq_buf *out)
{
	uint64_t thousandths = whole ? (uint64_t)part * 1000 / whole : 1000;

	if (thousandths % 10)
		eq_buf_addf(out, "%u.%u%%", (unsigned)(thousandths / 10),
			    (unsigned)(thousandths % 10));
	else
		eq_buf_addf(out, "%u%%", (unsigned)(thousandths / 10));
}

/* ---- tests ---- */

static void put_place(const struct eq_testing *t, struct eq_span span, struct eq_buf *out)
{
	struct eq_place p = eq_sources_place(t->sources, span.at);

	eq_buf_addf(out, "%.*s:%u", EQ_ARG(p.path), p.line);
}

static void put_values(const struct eq_test_failure *f, struct eq_buf *out)
{
	size_t widest = 0;

	for (uint32_t i = 0; i < f->n_values; i++) {
		size_t width = eq_text_width(f->values[i].what) + 2 * f->values[i].depth;

		widest = width > widest ? width : widest;
	}
	for (uint32_t i = 0; i < f->n_values; i++) {
		const struct eq_test_value *v = &f->values[i];
		size_t width = eq_text_width(v->what) + 2 * v->depth;

		eq_buf_fill(out, ' ', 6 + 2 * v->depth);
		eq_buf_add_text(out, v->what);
		eq_buf_fill(out, ' ', widest - width + 2);
		eq_buf_addf(out, "%.*s\n", EQ_ARG(v->value));
	}
}

static void put_failure(const struct eq_testing *t, const struct eq_test_failure *f,
			struct eq_buf *out)
{
	eq_buf_adds(out, "  ");
	put_place(t, f->span, out);
	eq_buf_adds(out, ": ");
	eq_written(t->sources, f->span, out);
	eq_buf_addf(out, "\n    expected  %.*s\n    actual    %.*s\n", EQ_ARG(f->expected),
		    EQ_ARG(f->actual));
	put_values(f, out);
}

static void put_messages(struct eq_text text, struct eq_buf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] != '\n' && (i == 0 || text.p[i - 1] == '\n'))
			eq_buf_adds(out, "  ");
		eq_buf_addc(out, text.p[i]);
	}
}

static void put_test(const struct eq_testing *t, const struct eq_test_result *r, bool colour,
		     struct eq_buf *out)
{
	static const struct {
		struct eq_text word;
		enum eq_style style;
	} outcomes[] = {[EQ_TEST_PASSED] = {{"passed", 6}, EQ_STYLE_GREEN},
			[EQ_TEST_FAILED] = {{"FAILED", 6}, EQ_STYLE_RED},
			[EQ_TEST_FAULTY] = {{"FAULTY", 6}, EQ_STYLE_RED}};

	eq_styled(out, outcomes[r->outcome].word, outcomes[r->outcome].style, colour);
	eq_buf_addf(out, "  %.*s\n", EQ_ARG(r->title));
	for (uint32_t i = 0; i < r->n_failures; i++)
		put_failure(t, &r->failures[i], out);
	put_messages(r->messages, out);
}

static void put_count(uint32_t n, const char *what, struct eq_buf *out)
{
	if (n)
		eq_buf_addf(out, ", %u %s", n, what);
}

/* ---- coverage ---- */

static void put_coverage(const struct eq_testing *t, struct eq_buf *out)
{
	static const char *const kinds[] = {[EQ_TRIED_EQUATION] = "equations",
					    [EQ_TRIED_BRANCH] = "sides of an if",
					    [EQ_TRIED_SCENARIO] = "scenarios"};
	uint32_t tried, all = eq_tried_count(&t->tried, EQ_TRIED_KINDS, &tried);

	eq_buf_adds(out, "\nCoverage: ");
	eq_testing_share(tried, all, out);
	eq_buf_addc(out, '\n');
	for (int kind = 0; kind < EQ_TRIED_KINDS; kind++) {
		uint32_t of = eq_tried_count(&t->tried, (enum eq_tried_kind)kind, &tried);

		if (of)
			eq_buf_addf(out, "  %-14s  %u of %u\n", kinds[kind], tried, of);
	}
	for (size_t i = 0; i < t->tried.items.n; i++) {
		const struct eq_tried_item *item = &t->tried.items.v[i];

		if (item->tried)
			continue;
		eq_buf_adds(out, "  ");
		put_place(t, item->span, out);
		eq_buf_addf(out, ": no test tries %.*s\n", EQ_ARG(item->what));
	}
}

void eq_testing_text(const struct eq_testing *t, bool colour, struct eq_buf *out)
{
	uint32_t n = (uint32_t)t->tests.n;

	for (uint32_t i = 0; i < n; i++)
		put_test(t, &t->tests.v[i], colour, out);
	if (n)
		eq_buf_addc(out, '\n');
	eq_buf_addf(out, "%u test%s", n, n == 1 ? "" : "s");
	put_count(t->n_of[EQ_TEST_PASSED], "passed", out);
	put_count(t->n_of[EQ_TEST_FAILED], "failed", out);
	put_count(t->n_of[EQ_TEST_FAULTY], "faulty", out);
	eq_buf_addc(out, '\n');
	if (t->covers)
		put_coverage(t, out);
}
