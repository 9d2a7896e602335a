/* What a map hides, and that what it shows does not give it away. */
#include "map/hide.h"

#include <math.h>

#include "made.h"

#define FEW COUNT_FEW(10)

static struct map *hidden(struct made *m, uint64_t small_n)
{
	struct map *map = (struct map *)(uintptr_t)made_map(m);

	map_hide(&m->sc, map, &(struct map_hiding){ .small_n = small_n });
	return map;
}

static const struct map_touchpoint *named(const struct map *map, const char *name)
{
	for (size_t i = 0; i < map->touchpoints.n; i++)
		if (str_equal(map->touchpoints.at[i].name, str_of(name)))
			return &map->touchpoints.at[i];
	fail_msg("no touchpoint %s", name);
	return NULL;
}

/* d: seven come to it and stay; 40 leave at b, the others reach the goal. */
static struct made *planted(void)
{
	struct made *m = made_open("First: a b; Last: c d");

	m->def.goal = STR("c");
	made_customers(m, 100, "a@0 b@10 c@20");
	made_customers(m, 40, "a@0 b@10");
	made_customers(m, 7, "a@0 d@10=-1");
	return m;
}

static void what_few_do_is_fewer_than_so_many_and_never_none(void **state)
{
	struct made *m = planted();
	const struct map_touchpoint *d = named(hidden(m, 10), "d");

	(void)state;
	assert_true(d->figures.journeys == FEW && d->figures.customers == FEW && d->figures.visits == FEW);
	assert_true(d->figures.reach.n == FEW && d->figures.drop_off.n == FEW);
	assert_false(d->figures.reach.known || d->figures.drop_off.known || d->figures.dwell.known);
	assert_false(d->figures.feeling.known);
	assert_int_equal(d->figures.evidence, 0);
	assert_int_equal(d->events.n, 0);
	assert_int_equal(d->n_next, 0);
	made_close(m);
}

static void neighbours_do_not_give_it_away(void **state)
{
	struct made *m = planted();
	const struct map *map = hidden(m, 10);
	const struct map_touchpoint *a = named(map, "a"), *b = named(map, "b");

	(void)state;
	/* 147 at a, 140 go to b: seven others */
	assert_int_equal(a->figures.journeys, 147);
	assert_int_equal(a->n_next, 0);
	/* 140 of 147 come to b: seven do not */
	assert_true(b->figures.journeys == COUNT_UNTOLD && !b->figures.reach.known);
	/* 47 leave, 40 of them at b: seven at d */
	assert_false(b->figures.drop_off.known);
	assert_false(map->stages.at[1].figures.drop_off.known || map->stages.at[1].figures.reach.known);
	/* all events but those of d */
	assert_true(map->events == COUNT_UNTOLD);
	made_close(m);
}

static void what_many_do_is_shown_as_it_is(void **state)
{
	struct made *m = made_open("First: a b; Last: c");
	const struct map *map;

	(void)state;
	m->def.goal = STR("c");
	made_customers(m, 60, "a@0 b@10 c@20");
	made_customers(m, 30, "a@0 b@10 a@20 b@30");
	made_customers(m, 20, "a@0 a@10");
	map = hidden(m, 10);
	assert_int_equal(map->touchpoints.at[0].figures.journeys, 110);
	assert_near(map->touchpoints.at[1].figures.drop_off.value, 30. / 90, 1e-12);
	assert_int_equal(map->journeys.left, 50);
	assert_int_equal(map->touchpoints.at[0].figures.visits, 140);
	assert_int_equal(map->touchpoints.at[0].figures.returns, 30);
	assert_int_equal(map->touchpoints.at[0].n_next, 2);
	assert_int_equal(map->events, 160 + 120 + 60);
	made_close(m);
}

