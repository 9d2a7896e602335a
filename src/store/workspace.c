#include "store/workspace.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/lend.h"

static char *path_in(struct scope *sc, const char *dir, const char *name)
{
	return scope_printf(sc, "%s/%s", dir, name);
}

static bool is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static bool is_workspace(struct scope *sc, const char *dir)
{
	return is_file(path_in(sc, dir, "wend.db"));
}

static bool is_empty(const char *dir)
{
	DIR *d = opendir(dir);
	size_t n = 0;

	while (d && readdir(d))
		n++;
	if (d)
		closedir(d);
	return n <= 2; /* "." and ".." */
}

/* Hashes that were made with a key that is gone would never be found again, and who was erased would come back: then no
 * new one is made. */
static bool open_secret(struct scope *sc, struct workspace *ws, bool read)
{
	const char *path = ws->dir ? path_in(sc, ws->dir, "secret.key") : NULL;
	int64_t hashed;

	if (read && path && !is_file(path))
		return true;
	if (!duck_one(sc, evidence_duck(ws->evidence),
		    "SELECT (SELECT count(*) FROM (SELECT 1 FROM customer WHERE kind IN (1, 2, 8) LIMIT 1)) +"
		    " (SELECT count(*) FROM (SELECT 1 FROM erased LIMIT 1))",
		    0, NULL, 0, &hashed))
		return false;
	ws->secret = secret_open(sc, path, hashed == 0);
	return ws->secret != NULL;
}

static struct workspace *open_in(struct scope *sc, const char *dir, enum workspace_mode mode)
{
	struct workspace *ws = NEW(sc, struct workspace);
	bool read = mode == WORKSPACE_READ;

	ws->dir = dir;
	ws->lent = -1;
	if (dir && mode != WORKSPACE_SERVE && !lend_ask(sc, dir, &ws->lent))
		return NULL;
	ws->evidence =
		dir ? evidence_open(sc, path_in(sc, dir, "events.duckdb"), read ? DUCK_READ : DUCK_WRITE)
		    : evidence_open(sc, NULL, DUCK_MEMORY);
	if (ws->evidence)
		ws->documents =
			dir ? documents_open(sc, path_in(sc, dir, "wend.db"), read ? LITE_READ : LITE_WRITE)
			    : documents_open(sc, NULL, LITE_MEMORY);
	if (ws->documents && open_secret(sc, ws, read))
		return ws;
	workspace_close(ws);
	return NULL;
}

static bool clean_taken_back(struct scope *sc, struct workspace *ws)
{
	struct duck_rows *rows = duck_ask(sc, evidence_duck(ws->evidence),
		"SELECT id FROM import i WHERE events = 0 AND NOT EXISTS (SELECT 1 FROM event_past p WHERE p.import = i.id)"
		" ORDER BY id",
		0, NULL);
	bool ok = rows != NULL;

	while (ok && duck_next(rows))
		ok = documents_drop_import(sc, ws->documents, duck_int(rows, 0));
	return rows && duck_done(sc, rows) && ok;
}

/* Where events went one by one, what was said with them goes, too. */
static bool gone_follow(struct scope *sc, struct workspace *ws)
{
	struct duck *db = evidence_duck(ws->evidence);
	struct duck_rows *rows;
	int64_t some;

	if (!duck_one(sc, db, "SELECT count(*) FROM version WHERE name = 'feedback'", 0, NULL, 0, &some))
		return false;
	if (!some)
		return true;
	bool ok = documents_only_begin(sc, ws->documents);
	rows = ok ? duck_ask(sc, db,
			    "SELECT import, row, part FROM event WHERE said UNION ALL SELECT import, row, part FROM"
			    " event_past WHERE said",
			    0, NULL)
		  : NULL;
	while (rows && ok && duck_next(rows))
		ok = documents_only(sc, ws->documents, duck_int(rows, 0), (uint64_t)duck_int(rows, 1),
			(uint16_t)duck_int(rows, 2));
	ok = rows && duck_done(sc, rows) && ok;
	if (ok && documents_only_end(sc, ws->documents))
		return duck_run(sc, db, "DELETE FROM version WHERE name = 'feedback'", 0, NULL);
	documents_rollback(ws->documents);
	return false;
}

/* Feedback follows its event into the past and back. */
static bool past_follow(struct scope *sc, struct workspace *ws)
{
	struct duck_rows *rows;
	bool ok = documents_past_begin(sc, ws->documents);

	rows = ok ? duck_ask(sc, evidence_duck(ws->evidence),
			    "SELECT import, row, part FROM event_past WHERE said", 0, NULL)
		  : NULL;
	while (rows && ok && duck_next(rows))
		ok = documents_past(sc, ws->documents, duck_int(rows, 0), (uint64_t)duck_int(rows, 1),
			(uint16_t)duck_int(rows, 2));
	ok = rows && duck_done(sc, rows) && ok;
	if (ok && documents_past_end(sc, ws->documents))
		return true;
	documents_rollback(ws->documents);
	return false;
}

