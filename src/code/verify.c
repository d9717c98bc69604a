/* verify.c - proves of a program what the VM takes for granted. See program.h.
 *
 * Nothing of a chunk is believed: every opcode, register, operand and type is checked against the
 * table, in order of execution, so that a register's type is known where it is read. */
#include <string.h>

#include "base/limits.h"
#include "code/program.h"
#include "number/ratio.h"

/* What an operand field is, by the letters of opcodes.def. */
enum operand {
	OPERAND_NONE,
	OPERAND_NUMBER,
	OPERAND_BOOL,
	OPERAND_TEXT,
	OPERAND_DAY,
	OPERAND_ANY,
	OPERAND_CONSTANT,
	OPERAND_INPUT
};
#define OPERAND_N OPERAND_NUMBER
#define OPERAND_B OPERAND_BOOL
#define OPERAND_T OPERAND_TEXT
#define OPERAND_D OPERAND_DAY
#define OPERAND_V OPERAND_ANY
#define OPERAND_K OPERAND_CONSTANT
#define OPERAND_I OPERAND_INPUT

/* `-` in the table pastes to no name: it is spelt through its text instead. */
static enum operand operand_of(char letter)
{
	switch (letter) {
	case 'N':
		return OPERAND_N;
	case 'B':
		return OPERAND_B;
	case 'T':
		return OPERAND_T;
	case 'D':
		return OPERAND_D;
	case 'V':
		return OPERAND_V;
	case 'K':
		return OPERAND_K;
	case 'I':
		return OPERAND_I;
	default:
		return OPERAND_NONE;
	}
}

static const char shapes[][4] = {
#define X(name, text, to, a, b, c, effect, doc) {#to[0], #a[0], #b[0], #c[0]},
#include "code/opcodes.def"
#undef X
};

enum { NOT_WRITTEN = 255, UNKNOWN = 254 };

struct verifier {
	const struct eq_program *p;
	const struct eq_chunk *chunk;
	uint32_t chunk_number, at;
	uint8_t types[EQ_LIMIT_REGISTERS]; /* enum eq_type, or NOT_WRITTEN */
	struct eq_buf *why;
};

static bool refuse(struct verifier *v, const char *why)
{
	eq_buf_clear(v->why);
	eq_buf_addf(v->why, "chunk %u, instruction %u: %s", v->chunk_number, v->at, why);
	return false;
}

static bool is_row_part(uint8_t part)
{
	return part == EQ_PART_ROW_VALUE || part == EQ_PART_ROW_FILTER ||
	       part == EQ_PART_ROW_ONLY || part == EQ_PART_ROW_LISTED || part == EQ_PART_ROW_MARKS;
}

/* The data whose rows a row program reads; UINT32_MAX when it names none. */
static uint32_t data_of(const struct verifier *v)
{
	const struct eq_model *m = v->p->model;
	const struct eq_chunk *c = v->chunk;
	if (c->part == EQ_PART_ROW_ONLY)
		return c->owner < m->data.n ? c->owner : UINT32_MAX;
	if (c->part == EQ_PART_ROW_MARKS)
		return c->owner < m->ratings.n ? m->ratings.v[c->owner].data : UINT32_MAX;
	return c->owner < m->measures.n ? m->measures.v[c->owner].data : UINT32_MAX;
}

static bool check_column(struct verifier *v, const struct eq_input *in)
{
	const struct eq_model *m = v->p->model;
	uint32_t data = data_of(v);
	static const uint8_t types[] = {[EQ_COLUMN_TEXT] = EQ_TYPE_TEXT,
					[EQ_COLUMN_NUMBER] = EQ_TYPE_NUMBER,
					[EQ_COLUMN_DATE] = EQ_TYPE_DATE};
	if (!is_row_part(v->chunk->part) || data == UINT32_MAX)
		return refuse(v, "a column of rows outside a row program");
	if (in->ref >= m->data.v[data].n_columns)
		return refuse(v, "a column that the data does not have");
	if (in->type != types[m->data.v[data].columns[in->ref].kind])
		return refuse(v, "a column of another type");
	return true;
}

