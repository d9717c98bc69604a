/* lock.c - reported years: kept in the lock, and held to what was reported. */
#include "api/programme.h"

#include "review/reported_page.h"

/* ---- years beside what they come to now ---- */

struct worked_out {
	struct eq_results *results;
	struct eq_reported_list list;
};
struct reported {
	equate_programme *p;
	struct eq_lock lock;
	struct eq_reported_years years;
	bool whole; /* the lock could be read */
	struct eq_arena arena;
	struct worked_out *now;             /* [n] */
	struct eq_reported_beside *besides; /* [n] */
	uint32_t n;
};

static void begin(struct reported *x, equate_programme *p, struct eq_diags *diags)
{
	*x = (struct reported){.p = p};
	eq_arena_init(&x->arena);
	x->whole = eq_lock_read(&x->lock, p->sources.files.v[0].path, diags);
	x->whole &= eq_reported_years_init(&x->years, &x->lock, p->model->programme.fiscal, diags);
}

static void end(struct reported *x)
{
	for (uint32_t i = 0; i < x->n; i++) {
		eq_reported_beside_release(&x->besides[i]);
		eq_reported_list_release(&x->now[i].list);
		eq_results_free(x->now[i].results);
	}
	eq_reported_years_release(&x->years);
	eq_lock_release(&x->lock);
	eq_arena_release(&x->arena);
}

static void make_room(struct reported *x, size_t n)
{
	x->now = EQ_NEW_ARRAY(&x->arena, struct worked_out, n + 1);
	x->besides = EQ_NEW_ARRAY(&x->arena, struct eq_reported_beside, n + 1);
}

static const struct eq_reported_year *find(const struct reported *x, int year)
{
	for (size_t i = 0; i < x->years.all.n; i++)
		if (x->years.all.v[i].year == year)
			return &x->years.all.v[i];
	return NULL;
}

static eq_date last_day(const struct reported *x, int year)
{
	return eq_fiscal_range(x->p->model->programme.fiscal, year).to;
}

/* The pack as at the year's last day, over rows that were read. What it warns of was said already. */
static struct eq_results *run_year(struct reported *x, int year, const struct eq_cube *cube,
				   const struct eq_run_options *run, struct eq_diags *diags)
{
	const struct eq_run_options o = {.as_at = last_day(x, year),
					 .mode = run->mode,
					 .figures_only = true,
					 .then = EQ_DATE_NONE};
	struct eq_diags own;
	struct eq_results *r;

	eq_diags_init(&own, &x->p->sources);
	r = eq_run(x->p->program, cube, &o, &own);
	for (size_t i = 0; !r && i < own.all.n; i++)
		eq_diags_adopt(diags, own.all.v[i]);
	eq_diags_release(&own);
	return r;
}

static bool work_out(struct reported *x, int year, const struct eq_cube *cube,
		     const struct eq_run_options *run, struct eq_diags *diags)
{
	struct worked_out *now = &x->now[x->n];

	now->results = run_year(x, year, cube, run, diags);
	if (!now->results)
		return false;
	eq_reported_list_init(&now->list, now->results, year, &x->p->symbols);
	eq_reported_beside_init(&x->besides[x->n++], find(x, year), &now->list, x->p->model, year);
	return true;
}

/* Those that are over by a day; they are the first ones. */
static bool work_out_all(struct reported *x, eq_date by, const struct eq_cube *cube,
			 const struct eq_run_options *run, struct eq_diags *diags)
{
	bool ok = true;

	make_room(x, x->years.all.n);
	for (size_t i = 0; ok && i < x->years.all.n; i++) {
		int year = x->years.all.v[i].year;

		if (by != EQ_DATE_NONE && last_day(x, year) > by)
			break;
		ok = work_out(x, year, cube, run, diags);
	}
	return ok;
}

static bool all_stand(const struct reported *x, struct eq_diags *diags)
{
	bool stand = true;

	for (uint32_t i = 0; i < x->n; i++)
		stand &= eq_reported_stands(&x->besides[i], x->p->model, diags);
	return stand;
}

/* ---- a run ---- */

/* A what-if asks for other figures; other data are what a scheduled run reads. */
static bool is_what_if(const struct eq_model *m)
{
	for (size_t i = 0; i < m->overridden.n; i++)
		if (m->defs.v[m->overridden.v[i].def].kind != EQ_DEF_DATA)
			return true;
	return false;
}

void eq_api_hold_to_reported(equate_programme *p, const struct eq_run_options *run)
{
	struct reported x;

	begin(&x, p, &p->diags);
	if (x.whole && x.years.all.n && is_what_if(p->model)) {
		EQ_PUSH(&p->results->notes,
			((struct eq_footnote){
				EQ_NO_DEF, EQ_TEXT("A what-if is not held to what was reported of "
						   "fiscal years before.")}));
	} else if (x.whole && work_out_all(&x, run->as_at, p->cube, run, &p->diags) &&
		   all_stand(&x, &p->diags)) {
		eq_reported_show(x.besides, x.n, p->results);
	}
	end(&x);
}

/* ---- a check ---- */

static const struct eq_run_options usual = {.as_at = EQ_DATE_NONE, .mode = EQ_MODE_BEST};

void eq_api_check_reported(equate_programme *p, bool no_data, struct eq_diags *diags)
{
	const struct eq_scan_options scan = {0};
	struct eq_cube *cube = NULL;
	struct reported x;

	begin(&x, p, diags);
	if (x.whole && !no_data && x.years.all.n)
		cube = eq_scan(p->program, &scan, diags);
	if (cube && work_out_all(&x, EQ_DATE_NONE, cube, &usual, diags))
		all_stand(&x, diags);
	if (x.whole)
		eq_reported_reasons(&x.years, p->model, x.n == x.years.all.n ? x.besides : NULL,
				    x.lock.path, diags);
	end(&x);
	eq_cube_free(cube);
}

