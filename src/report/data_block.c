/* data_block.c - a `data` block for a surveyed file. See data_profile.h. */
#include "report/data_profile.h"

#include <string.h>

#include "syntax/format.h"
#include "syntax/parse.h"

/* ---- names ---- */

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Parses `text` as a file of its own; formats it to `out`, where there is one. */
static bool parses(struct eq_text text, struct eq_buf *out)
{
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_arena arena;
	struct eq_diags diags;
	bool ok;

	eq_sources_init(&sources);
	eq_symbols_init(&symbols);
	eq_arena_init(&arena);
	eq_diags_init(&diags, &sources);
	int file = eq_sources_add(&sources, EQ_TEXT("data"), text, NULL);
	const struct eq_node *tree = eq_parse(&sources.files.v[file], &symbols, &arena, &diags);
	ok = tree && diags.errors == 0;
	if (ok && out)
		eq_format(&sources.files.v[file], tree, out);
	eq_diags_release(&diags);
	eq_arena_release(&arena);
	eq_symbols_release(&symbols);
	eq_sources_release(&sources);
	return ok;
}

/* Whether a column and a source can have the name. */
static bool is_name(struct eq_text name)
{
	struct eq_buf b;
	bool ok;

	eq_buf_init(&b);
	eq_buf_addf(&b,
		    "data %.*s from \"x\" {\n column \"x\" as %.*s\n by %.*s\n value %.*s : 1\n"
		    " date %.*s\n}\n",
		    EQ_ARG(name), EQ_ARG(name), EQ_ARG(name), EQ_ARG(name), EQ_ARG(name));
	ok = parses(eq_buf_view(&b), NULL);
	eq_buf_release(&b);
	return ok;
}

/* "Cost (£)" as cost, "2023 plan" as n2023_plan. */
static struct eq_text name_of(struct eq_arena *arena, struct eq_text t, const char *otherwise)
{
	struct eq_text name;
	struct eq_buf b;

	eq_buf_init(&b);
	eq_buf_adds(&b, "");
	for (size_t i = 0; i < t.n && b.n < 60; i++) {
		char c = lower(t.p[i]);

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
			if (b.n == 0 && c <= '9')
				eq_buf_addc(&b, 'n');
			eq_buf_addc(&b, c);
		} else if (b.n && b.p[b.n - 1] != '_') {
			eq_buf_addc(&b, '_');
		}
	}
	while (b.n && b.p[b.n - 1] == '_')
		b.p[--b.n] = 0;
	if (b.n == 0)
		eq_buf_adds(&b, otherwise);
	if (!is_name(eq_buf_view(&b)))
		eq_buf_adds(&b, "_");
	if (b.n && b.p[b.n - 1] == '_')
		eq_buf_adds(&b, otherwise);
	name = eq_arena_copy(arena, eq_buf_view(&b));
	eq_buf_release(&b);
	return name;
}

/* Names of all columns, each another. */
static struct eq_text *column_names(const struct eq_survey *s, struct eq_arena *arena)
{
	struct eq_text *names = EQ_NEW_ARRAY(arena, struct eq_text, s->n_columns + 1);

	for (uint32_t i = 0; i < s->n_columns; i++) {
		struct eq_text base = name_of(arena, s->columns[i].header, "column");

		names[i] = base;
		for (uint32_t again = 2, k = 0; k < i;) {
			if (!eq_text_eq(names[k], names[i])) {
				k++;
				continue;
			}
			names[i] = eq_arena_printf(arena, "%.*s_%u", EQ_ARG(base), again++);
			k = 0;
		}
	}
	return names;
}

/* Those that mean something else wherever an equation stands. */
static const char *const taken[] = {
	"day",     "days",     "week",     "weeks",  "month",  "months",    "year",     "years",
	"sum",     "count",    "mean",     "min",    "max",    "first",     "last",     "level",
	"open",    "closing",  "median",   "abs",    "step",   "ramp",      "path",     "change",
	"tracked", "live",     "baseline", "target", "actual", "programme", "forecast", "cash",
	"worth",   "distinct", "closed",   "grow"};

static struct eq_text data_name(const struct eq_survey *s, struct eq_arena *arena,
				struct eq_text name)
{
	if (!name.n) {
		name = s->path;
		for (size_t i = 0; i < s->path.n; i++)
			if (s->path.p[i] == '/')
				name = (struct eq_text){s->path.p + i + 1, s->path.n - i - 1};
		for (size_t i = 1; i < name.n; i++)
			if (name.p[i] == '.')
				name.n = i;
	}
	name = name_of(arena, name, "rows");
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (eq_text_is(name, taken[i]))
			return eq_arena_printf(arena, "%.*s_rows", EQ_ARG(name));
	return name;
}

