#include "draw/draw.h"
#include "draw/said.h"
#include "draw/words.h"
#include "maps.h"
#include "model/source.h"
#include "test.h"

static const enum speech others[] = { SPEECH_PL, SPEECH_RU };

/* --- the table -------------------------------------------------------------------------------------------- */

static void rows_are_sorted_and_full(void **state)
{
	(void)state;
	for (size_t i = 0; i < said_rows_n; i++) {
		if (i && strcmp(said_rows[i - 1].english, said_rows[i].english) >= 0)
			fail_msg("\"%s\" stands in the wrong place", said_rows[i].english);
		assert_true(*said_rows[i].polish && *said_rows[i].russian);
	}
}

/* "%s%zu": what printf takes, without what it does with it. */
static void holes(const char *text, char *out, size_t room)
{
	size_t n = 0;

	for (const char *p = text; *p && n + 8 < room; p++) {
		if (*p != '%')
			continue;
		if (p[1] == '%' || p[1] == ' ') {
			p += p[1] == '%';
			continue;
		}
		for (p++; *p && !strchr("sdufcgi", *p); p++)
			if (*p == '*' || *p == 'l' || *p == 'z')
				out[n++] = *p;
		out[n++] = *p;
	}
	out[n] = 0;
}

/* A format in another language that takes other values would read what is not there. */
static void every_language_takes_the_same_values(void **state)
{
	(void)state;
	for (size_t i = 0; i < said_rows_n; i++) {
		const struct said_row *row = &said_rows[i];
		char want[64], got[64];
		if (strstr(row->english, "95 %:") || strstr(row->english, "95 % i") ||
			strstr(row->english, "0 %"))
			continue; /* no formats: their per cents are meant */
		holes(row->english, want, sizeof want);
		for (size_t k = 0; k < COUNT_OF(others); k++) {
			holes(said_in(row, others[k]), got, sizeof got);
			if (strcmp(want, got) != 0)
				fail_msg("\"%s\" takes %s, \"%s\" takes %s", row->english, want,
					said_in(row, others[k]), got);
		}
	}
}

/* --- numbers ---------------------------------------------------------------------------------------------- */

static void numbers_are_written_as_the_language_does(void **state)
{
	static const struct {
		const char *english, *polish, *russian;
	} cases[] = {
		{ "0", "0", "0" },
		{ "999", "999", "999" },
		{ "1,234", "1234",
			"1\xc2\xa0"
			"234" },
		{ "51,497",
			"51\xc2\xa0"
			"497",
			"51\xc2\xa0"
			"497" },
		{ "1,234,567.25",
			"1\xc2\xa0"
			"234\xc2\xa0"
			"567,25",
			"1\xc2\xa0"
			"234\xc2\xa0"
			"567,25" },
		{ "-0.5", "−0,5", "−0,5" },
		{ "+0.9", "+0,9", "+0,9" },
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		sc.speech = SPEECH_EN;
		assert_str(said_number(&sc, str_of(cases[i].english)), cases[i].english);
		sc.speech = SPEECH_PL;
		assert_str(said_number(&sc, str_of(cases[i].english)), cases[i].polish);
		sc.speech = SPEECH_RU;
		assert_str(said_number(&sc, str_of(cases[i].english)), cases[i].russian);
	}
	scope_close(&sc);
}

static void what_is_counted_goes_with_the_number(void **state)
{
	static const struct {
		const char *number, *polish, *russian;
	} cases[] = {
		{ "1", "podróż", "путь" },
		{ "2", "podróże", "пути" },
		{ "5", "podróży", "путей" },
		{ "11", "podróży", "путей" },
		{ "12", "podróży", "путей" },
		{ "21", "podróży", "путь" },
		{ "22", "podróże", "пути" },
		{ "112", "podróży", "путей" },
		{ "1,001", "podróży", "путь" },
		{ "0", "podróży", "путей" },
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct str number = str_of(cases[i].number);
		sc.speech = SPEECH_PL;
		assert_string_equal(said_form(&sc, number, "journey", "journeys"), cases[i].polish);
		sc.speech = SPEECH_RU;
		assert_string_equal(said_form(&sc, number, "journey", "journeys"), cases[i].russian);
	}
	sc.speech = SPEECH_PL;
	assert_str(words_span(&sc, 4.2 * 86400), "4,2\xc2\xa0"
						 "dnia");
	assert_str(words_plural(&sc, COUNT_UNTOLD - 10, "customer", "customers"), "mniej niż\xc2\xa0"
										  "10\xc2\xa0"
										  "klientów");
	assert_str(words_share(&sc, 0.042), "4,2%");
	assert_str(words_date(&sc, 1772323200000000), "1\xc2\xa0"
						      "mar\xc2\xa0"
						      "2026");
	scope_close(&sc);
}

/* --- sentences that were made before ---------------------------------------------------------------------- */

