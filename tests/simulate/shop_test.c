#include "simulate/shop.h"

#include <jansson.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "simulate/shop_tables.h"
#include "test.h"

enum { DAY_S = 86400, BIG = 12000, SIGMAS = 4, GAP_S = 95 * DAY_S, PAUSE_S = 8 * DAY_S, IDLE_S = 1800 };

static const char *const names[SHOP_FILES + 1] = { "web.csv", "email.ndjson", "orders.csv", "support.csv",
	"survey.csv", "nps.csv", "partners.csv", "truth.json" };

/* --- the folder of a run --------------------------------------------------------------------------------- */

static char *folder(struct scope *sc)
{
	char *dir = scope_printf(sc, "/tmp/wend-shop-XXXXXX");

	assert_non_null(mkdtemp(dir));
	return dir;
}

static struct str content(struct scope *sc, const char *dir, const char *name)
{
	FILE *f = fopen(scope_printf(sc, "%s/%s", dir, name), "rb");
	struct stat about;

	assert_non_null(f);
	assert_int_equal(fstat(fileno(f), &about), 0);
	char *p = scope_alloc(sc, (size_t)about.st_size + 1, 1);
	assert_int_equal(fread(p, 1, (size_t)about.st_size, f), about.st_size);
	fclose(f);
	return (struct str){ p, (size_t)about.st_size };
}

static void folder_remove(struct scope *sc, const char *dir)
{
	for (size_t i = 0; i < COUNT_OF(names); i++)
		unlink(scope_printf(sc, "%s/%s", dir, names[i]));
	assert_int_equal(rmdir(dir), 0);
}

static const struct simulate_report *simulate(
	struct scope *sc, uint64_t seed, uint32_t customers, const char *dir)
{
	const struct simulate_options options = { .seed = seed, .customers = customers };
	const struct simulate_report *report = simulate_shop(sc, &options, dir);

	if (!report)
		fail_msg("%s", sc->why);
	return report;
}

/* --- the files, read in the most obvious way --------------------------------------------------------------- */

struct happened {
	char person[24], event[40];
	int64_t time_s;
	double rating; /* NAN: none */
};

struct log {
	LIST(struct happened) events;
};

/* Where the fields stand in each file's rows; -1: there is none. */
static const struct {
	char delimiter;
	int event, time, rating;
	const char *time_format;
} shapes[SHOP_FILES] = {
	[FILE_WEB] = { ',', 1, 2, -1, "%Y-%m-%dT%H:%M:%SZ" },
	[FILE_ORDERS] = { ',', 2, 3, 7, "%Y-%m-%d %H:%M:%S" },
	[FILE_SUPPORT] = { ';', 1, 2, 4, "%d.%m.%Y %H:%M:%S" },
	[FILE_SURVEY] = { ',', 1, 2, 3, "%Y-%m-%dT%H:%M:%SZ" },
	[FILE_NPS] = { ',', 1, 2, 3, "%Y-%m-%dT%H:%M:%SZ" },
	[FILE_PARTNERS] = { ',', 1, 2, 4, "%Y-%m-%dT%H:%M:%SZ" },
};

static void text_to(char *to, size_t room, struct str s)
{
	assert_true(s.n > 0 && s.n < room);
	memcpy(to, s.p, s.n);
	to[s.n] = 0;
}

static int64_t time_of(struct str s, const char *format)
{
	char text[40];
	struct tm tm = { 0 };

	text_to(text, sizeof text, s);
	const char *end = strptime(text, format, &tm);
	assert_true(end && *end == 0);
	return (int64_t)timegm(&tm);
}

