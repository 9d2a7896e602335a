#include "doors/second.h"

#include <sodium.h>

#include "doors/audit.h"
#include "doors/code.h"
#include "doors/totp.h"
#include "doors/user_private.h"

enum { AROUND = 1 }; /* steps to either side: clocks differ, people type slowly */

/* Six digits with blanks between or not. */
static bool read_digits(struct str typed, uint32_t *code)
{
	size_t n = 0;

	*code = 0;
	for (size_t i = 0; i < typed.n; i++) {
		if (typed.p[i] == ' ')
			continue;
		if (typed.p[i] < '0' || typed.p[i] > '9' || n++ == TOTP_DIGITS)
			return false;
		*code = *code * 10 + (uint32_t)(typed.p[i] - '0');
	}
	return n == TOTP_DIGITS;
}

/* The step whose code it is, later than `after`; 0: none. */
static int64_t step_of(struct str base32, struct str typed, int64_t now_us, int64_t after)
{
	unsigned char secret[TOTP_SECRET];
	uint32_t code;
	int64_t now = totp_step(now_us), found = 0;

	if (!read_digits(typed, &code) || !totp_from_base32(base32, secret))
		return 0;
	for (int64_t step = now - AROUND; step <= now + AROUND; step++)
		if (totp_code(secret, TOTP_SECRET, step, TOTP_DIGITS) == code && step > after)
			found = step;
	sodium_memzero(secret, sizeof secret);
	return found;
}

struct factor {
	struct str on, offer; /* base32; p NULL: none */
	struct str email;
	int64_t step; /* the last one that counted */
};

static bool read_factor(struct scope *sc, struct doors *doors, int64_t user, struct factor *f)
{
	struct lite_rows *rows = lite_ask(sc, doors->db,
		"SELECT second_step, second, second_offer, email FROM door_user WHERE id = ?", 1,
		&LITE_INT(user));
	bool there = rows && lite_next(rows);

	if (there) {
		struct str on = lite_text(rows, 1), offer = lite_text(rows, 2);
		*f = (struct factor){ .on = on.p ? str_copy(sc, on) : on,
			.offer = offer.p ? str_copy(sc, offer) : offer,
			.email = str_copy(sc, lite_text(rows, 3)),
			.step = lite_int(rows, 0) };
	}
	if (!rows || !lite_done(sc, rows))
		return false;
	return there || scope_fail(sc, FAULT_NOT_FOUND, "there is no user %lld", (long long)user);
}

static bool check_recovery(
	struct scope *sc, struct doors *doors, int64_t user, struct str typed, bool *right, int64_t *left)
{
	struct code code;
	int64_t one, n;
	bool any;

	if (!code_read(typed, &code))
		return true;
	if (!doors_number(sc, doors, "DELETE FROM door_recovery WHERE user = ? AND hash = ? RETURNING 1", 2,
		    (struct lite_value[]){ LITE_INT(user), LITE_TEXT(str_of(code.hash)) }, right, &one) ||
		!doors_number(sc, doors, "SELECT count(*) FROM door_recovery WHERE user = ?", 1,
			&LITE_INT(user), &any, &n))
		return false;
	if (*right)
		*left = n;
	return true;
}

bool second_check(struct scope *sc, struct doors *doors, int64_t user, struct str code, int64_t now_us,
	bool *right, int64_t *left)
{
	struct factor f = { 0 };

	*right = false;
	*left = -1;
	if (!read_factor(sc, doors, user, &f))
		return false;
	if (!f.on.p)
		return scope_fail(sc, FAULT_CONFLICT, "the second factor is off");
	int64_t step = step_of(f.on, code, now_us, f.step);
	if (!step)
		return check_recovery(sc, doors, user, code, right, left);
	*right = true;
	return lite_run(sc, doors->db, "UPDATE door_user SET second_step = ? WHERE id = ?", 2,
		(struct lite_value[]){ LITE_INT(step), LITE_INT(user) });
}

static bool is_user(struct scope *sc, const struct visitor *by)
{
	return by->kind == VISITOR_USER ||
	       scope_fail(sc, FAULT_DENIED, "a second factor is turned on by the user who has signed in");
}

static bool is_off(struct scope *sc, const struct factor *f)
{
	return !f->on.p ||
	       scope_fail(sc, FAULT_CONFLICT,
		       "the second factor is on already: turn it off to set up another telephone");
}

bool second_offer(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t now_us,
	struct second_offer *out)
{
	unsigned char secret[TOTP_SECRET];
	char base32[TOTP_BASE32];
	struct factor f = { 0 };

