/* unmet.c - a warning about texts that conditions ask for and no row has.
 *
 * A slip in `where setting = "residental"` counts nothing, without any mistake to be seen. */
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "data/scanning.h"

/* Where a constant of a program is written; EQ_NO_SPAN when it is not loaded. */
static struct eq_span span_of(const struct eq_chunk *c, uint32_t constant, struct eq_text text)
{
	for (uint32_t i = 0; i < c->n_code; i++)
		if (c->code[i].op == EQ_CODE_CONST && c->code[i].a == constant)
			return (struct eq_span){c->code[i].at,
						c->code[i].at + (uint32_t)text.n + 2};
	return EQ_NO_SPAN;
}

static void warn(struct eq_scan_source *s, const bool *met, const struct eq_chunk *c,
		 uint32_t constant, struct eq_text text)
{
	uint32_t n = eq_dictionary_room(s->texts);
	bool hidden = false;
	struct eq_diag *g = eq_diag_at(s->diags, EQ_W0603, span_of(c, constant, text),
				       "no row of %.*s has \"%.*s\"", EQ_ARG(s->data->file),
				       EQ_ARG(text));

	for (uint32_t i = 0; i < s->data->n_columns; i++)
		hidden |= s->data->columns[i].hidden;
	/* What stands in a private column is not shown, not even as a guess. */
	if (hidden || eq_dictionary_n(s->texts) > EQ_LIMIT_GUESSES)
		return;
	struct eq_nearest nearest;
	eq_nearest_init(&nearest, text);
	for (uint32_t code = 1; code <= n; code++)
		if (code > s->n_watched || met[code]) /* a code without a text is like none */
			eq_nearest_try(&nearest, eq_dictionary_text(s->texts, code));
	if (nearest.best.n)
		eq_diag_hint(s->diags, g, "did you mean \"%.*s\"?", EQ_ARG(nearest.best));
}

static void look(struct eq_scan_source *s, bool *met, const struct eq_row_program *p)
{
	const struct eq_chunk *c = p->chunk;

	for (uint32_t i = 0; p->text_codes && i < c->n_constants; i++) {
		uint32_t code = p->text_codes[i];

		if (c->constants[i].type != EQ_TYPE_TEXT || met[code])
			continue;
		met[code] = true; /* one warning for each text */
		warn(s, met, c, i, eq_dictionary_text(s->texts, code));
	}
}

void eq_warn_of_unmet_texts(struct eq_scan_source *s, bool *met)
{
	look(s, met, &s->only);
	for (uint32_t i = 0; i < s->n_measures; i++)
		look(s, met, &s->measures[i].where);
}
