/* messages_sarif.c - messages as SARIF 2.1.0, which code hosts show beside the lines of a change.
 *
 * One run, with a rule for each code that was raised. Columns are code points, as everywhere in Equate.
 * A fingerprint is of the code, the file and the text of the line: a message keeps it when lines are
 * put in above. What a comment allows stands there too, as suppressed, with its reason. See messages.h. */
#include "base/digest.h"
#include "report/json.h"
#include "review/messages.h"

#include <ctype.h>

#define SCHEMA \
	"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#define ROOT "%SRCROOT%"

struct writer {
	const struct eq_messages *m;
	struct eq_json j;
	int32_t rule_of[EQ_CODE_COUNT]; /* number of the rule + 1, or 0 */
	struct eq_arena arena;
	struct eq_map fingerprints;
};

static void put_text(struct eq_json *j, const char *key, struct eq_text t)
{
	eq_json_key(j, key);
	eq_json_text(j, t);
}

static void put_int(struct eq_json *j, const char *key, uint64_t v)
{
	eq_json_key(j, key);
	eq_json_int(j, (int64_t)v);
}

/* { "text": … } */
static void put_message(struct eq_json *j, const char *key, struct eq_text t)
{
	eq_json_key(j, key);
	eq_json_open(j, '{', true);
	put_text(j, "text", t);
	eq_json_close(j, '}');
}

static struct eq_text level_of(enum eq_severity severity)
{
	return severity == EQ_ERROR     ? EQ_TEXT("error")
	       : severity == EQ_WARNING ? EQ_TEXT("warning")
					: EQ_TEXT("note");
}

/* ---- the rules ---- */

/* A title begins in lower case, and is no whole sentence; this is one for a list. */
static struct eq_text heading(struct writer *w, const char *title)
{
	return eq_arena_printf(&w->arena, "%c%s.", toupper((unsigned char)title[0]), title + 1);
}

static void put_rule(struct writer *w, enum eq_code code)
{
	const struct eq_code_info *info = eq_code_info(code);
	struct eq_json *j = &w->j;

	eq_json_open(j, '{', false);
	put_text(j, "id", eq_text_of(info->name));
	put_message(j, "shortDescription", heading(w, info->title));
	put_message(j, "fullDescription", eq_text_of(info->explanation));
	put_message(j, "help", eq_text_of(info->explanation));
	eq_json_key(j, "defaultConfiguration");
	eq_json_open(j, '{', true);
	put_text(j, "level", level_of(info->severity));
	eq_json_close(j, '}');
	eq_json_close(j, '}');
}

static void put_rules(struct writer *w)
{
	int32_t n = 0;

	for (size_t i = 0; i < w->m->n; i++) {
		const struct eq_messages_of *s = &w->m->v[i];

		for (size_t k = 0; k < s->diags->all.n; k++)
			w->rule_of[s->diags->all.v[k]->code] = 1;
		for (size_t k = 0; k < s->n_allowed; k++)
			w->rule_of[s->allowed[k].diag->code] = 1;
	}
	eq_json_key(&w->j, "rules");
	eq_json_open(&w->j, '[', false);
	for (int code = 0; code < EQ_CODE_COUNT; code++)
		if (w->rule_of[code]) {
			w->rule_of[code] = ++n;
			put_rule(w, (enum eq_code)code);
		}
	eq_json_close(&w->j, ']');
}

/* ---- places ---- */

/* As RFC 3986 has it: letters, digits and a few signs stand for themselves, all else in hexadecimal. */
static struct eq_text uri_of(struct writer *w, struct eq_text path, bool *below_root)
{
	static const char plain[] = "-._~/";
	struct eq_buf from_root, uri;
	struct eq_text out;

