#include "split.h"

static const struct column_wish unknown_wish[] = { { .role = ROLE_RATING, .column = { "Q7FOD", 5 } } };
static const struct column_wish twice_wish[] = { { .role = ROLE_TIME, .column = { "a", 1 } },
	{ .role = ROLE_END, .column = { "a", 1 } } };
static const struct column_wish double_wish[] = { { .role = ROLE_EVENT, .column = { "a", 1 } },
	{ .role = ROLE_EVENT, .column = { "b", 1 } } };
static const struct column_wish word_time[] = { { .role = ROLE_TIME, .column = { "b", 1 } } };
static const struct column_wish word_rating[] = { { .role = ROLE_RATING, .column = { "b", 1 } } };
static const struct column_wish big_rating[] = { { .role = ROLE_RATING, .column = { "a", 1 } } };
static const struct column_wish thing_event[] = { { .role = ROLE_EVENT, .column = { "Nazwa towaru", 12 } } };
static const struct column_wish empty_time[] = { { .role = ROLE_TIME, .column = { "a", 1 } } };

static void what_cannot_be_is_refused(void **state)
{
	static const struct {
		const char *table;
		struct mapping_wishes wishes;
		enum fault fault;
		const char *words;
	} cases[] = {
		/* clang-format off */
		{ "recency,history,segment,visit\n10,142.44,Womens E-Mail,0\n", { 0 }, FAULT_INVALID, "--at DATE" },
		{ "recency,history,segment,visit\n10,142.44,Womens E-Mail,0\n", { 0 }, FAULT_INVALID, "recency, history, segment, visit" },
		{ "Month,Revenue,Order date\nFeb,0,spring\n", { 0 }, FAULT_INVALID, "of \"Order date\" 0 of 1 values are times" },
		{ "x\n1\n2\n", { 0 }, FAULT_INVALID, "of \"x\" 0 of 2 values are times" },
		{ "product_id,product_category_name,product_weight_g,description\np1,toys,200,A red car for small children\np2,home,3000,\n", { 0 }, FAULT_INVALID, "says neither who nor when: it seems to describe things" },
		{ "Indeks,Nazwa towaru,Cena\nA-1,Kubek,19.90\nA-2,Talerz,29.90\n", { 0 }, FAULT_INVALID, "says neither who nor when" },
		/* unless somebody says that it happened */
		{ "Indeks,Nazwa towaru,Cena\nA-1,Kubek,19.90\n", { .columns = thing_event, .n_columns = 1 }, FAULT_INVALID, "no column says when" },
		{ "артикул,наименование,цена\nA-1,Кружка,199\nA-2,Тарелка,299\n", { 0 }, FAULT_INVALID, "says neither who nor when" },
		{ "order_id,payment_type,payment_value\no1,card,12.5\no2,cash,30\n", { 0 }, FAULT_INVALID, "\"order_id\" alone says of which order: the date stands in the file of the orders" },
		{ "order_id,product_id,shipping_limit_date,price\no1,p1,2017-02-13 13:57:51,10\no2,p2,2017-02-14 13:57:51,11\n", { 0 }, FAULT_INVALID, "\"shipping_limit_date\" says by when. Say --column time=shipping_limit_date if it is" },
		{ "klient,karta,ważne do\nk1,A,2027-02-13\nk2,B,2027-03-13\n", { 0 }, FAULT_INVALID, "says by when" },
		{ "klient,faktura,termin płatności\nk1,A,2027-02-13\nk2,B,2027-03-13\n", { 0 }, FAULT_INVALID, "says by when" },
		{ "клиент,карта,срок действия\nk1,A,2027-02-13\nk2,B,2027-03-13\n", { 0 }, FAULT_INVALID, "says by when" },
		{ "customer_id,plan,date_of_birth\nk1,A,1981-02-13\nk2,B,1990-03-13\n", { 0 }, FAULT_INVALID, "says by when" },
		{ "user,price,date\nu1,10,2026-03-02\n", { 0 }, FAULT_INVALID, "say --column event=NAME" },
		{ "RESPNUM,Q7FOOD,Q7ART\n1,2,3\n", { .columns = unknown_wish, .n_columns = 1 }, FAULT_NOT_FOUND, "the nearest is \"Q7FOOD\"; the columns are: RESPNUM, Q7FOOD, Q7ART" },
		{ "a,b\n2026-03-02,x\n", { .columns = twice_wish, .n_columns = 2 }, FAULT_INVALID, "two roles, time and end" },
		{ "a,b\n2026-03-02,x\n", { .columns = double_wish, .n_columns = 2 }, FAULT_INVALID, "two columns were named for event" },
		{ "a,b\n2026-03-02,x\n", { .columns = word_time, .n_columns = 1 }, FAULT_INVALID, "column \"b\": none of 1 values is a time" },
		{ "a,b\n,x\n", { .columns = empty_time, .n_columns = 1 }, FAULT_INVALID, "column \"a\" has no value among the first 1 rows" },
		{ "a,b\n2026-03-02,x\n", { .columns = word_rating, .n_columns = 1 }, FAULT_INVALID, "column \"b\": none of 1 values is a number" },
		{ "a,b\n20260,x\n", { .columns = big_rating, .n_columns = 1 }, FAULT_INVALID, "no scale is known for 20260 to 20260" },
		{ "a,b\n2026-03-02,x\n", { .zone = "Warsaw" }, FAULT_INVALID, "Europe/Warsaw" },
		{ "a,b\n", { 0 }, FAULT_INVALID, "there is no record in it" },
		/* clang-format on */
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct split t = split_text(&sc, cases[i].table);
		assert_null(mapping_guess(&sc, t.names, t.records.at, t.records.n, &cases[i].wishes));
		assert_fault(&sc, cases[i].fault, cases[i].words);
		scope_close(&sc);
	}
}

