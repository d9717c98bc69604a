/* agree.c - agreements: compared with the lock, put into it, noted in the text. */
#include "api/programme.h"

#include "base/file.h"
#include "review/agreed_note.h"
#include "review/agreed_page.h"
#include "review/agreed_rows.h"

#include <string.h>

/* ---- the text beside the lock ---- */

struct agreements {
	struct eq_meanings meanings;
	struct eq_agreed_things things;
	struct eq_lock lock;
	struct eq_locked_things locked;
	struct eq_besides besides;
	bool whole; /* the lock could be read */
	struct eq_arena arena;
	struct eq_computed *computed; /* by place in things */
};

static void begin(struct agreements *a, equate_programme *p, struct eq_diags *diags)
{
	eq_arena_init(&a->arena);
	eq_meanings_init(&a->meanings, p->tree, &p->sources, &p->symbols);
	eq_agreed_things_init(&a->things, &a->meanings, &p->sources, &p->symbols);
	a->whole = eq_lock_read(&a->lock, p->sources.files.v[0].path, diags);
	a->whole &= eq_locked_things_init(&a->locked, &a->lock, diags);
	if (!a->whole)
		a->locked.all.n = 0;
	eq_besides_init(&a->besides, &a->things, &a->locked);
	a->computed = EQ_NEW_ARRAY(&a->arena, struct eq_computed, a->things.all.n + 1);
}

static void end(struct agreements *a)
{
	eq_besides_release(&a->besides);
	eq_locked_things_release(&a->locked);
	eq_lock_release(&a->lock);
	eq_agreed_things_release(&a->things);
	eq_meanings_release(&a->meanings);
	eq_arena_release(&a->arena);
}

static size_t place_of(const struct agreements *a, const struct eq_beside *b)
{
	return (size_t)(b->now - a->things.all.v);
}

/* By place in things: baselines that stand by their text, so that the data decide. */
static bool *choose_standing(struct agreements *a)
{
	bool *wanted = EQ_NEW_ARRAY(&a->arena, bool, a->things.all.n + 1);

	for (size_t i = 0; i < a->besides.all.n; i++) {
		const struct eq_beside *b = &a->besides.all.v[i];

		if (b->now && b->then && b->now->is_computed && b->standing != EQ_CHANGED)
			wanted[place_of(a, b)] = true;
	}
	return wanted;
}

static bool compute(struct agreements *a, equate_programme *p, const bool *wanted,
		    struct eq_scan_options scan, struct eq_diags *diags)
{
	return eq_agreed_compute(&a->things, wanted, p->program, scan, a->computed, &a->arena,
				 diags);
}

bool eq_api_check_agreements(equate_programme *p, bool no_data, struct eq_diags *diags)
{
	struct agreements a;
	bool *wanted, whole;

	begin(&a, p, diags);
	if (a.whole)
		eq_besides_report(&a.besides, &a.things, &a.lock, diags);
	wanted = choose_standing(&a);
	if (a.whole && !no_data && compute(&a, p, wanted, (struct eq_scan_options){0}, diags))
		for (size_t i = 0; i < a.besides.all.n; i++) {
			const struct eq_beside *b = &a.besides.all.v[i];

			if (b->now && wanted[place_of(&a, b)])
				eq_agreed_same_rows(b, &a.computed[place_of(&a, b)], diags);
		}
	whole = a.whole;
	end(&a);
	return whole;
}

/* ---- putting into the lock ---- */

static bool is_named(const struct eq_beside *b, const equate_agree_options *o)
{
	for (size_t i = 0; i < o->n_names; i++) {
		struct eq_text name = eq_text_of(o->names[i]);

		if ((b->now && eq_text_eq(b->now->name, name)) ||
		    (b->then && eq_text_eq(b->then->name, name)))
			return true;
	}
	return o->n_names == 0 && o->all;
}

