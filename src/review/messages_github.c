/* messages_github.c - messages as GitHub's workflow commands, which stand beside the lines of a change.
 *
 *     ::error file=main.eq,line=3,endLine=3,col=5,endColumn=9,title=E0201 an unknown name::there is …
 *
 * A command is one line. In its text % and line ends are written %25, %0D and %0A, in the values before it
 * also : and , which would end them. See messages.h. */
#include "review/messages.h"

static void add_escaped(struct eq_buf *out, struct eq_text t, bool value)
{
	for (size_t i = 0; i < t.n; i++) {
		const char c = t.p[i];

		if (c == '%' || c == '\r' || c == '\n' || (value && (c == ':' || c == ',')))
			eq_buf_addf(out, "%%%02X", (unsigned)(unsigned char)c);
		else
			eq_buf_addc(out, c);
	}
}

static void add_value(struct eq_buf *out, const char *key, struct eq_text t)
{
	if (out->p[out->n - 1] != ' ')
		eq_buf_addc(out, ',');
	eq_buf_addf(out, "%s=", key);
	add_escaped(out, t, true);
}

static void add_count(struct eq_buf *out, const char *key, uint64_t v)
{
	if (v)
		eq_buf_addf(out, ",%s=%llu", key, (unsigned long long)v);
}

static void add_place(const struct eq_messages *m, struct eq_message_place p, struct eq_buf *out)
{
	struct eq_buf path, shown;

	eq_buf_init(&path);
	eq_buf_init(&shown);
	eq_message_path(m, p.path, &path);
	eq_shown_add(&shown, eq_buf_view(&path));
	add_value(out, "file", eq_buf_view(&shown));
	add_count(out, "line", p.line);
	add_count(out, "endLine", p.to_line);
	/* GitHub takes columns only of one line. */
	if (p.to_line == p.line || !p.to_line) {
		add_count(out, "col", p.column);
		add_count(out, "endColumn", p.to_column);
	}
	eq_buf_release(&shown);
	eq_buf_release(&path);
}

/* The message, and on lines of their own what belongs to it. */
static void add_text(const struct eq_messages *m, const struct eq_diags *d, const struct eq_diag *g,
		     struct eq_buf *out)
{
	struct eq_buf text;

	eq_buf_init(&text);
	eq_shown_add(&text, g->message);
	add_escaped(out, eq_buf_view(&text), false);
	for (const struct eq_note *n = g->notes; n; n = n->next) {
		struct eq_message_place p = eq_note_place(d, n);

		eq_buf_clear(&text);
		if (p.path.n) {
			eq_message_path(m, p.path, &text);
			eq_buf_addf(&text, ":%llu: ", (unsigned long long)p.line);
		}
		eq_shown_add(&text, n->text);
		eq_buf_adds(out, "%0Anote: ");
		add_escaped(out, eq_buf_view(&text), false);
	}
	if (g->hint.n) {
		eq_buf_clear(&text);
		eq_shown_add(&text, g->hint);
		eq_buf_adds(out, "%0Ahint: ");
		add_escaped(out, eq_buf_view(&text), false);
	}
	eq_buf_release(&text);
}

static void add_message(const struct eq_messages *m, const struct eq_diags *d,
			const struct eq_diag *g, struct eq_buf *out)
{
	static const char *const commands[EQ_SEVERITIES] = {
		[EQ_ERROR] = "error", [EQ_WARNING] = "warning", [EQ_ADVICE] = "notice"};
	const struct eq_code_info *info = eq_code_info(g->code);
	struct eq_message_place p = eq_message_place(d, g);
	struct eq_buf title;

	eq_buf_addf(out, "::%s ", commands[g->severity]);
	if (p.path.n)
		add_place(m, p, out);
	eq_buf_init(&title);
	eq_buf_addf(&title, "%s %s", info->name, info->title);
	add_value(out, "title", eq_buf_view(&title));
	eq_buf_release(&title);
	eq_buf_adds(out, "::");
	add_text(m, d, g, out);
	eq_buf_addc(out, '\n');
}

void eq_messages_github(const struct eq_messages *m, struct eq_buf *out)
{
	eq_buf_adds(out, "");
	for (size_t i = 0; i < m->n; i++) {
		eq_diags_sort(m->v[i].diags);
		for (size_t k = 0; k < m->v[i].diags->all.n; k++)
			add_message(m, m->v[i].diags, m->v[i].diags->all.v[k], out);
	}
}
