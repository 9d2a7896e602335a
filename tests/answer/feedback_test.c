#include "answer/feedback.h"

#include "answer/first.h"
#include "answer/journeys.h"
#include "base/buf.h"
#include "bench.h"

static struct definition *first(struct bench *b)
{
	struct definition *def =
		study_first(&b->sc, b->study, &(struct first_wish){ .id = STR("m"), .title = STR("m") });

	if (!def)
		fail_msg("%s", b->sc.why);
	return def;
}

/* Whether the touchpoint of that event is feedback and nothing else. */
static bool only(struct bench *b, struct definition *def, const char *id)
{
	struct study_rules *rules = study_rules(&b->sc, b->study, def);
	const bool *feedback = feedback_only(&b->sc, b->study, def, rules->matching);
	int at = definition_find(def, str_of(id));

	assert_non_null(feedback);
	if (at < 0)
		fail_msg("no touchpoint %s", id);
	return feedback[at];
}

/* 60 customers who see, 30 of them who buy; all who do not buy answer what is asked, as the last thing they do. */
static void take_shop(struct bench *b)
{
	struct buf *out = buf_new(&b->sc, 1 << 20);

	buf_puts(out, "customer,time,event,channel\n");
	for (int i = 0; i < 60; i++) {
		buf_printf(out, "u%d,2026-01-02 10:00:00,Product Viewed,web\n", i);
		buf_printf(out, "u%d,2026-01-02 10:01:00,Reviews Read,web\n", i);
		buf_printf(out, "u%d,2026-01-02 10:02:00,Cart Viewed,web\n", i);
		if (i < 30)
			buf_printf(out, "u%d,2026-01-02 10:05:00,Order Completed,web\n", i);
	}
	bench_import(b, bench_write(b, "shop.csv", buf_str(out)));
}

static void take_answers(struct bench *b, const char *name, const char *event, const char *values)
{
	struct buf *out = buf_new(&b->sc, 1 << 20);

	buf_printf(out, "customer,time,event,%s\n", values);
	for (int i = 20; i < 60; i++)
		buf_printf(out, "u%d,2026-01-03 12:00:00,%s,%d\n", i, event, i % 11);
	buf_puts(out, "late,2026-06-30 12:00:00,Product Viewed,\n");
	bench_import(b, bench_write(b, name, buf_str(out)));
}

static void a_survey_beside_events_is_no_critical_moment(void **state)
{
	struct bench b = bench_new();

	(void)state;
	take_shop(&b);
	take_answers(&b, "nps.csv", "NPS survey answered", "nps_score");
	bench_study(&b);
	struct definition *def = first(&b);
	assert_true(only(&b, def, "NPS survey answered"));
	assert_false(only(&b, def, "Product Viewed"));
	assert_false(only(&b, def, "Reviews Read"));
	assert_false(only(&b, def, "Order Completed"));
	struct map *map = study_map(&b.sc, b.study, def, &(struct study_wish){ 0 });
	const struct map_touchpoint *asked =
		&map->touchpoints.at[definition_find(def, STR("NPS survey answered"))];
	assert_false(asked->figures.critical);
	assert_false(asked->figures.drop_off.known);
	assert_int_equal(asked->figures.journeys, 40);
	assert_int_equal(asked->figures.feeling.n, 40);
	bench_close(&b);
}