/* ---- locking ---- */

static bool refuse(equate_programme *p, const char *written, const char *why, const char *hint)
{
	struct eq_diag *g = eq_diag_file(&p->diags, EQ_E1011, EQ_TEXT(""), 0, 0,
					 "%s cannot be locked: %s", written, why);

	eq_diag_hint(&p->diags, g, "%s", hint);
	return false;
}

static bool read_year(equate_programme *p, const char *written, int *year)
{
	const struct eq_programme *m = &p->model->programme;
	int first = eq_fiscal_year(m->fiscal, m->starts);
	int last = eq_fiscal_year(m->fiscal, m->horizon);
	char room[EQ_FISCAL_CHARS], from[EQ_FISCAL_CHARS], to[EQ_FISCAL_CHARS];
	const char *hint = NULL;
	bool read, known;
	struct eq_buf b;

	eq_fiscal_write(m->fiscal, first, from);
	eq_fiscal_write(m->fiscal, last, to);
	eq_buf_init(&b);
	eq_buf_addf(&b, "the programme has %s to %s; write one of them as it is written here", from,
		    to);
	read = eq_fiscal_read(eq_text_of(written), m->fiscal, year, &hint, room);
	known = read && *year >= first && *year <= last;
	if (!read && hint) {
		eq_buf_clear(&b);
		eq_buf_addf(&b, "write `%s`", hint);
	}
	if (!known)
		refuse(p, written,
		       read ? "it is no year of this programme"
			    : "it is not how a fiscal year of this programme is written",
		       b.p);
	eq_buf_release(&b);
	return known;
}

/* Whether the data reach the last whole period of the year. */
static bool is_over(equate_programme *p, const struct eq_results *now, const char *written,
		    int year)
{
	eq_date end = eq_fiscal_range(p->model->programme.fiscal, year).to;
	char day[EQ_DATE_CHARS];
	struct eq_buf why;

	if (now->as_at_lane >= eq_timeline_ended(&now->timeline, end))
		return true;
	eq_buf_init(&why);
	eq_date_write(now->as_at, day);
	eq_buf_addf(&why, "the data of all KPIs go to %s only, and it ends on ", day);
	eq_date_write(end, day);
	eq_buf_adds(&why, day);
	refuse(p, written, why.p, "lock it once its last data are in");
	eq_buf_release(&why);
	return false;
}

/* Puts the year worked out last into the lock, where that says something new. False when reported. */
static bool put(struct reported *x, const char *written)
{
	const struct eq_reported_beside *b = &x->besides[x->n - 1];

	if (!eq_reported_stands(b, x->p->model, &x->p->diags))
		return false;
	eq_reported_put(&x->lock, b, eq_text_of(written));
	return true;
}

static bool lock_years(struct reported *x, const equate_lock_options *o, const struct eq_cube *cube)
{
	struct eq_diags *diags = &x->p->diags;
	struct eq_results *now = eq_run(x->p->program, cube, &usual, diags);
	bool ok = now != NULL;

	make_room(x, o->n_years);
	for (size_t i = 0; ok && i < o->n_years; i++) {
		int year = 0;

		ok = read_year(x->p, o->years[i], &year) && is_over(x->p, now, o->years[i], year) &&
		     work_out(x, year, cube, &usual, diags) && put(x, o->years[i]);
	}
	eq_results_free(now);
	return ok && eq_lock_write(&x->lock, diags);
}

static bool is_ready(equate_programme *p)
{
	if (p->program)
		return true;
	if (!p->diags.errors)
		eq_api_misused(p, "there is no programme with years: load one first");
	return false;
}

equate_status equate_lock(equate_programme *p, const equate_lock_options *o)
{
	struct eq_scan_options scan = {0};
	struct eq_cube *cube = NULL;
	struct reported x;

	if (!is_ready(p))
		return eq_api_status(p);
	if (!o || !o->n_years)
		return eq_api_misused(p, "which year was reported? Name one");
	if (o->threads < 0)
		return eq_api_misused(p, "data cannot be read by a negative number of threads");
	scan.threads = (uint32_t)o->threads;
	scan.memory = o->memory;
	begin(&x, p, &p->diags);
	if (x.whole)
		cube = eq_scan(p->program, &scan, &p->diags);
	if (cube)
		lock_years(&x, o, cube);
	end(&x);
	eq_cube_free(cube);
	return eq_api_status(p);
}

equate_status equate_write_reported(equate_programme *p, int no_data, int width, int colour,
				    equate_write *write, void *context)
{
	const struct eq_scan_options scan = {0};
	struct eq_cube *cube = NULL;
	equate_status status;
	struct eq_page page;
	struct eq_buf out;
	struct reported x;

	if (!is_ready(p))
		return eq_api_status(p);
	begin(&x, p, &p->diags);
	if (x.whole && !no_data && x.years.all.n) {
		cube = eq_scan(p->program, &scan, &p->diags);
		x.whole = cube && work_out_all(&x, EQ_DATE_NONE, cube, &usual, &p->diags);
	}
	status = eq_api_status(p);
	if (x.whole) {
		eq_buf_init(&out);
		eq_reported_page(&x.years, no_data ? NULL : x.besides, &page);
		eq_page_text(&page, width > 0 ? (size_t)width : 0, colour != 0, &out);
		eq_page_release(&page);
		status = eq_api_write_out(p, "the list", &out, write, context);
		eq_buf_release(&out);
	}
	end(&x);
	eq_cube_free(cube);
	return status;
}
