/* test_csv.c - the CSV reader: what records a text has, where its cells are, and what is said
 * about a text that is not CSV. Every case is read with every buffer size from 1 to 64, so that
 * each place of each text falls on the boundary of a read at least once. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "data/csv.h"

#define SIZES 64

/* Reads all records of `text` as <field><field>; with places as line:column<field>. What was
 * reported follows as !code line:column. */
struct declared {
	char separator;
	bool is_1252;
	uint32_t skip;
};

static void read_all(struct eq_text text, struct declared declared, size_t buffer, bool places,
		     struct eq_buf *out)
{
	struct eq_diags diags;
	struct eq_csv_record r;
	int got;

	eq_diags_init(&diags, NULL);
	struct eq_csv *c = eq_csv_open_memory(text, EQ_TEXT("x.csv"), declared.separator, &diags);
	if (buffer)
		eq_csv_set_buffer(c, buffer);
	if (declared.is_1252)
		eq_csv_declare_1252(c);
	eq_csv_skip_lines(c, declared.skip);
	while ((got = eq_csv_next(c, &r)) == 1) {
		for (uint32_t i = 0; i < r.n; i++) {
			if (places)
				eq_buf_addf(out, "%llu:%u", (unsigned long long)r.fields[i].line,
					    r.fields[i].column);
			eq_buf_addc(out, '<');
			eq_buf_add_text(out, r.fields[i].text);
			eq_buf_addc(out, '>');
		}
		eq_buf_addc(out, ';');
	}
	assert_int_equal(got == -1, diags.errors > 0);
	assert_int_equal(eq_csv_next(c, &r), got); /* the end stays the end, without a word more */
	assert_true(diags.errors <= 1);
	for (size_t i = 0; i < diags.all.n; i++)
		eq_buf_addf(out, "!%s %llu:%llu", eq_code_info(diags.all.v[i]->code)->name,
			    (unsigned long long)diags.all.v[i]->line,
			    (unsigned long long)diags.all.v[i]->column);
	eq_csv_close(c);
	eq_diags_release(&diags);
}

static void expect_as(struct eq_text text, struct declared declared, bool places,
		      const char *expected)
{
	for (size_t size = 0; size <= SIZES; size++) {
		struct eq_buf out;

		eq_buf_init(&out);
		eq_buf_adds(&out, "");
		read_all(text, declared, size, places, &out);
		if (strcmp(out.p ? out.p : "", expected) != 0)
			fail_msg("%.*s\nwith a buffer of %zu\n  expected %s\n  got      %s",
				 EQ_ARG(text), size, expected, out.p ? out.p : "");
		eq_buf_release(&out);
	}
}

static void expect(struct eq_text text, char separator, bool places, const char *expected)
{
	expect_as(text, (struct declared){.separator = separator}, places, expected);
}

struct example {
	struct eq_text text;
	const char *expected;
};
#define CASE(text, expected) \
	{ \
		{(text), sizeof(text) - 1}, expected \
	}

static void expect_all(const struct example *cases, size_t n, bool places)
{
	for (size_t i = 0; i < n; i++)
		expect(cases[i].text, 0, places, cases[i].expected);
}
#define EXPECT_ALL(cases, places) expect_all(cases, sizeof(cases) / sizeof *(cases), places)

