#include "doors/handover.h"
#include "doors/second.h"
#include "doors/ticket.h"
#include "doors/totp.h"
#include "kit.h"

static const char OPENS_NOTHING[] = "this link opens nothing: it was used already or is too old";

static int64_t invited(struct kit *k, const char *email, enum rank rank)
{
	int64_t id;

	kit_ok(k, user_add(&k->sc, k->doors, &k->system,
			  &(struct user_wish){ .email = str_of(email), .rank = rank }, k->now_us, &id));
	return id;
}

static struct str make(struct kit *k, enum handover_kind kind, int64_t user)
{
	struct str text;

	kit_ok(k, handover_make(&k->sc, k->doors, &k->system, kind, user, k->now_us, &text));
	return text;
}

static bool use(struct kit *k, struct str text, const char *name, const char *password)
{
	int64_t user;

	return handover_use(
		&k->sc, k->doors, text, str_of(name), str_of(password), STR("203.0.113.7"), k->now_us, &user);
}

static void an_invitation_lets_in_once(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = invited(&k, "ewa@x.test", RANK_EDITOR);
	struct handover_seen seen;
	struct sign_in_done done;

	(void)state;
	struct str text = make(&k, HANDOVER_INVITE, ewa);
	assert_true(str_starts(text, STR("wl_")));
	kit_refused(&k, kit_try(&k, "ewa@x.test", KIT_PASSWORD, NULL, &done), FAULT_DENIED, "is wrong");
	kit_ok(&k, handover_look(&k.sc, k.doors, text, k.now_us, &seen));
	kit_ok(&k, handover_look(&k.sc, k.doors, text, k.now_us, &seen)); /* looking does not use it up */
	assert_int_equal(seen.kind, HANDOVER_INVITE);
	assert_int_equal(seen.user, ewa);
	assert_str(seen.email, "ewa@x.test");
	assert_str(seen.name, "ewa");
	kit_refused(&k, use(&k, text, "Ewa", "short"), FAULT_INVALID, "the password has 5 letters");
	kit_refused(&k, use(&k, text, "E\nwa", KIT_PASSWORD), FAULT_INVALID,
		"the name has signs that are no letters");
	kit_ok(&k, use(&k, text, "Ewa Nowak", KIT_PASSWORD));
	kit_ok(&k, kit_try(&k, "ewa@x.test", KIT_PASSWORD, NULL, &done));
	assert_str(user_at(&k.sc, k.doors, ewa)->name, "Ewa Nowak");
	kit_refused(&k, use(&k, text, "Ewa", "another zebra here"), FAULT_NOT_FOUND, OPENS_NOTHING);
	kit_refused(&k, handover_look(&k.sc, k.doors, text, k.now_us, &seen), FAULT_NOT_FOUND, OPENS_NOTHING);
	kit_ok(&k, kit_try(&k, "ewa@x.test", KIT_PASSWORD, NULL, &done));
	assert_int_equal(kit_audit(&k, "link.make"), 1);
	assert_int_equal(kit_audit(&k, "link.use"), 1);
	kit_close(&k);
}

static void a_new_password_ends_what_was(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);
	struct str cookie = kit_cookie(&k, "ewa@x.test");
	struct sign_in_done done;
	struct visitor v;

	(void)state;
	struct str text = make(&k, HANDOVER_RESET, ewa);
	kit_ok(&k, kit_try(&k, "ewa@x.test", KIT_PASSWORD, NULL, &done)); /* the old one holds until then */
	kit_ok(&k, use(&k, text, "", "another zebra here"));
	kit_refused(&k, kit_opens(&k, cookie, &v), FAULT_DENIED, "sign in first");
	kit_refused(&k, kit_try(&k, "ewa@x.test", KIT_PASSWORD, NULL, &done), FAULT_DENIED, "is wrong");
	kit_ok(&k, kit_try(&k, "ewa@x.test", "another zebra here", NULL, &done));
	assert_str(user_at(&k.sc, k.doors, ewa)->name, "ewa");
	kit_close(&k);
}

/* Whoever gets hold of the link has no second factor by that. */
static void the_second_factor_stays_on(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);
	struct visitor v = kit_visitor(&k, "ewa@x.test");
	struct second_offer offer;
	struct second_recovery recovery;
	struct sign_in_done done;
	unsigned char secret[TOTP_SECRET];
	char code[8];

	(void)state;
	kit_ok(&k, second_offer(&k.sc, k.doors, &v, k.now_us, &offer));
	assert_true(totp_from_base32(offer.secret, secret));
	snprintf(code, sizeof code, "%06u", totp_code(secret, TOTP_SECRET, totp_step(k.now_us), TOTP_DIGITS));
	kit_ok(&k, second_turn_on(&k.sc, k.doors, &v, str_of(code), k.now_us, &recovery));
	kit_ok(&k, use(&k, make(&k, HANDOVER_RESET, ewa), "", "another zebra here"));
	kit_ok(&k, kit_try(&k, "ewa@x.test", "another zebra here", NULL, &done));
	assert_true(done.needs_code);
	kit_close(&k);
}

static void they_get_too_old(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR), jan = invited(&k, "jan@x.test", RANK_VIEWER);
	struct handover_seen seen;

	(void)state;
	struct str reset = make(&k, HANDOVER_RESET, ewa), invite = make(&k, HANDOVER_INVITE, jan);
	k.now_us += 3600 * KIT_SECOND_US - 1;
	kit_ok(&k, handover_look(&k.sc, k.doors, reset, k.now_us, &seen));
	k.now_us++;
	kit_refused(&k, use(&k, reset, "", "another zebra here"), FAULT_NOT_FOUND, OPENS_NOTHING);
	k.now_us = KIT_NOW_US + 7 * KIT_DAY_US - 1;
	kit_ok(&k, handover_look(&k.sc, k.doors, invite, k.now_us, &seen));
	k.now_us++;
	kit_refused(&k, use(&k, invite, "", KIT_PASSWORD), FAULT_NOT_FOUND, OPENS_NOTHING);
	kit_close(&k);
}