static bool is_day(eq_date d)
{
	return d >= EQ_DATE_MIN && d <= EQ_DATE_MAX;
}

static bool check_range(struct verifier *v, struct eq_range r)
{
	return (is_day(r.from) && is_day(r.to) && r.from <= r.to) ||
	       refuse(v, "a range that has no days");
}

/* Limits are of numbers; a signal is a truth about them. */
static bool check_limits(struct verifier *v, const struct eq_input *in, const struct eq_chunk *of)
{
	const struct eq_xmr_spec *x = in->xmr;
	if (!x || x->what > EQ_XMR_SIGNAL || x->sense > EQ_XMR_DOWN)
		return refuse(v, "limits of no kind");
	if (of->type != EQ_TYPE_NUMBER)
		return refuse(v, "limits of something other than numbers");
	if (in->type != (x->what == EQ_XMR_SIGNAL ? EQ_TYPE_BOOL : EQ_TYPE_NUMBER))
		return refuse(v, "limits of another type");
	if (x->baseline.from != EQ_DATE_NONE && !check_range(v, x->baseline))
		return false;
	for (uint32_t i = 0; i < x->n_anew; i++)
		if (!is_day(x->anew[i]))
			return refuse(v, "limits that begin anew on no day");
	return true;
}

static bool check_chunk_input(struct verifier *v, const struct eq_input *in)
{
	/* Chunks are numbered parts before wholes: no chunk can reach itself. */
	if (in->chunk >= v->chunk_number)
		return refuse(v, "a window over a chunk that is not before it");
	const struct eq_chunk *of = &v->p->chunks.v[in->chunk], *c = v->chunk;
	if (is_row_part(of->part))
		return refuse(v, "a window over a row program");
	if (of->part != EQ_PART_WINDOW || of->owner != c->owner || of->scenario != c->scenario)
		return refuse(v, "a window over what belongs to another definition");
	if (in->kind == EQ_INPUT_XMR)
		return check_limits(v, in, of);
	if (of->type != in->type)
		return refuse(v, "a window over a chunk of another type");
	if (in->kind == EQ_INPUT_OVER || in->kind == EQ_INPUT_PREVIOUS ||
	    in->kind == EQ_INPUT_AVERAGE) {
		bool trailing = in->window.kind == EQ_WINDOW_TRAILING || in->kind != EQ_INPUT_OVER;
		if (trailing && (in->window.length.count <= 0 || in->window.length.unit > EQ_YEAR))
			return refuse(v, "a window without a length");
		if (!trailing && in->window.kind != EQ_WINDOW_RANGE)
			return refuse(v, "a window of no kind");
		if (!trailing && !check_range(v, in->window.range))
			return false;
	}
	if (in->kind == EQ_INPUT_WITHOUT && (!in->except || in->n_except == 0))
		return refuse(v, "no days are taken out where some should be");
	for (uint32_t i = 0; i < in->n_except; i++)
		if (!check_range(v, in->except[i].range))
			return false;
	if (in->kind == EQ_INPUT_AT && !is_day(in->date))
		return refuse(v, "a period on no day");
	if ((in->kind == EQ_INPUT_AVERAGE || in->kind == EQ_INPUT_CUMULATIVE ||
	     in->kind == EQ_INPUT_CHANGE || in->kind == EQ_INPUT_PREVIOUS ||
	     in->kind == EQ_INPUT_AT || in->kind == EQ_INPUT_OVER ||
	     in->kind == EQ_INPUT_WITHOUT) &&
	    in->type != EQ_TYPE_NUMBER)
		return refuse(v, "a window over something other than numbers");
	return true;
}

/* Figures come last in a run: what benefits earn is known to them alone, and to tests. */
static bool is_figure(const struct verifier *v)
{
	return v->chunk->owner == EQ_NO_DEF ||
	       v->p->model->defs.v[v->chunk->owner].kind == EQ_DEF_FIGURE;
}

