#include "voice/link.h"

#include "test.h"

enum { DELIVERY, PAYMENT, HELP, TOUCHPOINTS };

struct linking {
	struct scope sc;
	const struct lexicon *lexicons[LANGUAGES];
	struct links *links;
	struct link_reader *reader;
	struct tokens tokens;
	struct heard heard;
};

static void open(struct linking *l)
{
	*l = (struct linking){ 0 };
	for (int i = LANGUAGE_EN; i <= LANGUAGE_RU; i++)
		l->lexicons[i] = lexicon_new(&l->sc, (enum language)i);
	l->links = links_new(&l->sc, TOUCHPOINTS);
	assert_true(links_add(l->links, DELIVERY, STR("kurier"), LINK_OWN));
	assert_true(links_add(l->links, DELIVERY, STR("tracking number"), LINK_OWN));
	assert_true(links_add(l->links, PAYMENT, STR("Payment done"), LINK_NAME));
	assert_true(links_add(l->links, HELP, STR("Помощь"), LINK_NAME));
	assert_false(links_add(l->links, HELP, STR("..."), LINK_OWN));
	links_subject(l->links, SUBJECT_PAYMENT, PAYMENT);
	links_subject(l->links, SUBJECT_STAFF, HELP);
	links_subject(l->links, SUBJECT_STAFF, PAYMENT); /* two: the last */
	l->reader = link_reader_open(l->links);
}

/* clang-format off */
static const struct {
	enum language language;
	const char *text;
	int touchpoint;
	enum link_rule rule;
} clauses[] = {
	{ LANGUAGE_PL, "dwa razy dzwoniłem do kuriera", DELIVERY, LINK_OWN },
	{ LANGUAGE_PL, "kurierzy i ich pomysły", DELIVERY, LINK_OWN },
	{ LANGUAGE_EN, "the tracking page shows no number", DELIVERY, LINK_OWN },
	{ LANGUAGE_EN, "what a number", -1, LINK_NONE },
	{ LANGUAGE_RU, "без вашей помощи никак", HELP, LINK_NAME },
	{ LANGUAGE_EN, "my credit card was charged twice", PAYMENT, LINK_SUBJECT },
	{ LANGUAGE_EN, "the staff were lovely", PAYMENT, LINK_SUBJECT },
	{ LANGUAGE_EN, "", -1, LINK_NONE },
};
/* clang-format on */

static void clauses_are_linked(void **state)
{
	struct linking l;

	(void)state;
	open(&l);
	for (size_t i = 0; i < COUNT_OF(clauses); i++) {
		struct listener *listener = listener_open(l.lexicons[clauses[i].language]);
		size_t from = 0;
		tokens_read(&l.tokens, str_of(clauses[i].text));
		listener_read(listener, &l.tokens, &l.heard);
		struct linked at = { -1, LINK_NONE };
		if (l.heard.n_clauses)
			at = link_clause(l.reader, clauses[i].language, &l.tokens, &l.heard, 0, &from);
		if (at.touchpoint != clauses[i].touchpoint || at.rule != clauses[i].rule)
			fail_msg("\"%s\": %d by %s", clauses[i].text, at.touchpoint, link_rule_name(at.rule));
		listener_close(listener);
	}
	link_reader_close(l.reader);
	tokens_close(&l.tokens);
	heard_close(&l.heard);
	scope_close(&l.sc);
}

static void names_have_subjects(void **state)
{
	static const struct {
		const char *name;
		enum lexicon_subject subject;
	} names[] = { { "Order shipped by courier", SUBJECT_DELIVERY }, { "paymentDone", SUBJECT_PAYMENT },
		{ "Dostawa", SUBJECT_DELIVERY }, { "оплата заказа", SUBJECT_PAYMENT },
		{ "Homepage", SUBJECT_APP }, { "Product viewed", SUBJECT_NONE },
		{ "Product quality", SUBJECT_QUALITY }, { "Chess", SUBJECT_NONE } };
	struct linking l;

	(void)state;
	open(&l);
	for (size_t i = 0; i < COUNT_OF(names); i++)
		assert_int_equal(link_subject_of(l.lexicons, str_of(names[i].name)), names[i].subject);
	link_reader_close(l.reader);
	scope_close(&l.sc);
}

