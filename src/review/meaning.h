/* meaning.h - what a programme says, apart from how and where it is written down.
 *
 * Each declaration is a meaning, and each thing that it says by itself - a property, a row of a table,
 * the value from a day on, what a scenario assigns - is a saying of it. Two programmes mean the same
 * where their sayings are equal: in whatever order, layout and files they stand. All of it comes
 * from the tree alone, so that a text with mistakes, or a part of a programme, has a meaning too.
 */
#ifndef EQ_REVIEW_MEANING_H
#define EQ_REVIEW_MEANING_H

#include "base/sha256.h"
#include "review/names.h"

/* What a change of it changes. In the order in which a report lists them. */
enum eq_nature {
	EQ_NATURE_CALENDAR, /* periods, fiscal years, the year, start and horizon, units */
	EQ_NATURE_DATA,     /* where rows come from, which of them count */
	EQ_NATURE_TRACKED,  /* how a KPI is measured, its window, its days taken out */
	EQ_NATURE_BASELINE,
	EQ_NATURE_TARGET,
	EQ_NATURE_FIXED,     /* a fixed value */
	EQ_NATURE_EQUATION,  /* a benefit's or a figure's; when and for how long it counts */
	EQ_NATURE_SCENARIO,  /* what a scenario assigns; an agreed cash profile */
	EQ_NATURE_JUDGEMENT, /* RAG bands, ratings, alerts */
	EQ_NATURE_PLACE,     /* workstream, kind, confidence, share */
	EQ_NATURE_TEST,
	EQ_NATURE_NOTE /* titles, sources, who agreed, reasons: no figure depends on it */
};
const char *eq_nature_words(enum eq_nature nature); /* "fixed value" */

/* One thing that a declaration says. */
struct eq_saying {
	struct eq_text label;       /* "baseline", "\"Residential\"", "from 2024-04-01"; "value" */
	uint8_t nature;             /* enum eq_nature */
	struct eq_text key;         /* canonical: see canonical.h */
	const struct eq_node *node; /* that says it */
	const struct eq_node
		*in; /* whose child it is: the declaration, or a table or values in it */
	/* Parts of one table, or of values that hold from days of their own, have a label and a child of
	 * the declaration in common. Of others they are the saying's own. */
	struct eq_text base;
	const struct eq_node *property;
};

struct eq_meaning {
	struct eq_text id; /* what it is known by: "finishers", "profile low", "test \"…\"" */
	uint32_t name;     /* symbol; 0: it has none of its own */
	const struct eq_node *node;
	struct eq_saying *sayings; /* by label */
	uint32_t n_sayings;
	uint8_t nature; /* enum eq_nature: of the whole, where it is new or gone */
	uint32_t *uses; /* meanings whose names stand in it, each once, in order */
	uint32_t n_uses;
	/* Of what it says, notes apart, without its own name: `own` with names as they are, `whole` with
	 * the whole meaning of each definition in place of its name. Definitions in a circle, which a
	 * correct programme has only through scenarios, stand there by name. */
	uint8_t own[EQ_SHA256_BYTES], whole[EQ_SHA256_BYTES];
};

struct eq_meanings {
	struct eq_arena arena;
	EQ_VEC(struct eq_meaning) all; /* in the order of the text */
	struct eq_map by_id;
	struct eq_scope scope;
};

/* `file` is a FILE node; it and the sources are borrowed. */
void eq_meanings_init(struct eq_meanings *m, const struct eq_node *file,
		      const struct eq_sources *sources, const struct eq_symbols *symbols);
void eq_meanings_release(struct eq_meanings *m);
const struct eq_meaning *eq_meanings_find(const struct eq_meanings *m, struct eq_text id);
/* The next name of a definition in a key, from `*at` on, which moves behind it. */
bool eq_key_name(struct eq_text key, size_t *at, struct eq_text *name);
/* What a node says as it is written, in one line: its notes apart, or they alone. */
struct eq_text eq_said_text(const struct eq_sources *sources, const struct eq_node *n, bool notes,
			    struct eq_arena *arena);

#endif
