/* Timing is looked at as what it comes from: how many hashes are made, whoever it is that asks. */
#include "folder.h"

#include <pthread.h>

#include "kit.h"

static const char REFUSAL[] = "the e-mail or the password is wrong";

static uint64_t hashes(struct kit *k)
{
	return hasher_counts(k->doors->shared.hasher).hashes;
}

static void who_knows_the_password_comes_in(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct sign_in_done done;

	(void)state;
	k.now_us += KIT_SECOND_US;
	kit_ok(&k, kit_try(&k, " EWA@X.test ", KIT_PASSWORD, NULL, &done));
	assert_int_equal(done.user, ewa);
	assert_false(done.needs_code);
	assert_int_equal(user_at(&k.sc, k.doors, ewa)->seen_us, k.now_us);
	kit_ok(&k,
		kit_try(&k, "ewa@x.test", KIT_PASSWORD, "123456", &done)); /* a code that nobody asked for */
	assert_int_equal(kit_audit(&k, "session.begin"), 2);
	kit_close(&k);
}

/* Unknown, disabled, invited, wrong: the same words, and the same one hash. */
static void who_does_not_is_refused_alike(void **state)
{
	static const char *const emails[] = { "ewa@x.test", "nobody@x.test", "disabled@x.test",
		"invited@x.test", "", "no address", "\xff\xfe", "ewa@x.test' OR 1=1 --" };
	struct kit k = kit_open();
	struct sign_in_done done;
	int64_t id;

	(void)state;
	kit_user(&k, "ewa@x.test", RANK_VIEWER);
	id = kit_user(&k, "disabled@x.test", RANK_VIEWER);
	kit_ok(&k, user_set_disabled(&k.sc, k.doors, &k.system, id, true, k.now_us));
	kit_ok(&k, user_add(&k.sc, k.doors, &k.system, &(struct user_wish){ .email = STR("invited@x.test") },
			   k.now_us, &id));
	for (size_t i = 0; i < COUNT_OF(emails); i++) {
		const char *password = i == 0 ? "wrong zebra battery" : KIT_PASSWORD;
		uint64_t before = hashes(&k);
		size_t noted = kit_audit(&k, "session.refused");
		kit_refused(&k, kit_try(&k, emails[i], password, NULL, &done), FAULT_DENIED, REFUSAL);
		assert_int_equal(hashes(&k) - before, 1);
		assert_int_equal(kit_audit(&k, "session.refused") - noted, 1);
		assert_string_equal(done.cookie, "");
		assert_false(done.needs_code);
	}
	kit_close(&k);
}

static void a_weak_hash_is_made_anew(void **state)
{
	struct folder f = folder_open();
	struct kit k = kit_open_at(folder_path(&f, "wend.db"));
	struct sign_in_done done;

	(void)state;
	kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct hasher *stronger = hasher_new(&k.sc, &(struct hasher_wish){ .passes = 2, .memory = 16384 });
	struct hasher *old = k.doors->shared.hasher;
	k.doors->shared.hasher = stronger;
	kit_ok(&k, kit_try(&k, "ewa@x.test", KIT_PASSWORD, NULL, &done));
	assert_int_equal(hasher_counts(stronger).hashes, 2);
	kit_ok(&k, kit_try(&k, "ewa@x.test", KIT_PASSWORD, NULL, &done));
	assert_int_equal(hasher_counts(stronger).hashes, 3); /* it is strong now */
	kit_refused(&k, kit_try(&k, "ewa@x.test", "wrong zebra battery", NULL, &done), FAULT_DENIED, REFUSAL);
	hasher_close(old);
	kit_close(&k);
	folder_close(&f);
}

static void guesses_are_held_up(void **state)
{
	struct kit k = kit_open();
	struct sign_in_done done;
	char password[40];
	size_t heard = 0;

	(void)state;
	kit_user(&k, "ewa@x.test", RANK_VIEWER);
	for (int i = 0; i < 3600; i++) {
		k.now_us += KIT_SECOND_US;
		snprintf(password, sizeof password, "guess number %d", i);
		assert_false(kit_try(&k, "ewa@x.test", password, NULL, &done));
		heard += k.sc.fault == FAULT_DENIED;
		if (k.sc.fault == FAULT_LIMIT) {
			assert_fault(&k.sc, FAULT_LIMIT, "too many tries that failed: wait");
			assert_true(done.retry_s > 0 && done.retry_s <= 60);
		}
		scope_forgive(&k.sc);
	}
	if (heard < 50 || heard > 80)
		fail_msg("%zu guesses in an hour", heard);
	assert_int_equal(hashes(&k), heard + 1);
	/* the right one is held up as well, for a minute at most */
	k.now_us += 60 * KIT_SECOND_US;
	kit_ok(&k, kit_try(&k, "ewa@x.test", KIT_PASSWORD, NULL, &done));
	kit_close(&k);
}

