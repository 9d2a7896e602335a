/* Forgetting a person: what goes, and the proof that it is gone. */
#include "answer/person.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "answer/study.h"
#include "base/names.h"
#include "store/judged.h"
#include "store/evidence_change.h"

/* Shorter ones stand in any file by chance. */
enum { NEEDLE = 6, TEXT_NEEDLE = 16, PIECE = 1 << 20, DEEP = 8 };

struct needle {
	struct str text;
	bool hit; /* some file has it */
};

struct erasing {
	struct scope *sc;
	const char *dir;
	struct person *p;
	struct person_erased *out;
	bool dry;
	LIST(struct needle) needles; /* what no file may have */
	LIST(struct str) words;      /* identifiers, however short: no export may have them */
	LIST(struct str) hashes;     /* of the keys, to be remembered; of the contacts */
	LIST(struct str) contacts;
};

static void add_needle(struct erasing *e, struct str text, size_t least)
{
	for (size_t i = 0; i < e->needles.n; i++)
		if (str_equal(e->needles.at[i].text, text))
			return;
	if (text.n >= least)
		*LIST_ADD(e->sc, &e->needles) = (struct needle){ .text = str_copy(e->sc, text) };
}

static void add_name(struct erasing *e, struct str name)
{
	add_needle(e, name, NEEDLE);
	if (name.n)
		*LIST_ADD(e->sc, &e->words) = str_copy(e->sc, name);
}

/* An identifier as it is written: the value behind the kind. */
static struct str value_of(struct str written)
{
	struct str rest = written, front = str_cut(&rest, ':');
	enum identifier_kind kind;

	return rest.p && identifier_find(front, &kind) ? rest : written;
}

static bool note_text(struct scope *sc, void *to, const struct person_event *event)
{
	struct erasing *e = to;

	(void)sc;
	add_needle(e, event->text, TEXT_NEEDLE);
	e->out->events++;
	e->out->texts += event->text.n > 0;
	return true;
}

/* An erasure that was broken off is taken up again: what is left of it is to write the files anew. */
static bool was_erased(struct erasing *e, struct workspace *ws, struct str text)
{
	bool before = false;

	if (e->sc->fault != FAULT_NOT_FOUND || !person_was_erased(e->sc, ws, text, &before) || !before)
		return false;
	scope_forgive(e->sc);
	add_name(e, text);
	return true;
}

/* Somebody of whom there are but rows that could not be read. */
static bool only_waits(struct erasing *e, struct workspace *ws, struct str text)
{
	struct scope mine = { 0 };
	uint64_t rows = 0;
	bool waits = e->sc->fault == FAULT_NOT_FOUND && text.n >= NEEDLE &&
		     evidence_quarantine_mentions(&mine, ws->evidence, text, &rows) && rows;

	scope_close(&mine);
	if (!waits)
		return false;
	scope_forgive(e->sc);
	add_name(e, text);
	e->out->quarantined = e->dry ? rows : 0;
	return true;
}

static bool plan(struct erasing *e, struct workspace *ws, struct str text)
{
	char hash[SECRET_HASH];

	e->p = person_find(e->sc, ws, text);
	if (!e->p)
		return was_erased(e, ws, str_trim(text)) || only_waits(e, ws, str_trim(text));
	add_name(e, e->p->asked);
	for (size_t i = 0; i < e->p->who->identifiers.n; i++) {
		struct str written = e->p->who->identifiers.at[i];
		*LIST_ADD(e->sc, &e->out->names) = str_copy(e->sc, written);
		add_name(e, value_of(written));
		secret_hash(ws->secret, person_key(e->sc, written), hash);
		*LIST_ADD(e->sc, &e->hashes) = str_copy(e->sc, str_of(hash));
		*LIST_ADD(e->sc, &e->contacts) = str_copy(e->sc, value_of(written));
	}
	for (size_t i = 0; i < e->contacts.n; i++) {
		struct str clear;
		if (!documents_contact(e->sc, ws->documents, e->contacts.at[i], &clear))
			return false;
		add_name(e, clear);
	}
	e->out->identifiers = e->p->who->codes.n;
	return person_each(e->sc, ws, e->p, note_text, e);
}

/* Rows that could not be read have everything in clear. */
static bool erase_quarantined(struct erasing *e, struct workspace *ws)
{
	for (size_t i = 0; i < e->needles.n; i++) {
		uint64_t rows;
		if (!evidence_erase_quarantined(e->sc, ws->evidence, e->needles.at[i].text, &rows))
			return false;
		e->out->quarantined += rows;
	}
	return true;
}

