/* What is written today must be what was written before, byte by byte.  WEND_GOLDEN=write renews the files:
 * look at what changed before they are committed. */
#include "draw/draw.h"
#include "maps.h"
#include "test.h"

static const struct {
	enum maps map;
	const char *format;
} goldens[] = {
	{ MAPS_ONE, "svg" },
	{ MAPS_FIVE, "svg" },
	{ MAPS_TWELVE, "svg" },
	{ MAPS_LONG_NAMES, "svg" },
	{ MAPS_FIVE, "html" },
	{ MAPS_FIVE, "json" },
	{ MAPS_NO_GOAL, "json" },
	{ MAPS_EMPTY, "json" },
	{ MAPS_TWELVE, "csv" },
	{ MAPS_HOSTILE, "csv" },
	{ MAPS_TWELVE, "txt" },
	{ MAPS_HOSTILE, "txt" },
	{ MAPS_NO_RATINGS, "txt" },
	{ MAPS_EMPTY, "txt" },
	{ MAPS_BESIDE, "svg" },
	{ MAPS_BESIDE, "html" },
	{ MAPS_BESIDE, "json" },
	{ MAPS_BESIDE, "csv" },
	{ MAPS_BESIDE, "txt" },
	{ MAPS_SPOKEN, "svg" },
	{ MAPS_SPOKEN, "html" },
	{ MAPS_SPOKEN, "json" },
	{ MAPS_PAIR, "svg" },
	{ MAPS_PAIR, "html" },
	{ MAPS_PAIR, "json" },
	{ MAPS_PAIR, "csv" },
	{ MAPS_PAIR, "txt" },
	{ MAPS_CROWD, "svg" },
	{ MAPS_CROWD, "txt" },
	{ MAPS_OWN, "svg" },
	{ MAPS_OWN, "html" },
	{ MAPS_OWN, "json" },
	{ MAPS_OWN, "csv" },
	{ MAPS_OWN, "txt" },
};

static void read_golden(const char *path, struct buf *out)
{
	char bytes[65536];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (!f)
		fail_msg("%s is not there: WEND_GOLDEN=write makes it", path);
	while ((n = fread(bytes, 1, sizeof bytes, f)) > 0)
		buf_add(out, bytes, n);
	fclose(f);
}

static void write_golden(const char *path, struct str text)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text.p, 1, text.n, f), text.n);
	fclose(f);
}

/* The line where the two first differ. */
static size_t line_of_difference(struct str a, struct str b)
{
	size_t line = 1;

	for (size_t i = 0; i < a.n && i < b.n && a.p[i] == b.p[i]; i++)
		line += a.p[i] == '\n';
	return line;
}

static void check(size_t i)
{
	struct scope sc = { 0 };
	struct buf *out = buf_new(&sc, DRAW_CEILING), *want = buf_new(&sc, DRAW_CEILING);
	const char *root = getenv("WEND_TEST_ROOT"), *mode = getenv("WEND_GOLDEN");
	char *path = scope_printf(&sc, "%s/tests/golden/%s.%s", root ? root : ".", maps_names[goldens[i].map],
		goldens[i].format);

	assert_true(draw_write(&sc, maps_make(&sc, goldens[i].map), str_of(goldens[i].format), out));
	if (mode && strcmp(mode, "write") == 0)
		write_golden(path, buf_str(out));
	read_golden(path, want);
	if (!str_equal(buf_str(out), buf_str(want)))
		fail_msg(
			"%s differs from line %zu on", path, line_of_difference(buf_str(out), buf_str(want)));
	scope_close(&sc);
}

static void drawings_are_as_they_were(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(goldens); i++)
		check(i);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(drawings_are_as_they_were) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
