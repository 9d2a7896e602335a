#include "doors/api_token.h"

#include "doors/audit.h"
#include "doors/ticket.h"
#include "doors/user_private.h"

#define NOTE_US (300 * INT64_C(1000000)) /* use is written down this often */

static bool check_owner(struct scope *sc, const struct visitor *by, const struct user *user, unsigned grants)
{
	unsigned missing = grants & ~rank_grants(user->rank);

	if (!visitor_in_person(sc, by))
		return false;
	if (by->kind == VISITOR_USER && by->user != user->id)
		return scope_fail(sc, FAULT_DENIED, "a token is made by the user who will have it");
	if (user->disabled)
		return scope_fail(sc, FAULT_CONFLICT, "\"%.*s\" is disabled", STR_ARG(user->email));
	if (missing)
		return scope_fail(sc, FAULT_DENIED,
			"a token may not do more than its user: %s may not \"%.*s\"", rank_key(user->rank),
			STR_ARG(grants_words(sc, missing)));
	return true;
}

static bool check_wish(struct scope *sc, const struct api_token_wish *wish, struct str *name, int64_t now_us)
{
	*name = doors_words(sc, "the token's name", wish->name, API_TOKEN_NAME_MOST);
	if (!name->p)
		return false;
	if (!name->n)
		return scope_fail(sc, FAULT_INVALID, "the token has no name: say what it is for");
	if (!wish->grants || wish->grants & ~(unsigned)GRANTS_ALL)
		return scope_fail(sc, FAULT_INVALID, "a token needs a scope; there are: %.*s",
			STR_ARG(grants_words(sc, GRANTS_ALL)));
	if (wish->until_us && wish->until_us <= now_us)
		return scope_fail(sc, FAULT_INVALID, "the token would have ended already");
	return true;
}

static bool has_room(struct scope *sc, struct doors *doors, int64_t user)
{
	bool found;
	int64_t n;

	if (!doors_number(sc, doors, "SELECT count(*) FROM door_token WHERE user = ? AND NOT revoked", 1,
		    &LITE_INT(user), &found, &n))
		return false;
	return n < API_TOKENS_MOST ||
	       scope_fail(sc, FAULT_LIMIT,
		       "this user has %d tokens, the ceiling: revoke one that nobody uses", API_TOKENS_MOST);
}

bool api_token_add(struct scope *sc, struct doors *doors, const struct visitor *by,
	const struct api_token_wish *wish, int64_t now_us, struct str *text)
{
	struct ticket t = ticket_new(TICKET_TOKEN);
	struct str name;
	bool found;
	int64_t id;

	if (!check_wish(sc, wish, &name, now_us) || !doors_begin(sc, doors))
		return false;
	struct user *user = user_at(sc, doors, wish->user);
	bool ok =
		user && check_owner(sc, by, user, wish->grants) && has_room(sc, doors, user->id) &&
		doors_number(sc, doors,
			"INSERT INTO door_token (hash, user, name, grants, made, until) VALUES (?, ?, ?, ?, ?, ?)"
			" RETURNING id",
			6,
			(struct lite_value[]){ LITE_TEXT(str_of(t.hash)), LITE_INT(user->id), LITE_TEXT(name),
				LITE_INT(wish->grants), LITE_INT(now_us), LITE_INT(wish->until_us) },
			&found, &id) &&
		audit_add(sc, doors->db, by,
			&(struct audit_entry){ AUDIT_TOKEN_ADD, "token", user_id_text(sc, id),
				{ { "scopes", grants_words(sc, wish->grants) } } },
			now_us);
	*text = str_copy(sc, str_of(t.text));
	return doors_end(sc, doors, ok);
}

static bool find(struct scope *sc, struct doors *doors, const struct ticket *t, int64_t now_us,
	struct visitor *out, int64_t *used)
{
	struct lite_rows *rows = lite_ask(sc, doors->db,
		"SELECT t.id, t.used, u.id, u.role, t.grants, t.name FROM door_token t JOIN door_user u ON u.id = t.user"
		" WHERE t.hash = ? AND NOT t.revoked AND (t.until = 0 OR t.until > ?) AND NOT u.disabled",
		2, (struct lite_value[]){ LITE_TEXT(str_of(t->hash)), LITE_INT(now_us) });

