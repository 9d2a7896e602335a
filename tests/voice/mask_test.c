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
	/* with slashes, in groups that are no phone's, more than one */
	{ "600/100/200, Call 22/123-45-67, 22/123.45.67", "[phone], Call [phone], [phone]" },
	{ "12 3456 7890 1234 5678 9012 3456", "[number]" },
	{ "12 34 56 78 90 12 34 56 78 90 12 34 56, 12-34-56-78-90-12-34", "[number], [number]" },
	{ "12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 12", "[number]" },
	{ "4111 1111 1111 1112, 4111/1111/1111/1112, 4111.1111.1111.1112", "[number], [number], [number]" },
	{ "4111 1111 1111 11.11", "[number]" },
	{ "600 100 200 700 200 300", "[number]" },
	{ "1234567890123456789012345678901234567890123 4567", "[number]" },
	/* in other dress */
	{ "600\xe2\x80\x8b" "100\xe2\x80\x8b" "200", "[phone]" },
	{ "6\xc2\xad" "00 \xe2\x81\xa0" "100 20\xef\xbb\xbf" "0\xe2\x80\x8b.", "[phone]." },
	{ "２２ ６００１００２００", "[phone]" },
	{ "٦٠٠١٠٠٢٠٠, ①②③④⑤⑥, 6\xef\xb8\x8f\xe2\x83\xa3" "00100200, 6\xcc\xb6" "00 100 200",
		"[phone], [number], [phone], [phone]" },
	{ "600\xe3\x80\x80" "100\xe2\x80\x93" "200, Pani\xc2\xa0Nowak", "[phone], Pani\xc2\xa0[name]" },
	{ "jan&#64;example.com, jan&#x40;example.com, jan&#064example.com, jan&commat;example.com",
		"[e-mail], [e-mail], [e-mail], [e-mail]" },
	{ "jan&amp;#64;example.com jan%40example.com ｊａｎ＠ｅｘａｍｐｌｅ．ｃｏｍ", "[e-mail] [e-mail] [e-mail]" },
	{ "&#54;00100200, 600&nbsp;100&#160;200, 600&#8203;100200, &plus;48600100200",
		"[phone], [phone], [phone], [phone]" },
	{ "a &amp; b &#64; c &; &# &#x; &#55296; 50%40", NULL },
	/* what stays: dates and years */
	{ "24/02/2015, 24/02/2015 - 12/03/2016, 02/2015 03/2015, 2014/15 2015/16 2016/17", NULL },
	{ "24.02.2015 12.03.2016 1.1.2017, 3 24.02.2015 10.03.2015, 5 12.2015", NULL },
	{ "24\xe2\x80\x93" "02\xe2\x80\x93" "2015, 2014 2015 2016 2017, 2014/2015/2016", NULL },
	{ "2015-02-24 12.30 - 2015-02-25 14.30, 10.30-12.00 13.30-15.00, 24/7, 9-17", NULL },
	{ "600 100 200 24.02.2015 and 24.02.2015 600 100 200", "[phone] 24.02.2015 and 24.02.2015 [phone]" },
	{ "24/7 600 100 200, 600 100 200 02/2015", "24/7 [phone], [phone] 02/2015" },
	{ "1683-1767, rev. 126 (2016), in 1999 148000000, in 2015 600 100 200",
		"1683-1767, rev. 126 (2016), in 1999 [number], in 2015 [phone]" },
	{ "24. 02. 2015, 26 . 09 . 13 - 03 . 10 . 2013", NULL },
	/* amounts and prices */
	{ "1 000 000 000 people, 9.000 - 13.400, sizes 27 28 29 29 30 30 31 32, 36/37/38/38/39/39/40/41", NULL },
	{ "12.99 15.99 20.99 25.99, 2 12.99 3 15.99 1 20.99, 1250.50 1300.50 1400.50", NULL },
	{ "500 000 - 1 000 000, 1 000 000 000 000, 10 000 000 000.00, 1.250.000.000.000", NULL },
	{ "199/299/399 PLN, 199/299/399zł, $199/299/399, 1/2 3/4, 36/38/40/42/44", NULL },
	{ "10-20 20-30 30-40 40-50, 1 250 000 000 000 zl", NULL },
	{ "4111 1111 1111 1111 12.99 zł, 600 100 200 50 PLN", "[number] 12.99 zł, [phone] 50 PLN" },
	/* the rest */
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
		"x", "６００", "\xe2\x80\x8b", "&#64;", "&amp;", "\xc2\xa0", "12.99", "\xcc\x88" };
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

