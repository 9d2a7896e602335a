#include "collect/skew.h"
#include "test.h"

#define S INT64_C(1000000)
#define NOW (INT64_C(1772446500) * S)

static const struct {
	struct skew_times times;
	int64_t off_s; /* from NOW */
	enum skew_rule rule;
} cases[] = {
	{ { .received = NOW }, 0, SKEW_RECEIVED },
	/* a clock an hour ahead, an event five seconds old */
	{ { .received = NOW,
		  .sent = NOW + 3600 * S,
		  .has_sent = true,
		  .original = NOW + 3595 * S,
		  .has_original = true },
		-5, SKEW_CORRECTED },
	/* the same from a browser that says only timestamp */
	{ { .received = NOW,
		  .sent = NOW - 90 * S,
		  .has_sent = true,
		  .timestamp = NOW - 100 * S,
		  .has_timestamp = true,
		  .browser = true },
		-10, SKEW_CORRECTED },
	/* a server's library is taken at its word */
	{ { .received = NOW,
		  .sent = NOW - 90 * S,
		  .has_sent = true,
		  .timestamp = NOW - 100 * S,
		  .has_timestamp = true },
		-100, SKEW_STAMPED },
	/* its own time of the call beside it changes nothing; on a visitor's machine it is the time */
	{ { .received = NOW,
		  .sent = NOW,
		  .has_sent = true,
		  .original = NOW - 1 * S,
		  .has_original = true,
		  .timestamp = NOW - 86400 * S,
		  .has_timestamp = true },
		-86400, SKEW_STAMPED },
	{ { .received = NOW,
		  .sent = NOW,
		  .has_sent = true,
		  .original = NOW - 1 * S,
		  .has_original = true,
		  .timestamp = NOW - 86400 * S,
		  .has_timestamp = true,
		  .browser = true },
		-1, SKEW_CORRECTED },
	{ { .received = NOW, .timestamp = NOW - 86400 * S, .has_timestamp = true, .browser = true }, -86400,
		SKEW_STAMPED },
	{ { .received = NOW, .original = NOW - 7 * S, .has_original = true }, -7, SKEW_STAMPED },
	/* up to 23 hours ahead may be a time zone's mistake; beyond it is none */
	{ { .received = NOW, .timestamp = NOW + 23 * 3600 * S, .has_timestamp = true }, 23 * 3600,
		SKEW_STAMPED },
	{ { .received = NOW, .timestamp = NOW + 23 * 3600 * S + 1, .has_timestamp = true }, 0, SKEW_CLAMPED },
	{ { .received = NOW,
		  .sent = NOW,
		  .has_sent = true,
		  .original = NOW + 90000 * S,
		  .has_original = true },
		0, SKEW_CLAMPED },
};

static void the_senders_clock_cancels_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		enum skew_rule rule;
		assert_int_equal(skew_correct(&cases[i].times, &rule), NOW + cases[i].off_s * S);
		assert_string_equal(skew_rule_name(rule), skew_rule_name(cases[i].rule));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(the_senders_clock_cancels_out) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
