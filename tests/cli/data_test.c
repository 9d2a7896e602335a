/* Real data, taken in by the commands that docs/import.md gives, and held to what its authors or an independent count
 * (Python's csv and re over the same files, written down beside the figures) say of it. */
#include "spawn.h"

#include <unistd.h>

struct check {
	const char *command; /* in the box */
	const char *says;    /* part of what comes out */
};

/* What docs/import.md has from these words on to the end of their line, or of their block. */
static const char *documented(struct box *box, const char *words, const char *end)
{
	const char *root = getenv("WEND_TEST_ROOT");
	FILE *f = fopen(scope_printf(&box->sc, "%s/docs/import.md", root ? root : "."), "rb");
	char *text = scope_alloc(&box->sc, 1 << 20, 1);

	assert_non_null(f);
	text[fread(text, 1, (1 << 20) - 1, f)] = 0;
	fclose(f);
	char *from = strstr(text, words), *to = from ? strstr(from, end) : NULL;
	if (!to)
		fail_msg("docs/import.md has no \"%s\"", words);
	*to = 0;
	return from;
}

/* The folders that the commands name, and wend where a shell finds it. */
static void prepare(struct box *box)
{
	char root[4096], shared[4096], bin[4096];
	const char *home = getenv("WEND_SHARED");

	assert_non_null(realpath(getenv("WEND_TEST_ROOT"), root));
	assert_non_null(realpath(home ? home : "../shared", shared));
	assert_non_null(realpath(wend_bin(), bin));
	*strrchr(bin, '/') = 0;
	assert_int_equal(symlink(scope_printf(&box->sc, "%s/data", shared), box_path(box, "data")), 0);
	assert_int_equal(symlink(scope_printf(&box->sc, "%s/docs", root), box_path(box, "docs")), 0);
	box->env[0] = scope_printf(&box->sc, "PATH=%s:%s", bin, getenv("PATH"));
}

static struct ran shell(struct box *box, const char *command)
{
	return run_program(box, "/bin/sh", "-c", command);
}

static void checks_hold(struct box *box, const struct check *checks, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct ran r = shell(box, checks[i].command);
		if (r.code != 0 || !str_has(r.out, str_of(checks[i].says)))
			fail_msg("%s\nsays\n%.*s%.*s\nand not\n%s", checks[i].command, STR_ARG(r.out),
				STR_ARG(r.err), checks[i].says);
	}
}

/* Takes in by the documented command; what it said. */
static struct str take(struct box *box, const char *workspace)
{
	const char *tail = scope_printf(&box->sc, " -w %s\n", workspace);
	struct str text = str_of(documented(box, "wend import data/", "\n```")), line = { 0 };

	while (text.p && !str_ends(line, str_trim(str_of(tail))))
		line = str_cut(&text, '\n');
	if (!str_ends(line, str_trim(str_of(tail))))
		fail_msg("docs/import.md imports nothing into %s", workspace);
	if (!box->env[0])
		prepare(box);
	wend_ok(box, "init", workspace);
	return assert_ran(shell(box, str_c(&box->sc, line)), __FILE__, __LINE__);
}

/* README of the data: late 2.67 (n=45), on time 4.30 (n=674), undelivered 1.87 (n=23).  Counted: 10,000 orders and 742
 * reviews of 741 orders, 612 reviews of the former; 10,130 orders of 10,050 persons in all; 9,889 orders have items. */