/* From as many addresses, to as many accounts as there may be: the audit log does not fill the disk. */
static void refusals_are_noted_up_to_a_number(void **state)
{
	struct kit k = kit_open();
	struct sign_in_done done;
	char email[40], address[40];
	struct audit_filter filter = { .action = STR("session.refused"), .most = 500 };
	struct audit_page page;
	size_t noted = 0;

	(void)state;
	for (unsigned i = 0; i < 1300; i++) {
		if (i % 100 == 0) /* what is written between them makes no room for more */
			kit_ok(&k, audit_add(&k.sc, k.doors->db, &k.system,
					   &(struct audit_entry){ .action = AUDIT_SETTING }, k.now_us));
		snprintf(email, sizeof email, "u%u@x.test", i);
		snprintf(address, sizeof address, "10.%u.%u.1", i / 250, i % 250);
		assert_false(sign_in(&k.sc, k.doors,
			&(struct sign_in_try){ str_of(email), STR(KIT_PASSWORD), { 0 }, str_of(address) },
			k.now_us, &done));
		assert_fault(&k.sc, FAULT_DENIED, REFUSAL);
		scope_forgive(&k.sc);
	}
	do {
		kit_ok(&k, audit_list(&k.sc, k.doors->db, &k.system, &filter, &page));
		noted += page.n;
		filter.before = page.next;
	} while (page.next);
	assert_int_equal(noted, 1000);
	k.now_us += 3601 * KIT_SECOND_US;
	kit_refused(&k, kit_try(&k, "later@x.test", KIT_PASSWORD, NULL, &done), FAULT_DENIED, REFUSAL);
	filter = (struct audit_filter){ .action = STR("session.refused"), .most = 1 };
	kit_ok(&k, audit_list(&k.sc, k.doors->db, &k.system, &filter, &page));
	assert_int_equal(page.rows[0].when_us, k.now_us);
	kit_close(&k);
}

static void what_is_no_password_is_refused_before_all(void **state)
{
	struct kit k = kit_open();
	struct sign_in_done done;
	static char longest[PASSWORD_MOST + 2];

	(void)state;
	memset(longest, 'x', PASSWORD_MOST + 1);
	kit_refused(
		&k, kit_try(&k, "ewa@x.test", longest, NULL, &done), FAULT_INVALID, "longer than 1024 bytes");
	kit_refused(&k, kit_try(&k, "ewa@x.test", "\xff", NULL, &done), FAULT_INVALID, "no UTF-8 text");
	assert_int_equal(hashes(&k), 0);
	kit_close(&k);
}

/* --- several connections at once, as the server has them -------------------------------------------- */

enum { THREADS = 8, ROUNDS = 12 };

struct crowd {
	const char *path;
	struct doors_shared shared;
	unsigned in[THREADS];
};

struct person {
	struct crowd *crowd;
	unsigned i;
};

static void *come_and_go(void *to)
{
	struct person *p = to;
	struct scope sc = { 0 };
	struct doors *doors = doors_open(&sc, p->crowd->path, p->crowd->shared);
	char email[20], address[20];

	snprintf(email, sizeof email, "u%u@x.test", p->i % 4);
	snprintf(address, sizeof address, "10.0.0.%u", p->i);
	for (unsigned i = 0; doors && i < ROUNDS; i++) {
		struct sign_in_try attempt = { str_of(email), STR(KIT_PASSWORD), { 0 }, str_of(address) };
		struct sign_in_done done;
		struct visitor v;
		p->crowd->in[p->i] += sign_in(&sc, doors, &attempt, KIT_NOW_US + i, &done) &&
				      session_open(&sc, doors, str_of(done.cookie), attempt.address,
					      KIT_NOW_US + i + 2 * SESSION_NOTE_US, &v) &&
				      session_end(&sc, doors, str_of(done.cookie), KIT_NOW_US + i);
	}
	doors_close(doors);
	scope_close(&sc);
	return NULL;
}

static void many_sign_in_at_once(void **state)
{
	struct folder f = folder_open();
	const char *path = folder_path(&f, "wend.db");
	struct kit k = kit_open_at(path);
	struct crowd crowd = { .path = path, .shared = k.doors->shared };
	struct person people[THREADS];
	pthread_t threads[THREADS];
	char email[20];

	(void)state;
	for (unsigned i = 0; i < 4; i++) {
		snprintf(email, sizeof email, "u%u@x.test", i);
		kit_user(&k, email, RANK_VIEWER);
	}
	for (unsigned i = 0; i < THREADS; i++) {
		people[i] = (struct person){ &crowd, i };
		assert_int_equal(pthread_create(&threads[i], NULL, come_and_go, &people[i]), 0);
	}
	for (unsigned i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	for (unsigned i = 0; i < THREADS; i++)
		assert_int_equal(crowd.in[i], ROUNDS);
	assert_int_equal(kit_audit(&k, "session.end"), THREADS * ROUNDS);
	assert_true(hasher_counts(crowd.shared.hasher).at_once_most <= 2);
	kit_close(&k);
	folder_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_knows_the_password_comes_in),
		cmocka_unit_test(who_does_not_is_refused_alike),
		cmocka_unit_test(a_weak_hash_is_made_anew),
		cmocka_unit_test(guesses_are_held_up),
		cmocka_unit_test(refusals_are_noted_up_to_a_number),
		cmocka_unit_test(what_is_no_password_is_refused_before_all),
		cmocka_unit_test(many_sign_in_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
