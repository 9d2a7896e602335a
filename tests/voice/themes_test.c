#include "voice/themes.h"
#include "voice/themes_private.h"

#include "base/buf.h"
#include "base/names.h"
#include "test.h"

static struct tokens tokens;

static void add_in(
	struct themes *themes, enum language language, uint32_t group, uint32_t customer, const char *text)
{
	struct scope sc = { 0 };

	tokens_read(&tokens, str_of(text));
	assert_true(themes_add(&sc, themes, &(struct themes_text){ &tokens, language, group, customer }));
	scope_close(&sc);
}

static void add(struct themes *themes, uint32_t group, uint32_t customer, const char *text)
{
	add_in(themes, LANGUAGE_EN, group, customer, text);
}

/* "courier 3, late delivery 2": what is shown and how many customers said it. */
static struct str shown(struct scope *sc, struct themes *themes, uint32_t group, size_t most, uint32_t fewest)
{
	struct theme_list list = themes_best(sc, themes, group, most, fewest);
	struct buf *b = buf_new(sc, 4096);

	for (size_t i = 0; i < list.n; i++)
		buf_printf(b, "%s%.*s %u", i ? ", " : "", STR_ARG(list.at[i].form), list.at[i].customers);
	return buf_str(b);
}

static void close_all(struct scope *sc, struct themes *themes)
{
	tokens_close(&tokens);
	themes_close(themes);
	scope_close(sc);
}

/* --- what is a theme ---------------------------------------------------------------------------------- */

/* clang-format off */
static const struct {
	enum language language;
	const char *texts[5], *shown;
} samples[] = {
	{ LANGUAGE_EN, { "Delivery!", "delivery", "the delivery?" }, "delivery 3" },
	{ LANGUAGE_EN, { "delivery delivery", "delivery. delivery" }, "delivery 2" },
	{ LANGUAGE_EN, { "customer service", "Customer service", "customer service" }, "customer service 3" },
	{ LANGUAGE_EN, { "waste of time", "waste of time" }, "waste of time 2" },
	{ LANGUAGE_EN, { "waste, time", "waste. time" }, "time 2, waste 2" }, /* no pair over a mark */
	{ LANGUAGE_EN, { "not  working", "not working" }, "not working 2" },
	{ LANGUAGE_EN, { "don't recommend", "don't recommend", "recommend" }, "don't recommend 2" },
	{ LANGUAGE_EN, { "rude staff", "staff", "staff", "rude" }, "staff 3, rude 2" }, /* half is not most */
	{ LANGUAGE_EN, { "the and you with", "at it on", "12345 a1b2c3" }, "" },
	{ LANGUAGE_EN, { "@anna https://x.example/courier", "x@courier.example" }, "" },
	{ LANGUAGE_PL, { "Dostawa", "dostawy", "dostawa", "dostawa" }, "dostawa 4" },
	{ LANGUAGE_PL, { "nie działa", "nie działa" }, "nie działa 2" },
	{ LANGUAGE_RU, { "доставка", "доставки", "с доставкой", "доставка" }, "доставка 4" },
	{ LANGUAGE_RU, { "не работает", "ничего не работает" }, "не работает 2" },
	{ LANGUAGE_OTHER, { "das und lieferung", "lieferung nie" }, "lieferung 2" },
};
/* What was denied, and what most said. */
static const struct {
	enum language language;
	const char *texts[3], *shown, *bare;
} denials[] = {
	{ LANGUAGE_PL, { "Nie mogłam znaleźć kontaktu.", "nie mogłem znaleźć kontaktu", "Nie mogłam znaleźć kontaktu." }, "Nie mogłam znaleźć kontaktu", "znaleźć kontaktu" },
	{ LANGUAGE_PL, { "nikt nie odpisał na maila", "nikt nie odpisał na maila" }, "nikt nie odpisał na maila", "odpisał na maila" },
	{ LANGUAGE_PL, { "nigdy nie dotarła", "nigdy nie dotarła" }, "nigdy nie dotarła", "nie dotarła" },
	{ LANGUAGE_PL, { "brak faktury", "brak faktury" }, "brak faktury", "brak faktury" },
	{ LANGUAGE_PL, { "nie działa i strona", "zepsuta i strona" }, "strona", "strona" }, /* of another */
	{ LANGUAGE_PL, { "nie tylko dostawa", "nie tylko dostawa" }, "dostawa", "dostawa" },
	{ LANGUAGE_PL, { "nie działa, dostawa", "działa, dostawa" }, "dostawa", "dostawa" },
	{ LANGUAGE_PL, { "nie ma problemu z szybką dostawą", "z dostawą" }, "dostawą", "dostawą" }, /* too far */
	{ LANGUAGE_EN, { "could not find the contact", "could not find the contact" }, "could not find the contact", "find the contact" },
	{ LANGUAGE_EN, { "I can't find the contact form", "You can't find the contact form" }, "can't find the contact", "find the contact" },
	{ LANGUAGE_EN, { "it does not work", "it does not work" }, "does not work", "not work" },
	{ LANGUAGE_EN, { "there is no invoice", "there is no invoice" }, "is no invoice", "no invoice" },
	{ LANGUAGE_EN, { "never got the parcel", "never got the parcel" }, "never got the parcel", "parcel" },
	{ LANGUAGE_EN, { "not the parcel", "a parcel", "Parcel" }, "parcel", "parcel" }, /* most do not deny it */
	{ LANGUAGE_RU, { "не могу найти контакты", "не могу найти контакты" }, "не могу найти контакты", "найти контакты" },
	{ LANGUAGE_RU, { "Оплата не прошла с первого раза", "не прошла с первого раза" }, "не прошла с первого", "прошла с первого" },
	{ LANGUAGE_RU, { "нет чека", "нет чека" }, "нет чека", "нет чека" },
	{ LANGUAGE_RU, { "без предупреждения", "без предупреждения" }, "без предупреждения", "без предупреждения" },
};
/* clang-format on */

