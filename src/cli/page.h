/* page.h - text that grows, and what is made of the commands' tables: manuals and completions. */
#ifndef EQ_CLI_PAGE_H
#define EQ_CLI_PAGE_H

#include "cli.h"

struct page { /* all zero: empty */
	char *text;
	size_t n, room;
	bool lost; /* there was no memory for all of it */
};
void add(struct page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));
void add_char(struct page *page, char c);
/* Prints it, and lets go of it. The exit status. */
int print_page(struct page *page);

/* "run [OPTIONS] PATH" */
void add_usage(struct page *page, const struct command *c);
/* "--as-at DATE", and its length. */
int write_option(const struct option *o, char *text, size_t room);
/* The text on one line. */
void add_unwrapped(struct page *page, const char *text);
/* A sentence's beginning. */
void add_upper(struct page *page, const char *text);

/* manual.c */
void add_markdown(struct page *page);
void add_man_page(struct page *page);
/* completion.c: false when there is no such shell. */
bool add_completion(struct page *page, const char *shell);
extern const char *const shells[]; /* ended by NULL */

#endif