	eq_buf_init(&from_root);
	eq_buf_init(&uri);
	eq_message_path(w->m, path, &from_root);
	*below_root = from_root.n && from_root.p[0] != '/';
	if (!*below_root)
		eq_buf_adds(&uri, "file://");
	for (size_t i = 0; i < from_root.n; i++) {
		const unsigned char c = (unsigned char)from_root.p[i];
		bool stands = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			      (c >= '0' && c <= '9');

		for (const char *p = plain; *p && !stands; p++)
			stands = c == (unsigned char)*p;
		eq_buf_addf(&uri, stands ? "%c" : "%%%02X", c);
	}
	out = eq_arena_copy(&w->arena, eq_buf_view(&uri));
	eq_buf_release(&uri);
	eq_buf_release(&from_root);
	return out;
}

static void put_region(struct eq_json *j, struct eq_message_place p)
{
	if (!p.line)
		return;
	eq_json_key(j, "region");
	eq_json_open(j, '{', true);
	put_int(j, "startLine", p.line);
	if (p.column)
		put_int(j, "startColumn", p.column);
	if (p.to_line) {
		put_int(j, "endLine", p.to_line);
		put_int(j, "endColumn", p.to_column);
	}
	eq_json_close(j, '}');
}

static void put_location(struct writer *w, struct eq_message_place p)
{
	struct eq_json *j = &w->j;
	bool below_root;
	struct eq_text uri = uri_of(w, p.path, &below_root);

	eq_json_key(j, "physicalLocation");
	eq_json_open(j, '{', false);
	eq_json_key(j, "artifactLocation");
	eq_json_open(j, '{', true);
	put_text(j, "uri", uri);
	if (below_root)
		put_text(j, "uriBaseId", EQ_TEXT(ROOT));
	eq_json_close(j, '}');
	put_region(j, p);
	eq_json_close(j, '}');
}

/* ---- results ---- */

static void put_fingerprint(struct writer *w, const struct eq_diags *d, const struct eq_diag *g,
			    struct eq_text path)
{
	struct eq_digest *digest = eq_digest_new();
	const struct eq_text code = eq_text_of(eq_code_info(g->code)->name);
	char hex[EQ_DIGEST_CHARS];
	struct eq_text print;
	uint32_t nth = 1, mine = (uint32_t)w->fingerprints.n;

	eq_digest_add(digest, code.p, code.n);
	eq_digest_add(digest, path.p, path.n);
	if (g->span.at && d->sources) {
		struct eq_text line = eq_text_trim(eq_sources_place(d->sources, g->span.at).text);

		eq_digest_add(digest, "\n", 1);
		eq_digest_add(digest, line.p, line.n);
	}
	eq_digest_end(digest, hex);
	eq_digest_free(digest);
	/* Of equal ones each has its number. */
	do
		print = eq_arena_printf(&w->arena, "%s:%u", hex, nth++);
	while (eq_map_put(&w->fingerprints, print, mine) != mine);
	eq_json_key(&w->j, "partialFingerprints");
	eq_json_open(&w->j, '{', true);
	put_text(&w->j, "primaryLocationLineHash", print);
	eq_json_close(&w->j, '}');
}

static void put_related(struct writer *w, const struct eq_diags *d, const struct eq_diag *g)
{
	struct eq_json *j = &w->j;

	eq_json_key(j, "relatedLocations");
	eq_json_open(j, '[', false);
	for (const struct eq_note *n = g->notes; n; n = n->next) {
		struct eq_message_place p = eq_note_place(d, n);

		eq_json_open(j, '{', false);
		if (p.path.n)
			put_location(w, p);
		put_message(j, "message", n->text);
		eq_json_close(j, '}');
	}
	eq_json_close(j, ']');
}

static void put_suppressions(struct eq_json *j, struct eq_text reason)
{
	/* Where one result has them, all have. */
	eq_json_key(j, "suppressions");
	eq_json_open(j, '[', true);
	if (reason.n) {
		eq_json_open(j, '{', true);
		put_text(j, "kind", EQ_TEXT("inSource"));
		put_text(j, "justification", reason);
		eq_json_close(j, '}');
	}
	eq_json_close(j, ']');
}