/* Without a name, what the text itself says is new: another agreement, or the first. */
static bool is_to_be_put(const struct eq_beside *b, const equate_agree_options *o)
{
	if (o->n_names || o->all)
		return is_named(b, o);
	return b->standing == EQ_UNLOCKED || b->standing == EQ_RENEWED ||
	       (b->standing == EQ_CHANGED && b->renewed) ||
	       (b->standing == EQ_STANDS && !eq_text_eq(b->now->name, b->then->name));
}

static void refuse_name(equate_programme *p, const struct agreements *a, const char *name)
{
	struct eq_nearest near;
	struct eq_diag *g;

	eq_nearest_init(&near, eq_text_of(name));
	for (size_t i = 0; i < a->things.all.n; i++)
		eq_nearest_try(&near, a->things.all.v[i].name);
	g = eq_diag_file(&p->diags, EQ_E1008, EQ_TEXT(""), 0, 0,
			 eq_meanings_find(&a->meanings, eq_text_of(name))
				 ? "the text does not say of `%s` that it is agreed"
				 : "there is nothing called `%s`",
			 name);
	if (near.best.n)
		eq_diag_hint(&p->diags, g, "did you mean `%.*s`?", EQ_ARG(near.best));
	else
		eq_diag_hint(&p->diags, g,
			     "`equate agree --list` shows what is agreed; with --by and --on it is "
			     "written into the text");
}

static bool find_names(equate_programme *p, const struct agreements *a,
		       const equate_agree_options *o)
{
	bool ok = true;

	for (size_t i = 0; i < o->n_names; i++) {
		const equate_agree_options one = {.names = o->names + i, .n_names = 1};
		bool found = false;

		for (size_t k = 0; k < a->besides.all.n; k++)
			found |= is_named(&a->besides.all.v[k], &one);
		if (!found)
			refuse_name(p, a, o->names[i]);
		ok &= found;
	}
	return ok;
}

static void put(struct agreements *a, const struct eq_beside *b)
{
	if (b->then)
		eq_lock_drop_thing(&a->lock, b->then->name, b->then->what);
	if (b->now)
		eq_lock_put_thing(&a->lock, &a->things, b->now, &a->computed[place_of(a, b)]);
}

/* What stays as the lock has it, and does not stand. */
static void report_rest(equate_programme *p, struct agreements *a, const equate_agree_options *o)
{
	struct eq_besides rest = a->besides;

	rest.all.v = eq_alloc(sizeof *rest.all.v * (a->besides.all.n + 1));
	rest.all.n = 0;
	for (size_t i = 0; i < a->besides.all.n; i++)
		if (!is_to_be_put(&a->besides.all.v[i], o) &&
		    a->besides.all.v[i].standing != EQ_UNLOCKED)
			rest.all.v[rest.all.n++] = a->besides.all.v[i];
	eq_besides_report(&rest, &a->things, &a->lock, &p->diags);
	eq_free(rest.all.v);
}

static bool agree(equate_programme *p, struct agreements *a, const equate_agree_options *o)
{
	bool *wanted = EQ_NEW_ARRAY(&a->arena, bool, a->things.all.n + 1);
	const struct eq_scan_options scan = {.threads = (uint32_t)o->threads, .memory = o->memory};
	bool any = false;

	for (size_t i = 0; i < a->besides.all.n; i++) {
		const struct eq_beside *b = &a->besides.all.v[i];

		any |= is_to_be_put(b, o);
		if (b->now && is_to_be_put(b, o))
			wanted[place_of(a, b)] = true;
	}
	if (!compute(a, p, wanted, scan, &p->diags))
		return false;
	for (size_t i = 0; i < a->besides.all.n; i++)
		if (is_to_be_put(&a->besides.all.v[i], o))
			put(a, &a->besides.all.v[i]);
	report_rest(p, a, o);
	return !any || eq_lock_write(&a->lock, &p->diags);
}

static bool is_loaded(equate_programme *p)
{
	if (p->program)
		return true;
	if (!p->diags.errors)
		eq_api_misused(p, "there is no programme with agreements: load one first");
	return false;
}

