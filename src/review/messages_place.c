/* messages_place.c - where a message is, and what the file is called from the root. See messages.h. */
#include "review/messages.h"

#include <string.h>

static struct eq_message_place place_of(const struct eq_diags *d, struct eq_span span)
{
	struct eq_place from, to;

	if (!span.at || !d->sources)
		return (struct eq_message_place){.path = EQ_TEXT("")};
	from = eq_sources_place(d->sources, span.at);
	to = span.end > span.at ? eq_sources_place(d->sources, span.end) : from;
	return (struct eq_message_place){from.path, from.line, from.column, to.line, to.column};
}

struct eq_message_place eq_message_place(const struct eq_diags *d, const struct eq_diag *g)
{
	struct eq_message_place p = place_of(d, g->span);

	if (!p.path.n)
		p = (struct eq_message_place){
			.path = g->file, .line = g->line, .column = g->column};
	return p;
}

struct eq_message_place eq_note_place(const struct eq_diags *d, const struct eq_note *n)
{
	return place_of(d, n->span);
}

/* Appends the names of a path, each behind a `/`, with `.` left out and `..` taken back. */
static void fold(struct eq_buf *out, struct eq_text path)
{
	for (size_t at = 0, from = 0; at <= path.n; at++) {
		struct eq_text name;

		if (at < path.n && path.p[at] != '/')
			continue;
		name = (struct eq_text){path.p + from, at - from};
		from = at + 1;
		if (eq_text_is(name, "..")) {
			while (out->n && out->p[--out->n] != '/')
				;
		} else if (name.n && !eq_text_is(name, ".")) {
			eq_buf_addc(out, '/');
			eq_buf_add_text(out, name);
		}
	}
}

void eq_message_path(const struct eq_messages *m, struct eq_text path, struct eq_buf *out)
{
	struct eq_buf whole;
	struct eq_text t;

	eq_buf_init(&whole);
	eq_buf_adds(&whole, "");
	if (!path.n || path.p[0] != '/')
		fold(&whole, m->folder);
	fold(&whole, path);
	t = eq_buf_view(&whole);
	if (t.n > m->root.n && memcmp(t.p, m->root.p, m->root.n) == 0 && t.p[m->root.n] == '/') {
		t.p += m->root.n + 1;
		t.n -= m->root.n + 1;
	}
	eq_buf_add_text(out, t);
	eq_buf_release(&whole);
}
