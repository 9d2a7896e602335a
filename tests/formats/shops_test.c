/* What shops' orders become where the samples do not show it, and what is refused. */
#include "told.h"

#define SHOPIFY "Name,Email,Financial Status,Paid at,Created at,Total,Lineitem quantity,Lineitem name\n"

struct told_case {
	const char *format, *content, *want;
};

static void tell(const struct told_case *cases, size_t n)
{
	for (size_t i = 0; i < n; i++)
		assert_told(cases[i].format, "a.csv", cases[i].content, cases[i].want);
}

static void lines_become_orders(void **state)
{
	static const struct told_case cases[] = {
		/* An order that comes again has the same key; a line that comes alone has no order. */
		{ "shopify",
			SHOPIFY "#1,a@x.test,paid,,2026-03-02 10:00:00 +0000,5.00,1,Tea\n"
				"#2,b@x.test,paid,,2026-03-02 11:00:00 +0000,6.00,1,Cup\n"
				"#1,a@x.test,paid,,2026-03-02 10:00:00 +0000,5.00,1,Tea\n"
				"#2,,,,,,1,Spoon\n",
			"2.0  $time=2026-03-02T10:00:00Z  $event=order_placed  $channel=website  $value=5.00  $key=shopify/#1/placed  "
			"$email=a@x.test  $order=#1  Financial Status=paid  items=1  products=Tea  quantity=1\n"
			"3.0  $time=2026-03-02T11:00:00Z  $event=order_placed  $channel=website  $value=6.00  $key=shopify/#2/placed  "
			"$email=b@x.test  $order=#2  Financial Status=paid  items=1  products=Cup  quantity=1\n"
			"4.0  $time=2026-03-02T10:00:00Z  $event=order_placed  $channel=website  $value=5.00  $key=shopify/#1/placed  "
			"$email=a@x.test  $order=#1  Financial Status=paid  items=1  products=Tea  quantity=1\n"
			"5  broken: the Created at is missing\n" },
		/* The lines of an order that cannot be read go with it; an order needs a number. */
		{ "shopify",
			SHOPIFY ",,,,2026-03-02 10:00:00 +0000,5.00,1,Tea\n"
				"#1,a@x.test,paid,,soon,5.00,1,Tea\n"
				"#1,,,,,,1,Cup\n"
				"#2,b@x.test,paid,never,2026-03-02 11:00:00 +0000,n/a,x,\n"
				"#3,c@x.test,,,2026-03-02 11:00:00 +0000,,,\n",
			"2  broken: the Name is missing\n"
			"3  broken: the Created at \"soon\" is no time\n"
			"5.0  $time=2026-03-02T11:00:00Z  $event=order_placed  $channel=website  $key=shopify/#2/placed  $email=b@x.test  "
			"$order=#2  Financial Status=paid\n"
			"6.0  $time=2026-03-02T11:00:00Z  $event=order_placed  $channel=website  $key=shopify/#3/placed  $email=c@x.test  "
			"$order=#3\n"
			"remark: Times that cannot be read, in rows that have others, were left out\n" },
		/* A line of the table without a number belongs to the order above. */
		{ "woocommerce",
			"Order ID,Order Date,Billing Email,SKU,Quantity\n9,03/04/2026 10:00,a@x.test,T,1\n,,,C,\"1,5\"\n",
			"2.0  $time=2026-04-03T10:00:00Z  $event=order_placed  $channel=website  $key=woocommerce/9/placed  "
			"$email=a@x.test  $order=9  items=2  skus=T; C  quantity=2.5\n"
			"remark: Dates such as 03/04/2026 were read with the day first: no date in the file settles it\n"
			"zone assumed\n" },
		{ "woocommerce",
			"Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),N. Revenue\n"
			"2026-03-02 12:20:00,501,\"42,00 zł\",completed,Ewa Nowak,new,1× Tea,1,,42.00\n",
			"2.0  $time=2026-03-02T12:20:00Z  $event=order_placed  $channel=website  $value=42.00  "
			"$key=woocommerce/501/placed  $order=501  Status=completed  Customer type=new  Product(s)=1× Tea  Items sold=1\n"
			"zone assumed\n" },
	};

	(void)state;
	tell(cases, COUNT_OF(cases));
}