static void orders_and_reviews_are_one_journey(void **state)
{
	static const struct check checks[] = {
		{ "wend status -w olist --json", "\"customers\":10050" },
		{ "wend status -w olist --json", "\"orphans\":0" },
		{ "wend sql -w olist --csv \"SELECT count(DISTINCT \\\"case\\\") FROM events WHERE event = 'bought'\"",
			"\n10130\n" },
		{ "wend sql -w olist --csv \"SELECT count(*), count(DISTINCT \\\"case\\\") FROM events WHERE event = 'order items'\"",
			"\n11252,9889\n" },
		{ "wend sql -w olist --csv \"SELECT count(*), count(rating), count(DISTINCT \\\"case\\\") FROM events"
		  " WHERE event = 'reviewed'\"",
			"\n742,742,741\n" },
		/* a person of two orders: each is bought before it is delivered, and reviewed in its own journey */
		{ "wend sql -w olist --csv \"SELECT string_agg(event, ' > ' ORDER BY time) FROM events"
		  " WHERE \\\"case\\\" = 'b4436efe3712c1bbce803adc1dc032d8'\"",
			"\nbought > approved > handed over > order items > delivered > review asked for > reviewed\n" },
		{ "wend sql -w olist --csv \"SELECT count(DISTINCT \\\"case\\\"), count(*) FROM events WHERE customer IN"
		  " (SELECT customer FROM events WHERE \\\"case\\\" = 'b4436efe3712c1bbce803adc1dc032d8')\"",
			"\n2,14\n" },
		{ "wend map -w olist --json", "\"total\": 10130" },
	};
	struct box *box = *state;
	NEED_SHARED(path, "data/olist/orders.csv");

	(void)path;
	take(box, "olist");
	checks_hold(box, checks, COUNT_OF(checks));
	const char *query = documented(box, "wend sql -w olist", "\n```");
	struct str table = assert_ran(shell(box, query), __FILE__, __LINE__);
	assert_str(table,
		"delivery     reviews  mean\nlate         45       2.67\non time      674      4.3\n"
		"undelivered  23       1.87\n");
}

/* ORIGIN: about 250 of 6,123 reviews meet one of 4,071 orders.  Counted: 251; 2,562 comments; 16,110 times of orders;
 * 9,935 orders of items or reviews that are in no order table; 14,006 persons. */
static void orphans_are_counted(void **state)
{
	static const struct check checks[] = {
		{ "wend status -w olist_dirty --json", "\"customers\":14006" },
		{ "wend status -w olist_dirty --json", "\"orphans\":9935" },
		{ "wend status -w olist_dirty",
			"Orphans: 9,935 orders of which no file says whose they are" },
		{ "wend sql -w olist_dirty --csv \"SELECT count(*), count(*) FILTER (said) FROM events WHERE event = 'reviewed'\"",
			"\n6123,2562\n" },
		{ "wend sql -w olist_dirty --csv \"SELECT count(*) FROM events WHERE event = 'reviewed' AND \\\"case\\\" IN"
		  " (SELECT \\\"case\\\" FROM events WHERE event = 'bought')\"",
			"\n251\n" },
		{ "wend sql -w olist_dirty --csv \"SELECT count(*) FROM events WHERE file LIKE '%orders%'\"",
			"\n16110\n" },
	};
	struct box *box = *state;
	NEED_SHARED(path, "data/olist_dirty/olist_orders_dataset.csv");

	(void)path;
	take(box, "olist_dirty");
	checks_hold(box, checks, COUNT_OF(checks));
	struct ran r =
		shell(box, "wend import data/olist_dirty/olist_order_payments_dataset.csv -w olist_dirty");
	assert_refused(r, 2, "no column says when, and \"order_id\" alone says of which order");
}

/* README: visits 18.28 / 15.14 / 10.62 %, conversions 1.253 / 0.884 / 0.573 %; counted: 3,894 and 267 of 21,307;
 * 3,238 and 189 of 21,387; 2,262 and 122 of 21,306. */
static void a_mail_has_an_effect(void **state)
{
	static const struct check checks[] = {
		{ "wend status -w hillstrom --json", "\"customers\":64000" },
		{ "wend funnel --step 'Mens E-Mail' visit -w hillstrom --json", "\"reached\":3894" },
		{ "wend funnel --step 'Mens E-Mail' visit -w hillstrom --json", "\"value\":0.182756" },
		{ "wend funnel --step 'Mens E-Mail' conversion -w hillstrom --json", "\"value\":0.012531" },
		{ "wend funnel --step 'Womens E-Mail' visit -w hillstrom --json", "\"value\":0.151400" },
		{ "wend funnel --step 'Womens E-Mail' conversion -w hillstrom --json", "\"value\":0.008837" },
		{ "wend funnel --step 'No E-Mail' visit -w hillstrom --json", "\"value\":0.106167" },
		{ "wend funnel --step 'No E-Mail' conversion -w hillstrom --json", "\"value\":0.005726" },
		{ "wend funnel --step 'Mens E-Mail' visit conversion -w hillstrom --json",
			"\"reached\":267" },
	};
	struct box *box = *state;
	NEED_SHARED(path, "data/hillstrom_email/hillstrom.csv");

	(void)path;
	take(box, "hillstrom");
	checks_hold(box, checks, COUNT_OF(checks));
	documented(box, "wend funnel --step \"Mens E-Mail\" visit -w hillstrom", "\n");
}

