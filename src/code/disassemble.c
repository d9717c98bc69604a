/* disassemble.c - bytecode for people: `dump --bytecode`. See program.h.
 *
 * Each chunk with its inputs and constants in words; above the instructions, the line of text that
 * they come from. */
#include <string.h>

#include "code/program.h"

static const struct {
	const char *name, *shape[4], *effect;
} rows[] = {
#define X(name_, text, to, a, b, c, effect_, doc) {text, {#to, #a, #b, #c}, effect_},
#include "code/opcodes.def"
#undef X
};

const char *eq_opcode_name(enum eq_opcode op)
{
	return rows[op].name;
}

static struct eq_text def_name(const struct eq_program *p, uint32_t def)
{
	return eq_symbol_text(p->model->symbols, p->model->defs.v[def].name);
}

void eq_chunk_name(const struct eq_program *p, const struct eq_chunk *c, struct eq_buf *out)
{
	const struct eq_model *m = p->model;
	static const char *const parts[] = {[EQ_PART_BASELINE] = ": baseline",
					    [EQ_PART_TARGET] = ": target",
					    [EQ_PART_LIVE_VALUE] = ": live",
					    [EQ_PART_WINDOW] = ": under a window",
					    [EQ_PART_BASELINE_BY] = ": baseline of a group",
					    [EQ_PART_TARGET_BY] = ": target of a group",
					    [EQ_PART_STRETCH] = ": stretch"};
	if (c->owner == EQ_NO_DEF) {
		eq_buf_adds(out, m->alerts.n ? "an alert" : "a test: expected");
		return;
	}
	switch (c->part) {
	case EQ_PART_ROW_ONLY:
		eq_buf_addf(out, "rows of %.*s: only",
			    EQ_ARG(def_name(p, m->data.v[c->owner].def)));
		return;
	case EQ_PART_ROW_MARKS:
		eq_buf_addf(out, "rows of %.*s: marks of %.*s",
			    EQ_ARG(def_name(p, m->data.v[m->ratings.v[c->owner].data].def)),
			    EQ_ARG(def_name(p, m->ratings.v[c->owner].def)));
		return;
	case EQ_PART_ROW_VALUE:
	case EQ_PART_ROW_FILTER:
	case EQ_PART_ROW_LISTED:
		eq_buf_addf(out, "rows of %.*s: %s, for measure %u",
			    EQ_ARG(def_name(p, m->data.v[m->measures.v[c->owner].data].def)),
			    c->part == EQ_PART_ROW_VALUE    ? "value"
			    : c->part == EQ_PART_ROW_FILTER ? "where"
							    : "has a line in its table",
			    c->owner);
		return;
	case EQ_PART_ASSIGN:
		eq_buf_addf(out, "%.*s: %.*s", EQ_ARG(m->scenarios.v[c->scenario].name),
			    EQ_ARG(def_name(p, c->owner)));
		return;
	case EQ_PART_MAIN: {
		static const char *const kinds[] = {[EQ_DEF_KPI] = ": tracked",
						    [EQ_DEF_FIXED] = "",
						    [EQ_DEF_BENEFIT] = ": equation",
						    [EQ_DEF_FIGURE] = "",
						    [EQ_DEF_DATA] = "",
						    [EQ_DEF_SCENARIO] = ""};
		eq_buf_add_text(out, def_name(p, c->owner));
		eq_buf_adds(out, kinds[m->defs.v[c->owner].kind]);
		return;
	}
	default:
		eq_buf_add_text(out, def_name(p, c->owner));
		eq_buf_adds(out, parts[c->part]);
	}
}

static void write_date(eq_date d, struct eq_buf *out)
{
	char text[EQ_DATE_CHARS];
	eq_date_write(d, text);
	eq_buf_adds(out, text);
}

static void write_length(struct eq_span_of_time t, struct eq_buf *out)
{
	static const char *const units[] = {"day", "week", "month", "year"};
	eq_buf_addf(out, "%d %s%s", t.count, units[t.unit], t.count == 1 ? "" : "s");
}

static void write_scenario(const struct eq_program *p, uint32_t s, struct eq_buf *out)
{
	if (s == EQ_SCENARIO_CURRENT)
		eq_buf_adds(out, "in the scenario being run");
	else
		eq_buf_addf(out, "in %.*s", EQ_ARG(p->model->scenarios.v[s].name));
}

static void write_benefit(const struct eq_program *p, uint32_t benefit, struct eq_buf *out)
{
	if (benefit == EQ_ALL_BENEFITS)
		eq_buf_adds(out, "the programme");
	else
		eq_buf_add_text(out, def_name(p, p->model->benefits.v[benefit].def));
}

