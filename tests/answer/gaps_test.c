/* Promised times: found, named on the map, in conditions, beside ratings. */
#include "answer/where.h"
#include "base/buf.h"
#include "draw/draw.h"
#include "gapped.h"
#include "model/condition_io.h"

/* --- promised times ------------------------------------------------------------------------------ */

/* 1: a day late; 2: a day early; 3: on its day, late in the evening; 4: never, and past; 5: never, not yet. */
static const char ORDERS[] = "order,customer_id,event,time,promised_delivery_date\n"
			     "1,anna,Order Placed,2026-03-01 10:00,2026-03-05\n"
			     "1,anna,Delivered To Carrier,2026-03-02 10:00,\n"
			     "1,anna,Delivered To Customer,2026-03-06 10:00,\n"
			     "2,ben,Order Placed,2026-03-01 10:00,2026-03-07\n"
			     "2,ben,Delivered To Carrier,2026-03-02 10:00,\n"
			     "2,ben,Delivered To Customer,2026-03-06 09:00,\n"
			     "2,ben,Delivery Problem,2026-03-16 09:00,\n"
			     "3,cora,Order Placed,2026-03-01 10:00,2026-03-04\n"
			     "3,cora,Delivered To Customer,2026-03-04 23:59,\n"
			     "4,dan,Order Placed,2026-03-01 10:00,2026-03-04\n"
			     "5,eve,Order Placed,2026-03-20 10:00,2026-04-04\n";

static void a_promise_is_kept_by_the_last_event_of_its_words(void **state)
{
	(void)state;
	begin("orders.csv", ORDERS);
	const struct gap_line *line = only(gaps_here());
	assert_str(line->at.expected, "promised_delivery_date");
	assert_str(line->at.actual, "Delivered To Customer");
	assert_true(line->at.by_day);
	assert_int_equal(line->at.touchpoint, -1);
	assert_int_equal(line->at.gap.n, 3);
	assert_near(line->at.gap.expected.value, (4 + 6 + 3) / 3.0, 1e-12);
	assert_near(line->at.gap.actual.value, (5 + 5 + 3) / 3.0, 1e-12);
	assert_near(line->at.gap.difference.value, 0, 1e-12);
	assert_near(line->at.gap.broken.value, 1 / 3.0, 1e-12);
	assert_int_equal(line->at.overdue, 1);
	assert_int_equal(line->at.open, 1);
	end();
}

static const struct {
	const char *name, *text, *expected, *actual;
	double difference;
} languages[] = {
	{ "pl.csv",
		"id klienta;zdarzenie;czas;planowana data dostawy\n1;Złożono zamówienie;2026-03-01 10:00;2026-03-05\n"
		"1;Wysłano;2026-03-02 10:00;\n1;Dostarczono;2026-03-07 10:00;\n",
		"planowana data dostawy", "Dostarczono", 2 },
	{ "pl2.csv",
		"id klienta;zdarzenie;czas;obiecana wysyłka\n1;Złożono zamówienie;2026-03-01 10:00;2026-03-05\n"
		"1;Wysłano paczkę;2026-03-03 10:00;\n1;Dostarczono;2026-03-07 10:00;\n",
		"obiecana wysyłka", "Wysłano paczkę", -2 },
	{ "ru.csv",
		"клиент,событие,время,ожидаемая доставка\n1,Заказ создан,2026-03-01 10:00,2026-03-05\n"
		"1,Отправлено,2026-03-02 10:00,\n1,Доставлено,2026-03-06 10:00,\n",
		"ожидаемая доставка", "Доставлено", 1 },
	{ "camel.csv",
		"userId,event,time,estimatedArrival\n1,orderPlaced,2026-03-01 10:00,2026-03-05\n"
		"1,orderShipped,2026-03-02 10:00,\n1,orderDelivered,2026-03-06 10:00,\n",
		"estimatedArrival", "orderDelivered", 1 },
};

static void names_pair_in_three_languages(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(languages); i++) {
		begin(languages[i].name, languages[i].text);
		const struct gap_line *line = only(gaps_here());
		assert_str(line->at.expected, languages[i].expected);
		assert_str(line->at.actual, languages[i].actual);
		assert_near(line->at.gap.difference.value, languages[i].difference, 1e-12);
		end();
	}
}

