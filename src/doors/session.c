#include "doors/session.h"

#include "doors/audit.h"
#include "doors/user_private.h"

bool session_begin(struct scope *sc, struct doors *doors, int64_t user, struct str address, int64_t now_us,
	struct ticket *out)
{
	*out = ticket_new(TICKET_SESSION);
	return lite_run(sc, doors->db,
		       "INSERT INTO door_session (hash, user, made, used, address) VALUES (?, ?, ?3, ?3, ?4)",
		       4,
		       (struct lite_value[]){ LITE_TEXT(str_of(out->hash)), LITE_INT(user), LITE_INT(now_us),
			       LITE_TEXT(doors_address(sc, address)) }) &&
	       lite_run(sc, doors->db,
		       "DELETE FROM door_session WHERE user = ?1 AND id NOT IN (SELECT id FROM door_session"
		       " WHERE user = ?1 ORDER BY used DESC, id DESC LIMIT ?2)",
		       2, (struct lite_value[]){ LITE_INT(user), LITE_INT(SESSION_MOST) }) &&
	       lite_run(sc, doors->db, "UPDATE door_user SET seen = ? WHERE id = ?", 2,
		       (struct lite_value[]){ LITE_INT(now_us), LITE_INT(user) });
}

static void note_use(struct doors *doors, int64_t id, int64_t user, int64_t now_us)
{
	doors_try(doors, "UPDATE door_session SET used = max(used, ?) WHERE id = ?", 2,
		(struct lite_value[]){ LITE_INT(now_us), LITE_INT(id) });
	doors_try(doors, "UPDATE door_user SET seen = max(seen, ?) WHERE id = ?", 2,
		(struct lite_value[]){ LITE_INT(now_us), LITE_INT(user) });
}

static bool find(struct scope *sc, struct doors *doors, const struct ticket *t, int64_t now_us,
	struct visitor *out, int64_t *id, int64_t *used)
{
	struct lite_rows *rows = lite_ask(sc, doors->db,
		"SELECT s.id, s.used, u.id, u.role, u.name FROM door_session s JOIN door_user u ON u.id = s.user"
		" WHERE s.hash = ? AND s.used > ? AND s.made > ? AND NOT u.disabled",
		3,
		(struct lite_value[]){ LITE_TEXT(str_of(t->hash)), LITE_INT(now_us - SESSION_IDLE_US),
			LITE_INT(now_us - SESSION_LONGEST_US) });

	if (rows && lite_next(rows)) {
		*id = lite_int(rows, 0);
		*used = lite_int(rows, 1);
		out->kind = VISITOR_USER;
		out->id = out->user = lite_int(rows, 2);
		if (!rank_find(lite_text(rows, 3), &out->rank))
			out->rank = RANK_VIEWER;
		out->grants = rank_grants(out->rank);
		out->name = str_copy(sc, lite_text(rows, 4));
	}
	return rows && lite_done(sc, rows);
}

bool session_open(struct scope *sc, struct doors *doors, struct str cookie, struct str address,
	int64_t now_us, struct visitor *out)
{
	struct ticket t;
	int64_t id = 0, used = 0;

	*out = (struct visitor){ .address = address };
	if (ticket_read(TICKET_SESSION, cookie, &t) && !find(sc, doors, &t, now_us, out, &id, &used))
		return false;
	if (!id)
		return scope_fail(sc, FAULT_DENIED, "sign in first: you have not, or it was too long ago");
	if (now_us - used > SESSION_NOTE_US)
		note_use(doors, id, out->user, now_us);
	return true;
}

void session_csrf(struct str cookie, char out[static TICKET_HASH])
{
	ticket_derive(cookie, STR("csrf"), out);
}

bool session_csrf_ok(struct scope *sc, struct str cookie, struct str claimed)
{
	return ticket_derived(cookie, STR("csrf"), claimed) ||
	       scope_fail(sc, FAULT_DENIED,
		       "this does not come from a page of this server (the CSRF token is missing or another "
		       "session's): load the page again");
}

bool session_end(struct scope *sc, struct doors *doors, struct str cookie, int64_t now_us)
{
	struct ticket t;
	struct visitor by = { .kind = VISITOR_USER };
	bool found;

	if (!ticket_read(TICKET_SESSION, cookie, &t))
		return true;
	if (!doors_begin(sc, doors))
		return false;
	bool ok = doors_number(sc, doors, "DELETE FROM door_session WHERE hash = ? RETURNING user", 1,
			  &LITE_TEXT(str_of(t.hash)), &found, &by.id) &&
		  (!found || (by.user = by.id,
				     audit_add(sc, doors->db, &by,
					     &(struct audit_entry){ .action = AUDIT_SIGN_OUT }, now_us)));
	return doors_end(sc, doors, ok);
}

bool session_end_all(struct scope *sc, struct doors *doors, const struct visitor *by, int64_t user,
	struct str but, int64_t now_us)
{
	bool own = by->kind == VISITOR_USER && by->user == user;

	if ((!own && !visitor_needs(sc, by, GRANT_ADMIN)) || !doors_begin(sc, doors))
		return false;
	bool ok = user_end_sessions(sc, doors, user, but) &&
		  audit_add(sc, doors->db, by,
			  &(struct audit_entry){ AUDIT_SIGN_OUT, "user", user_id_text(sc, user),
				  { { "sessions", but.p ? STR("all others") : STR("all") } } },
			  now_us);
	return doors_end(sc, doors, ok);
}

bool session_list(struct scope *sc, struct doors *doors, int64_t user, struct str cookie,
	struct session_row **out, size_t *n)
{
	struct ticket t;
	LIST(struct session_row) list = { 0 };

	if (!ticket_read(TICKET_SESSION, cookie, &t))
		t.hash[0] = 0;
	struct lite_rows *rows = lite_ask(sc, doors->db,
		"SELECT id, made, used, hash = ?, address FROM door_session WHERE user = ? ORDER BY used DESC, id DESC",
		2, (struct lite_value[]){ LITE_TEXT(str_of(t.hash)), LITE_INT(user) });
	while (rows && lite_next(rows)) {
		struct str address = lite_text(rows, 4);
		*LIST_ADD(sc, &list) = (struct session_row){ .id = lite_int(rows, 0),
			.made_us = lite_int(rows, 1),
			.used_us = lite_int(rows, 2),
			.is_this = lite_int(rows, 3) != 0,
			.address = address.p ? str_copy(sc, address) : address };
	}
	*out = list.at;
	*n = list.n;
	return rows && lite_done(sc, rows);
}

bool session_sweep(struct scope *sc, struct doors *doors, int64_t now_us)
{
	return lite_run(sc, doors->db, "DELETE FROM door_session WHERE used <= ? OR made <= ?", 2,
		       (struct lite_value[]){
			       LITE_INT(now_us - SESSION_IDLE_US), LITE_INT(now_us - SESSION_LONGEST_US) }) &&
	       lite_run(sc, doors->db, "DELETE FROM door_handover WHERE until <= ?", 1, &LITE_INT(now_us)) &&
	       lite_run(sc, doors->db, "DELETE FROM door_first WHERE until <= ?", 1, &LITE_INT(now_us));
}
