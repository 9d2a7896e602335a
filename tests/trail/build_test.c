#include "trail/build.h"

#include "laid.h"
#include "same.h"
#include "test.h"

static void equal_to_the_log_on_random_logs(void **state)
{
	uint64_t seed = 20260320;

	(void)state;
	for (size_t i = random_logs(1500); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = i % 10 ? random_log(&sc, &seed) : random_crowd(&sc, &seed);
		struct laid_wish wish = { .kinds = r->log.dictionary->n };
		same_layout(&sc, laid_main(&sc, NULL, r->log.at, r->log.n, &wish), &r->log);
		scope_close(&sc);
	}
}

/* Memory is bounded by reading several times; the result is the same. */
static void several_ranges_are_one(void **state)
{
	uint64_t seed = 20260321;

	(void)state;
	for (size_t i = random_logs(300); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = i % 10 ? random_log(&sc, &seed) : random_crowd(&sc, &seed);
		struct laid_wish wish = { .kinds = r->log.dictionary->n,
			.passes = 2 + random_below(&seed, 6) };
		struct image *im = laid_main(&sc, NULL, r->log.at, r->log.n, &wish);
		same_layout(&sc, im, &r->log);
		wish.passes = 1;
		same_parts(&im->part, &laid_main(&sc, NULL, r->log.at, r->log.n, &wish)->part);
		scope_close(&sc);
	}
}

static void rows_of_their_own_have_codes(void **state)
{
	uint64_t seed = 20260322;

	(void)state;
	for (size_t i = random_logs(500); i > 0; i--) {
		struct scope sc = { 0 };
		struct random_log *r = i % 10 ? random_log(&sc, &seed) : random_crowd(&sc, &seed);
		struct slow_log some = { NEW_ARRAY(&sc, struct trail_event, r->log.n + 1), 0,
			r->log.customers, r->log.dictionary };
		for (size_t k = 0; k < r->log.n; k++)
			if (r->log.at[k].customer % 3 != 1)
				some.at[some.n++] = r->log.at[k];
		struct image *im = laid_fresh(&sc, some.at, some.n, r->log.dictionary->n);
		same_layout(&sc, im, &some);
		for (uint32_t row = 0; row < im->part.rows; row++)
			assert_true(im->part.code[row] % 3 != 1);
		scope_close(&sc);
	}
}

/* Whoever is not in the bitmap is passed over, as are those outside the range. */
static void others_are_passed_over(void **state)
{
	static const uint64_t bits[] = { 1ull << 3 | 1ull << 63, 1 };
	static const uint32_t rank[] = { 0, 2 };
	static const struct trail_event events[] = { { .customer = 3, .rating = NAN },
		{ .customer = 4, .rating = 1 }, { .customer = 64, .rating = NAN },
		{ .customer = 2, .rating = NAN }, { .customer = 63, .rating = 2 },
		{ .customer = 65, .rating = NAN } };
	struct scope sc = { 0 };
	struct image_plan plan = { .rows = 3, .kinds = 1, .events = 3, .ratings = 1, .coded = true };
	struct image *im = image_new(&sc, NULL, &plan);
	struct trail_builder *b = trail_builder_open(im, &(struct trail_rows){ bits, rank });

	(void)state;
	for (uint32_t row = 0; row < 3; row++) {
		trail_builder_range(b, row, row + 1);
		for (size_t i = 0; i < COUNT_OF(events); i++)
			trail_builder_add(b, &events[i]);
		assert_true(trail_builder_flush(&sc, b, 1));
	}
	trail_builder_close(b);
	for (uint64_t row = 0; row <= 3; row++)
		assert_int_equal(im->part.first[row], row);
	assert_int_equal(im->part.n_ratings, 1);
	assert_int_equal(im->part.ratings[0].customer, 63);
	assert_int_equal(im->part.ratings[0].event, 1);
	assert_int_equal(im->kind_events[0], 3);
	scope_close(&sc);
}

/* What does not fit the plan is refused before anything is written past the columns. */
static void other_numbers_than_planned_are_refused(void **state)
{
	static const struct {
		uint64_t events, ratings, values; /* in the plan, of two events, two ratings, two values */
		bool ok;
	} rows[] = { { 2, 2, 2, true }, { 1, 2, 2, false }, { 3, 2, 2, false }, { 2, 1, 2, false },
		{ 2, 2, 1, false }, { 2, 3, 3, true }, { 0, 0, 0, false } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scope sc = { 0 };
		struct image_plan plan = { .rows = 2,
			.kinds = 1,
			.events = rows[i].events,
			.ratings = rows[i].ratings,
			.values = rows[i].values };
		struct image *im = image_new(&sc, NULL, &plan);
		struct trail_builder *b = trail_builder_open(im, NULL);
		trail_builder_range(b, 0, 2);
		for (uint32_t c = 0; c < 2; c++)
			trail_builder_add(
				b, &(struct trail_event){
					   .customer = c, .rating = 1, .nps = -1, .has_value = true });
		assert_int_equal(trail_builder_flush(&sc, b, 1), rows[i].ok);
		if (!rows[i].ok)
			assert_fault(&sc, FAULT_IO, "the evidence changed");
		trail_builder_close(b);
		scope_close(&sc);
	}
}

