/* test_input.c - the bytes of files: compressed or not, cut short, damaged, changed under way; and
 * which files a path means. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "data/blocks.h"
#include "data/input.h"
#include "data/input_files.h"

/* ---- files of a folder of their own ---- */

static char folder[] = "equate-input-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	strcpy(strrchr(folder, '-'), "-XXXXXX");
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	if (chdir("..") != 0)
		return -1;
	char command[64];
	snprintf(command, sizeof command, "rm -r ./%s", folder);
	return system(command);
}

static void write_file(const char *path, struct eq_text text)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text.p, 1, text.n, f), text.n);
	assert_int_equal(fclose(f), 0);
}

/* ---- compressing ---- */

static void add_gzip(struct eq_text text, struct eq_buf *out)
{
	char room[65536];
	z_stream z = {.next_in = (Bytef *)(uintptr_t)text.p, .avail_in = (uInt)text.n};

	z.next_out = (Bytef *)room;
	z.avail_out = sizeof room;
	assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	eq_buf_add(out, room, sizeof room - z.avail_out);
	deflateEnd(&z);
}

static void add_zstd(struct eq_text text, struct eq_buf *out)
{
	char room[65536];
	ZSTD_CCtx *z = ZSTD_createCCtx();
	size_t n;

	ZSTD_CCtx_setParameter(z, ZSTD_c_checksumFlag, 1);
	n = ZSTD_compress2(z, room, sizeof room, text.p, text.n);
	assert_false(ZSTD_isError(n));
	eq_buf_add(out, room, n);
	ZSTD_freeCCtx(z);
}

static void (*const packers[])(struct eq_text text, struct eq_buf *out) = {add_gzip, add_zstd};

/* Text that does not pack to next to nothing. */
static void make_text(struct eq_buf *out)
{
	uint32_t x = 1;

	eq_buf_adds(out, "a,b\n");
	for (int i = 0; i < 1000; i++) {
		x = x * 1664525 + 1013904223;
		eq_buf_addf(out, "%d,%u\n", i, x >> 16);
	}
}

/* Reads it all, `room` bytes at a time. False when something was wrong, whose code is in `code`. */
static bool read_all(struct eq_input *in, size_t room, struct eq_buf *out, enum eq_code *code)
{
	struct eq_diags diags;
	char piece[4096];
	size_t n;

	eq_diags_init(&diags, NULL);
	eq_buf_clear(out);
	eq_buf_adds(out, "");
	while ((n = eq_input_read(in, piece, room)) > 0)
		eq_buf_add(out, piece, n);
	assert_int_equal(eq_input_read(in, piece, room), 0);
	bool sound = eq_input_sound(in, 1, 1, &diags);
	assert_true(sound == !eq_input_failed(in));
	assert_int_equal(diags.errors, sound ? 0 : 1);
	if (!sound)
		*code = diags.all.v[0]->code;
	eq_input_close(in);
	eq_diags_release(&diags);
	return sound;
}

static bool read_memory(struct eq_text text, size_t room, struct eq_buf *out, enum eq_code *code)
{
	return read_all(eq_input_open_memory(text, EQ_TEXT("x")), room, out, code);
}

/* ---- compressed files ---- */

static void test_packed(void **state)
{
	(void)state;
	static const size_t rooms[] = {1, 2, 3, 4, 5, 7, 64, 1000, 4096};
	struct eq_buf text, packed, twice, got;
	enum eq_code code;

	eq_buf_init(&text);
	eq_buf_init(&packed);
	eq_buf_init(&twice);
	eq_buf_init(&got);
	make_text(&text);
	for (size_t k = 0; k < sizeof rooms / sizeof *rooms; k++) {
		assert_true(read_memory(eq_buf_view(&text), rooms[k], &got, &code));
		assert_true(eq_text_eq(eq_buf_view(&got), eq_buf_view(&text)));
		for (size_t i = 0; i < 2; i++) {
			eq_buf_clear(&packed);
			packers[i](eq_buf_view(&text), &packed);
			assert_true(read_memory(eq_buf_view(&packed), rooms[k], &got, &code));
			assert_true(eq_text_eq(eq_buf_view(&got), eq_buf_view(&text)));
			/* Several, one after another; one of them is empty. */
			packers[i](EQ_TEXT(""), &packed);
			packers[i](eq_buf_view(&text), &packed);
			assert_true(read_memory(eq_buf_view(&packed), rooms[k], &got, &code));
			eq_buf_clear(&twice);
			eq_buf_add_text(&twice, eq_buf_view(&text));
			eq_buf_add_text(&twice, eq_buf_view(&text));
			assert_true(eq_text_eq(eq_buf_view(&got), eq_buf_view(&twice)));
		}
	}
	eq_buf_release(&text);
	eq_buf_release(&packed);
	eq_buf_release(&twice);
	eq_buf_release(&got);
}