static void write_measure(const struct eq_program *p, uint32_t k, struct eq_buf *out)
{
	/* The first is of sources without spells, too: there is nothing to say. */
	static const char *const during[] = {[EQ_DURING_OPENED] = "",
					     [EQ_DURING_CLOSED] = " while closed",
					     [EQ_DURING_OPEN] = " while open"};
	const struct eq_measure *me = &p->model->measures.v[k];
	eq_buf_addf(out, "measure %u (%s of %.*s%s)", k,
		    eq_aggregate_word((enum eq_aggregate)me->aggregate),
		    EQ_ARG(def_name(p, p->model->data.v[me->data].def)), during[me->during]);
}

static void write_window(const struct eq_window *w, struct eq_buf *out)
{
	if (w->kind == EQ_WINDOW_RANGE) {
		write_date(w->range.from, out);
		eq_buf_adds(out, " to ");
		write_date(w->range.to, out);
	} else {
		write_length(w->length, out);
	}
}

static void write_input(const struct eq_program *p, const struct eq_chunk *c,
			const struct eq_input *in, struct eq_buf *out)
{
	const struct eq_model *m = p->model;
	switch (in->kind) {
	case EQ_INPUT_DEF:
		eq_buf_addf(out, "%.*s ", EQ_ARG(def_name(p, in->ref)));
		write_scenario(p, in->scenario, out);
		break;
	case EQ_INPUT_TOTAL:
		write_measure(p, in->ref, out);
		break;
	case EQ_INPUT_COUNTED:
		eq_buf_adds(out, "days counted by ");
		write_measure(p, in->ref, out);
		break;
	case EQ_INPUT_MONTHS:
		eq_buf_adds(out, "months counted by ");
		write_measure(p, in->ref, out);
		break;
	case EQ_INPUT_LAST_DAY:
		eq_buf_adds(out, "the period's last day");
		break;
	case EQ_INPUT_OVER:
		eq_buf_addf(out, "chunk %u over ", in->chunk);
		write_window(&in->window, out);
		break;
	case EQ_INPUT_AT:
		eq_buf_addf(out, "chunk %u at ", in->chunk);
		write_date(in->date, out);
		break;
	case EQ_INPUT_PREVIOUS:
		eq_buf_addf(out, "chunk %u ", in->chunk);
		write_length(in->window.length, out);
		eq_buf_adds(out, " before");
		break;
	case EQ_INPUT_AVERAGE:
		eq_buf_addf(out, "mean of chunk %u over the periods of ", in->chunk);
		write_length(in->window.length, out);
		break;
	case EQ_INPUT_CUMULATIVE:
		eq_buf_addf(out, "running total of chunk %u", in->chunk);
		break;
	case EQ_INPUT_CHANGE:
		eq_buf_addf(out, "change of chunk %u from the period before", in->chunk);
		break;
	case EQ_INPUT_XMR: {
		static const char *const words[] = {[EQ_XMR_CENTRE] = "centre",
						    [EQ_XMR_UPPER] = "upper limit",
						    [EQ_XMR_LOWER] = "lower limit",
						    [EQ_XMR_SIGNAL] = "signals"};
		eq_buf_addf(out, "%s of chunk %u", words[in->xmr->what], in->chunk);
		break;
	}
	case EQ_INPUT_RUN_RATE:
		eq_buf_adds(out, "run-rate of ");
		write_benefit(p, in->ref, out);
		break;
	case EQ_INPUT_VALUE_ADD:
		eq_buf_adds(out, "value-add of ");
		write_benefit(p, in->ref, out);
		if (in->window.range.to != EQ_DATE_NONE) {
			eq_buf_adds(out, " to ");
			write_date(in->window.range.to, out);
		}
		break;
	case EQ_INPUT_CASH:
	case EQ_INPUT_ANNUALISED:
		eq_buf_adds(out, in->kind == EQ_INPUT_CASH ? "cash of " : "annualised ");
		write_benefit(p, in->ref, out);
		eq_buf_adds(out, " over ");
		write_date(in->window.range.from, out);
		eq_buf_adds(out, " to ");
		write_date(in->window.range.to, out);
		break;
	case EQ_INPUT_WITHOUT:
		eq_buf_addf(out, "chunk %u without", in->chunk);
		for (uint32_t i = 0; i < in->n_except; i++) {
			eq_buf_adds(out, i ? ", " : " ");
			write_date(in->except[i].range.from, out);
			eq_buf_adds(out, " to ");
			write_date(in->except[i].range.to, out);
		}
		break;
	case EQ_INPUT_WORTH:
		eq_buf_adds(out, "worth of ");
		write_benefit(p, in->ref, out);
		break;
	case EQ_INPUT_COLUMN: {
		uint32_t data = c->part == EQ_PART_ROW_ONLY    ? c->owner
				: c->part == EQ_PART_ROW_MARKS ? m->ratings.v[c->owner].data
							       : m->measures.v[c->owner].data;
		eq_buf_addf(
			out, "column %.*s",
			EQ_ARG(eq_symbol_text(m->symbols, m->data.v[data].columns[in->ref].name)));
		break;
	}
	default:
		break;
	}
}