static void read_row(struct scope *sc, struct log *log, size_t file, struct str row)
{
	struct happened *h = LIST_ADD(sc, &log->events);
	struct str fields[8] = { { 0 } };

	for (size_t i = 0; i < COUNT_OF(fields) && row.p; i++)
		fields[i] = str_cut(&row, shapes[file].delimiter);
	text_to(h->person, sizeof h->person, fields[0]);
	text_to(h->event, sizeof h->event, fields[shapes[file].event]);
	h->time_s = time_of(fields[shapes[file].time], shapes[file].time_format);
	h->rating = NAN;
	if (shapes[file].rating >= 0 && fields[shapes[file].rating].n)
		assert_true(str_number(fields[shapes[file].rating], &h->rating));
}

static void read_email(struct scope *sc, struct log *log, struct str row)
{
	struct happened *h = LIST_ADD(sc, &log->events);
	json_t *json = json_loadb(row.p, row.n, 0, NULL);

	assert_non_null(json);
	text_to(h->person, sizeof h->person, str_of(json_string_value(json_object_get(json, "user_id"))));
	text_to(h->event, sizeof h->event, str_of(json_string_value(json_object_get(json, "event"))));
	h->time_s = time_of(
		str_of(json_string_value(json_object_get(json, "timestamp"))), "%Y-%m-%dT%H:%M:%S.000Z");
	h->rating = NAN;
	json_decref(json);
}

static int by_person_and_time(const void *a, const void *b)
{
	const struct happened *x = a, *y = b;
	int order = strcmp(x->person, y->person);

	return order ? order : (x->time_s > y->time_s) - (x->time_s < y->time_s);
}

static struct log read_all(struct scope *sc, const char *dir)
{
	struct log log = { 0 };

	for (size_t file = 0; file < SHOP_FILES; file++) {
		struct str rest = content(sc, dir, names[file]);
		if (file != FILE_EMAIL)
			(void)str_cut(&rest, '\n');
		while (rest.n) {
			struct str row = str_cut(&rest, '\n');
			if (file == FILE_EMAIL)
				read_email(sc, &log, row);
			else
				read_row(sc, &log, file, row);
		}
	}
	qsort(log.events.at, log.events.n, sizeof *log.events.at, by_person_and_time);
	return log;
}

/* The end of the journey that begins at `i`: the next person, or a pause of more than 95 days. */
static size_t journey_end(const struct log *log, size_t i)
{
	const struct happened *h = log->events.at;

	for (i++; i < log->events.n; i++)
		if (strcmp(h[i].person, h[i - 1].person) != 0 || h[i].time_s - h[i - 1].time_s > GAP_S)
			break;
	return i;
}

static bool is_partner(const struct happened *h)
{
	return strncmp(h->person, "partner-", 8) == 0;
}

/* --- one big run, against truth.json ----------------------------------------------------------------------- */

struct big {
	struct scope sc;
	const struct simulate_report *report;
	struct log log;
	json_t *truth;
};

static int big_open(void **state)
{
	struct big *big = calloc(1, sizeof *big);

	assert_non_null(big);
	char *dir = folder(&big->sc);
	big->report = simulate(&big->sc, 1, BIG, dir);
	big->log = read_all(&big->sc, dir);
	big->truth = json_load_file(scope_printf(&big->sc, "%s/truth.json", dir), 0, NULL);
	assert_non_null(big->truth);
	folder_remove(&big->sc, dir);
	*state = big;
	return 0;
}

static int big_close(void **state)
{
	struct big *big = *state;

	json_decref(big->truth);
	scope_close(&big->sc);
	free(big);
	return 0;
}

static double truth_of(json_t *touchpoint, const char *key)
{
	json_t *value = json_object_get(touchpoint, key);

	return value ? json_number_value(value) : NAN;
}

static void assert_share(const char *what, double found, double n, double want)
{
	double slack = SIGMAS * sqrt((want * (1 - want) + 1 / n) / n);

	assert_true(n > 100);
	if (!(fabs(found / n - want) <= slack))
		fail_msg("%s: found %.5f of %.0f, want %.5f within %.5f", what, found / n, n, want, slack);
}

