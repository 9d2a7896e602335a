#include "doors/share.h"
#include "kit.h"

static const char OPENS_NOTHING[] =
	"this link opens nothing: it is wrong, has ended, or its password is another; ask whoever gave it to you";

static struct str add(struct kit *k, struct share_wish wish)
{
	struct str text;

	if (!wish.map.p)
		wish.map = STR("first-map");
	kit_ok(k, share_add(&k->sc, k->doors, &k->system, &wish, k->now_us, &text));
	return text;
}

static bool opens(struct kit *k, struct str text, const char *password, struct share_seen *seen)
{
	return share_open(&k->sc, k->doors,
		&(struct share_try){ text, str_of(password), .address = STR("203.0.113.7"), .counts = true },
		k->now_us, seen);
}

static uint64_t hashes(struct kit *k)
{
	return hasher_counts(k->doors->shared.hasher).hashes;
}

static void it_shows_one_map(void **state)
{
	struct kit k = kit_open();
	struct share_seen seen;
	struct share *shares;
	size_t n;

	(void)state;
	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);
	struct visitor by = kit_visitor(&k, "ewa@x.test");
	struct str text;
	kit_ok(&k, share_add(&k.sc, k.doors, &by,
			   &(struct share_wish){ .map = STR("first-map"),
				   .version = STR("v2"),
				   .title = STR("For the board"),
				   .hide_quotes = true,
				   .small_n = 30 },
			   k.now_us, &text));
	kit_ok(&k, opens(&k, text, NULL, &seen));
	assert_false(seen.needs_password);
	assert_str(seen.share.map, "first-map");
	assert_str(seen.share.version, "v2");
	assert_true(seen.share.hide_quotes);
	assert_int_equal(seen.share.small_n, 30);
	assert_string_equal(seen.pass, "");
	assert_int_equal(seen.visitor.kind, VISITOR_SHARE);
	kit_refused(&k, visitor_needs(&k.sc, &seen.visitor, GRANT_READ), FAULT_DENIED,
		"shows one map and nothing else");
	kit_ok(&k, opens(&k, text, "a password that nobody asked for", &seen));
	kit_ok(&k, share_open(&k.sc, k.doors, &(struct share_try){ .text = text }, k.now_us,
			   &seen)); /* no view */
	kit_ok(&k, share_list(&k.sc, k.doors, &by, STR("first-map"), &shares, &n));
	assert_int_equal(n, 1);
	assert_int_equal(shares[0].views, 2);
	assert_int_equal(shares[0].viewed_us, k.now_us);
	assert_int_equal(shares[0].by, ewa);
	assert_str(shares[0].title, "For the board");
	kit_ok(&k, share_list(&k.sc, k.doors, &by, STR("other"), &shares, &n));
	assert_int_equal(n, 0);
	kit_ok(&k, user_remove(&k.sc, k.doors, &k.system, ewa, k.now_us)); /* what he shared stays */
	kit_ok(&k, opens(&k, text, NULL, &seen));
	assert_int_equal(seen.share.by, 0);
	assert_int_equal(kit_audit(&k, "share.add"), 1);
	kit_close(&k);
}