/* A time of day is a promise to the minute. */
static void a_promise_with_a_clock_is_compared_by_it(void **state)
{
	(void)state;
	begin("orders.csv", "customer_id,event,time,estimated_delivery\n"
			    "a,order,2026-03-01 10:00,2026-03-01 12:00\na,delivered,2026-03-01 13:30,\n"
			    "b,order,2026-03-01 10:00,2026-03-01 12:00\nb,delivered,2026-03-01 11:30,\n");
	const struct gap_line *line = only(gaps_here());
	assert_false(line->at.by_day);
	assert_near(line->at.gap.expected.value * 24, 2, 1e-9);
	assert_near(line->at.gap.actual.value * 24, 2.5, 1e-9);
	assert_near(line->at.gap.broken.value, .5, 0);
	end();
}

/* Late in the evening of Warsaw it is the day before in UTC, in summer and in winter. */
static void days_are_those_of_the_zone(void **state)
{
	static const char text[] = "customer_id,event,time,estimated_delivery_date\n"
				   "a,order,2026-03-20 12:00,2026-03-28\na,delivered,2026-03-28 23:30,\n"
				   "b,order,2026-03-20 12:00,2026-03-30\nb,delivered,2026-03-31 00:30,\n"
				   "c,order,2026-01-20 00:30,2026-01-22\nc,delivered,2026-01-23 00:10,\n";

	(void)state;
	b = bench_new();
	struct import_wish wish = { .mapping = { .zone = "Europe/Warsaw" } };
	assert_non_null(import_file(&b.sc, b.ws, bench_write(&b, "z.csv", str_of(text)), &wish));
	const struct gap_line *line = only(gaps_here());
	assert_near(line->at.gap.expected.value, (8 + 10 + 2) / 3.0, 1e-12);
	assert_near(line->at.gap.actual.value, (8 + 11 + 3) / 3.0, 1e-12);
	assert_near(line->at.gap.broken.value, 2 / 3.0, 1e-12);
	end();
}

/* Two orders of one customer without cases: the older promise is kept first; what is said again is the same. */
static void a_history_keeps_its_promises_in_turn(void **state)
{
	(void)state;
	begin("orders.csv", "customer_id,event,time,estimated_delivery\n"
			    "a,order,2026-03-01,2026-03-05\na,paid,2026-03-01,2026-03-05\n"
			    "a,order,2026-03-02,2026-03-03\n"
			    "a,delivered,2026-03-04,\na,delivered,2026-03-05,\na,delivered,2026-03-09,\n");
	const struct gap_line *line = only(gaps_here());
	assert_int_equal(line->at.gap.n, 2);
	assert_near(line->at.gap.difference.value, (-1 + 2) / 2.0, 1e-12);
	end();
}

static void a_promise_that_nobody_keeps_is_said(void **state)
{
	(void)state;
	begin("orders.csv", "customer_id,event,time,expected_refill\n"
			    "a,order,2026-03-01,2026-03-05\na,delivered,2026-03-04,\n");
	struct gaps *g = gaps_here();
	assert_int_equal(g->lines.n, 0);
	assert_remark(g, "\"expected_refill\" promises a time, and no event");
	end();
}

static void a_promise_that_was_never_kept_has_no_gap(void **state)
{
	(void)state;
	begin("orders.csv",
		"customer_id,event,time,expected_delivery\n"
		"a,order,2026-03-01,2026-03-05\nb,order,2026-03-01,2026-04-05\nc,delivered,2026-03-09,\n");
	const struct gap_line *line = only(gaps_here());
	assert_str(line->at.actual, "delivered");
	assert_int_equal(line->at.gap.n, 0);
	assert_false(line->at.gap.difference.known);
	assert_int_equal(line->at.overdue, 1);
	assert_int_equal(line->at.open, 1);
	end();
}

/* --- said on the map ----------------------------------------------------------------------------- */

