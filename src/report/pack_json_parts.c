/* pack_json_parts.c - keys and figures of the JSON pack. See pack_json.h. */
#include "report/pack_json.h"

struct eq_text eq_json_unit(struct eq_json_pack *w, uint32_t unit)
{
	struct eq_buf code;
	struct eq_text t;

	eq_buf_init(&code);
	eq_unit_write_code(w->m->units, unit, &code);
	t = eq_arena_copy(&w->arena, eq_buf_view(&code));
	eq_buf_release(&code);
	return t;
}

struct eq_text eq_json_name(const struct eq_json_pack *w, uint32_t def)
{
	return def < w->m->defs.n ? eq_symbol_text(w->m->symbols, w->m->defs.v[def].name)
				  : EQ_TEXT("");
}

bool eq_json_shows(const struct eq_json_pack *w, uint32_t def)
{
	return !w->r->shown || def >= w->m->defs.n || w->r->shown[def];
}

void eq_json_key_string(struct eq_json_pack *w, const char *key, struct eq_text t)
{
	eq_json_key(&w->j, key);
	eq_json_text(&w->j, t);
}

void eq_json_key_maybe(struct eq_json_pack *w, const char *key, struct eq_text t)
{
	eq_json_key(&w->j, key);
	if (t.n)
		eq_json_text(&w->j, t);
	else
		eq_json_null(&w->j);
}

void eq_json_key_bool(struct eq_json_pack *w, const char *key, bool v)
{
	eq_json_key(&w->j, key);
	eq_json_bool(&w->j, v);
}

void eq_json_key_date(struct eq_json_pack *w, const char *key, eq_date d)
{
	char text[EQ_DATE_CHARS];

	eq_json_key(&w->j, key);
	if (d == EQ_DATE_NONE)
		eq_json_null(&w->j);
	else
		eq_json_text(&w->j, (struct eq_text){text, eq_date_write(d, text)});
}

void eq_json_key_year(struct eq_json_pack *w, int year)
{
	char text[EQ_FISCAL_CHARS];
	size_t n = eq_fiscal_write(w->m->programme.fiscal, year, text);

	eq_json_key_string(w, "fiscal_year", (struct eq_text){text, n});
}

void eq_json_key_rows(struct eq_json_pack *w, uint64_t rows_lost)
{
	eq_json_key(&w->j, "rows_left_out");
	if (rows_lost)
		eq_json_int(&w->j, (int64_t)rows_lost);
	else
		eq_json_null(&w->j);
}

void eq_json_key_workstream(struct eq_json_pack *w, uint32_t workstream)
{
	eq_json_key_maybe(w, "workstream",
			  workstream < w->m->workstreams.n
				  ? eq_json_name(w, w->m->workstreams.v[workstream].def)
				  : EQ_TEXT(""));
}

void eq_json_number(struct eq_json_pack *w, const struct eq_number *v, struct eq_text unit,
		    struct eq_text why)
{
	char text[EQ_DEC_CHARS];

	eq_json_open(&w->j, '{', true);
	eq_json_key(&w->j, "value");
	if (v->missing)
		eq_json_null(&w->j);
	else
		eq_json_text(&w->j, (struct eq_text){text, eq_dec_write_short(v->v, text)});
	eq_json_key_string(w, "unit", unit);
	if (v->missing)
		eq_json_key_string(w, "missing", why);
	else
		eq_json_key_bool(w, "rounded", v->rounded);
	eq_json_close(&w->j, '}');
}

void eq_json_key_number(struct eq_json_pack *w, const char *key, const struct eq_number *v,
			struct eq_text unit, struct eq_text why)
{
	eq_json_key(&w->j, key);
	eq_json_number(w, v, unit, why);
}

void eq_json_key_series(struct eq_json_pack *w, const char *key, const struct eq_number *v,
			struct eq_text unit)
{
	int32_t n = w->r->timeline.n;
	char text[EQ_DEC_CHARS];

	eq_json_key(&w->j, key);
	if (!v) {
		eq_json_null(&w->j);
		return;
	}
	eq_json_open(&w->j, '{', false);
	eq_json_key_string(w, "unit", unit);
	eq_json_key(&w->j, "values");
	eq_json_open(&w->j, '[', true);
	for (int32_t i = 0; i < n; i++) {
		if (v[i].missing)
			eq_json_null(&w->j);
		else
			eq_json_text(&w->j,
				     (struct eq_text){text, eq_dec_write_short(v[i].v, text)});
	}
	eq_json_close(&w->j, ']');
	eq_json_key(&w->j, "rounded");
	eq_json_open(&w->j, '[', true);
	for (int32_t i = 0; i < n; i++)
		if (!v[i].missing && v[i].rounded)
			eq_json_int(&w->j, i);
	eq_json_close(&w->j, ']');
	eq_json_close(&w->j, '}');
}

void eq_json_key_coverage(struct eq_json_pack *w, const char *key, struct eq_coverage c)
{
	eq_json_key(&w->j, key);
	if (!c.of) {
		eq_json_null(&w->j);
		return;
	}
	eq_json_open(&w->j, '{', true);
	eq_json_key(&w->j, "have");
	eq_json_int(&w->j, c.have);
	eq_json_key(&w->j, "of");
	eq_json_int(&w->j, c.of);
	eq_json_close(&w->j, '}');
}

void eq_json_key_rating(struct eq_json_pack *w, const char *key, const struct eq_rating *rating)
{
	eq_json_key(&w->j, key);
	eq_json_open(&w->j, '{', true);
	eq_json_key(&w->j, "state");
	if (rating->rag == EQ_RAG_NONE)
		eq_json_null(&w->j);
	else
		eq_json_text(&w->j, eq_text_of(eq_rag_word((enum eq_rag)rating->rag)));
	eq_json_key_string(w, "words", rating->words);
	eq_json_close(&w->j, '}');
}
