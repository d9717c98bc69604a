/* trial.c - one test, run. See trial.h.
 *
 * Which data files it needs is found by trying: at first none is read but the rows that it gives; the
 * files of the measures that its figures then ask for are read, and it is worked out again. */
#include "review/trial.h"

#include "data/scan.h"
#include "engine/asat.h"
#include "review/judge.h"
#include "syntax/parse.h"

/* Everything of one test but what is kept of it. */
struct trial {
	struct eq_testing *to;
	const struct eq_tested *p;
	struct eq_diags diags;
	struct eq_model *model;
	struct eq_program *program;
	struct eq_data *declared; /* by data: as in the programme, or with the rows given */
	bool *reads;              /* by data: a file or rows given */
	bool reads_files;
	struct eq_cube *cube;
	struct eq_judge judge;
	bool judging; /* the judge is to be released */
	struct eq_tried_counts counts;
};

/* ---- getting ready ---- */

static bool make_model(struct trial *t, const struct eq_node *test)
{
	t->model = eq_model_new_for_test(t->p->file, t->p->sources, t->p->symbols, &t->diags,
					 t->p->overrides, t->p->n_overrides, test);
	if (!t->model)
		return false;
	eq_judge_ask(&t->judge, t->model);
	if (t->to->covers)
		eq_tried_count_rows(t->model, &t->counts);
	t->program = eq_compile_verified(t->model, &t->diags);
	return t->program != NULL;
}

static void begin_without_files(struct trial *t)
{
	struct eq_model *m = t->model;

	t->declared = EQ_NEW_ARRAY(&m->arena, struct eq_data, m->data.n + 1);
	t->reads = EQ_NEW_ARRAY(&m->arena, bool, m->data.n + 1);
	for (uint32_t i = 0; i < m->data.n; i++) {
		t->declared[i] = m->data.v[i];
		t->reads[i] = m->data.v[i].given.p != NULL;
		if (!t->reads[i])
			eq_leave_unread(m, i);
	}
}

static bool read_file(struct trial *t, uint32_t data)
{
	if (t->reads[data])
		return false;
	t->reads[data] = t->reads_files = true;
	t->model->data.v[data] = t->declared[data];
	return true;
}

/* Reads what the test turned out to need. Its as-at date is that of a run where it does not say one,
 * and then all the data decide it. */
static bool read_more(struct trial *t)
{
	const struct eq_eval *e = &t->judge.e;
	struct eq_worked_out w;
	size_t at = 0;
	bool more = false;

	while (eq_eval_worked_out(e, &at, &w))
		if (w.is_measure)
			more |= read_file(t, t->model->measures.v[w.which].data);
	for (uint32_t i = 0; i < t->model->data.n; i++)
		if (t->judge.needs[i])
			more |= read_file(t, i);
	for (uint32_t i = 0; more && t->model->test->as_at == EQ_DATE_NONE && i < t->model->data.n;
	     i++)
		read_file(t, i);
	return more;
}

/* ---- the as-at date ---- */

static bool any_read(const struct trial *t)
{
	for (uint32_t i = 0; i < t->model->data.n; i++)
		if (t->reads[i])
			return true;
	return false;
}

/* The last period that everything has that the test gives or reads; where it does neither, the first
 * one of the programme. */
static int32_t default_lane(struct trial *t, struct eq_eval *e)
{
	const struct eq_test *test = t->model->test;
	eq_date starts = t->model->programme.starts;
	int32_t lane = eq_timeline_lane(&e->timeline, starts), read;
	uint32_t kpi;

	if (eq_timeline_range(&e->timeline, lane).from < starts)
		lane++;
	if (test->given_to != EQ_DATE_NONE)
		lane = eq_timeline_ended(&e->timeline, test->given_to);
	if (!any_read(t))
		return lane;
	read = eq_run_default_lane(e, &kpi);
	return test->given_to == EQ_DATE_NONE || (read >= 0 && read < lane) ? read : lane;
}

static bool settle_as_at(struct trial *t, struct eq_eval *e, struct eq_results *r)
{
	const struct eq_test *test = t->model->test;
	char day[EQ_DATE_CHARS];
	struct eq_diag *g;

	if (test->as_at != EQ_DATE_NONE) {
		r->as_at = test->as_at;
		r->as_at_lane = eq_timeline_ended(&r->timeline, r->as_at);
	} else {
		r->as_at_lane = default_lane(t, e);
		if (r->as_at_lane >= 0)
			r->as_at = eq_timeline_range(&r->timeline, r->as_at_lane).to;
	}
	if (r->as_at_lane >= 0) {
		eq_eval_set_as_at(e, r->as_at_lane);
		return true;
	}
	if (test->as_at == EQ_DATE_NONE) {
		g = eq_diag_at(&t->diags, EQ_E0703, test->span,
			       "there is no whole %s for which every tracked KPI has a value",
			       eq_grain_word(r->timeline.grain, false));
		eq_diag_hint(&t->diags, g, "say which day is meant: `as at 2024-03-24`");
		return false;
	}
	eq_date_write(test->as_at, day);
	eq_diag_at(&t->diags, EQ_E0704, test->span,
		   "the as-at date %s is before the data and the programme begin", day);
	return false;
}