static bool check_def(struct verifier *v, const struct eq_input *in)
{
	const struct eq_model *m = v->p->model;
	if (in->ref >= m->defs.n)
		return refuse(v, "an input that names no definition");
	uint8_t kind = m->defs.v[in->ref].kind;
	if (kind != EQ_DEF_KPI && kind != EQ_DEF_FIXED && kind != EQ_DEF_FIGURE)
		return refuse(v, "an input that has no value");
	if (kind == EQ_DEF_FIGURE && !is_figure(v))
		return refuse(v, "a figure outside a figure");
	if (in->scenario != EQ_SCENARIO_CURRENT && in->scenario >= m->scenarios.n)
		return refuse(v, "an input in no scenario");
	/* A figure may be a truth; KPIs and fixed values are numbers. */
	uint32_t chunk = v->p->of_def[in->ref].main;
	uint8_t type = kind == EQ_DEF_FIGURE && chunk < v->p->chunks.n ? v->p->chunks.v[chunk].type
								       : (uint8_t)EQ_TYPE_NUMBER;
	return in->type == type || refuse(v, "a definition of another type");
}

static bool check_input(struct verifier *v, const struct eq_input *in)
{
	const struct eq_model *m = v->p->model;
	if (is_row_part(v->chunk->part) && in->kind != EQ_INPUT_COLUMN &&
	    in->kind != EQ_INPUT_LAST_DAY)
		return refuse(v, "a row program reads more than its row");
	if (in->kind != EQ_INPUT_WITHOUT && (in->except || in->n_except))
		return refuse(v, "days taken out elsewhere than where that is asked");
	if (in->kind != EQ_INPUT_XMR && in->xmr)
		return refuse(v, "limits elsewhere than where they are asked");
	if (in->kind >= EQ_INPUT_RUN_RATE && in->kind <= EQ_INPUT_ANNUALISED && !is_figure(v))
		return refuse(v, "money of a benefit outside a figure");
	switch (in->kind) {
	case EQ_INPUT_DEF:
		return check_def(v, in);
	case EQ_INPUT_TOTAL:
	case EQ_INPUT_COUNTED:
	case EQ_INPUT_MONTHS:
		if (in->ref >= m->measures.n)
			return refuse(v, "an input that names no measure");
		return in->type == EQ_TYPE_NUMBER || refuse(v, "a measure that is not a number");
	case EQ_INPUT_LAST_DAY:
		return in->type == EQ_TYPE_DATE || refuse(v, "a last day that is not a date");
	case EQ_INPUT_OVER:
	case EQ_INPUT_AT:
	case EQ_INPUT_PREVIOUS:
	case EQ_INPUT_AVERAGE:
	case EQ_INPUT_CUMULATIVE:
	case EQ_INPUT_CHANGE:
	case EQ_INPUT_WITHOUT:
	case EQ_INPUT_XMR:
		return check_chunk_input(v, in);
	case EQ_INPUT_CASH:
	case EQ_INPUT_ANNUALISED:
		if (!check_range(v, in->window.range))
			return false;
		/* fall through */
	case EQ_INPUT_VALUE_ADD: /* `to` may be open: up to the as-at date */
		if (in->kind == EQ_INPUT_VALUE_ADD && in->window.range.to != EQ_DATE_NONE &&
		    !is_day(in->window.range.to))
			return refuse(v, "an end on no day");
		/* fall through */
	case EQ_INPUT_RUN_RATE:
		if (in->ref == EQ_ALL_BENEFITS && in->type == EQ_TYPE_NUMBER)
			return true;
		/* fall through */
	case EQ_INPUT_WORTH:
		if (in->ref >= m->benefits.n ||
		    v->p->of_def[m->benefits.v[in->ref].def].main == EQ_NO_CHUNK)
			return refuse(v, "an input that names no benefit");
		return in->type == EQ_TYPE_NUMBER || refuse(v, "money that is not a number");
	case EQ_INPUT_COLUMN:
		return check_column(v, in);
	default:
		return refuse(v, "an input of no kind");
	}
}

