/* Each sample of tests/samples is recognised and says what its golden file says, the format's name in the first line.
 * WEND_GOLDEN=write renews the files: each must be checked against the sample, by somebody else than its reader's
 * writer. */
#include <dirent.h>
#include <sys/stat.h>

#include "told.h"

static char *golden_path(struct scope *sc, const char *name)
{
	const char *root = getenv("WEND_TEST_ROOT");

	return scope_printf(sc, "%s/tests/golden/formats/%s.txt", root ? root : ".", name);
}

static struct str read_file(struct scope *sc, const char *path)
{
	struct buf *out = buf_new(sc, 16 << 20);
	char bytes[65536];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (!f)
		fail_msg("%s is not there: WEND_GOLDEN=write makes it", path);
	while ((n = fread(bytes, 1, sizeof bytes, f)) > 0)
		buf_add(out, bytes, n);
	fclose(f);
	return buf_str(out);
}

static void write_file(const char *path, struct str text)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text.p, 1, text.n, f), text.n);
	fclose(f);
}

static void check(const char *folder, const char *name)
{
	static const struct reader_options options = { 0 };
	const char *mode = getenv("WEND_GOLDEN");
	struct told t = { 0 };
	char *golden = golden_path(&t.sc, name);

	t.in = input_open(&t.sc, scope_printf(&t.sc, "%s/%s", folder, name));
	told_from(&t, NULL, &options);
	if (!t.ok)
		fail_msg("%s: %s", name, t.sc.why);
	struct buf *got = buf_new(&t.sc, 64 << 20);
	buf_printf(got, "%s\n%.*s", t.format->name, STR_ARG(buf_str(t.text)));
	if (mode && strcmp(mode, "write") == 0)
		write_file(golden, buf_str(got));
	struct str want = read_file(&t.sc, golden);
	if (!str_equal(buf_str(got), want))
		fail_msg("%s reads otherwise than %s has it:\n%.*s", name, golden, STR_ARG(buf_str(got)));
	told_close(&t);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_plain(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void samples_say_what_they_said(void **state)
{
	const char *root = getenv("WEND_TEST_ROOT");
	char folder[4096];
	struct dirent **list;
	int n;

	(void)state;
	snprintf(folder, sizeof folder, "%s/tests/samples", root ? root : ".");
	n = scandir(folder, &list, is_plain, by_name);
	assert_true(n > 0);
	for (int i = 0; i < n; i++) {
		check(folder, list[i]->d_name);
		free(list[i]);
	}
	free(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(samples_say_what_they_said) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
