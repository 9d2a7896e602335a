#include "store/draft.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/buf.h"
#include "model/definition_io.h"
#include "model/operation_io.h"

/* --- revisions --- */

#define COLUMNS                                                                                                  \
	"SELECT r.map, r.title, r.definition, r.author, r.revision, r.written, o.operations FROM map_revision r" \
	" LEFT JOIN map_operation o ON o.map = r.map AND o.revision = r.revision WHERE r.map = ?1"

static struct draft_revision read_row(struct scope *sc, const struct lite_rows *rows)
{
	struct str operations = lite_text(rows, 6);

	return (struct draft_revision){
		.map = { .id = str_copy(sc, lite_text(rows, 0)),
			.title = str_copy(sc, lite_text(rows, 1)),
			.text = str_copy(sc, lite_text(rows, 2)),
			.author = str_copy(sc, lite_text(rows, 3)),
			.revision = lite_int(rows, 4),
			.written_us = lite_int(rows, 5) },
		.operations = operations.p ? str_copy(sc, operations) : operations,
	};
}

struct draft_revision *draft_revision(
	struct scope *sc, struct documents *docs, struct str map, int64_t revision)
{
	const struct saved_map *newest = documents_map(sc, docs, map);
	struct lite_rows *rows =
		newest ? lite_ask(sc, documents_lite(docs), COLUMNS " AND r.revision = ?2", 2,
				 (struct lite_value[]){ LITE_TEXT(map), LITE_INT(revision) })
		       : NULL;
	struct draft_revision *out = NULL;

	if (!rows)
		return NULL;
	if (lite_next(rows)) {
		out = NEW(sc, struct draft_revision);
		*out = read_row(sc, rows);
	}
	if (!lite_done(sc, rows))
		return NULL;
	return out ? out
		   : scope_fail(sc, FAULT_NOT_FOUND,
			     "the map \"%.*s\" has no revision %lld: it has 1 to %lld", STR_ARG(map),
			     (long long)revision, (long long)newest->revision);
}

bool draft_page(struct scope *sc, struct documents *docs, struct str map, int64_t after, size_t most,
	struct draft_revision **list, size_t *n)
{
	LIST(struct draft_revision) out = { 0 };
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		COLUMNS " AND r.revision > ?2 ORDER BY r.revision LIMIT ?3", 3,
		(struct lite_value[]){ LITE_TEXT(map), LITE_INT(after), LITE_INT(most) });

	while (rows && lite_next(rows))
		*LIST_ADD(sc, &out) = read_row(sc, rows);
	*list = out.at;
	*n = out.n;
	return rows && lite_done(sc, rows);
}

bool draft_revisions(struct scope *sc, struct documents *docs, struct str map, int64_t after,
	struct draft_revision **list, size_t *n)
{
	return draft_page(sc, docs, map, after, INT64_MAX, list, n);
}

/* --- an edit --- */

/* Conflicts of which it is told who caused them, and how many revisions are looked through for it. */
enum { BLAMED = 20, BLAME_BACK = 100, SEEN_MOST = 32 /* revisions that one list may have seen */ };

struct seen { /* a revision that some operation saw */
	int64_t revision;
	struct definition *def;
	json_t *root; /* the same */
};

struct editing {
	struct scope *sc;
	struct documents *docs;
	const struct draft_edit *edit;
	struct draft_change *change;
	struct saved_map *newest;
	LIST(struct seen) seen;
};

static struct seen *keep_seen(struct editing *e, int64_t revision, struct str text)
{
	struct definition *def = definition_from_text(e->sc, DOCUMENT_JSON, text);

	if (!def)
		return NULL;
	*LIST_ADD(e->sc, &e->seen) = (struct seen){ revision, def, definition_write(def) };
	return &e->seen.at[e->seen.n - 1];
}

/* Until the next call. */
static const struct seen *see(struct editing *e, int64_t revision)
{
	for (size_t i = 0; i < e->seen.n; i++)
		if (e->seen.at[i].revision == revision)
			return &e->seen.at[i];
	if (e->seen.n > SEEN_MOST)
		return scope_fail(e->sc, FAULT_LIMIT,
			"these operations saw more than %d revisions: send them in smaller lists", SEEN_MOST);
	const struct draft_revision *r = draft_revision(e->sc, e->docs, e->edit->map, revision);
	return r ? keep_seen(e, revision, r->map.text) : NULL;
}

static void forget_seen(struct editing *e)
{
	for (size_t i = 0; i < e->seen.n; i++)
		json_decref(e->seen.at[i].root);
	e->seen.n = 0;
}