	(void)now_us;
	if (!is_user(sc, by) || !doors_begin(sc, doors))
		return false;
	randombytes_buf(secret, sizeof secret);
	totp_base32(secret, base32);
	bool ok = read_factor(sc, doors, by->user, &f) && is_off(sc, &f) &&
		  lite_run(sc, doors->db, "UPDATE door_user SET second_offer = ? WHERE id = ?", 2,
			  (struct lite_value[]){ LITE_TEXT(str_of(base32)), LITE_INT(by->user) });
	out->secret = str_copy(sc, str_of(base32));
	out->uri = totp_uri(sc, STR("Wend"), f.email.p ? f.email : STR(""), secret);
	sodium_memzero(secret, sizeof secret);
	return doors_end(sc, doors, ok);
}

static bool put_recovery(
	struct scope *sc, struct doors *doors, int64_t user, struct second_recovery *recovery)
{
	if (!lite_run(sc, doors->db, "DELETE FROM door_recovery WHERE user = ?", 1, &LITE_INT(user)))
		return false;
	for (size_t i = 0; i < SECOND_RECOVERY; i++) {
		struct code code = code_new();
		recovery->codes[i] = str_copy(sc, str_of(code.text));
		if (!lite_run(sc, doors->db, "INSERT INTO door_recovery (user, hash) VALUES (?, ?)", 2,
			    (struct lite_value[]){ LITE_INT(user), LITE_TEXT(str_of(code.hash)) }))
			return false;
	}
	return true;
}

static bool turn_on(struct scope *sc, struct doors *doors, const struct visitor *by, struct str code,
	int64_t now_us, struct second_recovery *recovery)
{
	struct factor f = { 0 };

	if (!read_factor(sc, doors, by->user, &f) || !is_off(sc, &f))
		return false;
	int64_t step = f.offer.p ? step_of(f.offer, code, now_us, 0) : 0;
	if (!step)
		return scope_fail(sc, FAULT_INVALID, "%s",
			f.offer.p
				? "the code is not the one that the telephone shows now: is its clock right?"
				: "nothing was offered yet: ask for a secret first");
	return lite_run(sc, doors->db,
		       "UPDATE door_user SET second = second_offer, second_offer = NULL, second_step = ? WHERE id = ?",
		       2, (struct lite_value[]){ LITE_INT(step), LITE_INT(by->user) }) &&
	       put_recovery(sc, doors, by->user, recovery) &&
	       audit_add(sc, doors->db, by,
		       &(struct audit_entry){
			       AUDIT_SECOND_ON, "user", user_id_text(sc, by->user), { { 0 } } },
		       now_us);
}

bool second_turn_on(struct scope *sc, struct doors *doors, const struct visitor *by, struct str code,
	int64_t now_us, struct second_recovery *recovery)
{
	return is_user(sc, by) && doors_begin(sc, doors) &&
	       doors_end(sc, doors, turn_on(sc, doors, by, code, now_us, recovery));
}

/* One's own with a code, so that a session that was left open does not suffice; an admin's help without. */
static bool may_turn_off(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t user,
	struct str code, int64_t now_us)
{
	bool right;
	int64_t left;

	if (by->kind != VISITOR_USER || by->user != user)
		return visitor_needs(sc, by, GRANT_ADMIN);
	if (!second_check(sc, doors, user, code, now_us, &right, &left))
		return false;
	return right || scope_fail(sc, FAULT_DENIED, "the code is wrong, or was used already");
}

bool second_turn_off(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t user,
	struct str code, int64_t now_us)
{
	struct str id = user_id_text(sc, user);
	int64_t retry_s;

	if (!visitor_in_person(sc, by) ||
		(by->kind == VISITOR_USER && by->user == user &&
			!doors_let(sc, doors, THROTTLE_SECOND, id, now_us, &retry_s)))
		return false;
	if (!doors_begin(sc, doors))
		return false;
	bool ok = may_turn_off(sc, doors, by, user, code, now_us) && user_at(sc, doors, user) &&
		  lite_run(sc, doors->db,
			  "UPDATE door_user SET second = NULL, second_offer = NULL WHERE id = ?", 1,
			  &LITE_INT(user)) &&
		  lite_run(sc, doors->db, "DELETE FROM door_recovery WHERE user = ?", 1, &LITE_INT(user)) &&
		  audit_add(sc, doors->db, by,
			  &(struct audit_entry){ AUDIT_SECOND_OFF, "user", id, { { 0 } } }, now_us);
	if (!doors_end(sc, doors, ok))
		return false;
	doors_worked(doors, THROTTLE_SECOND, id);
	return true;
}
