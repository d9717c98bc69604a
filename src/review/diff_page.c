/* diff_page.c - a comparison as people read it, on a terminal or under a proposed change.
 *
 * What moves stands in tables that add up from top to bottom: before, each change by itself, what
 * they do by acting together, after. Amounts are rounded first and then subtracted, so that the
 * printed lines add up, too. */
#include "review/diff.h"
#include "review/moves.h"
#include "time/date.h"

struct writer {
	const struct eq_diff *d;
	const struct eq_diff_style *style;
	struct eq_page *page;
	struct eq_arena arena;
	struct eq_buf text;
	struct eq_text summary;
	struct eq_moves_page moves;
};

static struct eq_text taken(struct writer *w)
{
	struct eq_text t = eq_arena_copy(&w->arena, eq_buf_view(&w->text));

	eq_buf_clear(&w->text);
	return t;
}

static struct eq_text date_text(struct writer *w, eq_date d)
{
	char day[EQ_DATE_CHARS];

	eq_date_write(d, day);
	return eq_arena_copy(&w->arena, eq_text_of(day));
}

/* "2 definitions", "1 definition" */
static void add_count(struct writer *w, const char *before, size_t n, const char *one,
		      const char *many)
{
	eq_buf_addf(&w->text, "%s%lu %s", before, (unsigned long)n, n == 1 ? one : many);
}

/* ---- the summary ---- */

static void add_counts(struct writer *w)
{
	const struct eq_diff *d = w->d;
	size_t n = eq_diff_count(d);

	if (n)
		add_count(w, "", n, "change of meaning", "changes of meaning");
	else
		eq_buf_adds(&w->text, "No change of meaning");
	if (eq_diff_count_of(d, EQ_NATURE_TEST))
		add_count(w, ", ", eq_diff_count_of(d, EQ_NATURE_TEST), "test", "tests");
	if (eq_diff_count_of(d, EQ_NATURE_NOTE))
		add_count(w, ", ", eq_diff_count_of(d, EQ_NATURE_NOTE), "title or note",
			  "titles or notes");
	if (d->found.renamed.n)
		eq_buf_addf(&w->text, ", %lu renamed", (unsigned long)d->found.renamed.n);
	if (d->found.moved.n)
		eq_buf_addf(&w->text, ", %lu moved to another file",
			    (unsigned long)d->found.moved.n);
	if (d->found.layout.n)
		eq_buf_addf(&w->text, ", %lu only laid out anew", (unsigned long)d->found.layout.n);
	eq_buf_addc(&w->text, '.');
}

static const struct eq_effect *effect(const struct eq_diff *d, enum eq_effect_of of,
				      enum eq_effect_what what, const char *scenario)
{
	for (size_t i = 0; i < d->effects.all.n; i++) {
		const struct eq_effect *x = &d->effects.all.v[i];
		if (x->key.of == of && x->key.what == what &&
		    eq_text_is(eq_symbol_text(d->symbols, x->key.scenario), scenario))
			return x;
	}
	return NULL;
}

static void add_money_move(struct writer *w, const char *what, const struct eq_effect *x,
			   const char *per)
{
	struct eq_text words = x ? eq_moves_words(x, per, &w->arena) : EQ_TEXT("");

	if (words.n)
		w->summary = eq_arena_printf(&w->arena, "%.*s %s %.*s.", EQ_ARG(w->summary), what,
					     EQ_ARG(words));
}

static size_t count_restating(const struct eq_diff *d)
{
	size_t n = 0;

	for (uint32_t g = 0; d->measured && g < d->changes.n_together; g++)
		n += d->effects.groups[g].restates;
	return n;
}

static void add_moves(struct writer *w)
{
	const struct eq_diff *d = w->d;
	size_t n = count_restating(d);

	if (!d->measured)
		return;
	if (!d->effects.all.n && (eq_diff_count(d) || d->effects.data_differ)) {
		w->summary =
			eq_arena_printf(&w->arena, "%.*s No figure moves.", EQ_ARG(w->summary));
		return;
	}
	add_money_move(w, "Run-rate", effect(d, EQ_EFFECT_PROGRAMME, EQ_EFFECT_RUN_RATE, "actual"),
		       " a year");
	add_money_move(w, "Value-add to date",
		       effect(d, EQ_EFFECT_PROGRAMME, EQ_EFFECT_VALUE_ADD, "actual"), "");
	if (n)
		w->summary = eq_arena_printf(
			&w->arena, "%.*s %lu %s", EQ_ARG(w->summary), (unsigned long)n,
			n == 1 ? "change restates history." : "changes restate history.");
}