static const struct theme *theme_like(const struct theme_list *list, const char *form)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_equal(list->at[i].form, str_of(form)))
			return &list->at[i];
	for (size_t i = 0; i < list->n; i++)
		print_message("# %.*s (%.*s)\n", STR_ARG(list->at[i].form), STR_ARG(list->at[i].bare));
	fail_msg("no theme is written \"%s\"", form);
	return NULL;
}

static void titles_keep_what_denies_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(denials); i++) {
		struct scope sc = { 0 };
		struct themes *themes = themes_open(0);
		for (uint32_t k = 0; k < 3 && denials[i].texts[k]; k++)
			add_in(themes, denials[i].language, 0, k, denials[i].texts[k]);
		struct theme_list list = themes_best(&sc, themes, 0, 10, 2);
		assert_str(theme_like(&list, denials[i].shown)->bare, denials[i].bare);
		close_all(&sc, themes);
	}
}

static void samples_are_themes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(samples); i++) {
		struct scope sc = { 0 };
		struct themes *themes = themes_open(0);
		for (uint32_t k = 0; k < 5 && samples[i].texts[k]; k++)
			add_in(themes, samples[i].language, 0, k, samples[i].texts[k]);
		struct theme_list list = themes_best(&sc, themes, 0, 10, 2);
		if (strchr(samples[i].shown, ',')) { /* as many, in any order */
			assert_int_equal(list.n, 2);
			assert_true(strstr(samples[i].shown, str_c(&sc, list.at[0].form)) != NULL);
			assert_true(strstr(samples[i].shown, str_c(&sc, list.at[1].form)) != NULL);
		} else
			assert_str(shown(&sc, themes, 0, 10, 2), samples[i].shown);
		close_all(&sc, themes);
	}
}