/* How a touchpoint fared in the files, by going through all journeys. */
struct fared {
	double journeys, reached, lost; /* journeys: of its party */
	double ratings, rating_sum, rating_squares;
	double stays, shorter, not_longer;             /* than the median of the truth */
	double quick, quick_shorter, quick_not_longer; /* the same of stays up to 30 minutes */
};

static void add_stay(struct fared *f, int64_t s, double median, double quick_median)
{
	f->stays++;
	f->shorter += (double)s < median;
	f->not_longer += (double)s <= median;
	if (s > IDLE_S)
		return;
	f->quick++;
	f->quick_shorter += (double)s < quick_median;
	f->quick_not_longer += (double)s <= quick_median;
}

/* Events from `from` to `to` are one journey; what follows itself at once is one stay. */
static void add_journey(
	struct fared *f, json_t *t, const struct happened *from, const struct happened *to, bool goal)
{
	const char *id = json_string_value(json_object_get(t, "id"));
	bool reached = false;

	f->journeys++;
	for (const struct happened *h = from, *next; h < to; h = next) {
		for (next = h + 1; next < to && strcmp(next->event, h->event) == 0; next++)
			continue;
		if (strcmp(h->event, id) != 0)
			continue;
		reached = true;
		if (next < to)
			add_stay(f, next->time_s - h->time_s, truth_of(t, "dwell_median_s"),
				truth_of(t, "time_on_median_s"));
		if (!isnan(h->rating)) {
			f->ratings++;
			f->rating_sum += h->rating;
			f->rating_squares += h->rating * h->rating;
		}
	}
	f->reached += reached;
	f->lost += reached && !goal && strcmp(to[-1].event, id) == 0;
}

static struct fared fare(const struct big *big, json_t *t)
{
	bool partner = strcmp(json_string_value(json_object_get(t, "party")), "partner") == 0;
	const char *goal_name = json_string_value(json_object_get(big->truth, "goal"));
	struct fared f = { 0 };

	for (size_t i = 0, end; i < big->log.events.n; i = end) {
		bool goal = false;
		end = journey_end(&big->log, i);
		if (is_partner(&big->log.events.at[i]) != partner)
			continue;
		for (size_t k = i; k < end; k++)
			goal |= strcmp(big->log.events.at[k].event, goal_name) == 0;
		add_journey(&f, t, &big->log.events.at[i], &big->log.events.at[end], goal);
	}
	return f;
}

/* At least half are not longer than the median, and at most half are shorter. */
static void assert_median(const char *id, double n, double shorter, double not_longer)
{
	double slack = SIGMAS * sqrt(.25 / n);

	assert_true(n > 100);
	if (not_longer / n < .5 - slack || shorter / n > .5 + slack)
		fail_msg("%s: of %.0f stays %.4f are shorter, %.4f not longer", id, n, shorter / n,
			not_longer / n);
}

static void check_rating(const struct fared *f, json_t *t)
{
	bool nps = strcmp(json_string_value(json_object_get(t, "scale")), "nps") == 0;
	double middle = nps ? 5 : 3, quarter = nps ? 2.5 : 1, mean = f->rating_sum / f->ratings;
	double variance = f->rating_squares / f->ratings - mean * mean;

	assert_near((mean - middle) / quarter, truth_of(t, "rating_mean"),
		SIGMAS * sqrt(variance / f->ratings) / quarter);
}

static void the_files_agree_with_the_truth(void **state)
{
	const struct big *big = *state;
	json_t *t;
	size_t i;

	json_array_foreach(json_object_get(big->truth, "touchpoints"), i, t)
	{
		const char *id = json_string_value(json_object_get(t, "id"));
		struct fared f = fare(big, t);
		double drop_off = truth_of(t, "drop_off");
		assert_share(id, f.reached, f.journeys, truth_of(t, "reach"));
		assert_share(id, f.lost, f.reached, isnan(drop_off) ? 0 : drop_off);
		if (json_object_get(t, "rating_mean"))
			check_rating(&f, t);
		if (json_object_get(t, "dwell_median_s"))
			assert_median(id, f.stays, f.shorter, f.not_longer);
		if (json_object_get(t, "time_on_median_s"))
			assert_median(id, f.quick, f.quick_shorter, f.quick_not_longer);
	}
	assert_int_equal(i, shop_customers.n + shop_partners.n);
}