/* Finite, and with a coefficient of 34 digits: the arithmetic takes that for granted. */
static bool is_canonical(struct eq_dec d)
{
	bool negative;
	__uint128_t c, limit = 1;
	int exponent;

	if (!eq_dec_is_finite(d))
		return false;
	eq_dec_parts(d, &negative, &c, &exponent);
	for (int i = 0; i < EQ_DEC_DIGITS; i++)
		limit *= 10;
	return c < limit;
}

static bool check_constant(struct verifier *v, const struct eq_constant *k)
{
	if (k->type > EQ_TYPE_DATE)
		return refuse(v, "a constant of no type");
	if (k->missing > 1)
		return refuse(v, "a constant that is neither there nor missing");
	if (k->type == EQ_TYPE_TEXT && !is_row_part(v->chunk->part))
		return refuse(v, "a text outside a row program");
	if (k->missing)
		return true;
	switch ((enum eq_type)k->type) {
	case EQ_TYPE_NUMBER:
		return is_canonical(k->number) ||
		       refuse(v, "a constant that is not a finite number");
	case EQ_TYPE_DATE:
		return is_day(k->date) || refuse(v, "a constant that is not a date");
	case EQ_TYPE_TEXT:
		return k->text < v->p->model->symbols->texts.n ||
		       refuse(v, "a constant that is not a text");
	case EQ_TYPE_BOOL:
		break;
	}
	return refuse(v, "a truth as a constant");
}

static bool whole_constant(const struct verifier *v, uint16_t k, int64_t *out)
{
	const struct eq_constant *c = &v->chunk->constants[k];
	return c->type == EQ_TYPE_NUMBER && !c->missing && eq_dec_to_int(c->number, out);
}

/* One operand that is read. *any is the type that all V of the instruction have. */
static bool check_operand(struct verifier *v, enum operand o, uint16_t field, uint8_t *any)
{
	const struct eq_chunk *c = v->chunk;
	if (o == OPERAND_NONE)
		return field == 0 || refuse(v, "an operand where none belongs");
	if (o == OPERAND_CONSTANT)
		return field < c->n_constants || refuse(v, "no such constant");
	if (o == OPERAND_INPUT)
		return field < c->n_inputs || refuse(v, "no such input");
	if (field >= c->n_registers)
		return refuse(v, "no such register");
	uint8_t type = v->types[field];
	if (type == NOT_WRITTEN)
		return refuse(v, "a register is read before it is written");
	static const uint8_t wanted[] = {[OPERAND_NUMBER] = EQ_TYPE_NUMBER,
					 [OPERAND_BOOL] = EQ_TYPE_BOOL,
					 [OPERAND_TEXT] = EQ_TYPE_TEXT,
					 [OPERAND_DAY] = EQ_TYPE_DATE};
	if (o == OPERAND_ANY) {
		if (*any != UNKNOWN && *any != type)
			return refuse(v, "operands of different types");
		*any = type;
		return true;
	}
	return type == wanted[o] || refuse(v, "an operand of another type");
}