static int link_one(const struct linking *l, enum language language, const char *text)
{
	struct link_reader *reader = link_reader_open(l->links);
	struct listener *listener = listener_open(l->lexicons[language]);
	struct tokens tokens = { 0 };
	struct heard heard = { 0 };
	size_t from = 0;

	tokens_read(&tokens, str_of(text));
	listener_read(listener, &tokens, &heard);
	int at = heard.n_clauses ? link_clause(reader, language, &tokens, &heard, 0, &from).touchpoint : -1;
	listener_close(listener);
	link_reader_close(reader);
	tokens_close(&tokens);
	heard_close(&heard);
	return at;
}

/* A name's only word that more than a fifth of the texts have tells nothing; a keyword that somebody typed stays. */
static void what_everybody_says_tells_nothing(void **state)
{
	enum { TEA, CUP, TEXTS = 100 };
	static const struct {
		size_t n, with;
		bool tells;
	} rows[] = { { 100, 20, true }, { 100, 21, false }, { 49, 49, true }, { 50, 50, false },
		{ 0, 0, true } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct linking l;
		struct str texts[TEXTS];
		open(&l);
		struct links *links = links_new(&l.sc, 2);
		link_reader_close(l.reader);
		l.links = links;
		assert_true(links_add(links, TEA, STR("Tea"), LINK_NAME));
		assert_true(links_add(links, CUP, STR("cup"), LINK_OWN));
		for (size_t k = 0; k < rows[i].n; k++)
			texts[k] =
				k < rows[i].with ? STR("this tea is a fine tea, and the cup") : STR("a word");
		links_sample(links, texts, rows[i].n);
		assert_int_equal(link_one(&l, LANGUAGE_EN, "what a tea"), rows[i].tells ? TEA : -1);
		assert_int_equal(link_one(&l, LANGUAGE_EN, "a chipped cup"), CUP);
		scope_close(&l.sc);
	}
}

/* What is next to each other in a text need not be so with a comma or another word between. */
static void common_words_hold_as_the_name_is_written(void **state)
{
	enum { HOME, FORM, THANKS, SHOP };
	static const struct {
		enum language language;
		const char *text;
		int at;
	} rows[] = { { LANGUAGE_EN, "your home page is slow", HOME }, { LANGUAGE_EN, "my home", -1 },
		{ LANGUAGE_EN, "a page at home", -1 }, { LANGUAGE_EN, "Home Pages everywhere", HOME },
		{ LANGUAGE_EN, "order forms are long", FORM }, { LANGUAGE_EN, "the form of my order", -1 },
		{ LANGUAGE_EN, "thank you", -1 }, { LANGUAGE_PL, "wasz sklep", -1 },
		{ LANGUAGE_PL, "strona sklepu nie działa", SHOP }, { LANGUAGE_PL, "", -1 } };
	struct linking l;

	(void)state;
	open(&l);
	link_reader_close(l.reader);
	l.links = links_new(&l.sc, 4);
	assert_true(links_add(l.links, HOME, STR("Home"), LINK_NAME));
	assert_true(links_add(l.links, FORM, STR("Order form"), LINK_NAME));
	assert_true(links_add(l.links, THANKS, STR("Thank you"), LINK_NAME));
	assert_true(links_add(l.links, SHOP, STR("Sklep"), LINK_NAME));
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (link_one(&l, rows[i].language, rows[i].text) != rows[i].at)
			fail_msg("\"%s\"", rows[i].text);
	scope_close(&l.sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clauses_are_linked),
		cmocka_unit_test(names_have_subjects),
		cmocka_unit_test(what_everybody_says_tells_nothing),
		cmocka_unit_test(common_words_hold_as_the_name_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
