/* What customers gave, from files to the terminal: which score a rating is, of whom, where and when. */
#include "shop.h"

#include <string.h>

/* Two questions of one touchpoint's scale apart, a mean of several answers, the last NPS, a month without anything. */
static const char ANSWERS[] = "customer,time,event,rating,country\n"
			      "anna,2026-01-10 10:00:00,delivery,5,PL\n"
			      "anna,2026-01-11 10:00:00,delivery,2,PL\n"
			      "ben,2026-01-10 10:00:00,delivery,4,DE\n"
			      "cora,2026-01-10 10:00:00,delivery,1,PL\n"
			      "anna,2026-04-10 10:00:00,delivery,5,PL\n"
			      "ben,2026-04-10 10:00:00,delivery,5,DE\n"
			      "ben,2026-04-11 10:00:00,fax,,DE\n";
static const char NPS[] = "customer,time,event,nps\n"
			  "anna,2026-01-12 10:00:00,survey,2\n"
			  "anna,2026-02-12 10:00:00,survey,10\n"
			  "ben,2026-01-12 10:00:00,survey,8\n"
			  "cora,2026-01-12 10:00:00,survey,6\n";
static const char EFFORT[] = "customer,time,event,score (1-7)\n"
			     "anna,2026-01-13 10:00:00,How easy was the return,7\n"
			     "ben,2026-01-13 10:00:00,How easy was the return,5\n"
			     "cora,2026-01-13 10:00:00,How easy was the return,6\n"
			     "cora,2026-01-13 11:00:00,The courier,3\n";

static void make(struct box *box)
{
	make_workspace(box, "ws");
	box_text(box, "answers.csv", ANSWERS);
	box_text(box, "nps.csv", NPS);
	box_text(box, "effort.csv", EFFORT);
	wend_ok(box, "import", "answers.csv", "-w", "ws");
	wend_ok(box, "import", "nps.csv", "-w", "ws");
	wend_ok(box, "import", "effort.csv", "-w", "ws", "--column", "rating=score (1-7)");
}

/* The line of this question and score; of this segment. */
static const json_t *line_of(const json_t *answer, const char *question, const char *score, long long segment)
{
	const json_t *lines = json_at(answer, "lines"), *line;
	size_t i;

	json_array_foreach(lines, i, line)
	{
		if (strcmp(json_string_value(json_at(line, "question")), question) == 0 &&
			strcmp(json_string_value(json_at(line, "score")), score) == 0 &&
			json_int_at(line, "segment") == segment)
			return line;
	}
	fail_msg("no line %s of \"%s\"", score, question);
	return NULL;
}

static double number_at(const json_t *json, const char *path)
{
	const json_t *at = json_at(json, path);

	if (!json_is_number(at))
		fail_msg("no number at %s", path);
	return json_number_value(at);
}

static void assert_cell(const json_t *line, const char *cell, double value, long long n, long long answers)
{
	char path[80];

	snprintf(path, sizeof path, "cells.%s.score.value", cell);
	assert_near(number_at(line, path), value, 1e-9);
	snprintf(path, sizeof path, "cells.%s.score.n", cell);
	assert_int_equal(json_int_at(line, path), n);
	snprintf(path, sizeof path, "cells.%s.answers", cell);
	assert_int_equal(json_int_at(line, path), answers);
}

/* anna's deliveries are 5, 2, 5: 4 in the mean; her last NPS is 10. */
static void each_rating_is_its_score(void **state)
{
	struct box *box = *state;

	make(box);
	json_t *a = json_of(wend_ok(box, "scores", "-w", "ws", "--json"));
	assert_cell(line_of(a, "delivery", "csat", 0), "0", 2. / 3, 3, 6);
	assert_cell(line_of(a, "delivery", "mean", 0), "0", (4 + 4.5 + 1) / 3, 3, 6);
	assert_cell(line_of(a, "survey", "nps", 0), "0", 0, 3, 4);
	assert_cell(line_of(a, "How easy was the return", "ces", 0), "0", 6, 3, 3);
	assert_cell(line_of(a, "The courier", "top", 0), "0", 0, 1, 1);
	assert_cell(line_of(a, "The courier", "mean", 0), "0", 3, 1, 1);
	assert_int_equal(json_array_size(json_at(a, "lines")), 6);
	assert_string_equal(json_string_value(json_at(a, "without.0")), "Fax");
	json_decref(a);
}