static bool check_instruction(struct verifier *v, const struct eq_instruction *i)
{
	const struct eq_chunk *c = v->chunk;
	bool last = v->at + 1 == c->n_code;
	if (i->op >= EQ_OPCODE_COUNT)
		return refuse(v, "no such instruction");
	if ((i->op == EQ_CODE_RETURN) != last)
		return refuse(v,
			      last ? "a chunk ends without `return`" : "`return` before the end");
	const char *shape = shapes[i->op];
	uint8_t any = UNKNOWN;
	struct eq_ratio ratio;
	int64_t num, den;
	if (i->pad != 0)
		return refuse(v, "an instruction with more in it than belongs there");
	if (!check_operand(v, operand_of(shape[1]), i->a, &any) ||
	    !check_operand(v, operand_of(shape[2]), i->b, &any) ||
	    !check_operand(v, operand_of(shape[3]), i->c, &any))
		return false;
	switch (i->op) {
	case EQ_CODE_CONST:
		any = c->constants[i->a].type;
		break;
	case EQ_CODE_INPUT:
		any = c->inputs[i->a].type;
		break;
	case EQ_CODE_POW:
		if (!whole_constant(v, i->b, &num))
			return refuse(v, "a power that is not whole");
		break;
	case EQ_CODE_SCALE:
		if (!whole_constant(v, i->b, &num) || !whole_constant(v, i->c, &den) || den <= 0 ||
		    !eq_ratio_make(num, den, &ratio))
			return refuse(v, "a scale that is no ratio of whole numbers");
		break;
	case EQ_CODE_ELAPSED:
		if (c->constants[i->b].type != EQ_TYPE_DATE || c->constants[i->b].missing ||
		    !is_day(c->constants[i->b].date))
			return refuse(v, "a time that begins on no day");
		if (!whole_constant(v, i->c, &num) || num < EQ_DAY || num > EQ_YEAR)
			return refuse(v, "a time in no unit");
		break;
	case EQ_CODE_LT:
	case EQ_CODE_LE:
		if (any != EQ_TYPE_NUMBER && any != EQ_TYPE_DATE)
			return refuse(v, "an order of things that have none");
		break;
	case EQ_CODE_RETURN:
		if (i->to != 0)
			return refuse(v, "an operand where none belongs");
		return any == c->type || refuse(v, "a result of another type");
	default:
		break;
	}
	if (i->to >= c->n_registers)
		return refuse(v, "no such register");
	switch (operand_of(shape[0])) {
	case OPERAND_NUMBER:
		v->types[i->to] = EQ_TYPE_NUMBER;
		break;
	case OPERAND_BOOL:
		v->types[i->to] = EQ_TYPE_BOOL;
		break;
	case OPERAND_TEXT:
		v->types[i->to] = EQ_TYPE_TEXT;
		break;
	case OPERAND_DAY:
		v->types[i->to] = EQ_TYPE_DATE;
		break;
	default:
		v->types[i->to] = any;
	}
	return true;
}

/* Whom the chunk belongs to, which says what it may read. */
static bool check_owner(struct verifier *v)
{
	const struct eq_model *m = v->p->model;
	const struct eq_chunk *c = v->chunk;
	bool asked = c->owner == EQ_NO_DEF &&
		     ((m->asked.n && c->part == EQ_PART_ASKED) ||
		      (m->alerts.n && c->part == EQ_PART_ALERT) ||
		      ((m->asked.n || m->alerts.n) && c->part == EQ_PART_WINDOW));
	if (c->part > EQ_PART_ASKED || c->type > EQ_TYPE_DATE)
		return refuse(v, "a chunk of no kind");
	if (is_row_part(c->part) ? data_of(v) == UINT32_MAX : c->owner >= m->defs.n && !asked)
		return refuse(v, "a chunk of nothing in the programme");
	return c->scenario < m->scenarios.n || refuse(v, "a chunk in no scenario");
}

static bool check_chunk(struct verifier *v)
{
	const struct eq_chunk *c = v->chunk;
	v->at = 0;
	if (!check_owner(v))
		return false;
	if (c->n_code == 0 || !c->code)
		return refuse(v, "a chunk without instructions");
	if (c->n_registers > EQ_LIMIT_REGISTERS)
		return refuse(v, "more registers than there are");
	if (c->n_constants > EQ_LIMIT_OPERANDS || c->n_inputs > EQ_LIMIT_OPERANDS)
		return refuse(v, "more operands than can be named");
	if ((c->n_constants && !c->constants) || (c->n_inputs && !c->inputs))
		return refuse(v, "operands that are not there");
	for (uint32_t k = 0; k < c->n_constants; k++)
		if (!check_constant(v, &c->constants[k]))
			return false;
	for (uint32_t k = 0; k < c->n_inputs; k++)
		if (!check_input(v, &c->inputs[k]))
			return false;
	memset(v->types, NOT_WRITTEN, c->n_registers);
	for (v->at = 0; v->at < c->n_code; v->at++)
		if (!check_instruction(v, &c->code[v->at]))
			return false;
	return true;
}