static void a_person_says_where_it_is_kept(void **state)
{
	(void)state;
	begin("orders.csv", ORDERS);
	const struct gap_line *line = only(gaps_of(map_of(
		"map: m\nstages:\n  - id: s\n    touchpoints:\n"
		"      - { id: carrier, name: With the carrier, match: { event: Delivered To Carrier },"
		" expected: { property: promised_delivery_date } }\n")));
	assert_int_equal(line->at.touchpoint, 0);
	assert_str(line->at.actual, "With the carrier");
	assert_int_equal(line->at.gap.n, 2);
	assert_near(line->at.gap.difference.value, (-3 - 5) / 2.0, 1e-12);
	end();
}

/* 1: two days; 2: a day; 3 and 4 never came, 3 is past; 5: still open. */
static void a_time_since_another_touchpoint(void **state)
{
	(void)state;
	begin("orders.csv",
		"customer_id,event,time\n1,order,2026-03-01\n1,packed,2026-03-03\n2,order,2026-03-01\n"
		"2,packed,2026-03-02\n3,order,2026-03-02\n4,packed,2026-03-01\n5,order,2026-03-10\n");
	const struct gap_line *line = only(gaps_of(map_of("map: m\nstages:\n  - id: s\n    touchpoints:\n"
							  "      - { id: order, match: { event: order } }\n"
							  "      - { id: packed, match: { event: packed },"
							  " expected: { within: 36h, since: order } }\n")));
	assert_int_equal(line->at.kind, MAP_GAP_WITHIN);
	assert_int_equal(line->at.touchpoint, 1);
	assert_int_equal(line->at.gap.n, 2);
	assert_near(line->at.gap.expected.value, 1.5, 1e-12);
	assert_near(line->at.gap.difference.value, 0, 1e-12);
	assert_near(line->at.gap.broken.value, .5, 0);
	assert_int_equal(line->at.overdue, 1);
	assert_int_equal(line->at.open, 1);
	end();
}

static void what_is_named_and_not_there_is_said(void **state)
{
	(void)state;
	begin("orders.csv", ORDERS);
	struct gaps *g = gaps_of(
		map_of("map: m\nstages:\n  - id: s\n    touchpoints:\n"
		       "      - { id: a, match: { event: Order Placed }, expected: { property: nope } }\n"
		       "      - { id: b, expected: { rating: nobody } }\n"));
	assert_remark(g, "\"nope\", which is expected at a, is a property of no event");
	assert_remark(g, "\"nobody\", whose rating is expected at b, is an event that nobody rates");
	end();
}

/* --- on the map, in conditions ------------------------------------------------------------------- */

static const char MAP[] =
	"map: m\nstages:\n  - id: s\n    touchpoints:\n"
	"      - { id: there, name: It is there, match: { event: Delivered To Customer } }\n";

static void the_lane_says_it(void **state)
{
	(void)state;
	begin("orders.csv", ORDERS);
	bench_study(&b);
	struct map *map = study_map(&b.sc, b.study, map_of(MAP), &(struct study_wish){ 0 });
	assert_non_null(map);
	assert_int_equal(map->gaps.n, 1);
	for (size_t i = 0; i < map->lanes.n; i++)
		if (map->lanes.at[i].lane == LANE_EXPECTED) {
			assert_int_equal(map->lanes.at[i].cells[0].cells.n, 1);
			assert_int_equal(map->lanes.at[i].cells[0].cells.at[0].basis, BASIS_OBSERVED);
			assert_str(map->lanes.at[i].cells[0].cells.at[0].text,
				"Promised 4.3 days, took 4.3: no gap (\xe2\x88\x92"
				"2.5 to 2.5, n\xc2\xa0=\xc2\xa0"
				"3); 33\xc2\xa0% late (6 to 79\xc2\xa0%); 1 more never came");
		}
	struct buf *json = buf_new(&b.sc, 1 << 20);
	assert_true(draw_json(&b.sc, map, json));
	assert_true(str_has(buf_str(json), STR("\"kind\": \"promise\"")));
	end();
}

static struct str names_of(const uint64_t *members)
{
	struct buf *out = buf_new(&b.sc, 1000);
	struct duck_rows *rows = duck_ask(
		&b.sc, evidence_duck(b.ws->evidence), "SELECT code, key FROM customer ORDER BY key", 0, NULL);

