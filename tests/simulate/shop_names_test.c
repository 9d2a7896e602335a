#include "simulate/shop_names.h"

#include "simulate/shop_tables.h"
#include "test.h"

/* Each event of the customers has its own name in each language, which no separator of a file is in. */
static void names_are_told_apart(void **state)
{
	(void)state;
	for (int speech = 0; speech < SPEECHES; speech++)
		for (size_t i = 0; i < shop_customers.n; i++) {
			const char *event = shop_customers.at[i].event,
				   *name = shop_name(event, (enum speech)speech);
			assert_true(str_is_utf8(str_of(name)) && !strpbrk(name, ",;\"\\"));
			assert_int_equal(strcmp(name, event) == 0, speech == SPEECH_EN);
			for (size_t k = 0; k < i; k++)
				assert_string_not_equal(
					name, shop_name(shop_customers.at[k].event, (enum speech)speech));
		}
}

static void what_has_no_other_name_keeps_its_own(void **state)
{
	(void)state;
	assert_string_equal(shop_name("Partner Invited", SPEECH_PL), "Partner Invited");
	assert_string_equal(shop_name("Order Completed", SPEECH_RU), "Заказ оформлен");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_told_apart),
		cmocka_unit_test(what_has_no_other_name_keeps_its_own),
	};

	return cmocka_run_group_tests_name("shop names", tests, NULL, NULL);
}
