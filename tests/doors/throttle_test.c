/* Under a simulated attack, and by threads: tests/doors/throttle under the thread sanitizer. */
#include "doors/throttle.h"

#include <pthread.h>

#include "test.h"

#define S INT64_C(1000000)
#define NOW (INT64_C(1772446500) * S)

static struct str number(char room[static 32], const char *what, uint64_t n)
{
	snprintf(room, 32, "%s%llu", what, (unsigned long long)n);
	return str_of(room);
}

static struct str address(char room[static 32], uint64_t n)
{
	snprintf(room, 32, "%u.%u.%u.%u", (unsigned)(n >> 24 & 255), (unsigned)(n >> 16 & 255),
		(unsigned)(n >> 8 & 255), (unsigned)(n & 255));
	return str_of(room);
}

static void who_fails_waits_longer_each_time(void **state)
{
	static const int64_t waits[] = { 1, 2, 4, 8, 16, 32, 60, 60, 60 };
	struct scope sc = { 0 };
	struct throttle *t = throttle_new(&sc, 64);
	int64_t now = NOW;

	(void)state;
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(throttle_ask(t, THROTTLE_ACCOUNT, STR("ewa"), now), 0);
	for (size_t i = 0; i < COUNT_OF(waits); i++) {
		assert_int_equal(throttle_ask(t, THROTTLE_ACCOUNT, STR("ewa"), now), 0);
		assert_int_equal(throttle_ask(t, THROTTLE_ACCOUNT, STR("ewa"), now), waits[i]);
		assert_int_equal(throttle_ask(t, THROTTLE_ACCOUNT, STR("ewa"), now + waits[i] * S - 1), 1);
		now += waits[i] * S;
	}
	assert_int_equal(throttle_ask(t, THROTTLE_ACCOUNT, STR("jan"), now), 0); /* is no business of jan's */
	throttle_close(t);
	scope_close(&sc);
}

static void success_takes_back(void **state)
{
	struct scope sc = { 0 };
	struct throttle *t = throttle_new(&sc, 64);

	(void)state;
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(throttle_ask(t, THROTTLE_ACCOUNT, STR("ewa"), NOW), 0);
	assert_int_equal(throttle_ask(t, THROTTLE_ACCOUNT, STR("ewa"), NOW), 1);
	throttle_worked(t, THROTTLE_ACCOUNT, STR("ewa"));
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(throttle_ask(t, THROTTLE_ACCOUNT, STR("ewa"), NOW), 0);
	throttle_worked(t, THROTTLE_ACCOUNT, STR("nobody asked"));
	throttle_close(t);
	scope_close(&sc);
}

/* Signing in to one's own account between two guesses gives nothing back of the guesses. */
static void an_address_keeps_its_failures(void **state)
{
	struct scope sc = { 0 };
	struct throttle *t = throttle_new(&sc, 64);
	size_t guesses = 0;

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		guesses += throttle_ask(t, THROTTLE_ADDRESS, STR("203.0.113.7"), NOW) == 0;
		if (throttle_ask(t, THROTTLE_ADDRESS, STR("203.0.113.7"), NOW) == 0)
			throttle_worked(t, THROTTLE_ADDRESS, STR("203.0.113.7"));
	}
	assert_true(guesses <= 31);
	throttle_close(t);
	scope_close(&sc);
}

static void one_network_is_one_address(void **state)
{
	struct scope sc = { 0 };
	struct throttle *t = throttle_new(&sc, 64);
	char room[64];

	(void)state;
	for (unsigned i = 0; i < 31; i++) {
		snprintf(room, sizeof room, "2001:db8:1:2:%x::%x", i, i + 1);
		assert_int_equal(throttle_ask(t, THROTTLE_ADDRESS, str_of(room), NOW), 0);
	}
	assert_int_equal(throttle_ask(t, THROTTLE_ADDRESS, STR("2001:db8:1:2::77"), NOW), 1);
	assert_int_equal(throttle_ask(t, THROTTLE_ADDRESS, STR("2001:db8:1:3::77"), NOW), 0);
	for (unsigned i = 0; i < 31; i++)
		assert_int_equal(throttle_ask(t, THROTTLE_ADDRESS,
					 i % 2 ? STR("::ffff:192.0.2.1") : STR("192.0.2.1"), NOW),
			0);
	assert_int_equal(throttle_ask(t, THROTTLE_ADDRESS, STR("192.0.2.1"), NOW), 1);
	assert_int_equal(throttle_ask(t, THROTTLE_ADDRESS, STR("192.0.2.2"), NOW), 0);
	assert_int_equal(throttle_ask(t, THROTTLE_ADDRESS, STR("no address"), NOW), 0);
	assert_int_equal(throttle_ask(t, THROTTLE_ADDRESS, (struct str){ 0 }, NOW), 0);
	throttle_close(t);
	scope_close(&sc);
}

static void time_forgives(void **state)
{
	struct scope sc = { 0 };
	struct throttle *t = throttle_new(&sc, 64);

	(void)state;
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(throttle_ask(t, THROTTLE_ACCOUNT, STR("ewa"), NOW), 0);
	/* one failure is forgotten in ten minutes: the next is again the sixth */
	int64_t later = NOW + 601 * S;
	assert_int_equal(throttle_ask(t, THROTTLE_ACCOUNT, STR("ewa"), later), 0);
	assert_int_equal(throttle_ask(t, THROTTLE_ACCOUNT, STR("ewa"), later), 1);
	later += 86400 * S;
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(throttle_ask(t, THROTTLE_ACCOUNT, STR("ewa"), later), 0);
	throttle_close(t);
	scope_close(&sc);
}

