#include "questions.h"

/* --- what every statement may use ----------------------------------------------------------------- */

/* The rules as numbers; seconds are counted from the first event, so that two numbers fit into one.
 *
 * One sort, and then windows that stream, are cheaper here than windows by customer, which sort once more for
 * each that builds on another.  `j`, the number of a journey's first event, is the journey. */
static const char RULES[] =
	"CREATE OR REPLACE TEMP MACRO silence() AS %lld;"
	"CREATE OR REPLACE TEMP MACRO idle() AS %d;"
	"CREATE OR REPLACE TEMP MACRO newest() AS %lld;"
	"CREATE OR REPLACE TEMP MACRO goal() AS %d;"
	"CREATE OR REPLACE TEMP MACRO one() AS %d;"
	"CREATE OR REPLACE TEMP MACRO two() AS %d;"
	"CREATE OR REPLACE TEMP MACRO three() AS %d;"
	"CREATE OR REPLACE TEMP MACRO four() AS %d;"
	"CREATE OR REPLACE TEMP MACRO without() AS %d;"
	"CREATE OR REPLACE TEMP MACRO touch_of(kind) AS %s;"
	"CREATE OR REPLACE TEMP MACRO second_of(moment) AS (epoch_us(moment) // 1000000 - %lld)::INTEGER;";

static const char LAYERS[] =
	"CREATE OR REPLACE TEMP MACRO in_order() AS TABLE"
	" SELECT customer, touch_of(kind)::UTINYINT AS touch, second_of(time) AS s"
	" FROM event ORDER BY customer, time, row, part, id;"

	"CREATE OR REPLACE TEMP MACRO followed() AS TABLE"
	" SELECT customer, touch, s, row_number() OVER () AS n, lag(touch) OVER () AS before,"
	" CASE WHEN lag(customer) OVER () = customer THEN s - lag(s) OVER () END AS gap FROM in_order();"

	"CREATE OR REPLACE TEMP MACRO cut() AS TABLE"
	" SELECT *, gap IS NULL OR gap > silence() AS starts,"
	" max(CASE WHEN gap IS NULL OR gap > silence() THEN n END) OVER (ROWS UNBOUNDED PRECEDING) AS j"
	" FROM followed();"

	"CREATE OR REPLACE TEMP MACRO walked() AS TABLE FROM cut();";

static const char LAY[] = "CREATE OR REPLACE TEMP TABLE laid AS FROM cut();"
			  "CREATE OR REPLACE TEMP MACRO walked() AS TABLE FROM laid;";

/* --- the questions -------------------------------------------------------------------------------- */

#define LOW "4294967295"
#define RUNNING "OVER (ROWS UNBOUNDED PRECEDING)"
#define BY_CUSTOMER "(PARTITION BY customer ORDER BY time, row, part, id)"

static const char silence[] =
	"SELECT greatest(86400, least(90 * 86400, quantile_disc(gap, 0.95))) FROM walked() WHERE gap > idle()";

static const char silence_raw[] =
	"WITH e AS (SELECT second_of(time) - lag(second_of(time)) OVER " BY_CUSTOMER " AS gap FROM event)"
	" SELECT greatest(86400, least(90 * 86400, quantile_disc(gap, 0.95))) FROM e WHERE gap > idle()";

static const char gaps[] =
	"WITH m AS (SELECT before, touch, count(*) AS n, count(DISTINCT j) AS journeys,"
	" quantile_disc(gap, [0.5, 0.95]) AS q FROM walked() WHERE NOT starts AND before <> touch GROUP BY ALL)"
	" SELECT before, touch, n, journeys, q[1], q[2] FROM m ORDER BY before, touch";

static const char moves[] =
	"SELECT before, touch, count(*) FROM walked() WHERE NOT starts AND before <> touch"
	" GROUP BY before, touch ORDER BY before, touch";

static const char moves_raw[] =
	"WITH e AS (SELECT customer, touch_of(kind)::UTINYINT AS touch, second_of(time) AS s, time, row, part, id"
	" FROM event), f AS (SELECT touch, s, lag(touch) OVER w AS before, lag(s) OVER w AS before_s FROM e"
	" WINDOW w AS " BY_CUSTOMER ")"
	" SELECT before, touch, count(*) FROM f WHERE s - before_s <= silence() AND before <> touch"
	" GROUP BY before, touch ORDER BY before, touch";

