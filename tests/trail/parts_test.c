#include "trail/parts.h"

#include "laid.h"
#include "same.h"
#include "test.h"
#include "written.h"

/* A log in two deliveries: what the main part was built of, and what came later. */
struct split {
	const struct random_log *r;
	LIST(struct trail_event) old, late;
	uint32_t old_kinds; /* of the dictionary when the main part was built */
	bool *again;        /* [customers] whose late events share a second with their old ones */
	struct image *main, *fresh, *delta;
	const struct trail *two, *one;
};

static bool clashes(const struct split *s, uint32_t customer)
{
	for (size_t i = 0; i < s->old.n; i++)
		for (size_t k = 0; k < s->late.n; k++)
			if (s->old.at[i].customer == customer && s->late.at[k].customer == customer &&
				slow_seconds(s->old.at[i].time_us) == slow_seconds(s->late.at[k].time_us))
				return true;
	return false;
}

/* Late ones come anywhere in time; or mostly behind the old ones, as the days go by; kinds are mostly old ones. */
static void split_log(struct scope *sc, uint64_t *seed, struct split *s)
{
	const struct slow_log *log = &s->r->log;
	uint32_t share = random_below(seed, 101), new_customers = random_below(seed, 3);
	int64_t day_us = log->n ? log->at[random_below(seed, (uint32_t)log->n)].time_us : 0;
	bool days = random_chance(seed, 50);

	s->old_kinds = log->dictionary->n - random_below(seed, log->dictionary->n);
	for (size_t i = 0; i < log->n; i++) {
		const struct trail_event *e = &log->at[i];
		bool late = days ? e->time_us > day_us : random_chance(seed, share);
		if (late || e->kind >= s->old_kinds || e->customer + new_customers >= log->customers)
			*LIST_ADD(sc, &s->late) = *e;
		else
			*LIST_ADD(sc, &s->old) = *e;
	}
	s->again = NEW_ARRAY(sc, bool, log->customers + 1);
	for (uint32_t c = 0; c < log->customers; c++)
		s->again[c] = clashes(s, c);
}

/* All events of those who clash, and the late ones of the others. */
static struct image *fresh_of(struct scope *sc, const struct split *s)
{
	struct trail_event *at = NEW_ARRAY(sc, struct trail_event, s->r->log.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s->late.n; i++)
		at[n++] = s->late.at[i];
	for (size_t i = 0; i < s->old.n; i++)
		if (s->again[s->old.at[i].customer])
			at[n++] = s->old.at[i];
	return laid_fresh(sc, at, n, s->r->log.dictionary->n);
}

static uint64_t *find_clashes(struct scope *sc, const struct split *s)
{
	struct image *fresh = laid_fresh(sc, s->late.at, s->late.n, s->r->log.dictionary->n);
	uint64_t *bits = NEW_ARRAY(sc, uint64_t, fresh->part.rows / 64 + 1);
	uint32_t n = parts_clash(&s->main->part, &fresh->part, bits), found = 0;

	for (uint32_t row = 0; row < fresh->part.rows; row++) {
		bool clash = bits[row / 64] >> (row % 64) & 1;
		assert_int_equal(clash, s->again[fresh->part.code[row]]);
		found += clash;
	}
	assert_int_equal(found, n);
	return bits; /* the rows of the second reading are the same ones */
}

static struct split *split_new(struct scope *sc, uint64_t *seed, const struct random_log *r)
{
	struct split *s = NEW(sc, struct split);
	struct image_facts facts = laid_facts(r->log.at, r->log.n);
	bool any = false;

	s->r = r;
	split_log(sc, seed, s);
	s->main = laid_main(sc, NULL, s->old.at, s->old.n, &(struct laid_wish){ .kinds = s->old_kinds });
	uint64_t *whole = find_clashes(sc, s);
	s->fresh = fresh_of(sc, s);
	if (!s->old.n) /* an image of nothing knows no time */
		s->main->facts = s->fresh->facts;
	if (!s->late.n)
		s->fresh->facts = s->main->facts;
	for (uint32_t c = 0; c < r->log.customers; c++)
		any |= s->again[c];
	s->delta = parts_delta(sc, NULL, s->main, s->fresh, any || random_chance(seed, 50) ? whole : NULL);
	assert_non_null(s->delta);
	assert_true(image_seal(sc, s->delta, &facts));
	s->two = trail_of_images(sc, s->main, s->delta);
	s->one = random_trail(sc, &r->log);
	return s;
}

static struct random_log *log_of(struct scope *sc, uint64_t *seed, size_t i)
{
	struct random_log *r = i % 8 ? random_log(sc, seed) : random_crowd(sc, seed);

	while (!r->log.n)
		r = random_log(sc, seed);
	return r;
}

