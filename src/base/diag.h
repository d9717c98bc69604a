/* diag.h - what the program says to people about what they wrote.
 *
 * Stages report into a sink and go on; nothing is printed here. A diagnostic has a code
 * (codes.def), a place (in a programme's text, or in a data file), one sentence that says
 * what is wrong, and, where it can be said, what was expected and the likely fix (hint).
 * They come out in the order of the text. */
#ifndef EQ_BASE_DIAG_H
#define EQ_BASE_DIAG_H

#include "base/source.h"

enum eq_code {
#define X(code, severity, title, explanation) EQ_##code,
#include "base/codes.def"
#undef X
	EQ_CODE_COUNT
};

/* Advice says what may be meant otherwise; only `equate check` gives any. */
enum eq_severity { EQ_ERROR, EQ_WARNING, EQ_ADVICE, EQ_SEVERITIES };
const char *eq_severity_word(enum eq_severity severity); /* "error" */

/* Whose fault it is, and so the exit status: 1 the programme, 2 the command or its files. */
enum eq_status { EQ_OK = 0, EQ_FAULT_PROGRAMME = 1, EQ_FAULT_FILES = 2 };

struct eq_code_info {
	const char *name;  /* "E0101" */
	const char *title; /* a short sentence */
	const char *explanation;
	enum eq_severity severity;
};
const struct eq_code_info *eq_code_info(enum eq_code code);
/* By name, "E0101" or "e0101"; NULL when there is none. */
const struct eq_code_info *eq_code_find(struct eq_text name);

struct eq_note {
	struct eq_span span; /* EQ_NO_SPAN: a note without a place */
	struct eq_text text;
	struct eq_note *next;
};

struct eq_diag {
	enum eq_code code;
	enum eq_severity severity; /* that of its code; an error where advice was denied */
	struct eq_span span;       /* in the programme's text, or EQ_NO_SPAN */
	struct eq_text file;       /* a data file; empty when the span says the place */
	uint64_t line, column;     /* in `file`, from 1; 0 when unknown */
	struct eq_text message;    /* "there is no KPI called finshers" */
	struct eq_text hint;       /* "did you mean `finishers`?", or empty */
	struct eq_note *notes;     /* other places that matter, in order */
	uint32_t serial;           /* order of arrival */
};

struct eq_diags {
	struct eq_arena arena;
	EQ_VEC(struct eq_diag *) all;
	const struct eq_sources *sources; /* borrowed, may be NULL */
	size_t errors, warnings, advice;
	enum eq_status status; /* the worst so far */
	uint32_t arrived;      /* all that ever came, repeats too: the next serial */
};

void eq_diags_init(struct eq_diags *d, const struct eq_sources *sources);
void eq_diags_release(struct eq_diags *d);
/* Adds one; the message is formatted. The returned diagnostic may be given a hint and notes. */
struct eq_diag *eq_diag_at(struct eq_diags *d, enum eq_code code, struct eq_span span,
			   const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The same for a place in a data file or for a file as a whole (line 0). Status 2. */
struct eq_diag *eq_diag_file(struct eq_diags *d, enum eq_code code, struct eq_text file,
			     uint64_t line, uint64_t column, const char *format, ...)
	__attribute__((format(printf, 6, 7)));
void eq_diag_hint(struct eq_diags *d, struct eq_diag *g, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void eq_diag_note(struct eq_diags *d, struct eq_diag *g, struct eq_span span, const char *format,
		  ...) __attribute__((format(printf, 4, 5)));
/* Makes an error of advice. */
void eq_diag_deny(struct eq_diags *d, struct eq_diag *g);
/* Adds a copy of one from another sink, its place, hint and notes with it. */
void eq_diags_adopt(struct eq_diags *d, const struct eq_diag *g);
/* Sorts by file and place, then arrival; the same message at the same place stays once. */
void eq_diags_sort(struct eq_diags *d);
/* Prints all, sorted, at most EQ_LIMIT_ERRORS, as
 *   file:line:column: error[E0301]: message
 *      |   source line
 *      |   ^^^^
 *   hint: ... */
void eq_diags_print(struct eq_diags *d, struct eq_buf *out, bool colour);
/* Text that others wrote, with nothing in it that would act on a terminal. */
void eq_shown_add(struct eq_buf *out, struct eq_text t);

/* For what no input may reach: prints place and text, and aborts. */
#define EQ_BUG(...) eq_bug(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void eq_bug(const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