/* Each way of not opening, with and without a password: the same words, and as many hashes. */
static void whatever_is_wrong_is_refused_alike(void **state)
{
	struct kit k = kit_open();
	struct share_seen seen;

	(void)state;
	struct str revoked = add(&k, (struct share_wish){ .password = STR("open sesame 7") });
	kit_ok(&k, share_revoke(&k.sc, k.doors, &k.system, 1, k.now_us));
	struct str ended =
		add(&k, (struct share_wish){ .until_us = k.now_us + 1, .password = STR("open sesame 7") });
	struct str plain_ended = add(&k, (struct share_wish){ .until_us = k.now_us + 1 });
	struct str good = add(&k, (struct share_wish){ .password = STR("open sesame 7") });
	k.now_us++;
	struct ticket unknown = ticket_new(TICKET_SHARE);
	struct str wrong[] = { revoked, ended, plain_ended, str_of(unknown.text), STR("ws_"), STR(""),
		STR("\xff\x00\xfe"), { 0 } };
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		uint64_t before = hashes(&k);
		kit_refused(&k, opens(&k, wrong[i], NULL, &seen), FAULT_NOT_FOUND, OPENS_NOTHING);
		assert_int_equal(hashes(&k), before);
		kit_refused(&k, opens(&k, wrong[i], "open sesame 7", &seen), FAULT_NOT_FOUND, OPENS_NOTHING);
		assert_int_equal(hashes(&k), before + 1);
		assert_null(seen.share.map.p);
	}
	uint64_t before = hashes(&k);
	kit_refused(&k, opens(&k, good, "open sesame 8", &seen), FAULT_NOT_FOUND, OPENS_NOTHING);
	assert_int_equal(hashes(&k), before + 1);
	assert_null(seen.share.map.p);
	assert_int_equal(seen.visitor.kind, VISITOR_NOBODY);
	kit_close(&k);
}

static void a_password_is_asked_for_once(void **state)
{
	struct kit k = kit_open();
	struct share_seen seen, again;

	(void)state;
	struct str text = add(&k, (struct share_wish){ .password = STR("open sesame 7") });
	struct str other = add(&k, (struct share_wish){ .password = STR("open sesame 7") });
	kit_ok(&k, opens(&k, text, NULL, &seen));
	assert_true(seen.needs_password);
	assert_null(seen.share.map.p); /* nothing else is told */
	assert_int_equal(seen.visitor.kind, VISITOR_NOBODY);
	kit_ok(&k, opens(&k, text, "open sesame 7", &seen));
	assert_false(seen.needs_password);
	assert_str(seen.share.map, "first-map");
	uint64_t before = hashes(&k);
	struct share_try by_pass = { .text = text, .pass = str_of(seen.pass) };
	kit_ok(&k, share_open(&k.sc, k.doors, &by_pass, k.now_us, &again));
	assert_str(again.share.map, "first-map");
	assert_int_equal(hashes(&k), before);
	by_pass.text = other; /* of another link it is none */
	kit_ok(&k, share_open(&k.sc, k.doors, &by_pass, k.now_us, &again));
	assert_true(again.needs_password);
	by_pass.text = text;
	by_pass.pass.n--;
	kit_ok(&k, share_open(&k.sc, k.doors, &by_pass, k.now_us, &again));
	assert_true(again.needs_password);
	by_pass.pass.n++;
	kit_ok(&k, share_revoke(&k.sc, k.doors, &k.system, 1, k.now_us));
	kit_refused(
		&k, share_open(&k.sc, k.doors, &by_pass, k.now_us, &again), FAULT_NOT_FOUND, OPENS_NOTHING);
	kit_close(&k);
}

static void guesses_are_held_up(void **state)
{
	struct kit k = kit_open();
	struct share_seen seen;
	char address[40], password[40];
	size_t heard = 0;

	(void)state;
	struct str text = add(&k, (struct share_wish){ .password = STR("open sesame 7") });
	for (unsigned i = 0; i < 3600; i++) { /* from everywhere */
		k.now_us += KIT_SECOND_US;
		snprintf(address, sizeof address, "10.%u.%u.1", i / 250, i % 250);
		snprintf(password, sizeof password, "open sesame %u", i + 100);
		assert_false(share_open(&k.sc, k.doors,
			&(struct share_try){ text, str_of(password), .address = str_of(address) }, k.now_us,
			&seen));
		heard += k.sc.fault == FAULT_NOT_FOUND;
		if (k.sc.fault == FAULT_LIMIT)
			assert_true(seen.retry_s > 0 && seen.retry_s <= 300);
		scope_forgive(&k.sc);
	}
	if (heard > 60)
		fail_msg("%zu guesses in an hour", heard);
	kit_close(&k);
}

