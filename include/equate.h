/* equate.h - the public interface of Equate: programmes of KPIs and benefit equations, checked
 * and run over data.
 *
 * Everything goes through opaque handles. There are no globals: two handles may be used in two
 * threads at the same time, one handle in one thread at a time. Texts handed out are UTF-8,
 * ended by a NUL, and belong to the handle: they hold until the next call on it.
 *
 *     equate_programme *p = equate_programme_new();
 *     if (equate_load(p, "main.eq") == EQUATE_OK && equate_run(p, NULL) == EQUATE_OK)
 *             equate_write_pack(p, EQUATE_JSON, write_to, file);
 *     fputs(equate_messages(p, 0), stderr);
 *     equate_programme_free(p);
 */
#ifndef EQUATE_H
#define EQUATE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define EQUATE_VERSION "0.1.0"

typedef struct equate_programme equate_programme;

/* As the command's exit status. */
typedef enum equate_status {
	EQUATE_OK = 0,
	EQUATE_FAULT_PROGRAMME = 1, /* what the programme says is at fault */
	EQUATE_FAULT_FILES = 2      /* the call, or the files it names, are at fault */
} equate_status;

typedef enum equate_format { EQUATE_TEXT, EQUATE_JSON, EQUATE_CSV, EQUATE_MARKDOWN } equate_format;
typedef enum equate_dump { EQUATE_DUMP_TREE, EQUATE_DUMP_MODEL, EQUATE_DUMP_BYTECODE } equate_dump;

/* Where output goes: called once, with all of it, when it is complete. Returns 0, or an errno,
 * which is reported; but EPIPE (the reader has gone) and negative numbers (the writer has said
 * why) only make the status EQUATE_FAULT_FILES. */
typedef int equate_write(void *context, const char *bytes, size_t n);

const char *equate_version(void);

equate_programme *equate_programme_new(void);
void equate_programme_free(equate_programme *p); /* NULL is allowed */

/* What-if, before loading: `name`, a fixed value, or a KPI from the as-at date on, has `value`, as the
 * programme would write it ("£1,200 per week per placement"). */
equate_status equate_set(equate_programme *p, const char *name, const char *value);
/* Before loading: data `name` is read from `path`, relative to where the program runs. */
equate_status equate_use_data(equate_programme *p, const char *name, const char *path);

/* Reads and checks a programme and all that it imports: names, units, order, bytecode. No data
 * is read. A folder stands for its main.eq. Once a handle. */
equate_status equate_load(equate_programme *p, const char *path);

/* What the loaded programme holds, in words: "2 KPIs, 1 benefit, 2 scenarios". "" before. */
const char *equate_summary(equate_programme *p);

/* Advice on the loaded programme: what is likely not meant, though it is no mistake. It joins the
 * messages, but where a comment allows it. Once a handle; `options` may be NULL. The clock is the host's:
 * no day is today unless it says so. Cleared as equate_run_options are. */
typedef struct equate_check_options {
	const char *deny; /* "all", or "A0201,A0403": advice that counts as a mistake; or NULL */
	const char *on;   /* "2024-03-31": reviews are due on this day; NULL: none is looked at */
	int no_data;      /* do not work agreed baselines out again from their data */
} equate_check_options;
equate_status equate_check(equate_programme *p, const equate_check_options *options);

/* Agreements: what the text says is `agreed`, and equate.lock beside it, which holds what it meant then.
 * What equate_check() says of them is by that file. */
typedef struct equate_agree_options {
	/* KPIs, fixed values, benefits, scenarios. None: all that is new in the text, and nothing that has
	 * changed since it was agreed. */
	const char *const *names;
	size_t n_names;
	int all;       /* also what has changed, and what is no longer agreed */
	int threads;   /* that read data; 0: as many as there are processors */
	size_t memory; /* bytes that what is remembered of a source may take; 0: no bound */
} equate_agree_options;
/* Brings equate.lock in step with the loaded programme. EQUATE_FAULT_PROGRAMME: something has changed, and
 * was not named; the messages say what. */
equate_status equate_agree(equate_programme *p, const equate_agree_options *options);
/* Writes into the text of the loaded programme that `name` is agreed; `minute` may be NULL. The handle
 * keeps the text as it was: take a new one. */
equate_status equate_note_agreement(equate_programme *p, const char *name, const char *by,
				    const char *on, const char *minute);
/* What is agreed, by whom, when, and whether it stands. */
equate_status equate_write_agreements(equate_programme *p, int no_data, int width, int colour,
				      equate_write *write, void *context);

/* Reported years: what a pack said of a fiscal year stands in equate.lock, and equate_run() and
 * equate_check() hold later figures to it. */