static bool same(struct str a, struct str b)
{
	return !a.p == !b.p && str_equal(a, b);
}

/* Whether the part reads in a revision as it does now. */
static bool reads_so(
	struct editing *e, int64_t revision, const struct operation *op, struct str now, bool *so)
{
	struct scope trying = { 0 };
	const struct draft_revision *r = draft_revision(&trying, e->docs, e->edit->map, revision);
	const struct definition *def = r ? definition_from_text(&trying, DOCUMENT_JSON, r->map.text) : NULL;

	*so = def && same(operation_part(&trying, def, op), now);
	if (!def)
		scope_fail(e->sc, trying.fault, "%s", trying.why);
	scope_close(&trying);
	return def != NULL;
}

/* Who changed it: the newest revision in which it reads otherwise than in the one before. */
static bool blame(struct editing *e, const struct operation *op, struct draft_conflict *c)
{
	int64_t newest = e->newest->revision, r = newest;
	bool so = true;

	for (; so && r > op->seen && r > newest - BLAME_BACK; r--)
		if (!reads_so(e, r - 1, op, c->theirs, &so))
			return false;
	if (so)
		return true;
	const struct draft_revision *at = draft_revision(e->sc, e->docs, e->edit->map, r + 1);
	if (!at)
		return false;
	c->revision = r + 1;
	c->author = at->map.author;
	return true;
}

/* What the part would read had it been made on what was seen; p NULL where it could not even be made there. */
static struct str yours(struct editing *e, const struct definition *seen, const struct operation *op)
{
	struct scope trying = { 0 };
	const struct definition *def = operation_apply(&trying, seen, op, 1);
	struct str part = { 0 };

	if (def)
		part = operation_part(e->sc, def, op);
	scope_close(&trying);
	return part;
}

static bool check(struct editing *e, size_t i)
{
	const struct operation *op = &e->edit->ops.at[i];

	if (!op->seen)
		return scope_fail(e->sc, FAULT_INVALID,
			"operations[%zu] does not say which revision it was made on: \"seen\" is missing",
			i + 1);
	const struct seen *seen = see(e, op->seen);
	if (!seen)
		return false;
	struct str before = operation_part_in(e->sc, seen->root, op);
	struct str now = operation_part_in(e->sc, e->seen.at[0].root, op); /* the newest is seen first */
	if (same(before, now))
		return true;
	struct draft_conflict c = { .operation = i,
		.part = operation_words(e->sc, op),
		.seen = before,
		.theirs = now,
		.yours = yours(e, seen->def, op) };
	if (e->change->conflicts.n < BLAMED && !blame(e, op, &c))
		return false;
	*LIST_ADD(e->sc, &e->change->conflicts) = c;
	return true;
}

static bool no_conflict(struct editing *e)
{
	for (size_t i = 0; i < e->edit->ops.n; i++)
		if (!check(e, i))
			return false;
	if (!e->change->conflicts.n)
		return true;
	const struct draft_conflict *c = &e->change->conflicts.at[0];
	const char *by = c->revision ? scope_printf(e->sc, " by %.*s (revision %lld)", STR_ARG(c->author),
					       (long long)c->revision)
				     : "";
	const char *others = e->change->conflicts.n > 1 ? scope_printf(e->sc, ", and so were %zu other parts",
								  e->change->conflicts.n - 1)
							: "";
	return scope_fail(e->sc, FAULT_CONFLICT,
		"%.*s was changed meanwhile%s%s: nothing of yours was written, look at both and say again",
		STR_ARG(c->part), by, others);
}

static struct str title_of(const struct definition *def)
{
	return def->title.p ? def->title : def->id;
}

static bool note_operations(struct editing *e, const struct operations *ops)
{
	json_t *list = operations_write(ops);
	char *text = json_dumps(list, JSON_COMPACT);
	bool ok = lite_run(e->sc, documents_lite(e->docs), "INSERT INTO map_operation VALUES (?, ?, ?, ?)", 4,
		(struct lite_value[]){ LITE_TEXT(e->edit->map), LITE_INT(e->newest->revision + 1),
			LITE_TEXT(e->edit->author), LITE_TEXT(str_of(text)) });

	free(text);
	json_decref(list);
	return ok;
}

