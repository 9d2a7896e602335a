#include "trail/ways.h"

#include "laid.h"
#include "test.h"

/* The reference's variant with these names. */
static const struct slow_variant *variant_of(
	const struct slow_log *log, const struct slow_stats *want, const struct way_names *way)
{
	for (size_t v = 0; v < want->variants.n; v++) {
		const struct slow_unit *u = want->variants.at[v].like;
		bool same = u->events.n == way->n;
		for (size_t i = 0; same && i < way->n; i++)
			same = log->dictionary->event_code[u->events.at[i].is.kind] == way->codes[i];
		if (same)
			return &want->variants.at[v];
	}
	fail_msg("nobody went a way of these %zu names", way->n);
	return NULL;
}

static void each_variant_is_a_sequence_that_somebody_went(void **state)
{
	uint64_t seed = 130;

	(void)state;
	for (size_t i = random_logs(400); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = i % 10 ? random_log(&sc, &seed) : random_crowd(&sc, &seed);
		const struct trail *trail = i % 3 ? random_trail(&sc, &r->log) : laid_two(&sc, &r->log);
		const struct stats *s = stats_count(&sc, trail, &r->rules, &r->wish, &r->ask);
		const struct slow_stats *want =
			slow_stats(&sc, slow_walk(&sc, &r->log, &r->rules, &r->wish), &r->ask);
		size_t n = s->n_variants < WAYS_MOST ? s->n_variants : WAYS_MOST;
		struct walk_wish wish = r->wish;
		wish.workers = 1 + random_below(&seed, 3);
		struct way_names *ways =
			ways_of(&sc, trail, &r->rules, &wish, r->log.dictionary, s->variants, n);
		for (size_t v = 0; v < n; v++) {
			const struct slow_variant *like = variant_of(&r->log, want, &ways[v]);
			assert_int_equal(s->variants[v].count, like->count);
			assert_int_equal(s->variants[v].converted, like->converted);
		}
		scope_close(&sc);
	}
}

static void a_key_that_nobody_went_has_no_names(void **state)
{
	static const struct stats_variant nobody = { .key = { 1, 2 } };
	uint64_t seed = 131;
	struct scope sc = { 0 };
	struct random_log *r = random_log(&sc, &seed);
	struct way_names *ways =
		ways_of(&sc, random_trail(&sc, &r->log), &r->rules, &r->wish, r->log.dictionary, &nobody, 1);

	(void)state;
	assert_int_equal(ways[0].n, 0);
	assert_null(ways[0].codes);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_variant_is_a_sequence_that_somebody_went),
		cmocka_unit_test(a_key_that_nobody_went_has_no_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
