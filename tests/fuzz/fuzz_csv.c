/* fuzz_csv.c - any bytes, read as CSV: nothing breaks, and the size of the reads shows in
 * nothing, neither in the records nor in what is reported. The first byte chooses the separator,
 * the encoding that is declared, the lines that are skipped, and the size. Built with
 *   clang -fsanitize=fuzzer,address,undefined -Isrc tests/fuzz/fuzz_csv.c libequate.a */
#include <stdlib.h>
#include <string.h>

#include "data/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Everything the reader says about a text, with no two fields that could be mistaken for one. */
static void read_all(struct eq_text text, unsigned how, size_t buffer, struct eq_buf *out)
{
	static const char separators[] = {0, ',', ';', '\t'};
	struct eq_diags diags;
	struct eq_csv_record r;
	int got;

	eq_diags_init(&diags, NULL);
	struct eq_csv *c = eq_csv_open_memory(text, EQ_TEXT("fuzz"), separators[how & 3], &diags);
	eq_csv_set_buffer(c, buffer);
	if (how & 4)
		eq_csv_declare_1252(c);
	eq_csv_skip_lines(c, how & 8 ? 2 : 0);
	while ((got = eq_csv_next(c, &r)) == 1) {
		if (r.n == 0)
			abort();
		for (uint32_t i = 0; i < r.n; i++) {
			if (r.fields[i].line < r.line || r.fields[i].column == 0)
				abort();
			eq_buf_addf(out, "%llu:%u:%zu:%d:", (unsigned long long)r.fields[i].line,
				    r.fields[i].column, r.fields[i].text.n, r.fields[i].quoted);
			eq_buf_add_text(out, r.fields[i].text);
			if (eq_utf8_valid(r.fields[i].text.p, r.fields[i].text.n) <
			    r.fields[i].text.n)
				abort();
		}
		eq_buf_addf(out, ";%llu\n", (unsigned long long)r.line);
	}
	if ((got == -1) != (diags.errors > 0))
		abort();
	for (size_t i = 0; i < diags.all.n; i++)
		eq_buf_addf(out, "%d %llu:%llu %.*s\n", diags.all.v[i]->code,
			    (unsigned long long)diags.all.v[i]->line,
			    (unsigned long long)diags.all.v[i]->column,
			    EQ_ARG(diags.all.v[i]->message));
	eq_csv_close(c);
	eq_diags_release(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct eq_buf one, other;

	if (size == 0)
		return 0;
	struct eq_text text = {(const char *)data + 1, size - 1};
	eq_buf_init(&one);
	eq_buf_init(&other);
	read_all(text, data[0], 65536, &one);
	read_all(text, data[0], 1 + (data[0] >> 4), &other);
	if (one.n != other.n || (one.n && memcmp(one.p, other.p, one.n) != 0))
		abort();
	eq_buf_release(&one);
	eq_buf_release(&other);
	return 0;
}
