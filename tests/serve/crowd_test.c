#include "serve/crowd.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include "test.h"

static struct sockaddr_storage at(const char *text)
{
	struct sockaddr_storage out = { 0 };
	struct sockaddr_in *four = (struct sockaddr_in *)&out;
	struct sockaddr_in6 *six = (struct sockaddr_in6 *)&out;

	if (inet_pton(AF_INET, text, &four->sin_addr) == 1) {
		out.ss_family = AF_INET;
	} else {
		assert_int_equal(inet_pton(AF_INET6, text, &six->sin6_addr), 1);
		out.ss_family = AF_INET6;
	}
	return out;
}

static struct crowd_place *place(struct crowd *crowd, const char *text)
{
	struct sockaddr_storage peer = at(text);

	return crowd_place(crowd, (const struct sockaddr *)&peer);
}

static void each_address_has_a_place(void **state)
{
	struct scope sc = { 0 };
	struct crowd *crowd = crowd_new(&sc);
	struct sockaddr unix_ = { .sa_family = AF_UNIX };

	(void)state;
	assert_non_null(crowd);
	assert_ptr_equal(place(crowd, "203.0.113.7"), place(crowd, "203.0.113.7"));
	assert_ptr_not_equal(place(crowd, "203.0.113.7"), place(crowd, "203.0.113.8"));
	assert_ptr_equal(place(crowd, "203.0.113.7"), place(crowd, "::ffff:203.0.113.7"));
	assert_ptr_equal(place(crowd, "2001:db8:1:2::1"), place(crowd, "2001:db8:1:2:ffff::9"));
	assert_ptr_not_equal(place(crowd, "2001:db8:1:2::1"), place(crowd, "2001:db8:1:3::1"));
	assert_null(crowd_place(crowd, NULL));
	assert_null(crowd_place(crowd, &unix_));
	scope_close(&sc);
}

static void places_are_counted(void **state)
{
	struct scope sc = { 0 };
	struct crowd *crowd = crowd_new(&sc);
	struct crowd_place *one = place(crowd, "203.0.113.7"), *other = place(crowd, "203.0.113.8");

	(void)state;
	for (size_t i = 1; i <= 5; i++) {
		crowd_enter(one);
		assert_int_equal(crowd_count(one), i);
	}
	assert_int_equal(crowd_count(other), 0);
	crowd_leave(one);
	assert_int_equal(crowd_count(one), 4);
	crowd_enter(NULL);
	crowd_leave(NULL);
	scope_close(&sc);
}

/* With a chance of its own, each server spreads them otherwise: nobody knows whom he would meet. */
static void places_are_by_chance(void **state)
{
	struct scope sc = { 0 };
	struct crowd *a = crowd_new(&sc), *b = crowd_new(&sc);
	size_t same = 0;

	(void)state;
	for (int i = 0; i < 200; i++) {
		const char *text = scope_printf(&sc, "198.51.100.%d", i);
		size_t in_a = (size_t)((char *)place(a, text) - (char *)a);
		size_t in_b = (size_t)((char *)place(b, text) - (char *)b);
		same += in_a == in_b;
	}
	assert_true(same < 5);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_address_has_a_place),
		cmocka_unit_test(places_are_counted),
		cmocka_unit_test(places_are_by_chance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