static void test_records(void **state)
{
	(void)state;
	static const struct example cases[] = {
		CASE("", ""),
		CASE("a", "<a>;"),
		CASE("a,b\n1,2\n", "<a><b>;<1><2>;"),
		CASE("a,b\n1,2", "<a><b>;<1><2>;"),
		CASE("a,b\r\n1,2\r\n", "<a><b>;<1><2>;"),
		CASE("a,b\r1,2\r", "<a><b>;<1><2>;"),
		CASE("a,b\r1,2\n3,4\r\n5,6", "<a><b>;<1><2>;<3><4>;<5><6>;"),
		CASE("a,\n,b\n,\n", "<a><>;<><b>;<><>;"),
		CASE("a,", "<a><>;"),
		CASE(",", "<><>;"),
		CASE("\xEF\xBB\xBF"
		     "a,b\n1,2\n",
		     "<a><b>;<1><2>;"),
		CASE("\xEF\xBB\xBF", ""),
		CASE("\xEF\xBB\xBF\"a\",b\n", "<a><b>;"),
		CASE("a\n\xEF\xBB\xBF"
		     "b\n",
		     "<a>;<\xEF\xBB\xBF"
		     "b>;"), /* only at the start */
		/* Blank lines, and what is not one. */
		CASE("\n\n", ""),
		CASE("\r\r\n\n  \n", ""),
		CASE("\n \r\na,b\n\n1,2\n\t\n\r\n3,4\n\n", "<a><b>;<1><2>;<3><4>;"),
		CASE("a\n\"\"\nb\n", "<a>;<>;<b>;"),
		/* Quotes. */
		CASE("a,b\n\"x,y\",\"\"\n", "<a><b>;<x,y><>;"),
		CASE("a,b\n\"\"\"\",\"p\"\"q\"\n", "<a><b>;<\"><p\"q>;"),
		CASE("a,b\n\"\"\"\"\"\",\"\"\"x\"\"\"", "<a><b>;<\"\"><\"x\">;"),
		CASE("a,b\n\"x\ny\",\"\r\n\r\"\n3,4", "<a><b>;<x\ny><\r\n\r>;<3><4>;"),
		CASE("a,b\n\"1,204\", \"2\" \n", "<a><b>;<1,204><2>;"),
		CASE("a,b\n6\" pipe,b\"\n", "<a><b>;<6\" pipe><b\">;"),
		CASE("a,b\n  x , y z \n", "<a><b>;<  x >< y z >;"),
		CASE("a,b\n\"x\"\t,y\n", "<a><b>;<x><y>;"),
		CASE("a,b\n\"\xC2\xA3"
		     "1\",\xE2\x82\xAC\n",
		     "<a><b>;<\xC2\xA3"
		     "1><\xE2\x82\xAC>;"),
	};
	EXPECT_ALL(cases, false);
}

/* The cases of the csv-spectrum collection, written out. */
static void test_spectrum(void **state)
{
	(void)state;
	static const struct example cases[] = {
		CASE("first,last,address,city,zip\nJohn,Doe,120 any st.,\"Anytown, WW\",08123",
		     "<first><last><address><city><zip>;<John><Doe><120 any st.><Anytown, WW><08123>;"),
		CASE("a,b,c\n1,\"\",\"\"\n2,3,4", "<a><b><c>;<1><><>;<2><3><4>;"),
		CASE("a,b,c\r\n1,\"\",\"\"\r\n2,3,4", "<a><b><c>;<1><><>;<2><3><4>;"),
		CASE("a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4", "<a><b>;<1><ha \"ha\" ha>;<3><4>;"),
		CASE("key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [102.0, 0.5]}\"\n",
		     "<key><val>;<1><{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}>;"),
		CASE("first,last,address,city,zip\n\"John\",\"Doe\",120 any st.,\"Anytown, WW\",08123\n",
		     "<first><last><address><city><zip>;<John><Doe><120 any st.><Anytown, WW><08123>;"),
		CASE("a,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n",
		     "<a><b><c>;<1><2><3>;<Once upon \na time><5><6>;<7><8><9>;"),
		CASE("a,b,c\r\n1,2,3\r\n\"Once upon \r\na time\",5,6\r\n7,8,9\r\n",
		     "<a><b><c>;<1><2><3>;<Once upon \r\na time><5><6>;<7><8><9>;"),
		CASE("a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n",
		     "<a><b>;<1><ha \n\"ha\" \nha>;<3><4>;"),
		CASE("a,b,c\n1,2,3", "<a><b><c>;<1><2><3>;"),
		CASE("a,b,c\r\n1,2,3\r\n", "<a><b><c>;<1><2><3>;"),
		CASE("a,b,c\n1,2,3\n4,5,\xCA\xA4\n", "<a><b><c>;<1><2><3>;<4><5><\xCA\xA4>;"),
	};
	EXPECT_ALL(cases, false);
}