typedef struct equate_lock_options {
	const char *const *years; /* "FY23/24" */
	size_t n_years;
	int threads; /* as of an agreement */
	size_t memory;
} equate_lock_options;
/* Keeps the years as they are now. One that is kept already has to stand, or to be restated in the text:
 * then what is other than before is kept beside it. */
equate_status equate_lock(equate_programme *p, const equate_lock_options *options);
/* The years that are kept, how often they were restated, and, with data, whether they stand. */
equate_status equate_write_reported(equate_programme *p, int no_data, int width, int colour,
				    equate_write *write, void *context);

/* How far the reading of a data file is. */
typedef struct equate_progress {
	const char *file;
	unsigned long long rows;
	unsigned long long bytes, bytes_in_all; /* of the files as they are; in all 0: not known */
} equate_progress;

/* Clear it before use, `equate_run_options o = {0}`: zero or NULL in a field is its default, and
 * fields that later versions add stand at the end. */
typedef struct equate_run_options {
	const char *as_at; /* "2024-03-24", or NULL: decided from the data */
	int width;         /* columns for text; 0: as wide as it needs; a pack fits in 100 */
	int colour;        /* text with terminal colours */
	const char *by;    /* "locality,setting": dimensions to break down by, or NULL */
	const char *only;  /* "finishers,reablement": what to show, or NULL */
	const char *compare
		[2];  /* two ranges, "2023-04-01 to 2023-09-30", "FY23/24", "2024-03"; or NULL */
	int suppress; /* counts from 1 to below it are hidden in break-downs; 0: none */
	int skip_bad_rows; /* go on without rows that do not fit, and mark what lost some */
	int threads;       /* that read data, and work break-downs out; 0: as many as processors */
	size_t memory;     /* bytes that what is remembered of a source may take; 0: no bound */
	/* Called some ten times a second while a large file is read, in the thread that called. */
	void (*on_progress)(void *context, const equate_progress *progress);
	void *progress_context;
	int profile; /* note where the time goes, for equate_write_profile() */
	/* For whoever measures or tests: no figure depends on these. */
	const char *simd;   /* "plain", "avx2", "avx512", or NULL: the widest there is */
	size_t block_bytes; /* of data read at a time; 0: the standard */
} equate_run_options;

/* Reads the data and computes every figure. `options` may be NULL. */
equate_status equate_run(equate_programme *p, const equate_run_options *options);
/* How many alerts the last run raised. */
size_t equate_alerts_raised(const equate_programme *p);
equate_status equate_write_pack(equate_programme *p, equate_format format, equate_write *write,
				void *context);
/* Where the time of the last run went, by source, stage, measure and scenario; of a run that was
 * asked to note it. */
equate_status equate_write_profile(equate_programme *p, equate_write *write, void *context);
equate_status equate_write_dump(equate_programme *p, equate_dump what, equate_write *write,
				void *context);

/* Profiles a data file: its columns, types, ranges, gaps and doubtful values, and a `data` block
 * for it that runs. `options` may be NULL. */
typedef struct equate_data_options {
	const char *encoding; /* "windows-1252", or NULL: UTF-8 */
	const char *name;     /* what the block calls it, or NULL: from the file's name */
	int width, colour;
} equate_data_options;
equate_status equate_write_data_profile(equate_programme *p, const char *path,
					const equate_data_options *options, equate_write *write,
					void *context);

/* Runs the `test` blocks of the loaded programme, each by itself, and reads the data that they need.
 * `options` may be NULL. EQUATE_FAULT_PROGRAMME: some test failed, or the tests try out less than they
 * should; EQUATE_FAULT_FILES: some test could not be worked out. Cleared as equate_run_options are. */
typedef struct equate_test_options {
	const char *
		only; /* a part of the titles of those to run, `*` standing for any text; or NULL */
	int coverage; /* also say what no test tries out */
	const char *coverage_least; /* "100%": how much the tests should try out, or NULL */
} equate_test_options;
typedef enum equate_test_format {
	EQUATE_TEST_TEXT,
	EQUATE_TEST_TAP,
	EQUATE_TEST_JUNIT,
	EQUATE_TEST_JSON
} equate_test_format;
equate_status equate_test(equate_programme *p, const equate_test_options *options);
/* What came of them; `colour` is for text. */
equate_status equate_write_tests(equate_programme *p, equate_test_format format, int colour,
				 equate_write *write, void *context);

/* Compares two programmes by what they mean, and, where their data are there, by what the changes do
 * to every figure. Each side is a file, a folder, or what git keeps: `HEAD~1`, `main:costs.eq`; a
 * revision alone is of the other side's file or folder, and reads data as they are now. `new_side`
 * NULL: what is here. Instead of equate_load(), once a handle. `options` may be NULL. */
