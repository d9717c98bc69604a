/* fingerprints.h - what a run was made from: the programme's text, each data file, the lock,
 * the version. */
#ifndef EQ_ENGINE_FINGERPRINTS_H
#define EQ_ENGINE_FINGERPRINTS_H

#include "data/cube.h"
#include "engine/results.h"

/* Fills r->fingerprints; `lock` is the digest of equate.lock, `version` that of the program; each may be
 * NULL. The programme's is of the bytes of its files in the order of reading, each after its length,
 * wherever they lie; what a command sets is not in it. */
void eq_run_fingerprints(const struct eq_cube *cube, const char *lock, const char *version,
			 struct eq_results *r);

#endif
