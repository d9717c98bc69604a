/* pack_json_restated.c - reported years whose figures are other now, in the JSON pack. */
#include "report/pack_json.h"

static void judgement(struct eq_json_pack *w, const char *key, const struct eq_number *v)
{
	int64_t rag = EQ_RAG_NONE;

	if (!v->missing)
		eq_dec_to_int(v->v, &rag);
	eq_json_key_string(w, key, eq_text_of(eq_rag_word((enum eq_rag)rag)));
}

static void figure(struct eq_json_pack *w, const struct eq_restated_figure *f)
{
	const struct eq_text none = EQ_TEXT("it had no value then, or has none now");
	const struct eq_text unit = eq_json_unit(w, f->unit);

	eq_json_open(&w->j, '{', false);
	eq_json_key_maybe(w, "name", eq_json_name(w, f->def));
	eq_json_key_string(w, "title", f->title);
	eq_json_key_string(w, "figure", f->what);
	eq_json_key_maybe(w, "scenario", f->scenario);
	if (f->judged) {
		judgement(w, "reported", &f->reported);
		judgement(w, "restated", &f->now);
	} else {
		eq_json_key_number(w, "reported", &f->reported, unit, none);
		eq_json_key_number(w, "restated", &f->now, unit, none);
		eq_json_key_number(w, "difference", &f->difference, unit, none);
	}
	eq_json_close(&w->j, '}');
}

static void year(struct eq_json_pack *w, const struct eq_restated_year *y)
{
	eq_json_open(&w->j, '{', false);
	eq_json_key_year(w, y->year);
	eq_json_key_date(w, "as_at", y->end);
	eq_json_key(&w->j, "because");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < y->n_reasons; i++) {
		eq_json_open(&w->j, '{', true);
		eq_json_key_maybe(w, "kind", y->reasons[i].kind);
		eq_json_key_string(w, "why", y->reasons[i].why);
		eq_json_close(&w->j, '}');
	}
	eq_json_close(&w->j, ']');
	eq_json_key(&w->j, "figures");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < y->n_figures; i++)
		if (y->figures[i].def == EQ_NO_DEF || eq_json_shows(w, y->figures[i].def))
			figure(w, &y->figures[i]);
	eq_json_close(&w->j, ']');
	eq_json_close(&w->j, '}');
}

void eq_json_restated(struct eq_json_pack *w)
{
	eq_json_key(&w->j, "restated");
	eq_json_open(&w->j, '[', false);
	for (uint32_t i = 0; i < w->r->n_restated; i++)
		year(w, &w->r->restated[i]);
	eq_json_close(&w->j, ']');
}
