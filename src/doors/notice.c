#include "doors/notice.h"

/* Comments are for those who write (api_papers.c). */
#define WORKS "NOT disabled AND role IN ('editor', 'admin')"

#define OF_COMMENTS                                                                                           \
	" FROM door_notice n JOIN paper_revision r ON r.kind = 'comment' AND r.id = n.comment AND r.gone = 0" \
	" AND r.revision = (SELECT max(revision) FROM paper_revision WHERE kind = 'comment' AND id = n.comment)"

/* --- who may be told ------------------------------------------------------------------------------------ */

bool notices_people(struct scope *sc, struct lite *db, int64_t after, size_t most,
	struct notice_person **people, size_t *n)
{
	LIST(struct notice_person) list = { 0 };
	struct lite_rows *rows = lite_ask(sc, db,
		"SELECT id, name, role FROM door_user WHERE id > ? AND " WORKS " ORDER BY id LIMIT ?", 2,
		(struct lite_value[]){ LITE_INT(after), LITE_INT(most) });

	while (rows && lite_next(rows)) {
		struct notice_person *one = LIST_ADD(sc, &list);
		*one = (struct notice_person){ .user = lite_int(rows, 0),
			.name = str_copy(sc, lite_text(rows, 1)) };
		if (!rank_find(lite_text(rows, 2), &one->rank))
			one->rank = RANK_VIEWER;
	}
	*people = list.at;
	*n = list.n;
	return rows && lite_done(sc, rows);
}

static bool is_there(struct scope *sc, struct lite *db, int64_t user, bool *there)
{
	struct lite_rows *rows =
		lite_ask(sc, db, "SELECT 1 FROM door_user WHERE id = ? AND " WORKS, 1, &LITE_INT(user));

	*there = rows && lite_next(rows);
	return rows && lite_done(sc, rows);
}

bool notices_check(struct scope *sc, struct lite *db, const int64_t *users, size_t n)
{
	bool there = true;
	size_t i = 0;

	for (; there && i < n; i++)
		if (!is_there(sc, db, users[i], &there))
			return false;
	return there ||
	       scope_fail(sc, FAULT_INVALID,
		       "mentions: nobody who works on the maps has the number %lld: GET /api/v1/people"
		       " lists them",
		       (long long)users[i - 1]);
}

/* --- written ---------------------------------------------------------------------------------------------- */

static bool add_told(struct scope *sc, struct lite_rows *rows, struct notice_told *told)
{
	while (rows && lite_next(rows))
		*LIST_ADD(sc, &told->users) = lite_int(rows, 0);
	return rows && lite_done(sc, rows);
}

/* Whoever has one of this comment gets no second. */
static bool add(struct scope *sc, struct lite *db, const struct notice_wish *w, int64_t user,
	const char *kind, struct notice_told *told)
{
	if (user == w->by)
		return true;
	return add_told(sc,
		       lite_ask(sc, db,
			       "INSERT OR IGNORE INTO door_notice (user, comment, kind, made, made_by)"
			       " SELECT id, ?2, ?3, ?4, ?5 FROM door_user WHERE id = ?1 AND " WORKS
			       " RETURNING user",
			       5,
			       (struct lite_value[]){ LITE_INT(user), LITE_TEXT(w->comment),
				       LITE_TEXT(str_of(kind)), LITE_INT(w->now_us), LITE_INT(w->by) }),
		       told) &&
	       lite_run(sc, db,
		       "DELETE FROM door_notice WHERE user = ?1 AND id <= (SELECT id FROM door_notice"
		       " WHERE user = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
		       2, (struct lite_value[]){ LITE_INT(user), LITE_INT(NOTICES_MOST) });
}

bool notices_write(
	struct scope *sc, struct lite *db, const struct notice_wish *wish, struct notice_told *told)
{
	for (size_t i = 0; i < wish->n; i++)
		if (!add(sc, db, wish, wish->mentions[i], "mentioned", told))
			return false;
	return !wish->answered || add(sc, db, wish, wish->answered, "answered", told);
}

bool notices_drop(struct scope *sc, struct lite *db, struct str comment, struct notice_told *told)
{
	return add_told(sc,
		lite_ask(sc, db, "DELETE FROM door_notice WHERE comment = ? RETURNING user", 1,
			&LITE_TEXT(comment)),
		told);
}

/* --- read --------------------------------------------------------------------------------------------------- */

static struct notice read_notice(struct scope *sc, const struct lite_rows *rows)
{
	struct str by = lite_text(rows, 3);

	return (struct notice){ .id = lite_int(rows, 0),
		.made_us = lite_int(rows, 1),
		.kind = str_copy(sc, lite_text(rows, 2)),
		.by = by.p ? str_copy(sc, by) : by,
		.seen = lite_int(rows, 4) != 0,
		.comment = str_copy(sc, lite_text(rows, 5)),
		.body = str_copy(sc, lite_text(rows, 6)) };
}

bool notices_list(struct scope *sc, struct lite *db, int64_t user, int64_t before, size_t most,
	struct notice **notices, size_t *n)
{
	LIST(struct notice) list = { 0 };
	struct lite_rows *rows = lite_ask(sc, db,
		"SELECT n.id, n.made, n.kind, (SELECT name FROM door_user u WHERE u.id = n.made_by), n.seen,"
		" n.comment, r.body" OF_COMMENTS " WHERE n.user = ?1 AND (?2 = 0 OR n.id < ?2)"
		" ORDER BY n.id DESC LIMIT ?3",
		3, (struct lite_value[]){ LITE_INT(user), LITE_INT(before), LITE_INT(most) });

	while (rows && lite_next(rows))
		*LIST_ADD(sc, &list) = read_notice(sc, rows);
	*notices = list.at;
	*n = list.n;
	return rows && lite_done(sc, rows);
}

bool notices_unseen(struct scope *sc, struct lite *db, int64_t user, int64_t *n)
{
	struct lite_rows *rows = lite_ask(
		sc, db, "SELECT count(*)" OF_COMMENTS " WHERE n.user = ? AND NOT n.seen", 1, &LITE_INT(user));

	*n = rows && lite_next(rows) ? lite_int(rows, 0) : 0;
	return rows && lite_done(sc, rows);
}

bool notices_see(struct scope *sc, struct lite *db, int64_t user, int64_t until)
{
	return lite_run(sc, db, "UPDATE door_notice SET seen = 1 WHERE user = ? AND id <= ? AND NOT seen", 2,
		(struct lite_value[]){ LITE_INT(user), LITE_INT(until) });
}
