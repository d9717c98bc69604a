/* bridge_json.c - a bridge for programs, to the last digit. See bridge.h. */
#include "report/json.h"
#include "review/bridge.h"
#include "review/diff.h"

static void key_number(struct eq_json *j, const char *key, const struct eq_number *n)
{
	char digits[EQ_DEC_CHARS];

	eq_json_key_or_null(j, key,
			    n->missing
				    ? EQ_TEXT("")
				    : (struct eq_text){digits, eq_dec_write_short(n->v, digits)});
}

void eq_bridge_json(const struct eq_bridge *b, const struct eq_symbols *symbols,
		    const struct eq_bridge_words *words, struct eq_buf *out)
{
	struct eq_json j;

	eq_json_init(&j, out);
	eq_json_open(&j, '{', false);
	eq_json_key_or_null(&j, "programme", words->title);
	eq_json_key_or_null(&j, "old", words->old_label);
	eq_json_key_day(&j, "from", b->from);
	eq_json_key_day(&j, "to", b->to);
	eq_json_key(&j, "figures");
	eq_json_open(&j, '[', false);
	for (size_t i = 0; i < b->all.n; i++) {
		const struct eq_effect *x = &b->all.v[i];

		eq_json_open(&j, '{', false);
		eq_json_key_or_null(&j, "of",
				    eq_text_of(eq_effect_of_word((enum eq_effect_of)x->key.of)));
		eq_json_key_or_null(&j, "name",
				    x->key.name ? eq_symbol_text(symbols, x->key.name)
						: EQ_TEXT(""));
		eq_json_key_or_null(&j, "figure",
				    eq_text_of(eq_effect_word((enum eq_effect_what)x->key.what)));
		key_number(&j, "from", &x->before);
		eq_json_key(&j, "steps");
		eq_json_open(&j, '{', true);
		for (int k = 0; k < EQ_BRIDGE_STEPS; k++)
			key_number(&j, eq_bridge_code((enum eq_bridge_step)k), &x->parts[k]);
		eq_json_close(&j, '}');
		key_number(&j, "to", &x->after);
		eq_json_close(&j, '}');
	}
	eq_json_close(&j, ']');
	eq_json_close(&j, '}');
	eq_buf_addc(out, '\n');
}
