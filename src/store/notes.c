#include "store/notes.h"

static bool check(struct scope *sc, const char *what, struct str text, size_t letters)
{
	if (!text.n)
		return scope_fail(sc, FAULT_INVALID, "%s is empty", what);
	if (!str_is_utf8(text))
		return scope_fail(sc, FAULT_INVALID, "%s is not UTF-8", what);
	if (str_letters(text) > letters)
		return scope_fail(sc, FAULT_INVALID, "%s has %zu letters, the ceiling is %zu", what,
			str_letters(text), letters);
	return true;
}

static bool check_note(struct scope *sc, const struct note *note)
{
	return check(sc, "the note", note->text, NOTE_LETTERS) &&
	       check(sc, "the author", note->author, NOTE_NAME_LETTERS) &&
	       (!note->about.p || check(sc, "the kind of customer", note->about, NOTE_NAME_LETTERS));
}

static bool number(struct scope *sc, struct documents *docs, const char *sql, const struct lite_value *value,
	int64_t *out)
{
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs), sql, value ? 1 : 0, value);

	*out = rows && lite_next(rows) ? lite_int(rows, 0) : 0;
	return rows && lite_done(sc, rows);
}

static bool has_room(struct scope *sc, struct documents *docs)
{
	int64_t n;

	if (!number(sc, docs, "SELECT count(*) FROM note", NULL, &n))
		return false;
	return n < NOTES_MOST || scope_fail(sc, FAULT_LIMIT, "there are %d notes, the ceiling", NOTES_MOST);
}

bool notes_add(struct scope *sc, struct documents *docs, const struct note *note, int64_t *id)
{
	struct note kept = *note;

	kept.text = str_trim(note->text);
	kept.author = str_trim(note->author);
	kept.about = str_trim(note->about);
	return check_note(sc, &kept) && has_room(sc, docs) &&
	       lite_run(sc, documents_lite(docs),
		       "INSERT INTO note (written, author, about, map, touchpoint, text) VALUES (?, ?, ?, ?, ?, ?)",
		       6,
		       (struct lite_value[]){ LITE_INT(kept.written_us), LITE_TEXT(kept.author),
			       LITE_TEXT(kept.about), LITE_TEXT(kept.map), LITE_TEXT(kept.touchpoint),
			       LITE_TEXT(kept.text) }) &&
	       number(sc, docs, "SELECT max(id) FROM note", NULL, id);
}

bool notes_remove(struct scope *sc, struct documents *docs, int64_t id)
{
	int64_t there;

	if (!number(sc, docs, "SELECT count(*) FROM note WHERE id = ?", &LITE_INT(id), &there))
		return false;
	if (!there)
		return scope_fail(
			sc, FAULT_NOT_FOUND, "there is no note %lld: wend note lists them", (long long)id);
	return lite_run(sc, documents_lite(docs), "DELETE FROM note WHERE id = ?", 1, &LITE_INT(id));
}

bool notes_of(struct scope *sc, struct documents *docs, struct str map, struct note **notes, size_t *n)
{
	LIST(struct note) list = { 0 };
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT id, written, author, about, map, touchpoint, text FROM note WHERE ?1 IS NULL OR map = ?1"
		" ORDER BY id",
		1, &LITE_TEXT(map));

	while (rows && lite_next(rows)) {
		struct str about = lite_text(rows, 3);
		*LIST_ADD(sc, &list) = (struct note){ .id = lite_int(rows, 0),
			.written_us = lite_int(rows, 1),
			.author = str_copy(sc, lite_text(rows, 2)),
			.about = about.p ? str_copy(sc, about) : about,
			.map = str_copy(sc, lite_text(rows, 4)),
			.touchpoint = str_copy(sc, lite_text(rows, 5)),
			.text = str_copy(sc, lite_text(rows, 6)) };
	}
	*notes = list.at;
	*n = list.n;
	return rows && lite_done(sc, rows);
}
