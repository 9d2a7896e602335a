#include "doors/first.h"
#include "kit.h"

static struct str code_of(struct kit *k)
{
	struct str code;

	kit_ok(k, first_code(&k->sc, k->doors, k->now_us, &code));
	return code;
}

static bool use(struct kit *k, struct str code, const char *email, int64_t *id)
{
	return first_admin(&k->sc, k->doors, code,
		&(struct user_wish){
			.email = str_of(email), .name = STR("Ewa"), .password = STR(KIT_PASSWORD) },
		STR("203.0.113.7"), k->now_us, id);
}

static void it_makes_the_first_admin_and_no_other(void **state)
{
	struct kit k = kit_open();
	struct str code = code_of(&k);
	int64_t id;

	(void)state;
	assert_int_equal(code.n, 19);
	kit_ok(&k, use(&k, code, "ewa@x.test", &id));
	assert_int_equal(user_at(&k.sc, k.doors, id)->rank, RANK_ADMIN);
	assert_int_equal(kit_visitor(&k, "ewa@x.test").grants, GRANTS_ALL);
	kit_refused(&k, use(&k, code, "jan@x.test", &id), FAULT_CONFLICT, "there are users already");
	assert_null(code_of(&k).p); /* and there is no other code */
	assert_int_equal(kit_audit(&k, "user.add"), 1);
	kit_close(&k);
}

static void another_user_ends_it(void **state)
{
	struct kit k = kit_open();
	struct str code = code_of(&k);
	int64_t id;

	(void)state;
	kit_user(&k, "jan@x.test", RANK_VIEWER);
	kit_refused(&k, use(&k, code, "ewa@x.test", &id), FAULT_CONFLICT, "there are users already");
	kit_close(&k);
}

static void it_holds_for_an_hour_and_ten_tries(void **state)
{
	struct kit k = kit_open();
	struct str old = code_of(&k), code = code_of(&k);
	int64_t id;

	(void)state;
	kit_refused(&k, use(&k, old, "ewa@x.test", &id), FAULT_DENIED,
		"the code is wrong"); /* the newer one counts */
	for (size_t i = 1; i < FIRST_TRIES; i++)
		kit_refused(
			&k, use(&k, STR("not a code"), "ewa@x.test", &id), FAULT_DENIED, "the code is wrong");
	kit_refused(&k, use(&k, code, "ewa@x.test", &id), FAULT_CONFLICT,
		"the code has ended: start wend serve anew");
	code = code_of(&k);
	k.now_us += 3600 * KIT_SECOND_US;
	kit_refused(&k, use(&k, code, "ewa@x.test", &id), FAULT_CONFLICT, "the code has ended");
	bool any;
	kit_ok(&k, user_any(&k.sc, k.doors, &any));
	assert_false(any);
	kit_close(&k);
}

/* Whoever has the code and a password that is too short may try again as often as they like. */
static void other_mistakes_are_no_tries(void **state)
{
	struct kit k = kit_open();
	struct str code = code_of(&k);
	int64_t id;

	(void)state;
	for (size_t i = 0; i < 2 * FIRST_TRIES; i++) {
		kit_refused(&k,
			first_admin(&k.sc, k.doors, code,
				&(struct user_wish){ .email = STR("ewa@x.test"), .password = STR("short") },
				STR("203.0.113.7"), k.now_us, &id),
			FAULT_INVALID, "the password has 5 letters");
		kit_refused(&k, use(&k, code, "no address", &id), FAULT_INVALID, "is no e-mail address");
	}
	kit_ok(&k, use(&k, code, "ewa@x.test", &id));
	kit_close(&k);
}

static void without_a_code_there_is_none(void **state)
{
	struct kit k = kit_open();
	int64_t id;

	(void)state;
	kit_refused(&k, use(&k, STR("0123-4567-89ab-cdef"), "ewa@x.test", &id), FAULT_CONFLICT,
		"the code has ended");
	kit_refused(&k, use(&k, (struct str){ 0 }, "ewa@x.test", &id), FAULT_CONFLICT, "the code has ended");
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_makes_the_first_admin_and_no_other),
		cmocka_unit_test(another_user_ends_it),
		cmocka_unit_test(it_holds_for_an_hour_and_ten_tries),
		cmocka_unit_test(other_mistakes_are_no_tries),
		cmocka_unit_test(without_a_code_there_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