static void orders_are_read_from_json(void **state)
{
	static const struct told_case cases[] = {
		/* Pages around a list; no time of a change: keys instead of a version; the shop's own time has no zone. */
		{ "woocommerce",
			"{\"orders\":[{\"id\":1,\"date_created\":\"2026-03-02T12:20:00\",\"total\":\"5.00\",\"billing\":{\"email\":\"a@x."
			"test\"},\"line_items\":[]},{\"id\":2,\"date_created_gmt\":\"soon\"},{\"date_created_gmt\":\"2026-03-02T12:20:"
			"00\"}]}",
			"1.0  $time=2026-03-02T12:20:00Z  $event=order_placed  $channel=website  $value=5.00  $key=woocommerce/1/placed  "
			"$email=a@x.test  $order=1\n"
			"2  broken: date_created_gmt is missing or no time\n"
			"3  broken: the id is missing\n"
			"zone assumed\n" },
	};

	(void)state;
	tell(cases, COUNT_OF(cases));
}

static void other_languages_are_read(void **state)
{
	static const struct told_case cases[] = {
		{ NULL,
			"ID;Numer referencyjny;Nowy klient;Dostawa;Klient;Razem;Płatność;Status;Data\n"
			"5;XKBK;1;Polska;E. Nowak;51,00 zł;BLIK;Wysłane;2026-03-02 12:20:00\n",
			"2.0  $time=2026-03-02T12:20:00Z  $event=order_placed  $channel=website  $value=51.00  $key=prestashop/5/placed  "
			"$order=XKBK  Nowy klient=1  Dostawa=Polska  Płatność=BLIK  Status=Wysłane\n"
			"remark: The columns of PrestaShop's orders are known from descriptions only: tell us where your file differs\n"
			"zone assumed\n" },
		{ NULL,
			"Numer zamówienia;Data zakupu;Login kupującego;Adres e-mail kupującego;Waluta;Kwota do zapłaty;Nazwa oferty;"
			"Liczba sztuk\n"
			"77;02.03.2026 12:20;ewa_n;x+1@allegromail.example;PLN;24,00;Herbata;1\n",
			"2.0  $time=2026-03-02T12:20:00Z  $event=order_placed  $channel=partner  $value=24.00  $currency=PLN  "
			"$key=allegro/77/placed  $email=x+1@allegromail.example  $order=77  $handle=allegro/ewa_n  items=1  "
			"products=Herbata  quantity=1\n"
			"remark: Dates such as 03/04/2026 were read with the day first: no date in the file settles it\n"
			"remark: Allegro's report of orders was read by its columns' names; no real file was seen yet: tell us where "
			"yours differs\n"
			"zone assumed\n" },
	};

	(void)state;
	tell(cases, COUNT_OF(cases));
}

static void another_table_is_refused(void **state)
{
	static const char *const cases[][3] = {
		{ "shopify", "a,b\n1,2\n", "no column \"Name\"" },
		{ "shopify", "Name,b\n1,2\n", "no column \"Created at\"" },
		{ "woocommerce", "a,b\n1,2\n", "no column \"Order Number\"" },
		{ "prestashop", "a,b\n1,2\n", "no column \"Reference\"" },
		{ "allegro", "a,b\n1,2\n", "no column \"OrderId\"" },
		{ "shoper", "a,b\n1,2\n", "no column \"Numer zamówienia\"" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told_refused(cases[i][0], cases[i][1], FAULT_INVALID, cases[i][2]);
}

/* A look at a few facts ends the reading, and is no failure. */
static void a_look_ends_early(void **state)
{
	static const struct reader_options options = { .max_records = 2 };
	struct told t = { 0 };

	(void)state;
	t.in = input_of(&t.sc, "a.csv",
		STR(SHOPIFY "#1,a@x.test,paid,2026-03-02 10:01:00 +0000,2026-03-02 10:00:00 +0000,5,1,T\n"
			    "#2,b@x.test,paid,,2026-03-02 11:00:00 +0000,6.00,1,Cup\n"));
	told_from(&t, "shopify", &options);
	assert_true(t.ok);
	assert_int_equal(t.notes.records, 2);
	told_close(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_become_orders),
		cmocka_unit_test(orders_are_read_from_json),
		cmocka_unit_test(other_languages_are_read),
		cmocka_unit_test(another_table_is_refused),
		cmocka_unit_test(a_look_ends_early),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