static void too_many_ratings_are_refused(void **state)
{
	struct scope sc = { 0 };
	struct names *names = names_new(&sc);
	struct column_wish wishes[65];
	struct str values[65];
	struct mapping_wishes wish = { .columns = wishes, .n_columns = 65 };
	struct record r = { .values = values, .n = 65, .row = 1 };

	(void)state;
	for (size_t i = 0; i < 65; i++) {
		wishes[i] = (struct column_wish){ .role = ROLE_RATING,
			.column = str_of(scope_printf(&sc, "Q%zu", i)),
			.scale = SCALE_1_5 };
		names_add(names, wishes[i].column);
		values[i] = STR("3");
	}
	assert_null(mapping_guess(&sc, names, &r, 1, &wish));
	assert_fault(&sc, FAULT_LIMIT, "at most 64 events");
	scope_close(&sc);
}

static void unreadable_records_say_why(void **state)
{
	static const struct {
		const char *table, *why;
	} cases[] = {
		{ "user,event,time\nu,a,2026-03-02\nu,a,soon\n",
			"\"time\" is \"soon\", which is no time like YYYY-MM-DD" },
		{ "user,event,time\nu,a,2026-03-02\nu,a,\n", "\"time\" is empty" },
		{ "user,event,time\nu,a,2026-03-02\nu,,2026-03-02\n", "\"event\" is empty" },
		{ "id,paid at,sent at\n1,2026-03-02,2026-03-03\n2,2026-03-02,soon\n",
			"\"sent at\" is \"soon\"" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct scope sc = { 0 };
		struct split t = split_text(&sc, cases[i].table);
		struct mapping *m =
			mapping_guess(&sc, t.names, t.records.at, 1, &(struct mapping_wishes){ 0 });
		struct intake_events events;
		char why[256];
		assert_non_null(m);
		assert_true(mapping_apply(m, &t.records.at[0], &events, why));
		assert_false(mapping_apply(m, &t.records.at[1], &events, why));
		assert_int_equal(events.n, 0);
		if (!strstr(why, cases[i].why))
			fail_msg("the reason is %s", why);
		scope_close(&sc);
	}
}

/* A mapping of the table, of which the first `sample` rows are looked at, and then all are applied. */

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_cannot_be_is_refused),
		cmocka_unit_test(too_many_ratings_are_refused),
		cmocka_unit_test(unreadable_records_say_why),
	};

	return cmocka_run_group_tests_name("mapping_refuse", tests, NULL, NULL);
}
