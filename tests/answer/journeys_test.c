/* Journeys behind a number: as many as the map says, held against every journey looked at one by one; pages that have
 * each of them once; kinds of event as many as the map counts. */
#include "answer/journeys.h"

#include <math.h>
#include <stdlib.h>

#include "answer/first.h"
#include "answer/placed.h"
#include "base/buf.h"
#include "base/when.h"
#include "bench.h"
#include "model/definition_io.h"
#include "simulate/shop.h"

static const char MAP[] =
	"map: m\ntitle: M\ngoal: order\nsilence_limit: 3d\nstages:\n"
	"  - id: look\n    name: Looking\n    touchpoints:\n"
	"      - { id: visit, name: Visit, match: [ { event: visit }, { event: 'look*' } ] }\n"
	"      - { id: basket, name: Basket, match: [ { event: cart } ] }\n"
	"  - id: buy\n    name: Buying\n    touchpoints:\n"
	"      - { id: order, name: Order, match: [ { event: order } ] }\n"
	"      - { id: question, name: Question, match: [ { event: help } ], when: { before: order } }\n"
	"      - { id: complaint, name: Complaint, match: [ { event: help } ] }\n";

static struct bench b;
static struct definition *def;

/* 200 customers with 1 to 30 events, hours or days apart; now and then at the same second, now and then in cases. */
static const char *random_csv(bool cases)
{
	static const char *const events[] = { "visit", "looked", "cart", "order", "help", "nothing known" };
	struct buf *csv = buf_new(&b.sc, 1 << 20);
	uint64_t seed = cases ? 7 : 3;

	buf_puts(csv, cases ? "customer_id,time,event,case_id\n" : "customer,time,event\n");
	for (int c = 0; c < 200; c++) {
		int64_t at = 1767225600 + (int64_t)(test_random(&seed) % (60 * 86400));
		for (uint64_t i = 1 + test_random(&seed) % 30; i > 0; i--) {
			uint64_t far = test_random(&seed) % 10;
			at += far == 0  ? 0
			      : far < 7 ? (int64_t)(test_random(&seed) % 7200)
					: (int64_t)(test_random(&seed) % (5 * 86400));
			buf_printf(csv, "c%d,%s,%s", c, when_iso(&b.sc, at * 1000000).p,
				events[test_random(&seed) % COUNT_OF(events)]);
			if (cases)
				buf_printf(csv, ",%d", c * 3 + (int)(test_random(&seed) % 3));
			buf_putc(csv, '\n');
		}
	}
	return buf_str(csv).p;
}

static void open_with(bool cases)
{
	b = bench_new();
	bench_take(&b, "log.csv", random_csv(cases));
	bench_study(&b);
	def = definition_from_text(&b.sc, DOCUMENT_YAML, str_of(MAP));
	if (!def)
		fail_msg("%s", b.sc.why);
}

/* --- one by one ------------------------------------------------------------------------------------------ */

struct slow {
	const struct journeys_question *q;
	int64_t settled_s;
	bool here[16]; /* what counts as here, by touchpoint */
	bool anywhere;
	LIST(struct journeys_place) at;
	uint64_t customers;
};

static bool slow_counts(const struct slow *s, const struct journey *j)
{
	int64_t came = INT64_MAX;
	bool entry = s->here[j->touch[0]], exit = s->anywhere || s->here[j->touch[j->n - 1]];

	for (size_t i = j->n; i-- > 0;)
		if (s->anywhere || s->here[j->touch[i]])
			came = part_second(j->part, j->events[i]);
	bool reached = came != INT64_MAX, settled = came <= s->settled_s;
	bool left = j->state == JOURNEY_LEFT, converted = j->state == JOURNEY_CONVERTED;
	const bool answers[JOURNEYS_OF] = { [JOURNEYS_REACH] = reached,
		[JOURNEYS_SETTLED] = settled,
		[JOURNEYS_LEFT] = left && exit && (settled || s->anywhere),
		[JOURNEYS_CONVERTED] = reached && converted,
		[JOURNEYS_SETTLED_CONVERTED] = settled && converted,
		[JOURNEYS_OPEN] = reached && j->state == JOURNEY_OPEN,
		[JOURNEYS_ENTRIES] = entry,
		[JOURNEYS_EXITS] = exit };
	return answers[s->q->of];
}

static void slow_take(void *to, const struct journey *j)
{
	struct slow *s = to;

	if (!slow_counts(s, j))
		return;
	s->customers += !s->at.n || s->at.at[s->at.n - 1].customer != j->customer;
	*LIST_ADD(&b.sc, &s->at) = (struct journeys_place){ part_second(j->part, j->events[0]), j->customer,
		j->events[0] - trail_history(b.study->trail, j->customer).from };
}

