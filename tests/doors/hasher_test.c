/* The gate is looked at by threads: tests/doors/hasher under the thread sanitizer. */
#include "doors/hasher.h"

#include <pthread.h>

#include "test.h"

static struct hasher *cheap(struct scope *sc, unsigned at_once, unsigned waiting)
{
	struct hasher *h = hasher_new(
		sc, &(struct hasher_wish){
			    .at_once = at_once, .waiting = waiting, .passes = 1, .memory = 1 << 20 });

	assert_non_null(h);
	return h;
}

static void a_hash_knows_its_password(void **state)
{
	struct scope sc = { 0 };
	struct hasher *h = cheap(&sc, 1, 1);
	struct str hash = hasher_make(&sc, h, STR("correct zebra battery"));
	struct str other = hasher_make(&sc, h, STR("correct zebra battery"));

	(void)state;
	assert_true(str_starts(hash, STR("$argon2id$v=19$m=1024,t=1,p=1$")));
	assert_false(str_equal(hash, other));
	assert_int_equal(hasher_check(&sc, h, hash, STR("correct zebra battery")), HASHER_RIGHT);
	assert_int_equal(hasher_check(&sc, h, other, STR("correct zebra battery")), HASHER_RIGHT);
	assert_int_equal(hasher_check(&sc, h, hash, STR("correct zebra batterz")), HASHER_WRONG);
	assert_int_equal(hasher_check(&sc, h, hash, STR("")), HASHER_WRONG);
	assert_int_equal(hasher_check(&sc, h, (struct str){ 0 }, STR("correct zebra battery")), HASHER_WRONG);
	assert_int_equal(hasher_check(&sc, h, STR("no hash at all"), STR("x")), HASHER_WRONG);
	assert_int_equal(hasher_counts(h).hashes, 8);
	hasher_close(h);
	scope_close(&sc);
}

static void what_was_made_with_less_is_weak(void **state)
{
	struct scope sc = { 0 };
	struct hasher *h = cheap(&sc, 1, 1);
	struct hasher *more = hasher_new(&sc, &(struct hasher_wish){ .passes = 2, .memory = 1 << 20 });
	struct hasher *larger = hasher_new(&sc, &(struct hasher_wish){ .passes = 1, .memory = 2 << 20 });
	struct str hash = hasher_make(&sc, h, STR("p")), strong = hasher_make(&sc, more, STR("p"));

	(void)state;
	assert_int_equal(hasher_check(&sc, more, hash, STR("p")), HASHER_WEAK);
	assert_int_equal(hasher_check(&sc, larger, hash, STR("p")), HASHER_WEAK);
	assert_int_equal(hasher_check(&sc, more, hash, STR("q")), HASHER_WRONG);
	assert_int_equal(
		hasher_check(&sc, h, strong, STR("p")), HASHER_RIGHT); /* more than asked for is enough */
	hasher_close(h);
	hasher_close(more);
	hasher_close(larger);
	scope_close(&sc);
}

static void what_is_asked_for_is_64_mib(void **state)
{
	struct scope sc = { 0 };
	struct hasher *h = hasher_new(&sc, &(struct hasher_wish){ 0 });
	struct str hash = hasher_make(&sc, h, STR("correct zebra battery"));

	(void)state;
	assert_true(str_starts(hash, STR("$argon2id$v=19$m=65536,t=3,p=1$")));
	assert_int_equal(hasher_check(&sc, h, hash, STR("correct zebra battery")), HASHER_RIGHT);
	hasher_close(h);
	scope_close(&sc);
}

static void no_memory_is_no_wrong_password(void **state)
{
	struct scope sc = { 0 };
	/* more than Argon2 can address: refused before anything is asked of the machine */
	struct hasher *h = hasher_new(&sc, &(struct hasher_wish){ .passes = 1, .memory = SIZE_MAX / 2 });

	(void)state;
	assert_null(hasher_make(&sc, h, STR("p")).p);
	assert_fault(&sc, FAULT_LIMIT, "there is no memory for a password's hash");
	scope_forgive(&sc);
	assert_int_equal(hasher_check(&sc, h, (struct str){ 0 }, STR("p")), HASHER_FAILED);
	assert_fault(&sc, FAULT_LIMIT, "there is no memory");
	hasher_close(h);
	scope_close(&sc);
}

enum { THREADS = 24, ROUNDS = 10 };

struct crowd {
	struct hasher *hasher;
	struct str hash;
	pthread_mutex_t lock;
	unsigned right, refused;
};

static void *one(void *to)
{
	struct crowd *crowd = to;

	for (size_t i = 0; i < ROUNDS; i++) {
		struct scope sc = { 0 };
		enum hasher_found found = hasher_check(&sc, crowd->hasher, crowd->hash, STR("p"));
		pthread_mutex_lock(&crowd->lock);
		crowd->right += found == HASHER_RIGHT;
		crowd->refused += found == HASHER_FAILED && sc.fault == FAULT_LIMIT &&
				  strstr(sc.why, "too many people sign in at this moment") != NULL;
		pthread_mutex_unlock(&crowd->lock);
		scope_close(&sc);
	}
	return NULL;
}

static struct hasher_counts run_crowd(unsigned at_once, unsigned waiting, struct crowd *crowd)
{
	struct scope sc = { 0 };
	pthread_t threads[THREADS];

	*crowd = (struct crowd){ .hasher = cheap(&sc, at_once, waiting), .lock = PTHREAD_MUTEX_INITIALIZER };
	crowd->hash = hasher_make(&sc, crowd->hasher, STR("p"));
	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, one, crowd), 0);
	for (size_t i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	struct hasher_counts counts = hasher_counts(crowd->hasher);
	hasher_close(crowd->hasher);
	scope_close(&sc);
	return counts;
}

static void so_many_at_once_and_no_more(void **state)
{
	struct crowd crowd;
	struct hasher_counts counts = run_crowd(3, THREADS, &crowd);

	(void)state;
	assert_int_equal(crowd.right, THREADS * ROUNDS);
	assert_int_equal(counts.hashes, THREADS * ROUNDS + 1);
	assert_int_equal(counts.refused, 0);
	assert_true(counts.at_once_most <= 3);
}

static void too_many_waiting_are_refused(void **state)
{
	struct crowd crowd;
	struct hasher_counts counts = run_crowd(1, 2, &crowd);

	(void)state;
	assert_true(crowd.refused > 0);
	assert_int_equal(crowd.right + crowd.refused, THREADS * ROUNDS);
	assert_int_equal(counts.refused, crowd.refused);
	assert_int_equal(counts.hashes, crowd.right + 1);
	assert_int_equal(counts.at_once_most, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hash_knows_its_password),
		cmocka_unit_test(what_was_made_with_less_is_weak),
		cmocka_unit_test(what_is_asked_for_is_64_mib),
		cmocka_unit_test(no_memory_is_no_wrong_password),
		cmocka_unit_test(so_many_at_once_and_no_more),
		cmocka_unit_test(too_many_waiting_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
