#include "doors/user.h"

#include "doors/audit.h"
#include "doors/ticket.h"
#include "doors/user_private.h"

#define COLUMNS                                                                                                   \
	"SELECT id, email, name, role, password IS NOT NULL, second IS NOT NULL, disabled, made, seen, password," \
	" language"                                                                                               \
	" FROM door_user "

static bool is_mark(char c)
{
	return c <= ' ' || c == 127 || strchr("\"(),:;<>[]\\", c) != NULL;
}

/* One @ with something on either side, and nothing that an address has only in quotes.  Whether mail reaches it, only
 * mail can tell. */
static bool is_email(struct str s)
{
	struct str domain = s, name = str_cut(&domain, '@');

	if (!name.n || !domain.n || memchr(domain.p, '@', domain.n) || domain.p[0] == '.' ||
		domain.p[domain.n - 1] == '.')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] & 0x80) == 0 && is_mark(s.p[i]))
			return false;
	return true;
}

struct str user_email(struct scope *sc, struct str given)
{
	struct str s = str_fold(sc, str_trim(given));

	if (str_is_utf8(given) && s.n <= USER_EMAIL_MOST && is_email(s))
		return s;
	scope_fail(sc, FAULT_INVALID, "\"%.*s\" is no e-mail address, as ewa@example.com is one",
		STR_ARG(str_short(sc, str_trim(given), 80)));
	return (struct str){ 0 };
}

bool user_wish_plain(struct scope *sc, const struct user_wish *wish, struct user_wish *plain)
{
	*plain = *wish;
	plain->email = user_email(sc, wish->email);
	if (!plain->email.p)
		return false;
	struct str rest = plain->email, before = str_cut(&rest, '@');
	struct str name = str_trim(wish->name);
	plain->name = doors_words(sc, "the name", name.n ? name : before, USER_NAME_MOST);
	return plain->name.p != NULL;
}

static struct user read_user(struct scope *sc, const struct lite_rows *rows)
{
	struct user user = {
		.id = lite_int(rows, 0),
		.email = str_copy(sc, lite_text(rows, 1)),
		.name = str_copy(sc, lite_text(rows, 2)),
		.has_password = lite_int(rows, 4) != 0,
		.has_second = lite_int(rows, 5) != 0,
		.disabled = lite_int(rows, 6) != 0,
		.made_us = lite_int(rows, 7),
		.seen_us = lite_int(rows, 8),
	};
	struct str language = lite_text(rows, 10);

	user.language = language.p ? str_copy(sc, language) : language;

	/* a role that a newer wend has written: the least */
	if (!rank_find(lite_text(rows, 3), &user.rank))
		user.rank = RANK_VIEWER;
	return user;
}

struct user_locks *user_locks(
	struct scope *sc, struct doors *doors, struct str email, int64_t id, bool *broke)
{
	struct lite_rows *rows = lite_ask(sc, doors->db, COLUMNS "WHERE email = ?1 OR id = ?2", 2,
		(struct lite_value[]){ LITE_TEXT(email), LITE_INT(id) });
	struct user_locks *locks = NULL;

	if (rows && lite_next(rows)) {
		struct str hash = lite_text(rows, 9);
		locks = NEW(sc, struct user_locks);
		locks->user = read_user(sc, rows);
		locks->hash = hash.p ? str_copy(sc, hash) : hash;
	}
	*broke = !rows || !lite_done(sc, rows);
	return *broke ? NULL : locks;
}

bool user_any(struct scope *sc, struct doors *doors, bool *any)
{
	int64_t one;

	return doors_number(sc, doors, "SELECT 1 FROM door_user LIMIT 1", 0, NULL, any, &one);
}