	if (rows && lite_next(rows)) {
		out->kind = VISITOR_TOKEN;
		out->id = lite_int(rows, 0);
		*used = lite_int(rows, 1);
		out->user = lite_int(rows, 2);
		if (!rank_find(lite_text(rows, 3), &out->rank))
			out->rank = RANK_VIEWER;
		out->grants = (unsigned)lite_int(rows, 4) & rank_grants(out->rank);
		out->name = str_copy(sc, lite_text(rows, 5));
	}
	return rows && lite_done(sc, rows);
}

bool api_token_open(struct scope *sc, struct doors *doors, struct str text, struct str address,
	int64_t now_us, struct visitor *out)
{
	struct ticket t;
	int64_t used = 0;

	*out = (struct visitor){ .address = address };
	if (ticket_read(TICKET_TOKEN, text, &t) && !find(sc, doors, &t, now_us, out, &used))
		return false;
	if (!out->id)
		return scope_fail(
			sc, FAULT_DENIED, "this token opens nothing: it is wrong, has ended or was revoked");
	if (now_us - used > NOTE_US)
		doors_try(doors, "UPDATE door_token SET used = max(used, ?) WHERE id = ?", 2,
			(struct lite_value[]){ LITE_INT(now_us), LITE_INT(out->id) });
	return true;
}

static struct api_token read_token(struct scope *sc, const struct lite_rows *rows)
{
	return (struct api_token){
		.id = lite_int(rows, 0),
		.user = lite_int(rows, 1),
		.name = str_copy(sc, lite_text(rows, 2)),
		.email = str_copy(sc, lite_text(rows, 3)),
		.grants = (unsigned)lite_int(rows, 4),
		.made_us = lite_int(rows, 5),
		.until_us = lite_int(rows, 6),
		.used_us = lite_int(rows, 7),
		.revoked_us = lite_int(rows, 8),
	};
}

bool api_token_list(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t user,
	struct api_token **tokens, size_t *n)
{
	LIST(struct api_token) list = { 0 };
	bool own = user && by->user == user;

	if (!own && !visitor_needs(sc, by, GRANT_ADMIN))
		return false;
	struct lite_rows *rows = lite_ask(sc, doors->db,
		"SELECT t.id, t.user, t.name, u.email, t.grants, t.made, t.until, t.used, t.revoked"
		" FROM door_token t JOIN door_user u ON u.id = t.user WHERE ?1 = 0 OR t.user = ?1 ORDER BY t.id",
		1, &LITE_INT(user));
	while (rows && lite_next(rows))
		*LIST_ADD(sc, &list) = read_token(sc, rows);
	*tokens = list.at;
	*n = list.n;
	return rows && lite_done(sc, rows);
}

/* One's own, or anybody's for an admin; to others it is as if it were not there. */
static bool is_there(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id)
{
	bool found;
	int64_t user;

	if (!doors_number(sc, doors, "SELECT user FROM door_token WHERE id = ? AND NOT revoked", 1,
		    &LITE_INT(id), &found, &user))
		return false;
	return (found && (user == by->user || by->grants & GRANT_ADMIN)) ||
	       scope_fail(sc, FAULT_NOT_FOUND, "there is no token %lld that could be revoked", (long long)id);
}

bool api_token_revoke(
	struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id, int64_t now_us)
{
	if (!visitor_in_person(sc, by) || !doors_begin(sc, doors))
		return false;
	bool ok =
		is_there(sc, doors, by, id) &&
		lite_run(sc, doors->db, "UPDATE door_token SET revoked = ? WHERE id = ?", 2,
			(struct lite_value[]){ LITE_INT(now_us), LITE_INT(id) }) &&
		audit_add(sc, doors->db, by,
			&(struct audit_entry){ AUDIT_TOKEN_REVOKE, "token", user_id_text(sc, id), { { 0 } } },
			now_us);
	return doors_end(sc, doors, ok);
}