static bool erase_stores(struct erasing *e, struct workspace *ws)
{
	const struct identity_customer *who = e->p ? e->p->who : NULL;

	if (!who)
		return erase_quarantined(e, ws) && judged_forget_lost(e->sc, ws->documents) &&
		       documents_vacuum(e->sc, ws->documents);
	/* The events last: as long as they are there, who broke off finds the customer and begins again. */
	return erase_quarantined(e, ws) &&
	       documents_erase(e->sc, ws->documents, who->codes.at, who->codes.n, e->contacts.at,
		       e->contacts.n, &e->out->texts) &&
	       evidence_erase(
		       e->sc, ws->evidence, who->codes.at, who->codes.n, e->hashes.at, &e->out->events) &&
	       judged_forget_lost(e->sc, ws->documents) && documents_vacuum(e->sc, ws->documents);
}

/* --- every byte of the folder -------------------------------------------------------------------- */

typedef bool (*file_fn)(struct erasing *e, const char *path);

static bool each_file(struct erasing *e, const char *dir, int depth, file_fn fn)
{
	DIR *d = opendir(dir);
	bool ok = true;

	if (!d)
		return scope_fail(e->sc, FAULT_IO, "cannot look into \"%s\": %s", dir, strerror(errno));
	for (const struct dirent *entry; ok && (entry = readdir(d)) != NULL;) {
		struct stat st;
		char *path = scope_printf(e->sc, "%s/%s", dir, entry->d_name);
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
			lstat(path, &st) != 0)
			continue;
		if (S_ISDIR(st.st_mode) && depth < DEEP)
			ok = each_file(e, path, depth + 1, fn);
		else if (S_ISREG(st.st_mode))
			ok = fn(e, path);
	}
	closedir(d);
	return ok;
}

typedef bool (*piece_fn)(struct erasing *e, struct str piece);

static bool piece_has(struct erasing *e, struct str piece)
{
	bool any = false;

	for (size_t i = 0; i < e->needles.n; i++) {
		struct needle *n = &e->needles.at[i];
		bool has = memmem(piece.p, piece.n, n->text.p, n->text.n) != NULL;
		n->hit |= has;
		any |= has;
	}
	return any;
}

