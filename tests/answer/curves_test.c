/* A map for several personas: each curve against a count by hand over a made-up log, and against the map of that
 * persona alone. */
#include "answer/curves.h"

#include "answer/members.h"
#include "base/buf.h"
#include "bench.h"
#include "model/definition_io.h"

enum { CUSTOMERS = 400, TRIPS = 2, PLACES = 4, COUNTRIES = 3, PERSONAS = 3 };

static const char *const places[PLACES] = { "visit", "cart", "order", "help" };
static const char *const countries[COUNTRIES] = { "PL", "DE", "FR" };

/* What each customer did: a rating of 1 to 5, 0: came and did not rate, -1: did not come. */
struct life {
	size_t country;
	int at[TRIPS][PLACES];
};

static struct life lives[CUSTOMERS];

static void live(uint64_t *seed)
{
	for (size_t c = 0; c < CUSTOMERS; c++) {
		lives[c].country = test_random(seed) % COUNTRIES;
		for (size_t t = 0; t < TRIPS; t++)
			for (size_t p = 0; p < PLACES; p++)
				lives[c].at[t][p] = test_random(seed) % 3 ? -1 : (int)(test_random(seed) % 6);
		lives[c].at[0][0] = 0; /* everybody came once, and nobody rated that first sight */
	}
}

/* The second trip is two months after the first: another journey. */
static struct str log_of(struct scope *sc)
{
	struct buf *b = buf_new(sc, 1 << 22);

	buf_puts(b, "customer,time,event,country,rating\n");
	for (size_t c = 0; c < CUSTOMERS; c++)
		for (size_t t = 0; t < TRIPS; t++)
			for (size_t p = 0; p < PLACES; p++) {
				int rated = lives[c].at[t][p];
				if (rated < 0)
					continue;
				buf_printf(b, "c%zu,2026-0%zu-%02zuT10:0%zu:00Z,%s,%s,", c, 1 + 2 * t,
					1 + c % 20, p, places[p], countries[lives[c].country]);
				buf_printf(b, rated ? "%d\n" : "\n", rated);
			}
	return buf_str(b);
}

static bool ordered(const struct life *l)
{
	return l->at[0][2] >= 0 || l->at[1][2] >= 0;
}

/* p0 is from PL, p1 ordered, p2 is nobody. */
static bool belongs(size_t persona, const struct life *l)
{
	return persona == 0 ? l->country == 0 : persona == 1 ? ordered(l) : false;
}

struct slow {
	uint64_t customers, journeys, come, trips, n;
	double sum;
};

static struct slow slow_count(size_t persona, size_t p)
{
	struct slow s = { 0 };

	for (size_t c = 0; c < CUSTOMERS; c++) {
		const struct life *l = &lives[c];
		double points = 0, answers = 0;
		bool came = false;
		if (!belongs(persona, l))
			continue;
		s.customers++;
		for (size_t t = 0; t < TRIPS; t++) {
			bool any = false;
			for (size_t k = 0; k < PLACES; k++)
				any |= l->at[t][k] >= 0;
			s.journeys += any;
			s.trips += l->at[t][p] >= 0;
			came |= l->at[t][p] >= 0;
			if (l->at[t][p] > 0)
				points += l->at[t][p] - 3, answers++;
		}
		s.come += came;
		if (answers > 0)
			s.sum += points / answers, s.n++;
	}
	return s;
}

static void keep(struct bench *b, enum paper_kind kind, const char *text)
{
	struct paper_text read;
	int64_t made;

	if (!paper_from_text(&b->sc, kind, DOCUMENT_GUESS, str_of(text), &read) ||
		!papers_put(&b->sc, b->ws->documents,
			&(struct paper){ .kind = kind,
				.id = read.id,
				.title = read.title,
				.body = read.json,
				.author = STR("anna") },
			0, &made))
		fail_msg("%s: %s", text, b->sc.why);
}

static struct bench opened(struct str log)
{
	struct bench b = bench_new();

	bench_import(&b, bench_write(&b, "log.csv", log));
	bench_study(&b);
	keep(&b, PAPER_PERSONA, "id: p0\nname: Polish\nrule: { attr: country, is: PL }");
	keep(&b, PAPER_PERSONA, "id: p1\nname: Buyers\nrule: { did: order }");
	keep(&b, PAPER_PERSONA, "id: p2\nname: Nobody\nrule: { attr: country, is: XX }");
	return b;
}

static const struct map *map_for(struct bench *b, const char *personas, const uint64_t *of)
{
	const char *text = scope_printf(&b->sc,
		"map: m\ntitle: M\ngoal: order\nsilence_limit: 30d\npersona: %s\nstages:\n  - id: all\n"
		"    touchpoints:\n"
		"      - { id: visit, match: [ { event: visit } ] }\n"
		"      - { id: cart, match: [ { event: cart } ] }\n"
		"      - { id: order, match: [ { event: order } ] }\n"
		"      - { id: help, match: [ { event: help } ] }\n",
		personas);
	struct definition *def = definition_from_text(&b->sc, DOCUMENT_GUESS, str_of(text));
	const struct map_members *m = def ? map_members(&b->sc, b->study, def) : NULL;
	const struct map *map = NULL;

	if (m)
		map = study_map(&b->sc, b->study, def,
			&(struct study_wish){ .customers = members_both(&b->sc, b->study, m->customers, of),
				.personas = m->personas.at,
				.n_personas = m->personas.n });
	if (!map)
		fail_msg("%s", b->sc.why);
	return map;
}

