#include "told.h"

#define UUID "0195a111-2222-7333-8444-555566667777"
#define OTHER "0195a111-2222-7333-8444-000000000000"
#define EVENT(name, id, rest)                                                                                \
	"{\"event\":\"" name "\",\"distinct_id\":\"" id "\"," rest "\"timestamp\":\"2026-03-02T10:15:00Z\"}"
#define SAYS "1.0  $time=2026-03-02T10:15:00Z  $event="

static void events_say_what_they_mean(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ EVENT("$pageview", "u", ""), SAYS "page_view  $user=u\n" },
		{ EVENT("$pageleave", "u", ""), SAYS "page_leave  $user=u\n" },
		{ EVENT("$dead_click", "u", ""), SAYS "dead_click  $user=u\n" },
		{ EVENT("$exception", "u", ""), SAYS "$exception  $user=u\n" },
		{ EVENT("a", UUID, ""), SAYS "a  $cookie=posthog/" UUID "\n" },
		{ EVENT("a", UUID, "\"properties\":{\"$user_id\":\"" UUID "\"},"),
			SAYS "a  $user=" UUID "\n" },
		{ EVENT("a", UUID, "\"properties\":{\"$is_identified\":true},"), SAYS "a  $user=" UUID "\n" },
		{ EVENT("a", "ewa@example.test", ""), SAYS "a  $email=ewa@example.test\n" },
		/* properties may be JSON in a text; the library's own are noise but for a few */
		{ EVENT("a", "u",
			  "\"properties\":\"{\\\"plan\\\":\\\"pro\\\",\\\"$os\\\":\\\"iOS\\\",\\\"$feature/x\\\":1}\","),
			SAYS "a  $user=u  os=iOS  plan=pro\n" },
		{ EVENT("a", "u", "\"properties\":\"{oops\","), SAYS "a  $user=u\n" },
		{ EVENT("a", "u",
			  "\"person_properties\":{\"email\":\"ewa@example.test\",\"name\":\"Ewa\",\"tier\":1},"),
			SAYS "a  $user=u  $email=ewa@example.test  traits.tier=1\n" },
		{ EVENT("survey sent", "u", "\"properties\":{\"$survey_response\":\"9\"},"),
			SAYS "survey_answered  $user=u  answer=9\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told("posthog", "a.json", cases[i].text, cases[i].want);
}

static void ids_are_joined_without_an_event(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ EVENT("$identify", "u", "\"properties\":{\"$anon_distinct_id\":\"" UUID "\"},"),
			"1.0  $user=u  $cookie=posthog/" UUID "\n" },
		{ EVENT("$identify", OTHER, "\"properties\":{\"$anon_distinct_id\":\"" UUID "\"},"),
			"1.0  $user=" OTHER "  $cookie=posthog/" OTHER "\n1.1  $user=" OTHER
			"  $cookie=posthog/" UUID "\n" },
		{ EVENT("$create_alias", UUID, "\"properties\":{\"alias\":\"u\"},"),
			"1.0  $user=u  $cookie=posthog/" UUID "\n" },
		{ EVENT("$merge_dangerously", "u", "\"properties\":{\"alias\":\"v\"},"),
			"1.0  $user=u  $alias=v\n" },
		{ EVENT("$set", "u", "\"properties\":{\"$set\":{\"email\":\"ewa@example.test\"}},"),
			"1.0  $user=u  $email=ewa@example.test\n" },
		{ EVENT("$groupidentify", UUID, "\"properties\":{\"$device_id\":\"d\"},"),
			"1.0  $cookie=posthog/" UUID "  $device=posthog/d\n" },
		{ EVENT("$identify", "u", "\"properties\":{\"alias\":\"v\"},"), "1.0  $user=u\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told("posthog", "a.json", cases[i].text, cases[i].want);
}

/* PostHog itself would make "now" of a number. */
static void times_are_read_or_refused(void **state)
{
	static const struct {
		const char *time, *want;
	} cases[] = {
		{ "\"2026-03-02 10:15:00.120000\"",
			"1.0  $time=2026-03-02T10:15:00.120Z  $event=a  $user=u\n" },
		{ "\"2026-03-02T10:15:00+03\"", "1.0  $time=2026-03-02T07:15:00Z  $event=a  $user=u\n" },
		{ "1772446500",
			"1.0  $time=2026-03-02T10:15:00Z  $event=a  $user=u\nremark: Some times are numbers: they "
			"were taken for seconds, milliseconds or microseconds since 1970, whichever gives a time of "
			"these decades.\n" },
		{ "12", "1  broken: no time that can be read: timestamp is \"12\"\n" },
		{ "\"soon\"", "1  broken: no time that can be read: timestamp is \"soon\"\n" },
		{ "null", "1  broken: no time that can be read: timestamp is missing\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char text[200];
		snprintf(text, sizeof text, "{\"event\":\"a\",\"distinct_id\":\"u\",\"timestamp\":%s}",
			cases[i].time);
		assert_told("posthog", "a.json", text, cases[i].want);
	}
	assert_told("posthog", "a.json", "{\"distinct_id\":\"u\"}",
		"1  broken: an event without a name: event is missing\n");
}

static void rows_mean_what_objects_do(void **state)
{
	(void)state;
	assert_told("posthog-csv", "a.csv",
		"id,distinct_id,properties.$browser,properties.plan,properties.email,person.properties.tier,event,timestamp\n"
		"k1,u,Safari,pro,x@example.test,gold,$pageview,2026-03-02T10:15:00.000000+00:00\n"
		"k2," UUID ",,,,,$rageclick,2026-03-02T10:15:00+00:00\n"
		"k3,u,,,,,,2026-03-02T10:15:00+00:00\n",
		"2.0  $time=2026-03-02T10:15:00Z  $event=page_view  $key=posthog/k1  $user=u  browser=Safari  plan=pro  "
		"traits.tier=gold\n"
		"3.0  $time=2026-03-02T10:15:00Z  $event=rage_click  $key=posthog/k2  $cookie=posthog/" UUID
		"\n"
		"4  broken: an event without a name: event is missing\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_say_what_they_mean),
		cmocka_unit_test(ids_are_joined_without_an_event),
		cmocka_unit_test(times_are_read_or_refused),
		cmocka_unit_test(rows_mean_what_objects_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
