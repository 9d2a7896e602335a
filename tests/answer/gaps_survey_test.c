/* Survey pairs, planned steps. */
#include "base/buf.h"
#include "gapped.h"

/* --- survey pairs -------------------------------------------------------------------------------- */

static void two_events_that_are_one_question(void **state)
{
	(void)state;
	begin("survey.csv", "respondent,date,event,rating\n"
			    "a,2026-03-01,Expected delivery speed,5\na,2026-03-09,Delivery speed,3\n"
			    "a,2026-03-10,Delivery speed,1\n" /* twice: their mean counts */
			    "b,2026-03-01,Expected delivery speed,4\nb,2026-03-09,Delivery speed,4\n"
			    "c,2026-03-01,Expected delivery speed,1\n");
	const struct gap_line *line = only(gaps_here());
	assert_int_equal(line->at.kind, MAP_GAP_SURVEY);
	assert_str(line->at.expected, "Expected delivery speed");
	assert_str(line->at.actual, "Delivery speed");
	assert_str(line->at.scale, "1-5");
	assert_int_equal(line->at.gap.n, 2);
	assert_near(line->at.gap.difference.value, (-3 + 0) / 2.0, 1e-6);
	assert_near(line->at.gap.broken.value, .5, 0);
	end();
}

static const struct {
	const char *name, *text, *wishes[2], *actual;
} surveys[] = {
	{ "en.csv",
		"respondent,date,expected_speed,speed,expected_staff,staff\n"
		"a,2026-03-01,5,3,4,4\nb,2026-03-02,4,4,5,3\nc,2026-03-03,5,2,4,5\n",
		{ "rating=speed@1-5", "rating=staff@1-5" }, "speed" },
	{ "pl.csv",
		"Klient;Data;Oczekiwana jakość obsługi;Jakość obsługi;Oczekiwany czas dostawy;Rzeczywisty czas dostawy\n"
		"a;2026-03-01;5;3;4;4\nb;2026-03-02;4;4;5;3\nc;2026-03-03;5;2;4;5\n",
		{ "rating=Jakość obsługi@1-5", "rating=Rzeczywisty czas dostawy@1-5" }, "Jakość obsługi" },
	{ "ru.csv",
		"клиент,дата,Ожидаемое качество,Качество,Ожидаемая скорость,Фактическая скорость\n"
		"a,2026-03-01,5,3,4,4\nb,2026-03-02,4,4,5,3\nc,2026-03-03,5,2,4,5\n",
		{ "rating=Качество@1-5", "rating=Фактическая скорость@1-5" }, "Качество" },
	{ "servqual.csv",
		"respondent,date,E1,P1,E2,P2\n"
		"a,2026-03-01,5,3,4,4\nb,2026-03-02,4,4,5,3\nc,2026-03-03,5,2,4,5\n",
		{ "rating=E*@1-5", "rating=P*@1-5" }, "P1" },
};

/* The same answers, whatever they are called and whether what was expected is a rating or a column beside one. */
static void questions_pair_in_three_languages(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(surveys); i++) {
		begin_with(surveys[i].name, surveys[i].text, 2, surveys[i].wishes);
		struct gaps *g = gaps_here();
		if (g->lines.n != 2)
			fail_msg("%s: %zu pairs", surveys[i].name, g->lines.n);
		const struct gap_line *first = &g->lines.at[0], *second = &g->lines.at[1];
		if (!str_equal(first->at.actual, str_of(surveys[i].actual)))
			first = &g->lines.at[1], second = &g->lines.at[0];
		assert_str(first->at.actual, surveys[i].actual);
		assert_near(first->at.gap.difference.value, -5 / 3.0, 1e-6);
		assert_near(second->at.gap.difference.value, -1 / 3.0, 1e-6);
		assert_int_equal(g->together.n, 1);
		assert_int_equal(g->together.at[0].questions, 2);
		/* each customer's mean: -1, -1, -1 */
		assert_near(g->together.at[0].gap.difference.value, -1, 1e-6);
		assert_int_equal(g->together.at[0].gap.n, 3);
		end();
	}
}