/* How many steps come one after another in a journey, with anything in between. */
static size_t steps_done(json_t *funnel, const struct happened *from, const struct happened *to)
{
	size_t done = 0;

	for (; from < to && done < json_array_size(funnel); from++) {
		json_t *step = json_object_get(json_array_get(funnel, done), "step");
		done += strcmp(from->event, json_string_value(step)) == 0;
	}
	return done;
}

static void the_funnel_agrees_with_the_truth(void **state)
{
	const struct big *big = *state;
	json_t *funnel = json_object_get(big->truth, "funnel");
	double reached[8] = { 0 };

	for (size_t i = 0, end; i < big->log.events.n; i = end) {
		end = journey_end(&big->log, i);
		size_t done = steps_done(funnel, &big->log.events.at[i], &big->log.events.at[end]);
		for (size_t k = 0; k < done; k++)
			reached[k]++;
	}
	for (size_t k = 0; k < json_array_size(funnel); k++)
		assert_share("funnel", reached[k], reached[0],
			truth_of(json_array_get(funnel, k), "share_of_first"));
}

static void counts_are_those_of_the_files(void **state)
{
	const struct big *big = *state;
	uint64_t journeys = 0, people[2] = { 0 };

	for (size_t i = 0; i < big->log.events.n; i = journey_end(&big->log, i)) {
		journeys++;
		people[is_partner(&big->log.events.at[i])] +=
			i == 0 || strcmp(big->log.events.at[i].person, big->log.events.at[i - 1].person) != 0;
	}
	assert_int_equal(big->report->events, big->log.events.n);
	assert_int_equal(big->report->journeys, journeys);
	assert_int_equal(big->report->customers, people[0]);
	assert_int_equal(big->report->partners, people[1]);
	assert_true(truth_of(big->truth, "events") == (double)big->log.events.n);
	assert_true(truth_of(big->truth, "journeys") == (double)journeys);
	assert_true(truth_of(big->truth, "customers") == (double)people[0]);
	assert_true(truth_of(big->truth, "partners") == (double)people[1]);
}

/* The silence limit is the 95 % quantile of the pauses between sessions, at most 90 days: it must fall between
 * the pauses inside journeys and those between them. */
static void pauses_tell_journeys_apart(void **state)
{
	const struct big *big = *state;
	uint64_t pauses = 0, between = 0;

	for (size_t i = 1; i < big->log.events.n; i++) {
		const struct happened *h = &big->log.events.at[i];
		int64_t pause = h->time_s - h[-1].time_s;
		if (strcmp(h->person, h[-1].person) != 0)
			continue;
		assert_true(pause > 0);
		if (pause > PAUSE_S && pause <= GAP_S)
			fail_msg("%s pauses for %.1f days", h->person, (double)pause / DAY_S);
		pauses += pause > IDLE_S;
		between += pause > GAP_S;
	}
	assert_true(between * 20 > pauses);
}

/* --- the same, other and impossible options ---------------------------------------------------------------- */

static void the_same_seed_gives_the_same_bytes(void **state)
{
	struct scope sc = { 0 };
	char *dirs[] = { folder(&sc), folder(&sc), folder(&sc) };

	(void)state;
	simulate(&sc, 7, 100, dirs[0]);
	simulate(&sc, 7, 100, dirs[1]);
	simulate(&sc, 8, 100, dirs[2]);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct str bytes = content(&sc, dirs[0], names[i]);
		assert_true(str_equal(bytes, content(&sc, dirs[1], names[i])));
		assert_false(str_equal(bytes, content(&sc, dirs[2], names[i])));
	}
	for (size_t i = 0; i < COUNT_OF(dirs); i++)
		folder_remove(&sc, dirs[i]);
	scope_close(&sc);
}

