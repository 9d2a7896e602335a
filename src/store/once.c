#include "store/once.h"

static bool forget_old(struct scope *sc, struct documents *docs, const struct once *once)
{
	struct lite *db = documents_lite(docs);

	return lite_run(
		       sc, db, "DELETE FROM once WHERE at <= ?", 1, &LITE_INT(once->now_us - ONCE_KEPT_US)) &&
	       lite_run(sc, db,
		       "DELETE FROM once WHERE id IN (SELECT id FROM once WHERE who = ? AND status > 0"
		       " ORDER BY id DESC LIMIT -1 OFFSET ?)",
		       2, (struct lite_value[]){ LITE_TEXT(once->who), LITE_INT(ONCE_KEYS - 1) });
}

static enum once_found found_in(const struct once *once, const struct lite_rows *rows)
{
	if (!str_equal(lite_bytes(rows, 0), once->asked))
		return ONCE_OTHER;
	if (lite_int(rows, 1))
		return ONCE_DONE;
	if (lite_int(rows, 4) != once->run || once->now_us - lite_int(rows, 5) > ONCE_LONGEST_US)
		return ONCE_LOST;
	return ONCE_BUSY;
}

static struct once_answer read_answer(struct scope *sc, const struct lite_rows *rows)
{
	struct str type = lite_text(rows, 2), body = lite_bytes(rows, 3);

	return (struct once_answer){ .status = (int)lite_int(rows, 1),
		.type = type.p ? str_copy(sc, type) : type,
		.body = lite_int(rows, 6) ? str_copy(sc, body.p ? body : STR("")) : (struct str){ 0 } };
}

static bool look(struct scope *sc, struct documents *docs, const struct once *once, enum once_found *found,
	struct once_answer *answer)
{
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT asked, status, type, body, run, at, body IS NOT NULL FROM once WHERE who = ? AND key = ?",
		2, (struct lite_value[]){ LITE_TEXT(once->who), LITE_TEXT(once->key) });

	*found = ONCE_NEW;
	if (rows && lite_next(rows)) {
		*found = found_in(once, rows);
		*answer = read_answer(sc, rows);
	}
	return rows && lite_done(sc, rows);
}

static bool note(struct scope *sc, struct documents *docs, const struct once *once)
{
	return lite_run(sc, documents_lite(docs),
		"INSERT INTO once (who, key, asked, run, at, status) VALUES (?, ?, ?, ?, ?, 0)", 5,
		(struct lite_value[]){ LITE_TEXT(once->who), LITE_TEXT(once->key), LITE_BYTES(once->asked),
			LITE_INT(once->run), LITE_INT(once->now_us) });
}

bool once_begin(struct scope *sc, struct documents *docs, const struct once *once, enum once_found *found,
	struct once_answer *answer)
{
	*answer = (struct once_answer){ 0 };
	if (!documents_begin(sc, docs))
		return false;
	if (forget_old(sc, docs, once) && look(sc, docs, once, found, answer) &&
		(*found != ONCE_NEW || note(sc, docs, once)) && documents_commit(sc, docs))
		return true;
	documents_rollback(docs);
	return false;
}

/* From the newest back, as many as there is room for. */
static bool make_room(struct scope *sc, struct documents *docs)
{
	return lite_run(sc, documents_lite(docs),
		"DELETE FROM once WHERE id IN (SELECT id FROM (SELECT id, sum(length(body)) OVER (ORDER BY id DESC)"
		" AS bytes FROM once WHERE status > 0) WHERE bytes > ?)",
		1, &LITE_INT(ONCE_BYTES));
}

bool once_keep(
	struct scope *sc, struct documents *docs, const struct once *once, const struct once_answer *answer)
{
	struct str body = answer->body.n <= ONCE_BODY ? answer->body : (struct str){ 0 };

	if (!documents_begin(sc, docs))
		return false;
	if (lite_run(sc, documents_lite(docs),
		    "UPDATE once SET status = ?, type = ?, body = ? WHERE who = ? AND key = ?", 5,
		    (struct lite_value[]){ LITE_INT(answer->status), LITE_TEXT(answer->type),
			    LITE_BYTES(body), LITE_TEXT(once->who), LITE_TEXT(once->key) }) &&
		make_room(sc, docs) && documents_commit(sc, docs))
		return true;
	documents_rollback(docs);
	return false;
}

bool once_drop(struct scope *sc, struct documents *docs, const struct once *once)
{
	return lite_run(sc, documents_lite(docs), "DELETE FROM once WHERE who = ? AND key = ? AND status = 0",
		2, (struct lite_value[]){ LITE_TEXT(once->who), LITE_TEXT(once->key) });
}
