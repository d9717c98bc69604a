/* data_profile.c - a data file surveyed, for the host that asks what is in it. */
#include "api/programme.h"

#include "report/data_profile.h"

static bool read_encoding(const char *written, int *out)
{
	struct eq_text t = eq_text_of(written ? written : "");

	*out = -1;
	if (!t.n)
		return true;
	if (eq_text_is(t, "utf-8"))
		*out = EQ_ENCODING_UTF8;
	else if (eq_text_is(t, "windows-1252"))
		*out = EQ_ENCODING_WINDOWS_1252;
	return *out >= 0;
}

static void write_profile(const struct eq_survey *s, const equate_data_options *options,
			  struct eq_buf *out)
{
	struct eq_page page;
	struct eq_buf block;

	eq_page_init(&page);
	eq_buf_init(&block);
	eq_data_profile_page(s, &page);
	if (eq_data_profile_block(s, eq_text_of(options->name ? options->name : ""), &block))
		eq_page_heading(&page, EQ_TEXT("A data block to begin with"));
	eq_page_text(&page, options->width > 0 ? (size_t)options->width : 0, options->colour != 0,
		     out);
	if (block.n) {
		eq_buf_addc(out, '\n');
		eq_buf_add_text(out, eq_buf_view(&block));
	}
	eq_buf_release(&block);
	eq_page_release(&page);
}

equate_status equate_write_data_profile(equate_programme *p, const char *path,
					const equate_data_options *options, equate_write *write,
					void *context)
{
	static const equate_data_options defaults;
	struct eq_survey survey;
	equate_status status;
	struct eq_buf out;
	int encoding;

	if (!options)
		options = &defaults;
	if (!read_encoding(options->encoding, &encoding))
		return eq_api_misused(p, "the encoding of a data file is utf-8 or windows-1252");
	if (eq_survey_read(&survey, eq_text_of(path), encoding, &p->diags)) {
		eq_buf_init(&out);
		write_profile(&survey, options, &out);
		status = eq_api_write_out(p, "the profile", &out, write, context);
		eq_buf_release(&out);
	} else {
		status = eq_api_status(p);
	}
	eq_survey_release(&survey);
	return status;
}