static void assert_estimates(const struct estimate *a, const struct estimate *b)
{
	assert_int_equal(a->known, b->known);
	assert_int_equal(a->n, b->n);
	if (a->known) {
		assert_near(a->value, b->value, 1e-12);
		assert_near(a->low, b->low, 1e-12);
		assert_near(a->high, b->high, 1e-12);
	}
}

static void check_point(const struct map_curve *c, size_t persona, size_t p)
{
	struct slow want = slow_count(persona, p);
	const struct map_point *at = &c->at[p];

	assert_int_equal(c->customers, want.customers);
	assert_int_equal(c->journeys, want.journeys);
	assert_int_equal(at->customers, want.come);
	assert_int_equal(at->journeys, want.trips);
	assert_int_equal(at->reach.n, want.journeys);
	assert_int_equal(at->feeling.n, want.n);
	assert_int_equal(at->feeling.known, want.n > 0);
	if (want.journeys)
		assert_near(at->reach.value, (double)want.trips / (double)want.journeys, 1e-12);
	if (want.n)
		assert_near(at->feeling.value, want.sum / (double)want.n, 1e-3); /* kept in 1/1000 */
}

static void curves_are_what_a_slow_count_says(void **state)
{
	uint64_t seed = 77;

	(void)state;
	live(&seed);
	struct scope sc = { 0 };
	struct bench b = opened(log_of(&sc));
	const struct map *map = map_for(&b, "[p0, p1, p2]", NULL);
	assert_int_equal(map->curves.n, PERSONAS);
	for (size_t persona = 0; persona < PERSONAS; persona++)
		for (size_t p = 0; p < PLACES; p++)
			check_point(&map->curves.at[persona], persona, p);
	bench_close(&b);
	scope_close(&sc);
}

static void a_curve_is_that_of_the_map_of_one(void **state)
{
	static const char *const alone[] = { "p0", "p1" };
	uint64_t seed = 5;

	(void)state;
	live(&seed);
	struct scope sc = { 0 };
	struct bench b = opened(log_of(&sc));
	const struct map *both = map_for(&b, "[p0, p1]", NULL);
	for (size_t i = 0; i < COUNT_OF(alone); i++) {
		const struct map *one = map_for(&b, alone[i], NULL);
		assert_int_equal(one->curves.n, 0);
		assert_int_equal(one->customers, both->curves.at[i].customers);
		for (size_t p = 0; p < PLACES; p++) {
			const struct map_figures *f = &one->touchpoints.at[p].figures;
			assert_int_equal(f->journeys, both->curves.at[i].at[p].journeys);
			assert_estimates(&f->reach, &both->curves.at[i].at[p].reach);
			assert_estimates(&f->feeling, &both->curves.at[i].at[p].feeling);
		}
	}
	bench_close(&b);
	scope_close(&sc);
}

/* Who is asked for on top narrows each curve as it narrows the map. */
static void a_question_narrows_each_curve(void **state)
{
	uint64_t seed = 9, *some;

	(void)state;
	live(&seed);
	struct scope sc = { 0 };
	struct bench b = opened(log_of(&sc));
	some = NEW_ARRAY(&b.sc, uint64_t, CUSTOMERS / 64 + 1);
	some[0] = 0xFFFFF; /* the first twenty */
	const struct map *map = map_for(&b, "[p0, p1]", some), *all = map_for(&b, "[p0, p1]", NULL);
	for (size_t i = 0; i < 2; i++) {
		assert_true(map->curves.at[i].customers > 0 && map->curves.at[i].customers <= 20);
		assert_true(map->curves.at[i].customers < all->curves.at[i].customers);
	}
	bench_close(&b);
	scope_close(&sc);
}

/* Of the Polish six wrote at the help, of the others six as well: each curve stands on its own words. */
static void words_are_each_personas_own(void **state)
{
	static const char *const said[] = { "wonderful help, thank you, I love it",
		"terrible help, the worst that I have seen" };
	struct scope sc = { 0 };
	struct buf *log = buf_new(&sc, 1 << 16);

	(void)state;
	buf_puts(log, "customer,time,event,country,comment\n");
	for (int c = 0; c < 12; c++)
		buf_printf(log,
			"c%d,2026-01-02T10:00:00Z,order,%s,\nc%d,2026-01-02T11:00:00Z,help,%s,\"%s, %d\"\n",
			c, c % 2 ? "DE" : "PL", c, c % 2 ? "DE" : "PL", said[c % 2], c);
	struct bench b = opened(buf_str(log));
	keep(&b, PAPER_PERSONA, "id: de\nname: German\nrule: { attr: country, is: DE }");
	const struct map *map = map_for(&b, "[p0, de]", NULL);
	const struct map_point *pl = &map->curves.at[0].at[3], *de = &map->curves.at[1].at[3];
	assert_str(pl->scale, "by their words");
	assert_int_equal(pl->feeling.n, 6);
	assert_int_equal(de->feeling.n, 6);
	assert_true(pl->feeling.value > .5);
	assert_true(de->feeling.value < -.5);
	assert_estimates(&pl->feeling, &map_for(&b, "p0", NULL)->touchpoints.at[3].figures.feeling);
	assert_estimates(&de->feeling, &map_for(&b, "de", NULL)->touchpoints.at[3].figures.feeling);
	bench_close(&b);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(curves_are_what_a_slow_count_says),
		cmocka_unit_test(a_curve_is_that_of_the_map_of_one),
		cmocka_unit_test(a_question_narrows_each_curve),
		cmocka_unit_test(words_are_each_personas_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
