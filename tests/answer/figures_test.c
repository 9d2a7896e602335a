/* The figures that independent tools agree on (paths.md), through the real import. */
#include "answer/first.h"
#include "answer/questions.h"
#include "base/buf.h"
#include "bench.h"

static struct bench imported(const char *path)
{
	struct bench b = bench_new();

	bench_import(&b, path);
	bench_study(&b);
	return b;
}

static struct definition *first_map(struct bench *b)
{
	struct definition *def =
		study_first(&b->sc, b->study, &(struct first_wish){ .id = STR("m"), .title = STR("m") });

	if (!def)
		fail_msg("%s", b->sc.why);
	return def;
}

static struct stats *count(struct bench *b, const struct definition *def, enum unit unit)
{
	struct study_rules *rules = study_rules(&b->sc, b->study, def);

	return stats_count(&b->sc, b->study->trail, &rules->walk, &(struct walk_wish){ .unit = unit },
		&(struct stats_ask){ .tables = STATS_ALL & ~STATS_STYLES,
			.dictionary = b->study->dictionary,
			.n = rules->walk.touchpoints,
			.gram = 2 });
}

static uint64_t commonest(const struct stats *s)
{
	uint64_t most = 0;

	for (size_t i = 0; i < s->n_variants; i++)
		most = s->variants[i].count > most ? s->variants[i].count : most;
	return most;
}

/* A touchpoint without a rule, and one whose rule no event meets: nothing is known of them.  Whom nobody of a segment came
 * to is another matter. */
static void what_nothing_leads_to_is_not_counted(void **state)
{
	struct bench b = bench_new();

	(void)state;
	bench_take(&b, "a.csv", "customer,event,time\na,Seen,2026-01-01\nb,Bought,2026-01-02\n");
	bench_study(&b);
	struct definition *def = first_map(&b);
	struct stage *by_hand = LIST_ADD(&b.sc, &def->stages);
	*by_hand = (struct stage){ .id = STR("hand"), .name = STR("By hand") };
	struct touchpoint *t = LIST_ADD(&b.sc, &by_hand->touchpoints);
	t->id = t->name = STR("No rule");
	t = LIST_ADD(&b.sc, &by_hand->touchpoints);
	t->id = t->name = STR("Nothing meets it");
	*LIST_ADD(&b.sc, &t->matches) = (struct match){ .event = STR("Phoned") };
	const uint64_t nobody[] = { 0 };
	for (int i = 0; i < 2; i++) {
		const struct map *map = study_map(
			&b.sc, b.study, def, &(struct study_wish){ .customers = i ? nobody : NULL });
		const struct map_touchpoint *seen = &map->touchpoints.at[definition_find(def, STR("Seen"))];
		assert_int_equal(seen->figures.reach.known, i == 0);
		for (size_t k = 2; k < 4; k++) {
			assert_false(map->touchpoints.at[k].figures.reach.known);
			assert_true(figures_never_counted(&map->touchpoints.at[k].figures));
		}
		assert_false(map->stages.at[map->stages.n - 1].figures.reach.known);
	}
	const uint64_t one[] = { 1 };
	const struct map *map = study_map(&b.sc, b.study, def, &(struct study_wish){ .customers = one });
	int none = definition_find(def, STR("Bought"));
	assert_true(map->touchpoints.at[none].figures.reach.known);
	assert_int_equal(map->touchpoints.at[none].figures.reach.n, 1);
	bench_close(&b);
}

static void simple_shop(void **state)
{
	NEED_SHARED(path, "data/simple_shop/simple-onlineshop.csv");
	static const struct str steps[] = { { "catalog", 7 }, { "cart", 4 }, { "payment_choice", 14 },
		{ "payment_done", 12 }, { "delivery_choice", 15 } };
	static const uint64_t want[] = { 3611, 1924, 958, 653 };
	struct bench b = imported(path);
	struct definition *def = first_map(&b);
	struct funnel_question q = { .steps = steps, .n = 4, .unit = UNIT_CUSTOMERS };

	(void)state;
	assert_int_equal(b.study->trail->events, 32283);
	assert_int_equal(b.study->trail->customers, 3751);
	struct funnel_answer *f = study_funnel(&b.sc, b.study, def, &q);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(f->rows[i].reached, want[i]);
	/* users with delivery: those who come to delivery_choice */
	q.steps = steps + 4;
	q.n = 1;
	assert_int_equal(study_funnel(&b.sc, b.study, def, &q)->rows[0].reached, 1356);
	assert_int_equal(count(&b, def, UNIT_SESSIONS)->journeys, 6454);
	assert_int_equal(count(&b, def, UNIT_CUSTOMERS)->n_variants, 2028);
	assert_near((double)b.study->trail->silence_s / DAY_S, 39.8, .05);
	bench_close(&b);
}

