/* user - the people who may sign in: who they are, what they may do, with which password.
 *
 *	int64_t id;
 *	if (!user_add(sc, doors, by, &(struct user_wish){ email, name, RANK_EDITOR }, now_us, &id)) ...
 *	if (!user_set_rank(sc, doors, by, id, RANK_VIEWER, now_us)) ...       // the last admin stays one
 *	struct user *user = user_find(sc, doors, email);                      // NULL: FAULT_NOT_FOUND
 */
#pragma once

#include "doors/doors.h"
#include "doors/visitor.h"

enum { USERS_MOST = 10000, USER_EMAIL_MOST = 254 /* bytes */, USER_NAME_MOST = 100 /* letters */ };

struct user {
	int64_t id;
	struct str email; /* small letters: what they sign in with */
	struct str name;
	enum rank rank;
	bool has_password; /* false: invited, and has not come yet */
	bool has_second;   /* signs in with codes, too */
	bool disabled;
	int64_t made_us, seen_us; /* 0: never */
	struct str language;      /* "pl", that the page speaks to them; p NULL: as their browser says */
};

struct user_wish {
	struct str email, name; /* name empty: what stands before the @ */
	enum rank rank;
	struct str password; /* p NULL: none yet, they are invited (handover.h) */
};

/* As it is compared: blanks around it gone, small letters.  p NULL with the reason: it is no e-mail address. */
struct str user_email(struct scope *sc, struct str given) MUST_USE;

bool user_any(struct scope *sc, struct doors *doors, bool *any) MUST_USE;
bool user_list(
	struct scope *sc, struct doors *doors, struct user **users, size_t *n) MUST_USE; /* by e-mail */
struct user *user_at(struct scope *sc, struct doors *doors, int64_t id) MUST_USE;
struct user *user_find(struct scope *sc, struct doors *doors, struct str email) MUST_USE;

/* These ask for GRANT_ADMIN; a user may give himself another name. */
bool user_add(struct scope *sc, struct doors *doors, const struct visitor *by, const struct user_wish *wish,
	int64_t now_us, int64_t *id) MUST_USE;
/* All that is asked for, or none of it. */
struct user_change {
	struct str name;       /* p NULL: as it is */
	const enum rank *rank; /* NULL: likewise */
	const bool *disabled;
};
bool user_change(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id,
	const struct user_change *change, int64_t now_us) MUST_USE;
bool user_set_rank(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id,
	enum rank rank, int64_t now_us) MUST_USE; /* ends his sessions */
bool user_set_name(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id,
	struct str name, int64_t now_us) MUST_USE;
/* One's own, in person; p NULL: none. */
bool user_set_language(struct scope *sc, struct doors *doors, const struct visitor *by, struct str code,
	int64_t now_us) MUST_USE;
bool user_set_disabled(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id,
	bool disabled, int64_t now_us) MUST_USE; /* ends his sessions; his tokens rest */
bool user_remove(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id, int64_t now_us)
	MUST_USE; /* with sessions, tokens, links; the maps and share links that he made stay */

/* The user himself, who must know the old one; `session` (a cookie) stays, his other sessions end.  FAULT_LIMIT with
 * *retry_s where he tries too often. */
bool user_change_password(struct scope *sc, struct doors *doors, const struct visitor *by, struct str old,
	struct str fresh, struct str session, int64_t now_us, int64_t *retry_s) MUST_USE;
/* The command line alone: no old one is asked for, all sessions end. */
bool user_set_password(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id,
	struct str password, int64_t now_us) MUST_USE;
