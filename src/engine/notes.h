/* notes.h - the sentences under a pack: what was left out, what is incomplete, what was assumed,
 * and what a command set. One cause is said once, of all that it touches. */
#ifndef EQ_ENGINE_NOTES_H
#define EQ_ENGINE_NOTES_H

#include "engine/evaluate.h"

void eq_run_notes(const struct eq_eval *e, struct eq_results *r);

#endif