static int newest_first(const void *x, const void *y)
{
	const struct journeys_place *p = x, *q = y;

	if (p->start_s != q->start_s)
		return p->start_s < q->start_s ? 1 : -1;
	if (p->customer != q->customer)
		return p->customer > q->customer ? 1 : -1;
	return (p->nth > q->nth) - (p->nth < q->nth);
}

static struct slow slow_journeys(const struct journeys_question *q)
{
	struct study_rules *rules = study_rules(&b.sc, b.study, def);
	struct slow s = { .q = q, .anywhere = !q->at.p };

	s.settled_s = trail_seconds(rules->walk.now_us) - rules->walk.silence_s;
	for (size_t t = 0; t < definition_touchpoints(def); t++)
		s.here[t] = q->is_stage ? str_equal(def->stages.at[definition_stage_of(def, t)].id, q->at)
					: str_equal(definition_touchpoint(def, t)->id, q->at);
	s.here[definition_touchpoints(def)] = str_equal(q->at, JOURNEYS_UNSORTED);
	trail_walk(b.study->trail, &rules->walk,
		&(struct walk_wish){ .customers = q->customers,
			.has_period = q->has_period,
			.from_s = q->from_s,
			.to_s = q->to_s },
		slow_take, &s);
	if (s.at.n)
		qsort(s.at.at, s.at.n, sizeof *s.at.at, newest_first);
	return s;
}

/* All pages of a list, of this size: each row as the slow list has it. */
static void check_pages(struct journeys_question q, const struct slow *s, size_t size)
{
	size_t at = 0;
	bool more = true;

	for (q.limit = size; more; q.has_after = true) {
		struct journeys_answer *a = study_journeys(&b.sc, b.study, def, &q);
		if (!a)
			fail_msg("%s", b.sc.why);
		assert_int_equal(a->total, s->at.n);
		assert_int_equal(a->customers, s->customers);
		assert_true(a->n <= size && at + a->n <= s->at.n);
		for (size_t i = 0; i < a->n; i++)
			assert_int_equal(newest_first(&a->rows[i].place, &s->at.at[at + i]), 0);
		at += a->n;
		more = a->more;
		assert_int_equal(more, at < s->at.n);
		if (a->n)
			q.after = a->rows[a->n - 1].place;
	}
	assert_int_equal(at, s->at.n);
}

static void check_all(struct journeys_question q)
{
	static const size_t sizes[] = { 1000, 7, 64 };
	size_t n = 0;

	for (int of = 0; of < JOURNEYS_OF; of++) {
		q.of = (enum journeys_of)of;
		if (!q.at.p && (of == JOURNEYS_ENTRIES || of == JOURNEYS_EXITS))
			continue;
		struct slow s = slow_journeys(&q);
		check_pages(q, &s, sizes[n++ % COUNT_OF(sizes)]);
	}
}

static void lists_are_as_each_journey_looked_at(void **state)
{
	static const char *const touchpoints[] = { "visit", "basket", "order", "question", "complaint",
		"(unsorted)" };
	(void)state;
	for (int cases = 0; cases < 2; cases++) {
		open_with(cases);
		uint64_t *some = NEW_ARRAY(&b.sc, uint64_t, b.study->trail->customers / 64 + 1);
		some[0] = 0x0f0f0f0f0f0f0f0full;
		int64_t from = trail_seconds(b.study->trail->from_us) + 20 * DAY_S;
		const struct journeys_question wishes[] = { { 0 }, { .customers = some },
			{ .has_period = true, .from_s = from, .to_s = from + 15 * DAY_S } };
		for (size_t w = 0; w < COUNT_OF(wishes); w++) {
			struct journeys_question q = wishes[w];
			check_all(q);
			for (size_t t = 0; t < COUNT_OF(touchpoints); t++) {
				q.at = str_of(touchpoints[t]);
				check_all(q);
			}
			q.is_stage = true;
			q.at = STR("look");
			check_all(q);
		}
		bench_close(&b);
	}
}

/* --- as the map says --------------------------------------------------------------------------------------- */

static uint64_t length(struct str at, bool is_stage, enum journeys_of of)
{
	struct journeys_question q = { .of = of, .at = at, .is_stage = is_stage, .limit = 1 };
	struct journeys_answer *a = study_journeys(&b.sc, b.study, def, &q);

	if (!a)
		fail_msg("%s", b.sc.why);
	return a->total;
}

