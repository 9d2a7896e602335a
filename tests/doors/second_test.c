#include "doors/second.h"
#include "doors/totp.h"
#include "kit.h"

struct phone {
	unsigned char secret[TOTP_SECRET];
	char code[8];
};

static const char *shows(struct phone *p, int64_t now_us)
{
	snprintf(p->code, sizeof p->code, "%06u",
		totp_code(p->secret, TOTP_SECRET, totp_step(now_us), TOTP_DIGITS));
	return p->code;
}

static struct phone set_up(struct kit *k, const struct visitor *v, struct second_recovery *recovery)
{
	struct second_offer offer;
	struct phone p;

	kit_ok(k, second_offer(&k->sc, k->doors, v, k->now_us, &offer));
	assert_true(totp_from_base32(offer.secret, p.secret));
	assert_true(str_starts(offer.uri, STR("otpauth://totp/Wend:ewa%40x.test?secret=")));
	assert_true(str_has(offer.uri, offer.secret));
	kit_ok(k, second_turn_on(&k->sc, k->doors, v, str_of(shows(&p, k->now_us)), k->now_us, recovery));
	return p;
}

static bool with(struct kit *k, const char *code, struct sign_in_done *done)
{
	return kit_try(k, "ewa@x.test", KIT_PASSWORD, code, done);
}

static void it_is_on_after_one_right_code(void **state)
{
	struct kit k = kit_open();
	struct second_offer offer;
	struct second_recovery recovery;
	struct sign_in_done done;
	struct phone p;

	(void)state;
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct visitor v = kit_visitor(&k, "ewa@x.test");
	kit_refused(&k, second_turn_on(&k.sc, k.doors, &v, STR("123456"), k.now_us, &recovery), FAULT_INVALID,
		"nothing was offered yet");
	kit_ok(&k, second_offer(&k.sc, k.doors, &v, k.now_us, &offer));
	assert_true(totp_from_base32(offer.secret, p.secret));
	kit_refused(&k,
		second_turn_on(&k.sc, k.doors, &v, str_of(shows(&p, k.now_us - 90 * KIT_SECOND_US)), k.now_us,
			&recovery),
		FAULT_INVALID, "is its clock right?");
	kit_ok(&k, with(&k, NULL, &done)); /* still off */
	assert_false(done.needs_code);
	p = set_up(&k, &v, &recovery);
	assert_true(user_at(&k.sc, k.doors, ewa)->has_second);
	kit_ok(&k, with(&k, NULL, &done));
	assert_true(done.needs_code);
	assert_string_equal(done.cookie, "");
	kit_refused(&k, second_offer(&k.sc, k.doors, &v, k.now_us, &offer), FAULT_CONFLICT, "is on already");
	kit_refused(&k, second_offer(&k.sc, k.doors, &k.system, k.now_us, &offer), FAULT_DENIED,
		"turned on by the user");
	assert_int_equal(kit_audit(&k, "second.on"), 1);
	kit_close(&k);
}

static void a_code_counts_once(void **state)
{
	struct kit k = kit_open();
	struct second_recovery recovery;
	struct sign_in_done done;

	(void)state;
	kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct visitor v = kit_visitor(&k, "ewa@x.test");
	struct phone p = set_up(&k, &v, &recovery);
	/* the one that turned it on was one */
	kit_refused(&k, with(&k, shows(&p, k.now_us), &done), FAULT_DENIED,
		"the code is wrong, or was used already");
	k.now_us += 30 * KIT_SECOND_US;
	kit_ok(&k, with(&k, shows(&p, k.now_us), &done));
	assert_false(done.needs_code);
	assert_int_equal(strlen(done.cookie), TICKET_TEXT - 1);
	assert_int_equal(done.recovery_left, -1);
	kit_refused(&k, with(&k, shows(&p, k.now_us), &done), FAULT_DENIED,
		"the code is wrong, or was used already");
	assert_string_equal(done.cookie, "");
	/* an earlier one that was never used is over, too */
	kit_refused(&k, with(&k, shows(&p, k.now_us - 30 * KIT_SECOND_US), &done), FAULT_DENIED,
		"was used already");
	kit_ok(&k, with(&k, shows(&p, k.now_us + 30 * KIT_SECOND_US), &done)); /* a telephone that is fast */
	kit_close(&k);
}

static void a_code_counts_around_its_time(void **state)
{
	static const struct {
		int64_t off_s;
		bool right;
	} cases[] = { { -60, false }, { -30, true }, { 0, true }, { 30, true }, { 60, false } };
	struct kit k = kit_open();
	struct second_recovery recovery;
	struct sign_in_done done;

	(void)state;
	kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct visitor v = kit_visitor(&k, "ewa@x.test");
	struct phone p = set_up(&k, &v, &recovery);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		k.now_us += 3600 * KIT_SECOND_US;
		bool in = with(&k, shows(&p, k.now_us + cases[i].off_s * KIT_SECOND_US), &done);
		scope_forgive(&k.sc);
		assert_int_equal(in, cases[i].right);
	}
	kit_close(&k);
}

