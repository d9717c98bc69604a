/* messages_json.c - messages as JSON: an object for each, and what comments allow. See messages.h. */
#include "report/json.h"
#include "review/messages.h"

static void put_count(struct eq_json *j, const char *key, uint64_t v)
{
	eq_json_key(j, key);
	if (v)
		eq_json_int(j, (int64_t)v);
	else
		eq_json_null(j);
}

static void put_place(struct eq_json *j, struct eq_message_place p)
{
	eq_json_key_or_null(j, "file", p.path);
	put_count(j, "line", p.line);
	put_count(j, "column", p.column);
	eq_json_key(j, "end");
	if (!p.to_line) {
		eq_json_null(j);
		return;
	}
	eq_json_open(j, '{', true);
	put_count(j, "line", p.to_line);
	put_count(j, "column", p.to_column);
	eq_json_close(j, '}');
}

/* `reason`: why it is allowed, or empty. */
static void put_message(struct eq_json *j, const struct eq_diags *d, const struct eq_diag *g,
			struct eq_text reason)
{
	const struct eq_code_info *info = eq_code_info(g->code);

	eq_json_open(j, '{', false);
	eq_json_key_or_null(j, "code", eq_text_of(info->name));
	eq_json_key_or_null(j, "severity", eq_text_of(eq_severity_word(g->severity)));
	eq_json_key_or_null(j, "title", eq_text_of(info->title));
	put_place(j, eq_message_place(d, g));
	eq_json_key_or_null(j, "message", g->message);
	eq_json_key_or_null(j, "hint", g->hint);
	eq_json_key(j, "notes");
	eq_json_open(j, '[', false);
	for (const struct eq_note *n = g->notes; n; n = n->next) {
		eq_json_open(j, '{', false);
		eq_json_key_or_null(j, "message", n->text);
		put_place(j, eq_note_place(d, n));
		eq_json_close(j, '}');
	}
	eq_json_close(j, ']');
	if (reason.n)
		eq_json_key_or_null(j, "allowed_because", reason);
	eq_json_close(j, '}');
}

static void put_number(struct eq_json *j, const char *key, size_t n)
{
	eq_json_key(j, key);
	eq_json_int(j, (int64_t)n);
}

void eq_messages_json(const struct eq_messages *m, struct eq_buf *out)
{
	size_t errors = 0, warnings = 0, advice = 0, allowed = 0;
	struct eq_json j;

	for (size_t i = 0; i < m->n; i++) {
		eq_diags_sort(m->v[i].diags);
		errors += m->v[i].diags->errors;
		warnings += m->v[i].diags->warnings;
		advice += m->v[i].diags->advice;
		allowed += m->v[i].n_allowed;
	}
	eq_json_init(&j, out);
	eq_json_open(&j, '{', false);
	put_number(&j, "format_version", 1);
	put_number(&j, "errors", errors);
	put_number(&j, "warnings", warnings);
	put_number(&j, "advice", advice);
	put_number(&j, "allowed", allowed);
	eq_json_key(&j, "messages");
	eq_json_open(&j, '[', false);
	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < m->v[i].diags->all.n; k++)
			put_message(&j, m->v[i].diags, m->v[i].diags->all.v[k], EQ_TEXT(""));
	eq_json_close(&j, ']');
	eq_json_key(&j, "allowances");
	eq_json_open(&j, '[', false);
	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k < m->v[i].n_allowed; k++)
			put_message(&j, m->v[i].diags, m->v[i].allowed[k].diag,
				    m->v[i].allowed[k].reason);
	eq_json_close(&j, ']');
	eq_json_close(&j, '}');
	eq_buf_addc(out, '\n');
}