static void sentences_are_found_again(void **state)
{
	static const struct {
		const char *english, *polish, *russian;
	} cases[] = {
		{ "Critical moment: 37 % give up here (34 to 39 %)",
			"Moment krytyczny: rezygnuje tu 37% (od 34 do 39%)",
			"Критический момент: бросают здесь 37\xc2\xa0% (от 34 до 39\xc2\xa0%)" },
		{ "Goal: Order Completed. Reached by 14\xc2\xa0% (95\xc2\xa0% interval 14 to 15\xc2\xa0%, n\xc2\xa0=\xc2\xa0"
		  "7,377) of the journeys.",
			"Cel: Order Completed. Osiąga go 14% (95% przedział ufności od 14 do 15%, n = 7377) podróży.",
			"Цель: Order Completed. Её достигают 14\xc2\xa0% (95\xc2\xa0% доверительный интервал от 14 до "
			"15\xc2\xa0%, n = 7\xc2\xa0"
			"377) путей." },
		{ "2 rows could not be read and wait in quarantine.",
			"Nie dało się odczytać: 2 wiersze (w kwarantannie).",
			"Не удалось прочитать: 2 строки (в карантине)." },
		{ "Nobody knows this sentence 7.", "Nobody knows this sentence 7.",
			"Nobody knows this sentence 7." },
		{ "", "", "" },
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		sc.speech = SPEECH_EN;
		assert_str(said_again(&sc, str_of(cases[i].english)), cases[i].english);
		sc.speech = SPEECH_PL;
		assert_str(said_again(&sc, str_of(cases[i].english)), cases[i].polish);
		sc.speech = SPEECH_RU;
		assert_str(said_again(&sc, str_of(cases[i].english)), cases[i].russian);
	}
	scope_close(&sc);
}

/* Names that look like patterns stay what they are, and none takes long. */
static void hostile_names_are_kept(void **state)
{
	static const char *const names[] = { "a(.*)+[b]$", "{1!} {2:a|b|c}", "%s %d %%", "<script>",
		"\xe2\x80\xae vil\xe2\x80\xad",
		"and and and and and and and and: and; and. and, to to to to to to to to to to to to to to" };
	struct scope sc = { .speech = SPEECH_PL };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct str sentence = str_of(scope_printf(&sc,
			"The goal \"%s\" is a guess (no name speaks of a goal): another can be set in the map.",
			names[i]));
		struct str got = said_again(&sc, sentence);
		assert_true(str_starts(got, STR("Cel „")));
		assert_true(str_has(got, str_of(names[i])));
	}
	scope_close(&sc);
}

static void what_a_person_wrote_is_not_translated(void **state)
{
	struct scope sc = { .speech = SPEECH_RU };
	struct map_cell cell = { .text = STR("Critical moment: 37 % give up here (34 to 39 %)") };

	(void)state;
	assert_true(str_starts(words_cell(&sc, &cell), STR("Критический")));
	cell.written = true;
	assert_true(str_equal(words_cell(&sc, &cell), cell.text));
	cell.quote = STR("“It came \"late\"”");
	assert_str(words_quote(&sc, &cell), "«It came \"late\"»");
	cell.quote = STR("it came late");
	assert_str(words_quote(&sc, &cell), "it came late");
	struct map_look own = { STR("kiosk"), STR("Website kiosk"), "#123456", CHANNEL_WEBSITE };
	assert_str(words_channel(&sc, &own), "Website kiosk");
	scope_close(&sc);
}

/* --- whole drawings --------------------------------------------------------------------------------------- */

/* None of the table's words stands alone in a drawing of another language; but how sources call a channel is content,
 * and so is what is counted, which never stands alone but as a line of what somebody wrote. */
static void look_for_english(struct scope *sc, enum maps which, enum speech speech, const char *format)
{
	struct buf *out = buf_new(sc, DRAW_CEILING);
	struct draw_want want = { .speech = speech };

	assert_true(draw_as(sc, maps_make(sc, which), want, str_of(format), out));
	for (size_t i = 0; i < said_rows_n; i++) {
		const struct said_row *row = &said_rows[i];
		enum source_kind source;
		if (source_find(str_of(row->english), &source) || strchr(row->english, '%') ||
			strchr(row->polish, '|') || strcmp(row->english, said_in(row, speech)) == 0)
			continue;
		char *alone = scope_printf(sc, ">%s<", row->english);
		if (str_has(buf_str(out), str_of(alone)))
			fail_msg("%s of %s in %s says %s", format, maps_names[which], speech_code(speech),
				alone);
	}
	assert_int_equal(sc->speech, SPEECH_EN); /* for whoever comes next */
}

static void drawings_speak_one_language(void **state)
{
	static const enum maps some[] = { MAPS_FIVE, MAPS_NO_GOAL, MAPS_EMPTY, MAPS_BESIDE, MAPS_SPOKEN,
		MAPS_PAIR, MAPS_CROWD };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(some); i++)
		for (size_t k = 0; k < COUNT_OF(others); k++) {
			struct scope sc = { 0 };
			look_for_english(&sc, some[i], others[k], "html");
			look_for_english(&sc, some[i], others[k], "svg");
			scope_close(&sc);
		}
}

/* What programs read is the same in every language. */
static void data_is_english(void **state)
{
	static const char *const formats[] = { "json", "csv", "txt" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(formats); i++) {
		struct scope sc = { 0 };
		struct buf *english = buf_new(&sc, DRAW_CEILING), *russian = buf_new(&sc, DRAW_CEILING);
		struct map *map = maps_make(&sc, MAPS_SPOKEN);
		assert_true(draw_as(&sc, map, (struct draw_want){ 0 }, str_of(formats[i]), english));
		assert_true(draw_as(
			&sc, map, (struct draw_want){ .speech = SPEECH_RU }, str_of(formats[i]), russian));
		assert_true(str_equal(buf_str(english), buf_str(russian)));
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_sorted_and_full),
		cmocka_unit_test(every_language_takes_the_same_values),
		cmocka_unit_test(numbers_are_written_as_the_language_does),
		cmocka_unit_test(what_is_counted_goes_with_the_number),
		cmocka_unit_test(sentences_are_found_again),
		cmocka_unit_test(hostile_names_are_kept),
		cmocka_unit_test(what_a_person_wrote_is_not_translated),
		cmocka_unit_test(drawings_speak_one_language),
		cmocka_unit_test(data_is_english),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