static void only_the_newest_opens(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);

	(void)state;
	struct str old = make(&k, HANDOVER_RESET, ewa), fresh = make(&k, HANDOVER_RESET, ewa);
	kit_refused(&k, use(&k, old, "", "another zebra here"), FAULT_NOT_FOUND, OPENS_NOTHING);
	kit_ok(&k, user_set_disabled(&k.sc, k.doors, &k.system, ewa, true, k.now_us));
	kit_refused(&k, use(&k, fresh, "", "another zebra here"), FAULT_NOT_FOUND, OPENS_NOTHING);
	struct str text;
	kit_refused(&k, handover_make(&k.sc, k.doors, &k.system, HANDOVER_RESET, ewa, k.now_us, &text),
		FAULT_CONFLICT, "\"ewa@x.test\" is disabled: enable the user first");
	kit_ok(&k, user_set_disabled(&k.sc, k.doors, &k.system, ewa, false, k.now_us));
	kit_ok(&k, user_set_password(&k.sc, k.doors, &k.system, ewa, STR("from the terminal"), k.now_us));
	kit_refused(&k, use(&k, fresh, "", "another zebra here"), FAULT_NOT_FOUND, OPENS_NOTHING);
	fresh = make(&k, HANDOVER_RESET, ewa);
	kit_ok(&k, user_remove(&k.sc, k.doors, &k.system, ewa, k.now_us));
	kit_refused(&k, use(&k, fresh, "", "another zebra here"), FAULT_NOT_FOUND, OPENS_NOTHING);
	kit_close(&k);
}

static void what_makes_no_sense_is_refused(void **state)
{
	struct kit k = kit_open();
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR), jan = invited(&k, "jan@x.test", RANK_VIEWER);
	struct visitor by = kit_visitor(&k, "ewa@x.test");
	struct visitor token = { .kind = VISITOR_TOKEN, .user = ewa, .grants = GRANTS_ALL };
	struct ticket unknown = ticket_new(TICKET_LINK);
	struct str text;

	(void)state;
#define MAKE(by, kind, user) handover_make(&k.sc, k.doors, by, kind, user, k.now_us, &text)
	kit_refused(&k, MAKE(&by, HANDOVER_RESET, jan), FAULT_DENIED, "as editor you may not do this");
	kit_refused(&k, MAKE(&token, HANDOVER_RESET, ewa), FAULT_DENIED, "a token may not do this");
	kit_refused(
		&k, MAKE(&k.system, HANDOVER_INVITE, ewa), FAULT_CONFLICT, "\"ewa@x.test\" has come already");
	kit_refused(&k, MAKE(&k.system, HANDOVER_RESET, jan), FAULT_CONFLICT,
		"\"jan@x.test\" has no password yet");
	kit_refused(&k, MAKE(&k.system, HANDOVER_RESET, 99), FAULT_NOT_FOUND, "there is no user 99");
	kit_refused(&k, use(&k, str_of(unknown.text), "", KIT_PASSWORD), FAULT_NOT_FOUND, OPENS_NOTHING);
	kit_refused(&k, use(&k, STR("wl_\xff"), "", KIT_PASSWORD), FAULT_NOT_FOUND, OPENS_NOTHING);
	kit_refused(&k, use(&k, (struct str){ 0 }, "", KIT_PASSWORD), FAULT_NOT_FOUND, OPENS_NOTHING);
	kit_close(&k);
}

static size_t users(struct kit *k)
{
	struct user *list;
	size_t n;

	assert_true(user_list(&k->sc, k->doors, &list, &n));
	return n;
}

static void user_and_link_are_made_together(void **state)
{
	struct kit k = kit_open();
	struct user_wish wish = { .email = STR("ewa@x.test"), .rank = RANK_EDITOR };
	struct visitor token = { .kind = VISITOR_TOKEN, .grants = GRANT_ADMIN };
	struct str text;
	int64_t id;

	(void)state;
	kit_refused(&k, handover_invite(&k.sc, k.doors, &token, &wish, k.now_us, &id, &text), FAULT_DENIED,
		"a token may not do this");
	assert_int_equal(users(&k), 0);
	/* The link cannot be made: nor is the user. */
	assert_true(lite_script(&k.sc, k.doors->db, "ALTER TABLE door_handover RENAME TO hidden"));
	assert_false(handover_invite(&k.sc, k.doors, &k.system, &wish, k.now_us, &id, &text));
	scope_forgive(&k.sc);
	assert_true(lite_script(&k.sc, k.doors->db, "ALTER TABLE hidden RENAME TO door_handover"));
	assert_int_equal(users(&k), 0);
	kit_ok(&k, handover_invite(&k.sc, k.doors, &k.system, &wish, k.now_us, &id, &text));
	assert_int_equal(users(&k), 1);
	assert_true(use(&k, text, "Ewa", KIT_PASSWORD));
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_invitation_lets_in_once),
		cmocka_unit_test(user_and_link_are_made_together),
		cmocka_unit_test(a_new_password_ends_what_was),
		cmocka_unit_test(the_second_factor_stays_on),
		cmocka_unit_test(they_get_too_old),
		cmocka_unit_test(only_the_newest_opens),
		cmocka_unit_test(what_makes_no_sense_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
