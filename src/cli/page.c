/* page.c - text that grows, and the pieces that help, manuals and completions share. */
#include "page.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool make_room(struct page *page, size_t more)
{
	size_t room = page->room ? page->room : 4096;
	char *text;

	while (room - page->n <= more)
		room *= 2;
	if (room == page->room)
		return !page->lost;
	text = page->lost ? NULL : realloc(page->text, room);
	if (!text) {
		page->lost = true;
		return false;
	}
	page->text = text;
	page->room = room;
	return true;
}

void add(struct page *page, const char *format, ...)
{
	va_list args, again;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	if (n > 0 && make_room(page, (size_t)n)) {
		vsnprintf(page->text + page->n, (size_t)n + 1, format, again);
		page->n += (size_t)n;
	}
	va_end(again);
	va_end(args);
}

void add_char(struct page *page, char c)
{
	if (make_room(page, 1))
		page->text[page->n++] = c;
}

int print_page(struct page *page)
{
	int status = page->lost ? complain("%s", equate_reason(ENOMEM))
				: print(page->text ? page->text : "", page->n);

	free(page->text);
	*page = (struct page){.text = NULL};
	return status;
}

void add_usage(struct page *page, const struct command *c)
{
	add(page, "equate %s%s%s%s", c->name, c->options ? " [OPTIONS]" : "",
	    *c->arguments ? " " : "", c->arguments);
}

int write_option(const struct option *o, char *text, size_t room)
{
	return snprintf(text, room, "--%s%s%s", o->name, o->argument ? " " : "",
			o->argument ? o->argument : "");
}

void add_unwrapped(struct page *page, const char *text)
{
	for (; *text; text++)
		add_char(page, *text == '\n' ? ' ' : *text);
}

void add_upper(struct page *page, const char *text)
{
	add(page, "%c%s", toupper((unsigned char)text[0]), text + 1);
}