/* ---- texts ---- */

static void quoted(struct eq_buf *b, struct eq_text t)
{
	eq_buf_addc(b, '"');
	for (size_t i = 0; i < t.n; i++) {
		if (t.p[i] == '"' || t.p[i] == '\\')
			eq_buf_addc(b, '\\');
		eq_buf_addc(b, t.p[i]);
	}
	eq_buf_addc(b, '"');
}

/* Whether a programme can hold the text: not one with curly quotes, which end a text, nor with
 * characters that cannot be printed. */
static bool can_stand(struct eq_text t)
{
	struct eq_buf b;
	bool ok;

	eq_buf_init(&b);
	eq_buf_adds(&b, "data x from ");
	quoted(&b, t);
	eq_buf_adds(&b, " {\n date d\n}\n");
	ok = parses(eq_buf_view(&b), NULL);
	eq_buf_release(&b);
	return ok;
}

/* Whether the block can speak of the column: its header is a name, or can be quoted. */
static bool can_name(const struct eq_survey_column *c, struct eq_text name)
{
	return c->usable && (eq_text_eq(c->header, name) || can_stand(c->header));
}

/* ---- the block ---- */

static void write_file_form(const struct eq_survey *s, const struct eq_text *names,
			    struct eq_buf *b)
{
	for (uint32_t i = 0; i < s->n_columns; i++) {
		const struct eq_survey_column *c = &s->columns[i];

		if (c->usable && !can_name(c, names[i]))
			eq_buf_addf(b, "  # column %u has a header that cannot be written here\n",
				    i + 1);
		if (!can_name(c, names[i]) || c->kind == EQ_SURVEY_EMPTY ||
		    c->kind == EQ_SURVEY_TEXT || c->kind == EQ_SURVEY_ID ||
		    eq_text_eq(c->header, names[i]) ||
		    (c->kind == EQ_SURVEY_DATE && i != s->date && i != s->end))
			continue;
		eq_buf_adds(b, "  column ");
		quoted(b, c->header);
		eq_buf_addf(b, " as %.*s\n", EQ_ARG(names[i]));
	}
	if (s->skip)
		eq_buf_addf(b, "  skip %u row%s\n", s->skip, s->skip == 1 ? "" : "s");
	if (s->until.n && can_stand(s->until)) {
		eq_buf_adds(b, "  until ");
		quoted(b, s->until);
		eq_buf_addc(b, '\n');
	}
	if (s->encoding == EQ_ENCODING_WINDOWS_1252)
		eq_buf_adds(b, "  encoding \"windows-1252\"\n");
	if (s->separator == '\t')
		eq_buf_adds(b, "  separator \"tab\"\n");
	else if (s->separator != ',')
		eq_buf_addf(b, "  separator \"%c\"\n", s->separator);
}

static bool has_digit(struct eq_text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] >= '0' && t.p[i] <= '9')
			return true;
	return false;
}

/* Texts in columns of numbers and dates that may say that there is no value. */
static void write_missing(const struct eq_survey *s, struct eq_buf *b)
{
	struct eq_map seen;
	uint32_t n = 0;

	eq_map_init(&seen);
	for (uint32_t i = 0; i < s->n_columns; i++)
		for (size_t k = 0; k < s->columns[i].misfits.n; k++) {
			struct eq_text cell = s->columns[i].misfits.v[k].cell;

			if (has_digit(cell) || cell.n > 40 || !can_stand(cell) ||
			    eq_map_put(&seen, cell, n) != n)
				continue;
			eq_buf_adds(b, n++ ? ", " : "  missing ");
			quoted(b, cell);
		}
	if (n)
		eq_buf_adds(b, " # a guess: they say that there is no value\n");
	eq_map_release(&seen);
}

static void write_form(const char *form, struct eq_buf *b)
{
	if (strcmp(form, "yyyy-mm-dd") == 0)
		return;
	eq_buf_addf(b, strchr(form, ' ') || strchr(form, '.') ? " as \"%s\"" : " as %s", form);
}