/* What comes before the damage is the same however much is read at a time. `whole`: it is the text's. */
static void expect_damage(struct eq_text packed, struct eq_text text, bool whole)
{
	static const size_t rooms[] = {512, 1, 7, 4096};
	struct eq_buf got, first;
	enum eq_code code;

	eq_buf_init(&got);
	eq_buf_init(&first);
	for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) {
		assert_false(read_memory(packed, rooms[i], i ? &got : &first, &code));
		assert_int_equal(code, EQ_E0619);
		assert_true(i == 0 || eq_text_eq(eq_buf_view(&got), eq_buf_view(&first)));
	}
	assert_true(!whole || (first.n <= text.n && memcmp(first.p, text.p, first.n) == 0));
	eq_buf_release(&got);
	eq_buf_release(&first);
}

static void test_damage(void **state)
{
	(void)state;
	struct eq_buf text, packed, got;
	enum eq_code code;

	eq_buf_init(&text);
	eq_buf_init(&packed);
	eq_buf_init(&got);
	make_text(&text);
	for (size_t i = 0; i < 2; i++) {
		eq_buf_clear(&packed);
		packers[i](eq_buf_view(&text), &packed);
		size_t n = packed.n;
		/* Cut anywhere behind the bytes that tell what it is. */
		for (size_t cut = EQ_TEXT("1234").n; cut<n; cut += cut> 64 && cut < n - 64 ? 37 : 1)
			expect_damage((struct eq_text){packed.p, cut}, eq_buf_view(&text), true);
		/* Another byte among those of the text. */
		for (size_t at = 40; at < n - 12; at += 97) {
			packed.p[at] ^= 0x55;
			expect_damage(eq_buf_view(&packed), eq_buf_view(&text), false);
			packed.p[at] ^= 0x55;
		}
		/* Another sum: of gzip the CRC stands eight bytes before the end, of zstd four. */
		packed.p[n - (i ? 4 : 8)] ^= 1;
		expect_damage(eq_buf_view(&packed), eq_buf_view(&text), true);
		packed.p[n - (i ? 4 : 8)] ^= 1;
		eq_buf_adds(&packed, "something else");
		expect_damage(eq_buf_view(&packed), eq_buf_view(&text), true);
	}
	assert_true(read_memory(EQ_TEXT("\x1F"), 512, &got, &code)); /* too short to be anything */
	assert_int_equal(got.n, 1);
	eq_buf_release(&text);
	eq_buf_release(&packed);
	eq_buf_release(&got);
}

/* ---- files that change ---- */

static void test_change(void **state)
{
	(void)state;
	static const char *const later[] = {"a,b\n1,2\n3,4\n", "a,b\n", "a,b\n1,3\n"};
	struct eq_diags diags;
	struct eq_buf got;
	char piece[4];
	enum eq_code code;

	eq_buf_init(&got);
	eq_diags_init(&diags, NULL);
	for (size_t i = 0; i <= 3; i++) {
		write_file("x.csv", EQ_TEXT("a,b\n1,2\n"));
		/* So that a write now shows in the time, however coarse the clock is. */
		struct timespec long_ago[2] = {{1000000000, 0}, {1000000000, 0}};
		assert_int_equal(utimensat(AT_FDCWD, "x.csv", long_ago, 0), 0);
		struct eq_input *in = eq_input_open("x.csv", EQ_TEXT("x.csv"), &diags);
		assert_non_null(in);
		assert_int_equal(eq_input_read(in, piece, 4), 4);
		if (i < 3)
			write_file("x.csv", eq_text_of(later[i]));
		assert_int_equal(read_all(in, 4, &got, &code), i == 3);
		if (i < 3)
			assert_int_equal(code, EQ_E0618);
	}
	eq_buf_release(&got);
	eq_diags_release(&diags);
}