/* Where nobody comes back, visits and journeys are the same number: one of them would tell it by the other. */
static void that_nobody_comes_back_is_not_told(void **state)
{
	struct made *m = made_open("First: a b; Last: c");
	const struct map_figures *f;

	(void)state;
	made_customers(m, 66, "a@0 b@10 c@20");
	const struct map *map = hidden(m, 30);
	for (size_t i = 0; i < map->touchpoints.n; i++) {
		f = &map->touchpoints.at[i].figures;
		assert_int_equal(f->journeys, 66);
		assert_true(f->visits == COUNT_UNTOLD && f->returns == COUNT_FEW(30));
		assert_true(f->events == COUNT_UNTOLD);
		assert_true(f->dwell.n == 0 || f->dwell.n == COUNT_UNTOLD);
	}
	assert_true(map->events == COUNT_UNTOLD);
	assert_int_equal(map->touchpoints.at[0].n_next, 1);
	assert_true(map->touchpoints.at[0].next[0].count == COUNT_UNTOLD);
	made_close(m);
}

/* Five are on their way still: how many left is held back with them, but not how many reached the goal. */
static void the_goal_is_shown_beside_few_who_are_on_their_way(void **state)
{
	struct made *m = made_open("First: a b; Last: c");

	(void)state;
	m->def.goal = STR("c");
	made_customers(m, 41, "a@0 b@10 c@20");
	made_customers(m, 30, "a@0 b@10");
	made_customers(m, 24, "a@0");
	made_customers(m, 5, "a@99900");
	const struct map *map = hidden(m, 10);
	assert_int_equal(named(map, "c")->figures.journeys, 41);
	assert_int_equal(map->journeys.converted, 41);
	assert_true(map->journeys.left == COUNT_UNTOLD && map->journeys.open == FEW);
	/* 95 are old enough, of all 100 */
	assert_true(map->conversion.known && map->conversion.n == COUNT_UNTOLD);
	assert_near(map->conversion.value, .432, 1e-12);
	assert_true(named(map, "a")->figures.conversion.n == COUNT_UNTOLD);
	made_close(m);
}

static void a_goal_of_few_is_shown_nowhere(void **state)
{
	struct made *m = made_open("First: a b; Last: c");

	(void)state;
	m->def.goal = STR("c");
	made_customers(m, 4, "a@0 b@10 c@20");
	made_customers(m, 60, "a@0 b@10");
	made_customers(m, 30, "a@99900");
	const struct map *map = hidden(m, 10);
	assert_true(map->journeys.converted == FEW && !map->conversion.known);
	assert_true(map->journeys.left == COUNT_UNTOLD && map->journeys.open == COUNT_UNTOLD);
	assert_true(named(map, "c")->figures.journeys == FEW);
	made_close(m);
}

static void a_map_of_few_tells_nothing(void **state)
{
	struct made *m = made_open("All: a b");
	const struct map *map;

	(void)state;
	made_customers(m, 9, "a@0 b@10");
	map = hidden(m, 10);
	assert_true(map->customers == FEW && map->journeys.total == FEW && map->journeys.left == FEW);
	assert_false(map->drop_off.known || map->stages.at[0].figures.reach.known);
	for (size_t i = 0; i < map->findings.n; i++)
		fail_msg("it says: %.*s", STR_ARG(map->findings.at[i]));
	made_close(m);
}

static void without_a_least_nothing_is_hidden(void **state)
{
	struct made *m = planted();
	const struct map *map = hidden(m, 0);

	(void)state;
	assert_int_equal(named(map, "d")->figures.journeys, 7);
	made_close(m);
}

/* --- anybody's arithmetic -------------------------------------------------------------------------------- */

static bool few(uint64_t n)
{
	return n > 0 && n < 10;
}

static void no_difference(uint64_t whole, uint64_t part, const char *what)
{
	if (count_is_told(whole) && count_is_told(part) && few(whole - part))
		fail_msg("%s: %llu less %llu", what, (unsigned long long)whole, (unsigned long long)part);
}

/* Where a share of the difference is shown, none is few too. */
static void no_small_difference(uint64_t whole, uint64_t part, const char *what)
{
	if (count_is_told(whole) && count_is_told(part) && whole - part < 10)
		fail_msg("%s: %llu less %llu", what, (unsigned long long)whole, (unsigned long long)part);
}

