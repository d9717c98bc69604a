/* fuzz_diff.c - any two texts, parted by a line `%%`, compared: nothing breaks. And a text that reads
 * without mistakes means the same when it is laid out anew. */
#include "stages.h"

#include "review/diff.h"
#include "syntax/format.h"
#include "syntax/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct reading {
	struct eq_sources sources;
	struct eq_symbols symbols;
	struct eq_diags diags;
	struct eq_arena arena;
};

static void begin(struct reading *r)
{
	eq_sources_init(&r->sources);
	eq_symbols_init(&r->symbols);
	eq_diags_init(&r->diags, &r->sources);
	eq_arena_init(&r->arena);
}

static void end(struct reading *r)
{
	eq_arena_release(&r->arena);
	eq_diags_release(&r->diags);
	eq_symbols_release(&r->symbols);
	eq_sources_release(&r->sources);
}

static struct eq_node *read_text(struct reading *r, struct eq_text text)
{
	char *copy = eq_alloc(text.n + 1);

	if (text.n)
		memcpy(copy, text.p, text.n);
	copy[text.n] = 0;
	int k = eq_sources_add(&r->sources, EQ_TEXT("fuzz.eq"), (struct eq_text){copy, text.n},
			       copy);
	PROMISE(k >= 0);
	struct eq_source source = r->sources.files.v[k];
	return eq_parse(&source, &r->symbols, &r->arena, &r->diags);
}

static void compare(struct reading *r, const struct eq_node *old, const struct eq_node *new,
		    bool same)
{
	const struct eq_diff_side sides[2] = {{old, EQ_TEXT(""), EQ_TEXT("old")},
					      {new, EQ_TEXT(""), EQ_TEXT("new")}};
	const struct eq_diff_style style = {.width = 80};
	struct eq_diff d;
	struct eq_buf out;

	eq_diff_init(&d, &sides[0], &sides[1], &r->sources, &r->symbols);
	eq_buf_init(&out);
	eq_diff_text(&d, &style, &out);
	eq_diff_json(&d, &style, &out);
	PROMISE(!same || (d.changes.all.n == 0 && d.found.renamed.n == 0));
	eq_buf_release(&out);
	eq_diff_release(&d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct eq_text text = {(const char *)data, size}, first = text, second = {NULL, 0};
	struct reading r;
	struct eq_buf formatted;

	for (size_t i = 0; i + 4 <= size; i++)
		if (memcmp(data + i, "\n%%\n", 4) == 0) {
			first.n = i + 1;
			second = (struct eq_text){text.p + i + 4, size - i - 4};
			break;
		}
	begin(&r);
	struct eq_node *old = read_text(&r, first), *new = read_text(&r, second);
	if (!r.diags.errors) {
		int k = 0;

		compare(&r, old, new, false);
		eq_buf_init(&formatted);
		eq_format(&r.sources.files.v[k], old, &formatted);
		struct eq_node *again = read_text(&r, eq_buf_view(&formatted));
		PROMISE(!r.diags.errors);
		compare(&r, old, again, true);
		eq_buf_release(&formatted);
	}
	end(&r);
	return 0;
}