/* The import's row in the event store is the commit: what the documents have beyond it never happened. */
bool workspace_clean(struct scope *sc, struct workspace *ws)
{
	int64_t last;

	return duck_one(sc, evidence_duck(ws->evidence), "SELECT coalesce(max(id), 0) FROM import", 0, NULL,
		       0, &last) &&
	       documents_clean(sc, ws->documents, last) && clean_taken_back(sc, ws) && gone_follow(sc, ws) &&
	       past_follow(sc, ws);
}

bool workspace_init(struct scope *sc, const char *dir)
{
	if (is_workspace(sc, dir))
		return scope_fail(sc, FAULT_CONFLICT, "\"%s\" is a workspace already", dir);
	if (mkdir(dir, 0700) != 0 && errno != EEXIST)
		return scope_fail(sc, FAULT_IO, "cannot make the folder \"%s\": %s", dir, strerror(errno));
	if (!is_empty(dir))
		return scope_fail(sc, FAULT_CONFLICT,
			"\"%s\" is not an empty folder: name a new one, so that nothing in it gets mixed up",
			dir);
	if (mkdir(path_in(sc, dir, "exports"), 0777) != 0)
		return scope_fail(sc, FAULT_IO, "cannot write into \"%s\": %s", dir, strerror(errno));
	struct workspace *ws = open_in(sc, dir, WORKSPACE_WRITE);
	workspace_close(ws);
	return ws != NULL;
}

const char *workspace_documents_path(struct scope *sc, const char *dir)
{
	if (is_workspace(sc, dir))
		return path_in(sc, dir, "wend.db");
	return scope_fail(sc, FAULT_NOT_FOUND, "\"%s\" is not a workspace: make one with wend init %s", dir,
		strcmp(dir, ".") == 0 ? "DIR" : dir);
}

struct workspace *workspace_open(struct scope *sc, const char *dir, enum workspace_mode mode)
{
	if (!workspace_documents_path(sc, dir))
		return NULL;
	/* DuckDB would make a new one, and the feedback would look like that of imports that never were. */
	if (!is_file(path_in(sc, dir, "events.duckdb")))
		return scope_fail(sc, FAULT_NOT_FOUND,
			"the workspace \"%s\" has lost its events.duckdb: put back a copy of the workspace",
			dir);
	struct workspace *ws = open_in(sc, dir, mode);
	if (ws && mode != WORKSPACE_READ && !workspace_clean(sc, ws)) {
		workspace_close(ws);
		return NULL;
	}
	return ws;
}

/* Beside the old one, and put in its place when it is whole. */
static bool rewrite_in(struct scope *sc, const char *dir)
{
	const char *path = path_in(sc, dir, "events.duckdb"), *fresh = path_in(sc, dir, "events.duckdb.new");

	const char *log = path_in(sc, dir, "events.duckdb.new.wal"); /* of a rewriting that was broken off */

	unlink(fresh);
	unlink(log);
	if (!duck_copy(sc, path, fresh)) {
		unlink(fresh);
		unlink(log);
		return false;
	}
	if (rename(fresh, path) == 0)
		return true;
	return scope_fail(sc, FAULT_IO, "cannot write \"%s\": %s", path, strerror(errno));
}

/* A server must not open the old one meanwhile. */
bool workspace_rewrite(struct scope *sc, const char *dir)
{
	int held;

	if (!lend_ask(sc, dir, &held))
		return false;
	bool ok = rewrite_in(sc, dir);
	if (held >= 0)
		close(held);
	return ok;
}

struct workspace *workspace_temporary(struct scope *sc)
{
	return open_in(sc, NULL, WORKSPACE_WRITE);
}

struct workspace *workspace_beside(struct scope *sc, struct workspace *ws)
{
	struct workspace *beside = NEW(sc, struct workspace);

	if (!ws->dir)
		return scope_fail(sc, FAULT_INVALID, "a workspace in memory has one connection");
	*beside = (struct workspace){ .dir = ws->dir, .secret = ws->secret };
	beside->evidence = evidence_beside(sc, ws->evidence);
	if (beside->evidence)
		beside->documents = documents_open(sc, path_in(sc, ws->dir, "wend.db"), LITE_WRITE);
	if (beside->documents)
		return beside;
	workspace_close(beside);
	return NULL;
}

void workspace_close(struct workspace *ws)
{
	if (!ws)
		return;
	documents_close(ws->documents);
	evidence_close(ws->evidence);
	if (ws->lent >= 0)
		close(ws->lent);
}
