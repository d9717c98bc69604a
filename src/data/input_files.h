/* input_files.h - which files a path means: one, all of a folder, or all that fit a pattern. */
#ifndef EQ_DATA_INPUT_FILES_H
#define EQ_DATA_INPUT_FILES_H

#include "base/diag.h"

struct eq_input_file {
	struct eq_text path;  /* a NUL behind it */
	struct eq_text shown; /* in messages */
};
struct eq_input_files {
	EQ_VEC(struct eq_input_file) all; /* in order of their names, by bytes */
};

/* A folder means its files that end in .csv, .csv.gz or .csv.zst, not those in folders below it nor hidden ones; a
 * path with * or ? that is no file means all files that fit it. Texts are put in the arena. False after reporting
 * that there are none; whether a single file can be read shows when it is opened. */
bool eq_input_files_find(struct eq_input_files *files, struct eq_text path, struct eq_text shown,
			 struct eq_arena *arena, struct eq_diags *diags);

#endif