/* A side that reads data of its own: part of the difference is theirs. */
static void add_data(struct writer *w)
{
	const struct eq_diff *d = w->d;

	if (d->measured && d->effects.data_differ)
		eq_page_paragraph(
			w->page,
			eq_arena_printf(&w->arena,
					"The two read data of their own, which are not the "
					"same%s.",
					d->effects.groups[d->changes.n_together].restates
						? ": history is restated by them, too"
						: ""),
			EQ_STYLE_PLAIN);
}

static void add_head(struct writer *w)
{
	const struct eq_diff *d = w->d;
	struct eq_text beside = EQ_TEXT("");

	if (d->measured)
		beside = eq_arena_printf(&w->arena, "as at %.*s",
					 EQ_ARG(date_text(w, d->effects.as_at)));
	eq_page_title(w->page,
		      eq_arena_printf(&w->arena, "From %.*s to %.*s", EQ_ARG(d->old_label),
				      EQ_ARG(d->new_label)),
		      beside);
	add_counts(w);
	w->summary = taken(w);
	add_moves(w);
	eq_page_paragraph(w->page, w->summary, EQ_STYLE_PLAIN);
	add_data(w);
	if (d->why_not.n)
		eq_page_paragraph(w->page, d->why_not, EQ_STYLE_PLAIN);
}

/* ---- what was changed ---- */

static void add_said(struct writer *w, struct eq_table *t, const char *when, struct eq_text text,
		     bool said, enum eq_style style)
{
	eq_table_line(t,
		      eq_arena_printf(&w->arena, "%s %.*s", when,
				      EQ_ARG(said ? text : EQ_TEXT("(nothing)"))),
		      6, style);
}

static struct eq_text where(struct writer *w, const struct eq_meaning *m)
{
	struct eq_place p = eq_sources_place(w->d->sources, m->node->span.at);

	return eq_arena_printf(&w->arena, "%.*s:%u", EQ_ARG(p.path), p.line);
}

static void add_change(struct writer *w, struct eq_table *t, const struct eq_change *x)
{
	const struct eq_diff *d = w->d;
	const struct eq_effect_group *g = d->measured ? &d->effects.groups[x->together] : NULL;

	eq_table_row(t,
		     eq_arena_printf(&w->arena, "%u  %.*s", x->together + 1,
				     EQ_ARG(eq_diff_what(x, &w->arena))),
		     0);
	eq_table_cell(t, 1, eq_text_of(eq_nature_words((enum eq_nature)x->nature)), EQ_STYLE_PLAIN);
	eq_table_cell(t, 2, eq_text_of(eq_change_word((enum eq_change_kind)x->kind)),
		      EQ_STYLE_PLAIN);
	if (g && g->restates)
		eq_table_cell(t, 3,
			      g->from == EQ_DATE_NONE
				      ? EQ_TEXT("restates history")
				      : eq_arena_printf(&w->arena, "restates history from %.*s",
							EQ_ARG(date_text(w, g->from))),
			      EQ_STYLE_PLAIN);
	if (x->kind == EQ_CHANGE_SAID && x->nature != EQ_NATURE_TEST) {
		add_said(w, t, "before:",
			 eq_diff_said(d, &x->was, x->nature == EQ_NATURE_NOTE, &w->arena),
			 x->was.node != NULL, EQ_STYLE_RED);
		add_said(w, t,
			 "after: ", eq_diff_said(d, &x->is, x->nature == EQ_NATURE_NOTE, &w->arena),
			 x->is.node != NULL, EQ_STYLE_GREEN);
	} else {
		eq_table_line(t, where(w, x->new ? x->new : x->old), 6, EQ_STYLE_FAINT);
	}
}

/* The three lists of changes. */
enum list { LIST_MEANING, LIST_TESTS, LIST_NOTES };

static enum list list_of(const struct eq_change *x)
{
	return x->nature == EQ_NATURE_NOTE   ? LIST_NOTES
	       : x->nature == EQ_NATURE_TEST ? LIST_TESTS
					     : LIST_MEANING;
}

static struct eq_table *begin_list(struct writer *w, enum list list)
{
	static const char *const titles[] = {
		[LIST_MEANING] = "What is changed",
		[LIST_TESTS] = "Tests",
		[LIST_NOTES] = "Titles and notes",
	};
	struct eq_table *t;

	eq_page_heading(w->page, eq_text_of(titles[list]));
	t = eq_page_table(w->page);
	eq_table_column(t, eq_text_of(titles[list]), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT("Kind"), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT(""), EQ_ALIGN_LEFT);
	eq_table_column(t, EQ_TEXT(""), EQ_ALIGN_LEFT);
	return t;
}

