#include "voice/mask.h"

#include "base/buf.h"
#include "voice/mask_private.h"
#include "voice/tokens.h"
#include "test.h"

/* clang-format off */
static const struct {
	const char *text, *masked; /* NULL: as it is */
} samples[] = {
	/* phones */
	{ "call 600 100 200 or +48 600-100-200 or (22) 123 45 67.", "call [phone] or [phone] or [phone]." },
	{ "8 (916) 123-45-67, 89161234567, (+48) 600 100 200", "[phone], [phone], [phone]" },
	{ "020 7946 0958; 07911 123456; 1-800-555-1234; 123-45-67", "[phone]; [phone]; [phone]; [phone]" },
	{ "tel. 600\xc2\xa0" "100\xc2\xa0" "200", "tel. [phone]" },
	{ "600100200 and 0048600100200", "[phone] and [phone]" },
	/* numbers */
	{ "card 4111 1111 1111 1111 or 4111111111111111", "card [number] or [number]" },
	{ "PL61 1090 1014 0000 0712 1981 2874, GB29NWBK60161331926819", "[number], [number]" },
	{ "61 1090 1014 0000 0712 1981 2874 nr konta", "[number] nr konta" },
	{ "PESEL 44051401359", "PESEL [number]" },
	{ "order 123456, AB123456, 1Z999AA10123456784, zam-1234567, заказ1234567, №123456",
		"order [number], [number], [number], zam-[number], [number], №[number]" },
	/* what stays */
	{ "on 24.02.2015, 2015-02-24 and 12/24/15, in 2019-2020", NULL },
	{ "1 250 000 zl, 500-1000 zl, 10 000, 3.50, 12:30, 10-15, 12345, sizes 36 38", NULL },
	{ "me@ 5, 2@10.50, a @ b", NULL },
	{ "https://shop.example/faq, www.shop.example/help/page-2 https://shop.example", NULL },
	{ "I miss London. Pani z infolinii. p. 5. Will They come? Maria is nice. Hello Team", NULL },
	{ "Dear Customer Service, Dear Sir, Hi JetBlue. Pan kurier", NULL },
	{ "", NULL },
	/* mail, @names, pages */
	{ "jan.kowalski+x@example.co.uk, or zażółć@przykład.pl.", "[e-mail], or [e-mail]." },
	{ "600100200@shop.example and @jan_k.", "[e-mail] and [name]." },
	{ "https://shop.example/o?id=5&m=a@b.pl! http://t.co/aB3dE facebook.com/jan.k HTTPS://T.ME/jan",
		"[link]! [link] [link] [link]" },
	{ "https://shop.example/orders/88123", "[link]" },
	/* names */
	{ "Mr Smith, Mrs. O'Brien and Dr. J. R. Smith", "Mr [name], Mrs. [name] and Dr. [name]" },
	{ "Dear Anna, dear Mr Smith", "Dear [name], dear Mr [name]" },
	{ "Pani Kowalska i Pan Jan oraz p. Nowak z Panią Anną Kowalską-Nowak",
		"Pani [name] i Pan [name] oraz p. [name] z Panią [name]" },
	{ "Szanowny Panie Kierowniku, Pani Konsultantka Ewa", "Szanowny Panie [name], Pani Konsultantka [name]" },
	{ "господин Иванов, г-жа Петрова", "господин [name], г-жа [name]" },
	{ "Уважаемая Мария Ивановна! Иванов Иван Иванович", "Уважаемая [name]! [name]" },
	{ "Anna Kowalska was rude, John Smith too", "[name] was rude, [name] too" },
	{ "z Katarzyną Nowak, Piotrem Wiśniewskim, Ольгой Петровой", "z [name], [name], [name]" },
	{ "Mary Jane Watson called. Thomas de Vries", "[name] called. [name]" },
	{ "Thanks Anna, hi John!", "Thanks [name], hi [name]!" },
	{ "Regards,\nXavier Dupont", "Regards,\n[name]" },
	{ "My name is Xavier Dupont. Nazywam się Zenon Bąk. Меня зовут Ольга",
		"My name is [name]. Nazywam się [name]. Меня зовут [name]" },
	/* broken bytes around stay */
	{ "\xff\xfe jan@x.pl \x80", "\xff\xfe [e-mail] \x80" },
};
/* clang-format on */

static void samples_are_masked(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(samples); i++)
		assert_str(mask_text(&sc, str_of(samples[i].text)),
			samples[i].masked ? samples[i].masked : samples[i].text);
	scope_close(&sc);
}

static void words_are_said(void **state)
{
	(void)state;
	assert_string_equal(mask_word(MASK_EMAIL), "[e-mail]");
	assert_string_equal(mask_word(MASK_LINK), "[link]");
}

