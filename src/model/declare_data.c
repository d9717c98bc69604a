/* declare_data.c - data blocks: which columns a source has and what its rows mean. How its file is
 * written is in declare_file.c. */
#include "model/build.h"

#include "base/file.h"

static const struct eq_node *declared(const struct eq_node *c, enum eq_property p)
{
	return c->kind == EQ_NODE_PROPERTY && c->op == p ? c : NULL;
}

static uint32_t most_columns(const struct eq_node *n)
{
	uint32_t count = 1;
	for (const struct eq_node *c = n->child; c; c = c->next)
		if (c->kind == EQ_NODE_PROPERTY)
			for (const struct eq_node *name = c->child; name; name = name->next)
				count += name->kind == EQ_NODE_NAME;
	return count;
}

static struct eq_data_column *add_column(struct eq_build *b, uint32_t data,
					 const struct eq_node *name, enum eq_column_kind kind)
{
	struct eq_data *d = &b->m->data.v[data];
	uint32_t index = *eq_pairs_put(&b->columns, EQ_PAIR(data, name->name), d->n_columns);
	if (index != d->n_columns) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0205, name->span,
					       "the column `%.*s` is declared twice",
					       EQ_ARG(eq_name(b, name->name)));
		eq_diag_note(b->diags, g, d->columns[index].span, "it is declared here first");
		return NULL;
	}
	struct eq_data_column *c = &d->columns[d->n_columns++];
	*c = (struct eq_data_column){.name = name->name,
				     .header = eq_name(b, name->name),
				     .kind = (uint8_t)kind,
				     .unit = EQ_UNIT_PLAIN,
				     .span = name->span};
	return c;
}

static struct eq_text format_text(struct eq_build *b, const struct eq_node *as)
{
	struct eq_text t;

	if (as->child && as->child->kind == EQ_NODE_TEXT)
		return eq_quoted(b, as->child);
	t = eq_node_text(b, as->span); /* the format itself, after the word `as` */
	t.p += sizeof "as" - 1;
	t.n -= sizeof "as" - 1;
	return eq_text_trim(t);
}

static void read_date_format(struct eq_build *b, struct eq_data *d, const struct eq_node *as)
{
	struct eq_text pattern = as ? format_text(b, as) : EQ_TEXT("yyyy-mm-dd");

	if (!eq_date_format_read(pattern, &d->date_format))
		eq_diag_at(b->diags, EQ_E0506, as->span,
			   "`%.*s` is not a way to write dates; write one such as dd/mm/yyyy, "
			   "yyyy-mm-dd, or excel for a spreadsheet's day numbers",
			   EQ_ARG(pattern));
}

static void read_date_column(struct eq_build *b, uint32_t data, const struct eq_node *p)
{
	struct eq_data *d = &b->m->data.v[data];

	d->by_period = p->op == EQ_PROPERTY_PERIOD;
	d->date_column = d->n_columns;
	add_column(b, data, p->child, EQ_COLUMN_DATE);
	read_date_format(b, d, eq_node_child(p, EQ_NODE_AS));
}

/* `date` beside a spell may only say again which column is its start. */
static void check_date_of_spell(struct eq_build *b, const struct eq_node *spell,
				const struct eq_node *date)
{
	const struct eq_node *start = spell->child;
	const struct eq_node *as = eq_node_child(spell, EQ_NODE_AS),
			     *other = eq_node_child(date, EQ_NODE_AS);
	struct eq_diag *g;

	if (date->child->name != start->name) {
		g = eq_diag_at(b->diags, EQ_E0207, date->child->span,
			       "the date of a spell is its start, `%.*s`",
			       EQ_ARG(eq_name(b, start->name)));
		eq_diag_note(b->diags, g, start->span, "the spell starts here");
		eq_diag_hint(b->diags, g, "take `date` out");
	} else if (as && other && !eq_text_eq(format_text(b, as), format_text(b, other))) {
		g = eq_diag_at(b->diags, EQ_E0207, other->span,
			       "the dates of a file are written in one way, and here are two");
		eq_diag_note(b->diags, g, as->span, "the other is here");
	}
}

