/* kit - doors in memory for tests, with passwords that cost little, and people who stand before them.
 *
 *	struct kit k = kit_open();
 *	int64_t ewa = kit_user(&k, "ewa@x.test", RANK_EDITOR);        // her password is KIT_PASSWORD
 *	struct visitor v = kit_visitor(&k, "ewa@x.test");             // signed in
 *	kit_close(&k);
 */
#pragma once

#include "doors/audit.h"
#include "doors/password.h"
#include "doors/sign_in.h"
#include "doors/user.h"
#include "test.h"

#define KIT_PASSWORD "correct zebra battery"
#define KIT_SECOND_US INT64_C(1000000)
#define KIT_DAY_US (86400 * KIT_SECOND_US)
#define KIT_NOW_US (INT64_C(1772446500) * KIT_SECOND_US)

struct kit {
	struct scope sc;
	struct doors *doors;
	struct visitor system;
	int64_t now_us;
};

static inline struct hasher *kit_hasher(struct scope *sc)
{
	return hasher_new(
		sc, &(struct hasher_wish){ .at_once = 2, .waiting = 100, .passes = 1, .memory = 8192 });
}

static inline struct kit kit_open_at(const char *path)
{
	struct kit k = { .system = visitor_system(), .now_us = KIT_NOW_US };
	struct doors_shared shared = { kit_hasher(&k.sc), throttle_new(&k.sc, 1 << 14) };

	k.doors = doors_open(&k.sc, path, shared);
	assert_non_null(k.doors);
	return k;
}

static inline struct kit kit_open(void)
{
	return kit_open_at(NULL);
}

static inline void kit_close(struct kit *k)
{
	hasher_close(k->doors->shared.hasher);
	throttle_close(k->doors->shared.throttle);
	doors_close(k->doors);
	scope_close(&k->sc);
}

/* What was refused must not stand in the way of what comes next. */
#define kit_refused(k, call, kind, words)                                                                    \
	do {                                                                                                 \
		assert_false(call);                                                                          \
		assert_fault(&(k)->sc, kind, words);                                                         \
		scope_forgive(&(k)->sc);                                                                     \
	} while (0)

#define kit_ok(k, call)                                                                                      \
	do {                                                                                                 \
		if (!(call))                                                                                 \
			fail_msg("refused: %s", (k)->sc.why);                                                \
	} while (0)

static inline int64_t kit_user(struct kit *k, const char *email, enum rank rank)
{
	int64_t id = 0;
	struct user_wish wish = { .email = str_of(email), .rank = rank, .password = STR(KIT_PASSWORD) };

	kit_ok(k, user_add(&k->sc, k->doors, &k->system, &wish, k->now_us, &id));
	return id;
}

static inline bool kit_try(
	struct kit *k, const char *email, const char *password, const char *code, struct sign_in_done *done)
{
	return sign_in(&k->sc, k->doors,
		&(struct sign_in_try){ str_of(email), str_of(password), str_of(code), STR("203.0.113.7") },
		k->now_us, done);
}

static inline struct str kit_cookie(struct kit *k, const char *email)
{
	struct sign_in_done done;

	kit_ok(k, kit_try(k, email, KIT_PASSWORD, NULL, &done));
	assert_false(done.needs_code);
	return str_copy(&k->sc, str_of(done.cookie));
}

static inline bool kit_opens(struct kit *k, struct str cookie, struct visitor *v)
{
	return session_open(&k->sc, k->doors, cookie, STR("203.0.113.7"), k->now_us, v);
}

static inline struct visitor kit_visitor(struct kit *k, const char *email)
{
	struct visitor v;

	kit_ok(k, kit_opens(k, kit_cookie(k, email), &v));
	return v;
}

/* How many rows of the audit log have this action. */
static inline size_t kit_audit(struct kit *k, const char *action)
{
	struct audit_page page;

	kit_ok(k, audit_list(&k->sc, k->doors->db, &k->system,
			  &(struct audit_filter){ .action = str_of(action), .most = 500 }, &page));
	return page.n;
}