static void check_share(const struct estimate *e, const char *what)
{
	if (!e->known || !count_is_told(e->n))
		return;
	uint64_t hits = (uint64_t)llround(e->value * (double)e->n);
	if (hits < 10 || few(e->n - hits))
		fail_msg("%s: %llu of %llu", what, (unsigned long long)hits, (unsigned long long)e->n);
}

static void check_figures(const struct map *map, const struct map_figures *f)
{
	if ((count_is_told(f->journeys) && f->journeys < 10) || (count_is_told(f->visits) && f->visits < 10))
		fail_msg("%llu journeys are shown", (unsigned long long)f->journeys);
	no_difference(map->journeys.total, f->journeys, "journeys that do not come");
	no_difference(map->customers, f->customers, "customers who do not come");
	no_difference(f->journeys, f->customers, "second journeys");
	no_small_difference(f->visits, f->journeys, "returns");
	if (!count_is_told(f->visits))
		no_small_difference(f->events, f->journeys, "returns, for visits are between");
	no_difference(f->events, f->visits, "repeats");
	no_difference(f->events, f->repeats, "visits");
	if (count_is_told(f->repeats) && (few(f->repeats) || !count_is_told(f->visits)))
		fail_msg("%llu repeats are shown", (unsigned long long)f->repeats);
	if (count_is_told(f->returns) && (f->returns < 10 || !count_is_told(f->visits)))
		fail_msg("%llu returns are shown", (unsigned long long)f->returns);
	assert_false(count_is_told(f->entries) || count_is_told(f->exits));
	if (f->drop_off.known)
		no_difference(f->journeys, f->drop_off.n, "too young to tell");
	if (f->dwell.known)
		no_difference(f->visits, f->dwell.n, "exits");
	if (f->feeling.known && (f->feeling.n < 10 || few(f->customers - f->feeling.n)))
		fail_msg("%llu rated", (unsigned long long)f->feeling.n);
	check_share(&f->reach, "reach");
	check_share(&f->drop_off, "leaving");
	check_share(&f->conversion, "conversion");
}

static void check_sums(const struct map *was, const struct map *map)
{
	uint64_t left = 0, hits = 0;
	size_t n = 0;

	for (size_t i = 0; i < map->touchpoints.n; i++) {
		const struct estimate *then = &was->touchpoints.at[i].figures.drop_off;
		uint64_t here = (uint64_t)llround(then->value * (double)then->n);
		if (!then->known)
			continue;
		left += here;
		if (map->touchpoints.at[i].figures.drop_off.known)
			continue;
		n++;
		hits += here;
	}
	if (map->drop_off.known && n && (n < 2 || hits < 10))
		fail_msg("%llu of %llu leave at %zu that are hidden", (unsigned long long)hits,
			(unsigned long long)left, n);
}

/* All events less those that are told, and less the journeys where they are not. */
static void check_events(const struct map *was, const struct map *map)
{
	uint64_t rest = 0;
	size_t n = 0;

	for (size_t i = 0; count_is_told(map->events) && i < map->touchpoints.n; i++) {
		const struct map_figures *f = &map->touchpoints.at[i].figures;
		if (count_is_told(f->events))
			continue;
		n++;
		assert_true(count_is_told(f->journeys));
		rest += was->touchpoints.at[i].figures.events -
			(count_is_told(f->visits) ? f->visits : f->journeys);
	}
	if (n && rest < 10)
		fail_msg("all events tell that %llu of %zu touchpoints come again", (unsigned long long)rest,
			n);
}

/* The head and the goal's own column tell the same, or neither tells it. */
static void check_goal(const struct map *was, const struct map *map, size_t *shown)
{
	const uint64_t all = was->journeys.total, reached = was->journeys.converted;

	for (size_t i = 0; map->goal_name.p && i < map->touchpoints.n; i++) {
		const struct map_figures *f = &map->touchpoints.at[i].figures;
		if (!map->touchpoints.at[i].is_goal)
			continue;
		assert_int_equal(was->touchpoints.at[i].figures.journeys, reached);
		assert_true(count_is_told(f->journeys) == count_is_told(map->journeys.converted));
		if (!count_is_told(f->journeys))
			assert_true(was->touchpoints.at[i].figures.customers < 10 || few(all - reached));
		*shown += count_is_told(f->journeys) && !count_is_told(map->journeys.left);
	}
}