static void what_is_no_code_is_wrong(void **state)
{
	static const char *const others[] = { "000000x", "12345", "1234567", "12 34 5", "-12345", "0x1234",
		"\xd9\xa1\xd9\xa2" };
	struct kit k = kit_open();
	struct second_recovery recovery;
	struct sign_in_done done;

	(void)state;
	kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct visitor v = kit_visitor(&k, "ewa@x.test");
	struct phone p = set_up(&k, &v, &recovery);
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		k.now_us += 3600 * KIT_SECOND_US;
		kit_refused(&k, with(&k, others[i], &done), FAULT_DENIED, "the code is wrong");
	}
	k.now_us += 3600 * KIT_SECOND_US;
	const char *code = shows(&p, k.now_us);
	char spaced[20];
	snprintf(spaced, sizeof spaced, " %.3s %.3s", code, code + 3); /* as telephones show it */
	kit_ok(&k, with(&k, spaced, &done));
	kit_close(&k);
}

static void recovery_codes_count_once_each(void **state)
{
	struct kit k = kit_open();
	struct second_recovery recovery;
	struct sign_in_done done;

	(void)state;
	kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct visitor v = kit_visitor(&k, "ewa@x.test");
	set_up(&k, &v, &recovery);
	for (size_t i = 0; i < SECOND_RECOVERY; i++) {
		kit_ok(&k, with(&k, recovery.codes[i].p, &done));
		assert_int_equal(done.recovery_left, SECOND_RECOVERY - 1 - i);
		kit_refused(&k, with(&k, recovery.codes[i].p, &done), FAULT_DENIED, "was used already");
		k.now_us += 3600 * KIT_SECOND_US;
	}
	assert_int_equal(kit_audit(&k, "second.recovery"), SECOND_RECOVERY);
	kit_close(&k);
}

/* One in a few hundred thousand would be right: not what is looked at here. */
static bool lucky(struct phone *p, const char *guess, int64_t now_us)
{
	for (int64_t s = -30; s <= 30; s += 30)
		if (strcmp(guess, shows(p, now_us + s * KIT_SECOND_US)) == 0)
			return true;
	return false;
}

static void guesses_are_held_up(void **state)
{
	struct kit k = kit_open();
	struct second_recovery recovery;
	struct sign_in_done done;
	char guess[8];
	size_t heard = 0;

	(void)state;
	kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct visitor v = kit_visitor(&k, "ewa@x.test");
	struct phone p = set_up(&k, &v, &recovery);
	for (unsigned i = 0; i < 3600; i++) {
		k.now_us += KIT_SECOND_US;
		snprintf(guess, sizeof guess, "%06u", i);
		if (lucky(&p, guess, k.now_us))
			continue;
		bool in = with(&k, guess, &done);
		assert_false(in);
		heard += k.sc.fault == FAULT_DENIED;
		scope_forgive(&k.sc);
	}
	if (heard > 20)
		fail_msg("%zu guesses in an hour", heard);
	kit_close(&k);
}

static void it_is_turned_off_with_a_code_or_by_an_admin(void **state)
{
	struct kit k = kit_open();
	struct second_recovery recovery;
	struct sign_in_done done;

	(void)state;
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_ADMIN), jan = kit_user(&k, "jan@x.test", RANK_EDITOR);
	struct visitor v = kit_visitor(&k, "ewa@x.test"), w = kit_visitor(&k, "jan@x.test");
	struct phone p = set_up(&k, &v, &recovery);
	kit_refused(&k, second_turn_off(&k.sc, k.doors, &w, ewa, (struct str){ 0 }, k.now_us), FAULT_DENIED,
		"as editor you may not do this");
	k.now_us += 30 * KIT_SECOND_US;
	/* an admin's own is his own */
	kit_refused(&k, second_turn_off(&k.sc, k.doors, &v, ewa, (struct str){ 0 }, k.now_us), FAULT_DENIED,
		"the code is wrong");
	kit_ok(&k, second_turn_off(&k.sc, k.doors, &v, ewa, str_of(shows(&p, k.now_us)), k.now_us));
	kit_ok(&k, with(&k, NULL, &done));
	assert_false(done.needs_code);
	kit_refused(&k, second_turn_off(&k.sc, k.doors, &v, ewa, STR("123456"), k.now_us), FAULT_CONFLICT,
		"the second factor is off");
	p = set_up(&k, &v, &recovery);
	struct visitor token = { .kind = VISITOR_TOKEN, .user = ewa, .grants = GRANTS_ALL };
	kit_refused(&k, second_turn_off(&k.sc, k.doors, &token, ewa, (struct str){ 0 }, k.now_us),
		FAULT_DENIED, "a token may not do this");
	kit_ok(&k, second_turn_off(&k.sc, k.doors, &k.system, ewa, (struct str){ 0 }, k.now_us));
	kit_ok(&k, with(&k, NULL, &done));
	assert_false(done.needs_code);
	assert_int_equal(kit_audit(&k, "second.off"), 2);
	kit_refused(&k, second_turn_off(&k.sc, k.doors, &k.system, jan + 5, (struct str){ 0 }, k.now_us),
		FAULT_NOT_FOUND, "there is no user");
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_on_after_one_right_code),
		cmocka_unit_test(a_code_counts_once),
		cmocka_unit_test(a_code_counts_around_its_time),
		cmocka_unit_test(what_is_no_code_is_wrong),
		cmocka_unit_test(recovery_codes_count_once_each),
		cmocka_unit_test(guesses_are_held_up),
		cmocka_unit_test(it_is_turned_off_with_a_code_or_by_an_admin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
