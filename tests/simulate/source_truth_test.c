#include "sources_big.h"

#include "base/names.h"
#include "simulate/agreement.h"

enum { SIGMAS = 4, GAP_S = 95 * 86400 };

/* --- the truth tells what is in the files ------------------------------------------------------------------- */

static void the_truth_finds_each_record(void **state)
{
	const struct big *big = *state;
	uint64_t records[SOURCE_FILES] = { 0 };

	for (size_t i = 0; i < big->rows.n; i++) {
		const struct row *row = &big->rows.at[i];
		size_t line = (size_t)whole(row->cell[TRUTH_LINE]), from = line - 1, to = line;
		uint64_t record = (uint64_t)whole(row->cell[TRUTH_RECORD]);
		bool found = row->cell[TRUTH_KEY].n == 0;
		assert_true(line >= 1 && line <= big->lines[row->file].n);
		assert_true(record == records[row->file] || record == records[row->file] + 1);
		records[row->file] = record;
		if (row->file == SOURCE_MAIL) {
			assert_true(starts_a_mail(big->lines[row->file].at[from]));
			to += 2;
		}
		for (size_t k = from; !found && k < to; k++)
			found = str_has(big->lines[row->file].at[k], row->cell[TRUTH_KEY]);
		if (!found)
			fail_msg("%.*s is not in line %zu of %.*s", STR_ARG(row->cell[TRUTH_KEY]), line,
				STR_ARG(row->cell[TRUTH_FILE]));
		assert_str(row->cell[TRUTH_EVENT], source_touchpoints[row->at].event);
		assert_int_equal(source_touchpoints[row->at].file, row->file);
	}
	for (size_t i = 0; i < SOURCE_FILES; i++)
		assert_int_equal(records[i],
			count_of(json_array_get(json_object_get(big->truth, "files"), i), "records"));
}

/* Numbers for the texts, AGREEMENT_ALONE for an empty one. */
static uint32_t *numbered(struct scope *sc, const struct big *big, int column, uint32_t *n)
{
	struct names *names = names_new(sc);
	uint32_t *out = NEW_ARRAY(sc, uint32_t, big->rows.n);

	for (size_t i = 0; i < big->rows.n; i++) {
		struct str text = big->rows.at[i].cell[column];
		out[i] = text.n ? names_add(names, text) : AGREEMENT_ALONE;
	}
	*n = names_count(names);
	return out;
}

static void the_truth_adds_up(void **state)
{
	struct big *big = *state;
	uint32_t customers, histories;
	uint32_t *who = numbered(&big->folder.sc, big, TRUTH_WHO, &customers);
	uint32_t *history = numbered(&big->folder.sc, big, TRUTH_HISTORY, &histories);
	struct agreement a = agreement_count(&big->folder.sc, who, history, big->rows.n);

	assert_int_equal(big->report->events, big->rows.n);
	assert_int_equal(count_of(big->truth, "events"), big->rows.n);
	assert_int_equal(customers, BIG);
	assert_int_equal(count_of(big->truth, "customers"), BIG);
	assert_int_equal(count_of(big->truth, "histories"), histories);
	assert_int_equal(count_of(big->truth, "pairs_of_one_history"), a.pairs_found);
	assert_true(a.pairs_found == a.pairs_both); /* a history is one customer's */
	assert_true(agreement_recall(&a) > .6 && agreement_recall(&a) < .95);
	for (size_t i = 0; i < big->rows.n; i++) {
		const struct row *row = &big->rows.at[i];
		const char *of = scope_printf(&big->folder.sc, "%u.", row->who);
		assert_true(!row->cell[TRUTH_HISTORY].n || str_starts(row->cell[TRUTH_HISTORY], str_of(of)));
	}
}

static void touchpoints_are_counted(void **state)
{
	struct big *big = *state;
	uint64_t events[SOURCE_POINTS] = { 0 }, known[SOURCE_POINTS] = { 0 },
		 customers[SOURCE_POINTS] = { 0 };
	bool *came = NEW_ARRAY(&big->folder.sc, bool, (BIG + 1) * SOURCE_POINTS);

	for (size_t i = 0; i < big->rows.n; i++) {
		const struct row *row = &big->rows.at[i];
		bool *here = &came[row->who * SOURCE_POINTS + row->at];
		events[row->at]++;
		known[row->at] += row->cell[TRUTH_HISTORY].n > 0;
		customers[row->at] += !*here;
		*here = true;
	}
	for (size_t i = 0; i < SOURCE_POINTS; i++) {
		const json_t *t = json_array_get(json_object_get(big->truth, "touchpoints"), i);
		assert_string_equal(json_string_value(json_object_get(t, "id")), source_touchpoints[i].id);
		assert_int_equal(count_of(t, "events"), events[i]);
		assert_int_equal(count_of(t, "known_events"), known[i]);
		assert_int_equal(count_of(t, "customers"), customers[i]);
		assert_true(events[i] > 20);
	}
}

/* --- the planted map ---------------------------------------------------------------------------------------- */

