/* source.c - the texts of a programme and places in them; see source.h. */
#include "base/source.h"

#include "base/limits.h"

#include <string.h>

/* Line ends are counted a block at a time, once, so that a place is found by looking at one block. */
enum { BLOCK = 16384 };

/* Those before a block, which the text reaches. */
static uint32_t line_ends_before(const struct eq_source *file, size_t block)
{
	uint32_t *known = &file->line_ends[0], *before = &file->line_ends[1];

	for (; *known <= block; ++*known) {
		size_t from = *known ? (*known - 1) * (size_t)BLOCK : 0,
		       to = *known * (size_t)BLOCK;
		uint32_t n = *known ? before[*known - 1] : 0;

		for (size_t i = from; i < to; i++)
			n += file->text.p[i] == '\n';
		before[*known] = n;
	}
	return before[block];
}

/* The start of the line that holds `at`, and its number from 1. */
static size_t line_start(const struct eq_source *file, size_t at, uint32_t *line)
{
	size_t block = at / BLOCK, start = at;

	*line = line_ends_before(file, block) + 1;
	for (size_t i = block * BLOCK; i < at; i++)
		*line += file->text.p[i] == '\n';
	while (start && file->text.p[start - 1] != '\n')
		start--;
	return start;
}

void eq_sources_init(struct eq_sources *s)
{
	*s = (struct eq_sources){.next_base = 1};
}

void eq_sources_release(struct eq_sources *s)
{
	for (size_t i = 0; i < s->files.n; i++) {
		eq_free(s->files.v[i].owned);
		eq_free(s->files.v[i].line_ends);
	}
	eq_free(s->files.v);
	eq_sources_init(s);
}

int eq_sources_add(struct eq_sources *s, struct eq_text path, struct eq_text text, char *owned)
{
	/* One position after each file is its end, and position 0 is no place. */
	size_t bytes = s->next_base - 1 - s->files.n;
	struct eq_source file = {path, text, s->next_base, owned, NULL};

	if (s->files.n >= EQ_LIMIT_FILES || text.n > EQ_LIMIT_PROGRAMME_BYTES - bytes)
		return -1;
	file.line_ends = eq_alloc_zero(text.n / BLOCK + 2, sizeof *file.line_ends);
	EQ_PUSH(&s->files, file);
	s->next_base += (uint32_t)text.n + 1;
	return (int)s->files.n - 1;
}

const struct eq_source *eq_sources_at(const struct eq_sources *s, uint32_t position)
{
	size_t low = 0, high = s->files.n;

	if (position == 0 || position >= s->next_base)
		return NULL;
	/* files[low].base <= position < files[high].base, the last of them being next_base. */
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (s->files.v[middle].base <= position)
			low = middle;
		else
			high = middle;
	}
	return &s->files.v[low];
}

struct eq_text eq_sources_text(const struct eq_sources *s, struct eq_span span)
{
	const struct eq_source *file = eq_sources_at(s, span.at);
	size_t from, to;

	if (!file || span.end <= span.at)
		return EQ_TEXT("");
	from = span.at - file->base;
	to = span.end - file->base;
	return (struct eq_text){file->text.p + from,
				(to < file->text.n ? to : file->text.n) - from};
}

struct eq_place eq_sources_place(const struct eq_sources *s, uint32_t position)
{
	const struct eq_source *file = eq_sources_at(s, position);
	const char *start, *at, *end, *newline;
	struct eq_place place = {.path = EQ_TEXT(""), .text = EQ_TEXT("")};
	struct eq_text before;

	if (!file)
		return place;
	place.path = file->path;
	at = file->text.p + (position - file->base);
	end = file->text.p + file->text.n;
	start = file->text.p + line_start(file, position - file->base, &place.line);
	newline = start < end ? memchr(start, '\n', (size_t)(end - start)) : NULL;
	if (newline)
		end = newline;
	if (end > start && end[-1] == '\r')
		end--;
	place.text = (struct eq_text){start, (size_t)(end - start)};
	/* A place on the line's end itself may stand after the return that was cut off. */
	place.offset = (size_t)(at < end ? at - start : end - start);
	place.column = 1;
	for (before = (struct eq_text){start, place.offset}; before.n; place.column++) {
		size_t length;

		eq_utf8_decode(before, &length);
		before.p += length;
		before.n -= length;
	}
	return place;
}

struct eq_span eq_span_join(struct eq_span a, struct eq_span b)
{
	if (a.at == 0)
		return b;
	if (b.at == 0)
		return a;
	return (struct eq_span){a.at < b.at ? a.at : b.at, a.end > b.end ? a.end : b.end};
}