bool user_list(struct scope *sc, struct doors *doors, struct user **users, size_t *n)
{
	LIST(struct user) list = { 0 };
	struct lite_rows *rows = lite_ask(sc, doors->db, COLUMNS "ORDER BY email", 0, NULL);

	while (rows && lite_next(rows))
		*LIST_ADD(sc, &list) = read_user(sc, rows);
	*users = list.at;
	*n = list.n;
	return rows && lite_done(sc, rows);
}

struct user *user_at(struct scope *sc, struct doors *doors, int64_t id)
{
	bool broke;
	struct user_locks *locks = user_locks(sc, doors, (struct str){ 0 }, id, &broke);

	if (locks)
		return &locks->user;
	return broke ? NULL : scope_fail(sc, FAULT_NOT_FOUND, "there is no user %lld", (long long)id);
}

struct user *user_find(struct scope *sc, struct doors *doors, struct str email)
{
	bool broke;
	struct str plain = user_email(sc, email);
	struct user_locks *locks = plain.p ? user_locks(sc, doors, plain, 0, &broke) : NULL;

	if (locks)
		return &locks->user;
	return scope_fail(
		sc, FAULT_NOT_FOUND, "there is no user \"%.*s\": wend user lists them", STR_ARG(plain));
}

struct str user_id_text(struct scope *sc, int64_t id)
{
	return str_of(scope_printf(sc, "%lld", (long long)id));
}

bool user_insert(struct scope *sc, struct doors *doors, const struct user_wish *wish, struct str hash,
	int64_t now_us, int64_t *id)
{
	int64_t n;
	bool found;

	if (!doors_number(sc, doors, "SELECT count(*) FROM door_user", 0, NULL, &found, &n))
		return false;
	if (n >= USERS_MOST)
		return scope_fail(sc, FAULT_LIMIT, "there are %d users, the ceiling", USERS_MOST);
	if (!doors_number(sc, doors, "SELECT 1 FROM door_user WHERE email = ?", 1, &LITE_TEXT(wish->email),
		    &found, &n))
		return false;
	if (found)
		return scope_fail(
			sc, FAULT_CONFLICT, "there is a user \"%.*s\" already", STR_ARG(wish->email));
	return doors_number(sc, doors,
		"INSERT INTO door_user (email, name, role, password, made) VALUES (?, ?, ?, ?, ?) RETURNING id",
		5,
		(struct lite_value[]){ LITE_TEXT(wish->email), LITE_TEXT(wish->name),
			LITE_TEXT(str_of(rank_key(wish->rank))), LITE_TEXT(hash), LITE_INT(now_us) },
		&found, id);
}

bool user_add_plain(struct scope *sc, struct doors *doors, const struct visitor *by,
	const struct user_wish *plain, struct str hash, int64_t now_us, int64_t *id)
{
	return user_insert(sc, doors, plain, hash, now_us, id) &&
	       audit_add(sc, doors->db, by,
		       &(struct audit_entry){ AUDIT_USER_ADD, "user", user_id_text(sc, *id),
			       { { "role", str_of(rank_key(plain->rank)) } } },
		       now_us);
}

bool user_add(struct scope *sc, struct doors *doors, const struct visitor *by, const struct user_wish *wish,
	int64_t now_us, int64_t *id)
{
	struct user_wish plain;
	struct str hash = { 0 };

	if (!visitor_needs(sc, by, GRANT_ADMIN) || !user_wish_plain(sc, wish, &plain))
		return false;
	if (wish->password.p && !(hash = user_hash(sc, doors, wish->password, plain.email)).p)
		return false;
	if (!doors_begin(sc, doors))
		return false;
	return doors_end(sc, doors, user_add_plain(sc, doors, by, &plain, hash, now_us, id));
}

/* --- changes: each within a transaction that the row of `changes` runs in ------------------------------ */

