#include "doors/handover.h"

#include "doors/audit.h"
#include "doors/ticket.h"
#include "doors/user_private.h"

#define HOUR_US (3600 * INT64_C(1000000))

static const struct {
	const char *key;
	int64_t holds_us;
} rows_of[HANDOVERS] = {
	[HANDOVER_INVITE] = { "invite", 7 * 24 * HOUR_US },
	[HANDOVER_RESET] = { "reset", HOUR_US },
};

static bool fits(struct scope *sc, const struct user *user, enum handover_kind kind)
{
	if (user->disabled)
		return scope_fail(sc, FAULT_CONFLICT, "\"%.*s\" is disabled: enable the user first",
			STR_ARG(user->email));
	if (user->has_password == (kind == HANDOVER_RESET))
		return true;
	return scope_fail(sc, FAULT_CONFLICT,
		user->has_password ? "\"%.*s\" has come already: what helps is a link for a new password"
				   : "\"%.*s\" has no password yet: what helps is an invitation",
		STR_ARG(user->email));
}

static bool make(struct scope *sc, struct doors *doors, const struct visitor *by, enum handover_kind kind,
	int64_t user, int64_t now_us, struct str *text)
{
	struct ticket t = ticket_new(TICKET_LINK);
	struct str key = str_of(rows_of[kind].key);
	struct user *whose = user_at(sc, doors, user);

	*text = str_copy(sc, str_of(t.text));
	return whose && fits(sc, whose, kind) &&
	       lite_run(sc, doors->db,
		       "INSERT OR REPLACE INTO door_handover (user, hash, kind, until) VALUES (?, ?, ?, ?)",
		       4,
		       (struct lite_value[]){ LITE_INT(user), LITE_TEXT(str_of(t.hash)), LITE_TEXT(key),
			       LITE_INT(now_us + rows_of[kind].holds_us) }) &&
	       audit_add(sc, doors->db, by,
		       &(struct audit_entry){
			       AUDIT_LINK_MAKE, "user", user_id_text(sc, user), { { "kind", key } } },
		       now_us);
}

bool handover_make(struct scope *sc, struct doors *doors, const struct visitor *by, enum handover_kind kind,
	int64_t user, int64_t now_us, struct str *text)
{
	return visitor_needs(sc, by, GRANT_ADMIN) && visitor_in_person(sc, by) && doors_begin(sc, doors) &&
	       doors_end(sc, doors, make(sc, doors, by, kind, user, now_us, text));
}

bool handover_invite(struct scope *sc, struct doors *doors, const struct visitor *by,
	const struct user_wish *wish, int64_t now_us, int64_t *user, struct str *text)
{
	struct user_wish plain;

	if (!visitor_needs(sc, by, GRANT_ADMIN) || !visitor_in_person(sc, by) ||
		!user_wish_plain(sc, wish, &plain) || !doors_begin(sc, doors))
		return false;
	bool ok = user_add_plain(sc, doors, by, &plain, (struct str){ 0 }, now_us, user) &&
		  make(sc, doors, by, HANDOVER_INVITE, *user, now_us, text);
	return doors_end(sc, doors, ok);
}

static bool gone(struct scope *sc)
{
	return scope_fail(sc, FAULT_NOT_FOUND,
		"this link opens nothing: it was used already or is too old; ask an admin for a new one");
}

static bool find(struct scope *sc, struct doors *doors, const struct ticket *t, int64_t now_us,
	struct handover_seen *seen)
{
	struct lite_rows *rows = lite_ask(sc, doors->db,
		"SELECT h.kind, h.user, h.until, u.email, u.name FROM door_handover h JOIN door_user u ON u.id = h.user"
		" WHERE h.hash = ? AND h.until > ? AND NOT u.disabled",
		2, (struct lite_value[]){ LITE_TEXT(str_of(t->hash)), LITE_INT(now_us) });
	bool there = rows && lite_next(rows);

	if (there) {
		bool invites = str_equal(lite_text(rows, 0), str_of(rows_of[HANDOVER_INVITE].key));
		*seen = (struct handover_seen){ .kind = invites ? HANDOVER_INVITE : HANDOVER_RESET,
			.user = lite_int(rows, 1),
			.until_us = lite_int(rows, 2),
			.email = str_copy(sc, lite_text(rows, 3)),
			.name = str_copy(sc, lite_text(rows, 4)) };
	}
	if (!rows || !lite_done(sc, rows))
		return false;
	return there || gone(sc);
}

bool handover_look(
	struct scope *sc, struct doors *doors, struct str text, int64_t now_us, struct handover_seen *seen)
{
	struct ticket t;

	*seen = (struct handover_seen){ 0 };
	return ticket_read(TICKET_LINK, text, &t) ? find(sc, doors, &t, now_us, seen) : gone(sc);
}

/* The link goes with the same statement that asks for it: of two who use it at once, one comes in. */
static bool take_link(struct scope *sc, struct doors *doors, struct str text, int64_t user, int64_t now_us)
{
	struct ticket t;
	bool found = false;
	int64_t whose = 0;

	if (!ticket_read(TICKET_LINK, text, &t))
		return gone(sc);
	if (!doors_number(sc, doors,
		    "DELETE FROM door_handover WHERE hash = ? AND until > ? AND user IN"
		    " (SELECT id FROM door_user WHERE NOT disabled) RETURNING user",
		    2, (struct lite_value[]){ LITE_TEXT(str_of(t.hash)), LITE_INT(now_us) }, &found, &whose))
		return false;
	return (found && whose == user) || gone(sc);
}

static bool settle(struct scope *sc, struct doors *doors, const struct handover_seen *seen, struct str name,
	struct str hash, struct str address, int64_t now_us)
{
	struct visitor by = {
		.kind = VISITOR_USER, .id = seen->user, .user = seen->user, .address = address
	};

	return user_put_hash(sc, doors, seen->user, hash) &&
	       (!name.n || lite_run(sc, doors->db, "UPDATE door_user SET name = ? WHERE id = ?", 2,
				   (struct lite_value[]){ LITE_TEXT(name), LITE_INT(seen->user) })) &&
	       user_end_sessions(sc, doors, seen->user, (struct str){ 0 }) &&
	       audit_add(sc, doors->db, &by,
		       &(struct audit_entry){ AUDIT_LINK_USE, "user", user_id_text(sc, seen->user),
			       { { "kind", str_of(rows_of[seen->kind].key) } } },
		       now_us);
}

bool handover_use(struct scope *sc, struct doors *doors, struct str text, struct str name,
	struct str password, struct str address, int64_t now_us, int64_t *user)
{
	struct handover_seen seen;
	struct str plain = doors_words(sc, "the name", name, USER_NAME_MOST);

	if (!plain.p || !handover_look(sc, doors, text, now_us, &seen))
		return false;
	struct str hash = user_hash(sc, doors, password, seen.email);
	if (!hash.p || !doors_begin(sc, doors))
		return false;
	bool ok = take_link(sc, doors, text, seen.user, now_us) &&
		  settle(sc, doors, &seen, plain, hash, address, now_us);
	*user = seen.user;
	return doors_end(sc, doors, ok);
}