/* 41 is "ended": who is no longer in a row that all were in at first. */
static const char steps[] =
	"WITH v AS (SELECT touch, starts, row_number() OVER () AS v FROM walked() WHERE starts OR before <> touch),"
	" m AS (SELECT touch, v - max(CASE WHEN starts THEN v END) " RUNNING " AS step FROM v),"
	" c AS (SELECT step, touch::INTEGER AS touch, count(*) AS n FROM m WHERE step <= 20 GROUP BY ALL),"
	" a AS (SELECT sum(n) AS n FROM c WHERE step = 0),"
	" g AS (SELECT step, 41 AS touch, ((SELECT n FROM a) - sum(n))::BIGINT AS n FROM c GROUP BY step)"
	" SELECT step, touch, n FROM c UNION ALL SELECT step, touch, n FROM g WHERE n > 0 ORDER BY step, touch";

/* For each step the latest start from which it was reached in time: with the journey in the upper half of the
 * number, so that it is the largest so far.  `ends` is the journey's last event, which knows how far it came. */
#define CHAIN(key, step, before, holds)                                                                      \
	" (SELECT *, max(CASE WHEN touch = " step "() AND " holds " THEN " key " END) " RUNNING              \
	" AS at_" step " FROM at_" before ")"
#define IN_TIME(before) "at_" before " >> 32 = j AND s - (at_" before " & " LOW ") <= 7 * 86400"
#define FUNNEL_ROWS                                                                                          \
	" SELECT k, (sum(n) FILTER (depth >= k))::BIGINT,"                                                   \
	" coalesce(sum(n) FILTER (depth = k AND open AND k BETWEEN 1 AND 3), 0)::BIGINT"                     \
	" FROM u, range(5) r(k) GROUP BY k ORDER BY k"

/* clang-format off */
static const char funnel[] =
	"WITH e AS (SELECT touch, s, j, lead(starts, 1, true) OVER () AS ends FROM walked()),"
	" at_none AS (FROM e WHERE ends OR touch IN (one(), two(), three(), four())),"
	" at_one AS" CHAIN("j << 32 | s", "one", "none", "true") ","
	" at_two AS" CHAIN("at_one", "two", "one", IN_TIME("one")) ","
	" at_three AS" CHAIN("at_two", "three", "two", IN_TIME("two")) ","
	" at_four AS" CHAIN("at_three", "four", "three", IN_TIME("three")) ","
	" u AS (SELECT CASE j WHEN at_four >> 32 THEN 4 WHEN at_three >> 32 THEN 3 WHEN at_two >> 32 THEN 2"
	" WHEN at_one >> 32 THEN 1 ELSE 0 END AS depth, s > newest() - silence() AS open, count(*) AS n"
	" FROM at_four WHERE ends GROUP BY ALL)" FUNNEL_ROWS;

/* Here it is the latest event at which the step was reached, and nothing excluded may lie behind it. */
#define NEAR(before) "at_" before " >> 32 >= greatest(j, x) AND s - (at_" before " & " LOW ") <= 86400"

static const char funnel_each[] =
	"WITH e AS (SELECT touch, s, n, j, lead(starts, 1, true) OVER () AS ends FROM walked()),"
	" at_none AS (SELECT *, max(CASE WHEN touch = without() THEN n END) " RUNNING " AS x"
	" FROM e WHERE ends OR touch IN (one(), two(), three(), four(), without())),"
	" at_one AS" CHAIN("n << 32 | s", "one", "none", "true") ","
	" at_two AS" CHAIN("n << 32 | s", "two", "one", NEAR("one")) ","
	" at_three AS" CHAIN("n << 32 | s", "three", "two", NEAR("two")) ","
	" at_four AS" CHAIN("n << 32 | s", "four", "three", NEAR("three")) ","
	" u AS (SELECT CASE WHEN at_four >> 32 >= j THEN 4 WHEN at_three >> 32 >= j THEN 3"
	" WHEN at_two >> 32 >= j THEN 2 WHEN at_one >> 32 >= j THEN 1 ELSE 0 END AS depth,"
	" s > newest() - silence() AS open, count(*) AS n FROM at_four WHERE ends GROUP BY ALL)" FUNNEL_ROWS;
/* clang-format on */

static const char lengths[] =
	"WITH b AS (SELECT n FROM walked() WHERE gap IS NULL OR gap > idle()),"
	" l AS (SELECT coalesce(lead(n) OVER (), (SELECT count(*) + 1 FROM event)) - n AS l FROM b)"
	" SELECT l, count(*) FROM l GROUP BY l ORDER BY l";