static void add_changes(struct writer *w, enum list list)
{
	const struct eq_diff *d = w->d;
	struct eq_table *t = NULL;

	for (uint32_t g = 0; g < d->changes.n_together; g++)
		for (size_t i = 0; i < d->changes.all.n; i++) {
			const struct eq_change *x = &d->changes.all.v[i];

			if (x->together != g || list_of(x) != list)
				continue;
			if (!t)
				t = begin_list(w, list);
			add_change(w, t, x);
		}
}

/* ---- labels ---- */

static struct eq_text group_label(struct writer *w, uint32_t group)
{
	const struct eq_diff *d = w->d;
	const struct eq_change *first = NULL;
	size_t n = 0;

	for (size_t i = 0; i < d->changes.all.n; i++)
		if (d->changes.all.v[i].together == group) {
			first = first ? first : &d->changes.all.v[i];
			n++;
		}
	eq_buf_addf(&w->text, "%u  ", group + 1);
	eq_buf_add_text(&w->text, eq_diff_what(first, &w->arena));
	if (n > 1)
		eq_buf_addf(&w->text, ", and %lu more", (unsigned long)n - 1);
	return taken(w);
}

/* ---- which blocks ---- */

/* A board looks at the run-rate and value-add as measured, and at the cash as it is expected. */
enum view { VIEW_HEADLINE, VIEW_OTHER, VIEW_NONE };

static enum view view_of(const struct eq_diff *d, const struct eq_effect *x)
{
	static const char *const measured[] = {"actual", "forecast", "live", "baseline"};
	struct eq_text scenario = eq_symbol_text(d->symbols, x->key.scenario);

	if (x->key.of > EQ_EFFECT_BENEFIT || EQ_EFFECT_JUDGES(x->key.what) ||
	    eq_text_is(scenario, x->key.what == EQ_EFFECT_CASH ? "forecast" : "actual"))
		return VIEW_HEADLINE;
	for (size_t i = 0; i < sizeof measured / sizeof *measured; i++)
		if (eq_text_is(scenario, measured[i]))
			return VIEW_NONE;
	return VIEW_OTHER;
}

static bool is_of_one(const struct eq_effect *x, const struct eq_effect *y)
{
	return x->key.of == y->key.of && x->key.name == y->key.name;
}

static struct eq_text title_of(struct writer *w, const struct eq_effect *x)
{
	if (x->key.of == EQ_EFFECT_KPI || x->key.of == EQ_EFFECT_FIGURE) {
		eq_buf_add_text(&w->text, x->title);
		size_t n = w->text.n;
		eq_buf_adds(&w->text, ", ");
		eq_display_unit(&w->text, x->units, x->unit);
		if (w->text.n == n + 2)
			w->text.n = n;
		return taken(w);
	}
	return x->title;
}

static struct eq_text block_title(struct writer *w, const struct eq_effect *x, bool headlines)
{
	struct eq_text title = title_of(w, x);

	if (headlines)
		return title;
	return eq_arena_printf(&w->arena, "%.*s, %.*s", EQ_ARG(title),
			       EQ_ARG(eq_symbol_text(w->d->symbols, x->key.scenario)));
}

/* Blocks of the kinds [from, to], the headlines or the other scenarios. */
static size_t add_blocks(struct writer *w, enum eq_effect_of from, enum eq_effect_of to,
			 bool headlines)
{
	const struct eq_effects *e = &w->d->effects;
	size_t blocks = 0;

	for (size_t i = 0, end; i < e->all.n; i = end) {
		const struct eq_effect *x = &e->all.v[i];
		struct eq_moves b = {{0}, {0}};

		for (end = i; end < e->all.n && is_of_one(x, &e->all.v[end]) &&
			      (headlines || e->all.v[end].key.scenario == x->key.scenario);
		     end++)
			if (view_of(w->d, &e->all.v[end]) ==
				    (headlines ? VIEW_HEADLINE : VIEW_OTHER) &&
			    eq_diff_shows(w->style, &e->all.v[end]))
				eq_moves_add(&b, &e->all.v[end]);
		if ((b.columns.n || b.judged.n) && x->key.of >= from && x->key.of <= to) {
			eq_moves_table(&w->moves, block_title(w, x, headlines), &b);
			blocks++;
		}
		eq_moves_release(&b);
	}
	return blocks;
}

static void fold(struct writer *w, const char *title, enum eq_effect_of from, enum eq_effect_of to,
		 bool headlines)
{
	size_t before = w->page->items.n;

	eq_page_fold(w->page, eq_text_of(title));
	if (add_blocks(w, from, to, headlines))
		eq_page_unfold(w->page);
	else
		w->page->items.n = before;
}

