#include "draw/font.h"
#include "test.h"

static struct scope sc;
static struct font *font;

static int setup(void **state)
{
	(void)state;
	font = font_open(&sc);
	return !font;
}

static int teardown(void **state)
{
	(void)state;
	font_close(font);
	scope_close(&sc);
	return 0;
}

static void widths_are_the_embedded_fonts(void **state)
{
	/* Inter's advance of "H" is 2112 of 2816 units in the regular face: 0.75 em would be 12.00 px at 16.
	 */
	double h = font_width(font, STR("H"), 16, FACE_REGULAR);

	(void)state;
	assert_true(h > 11 && h < 13);
	assert_near(font_width(font, STR("H"), 32, FACE_REGULAR), 2 * h, 1e-9);
	assert_true(font_width(font, STR("Hello"), 16, FACE_BOLD) >
		    font_width(font, STR("Hello"), 16, FACE_REGULAR));
	assert_near(font_width(font, STR(""), 16, FACE_REGULAR), 0, 0);
}

static void missing_letters_are_measured_too(void **state)
{
	(void)state;
	assert_true(font_covers(font, STR("Zażółć gęślą jaźń, Съешь ещё"), FACE_SEMIBOLD));
	assert_false(font_covers(font, STR("購入"), FACE_REGULAR));
	assert_near(font_width(font, STR("購入"), 10, FACE_REGULAR), 23, 0.01);
	double a = font_width(font, STR("a"), 10, FACE_REGULAR);
	assert_near(font_width(font, STR("a購"), 10, FACE_REGULAR), a + 11.5, 0.01);
}

static void lines_break_between_words(void **state)
{
	struct fit fit = font_fit(&sc, font, STR("Delivery and payment"),
		(struct fit_want){
			.width = 110, .size = 15, .smallest = 12, .lines = 3, .face = FACE_SEMIBOLD });

	(void)state;
	assert_int_equal(fit.n, 2);
	assert_str(fit.lines[0], "Delivery and");
	assert_str(fit.lines[1], "payment");
	assert_near(fit.size, 15, 0);
	assert_false(fit.cut);
}

static void long_words_are_broken_last(void **state)
{
	struct fit fit = font_fit(&sc, font, STR("Konstantynopolitańczykowianeczka"),
		(struct fit_want){
			.width = 120, .size = 15, .smallest = 12, .lines = 3, .face = FACE_SEMIBOLD });

	(void)state;
	assert_near(fit.size, 12, 0);
	assert_int_equal(fit.n, 2);
	assert_false(fit.cut);
}

static void what_does_not_fit_ends_in_an_ellipsis(void **state)
{
	struct str text = STR("one two three four five six seven eight nine ten eleven twelve");
	struct fit fit = font_fit(&sc, font, text,
		(struct fit_want){
			.width = 60, .size = 15, .smallest = 12, .lines = 2, .face = FACE_REGULAR });

	(void)state;
	assert_true(fit.cut);
	assert_int_equal(fit.n, 2);
	assert_true(str_ends(fit.lines[1], STR("…")));
	assert_str(font_cut(&sc, font, STR("short"), 200, 12, FACE_REGULAR), "short");
	assert_true(
		font_width(font, font_cut(&sc, font, text, 90, 12, FACE_REGULAR), 12, FACE_REGULAR) <= 90);
}

static void nothing_gives_no_lines(void **state)
{
	struct fit fit = font_fit(&sc, font, STR("  "),
		(struct fit_want){
			.width = 60, .size = 15, .smallest = 12, .lines = 2, .face = FACE_REGULAR });

	(void)state;
	assert_int_equal(fit.n, 0);
}

/* Words of random letters, some of them wide, combining, or joined by marks. */
static struct str random_text(uint64_t *seed)
{
	static const char *const letters[] = { "a", "W", "ż", "щ", "購", "a\xcc\x81", " ", " ", "_", "/", "👩",
		"مر", "-", "i" };
	size_t n = test_random(seed) % 60, used = 0;
	char *p = scope_alloc(&sc, n * 8 + 1, 1);

	for (size_t i = 0; i < n; i++) {
		const char *letter = letters[test_random(seed) % COUNT_OF(letters)];
		memcpy(p + used, letter, strlen(letter));
		used += strlen(letter);
	}
	return (struct str){ p, used };
}

static void no_line_is_wider_than_asked(void **state)
{
	uint64_t seed = 7;

	(void)state;
	for (int round = 0; round < 400; round++) {
		struct fit_want want = { .width = 30 + (double)(test_random(&seed) % 150),
			.size = 15,
			.smallest = 12,
			.lines = 1 + test_random(&seed) % 4,
			.face = FACE_REGULAR };
		struct fit fit = font_fit(&sc, font, random_text(&seed), want);
		assert_true(fit.n <= want.lines);
		for (size_t i = 0; i < fit.n; i++)
			assert_true(font_width(font, fit.lines[i], fit.size, want.face) <= want.width + 1e-6);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(widths_are_the_embedded_fonts),
		cmocka_unit_test(missing_letters_are_measured_too),
		cmocka_unit_test(lines_break_between_words),
		cmocka_unit_test(long_words_are_broken_last),
		cmocka_unit_test(what_does_not_fit_ends_in_an_ellipsis),
		cmocka_unit_test(nothing_gives_no_lines),
		cmocka_unit_test(no_line_is_wider_than_asked),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