typedef struct equate_diff_options {
	const char *as_at; /* or NULL: that of the new programme */
	int no_data;       /* compare the texts alone */
	const char *least; /* "£1k", "1%": figures that move less are left out; or NULL */
	int threads;       /* that read data; 0: as many as there are processors */
	size_t memory;     /* bytes that what is remembered of a source may take; 0: no bound */
} equate_diff_options;
equate_status equate_diff(equate_programme *p, const char *old_side, const char *new_side,
			  const equate_diff_options *options);
/* The same of two texts of one file, by themselves: without imports and figures. What git hands a
 * diff driver: `name` is the file's, the others are where the texts are. */
equate_status equate_diff_texts(equate_programme *p, const char *name, const char *old_path,
				const char *new_path);
/* How many changes of meaning there are; notes and titles are none. */
size_t equate_diff_changes(const equate_programme *p);
/* As text, Markdown or JSON. `width` and `colour` are for text. */
equate_status equate_write_diff(equate_programme *p, equate_format format, int width, int colour,
				equate_write *write, void *context);

/* Takes the money of a programme from one as-at date to a later one in steps that add up: programme
 * changed, data restated, time passing, performance, prices. Instead of equate_load(), once a handle.
 * `old_side`: the programme as it was, as of equate_diff(), or NULL: as it is. */
equate_status equate_use_old_data(equate_programme *p, const char *name, const char *path);
typedef struct equate_bridge_options {
	const char *old_side;
	int threads;   /* that read data; 0: as many as there are processors */
	size_t memory; /* bytes that what is remembered of a source may take; 0: no bound */
} equate_bridge_options;
equate_status equate_bridge(equate_programme *p, const char *path, const char *from, const char *to,
			    const equate_bridge_options *options);
/* As text, Markdown or JSON. `width` and `colour` are for text. */
equate_status equate_write_bridge(equate_programme *p, equate_format format, int width, int colour,
				  equate_write *write, void *context);

/* Explains one figure, an expression of the language: its equation, the numbers in it, and where each of
 * them comes from, down to lines of text and rows of data. Instead of equate_load(), once a handle.
 * `options` may be NULL. */
typedef struct equate_explain_options {
	const char *scenario; /* or NULL: what is so */
	const char *as_at;    /* or NULL: decided from the data */
	const char *by;       /* one part of a break-down, "locality=North"; or NULL */
	int rows;             /* list the rows that were counted */
	int depth;            /* names below the figure that are explained in turn; 0: all */
	int threads;          /* that read data; 0: as many as there are processors */
	size_t memory;        /* bytes that what is remembered of a source may take; 0: no bound */
} equate_explain_options;
equate_status equate_explain(equate_programme *p, const char *path, const char *figure,
			     const equate_explain_options *options);
/* As text, Markdown or JSON. `width` and `colour` are for text. */
equate_status equate_write_explanation(equate_programme *p, equate_format format, int width,
				       int colour, equate_write *write, void *context);

/* The canonical layout of one programme text, without imports. `path` is for the messages. */
equate_status equate_format_text(equate_programme *p, const char *path, const char *text, size_t n,
				 equate_write *write, void *context);

/* All messages so far, in the order of the text, as the command prints them. */
const char *equate_messages(equate_programme *p, int colour);
size_t equate_errors(const equate_programme *p);
size_t equate_warnings(const equate_programme *p);
size_t equate_advice(const equate_programme *p);
/* The same for programs, of several programmes in one document. Paths in JSON are those that were given;
 * in SARIF 2.1.0 and GitHub's workflow commands they begin at the root of the repository that the host runs
 * in, or else where it runs. */
typedef enum equate_messages_format {
	EQUATE_MESSAGES_JSON,
	EQUATE_MESSAGES_SARIF,
	EQUATE_MESSAGES_GITHUB
} equate_messages_format;
equate_status equate_write_messages(equate_programme *const *programmes, size_t n,
				    equate_messages_format format, equate_write *write,
				    void *context);

/* What a message code means ("E0301"), with an example; NULL when there is no such code. */
const char *equate_code_title(const char *code);
const char *equate_code_explanation(const char *code);
/* The codes themselves, from 0; NULL after the last. */
const char *equate_code_name(size_t n);

/* For hosts that talk to people as the command does. */
/* The one of `candidates` (a list ended by NULL) that `name` is likely a slip of, or NULL. */
const char *equate_nearest(const char *name, const char *const *candidates);
/* An errno in plain words: "the disk is full". */
const char *equate_reason(int error);
/* Puts `bytes` in place of the file's content, wholly or not at all. NULL, or the reason in
 * plain words. */
const char *equate_replace_file(const char *path, const char *bytes, size_t n);

#ifdef __cplusplus
}
#endif
#endif