/* More customers than one bucket holds (4096), in the order of their files; each a few events, mostly sorted. */
static struct trail_event *many(struct scope *sc, uint64_t *seed, size_t customers, size_t n)
{
	struct trail_event *at = NEW_ARRAY(sc, struct trail_event, n);

	for (size_t i = 0; i < n; i++) {
		at[i] = (struct trail_event){ .customer = random_below(seed, (uint32_t)customers),
			.kind = random_below(seed, 9),
			.time_us = (int64_t)(i + random_below(seed, 50)) * 500000,
			.order = i,
			.rating = random_chance(seed, 3) ? 1 : NAN,
			.nps = -1,
			.has_value = random_chance(seed, 3),
			.value_minor = (int64_t)i };
	}
	return at;
}

/* Each event is where its customer's are, after the one before it. */
static void is_in_order(const struct image *im, const struct trail_event *at, size_t n)
{
	const struct trail_part *p = &im->part;
	struct scope sc = { 0 };
	uint64_t *seconds = NEW_ARRAY(&sc, uint64_t, p->rows + 1),
		 *count = NEW_ARRAY(&sc, uint64_t, p->rows + 1);

	for (size_t i = 0; i < n; i++) {
		count[at[i].customer]++;
		seconds[at[i].customer] += (uint64_t)slow_seconds(at[i].time_us) * (at[i].kind + 1);
	}
	for (uint32_t row = 0; row < p->rows; row++) {
		assert_int_equal(p->first[row + 1] - p->first[row], count[row]);
		for (uint64_t i = p->first[row]; i < p->first[row + 1]; i++) {
			assert_true(i == p->first[row] || part_second(p, i - 1) <= part_second(p, i));
			seconds[row] -= (uint64_t)part_second(p, i) * (part_kind(p, i) + 1);
		}
		assert_int_equal(seconds[row], 0);
	}
	scope_close(&sc);
}

/* Fewer buckets than hands, as many, and more: each is written, whoever does it. */
static void however_many_write_the_trail_is_the_same(void **state)
{
	static const size_t customers[] = { 10, 4096, 4097, 12000, 40000 };
	static const unsigned workers[] = { 1, 2, 7, 16 };
	uint64_t seed = 20260323;

	(void)state;
	for (size_t c = 0; c < COUNT_OF(customers); c++) {
		struct scope sc = { 0 };
		size_t n = customers[c] * 3 / 2;
		struct trail_event *at = many(&sc, &seed, customers[c], n);
		struct image *one = laid_main(&sc, NULL, at, n, &(struct laid_wish){ .workers = 1 });
		is_in_order(one, at, n);
		for (size_t w = 1; w < COUNT_OF(workers); w++) {
			struct laid_wish wish = { .workers = workers[w], .passes = w };
			same_parts(&one->part, &laid_main(&sc, NULL, at, n, &wish)->part);
		}
		scope_close(&sc);
	}
}

/* Longer than what is sorted by insertion, and backwards. */
static void a_long_history_that_comes_backwards_is_sorted(void **state)
{
	enum { N = 30000 };
	struct scope sc = { 0 };
	struct trail_event *at = NEW_ARRAY(&sc, struct trail_event, N);

	(void)state;
	for (size_t i = 0; i < N; i++)
		at[i] = (struct trail_event){ .kind = (uint32_t)((N - i) % 251),
			.time_us = (int64_t)(N - i) / 3 * 1000000,
			.order = N - i,
			.rating = i % 1000 ? NAN : (float)(i % 5) - 2,
			.nps = -1 };
	const struct trail_part *p = &trail_of_events(&sc, at, N)->parts[0];
	for (uint64_t i = 0; i < N; i++) {
		assert_int_equal(part_kind(p, i), (i + 1) % 251);
		assert_int_equal(part_second(p, i), (i + 1) / 3);
	}
	assert_int_equal(p->n_ratings, N / 1000);
	for (size_t i = 0; i < p->n_ratings; i++)
		assert_int_equal(p->ratings[i].event, 999 + 1000 * i);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_to_the_log_on_random_logs),
		cmocka_unit_test(several_ranges_are_one),
		cmocka_unit_test(rows_of_their_own_have_codes),
		cmocka_unit_test(others_are_passed_over),
		cmocka_unit_test(other_numbers_than_planned_are_refused),
		cmocka_unit_test(however_many_write_the_trail_is_the_same),
		cmocka_unit_test(a_long_history_that_comes_backwards_is_sorted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
