/* wend gaps, as its users see it. */
#include "base/buf.h"
#include "shop.h"

static const char ORDERS[] =
	"order,customer_id,event,time,promised_delivery_date,rating\n"
	"1,anna,Order Placed,2026-03-01 10:00,2026-03-05,\n"
	"1,anna,Delivered To Customer,2026-03-06 10:00,,\n1,anna,Review,2026-03-08 10:00,,2\n"
	"2,ben,Order Placed,2026-03-01 10:00,2026-03-07,\n"
	"2,ben,Delivered To Customer,2026-03-06 09:00,,\n2,ben,Review,2026-03-08 10:00,,5\n"
	"3,cora,Order Placed,2026-03-01 10:00,2026-03-04,\n"
	"3,cora,Delivered To Customer,2026-03-04 23:59,,\n3,cora,Review,2026-03-08 10:00,,4\n"
	"4,dan,Order Placed,2026-03-01 10:00,2026-03-04,\n4,dan,Review,2026-03-08 10:00,,1\n";

static void with_orders(struct box *box)
{
	make_workspace(box, "ws");
	box_text(box, "orders.csv", ORDERS);
	wend_ok(box, "import", "orders.csv", "-w", "ws");
}

/* By letters. */
static void assert_narrow(struct str out)
{
	for (struct str rest = out; rest.p;) {
		struct str line = str_cut(&rest, '\n');
		if (str_letters(line) > 110)
			fail_msg("%zu letters: %.*s", str_letters(line), STR_ARG(line));
	}
}

static void assert_says(struct str out, const char *words)
{
	if (!str_has(out, str_of(words)))
		fail_msg("no \"%s\" in:\n%.*s", words, STR_ARG(out));
}

static void the_table_reads_well(void **state)
{
	struct box *box = *state;

	with_orders(box);
	struct str out = wend_ok(box, "gaps", "-w", "ws");
	assert_narrow(out);
	assert_says(out,
		"Promised by promised_delivery_date, came as \"Delivered To Customer\", by the day, in days");
	assert_says(
		out, "33.3 % (6.1 to 79.2) of those that came; not come: 1 past their time, 0 still open");
	assert_says(out, "kept        2  4.50");
	assert_says(out, "late        1  2.00");
	assert_says(out, "never came  1  1.00");
}

static void the_json_has_all_of_it(void **state)
{
	struct box *box = *state;

	with_orders(box);
	json_t *gaps = json_of(wend_ok(box, "gaps", "-w", "ws", "--json"));
	assert_string_equal(json_string_value(json_at(gaps, "gaps.0.kind")), "promise");
	assert_string_equal(json_string_value(json_at(gaps, "gaps.0.touchpoint")), "Delivered To Customer");
	assert_int_equal(json_int_at(gaps, "gaps.0.n"), 3);
	assert_int_equal(json_int_at(gaps, "gaps.0.overdue"), 1);
	assert_int_equal(json_int_at(gaps, "feelings.0.gap"), 0);
	assert_int_equal(json_int_at(gaps, "feelings.0.ratings.0.kept.n"), 2);
	assert_int_equal(json_int_at(gaps, "feelings.0.ratings.0.broken.n"), 1);
	assert_near(json_number_value(json_at(gaps, "feelings.0.ratings.0.difference.value")), -2.5, 1e-9);
	assert_true(json_is_null(json_at(gaps, "where")));
	json_decref(gaps);
}

static void customers_whose_promise_was_broken(void **state)
{
	struct box *box = *state;

	with_orders(box);
	struct str out = wend_ok(
		box, "gaps", "-w", "ws", "--where", "{ promised: Delivered To Customer, kept: false }");
	assert_says(out, "customers where: was promised Delivered To Customer, which was broken");
	assert_says(out, "100.0 % (20.7 to 100.0) of those that came");
	json_t *funnel = json_of(wend_ok(box, "funnel", "-w", "ws", "--step", "Order Placed", "Review",
		"--where", "{ promised: promised_delivery_date, kept: true }", "--json"));
	assert_int_equal(json_int_at(funnel, "units"), 2);
	json_decref(funnel);
	assert_refused(wend(box, "gaps", "-w", "ws", "--where", "{ promised: Review, kept: true }"), 3,
		"no time is promised for \"Review\"");
	assert_refused(wend(box, "gaps", "-w", "ws", "--where", "{ promised: Review }"), 2,
		"needs the field \"kept\"");
	assert_refused(wend(box, "gaps", "-w", "ws", "--map", "nope"), 3, "nope");
}

static void a_planned_map_beside_it(void **state)
{
	struct box *box = *state;

	with_orders(box);
	wend_ok(box, "map", "-w", "ws");
	box_text(box, "plan.yaml",
		"map: plan\ntitle: As it should be\nstate: planned\nstages:\n  - id: s\n    touchpoints:\n"
		"      - { id: order, match: { event: Order Placed } }\n"
		"      - { id: call, name: We call, match: { event: Called } }\n"
		"      - { id: there, match: { event: Delivered To Customer }, expected: { within: 4d, since: order } }\n");
	wend_ok(box, "edit", "plan", "-w", "ws", "--file", "plan.yaml");
	struct str out = wend_ok(box, "gaps", "-w", "ws", "--map", "plan");
	assert_narrow(out);
	assert_says(out, "Promised on the map: \"there\" after \"order\", in days");
	assert_says(out, "Planned: As it should be, 3 steps");
	json_t *map = json_of(wend_ok(box, "map", "plan", "-w", "ws", "--json"));
	assert_int_equal(json_int_at(map, "plan.steps"), 3);
	assert_string_equal(json_string_value(json_at(map, "touchpoints.1.gaps.0.kind")), "plan");
	assert_int_equal(json_array_size(json_at(map, "touchpoints.2.gaps")), 3);
	json_decref(map);
}

static void nothing_expected_is_said(void **state)
{
	struct box *box = *state;

	box_text(box, "log.csv", "customer,time,event\na,2026-01-01,visit\na,2026-01-02,order\n");
	assert_says(wend_ok(box, "gaps", "log.csv"), "Nothing here says what was expected");
}

static void the_same_evidence_gives_the_same_bytes(void **state)
{
	struct box *box = *state;

	with_orders(box);
	struct str first = wend_ok(box, "gaps", "-w", "ws", "--json");
	assert_true(str_equal(first, wend_ok(box, "gaps", "-w", "ws", "--json")));
	assert_true(str_equal(first, wend_ok(box, "gaps", "orders.csv", "--json")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_table_reads_well, box_open, box_close),
		cmocka_unit_test_setup_teardown(the_json_has_all_of_it, box_open, box_close),
		cmocka_unit_test_setup_teardown(customers_whose_promise_was_broken, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_planned_map_beside_it, box_open, box_close),
		cmocka_unit_test_setup_teardown(nothing_expected_is_said, box_open, box_close),
		cmocka_unit_test_setup_teardown(the_same_evidence_gives_the_same_bytes, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