static void test_separators(void **state)
{
	(void)state;
	static const struct example found[] = {
		CASE("a;b\n1,5;2\n", "<a><b>;<1,5><2>;"),
		CASE("a\tb\n1;5\t2,0\n", "<a><b>;<1;5><2,0>;"),
		CASE("a;b,c\n", "<a;b><c>;"),         /* the comma on a tie */
		CASE("a\tb;c\n", "<a\tb><c>;"),       /* then the semicolon */
		CASE("\"a,b,c\";d\n", "<a,b,c><d>;"), /* what stands in quotes does not count */
		CASE("\"a\"\",,,\";\"d\"\n", "<a\",,,><d>;"),
		CASE("\"a\n,,\"\tb\n", "<a\n,,><b>;"),
		CASE("x;\"a,,,\"\n", "<x><a,,,>;"),
		CASE("5\",6\",;7\n", "<5\"><6\"><;7>;"),
		CASE("only\na;b\n", "<only>;<a;b>;"), /* the first record decides, not the second */
		CASE("\n\na;b\n", "<a><b>;"),
		CASE("a\tb\n\t\n1\t \"2\"\n", "<a><b>;<><>;<1><2>;"),
	};
	EXPECT_ALL(found, false);
	expect(EQ_TEXT("a,b;c\n"), ';', false, "<a,b><c>;"); /* declared */
	expect(EQ_TEXT("a,b;c,d\n"), '\t', false, "<a,b;c,d>;");

	struct eq_diags diags;
	struct eq_csv_record r;
	eq_diags_init(&diags, NULL);
	struct eq_csv *c = eq_csv_open_memory(EQ_TEXT("a;b\n"), EQ_TEXT("x"), 0, &diags);
	assert_int_equal(eq_csv_next(c, &r), 1);
	assert_int_equal(eq_csv_separator(c), ';');
	eq_csv_close(c);
	eq_diags_release(&diags);
}

static void test_places(void **state)
{
	(void)state;
	static const struct example cases[] = {
		CASE("a,bc,d\n1,,3\n", "1:1<a>1:3<bc>1:6<d>;2:1<1>2:3<>2:4<3>;"),
		CASE("\xEF\xBB\xBF"
		     "a,b\n",
		     "1:1<a>1:3<b>;"),
		CASE("a\n\n\r\n\rb\n", "1:1<a>;5:1<b>;"),
		CASE("\n\r\n\r \ra,b\rc,d", "5:1<a>5:3<b>;6:1<c>6:3<d>;"),
		CASE("\xC2\xA3\xC2\xA3,b\n", "1:1<\xC2\xA3\xC2\xA3>1:4<b>;"), /* code points */
		CASE("a,\"\"\"x\"\"\",\xC2\xA3,b\n",
		     "1:1<a>1:3<\"x\">1:11<\xC2\xA3>1:13<b>;"), /* quotes count as they are written */
		CASE("\"x\ny\",b\nc,d\n", "1:1<x\ny>2:4<b>;3:1<c>3:3<d>;"),
		CASE("\"\r\n\r\n\",b\r\nc,d\n", "1:1<\r\n\r\n>3:3<b>;4:1<c>4:3<d>;"),
		CASE("\"\r\r\n\n\",b\rc,d\n", "1:1<\r\r\n\n>4:3<b>;5:1<c>5:3<d>;"),
		CASE("a, \"b\",c\n", "1:1<a>1:3<b>1:8<c>;"),
	};
	EXPECT_ALL(cases, true);
}

static void test_mistakes(void **state)
{
	(void)state;
	static const struct example cases[] = {
		CASE("a,b\n1,\"x\n2,y\n", "<a><b>;!E0604 2:3"), /* where it was opened */
		CASE("\"", "!E0604 1:1"),
		CASE("a\n\"x\"\"", "<a>;!E0604 2:1"),
		CASE("a,b\n\"x\"y,2\n", "<a><b>;!E0605 2:4"),
		CASE("a,b\n\"x\ny\" z,2\n", "<a><b>;!E0605 3:4"),
		CASE("a,b\n\xC2\xA3,\"x\" \"y\"\n", "<a><b>;!E0605 2:7"),
		CASE("a,b\n1,2\0\n", "<a><b>;!E0603 2:4"),
		CASE("a,b\n1,\"\n\0\"\n", "<a><b>;!E0603 3:1"),
		CASE("a,\"b\"\0\n", "!E0603 1:6"),
		CASE("a,b\nx,\xA3"
		     "5\n",
		     "<a><b>;!E0602 2:3"),
		CASE("a,b\n\xC2\xA3\xC2\xA3,\"\n\xFF\"\n", "<a><b>;!E0602 3:1"),
		CASE("a,b\nx,\xC2", "<a><b>;!E0602 2:3"),
		CASE("\xFF\xFE"
		     "a\0b\0",
		     "!E0602 1:1"),
		CASE("PK\3\4....", "!E0602 1:1"),
		CASE("PK\3", "<PK\3>;"),
	};
	EXPECT_ALL(cases, false);
}