static void write_constant(const struct eq_program *p, const struct eq_constant *k,
			   struct eq_buf *out)
{
	char number[EQ_DEC_CHARS];
	if (k->missing) {
		eq_buf_adds(out, "missing");
		return;
	}
	switch (k->type) {
	case EQ_TYPE_DATE:
		write_date(k->date, out);
		break;
	case EQ_TYPE_TEXT:
		eq_buf_addf(out, "\"%.*s\"", EQ_ARG(eq_symbol_text(p->model->symbols, k->text)));
		break;
	default:
		eq_dec_write_short(k->number, number);
		eq_buf_adds(out, number);
	}
}

/* An instruction's effect with its own registers and operands put in: "R2 = R0 - R1". */
static void write_effect(const struct eq_program *p, const struct eq_chunk *c,
			 const struct eq_instruction *i, struct eq_buf *out)
{
	const uint16_t fields[] = {i->to, i->a, i->b, i->c};
	static const char *const names[] = {"[to]", "[a]", "[b]", "[c]"};
	for (const char *e = rows[i->op].effect; *e;) {
		size_t k = 0;
		while (k < 4 && strncmp(e + 1, names[k], strlen(names[k])) != 0)
			k++;
		if (*e == 'R' && k < 4) {
			eq_buf_addf(out, "R%u", fields[k]);
			e += 1 + strlen(names[k]);
		} else if (*e == 'K' && k < 4) {
			write_constant(p, &c->constants[fields[k]], out);
			e += 1 + strlen(names[k]);
		} else if (strncmp(e, "input a", 7) == 0) {
			write_input(p, c, &c->inputs[i->a], out);
			e += 7;
		} else {
			eq_buf_addc(out, *e++);
		}
	}
}

static void write_instruction(const struct eq_program *p, const struct eq_chunk *c, uint32_t at,
			      struct eq_buf *out)
{
	const struct eq_instruction *i = &c->code[at];
	const uint16_t fields[] = {i->to, i->a, i->b, i->c};
	struct eq_buf line;
	eq_buf_init(&line);
	eq_buf_addf(&line, "%6u  %-8s", at, rows[i->op].name);
	for (int k = 0; k < 4; k++)
		if (rows[i->op].shape[k][0] != '-')
			eq_buf_addf(&line, " %4u", fields[k]);
	eq_buf_fill(&line, ' ', line.n < 40 ? 40 - line.n : 1);
	eq_buf_add_text(out, eq_buf_view(&line));
	eq_buf_release(&line);
	eq_buf_adds(out, "; ");
	write_effect(p, c, i, out);
	eq_buf_addc(out, '\n');
}

/* The line of text that was shown last. Chunks come nearly in the order of the text, so the next
 * line is looked for from there: a large programme is not read again for each. */
struct cursor {
	const struct eq_source *file;
	uint32_t line, start, end; /* positions of its first byte and of its end */
};

/* Shows the line of a position, unless it is the one that was shown last. */
static void show_line(const struct eq_sources *sources, struct cursor *c, uint32_t at, bool again,
		      struct eq_buf *out)
{
	const struct eq_source *file = eq_sources_at(sources, at);

	if (!file || (!again && file == c->file && at >= c->start && at <= c->end))
		return;
	if (file != c->file || at < c->start)
		*c = (struct cursor){file, 1, file->base, file->base};
	for (;;) {
		uint32_t stop = file->base + (uint32_t)file->text.n;
		const char *p = file->text.p + (c->start - file->base);
		const char *newline = memchr(p, '\n', stop - c->start);

		c->end = newline ? c->start + (uint32_t)(newline - p) : stop;
		if (at <= c->end || !newline)
			break;
		c->start = c->end + 1;
		c->line++;
	}
	struct eq_text text = {file->text.p + (c->start - file->base), c->end - c->start};
	eq_buf_addf(out, "  %.*s:%u: %.*s\n", EQ_ARG(file->path), c->line,
		    EQ_ARG(eq_text_trim(text)));
}

void eq_disassemble(const struct eq_program *p, struct eq_buf *out)
{
	static const char *const types[] = {"number", "truth", "text", "date"};
	struct cursor cursor = {0};

	for (uint32_t k = 0; k < p->chunks.n; k++) {
		const struct eq_chunk *c = &p->chunks.v[k];

		eq_buf_addf(out, "%schunk %u  ", k ? "\n" : "", k);
		eq_chunk_name(p, c, out);
		eq_buf_addf(out, "  (%s", types[c->type]);
		if (c->type == EQ_TYPE_NUMBER && c->unit != EQ_UNIT_PLAIN) {
			eq_buf_addc(out, ' ');
			eq_unit_write_code(p->model->units, c->unit, out);
		}
		eq_buf_addf(out, ", %u register%s)\n", c->n_registers,
			    c->n_registers == 1 ? "" : "s");
		for (uint32_t i = 0; i < c->n_code; i++) {
			show_line(p->model->sources, &cursor, c->code[i].at, i == 0, out);
			write_instruction(p, c, i, out);
		}
	}
}
