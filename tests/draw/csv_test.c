#include "draw/draw.h"
#include "maps.h"
#include "test.h"

/* Cells of a line, quotes respected. */
static size_t cells_in(struct str line)
{
	bool quoted = false;
	size_t n = 1;

	for (size_t i = 0; i < line.n; i++) {
		quoted ^= line.p[i] == '"';
		n += !quoted && line.p[i] == ',';
	}
	return n;
}

static void every_row_has_every_column(void **state)
{
	(void)state;
	for (int m = 0; m < MAPS; m++) {
		struct scope sc = { 0 };
		struct map *map = maps_make(&sc, (enum maps)m);
		struct buf *out = buf_new(&sc, 1 << 22);
		size_t rows = 0, columns = 0;
		assert_true(draw_csv(&sc, map, out));
		for (struct str rest = buf_str(out); rest.n;) {
			struct str line = str_cut(&rest, '\n');
			columns = columns ? columns : cells_in(line);
			assert_int_equal(cells_in(line), columns);
			rows++;
		}
		assert_int_equal(rows, map->touchpoints.n + 1);
		scope_close(&sc);
	}
}

static void formulas_are_disarmed_and_numbers_are_not(void **state)
{
	static const struct {
		const char *name, *want;
	} cases[] = {
		{ "=1+1", "\"'=1+1\"" },
		{ "+cmd|'/C calc'!A0", "\"'+cmd|'/C calc'!A0\"" },
		{ "-1+1", "\"'-1+1\"" },
		{ "@SUM(A1)", "\"'@SUM(A1)\"" },
		{ "-12.5", "\"-12.5\"" },
		{ "+7", "\"+7\"" },
		{ "a=b", "\"a=b\"" },
		{ "say \"hi\"", "\"say \"\"hi\"\"\"" },
		{ "\t=1", "\"'\t=1\"" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct map *map = maps_make(&sc, MAPS_ONE);
		struct buf *out = buf_new(&sc, 1 << 16);
		map->touchpoints.at[0].name = str_of(cases[i].name);
		assert_true(draw_csv(&sc, map, out));
		if (!str_has(buf_str(out), str_of(cases[i].want)))
			fail_msg("%s is not in %s", cases[i].want, buf_str(out).p);
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_has_every_column),
		cmocka_unit_test(formulas_are_disarmed_and_numbers_are_not),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
