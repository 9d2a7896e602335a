#include "doors/audit.h"

#include "base/address.h"
#include "base/json.h"

enum { DETAILS_MOST = 4000, PAGE_USUAL = 100 };

static struct str details_json(struct scope *sc, const struct audit_entry *entry)
{
	struct buf *b = buf_new(sc, DETAILS_MOST);

	buf_putc(b, '{');
	for (size_t i = 0; i < AUDIT_DETAILS && entry->details[i].name; i++) {
		if (i)
			buf_putc(b, ',');
		json_quote(b, str_of(entry->details[i].name));
		buf_putc(b, ':');
		json_quote(b, entry->details[i].value);
	}
	buf_putc(b, '}');
	return buf_ok(b, "a row of the audit log") ? buf_str(b) : (struct str){ 0 };
}

bool audit_add(struct scope *sc, struct lite *db, const struct visitor *by, const struct audit_entry *entry,
	int64_t now_us)
{
	char room[ADDRESS_ROOM];
	struct str details = details_json(sc, entry);

	return details.p &&
	       lite_run(sc, db,
		       "INSERT INTO audit (at, who, who_id, user, action, about, about_id, details, address)"
		       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		       9,
		       (struct lite_value[]){ LITE_INT(now_us), LITE_TEXT(str_of(visitor_key(by->kind))),
			       LITE_INT(by->id), LITE_INT(by->user),
			       LITE_TEXT(str_of(audit_key(entry->action))), LITE_TEXT(str_of(entry->on)),
			       LITE_TEXT(entry->on_id), LITE_TEXT(details),
			       LITE_TEXT(
				       address_cut(by->address, room) ? str_of(room) : (struct str){ 0 }) });
}

static struct str words_of(struct str key)
{
	for (size_t i = 0; i < AUDIT_ACTIONS; i++)
		if (str_equal(key, str_of(audit_key((enum audit_action)i))))
			return str_of(audit_words((enum audit_action)i));
	return (struct str){ 0 };
}

static struct audit_row read_row(struct scope *sc, const struct lite_rows *rows)
{
	struct audit_row row = {
		.id = lite_int(rows, 0),
		.when_us = lite_int(rows, 1),
		.who_id = lite_int(rows, 3),
		.user = lite_int(rows, 4),
	};
	struct str *const texts[] = { &row.action, &row.on, &row.on_id, &row.details, &row.address,
		&row.who_name };

	if (!visitor_find(lite_text(rows, 2), &row.who))
		row.who = VISITOR_NOBODY;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct str text = lite_text(rows, 5 + (int)i);
		*texts[i] = text.p ? str_copy(sc, text) : text;
	}
	row.words = words_of(row.action);
	return row;
}

/* {"export", "backup", ...} as SQLite's json_each reads it. */
static struct str looks_json(struct scope *sc)
{
	struct buf *b = buf_new(sc, 4000);

	for (size_t i = 0; i < AUDIT_ACTIONS; i++)
		if (audit_is_look((enum audit_action)i))
			buf_printf(b, "%s\"%s\"", buf_len(b) ? "," : "[", audit_key((enum audit_action)i));
	buf_putc(b, ']');
	return buf_str(b);
}

/* A name that ends in a point stands for all that begin so: compared letter by letter, as LIKE has signs of its own. */
static const char list_sql[] =
	"SELECT a.id, a.at, a.who, a.who_id, a.user, a.action, a.about, a.about_id, a.details, a.address,"
	" CASE a.who WHEN 'user' THEN (SELECT name FROM door_user WHERE id = a.who_id)"
	" WHEN 'token' THEN (SELECT name FROM door_token WHERE id = a.who_id)"
	" WHEN 'share' THEN (SELECT title FROM door_share WHERE id = a.who_id) END"
	" FROM audit a WHERE (?1 = 0 OR a.id < ?1) AND (?2 IS NULL OR a.action = ?2 OR"
	" (substr(?2, -1) = '.' AND substr(a.action, 1, length(?2)) = ?2))"
	" AND (?3 IS NULL OR a.about = ?3) AND (?4 IS NULL OR a.about_id = ?4) AND (?5 = 0 OR a.user = ?5)"
	" AND (?6 = 0 OR a.at >= ?6) AND (?7 = 0 OR a.at < ?7)"
	" AND (?8 IS NULL OR a.action IN (SELECT value FROM json_each(?8)))"
	" ORDER BY a.id DESC LIMIT ?9";

static struct lite_rows *ask(struct scope *sc, struct lite *db, const struct audit_filter *f, size_t most)
{
	struct lite_value values[] = { LITE_INT(f->before), LITE_TEXT(f->action), LITE_TEXT(f->on),
		LITE_TEXT(f->on_id), LITE_INT(f->user), LITE_INT(f->from_us), LITE_INT(f->to_us),
		LITE_TEXT(f->looks ? looks_json(sc) : (struct str){ 0 }), LITE_INT(most + 1) };

	return lite_ask(sc, db, list_sql, COUNT_OF(values), values);
}

bool audit_list(struct scope *sc, struct lite *db, const struct visitor *by,
	const struct audit_filter *filter, struct audit_page *page)
{
	size_t most = filter->most ? filter->most : PAGE_USUAL;
	LIST(struct audit_row) list = { 0 };

	*page = (struct audit_page){ 0 };
	if (!visitor_needs(sc, by, GRANT_ADMIN))
		return false;
	if (most > AUDIT_PAGE_MOST)
		return scope_fail(sc, FAULT_INVALID, "a page has at most %d rows", AUDIT_PAGE_MOST);
	struct lite_rows *rows = ask(sc, db, filter, most);
	while (rows && lite_next(rows) && list.n <= most)
		*LIST_ADD(sc, &list) = read_row(sc, rows);
	if (!rows || !lite_done(sc, rows))
		return false;
	page->n = list.n > most ? most : list.n; /* one more than asked for: there is another page */
	page->next = list.n > most ? list.at[most - 1].id : 0;
	page->rows = list.at;
	return true;
}

bool audit_first(struct scope *sc, struct lite *db, const char *on, struct str on_id, int64_t *user)
{
	struct lite_rows *rows = lite_ask(sc, db,
		"SELECT user FROM audit WHERE about = ? AND about_id = ? ORDER BY id LIMIT 1", 2,
		(struct lite_value[]){ LITE_TEXT(str_of(on)), LITE_TEXT(on_id) });

	*user = rows && lite_next(rows) ? lite_int(rows, 0) : 0;
	return rows && lite_done(sc, rows);
}

bool audit_whose(struct scope *sc, struct lite *db, const struct audit_entry *entry, int64_t *user)
{
	const struct audit_detail *detail = &entry->details[0];
	struct lite_rows *rows = lite_ask(sc, db,
		"SELECT user FROM audit WHERE about = ? AND about_id = ? AND action = ?"
		" AND json_extract(details, '$.' || ?) = ? ORDER BY id DESC LIMIT 1",
		5,
		(struct lite_value[]){ LITE_TEXT(str_of(entry->on)), LITE_TEXT(entry->on_id),
			LITE_TEXT(str_of(audit_key(entry->action))), LITE_TEXT(str_of(detail->name)),
			LITE_TEXT(detail->value) });

	*user = rows && lite_next(rows) ? lite_int(rows, 0) : 0;
	return rows && lite_done(sc, rows);
}