static void the_terminal_says_what_it_is(void **state)
{
	struct box *box = *state;

	make(box);
	struct str said = wend_ok(box, "scores", "-w", "ws");
	assert_true(str_has(said, STR("CSAT: share of 4 and 5  66.7 % (20.8 to 93.9)  3 ○\n")));
	assert_true(str_has(said, STR("CES: mean of 1 to 7")));
	assert_true(str_has(said, STR("○ fewer than 30 customers\n")));
	assert_true(str_has(said, STR("No data, as nobody rated there: Fax\n")));
	said = wend_ok(box, "scores", "-w", "ws", "--by", "time", "--per", "month");
	assert_true(str_has(said, STR("\n  2026-02 to 2026-03                   no data\n  2026-04 ")));
	assert_true(str_has(said, STR("Survey | NPS\n")));
	said = wend_ok(box, "scores", "-w", "ws", "--where", "country=PL", "--where", "country=DE");
	assert_true(str_has(said, STR("Customers where: country is PL (2), as of the newest event\n")));
	assert_true(str_has(said, STR("\n  country is DE")));
	for (struct str rest = said; rest.p;)
		assert_true(str_letters(str_cut(&rest, '\n')) <= 110);
}

/* anna in January 3.5; in April she and ben 5 each, of whom two say nothing certain of a spread. */
static void a_series_goes_on_over_gaps(void **state)
{
	struct box *box = *state;

	make(box);
	json_t *a = json_of(wend_ok(box, "scores", "-w", "ws", "--by", "event", "--per", "month", "--json"));
	const json_t *line = line_of(a, "delivery", "mean", 0);
	assert_int_equal(json_array_size(json_at(line, "cells")), 3);
	assert_cell(line, "0", (3.5 + 4 + 1) / 3, 3, 4);
	assert_true(json_is_null(json_at(line, "cells.0.change")));
	assert_string_equal(json_string_value(json_at(line, "cells.1.period")), "2026-02");
	assert_string_equal(json_string_value(json_at(line, "cells.1.to")), "2026-03");
	assert_true(json_is_null(json_at(line, "cells.1.score.value")));
	assert_cell(line, "2", 5, 2, 2);
	assert_string_equal(json_string_value(json_at(line, "cells.2.change.against")), "2026-01");
	assert_near(number_at(line, "cells.2.change.value"), 5 - (3.5 + 4 + 1) / 3, 1e-9);
	assert_true(json_is_null(json_at(line, "cells.2.change.p")));
	line = line_of(a, "survey", "nps", 0);
	assert_cell(line, "0", -200. / 3, 3, 3);
	assert_cell(line, "1", 100, 1, 1);
	json_decref(a);
}

static void segments_stand_side_by_side(void **state)
{
	struct box *box = *state;

	make(box);
	json_t *a = json_of(wend_ok(
		box, "scores", "-w", "ws", "--where", "country=PL", "--where", "country=FR", "--json"));
	assert_int_equal(json_int_at(a, "segments.0.customers"), 2);
	assert_int_equal(json_int_at(a, "segments.1.customers"), 0);
	assert_cell(line_of(a, "delivery", "mean", 0), "0", 2.5, 2, 4);
	assert_true(json_is_null(json_at(line_of(a, "delivery", "mean", 1), "cells.0.score.value")));
	json_decref(a);
	struct str said = wend_ok(box, "scores", "-w", "ws", "--where", "country=FR");
	assert_true(str_has(said, STR("No data: there is no rating of these customers.")));
}

