#include "trail/table.h"

#include <string.h>

#include "random_log.h"
#include "same.h"
#include "test.h"
#include "written.h"

/* --- what was not asked for is not there ------------------------------------------------------------ */

static void blank_transitions(struct scope *sc, struct stats *s, unsigned tables)
{
	for (size_t i = 0; i < (size_t)(s->n + 1) * (s->n + 1); i++) {
		uint64_t count = s->transitions[i] ? s->transitions[i]->count : 0;
		if (tables & STATS_GAPS)
			continue;
		s->transitions[i] = NULL;
		if (!count || !(tables & STATS_MOVES))
			continue;
		s->transitions[i] = NEW(sc, struct stats_transition);
		s->transitions[i]->count = count;
		s->transitions[i]->gap.bits = HIST_COARSE;
	}
}

static void blank_touchpoints(struct stats *s, unsigned tables)
{
	for (uint32_t t = 0; t <= s->n; t++) {
		struct stats_touchpoint was = s->at[t], *at = &s->at[t];
		if (!(tables & STATS_TOUCHPOINTS))
			*at = (struct stats_touchpoint){ 0 };
		at->dwell = tables & STATS_DWELL ? was.dwell : (struct hist){ .bits = HIST_FINE };
		at->time_on = tables & STATS_DWELL ? was.time_on : (struct hist){ .bits = HIST_FINE };
		at->ratings = tables & STATS_RATINGS ? was.ratings : (struct stats_ratings){ 0 };
	}
}

static void blank_order(struct stats *s)
{
	s->first_before = s->together = NULL;
	memset(s->place, 0, (s->n + 1) * sizeof *s->place);
}

/* All tables, without those that were not asked for. */
static void blank(struct scope *sc, struct stats *s, unsigned tables)
{
	static const struct hist nothing = { .bits = HIST_FINE };

	blank_transitions(sc, s, tables);
	blank_touchpoints(s, tables);
	if (!(tables & STATS_STATES)) {
		s->converted = s->left = s->open = s->answered = 0;
		s->settled = s->settled_converted = s->settled_left = s->cases = 0;
		s->from_s = s->to_s = 0;
	}
	if (!(tables & STATS_ORDER))
		blank_order(s);
	if (!(tables & STATS_KINDS))
		memset(s->kind_events, 0, s->kinds * sizeof *s->kind_events);
	if (!(tables & STATS_VARIANTS))
		s->n_variants = 0;
	if (!(tables & STATS_GRAMS))
		s->n_grams = 0;
	if (!(tables & STATS_LENGTH))
		s->length = nothing;
	if (!(tables & STATS_TIMES))
		s->span = s->to_goal = nothing;
	if (!(tables & STATS_STYLES))
		s->styles = (struct stats_styles){ 0 };
}

static void what_is_asked_for_is_counted_and_nothing_else(void **state)
{
	uint64_t seed = 140;

	(void)state;
	for (size_t i = random_logs(500); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = random_log(&sc, &seed);
		const struct trail *trail = random_trail(&sc, &r->log);
		struct stats *all = stats_count(&sc, trail, &r->rules, &r->wish, &r->ask);
		struct stats_ask some = r->ask;

		some.tables = i < 20 ? 1u << (i % 13) : (unsigned)(test_random(&seed) & STATS_ALL);
		if (i == 20)
			some.tables = 0;
		blank(&sc, all, some.tables);
		equal_stats(stats_count(&sc, trail, &r->rules, &r->wish, &some), all);
		scope_close(&sc);
	}
}

/* --- by hand ----------------------------------------------------------------------------------------- */

enum { A, B, C, POINTS };

/* The kinds a, b and c are touchpoints; d is unsorted, e is another kind at a with the event's name a.  Silence limit
 * 1000 s, idle limit 60 s; the goal is c. */
static struct stats *by_hand(
	struct scope *sc, const char *const *customers, size_t n, const uint8_t marks[5], unsigned gram)
{
	static const struct str names[] = { { "a", 1 }, { "b", 1 }, { "c", 1 }, { "d", 1 } };
	static const struct kind kinds[] = { { .event = { "a", 1 } }, { .event = { "b", 1 } },
		{ .event = { "c", 1 } }, { .event = { "d", 1 } }, { .event = { "a", 1 } } };
	static const uint32_t codes[] = { 0, 1, 2, 3, 0 }, first[] = { 0, 1, 2, 3, 3, 4 };
	static const struct candidate candidates[] = { { A, WHEN_ALWAYS, 0, 0 }, { B, WHEN_ALWAYS, 0, 0 },
		{ C, WHEN_ALWAYS, 0, 0 }, { A, WHEN_ALWAYS, 0, 0 } };
	static const struct matching matching = { 5, first, candidates };
	static const struct dictionary dictionary = { kinds, 5, codes, names, 4 };
	struct walk_rules rules = { .matching = &matching,
		.touchpoints = POINTS,
		.goal = C,
		.silence_s = 1000,
		.idle_s = 60,
		.now_us = INT64_C(90000000000) };
	struct stats_ask ask = { STATS_ALL, &dictionary, POINTS, gram, marks };
	struct written log = { 0 };