/* A customer's life depends on the seed and the customer's number alone. */
static void more_customers_change_nothing_for_the_first(void **state)
{
	struct scope sc = { 0 };
	char *dirs[] = { folder(&sc), folder(&sc) };

	(void)state;
	simulate(&sc, 7, 10, dirs[0]);
	simulate(&sc, 7, 11, dirs[1]);
	for (size_t i = 0; i < SHOP_FILES; i++)
		if (i != FILE_PARTNERS)
			assert_true(
				str_starts(content(&sc, dirs[1], names[i]), content(&sc, dirs[0], names[i])));
	for (size_t i = 0; i < COUNT_OF(dirs); i++)
		folder_remove(&sc, dirs[i]);
	scope_close(&sc);
}

static void few_customers_are_a_shop_too(void **state)
{
	static const uint32_t customers[] = { 1, 2, 100 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(customers); i++) {
		struct scope sc = { 0 };
		char *dir = folder(&sc);
		const struct simulate_report *report = simulate(&sc, 3, customers[i], dir);
		assert_int_equal(report->customers, customers[i]);
		assert_int_equal(report->partners, customers[i] / 12 + 1);
		assert_int_equal(report->files.n, COUNT_OF(names));
		for (size_t f = 0; f < COUNT_OF(names); f++)
			assert_str(report->files.at[f], scope_printf(&sc, "%s/%s", dir, names[f]));
		assert_int_equal(read_all(&sc, dir).events.n, report->events);
		folder_remove(&sc, dir);
		scope_close(&sc);
	}
}

static void refused(uint32_t customers, const char *dir, enum fault fault, const char *words)
{
	struct scope sc = { 0 };

	assert_null(simulate_shop(&sc, &(struct simulate_options){ .seed = 1, .customers = customers }, dir));
	assert_fault(&sc, fault, words);
	scope_close(&sc);
}

static void refusals(void **state)
{
	(void)state;
	refused(0, "/tmp/wend-no-such-folder", FAULT_LIMIT, "1 to 5000000 customers");
	refused(SIMULATE_CUSTOMERS + 1, "/tmp/wend-no-such-folder", FAULT_LIMIT, "1 to 5000000 customers");
	assert_int_equal(access("/tmp/wend-no-such-folder", F_OK), -1);
	refused(1, "/tmp/wend-no-such-folder/within", FAULT_IO, "cannot make the folder");
	refused(1, "/dev/null", FAULT_IO, "/dev/null");
}

/* What is there already is not written over; a file that cannot be opened is a refusal, and so is a full disk. */
static void what_cannot_be_written_is_said(void **state)
{
	struct scope sc = { 0 };
	char *dir = folder(&sc);

	(void)state;
	char *orders = scope_printf(&sc, "%s/orders.csv", dir);
	assert_int_equal(mkdir(orders, 0777), 0);
	refused(1, dir, FAULT_CONFLICT, "orders.csv\" is there already");
	assert_int_equal(rmdir(orders), 0);
	simulate(&sc, 1, 5, dir);
	simulate(&sc, 2, 5, dir); /* its own it may write over */
	assert_true(unlink(orders) == 0 && mkdir(orders, 0777) == 0);
	refused(1, dir, FAULT_IO, "cannot write");
	assert_int_equal(rmdir(orders), 0);
	unlink(scope_printf(&sc, "%s/web.csv", dir));
	assert_int_equal(symlink("/dev/full", scope_printf(&sc, "%s/web.csv", dir)), 0);
	refused(200, dir, FAULT_IO, "No space left");
	unlink(scope_printf(&sc, "%s/web.csv", dir));
	unlink(scope_printf(&sc, "%s/truth.json", dir));
	assert_int_equal(symlink("/dev/full", scope_printf(&sc, "%s/truth.json", dir)), 0);
	refused(1, dir, FAULT_IO, "No space left");
	folder_remove(&sc, dir);
	scope_close(&sc);
}