static void nonsense_is_refused(void **state)
{
	struct box *box = *state;

	make(box);
	wend_ok(box, "map", "-w", "ws");
	assert_refused(wend(box, "scores", "-w", "ws", "--by", "moon"), 2,
		"--by is touchpoint, time, source or event");
	assert_refused(wend(box, "scores", "-w", "ws", "--per", "decade"), 2, "--per is day, week, month");
	assert_refused(wend(box, "scores", "-w", "ws", "--map", "none"), 3, "there is no map \"none\"");
	assert_refused(wend(box, "scores", "-w", "ws", "--where", "{ did: moon }"), 3,
		"no touchpoint, stage or event");
	assert_ran(wend(box, "scores", "-w", "ws", "--map", "first-map"), __FILE__, __LINE__);
}

/* --- real ones ----------------------------------------------------------------------------------- */

static const char *shared_path(struct box *box, const char *name)
{
	char path[4096];

	assert_non_null(realpath(shared_file(name), path));
	return scope_printf(&box->sc, "%s", path);
}

/* The map's figure of a touchpoint, by id. */
static const json_t *touchpoint_of(const json_t *map, const char *id)
{
	const json_t *at;
	size_t i;

	json_array_foreach(json_at(map, "touchpoints"), i, at)
	{
		if (strcmp(json_string_value(json_at(at, "id")), id) == 0)
			return at;
	}
	fail_msg("no touchpoint \"%s\"", id);
	return NULL;
}

/* Counted before by Python's csv over the file: promoters, passives, detractors of each stage; 6 answers are empty. */
static void nps_by_stage(void **state)
{
	static const struct {
		const char *stage;
		long long promoters, passives, detractors;
		double low, high;
	} rows[] = {
		{ "Order", 94, 54, 129, -23.096330010, -2.174428113 },
		{ "Equipment Received", 18, 9, 49, -57.861886075, -20.619126583 },
		{ "Service in Use", 1, 0, 13, -100, -40.020823928 },
		{ "First Payment", 99, 58, 193, -36.003238729, -17.711046985 },
	};
	struct box *box = *state;
	NEED_SHARED(there, "data/nps_verbatim/dev_30.csv");
	const char *path = shared_path(box, "data/nps_verbatim/dev_30.csv");

	(void)there;
	json_t *a = json_of(wend_ok(box, "scores", path, "--json")),
	       *map = json_of(wend_ok(box, "map", path, "--json"));
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const json_t *line = line_of(a, rows[i].stage, "nps", 0);
		long long n = rows[i].promoters + rows[i].passives + rows[i].detractors;
		double nps = 100 * (double)(rows[i].promoters - rows[i].detractors) / (double)n;
		assert_cell(line, "0", nps, n, n);
		assert_near(number_at(line, "cells.0.score.low"), rows[i].low, 1e-8);
		assert_near(number_at(line, "cells.0.score.high"), rows[i].high, 1e-8);
		const json_t *at = touchpoint_of(map, json_string_value(json_at(line, "place")));
		assert_near(number_at(at, "nps.value"), number_at(line, "cells.0.score.value"), 1e-9);
		assert_near(number_at(at, "nps.low"), number_at(line, "cells.0.score.low"), 1e-9);
	}
	assert_int_equal(json_array_size(json_at(a, "lines")), COUNT_OF(rows));
	json_decref(a);
	json_decref(map);
}

struct year {
	long long n, top;
	double mean;
};

static void assert_years(const json_t *answer, const char *question, const struct year *years, size_t n)
{
	const json_t *share = line_of(answer, question, "csat", 0),
		     *mean = line_of(answer, question, "mean", 0);

	for (size_t i = 0; i < n; i++) {
		char cell[20], path[60];
		snprintf(cell, sizeof cell, "%zu", i);
		assert_cell(share, cell, (double)years[i].top / (double)years[i].n, years[i].n, years[i].n);
		snprintf(path, sizeof path, "cells.%zu.score.value", i);
		assert_near(number_at(mean, path), years[i].mean, 5e-7);
	}
}

