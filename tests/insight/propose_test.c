#include "insight/propose.h"
#include "test.h"

#include "journeys.h"

static struct journeys journeys_new(struct scope *sc)
{
	return (struct journeys){ .sc = sc, .names = names_new(sc) };
}

/* "a > b > c", `times` journeys of it. */
static void walk(struct journeys *js, const char *path, int times)
{
	for (int i = 0; i < times; i++) {
		struct str rest = str_of(path);
		for (bool first = true; rest.p; first = false)
			journey_add(js, str_trim(str_cut(&rest, '>')), first);
	}
}

/* "[Consideration] catalog, main [Purchase] cart": what is compared. */
static struct str shown(struct scope *sc, const struct propose_input *in, const struct proposal *p)
{
	char *text = scope_printf(sc, "%s", "");

	for (size_t i = 0; i < p->n_stages; i++) {
		const struct proposed_stage *s = &p->stages[i];
		text = scope_printf(sc, "%s%s[%.*s]", text, i ? " " : "", STR_ARG(s->name));
		for (size_t k = s->from; k < s->from + s->n; k++) {
			text = scope_printf(sc, "%s%s%.*s", text, k > s->from ? ", " : " ",
				STR_ARG(in->at[p->order[k]].name));
			assert_int_equal(p->stage_of[k], i);
		}
		assert_true(s->why.n > 0 && s->sure >= 0 && s->sure <= 1);
	}
	return str_of(text);
}

static void expect_in(
	struct journeys *js, enum speech speech, bool has_cases, const char *stages, const char *goal)
{
	struct propose_input in = journeys_count(js, has_cases);

	in.speech = speech;
	struct proposal *p = propose(js->sc, &in);

	assert_non_null(p);
	assert_str(shown(js->sc, &in, p), stages);
	assert_str(p->goal >= 0                 ? in.at[p->goal].name
		   : p->goal == PROPOSE_NO_GOAL ? STR("none")
						: STR("case"),
		goal);
	assert_true(p->goal_why.n > 0 && p->goal_sure >= 0 && p->goal_sure <= 1);
}

static void expect(struct journeys *js, bool has_cases, const char *stages, const char *goal)
{
	expect_in(js, SPEECH_EN, has_cases, stages, goal);
}

static void a_shop_is_consideration_and_purchase(void **state)
{
	struct scope sc = { 0 };
	struct journeys js = journeys_new(&sc);

	(void)state;
	walk(&js, "home > catalog > product_view > catalog > product_view", 300);
	walk(&js, "catalog > product_view > add_to_cart > checkout_start > payment_card > order_completed",
		60);
	walk(&js,
		"home > catalog > product_view > add_to_cart > checkout_start > "
		"payment_cash > order_completed",
		30);
	walk(&js, "home > product_view > add_to_cart > catalog > product_view", 90);
	expect(&js, false,
		"[Consideration] home, catalog, product_view "
		"[Purchase] add_to_cart, checkout_start, payment_card, payment_cash, order_completed",
		"order_completed");
	scope_close(&sc);
}

static void events_of_a_polish_shop_are_understood(void **state)
{
	struct scope sc = { 0 };
	struct journeys js = journeys_new(&sc);

	(void)state;
	walk(&js, "reklama > katalog > karta produktu", 200);
	walk(&js, "reklama > kampania > katalog > karta produktu > koszyk > płatność > zamówienie złożone",
		100);
	walk(&js,
		"kampania > katalog > karta produktu > koszyk > płatność > zamówienie złożone > reklamacja > zwrot",
		50);
	expect(&js, false,
		"[Awareness] reklama, kampania [Consideration] katalog, karta produktu "
		"[Purchase] koszyk, płatność, zamówienie złożone [Support] reklamacja, zwrot",
		"zamówienie złożone");
	scope_close(&sc);
}

static void stages_are_named_in_the_language_and_keep_their_keys(void **state)
{
	struct scope sc = { 0 };
	struct journeys js = journeys_new(&sc);

	(void)state;
	walk(&js, "/ > katalog > karta produktu > katalog > karta produktu", 200);
	walk(&js, "katalog > karta produktu > koszyk > płatność > zamówienie złożone", 60);
	walk(&js,
		"katalog > karta produktu > koszyk > płatność > zamówienie złożone > paczka nadana > paczka doręczona",
		90);
	expect_in(&js, SPEECH_PL, false,
		"[Rozważanie] /, katalog, karta produktu [Zakup] koszyk, płatność, zamówienie złożone "
		"[Dostawa] paczka nadana, paczka doręczona",
		"zamówienie złożone");
	expect_in(&js, SPEECH_RU, false,
		"[Выбор] /, katalog, karta produktu [Покупка] koszyk, płatność, zamówienie złożone "
		"[Доставка] paczka nadana, paczka doręczona",
		"zamówienie złożone");
	struct propose_input in = journeys_count(&js, false);
	in.speech = SPEECH_RU;
	struct proposal *p = propose(&sc, &in);
	assert_str(p->stages[1].key, "Purchase");
	assert_str(p->stages[2].key, "Delivery");
	scope_close(&sc);
}