static bool is_in_word(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* Whether it stands there as a word of its own. */
static bool has_word(struct str s, struct str word)
{
	const char *end = s.p + s.n;

	for (const char *at = s.p; word.n && (at = memmem(at, (size_t)(end - at), word.p, word.n)); at++)
		if ((at == s.p || !is_in_word(at[-1])) && (at + word.n == end || !is_in_word(at[word.n])))
			return true;
	return false;
}

static bool piece_names(struct erasing *e, struct str piece)
{
	bool any = false;

	for (size_t i = 0; i < e->words.n && !any; i++)
		any = has_word(piece, e->words.at[i]);
	for (size_t i = 0; i < e->needles.n && !any; i++)
		any = has_word(piece, e->needles.at[i].text);
	return any;
}

/* Pieces overlap by the longest needle, so that none hides between two. */
static bool file_has(struct erasing *e, const char *path, piece_fn piece, bool *has)
{
	struct scope mine = { 0 };
	size_t longest = NEEDLE, held = 0, n;

	for (size_t i = 0; i < e->needles.n; i++)
		longest = e->needles.at[i].text.n > longest ? e->needles.at[i].text.n : longest;
	char *bytes = scope_alloc(&mine, PIECE + longest, 1);
	FILE *f = fopen(path, "rb");
	*has = false;
	while (f && (n = fread(bytes + held, 1, PIECE, f)) > 0) {
		e->out->bytes += n;
		*has |= piece(e, (struct str){ bytes, held + n });
		size_t keep = held + n < longest ? held + n : longest;
		memmove(bytes, bytes + held + n - keep, keep);
		held = keep;
	}
	bool ok = f && !ferror(f);
	if (f)
		fclose(f);
	scope_close(&mine);
	return ok || scope_fail(e->sc, FAULT_IO, "cannot read \"%s\": %s", path, strerror(errno));
}

static bool remove_export(struct erasing *e, const char *path)
{
	bool has;

	if (!file_has(e, path, piece_names, &has))
		return false;
	if (!has)
		return true;
	*LIST_ADD(e->sc, &e->out->exports) = str_of(path);
	return unlink(path) == 0 ||
	       scope_fail(e->sc, FAULT_IO, "cannot remove \"%s\": %s", path, strerror(errno));
}

static bool check(struct erasing *e, const char *path)
{
	bool has;

	e->out->files++;
	if (!file_has(e, path, piece_has, &has))
		return false;
	if (has)
		*LIST_ADD(e->sc, &e->out->left) = str_of(path);
	return true;
}

/* --- what is another's --------------------------------------------------------------------------- */

struct mentions {
	struct str text;
	bool any, named; /* somewhere; as a word in what somebody wrote */
};

static bool note_mention(struct scope *sc, void *to, struct str text, bool another)
{
	struct mentions *m = to;

	(void)sc;
	m->any = true;
	m->named |= !another && has_word(text, m->text);
	return true;
}

/* Of what the databases have: identifiers that are left are other customers'. */
static bool find_mentions(struct erasing *e, struct workspace *ws, struct mentions *m)
{
	struct duck_rows *rows = duck_ask(e->sc, evidence_duck(ws->evidence),
		"SELECT key, true FROM customer WHERE contains(key, ?1) UNION ALL SELECT hash, true FROM erased WHERE"
		" contains(hash, ?1) UNION ALL SELECT key, false FROM journey_case WHERE contains(key, ?1) UNION ALL"
		" SELECT t, false FROM (SELECT DISTINCT unnest([event, page, channel, campaign]) AS t FROM kind) WHERE"
		" contains(t, ?1) UNION ALL SELECT properties, false FROM event WHERE contains(properties, ?1) UNION ALL"
		" SELECT properties, false FROM event_past WHERE contains(properties, ?1) UNION ALL SELECT record, false"
		" FROM quarantine WHERE contains(record, ?1) UNION ALL SELECT t, false FROM (SELECT unnest([file, mapping,"
		" remarks]) AS t FROM import) WHERE contains(t, ?1) UNION ALL SELECT t, false FROM (SELECT unnest([name,"
		" event, page, channel, campaign, properties]) AS t FROM metric) WHERE contains(t, ?1)",
		1, &DUCK_TEXT(m->text));

	while (rows && duck_next(rows))
		if (!note_mention(e->sc, m, duck_text(rows, 0), duck_int(rows, 1) != 0))
			return false;
	return rows && duck_done(e->sc, rows) &&
	       documents_mentions(e->sc, ws->documents, m->text, note_mention, m);
}

/* 1042 stands in 10421, who is somebody else, and two people may say the same: that proves nothing, and such a needle
 * is dropped.  What others wrote about the customer is theirs; it is counted and said. */
static bool drop_others(struct erasing *e)
{
	struct workspace *ws = workspace_open(e->sc, e->dir, WORKSPACE_WRITE);
	size_t n = 0;
	bool ok = ws != NULL;

	for (size_t i = 0; ok && i < e->needles.n; i++) {
		struct mentions m = { .text = e->needles.at[i].text };
		ok = !e->needles.at[i].hit || find_mentions(e, ws, &m);
		e->out->mentioned += m.named;
		if (!m.any)
			e->needles.at[n++] = e->needles.at[i];
	}
	workspace_close(ws);
	e->out->inside = e->needles.n - n - e->out->mentioned;
	e->needles.n = n;
	return ok;
}

static bool look_through(struct erasing *e)
{
	e->out->files = e->out->bytes = 0;
	e->out->left.n = 0;
	return each_file(e, e->dir, 0, check);
}

/* --- the whole ----------------------------------------------------------------------------------- */

/* The trail is made anew without them; where nobody is left there is none. */
static bool lay_out_anew(struct erasing *e)
{
	struct scope mine = { 0 };
	struct workspace *ws = workspace_open(e->sc, e->dir, WORKSPACE_WRITE);
	struct study *study = ws ? study_open(&mine, ws, NULL, NULL) : NULL;
	char *trail = scope_printf(e->sc, "%s/trail/main", e->dir),
	     *delta = scope_printf(e->sc, "%s/trail/delta", e->dir);

	if (!study) {
		unlink(trail);
		unlink(delta);
	}
	study_close(study);
	workspace_close(ws);
	scope_close(&mine);
	return ws != NULL;
}

static bool forget(struct erasing *e, struct str text, bool dry)
{
	struct workspace *ws = workspace_open(e->sc, e->dir, WORKSPACE_WRITE);
	bool ok = ws && plan(e, ws, text) && (dry || erase_stores(e, ws));

	workspace_close(ws);
	return ok;
}

bool person_erase(struct scope *sc, const char *dir, struct str text, bool dry, struct person_erased *out)
{
	struct erasing e = { .sc = sc, .dir = dir, .out = out, .dry = dry };
	const char *exports = scope_printf(sc, "%s/exports", dir);

	*out = (struct person_erased){ 0 };
	if (!forget(&e, text, dry))
		return false;
	out->needles = e.needles.n;
	if (dry)
		return true;
	if (!workspace_rewrite(sc, dir) || !lay_out_anew(&e) ||
		(access(exports, F_OK) == 0 && !each_file(&e, exports, 0, remove_export)))
		return false;
	if (!look_through(&e) ||
		(out->left.n && (!drop_others(&e) || (out->inside + out->mentioned && !look_through(&e)))))
		return false;
	out->needles = e.needles.n;
	return !out->left.n ||
	       scope_fail(sc, FAULT_IO, "something of the customer is left in %s: remove it by hand",
		       str_c(sc, out->left.at[0]));
}