/* Somebody must be able to let others in: an admin who has a password and is not disabled. */
static bool stays_an_admin(struct scope *sc, struct doors *doors, const struct user *but, const char *what)
{
	bool found;
	int64_t one;

	if (but->rank != RANK_ADMIN || but->disabled || !but->has_password)
		return true;
	if (!doors_number(sc, doors,
		    "SELECT 1 FROM door_user WHERE role = 'admin' AND NOT disabled AND password IS NOT NULL AND id <> ?"
		    " LIMIT 1",
		    1, &LITE_INT(but->id), &found, &one))
		return false;
	return found || scope_fail(sc, FAULT_CONFLICT,
				"\"%.*s\" is the last admin and cannot be %s: make somebody else admin first",
				STR_ARG(but->email), what);
}

static bool put(struct scope *sc, struct doors *doors, const char *sql, struct lite_value value, int64_t id)
{
	return lite_run(sc, doors->db, sql, 2, (struct lite_value[]){ value, LITE_INT(id) });
}

bool user_end_sessions(struct scope *sc, struct doors *doors, int64_t user, struct str but)
{
	struct ticket kept = { 0 };

	if (but.p && !ticket_read(TICKET_SESSION, but, &kept))
		kept.hash[0] = 0;
	return lite_run(sc, doors->db, "DELETE FROM door_session WHERE user = ? AND hash <> ?", 2,
		(struct lite_value[]){ LITE_INT(user), LITE_TEXT(str_of(kept.hash)) });
}

static bool note(struct scope *sc, struct doors *doors, const struct visitor *by, enum audit_action action,
	int64_t id, struct audit_detail detail, int64_t now_us)
{
	return audit_add(sc, doors->db, by,
		&(struct audit_entry){ action, "user", user_id_text(sc, id), { detail } }, now_us);
}

static bool put_name(struct scope *sc, struct doors *doors, const struct visitor *by, struct user *user,
	struct str name, int64_t now_us)
{
	struct str plain = doors_words(sc, "the name", name, USER_NAME_MOST);
	bool own = by->kind == VISITOR_USER && by->user == user->id;

	if (!plain.p || (!own && !visitor_needs(sc, by, GRANT_ADMIN)))
		return false;
	if (!plain.n)
		return scope_fail(sc, FAULT_INVALID, "the name is empty");
	return put(sc, doors, "UPDATE door_user SET name = ? WHERE id = ?", LITE_TEXT(plain), user->id) &&
	       note(sc, doors, by, AUDIT_USER_NAME, user->id, (struct audit_detail){ 0 }, now_us);
}

static bool is_language(struct str code)
{
	static const char *const known[] = { "en", "pl", "ru" };

	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (str_equal(code, str_of(known[i])))
			return true;
	return false;
}

static bool put_language(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id,
	struct str code, int64_t now_us)
{
	return put(sc, doors, "UPDATE door_user SET language = ? WHERE id = ?", LITE_TEXT(code), id) &&
	       note(sc, doors, by, AUDIT_USER_LANGUAGE, id,
		       (struct audit_detail){ "language", code.p ? code : STR("none") }, now_us);
}

bool user_set_language(
	struct scope *sc, struct doors *doors, const struct visitor *by, struct str code, int64_t now_us)
{
	if (!visitor_in_person(sc, by))
		return false;
	if (code.p && !is_language(code))
		return scope_fail(sc, FAULT_INVALID, "the page is there in en, pl and ru, not in \"%.*s\"",
			STR_ARG(str_short(sc, code, 20)));
	if (!doors_begin(sc, doors))
		return false;
	return doors_end(sc, doors,
		user_at(sc, doors, by->user) && put_language(sc, doors, by, by->user, code, now_us));
}

static bool put_rank(struct scope *sc, struct doors *doors, const struct visitor *by, struct user *user,
	enum rank rank, int64_t now_us)
{
	struct str key = str_of(rank_key(rank));