	for (uint32_t c = 0; c < n; c++)
		written_events(sc, &log, customers[c], c);
	return stats_count(sc, trail_of_events(sc, log.at, log.n), &rules, &(struct walk_wish){ 0 }, &ask);
}

static const uint8_t no_marks[5];

static void runs_of_names_in_their_order(void **state)
{
	static const char *const log[] = { "a@0 b@1 e@2 b@3", "b@0 a@1", "a@0 b@2000" };
	static const struct stats_gram want[] = {
		{ { 0 }, 1, 4, 3 },
		{ { 1 }, 1, 4, 3 },
		{ { 0, 1 }, 2, 2, 1 }, /* not across two journeys */
		{ { 1, 0 }, 2, 2, 2 },
		{ { 0, 1, 0 }, 3, 1, 1 },
		{ { 1, 0, 1 }, 3, 1, 1 },
		{ { 0, 1, 0, 1 }, 4, 1, 1 },
	};
	static const size_t up_to[] = { 0, 2, 4, 6, 7 };

	(void)state;
	for (unsigned gram = 1; gram <= STATS_GRAM; gram++) {
		struct scope sc = { 0 };
		struct stats *s = by_hand(&sc, log, COUNT_OF(log), no_marks, gram);
		assert_int_equal(s->n_grams, up_to[gram]);
		for (size_t i = 0; i < s->n_grams; i++) {
			assert_int_equal(s->grams[i].n, want[i].n);
			assert_memory_equal(s->grams[i].names, want[i].names, sizeof want[i].names);
			assert_int_equal(s->grams[i].count, want[i].count);
			assert_int_equal(s->grams[i].customers, want[i].customers);
		}
		scope_close(&sc);
	}
}

/* More of them than the first table holds: 27 names in runs of four. */
static void a_table_of_runs_grows(void **state)
{
	uint64_t seed = 141;
	struct scope sc = { 0 };
	struct random_log *r = random_crowd(&sc, &seed);
	enum { N = 6000 };
	struct trail_event *at = NEW_ARRAY(&sc, struct trail_event, N);
	uint64_t count = 0;

	(void)state;
	while (r->log.dictionary->n < 60)
		r = random_crowd(&sc, &seed);
	for (size_t i = 0; i < N; i++)
		at[i] = (struct trail_event){
			.kind = random_below(&seed, r->log.dictionary->n), .order = i, .rating = NAN
		};
	r->ask.gram = 4;
	r->ask.tables = STATS_GRAMS;
	r->wish = (struct walk_wish){ .unit = UNIT_CUSTOMERS };
	struct stats *s = stats_count(&sc, trail_of_events(&sc, at, N), &r->rules, &r->wish, &r->ask);
	assert_true(s->n_grams > 10000);
	for (size_t i = 0; i < s->n_grams; i++) {
		count += s->grams[i].count;
		assert_int_equal(s->grams[i].customers, 1);
	}
	assert_int_equal(count, N + N - 1 + N - 2 + N - 3);
	scope_close(&sc);
}

static void names_tell_variants_apart_not_kinds(void **state)
{
	static const char *const log[] = { "a@0 b@1", "e@0 b@1", "a@0 a@1 b@2", "b@0 a@1", "a@0 b@1 c@2",
		"e@0 b@9 c@20" };
	struct scope sc = { 0 };
	struct stats *s = by_hand(&sc, log, COUNT_OF(log), no_marks, 1);
	uint64_t counts[4] = { 0 }, converted = 0;

	(void)state;
	assert_int_equal(s->n_variants, 4);
	for (size_t v = 0; v < s->n_variants; v++) {
		counts[s->variants[v].count]++;
		converted += s->variants[v].converted;
		assert_int_equal(s->variants[v].key[1] & 1, 0);
		assert_true(v == 0 || s->variants[v - 1].key[0] <= s->variants[v].key[0]);
	}
	assert_int_equal(counts[2], 2);
	assert_int_equal(counts[1], 2);
	assert_int_equal(converted, 2);
	scope_close(&sc);
}