static void words_lists_are_folded(void **state)
{
	struct scope sc = { 0 };

	(void)state;
	for (int language = LANGUAGE_EN; language <= LANGUAGE_RU; language++) {
		struct str rest = str_of(themes_stop_words((enum language)language));
		struct names *seen = names_new(&sc);
		for (uint32_t n = 0; rest.p; n++) {
			struct str word = str_cut(&rest, ',');
			assert_true(str_letters(word) >= 3);
			assert_true(str_equal(tokens_fold(&sc, word), word));
			assert_int_equal(names_add(seen, word), n);
		}
		assert_in_range(names_count(seen), 140, 350);
	}
	assert_null(themes_stop_words(LANGUAGE_OTHER));
	scope_close(&sc);
}

static void a_theme_has_its_place(void **state)
{
	struct scope sc = { 0 };
	struct themes *themes = themes_open(0);
	size_t from, to;

	(void)state;
	add(themes, 0, 1, "late parcels");
	add(themes, 0, 2, "late parcel");
	struct theme_list list = themes_best(&sc, themes, 0, 5, 2);
	assert_int_equal(list.n, 1);
	tokens_read(&tokens, STR("A very Late parcel, again"));
	struct themes_text text = { &tokens, LANGUAGE_EN, 0, 0 };
	assert_true(themes_place(themes, &text, list.at[0].key, &from, &to));
	assert_str(str_sub(tokens.text, from, to), "Late parcel");
	assert_false(themes_place(themes, &text, 1, &from, &to));
	close_all(&sc, themes);
}

/* --- by hand ------------------------------------------------------------------------------------------ */

/* Group 0: parcel 3, courier 1, late 1; group 1: parcel 1, price 4.  Five mentions each, so the mean is 5. */
static void scores_are_as_by_hand(void **state)
{
	struct scope sc = { 0 };
	struct themes *themes = themes_open(0);

	(void)state;
	add(themes, 0, 1, "parcel. courier. parcel");
	add(themes, 0, 2, "parcel");
	add(themes, 0, 3, "parcel. late");
	add(themes, 1, 4, "price. parcel");
	add(themes, 1, 5, "price");
	add(themes, 1, 6, "price");
	add(themes, 1, 7, "price");
	struct theme_list list = themes_best(&sc, themes, 0, 10, 1);
	assert_int_equal(list.n, 3);
	assert_str(list.at[0].form, "parcel");
	assert_near(list.at[0].score, 3. / 5 * log(1 + 5. / 4), 1e-12); /* .4866 */
	assert_near(list.at[1].score, 1. / 5 * log(1 + 5. / 1), 1e-12); /* .3584 */
	list = themes_best(&sc, themes, 1, 1, 1);
	assert_int_equal(list.n, 1);
	assert_near(list.at[0].score, 4. / 5 * log(1 + 5. / 4), 1e-12);
	assert_int_equal(themes_best(&sc, themes, 2, 10, 1).n, 0);
	close_all(&sc, themes);
}

/* "refund": 6 of 10 now, 2 of 10 before; prior 4, of it 4 * 8 / 20 = 1.6.
 * ln(7.6 / 6.4) - ln(3.6 / 10.4) = 1.23272; variance 1 / 7.6 + 1 / 3.6 = .409357; z = 1.92670; p = .05402 */
static void changes_are_as_by_hand(void **state)
{
	struct scope sc = { 0 };
	struct themes *themes = themes_open(0);

	(void)state;
	for (uint32_t i = 0; i < 10; i++)
		add(themes, 1, i, i < 6 ? "refund" : "parcel");
	for (uint32_t i = 0; i < 10; i++)
		add(themes, 0, 10 + i, i < 2 ? "refund" : "parcel");
	struct theme_changes changes = themes_changes(&sc, themes, 1, 0, 4, 3);
	assert_int_equal(changes.n, 2);
	const struct theme_change *refund = &changes.at[str_equal(changes.at[1].form, STR("refund"))];
	assert_str(refund->form, "refund");
	assert_int_equal(refund->now, 6);
	assert_int_equal(refund->before, 2);
	assert_near(refund->log_odds, 1.232722, 1e-5);
	assert_near(refund->z, 1.926697, 1e-5);
	assert_near(refund->p, .054018, 1e-5);
	assert_near(changes.at[0].log_odds + changes.at[1].log_odds, 0,
		1e-9); /* two words: the odds turn round */
	assert_true(fabs(changes.at[0].z) >= fabs(changes.at[1].z));
	close_all(&sc, themes);
}

