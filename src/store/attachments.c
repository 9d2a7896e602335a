#include "store/attachments.h"

#include <sodium.h>

static struct str id_of(struct scope *sc, struct str bytes)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char id[ATTACHMENT_DIGITS + 1];

	_Static_assert(sizeof hash * 2 == ATTACHMENT_DIGITS, "an id is the whole hash");
	crypto_hash_sha256(hash, (const unsigned char *)bytes.p, bytes.n);
	sodium_bin2hex(id, sizeof id, hash, sizeof hash);
	return str_copy(sc, str_of(id));
}

/* A file's name and no path: it becomes one where it is fetched. */
static bool check_name(struct scope *sc, struct str name)
{
	if (str_empty(name) || !str_is_utf8(name))
		return scope_fail(sc, FAULT_INVALID, "the file's name is empty or no UTF-8");
	if (str_letters(name) > ATTACHMENT_NAME)
		return scope_fail(sc, FAULT_INVALID, "the file's name has %zu letters, the ceiling is %d",
			str_letters(name), ATTACHMENT_NAME);
	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] == '/' || name.p[i] == '\\' || (unsigned char)name.p[i] < ' ' ||
			name.p[i] == 0x7F)
			return scope_fail(sc, FAULT_INVALID,
				"a file's name has no slashes and no control characters: send \"plan.png\"");
	return true;
}

static bool is_there(struct scope *sc, struct documents *docs, struct str id, bool *there)
{
	struct lite_rows *rows = lite_ask(
		sc, documents_lite(docs), "SELECT count(*) FROM attachment WHERE id = ?", 1, &LITE_TEXT(id));

	*there = rows && lite_next(rows) && lite_int(rows, 0) > 0;
	return rows && lite_done(sc, rows);
}

static bool has_room(struct scope *sc, struct documents *docs, const struct attachment_wish *wish)
{
	struct lite_rows *rows =
		lite_ask(sc, documents_lite(docs), "SELECT coalesce(sum(bytes), 0) FROM attachment", 0, NULL);
	uint64_t all = rows && lite_next(rows) ? (uint64_t)lite_int(rows, 0) : 0;

	if (!rows || !lite_done(sc, rows))
		return false;
	return all + wish->bytes.n <= wish->most ||
	       scope_fail(sc, FAULT_LIMIT,
		       "the pictures and files of this workspace's maps have %llu bytes, with this one %llu; the ceiling of all"
		       " is %llu: send a smaller one, or let the ceiling be moved (--limit all-attachments-bytes)",
		       (unsigned long long)all, (unsigned long long)(all + wish->bytes.n),
		       (unsigned long long)wish->most);
}

static bool insert(struct scope *sc, struct documents *docs, const struct attachment_wish *wish,
	const struct attachment *a)
{
	return has_room(sc, docs, wish) &&
	       lite_run(sc, documents_lite(docs),
		       "INSERT INTO attachment (id, name, type, bytes, width, height, author, sent, content)"
		       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		       9,
		       (struct lite_value[]){ LITE_TEXT(a->id), LITE_TEXT(a->name),
			       LITE_TEXT(str_of(a->media.type)), LITE_INT(a->bytes), LITE_INT(a->media.width),
			       LITE_INT(a->media.height), LITE_TEXT(a->author), LITE_INT(a->sent_us),
			       LITE_BYTES(wish->bytes) });
}

/* Whoever sends it again is about to put it somewhere: it is not to go in between. */
static bool touch(struct scope *sc, struct documents *docs, const struct attachment *a)
{
	return lite_run(sc, documents_lite(docs), "UPDATE attachment SET sent = max(sent, ?) WHERE id = ?", 2,
		(struct lite_value[]){ LITE_INT(a->sent_us), LITE_TEXT(a->id) });
}

bool attachments_put(struct scope *sc, struct documents *docs, const struct attachment_wish *wish,
	struct attachment *kept, bool *was_there)
{
	*kept = (struct attachment){ .name = str_trim(wish->name),
		.media = media_look(wish->bytes),
		.bytes = wish->bytes.n,
		.author = wish->author,
		.sent_us = wish->now_us };
	if (!check_name(sc, kept->name))
		return false;
	if (!wish->bytes.n)
		return scope_fail(sc, FAULT_INVALID, "the file is empty");
	kept->id = id_of(sc, wish->bytes);
	if (!documents_begin(sc, docs))
		return false;
	if (is_there(sc, docs, kept->id, was_there) &&
		(*was_there ? touch(sc, docs, kept) : insert(sc, docs, wish, kept)) &&
		documents_commit(sc, docs))
		return true;
	documents_rollback(docs);
	return false;
}

