/* user_private - what the files that let people in know of users beyond user.h: the stored hash, the end of sessions. */
#pragma once

#include "doors/doors_private.h"
#include "doors/user.h"

/* What is checked at the door. */
struct user_locks {
	struct user user;
	struct str hash; /* p NULL: no password yet */
};

/* NULL without a fault where there is nobody: *broke tells one from the other. */
struct user_locks *user_locks(
	struct scope *sc, struct doors *doors, struct str email, int64_t id, bool *broke) MUST_USE;

/* A password as it may be stored for this user: checked and hashed.  p NULL: refused. */
struct str user_hash(struct scope *sc, struct doors *doors, struct str password, struct str email) MUST_USE;

/* Within a transaction: all sessions of the user but that of the cookie (p NULL: all). */
bool user_end_sessions(struct scope *sc, struct doors *doors, int64_t user, struct str but) MUST_USE;

/* Within a transaction. */
bool user_insert(struct scope *sc, struct doors *doors, const struct user_wish *wish, struct str hash,
	int64_t now_us, int64_t *id) MUST_USE;
/* The same with its row of the log; the wish as user_wish_plain made it. */
bool user_add_plain(struct scope *sc, struct doors *doors, const struct visitor *by,
	const struct user_wish *plain, struct str hash, int64_t now_us, int64_t *id) MUST_USE;
bool user_put_hash(struct scope *sc, struct doors *doors, int64_t id, struct str hash) MUST_USE;

/* E-mail and name as they are stored. */
bool user_wish_plain(struct scope *sc, const struct user_wish *wish, struct user_wish *plain) MUST_USE;

struct str user_id_text(struct scope *sc, int64_t id); /* for the audit log */