/* ORIGIN: 12,330 sessions, 1,908 of them purchases; by visitor counted. */
static void sessions_have_outcomes(void **state)
{
	static const struct check checks[] = {
		{ "wend status -w shoppers --json", "\"customers\":12330" },
		{ "wend sql -w shoppers --csv \"SELECT count(*) FROM events WHERE event = 'Revenue'\"",
			"\n1908\n" },
		{ "wend funnel --step Returning_Visitor Revenue -w shoppers --json", "\"reached\":1470" },
		{ "wend funnel --step Returning_Visitor Revenue -w shoppers --json", "\"entered\":10551" },
		{ "wend funnel --step New_Visitor Revenue -w shoppers --json", "\"reached\":422" },
		{ "wend funnel --step New_Visitor Revenue -w shoppers --json", "\"entered\":1694" },
		{ "wend funnel --step Other Revenue -w shoppers --json", "\"reached\":16" },
		{ "wend funnel --step Other Revenue -w shoppers --json", "\"entered\":85" },
	};
	struct box *box = *state;
	NEED_SHARED(path, "data/online_shoppers/online_shoppers_intention.csv");

	(void)path;
	take(box, "shoppers");
	checks_hold(box, checks, COUNT_OF(checks));
}

/* ORIGIN: 3,234 3,872 3,521 3,535 2,818 2,958 3,087 rows, 23,025.  Counted, answers of 1 to 5 alone: 393,754 in 170
 * pairs of touchpoint and year, 30 rows have none; overall and security as below; weighted where there are weights. */
static void seven_years_are_one_series(void **state)
{
	static const struct check checks[] = {
		{ "wend status -w sfo --json", "\"customers\":22995,\"events\":393754" },
		{ "wend sql -w sfo --csv \"SELECT count(*), count(DISTINCT e) FROM (SELECT event AS e, year(time) AS y"
		  " FROM events GROUP BY 1, 2)\"",
			"\n170,26\n" },
		{ "wend sql -w sfo --csv \"SELECT year(time), round(avg(rating), 3), count(*) FROM events"
		  " WHERE event = 'overall' GROUP BY 1 ORDER BY 1\"",
			"\n2010,3.925,3093\n2011,3.946,3694\n2012,3.998,3348\n2013,3.982,3334\n2014,3.996,2677\n"
			"2015,4.048,2810\n2016,4.038,2919\n" },
		{ "wend sql -w sfo --csv \"SELECT year(time), round(avg(rating), 3), count(*) FROM events"
		  " WHERE event = 'security' GROUP BY 1 ORDER BY 1\"",
			"\n2010,3.998,2808\n2011,4.014,3354\n2012,3.862,3004\n2013,4.175,3056\n2014,4.34,2451\n"
			"2015,4.325,2508\n2016,4.177,2641\n" },
	};
	struct box *box = *state;
	NEED_SHARED(path, "data/sfo_survey/2010_SFO_Customer_Survey.csv");

	(void)path;
	struct str said = take(box, "sfo");
	assert_true(str_has(said, STR("taken: 49,956 events; 2 rows say of no event")));
	assert_true(str_has(said, STR("ratings of the recipe that are not there: getting there, wifi")));
	checks_hold(box, checks, COUNT_OF(checks));
	struct ran r = shell(box, documented(box, "wend sql -w sfo", "\n```"));
	assert_str(assert_ran(r, __FILE__, __LINE__),
		"year  mean   weighted\n2010  3.925  3.901\n2011  3.946  -\n2012  3.998  -\n2013  3.982  3.984\n"
		"2014  3.996  4.007\n2015  4.048  4.044\n2016  4.038  4.053\n");
	r = shell(
		box, "wend import data/sfo_survey/*.csv --recipe docs/example/sfo-survey.yaml -w sfo --json");
	assert_true(str_has(assert_ran(r, __FILE__, __LINE__), STR("\"events\":0,\"duplicates\":57583")));
}