static void main_and_delta_have_everybodys_events(void **state)
{
	uint64_t seed = 100;

	(void)state;
	for (size_t i = random_logs(450); i > 0; i--) {
		struct scope sc = { 0 };
		struct split *s = split_new(&sc, &seed, log_of(&sc, &seed, i));
		uint32_t kinds = s->one->kinds;

		assert_int_equal(s->two->n_parts, 2);
		assert_int_equal(s->two->events, s->one->events);
		assert_int_equal(s->two->from_us, s->one->from_us);
		assert_int_equal(s->two->to_us, s->one->to_us);
		assert_int_equal(s->two->parts[1].base, s->old.n);
		for (uint32_t c = 0; c < s->r->log.customers; c++)
			same_history(trail_history(s->one, c), trail_history(s->two, c));
		assert_memory_equal(s->two->kind_events, s->one->kind_events, kinds * sizeof(uint64_t));
		assert_memory_equal(s->two->kind_newest, s->one->kind_newest, kinds * sizeof(int64_t));
		scope_close(&sc);
	}
}

static void main_and_delta_count_as_one(void **state)
{
	uint64_t seed = 101;

	(void)state;
	for (size_t i = random_logs(450); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = log_of(&sc, &seed, i);
		struct split *s = split_new(&sc, &seed, r);
		struct funnel_wish *wish = random_funnel(&sc, &seed, r);
		struct steps_wish anchors = random_steps(&seed, r);

		equal_stats(stats_count(&sc, s->two, &r->rules, &r->wish, &r->ask),
			stats_count(&sc, s->one, &r->rules, &r->wish, &r->ask));
		equal_funnels(funnel_count(&sc, s->two, &r->rules, &r->wish, wish, r->log.dictionary),
			funnel_count(&sc, s->one, &r->rules, &r->wish, wish, r->log.dictionary));
		equal_steps(steps_count(&sc, s->two, &r->rules, &r->wish, &anchors),
			steps_count(&sc, s->one, &r->rules, &r->wish, &anchors));
		scope_close(&sc);
	}
}

static void joined_they_are_what_is_built_of_all(void **state)
{
	uint64_t seed = 102;

	(void)state;
	for (size_t i = random_logs(450); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = log_of(&sc, &seed, i);
		struct split *s = split_new(&sc, &seed, r);
		struct image *all = laid_main(&sc, NULL, r->log.at, r->log.n,
			&(struct laid_wish){ .kinds = r->log.dictionary->n, .rows = s->two->customers });
		struct image *joined = parts_join(&sc, NULL, s->two);

		assert_non_null(joined);
		assert_true(image_seal(&sc, joined, &s->delta->facts));
		same_parts(&joined->part, &all->part);
		same_layout(&sc, joined, &r->log);
		assert_int_equal(joined->kinds, all->kinds);
		scope_close(&sc);
	}
}

static void a_main_part_alone_joins_to_itself(void **state)
{
	uint64_t seed = 103;

	(void)state;
	for (size_t i = random_logs(200); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = log_of(&sc, &seed, i);
		const struct trail *t = random_trail(&sc, &r->log);
		same_parts(&parts_join(&sc, NULL, t)->part, &t->parts[0]);
		scope_close(&sc);
	}
}

/* --- by hand --------------------------------------------------------------------------------------- */

static struct image *main_of(struct scope *sc, const char *const *texts, size_t n)
{
	struct written log = { 0 };

	for (uint32_t c = 0; c < n; c++)
		written_events(sc, &log, texts[c], c);
	return laid_main(sc, NULL, log.at, log.n, &(struct laid_wish){ 0 });
}

static void clashes_are_seconds_in_common(void **state)
{
	static const struct {
		const char *old, *new;
		bool clash;
	} rows[] = {
		{ "a@0 a@5", "b@6", false },
		{ "a@0 a@5", "b@5", true },
		{ "a@0 a@5.2", "b@5.9", true }, /* within the second: only microseconds can tell */
		{ "a@0 a@5.999", "b@6", false },
		{ "a@10 a@20", "b@5 b@15 b@25", false },
		{ "a@10 a@20", "b@5 b@10.5", true },
		{ "a@-0.5", "b@-0.999", true },
		{ "a@-0.5", "b@0", false },
		{ "", "b@0", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		const char *const old[] = { "c@0 c@5 c@6 c@10", rows[i].old };
		struct written late = { 0 };
		uint64_t bits[1] = { 0 };
		written_events(&sc, &late, rows[i].new, 1);
		struct image *main = main_of(&sc, old, 2), *fresh = laid_fresh(&sc, late.at, late.n, 3);
		assert_int_equal(parts_clash(&main->part, &fresh->part, bits), rows[i].clash);
		assert_int_equal(bits[0], rows[i].clash);
		scope_close(&sc);
	}
}

/* Somebody new, far behind; nobody is taken for somebody else. */
static void a_new_customer_stands_in_the_delta_alone(void **state)
{
	static const char *const old[] = { "a@0 b@1", "a@3", "b@4" };
	struct scope sc = { 0 };
	struct written late = { 0 };

	(void)state;
	written_events(&sc, &late, "c@9=1.5", 200);
	written_events(&sc, &late, "b@7", 1);
	struct image *main = main_of(&sc, old, 3), *fresh = laid_fresh(&sc, late.at, late.n, 3);
	struct image *delta = parts_delta(&sc, NULL, main, fresh, NULL);
	assert_non_null(delta);
	assert_true(image_seal(&sc, delta, &(struct image_facts){ .to_us = 9000000 }));
	const struct trail *t = trail_of_images(&sc, main, delta);
	static const struct {
		uint32_t customer, n, part;
	} rows[] = { { 0, 2, 0 }, { 1, 2, 1 }, { 2, 1, 0 }, { 3, 0, 0 }, { 64, 0, 0 }, { 199, 0, 0 },
		{ 200, 1, 1 } };
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct history h = trail_history(t, rows[i].customer);
		assert_int_equal(h.to - h.from, rows[i].n);
		assert_ptr_equal(h.part, &t->parts[rows[i].part]);
	}
	assert_int_equal(t->customers, 201);
	assert_int_equal(t->events, 6);
	assert_int_equal(t->kinds, 3);
	assert_int_equal(t->kind_events[2], 1);
	assert_int_equal(t->parts[1].n_ratings, 1);
	assert_int_equal(t->parts[1].ratings[0].customer, 200);
	assert_int_equal(t->parts[1].ratings[0].event, 2);
	scope_close(&sc);
}