static void only_editors_share(void **state)
{
	struct kit k = kit_open();
	struct share *shares;
	struct str text;
	size_t n;

	(void)state;
	kit_user(&k, "ewa@x.test", RANK_VIEWER);
	struct visitor by = kit_visitor(&k, "ewa@x.test");
	add(&k, (struct share_wish){ 0 });
	kit_refused(&k,
		share_add(&k.sc, k.doors, &by, &(struct share_wish){ .map = STR("first-map") }, k.now_us,
			&text),
		FAULT_DENIED, "as viewer you may not do this");
	kit_refused(&k, share_list(&k.sc, k.doors, &by, (struct str){ 0 }, &shares, &n), FAULT_DENIED,
		"as viewer");
	kit_refused(&k, share_revoke(&k.sc, k.doors, &by, 1, k.now_us), FAULT_DENIED, "as viewer");
	kit_refused(&k, share_revoke(&k.sc, k.doors, &k.system, 5, k.now_us), FAULT_NOT_FOUND,
		"there is no share link 5");
	kit_ok(&k, share_revoke(&k.sc, k.doors, &k.system, 1, k.now_us));
	kit_refused(&k, share_revoke(&k.sc, k.doors, &k.system, 1, k.now_us), FAULT_NOT_FOUND,
		"that could be revoked");
	assert_int_equal(kit_audit(&k, "share.revoke"), 1);
	kit_close(&k);
}

static void wishes_have_ceilings(void **state)
{
	const struct {
		struct share_wish wish;
		const char *words;
	} cases[] = {
		{ { .map = STR("") }, "a link shares a map: say which" },
		{ { .map = STR("m"), .version = STR(" ") }, "a link shares a map: say which" },
		{ { .map = STR("m"), .until_us = KIT_NOW_US }, "the link would have ended already" },
		{ { .map = STR("m"), .small_n = -1 }, "is 0 to 1000, not -1" },
		{ { .map = STR("m"), .small_n = 1001 }, "is 0 to 1000, not 1001" },
		{ { .map = STR("m"), .password = STR("sesame") },
			"a link's password has at least 8 letters" },
		{ { .map = STR("m"), .password = STR("password") },
			"not among the first that anybody tries" },
		{ { .map = STR("m\x1b[2J") }, "the map's id has signs that are no letters" },
		{ { .map = STR("m"), .title = STR("a\nb") }, "the title has signs that are no letters" },
	};
	struct kit k = kit_open();
	struct str text;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		kit_refused(&k, share_add(&k.sc, k.doors, &k.system, &cases[i].wish, k.now_us, &text),
			FAULT_INVALID, cases[i].words);
	assert_int_equal(kit_audit(&k, "share.add"), 0);
	kit_close(&k);
}

static void frames_are_origins(void **state)
{
	struct kit k = kit_open();
	struct str many[SHARE_FRAMES_MOST + 1], text;
	struct share_seen seen;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(many); i++)
		many[i] = STR("https://a.example");
	struct share_wish wish = { .map = STR("first-map"), .frames = many, .n_frames = COUNT_OF(many) };
	kit_refused(&k, share_add(&k.sc, k.doors, &k.system, &wish, k.now_us, &text), FAULT_INVALID,
		"at most 10 origins");
	many[1] = STR("a.example/path");
	wish.n_frames = 2;
	kit_refused(&k, share_add(&k.sc, k.doors, &k.system, &wish, k.now_us, &text), FAULT_INVALID,
		"frames: \"a.example/path\" is no origin");
	wish.n_frames = 1;
	wish.password = STR("kot na plocie");
	text = add(&k, wish);
	kit_ok(&k, opens(&k, text, NULL, &seen));
	/* where the form may stand, and nothing else */
	assert_true(seen.needs_password);
	assert_str(seen.frames, "https://a.example");
	assert_null(seen.share.frames.p);
	kit_close(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_shows_one_map),
		cmocka_unit_test(whatever_is_wrong_is_refused_alike),
		cmocka_unit_test(a_password_is_asked_for_once),
		cmocka_unit_test(guesses_are_held_up),
		cmocka_unit_test(only_editors_share),
		cmocka_unit_test(wishes_have_ceilings),
		cmocka_unit_test(frames_are_origins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
