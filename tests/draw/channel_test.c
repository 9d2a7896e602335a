#include "model/channel.h"
#include "map/map.h"
#include "test.h"

/* Relative luminance and contrast as WCAG 2.2 defines them. */
static double linear(unsigned byte)
{
	double c = byte / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double contrast_on_white(const char *colour)
{
	unsigned rgb = (unsigned)strtoul(colour + 1, NULL, 16);
	double l = 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);

	return 1.05 / (l + 0.05);
}

static void colours_read_on_white(void **state)
{
	(void)state;
	for (int c = 0; c < CHANNELS; c++) {
		assert_int_equal(strlen(channel_colour((enum channel)c)), 7);
		assert_true(contrast_on_white(channel_colour((enum channel)c)) >= 4.5);
	}
}

static void each_has_its_own_colour_and_name(void **state)
{
	(void)state;
	for (int a = 0; a < CHANNELS; a++) {
		for (int b = 0; b < a; b++) {
			assert_string_not_equal(
				channel_colour((enum channel)a), channel_colour((enum channel)b));
			assert_string_not_equal(channel_name((enum channel)a), channel_name((enum channel)b));
		}
		assert_int_equal(channel_find(str_of(channel_key((enum channel)a))), a);
		assert_int_equal(channel_find(str_of(channel_name((enum channel)a))), a);
	}
}

static void words_are_found(void **state)
{
	static const struct {
		const char *word;
		enum channel want;
	} cases[] = {
		{ "web", CHANNEL_WEBSITE },
		{ "WWW", CHANNEL_WEBSITE },
		{ "Internet", CHANNEL_WEBSITE },
		{ "mobile", CHANNEL_APP },
		{ "Mobile App", CHANNEL_APP },
		{ "e-mail", CHANNEL_EMAIL },
		{ "mail", CHANNEL_EMAIL },
		{ "Рассылка", CHANNEL_EMAIL },
		{ "call", CHANNEL_PHONE },
		{ "Telefon", CHANNEL_PHONE },
		{ "ТЕЛЕФОН", CHANNEL_PHONE },
		{ "live_chat", CHANNEL_CHAT },
		{ "czat", CHANNEL_CHAT },
		{ "store", CHANNEL_STORE },
		{ "Sklep", CHANNEL_STORE },
		{ "магазин", CHANNEL_STORE },
		{ "интернет-магазин", CHANNEL_WEBSITE },
		{ "sklep internetowy", CHANNEL_WEBSITE },
		{ "Desk", CHANNEL_OFFICE },
		{ "post", CHANNEL_POST },
		{ "poczta", CHANNEL_POST },
		{ "почта", CHANNEL_POST },
		{ "Facebook", CHANNEL_SOCIAL },
		{ "Facebook Ads", CHANNEL_ADS },
		{ "paid / cpc", CHANNEL_ADS },
		{ "our own call center", CHANNEL_PHONE },
		{ "", CHANNEL_OTHER },
		{ "qwerty", CHANNEL_OTHER },
		{ "--", CHANNEL_OTHER },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (channel_find(str_of(cases[i].word)) != cases[i].want)
			fail_msg("\"%s\" became %s", cases[i].word,
				channel_key(channel_find(str_of(cases[i].word))));
	assert_int_equal(channel_find((struct str){ 0 }), CHANNEL_OTHER);
}

static void lanes_go_by_key_and_name(void **state)
{
	enum lane lane = LANES;

	(void)state;
	for (int k = 0; k < LANES; k++) {
		assert_true(lane_find(str_of(lane_key((enum lane)k)), &lane));
		assert_int_equal(lane, k);
		assert_true(lane_find(str_of(lane_name((enum lane)k)), &lane));
		assert_int_equal(lane, k);
	}
	assert_false(lane_find(STR("no such lane"), &lane));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(colours_read_on_white),
		cmocka_unit_test(each_has_its_own_colour_and_name),
		cmocka_unit_test(words_are_found),
		cmocka_unit_test(lanes_go_by_key_and_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