static void test_limits(void **state)
{
	(void)state;
	struct eq_diags diags;
	struct eq_csv_record r;
	struct eq_buf text;

	/* As many cells as a row may have, then one more. */
	for (int more = 0; more <= 1; more++) {
		eq_buf_init(&text);
		eq_buf_fill(&text, ',', EQ_LIMIT_COLUMNS - 1 + (size_t)more);
		eq_diags_init(&diags, NULL);
		struct eq_csv *c = eq_csv_open_memory(eq_buf_view(&text), EQ_TEXT("x"), 0, &diags);
		assert_int_equal(eq_csv_next(c, &r), more ? -1 : 1);
		if (more)
			assert_int_equal(diags.all.v[0]->code, EQ_E0606);
		else
			assert_int_equal(r.n, EQ_LIMIT_COLUMNS);
		eq_csv_close(c);
		eq_diags_release(&diags);
		eq_buf_release(&text);
	}

	/* The longest row with its line end, and one that is a byte longer; quoted and not. */
	for (int kind = 0; kind < 4; kind++) {
		bool quoted = kind & 1, more = kind & 2;
		size_t n = EQ_LIMIT_RECORD_BYTES - 1 + more;

		eq_buf_init(&text);
		eq_buf_adds(&text, "a\n");
		if (quoted)
			eq_buf_addc(&text, '"');
		eq_buf_fill(&text, 'x', n - (quoted ? 2 : 0));
		if (quoted)
			eq_buf_addc(&text, '"');
		eq_buf_adds(&text, "\nb\n");
		eq_diags_init(&diags, NULL);
		struct eq_csv *c = eq_csv_open_memory(eq_buf_view(&text), EQ_TEXT("x"), 0, &diags);
		assert_int_equal(eq_csv_next(c, &r), 1);
		assert_int_equal(eq_csv_next(c, &r), more ? -1 : 1);
		if (more) {
			assert_int_equal(diags.all.v[0]->code, EQ_E0606);
			assert_int_equal(diags.all.v[0]->line, 2);
		} else {
			assert_int_equal(r.fields[0].text.n, n - (quoted ? 2 : 0));
			assert_int_equal(eq_csv_next(c, &r), 1);
			assert_int_equal(r.line, 3);
		}
		eq_csv_close(c);
		eq_diags_release(&diags);
		eq_buf_release(&text);
	}
}

/* Rows without end from a quote that is not closed: the quote is named, not the row's length. */
static void test_open_quote_in_long_file(void **state)
{
	(void)state;
	struct eq_diags diags;
	struct eq_csv_record r;
	struct eq_buf text;

	eq_buf_init(&text);
	eq_buf_adds(&text, "a,b\n1,\"x\n");
	while (text.n < EQ_LIMIT_RECORD_BYTES + 100u)
		eq_buf_adds(&text, "2,y\n");
	eq_diags_init(&diags, NULL);
	struct eq_csv *c = eq_csv_open_memory(eq_buf_view(&text), EQ_TEXT("x"), 0, &diags);
	assert_int_equal(eq_csv_next(c, &r), 1);
	assert_int_equal(eq_csv_next(c, &r), -1);
	assert_int_equal(diags.all.v[0]->code, EQ_E0604);
	assert_int_equal(diags.all.v[0]->line, 2);
	assert_int_equal(diags.all.v[0]->column, 3);
	eq_csv_close(c);
	eq_diags_release(&diags);
	eq_buf_release(&text);
}