static void put_result(struct writer *w, const struct eq_diags *d, const struct eq_diag *g,
		       struct eq_text reason)
{
	struct eq_message_place p = eq_message_place(d, g);
	struct eq_json *j = &w->j;

	eq_json_open(j, '{', false);
	put_text(j, "ruleId", eq_text_of(eq_code_info(g->code)->name));
	put_int(j, "ruleIndex", (uint64_t)(w->rule_of[g->code] - 1));
	put_text(j, "level", level_of(g->severity));
	put_message(j, "message",
		    g->hint.n ? eq_arena_printf(&w->arena, "%.*s\n%.*s", EQ_ARG(g->message),
						EQ_ARG(g->hint))
			      : g->message);
	eq_json_key(j, "locations");
	eq_json_open(j, '[', false);
	if (p.path.n) {
		eq_json_open(j, '{', false);
		put_location(w, p);
		eq_json_close(j, '}');
	}
	eq_json_close(j, ']');
	if (g->notes)
		put_related(w, d, g);
	put_fingerprint(w, d, g, p.path);
	put_suppressions(j, reason);
	eq_json_close(j, '}');
}

static void put_results(struct writer *w)
{
	eq_json_key(&w->j, "results");
	eq_json_open(&w->j, '[', false);
	for (size_t i = 0; i < w->m->n; i++) {
		const struct eq_messages_of *s = &w->m->v[i];

		for (size_t k = 0; k < s->diags->all.n; k++)
			put_result(w, s->diags, s->diags->all.v[k], EQ_TEXT(""));
		for (size_t k = 0; k < s->n_allowed; k++)
			put_result(w, s->diags, s->allowed[k].diag, s->allowed[k].reason);
	}
	eq_json_close(&w->j, ']');
}

/* ---- the run ---- */

static void put_tool(struct writer *w)
{
	struct eq_json *j = &w->j;

	eq_json_key(j, "tool");
	eq_json_open(j, '{', false);
	eq_json_key(j, "driver");
	eq_json_open(j, '{', false);
	put_text(j, "name", EQ_TEXT("Equate"));
	put_text(j, "version", w->m->version);
	put_rules(w);
	eq_json_close(j, '}');
	eq_json_close(j, '}');
}

/* Whether every programme could be read to its end: a mistake in one is a result, not a failure. */
static void put_invocation(struct writer *w)
{
	bool whole = true;

	for (size_t i = 0; i < w->m->n; i++)
		whole &= w->m->v[i].diags->status != EQ_FAULT_FILES;
	eq_json_key(&w->j, "invocations");
	eq_json_open(&w->j, '[', true);
	eq_json_open(&w->j, '{', true);
	eq_json_key(&w->j, "executionSuccessful");
	eq_json_bool(&w->j, whole);
	eq_json_close(&w->j, '}');
	eq_json_close(&w->j, ']');
}

void eq_messages_sarif(const struct eq_messages *m, struct eq_buf *out)
{
	struct writer w = {.m = m};

	for (size_t i = 0; i < m->n; i++)
		eq_diags_sort(m->v[i].diags);
	eq_arena_init(&w.arena);
	eq_map_init(&w.fingerprints);
	eq_json_init(&w.j, out);
	eq_json_open(&w.j, '{', false);
	put_text(&w.j, "$schema", EQ_TEXT(SCHEMA));
	put_text(&w.j, "version", EQ_TEXT("2.1.0"));
	eq_json_key(&w.j, "runs");
	eq_json_open(&w.j, '[', false);
	eq_json_open(&w.j, '{', false);
	put_tool(&w);
	put_text(&w.j, "columnKind", EQ_TEXT("unicodeCodePoints"));
	put_invocation(&w);
	put_results(&w);
	eq_json_close(&w.j, '}');
	eq_json_close(&w.j, ']');
	eq_json_close(&w.j, '}');
	eq_buf_addc(out, '\n');
	eq_map_release(&w.fingerprints);
	eq_arena_release(&w.arena);
}