static void read_spell(struct eq_build *b, uint32_t data, const struct eq_node *p,
		       const struct eq_node *date)
{
	struct eq_data *d = &b->m->data.v[data];
	const struct eq_node *start = p->child, *end = start->next,
			     *as = eq_node_child(p, EQ_NODE_AS);

	d->spell = true;
	d->date_column = d->n_columns;
	add_column(b, data, start, EQ_COLUMN_DATE);
	d->end_column = d->n_columns;
	if (!add_column(b, data, end, EQ_COLUMN_DATE))
		d->end_column = d->date_column;
	if (date)
		check_date_of_spell(b, p, date);
	if (!as && date)
		as = eq_node_child(date, EQ_NODE_AS);
	read_date_format(b, d, as);
}

/* Which column holds the dates: `period`, `date` or `spell`. */
static void read_dates(struct eq_build *b, uint32_t data, const struct eq_block *block)
{
	const struct eq_node *period = block->p[EQ_PROPERTY_PERIOD],
			     *date = block->p[EQ_PROPERTY_DATE],
			     *spell = block->p[EQ_PROPERTY_SPELL];
	const struct eq_node *other = date ? date : spell;
	struct eq_diag *g;

	if (period && other) {
		g = eq_diag_at(b->diags, EQ_E0207, other->span,
			       "data has a `period` or a `%s`, not both", date ? "date" : "spell");
		eq_diag_note(b->diags, g, period->span, "the period stands here");
	}
	if (!period && !other) {
		g = eq_diag_at(b->diags, EQ_E0208, b->m->data.v[data].span,
			       "the data does not say which column holds its dates");
		eq_diag_hint(b->diags, g,
			     "write `period week_ending` for one row a period, `date start_date` "
			     "for one row an event, or `spell start_date to end_date`");
	}
	if (period)
		read_date_column(b, data, period);
	else if (spell)
		read_spell(b, data, spell, date);
	else if (date)
		read_date_column(b, data, date);
}

/* The column of that name, or a new one of texts. */
static uint32_t column_of(struct eq_build *b, uint32_t data, const struct eq_node *name)
{
	struct eq_data *d = &b->m->data.v[data];
	uint32_t column = eq_column_find(b, data, name->name);

	if (column != EQ_PAIR_NONE)
		return column;
	add_column(b, data, name, EQ_COLUMN_TEXT);
	return d->n_columns - 1;
}

static void report_named_twice(struct eq_build *b, const struct eq_node *name)
{
	eq_diag_at(b->diags, EQ_E0205, name->span, "`%.*s` stands twice in this list",
		   EQ_ARG(eq_name(b, name->name)));
}

static void read_key(struct eq_build *b, uint32_t data, const struct eq_node *p)
{
	struct eq_data *d = &b->m->data.v[data];
	uint32_t count = 0;

	for (const struct eq_node *name = p->child; name; name = name->next)
		count++;
	d->key = EQ_NEW_ARRAY(b->arena, uint32_t, count);
	for (const struct eq_node *name = p->child; name; name = name->next) {
		uint32_t column = column_of(b, data, name);

		if (d->columns[column].key)
			report_named_twice(b, name);
		else
			d->key[d->n_key++] = column;
		d->columns[column].key = true;
	}
}

static void read_private(struct eq_build *b, uint32_t data, const struct eq_node *p)
{
	struct eq_data *d = &b->m->data.v[data];

	for (const struct eq_node *name = p->child; name; name = name->next) {
		uint32_t column = column_of(b, data, name);

		if (d->columns[column].hidden)
			report_named_twice(b, name);
		d->columns[column].hidden = true;
	}
}

/* ---- what the file calls its columns ---- */

static const struct eq_node *header_in(const struct eq_node *p)
{
	const struct eq_node *c = p->child ? p->child->next : NULL;

	return c && c->kind == EQ_NODE_TEXT ? c : NULL;
}

/* Where the block says what the file calls the column `name`: in its own property, or NULL. */
static const struct eq_node *own_header(const struct eq_node *n, uint32_t name)
{
	for (const struct eq_node *c = n->child; c; c = c->next)
		if ((declared(c, EQ_PROPERTY_VALUE) || declared(c, EQ_PROPERTY_LEVEL)) &&
		    c->child->name == name)
			return header_in(c);
	return NULL;
}

