/* test_override.c - what a command sets in place of the text: `--set name=value`, `--data name=path`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "reading.h"

#include "model/model.h"
#include "syntax/parse.h"

static const char programme[] =
	"programme \"P\" {\n currency GBP\n starts 2023-08-01\n horizon 2029-03-31\n"
	" period week ending sunday\n fiscal year from april\n annualise 52 weeks\n}\n"
	"unit person plural people\n"
	"data weekly from \"w.csv\" {\n period day\n by locality\n value n : person\n}\n"
	"fixed price = £5 per person from 2023-04-01,\n  £6 per person from 2024-04-01 # dear\n"
	"fixed double_price = price * 2\n"
	"fixed price_by by locality { \"East\" = £5 per person }\n"
	"fixed length = 6 weeks\n"
	"kpi done { tracked sum(n of weekly) per week\n baseline 3 people/week\n live over 6 weeks }\n"
	"kpi alone { tracked done }\n"
	"benefit b { equation (tracked(done) - baseline(done)) * price }\n";

struct made {
	struct reading r;
	struct eq_model *m;
};

static void make(struct made *x, const struct eq_override *o, size_t n)
{
	reading_init(&x->r);
	eq_sources_add(&x->r.sources, EQ_TEXT("folder/main.eq"), eq_text_of(programme), NULL);
	struct eq_source source = x->r.sources.files.v[0];
	struct eq_node *tree = eq_parse(&source, &x->r.symbols, &x->r.arena, &x->r.diags);
	assert_int_equal(x->r.diags.errors, 0);
	x->m = eq_model_new_with(tree, &x->r.sources, &x->r.symbols, &x->r.diags, o, n);
	assert_int_equal(x->m == NULL, x->r.diags.errors > 0);
}

static void release(struct made *x)
{
	eq_model_free(x->m);
	reading_release(&x->r);
}

static void assert_expr(const struct eq_model *m, const struct eq_expr *e, const char *expected)
{
	struct eq_buf out;
	eq_buf_init(&out);
	eq_expr_write(m, e, &out);
	eq_buf_addc(&out, '\0');
	assert_string_equal(out.p, expected);
	eq_buf_release(&out);
}

static void assert_text(struct eq_text t, const char *expected)
{
	if (!eq_text_is(t, expected))
		fail_msg("expected \"%s\", got \"%.*s\"", expected, EQ_ARG(t));
}

/* Each kind of thing that can be set, and what the model keeps of it. */
static void taken(void **state)
{
	const struct eq_override o[] = {
		{EQ_TEXT("price"), EQ_TEXT("£7.50 per person"), false},
		{EQ_TEXT("done"), EQ_TEXT("40 people/week"), false},
		{EQ_TEXT("alone"), EQ_TEXT("over 2 weeks"), false},
		{EQ_TEXT("price_by"), EQ_TEXT("£8 per person"), false},
		{EQ_TEXT("weekly"), EQ_TEXT("elsewhere/w 2.csv"), true},
	};
	struct made x;
	(void)state;
	make(&x, o, sizeof o / sizeof *o);
	assert_non_null(x.m);

	const struct eq_fixed *price = &x.m->fixed.v[0], *by = &x.m->fixed.v[2];
	assert_int_equal(price->values.n, 1);
	assert_expr(x.m, price->values.expr, "7.5 GBP/person");
	assert_int_equal(by->table->n_rows, 1);
	assert_int_equal(by->table->rows[0].keys[0], 0); /* else */
	assert_expr(x.m, by->table->rows[0].values.expr, "8 GBP/person");

	const struct eq_kpi *done = &x.m->kpis.v[0], *alone = &x.m->kpis.v[1];
	assert_int_equal(done->live_kind, EQ_LIVE_EXPR);
	assert_expr(x.m, done->live, "40 person/week");
	assert_text(done->live_text, "40 people/week");
	assert_int_equal(alone->live_kind, EQ_LIVE_OVER);
	assert_text(alone->live_text, "over 2 weeks");

	assert_text(x.m->data.v[0].file, "elsewhere/w 2.csv");

	assert_int_equal(x.m->overridden.n, 5);
	static const char *const written[] = {
		"£5 per person from 2023-04-01, £6 per person from 2024-04-01", "over 6 weeks", "",
		"by locality { \"East\" = £5 per person }", "w.csv"};
	for (size_t i = 0; i < 5; i++) {
		const struct eq_overridden *set = &x.m->overridden.v[i];
		assert_text(set->name, o[i].name.p);
		assert_text(set->value, o[i].value.p);
		assert_text(set->written, written[i]);
		assert_text(eq_symbol_text(&x.r.symbols, x.m->defs.v[set->def].name), o[i].name.p);
	}
	release(&x);
}

