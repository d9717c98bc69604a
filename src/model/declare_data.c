/* declare_data.c - data blocks: which columns a source has and what its rows mean. */
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

static void read_date_column(struct eq_build *b, uint32_t data, const struct eq_node *p)
{
	struct eq_data *d = &b->m->data.v[data];
	const struct eq_node *name = p->child, *as = eq_node_child(p, EQ_NODE_AS);
	struct eq_text pattern = EQ_TEXT("yyyy-mm-dd");
	d->by_period = p->op == EQ_PROPERTY_PERIOD;
	d->date_column = d->n_columns;
	add_column(b, data, name, EQ_COLUMN_DATE);
	if (as) {
		if (as->child) {
			pattern = eq_quoted(b, as->child);
		} else { /* the format itself, after the word `as` */
			pattern = eq_node_text(b, as->span);
			pattern.p += sizeof "as" - 1;
			pattern.n -= sizeof "as" - 1;
			pattern = eq_text_trim(pattern);
		}
	}
	if (!eq_date_format_read(pattern, &d->date_format))
		eq_diag_at(b->diags, EQ_E0506, as ? as->span : p->span,
			   "`%.*s` is not a way to write dates; write one such as dd/mm/yyyy or "
			   "yyyy-mm-dd",
			   EQ_ARG(pattern));
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
		c->header = eq_quoted(b, header);
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

static void read_words(struct eq_build *b, struct eq_data *d, const struct eq_block *block)
{
	const struct eq_node *p = block->p[EQ_PROPERTY_MISSING];
	uint32_t count = 0;
	for (const struct eq_node *c = p ? p->child : NULL; c; c = c->next)
		count++;
	d->missing = EQ_NEW_ARRAY(b->arena, struct eq_text, count ? count : 1);
	for (const struct eq_node *c = p ? p->child : NULL; c; c = c->next)
		d->missing[d->n_missing++] = eq_quoted(b, c);
	p = block->p[EQ_PROPERTY_SEPARATOR];
	if (!p)
		return;
	struct eq_text t = eq_quoted(b, p->child);
	if (t.n == 1 && t.p[0] != '"' && t.p[0] != '\n' && t.p[0] != '\r')
		d->separator = t.p[0];
	else if (eq_text_is(t, "\\t") || eq_text_is(t, "tab"))
		d->separator = '\t';
	else
		eq_diag_at(b->diags, EQ_E0209, p->child->span,
			   "a separator is one character, such as \";\", or \"tab\"");
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
	eq_path_beside(eq_sources_at(b->m->sources, path->span.at)->path, d->path, &file);
	d->file = eq_arena_copy(b->arena, eq_buf_view(&file));
	eq_buf_release(&file);

	const struct eq_node *period = block.p[EQ_PROPERTY_PERIOD],
			     *date = block.p[EQ_PROPERTY_DATE];
	if (period && date) {
		struct eq_diag *g = eq_diag_at(b->diags, EQ_E0207, date->span,
					       "data has a `period` or a `date`, not both");
		eq_diag_note(b->diags, g, period->span, "the period stands here");
	}
	if (block.p[EQ_PROPERTY_SPELL])
		eq_later(b, block.p[EQ_PROPERTY_SPELL]->span, "spells");
	else if (!period && !date) {
		struct eq_diag *g =
			eq_diag_at(b->diags, EQ_E0208, d->span,
				   "the data does not say which column holds its dates");
		eq_diag_hint(b->diags, g,
			     "write `period week_ending` for one row a period, or `date "
			     "start_date` for one row an event");
	}
	if (period || date)
		read_date_column(b, data, period ? period : date);
	if (block.p[EQ_PROPERTY_KEY])
		eq_later(b, block.p[EQ_PROPERTY_KEY]->span, "`key`");
	if (block.p[EQ_PROPERTY_BY])
		read_by(b, data, block.p[EQ_PROPERTY_BY]);
	for (const struct eq_node *c = n->child; c; c = c->next)
		if (declared(c, EQ_PROPERTY_VALUE) || declared(c, EQ_PROPERTY_LEVEL))
			read_number_column(b, data, c);
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
	read_words(b, d, &block);
	d->except = eq_read_excepts(b, n, &d->n_except);
	if ((p = block.p[EQ_PROPERTY_ONLY])) {
		struct eq_scope row = {.place = EQ_PLACE_ROW,
				       .self = EQ_NO_DEF,
				       .data = data,
				       .current = EQ_SCENARIO_CURRENT};
		d->only = eq_check_bool(b, p->child, &row);
	}
}