/* Where nothing else is said, or nobody says anything, nothing is new. */
static void changes_of_nothing(void **state)
{
	struct scope sc = { 0 };
	struct themes *themes = themes_open(0);

	(void)state;
	assert_int_equal(themes_changes(&sc, themes, 1, 0, THEMES_PRIOR, 1).n, 0);
	add(themes, 0, 1, "parcel");
	add(themes, 1, 2, "parcel");
	struct theme_changes changes = themes_changes(&sc, themes, 1, 0, THEMES_PRIOR, 1);
	assert_int_equal(changes.n, 1);
	assert_near(changes.at[0].p, 1, 0);
	assert_near(changes.at[0].z, 0, 0);
	assert_int_equal(
		themes_changes(&sc, themes, 1, 7, 0, 1).n, 1); /* a group that is not there, no prior */
	close_all(&sc, themes);
}

/* --- customers, never texts --------------------------------------------------------------------------- */

static void one_customer_counts_once(void **state)
{
	struct scope sc = { 0 };
	struct themes *themes = themes_open(0);

	(void)state;
	for (int i = 0; i < 10000; i++)
		add(themes, 0, 1, "REFUND refund my parcels now");
	add(themes, 0, 2, "Parcel");
	add(themes, 0, 3, "parcel");
	add(themes, 0, 4, "parcel");
	assert_str(shown(&sc, themes, 0, 1, 2), "parcel 4");
	assert_int_equal(themes_counts(themes).texts, 10003);
	struct theme_list list = themes_best(&sc, themes, 0, 10, 1);
	for (size_t i = 0; i < list.n; i++)
		assert_true(list.at[i].customers == 1 || str_equal(list.at[i].form, STR("parcel")));
	close_all(&sc, themes);
}

static void refusals(void **state)
{
	struct scope sc = { 0 };
	struct themes *themes = themes_open(0);

	(void)state;
	add(themes, 0, 5, "parcel");
	assert_false(themes_add(&sc, themes, &(struct themes_text){ &tokens, LANGUAGE_EN, 0, 4 }));
	assert_fault(&sc, FAULT_INVALID, "customer 4 comes behind customer 5");
	scope_forgive(&sc);
	assert_false(
		themes_add(&sc, themes, &(struct themes_text){ &tokens, LANGUAGE_EN, THEMES_GROUPS, 6 }));
	assert_fault(&sc, FAULT_LIMIT, "group 65536 is past the last one");
	assert_int_equal(themes_counts(themes).texts, 1);
	themes_close(NULL);
	close_all(&sc, themes);
}

/* --- against a slow and obvious one ------------------------------------------------------------------- */

enum { GROUPS = 3, CUSTOMERS = 120, VOCABULARY = 12 };

/* Words that no stemmer changes and no list holds. */
static const char *const vocabulary[VOCABULARY] = { "bok", "dom", "kot", "lom", "mod", "pod1x", "rok", "sok",
	"tok", "wok", "zap", "fog" };

struct slow {
	bool said[GROUPS][CUSTOMERS][VOCABULARY + VOCABULARY * VOCABULARY];
};

static size_t slow_count(const struct slow *slow, size_t group, size_t term)
{
	size_t n = 0;

	for (size_t c = 0; c < CUSTOMERS; c++)
		n += slow->said[group][c][term];
	return n;
}

static size_t slow_mentions(const struct slow *slow, size_t group)
{
	size_t n = 0;

	for (size_t t = 0; t < VOCABULARY + VOCABULARY * VOCABULARY; t++)
		n += slow_count(slow, group, t);
	return n;
}

/* The best pair that stands for more than half of a word, as the number of customers; 0: none. */
static size_t slow_cover(const struct slow *slow, size_t group, size_t word, size_t fewest)
{
	size_t most = 0;

	for (size_t t = VOCABULARY; t < VOCABULARY + VOCABULARY * VOCABULARY; t++) {
		size_t n = slow_count(slow, group, t), a = (t - VOCABULARY) / VOCABULARY,
		       b = (t - VOCABULARY) % VOCABULARY;
		if ((a == word || b == word) && n >= fewest && n * 2 > slow_count(slow, group, word))
			most = n > most ? n : most;
	}
	return most;
}