/* Several values, and values that are made of others, as in the text. */
static void as_in_the_text(void **state)
{
	const struct eq_override dated = {
		EQ_TEXT("price"), EQ_TEXT("£7 per person, £8 per person from 2024-04-01"), false};
	const struct eq_override made_of = {EQ_TEXT("double_price"), EQ_TEXT("price * 3"), false};
	struct made x;
	(void)state;
	make(&x, &dated, 1);
	assert_non_null(x.m);
	assert_int_equal(x.m->fixed.v[0].values.n, 2);
	release(&x);

	make(&x, &made_of, 1);
	assert_non_null(x.m);
	assert_int_equal(x.m->fixed.v[1].n_parts, 1);
	assert_int_equal(x.m->fixed.v[1].parts[0], x.m->fixed.v[0].def);
	release(&x);
}

/* Nothing set is the programme as it is written. */
static void nothing_set(void **state)
{
	struct made x;
	(void)state;
	make(&x, NULL, 0);
	assert_non_null(x.m);
	assert_int_equal(x.m->overridden.n, 0);
	assert_int_equal(x.m->fixed.v[0].values.n, 2);
	release(&x);
}

static void refused(void **state)
{
	const struct {
		struct eq_override o;
		const char *place, *message;
		enum eq_code code;
	} cases[] = {
		{{EQ_TEXT("prise"), EQ_TEXT("£5 per person"), false},
		 "--set prise: ",
		 "there is no KPI or fixed value called `prise`",
		 EQ_E0808},
		{{EQ_TEXT("prise"), EQ_TEXT("£5 per person"), false},
		 "",
		 "did you mean `price`?",
		 EQ_E0808},
		{{EQ_TEXT("b"), EQ_TEXT("£5"), false},
		 "--set b: ",
		 "`b` is neither a KPI nor a fixed value",
		 EQ_E0808},
		{{EQ_TEXT("weekly"), EQ_TEXT("w2.csv"), false},
		 "--set weekly: ",
		 "neither a KPI nor a fixed value",
		 EQ_E0808},
		{{EQ_TEXT("done"), EQ_TEXT("w2.csv"), true},
		 "--data done: ",
		 "`done` is not data",
		 EQ_E0808},
		{{EQ_TEXT("weakly"), EQ_TEXT("w2.csv"), true},
		 "--data weakly: ",
		 "there is no data called `weakly`",
		 EQ_E0808},
		{{EQ_TEXT("weekly"), EQ_TEXT(""), true}, "--data weekly: ", "is empty", EQ_E0808},
		{{EQ_TEXT("price"), EQ_TEXT("  "), false}, "--set price: ", "is empty", EQ_E0808},
		{{EQ_TEXT("price"), EQ_TEXT("£5 per"), false},
		 "--set price:1:",
		 "expected a name or a number, found the end of the line",
		 EQ_E0101},
		{{EQ_TEXT("price"), EQ_TEXT("5 oxen"), false}, "--set price:1:", "oxen", EQ_E0203},
		{{EQ_TEXT("price"), EQ_TEXT("£5 per person\nfixed z = 1"), false},
		 "--set price: ",
		 "more than one value",
		 EQ_E0808},
		{{EQ_TEXT("done"), EQ_TEXT("5 people/week\n better lower"), false},
		 "--set done: ",
		 "more than one value",
		 EQ_E0808},
		{{EQ_TEXT("price"), EQ_TEXT("5 people"), false},
		 "--set price:1:",
		 "this value is in `people`, but `price` is in",
		 EQ_E0302},
		{{EQ_TEXT("done"), EQ_TEXT("£5"), false},
		 "--set done:1:",
		 "this live is in `£`, but `done` is in",
		 EQ_E0302},
		{{EQ_TEXT("price"), EQ_TEXT("double_price"), false},
		 "--set price:1:",
		 "in a circle: price -> double_price -> price",
		 EQ_E0401},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct made x;
		struct eq_buf out;
		make(&x, &cases[i].o, 1);
		assert_null(x.m);
		eq_buf_init(&out);
		eq_diags_print(&x.r.diags, &out, false);
		eq_buf_addc(&out, '\0');
		if (strncmp(out.p, cases[i].place, strlen(cases[i].place)) != 0 ||
		    !strstr(out.p, cases[i].message) || x.r.diags.all.n != 1 ||
		    x.r.diags.all.v[0]->code != cases[i].code)
			fail_msg("expected %s … %s, got\n%s", cases[i].place, cases[i].message,
				 out.p);
		assert_int_equal(x.r.diags.status, EQ_FAULT_FILES);
		eq_buf_release(&out);
		release(&x);
	}
}

static void set_twice(void **state)
{
	const struct eq_override o[] = {{EQ_TEXT("price"), EQ_TEXT("£5 per person"), false},
					{EQ_TEXT("price"), EQ_TEXT("£6 per person"), false}};
	struct made x;
	(void)state;
	make(&x, o, 2);
	assert_null(x.m);
	assert_int_equal(x.r.diags.all.n, 1);
	assert_text(x.r.diags.all.v[0]->message, "`price` is set twice");
	release(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(taken),       cmocka_unit_test(as_in_the_text),
		cmocka_unit_test(nothing_set), cmocka_unit_test(refused),
		cmocka_unit_test(set_twice),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