/* The header was read before; the rows are read of another file. */
static void test_change_between(void **state)
{
	(void)state;
	struct eq_blocks_options options = {.separator = 0};
	char fingerprint[EQ_DIGEST_CHARS];
	struct eq_diags diags;
	struct eq_block block;

	eq_diags_init(&diags, NULL);
	eq_block_init(&block);
	assert_int_equal(mkdir("between", 0777), 0);
	write_file("between/1.csv", EQ_TEXT("a\n1\n"));
	write_file("between/2.csv", EQ_TEXT("a\n2\n"));
	struct eq_blocks *b =
		eq_blocks_open(EQ_TEXT("between"), EQ_TEXT("between"), &options, &diags);
	assert_non_null(b);
	write_file("new", EQ_TEXT("b\n2\n"));
	assert_int_equal(rename("new", "between/2.csv"), 0);
	assert_true(eq_blocks_next(b, &block));
	assert_false(eq_blocks_next(b, &block));
	assert_int_equal(diags.errors, 0);
	assert_false(eq_blocks_end(b, fingerprint, &diags));
	assert_int_equal(diags.errors, 1);
	assert_int_equal(diags.all.v[0]->code, EQ_E0618);
	assert_true(eq_text_is(diags.all.v[0]->file, "between/2.csv"));
	eq_blocks_close(b);
	eq_block_release(&block);
	eq_diags_release(&diags);
}

/* ---- which files ---- */

static void expect_files(const char *path, const char *shown, const char *expected)
{
	struct eq_input_files files = {.all = {0}};
	struct eq_arena arena;
	struct eq_diags diags;
	struct eq_buf got;

	eq_arena_init(&arena);
	eq_diags_init(&diags, NULL);
	eq_buf_init(&got);
	eq_buf_adds(&got, "");
	bool found =
		eq_input_files_find(&files, eq_text_of(path), eq_text_of(shown), &arena, &diags);
	for (size_t i = 0; i < files.all.n; i++)
		eq_buf_addf(&got, "%s=%s ", files.all.v[i].path.p, files.all.v[i].shown.p);
	assert_string_equal(got.p, expected);
	assert_int_equal(found, files.all.n > 0);
	assert_int_equal(diags.errors, !found);
	eq_free(files.all.v);
	eq_buf_release(&got);
	eq_diags_release(&diags);
	eq_arena_release(&arena);
}

static void test_files(void **state)
{
	(void)state;
	static const char *const names[] = {"d/b.csv",     "d/a.csv.gz", "d/B.CSV",
					    "d/c.csv.zst", "d/.csv",     "d/.h.csv",
					    "d/notes.txt", "d/csv",      "d/x[1].csv"};

	assert_int_equal(mkdir("d", 0777), 0);
	assert_int_equal(mkdir("d/deep.csv", 0777), 0);
	assert_int_equal(mkdir("empty", 0777), 0);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		write_file(names[i], EQ_TEXT("a\n1\n"));
	expect_files("d", "shown",
		     "d/B.CSV=shown/B.CSV d/a.csv.gz=shown/a.csv.gz d/b.csv=shown/b.csv "
		     "d/c.csv.zst=shown/c.csv.zst d/x[1].csv=shown/x[1].csv ");
	expect_files("d/", "d/",
		     "d/B.CSV=d/B.CSV d/a.csv.gz=d/a.csv.gz d/b.csv=d/b.csv "
		     "d/c.csv.zst=d/c.csv.zst d/x[1].csv=d/x[1].csv ");
	expect_files("./d/?.csv", "d/?.csv", "./d/b.csv=d/b.csv ");
	expect_files("d/*.csv", "*.csv", "d/b.csv=b.csv d/x[1].csv=x[1].csv ");
	expect_files("d/x[1]*", "d/x[1]*", "d/x[1].csv=d/x[1].csv ");
	expect_files("d/nothing*", "d/nothing*", "");
	expect_files("empty", "empty", "");
	expect_files("not there.csv", "x", "not there.csv=x "); /* opening it will say so */
	write_file("d/what?.csv", EQ_TEXT("a\n1\n"));
	write_file("d/what1.csv", EQ_TEXT("a\n1\n"));
	expect_files("d/what?.csv", "x", "d/what?.csv=x "); /* it is there under this name */
}

