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
		{ "Homepage", SUBJECT_APP }, { "Chess", SUBJECT_NONE } };
	struct linking l;

	(void)state;
	open(&l);
	for (size_t i = 0; i < COUNT_OF(names); i++)
		assert_int_equal(link_subject_of(l.lexicons, str_of(names[i].name)), names[i].subject);
	link_reader_close(l.reader);
	scope_close(&l.sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clauses_are_linked),
		cmocka_unit_test(names_have_subjects),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