/* --- the tables ---------------------------------------------------------------------------------------------- */

static void check_moves(const struct shop *shop, const struct shop_touchpoint *t)
{
	uint32_t sum = 0;
	size_t m = 0;

	for (; m < SHOP_MOVES && t->moves[m].to; m++) {
		size_t to = 0;
		while (to < shop->n && strcmp(shop->at[to].event, t->moves[m].to) != 0)
			to++;
		if (to == shop->n)
			fail_msg("%s: moves to \"%s\", which is not there", t->event, t->moves[m].to);
		assert_true(&shop->at[to] != t); /* a stay would be two events of one visit */
		sum += t->moves[m].chance;
	}
	for (; m < SHOP_MOVES; m++)
		assert_null(t->moves[m].to);
	assert_true(sum <= 1000);
}

static void check_answers(const struct shop_touchpoint *t)
{
	uint32_t sum = 0, points = t->scale == RATED_NPS ? 11 : t->scale == RATED_1_5 ? 5 : 0;

	for (uint32_t i = 0; i < SHOP_ANSWERS; i++) {
		sum += t->answers[i];
		if (i >= points)
			assert_int_equal(t->answers[i], 0);
	}
	assert_true((sum > 0) == (t->scale != RATED_NOT));
}

static void check_table(const struct shop *shop)
{
	uint32_t starts = 0;

	assert_true(shop->n <= CHAIN_STATES);
	for (size_t i = 0; i < shop->n; i++) {
		const struct shop_touchpoint *t = &shop->at[i];
		starts += t->start;
		assert_int_equal(shop_find(shop, t->event), i);
		check_moves(shop, t);
		check_answers(t);
		if (t->later)
			assert_true(8 * t->typical_s < DWELL_LATER_S);
		assert_true(t->later <= 1000 && t->repeats <= 1000 && t->file < SHOP_FILES);
	}
	assert_int_equal(starts, 1000);
	assert_true(!shop->goal || shop_find(shop, shop->goal) < shop->n);
}

static void the_tables_make_sense(void **state)
{
	(void)state;
	check_table(&shop_customers);
	check_table(&shop_partners);
}

/* A stay that goes on another day is later than a session's end, and one that does not is over before: else
 * "time on" of the truth would not be what a map can see. */
static void later_is_past_a_session(void **state)
{
	(void)state;
	for (size_t i = 0; i < shop_customers.n; i++) {
		const struct shop_touchpoint *t = &shop_customers.at[i];
		struct dwell d = dwell_make(t->typical_s, t->shape, t->later);
		if (t->later)
			assert_near(dwell_share(&d, IDLE_S), 1 - t->later / 1000.0, 1e-9);
		assert_true(d.parts[d.n - 1].high <= PAUSE_S);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_tables_make_sense),
		cmocka_unit_test(later_is_past_a_session),
		cmocka_unit_test(the_same_seed_gives_the_same_bytes),
		cmocka_unit_test(more_customers_change_nothing_for_the_first),
		cmocka_unit_test(few_customers_are_a_shop_too),
		cmocka_unit_test(refusals),
		cmocka_unit_test(what_cannot_be_written_is_said),
		cmocka_unit_test(counts_are_those_of_the_files),
		cmocka_unit_test(pauses_tell_journeys_apart),
		cmocka_unit_test(the_files_agree_with_the_truth),
		cmocka_unit_test(the_funnel_agrees_with_the_truth),
	};

	return cmocka_run_group_tests_name("shop", tests, big_open, big_close);
}
