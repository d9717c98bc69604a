/* diag.c - gathers, sorts and prints what the program says; see diag.h.
 *
 * Whatever is printed went through add_shown(): a control character in a programme or in a
 * data file never reaches the terminal as such, and a NUL cuts nothing off. */
#include "base/diag.h"

#include "base/limits.h"
#include "base/map.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- codes ---- */

static const struct eq_code_info infos[EQ_CODE_COUNT] = {
#define X(code, severity, title, explanation) [EQ_##code] = {#code, title, explanation, severity},
#include "base/codes.def"
#undef X
};

const struct eq_code_info *eq_code_info(enum eq_code code)
{
	if ((unsigned)code >= EQ_CODE_COUNT)
		EQ_BUG("there is no message code %u", (unsigned)code);
	return &infos[code];
}

static bool same_but_case(struct eq_text a, const char *b)
{
	size_t i = 0;

	while (i < a.n && b[i] && toupper((unsigned char)a.p[i]) == b[i])
		i++;
	return i == a.n && !b[i];
}

const struct eq_code_info *eq_code_find(struct eq_text name)
{
	for (size_t i = 0; i < EQ_CODE_COUNT; i++)
		if (same_but_case(name, infos[i].name))
			return &infos[i];
	return NULL;
}

const char *eq_severity_word(enum eq_severity severity)
{
	static const char *const words[EQ_SEVERITIES] = {
		[EQ_ERROR] = "error", [EQ_WARNING] = "warning", [EQ_ADVICE] = "advice"};

	return words[severity];
}

/* ---- gathering ---- */

void eq_diags_init(struct eq_diags *d, const struct eq_sources *sources)
{
	*d = (struct eq_diags){.sources = sources, .status = EQ_OK};
	eq_arena_init(&d->arena);
}

void eq_diags_release(struct eq_diags *d)
{
	eq_arena_release(&d->arena);
	eq_free(d->all.v);
	eq_diags_init(d, NULL);
}

static size_t *count_of(struct eq_diags *d, enum eq_severity severity)
{
	return severity == EQ_ERROR     ? &d->errors
	       : severity == EQ_WARNING ? &d->warnings
					: &d->advice;
}

static struct eq_diag *add(struct eq_diags *d, enum eq_code code, enum eq_status fault)
{
	struct eq_diag *g = EQ_NEW(&d->arena, struct eq_diag);

	g->code = code;
	g->severity = eq_code_info(code)->severity;
	g->serial = d->arrived++;
	g->file = g->message = g->hint = EQ_TEXT("");
	EQ_PUSH(&d->all, g);
	++*count_of(d, g->severity);
	if (g->severity == EQ_ERROR && fault > d->status)
		d->status = fault;
	return g;
}

struct eq_diag *eq_diag_at(struct eq_diags *d, enum eq_code code, struct eq_span span,
			   const char *format, ...)
{
	struct eq_diag *g = add(d, code, EQ_FAULT_PROGRAMME);
	va_list args;

	g->span = span;
	va_start(args, format);
	g->message = eq_arena_vprintf(&d->arena, format, args);
	va_end(args);
	return g;
}

struct eq_diag *eq_diag_file(struct eq_diags *d, enum eq_code code, struct eq_text file,
			     uint64_t line, uint64_t column, const char *format, ...)
{
	struct eq_diag *g = add(d, code, EQ_FAULT_FILES);
	va_list args;

	g->file = eq_arena_copy(&d->arena, file);
	g->line = line;
	g->column = column;
	va_start(args, format);
	g->message = eq_arena_vprintf(&d->arena, format, args);
	va_end(args);
	return g;
}

void eq_diag_hint(struct eq_diags *d, struct eq_diag *g, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	g->hint = eq_arena_vprintf(&d->arena, format, args);
	va_end(args);
}

void eq_diag_note(struct eq_diags *d, struct eq_diag *g, struct eq_span span, const char *format,
		  ...)
{
	struct eq_note *note = EQ_NEW(&d->arena, struct eq_note), **last = &g->notes;
	va_list args;

	note->span = span;
	va_start(args, format);
	note->text = eq_arena_vprintf(&d->arena, format, args);
	va_end(args);
	while (*last)
		last = &(*last)->next;
	*last = note;
}

void eq_diag_deny(struct eq_diags *d, struct eq_diag *g)
{
	--*count_of(d, g->severity);
	g->severity = EQ_ERROR;
	d->errors++;
	if (d->status < EQ_FAULT_PROGRAMME)
		d->status = EQ_FAULT_PROGRAMME;
}