static void write_private(const struct eq_survey_column *c, struct eq_text name, struct eq_buf *b)
{
	if (!eq_text_eq(c->header, name)) {
		eq_buf_adds(b, "  # column ");
		quoted(b, c->header);
		eq_buf_addf(b, " as %.*s\n", EQ_ARG(name));
	}
	eq_buf_addf(b, "  # private %.*s # its values are never printed then\n", EQ_ARG(name));
}

static void write_dates(const struct eq_survey *s, const struct eq_text *names, struct eq_buf *b)
{
	const struct eq_survey_column *date = &s->columns[s->date];
	char from[EQ_DATE_CHARS], to[EQ_DATE_CHARS];
	bool period = s->grain == EQ_SURVEY_WEEKLY || s->grain == EQ_SURVEY_MONTHLY;

	eq_buf_adds(b, "  # row placement # what one row is: the unit of count()\n");
	for (uint32_t i = 0; i < s->n_columns; i++)
		if (s->columns[i].kind == EQ_SURVEY_ID && can_name(&s->columns[i], names[i]))
			write_private(&s->columns[i], names[i], b);
	if (s->end != UINT32_MAX)
		eq_buf_addf(b, "  spell %.*s to %.*s", EQ_ARG(names[s->date]),
			    EQ_ARG(names[s->end]));
	else
		eq_buf_addf(b, "  %s %.*s", period ? "period" : "date", EQ_ARG(names[s->date]));
	write_form(date->form, b);
	eq_buf_addc(b, '\n');
	eq_date_write(date->first, from);
	eq_date_write(date->last, to);
	if (!period)
		eq_buf_addf(b, "  # covers %s to %s # inside, no row means none\n", from, to);
}

static const char *unit_of(const struct eq_survey_column *c)
{
	if (c->kind != EQ_SURVEY_MONEY)
		return "1";
	return eq_text_is(c->currency, "$")          ? "USD"
	       : eq_text_is(c->currency, "\xC2\xA3") ? "GBP"
						     : "EUR";
}

static void write_columns(const struct eq_survey *s, const struct eq_text *names, struct eq_buf *b)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < s->n_columns; i++)
		if (s->columns[i].kind == EQ_SURVEY_DIMENSION && can_name(&s->columns[i], names[i]))
			eq_buf_addf(b, "%s%.*s", n++ ? ", " : "  by ", EQ_ARG(names[i]));
	if (n)
		eq_buf_addc(b, '\n');
	n = 0;
	for (uint32_t i = 0; i < s->n_columns; i++)
		if (eq_survey_is_number(&s->columns[i]) && can_name(&s->columns[i], names[i]))
			eq_buf_addf(
				b, "  value %.*s : %s%s\n", EQ_ARG(names[i]),
				unit_of(&s->columns[i]),
				n++ ? ""
				    : " # a guess: a flow; `level` if it is a stock, and its unit");
}

static void write_period(const struct eq_survey *s, struct eq_buf *b)
{
	if (s->grain == EQ_SURVEY_MONTHLY) {
		eq_buf_adds(b, "# For a programme with `period month`.\n");
	} else if (s->grain == EQ_SURVEY_WEEKLY) {
		eq_buf_adds(b, "# For a programme with `period week ending ");
		for (const char *c = eq_weekday_name(s->week_end); *c; c++)
			eq_buf_addc(b, lower(*c));
		eq_buf_adds(b, "`.\n");
	}
}

bool eq_data_profile_block(const struct eq_survey *s, struct eq_text name, struct eq_buf *out)
{
	struct eq_arena arena;
	struct eq_buf b;

	if (s->date == UINT32_MAX)
		return false;
	eq_arena_init(&arena);
	struct eq_text *names = column_names(s, &arena);
	if (!can_name(&s->columns[s->date], names[s->date]) ||
	    (s->end != UINT32_MAX && !can_name(&s->columns[s->end], names[s->end]))) {
		eq_arena_release(&arena);
		return false;
	}
	eq_buf_init(&b);
	write_period(s, &b);
	eq_buf_addf(&b, "data %.*s from ", EQ_ARG(data_name(s, &arena, name)));
	quoted(&b, can_stand(s->path) ? s->path : EQ_TEXT("data.csv"));
	eq_buf_adds(&b, " {\n");
	write_file_form(s, names, &b);
	write_missing(s, &b);
	write_dates(s, names, &b);
	write_columns(s, names, &b);
	eq_buf_adds(&b, "}\n");
	if (!parses(eq_buf_view(&b), out))
		EQ_BUG("a data block that does not parse:\n%s", b.p);
	eq_buf_release(&b);
	eq_arena_release(&arena);
	return true;
}
