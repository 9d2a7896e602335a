#include "draw/draw.h"
#include "draw/terminal_cell.h"
#include "maps.h"
#include "test.h"

static void widths_are_those_of_a_terminal(void **state)
{
	static const struct {
		const char *text;
		size_t want;
	} cases[] = { { "", 0 }, { "cart", 4 }, { "żółć", 4 }, { "購入", 4 }, { "a\xcc\x81", 1 }, { "👩", 2 },
		{ "\x1b[1m", 4 },
		{ "\xe2\x80\xae"
		  "x",
			2 } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(cell_width(str_of(cases[i].text)), cases[i].want);
}

static void cells_are_cut_and_filled(void **state)
{
	struct scope sc = { 0 };
	struct buf *b = buf_new(&sc, 1000);

	(void)state;
	cell_left(b, STR("abc"), 5);
	buf_putc(b, '|');
	cell_right(b, STR("abc"), 5);
	buf_putc(b, '|');
	cell_left(b, STR("購入手続き"), 6);
	buf_putc(b, '|');
	cell_put(b, STR("a\x1b[31mb"), 20);
	assert_str(buf_str(b), "abc  |  abc|購入… |a�[31mb");
	scope_close(&sc);
}

static void words_wrap_under_their_mark(void **state)
{
	struct scope sc = { 0 };
	struct buf *b = buf_new(&sc, 1000);

	(void)state;
	cell_wrap(b, "• ", 2, STR("one two three four"), 10);
	assert_str(buf_str(b), "• one two\n  three\n  four\n");
	scope_close(&sc);
}

static void no_line_is_wider_than_the_terminal(void **state)
{
	static const unsigned widths[] = { 10, 80, 97, 120, 200, 900 };

	(void)state;
	for (int m = 0; m < MAPS; m++) {
		for (size_t k = 0; k < COUNT_OF(widths); k++) {
			struct scope sc = { 0 };
			struct buf *b = buf_new(&sc, 1 << 20);
			size_t most = widths[k] < 80 ? 80 : widths[k] > 200 ? 200 : widths[k];
			assert_true(draw_terminal(&sc, maps_make(&sc, (enum maps)m), widths[k], false, b));
			for (struct str rest = buf_str(b); rest.p;) {
				struct str line = str_cut(&rest, '\n');
				if (cell_width(line) > most)
					fail_msg("%s at %u: %zu wide: %.*s", maps_names[m], widths[k],
						cell_width(line), STR_ARG(line));
			}
			assert_false(str_has(buf_str(b), STR("\x1b")));
			scope_close(&sc);
		}
	}
}

static void colours_only_when_asked_for(void **state)
{
	struct scope sc = { 0 };
	struct buf *b = buf_new(&sc, 1 << 20);

	(void)state;
	assert_true(draw_terminal(&sc, maps_make(&sc, MAPS_HOSTILE), 120, true, b));
	assert_true(str_has(buf_str(b), STR("\x1b[33m")));
	assert_false(str_has(buf_str(b), STR("\x1b[31m")));
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(widths_are_those_of_a_terminal),
		cmocka_unit_test(cells_are_cut_and_filled),
		cmocka_unit_test(words_wrap_under_their_mark),
		cmocka_unit_test(no_line_is_wider_than_the_terminal),
		cmocka_unit_test(colours_only_when_asked_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