/* --- other dress -------------------------------------------------------------------------------------- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The text with all its digits of full width, with a sign of no width between any two of them, with its @ spelt out. */
static struct str dressed(struct scope *sc, struct str text, int how)
{
	struct buf *b = buf_new(sc, 1 << 16);

	for (size_t i = 0; i < text.n; i++) {
		if (how == 0 && is_digit(text.p[i]))
			buf_letter(b, 0xff10 + (uint32_t)(text.p[i] - '0'));
		else if (how == 2 && text.p[i] == '@')
			buf_puts(b, "&#64;");
		else
			buf_putc(b, text.p[i]);
		if (how == 1 && is_digit(text.p[i]) && i + 1 < text.n && is_digit(text.p[i + 1]))
			buf_letter(b, 0x200b);
	}
	return buf_str(b);
}

/* Masked and dressed is dressed and masked; what is spelt out with digits already is left out. */
static void dress_hides_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < 3 * COUNT_OF(samples); i++) {
		struct scope sc = { 0 };
		int how = (int)(i % 3);
		struct str text = str_of(samples[i / 3].text);
		if (strpbrk(text.p, "&%"))
			continue;
		assert_str(mask_text(&sc, dressed(&sc, text, how)),
			str_c(&sc, dressed(&sc, mask_text(&sc, text), how)));
		scope_close(&sc);
	}
}

/* Groups that are neither days nor years, thirteen digits or more: no digit of them is left. */
static void long_runs_are_masked(void **state)
{
	static const char *const between[] = { " ", "-", "/", " - ", "\xc2\xa0", "\xe2\x80\x8b",
		"\xe2\x80\x93", " (" };
	uint64_t seed = 5;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct scope sc = { 0 };
		struct buf *b = buf_new(&sc, 4096);
		size_t groups = 5 + test_random(&seed) % 30;
		for (size_t i = 0; i < groups; i++) {
			buf_puts(b, i ? between[test_random(&seed) % COUNT_OF(between)] : "");
			buf_printf(b, "%d", 321 + (int)(test_random(&seed) % 9000) / (i % 3 ? 1 : 10));
		}
		struct str masked = mask_text(&sc, buf_str(b));
		for (size_t i = 0; i < masked.n; i++)
			if (is_digit(masked.p[i]))
				fail_msg("\"%.*s\" became \"%.*s\"", STR_ARG(buf_str(b)), STR_ARG(masked));
		scope_close(&sc);
	}
}

/* --- parts -------------------------------------------------------------------------------------------- */