static void test_files(void **state)
{
	(void)state;
	struct eq_diags diags;
	struct eq_csv_record r;
	char folder[] = "equate-csv-XXXXXX", path[64];

	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/x.csv", folder);
	eq_diags_init(&diags, NULL);
	assert_null(eq_csv_open(path, EQ_TEXT("x.csv"), 0, &diags));
	assert_null(eq_csv_open(folder, EQ_TEXT("folder"), 0, &diags));
	assert_int_equal(diags.all.n, 2);
	assert_int_equal(diags.all.v[0]->code, EQ_E0601);
	assert_int_equal(diags.all.v[1]->code, EQ_E0601);
	assert_int_equal(diags.status, EQ_FAULT_FILES);

	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_true(fputs("a,b\r\n", f) >= 0);
	for (int i = 0; i < 100000; i++) /* longer than the buffer, a few times */
		assert_true(fprintf(f, "%d,\"%d\"\r\n", i, -i) > 0);
	assert_int_equal(fclose(f), 0);
	struct eq_csv *c = eq_csv_open(path, EQ_TEXT("x.csv"), 0, &diags);
	assert_non_null(c);
	assert_int_equal(eq_csv_next(c, &r), 1);
	for (int i = 0; i < 100000; i++) {
		char a[16], b[16];

		snprintf(a, sizeof a, "%d", i);
		snprintf(b, sizeof b, "%d", -i);
		assert_int_equal(eq_csv_next(c, &r), 1);
		assert_int_equal(r.n, 2);
		assert_int_equal(r.line, i + 2);
		assert_true(eq_text_is(r.fields[0].text, a));
		assert_true(eq_text_is(r.fields[1].text, b));
	}
	assert_int_equal(eq_csv_next(c, &r), 0);
	eq_csv_close(c);

	if (geteuid() != 0) { /* root may read everything */
		assert_int_equal(chmod(path, 0), 0);
		assert_null(eq_csv_open(path, EQ_TEXT("x.csv"), 0, &diags));
		assert_int_equal(diags.all.n, 3);
	}
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
	eq_diags_release(&diags);
}

static void test_windows_1252(void **state)
{
	(void)state;
	static const struct example cases[] = {
		CASE("a,b\n\xA3"
		     "5,caf\xE9\n",
		     "<a><b>;<\xC2\xA3"
		     "5><caf\xC3\xA9>;"),
		CASE("\x80,\x91x\x92\n", "<\xE2\x82\xAC><\xE2\x80\x98x\xE2\x80\x99>;"),
		CASE("\"\x96 \"\"a\",\xFF", "<\xE2\x80\x93 \"a><\xC3\xBF>;"),
		CASE("a,b\n", "<a><b>;"),
		CASE("", ""),
		/* Five bytes mean nothing there. */
		CASE("a\nb,\x81\n", "<a>;!E0616 2:3"),
		CASE("\xE9,\x8D", "!E0616 1:3"),
		CASE("\x8F", "!E0616 1:1"),
		CASE("\x90", "!E0616 1:1"),
		CASE("\x9D", "!E0616 1:1"),
		/* UTF-8 after all. */
		CASE("\xEF\xBB\xBF"
		     "a\n",
		     "!E0616 1:1"),
		CASE("a\nb,\xC2\xA3"
		     "5\n",
		     "<a>;<b><\xC3\x82\xC2\xA3"
		     "5>;!E0616 2:3"),
		CASE("\xE2\x82\xAC\n", "<\xC3\xA2\xE2\x80\x9A\xC2\xAC>;!E0616 1:1"),
		/* Both are there, so it is not UTF-8. */
		CASE("\xC2\xA3,\xA3\n", "<\xC3\x82\xC2\xA3><\xC2\xA3>;"),
		CASE("\xC3", "<\xC3\x83>;"),
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect_as(cases[i].text, (struct declared){.is_1252 = true}, false,
			  cases[i].expected);
}

static void test_skipped_lines(void **state)
{
	(void)state;
	static const struct {
		uint32_t skip;
		struct example e;
	} cases[] = {
		{1, CASE("Report\na,b\n1,2\n", "2:1<a>2:3<b>;3:1<1>3:3<2>;")},
		{2, CASE("Report\r\n\r\na\r\n", "3:1<a>;")},
		{2, CASE("Report\r\ra\r", "3:1<a>;")},
		{1, CASE("of \"2023\na\n", "2:1<a>;")}, /* a quote means nothing there */
		{1, CASE("\xA3;;;\na,b\n", "2:1<a>2:3<b>;")},
		{1, CASE("\xEF\xBB\xBFReport\na\n", "2:1<a>;")},
		{1, CASE("Report\n\n\na;b\n", "4:1<a>4:3<b>;")},
		{1, CASE("Report\n", "")},
		{2, CASE("Report\nx", "!E0607 0:0")},
		{1, CASE("", "!E0607 0:0")},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect_as(cases[i].e.text, (struct declared){.skip = cases[i].skip}, true,
			  cases[i].e.expected);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_windows_1252),
		cmocka_unit_test(test_skipped_lines),
		cmocka_unit_test(test_records),
		cmocka_unit_test(test_spectrum),
		cmocka_unit_test(test_separators),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_open_quote_in_long_file),
		cmocka_unit_test(test_files),
	};
	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
