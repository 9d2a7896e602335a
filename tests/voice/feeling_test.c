#include "voice/feeling.h"

#include "base/buf.h"
#include "test.h"

struct hearing {
	struct scope sc;
	struct lexicon *lexicon;
	struct listener *listener;
	struct tokens tokens;
	struct heard heard;
};

static void open(struct hearing *h, enum language language, const char *own)
{
	*h = (struct hearing){ 0 };
	h->lexicon = lexicon_new(&h->sc, language);
	if (!h->lexicon || (own && !lexicon_add(&h->sc, h->lexicon, str_of(own), "own")))
		fail_msg("%s", h->sc.why);
	h->listener = listener_open(h->lexicon);
}

static void hear(struct hearing *h, struct str text)
{
	tokens_read(&h->tokens, text);
	listener_read(h->listener, &h->tokens, &h->heard);
}

static void end(struct hearing *h)
{
	listener_close(h->listener);
	tokens_close(&h->tokens);
	heard_close(&h->heard);
	scope_close(&h->sc);
}

/* clang-format off */
static const struct {
	enum language language;
	const char *text;
	enum polarity polarity;
} texts[] = {
	{ LANGUAGE_EN, "The delivery was quick and the staff very friendly.", POLARITY_POSITIVE },
	{ LANGUAGE_EN, "I waited three weeks and nobody answered the phone.", POLARITY_NEGATIVE },
	{ LANGUAGE_EN, "Which flights go to Boston on Monday?", POLARITY_NEUTRAL },
	{ LANGUAGE_EN, "Not a good experience.", POLARITY_NEGATIVE },
	{ LANGUAGE_EN, "Food was great but the waiter was terribly rude, awful evening.", POLARITY_NEGATIVE },
	{ LANGUAGE_EN, "No problem at all, thank you", POLARITY_POSITIVE },
	{ LANGUAGE_EN, "The app doesn't work", POLARITY_NEGATIVE },
	{ LANGUAGE_PL, "Paczka przyszła szybko, bardzo miła obsługa.", POLARITY_POSITIVE },
	{ LANGUAGE_PL, "Nie polecam, okropny kontakt i brak zwrotu pieniędzy.", POLARITY_NEGATIVE },
	{ LANGUAGE_PL, "nie dziala aplikacja", POLARITY_NEGATIVE },
	{ LANGUAGE_PL, "Hotel znajduje się przy ulicy Długiej.", POLARITY_NEUTRAL },
	{ LANGUAGE_PL, "Wszystko bez zarzutu, polecam", POLARITY_POSITIVE },
	{ LANGUAGE_RU, "Доставили быстро, вежливый курьер, всем рекомендую", POLARITY_POSITIVE },
	{ LANGUAGE_RU, "Ужасное обслуживание, деньги не вернули", POLARITY_NEGATIVE },
	{ LANGUAGE_RU, "Приложение не работает уже неделю", POLARITY_NEGATIVE },
	{ LANGUAGE_RU, "Магазин находится на улице Ленина", POLARITY_NEUTRAL },
	{ LANGUAGE_RU, "нареканий нет, все работает отлично", POLARITY_POSITIVE },
};
/* clang-format on */

static void texts_are_felt(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct hearing h;
		open(&h, texts[i].language, NULL);
		hear(&h, str_of(texts[i].text));
		enum polarity p = polarity_of(texts[i].language, h.heard.score);
		if (p != texts[i].polarity)
			fail_msg(
				"\"%s\" is %s (%.2f)", texts[i].text, polarity_key(p), (double)h.heard.score);
		end(&h);
	}
}

static const char small[] =
	"[feeling]\n+2: gut\n-2: bose, nie gut\n0: gut morning\n[not]\nkein\n[stop]\nkein only\n"
	"[strong]\n1.5: sehr\n[weak]\n.5: etwas\n[but]\naber\n[need]\nbrauch* .. bitte\n";

static void assert_sum(struct hearing *h, const char *text, double x)
{
	hear(h, str_of(text));
	assert_near((double)h->heard.x, x, 1e-5);
}

/* By hand, with weights of the test's own: turned round times -.7 or -.4, before a "but" times .6, behind it 1.3. */
static void sums_are_those_of_the_rules(void **state)
{
	struct hearing h;

	(void)state;
	open(&h, LANGUAGE_OTHER, small);
	assert_sum(&h, "gut", 2);
	assert_sum(&h, "sehr gut", 3);
	assert_sum(&h, "etwas sehr gut", 1.5);
	assert_sum(&h, "kein so wirklich gut", -1.4);
	assert_sum(&h, "kein so wirklich mal gut", 2);
	assert_sum(&h, "kein bose", .8);
	assert_sum(&h, "kein only gut", 2);
	assert_sum(&h, "kein gut gut", -1.4 + 2);
	assert_sum(&h, "gut morning", 0);
	assert_sum(&h, "nie gut", -2);
	assert_sum(&h, "GUT!", 2 * 1.2 * 1.15);
	assert_sum(&h, "gut aber bose", 2 * .6 - 2 * 1.3);
	assert_sum(&h, "gut. bose", 0);
	assert_near((double)h.heard.score, 0, 1e-6);
	assert_int_equal(h.heard.n_clauses, 2);
	assert_true(h.heard.mixed);
	end(&h);
}

static void hits_know_their_place(void **state)
{
	struct hearing h;
	const char *text = "Hallo! Ich BRAUCHE das jetzt bitte, kein gut";

	(void)state;
	open(&h, LANGUAGE_OTHER, small);
	hear(&h, str_of(text));
	assert_int_equal(h.heard.n_hits, 2);
	const struct heard_hit *need = &h.heard.hits[0], *bad = &h.heard.hits[1];
	assert_int_equal(need->role, SAYS_NEED);
	assert_str(str_sub(str_of(text), need->from, need->to), "BRAUCHE das jetzt bitte");
	assert_int_equal(need->clause, 1);
	assert_int_equal(bad->role, SAYS_FEELING);
	assert_true(bad->turned && bad->weight < 0);
	assert_str(str_sub(str_of(text), bad->from, bad->to), "gut");
	end(&h);
}

/* Half a million letters of one clause, of many, of nothing but marks, of broken bytes: each byte is looked at a few
 * times and no more, so this ends at once. */
static void long_texts_take_linear_time(void **state)
{
	static const char *const pieces[] = { "gut ", "gut. ", "!?", "\xff", "kein ", "aber gut ", "(", ":)",
		"\xd7\xa9 " };
	struct hearing h;

	(void)state;
	open(&h, LANGUAGE_EN, small);
	for (size_t i = 0; i < COUNT_OF(pieces); i++) {
		struct buf *b = buf_new(&h.sc, 1 << 20);
		while (buf_len(b) < 500000)
			buf_puts(b, pieces[i]);
		hear(&h, buf_str(b));
		for (size_t c = 0; c < h.heard.n_clauses; c++)
			assert_true(h.heard.clauses[c].from < h.heard.clauses[c].to &&
				    h.heard.clauses[c].to <= buf_len(b));
	}
	end(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_felt),
		cmocka_unit_test(sums_are_those_of_the_rules),
		cmocka_unit_test(hits_know_their_place),
		cmocka_unit_test(long_texts_take_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