	while (duck_next(rows)) {
		uint32_t code = (uint32_t)duck_int(rows, 0);
		if (members[code / 64] >> (code % 64) & 1)
			buf_printf(out, "%s%.*s", buf_len(out) ? " " : "", STR_ARG(duck_text(rows, 1)));
	}
	assert_true(duck_done(&b.sc, rows));
	return buf_str(out);
}

static const struct {
	const char *condition, *members;
} conditions[] = {
	{ "{ promised: Delivered To Customer, kept: false }", "anna" },
	{ "{ promised: promised_delivery_date, kept: true }", "ben cora" },
	{ "{ promised: there, kept: true }", "ben cora" },
	{ "{ promised: it is there, kept: false }", "anna" },
	{ "{ not: { promised: there, kept: true } }", "anna dan eve" },
};

static void customers_by_whether_it_was_kept(void **state)
{
	(void)state;
	begin("orders.csv", ORDERS);
	bench_study(&b);
	struct definition *def = map_of(MAP);
	for (size_t i = 0; i < COUNT_OF(conditions); i++) {
		struct condition *c = condition_from_text(&b.sc, str_of(conditions[i].condition));
		uint64_t *members = c ? where_members(&b.sc, b.study, def, c) : NULL;
		if (!members)
			fail_msg("%s: %s", conditions[i].condition, b.sc.why);
		assert_str(names_of(members), conditions[i].members);
	}
	struct condition *c = condition_from_text(&b.sc, STR("{ promised: Order Placed, kept: true }"));
	assert_null(where_members(&b.sc, b.study, def, c));
	assert_fault(&b.sc, FAULT_NOT_FOUND,
		"no time is promised for \"Order Placed\"; there are promises for: Delivered To Customer");
	end();
}

/* --- the two curves ------------------------------------------------------------------------------ */

static void feelings_by_whether_it_was_kept(void **state)
{
	(void)state;
	begin("orders.csv",
		"customer_id,event,time,estimated_delivery,rating\n"
		"a,order,2026-03-01,2026-03-05,\na,delivered,2026-03-06,,\na,review,2026-03-07,,2\n"
		"b,order,2026-03-01,2026-03-05,\nb,delivered,2026-03-04,,\nb,review,2026-03-07,,5\n"
		"c,order,2026-03-01,2026-03-05,\nc,delivered,2026-03-04,,\nc,review,2026-03-07,,4\n"
		"d,order,2026-03-01,2026-03-05,\nd,review,2026-03-07,,1\n"
		"e,visit,2026-03-01,,\ne,review,2026-03-07,,3\n");
	struct definition *def = map_of("map: m\nstages:\n  - id: s\n    touchpoints:\n"
					"      - { id: review, match: { event: review } }\n");
	const struct gap_line *line = only(gaps_of(def));
	struct gap_feelings *f = gaps_feelings(&b.sc, b.study, def, line, NULL);
	assert_int_equal(f->felt.n, 1);
	const struct gap_felt *felt = &f->felt.at[0];
	assert_int_equal(felt->touchpoint, 0);
	assert_int_equal(felt->scale, SCALE_1_5);
	assert_int_equal(felt->sums[GAP_KEPT].n, 2);
	assert_int_equal(felt->sums[GAP_KEPT].sum, 9000);
	assert_int_equal(felt->sums[GAP_BROKEN].n, 1);
	assert_int_equal(felt->sums[GAP_BROKEN].sum, 2000);
	assert_int_equal(felt->sums[GAP_OVERDUE].n, 1);
	assert_int_equal(felt->sums[GAP_OPEN].n, 0);
	end();
}

