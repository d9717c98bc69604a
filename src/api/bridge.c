/* bridge.c - from one as-at date to another, worked out and written for the host. */
#include "api/sides.h"

struct eq_bridging {
	struct eq_variants variants;
	struct eq_bridge bridge;
	struct eq_bridge_words words;
	bool built;
};

void eq_api_forget_bridge(equate_programme *p)
{
	if (!p->bridging)
		return;
	if (p->bridging->built)
		eq_bridge_release(&p->bridging->bridge);
	eq_variants_release(&p->bridging->variants);
	eq_free(p->bridging);
	p->bridging = NULL;
}

static bool read_days(equate_programme *p, const char *from, const char *to,
		      struct eq_bridge_ask *ask)
{
	struct eq_diag *g;

	if (!eq_api_read_as_at(p, from, &ask->from) || !eq_api_read_as_at(p, to, &ask->to))
		return false;
	if (ask->from < ask->to)
		return true;
	g = eq_diag_file(&p->diags, EQ_E0813, EQ_TEXT(""), 0, 0,
			 "a bridge leads from a day to a later one, and %s is not before %s", from,
			 to);
	eq_diag_hint(&p->diags, g, "give the earlier day first");
	return false;
}

/* Sources that the old programme reads elsewhere are data as they were, unless the caller names those. */
static void add_old_files(equate_programme *p, struct eq_variants *of, const struct eq_node *old,
			  const struct eq_node *new)
{
	const struct eq_model *was = eq_variant_check(of, old)->model;
	const struct eq_model *is = eq_variant_check(of, new)->model;

	for (size_t i = 0; was && is && i < was->data.n; i++) {
		const struct eq_data *d = &was->data.v[i];
		uint32_t name = was->defs.v[d->def].name;
		uint32_t k = name < is->n_def_of ? is->def_of[name] : 0;
		bool named = false;

		if (!k || is->defs.v[k - 1].kind != EQ_DEF_DATA ||
		    eq_text_eq(d->file, is->data.v[is->defs.v[k - 1].index].file))
			continue;
		for (size_t o = 0; o < p->old_data.n; o++)
			named |= eq_text_eq(p->old_data.v[o].name,
					    eq_symbol_text(&p->symbols, name));
		if (!named)
			EQ_PUSH(&p->old_data,
				((struct eq_override){eq_symbol_text(&p->symbols, name),
						      eq_arena_copy(&p->tree_arena, d->file),
						      true}));
	}
}

static equate_status build(equate_programme *p, struct eq_bridge_ask *ask,
			   const equate_bridge_options *o, struct eq_text old_label)
{
	struct eq_bridging *b = p->bridging = eq_alloc_zero(1, sizeof *b);
	const struct eq_variant *faulty = NULL;

	b->variants = (struct eq_variants){
		.sources = &p->sources,
		.symbols = &p->symbols,
		.overrides = p->overrides.v,
		.n_overrides = p->overrides.n,
		.run = {.mode = EQ_MODE_BEST, .figures_only = true},
		.scan = {.threads = o->threads > 0 ? (uint32_t)o->threads : 0, .memory = o->memory},
	};
	if (ask->old != ask->new)
		add_old_files(p, &b->variants, ask->old, ask->new);
	ask->old_data = p->old_data.v;
	ask->n_old_data = p->old_data.n;
	b->built = eq_bridge_init(&b->bridge, &b->variants, ask, &faulty);
	if (b->built) {
		b->words = (struct eq_bridge_words){b->bridge.last->model->programme.title,
						    eq_arena_copy(&p->tree_arena, old_label)};
		return EQUATE_OK;
	}
	eq_bridge_release(&b->bridge);
	for (size_t i = 0; i < faulty->diags.all.n; i++)
		eq_diags_adopt(&p->diags, faulty->diags.all.v[i]);
	return eq_api_status(p);
}

equate_status equate_bridge(equate_programme *p, const char *path, const char *from, const char *to,
			    const equate_bridge_options *options)
{
	static const equate_bridge_options defaults;
	struct eq_side old = {.word = options ? options->old_side : NULL}, new = {.word = path};
	struct eq_bridge_ask ask = {.old = NULL};
	equate_status status = EQUATE_FAULT_FILES;

	if (p->loaded)
		return eq_api_misused(p, "a programme is loaded already: take a new handle for "
					 "another");
	p->loaded = true;
	if (!options)
		options = &defaults;
	if (read_days(p, from, to, &ask) && eq_side_find(p, &new) &&
	    (!old.word || eq_side_find(p, &old))) {
		eq_side_lend_path(&old, &new);
		if (eq_side_read(p, &new) && (!old.word || eq_side_read(p, &old))) {
			ask.new = new.of.file;
			ask.old = old.word ? old.of.file : new.of.file;
			status = build(p, &ask, options, old.of.label);
		} else {
			status = eq_api_status(p);
		}
	}
	eq_side_release(&old);
	eq_side_release(&new);
	return status;
}

equate_status equate_write_bridge(equate_programme *p, equate_format format, int width, int colour,
				  equate_write *write, void *context)
{
	const struct eq_bridging *b = p->bridging;
	struct eq_page page;
	struct eq_buf out;
	equate_status status;

	if (!b || !b->built)
		return p->diags.errors ? eq_api_status(p)
				       : eq_api_misused(p, "there is no bridge: build one first");
	eq_buf_init(&out);
	if (format == EQUATE_JSON) {
		eq_bridge_json(&b->bridge, &p->symbols, &b->words, &out);
	} else {
		eq_bridge_page(&b->bridge, &b->words, &page);
		if (format == EQUATE_MARKDOWN)
			eq_page_markdown(&page, &out);
		else
			eq_page_text(&page, width > 0 ? (size_t)width : 0, colour != 0, &out);
		eq_page_release(&page);
	}
	status = eq_api_write_out(p, "the bridge", &out, write, context);
	eq_buf_release(&out);
	return status;
}
