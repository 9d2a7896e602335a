#include "store/metrics.h"

#include "test.h"

static struct scope sc;
static struct evidence *ev;

static int open_evidence(void **state)
{
	(void)state;
	sc = (struct scope){ 0 };
	ev = evidence_open(&sc, NULL, DUCK_MEMORY);
	return ev ? 0 : -1;
}

static int close_evidence(void **state)
{
	(void)state;
	evidence_close(ev);
	scope_close(&sc);
	return 0;
}

static void take(const struct evidence_metric *metrics, size_t n)
{
	static uint64_t fingerprint;
	struct evidence_import *im = evidence_begin(&sc, ev,
		&(struct evidence_file){ .name = STR("ga4.csv"),
			.format = STR("ga4"),
			.mapping = STR("{}"),
			.fingerprint = ++fingerprint,
			.imported_us = 1 });
	struct evidence_counts counts;

	assert_non_null(im);
	for (size_t i = 0; i < n; i++)
		assert_true(evidence_metric(&sc, im, &metrics[i]));
	assert_true(evidence_settle(&sc, im, &counts));
	assert_true(evidence_commit(&sc, im, n, STR("")));
}

/* "Views /cart 12x2 [by page]|..." */
static bool tell(struct scope *own, void *to, const struct metric *m)
{
	(void)own;
	buf_printf(to, "%s%.*s %.*s%.*s %gx%llu<%g [%.*s] %lld-%lld", buf_len(to) ? "|" : "",
		STR_ARG(m->name), STR_ARG(m->page), STR_ARG(m->campaign), m->amount,
		(unsigned long long)m->rows, m->largest, STR_ARG(m->table), (long long)m->from_us,
		(long long)m->to_us);
	return true;
}

static void assert_told(const char *want)
{
	struct buf *told = buf_new(&sc, 4000);

	assert_true(evidence_metrics(&sc, ev, tell, told));
	assert_str(buf_str(told), want);
}

static struct evidence_metric views(const char *page, double amount, int64_t at, const char *properties)
{
	return (struct evidence_metric){ .name = STR("Views"),
		.page = str_of(page),
		.properties = str_of(properties),
		.source = SOURCE_WEB,
		.time_us = at,
		.end_us = at + 10,
		.has_end = true,
		.amount = amount };
}

static void equal_ones_are_put_together(void **state)
{
	const struct evidence_metric all[] = {
		views("/cart", 5, 100, "{\"breakdown\":\"Page\"}"),
		views("/cart", 7, 200, "{\"breakdown\":\"Page\"}"),
		views("/", 1, 100, "{\"breakdown\":\"Page\"}"),
		views("/cart", 12, 100, "{\"breakdown\":\"Page, Country\",\"Country\":\"PL\"}"),
		views("/cart", 2, 100, NULL),
	};

	(void)state;
	take(all, COUNT_OF(all));
	assert_told("Views /cart 2x1<2 [] 100-110|Views / 1x1<1 [Page] 100-110|"
		    "Views /cart 12x2<7 [Page] 100-210|Views /cart 12x1<12 [Page, Country] 100-110");
}

/* A later import's amount of the same sum goes before the earlier. */
static void the_newest_amount_counts(void **state)
{
	const struct evidence_metric first[] = { views("/", 5, 100, NULL), views("/", 6, 200, NULL) };
	const struct evidence_metric later[] = { views("/", 9, 100, NULL), views("/", 6, 200, NULL) };
	uint64_t rows;

	(void)state;
	assert_true(evidence_metric_rows(&sc, ev, &rows));
	assert_int_equal(rows, 0);
	assert_told("");
	take(first, COUNT_OF(first));
	take(later, COUNT_OF(later));
	assert_told("Views / 15x2<9 [] 100-210");
	assert_true(evidence_metric_rows(&sc, ev, &rows));
	assert_int_equal(rows, 3);
}

/* Recordings of sessions: what the rows name is what they are broken down by. */
static void sessions_are_told_apart_by_what_they_name(void **state)
{
	struct evidence_metric by_page = views("/cart", 3, 100, NULL),
			       by_both = views("/cart", 3, 100, "{\"OS\":\"Linux\",\"Device\":\"PC\"}");

	(void)state;
	by_page.source = by_both.source = SOURCE_SESSION;
	take(&by_page, 1);
	take(&by_both, 1);
	assert_told("Views /cart 3x1<3 [page] 100-110|Views /cart 3x1<3 [page, Device, OS] 100-110");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(equal_ones_are_put_together, open_evidence, close_evidence),
		cmocka_unit_test_setup_teardown(the_newest_amount_counts, open_evidence, close_evidence),
		cmocka_unit_test_setup_teardown(
			sessions_are_told_apart_by_what_they_name, open_evidence, close_evidence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