equate_status equate_agree(equate_programme *p, const equate_agree_options *options)
{
	static const equate_agree_options defaults;
	struct agreements a;

	if (!is_loaded(p))
		return eq_api_status(p);
	if (!options)
		options = &defaults;
	if (options->threads < 0)
		return eq_api_misused(p, "data cannot be read by a negative number of threads");
	begin(&a, p, &p->diags);
	if (a.whole && find_names(p, &a, options))
		agree(p, &a, options);
	end(&a);
	return eq_api_status(p);
}

equate_status equate_write_agreements(equate_programme *p, int no_data, int width, int colour,
				      equate_write *write, void *context)
{
	struct agreements a;
	struct eq_page page;
	struct eq_buf out;
	equate_status status = EQUATE_FAULT_FILES;
	bool *wanted, *other;

	if (!is_loaded(p))
		return eq_api_status(p);
	begin(&a, p, &p->diags);
	wanted = choose_standing(&a);
	other = EQ_NEW_ARRAY(&a.arena, bool, a.besides.all.n + 1);
	eq_buf_init(&out);
	if (a.whole &&
	    (no_data || compute(&a, p, wanted, (struct eq_scan_options){0}, &p->diags))) {
		for (size_t i = 0; !no_data && i < a.besides.all.n; i++) {
			const struct eq_beside *b = &a.besides.all.v[i];

			other[i] = b->now && wanted[place_of(&a, b)] &&
				   !eq_agreed_same_rows(b, &a.computed[place_of(&a, b)], NULL);
		}
		eq_agreed_page(&a.besides, other, &page);
		eq_page_text(&page, width > 0 ? (size_t)width : 0, colour != 0, &out);
		eq_page_release(&page);
		status = eq_api_write_out(p, "the list", &out, write, context);
	}
	eq_buf_release(&out);
	end(&a);
	return status;
}

/* ---- noting in the text ---- */

/* What would not fit between quotes on one line. */
static bool fits_in_quotes(const char *written)
{
	return !strpbrk(written, "\"\n\r");
}

static bool read_note(equate_programme *p, const char *by, const char *on, const char *minute,
		      struct eq_agreed_note *out)
{
	eq_date day;

	if (!eq_api_read_date(p, "day of the agreement", on, &day))
		return false;
	if (!*by || !fits_in_quotes(by) || !fits_in_quotes(minute ? minute : "")) {
		eq_api_misused(p, "who agreed, and in which minute, are texts without quotes, in "
				  "one line");
		return false;
	}
	*out = (struct eq_agreed_note){eq_text_of(by), eq_text_of(on),
				       eq_text_of(minute ? minute : "")};
	return true;
}

static bool note(equate_programme *p, const struct eq_meanings *meanings, const char *name,
		 const struct eq_agreed_note *note)
{
	const struct eq_meaning *m = eq_meanings_find(meanings, eq_text_of(name));
	const struct eq_source *source = NULL;
	const char *why = NULL;
	struct eq_buf text;

	eq_buf_init(&text);
	if (m)
		source = eq_agreed_note(m, &p->sources, note, &text);
	if (!source)
		eq_diag_file(&p->diags, EQ_E1008, EQ_TEXT(""), 0, 0,
			     m ? "`%s` is nothing that can be agreed: agree to KPIs, fixed values, "
				 "benefits, scenarios, workstreams or ratings"
			       : "there is nothing called `%s`",
			     name);
	else
		why = eq_file_write(source->path.p, eq_buf_view(&text));
	if (why)
		eq_diag_file(&p->diags, EQ_E0802, EQ_TEXT(""), 0, 0, "cannot write %.*s: %s",
			     EQ_ARG(source->path), why);
	eq_buf_release(&text);
	return source && !why;
}

equate_status equate_note_agreement(equate_programme *p, const char *name, const char *by,
				    const char *on, const char *minute)
{
	struct eq_meanings meanings;
	struct eq_agreed_note written;

	if (!is_loaded(p))
		return eq_api_status(p);
	if (!read_note(p, by, on, minute, &written))
		return eq_api_status(p);
	eq_meanings_init(&meanings, p->tree, &p->sources, &p->symbols);
	note(p, &meanings, name, &written);
	eq_meanings_release(&meanings);
	return eq_api_status(p);
}