static size_t told; /* touchpoints and stages whose leaving was compared */

static void check_figures(const struct map_figures *f, struct str at, bool is_stage)
{
	uint64_t settled = length(at, is_stage, JOURNEYS_SETTLED);

	assert_int_equal(length(at, is_stage, JOURNEYS_REACH), f->journeys);
	assert_int_equal(length(at, is_stage, JOURNEYS_ENTRIES), f->entries);
	assert_int_equal(length(at, is_stage, JOURNEYS_EXITS), f->exits);
	assert_int_equal(settled, f->conversion.n);
	assert_true(settled > 0);
	/* Where customers only answer nothing is said of leaving. */
	if (f->drop_off.known) {
		assert_int_equal(settled, f->drop_off.n);
		assert_true(fabs((double)length(at, is_stage, JOURNEYS_LEFT) / (double)settled -
				    f->drop_off.value) < 1e-12);
		told++;
	}
	assert_true(fabs((double)length(at, is_stage, JOURNEYS_SETTLED_CONVERTED) / (double)settled -
			    f->conversion.value) < 1e-12);
}

static void check_kinds(struct str at, uint64_t events)
{
	struct placed *p = study_placed(&b.sc, b.study, def, &(struct placed_question){ .at = at });
	uint64_t n = 0;

	assert_non_null(p);
	for (size_t i = 0; i < p->n; i++)
		n += p->kinds[i].events;
	assert_int_equal(p->events, events);
	assert_int_equal(n, events);
}

static void check_map(void)
{
	const struct str whole = { 0 };
	struct map *map = study_map(&b.sc, b.study, def, &(struct study_wish){ 0 });

	assert_non_null(map);
	for (size_t t = 0; t < map->touchpoints.n; t++) {
		struct str id = definition_touchpoint(def, t)->id;
		check_figures(&map->touchpoints.at[t].figures, id, false);
		check_kinds(id, map->touchpoints.at[t].figures.events);
	}
	for (size_t s = 0; s < map->stages.n; s++)
		check_figures(&map->stages.at[s].figures, def->stages.at[s].id, true);
	assert_int_equal(length(JOURNEYS_UNSORTED, false, JOURNEYS_REACH), map->unsorted.journeys);
	check_kinds((struct str){ 0 }, map->unsorted.events);
	assert_int_equal(length(whole, false, JOURNEYS_REACH), map->journeys.total);
	assert_int_equal(length(whole, false, JOURNEYS_CONVERTED), map->journeys.converted);
	assert_int_equal(length(whole, false, JOURNEYS_LEFT), map->journeys.left);
	assert_int_equal(length(whole, false, JOURNEYS_OPEN), map->journeys.open);
	assert_int_equal(length(whole, false, JOURNEYS_SETTLED), map->conversion.n);
}

static void lists_are_as_long_as_the_number(void **state)
{
	(void)state;
	for (int cases = 0; cases < 2; cases++) {
		open_with(cases);
		check_map();
		bench_close(&b);
	}
}

/* All files of a simulated shop, with the first map that they propose. */
static void lists_are_as_long_as_the_number_of_a_shop(void **state)
{
	(void)state;
	b = bench_new();
	struct simulate_report *report =
		simulate_shop(&b.sc, &(struct simulate_options){ .seed = 4, .customers = 1500 }, b.dir);
	if (!report)
		fail_msg("%s", b.sc.why);
	for (size_t i = 0; i < report->files.n; i++) {
		const char *path = report->files.at[i].p;
		if (!str_ends(report->files.at[i], STR("truth.json")))
			bench_import(&b, path);
		*LIST_ADD(&b.sc, &b.files) = path;
	}
	bench_study(&b);
	def = study_first(&b.sc, b.study, &(struct first_wish){ .id = STR("first-map") });
	assert_non_null(def);
	assert_true(definition_touchpoints(def) > 10);
	check_map();
	assert_true(told > 10);
	bench_close(&b);
}

/* --- what a row says ---------------------------------------------------------------------------------------- */