/* The `column` property before `stop` that gives a name to `name`. */
static const struct eq_node *renamed_before(const struct eq_node *n, const struct eq_node *stop,
					    uint32_t name)
{
	for (const struct eq_node *c = n->child; c != stop; c = c->next)
		if (declared(c, EQ_PROPERTY_COLUMN) && c->child->next->name == name)
			return c->child->next;
	return NULL;
}

static void read_column(struct eq_build *b, uint32_t data, const struct eq_node *n,
			const struct eq_node *p)
{
	const struct eq_node *header = p->child, *name = header->next;
	const struct eq_node *first = renamed_before(n, p, name->name);
	uint32_t column = eq_column_find(b, data, name->name);
	struct eq_text text = eq_text_trim(eq_quoted(b, header));
	struct eq_diag *g;

	if (!first)
		first = own_header(n, name->name);
	if (first) {
		g = eq_diag_at(b->diags, EQ_E0205, name->span,
			       "it is said twice which column of the file `%.*s` is",
			       EQ_ARG(eq_name(b, name->name)));
		eq_diag_note(b->diags, g, first->span, "it is said here first");
		return;
	}
	if (column == EQ_PAIR_NONE) {
		g = eq_diag_at(b->diags, EQ_W0201, name->span,
			       "nothing in this block uses the column `%.*s`",
			       EQ_ARG(eq_name(b, name->name)));
		eq_diag_hint(b->diags, g, "say what it is: a date, `by %.*s`, or `value %.*s`",
			     EQ_ARG(eq_name(b, name->name)), EQ_ARG(eq_name(b, name->name)));
		return;
	}
	b->m->data.v[data].columns[column].header = text;
}

/* Two names for one column of the file. */
static void check_headers(struct eq_build *b, const struct eq_data *d)
{
	struct eq_map seen;

	eq_map_init(&seen);
	for (uint32_t i = 0; i < d->n_columns; i++) {
		uint32_t first = eq_map_put(&seen, d->columns[i].header, i);

		if (first == i)
			continue;
		struct eq_diag *g = eq_diag_at(
			b->diags, EQ_E0205, d->columns[i].span,
			"`%.*s` and `%.*s` are both the file's column \"%.*s\"",
			EQ_ARG(eq_name(b, d->columns[first].name)),
			EQ_ARG(eq_name(b, d->columns[i].name)), EQ_ARG(d->columns[i].header));
		eq_diag_note(b->diags, g, d->columns[first].span, "the first stands here");
	}
	eq_map_release(&seen);
}

static void read_number_column(struct eq_build *b, uint32_t data, const struct eq_node *p)
{
	const struct eq_node *name = p->child, *unit = NULL, *header = NULL;
	for (const struct eq_node *c = name->next; c; c = c->next) {
		if (c->kind == EQ_NODE_TEXT && !header)
			header = c;
		else
			unit = c;
	}
	struct eq_data_column *c = add_column(b, data, name, EQ_COLUMN_NUMBER);
	uint32_t u = unit ? eq_read_unit_expression(b, unit) : EQ_UNIT_PLAIN;
	if (u == EQ_UNIT_NONE) {
		/* What uses the column says nothing more. */
		b->known.v[b->m->data.v[data].def].broken = true;
		u = EQ_UNIT_PLAIN;
	}
	if (!c)
		return;
	c->unit = u;
	c->level = p->op == EQ_PROPERTY_LEVEL;
	if (header)
		c->header = eq_text_trim(eq_quoted(b, header));
}

static void read_by(struct eq_build *b, uint32_t data, const struct eq_node *p)
{
	struct eq_data *d = &b->m->data.v[data];
	uint32_t count = 0;
	for (const struct eq_node *name = p->child; name; name = name->next)
		count++;
	d->by = EQ_NEW_ARRAY(b->arena, uint32_t, count);
	for (const struct eq_node *name = p->child; name; name = name->next) {
		struct eq_data_column *c = add_column(b, data, name, EQ_COLUMN_TEXT);
		if (c) {
			c->dimension = true;
			d->by[d->n_by++] = d->n_columns - 1;
		}
	}
}