/* Nobody was told to read the history again: what was there goes first, and nothing is lost. */
static void in_a_second_in_common_the_old_one_comes_first(void **state)
{
	static const char *const old[] = { "a@0 b@5" };
	static const uint32_t want[] = { 0, 1, 2, 2 };
	struct scope sc = { 0 };
	struct written late = { 0 };

	(void)state;
	written_events(&sc, &late, "c@5 c@5.1", 0);
	struct image *delta =
		parts_delta(&sc, NULL, main_of(&sc, old, 1), laid_fresh(&sc, late.at, late.n, 3), NULL);
	assert_non_null(delta);
	assert_int_equal(delta->part.events, COUNT_OF(want));
	for (uint64_t i = 0; i < COUNT_OF(want); i++)
		assert_int_equal(part_kind(&delta->part, i), want[i]);
	scope_close(&sc);
}

/* The first parts are files, as the store has them; what is made of them is one too. */
static void delta_and_joined_are_files_too(void **state)
{
	uint64_t seed = 104;

	(void)state;
	for (size_t i = 40; i > 0; i--) {
		struct scope sc = { 0 };
		struct split *s = split_new(&sc, &seed, log_of(&sc, &seed, i));
		const char *path = laid_path(&sc, "delta");
		uint64_t *whole = find_clashes(&sc, s);
		struct image *delta = parts_delta(&sc, path, s->main, s->fresh, whole);
		assert_non_null(delta);
		assert_true(image_seal(&sc, delta, &s->delta->facts));
		image_close(delta);
		delta = image_open(&sc, path);
		assert_non_null(delta);
		same_parts(&delta->part, &s->delta->part);
		assert_int_equal(delta->sum, s->delta->sum);
		image_close(delta);
		struct image *joined = parts_join(&sc, path, s->two);
		assert_non_null(joined);
		assert_true(image_seal(&sc, joined, &s->delta->facts));
		image_close(joined);
		joined = image_open(&sc, path);
		assert_non_null(joined);
		same_layout(&sc, joined, &s->r->log);
		image_close(joined);
		remove(path);
		scope_close(&sc);
	}
}

static void no_folder_is_an_error(void **state)
{
	static const char *const old[] = { "a@0" };
	struct scope sc = { 0 };
	struct image *main = main_of(&sc, old, 1), *fresh;
	struct written late = { 0 };

	(void)state;
	written_events(&sc, &late, "a@7", 0);
	fresh = laid_fresh(&sc, late.at, late.n, 1);
	assert_null(parts_delta(&sc, laid_path(&sc, "no/folder"), main, fresh, NULL));
	assert_fault(&sc, FAULT_IO, "cannot write");
	scope_forgive(&sc);
	assert_null(parts_join(&sc, laid_path(&sc, "no/folder"), trail_of_images(&sc, main, NULL)));
	assert_fault(&sc, FAULT_IO, "cannot write");
	scope_close(&sc);
}

static int sweep(void **state)
{
	(void)state;
	laid_sweep();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clashes_are_seconds_in_common),
		cmocka_unit_test(a_new_customer_stands_in_the_delta_alone),
		cmocka_unit_test(in_a_second_in_common_the_old_one_comes_first),
		cmocka_unit_test(main_and_delta_have_everybodys_events),
		cmocka_unit_test(main_and_delta_count_as_one),
		cmocka_unit_test(joined_they_are_what_is_built_of_all),
		cmocka_unit_test(a_main_part_alone_joins_to_itself),
		cmocka_unit_test(delta_and_joined_are_files_too),
		cmocka_unit_test(no_folder_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, sweep);
}