static void parts_are_shown(void **state)
{
	struct scope sc = { 0 };
	struct str text = STR("ask Pani Nowak, 600 100 200!");
	struct mask_places places = mask_find(&sc, text);

	(void)state;
	assert_int_equal(places.n, 2);
	assert_str(mask_part(&sc, text, &places, 0, text.n), "ask Pani [name], [phone]!");
	assert_str(mask_part(&sc, text, &places, 0, 9), "ask Pani ");
	assert_str(mask_part(&sc, text, &places, 0, 10), "ask Pani [name]");
	assert_str(mask_part(&sc, text, &places, 11, 12), "[name]");
	assert_str(mask_part(&sc, text, &places, 11, 11), "[name]");
	assert_str(mask_part(&sc, text, &places, 9, 14), "[name]");
	assert_str(mask_part(&sc, text, &places, 12, 20), "[name], [phone]");
	assert_str(mask_part(&sc, text, &places, 14, 16), ", ");
	assert_str(mask_part(&sc, text, &places, 14, 14), "");
	assert_str(mask_part(&sc, text, &places, 20, 1000), "[phone]!");
	assert_str(mask_part(&sc, text, &places, 27, 3), "");
	assert_true(
		mask_hides(&places, 13, 14) && mask_hides(&places, 0, 10) && mask_hides(&places, 0, 1000));
	assert_false(mask_hides(&places, 0, 9) || mask_hides(&places, 14, 16) || mask_hides(&places, 10, 10));
	scope_close(&sc);
}

/* mask_part byte by byte: a word for each place that is met, and what lies in none. */
static struct str part_slowly(
	struct scope *sc, struct str text, const struct mask_places *places, size_t from, size_t to)
{
	struct buf *b = buf_new(sc, 1 << 16);
	size_t at = 0;

	for (size_t i = 0; i <= places->n; i++) {
		size_t end = i < places->n ? places->at[i].from : text.n;
		for (; at < end; at++)
			if (at >= from && at < to)
				buf_putc(b, text.p[at]);
		if (i == places->n)
			break;
		const struct mask_place *place = &places->at[i];
		bool inside = from == to && from > place->from && from < place->to;
		if (inside || (from < to && place->from < to && place->to > from))
			buf_puts(b, mask_word(place->kind));
		at = place->to;
	}
	return buf_str(b);
}

static bool hides_slowly(const struct mask_places *places, size_t from, size_t to)
{
	for (size_t i = 0; i < places->n; i++)
		for (size_t at = places->at[i].from; at < places->at[i].to; at++)
			if (at >= from && at < to)
				return true;
	return false;
}

static void parts_show_nothing_masked(void **state)
{
	uint64_t seed = 77;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct scope sc = { 0 };
		struct str text = some_text(&sc, &seed, round % 2);
		struct mask_places places = mask_find(&sc, text);
		size_t a = test_random(&seed) % (text.n + 1), b = test_random(&seed) % (text.n + 1);
		size_t from = a < b ? a : b, to = a < b ? b : a;
		struct str part = mask_part(&sc, text, &places, from, to);
		assert_true(str_equal(part, part_slowly(&sc, text, &places, from, to)));
		assert_int_equal(mask_hides(&places, from, to), hides_slowly(&places, from, to));
		assert_true(str_has(mask_text(&sc, text), part));
		scope_close(&sc);
	}
}

/* Half a million characters of what makes each rule look ahead. */
static void long_texts_take_no_longer(void **state)
{
	static const char *const repeated[] = { "a", "1", "1 ", "12 345 ", "Anna", "Anna ", "Pani ", "p. ",
		"@", "a@", "a.", "www.", "aa11 ", "a'", "a-", "+1", "(", "ж", " ", "name is ", "\xff", "1/",
		"10 ", "10.00 ", "12.12.2012 ", "2012 ", "2014/15 ", "1 000 ", "1\xe2\x80\x8b",
		"\xe2\x80\x8b", "６", "６ ", "&", "&#", "&amp;", "amp;", "&#64;", "&#x", "%40", "1\xcc\x88",
		"\xcc\x88", "10 zl ", "1) " };

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
		cmocka_unit_test(dress_hides_nothing),
		cmocka_unit_test(long_runs_are_masked),
		cmocka_unit_test(parts_are_shown),
		cmocka_unit_test(parts_show_nothing_masked),
		cmocka_unit_test(long_texts_take_no_longer),
		cmocka_unit_test(tweets_lose_their_names),
	};

	return cmocka_run_group_tests_name("mask", tests, NULL, NULL);
}
