/* test_lock_file.c - lines of words, written and read back: whatever stands in a word comes back as it
 * was, the lines are in order whatever order they came in, and each stands once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "review/lock_file.h"

static const char *const odd_words[] = {
	"plain",     "two words", "",  "a \"quoted\" one",   "back\\slash", "line\nend",
	"tab\tstop", "\"",        "#", "£1,050.00 per week", "<<<<<<<",     "\\n",
};
enum { ODD_WORDS = sizeof odd_words / sizeof *odd_words };

static struct eq_text beside(char *folder, char path[64])
{
	assert_non_null(mkdtemp(folder));
	snprintf(path, 64, "%s/main.eq", folder);
	return eq_text_of(path);
}

static void remove_all(const char *folder)
{
	char path[64];

	snprintf(path, sizeof path, "%s/equate.lock", folder);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
}

static void words_come_back(void **state)
{
	(void)state;
	char folder[] = "/tmp/equate-lock-XXXXXX", path[64];
	struct eq_text main = beside(folder, path);
	struct eq_diags diags;
	struct eq_lock lock;

	eq_diags_init(&diags, NULL);
	assert_true(eq_lock_read(&lock, main, &diags));
	assert_false(lock.there);
	for (int i = ODD_WORDS; i-- > 0;)
		for (int twice = 0; twice < 2; twice++)
			eq_lock_add(&lock,
				    (const struct eq_text[]){EQ_TEXT("agreed"),
							     eq_text_of(odd_words[i]),
							     EQ_TEXT("end")},
				    3);
	assert_true(eq_lock_write(&lock, &diags));
	eq_lock_release(&lock);

	assert_true(eq_lock_read(&lock, main, &diags));
	assert_true(lock.there);
	assert_int_equal(lock.lines.n, ODD_WORDS);
	for (int i = 0; i < ODD_WORDS; i++) {
		const struct eq_text words[] = {EQ_TEXT("agreed"), eq_text_of(odd_words[i])};
		size_t found = 0;

		for (size_t k = 0; k < lock.lines.n; k++)
			found += lock.lines.v[k].n == 3 &&
				 eq_lock_begins(&lock.lines.v[k], words, 2);
		assert_int_equal(found, 1);
		eq_lock_drop(&lock, words, 2);
		assert_int_equal(lock.lines.n, ODD_WORDS - i - 1);
	}
	eq_lock_release(&lock);
	eq_diags_release(&diags);
	remove_all(folder);
}

static void lines_are_in_order(void **state)
{
	(void)state;
	char folder[] = "/tmp/equate-lock-XXXXXX", path[64];
	struct eq_text main = beside(folder, path);
	struct eq_diags diags;
	struct eq_lock lock;
	struct eq_buf out;

	eq_diags_init(&diags, NULL);
	eq_buf_init(&out);
	assert_true(eq_lock_read(&lock, main, &diags));
	eq_lock_add(&lock, (const struct eq_text[]){EQ_TEXT("agreed"), EQ_TEXT("b")}, 2);
	eq_lock_add(&lock, (const struct eq_text[]){EQ_TEXT("agreed"), EQ_TEXT("a b")}, 2);
	eq_lock_add(&lock, (const struct eq_text[]){EQ_TEXT("agreed"), EQ_TEXT("a")}, 2);
	eq_lock_print(&lock, &out);
	assert_non_null(strstr(out.p, "\nagreed \"a b\"\nagreed a\nagreed b\n"));
	eq_buf_release(&out);
	eq_lock_release(&lock);
	eq_diags_release(&diags);
	assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_come_back),
		cmocka_unit_test(lines_are_in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