/* One more than are looked at. */
static void of_too_many_names_the_first_are_looked_at(void **state)
{
	enum { LOOKED_AT = 10000 };
	struct scope sc = { 0 };
	struct buf *text = buf_new(&sc, 8 << 20);

	(void)state;
	buf_puts(text, "customer_id,event,time,promised_delivery_date\n");
	for (int i = 0; i <= LOOKED_AT; i++)
		buf_printf(text,
			"c%d,Order Placed,2026-03-01 10:00,2026-03-05\nc%d,Delivered route %d,2026-03-%s 10:00,\n",
			i, i, i, i == 7 ? "09" : "04");
	begin("routes.csv", str_c(&sc, buf_str(text)));
	struct gaps *g = gaps_here();
	assert_str(only(g)->at.actual, "Delivered route 7");
	assert_int_equal(only(g)->n_outcomes, LOOKED_AT + 1);
	assert_remark(g,
		"may be kept by events of 10001 names: 10000 of them are looked at, and \"Delivered route 10000\" and");
	end();
	scope_close(&sc);
}

/* The published orders with their reviews (docs/import.md has the same by SQL). */
static void orders_of_olist(void **state)
{
	(void)state;
	NEED_SHARED(path, "data/olist/DERIVED_orders_reviews_joined.csv");
	b = bench_new();
	bench_import(&b, path);
	struct definition *def = map_of("map: m\nstages:\n  - id: s\n    touchpoints:\n"
					"      - { id: answer, match: { event: review_answer } }\n");
	const struct gap_line *line = only(gaps_of(def));
	assert_str(line->at.actual, "delivered_customer");
	assert_int_equal(line->at.gap.n, 718);
	assert_near(line->at.gap.difference.value, -11.817549, 1e-6);
	assert_near(line->at.gap.difference.low, -12.619279, 1e-5);
	assert_near(line->at.gap.difference.high, -11.015819, 1e-5);
	assert_near(line->at.gap.difference_median.value, -13, 0);
	assert_near(line->at.gap.broken.value, 45 / 718.0, 1e-12);
	struct gap_feelings *f = gaps_feelings(&b.sc, b.study, def, line, NULL);
	assert_int_equal(f->felt.n, 1);
	struct estimate late = score_estimate(SCORE_MEAN, SCALE_1_5, &f->felt.at[0].sums[GAP_BROKEN]);
	struct estimate kept = score_estimate(SCORE_MEAN, SCALE_1_5, &f->felt.at[0].sums[GAP_KEPT]);
	assert_int_equal(late.n, 45);
	assert_near(late.value, 2.67, .005);
	assert_near(late.low, 2.6667 - 2.0154 * .2640, 1e-3);
	assert_int_equal(kept.n, 674);
	assert_near(kept.value, 4.30, .005);
	end();
}

static void all_orders_of_olist(void **state)
{
	(void)state;
	NEED_SHARED(path, "data/olist/orders.csv");
	b = bench_new();
	bench_import(&b, path);
	const struct gap_line *line = only(gaps_here());
	assert_int_equal(line->at.gap.n, 9648);
	assert_near(line->at.gap.difference.value, -12.326182, 1e-6);
	assert_near(line->at.gap.difference.high - line->at.gap.difference.low, 2 * .18779, 1e-3);
	assert_near(line->at.gap.difference_median.value, -13, 0);
	assert_near(line->at.gap.broken.value, 574 / 9648.0, 1e-12);
	assert_int_equal(line->at.overdue, 352);
	end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_promise_is_kept_by_the_last_event_of_its_words),
		cmocka_unit_test(names_pair_in_three_languages),
		cmocka_unit_test(a_promise_with_a_clock_is_compared_by_it),
		cmocka_unit_test(days_are_those_of_the_zone),
		cmocka_unit_test(a_history_keeps_its_promises_in_turn),
		cmocka_unit_test(a_promise_that_nobody_keeps_is_said),
		cmocka_unit_test(a_promise_that_was_never_kept_has_no_gap),
		cmocka_unit_test(a_person_says_where_it_is_kept),
		cmocka_unit_test(a_time_since_another_touchpoint),
		cmocka_unit_test(what_is_named_and_not_there_is_said),
		cmocka_unit_test(the_lane_says_it),
		cmocka_unit_test(customers_by_whether_it_was_kept),
		cmocka_unit_test(feelings_by_whether_it_was_kept),
		cmocka_unit_test(of_too_many_names_the_first_are_looked_at),
		cmocka_unit_test(orders_of_olist),
		cmocka_unit_test(all_orders_of_olist),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
