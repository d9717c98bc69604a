/* cli.h - the command line: what its commands share.
 *
 * It uses the public interface, equate.h, and nothing else of Equate. Results go to standard
 * output, whole and at once; talk goes to standard error. Every command, argument and option
 * stands once, in the table of its own file: parsing, `equate help` and docs/commands.md are
 * made from it. */
#ifndef EQ_CLI_H
#define EQ_CLI_H

#include "equate.h"

#include <stdbool.h>
#include <stddef.h>

#define MOST_OPTIONS 16

/* What can stand in an option's or a command's argument, for the shell's completion. */
enum completes {
	COMPLETES_NOTHING,
	COMPLETES_WORDS, /* one of a list */
	COMPLETES_FILES,
	COMPLETES_FOLDERS,
	COMPLETES_PROGRAMMES, /* folders, and files *.eq */
	COMPLETES_COMMANDS    /* and codes of messages */
};
struct option {
	const char *name;     /* "as-at"; NULL ends a list */
	const char *argument; /* "DATE", or NULL: it takes none; "RANGE RANGE": two, a word each */
	const char *meaning;  /* half a sentence; of several lines where need be */
	bool repeats;         /* it may be given more than once */
	/* Where it may stand alone: whether the next word is its argument. */
	bool (*is_argument)(const char *word);
	enum completes completes;
	const char *const *words; /* those it takes, ended by NULL, or NULL: any */
};
/* What an option was given, each time it was. */
struct given {
	const struct option *option;
	const char *values[2]; /* as many as it takes */
};
struct call;
struct command {
	const char *name;
	const char *arguments;    /* "PATH..." */
	const char *line;         /* what it does, as one line of a list */
	const char *text;         /* paragraphs of its help */
	int least, most;          /* arguments; most -1: any number */
	const char *lacking;      /* said when there are too few: "which programme? …" */
	enum completes completes; /* of its arguments */
	const struct option *options;
	int (*run)(const struct call *call); /* returns the exit status */
};
struct call {
	const struct command *command;
	const char *values[MOST_OPTIONS]; /* by option: NULL not given, "" given without argument */
	struct given *given;              /* all of them, in order */
	int n_given;
	char **arguments;
	int n;
};

extern const struct command *const commands[]; /* ended by NULL */
const struct command *find_command(const char *name);

/* parse.c: fills *call from the words after the command's name. 0, or the exit status after
 * saying what is wrong; -1: help was asked for. */
int parse_call(const struct command *command, char **words, struct call *call);
void release_call(struct call *call);
/* The place of an option\'s value among the words that it takes; 0: it was not given. */
int choice(const struct call *call, int option);

/* settings.c: `--set` and `--data`, which several commands take, and what they do. */
#define SET_OPTION \
	{ \
		.name = "set", .argument = "NAME=VALUE", .repeats = true, \
		.meaning = \
			"what if: a fixed value, or a KPI from the as-at date on, has this value,\n" \
			"as a programme would write it; may be given more than once" \
	}
#define DATA_OPTION \
	{ \
		.name = "data", .argument = "NAME=PATH", .repeats = true, \
		.completes = COMPLETES_FILES, \
		.meaning = "read the data NAME from this file; may be given more than once" \
	}
/* Hands them to `p`, which is not loaded yet. The exit status. */
int apply_settings(const struct call *call, equate_programme *p);

/* terminal.c */
bool has_colour(int fd);
int width_of(int fd); /* columns for text that goes there */
/* Says something on standard error: "equate: …" and a line end. Returns 2. */
int complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same for a command, with a pointer to its help. */
int misuse(const struct command *command, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Prints the handle's messages, if any, on standard error. */
void print_messages(equate_programme *p);
/* An equate_write to standard output. `context` is not used. */
int write_stdout(void *context, const char *bytes, size_t n);
/* Prints text that the command itself made, to standard output. Returns the exit status. */
int print(const char *text, size_t n);
/* Reads a whole file, or standard input for "-". NULL, or the reason; *bytes is malloc'd. */
const char *read_all(const char *path, char **bytes, size_t *n);

extern const struct command run_command, check_command, test_command, diff_command, bridge_command,
	explain_command, agree_command, lock_command, data_command, fmt_command, dump_command,
	new_command, help_command, version_command;

/* progress.c: on a terminal, a line that says how far a run is, while it takes long. */
struct progress {
	double begun; /* seconds; 0: nothing was read yet */
	unsigned long long bytes;
	bool shown;
};
void begin_progress(struct progress *line, equate_run_options *how);
void end_progress(struct progress *line);

#endif