static void logs_with_cases(void **state)
{
	static const struct {
		const char *file;
		uint64_t cases, events, variants, commonest; /* 0: not known */
	} rows[] = {
		{ "data/helpdesk/helpdesk.xes.gz", 4580, 21348, 226, 2366 },
		{ "data/receipt/receipt.xes.gz", 1434, 8577, 116, 713 },
		{ "data/receipt/receipt.csv", 1434, 8577, 116, 713 },
		{ "data/bpic2013/bpic2013_incidents.xes.gz", 7554, 65533, 1511, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *path = shared_file(rows[i].file);
		if (!path) {
			print_message("# skipped: %s is not beside the project\n", rows[i].file);
			continue;
		}
		struct bench b = imported(path);
		struct stats *s = count(&b, first_map(&b), UNIT_JOURNEYS);
		print_message("# %s\n", rows[i].file);
		assert_int_equal(s->journeys, rows[i].cases);
		assert_int_equal(s->cases, rows[i].cases);
		assert_int_equal(s->events, rows[i].events);
		assert_int_equal(s->n_variants, rows[i].variants);
		if (rows[i].commonest)
			assert_int_equal(commonest(s), rows[i].commonest);
		bench_close(&b);
	}
}

/* --- invariant 7: the same by SQL ---------------------------------------------------------------- */

/* `step`: every event with its touchpoint, its journey and its place; written out from paths.md. */
static void lay_out_in_sql(struct bench *b, const struct study_rules *rules)
{
	struct buf *sql = buf_new(&b->sc, 1 << 20);

	buf_puts(sql, "CREATE TEMP TABLE belongs AS SELECT * FROM (VALUES ");
	for (uint32_t k = 0; k < b->study->dictionary->n; k++) {
		int touch = matching_simple(rules->matching, k);
		assert_int_not_equal(touch, MATCH_DEPENDS);
		buf_printf(sql, "%s(%u, %d)", k ? ", " : "", k,
			touch < 0 ? (int)rules->walk.touchpoints : touch);
	}
	buf_printf(sql,
		") v(kind, touch);"
		"CREATE TEMP TABLE step AS WITH"
		" e AS (SELECT customer, coalesce(case_code, 0) AS c, epoch_us(time) // 1000000 AS s, touch,"
		"  row_number() OVER (PARTITION BY customer ORDER BY time, row, part, id) AS place"
		"  FROM event JOIN belongs USING (kind)),"
		" g AS (SELECT *, s - lag(s) OVER (PARTITION BY customer, c ORDER BY place) AS gap FROM e),"
		" j AS (SELECT *, sum(CASE WHEN c = 0 AND gap > %lld THEN 1 ELSE 0 END)"
		"  OVER (PARTITION BY customer, c ORDER BY place) AS part FROM g)"
		" SELECT *, lag(touch) OVER (PARTITION BY customer, c, part ORDER BY place) AS before,"
		"  s - lag(s) OVER (PARTITION BY customer, c, part ORDER BY place) AS took FROM j;",
		(long long)rules->walk.silence_s);
	for (struct str rest = buf_str(sql), one; rest.p && rest.n;) {
		one = str_cut(&rest, ';');
		if (!duck_run(&b->sc, evidence_duck(b->ws->evidence), str_c(&b->sc, one), 0, NULL))
			fail_msg("%s", b->sc.why);
	}
}

static struct duck_rows *ask(struct bench *b, const char *sql)
{
	struct duck_rows *rows = duck_ask(&b->sc, evidence_duck(b->ws->evidence), sql, 0, NULL);

	if (!rows)
		fail_msg("%s", b->sc.why);
	return rows;
}

static void transitions_equal_sql(struct bench *b, const struct stats *s)
{
	struct duck_rows *rows = ask(b,
		"SELECT before, touch, count(*), count(DISTINCT (customer, c, part)),"
		" CAST(quantile_disc(took, .5) AS BIGINT) FROM step WHERE before <> touch GROUP BY 1, 2");
	size_t n = 0, known = 0;

	for (size_t i = 0; i < (size_t)(s->n + 1) * (s->n + 1); i++)
		known += s->transitions[i] != NULL;
	for (; duck_next(rows); n++) {
		const struct stats_transition *t = s->transitions[stats_pair(
			s, (uint32_t)duck_int(rows, 0), (uint32_t)duck_int(rows, 1))];
		assert_non_null(t);
		assert_int_equal(t->count, duck_int(rows, 2));
		assert_int_equal(t->journeys, duck_int(rows, 3));
		assert_near(hist_quantile(&t->gap, .5), (double)duck_int(rows, 4),
			.032 * (double)duck_int(rows, 4));
	}
	assert_true(duck_done(&b->sc, rows));
	assert_int_equal(n, known);
}

static void reach_equals_sql(struct bench *b, const struct stats *s)
{
	struct duck_rows *rows = ask(b,
		"SELECT touch, count(DISTINCT customer), count(DISTINCT (customer, c, part)),"
		" count(*), count(*) FILTER (before IS NULL), count(*) FILTER (before <> touch) FROM step GROUP BY 1");

	while (duck_next(rows)) {
		const struct stats_touchpoint *t = &s->at[duck_int(rows, 0)];
		assert_int_equal(t->customers, duck_int(rows, 1));
		assert_int_equal(t->journeys, duck_int(rows, 2));
		assert_int_equal(t->events, duck_int(rows, 3));
		assert_int_equal(t->entries, duck_int(rows, 4));
		assert_int_equal(t->arrivals, duck_int(rows, 5));
	}
	assert_true(duck_done(&b->sc, rows));
}

/* The ordered funnel without a window: each step at the earliest place behind the one before. */
static void funnel_equals_sql(
	struct bench *b, const struct study_rules *rules, enum unit unit, const uint16_t *touch, size_t n)
{
	const char *keys = unit == UNIT_CUSTOMERS ? "customer" : "customer, c, part";
	struct buf *sql = buf_new(&b->sc, 10000);
	struct funnel_step *steps = NEW_ARRAY(&b->sc, struct funnel_step, n);
	struct funnel_wish wish = { .steps = steps, .n = n };

	buf_printf(sql, "WITH s0 AS (SELECT %s, min(place) AS p FROM step WHERE touch = %d GROUP BY ALL)",
		keys, touch[0]);
	for (size_t i = 0; i < n; i++) {
		steps[i] = (struct funnel_step){ .touchpoints = &touch[i], .n_touchpoints = 1 };
		if (i > 0)
			buf_printf(sql,
				", s%zu AS (SELECT %s, min(place) AS p FROM step JOIN s%zu USING (%s)"
				" WHERE touch = %d AND place > s%zu.p GROUP BY ALL)",
				i, keys, i - 1, keys, touch[i], i - 1);
	}
	for (size_t i = 0; i < n; i++)
		buf_printf(sql, "%s(SELECT count(*) FROM s%zu)", i ? ", " : " SELECT ", i);
	struct funnel *f = funnel_count(&b->sc, b->study->trail, &rules->walk,
		&(struct walk_wish){ .unit = unit }, &wish, b->study->dictionary);
	struct duck_rows *rows = ask(b, buf_str(sql).p);
	assert_true(duck_next(rows));
	for (size_t i = 0; i < n; i++)
		assert_int_equal(f->steps[i].reached, duck_int(rows, i));
	assert_false(duck_next(rows));
	assert_true(duck_done(&b->sc, rows));
}

static void invariant_7_the_trail_equals_sql(void **state)
{
	static const char *const files[] = { "data/simple_shop/simple-onlineshop.csv",
		"data/receipt/receipt.csv" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		const char *path = shared_file(files[i]);
		if (!path) {
			print_message("# skipped: %s is not beside the project\n", files[i]);
			continue;
		}
		struct bench b = imported(path);
		struct definition *def = first_map(&b);
		struct study_rules *rules = study_rules(&b.sc, b.study, def);
		uint64_t seed = 77;
		lay_out_in_sql(&b, rules);
		const struct stats *s = count(&b, def, UNIT_JOURNEYS);
		transitions_equal_sql(&b, s);
		reach_equals_sql(&b, s);
		for (int k = 0; k < 10; k++) {
			uint16_t touch[3];
			for (int t = 0; t < 3; t++)
				touch[t] = (uint16_t)(test_random(&seed) >> 33) % (uint16_t)s->n;
			funnel_equals_sql(&b, rules, k % 2 ? UNIT_CUSTOMERS : UNIT_JOURNEYS, touch, 3);
		}
		bench_close(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_nothing_leads_to_is_not_counted),
		cmocka_unit_test(simple_shop),
		cmocka_unit_test(logs_with_cases),
		cmocka_unit_test(invariant_7_the_trail_equals_sql),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
