#include "base/speech.h"
#include "test.h"

static void a_browser_says_what_it_likes_best(void **state)
{
	static const struct {
		const char *header;
		enum speech want;
	} cases[] = {
		{ "", SPEECH_EN }, { "pl", SPEECH_PL }, { "pl-PL,pl;q=0.9,en;q=0.8", SPEECH_PL },
		{ "de, ru;q=0.5", SPEECH_RU }, { "en;q=0.2, RU-ru ;q=0.3", SPEECH_RU },
		{ "de,fr", SPEECH_EN }, { "pl;q=0, en", SPEECH_EN }, { "pl;q=0", SPEECH_EN },
		{ "pl;q=x, ru;q=0.1", SPEECH_RU }, { ",,;;q=", SPEECH_EN }, { "*", SPEECH_EN },
		{ "ru, pl", SPEECH_RU }, /* the first of those that are liked the same */
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(speech_accepted(str_of(cases[i].header)), cases[i].want);
	assert_int_equal(speech_accepted((struct str){ 0 }), SPEECH_EN);
}

static void a_code_is_one_of_three(void **state)
{
	enum speech speech = SPEECH_EN;

	(void)state;
	for (int i = 0; i < SPEECHES; i++) {
		assert_true(speech_find(str_of(speech_code((enum speech)i)), &speech));
		assert_int_equal(speech, i);
	}
	assert_false(speech_find(STR("de"), &speech));
	assert_false(speech_find(STR(""), &speech));
	assert_false(speech_find((struct str){ 0 }, &speech));
	assert_false(speech_find(STR("pl-PL"), &speech));
	assert_int_equal(speech_or_english(STR("ru")), SPEECH_RU);
	assert_int_equal(speech_or_english(STR("de")), SPEECH_EN);
	assert_int_equal(speech_or_english((struct str){ 0 }), SPEECH_EN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_browser_says_what_it_likes_best),
		cmocka_unit_test(a_code_is_one_of_three),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
