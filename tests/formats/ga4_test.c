#include "told.h"

#define HEAD "{\"event_date\":\"20260302\",\"event_timestamp\":\"1772446500000000\",\"event_name\":"
#define TIME "1.0  $time=2026-03-02T10:15:00Z  $event="
#define DAY "  $day=ga4/20260302"

static void events_say_what_they_mean(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		/* without consent: an event of nobody */
		{ HEAD "\"page_view\",\"user_pseudo_id\":null,\"event_bundle_sequence_id\":\"1\",\"batch_event_index\":\"0\","
		       "\"event_params\":[{\"key\":\"ga_session_id\",\"value\":{\"int_value\":\"5\"}}]}",
			TIME "page_view" DAY "\n" },
		/* a key only where all parts of it are there */
		{ HEAD "\"a\",\"user_pseudo_id\":\"1.2\",\"event_bundle_sequence_id\":\"1\"}",
			TIME "a" DAY "  $cookie=ga4/1.2\n" },
		{ HEAD "\"a\",\"user_pseudo_id\":\"1.2\",\"event_bundle_sequence_id\":-1,\"batch_event_index\":3}",
			"1.0  $time=2026-03-02T10:15:00.000003Z  $event=a  "
			"$key=ga4/1.2/1772446500000000/a/-1/3" DAY "  $cookie=ga4/1.2\n" },
		/* numbers of 64 bits are texts or not; the value that is not null counts */
		{ HEAD "\"a\",\"event_params\":[{\"key\":\"n\",\"value\":{\"string_value\":null,\"int_value\":\"7\"}},"
		       "{\"key\":\"f\",\"value\":{\"float_value\":0.5}},{\"key\":\"none\",\"value\":{}},"
		       "{\"key\":\"email\",\"value\":{\"string_value\":\"x\"}}]}",
			TIME "a" DAY "  n=7  f=0.5\n" },
		/* the visit's campaign, the nearest first; "(direct)" is none; the first touch is a property */
		{ HEAD "\"a\",\"collected_traffic_source\":{\"manual_campaign_name\":\"(not set)\"},"
		       "\"session_traffic_source_last_click\":{\"google_ads_campaign\":{\"campaign_name\":\"tea\"}},"
		       "\"traffic_source\":{\"name\":\"(direct)\"}}",
			TIME "a  $campaign=tea" DAY "  first_touch.campaign=(direct)\n" },
		{ HEAD "\"a\",\"event_params\":[{\"key\":\"campaign\",\"value\":{\"string_value\":\"spring\"}}]}",
			TIME "a  $campaign=spring" DAY "\n" },
		{ HEAD "\"purchase\",\"ecommerce\":{\"purchase_revenue\":5.5,\"transaction_id\":\"T1\"},\"event_params\":"
		       "[{\"key\":\"value\",\"value\":{\"int_value\":\"5\"}}],\"platform\":\"IOS\"}",
			TIME "purchase  $channel=app  $value=5.5" DAY "  $order=T1\n" },
		{ HEAD "\"refund\",\"event_params\":[{\"key\":\"value\",\"value\":{\"int_value\":\"5\"}}]}",
			TIME "refund" DAY "  value=5\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told("ga4", "a.json", cases[i].text, cases[i].want);
}

static void events_that_cannot_be_used_are_told(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "{\"event_name\":\"a\"}",
			"1  broken: no time in microseconds: event_timestamp is missing\n" },
		{ "{\"event_name\":\"a\",\"event_timestamp\":\"2026-03-02\"}",
			"1  broken: no time in microseconds: event_timestamp is \"2026-03-02\"\n" },
		{ HEAD "null}", "1  broken: an event without a name: event_name is missing\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told("ga4", "a.json", cases[i].text, cases[i].want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_say_what_they_mean),
		cmocka_unit_test(events_that_cannot_be_used_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