static void a_clock_that_is_set_does_no_harm(void **state)
{
	struct scope sc = { 0 };
	struct throttle *t = throttle_new(&sc, 64);

	(void)state;
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(throttle_ask(t, THROTTLE_ACCOUNT, STR("ewa"), NOW), 0);
	int64_t wait_s = throttle_ask(t, THROTTLE_ACCOUNT, STR("ewa"), NOW - 30 * 86400 * S);
	assert_true(wait_s > 0 && wait_s <= 60);
	assert_int_equal(throttle_ask(t, THROTTLE_ACCOUNT, STR("ewa"), NOW + 365 * 86400 * S), 0);
	throttle_close(t);
	scope_close(&sc);
}

/* Whoever guesses at one account, and between two guesses floods the table with as many others as he likes, gets no more
 * guesses than without. */
static void a_flood_resets_nobody(void **state)
{
	struct scope sc = { 0 };
	struct throttle *quiet = throttle_new(&sc, 512), *flooded = throttle_new(&sc, 512);
	uint64_t random = 5;
	size_t without = 0, with = 0;
	char room[32];

	(void)state;
	for (int64_t s = 0; s < 1200; s++) {
		int64_t now = NOW + s * S;
		without += throttle_ask(quiet, THROTTLE_ACCOUNT, STR("victim"), now) == 0;
		with += throttle_ask(flooded, THROTTLE_ACCOUNT, STR("victim"), now) == 0;
		for (size_t i = 0; i < 200; i++) {
			(void)!throttle_ask(
				flooded, THROTTLE_ACCOUNT, number(room, "u", test_random(&random)), now);
			(void)!throttle_ask(
				flooded, THROTTLE_ADDRESS, address(room, test_random(&random)), now);
		}
	}
	assert_true(without >= 20 && without <= 40); /* 5, seven while it doubles, then one a minute */
	if (with > without)
		fail_msg("%zu guesses by a flood, %zu without", with, without);
	throttle_close(quiet);
	throttle_close(flooded);
	scope_close(&sc);
}

/* Many addresses, one account: the account's own count holds them. */
static void many_addresses_guess_at_one_account(void **state)
{
	struct scope sc = { 0 };
	struct throttle *t = throttle_new(&sc, THROTTLE_PLACES);
	uint64_t random = 3;
	size_t guesses = 0;
	char room[32];

	(void)state;
	for (int64_t i = 0; i < 100000; i++) {
		int64_t now = NOW + i * S / 28; /* an hour */
		if (throttle_ask(t, THROTTLE_ADDRESS, address(room, test_random(&random)), now) == 0)
			guesses += throttle_ask(t, THROTTLE_ACCOUNT, STR("victim"), now) == 0;
	}
	if (guesses < 60 || guesses > 80)
		fail_msg("%zu guesses in an hour", guesses);
	/* and somebody else comes in as ever */
	assert_int_equal(throttle_ask(t, THROTTLE_ADDRESS, STR("198.51.100.9"), NOW + 3600 * S), 0);
	assert_int_equal(throttle_ask(t, THROTTLE_ACCOUNT, STR("ewa"), NOW + 3600 * S), 0);
	throttle_close(t);
	scope_close(&sc);
}

enum { THREADS = 8, TRIES = 2000 };

struct rush {
	struct throttle *throttle;
	size_t through[THREADS];
};

struct runner {
	struct rush *rush;
	size_t i;
};

static void *run(void *to)
{
	struct runner *r = to;
	char room[32];

	for (size_t i = 0; i < TRIES; i++) {
		r->rush->through[r->i] +=
			throttle_ask(r->rush->throttle, THROTTLE_ACCOUNT, STR("victim"), NOW) == 0;
		(void)!throttle_ask(
			r->rush->throttle, THROTTLE_ADDRESS, number(room, "a", i * THREADS + r->i), NOW);
		throttle_worked(r->rush->throttle, THROTTLE_ADDRESS, number(room, "a", i));
	}
	return NULL;
}

/* All at the same moment: six come through, not one for each thread. */
static void who_asks_at_once_is_counted_at_once(void **state)
{
	struct scope sc = { 0 };
	struct rush rush = { .throttle = throttle_new(&sc, 1024) };
	struct runner runners[THREADS];
	pthread_t threads[THREADS];
	size_t through = 0;

	(void)state;
	for (size_t i = 0; i < THREADS; i++) {
		runners[i] = (struct runner){ &rush, i };
		assert_int_equal(pthread_create(&threads[i], NULL, run, &runners[i]), 0);
	}
	for (size_t i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		through += rush.through[i];
	}
	assert_int_equal(through, 6);
	throttle_close(rush.throttle);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_fails_waits_longer_each_time),
		cmocka_unit_test(success_takes_back),
		cmocka_unit_test(an_address_keeps_its_failures),
		cmocka_unit_test(one_network_is_one_address),
		cmocka_unit_test(time_forgives),
		cmocka_unit_test(a_clock_that_is_set_does_no_harm),
		cmocka_unit_test(a_flood_resets_nobody),
		cmocka_unit_test(many_addresses_guess_at_one_account),
		cmocka_unit_test(who_asks_at_once_is_counted_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