/* --- reading --- */

#define COLUMNS "id, name, type, bytes, width, height, author, sent, content"

static struct attachment read_row(struct scope *sc, const struct lite_rows *rows)
{
	struct attachment a = { .id = str_copy(sc, lite_text(rows, 0)),
		.name = str_copy(sc, lite_text(rows, 1)),
		.media = media_of(lite_text(rows, 2)),
		.bytes = (uint64_t)lite_int(rows, 3),
		.author = str_copy(sc, lite_text(rows, 6)),
		.sent_us = lite_int(rows, 7) };

	a.media.width = (uint32_t)lite_int(rows, 4);
	a.media.height = (uint32_t)lite_int(rows, 5);
	return a;
}

bool attachments_get(
	struct scope *sc, struct documents *docs, struct str id, struct attachment *out, struct str *bytes)
{
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT " COLUMNS " FROM attachment WHERE id = ?", 1, &LITE_TEXT(id));
	bool found = rows && lite_next(rows);

	if (found) {
		*out = read_row(sc, rows);
		*bytes = str_copy(sc, lite_bytes(rows, 8));
	}
	if (!rows || !lite_done(sc, rows))
		return false;
	return found || scope_fail(sc, FAULT_NOT_FOUND, "there is no picture and no file \"%.*s\"",
				STR_ARG(str_short(sc, id, ATTACHMENT_DIGITS)));
}

bool attachments_published(struct scope *sc, struct documents *docs, struct str id, bool *yes)
{
	*yes = false;
	if (!attachment_id_ok(id))
		return true;
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT EXISTS (SELECT 1 FROM map_version v WHERE no = (SELECT max(no) FROM map_version WHERE map = v.map)"
		" AND instr(definition, ?1))",
		1, &LITE_TEXT(id));
	*yes = rows && lite_next(rows) && lite_int(rows, 0) > 0;
	return rows && lite_done(sc, rows);
}

bool attachments_count(struct scope *sc, struct documents *docs, uint64_t *n)
{
	struct lite_rows *rows =
		lite_ask(sc, documents_lite(docs), "SELECT count(*) FROM attachment", 0, NULL);

	*n = rows && lite_next(rows) ? (uint64_t)lite_int(rows, 0) : 0;
	return rows && lite_done(sc, rows);
}

bool attachments_each(struct scope *sc, struct documents *docs,
	bool (*each)(struct scope *sc, void *to, const struct attachment *a, struct str bytes), void *to)
{
	struct lite_rows *rows =
		lite_ask(sc, documents_lite(docs), "SELECT " COLUMNS " FROM attachment ORDER BY id", 0, NULL);
	bool ok = rows != NULL;

	while (ok && lite_next(rows)) {
		struct attachment a = read_row(sc, rows);
		ok = each(sc, to, &a, lite_bytes(rows, 8));
	}
	if (!rows)
		return false;
	struct scope closing = { 0 };
	bool whole = lite_done(ok ? sc : &closing, rows);
	scope_close(&closing);
	return ok && whole;
}

/* --- going --- */

#define NAMED_NOWHERE                                                                                        \
	"sent < ?1 AND NOT EXISTS (SELECT 1 FROM map_revision WHERE instr(definition, attachment.id))"       \
	" AND NOT EXISTS (SELECT 1 FROM map_version WHERE instr(definition, attachment.id))"

static bool drop_unnamed(struct scope *sc, struct documents *docs, int64_t before_us, uint64_t *removed)
{
	struct lite_rows *rows = lite_ask(sc, documents_lite(docs),
		"SELECT count(*) FROM attachment WHERE " NAMED_NOWHERE, 1, &LITE_INT(before_us));

	*removed = rows && lite_next(rows) ? (uint64_t)lite_int(rows, 0) : 0;
	if (!rows || !lite_done(sc, rows))
		return false;
	return !*removed || lite_run(sc, documents_lite(docs), "DELETE FROM attachment WHERE " NAMED_NOWHERE,
				    1, &LITE_INT(before_us));
}

bool attachments_tidy(struct scope *sc, struct documents *docs, int64_t before_us, uint64_t *removed)
{
	if (!documents_begin(sc, docs))
		return false;
	if (drop_unnamed(sc, docs, before_us, removed) && documents_commit(sc, docs))
		return true;
	documents_rollback(docs);
	return false;
}