static void read_members(struct eq_build *b, struct eq_data *d, const struct eq_node *p, bool by)
{
	uint32_t count = 0;
	for (const struct eq_node *c = p->child; c; c = c->next)
		count++;
	if (!by) {
		struct eq_diag *g = eq_diag_at(
			b->diags, EQ_E0208, p->span,
			"`members` are values of the first `by` column, and there is none");
		eq_diag_hint(b->diags, g, "write above it, for example, `by trust`");
		return;
	}
	d->members = EQ_NEW_ARRAY(b->arena, struct eq_member, count);
	for (const struct eq_node *c = p->child; c; c = c->next) {
		struct eq_member *member = &d->members[d->n_members];
		const struct eq_node *from = eq_node_child(c, EQ_NODE_FROM),
				     *until = eq_node_child(c, EQ_NODE_UNTIL);
		struct eq_range last;
		*member = (struct eq_member){eq_quoted(b, c->child), EQ_DATE_NONE, EQ_DATE_NONE};
		if (from && !eq_read_date(b, from->child, &member->from))
			continue;
		if (until) {
			if (!eq_read_day(b, until->child, &last))
				continue;
			member->until = last.to;
		}
		if (from && until && member->until < member->from) {
			eq_diag_at(b->diags, EQ_E0502, c->span,
				   "this member ends before it begins");
			continue;
		}
		d->n_members++;
	}
}

void eq_check_data(struct eq_build *b, uint32_t def)
{
	const struct eq_node *n = b->known.v[def].node;
	uint32_t data = b->m->defs.v[def].index;
	struct eq_data *d = &b->m->data.v[data];
	struct eq_block block;
	const struct eq_node *p;

	eq_read_block(b, n, &block);
	d->row_unit = EQ_UNIT_PLAIN;
	d->covers = (struct eq_range){EQ_DATE_NONE, EQ_DATE_NONE};
	d->columns = EQ_NEW_ARRAY(b->arena, struct eq_data_column, most_columns(n));
	const struct eq_node *path = eq_node_child(n, EQ_NODE_TEXT);
	struct eq_buf file;
	eq_buf_init(&file);
	d->path = eq_quoted(b, path);
	if (eq_text_is(d->path, "-")) /* standard input */
		eq_buf_add_text(&file, d->path);
	else
		eq_path_beside(eq_sources_at(b->m->sources, path->span.at)->path, d->path, &file);
	d->file = eq_arena_copy(b->arena, eq_buf_view(&file));
	eq_buf_release(&file);

	read_dates(b, data, &block);
	if (block.p[EQ_PROPERTY_BY])
		read_by(b, data, block.p[EQ_PROPERTY_BY]);
	for (const struct eq_node *c = n->child; c; c = c->next)
		if (declared(c, EQ_PROPERTY_VALUE) || declared(c, EQ_PROPERTY_LEVEL))
			read_number_column(b, data, c);
	if ((p = block.p[EQ_PROPERTY_KEY]))
		read_key(b, data, p);
	if ((p = block.p[EQ_PROPERTY_PRIVATE]))
		read_private(b, data, p);
	for (const struct eq_node *c = n->child; c; c = c->next)
		if (declared(c, EQ_PROPERTY_COLUMN))
			read_column(b, data, n, c);
	check_headers(b, d);
	if ((p = block.p[EQ_PROPERTY_ROW])) {
		uint32_t unit = eq_unit_of_symbol(b, p->child->name);
		if (unit == EQ_UNIT_NONE) {
			eq_unknown_name(b, EQ_E0203, p->child->span, p->child->name, EQ_WANT_UNITS,
					"unit");
			b->known.v[def].broken = true;
		} else {
			d->row_unit = unit;
		}
	}
	if ((p = block.p[EQ_PROPERTY_COVERS]))
		eq_read_range(b, p->child, &d->covers);
	if ((p = block.p[EQ_PROPERTY_SETTLES]))
		eq_read_length(b, p->child, &d->settles);
	if ((p = block.p[EQ_PROPERTY_MEMBERS]))
		read_members(b, d, p, block.p[EQ_PROPERTY_BY] != NULL);
	eq_read_file_form(b, d, &block);
	d->except = eq_read_excepts(b, n, &d->n_except);
	if ((p = block.p[EQ_PROPERTY_ONLY])) {
		struct eq_scope row = {.place = EQ_PLACE_ROW,
				       .self = EQ_NO_DEF,
				       .data = data,
				       .current = EQ_SCENARIO_CURRENT};
		d->only = eq_check_bool(b, p->child, &row);
	}
}
