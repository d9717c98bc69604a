/* csv_header.c - see csv_header.h. */
#include "data/csv_header.h"

#include "data/index.h"

/* The cells of a record with their places, for as long as the arena stays. */
static struct eq_csv_record copy_record(struct eq_arena *arena, const struct eq_csv_cutter *c,
					const uint32_t *ends, uint32_t n)
{
	struct eq_csv_record r = {EQ_NEW_ARRAY(arena, struct eq_csv_field, n), n, c->line};
	struct eq_csv_walk w = {0, c->line, 1, false};
	const char *p = c->rest + c->at;
	struct eq_buf room;

	eq_buf_init(&room);
	for (uint32_t i = 0; i < n; i++) {
		struct eq_csv_field *f = &r.fields[i];

		eq_csv_walk_to(p, &w, i ? ends[i - 1] + 1 : 0);
		f->line = w.line;
		f->column = (uint32_t)w.column;
		eq_buf_clear(&room);
		f->text = eq_csv_read_cell(p, w.offset, ends[i], &room, &f->quoted);
		f->text = eq_arena_copy(arena, f->text);
	}
	eq_buf_release(&room);
	return r;
}

/* Where the header ends with the file, a line end is added to it. */
static void end_last_line(struct eq_csv_cutter *c)
{
	if (c->end == c->cap) {
		c->cap = c->end + 1;
		c->rest = eq_realloc(c->rest, c->cap);
	}
	c->rest[c->end] = '\n';
}

static void report_empty(const struct eq_csv_cutter *c, struct eq_diags *diags)
{
	eq_diag_file(diags, EQ_E0607, c->shown, 0, 0,
		     c->skip ? "nothing stands below the lines that are skipped: expected a line "
			       "that names its columns, then rows"
			     : "the file is empty: expected a line that names its columns, then "
			       "rows");
}

/* What was read, as text that a record can be read of: it has one that is whole, or one that is at fault, or the
 * input has ended. False: there is nothing left. */
static bool get_record(struct eq_csv_cutter *c, struct eq_csv_text *t, struct eq_csv_reading *r,
		       enum eq_csv_got *got)
{
	for (;;) {
		size_t n = c->end - c->at;

		if (c->ended && (n == 0 || eq_input_failed(c->input)))
			return false;
		if (c->ended)
			end_last_line(c);
		eq_csv_text_init(t, c->rest + c->at, n + c->ended, c->separator);
		t->real = n;
		t->ended = c->ended;
		r->ends = eq_realloc(r->ends, EQ_INDEX_ROOM(t->n) * sizeof *r->ends);
		*r = (struct eq_csv_reading){.text = t, .ends = r->ends};
		*got = t->n ? eq_csv_read_record(r) : EQ_CSV_PARTIAL;
		if (*got != EQ_CSV_PARTIAL)
			return true;
		eq_csv_byte(c, n ? 2 * n : 1); /* as much again */
	}
}

/* Goes on to behind the record. */
static void pass_record(struct eq_csv_cutter *c, const struct eq_csv_reading *r)
{
	struct eq_csv_walk w = {0, c->line, 1, false};
	size_t n = c->end - c->at;

	eq_csv_walk_to(r->text->p, &w, r->at);
	c->line = w.line;
	c->at += r->at < n ? r->at : n;
}

bool eq_csv_read_header(struct eq_csv_cutter *c, struct eq_arena *arena,
			struct eq_csv_record *header, struct eq_diags *diags)
{
	struct eq_csv_text t;
	struct eq_csv_reading r = {.text = &t};
	enum eq_csv_got got;
	bool found;

	while ((found = get_record(c, &t, &r, &got)) && got == EQ_CSV_WHOLE && r.cells == 1 &&
	       eq_csv_is_blank_line((struct eq_text){t.p, r.ends[0]}))
		pass_record(c, &r);
	if (!found) {
		if (eq_csv_cutter_end(c, diags))
			report_empty(c, diags);
	} else if (got == EQ_CSV_FAULTY) {
		eq_csv_report_fault(&t, &r.fault, (struct eq_csv_walk){0, c->line, 1, false},
				    c->is_1252, c->shown, diags);
	} else {
		if (arena)
			*header = copy_record(arena, c, r.ends, r.cells);
		pass_record(c, &r);
	}
	eq_free(r.ends);
	return found && got == EQ_CSV_WHOLE;
}