static int by_who_and_time(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->who != y->who)
		return x->who < y->who ? -1 : 1;
	return (x->time_s > y->time_s) - (x->time_s < y->time_s);
}

static int by_history_and_time(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int order = str_compare(x->cell[TRUTH_HISTORY], y->cell[TRUTH_HISTORY]);

	return order ? order : by_who_and_time(a, b);
}

static struct row *sorted(struct big *big, int (*order)(const void *, const void *))
{
	struct row *rows = NEW_ARRAY(&big->folder.sc, struct row, big->rows.n);

	memcpy(rows, big->rows.at, big->rows.n * sizeof *rows);
	qsort(rows, big->rows.n, sizeof *rows, order);
	return rows;
}

struct moves {
	double n[SOURCE_POINTS][SOURCE_POINTS];
};

/* One event after the other, where no more than 95 days lie between; only those below `most`. */
static struct moves *moved(struct big *big, const struct row *rows, size_t most, bool by_history)
{
	struct moves *m = NEW(&big->folder.sc, struct moves);
	const struct row *last = NULL;

	for (size_t i = 0; i < big->rows.n; i++) {
		if (rows[i].at >= most || (by_history && !rows[i].cell[TRUTH_HISTORY].n))
			continue;
		bool same = last &&
			    (by_history ? str_equal(last->cell[TRUTH_HISTORY], rows[i].cell[TRUTH_HISTORY])
					: last->who == rows[i].who);
		if (same && rows[i].time_s - last->time_s < GAP_S)
			m->n[last->at][rows[i].at]++;
		last = &rows[i];
	}
	return m;
}

static void moves_are_counted(void **state)
{
	struct big *big = *state;
	struct moves *walked = moved(big, sorted(big, by_who_and_time), SOURCE_STEPS, false);
	struct moves *knowable = moved(big, sorted(big, by_history_and_time), SOURCE_EVENTS, true);
	double told[2] = { 0 }, counted[2] = { 0 };
	const json_t *move;
	size_t i;

	json_array_foreach(json_object_get(big->truth, "moves"), i, move)
	{
		size_t from = point_of(str_of(json_string_value(json_object_get(move, "from"))));
		size_t to = point_of(str_of(json_string_value(json_object_get(move, "to"))));
		assert_near((double)count_of(move, "walked"), walked->n[from][to], .1);
		assert_near((double)count_of(move, "knowable"), knowable->n[from][to], .1);
		told[0] += (double)count_of(move, "walked");
		told[1] += (double)count_of(move, "knowable");
	}
	for (size_t from = 0; from < SOURCE_POINTS; from++)
		for (size_t to = 0; to < SOURCE_POINTS; to++) {
			counted[0] += walked->n[from][to];
			counted[1] += knowable->n[from][to];
		}
	assert_true(told[0] == counted[0] && told[1] == counted[1]);
	assert_true(counted[0] > 1000 && counted[1] > 1000);
}

/* Who is known to one source only goes nowhere: of those the truth counts no way, and this no share. */
static void the_walks_are_those_planted(void **state)
{
	struct big *big = *state;
	struct moves *walked = moved(big, sorted(big, by_who_and_time), SOURCE_STEPS, false);
	struct chain chain;

	source_chain(&chain);
	for (size_t from = 0; from < SOURCE_STEPS; from++) {
		double leaves = chain_leave(&chain, from), all = 0;
		for (size_t to = 0; to < SOURCE_STEPS; to++)
			all += walked->n[from][to];
		for (size_t to = 0; to < SOURCE_STEPS && leaves < 1; to++) {
			double want = chain.next[from][to] / (1 - leaves);
			double slack = SIGMAS * sqrt((want * (1 - want) + 1 / all) / all);
			if (want == 0)
				assert_true(walked->n[from][to] == 0);
			else if (!(fabs(walked->n[from][to] / all - want) <= slack))
				fail_msg("%s to %s: %.0f of %.0f, want %.3f", source_touchpoints[from].id,
					source_touchpoints[to].id, walked->n[from][to], all, want);
		}
	}
}

static void ads_are_sums(void **state)
{
	struct big *big = *state;
	struct str rest = content(&big->folder.sc, big->folder.dir, "ads.csv");
	int64_t clicks = 0, promotions = 0;

	assert_str(str_cut(&rest, '\n'), "Campaign name,Day,Amount spent (PLN),Impressions,Link clicks");
	while (rest.n) {
		struct str out[COLUMNS];
		assert_int_equal(cells(&big->folder.sc, str_cut(&rest, '\n'), out), 5);
		clicks += whole(out[4]);
	}
	for (size_t i = 0; i < big->rows.n; i++)
		promotions += big->rows.at[i].at == AT_PROMOTION;
	assert_true(clicks >= promotions && clicks < promotions * 12 / 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_truth_finds_each_record),
		cmocka_unit_test(the_truth_adds_up),
		cmocka_unit_test(touchpoints_are_counted),
		cmocka_unit_test(moves_are_counted),
		cmocka_unit_test(the_walks_are_those_planted),
		cmocka_unit_test(ads_are_sums),
	};

	return cmocka_run_group_tests_name("source_truth", tests, big_open, big_close);
}