static const char lengths_raw[] =
	"WITH e AS (SELECT customer, second_of(time) AS s, time, row, part, id FROM event),"
	" f AS (SELECT customer, row_number() OVER w AS n, s - lag(s) OVER w AS gap FROM e WINDOW w AS " BY_CUSTOMER
	"), c AS (SELECT customer, count(*) + 1 AS behind FROM event GROUP BY customer),"
	" b AS (SELECT customer, n FROM f WHERE n = 1 OR gap > idle()),"
	" l AS (SELECT coalesce(lead(n) OVER (PARTITION BY customer ORDER BY n), behind) - n AS l"
	" FROM b JOIN c USING (customer))"
	" SELECT l, count(*) FROM l GROUP BY l ORDER BY l";

/* Those of three by customer first; what is shorter is added up from what is longer. */
static const char grams[] =
	"WITH g AS (SELECT customer, CASE WHEN n - j > 1 THEN lag(touch, 2) OVER () END AS c,"
	" CASE WHEN n - j > 0 THEN lag(touch) OVER () END AS b, touch AS a FROM walked()),"
	" g3 AS MATERIALIZED (SELECT customer, c, b, a, count(*) AS n FROM g GROUP BY ALL),"
	" g2 AS MATERIALIZED (SELECT customer, b, a, sum(n)::BIGINT AS n FROM g3 GROUP BY ALL),"
	" g1 AS (SELECT customer, a, sum(n)::BIGINT AS n FROM g2 GROUP BY ALL),"
	" u AS (SELECT 1 AS k, 1 * 256 + a::INTEGER AS g, sum(n)::BIGINT AS n, count(*) AS customers FROM g1"
	" GROUP BY ALL UNION ALL"
	" SELECT 2, (2 * 256 + b::INTEGER) * 256 + a, sum(n)::BIGINT, count(*) FROM g2 WHERE b IS NOT NULL"
	" GROUP BY ALL UNION ALL"
	" SELECT 3, ((3 * 256 + c::INTEGER) * 256 + b) * 256 + a, sum(n)::BIGINT, count(*) FROM g3"
	" WHERE c IS NOT NULL GROUP BY ALL) FROM u ORDER BY k, g";

/* A sum of hashes of place and name, as our keys are hashes too: lists would be put together in the order in which
 * the threads happen to come. */
static const char variants[] =
	"WITH l AS (SELECT sum((hash(n - j, touch) >> 4)::BIGINT) AS key, count(*) AS events,"
	" bool_or(touch = goal()) AS converted FROM walked() GROUP BY j),"
	" v AS (SELECT count(*) AS n, count(*) FILTER (converted) AS converted FROM l GROUP BY key, events)"
	" SELECT n, converted, count(*) FROM v GROUP BY ALL ORDER BY ALL";

static const char reach[] =
	"WITH w AS (SELECT customer, touch, s, j, starts, starts OR before <> touch AS comes,"
	" lead(starts, 1, true) OVER () AS ends, max(CASE WHEN touch = goal() THEN j END) " RUNNING " AS g"
	" FROM walked()),"
	" p AS (SELECT j, touch, any_value(customer) AS customer, min(s) <= newest() - silence() AS settled,"
	" count(*) FILTER (comes) AS visits, count(*) AS events, bool_or(starts) AS entry, bool_or(ends) AS last,"
	" bool_or(ends AND s <= newest() - silence() AND g IS DISTINCT FROM j) AS leaves FROM w GROUP BY j, touch)"
	" SELECT touch, count(DISTINCT customer), count(*), sum(visits)::BIGINT, sum(events)::BIGINT, count(*) FILTER (entry),"
	" count(*) FILTER (last), count(*) FILTER (settled), count(*) FILTER (settled AND leaves)"
	" FROM p GROUP BY touch ORDER BY touch";

static const char dwell[] =
	"WITH v AS (SELECT touch, j, lead(j) OVER () AS next_j, lead(s) OVER () - s AS dwell FROM walked()"
	" WHERE starts OR before <> touch)"
	" SELECT touch, count(*), quantile_disc(dwell, 0.5) FROM v WHERE next_j = j GROUP BY touch ORDER BY touch";

#define COARSE (1.0 / (1 << HIST_COARSE))
#define FINE (1.0 / (1 << HIST_FINE))