/* Those who began too lately to be judged, of whom did or did not reach the goal. */
static void check_young(const struct map *map, uint64_t journeys, const struct estimate *e)
{
	if (journeys != map->journeys.total || !e->known || !count_is_told(e->n) ||
		!count_is_told(map->journeys.converted))
		return;
	uint64_t hits = (uint64_t)llround(e->value * (double)e->n);
	no_difference(map->journeys.total, e->n, "too young");
	no_difference(map->journeys.converted, hits, "too young, with the goal");
	no_difference(
		map->journeys.total - map->journeys.converted, e->n - hits, "too young, without the goal");
}

static void check_stage(const struct map *map, const struct map_stage *s)
{
	check_figures(map, &s->figures);
	for (size_t i = s->first; i < s->first + s->count; i++) {
		const struct map_figures *f = &map->touchpoints.at[i].figures;
		no_difference(s->figures.journeys, f->journeys, "of the stage, but not here");
		assert_true(f->reach.known || !s->figures.reach.known);
		assert_true(f->drop_off.known || !s->figures.drop_off.known || s->count > 1);
	}
}

static void check_rest(const struct map *map)
{
	for (size_t i = 0; i < map->touchpoints.n; i++) {
		const struct map_touchpoint *t = &map->touchpoints.at[i];
		uint64_t next = 0, events = 0;
		check_figures(map, &t->figures);
		check_young(map, t->figures.journeys, &t->figures.conversion);
		for (size_t k = 0; k < t->n_next; k++) {
			next += t->next[k].count;
			assert_true(t->next[k].count >= 10);
			assert_true(count_is_told(t->next[k].count) == count_is_told(t->figures.visits));
		}
		if (t->n_next && count_is_told(t->figures.visits))
			no_difference(t->figures.visits, next, "next");
		for (size_t k = 0; k < t->events.n; k++)
			events += t->events.at[k].events;
		if (t->events.n)
			no_difference(t->figures.events, events, "names of events");
	}
	const uint64_t parts[] = { map->journeys.converted, map->journeys.left, map->journeys.open };
	for (size_t i = map->goal_name.p ? 0 : 1; i < COUNT_OF(parts); i++)
		if (few(parts[i]) || (i < 2 && parts[i] == 0))
			fail_msg("part %zu of the journeys is %llu", i, (unsigned long long)parts[i]);
	assert_true(count_is_told(parts[1]) == count_is_told(parts[2]));
	if (map->goal_name.p && !count_is_told(parts[1]))
		no_difference(map->journeys.total, parts[0], "did not reach the goal");
	check_young(map, map->journeys.total, &map->conversion);
	check_share(&map->conversion, "conversion of all");
	check_share(&map->drop_off, "leaving of all");
	for (size_t i = 0; i < map->findings.n; i++)
		for (char d = '0'; d <= '9'; d++)
			assert_false(SAYS(map->findings, ((char[]){ 'n', ' ', '=', ' ', d, ')', 0 })));
}

/* Some hundred people on ways that few or many go; newer ones may be on theirs still. */
static struct made *at_random(uint64_t *seed)
{
	struct made *m = made_open("First: a b; Middle: c d=dg; Last: e");

	if (test_random(seed) % 2)
		m->def.goal = STR("e");
	for (int group = 0; group < 9; group++) {
		struct buf *way = buf_new(&m->sc, 400);
		unsigned customers = 1 + (unsigned)(test_random(seed) % (test_random(seed) % 2 ? 8 : 70));
		unsigned steps = 1 + (unsigned)(test_random(seed) % 5),
			 at = test_random(seed) % 8 ? 0 : 99500;
		for (unsigned s = 0; s < steps; s++, at += test_random(seed) % 9 ? 10 : 2000)
			buf_printf(way, "%s%c@%u", s ? " " : "", (char)('a' + test_random(seed) % 8), at);
		if (test_random(seed) % 2)
			buf_printf(way, "=%u", (unsigned)(test_random(seed) % 3));
		made_customers(m, customers, buf_str(way).p);
	}
	return m;
}