static void endings_and_numbers_are_named_in_the_language(void **state)
{
	struct scope sc = { 0 };
	struct journeys js = journeys_new(&sc);

	(void)state;
	walk(&js, "invite > decide > invite > decide > accept", 45);
	walk(&js, "invite > collect > decide > reject", 55);
	expect_in(&js, SPEECH_PL, true, "[Invite] invite, collect, decide [Wynik] accept, reject", "accept");
	scope_close(&sc);
	js = journeys_new(&sc);
	/* A name that Wend gives is not taken for a stage of another meaning: neither there nor in English. */
	walk(&js, "Обслуживание x > Выбор > Обслуживание x > Выбор", 50);
	expect_in(&js, SPEECH_RU, false, "[Обслуживание x] Обслуживание x, Выбор", "none");
	scope_close(&sc);
}

static void without_words_stages_are_called_after_touchpoints(void **state)
{
	struct scope sc = { 0 };
	struct journeys js = journeys_new(&sc);

	(void)state;
	walk(&js, "a1x > b2x > a1x > b2x > c3x > d4x > c3x > d4x > e5x > f6x > e5x > f6x", 50);
	walk(&js, "b2x > a1x > d4x > c3x > f6x > e5x > f6x", 20);
	expect(&js, false, "[A1x] a1x, b2x [C3x] c3x, d4x [F6x] e5x, f6x", "none");
	expect(&js, true, "[A1x] a1x, b2x [C3x] c3x, d4x [F6x] e5x, f6x", "case");
	scope_close(&sc);
}

static void journeys_of_one_event_go_by_words(void **state)
{
	struct scope sc = { 0 };
	struct journeys js = journeys_new(&sc);

	(void)state;
	walk(&js, "First Payment", 353);
	walk(&js, "Service in Use", 14);
	walk(&js, "Order", 279);
	walk(&js, "Equipment Received", 77);
	expect(&js, false,
		"[Purchase] Order [Onboarding] Equipment Received [Use] Service in Use, First Payment",
		"none");
	scope_close(&sc);
}

static void outcomes_come_last_and_together(void **state)
{
	struct scope sc = { 0 };
	struct journeys js = journeys_new(&sc);

	(void)state;
	walk(&js, "invite > decide > invite > decide > accept", 45);
	walk(&js, "invite > collect > decide > reject", 55);
	expect(&js, true, "[Invite] invite, collect, decide [Outcome] accept, reject", "accept");
	scope_close(&sc);
}

static void words_that_are_the_same_everywhere_do_not_make_one_stage(void **state)
{
	struct scope sc = { 0 };
	struct journeys js = journeys_new(&sc);

	(void)state;
	walk(&js,
		"insert ticket > assign ticket > insert ticket > assign ticket > "
		"resolve ticket > close ticket",
		80);
	walk(&js, "assign ticket > insert ticket > resolve ticket > close ticket > resolve ticket", 30);
	expect(&js, true,
		"[Insert ticket] insert ticket, assign ticket [Resolve ticket] resolve ticket, close ticket",
		"close ticket");
	scope_close(&sc);
}

/* Support is met before Purchase here: Purchase may not follow under its own name. */
static void default_names_never_go_back(void **state)
{
	struct scope sc = { 0 };
	struct journeys js = journeys_new(&sc);

	(void)state;
	walk(&js, "help > faq > help > faq > cart > payment > cart > payment", 200);
	struct propose_input in = journeys_count(&js, false);
	struct proposal *p = propose(&sc, &in);
	int last = STAGE_UNKNOWN;
	for (size_t i = 0; i < p->n_stages; i++) {
		assert_true(p->stages[i].words == STAGE_UNKNOWN || (int)p->stages[i].words > last);
		if (p->stages[i].words != STAGE_UNKNOWN)
			last = (int)p->stages[i].words;
		for (size_t k = 0; k < i; k++)
			assert_false(str_same(p->stages[i].name, p->stages[k].name));
	}
	scope_close(&sc);
}

