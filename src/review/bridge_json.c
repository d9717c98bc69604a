/* bridge_json.c - a bridge for programs, to the last digit. See bridge.h. */
#include "report/json.h"
#include "review/bridge.h"
#include "review/diff.h"
#include "time/date.h"

static void key_text(struct eq_json *j, const char *key, struct eq_text t)
{
	eq_json_key(j, key);
	if (t.n)
		eq_json_text(j, t);
	else
		eq_json_null(j);
}

static void key_date(struct eq_json *j, const char *key, eq_date d)
{
	char day[EQ_DATE_CHARS];

	eq_date_write(d, day);
	key_text(j, key, eq_text_of(day));
}

static void key_number(struct eq_json *j, const char *key, const struct eq_number *n)
{
	char digits[EQ_DEC_CHARS];

	key_text(j, key,
		 n->missing ? EQ_TEXT("")
			    : (struct eq_text){digits, eq_dec_write_short(n->v, digits)});
}

void eq_bridge_json(const struct eq_bridge *b, const struct eq_symbols *symbols,
		    const struct eq_bridge_words *words, struct eq_buf *out)
{
	struct eq_json j;

	eq_json_init(&j, out);
	eq_json_open(&j, '{', false);
	key_text(&j, "programme", words->title);
	key_text(&j, "old", words->old_label);
	key_date(&j, "from", b->from);
	key_date(&j, "to", b->to);
	eq_json_key(&j, "figures");
	eq_json_open(&j, '[', false);
	for (size_t i = 0; i < b->all.n; i++) {
		const struct eq_effect *x = &b->all.v[i];

		eq_json_open(&j, '{', false);
		key_text(&j, "of", eq_text_of(eq_effect_of_word((enum eq_effect_of)x->key.of)));
		key_text(&j, "name",
			 x->key.name ? eq_symbol_text(symbols, x->key.name) : EQ_TEXT(""));
		key_text(&j, "figure",
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
