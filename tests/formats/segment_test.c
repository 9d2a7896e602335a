#include "told.h"

static void calls_say_what_they_mean(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		/* a batch's context holds for its calls, under their own; ids may be numbers or null */
		{ "{\"batch\":[{\"type\":\"track\",\"event\":\"A\",\"userId\":7,\"anonymousId\":null,\"timestamp\":"
		  "\"2026-03-02T10:15:00Z\",\"context\":{\"locale\":\"pl\"}}],\"context\":{\"locale\":\"en\","
		  "\"timezone\":\"UTC\"}}",
			"1.0  $time=2026-03-02T10:15:00Z  $event=A  $user=7  locale=pl  timezone=UTC\n" },
		/* `timestamp` was corrected by who wrote the file: the others are not looked at */
		{ "{\"type\":\"track\",\"event\":\"A\",\"userId\":\"u\",\"originalTimestamp\":\"2026-03-02T09:00:00Z\","
		  "\"timestamp\":\"2026-03-02T10:15:00Z\",\"sentAt\":\"2026-03-02T11:00:00Z\"}",
			"1.0  $time=2026-03-02T10:15:00Z  $event=A  $user=u\n" },
		/* no consent object says nothing, an empty one that nothing was allowed */
		{ "{\"type\":\"page\",\"userId\":\"u\",\"timestamp\":\"2026-03-02T10:15:00Z\",\"context\":{\"consent\":"
		  "{\"categoryPreferences\":{}}}}",
			"1.0  $time=2026-03-02T10:15:00Z  $event=page_view  $channel=website  $user=u  consent={}\n" },
		/* traits stand in either place; who somebody is does not become a property */
		{ "{\"type\":\"identify\",\"userId\":\"u\",\"timestamp\":\"2026-03-02T10:15:00Z\",\"traits\":{\"email\":"
		  "\"ewa@example.test\",\"firstName\":\"Ewa\",\"address\":{\"street\":\"Polna 1\",\"country\":\"PL\"},"
		  "\"work\":\"ewa@work.test\"},\"context\":{\"traits\":{\"phone\":\"+48 600\",\"plan\":\"pro\"}}}",
			"1.0  $time=2026-03-02T10:15:00Z  $event=identify  $user=u  $email=ewa@example.test  "
			"$phone=+48 600  traits.plan=pro  traits.address.country=PL\n" },
		/* an e-mail address for a user id is one */
		{ "{\"type\":\"track\",\"event\":\"A\",\"userId\":\"Ewa@example.test\",\"timestamp\":\"2026-03-02T10:15:00Z\"}",
			"1.0  $time=2026-03-02T10:15:00Z  $event=A  $email=Ewa@example.test\n" },
		/* a session's number is one of its browser */
		{ "{\"type\":\"track\",\"event\":\"A\",\"anonymousId\":\"a\",\"timestamp\":\"2026-03-02T10:15:00Z\","
		  "\"context\":{\"sessionId\":1700000000}}",
			"1.0  $time=2026-03-02T10:15:00Z  $event=A  $session=a.1700000000  $cookie=segment/a\n" },
		/* a price that is looked at is no income, an order's total is; a refund's is not */
		{ "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"u\",\"timestamp\":\"2026-03-02T10:15:00Z\","
		  "\"properties\":{\"price\":5,\"currency\":\"PLN\"}}",
			"1.0  $time=2026-03-02T10:15:00Z  $event=Product Viewed  $user=u  price=5  currency=PLN\n" },
		{ "{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"u\",\"timestamp\":\"2026-03-02T10:15:00Z\","
		  "\"properties\":{\"order_id\":9,\"total\":\"5.50\",\"currency\":\"PLN\"}}",
			"1.0  $time=2026-03-02T10:15:00Z  $event=Order Completed  $value=5.50  $currency=PLN  $user=u  "
			"$order=9\n" },
		{ "{\"type\":\"track\",\"event\":\"Order Cancelled\",\"userId\":\"u\",\"timestamp\":\"2026-03-02T10:15:00Z\","
		  "\"properties\":{\"order_id\":9,\"total\":5}}",
			"1.0  $time=2026-03-02T10:15:00Z  $event=Order Cancelled  $user=u  $order=9  total=5\n" },
		{ "{\"type\":\"track\",\"event\":\"Email Opened\",\"userId\":\"u\",\"timestamp\":\"2026-03-02T10:15:00Z\","
		  "\"properties\":{\"campaign_name\":\"spring\"}}",
			"1.0  $time=2026-03-02T10:15:00Z  $event=Email Opened  $channel=email  $campaign=spring  "
			"$user=u  campaign_name=spring\n" },
		/* the earlier id may be a user's or a cookie's: the cookie stands beside one user only */
		{ "{\"type\":\"alias\",\"userId\":\"u\",\"previousId\":\"p\"}",
			"1.0  $user=u  $alias=p\n1.1  $user=u  $cookie=segment/p\n" },
		{ "{\"type\":\"alias\",\"userId\":\"u\",\"previousId\":\"ewa@example.test\"}",
			"1.0  $user=u  $email=ewa@example.test\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told("segment", "a.json", cases[i].text, cases[i].want);
}

#define PAGE(us)                                                                                             \
	"{\"type\":\"page\",\"name\":\"Cart\",\"anonymousId\":\"a\",\"timestamp\":\"2026-03-02T10:15:0" us   \
	"Z\"}\n"
#define VIEWED(who, us)                                                                                      \
	"{\"type\":\"track\",\"event\":\"Viewed Cart Page\",\"anonymousId\":\"" who                          \
	"\",\"timestamp\":\"2026-03-02T10:15:0" us "Z\"}\n"

static void a_page_told_again_counts_once(void **state)
{
	static const struct {
		const char *text;
		size_t events;
	} cases[] = {
		{ PAGE("0") VIEWED("a", "0"), 1 },
		{ PAGE("0") VIEWED("a", "1.5"), 1 },
		{ PAGE("0") VIEWED("a", "9"), 2 },
		{ PAGE("0") VIEWED("b", "0"), 2 },
		{ VIEWED("a", "0") VIEWED("a", "0"), 2 },
		{ PAGE("5") VIEWED("a", "0"), 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct told t;
		told_text(&t, "segment", "a.json", str_of(cases[i].text));
		assert_true(t.ok);
		assert_int_equal(t.notes.records, cases[i].events);
		assert_int_equal(t.notes.remarks.n, 2 - cases[i].events);
		told_close(&t);
	}
}

static void calls_that_cannot_be_used_are_told(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "{\"type\":\"track\",\"event\":\"A\",\"userId\":\"u\"}",
			"1  broken: no time that can be read: timestamp is missing\n" },
		{ "{\"type\":\"track\",\"event\":\"A\",\"userId\":\"u\",\"originalTimestamp\":1772446500}",
			"1  broken: no time that can be read: originalTimestamp is \"1772446500\"\n" },
		{ "{\"type\":\"track\",\"event\":\" \",\"timestamp\":\"2026-03-02T10:15:00Z\"}",
			"1  broken: a track call without a name: event is missing\n" },
		{ "{\"type\":\"vote\"}", "1  broken: no call of Segment's: type is \"vote\"\n" },
		{ "{}", "1  broken: no call of Segment's: type is missing\n" },
		{ "{\"type\":\"alias\",\"previousId\":\"p\"}",
			"1  broken: an alias call needs two ids: userId is missing\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told("segment", "a.json", cases[i].text, cases[i].want);
	assert_told_refused("segment", "{\"batch\":[{\"type\":\"track\"", FAULT_INVALID, "cut short");
}

static void only_calls_are_taken_for_segments(void **state)
{
	static const struct {
		const char *text, *format;
	} cases[] = {
		{ "{\"type\":\"track\",\"userId\":\"u\",\"sentAt\":\"\"}", "segment" },
		{ "[{\"type\" : \"screen\",\"anonymousId\":\"u\",\"messageId\":\"\"}]", "segment" },
		{ "{\"type\":\"order\",\"userId\":\"u\",\"sentAt\":\"\"}", "json" },
		{ "{\"type\":\"track\",\"user\":\"u\",\"sentAt\":\"\"}", "json" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct input *in = input_of(&sc, "a.json", str_of(cases[i].text));
		assert_string_equal(format_detect(&sc, in)->name, cases[i].format);
		input_close(in);
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calls_say_what_they_mean),
		cmocka_unit_test(a_page_told_again_counts_once),
		cmocka_unit_test(calls_that_cannot_be_used_are_told),
		cmocka_unit_test(only_calls_are_taken_for_segments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