/* ORIGIN: 14,640 tweets, 9,178 negative, 3,099 neutral, 2,363 positive. */
static void tweets_have_a_polarity(void **state)
{
	static const struct check checks[] = {
		{ "wend sql -w tweets --csv \"SELECT rating, count(*) FROM events GROUP BY 1 ORDER BY 1\"",
			"\n-1.0,9178\n0.0,3099\n1.0,2363\n" },
	};
	struct box *box = *state;
	NEED_SHARED(path, "data/airline_tweets/Tweets.csv");

	(void)path;
	take(box, "tweets");
	checks_hold(box, checks, COUNT_OF(checks));
}

/* ORIGIN: 5,019 turns; counted: 3,263 "ee" and 1,756 "ER". */
static void those_who_ask_are_left_out(void **state)
{
	struct box *box = *state;
	NEED_SHARED(path, "data/alaska_interviews/interviews.csv");

	(void)path;
	struct str said = take(box, "interviews");
	assert_true(str_has(said, STR("taken: 3,263 events")));
	assert_true(str_has(said, STR("1756 turns of the interviewer were left out")));
}

/* ORIGIN: incidents 7,554 cases / 65,533 events / 1,511 variants, 13 steps of name and lifecycle; problems 1,487 /
 * 6,660 / 183.  Counted, by name and lifecycle, in the XES and in the other team's CSV alike: 2,278 variants, of which
 * the most frequent comes 1,749 times. */
static void incidents_are_handed_to_and_fro(void **state)
{
	static const struct check checks[] = {
		{ "wend paths -w incidents --json",
			"\"units\":7554,\"events\":65533,\"where\":null,\"variants\":{\"distinct\":1511" },
		{ "wend paths -w ping_pong --json",
			"\"units\":7554,\"events\":65533,\"where\":null,\"variants\":{\"distinct\":2278" },
		{ "wend paths -w ping_pong --json",
			"{\"events\":[\"Accepted+In Progress\",\"Accepted+In Progress\",\"Completed+In Call\"],\"count\":1749" },
		{ "wend sql -w ping_pong --csv \"SELECT count(DISTINCT event) FROM events\"", "\n13\n" },
		{ "wend paths -w verenich --json",
			"\"units\":7554,\"events\":65533,\"where\":null,\"variants\":{\"distinct\":2278" },
		{ "wend paths -w problems --json",
			"\"units\":1487,\"events\":6660,\"where\":null,\"variants\":{\"distinct\":183" },
	};
	struct box *box = *state;
	NEED_SHARED(path, "data/bpic2013/bpic2013_incidents.xes.gz");

	(void)path;
	take(box, "incidents");
	take(box, "ping_pong");
	take(box, "verenich");
	take(box, "problems");
	checks_hold(box, checks, COUNT_OF(checks));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(orders_and_reviews_are_one_journey, box_open, box_close),
		cmocka_unit_test_setup_teardown(orphans_are_counted, box_open, box_close),
		cmocka_unit_test_setup_teardown(a_mail_has_an_effect, box_open, box_close),
		cmocka_unit_test_setup_teardown(sessions_have_outcomes, box_open, box_close),
		cmocka_unit_test_setup_teardown(seven_years_are_one_series, box_open, box_close),
		cmocka_unit_test_setup_teardown(tweets_have_a_polarity, box_open, box_close),
		cmocka_unit_test_setup_teardown(those_who_ask_are_left_out, box_open, box_close),
		cmocka_unit_test_setup_teardown(incidents_are_handed_to_and_fro, box_open, box_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