static void fill_both(struct themes *themes, struct slow *slow, uint64_t *seed)
{
	for (uint32_t c = 0; c < CUSTOMERS; c++)
		for (size_t text = test_random(seed) % 4; text > 0; text--) {
			struct scope sc = { 0 };
			struct buf *b = buf_new(&sc, 1000);
			size_t group = test_random(seed) % GROUPS, before = VOCABULARY;
			for (size_t i = test_random(seed) % 6; i > 0; i--) {
				size_t w = test_random(seed) % 3 ? test_random(seed) % 4 + group
								 : test_random(seed) % VOCABULARY;
				w = before < 3 && test_random(seed) % 2 ? before + 4
									: w; /* some go together */
				if (w == 5) {                                /* a number: ends the run */
					before = VOCABULARY;
				} else {
					slow->said[group][c][w] = true;
					if (before < VOCABULARY && before != w)
						slow->said[group][c][VOCABULARY + before * VOCABULARY + w] =
							true;
					before = w;
				}
				buf_printf(b, "%s ", vocabulary[w]);
			}
			add_in(themes, LANGUAGE_OTHER, (uint32_t)group, c, buf_str(b).p);
			scope_close(&sc);
		}
}

static size_t word_number(struct str word)
{
	for (size_t i = 0; i < VOCABULARY; i++)
		if (str_equal(word, str_of(vocabulary[i])))
			return i;
	return VOCABULARY;
}

static size_t term_number(struct str form)
{
	struct str rest = form, first = str_cut(&rest, ' ');

	return rest.p ? VOCABULARY + word_number(first) * VOCABULARY + word_number(rest) : word_number(first);
}

/* A word stands only where no pair stands for it; a pair only where it is the best for a word. */
static void check_theme(const struct slow *slow, size_t group, const struct theme *theme)
{
	size_t t = term_number(theme->form), n = slow_count(slow, group, t);
	double all = 0, total = 0;

	for (size_t g = 0; g < GROUPS; g++) {
		all += (double)slow_mentions(slow, g);
		total += (double)slow_count(slow, g, t);
	}
	assert_int_equal(theme->customers, n);
	assert_near(theme->score,
		(double)n / (double)slow_mentions(slow, group) * log(1 + all / GROUPS / total), 1e-12);
	if (t < VOCABULARY) {
		assert_int_equal(slow_cover(slow, group, t, 3), 0);
		return;
	}
	size_t a = (t - VOCABULARY) / VOCABULARY, b = (t - VOCABULARY) % VOCABULARY;
	assert_true(slow_cover(slow, group, a, 3) == n || slow_cover(slow, group, b, 3) == n);
}

static size_t check_group(const struct slow *slow, struct themes *themes, size_t group)
{
	struct scope sc = { 0 };
	struct theme_list list = themes_best(&sc, themes, (uint32_t)group, 1000, 3);
	size_t words = 0, want = 0, pairs;

	for (size_t i = 0; i < list.n; i++) {
		check_theme(slow, group, &list.at[i]);
		assert_true(i == 0 || list.at[i].score <= list.at[i - 1].score);
		words += term_number(list.at[i].form) < VOCABULARY;
	}
	for (size_t w = 0; w < VOCABULARY; w++)
		want += slow_count(slow, group, w) >= 3 && !slow_cover(slow, group, w, 3);
	assert_int_equal(words, want);
	pairs = list.n - words;
	scope_close(&sc);
	return pairs;
}

static void random_texts_are_counted_right(void **state)
{
	static struct slow slow;
	uint64_t seed = 17;
	size_t pairs = 0;

	(void)state;
	for (int round = 0; round < 30; round++) {
		struct scope sc = { 0 };
		struct themes *themes = themes_open(0);
		memset(&slow, 0, sizeof slow);
		fill_both(themes, &slow, &seed);
		for (size_t g = 0; g < GROUPS; g++)
			pairs += check_group(&slow, themes, g);
		close_all(&sc, themes);
	}
	assert_true(pairs > 50);
}

