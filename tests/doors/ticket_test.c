#include "doors/ticket.h"
#include "test.h"

static const char *const prefixes[TICKETS] = { "wc_", "wt_", "ws_", "wl_" };

static void a_ticket_is_read_as_what_it_is(void **state)
{
	struct ticket back;

	(void)state;
	for (size_t kind = 0; kind < TICKETS; kind++) {
		struct ticket t = ticket_new((enum ticket_kind)kind);
		assert_int_equal(strlen(t.text), TICKET_TEXT - 1);
		assert_int_equal(strlen(t.hash), TICKET_HASH - 1);
		assert_true(str_starts(str_of(t.text), str_of(prefixes[kind])));
		for (size_t other = 0; other < TICKETS; other++)
			assert_int_equal(
				ticket_read((enum ticket_kind)other, str_of(t.text), &back), other == kind);
		assert_true(ticket_read((enum ticket_kind)kind, str_of(t.text), &back));
		assert_string_equal(back.hash, t.hash);
		assert_null(strstr(t.hash, t.text + 3));
	}
}

static void no_two_are_alike(void **state)
{
	struct ticket a = ticket_new(TICKET_TOKEN), b = ticket_new(TICKET_TOKEN);

	(void)state;
	assert_string_not_equal(a.text, b.text);
	assert_string_not_equal(a.hash, b.hash);
}

/* One letter changed at each place, by each byte: another ticket or none, never the same. */
static void any_bytes_may_come(void **state)
{
	struct ticket t = ticket_new(TICKET_TOKEN), back;
	char text[TICKET_TEXT + 10];
	uint64_t random = 11;

	(void)state;
	for (size_t i = 0; i < TICKET_TEXT - 1; i++)
		for (int c = 0; c < 256; c++) {
			memcpy(text, t.text, TICKET_TEXT);
			text[i] = (char)c;
			bool read = ticket_read(TICKET_TOKEN, (struct str){ text, TICKET_TEXT - 1 }, &back);
			assert_true(text[i] == t.text[i] ? read : !read || strcmp(back.hash, t.hash) != 0);
		}
	for (size_t round = 0; round < 20000; round++) {
		size_t n = test_random(&random) % sizeof text;
		for (size_t i = 0; i < n; i++)
			text[i] = (char)test_random(&random);
		assert_false(ticket_read(TICKET_TOKEN, (struct str){ text, n }, &back));
	}
	assert_false(ticket_read(TICKET_TOKEN, (struct str){ 0 }, &back));
}

static void what_is_derived_is_of_one_ticket_and_purpose(void **state)
{
	struct ticket a = ticket_new(TICKET_SESSION), b = ticket_new(TICKET_SESSION);
	char of_a[TICKET_HASH], again[TICKET_HASH];

	(void)state;
	ticket_derive(str_of(a.text), STR("csrf"), of_a);
	ticket_derive(str_of(a.text), STR("csrf"), again);
	assert_string_equal(of_a, again);
	assert_string_not_equal(of_a, a.hash);
	assert_true(ticket_derived(str_of(a.text), STR("csrf"), str_of(of_a)));
	assert_false(ticket_derived(str_of(b.text), STR("csrf"), str_of(of_a)));
	assert_false(ticket_derived(str_of(a.text), STR("pass"), str_of(of_a)));
	assert_false(ticket_derived(str_of(a.text), STR("csrf"), (struct str){ of_a, TICKET_HASH - 2 }));
	assert_false(ticket_derived(str_of(a.text), STR("csrf"), (struct str){ 0 }));
	ticket_derive((struct str){ 0 }, STR("csrf"), of_a); /* nothing is something else than a ticket */
	assert_false(ticket_derived(str_of(a.text), STR("csrf"), str_of(of_a)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_ticket_is_read_as_what_it_is),
		cmocka_unit_test(no_two_are_alike),
		cmocka_unit_test(any_bytes_may_come),
		cmocka_unit_test(what_is_derived_is_of_one_ticket_and_purpose),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
