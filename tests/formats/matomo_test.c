#include "told.h"

#define VISIT(actions) "[{\"idSite\":\"1\",\"idVisit\":2,\"actionDetails\":[" actions "]}]"
#define SAYS(n) "1." n "  $time=2026-03-02T10:15:00Z  $event="

static void visits_become_their_actions(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		/* numbers are texts or not; each action has its own time */
		{ VISIT("{\"type\":\"action\",\"timestamp\":\"1772446500\",\"pageId\":9},"
			"{\"type\":\"outlink\",\"timestamp\":1772446500}"),
			SAYS("0") "page_view  $channel=website  $session=1.2  $key=matomo/1/9\n" SAYS(
				"1") "outlink_clicked  $channel=website  $session=1.2\n" },
		{ VISIT("{\"type\":\"event\",\"eventCategory\":\"Video\",\"eventAction\":\"Play\",\"timestamp\":1772446500}"),
			SAYS("0") "Video - Play  $channel=website  $session=1.2\n" },
		{ VISIT("{\"type\":\"form\",\"timestamp\":1772446500}"),
			SAYS("0") "form  $channel=website  $session=1.2\n" },
		/* what was left in a cart did not come in */
		{ VISIT("{\"type\":\"ecommerceAbandonedCart\",\"revenue\":\"5.00\",\"timestamp\":1772446500}"),
			SAYS("0") "cart_abandoned  $channel=website  $session=1.2  $subject=matomo/1/2/cart  "
				  "$version=1772446500  revenue=5.00\n" },
		{ VISIT("{\"type\":\"ecommerceOrder\",\"orderId\":\"o1\",\"revenue\":\"5.00\",\"timestamp\":1772446500}"),
			SAYS("0") "order_placed  $channel=website  $value=5.00  $session=1.2  $key=matomo/1/order/o1  "
				  "$order=o1\n" },
		/* "false" for a visitor is none; a campaign is only a referrer of that type */
		{ "[{\"idSite\":1,\"idVisit\":2,\"visitorId\":false,\"referrerType\":\"search\",\"referrerName\":\"G\","
		  "\"visitIp\":\"203.0.113.9\",\"firstActionTimestamp\":1772446500}]",
			SAYS("0") "visit  $channel=website  $session=1.2  $key=matomo/1/visit/2  ip=203.0.113.0  "
				  "referrer.type=search  referrer.name=G\n" },
		/* one bad action does not take the others with it */
		{ VISIT("{\"type\":\"action\",\"timestamp\":\"soon\"},{\"type\":\"action\",\"timestamp\":1772446500}"),
			"1  broken: an action without a time: timestamp is \"soon\"\n" SAYS(
				"0") "page_view  $channel=website  $session=1.2\n" },
		{ "[{\"idSite\":1}]", "1  broken: no visit of Matomo's: idVisit is missing\n" },
		{ VISIT(""),
			"1  broken: a visit without actions or a time: firstActionTimestamp is missing\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told("matomo", "a.json", cases[i].text, cases[i].want);
}

/* A look at the first few ends within a visit of many actions. */
static void a_look_ends_within_a_visit(void **state)
{
	static const struct reader_options options = { .max_records = 1 };
	struct told t = { 0 };

	(void)state;
	t.in = input_of(&t.sc, "a.json", STR(VISIT("{\"timestamp\":1},{\"timestamp\":2},{\"timestamp\":3}")));
	told_from(&t, "matomo", &options);
	assert_true(t.ok);
	assert_int_equal(t.notes.records, 1);
	told_close(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(visits_become_their_actions),
		cmocka_unit_test(a_look_ends_within_a_visit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
