/* What is a sum of many: days, money, and the formats that bring them. */
#include "formats/metrics.h"

#include "told.h"

static void days_stand_in_texts(void **state)
{
	static const char *const cases[][3] = {
		{ "# 20260201-20260228", "20260201", "20260228" },
		{ "# Start date: 20260201", "20260201", "" },
		{ "2026-03-01_2026-03-07", "20260301", "20260307" },
		{ "clarity-2026-03-02.json", "20260302", "" },
		{ "1772446500123", "", "" },
		{ "20261301 and 20260230", "", "" },
		{ "2026", "", "" },
		{ "2026-", "", "" },
		{ "2026-0-3-02", "", "" },
		{ "", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char days[2][METRIC_DAY + 1];
		size_t n = metric_days_in(str_of(cases[i][0]), days);
		assert_string_equal(n > 0 ? days[0] : "", cases[i][1]);
		assert_string_equal(n > 1 ? days[1] : "", cases[i][2]);
	}
}

static void money_stands_in_names(void **state)
{
	(void)state;
	assert_str(metric_currency(STR("Amount spent (PLN)")), "PLN");
	assert_str(metric_currency(STR("(PLN) spent")), "PLN");
	assert_null(metric_currency(STR("Clicks (all)")).p);
	assert_null(metric_currency(STR("(PL")).p);
	assert_null(metric_currency(STR("")).p);
}

static void a_day_ends_where_the_next_begins(void **state)
{
	struct scope sc = { 0 };
	struct told t = { .in = NULL };
	struct reader_options options = { .zone = when_zone_open(&sc, "Europe/Warsaw") };

	(void)state;
	/* the day that is an hour short */
	t.in = input_of(&t.sc, "a.csv", STR("# 20260329-20260329\n# -----\n\nCity,Users\nŁódź,4\n"));
	told_from(&t, "ga4-report", &options);
	assert_str(buf_str(t.text),
		"5.0  $time=2026-03-28T23:00:00Z  $end=2026-03-29T22:00:00Z  $metric=Users  $amount=4  "
		"City=Łódź  breakdown=City\n");
	told_close(&t);
	scope_close(&sc);
}

#define RULE "# --------\n# 20260201-20260228\n# --------\n"
#define FEBRUARY "  $time=2026-02-01T00:00:00Z  $end=2026-03-01T00:00:00Z"

static void reports_of_ga4_are_told(void **state)
{
	static const char *const cases[][2] = {
		{ RULE "\nA,N\nx,1\n", /* below a blank line */
			"6.0" FEBRUARY "  $metric=N  $amount=1  A=x  breakdown=A\nzone assumed\n" },
		{ RULE "A;N\nx;1,5\n",
			"5.0" FEBRUARY "  $metric=N  $amount=1.5  A=x  breakdown=A\nzone assumed\n" },
		{ RULE "A,N\nx,\n", "zone assumed\n" },
		{ RULE "N\n7\n", "5.0" FEBRUARY "  $metric=N  $amount=7\nzone assumed\n" },
		{ RULE "A,N\nGrand total,8\n,9,Grand total\n", "" },
		{ RULE "A,N\nx,1,2\n", "5  broken: it has more fields than the table has columns\n" },
		{ "# -------\nA,N\nx,1\n",
			"3  broken: neither a column nor the lines above the table name its days\n" },
		{ "# -------\nNth day,N\n0,1\n", "3  broken: \"Nth day\" says \"0\", which is no day\n" },
		{ RULE "Date,N\n,1\n", "5  broken: \"Date\" is empty where a day is needed\n" },
		{ RULE "A,B\nx,y\n",
			"remark: A table without a column of numbers was left out\nzone assumed\n" },
		{ RULE "A,N\n\"x\ny\",1\n",
			"5.0" FEBRUARY "  $metric=N  $amount=1  A=x\\ny  breakdown=A\nzone assumed\n" },
		{ RULE "A,N\n\"x,1\n", "5  broken: " },
		{ RULE, "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct told t;
		told_text(&t, "ga4-report", "a.csv", str_of(cases[i][0]));
		assert_true(t.ok);
		struct str got = buf_str(t.text), want = str_of(cases[i][1]);
		if (!str_equal(got, want) && !(str_ends(want, STR("broken: ")) && str_starts(got, want)))
			fail_msg("%s:\n%.*s", cases[i][0], STR_ARG(got));
		told_close(&t);
	}
}

static void too_many_columns_are_refused(void **state)
{
	struct scope sc = { 0 };
	struct buf *text = buf_new(&sc, 1 << 20);

	(void)state;
	buf_puts(text, RULE);
	for (int i = 0; i < 5000; i++)
		buf_puts(text, "a,");
	buf_puts(text, "\nx,1\n");
	assert_told_refused("ga4-report", buf_str(text).p, FAULT_LIMIT, "more than 200 columns");
	buf_cut(text, 0);
	buf_puts(text, RULE "A,N\nx,1\ny");
	for (int i = 0; i < 5000; i++)
		buf_puts(text, ",");
	struct told t;
	told_text(&t, "ga4-report", "a.csv", buf_str(text));
	assert_true(t.ok && str_has(buf_str(t.text), STR("6  broken: it has more fields")));
	told_close(&t);
	scope_close(&sc);
}

static void costs_are_told(void **state)
{
	static const char *const cases[][2] = {
		{ "date,source,spend\n2026-03-02,google,12.5\n",
			"2.0  $time=2026-03-02T00:00:00Z  $end=2026-03-03T00:00:00Z  $channel=ads  $metric=Ad cost  $amount=12.5  "
			"source=google\nzone assumed\n" },
		{ "Дата,Кампания,Расход,Валюта\n02.03.2026,Весна,\"1 200,50\",RUB\n13.03.2026,Весна,--,RUB\n",
			"2.0  $time=2026-03-02T00:00:00Z  $end=2026-03-03T00:00:00Z  $channel=ads  $campaign=Весна  $currency=RUB  "
			"$metric=Ad cost  $amount=1200.5\nremark: Days were read with the day first\nzone assumed\n" },
		{ "Kampagnenbericht\n\"1. September 2026 - 2. September 2026\"\nTag,Kampagne,Währungscode,Kosten\n"
		  "2026-09-01,Dach,USD,\"1.234,56\"\nGesamt: Konto,--,USD,\"1.234,56\"\n",
			"4.0  $time=2026-09-01T00:00:00Z  $end=2026-09-02T00:00:00Z  $channel=ads  $campaign=Dach  $currency=USD  "
			"$metric=Ad cost  $amount=1234.56\nremark: Rows that only sum up others were left out: 1\nzone assumed\n" },
		{ "Campaign report\n\"1 September 2026 - 30 September 2026\"\nCampaign status,Campaign,Impr.,Cost,Currency code\n"
		  "Enabled,Brand,\"2,140\",189.24,SGD\nTotal: Account,--,\"2,140\",189.24,SGD\n",
			"4.0  $time=2026-09-01T00:00:00Z  $end=2026-10-01T00:00:00Z  $channel=ads  $campaign=Brand  $currency=SGD  "
			"$metric=Ad cost  $amount=189.24\n"
			"4.1  $time=2026-09-01T00:00:00Z  $end=2026-10-01T00:00:00Z  $channel=ads  $campaign=Brand  "
			"$metric=Ad impressions  $amount=2140\nremark: Rows that only sum up others were left out: 1\nzone assumed\n" },
		{ "date,campaign,cost\nsoon,a,1\n", "2  broken: \"date\" says \"soon\", which is no day\n" },
		{ "date,campaign,cost\n2026-03-02,a,free\n",
			"2  broken: \"cost\" says \"free\", which is no number\nzone assumed\n" },
		{ "date,campaign,cost\n2026-03-02,,9\n",
			"remark: Rows that only sum up others were left out: 1\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_told("ad-spend", "costs.csv", cases[i][0], cases[i][1]);
	assert_told_refused("ad-spend", "date,campaign\n2026-03-02,a\n", FAULT_INVALID, "what was spent");
	assert_told_refused("ad-spend", "campaign,cost\na,1\n", FAULT_INVALID, "by day");
	assert_told_refused(
		"ad-spend", "Campaign report\nAll time\nCampaign,Cost\na,1\nb,2\n", FAULT_INVALID, "by day");
}

static void formats_are_told_apart(void **state)
{
	static const char *const cases[][2] = {
		{ "date,source,spend\n2026-03-02,google,12.5\n", "ad-spend" },
		{ "Reporting starts,Amount spent (USD),Ad name\n2026-03-02,1.5,a\n", "ad-spend" },
		{ "Campaign report\n\"March 1, 2026 - March 31, 2026\"\nCampaign,Cost,Clicks\na,1.20,3\n",
			"ad-spend" },
		{ "Campaign report\nAll time\nCampaign status,Campaign,Cost,Clicks\nEnabled,a,1.20,3\n",
			"ad-spend" },
		{ "Campaign,Cost,Clicks\na,1.20,3\n", "csv" },
		{ "user_id,date,source,cost\nu-1,2026-03-02,google,12.5\n", "csv" },
		{ "date,source,cost,event\n2026-03-02,google,12.5,order\n", "csv" },
		{ "date,cost\n2026-03-02,12.5\n", "csv" },
		{ RULE "A,N\nx,1\n", "ga4-report" },
		{ "# exported 20260301\nA,N\nx,1\n", "csv" },
		{ "[{\"metricName\":\"Traffic\",\"information\":[]}]", "clarity" },
		{ "[{\"metricName\":\"Traffic\",\"values\":[]}]", "json" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct told t;
		told_text(&t, NULL, "a.txt", str_of(cases[i][0]));
		if (!t.format || strcmp(t.format->name, cases[i][1]) != 0)
			fail_msg("%s: %s", cases[i][0], t.format ? t.format->name : "none");
		told_close(&t);
	}
}

static void enough_is_enough(void **state)
{
	static const char *const cases[][2] = {
		{ "ga4-report", RULE "A,N,M\nx,1,2\ny,3,4\n" },
		{ "ad-spend", "date,campaign,cost,clicks\n2026-03-02,a,1,2\n2026-03-03,a,1,2\n" },
		{ "clarity", "[{\"metricName\":\"Traffic\",\"information\":[{\"a\":1,\"b\":2},{\"a\":3}]}]" },
	};
	static const struct reader_options one = { .max_records = 1 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct told t = { 0 };
		t.in = input_of(&t.sc, "a.txt", str_of(cases[i][1]));
		told_from(&t, cases[i][0], &one);
		if (!t.ok || t.notes.records != 1)
			fail_msg("%s: %llu, %s", cases[i][0], (unsigned long long)t.notes.records, t.sc.why);
		told_close(&t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_stand_in_texts),
		cmocka_unit_test(money_stands_in_names),
		cmocka_unit_test(a_day_ends_where_the_next_begins),
		cmocka_unit_test(reports_of_ga4_are_told),
		cmocka_unit_test(too_many_columns_are_refused),
		cmocka_unit_test(costs_are_told),
		cmocka_unit_test(formats_are_told_apart),
		cmocka_unit_test(enough_is_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
