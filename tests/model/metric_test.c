#include "model/metric.h"
#include "test.h"

static void the_name_tells_what_may_be_added(void **state)
{
	static const struct {
		const char *name;
		enum metric_way way;
	} rows[] = {
		{ "Views", METRIC_ADDED },
		{ "Event count", METRIC_ADDED },
		{ "Ad cost", METRIC_ADDED },
		{ "Ad conversions", METRIC_ADDED },
		{ "Purchase revenue (PLN)", METRIC_ADDED },
		{ "Liczba zdarzeń", METRIC_ADDED },
		{ "Количество событий", METRIC_ADDED },
		{ "RageClickCount", METRIC_ADDED },
		{ "Traffic: totalSessionCount", METRIC_ADDED },
		{ "Average engagement time", METRIC_MEAN },
		{ "Average engagement time per active user", METRIC_MEAN },
		{ "Bounce rate", METRIC_MEAN },
		{ "Views per active user", METRIC_MEAN },
		{ "Cost per click (PLN)", METRIC_MEAN },
		{ "CTR", METRIC_MEAN },
		{ "% of sessions", METRIC_MEAN },
		{ "RageClickCount: sessionsWithMetricPercentage", METRIC_MEAN },
		{ "ScrollDepth: averageScrollDepth", METRIC_MEAN },
		{ "EngagementTime: activeTime", METRIC_MEAN },
		{ "Współczynnik odrzuceń", METRIC_MEAN },
		{ "Średni czas zaangażowania", METRIC_MEAN },
		{ "Средняя длительность сеанса", METRIC_MEAN },
		{ "Active users", METRIC_LARGEST },
		{ "Total Users", METRIC_LARGEST },
		{ "Traffic: distinctUserCount", METRIC_LARGEST },
		{ "Aktywni użytkownicy", METRIC_LARGEST },
		{ "Активные пользователи", METRIC_LARGEST },
		{ "Sometimes", METRIC_ADDED },
		{ "Orders generated", METRIC_ADDED },
		{ "", METRIC_ADDED },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (metric_way(str_of(rows[i].name)) != rows[i].way)
			fail_msg("%s: %s", rows[i].name, metric_way_name(metric_way(str_of(rows[i].name))));
}

static void the_currency_is_said_once(void **state)
{
	static const struct {
		const char *name, *currency, *want;
	} rows[] = {
		{ "Total revenue (PLN)", "PLN", "Total revenue" },
		{ "Total revenue (PLN)", "EUR", "Total revenue (PLN)" },
		{ "Ad cost", "PLN", "Ad cost" },
		{ "(PLN)", "PLN", "(PLN)" },
		{ "PLN", "PLN", "PLN" },
		{ "Views (web)", NULL, "Views (web)" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_str(metric_title(str_of(rows[i].name), str_of(rows[i].currency)), rows[i].want);
}

static void amounts_are_said_to_people(void **state)
{
	static const struct {
		double amount;
		const char *currency, *want;
	} rows[] = {
		{ 0, NULL, "0" },
		{ 7, NULL, "7" },
		{ 999, NULL, "999" },
		{ 1240, NULL, "1,240" },
		{ 1234567, NULL, "1,234,567" },
		{ 2.345, NULL, "2.35" },
		{ 42.34, NULL, "42.3" },
		{ 1234.5, NULL, "1,234" },
		{ 1234.5, "PLN", "1,234.50\xc2\xa0PLN" },
		{ 99, "PLN", "99\xc2\xa0PLN" },
		{ -1500, NULL,
			"\xe2\x88\x92"
			"1,500" },
		{ 1e18, NULL, "1,000,000,000,000,000,000" },
	};
	struct scope sc = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_str(metric_amount(&sc, rows[i].amount, str_of(rows[i].currency)), rows[i].want);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_name_tells_what_may_be_added),
		cmocka_unit_test(the_currency_is_said_once),
		cmocka_unit_test(amounts_are_said_to_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