static void begin_moves(struct writer *w)
{
	const struct eq_diff *d = w->d;
	struct eq_text *labels = EQ_NEW_ARRAY(&w->arena, struct eq_text, d->changes.n_together + 1);

	for (uint32_t g = 0; g < d->changes.n_together; g++)
		labels[g] = group_label(w, g);
	if (d->effects.data_differ)
		labels[d->changes.n_together] = EQ_TEXT("data in other files");
	w->moves = (struct eq_moves_page){
		.page = w->page,
		.arena = &w->arena,
		.before = EQ_TEXT("Before"),
		.after = EQ_TEXT("After"),
		.together = EQ_TEXT("changes acting together"),
		.labels = labels,
		.n = d->effects.n_parts,
		.fiscal = d->effects.new->model->programme.fiscal,
		.value_add = eq_arena_printf(&w->arena, "Value-add to\n%.*s",
					     EQ_ARG(date_text(w, d->effects.as_at))),
	};
}

static void add_effects(struct writer *w)
{
	if (!w->d->measured)
		return;
	begin_moves(w);
	if (w->style->has_least)
		eq_page_paragraph(w->page,
				  eq_arena_printf(&w->arena,
						  "Figures that move by less than %s are left out.",
						  w->style->written),
				  EQ_STYLE_FAINT);
	add_blocks(w, EQ_EFFECT_PROGRAMME, EQ_EFFECT_PROGRAMME, true);
	fold(w, "By workstream", EQ_EFFECT_WORKSTREAM, EQ_EFFECT_WORKSTREAM, true);
	fold(w, "By benefit", EQ_EFFECT_BENEFIT, EQ_EFFECT_BENEFIT, true);
	fold(w, "KPIs, figures and ratings", EQ_EFFECT_KPI, EQ_EFFECT_RATING, true);
	fold(w, "In other scenarios", EQ_EFFECT_PROGRAMME, EQ_EFFECT_BENEFIT, false);
}

/* ---- what is only written otherwise ---- */

static struct eq_text file_of(const struct eq_diff *d, const struct eq_meaning *m)
{
	return eq_sources_at(d->sources, m->node->span.at)->path;
}

static void add_unchanged(struct writer *w)
{
	const struct eq_diff *d = w->d;

	if (!d->found.renamed.n && !d->found.moved.n && !d->found.layout.n)
		return;
	eq_page_fold(w->page, EQ_TEXT("Without a change of meaning"));
	for (size_t i = 0; i < d->found.renamed.n; i++)
		eq_page_bullet(w->page, EQ_TEXT("renamed"),
			       eq_arena_printf(&w->arena, "%.*s is now %.*s",
					       EQ_ARG(d->found.renamed.v[i].old->id),
					       EQ_ARG(d->found.renamed.v[i].new->id)));
	for (size_t i = 0; i < d->found.moved.n; i++)
		eq_page_bullet(w->page, EQ_TEXT("moved"),
			       eq_arena_printf(&w->arena, "%.*s, from %.*s to %.*s",
					       EQ_ARG(d->found.moved.v[i].new->id),
					       EQ_ARG(file_of(d, d->found.moved.v[i].old)),
					       EQ_ARG(file_of(d, d->found.moved.v[i].new))));
	for (size_t i = 0; i < d->found.layout.n; i++)
		eq_page_bullet(w->page, EQ_TEXT("layout"), d->found.layout.v[i].new->id);
	eq_page_unfold(w->page);
}

/* ---- the whole ---- */

static void write_page(const struct eq_diff *d, const struct eq_diff_style *style,
		       struct eq_page *page)
{
	struct writer w = {.d = d, .style = style, .page = page};

	eq_arena_init(&w.arena);
	eq_buf_init(&w.text);
	eq_page_init(page);
	add_head(&w);
	add_changes(&w, LIST_MEANING);
	add_effects(&w);
	add_changes(&w, LIST_TESTS);
	add_changes(&w, LIST_NOTES);
	add_unchanged(&w);
	eq_buf_release(&w.text);
	eq_arena_release(&w.arena);
}

void eq_diff_text(const struct eq_diff *d, const struct eq_diff_style *style, struct eq_buf *out)
{
	struct eq_page page;

	write_page(d, style, &page);
	eq_page_text(&page, style->width, style->colour, out);
	eq_page_release(&page);
}

void eq_diff_markdown(const struct eq_diff *d, const struct eq_diff_style *style,
		      struct eq_buf *out)
{
	struct eq_page page;

	write_page(d, style, &page);
	eq_page_markdown(&page, out);
	eq_page_release(&page);
}