static void no_arithmetic_gives_few_away(void **state)
{
	uint64_t seed = 7;
	size_t goals = 0;

	(void)state;
	for (int round = 0; round < 400; round++) {
		struct made *m = at_random(&seed);
		const struct map *was = made_map(m);
		const struct map *map = hidden(m, 10);
		check_rest(map);
		check_sums(was, map);
		check_events(was, map);
		check_goal(was, map, &goals);
		for (size_t s = 0; s < map->stages.n; s++)
			check_stage(map, &map->stages.at[s]);
		made_close(m);
	}
	assert_true(goals > 10);
}

/* --- words ------------------------------------------------------------------------------------------------ */

static struct voice_place *spoken(struct scope *sc, uint64_t pains)
{
	struct voice_place *p = NEW(sc, struct voice_place);

	p->customers = 80;
	p->texts = 81;
	p->feeling = (struct estimate){ true, -.5, -.7, -.3, 60 };
	p->kinds[VOICE_PAIN] =
		(struct voice_sum){ .customers = pains, .share = { true, (double)pains / 80, .1, .4, 80 } };
	struct voice_finding *f = LIST_ADD(sc, &p->findings);
	*f = (struct voice_finding){ .kind = VOICE_PAIN,
		.theme = STR("courier"),
		.customers = pains,
		.share = p->kinds[VOICE_PAIN].share,
		.n_quotes = 1 };
	f->quotes[0].text = STR("nobody answered me");
	return p;
}

static struct map_cells *lane_cells(struct map *map, enum lane lane, size_t at)
{
	for (size_t i = 0; i < map->lanes.n; i++)
		if (map->lanes.at[i].lane == lane)
			return &map->lanes.at[i].cells[at];
	fail_msg("no such lane");
	return NULL;
}

static struct map *with_words(struct made *m)
{
	struct map *map = (struct map *)(uintptr_t)made_map(m);

	map->touchpoints.at[0].voice = spoken(&m->sc, 20);
	*LIST_ADD(&m->sc, &map->findings) = STR("Many write: nobody answered me");
	*LIST_ADD(&m->sc, &lane_cells(map, LANE_PAINS, 0)->cells) = (struct map_cell){ .text = STR("Wait"),
		.basis = BASIS_REPORTED,
		.quote = STR("“nobody answered me”"),
		.said = STR("survey, 2026-05-02") };
	*LIST_ADD(&m->sc, &lane_cells(map, LANE_NEEDS, 0)->cells) =
		(struct map_cell){ .text = STR("As one said: nobody answered me"), .basis = BASIS_REPORTED };
	*LIST_ADD(&m->sc, &lane_cells(map, LANE_TEXT, 0)->cells) =
		(struct map_cell){ .text = STR("\"She cried\" — anna"), .basis = BASIS_REPORTED };
	*LIST_ADD(&m->sc, &lane_cells(map, LANE_TEXT, 0)->cells) =
		(struct map_cell){ .text = STR("We ship on Mondays"), .basis = BASIS_ASSUMED };
	return map;
}

static void words_of_customers_and_of_staff_go(void **state)
{
	struct made *m = planted();
	struct map *map = with_words(m);
	size_t findings = map->findings.n;
	const struct voice_place *was = map->touchpoints.at[0].voice;

	(void)state;
	map_hide(&m->sc, map, &(struct map_hiding){ .quotes = true });
	assert_int_equal(map->findings.n, findings - 1);
	const struct map_cell *wait = &lane_cells(map, LANE_PAINS, 0)->cells.at[0];
	assert_true(str_equal(wait->text, STR("Wait")) && !wait->quote.p && !wait->said.p);
	assert_int_equal(lane_cells(map, LANE_NEEDS, 0)->cells.n, 0);
	assert_int_equal(lane_cells(map, LANE_TEXT, 0)->cells.n, 1);
	assert_int_equal(map->touchpoints.at[0].voice->findings.at[0].n_quotes, 0);
	assert_int_equal(map->touchpoints.at[0].voice->findings.at[0].customers, 20);
	assert_int_equal(was->findings.at[0].n_quotes, 1);
	made_close(m);
}

