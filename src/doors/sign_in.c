#include "doors/sign_in.h"

#include "doors/audit.h"
#include "doors/password.h"
#include "doors/second.h"
#include "doors/user_private.h"

/* Refusals of an hour that the audit log takes: whoever knocks without end must not fill the disk. */
enum { REFUSALS_MOST = 1000 };
#define REFUSALS_WITHIN_US (3600 * INT64_C(1000000))

struct signing {
	struct scope *sc;
	struct doors *doors;
	const struct sign_in_try *attempt;
	struct sign_in_done *done;
	struct str email, password; /* as they are compared */
	struct user_locks *locks;   /* NULL: nobody */
	struct str fresh;           /* the password's hash made anew; p NULL: it need not be */
	int64_t now_us;
};

/* What is no address at all is nobody's, and goes the same way. */
static struct str email_key(struct scope *sc, struct str given)
{
	struct str s = str_trim(given);

	return str_fold(sc, s.n > USER_EMAIL_MOST ? str_sub(s, 0, USER_EMAIL_MOST) : s);
}

/* Who comes too early at an account has not guessed: it is not held against the address. */
static bool let(struct signing *s)
{
	if (!doors_let(s->sc, s->doors, THROTTLE_ADDRESS, s->attempt->address, s->now_us, &s->done->retry_s))
		return false;
	if (doors_let(s->sc, s->doors, THROTTLE_ACCOUNT, s->email, s->now_us, &s->done->retry_s))
		return true;
	doors_worked(s->doors, THROTTLE_ADDRESS, s->attempt->address);
	return false;
}

static void worked(struct signing *s)
{
	doors_worked(s->doors, THROTTLE_ADDRESS, s->attempt->address);
	doors_worked(s->doors, THROTTLE_ACCOUNT, s->email);
}

/* Known or not, it is written down, as the time that it takes could be measured. */
static void note_refusal(struct signing *s)
{
	struct str address = doors_address(s->sc, s->attempt->address);

	doors_try(s->doors,
		"INSERT INTO audit (at, who, who_id, user, action, about, about_id, details, address)"
		" SELECT ?1, 'nobody', 0, 0, 'session.refused', iif(?2, 'user', NULL), iif(?2, ?2, NULL), '{}', ?3"
		" WHERE (SELECT count(*) FROM (SELECT 1 FROM audit WHERE action = 'session.refused' AND at > ?5"
		" LIMIT ?4)) < ?4",
		5,
		(struct lite_value[]){ LITE_INT(s->now_us), LITE_INT(s->locks ? s->locks->user.id : 0),
			LITE_TEXT(address), LITE_INT(REFUSALS_MOST),
			LITE_INT(s->now_us - REFUSALS_WITHIN_US) });
}

static bool refuse(struct signing *s)
{
	note_refusal(s);
	return scope_fail(s->sc, FAULT_DENIED, "the e-mail or the password is wrong");
}

static bool check_password(struct signing *s)
{
	bool usable = s->locks && s->locks->hash.p && !s->locks->user.disabled;
	struct hasher *hasher = s->doors->shared.hasher;
	enum hasher_found found =
		hasher_check(s->sc, hasher, usable ? s->locks->hash : (struct str){ 0 }, s->password);

	if (found == HASHER_FAILED) {
		s->done->retry_s = HASHER_RETRY_S;
		worked(s); /* it was no try */
		return false;
	}
	if (!usable || found == HASHER_WRONG)
		return refuse(s);
	worked(s);
	if (found != HASHER_WEAK)
		return true;
	s->fresh = hasher_make(s->sc, hasher, s->password);
	if (!s->fresh.p)
		scope_forgive(s->sc); /* next time, then */
	return true;
}

/* While the hash was made, an admin may have been quicker. */
static bool still_holds(struct signing *s)
{
	bool found;
	int64_t one;

	if (!doors_number(s->sc, s->doors,
		    "SELECT 1 FROM door_user WHERE id = ? AND NOT disabled AND password = ?", 2,
		    (struct lite_value[]){ LITE_INT(s->locks->user.id), LITE_TEXT(s->locks->hash) }, &found,
		    &one))
		return false;
	return found || scope_fail(s->sc, FAULT_DENIED, "the e-mail or the password is wrong");
}

static bool check_code(struct signing *s, bool *right)
{
	*right = true;
	return !s->locks->user.has_second ||
	       second_check(s->sc, s->doors, s->locks->user.id, s->attempt->code, s->now_us, right,
		       &s->done->recovery_left);
}

static bool enter(struct signing *s)
{
	struct visitor by = { .kind = VISITOR_USER,
		.id = s->locks->user.id,
		.user = s->locks->user.id,
		.address = s->attempt->address };
	bool recovered = s->done->recovery_left >= 0;
	struct ticket t;

	if (s->fresh.p && !user_put_hash(s->sc, s->doors, by.id, s->fresh))
		return false;
	if (!session_begin(s->sc, s->doors, by.id, by.address, s->now_us, &t))
		return false;
	memcpy(s->done->cookie, t.text, sizeof t.text);
	s->done->user = by.id;
	return audit_add(s->sc, s->doors->db, &by,
		&(struct audit_entry){ .action = recovered ? AUDIT_RECOVERY_USE : AUDIT_SIGN_IN }, s->now_us);
}

static bool wrong_code(struct signing *s)
{
	note_refusal(s);
	return scope_fail(s->sc, FAULT_DENIED, "the code is wrong, or was used already");
}

static bool finish(struct signing *s)
{
	struct str id = user_id_text(s->sc, s->locks->user.id);
	bool right;

	if (s->locks->user.has_second &&
		!doors_let(s->sc, s->doors, THROTTLE_SECOND, id, s->now_us, &s->done->retry_s))
		return false;
	if (!doors_begin(s->sc, s->doors))
		return false;
	bool ok = still_holds(s) && check_code(s, &right) && (!right || enter(s));
	if (!doors_end(s->sc, s->doors, ok)) {
		s->done->cookie[0] = 0;
		return false;
	}
	if (!right)
		return wrong_code(s);
	doors_worked(s->doors, THROTTLE_SECOND, id);
	return true;
}

bool sign_in(struct scope *sc, struct doors *doors, const struct sign_in_try *attempt, int64_t now_us,
	struct sign_in_done *done)
{
	struct signing s = { sc, doors, attempt, done, .now_us = now_us };
	bool broke;

	*done = (struct sign_in_done){ .recovery_left = -1 };
	s.password = password_plain(sc, attempt->password);
	if (!s.password.p)
		return false;
	s.email = email_key(sc, attempt->email);
	if (!let(&s))
		return false;
	s.locks = user_locks(sc, doors, s.email, 0, &broke);
	if (broke || !check_password(&s))
		return false;
	done->needs_code = s.locks->user.has_second && str_empty(str_trim(attempt->code));
	return done->needs_code || finish(&s);
}