void eq_diags_adopt(struct eq_diags *d, const struct eq_diag *g)
{
	struct eq_diag *to = add(d, g->code, g->file.n ? EQ_FAULT_FILES : EQ_FAULT_PROGRAMME);

	if (g->severity != to->severity)
		eq_diag_deny(d, to);
	to->span = g->span;
	to->file = eq_arena_copy(&d->arena, g->file);
	to->line = g->line;
	to->column = g->column;
	to->message = eq_arena_copy(&d->arena, g->message);
	to->hint = eq_arena_copy(&d->arena, g->hint);
	for (const struct eq_note *n = g->notes; n; n = n->next)
		eq_diag_note(d, to, n->span, "%.*s", EQ_ARG(n->text));
}

/* ---- sorting ---- */

/* Where a diagnostic belongs. Programmes come first (file 0: their positions are in the
 * order of the files already), then data files by the arrival of their first diagnostic. */
struct keyed {
	uint64_t file, line, column, end;
	struct eq_diag *diag;
};

static int compare(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int compare_places(const struct keyed *a, const struct keyed *b)
{
	int order = compare(a->file, b->file);

	if (!order)
		order = compare(a->line, b->line);
	if (!order)
		order = compare(a->column, b->column);
	return order;
}

static int by_place_and_arrival(const void *left, const void *right)
{
	const struct keyed *a = left, *b = right;
	int order = compare_places(a, b);

	return order ? order : compare(a->diag->serial, b->diag->serial);
}

static int compare_contents(const struct keyed *a, const struct keyed *b)
{
	int order = compare_places(a, b);

	if (!order)
		order = compare(a->end, b->end);
	if (!order)
		order = compare(a->diag->code, b->diag->code);
	return order ? order : eq_text_cmp(a->diag->message, b->diag->message);
}

static int by_contents_and_arrival(const void *left, const void *right)
{
	const struct keyed *a = left, *b = right;
	int order = compare_contents(a, b);

	return order ? order : compare(a->diag->serial, b->diag->serial);
}

static bool in_data_file(const struct eq_diag *g)
{
	return g->span.at == 0 && g->file.n != 0;
}

void eq_diags_sort(struct eq_diags *d)
{
	struct eq_map first_of_file;
	struct keyed *keys;
	size_t n = d->all.n, kept = 0;

	if (n < 2)
		return;
	keys = eq_alloc(n * sizeof *keys);
	eq_map_init(&first_of_file);
	for (size_t i = 0; i < n; i++) {
		struct eq_diag *g = d->all.v[i];

		keys[i] = (struct keyed){0, 0, g->span.at, g->span.end, g};
		if (in_data_file(g)) {
			/* In the order of an earlier sort the first is still the first: a
			 * file's rank can only be kept, for sorting moves whole files. */
			uint32_t rank =
				eq_map_put(&first_of_file, g->file, (uint32_t)first_of_file.n);

			keys[i] = (struct keyed){rank + UINT64_C(1), g->line, g->column, 0, g};
		}
	}
	qsort(keys, n, sizeof *keys, by_contents_and_arrival);
	for (size_t i = 0; i < n; i++) {
		struct eq_diag *g = keys[i].diag;

		if (kept && compare_contents(&keys[kept - 1], &keys[i]) == 0) {
			--*count_of(d, g->severity);
		} else {
			keys[kept++] = keys[i];
		}
	}
	qsort(keys, kept, sizeof *keys, by_place_and_arrival);
	for (size_t i = 0; i < kept; i++)
		d->all.v[i] = keys[i].diag;
	d->all.n = kept;
	eq_map_release(&first_of_file);
	eq_free(keys);
}

/* ---- printing ---- */

#define LINE_COLUMNS 100 /* of a source line shown; a longer one is shown in part */
#define AFTER_PLACE 60   /* of them from the place on, where the line has so many */
#define TAB_COLUMNS 4    /* what a tab counts for in that; a terminal shows it as it will */
#define CUT_MARK "…"

struct printer {
	struct eq_buf *out;
	const struct eq_sources *sources;
	bool colour;
};

#define BOLD "1"
#define RED "1;31"
#define GREEN "1;32"
#define YELLOW "1;33"
#define BLUE "1;34"
#define CYAN "1;36"

static void begin(const struct printer *p, const char *style)
{
	if (p->colour)
		eq_buf_addf(p->out, "\033[%sm", style);
}

static void end(const struct printer *p)
{
	if (p->colour)
		eq_buf_adds(p->out, "\033[0m");
}

/* Whether a code point would act on the terminal rather than show: control characters, and
 * those that turn the direction of writing, with which a text can be made to look like
 * another. */
static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || c == 0x200e || c == 0x200f ||
	       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Takes one code point off `t`, writes it as it may be shown and returns its columns. */
static size_t add_shown(struct eq_buf *out, struct eq_text *t)
{
	const char *p = t->p;
	size_t length;
	uint32_t c = eq_utf8_decode(*t, &length);

	t->p += length;
	t->n -= length;
	if (c == EQ_UTF8_BAD || (c < 0x80 && is_control(c))) {
		eq_buf_addf(out, "\\x%02x", (unsigned)(unsigned char)*p);
		return 4;
	}
	if (is_control(c)) {
		eq_buf_addf(out, "\\u%04x", (unsigned)c);
		return 6;
	}
	eq_buf_add(out, p, length);
	return !eq_utf8_combining(c);
}

void eq_shown_add(struct eq_buf *out, struct eq_text t)
{
	while (t.n)
		add_shown(out, &t);
}

/* What the code point at the start of t counts for in the width of the window. A combining
 * mark counts as well, so that a line of nothing else is cut too. */
static size_t cost(struct eq_text t, size_t *length)
{
	uint32_t c = eq_utf8_decode(t, length);

	if (c == '\t')
		return TAB_COLUMNS;
	if (c == EQ_UTF8_BAD || (c < 0x80 && is_control(c)))
		return 4;
	return is_control(c) ? 6 : 1;
}

/* The end of the stretch from `at` that fits in `columns`; *left gets what remains of them. */
static size_t forward(struct eq_text line, size_t at, size_t columns, size_t *left)
{
	while (at < line.n) {
		size_t length;
		size_t wide = cost((struct eq_text){line.p + at, line.n - at}, &length);

		if (wide > columns)
			break;
		columns -= wide;
		at += length;
	}
	*left = columns;
	return at;
}

/* The start of the stretch that ends at `at` and fits in `columns`. */
static size_t backward(struct eq_text line, size_t at, size_t columns)
{
	while (at > 0) {
		size_t from = at - 1, length, wide;

		while (from > 0 && at - from < 4 && ((unsigned char)line.p[from] & 0xc0) == 0x80)
			from--;
		wide = cost((struct eq_text){line.p + from, at - from}, &length);
		if (from + length != at) {
			/* Not one whole code point: its last byte stands for itself. */
			from = at - 1;
			wide = cost((struct eq_text){line.p + from, 1}, &length);
		}
		if (wide > columns)
			break;
		columns -= wide;
		at = from;
	}
	return at;
}

/* The line that holds the span's start, and under it carets. Tabs stand in both lines, so
 * that the carets are right whatever a tab's width is. */
static void add_excerpt(const struct printer *p, struct eq_span span, const char *style)
{
	struct eq_place place = eq_sources_place(p->sources, span.at);
	struct eq_text line = place.text, rest;
	size_t at = place.offset, stop, from, to, unused, under = SIZE_MAX;
	struct eq_buf carets;

	if (place.line == 0)
		return;
	stop = at;
	if (span.end > span.at)
		stop = span.end - span.at < line.n - at ? at + (span.end - span.at) : line.n;
	forward(line, at, AFTER_PLACE, &unused);
	from = backward(line, at, LINE_COLUMNS - AFTER_PLACE + unused);
	to = forward(line, from, LINE_COLUMNS, &unused);

	eq_buf_init(&carets);
	eq_buf_addf(p->out, "%5u | ", place.line);
	if (from > 0) {
		eq_buf_adds(p->out, CUT_MARK);
		eq_buf_addc(&carets, ' ');
	}
	for (rest = (struct eq_text){line.p + from, to - from}; rest.n;) {
		size_t here = (size_t)(rest.p - line.p);

		if (here == at)
			under = carets.n;
		if (*rest.p == '\t') {
			eq_buf_addc(p->out, '\t');
			rest.p++;
			rest.n--;
			if (here < stop)
				eq_buf_addc(&carets, '\t');
		} else {
			size_t columns = add_shown(p->out, &rest);

			if (here < stop)
				eq_buf_fill(&carets, here < at ? ' ' : '^', columns);
		}
	}
	/* Nothing that a caret fits under: an empty span, the end of the line, a tab. */
	if (!carets.n || !memchr(carets.p, '^', carets.n)) {
		if (under < carets.n)
			carets.n = under;
		eq_buf_addc(&carets, '^');
	}
	if (to < line.n)
		eq_buf_adds(p->out, CUT_MARK);
	eq_buf_adds(p->out, "\n      | ");
	/* What is blank before the carets needs no colour. */
	for (from = 0; from < carets.n && carets.p[from] != '^'; from++)
		eq_buf_addc(p->out, carets.p[from]);
	begin(p, style);
	eq_buf_add(p->out, carets.p + from, carets.n - from);
	end(p);
	eq_buf_addc(p->out, '\n');
	eq_buf_release(&carets);
}

/* "path:line:column: ", as far as it is known. */
static void add_place(const struct printer *p, struct eq_span span, const struct eq_diag *g)
{
	struct eq_text path = EQ_TEXT("");
	uint64_t line = 0, column = 0;

	if (span.at != 0 && p->sources) {
		struct eq_place place = eq_sources_place(p->sources, span.at);

		path = place.path;
		line = place.line;
		column = place.column;
	} else if (g) {
		path = g->file;
		line = g->line;
		column = g->column;
	}
	if (!path.n)
		return;
	begin(p, BOLD);
	eq_shown_add(p->out, path);
	if (line)
		eq_buf_addf(p->out, ":%llu", (unsigned long long)line);
	if (line && column)
		eq_buf_addf(p->out, ":%llu", (unsigned long long)column);
	eq_buf_adds(p->out, ": ");
	end(p);
}

static void add_diag(const struct printer *p, const struct eq_diag *g)
{
	const struct eq_code_info *info = eq_code_info(g->code);
	static const char *const styles[EQ_SEVERITIES] = {
		[EQ_ERROR] = RED, [EQ_WARNING] = YELLOW, [EQ_ADVICE] = BLUE};
	const char *style = styles[g->severity];

	add_place(p, g->span, g);
	begin(p, style);
	eq_buf_addf(p->out, "%s[%s]:", eq_severity_word(g->severity), info->name);
	end(p);
	eq_buf_addc(p->out, ' ');
	eq_shown_add(p->out, g->message);
	eq_buf_addc(p->out, '\n');
	if (g->span.at != 0 && p->sources)
		add_excerpt(p, g->span, style);
	for (const struct eq_note *note = g->notes; note; note = note->next) {
		if (note->span.at != 0 && p->sources)
			add_place(p, note->span, NULL);
		else
			eq_buf_adds(p->out, "  ");
		begin(p, CYAN);
		eq_buf_adds(p->out, "note:");
		end(p);
		eq_buf_addc(p->out, ' ');
		eq_shown_add(p->out, note->text);
		eq_buf_addc(p->out, '\n');
		if (note->span.at != 0 && p->sources)
			add_excerpt(p, note->span, CYAN);
	}
	if (g->hint.n) {
		eq_buf_adds(p->out, "  ");
		begin(p, GREEN);
		eq_buf_adds(p->out, "hint:");
		end(p);
		eq_buf_addc(p->out, ' ');
		eq_shown_add(p->out, g->hint);
		eq_buf_addc(p->out, '\n');
	}
}

void eq_diags_print(struct eq_diags *d, struct eq_buf *out, bool colour)
{
	const struct printer p = {out, d->sources, colour};
	size_t left[EQ_SEVERITIES], room = EQ_LIMIT_ERRORS, printed = 0;

	eq_diags_sort(d);
	/* No warning may take the room of an error, and no advice that of a warning. */
	for (int s = 0; s < EQ_SEVERITIES; s++) {
		size_t of = *count_of(d, (enum eq_severity)s);

		left[s] = of < room ? of : room;
		room -= left[s];
	}
	for (size_t i = 0; i < d->all.n; i++) {
		const struct eq_diag *g = d->all.v[i];

		if (left[g->severity] == 0)
			continue;
		left[g->severity]--;
		add_diag(&p, g);
		printed++;
	}
	if (printed < d->all.n)
		eq_buf_addf(out, "and %zu more\n", d->all.n - printed);
}

/* ---- the impossible ---- */

_Noreturn void eq_bug(const char *file, int line, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "equate: %s:%d: this should not happen: ", file, line);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputs("\nThis is a fault of the program itself; no figure was printed because of it.\n",
	      stderr);
	abort();
}