static void names_are_folded_and_in_order(void **state)
{
	static const struct mask_list *const lists[] = { &mask_first_names, &mask_name_stems };
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lists); i++)
		for (size_t k = 0; k < lists[i]->n; k++) {
			struct str name = str_of(lists[i]->at[k]);
			assert_true(str_equal(tokens_fold(&sc, name), name) && mask_is_first_name(name));
			assert_true(k == 0 || str_compare(str_of(lists[i]->at[k - 1]), name) < 0);
		}
	assert_false(mask_is_first_name(STR("parcel")));
	assert_false(mask_is_first_name(STR("")));
	scope_close(&sc);
}

/* Text of pieces that mean something to the rules, and bytes that do not. */
static struct str some_text(struct scope *sc, uint64_t *seed, bool broken)
{
	static const char *const pieces[] = { "Anna", " ", " ", "Pani ", "Mr. ", "Kowalska", "@", ".", "jan",
		"www.", "https://", "/", "?a=", "600", "100", "200", "4111111111111111", "12", "+", "-", "(",
		")", "żółw", "Иван", "ович", "PL61", "1090 1014", "'", "\n", ",", "name is ", "2015", "👍",
		"x" };
	struct buf *b = buf_new(sc, 4096);

	for (size_t i = test_random(seed) % 20; i > 0; i--)
		if (broken && test_random(seed) % 4 == 0)
			buf_putc(b, (char)test_random(seed));
		else
			buf_puts(b, pieces[test_random(seed) % COUNT_OF(pieces)]);
	return buf_str(b);
}

static size_t longest_number(struct str s)
{
	size_t most = 0, n = 0;

	for (size_t i = 0; i < s.n; i++) {
		n = s.p[i] >= '0' && s.p[i] <= '9' ? n + 1 : 0;
		most = n > most ? n : most;
	}
	return most;
}

/* What is masked is cut out in order; all else is there byte by byte; no long number and no mail is left. */
static void nothing_else_changes(void **state)
{
	uint64_t seed = 21;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct scope sc = { 0 };
		struct str text = some_text(&sc, &seed, round % 2), masked = mask_text(&sc, text);
		struct mask_places places = mask_find(&sc, text);
		size_t at = 0, out = 0;
		for (size_t i = 0; i <= places.n; i++) {
			size_t from = i < places.n ? places.at[i].from : text.n;
			assert_true(from >= at && from <= text.n);
			assert_memory_equal(masked.p + out, text.p + at, from - at);
			out += from - at;
			if (i == places.n)
				break;
			assert_true(places.at[i].to > from);
			out += strlen(mask_word(places.at[i].kind));
			at = places.at[i].to;
		}
		assert_int_equal(out, masked.n);
		if (longest_number(masked) >= 6)
			fail_msg("\"%.*s\" became \"%.*s\"", STR_ARG(text), STR_ARG(masked));
		assert_true(round % 2 || str_is_utf8(masked));
		scope_close(&sc);
	}
}

/* Half a million characters of what makes each rule look ahead. */
static void long_texts_take_no_longer(void **state)
{
	static const char *const repeated[] = { "a", "1", "1 ", "12 345 ", "Anna", "Anna ", "Pani ", "p. ",
		"@", "a@", "a.", "www.", "aa11 ", "a'", "a-", "+1", "(", "ж", " ", "name is ", "\xff" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(repeated); i++) {
		struct scope sc = { 0 };
		struct buf *b = buf_new(&sc, 1 << 20);
		while (buf_len(b) < 500000)
			buf_puts(b, repeated[i]);
		assert_true(mask_text(&sc, buf_str(b)).n > 0);
		scope_close(&sc);
	}
}

static void tweets_lose_their_names(void **state)
{
	struct scope sc = { 0 };
	char line[4096];
	size_t n = 0;

	(void)state;
	NEED_SHARED(path, "data/airline_tweets/Tweets.csv");
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		struct str masked = mask_text(&sc, str_of(line));
		for (size_t i = 1; i + 1 < masked.n; i++)
			if (masked.p[i] == '@' && (masked.p[i + 1] | 0x20) >= 'a' &&
				(masked.p[i + 1] | 0x20) <= 'z')
				fail_msg("%.*s", STR_ARG(masked));
		assert_true(longest_number(masked) < 6);
		n++;
	}
	fclose(f);
	assert_true(n > 14000);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(samples_are_masked),
		cmocka_unit_test(words_are_said),
		cmocka_unit_test(names_are_folded_and_in_order),
		cmocka_unit_test(nothing_else_changes),
		cmocka_unit_test(long_texts_take_no_longer),
		cmocka_unit_test(tweets_lose_their_names),
	};

	return cmocka_run_group_tests_name("mask", tests, NULL, NULL);
}