/* clang-format off */
#define GAPS { .tell = tell_gaps, .sql = gaps, .within = { [4] = COARSE, [5] = COARSE } }
#define REACH { .tell = tell_reach, .sql = reach }
#define DWELL { .tell = tell_dwell, .sql = dwell, .within = { [2] = FINE } }
#define STEPS { .tell = tell_steps, .sql = steps }
#define FUNNEL { .tell = tell_funnel, .sql = funnel }

const struct question questions[] = {
	{ "silence limit", .silence = true, .parts = { { .tell = tell_silence, .sql = silence, .raw = silence_raw } } },
	{ "transitions, all weights", STATS_GAPS, .parts = { GAPS } },
	{ "transitions, counts alone", STATS_MOVES, .parts = { { .tell = tell_moves, .sql = moves, .raw = moves_raw } } },
	{ "reach and drop-off", STATS_TOUCHPOINTS, .parts = { REACH } },
	{ "dwell", STATS_DWELL, .parts = { DWELL } },
	{ "step matrix of 20", .depth = DEPTH, .parts = { STEPS } },
	{ "funnel of 4, ordered, within 7 days", .funnel = FUNNEL_WINDOW, .parts = { FUNNEL } },
	{ "funnel of 4, a day each, an exclusion", .funnel = FUNNEL_STEP_WINDOWS,
		.parts = { { .tell = tell_funnel, .sql = funnel_each } } },
	{ "sessions at 30 minutes, their lengths", STATS_LENGTH, .unit = UNIT_SESSIONS,
		.parts = { { .tell = tell_lengths, .sql = lengths, .raw = lengths_raw } } },
	{ "n-grams of 1 to 3, with customers", STATS_GRAMS, .parts = { { .tell = tell_grams, .sql = grams } } },
	{ "variants", STATS_VARIANTS, .parts = { { .tell = tell_variants, .sql = variants } } },
	{ "standard map after a changed rule", STATS_MAP, .depth = DEPTH, .funnel = FUNNEL_WINDOW, .changed = true,
		.parts = { GAPS, REACH, DWELL, STEPS, FUNNEL } },
};
/* clang-format on */
const size_t n_questions = COUNT_OF(questions);

/* --- asking --------------------------------------------------------------------------------------- */

static bool run_script(struct scope *sc, struct duck *db, const char *script)
{
	struct str rest = str_of(script);

	while (rest.n) {
		struct str one = str_trim(str_cut(&rest, ';'));
		if (one.n && !duck_run(sc, db, str_c(sc, one), 0, NULL))
			return false;
	}
	return true;
}

bool sql_prepare(struct scope *sc, struct duck *db, const struct bench *b, bool changed)
{
	int64_t from_s = trail_seconds(b->trail->from_us), to_s = trail_seconds(b->trail->to_us);
	const char *touch = "kind";

	if (changed)
		touch = scope_printf(sc, "CASE kind WHEN %u THEN %u ELSE kind END", b->moved, b->moves_to);
	return run_script(sc, db,
		       scope_printf(sc, RULES, (long long)b->rules.silence_s, IDLE_S,
			       (long long)(to_s - from_s), b->rules.goal, b->steps[0], b->steps[1],
			       b->steps[2], b->steps[3], b->steps[4], touch, (long long)from_s)) &&
	       run_script(sc, db, LAYERS);
}

bool sql_lay(struct scope *sc, struct duck *db)
{
	return run_script(sc, db, LAY);
}

static bool ask_part(struct scope *sc, struct duck *db, const char *sql, size_t part, struct rows *out)
{
	struct duck_rows *rows = duck_ask(sc, db, sql, 0, NULL);

	if (!rows)
		return false;
	while (duck_next(rows)) {
		struct row row = { .v = { [WIDTH - 1] = (double)part } };
		for (size_t i = 0; i < duck_columns(rows) && i < WIDTH - 1; i++)
			row.v[i] = duck_number(rows, i);
		*LIST_ADD(sc, out) = row;
	}
	return duck_done(sc, rows);
}

bool sql_ask(struct scope *sc, struct duck *db, const struct question *q, bool laid, struct rows *out)
{
	for (size_t i = 0; i < PARTS && q->parts[i].tell; i++) {
		const struct part *part = &q->parts[i];
		if (!ask_part(sc, db, !laid && part->raw ? part->raw : part->sql, i, out))
			return false;
	}
	return true;
}