/* 100 whom nobody knows but by their answer: they neither left nor are judged, and every number but those stays. */
static void who_only_answered_is_not_lost(void **state)
{
	struct bench b = bench_new();
	struct buf *out = buf_new(&b.sc, 1 << 20);

	(void)state;
	take_shop(&b);
	take_answers(&b, "nps.csv", "NPS survey answered", "nps_score");
	buf_puts(out, "customer,time,event,nps_score\n");
	for (int i = 0; i < 100; i++)
		buf_printf(
			out, "panel%d,2026-01-%02d 12:00:00,NPS survey answered,%d\n", i, 1 + i % 28, i % 11);
	bench_import(&b, bench_write(&b, "panel.csv", buf_str(out)));
	bench_study(&b);
	struct definition *def = first(&b);
	struct map *map = study_map(&b.sc, b.study, def, &(struct study_wish){ 0 });
	const struct map_touchpoint *asked =
		&map->touchpoints.at[definition_find(def, STR("NPS survey answered"))];
	assert_string_equal(map->goal_name.p, "Order Completed");
	assert_int_equal(map->journeys.total, 161);
	assert_int_equal(map->journeys.answered, 100);
	assert_int_equal(map->journeys.converted, 30);
	assert_int_equal(map->journeys.left, 30);
	assert_int_equal(map->journeys.open, 1);
	assert_int_equal(map->conversion.n, 60);
	assert_true(asked->answers);
	assert_int_equal(asked->figures.journeys, 140);
	assert_int_equal(asked->figures.feeling.n, 140);
	/* Its stage has no more leavers than there were before anybody was asked who is no customer. */
	assert_true(map->stages.at[asked->stage].figures.drop_off.n <= 60);
	struct journeys_question q = { .of = JOURNEYS_ANSWERED, .limit = 3 };
	struct journeys_answer *list = study_journeys(&b.sc, b.study, def, &q);
	assert_non_null(list);
	assert_int_equal(list->total, 100);
	assert_int_equal(list->rows[0].state, JOURNEY_ANSWERED);
	bench_close(&b);
}

struct row {
	const char *event, *header, *value;
	int of_ten; /* so many of ten rows have the value */
	enum source_kind source;
	bool feedback;
};

/* Two of three signs; each alone, and each pair. */
static void two_of_three_signs(void **state)
{
	static const struct row rows[] = {
		{ "Review written", "comment", "It came broken and late", 10, SOURCE_WEB, true },
		{ "Ankieta wypełniona", "rating", "4", 10, SOURCE_WEB, true },
		{ "Опрос пройден", "rating", "4", 9, SOURCE_WEB, true },
		{ "Survey answered", "plan", "gold", 10, SOURCE_SURVEY, true },
		{ "Question 7", "rating", "4", 10, SOURCE_SURVEY, true },
		{ "Survey answered", "plan", "gold", 10, SOURCE_WEB, false },
		{ "Reviews read", "comment", "It came broken and late", 8, SOURCE_WEB, false },
		{ "Ticket opened", "comment", "It came broken and late", 10, SOURCE_SUPPORT, false },
		{ "Call", "rating", "4", 6, SOURCE_SURVEY, false },
		{ "Delivery", "plan", "gold", 10, SOURCE_INTERVIEW, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct bench b = bench_new();
		struct buf *out = buf_new(&b.sc, 1 << 16);
		take_shop(&b);
		buf_printf(out, "customer,time,event,%s\n", rows[i].header);
		for (int k = 0; k < 20; k++)
			buf_printf(out, "u%d,2026-01-03 12:00:00,%s,%s\n", k, rows[i].event,
				k % 10 < rows[i].of_ten ? rows[i].value : "");
		const char *path = bench_write(&b, "more.csv", buf_str(out));
		if (!import_file(&b.sc, b.ws, path,
			    &(struct import_wish){ .has_source = true, .source = rows[i].source }))
			fail_msg("row %zu: %s", i, b.sc.why);
		bench_study(&b);
		if (only(&b, first(&b), rows[i].event) != rows[i].feedback)
			fail_msg("row %zu: %s", i, rows[i].event);
		bench_close(&b);
	}
}

/* Whoever puts an answer to a step has a step. */
static void a_step_that_is_also_rated_stays_a_step(void **state)
{
	struct bench b = bench_new();

	(void)state;
	take_shop(&b);
	take_answers(&b, "nps.csv", "NPS survey answered", "nps_score");
	bench_study(&b);
	struct definition *def = first(&b);
	int cart = definition_find(def, STR("Cart Viewed"));
	*LIST_ADD(
		&b.sc, &((struct touchpoint *)(uintptr_t)definition_touchpoint(def, (size_t)cart))->matches) =
		(struct match){ .event = STR("NPS survey answered") };
	assert_false(only(&b, def, "Cart Viewed"));
	assert_false(only(&b, def, "NPS survey answered")); /* it has no event left */
	bench_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_survey_beside_events_is_no_critical_moment),
		cmocka_unit_test(who_only_answered_is_not_lost),
		cmocka_unit_test(two_of_three_signs),
		cmocka_unit_test(a_step_that_is_also_rated_stays_a_step),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
