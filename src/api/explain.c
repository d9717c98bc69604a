/* explain.c - one figure of a programme, explained and written for the host. */
#include "api/programme.h"

/* What is wrong with the figure is the command's fault, not the text's. */
static void blame_figure(equate_programme *p, uint32_t first)
{
	for (size_t i = 0; i < p->diags.all.n; i++)
		if (p->diags.all.v[i]->span.at >= first)
			p->diags.status = EQ_FAULT_FILES;
}

static void make(equate_programme *p, const char *figure)
{
	uint32_t first = p->sources.next_base;

	if (eq_explain_add(p->tree, eq_text_of(figure), &p->sources, &p->symbols, &p->tree_arena,
			   &p->diags))
		p->model = eq_model_new_with(p->tree, &p->sources, &p->symbols, &p->diags,
					     p->overrides.v, p->overrides.n);
	blame_figure(p, first);
	if (!p->model)
		return;
	eq_explain_ask(p->model);
	p->program = eq_compile_verified(p->model, &p->diags);
}

equate_status equate_explain(equate_programme *p, const char *path, const char *figure,
			     const equate_explain_options *options)
{
	static const equate_explain_options defaults;
	const equate_explain_options *o = options ? options : &defaults;
	struct eq_explain_options how = {
		.figure = eq_text_of(figure),
		.scenario = eq_text_of(o->scenario ? o->scenario : ""),
		.by = eq_text_of(o->by ? o->by : ""),
		.run = {.as_at = EQ_DATE_NONE, .mode = EQ_MODE_BEST, .version = EQUATE_VERSION},
		.scan = {.threads = o->threads > 0 ? (uint32_t)o->threads : 0, .memory = o->memory},
		.depth = o->depth > 0 ? (uint32_t)o->depth : 0,
		.rows = o->rows != 0,
	};

	if (!eq_api_parse(p, path) || (o->as_at && !eq_api_read_as_at(p, o->as_at, &how.run.as_at)))
		return eq_api_status(p);
	make(p, figure);
	if (p->program)
		p->explaining = eq_explain(p->program, &how, &p->diags);
	return eq_api_status(p);
}

equate_status equate_write_explanation(equate_programme *p, equate_format format, int width,
				       int colour, equate_write *write, void *context)
{
	struct eq_buf out;
	equate_status status;

	if (!p->explaining)
		return p->diags.errors ? eq_api_status(p)
				       : eq_api_misused(p, "no figure was explained yet");
	eq_buf_init(&out);
	if (format == EQUATE_JSON)
		eq_explain_json(p->explaining, &out);
	else if (format == EQUATE_MARKDOWN)
		eq_explain_markdown(p->explaining, &out);
	else
		eq_explain_text(p->explaining, width > 0 ? (size_t)width : 0, colour != 0, &out);
	status = eq_api_write_out(p, "the explanation", &out, write, context);
	eq_buf_release(&out);
	return status;
}