static void a_page_with_a_goal_word_is_not_yet_a_goal(void **state)
{
	struct scope sc = { 0 };
	struct journeys js = journeys_new(&sc);

	(void)state;
	walk(&js, "/product/* > /cart > /purchase", 100);
	expect(&js, false, "[Consideration] /product/* [Purchase] /cart, /purchase", "none");
	walk(&js, "/product/* > /cart > /purchase > /thank-you", 100);
	expect(&js, false, "[Consideration] /product/* [Purchase] /cart, /purchase, /thank-you",
		"/thank-you");
	scope_close(&sc);
}

static void nothing_one_and_too_many(void **state)
{
	struct scope sc = { 0 };
	struct journeys js = journeys_new(&sc);

	(void)state;
	expect(&js, false, "", "none");
	walk(&js, "x", 3);
	expect(&js, false, "[X] x", "none");
	struct propose_input in = { .n = 251 };
	struct propose_candidate *at = NEW_ARRAY(&sc, struct propose_candidate, 251);
	in.at = at;
	assert_null(propose(&sc, &in));
	assert_fault(&sc, FAULT_LIMIT, "more than 250");
	scope_close(&sc);
}

struct row {
	struct str user, event, time;
	size_t at;
};

static int by_user_and_time(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int user = str_compare(x->user, y->user), time = str_compare(x->time, y->time);

	return user ? user : time ? time : (x->at > y->at) - (x->at < y->at);
}

/* Each user's events in the order of time, as one journey; the times sort as text. */
static void read_shop(struct journeys *js, const char *path)
{
	LIST(struct row) rows = { 0 };
	char line[300];
	FILE *f = fopen(path, "r");

	while (fgets(line, sizeof line, f)) {
		struct str rest = str_trim(str_copy(js->sc, str_of(line)));
		struct row row = { .at = rows.n };
		row.user = str_cut(&rest, ',');
		row.event = str_cut(&rest, ',');
		row.time = str_cut(&rest, ',');
		if (!str_equal(row.event, STR("event")))
			*LIST_ADD(js->sc, &rows) = row;
	}
	fclose(f);
	qsort(rows.at, rows.n, sizeof *rows.at, by_user_and_time);
	for (size_t i = 0; i < rows.n; i++)
		journey_add(js, rows.at[i].event, i == 0 || !str_equal(rows.at[i].user, rows.at[i - 1].user));
}

static void ways_that_never_meet_are_proposed_apart(void **state)
{
	struct scope sc = { 0 };
	struct journeys js = journeys_new(&sc);

	(void)state;
	walk(&js, "home > catalog > product_view > add_to_cart > order_completed", 200);
	walk(&js, "home > catalog > product_view", 300);
	walk(&js, "partner_invited > portal_opened > contract_signed", 40);
	walk(&js, "partner_invited > portal_opened", 30);
	expect(&js, false,
		"[Consideration] home, catalog, product_view [Purchase] add_to_cart, order_completed "
		"[Partner invited] partner_invited, portal_opened, contract_signed",
		"order_completed");
	scope_close(&sc);
}

static void the_simple_shop_has_the_order_that_the_design_names(void **state)
{
	NEED_SHARED(path, "data/simple_shop/simple-onlineshop.csv");
	struct scope sc = { 0 };
	struct journeys js = journeys_new(&sc);

	(void)state;
	read_shop(&js, path);
	expect(&js, false,
		"[Consideration] catalog, main, product2, product1 "
		"[Purchase] cart, delivery_choice, delivery_courier, delivery_pickup, "
		"payment_choice, payment_cash, "
		"payment_card, payment_done",
		"payment_done");
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_shop_is_consideration_and_purchase),
		cmocka_unit_test(events_of_a_polish_shop_are_understood),
		cmocka_unit_test(stages_are_named_in_the_language_and_keep_their_keys),
		cmocka_unit_test(endings_and_numbers_are_named_in_the_language),
		cmocka_unit_test(without_words_stages_are_called_after_touchpoints),
		cmocka_unit_test(journeys_of_one_event_go_by_words),
		cmocka_unit_test(outcomes_come_last_and_together),
		cmocka_unit_test(words_that_are_the_same_everywhere_do_not_make_one_stage),
		cmocka_unit_test(default_names_never_go_back),
		cmocka_unit_test(a_page_with_a_goal_word_is_not_yet_a_goal),
		cmocka_unit_test(nothing_one_and_too_many),
		cmocka_unit_test(ways_that_never_meet_are_proposed_apart),
		cmocka_unit_test(the_simple_shop_has_the_order_that_the_design_names),
	};

	return cmocka_run_group_tests_name("propose", tests, NULL, NULL);
}
