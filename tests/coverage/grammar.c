/* grammar.c - which moves of the grammar the given programmes make: for each state of the parser
 * and each token that it could take there, whether one did. Built with -DYYCOVERAGE.
 *
 *     grammar LIST < paths, one a line
 *
 * Writes all moves to LIST, and how many were made to standard output. */
#include "base/file.h"
#include "base/limits.h"
#include "syntax/parse.h"

#include <stdio.h>
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
	unsigned files = 0, moves = 0, made = 0;
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
	while (fgets(line, sizeof line, list)) {
		moves++;
		made += strstr(line, " ok") != NULL;
	}
	fclose(list);
	printf("grammar: %u of %u moves made by %u programmes (%.1f%%); the others: grep missed in %s\n",
	       made, moves, files, moves ? 100.0 * made / moves : 0.0, argv[1]);
	return moves ? 0 : 1;
}