/* Several files are one source: their rows in order, each with its own header, separator and lines. */
static void test_several(void **state)
{
	(void)state;
	struct eq_blocks_options options = {.until = EQ_TEXT("Total")};
	char fingerprint[EQ_DIGEST_CHARS], again[EQ_DIGEST_CHARS];
	struct eq_buf packed, got, room;
	struct eq_diags diags;
	struct eq_block block;

	eq_buf_init(&packed);
	eq_buf_init(&got);
	eq_buf_init(&room);
	eq_diags_init(&diags, NULL);
	eq_block_init(&block);
	assert_int_equal(mkdir("several", 0777), 0);
	write_file("several/1.csv", EQ_TEXT("a,b\n1,x\nTotal,\n2,y\n"));
	add_gzip(EQ_TEXT("\xEF\xBB\xBF\n\nb;a;c\nz;3;w\n"), &packed);
	write_file("several/2.csv.gz", eq_buf_view(&packed));
	write_file("several/3.csv", EQ_TEXT("a,b\n"));
	write_file("several/4.csv", EQ_TEXT("a\n4"));
	struct eq_blocks *b =
		eq_blocks_open(EQ_TEXT("several"), EQ_TEXT("several"), &options, &diags);
	assert_non_null(b);
	assert_int_equal(eq_blocks_n_files(b), 4);
	assert_int_equal(eq_blocks_bytes(b), 19 + packed.n + 4 + 3);
	assert_true(eq_blocks_many(b));
	assert_int_equal(eq_blocks_header(b, 1)->n, 3);
	assert_int_equal(eq_blocks_header(b, 1)->line, 3);
	assert_true(eq_text_is(eq_blocks_header(b, 1)->fields[0].text, "b"));
	assert_int_equal(eq_blocks_separator(b, 0), ',');
	assert_int_equal(eq_blocks_separator(b, 1), ';');
	while (eq_blocks_next(b, &block)) {
		assert_true(eq_block_index(b, &block, &diags));
		for (uint32_t r = 0; r < block.rows; r++) {
			eq_buf_addf(&got, "%llu %.*s:%llu", (unsigned long long)block.number,
				    EQ_ARG(eq_blocks_file(b, block.file)),
				    (unsigned long long)block.line + r);
			for (uint32_t c = 0; c < block.width; c++)
				eq_buf_addf(&got, " %.*s",
					    EQ_ARG(eq_block_cell(&block, r, c, &room)));
			eq_buf_addc(&got, ';');
		}
	}
	assert_string_equal(
		got.p, "0 several/1.csv:2 1 x;1 several/2.csv.gz:4 z 3 w;2 several/4.csv:2 4;");
	assert_true(eq_blocks_end(b, fingerprint, &diags));
	assert_int_equal(eq_blocks_bytes_read(b), eq_blocks_bytes(b));
	eq_blocks_close(b);

	/* What stands behind `until` is part of what was read. */
	write_file("several/1.csv", EQ_TEXT("a,b\n1,x\nTotal,\n2,z\n"));
	b = eq_blocks_open(EQ_TEXT("several"), EQ_TEXT("several"), &options, &diags);
	assert_true(eq_blocks_end(b, again, &diags));
	assert_string_not_equal(fingerprint, again);
	eq_blocks_close(b);
	assert_int_equal(diags.errors, 0);
	eq_buf_release(&packed);
	eq_buf_release(&got);
	eq_buf_release(&room);
	eq_block_release(&block);
	eq_diags_release(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_packed),         cmocka_unit_test(test_damage),
		cmocka_unit_test(test_change),         cmocka_unit_test(test_files),
		cmocka_unit_test(test_change_between), cmocka_unit_test(test_several),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