static void a_format_that_pairs_by_itself(void **state)
{
	(void)state;
	begin("forms.csv",
		"Timestamp,Email Address,How fast did you expect the delivery to be? (1-5),How fast was the"
		" delivery? (1-5)\n"
		"3/1/2026 10:00:00,a@example.test,5,3\n3/2/2026 10:00:00,b@example.test,4,4\n"
		"3/3/2026 10:00:00,c@example.test,5,2\n");
	const struct gap_line *line = only(gaps_here());
	assert_str(line->at.actual, "How fast was the delivery");
	assert_near(line->at.gap.difference.value, -5 / 3.0, 1e-6);
	end();
}

static void a_person_names_the_other_half(void **state)
{
	(void)state;
	begin("survey.csv", "respondent,date,event,rating\n"
			    "a,2026-03-01,hopes,5\na,2026-03-09,after the visit,3\n"
			    "b,2026-03-01,hopes,4\nb,2026-03-09,after the visit,4\n");
	assert_int_equal(gaps_here()->lines.n, 0);
	const struct gap_line *line = only(gaps_of(map_of(
		"map: m\nstages:\n  - id: s\n    touchpoints:\n"
		"      - { id: visit, match: { event: after the visit }, expected: { rating: Hopes } }\n")));
	assert_int_equal(line->at.touchpoint, 0);
	assert_near(line->at.gap.difference.value, -1, 1e-6);
	end();
}

static void two_scales_are_no_pair(void **state)
{
	const char *const wishes[] = { "rating=expected speed@1-7", "rating=speed@1-5" };

	(void)state;
	begin_with("s.csv", "respondent,date,expected speed,speed\na,2026-03-01,5,3\nb,2026-03-02,7,4\n", 2,
		wishes);
	struct gaps *g = gaps_here();
	assert_int_equal(g->lines.n, 0);
	assert_remark(g, "\"expected speed\" is rated on 1-7 and \"speed\" on 1-5");
	end();
}

/* Each finds its own half among thousands, on one scale or not; one more than are held against the others. */
static void of_too_many_questions_the_first_are_paired(void **state)
{
	enum { PAIRED = 2000 };
	struct scope sc = { 0 };
	struct buf *text = buf_new(&sc, 8 << 20);

	(void)state;
	buf_puts(text, "respondent,event,date,rating\n");
	for (int i = 0; i <= PAIRED; i++)
		buf_printf(text,
			"a,Expected quality %d speed,2026-03-01,%d\na,Quality %d speed,2026-03-02,%d\n", i,
			1 + i % 5, i, 1 + i / 5 % 5);
	static const char *const wishes[] = { "event=event", "rating=rating@1-5" };
	begin_with("s.csv", str_c(&sc, buf_str(text)), 2, wishes);
	struct gaps *g = gaps_here();
	assert_int_equal(g->lines.n, PAIRED);
	for (int i = 0; i < PAIRED; i++) {
		const struct gap_line *line = &g->lines.at[i];
		assert_str(line->at.actual, scope_printf(&sc, "Quality %d speed", i));
		assert_near(line->at.gap.difference.value, i / 5 % 5 - i % 5, 1e-12);
	}
	assert_int_equal(g->together.at[0].questions, PAIRED);
	assert_int_equal(g->together.at[0].gap.n, 1);
	assert_remark(
		g, "More than 2000 questions are about what was expected: \"Expected quality 2000 speed\"");
	end();
	scope_close(&sc);
}

static void nothing_expected_is_no_gap(void **state)
{
	(void)state;
	begin("log.csv",
		"customer,time,event,rating,priority\na,2026-01-01,visit,,P1\na,2026-01-02,help,4,E1\n");
	struct gaps *g = gaps_here();
	assert_int_equal(g->lines.n + g->together.n + g->plans.n + g->remarks.n, 0);
	end();
}

/* --- planned steps ------------------------------------------------------------------------------- */