	if (!visitor_needs(sc, by, GRANT_ADMIN))
		return false;
	if (user->rank == rank)
		return true;
	if ((rank != RANK_ADMIN && !stays_an_admin(sc, doors, user, "made less")) ||
		!put(sc, doors, "UPDATE door_user SET role = ? WHERE id = ?", LITE_TEXT(key), user->id))
		return false;
	user->rank = rank;
	return user_end_sessions(sc, doors, user->id, (struct str){ 0 }) &&
	       note(sc, doors, by, AUDIT_USER_ROLE, user->id, (struct audit_detail){ "role", key }, now_us);
}

static bool put_disabled(struct scope *sc, struct doors *doors, const struct visitor *by,
	const struct user *user, bool disabled, int64_t now_us)
{
	return visitor_needs(sc, by, GRANT_ADMIN) &&
	       (!disabled || stays_an_admin(sc, doors, user, "disabled")) &&
	       put(sc, doors, "UPDATE door_user SET disabled = ? WHERE id = ?", LITE_INT(disabled),
		       user->id) &&
	       user_end_sessions(sc, doors, user->id, (struct str){ 0 }) &&
	       note(sc, doors, by, disabled ? AUDIT_USER_DISABLE : AUDIT_USER_ENABLE, user->id,
		       (struct audit_detail){ 0 }, now_us);
}

bool user_change(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id,
	const struct user_change *c, int64_t now_us)
{
	if (!doors_begin(sc, doors))
		return false;
	struct user *user = user_at(sc, doors, id);
	bool ok = user && (!c->name.p || put_name(sc, doors, by, user, c->name, now_us)) &&
		  (!c->rank || put_rank(sc, doors, by, user, *c->rank, now_us)) &&
		  (!c->disabled || put_disabled(sc, doors, by, user, *c->disabled, now_us));
	return doors_end(sc, doors, ok);
}

bool user_set_rank(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id,
	enum rank rank, int64_t now_us)
{
	return visitor_needs(sc, by, GRANT_ADMIN) &&
	       user_change(sc, doors, by, id, &(struct user_change){ .rank = &rank }, now_us);
}

bool user_set_name(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id,
	struct str name, int64_t now_us)
{
	bool own = by->kind == VISITOR_USER && by->user == id;

	return (own || visitor_needs(sc, by, GRANT_ADMIN)) &&
	       user_change(sc, doors, by, id, &(struct user_change){ .name = name }, now_us);
}

bool user_set_disabled(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id,
	bool disabled, int64_t now_us)
{
	return visitor_needs(sc, by, GRANT_ADMIN) &&
	       user_change(sc, doors, by, id, &(struct user_change){ .disabled = &disabled }, now_us);
}

/* Whatever names the user goes with him; what he made stays, by nobody. */
static bool remove_rows(struct scope *sc, struct doors *doors, int64_t id)
{
	static const char *const statements[] = {
		"DELETE FROM door_session WHERE user = ?",
		"DELETE FROM door_token WHERE user = ?",
		"DELETE FROM door_recovery WHERE user = ?",
		"DELETE FROM door_handover WHERE user = ?",
		"DELETE FROM door_notice WHERE user = ?",
		"UPDATE door_notice SET made_by = 0 WHERE made_by = ?",
		"UPDATE door_share SET made_by = 0 WHERE made_by = ?",
		"DELETE FROM door_user WHERE id = ?",
	};

	for (size_t i = 0; i < COUNT_OF(statements); i++)
		if (!lite_run(sc, doors->db, statements[i], 1, &LITE_INT(id)))
			return false;
	return true;
}

bool user_remove(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t id, int64_t now_us)
{
	if (!visitor_needs(sc, by, GRANT_ADMIN) || !doors_begin(sc, doors))
		return false;
	struct user *user = user_at(sc, doors, id);
	bool ok = user && stays_an_admin(sc, doors, user, "removed") && remove_rows(sc, doors, id) &&
		  note(sc, doors, by, AUDIT_USER_REMOVE, id, (struct audit_detail){ 0 }, now_us);
	return doors_end(sc, doors, ok);
}