/* --- bounds ------------------------------------------------------------------------------------------- */

static struct str some_word(struct scope *sc, uint64_t *seed)
{
	struct buf *b = buf_new(sc, 40);

	for (int i = 0; i < 9; i++)
		buf_putc(b, (char)('a' + test_random(seed) % 26));
	return buf_str(b);
}

/* Very many rare words: what many say survives with its count, and memory stays. */
static void rare_words_are_dropped(void **state)
{
	struct scope sc = { 0 };
	struct themes *themes = themes_open(1000);
	uint64_t seed = 4;

	(void)state;
	for (uint32_t i = 0; i < 20000; i++) {
		struct scope one = { 0 };
		add_in(themes, LANGUAGE_EN, i % 2, i,
			scope_printf(&one, "%s. courier", some_word(&one, &seed).p));
		scope_close(&one);
	}
	struct themes_counts counts = themes_counts(themes);
	assert_true(counts.cells <= 1000 && counts.left_out > 18000 && counts.left_out_most < 10);
	assert_str(shown(&sc, themes, 0, 1, 100), "courier 10000");
	close_all(&sc, themes);
}

static void any_bytes_may_come(void **state)
{
	struct scope sc = { 0 };
	struct themes *themes = themes_open(5000);
	uint64_t seed = 2;
	char bytes[300];

	(void)state;
	for (uint32_t i = 0; i < 3000; i++) {
		size_t n = test_random(&seed) % sizeof bytes;
		for (size_t k = 0; k < n; k++)
			bytes[k] =
				(char)(i % 2 ? test_random(&seed)
					     : (uint64_t) "ab\xc5\xbc\xd0\xb6 \t'\xff-."[test_random(&seed) %
											 12]);
		tokens_read(&tokens, (struct str){ bytes, n });
		struct themes_text text = { &tokens, (enum language)(i % LANGUAGES), i % 7, i / 3 };
		assert_true(themes_add(&sc, themes, &text));
	}
	for (uint32_t g = 0; g < 8; g++) {
		struct theme_list list = themes_best(&sc, themes, g, 50, 1);
		for (size_t i = 0; i < list.n; i++)
			assert_true(list.at[i].form.n > 0 && str_is_utf8(list.at[i].form));
		themes_changes(&sc, themes, g, 0, THEMES_PRIOR, 1);
	}
	char *long_one = scope_alloc(&sc, 500000, 1);
	for (size_t i = 0; i < 500000; i++)
		long_one[i] = "late parcel "[i % 12];
	tokens_read(&tokens, (struct str){ long_one, 500000 });
	assert_true(themes_add(&sc, themes, &(struct themes_text){ &tokens, LANGUAGE_EN, 9, 5000 }));
	memset(long_one, 'q', 500000); /* one word that is none */
	tokens_read(&tokens, (struct str){ long_one, 500000 });
	assert_true(themes_add(&sc, themes, &(struct themes_text){ &tokens, LANGUAGE_EN, 10, 5000 }));
	assert_int_equal(themes_best(&sc, themes, 10, 9, 1).n, 0);
	close_all(&sc, themes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(samples_are_themes),
		cmocka_unit_test(titles_keep_what_denies_them),
		cmocka_unit_test(words_lists_are_folded),
		cmocka_unit_test(a_theme_has_its_place),
		cmocka_unit_test(scores_are_as_by_hand),
		cmocka_unit_test(changes_are_as_by_hand),
		cmocka_unit_test(changes_of_nothing),
		cmocka_unit_test(one_customer_counts_once),
		cmocka_unit_test(refusals),
		cmocka_unit_test(random_texts_are_counted_right),
		cmocka_unit_test(rare_words_are_dropped),
		cmocka_unit_test(any_bytes_may_come),
	};

	return cmocka_run_group_tests_name("themes", tests, NULL, NULL);
}