/* Counted before by Python's csv over the files, answers of 1 to 5 alone; the changes by Newcombe's formula. */
static void seven_years_of_an_airport(void **state)
{
	static const struct year security[] = { { 2808, 1992, 3.997507 }, { 3354, 2384, 4.014013 },
		{ 3004, 1943, 3.861518 }, { 3056, 2334, 4.175393 }, { 2451, 2020, 4.340269 },
		{ 2508, 2068, 4.324960 }, { 2641, 2036, 4.176827 } },
				 overall[] = { { 3093, 2333, 3.925315 }, { 3694, 2785, 3.945858 },
					 { 3348, 2638, 3.998208 }, { 3334, 2643, 3.982004 },
					 { 2677, 2111, 3.995891 }, { 2810, 2248, 4.048043 },
					 { 2919, 2364, 4.038027 } };
	struct box *box = *state;
	NEED_SHARED(there, "data/sfo_survey/2010_SFO_Customer_Survey.csv");
	const char *root = getenv("WEND_TEST_ROOT"), *recipe;
	char full[4096];

	(void)there;
	assert_non_null(
		realpath(scope_printf(&box->sc, "%s/docs/example/sfo-survey.yaml", root ? root : "."), full));
	recipe = full;
	make_workspace(box, "sfo");
	for (int y = 2010; y <= 2016; y++) {
		const char *name = scope_printf(&box->sc, "data/sfo_survey/%d_SFO_Customer_Survey.csv", y);
		wend_ok(box, "import", shared_path(box, name), "--recipe", recipe, "-w", "sfo");
	}
	json_t *a = json_of(wend_ok(box, "scores", "-w", "sfo", "--by", "time", "--json"));
	assert_string_equal(json_string_value(json_at(a, "per")), "year");
	assert_int_equal(json_array_size(json_at(a, "lines")), 52);
	assert_years(a, "security", security, COUNT_OF(security));
	assert_years(a, "overall", overall, COUNT_OF(overall));
	const json_t *line = line_of(a, "security", "csat", 0);
	assert_near(number_at(line, "cells.2.change.low"), -.086926, 1e-6);
	assert_near(number_at(line, "cells.2.change.high"), -.041008, 1e-6);
	assert_true(json_is_true(json_at(line, "cells.2.change.significant")));
	assert_false(json_is_true(json_at(line, "cells.1.change.significant")));
	line = line_of(a, "wifi", "csat", 0);
	assert_string_equal(json_string_value(json_at(line, "cells.0.to")), "2012");
	assert_true(json_is_null(json_at(line, "cells.0.score.value")));
	assert_cell(line, "1", 1397. / 2227, 2227, 2227);
	json_decref(a);
	/* By touchpoint, and the same as on the map, whose scale is two below the stars. */
	a = json_of(wend_ok(box, "scores", "-w", "sfo", "--json"));
	json_t *map = json_of(wend_ok(box, "map", "-w", "sfo", "--json"));
	line = line_of(a, "security", "mean", 0);
	const json_t *at = touchpoint_of(map, json_string_value(json_at(line, "place")));
	assert_near(number_at(line, "cells.0.score.value") - 3, number_at(at, "feeling.value"), 1e-10);
	assert_near(number_at(line, "cells.0.score.low") - 3, number_at(at, "feeling.low"), 1e-10);
	assert_int_equal(json_int_at(line, "cells.0.score.n"), json_int_at(at, "feeling.n"));
	assert_cell(line_of(a, "security", "csat", 0), "0", 14777. / 19822, 19822, 19822);
	json_decref(a);
	json_decref(map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_rating_is_its_score, box_open, box_close),
		cmocka_unit_test_setup_teardown(the_terminal_says_what_it_is, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_series_goes_on_over_gaps, box_open, box_close),
		cmocka_unit_test_setup_teardown(segments_stand_side_by_side, box_open, box_close),
		cmocka_unit_test_setup_teardown(nonsense_is_refused, box_open, box_close),
		cmocka_unit_test_setup_teardown(nps_by_stage, box_open, box_close),
		cmocka_unit_test_setup_teardown(seven_years_of_an_airport, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