static bool put(struct editing *e, struct definition *next, const struct operations *ops)
{
	struct str text = definition_to_json(e->sc, next);

	e->change->draft = next;
	e->change->revision = e->newest->revision;
	if (!text.p || str_equal(text, e->newest->text))
		return text.p != NULL;
	if (!str_equal(next->id, e->edit->map))
		return scope_fail(e->sc, FAULT_INVALID, "the map is called \"%.*s\", not \"%.*s\"",
			STR_ARG(e->edit->map), STR_ARG(next->id));
	e->change->revision++;
	return documents_add_revision(e->sc, e->docs,
		       &(struct saved_map){ .id = e->edit->map,
			       .title = title_of(next),
			       .text = text,
			       .author = e->edit->author,
			       .written_us = e->edit->now_us },
		       e->newest->revision) &&
	       note_operations(e, ops);
}

static bool open_edit(struct editing *e)
{
	e->newest = documents_map(e->sc, e->docs, e->edit->map);
	forget_seen(e);
	return e->newest && keep_seen(e, e->newest->revision, e->newest->text);
}

static bool make(struct editing *e)
{
	if (!open_edit(e) || !no_conflict(e))
		return false;
	struct definition *next = operation_apply(e->sc, e->seen.at[0].def, e->edit->ops.at, e->edit->ops.n);
	return next && put(e, next, &e->edit->ops);
}

static bool author_ok(struct scope *sc, struct str author)
{
	enum { LETTERS = 500 };

	return (author.n && str_is_utf8(author) && str_letters(author) <= LETTERS) ||
	       scope_fail(sc, FAULT_INVALID, "the author is empty, too long or no UTF-8");
}

typedef bool (*editing_fn)(struct editing *e, const void *with);

/* All of it within one transaction: what was compared is what is changed. */
static bool within(struct scope *sc, struct documents *docs, const struct draft_edit *edit,
	struct draft_change *change, editing_fn fn, const void *with)
{
	struct editing e = { .sc = sc, .docs = docs, .edit = edit, .change = change };

	*change = (struct draft_change){ 0 };
	if (!author_ok(sc, edit->author) || !documents_begin(sc, docs))
		return false;
	bool ok = fn(&e, with);
	forget_seen(&e);
	if (ok && documents_commit(sc, docs))
		return true;
	documents_rollback(docs);
	change->draft = NULL;
	change->revision = 0;
	return false;
}

static bool edit_it(struct editing *e, const void *with)
{
	(void)with;
	return make(e);
}

bool draft_edit(
	struct scope *sc, struct documents *docs, const struct draft_edit *edit, struct draft_change *change)
{
	return within(sc, docs, edit, change, edit_it, NULL);
}

/* --- undo and restore --- */

static bool undo_it(struct editing *e, const void *with)
{
	int64_t revision = *(const int64_t *)with;
	const struct draft_revision *r = draft_revision(e->sc, e->docs, e->edit->map, revision);

	if (!r)
		return false;
	if (!e->edit->own && !str_equal(r->map.author, e->edit->author))
		return scope_fail(e->sc, FAULT_DENIED,
			"revision %lld was written by %.*s: everybody undoes their own changes",
			(long long)revision, STR_ARG(r->map.author));
	if (revision == 1)
		return scope_fail(
			e->sc, FAULT_INVALID, "revision 1 is how the map began: there is nothing before it");
	const struct definition *after = see(e, revision) ? see(e, revision)->def : NULL;
	const struct seen *before = after ? see(e, revision - 1) : NULL;
	if (!before)
		return false;
	struct draft_edit back = *e->edit;
	back.ops = operation_difference(e->sc, after, before->def);
	for (size_t i = 0; i < back.ops.n; i++)
		back.ops.at[i].seen = revision;
	const struct draft_edit *asked = e->edit;
	e->edit = &back;
	bool ok = make(e);
	e->edit = asked;
	return ok;
}

bool draft_undo(struct scope *sc, struct documents *docs, const struct draft_edit *edit, int64_t revision,
	struct draft_change *change)
{
	return within(sc, docs, edit, change, undo_it, &revision);
}

static bool restore_it(struct editing *e, const void *with)
{
	const struct str *text = with;
	struct definition *next = open_edit(e) ? definition_from_text(e->sc, DOCUMENT_JSON, *text) : NULL;

	if (!next)
		return false;
	struct operations ops = operation_difference(e->sc, e->seen.at[0].def, next);
	for (size_t i = 0; i < ops.n; i++)
		ops.at[i].seen = e->newest->revision;
	return put(e, next, &ops);
}

bool draft_restore(struct scope *sc, struct documents *docs, const struct draft_edit *edit,
	struct str definition, struct draft_change *change)
{
	return within(sc, docs, edit, change, restore_it, &definition);
}
