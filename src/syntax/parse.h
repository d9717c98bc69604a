/* parse.h - text to tree, one file at a time.
 *
 * Reports every mistake of the file into the sink, in order, and recovers at the end of a
 * line. The tree of a file with mistakes is complete as far as it was understood, with BROKEN
 * nodes where it was not; callers go on to the next stage only when the sink has no errors. */
#ifndef EQ_SYNTAX_PARSE_H
#define EQ_SYNTAX_PARSE_H

#include "syntax/tree.h"

struct eq_node *eq_parse(const struct eq_source *source, struct eq_symbols *symbols,
			 struct eq_arena *arena, struct eq_diags *diags);

/* Reads `path` and all that it imports; adds their texts to `sources` and their declarations,
 * in reading order, imports first where they stand, to one list. Import problems (missing,
 * outside the root file's folder, a cycle shown as the cycle) are reported at the import line.
 * Returns a FILE node over all declarations, or NULL when the root file cannot be read. */
struct eq_node *eq_parse_programme(const char *path, struct eq_sources *sources,
				   struct eq_symbols *symbols, struct eq_arena *arena,
				   struct eq_diags *diags);

/* The same of texts that are not on the disk as it is now: `read` is eq_file_read() for them. */
struct eq_reading {
	const char *(*read)(void *context, const char *path, size_t limit, struct eq_text *out);
	void *context;
};
struct eq_node *eq_parse_programme_from(const struct eq_reading *reading, const char *path,
					struct eq_sources *sources, struct eq_symbols *symbols,
					struct eq_arena *arena, struct eq_diags *diags);

/* The values of leaves. Reported into `diags` when they do not hold (too many digits, no such
 * day); false then. */
struct eq_text
eq_leaf_text(const struct eq_node *text, const struct eq_sources *sources,
	     struct eq_arena *arena); /* a TEXT without its quotes, \" and \\ undone */

#endif