static void how_many_and_how_long(void **state)
{
	static const char *const log[] = { "a@0 b@10 c@25 c@30 a@100", "b@5.9 a@7.1", "c@3" };
	struct scope sc = { 0 };
	struct stats *s = by_hand(&sc, log, COUNT_OF(log), no_marks, 1);

	(void)state;
	assert_int_equal(s->length.n, 3);
	assert_near(hist_rank(&s->length, 1), 1, 0);
	assert_near(hist_rank(&s->length, 2), 2, 0);
	assert_near(hist_rank(&s->length, 3), 5, 0);
	assert_int_equal(s->span.n, 3);
	assert_near(hist_rank(&s->span, 1), 0, 0);
	assert_near(hist_rank(&s->span, 2), 2, 0); /* floored ends: 5 and 7 */
	assert_near(hist_rank(&s->span, 3), 100, 0);
	assert_int_equal(s->to_goal.n, 2); /* only where it was reached, and its first event */
	assert_near(hist_rank(&s->to_goal, 1), 0, 0);
	assert_near(hist_rank(&s->to_goal, 2), 25, 0);
	scope_close(&sc);
}

/* Longer units than have a counter each. */
static void a_very_long_one_has_a_bin(void **state)
{
	static const size_t lengths[] = { 255, 256, 1023, 5000 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lengths); i++) {
		struct scope sc = { 0 };
		char *text = NEW_ARRAY(&sc, char, lengths[i] * 4 + 1);
		const char *const log[] = { text };
		for (size_t k = 0; k < lengths[i]; k++)
			memcpy(text + 4 * k, "a@0 ", 4);
		text[4 * lengths[i] - 1] = 0;
		struct stats *s = by_hand(&sc, log, 1, no_marks, 1);
		assert_near(hist_rank(&s->length, 1), (double)lengths[i], (double)lengths[i] / 1024);
		scope_close(&sc);
	}
}

static void there_and_back(void **state)
{
	static const char *const log[] = { "a@0 b@1 b@2 a@3 b@4 c@5 a@6", "b@0 a@2000 b@2001" };
	struct scope sc = { 0 };
	struct stats *s = by_hand(&sc, log, COUNT_OF(log), no_marks, 1);

	(void)state;
	assert_int_equal(s->at[A].returns, 2);
	assert_int_equal(s->at[A].backs, 1); /* the other return had two visits between */
	assert_int_equal(s->at[B].returns, 1);
	assert_int_equal(s->at[B].backs, 1); /* and none across two journeys */
	assert_int_equal(s->at[C].backs, 0);
	scope_close(&sc);
}

/* The kinds' marks: b is a search, c a rage click, d a form. */
static void each_style_once(void **state)
{
	static const uint8_t marks[] = { 0, STYLE_MARK_SEARCH, STYLE_MARK_STUCK, STYLE_MARK_FORM, 0 };
	static const struct {
		const char *events;
		enum style style;
		uint64_t returns, quick;
	} rows[] = {
		{ "a@0 d@11 d@12", STYLE_DIRECT, 0, 0 },
		{ "a@0 d@10", STYLE_OTHER, 0, 1 },      /* left again within ten seconds */
		{ "a@0.9 d@11.1", STYLE_DIRECT, 0, 0 }, /* floored: 0 and 11 */
		{ "a@0", STYLE_DIRECT, 0, 0 },          /* nothing follows that it was left for */
		{ "a@0 d@20 a@40", STYLE_OTHER, 1, 0 }, /* a third is not more than a third */
		{ "a@0 d@20 a@40 d@60", STYLE_WANDERING, 2, 0 },
		{ "a@0 d@20 a@40 d@60 b@80", STYLE_SEARCHING, 2, 0 },
		{ "a@0 b@20 c@40", STYLE_STUCK, 0, 0 },     /* stuck before searching */
		{ "d@0 d@1 d@2", STYLE_STUCK, 0, 0 },       /* three times the same form */
		{ "d@0 d@1 a@20 d@40", STYLE_OTHER, 1, 0 }, /* not running */
		{ "a@0 a@1 a@2", STYLE_DIRECT, 0, 0 },      /* no form */
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		const char *const log[] = { rows[i].events };
		struct stats *s = by_hand(&sc, log, 1, marks, 1);
		for (int style = 0; style < STYLES; style++)
			if (s->styles.units[style] != (style == (int)rows[i].style))
				fail_msg("row %zu: %s %d", i, style_name((enum style)style),
					(int)s->styles.units[style]);
		assert_int_equal(s->styles.returns, rows[i].returns);
		assert_int_equal(s->styles.quick, rows[i].quick);
		assert_int_equal(s->styles.left_quickly, rows[i].quick > 0);
		scope_close(&sc);
	}
}

static void styles_have_names(void **state)
{
	static const char *const names[STYLES] = { "stuck", "searching", "wandering", "direct", "other" };

	(void)state;
	for (int style = 0; style < STYLES; style++)
		assert_string_equal(style_name((enum style)style), names[style]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_asked_for_is_counted_and_nothing_else),
		cmocka_unit_test(runs_of_names_in_their_order),
		cmocka_unit_test(a_table_of_runs_grows),
		cmocka_unit_test(names_tell_variants_apart_not_kinds),
		cmocka_unit_test(how_many_and_how_long),
		cmocka_unit_test(a_very_long_one_has_a_bin),
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(each_style_once),
		cmocka_unit_test(styles_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