static void a_row_tells_its_visits(void **state)
{
	(void)state;
	b = bench_new();
	bench_take(&b, "log.csv",
		"customer,time,event\n"
		"anna,2026-01-01 10:00:00,visit\nanna,2026-01-01 10:01:00,looked\nanna,2026-01-01 11:00:00,cart\n"
		"anna,2026-01-02 10:00:00,help\nanna,2026-01-02 11:00:00,order\nanna,2026-01-02 12:00:00,help\n"
		"anna,2026-01-20 10:00:00,visit\nben,2026-01-25 10:00:00,cart\n");
	bench_study(&b);
	def = definition_from_text(&b.sc, DOCUMENT_YAML, str_of(MAP));
	struct journeys_answer *a =
		study_journeys(&b.sc, b.study, def, &(struct journeys_question){ .limit = 10 });
	assert_non_null(a);
	assert_int_equal(a->total, 3);
	assert_int_equal(a->customers, 2);
	assert_false(a->more);
	static const enum journey_state states[] = { JOURNEY_OPEN, JOURNEY_LEFT, JOURNEY_CONVERTED };
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(a->rows[i].state, states[i]);
	const struct journeys_row *row = &a->rows[2];
	assert_int_equal(row->events, 6);
	assert_int_equal(row->n_visits, 5);
	assert_int_equal(row->end_s - row->place.start_s, DAY_S + 2 * 3600);
	static const uint32_t touch[] = { 0, 1, 3, 2, 4 };
	static const uint64_t events[] = { 2, 1, 1, 1, 1 };
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(row->visits[i].touchpoint, touch[i]);
		assert_int_equal(row->visits[i].events, events[i]);
	}
	struct placed *p = study_placed(&b.sc, b.study, def, &(struct placed_question){ .at = STR("visit") });
	assert_int_equal(p->n, 2);
	assert_int_equal(p->kinds[0].match, 0);
	assert_int_equal(p->kinds[0].events, 2);
	assert_int_equal(p->kinds[1].match, 1);
	p = study_placed(&b.sc, b.study, def, &(struct placed_question){ .at = STR("complaint") });
	assert_int_equal(p->n, 1);
	assert_int_equal(p->kinds[0].n_also, 1);
	assert_int_equal(p->kinds[0].also[0], 3);
	bench_close(&b);
}

/* More visits than are told: the row says how many there were. */
static void a_long_row_is_cut(void **state)
{
	struct buf *csv;

	(void)state;
	b = bench_new();
	csv = buf_new(&b.sc, 1 << 20);
	buf_puts(csv, "customer,time,event\n");
	for (int i = 0; i < 250; i++)
		buf_printf(
			csv, "anna,2026-01-01 %02d:%02d:00,%s\n", i / 60, i % 60, i % 2 ? "cart" : "visit");
	bench_take(&b, "log.csv", buf_str(csv).p);
	bench_study(&b);
	def = definition_from_text(&b.sc, DOCUMENT_YAML, str_of(MAP));
	struct journeys_answer *a =
		study_journeys(&b.sc, b.study, def, &(struct journeys_question){ .limit = 1 });
	assert_non_null(a);
	assert_int_equal(a->rows[0].n_visits, 250);
	assert_int_equal(a->rows[0].events, 250);
	assert_int_equal(a->rows[0].visits[JOURNEYS_VISITS - 1].events, 1);
	bench_close(&b);
}

static void what_does_not_fit_is_refused(void **state)
{
	(void)state;
	open_with(false);
	const struct {
		struct journeys_question q;
		enum fault fault;
		const char *words;
	} rows[] = {
		{ { .at = STR("nowhere"), .limit = 1 }, FAULT_NOT_FOUND, "no touchpoint \"nowhere\"" },
		{ { .at = STR("visit"), .is_stage = true, .limit = 1 }, FAULT_NOT_FOUND,
			"no stage \"visit\"" },
		{ { .of = JOURNEYS_EXITS, .limit = 1 }, FAULT_INVALID, "exits are of a touchpoint" },
		{ { .limit = 0 }, FAULT_LIMIT, "1 to 1000 journeys" },
		{ { .limit = JOURNEYS_PAGE + 1 }, FAULT_LIMIT, "not 1001" },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_null(study_journeys(&b.sc, b.study, def, &rows[i].q));
		assert_fault(&b.sc, rows[i].fault, rows[i].words);
		scope_forgive(&b.sc);
	}
	assert_null(study_placed(&b.sc, b.study, def, &(struct placed_question){ .at = STR("nowhere") }));
	assert_fault(&b.sc, FAULT_NOT_FOUND, "no touchpoint \"nowhere\"");
	scope_forgive(&b.sc);
	bench_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_as_each_journey_looked_at),
		cmocka_unit_test(lists_are_as_long_as_the_number),
		cmocka_unit_test(lists_are_as_long_as_the_number_of_a_shop),
		cmocka_unit_test(a_row_tells_its_visits),
		cmocka_unit_test(a_long_row_is_cut),
		cmocka_unit_test(what_does_not_fit_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
