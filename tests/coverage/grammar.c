/* grammar.c - which moves of the grammar the given programmes make: for each state of the parser
 * and each token that it could take there, whether one did. Built with -DYYCOVERAGE.
 *
 *     grammar LIST < paths, one a line
 *
 * Writes all moves to LIST, and how many were made to standard output. A state in which no move at
 * all was made is a part of the grammar that no programme tests: each is named, and the status is 1.
 * Not every move need be made: most are words of the language that stand as names. */
#include "base/file.h"
#include "base/limits.h"
#include "syntax/parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int eq_grammar_Coverage(FILE *out); /* Lemon's, only with -DYYCOVERAGE */

static void parse(const char *path)
{
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_arena arena;
	struct eq_diags diags;
	struct eq_text text;

	if (eq_file_read(path, EQ_LIMIT_PROGRAMME_BYTES, &text))
		return;
	eq_sources_init(&sources);
	eq_symbols_init(&symbols);
	eq_arena_init(&arena);
	eq_diags_init(&diags, &sources);
	if (eq_sources_add(&sources, eq_text_of(path), text, (char *)text.p) == 0)
		eq_parse(&sources.files.v[0], &symbols, &arena, &diags);
	eq_diags_release(&diags);
	eq_arena_release(&arena);
	eq_symbols_release(&symbols);
	eq_sources_release(&sources);
}

int main(int argc, char **argv)
{
	char line[4096];
	unsigned files = 0, moves = 0, made = 0, states = 0, reached = 0;
	int state = -1;
	bool met = true; /* a move was made in `state` */
	FILE *list = argc == 2 ? fopen(argv[1], "w+") : NULL;

	if (!list) {
		fprintf(stderr, "usage: grammar LIST < paths\n");
		return 2;
	}
	while (fgets(line, sizeof line, stdin)) {
		line[strcspn(line, "\n")] = 0;
		parse(line);
		files++;
	}
	eq_grammar_Coverage(list);
	rewind(list);
	while (fgets(line, sizeof line, list)) { /* State 5 lookahead PER ok */
		int k = atoi(line + strlen("State "));
		if (k != state) {
			if (!met)
				printf("grammar: state %d was not reached\n", state);
			state = k;
			met = false;
			states++;
		}
		moves++;
		if (strstr(line, " ok")) {
			made++;
			reached += !met;
			met = true;
		}
	}
	if (!met)
		printf("grammar: state %d was not reached\n", state);
	fclose(list);
	printf("grammar: %u of %u states reached, %u of %u moves made by %u programmes; all are in %s\n",
	       reached, states, made, moves, files, argv[1]);
	return states && reached == states ? 0 : 1;
}
