#include "doors/user.h"

#include "doors/audit.h"
#include "doors/password.h"
#include "doors/user_private.h"

struct str user_hash(struct scope *sc, struct doors *doors, struct str password, struct str email)
{
	struct str plain = password_plain(sc, password);

	if (!plain.p || !password_ok(sc, plain, email))
		return (struct str){ 0 };
	return hasher_make(sc, doors->shared.hasher, plain);
}

bool user_put_hash(struct scope *sc, struct doors *doors, int64_t id, struct str hash)
{
	return lite_run(sc, doors->db, "UPDATE door_user SET password = ? WHERE id = ?", 2,
		(struct lite_value[]){ LITE_TEXT(hash), LITE_INT(id) });
}

static bool change(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id,
	struct str hash, struct str session, int64_t now_us)
{
	if (!doors_begin(sc, doors))
		return false;
	bool ok = user_at(sc, doors, id) && user_put_hash(sc, doors, id, hash) &&
		  user_end_sessions(sc, doors, id, session) &&
		  lite_run(sc, doors->db, "DELETE FROM door_handover WHERE user = ?", 1, &LITE_INT(id)) &&
		  audit_add(sc, doors->db, by,
			  &(struct audit_entry){ AUDIT_PASSWORD, "user", user_id_text(sc, id), { { 0 } } },
			  now_us);
	return doors_end(sc, doors, ok);
}

static bool knows(struct scope *sc, struct doors *doors, const struct user_locks *locks, struct str old,
	int64_t now_us, int64_t *retry_s)
{
	struct str plain = password_plain(sc, old);

	if (!plain.p || !doors_let(sc, doors, THROTTLE_ACCOUNT, locks->user.email, now_us, retry_s))
		return false;
	enum hasher_found found = hasher_check(sc, doors->shared.hasher, locks->hash, plain);
	if (found == HASHER_WRONG)
		return scope_fail(sc, FAULT_DENIED, "the old password is wrong");
	doors_worked(doors, THROTTLE_ACCOUNT, locks->user.email); /* or it was no try */
	if (found != HASHER_FAILED)
		return true;
	*retry_s = HASHER_RETRY_S;
	return false;
}

bool user_change_password(struct scope *sc, struct doors *doors, const struct visitor *by, struct str old,
	struct str fresh, struct str session, int64_t now_us, int64_t *retry_s)
{
	bool broke;

	*retry_s = 0;
	if (by->kind != VISITOR_USER)
		return scope_fail(sc, FAULT_DENIED, "only a user who has signed in changes his password");
	struct user_locks *locks = user_locks(sc, doors, (struct str){ 0 }, by->user, &broke);
	if (!locks)
		return broke ? false : scope_fail(sc, FAULT_NOT_FOUND, "this user is gone");
	if (!knows(sc, doors, locks, old, now_us, retry_s))
		return false;
	struct str hash = user_hash(sc, doors, fresh, locks->user.email);
	return hash.p && change(sc, doors, by, by->user, hash, session, now_us);
}

bool user_set_password(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id,
	struct str password, int64_t now_us)
{
	if (by->kind != VISITOR_SYSTEM)
		return scope_fail(sc, FAULT_DENIED,
			"nobody sets another's password: hand over a link with which they set it themselves");
	struct user *user = user_at(sc, doors, id);
	struct str hash = user ? user_hash(sc, doors, password, user->email) : (struct str){ 0 };
	return hash.p && change(sc, doors, by, id, hash, (struct str){ 0 }, now_us);
}
