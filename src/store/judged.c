#include "store/judged.h"

#include "base/names.h"

uint64_t judged_text(struct str text)
{
	return hash_str(str_trim(text), 0x6a75646765640001u) >> 1; /* SQLite's integers have a sign */
}

static bool check(struct scope *sc, const char *what, struct str text)
{
	if (!text.n || !str_is_utf8(text))
		return scope_fail(sc, FAULT_INVALID, "%s is empty or no UTF-8", what);
	return str_letters(text) <= JUDGED_NAME ||
	       scope_fail(sc, FAULT_INVALID, "%s has more than %d letters", what, JUDGED_NAME);
}

bool judged_put_label(struct scope *sc, struct documents *docs, const struct judged_label *l)
{
	return check(sc, "the label", l->label) && check(sc, "the author", l->author) &&
	       lite_run(sc, documents_lite(docs), "INSERT OR REPLACE INTO voice_label VALUES (?, ?, ?, ?, ?)",
		       5,
		       (struct lite_value[]){ LITE_INT(l->text), LITE_TEXT(l->task), LITE_TEXT(l->label),
			       LITE_TEXT(l->author), LITE_INT(l->written_us) });
}

bool judged_drop_label(struct scope *sc, struct documents *docs, uint64_t text, struct str task)
{
	return lite_run(sc, documents_lite(docs), "DELETE FROM voice_label WHERE text = ? AND task = ?", 2,
		(struct lite_value[]){ LITE_INT(text), LITE_TEXT(task) });
}

bool judged_labels(struct scope *sc, struct documents *docs, struct judged_label **labels, size_t *n)
{
	LIST(struct judged_label) list = { 0 };
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT text, task, label, author, written FROM voice_label ORDER BY text, task", 0, NULL);

	while (rows && lite_next(rows))
		*LIST_ADD(sc, &list) = (struct judged_label){ .text = (uint64_t)lite_int(rows, 0),
			.task = str_copy(sc, lite_text(rows, 1)),
			.label = str_copy(sc, lite_text(rows, 2)),
			.author = str_copy(sc, lite_text(rows, 3)),
			.written_us = lite_int(rows, 4) };
	*labels = list.at;
	*n = list.n;
	return rows && lite_done(sc, rows);
}

const struct judged_label *judged_find(
	const struct judged_label *labels, size_t n, uint64_t text, struct str task)
{
	size_t from = 0, to = n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (labels[middle].text < text)
			from = middle + 1;
		else
			to = middle;
	}
	for (; from < n && labels[from].text == text; from++)
		if (str_equal(labels[from].task, task))
			return &labels[from];
	return NULL;
}

/* What an earlier verdict on the finding taught is turned round with it. */
static bool teach(struct scope *sc, struct documents *docs, const struct judged_verdict *v)
{
	bool ok = lite_run(sc, documents_lite(docs),
		"UPDATE voice_taught SET was_right = ? WHERE map = ? AND finding = ?", 3,
		(struct lite_value[]){ LITE_INT(v->confirmed), LITE_TEXT(v->map), LITE_TEXT(v->finding) });

	for (size_t i = 0; ok && i < v->n_entries; i++)
		ok = lite_run(sc, documents_lite(docs),
			"INSERT OR REPLACE INTO voice_taught VALUES (?, ?, ?, ?)", 4,
			(struct lite_value[]){ LITE_TEXT(v->entries[i]), LITE_TEXT(v->map),
				LITE_TEXT(v->finding), LITE_INT(v->confirmed) });
	return ok;
}

bool judged_add_verdict(struct scope *sc, struct documents *docs, const struct judged_verdict *v)
{
	return check(sc, "the finding", v->finding) && check(sc, "the author", v->author) &&
	       lite_run(sc, documents_lite(docs),
		       "INSERT OR REPLACE INTO voice_verdict VALUES (?, ?, ?, ?, ?)", 5,
		       (struct lite_value[]){ LITE_TEXT(v->map), LITE_TEXT(v->finding),
			       LITE_INT(v->confirmed), LITE_TEXT(v->author), LITE_INT(v->written_us) }) &&
	       teach(sc, docs, v);
}

bool judged_put_verdict(struct scope *sc, struct documents *docs, const struct judged_verdict *v)
{
	if (!documents_begin(sc, docs))
		return false;
	if (judged_add_verdict(sc, docs, v) && documents_commit(sc, docs))
		return true;
	documents_rollback(docs);
	return false;
}

bool judged_verdicts(
	struct scope *sc, struct documents *docs, struct str map, struct judged_verdict **verdicts, size_t *n)
{
	LIST(struct judged_verdict) list = { 0 };
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT finding, confirmed, author, written FROM voice_verdict WHERE map = ? ORDER BY finding",
		1, &LITE_TEXT(map));

	while (rows && lite_next(rows))
		*LIST_ADD(sc, &list) = (struct judged_verdict){ .map = map,
			.finding = str_copy(sc, lite_text(rows, 0)),
			.confirmed = lite_int(rows, 1) != 0,
			.author = str_copy(sc, lite_text(rows, 2)),
			.written_us = lite_int(rows, 3) };
	*verdicts = list.at;
	*n = list.n;
	return rows && lite_done(sc, rows);
}

bool judged_entries(struct scope *sc, struct documents *docs, struct judged_entry **entries, size_t *n)
{
	LIST(struct judged_entry) list = { 0 };
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT entry, sum(was_right), sum(1 - was_right) FROM voice_taught GROUP BY entry ORDER BY entry",
		0, NULL);

	while (rows && lite_next(rows))
		*LIST_ADD(sc, &list) = (struct judged_entry){ str_copy(sc, lite_text(rows, 0)),
			(uint64_t)lite_int(rows, 1), (uint64_t)lite_int(rows, 2) };
	*entries = list.at;
	*n = list.n;
	return rows && lite_done(sc, rows);
}

/* SQLite knows no hash of ours: the texts that are there are hashed, and what is of none of them goes. */
static bool collect_text(struct scope *sc, void *to, const struct feedback *f)
{
	struct lite *db = to;

	return lite_run(sc, db, "INSERT OR IGNORE INTO temp.voice_there VALUES (?)", 1,
		&LITE_INT(judged_text(f->text)));
}

static bool forget_lost(struct scope *sc, struct documents *docs)
{
	struct lite *db = documents_lite(docs);

	return lite_script(sc, db, "CREATE TEMP TABLE voice_there (text INTEGER PRIMARY KEY)") &&
	       documents_feedback(sc, docs, collect_text, db) &&
	       lite_script(sc, db,
		       "DELETE FROM voice_label WHERE text NOT IN (SELECT text FROM temp.voice_there);"
		       "DROP TABLE temp.voice_there");
}

bool judged_forget_lost(struct scope *sc, struct documents *docs)
{
	struct lite_rows *rows =
		lite_ask(sc, documents_lite(docs), "SELECT count(*) FROM voice_label", 0, NULL);
	bool any = rows && lite_next(rows) && lite_int(rows, 0) > 0;

	return rows && lite_done(sc, rows) && (!any || forget_lost(sc, docs));
}