/* One entry of the tables by which the engine finds a chunk. */
static bool check_entry(struct verifier *v, uint32_t chunk, enum eq_chunk_part part, uint32_t owner,
			bool needed, uint8_t type)
{
	v->chunk_number = chunk;
	v->at = 0;
	if (chunk == EQ_NO_CHUNK)
		return !needed || refuse(v, "a definition without its chunk");
	if (chunk >= v->p->chunks.n)
		return refuse(v, "no such chunk");
	const struct eq_chunk *c = &v->p->chunks.v[chunk];
	if (c->part != part || c->owner != owner)
		return refuse(v, "the chunk of another definition");
	return c->type == type || refuse(v, "a definition of another type");
}

/* The lines of a KPI's own table of baselines or targets. */
static bool check_lines(struct verifier *v, const uint32_t *lines, const struct eq_by_table *t,
			enum eq_chunk_part part, uint32_t owner)
{
	for (uint32_t i = 0; t && i < t->n_rows; i++)
		if (!check_entry(v, lines[i], part, owner, t->rows[i].values.expr != NULL,
				 EQ_TYPE_NUMBER))
			return false;
	return true;
}

static bool check_tables(struct verifier *v)
{
	const struct eq_program *p = v->p;
	const struct eq_model *m = p->model;
	bool sound = true;

	for (uint32_t i = 0; sound && i < m->kpis.n; i++) {
		const struct eq_kpi *k = &m->kpis.v[i];
		const struct eq_def_chunks *d = &p->of_def[k->def];
		sound = check_entry(v, d->main, EQ_PART_MAIN, k->def, k->tracked != NULL,
				    EQ_TYPE_NUMBER) &&
			check_entry(v, d->baseline, EQ_PART_BASELINE, k->def,
				    k->baseline.expr != NULL, EQ_TYPE_NUMBER) &&
			check_entry(v, d->target, EQ_PART_TARGET, k->def, k->target.expr != NULL,
				    EQ_TYPE_NUMBER) &&
			check_entry(v, d->live, EQ_PART_LIVE_VALUE, k->def, k->live != NULL,
				    EQ_TYPE_NUMBER) &&
			check_lines(v, p->baseline_by[i], k->baseline_by, EQ_PART_BASELINE_BY,
				    k->def) &&
			check_lines(v, p->target_by[i], k->target_by, EQ_PART_TARGET_BY, k->def);
	}
	for (uint32_t i = 0; sound && i < m->fixed.n; i++)
		sound = check_entry(v, p->of_def[m->fixed.v[i].def].main, EQ_PART_MAIN,
				    m->fixed.v[i].def, m->fixed.v[i].values.expr != NULL,
				    EQ_TYPE_NUMBER);
	for (uint32_t i = 0; sound && i < m->benefits.n; i++)
		sound = check_entry(v, p->of_def[m->benefits.v[i].def].main, EQ_PART_MAIN,
				    m->benefits.v[i].def, m->benefits.v[i].equation != NULL,
				    EQ_TYPE_NUMBER);
	for (uint32_t i = 0; sound && i < m->figures.n; i++)
		sound = check_entry(v, p->of_def[m->figures.v[i].def].main, EQ_PART_MAIN,
				    m->figures.v[i].def, m->figures.v[i].expr != NULL,
				    m->figures.v[i].expr ? m->figures.v[i].expr->type : 0);
	for (uint32_t i = 0; sound && i < m->workstreams.n; i++) {
		const struct eq_workstream *w = &m->workstreams.v[i];
		const struct eq_def_chunks *d = &p->of_def[w->def];
		sound = check_entry(v, d->target, EQ_PART_TARGET, w->def, w->target.expr != NULL,
				    EQ_TYPE_NUMBER) &&
			check_entry(v, d->stretch, EQ_PART_STRETCH, w->def, w->stretch.expr != NULL,
				    EQ_TYPE_NUMBER);
	}
	for (uint32_t s = 0; sound && s < m->scenarios.n; s++)
		for (uint32_t a = 0; sound && a < m->scenarios.v[s].n_assigns; a++) {
			const struct eq_assign *as = &m->scenarios.v[s].assigns[a];
			sound = check_entry(v, p->of_assign[s][a], EQ_PART_ASSIGN, as->def,
					    as->values.expr != NULL, EQ_TYPE_NUMBER);
		}
	for (uint32_t i = 0; sound && i < m->measures.n; i++) {
		const struct eq_measure *me = &m->measures.v[i];
		/* What is only told apart may be of any type; what is added up is a number. */
		uint8_t type = me->aggregate == EQ_AGG_DISTINCT && me->value
				       ? me->value->type
				       : (uint8_t)EQ_TYPE_NUMBER;
		sound = check_entry(v, p->measure_value[i], EQ_PART_ROW_VALUE, i, me->value != NULL,
				    type) &&
			check_entry(v, p->measure_where[i], EQ_PART_ROW_FILTER, i,
				    me->where != NULL, EQ_TYPE_BOOL);
	}
	for (uint32_t i = 0; sound && i < m->data.n; i++)
		sound = check_entry(v, p->data_only[i], EQ_PART_ROW_ONLY, i,
				    m->data.v[i].only != NULL, EQ_TYPE_BOOL);
	for (uint32_t i = 0; sound && i < m->lookups.n; i++)
		sound = check_entry(v, p->lookup_listed[i], EQ_PART_ROW_LISTED,
				    m->lookups.v[i].measure, true, EQ_TYPE_BOOL);
	for (uint32_t i = 0; sound && i < m->ratings.n; i++)
		sound = check_entry(v, p->rating_where[i], EQ_PART_ROW_MARKS, i,
				    m->ratings.v[i].where != NULL, EQ_TYPE_BOOL);
	for (uint32_t i = 0; sound && i < m->alerts.n; i++) {
		const struct eq_alert *a = &m->alerts.v[i];
		const struct eq_alert_chunks *to = &p->alerts[i];
		sound = check_entry(v, to->condition, EQ_PART_ALERT, EQ_NO_DEF, true, EQ_TYPE_BOOL);
		for (uint32_t s = 0; sound && s < a->n_subjects; s++)
			sound = check_entry(v, to->over[s], EQ_PART_ALERT, EQ_NO_DEF,
					    a->subjects[s].over != NULL, EQ_TYPE_NUMBER) &&
				check_entry(v, to->under[s], EQ_PART_ALERT, EQ_NO_DEF,
					    a->subjects[s].under != NULL, EQ_TYPE_NUMBER);
	}
	for (uint32_t i = 0; sound && i < m->asked.n; i++)
		sound = check_entry(v, p->asked[i], EQ_PART_ASKED, EQ_NO_DEF, true,
				    m->asked.v[i]->type);
	return sound;
}

bool eq_verify(const struct eq_program *p, struct eq_buf *why)
{
	struct verifier *v = eq_alloc_zero(1, sizeof *v);
	bool sound;

	v->p = p;
	v->why = why;
	/* The tables first: what a chunk reads is looked up in them. */
	sound = check_tables(v);
	for (uint32_t k = 0; sound && k < p->chunks.n; k++) {
		v->chunk = &p->chunks.v[k];
		v->chunk_number = k;
		sound = check_chunk(v);
	}
	eq_free(v);
	return sound;
}

struct eq_program *eq_compile_verified(const struct eq_model *m, struct eq_diags *diags)
{
	struct eq_program *p = eq_compile(m, diags);
	struct eq_buf why;

	if (!p)
		return NULL;
	eq_buf_init(&why);
	if (!eq_verify(p, &why))
		EQ_BUG("the compiler made bytecode that does not verify: %.*s",
		       EQ_ARG(eq_buf_view(&why)));
	eq_buf_release(&why);
	return p;
}