static void what_few_said_goes_and_its_sentences_are_made_anew(void **state)
{
	struct made *m = planted();
	struct map *map = with_words(m);

	(void)state;
	*LIST_ADD(&m->sc, &lane_cells(map, LANE_PAINS, 0)->cells) =
		(struct map_cell){ .text = STR("Hurts 3 of 80: courier"), .basis = BASIS_REPORTED };
	*LIST_ADD(&m->sc, &lane_cells(map, LANE_PAINS, 0)->cells) =
		(struct map_cell){ .text = STR("Costs 3 clicks"), .basis = BASIS_ASSUMED };
	*LIST_ADD(&m->sc, &map->remarks) = STR("Of these 4 customers are partners.");
	*LIST_ADD(&m->sc, &map->remarks) = STR("Counted are 141 customers, not all.");
	*LIST_ADD(&m->sc, &map->remarks) = STR("Counted are 120 customers, not all.");
	*LIST_ADD(&m->sc, &map->remarks) = STR("Rated since 2026-01-04, 12:05, in 3.5 h.");
	map_hide(&m->sc, map, &(struct map_hiding){ .small_n = 10 });
	const struct map_cells *pains = lane_cells(map, LANE_PAINS, 0);
	assert_int_equal(pains->cells.n, 3);
	assert_true(str_equal(pains->cells.at[1].text, STR("Costs 3 clicks")));
	assert_true(str_starts(pains->cells.at[2].text, STR("Hurts 25")));
	assert_false(SAYS(map->remarks, "Of these 4") || SAYS(map->remarks, "are 141"));
	assert_true(SAYS(map->remarks, "are 120"));
	assert_true(SAYS(map->remarks, "Rated since"));
	assert_true(SAYS(map->remarks, "fewer than 10 customers or journeys are not shown"));
	made_close(m);
}

static void a_pain_of_few_is_no_pain_that_is_shown(void **state)
{
	struct made *m = planted();
	struct map *map = (struct map *)(uintptr_t)made_map(m);

	(void)state;
	map->touchpoints.at[0].voice = spoken(&m->sc, 6);
	map->touchpoints.at[1].voice = spoken(&m->sc, 75);
	map_hide(&m->sc, map, &(struct map_hiding){ .small_n = 10 });
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(map->touchpoints.at[i].voice->findings.n, 0);
		assert_int_equal(map->touchpoints.at[i].voice->kinds[VOICE_PAIN].customers, 0);
	}
	map->touchpoints.at[0].voice = spoken(&m->sc, 6);
	((struct voice_place *)(uintptr_t)map->touchpoints.at[0].voice)->customers = 9;
	map_hide(&m->sc, map, &(struct map_hiding){ .small_n = 10 });
	assert_null(map->touchpoints.at[0].voice);
	made_close(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_few_do_is_fewer_than_so_many_and_never_none),
		cmocka_unit_test(neighbours_do_not_give_it_away),
		cmocka_unit_test(what_many_do_is_shown_as_it_is),
		cmocka_unit_test(that_nobody_comes_back_is_not_told),
		cmocka_unit_test(the_goal_is_shown_beside_few_who_are_on_their_way),
		cmocka_unit_test(a_goal_of_few_is_shown_nowhere),
		cmocka_unit_test(a_map_of_few_tells_nothing),
		cmocka_unit_test(without_a_least_nothing_is_hidden),
		cmocka_unit_test(no_arithmetic_gives_few_away),
		cmocka_unit_test(words_of_customers_and_of_staff_go),
		cmocka_unit_test(what_few_said_goes_and_its_sentences_are_made_anew),
		cmocka_unit_test(a_pain_of_few_is_no_pain_that_is_shown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