static const char PLAN[] =
	"map: plan\nstate: planned\ngoal: done\nsilence_limit: 30d\nstages:\n"
	"  - id: s\n    touchpoints:\n"
	"      - { id: a, match: { event: a } }\n      - { id: b, match: { event: b } }\n"
	"      - { id: nowhere }\n      - { id: c, match: { event: c } }\n"
	"      - { id: done, match: { event: done } }\n      - { id: after, match: { event: z } }\n";

/* 1: all in order; 2: without b, x and y between; 3: c before b; 4: ended behind b; 5: none of them. */
static const char STEPS[] =
	"customer,time,event\n"
	"1,2026-01-01 10:00,a\n1,2026-01-01 11:00,b\n1,2026-01-01 12:00,c\n1,2026-01-01 13:00,done\n"
	"1,2026-01-01 14:00,x\n"
	"2,2026-01-01 10:00,a\n2,2026-01-01 11:00,x\n2,2026-01-01 11:30,y\n2,2026-01-01 11:40,x\n"
	"2,2026-01-01 12:00,c\n2,2026-01-01 13:00,done\n"
	"3,2026-01-01 10:00,a\n3,2026-01-01 11:00,c\n3,2026-01-01 12:00,b\n3,2026-01-01 13:00,done\n"
	"4,2026-01-01 10:00,a\n4,2026-01-01 11:00,b\n"
	"5,2026-01-01 10:00,x\n"
	"6,2026-06-01 10:00,a\n"; /* still open: not judged */

static void planned_steps_are_counted_up_to_where_one_came(void **state)
{
	static const double shares[] = { 1, .75, 1, 1 };
	static const unsigned due[] = { 4, 4, 3, 3 };

	(void)state;
	begin("log.csv", STEPS);
	struct gaps *g = gaps_of(map_of(PLAN));
	assert_int_equal(g->plans.n, 1);
	const struct gap_plan *p = &g->plans.at[0];
	assert_int_equal(p->plan.steps, 4);
	assert_int_equal(p->plan.unseen, 1);
	assert_int_equal(p->plan.journeys, 4);
	assert_near(p->plan.gap.expected.value, (4 + 4 + 4 + 2) / 4.0, 1e-12);
	assert_near(p->plan.gap.actual.value, (4 + 3 + 4 + 2) / 4.0, 1e-12);
	assert_near(p->plan.gap.difference.value, -.25, 1e-12);
	assert_near(p->plan.in_order.value, .75, 1e-12);
	assert_near(p->plan.unplanned.value, 2 / 4.0, 1e-12);
	assert_int_equal(p->steps.n, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(p->steps.at[i].gap.n, due[i]);
		assert_near(p->steps.at[i].gap.actual.value, shares[i], 1e-12);
	}
	end();
}

static void planned_maps_of_the_workspace_are_found(void **state)
{
	(void)state;
	begin("log.csv", STEPS);
	struct definition *plan = map_of(PLAN);
	assert_true(documents_put_map(&b.sc, b.ws->documents,
		&(struct saved_map){ .id = plan->id,
			.title = STR("Plan"),
			.text = definition_to_json(&b.sc, plan),
			.author = STR("you") },
		0));
	assert_int_equal(gaps_here()->plans.n, 1);
	struct gaps *g = study_gaps(&b.sc, b.study, map_of(EMPTY), &(struct gaps_wish){ 0 });
	assert_int_equal(g->plans.n, 0); /* on a map stand its own */
	end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_events_that_are_one_question),
		cmocka_unit_test(questions_pair_in_three_languages),
		cmocka_unit_test(a_format_that_pairs_by_itself),
		cmocka_unit_test(a_person_names_the_other_half),
		cmocka_unit_test(two_scales_are_no_pair),
		cmocka_unit_test(of_too_many_questions_the_first_are_paired),
		cmocka_unit_test(nothing_expected_is_no_gap),
		cmocka_unit_test(planned_steps_are_counted_up_to_where_one_came),
		cmocka_unit_test(planned_maps_of_the_workspace_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
