#include "doors/first.h"

#include "doors/audit.h"
#include "doors/code.h"
#include "doors/user_private.h"

#define HOLDS_US (3600 * INT64_C(1000000))

static bool put_code(struct scope *sc, struct doors *doors, const char *hash, int64_t now_us)
{
	return lite_run(sc, doors->db,
		"INSERT OR REPLACE INTO door_first (one, hash, until, tries) VALUES (1, ?, ?, 0)", 2,
		(struct lite_value[]){ LITE_TEXT(str_of(hash)), LITE_INT(now_us + HOLDS_US) });
}

bool first_code(struct scope *sc, struct doors *doors, int64_t now_us, struct str *code)
{
	bool any;
	struct code fresh = code_new();

	*code = (struct str){ 0 };
	if (!doors_begin(sc, doors))
		return false;
	bool ok = user_any(sc, doors, &any) && (any || put_code(sc, doors, fresh.hash, now_us));
	if (!doors_end(sc, doors, ok))
		return false;
	if (!any)
		*code = str_copy(sc, str_of(fresh.text));
	return true;
}

enum verdict { CODE_RIGHT, CODE_WRONG, CODE_OVER, CODE_USERS, CODE_BROKE };

/* A wrong try is counted by the statement that looks at it. */
static enum verdict judge(struct scope *sc, struct doors *doors, struct str typed, int64_t now_us)
{
	struct code code = { 0 };
	bool any, found;
	int64_t right;

	if (!user_any(sc, doors, &any))
		return CODE_BROKE;
	if (any)
		return CODE_USERS;
	if (!code_read(typed, &code))
		code.hash[0] = 0;
	if (!doors_number(sc, doors,
		    "UPDATE door_first SET tries = tries + (hash <> ?3) WHERE until > ?1 AND tries < ?2"
		    " RETURNING hash = ?3",
		    3,
		    (struct lite_value[]){
			    LITE_INT(now_us), LITE_INT(FIRST_TRIES), LITE_TEXT(str_of(code.hash)) },
		    &found, &right))
		return CODE_BROKE;
	return !found ? CODE_OVER : right ? CODE_RIGHT : CODE_WRONG;
}

static const char *const words[] = {
	[CODE_WRONG] = "the code is wrong: the terminal in which wend serve was started shows it",
	[CODE_OVER] = "the code has ended: start wend serve anew, it shows another one",
	[CODE_USERS] = "there are users already: sign in, or ask an admin for an invitation",
};

static bool make_admin(struct scope *sc, struct doors *doors, const struct user_wish *wish, struct str hash,
	struct str address, int64_t now_us, int64_t *id)
{
	struct visitor by = { .kind = VISITOR_NOBODY, .address = address };

	return user_insert(sc, doors, wish, hash, now_us, id) &&
	       lite_run(sc, doors->db, "DELETE FROM door_first", 0, NULL) &&
	       audit_add(sc, doors->db, &by,
		       &(struct audit_entry){ AUDIT_USER_ADD, "user", user_id_text(sc, *id),
			       { { "role", STR("admin") }, { "by", STR("first code") } } },
		       now_us);
}

/* The password is hashed between two looks at the code, so that no transaction waits for it: what is wrong with it is
 * said to whoever knows the code, and the second look decides. */
bool first_admin(struct scope *sc, struct doors *doors, struct str code, const struct user_wish *wish,
	struct str address, int64_t now_us, int64_t *id)
{
	struct user_wish plain;

	if (!user_wish_plain(sc, wish, &plain) || !doors_begin(sc, doors))
		return false;
	enum verdict verdict = judge(sc, doors, code, now_us);
	if (!doors_end(sc, doors, verdict != CODE_BROKE))
		return false;
	if (verdict != CODE_RIGHT)
		return scope_fail(
			sc, verdict == CODE_WRONG ? FAULT_DENIED : FAULT_CONFLICT, "%s", words[verdict]);
	plain.rank = RANK_ADMIN;
	struct str hash = user_hash(sc, doors, wish->password, plain.email);
	if (!hash.p || !doors_begin(sc, doors))
		return false;
	verdict = judge(sc, doors, code, now_us);
	bool ok = verdict == CODE_RIGHT && make_admin(sc, doors, &plain, hash, address, now_us, id);
	if (verdict != CODE_RIGHT && verdict != CODE_BROKE)
		scope_fail(sc, FAULT_CONFLICT, "%s", words[verdict]);
	return doors_end(sc, doors, ok);
}