/* ---- working it out ---- */

static void forget(struct trial *t)
{
	if (t->judging)
		eq_judge_release(&t->judge);
	if (t->cube)
		eq_cube_free(t->cube);
	t->judging = false;
	t->cube = NULL;
}

/* Reads what is to be read, and works out what is expected. */
static bool work_out(struct trial *t)
{
	const struct eq_scan_options how = {.n_by = 0};
	struct eq_timeline timeline;

	forget(t);
	t->cube = eq_scan(t->program, &how, &t->diags);
	if (!t->cube ||
	    !eq_run_timeline(t->model, t->cube, t->model->test->as_at, &timeline, &t->diags))
		return false;
	eq_judge_init(&t->judge, t->program, t->cube, timeline);
	t->judging = true;
	if (!settle_as_at(t, &t->judge.e, &t->judge.r))
		return false;
	if (t->to->covers) {
		t->judge.e.on_choice = eq_tried_choice;
		t->judge.e.choice_context = &t->to->tried;
	}
	eq_judge_work_out(&t->judge, &t->diags);
	return !t->diags.errors;
}

static void keep_failures(struct trial *t, struct eq_test_result *out)
{
	const struct eq_test *test = t->model->test;

	if (t->to->covers) {
		eq_tried_note(&t->to->tried, &t->judge.e);
		eq_tried_note_rows(&t->to->tried, &t->judge.e, &t->counts);
	}
	t->judge.e.on_choice = NULL; /* what a failure shows is no trial */
	out->failures = EQ_NEW_ARRAY(&t->to->arena, struct eq_test_failure, test->n_expected + 1);
	for (uint32_t i = 0; i < test->n_expected; i++)
		if (!eq_judge_holds(&t->judge, i))
			eq_judge_explain(&t->judge, i, &t->to->arena,
					 &out->failures[out->n_failures++]);
	out->outcome = out->n_failures ? EQ_TEST_FAILED : EQ_TEST_PASSED;
}

/* ---- errors ---- */

static const struct eq_node *expected_error(const struct eq_node *test)
{
	for (const struct eq_node *c = test->child; c; c = c->next)
		if (c->kind == EQ_NODE_PROPERTY && c->op == EQ_PROPERTY_EXPECT &&
		    c->child->kind == EQ_NODE_NAME && c->child->next &&
		    c->child->next->kind == EQ_NODE_TEXT)
			return c;
	return NULL;
}

static bool has_part(struct eq_text t, struct eq_text part)
{
	for (size_t i = 0; i + part.n <= t.n; i++)
		if (eq_text_eq((struct eq_text){t.p + i, part.n}, part))
			return true;
	return false;
}

/* Whether an error has the text in its message, or is of that code. */
static bool was_reported(const struct eq_diags *d, struct eq_text expected)
{
	for (size_t i = 0; i < d->all.n; i++) {
		const struct eq_code_info *info = eq_code_info(d->all.v[i]->code);

		if (info->severity == EQ_ERROR &&
		    (has_part(d->all.v[i]->message, expected) || eq_text_is(expected, info->name)))
			return true;
	}
	return false;
}

static void judge_error(struct trial *t, const struct eq_node *expected, struct eq_test_result *out)
{
	struct eq_arena *a = &t->to->arena;
	struct eq_text text =
		eq_arena_copy(a, eq_leaf_text(expected->child->next, t->p->sources, a));

	out->outcome = EQ_TEST_PASSED;
	if (was_reported(&t->diags, text))
		return;
	out->outcome = EQ_TEST_FAILED;
	out->failures = EQ_NEW(a, struct eq_test_failure);
	out->n_failures = 1;
	out->failures[0] = (struct eq_test_failure){
		.span = expected->span,
		.expected = eq_arena_printf(a, "an error that says \"%.*s\"", EQ_ARG(text)),
		.actual = t->diags.errors ? EQ_TEXT("another error") : EQ_TEXT("no error")};
}

static void keep_messages(struct trial *t, struct eq_test_result *out)
{
	struct eq_buf text;

	eq_buf_init(&text);
	eq_diags_print(&t->diags, &text, false);
	out->messages = eq_arena_copy(&t->to->arena, eq_buf_view(&text));
	eq_buf_release(&text);
}

void eq_trial_run(struct eq_testing *to, const struct eq_tested *p, const struct eq_node *test,
		  struct eq_test_result *out)
{
	struct trial t = {.to = to, .p = p};
	const struct eq_node *error = expected_error(test);
	bool done;

	eq_diags_init(&t.diags, p->sources);
	done = make_model(&t, test);
	if (done)
		begin_without_files(&t);
	while (done) {
		done = work_out(&t);
		if (!done || !read_more(&t))
			break;
	}
	if (error)
		judge_error(&t, error, out);
	else if (done)
		keep_failures(&t, out);
	else
		out->outcome = EQ_TEST_FAULTY;
	if (out->outcome == EQ_TEST_FAULTY || (error && out->n_failures && t.diags.errors))
		keep_messages(&t, out);
	forget(&t);
	eq_judge_forget(&t.judge);
	eq_free(t.counts.all.v);
	eq_program_free(t.program);
	eq_model_free(t.model);
	eq_diags_release(&t.diags);
}
