/* agree.c - equate agree: writes down what was agreed, so that a change of it is noticed. */
#include "cli.h"

#include <string.h>
#include <unistd.h>

enum { LIST, ALL, BY, ON, MINUTE, NO_DATA };

static const struct option options[] = {
	{.name = "list",
	 .meaning = "only say what is agreed, by whom, when, and whether it still stands"},
	{.name = "all",
	 .meaning =
		 "agree to all of it as it is now, also to what has changed, and let go of what\n"
		 "the text no longer says is agreed"},
	{.name = "by",
	 .argument = "WHO",
	 .meaning = "first write into the text that each NAME is agreed: by these"},
	{.name = "on", .argument = "DATE", .meaning = "on this day, such as 2024-03-31"},
	{.name = "minute",
	 .argument = "TEXT",
	 .meaning = "as that minute says, such as \"item 4\""},
	{.name = "no-data", .meaning = "with --list, do not work baselines out from their data"},
	{.name = NULL},
};

/* What the words name: a programme, and what is agreed in it. */
struct words {
	const char *path;
	const char *const *names;
	int n_names;
};

static struct words split(const struct call *call)
{
	struct words w = {".", (const char *const *)call->arguments, call->n};

	if (call->n && access(call->arguments[0], F_OK) == 0) {
		w.path = call->arguments[0];
		w.names++;
		w.n_names--;
	}
	return w;
}

/* One name after another, each in the text that the one before it left. */
static int write_notes(const struct call *call, const struct words *w)
{
	int status = EQUATE_OK;

	for (int i = 0; status == EQUATE_OK && i < w->n_names; i++) {
		equate_programme *p = equate_programme_new();

		status = (int)equate_load(p, w->path);
		if (status == EQUATE_OK)
			status = (int)equate_note_agreement(p, w->names[i], call->values[BY],
							    call->values[ON], call->values[MINUTE]);
		print_messages(p);
		equate_programme_free(p);
	}
	return status;
}

static int list(equate_programme *p, bool no_data)
{
	return (int)equate_write_agreements(p, no_data, width_of(STDOUT_FILENO),
					    has_colour(STDOUT_FILENO), write_stdout, NULL);
}

/* The list that follows rests on what the data said a moment ago. */
static int lock(const struct call *call, const struct words *w, equate_programme *p)
{
	const equate_agree_options how = {
		.names = w->names,
		.n_names = (size_t)w->n_names,
		.all = call->values[ALL] != NULL,
	};
	int status = (int)equate_agree(p, &how), listed;

	if (status == EQUATE_FAULT_FILES)
		return status;
	listed = list(p, true);
	return listed > status ? listed : status;
}

static int misused(const struct call *call, const struct words *w)
{
	const char *by = call->values[BY], *minute = call->values[MINUTE];

	if (!by && !call->values[ON] && !minute)
		return EQUATE_OK;
	if (!by || !call->values[ON])
		return misuse(call->command, "--by and --on go together: who agreed, and when");
	if (!w->n_names)
		return misuse(call->command, "what did they agree to? Give its name");
	if (!*by || strpbrk(by, "\"\n\r") || (minute && strpbrk(minute, "\"\n\r")))
		return misuse(call->command,
			      "--by and --minute are texts in one line, without double quotes");
	return EQUATE_OK;
}

static int agree(const struct call *call)
{
	const struct words w = split(call);
	equate_programme *p;
	int status = misused(call, &w);

	if (status == EQUATE_OK && call->values[BY])
		status = write_notes(call, &w);
	if (status != EQUATE_OK)
		return status;
	p = equate_programme_new();
	status = (int)equate_load(p, w.path);
	if (status == EQUATE_OK)
		status = call->values[LIST] ? list(p, call->values[NO_DATA] != NULL)
					    : lock(call, &w, p);
	print_messages(p);
	equate_programme_free(p);
	return status;
}

const struct command agree_command = {
	.name = "agree",
	.arguments = "[PATH] [NAME...]",
	.line = "write down what is agreed, so that `equate check` notices when it changes",
	.text = "PATH is a programme, or a folder with a main.eq; without it, this folder. What the\n"
		"text says is `agreed` is written to equate.lock beside it: what it means with all\n"
		"that it rests on, and of a baseline that is worked out from data its value and\n"
		"rows. Without a NAME that is what the text says is newly agreed; what has changed\n"
		"since it was agreed is shown, and waits until it is named, or for --all.",
	.least = 0,
	.most = -1,
	.completes = COMPLETES_PROGRAMMES,
	.options = options,
	.run = agree,
};
