#include "store/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/backup_files.h"
#include "store/backup_pack.h"
#include "store/workspace.h"

#define MANIFEST_JSON "manifest.json"
#define MANIFEST_CHECK "manifest.sum" /* the checksum of the former */
#define ENDING ".zip"

static bool is_there(const char *path)
{
	return access(path, F_OK) == 0;
}

static bool write_text(struct scope *sc, const char *path, struct str text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && write(fd, text.p, text.n) == (ssize_t)text.n && fsync(fd) == 0;

	if (fd >= 0 && close(fd) != 0)
		ok = false;
	return ok || scope_fail(sc, FAULT_IO, "cannot write \"%s\": %s", path, strerror(errno));
}

/* --- copies out of the workspace ----------------------------------------------------------------- */

static bool copy_plain(struct scope *sc, const char *from, const char *to)
{
	int fd = open_plain(sc, from);
	struct copied copied;
	bool ok = fd >= 0 && copy_hashed(sc, read_fd, &fd, to, UINT64_MAX, &copied);

	if (fd >= 0)
		close(fd);
	return ok;
}

static bool copy_voice_file(struct scope *sc, const char *from, const char *to, const char *name)
{
	if (!manifest_name_ok(str_of(scope_printf(sc, MANIFEST_VOICE "/%s", name))))
		return scope_fail(sc, FAULT_INVALID,
			"\"%s/%s\" cannot be backed up by this name: give it another", from, name);
	return copy_plain(sc, scope_printf(sc, "%s/%s", from, name), scope_printf(sc, "%s/%s", to, name));
}

static bool copy_voice(struct scope *sc, const char *from, const char *to)
{
	DIR *d = opendir(from);
	bool ok = true;

	if (!d && errno == ENOENT)
		return true;
	if (!d || mkdir(to, 0700) != 0)
		ok = scope_fail(sc, FAULT_IO, "cannot copy \"%s\": %s", from, strerror(errno));
	for (struct dirent *e; ok && (e = readdir(d));)
		if (e->d_name[0] != '.' && !str_ends(str_of(e->d_name), STR(".new"))) /* being written */
			ok = copy_voice_file(sc, from, to, e->d_name);
	if (d)
		closedir(d);
	return ok;
}

static bool copy_databases(struct scope *sc, const char *dir, const char *to)
{
	const char *inbox = scope_printf(sc, "%s/" MANIFEST_INBOX, dir);

	return lite_copy(sc, scope_printf(sc, "%s/" MANIFEST_DOCUMENTS, dir),
		       scope_printf(sc, "%s/" MANIFEST_DOCUMENTS, to)) &&
	       (!is_there(inbox) || lite_copy(sc, inbox, scope_printf(sc, "%s/" MANIFEST_INBOX, to)));
}

/* While `ws` is open nothing goes into its event store.  `events` is that file: it is closed when the store is closed,
 * since closing any handle of a file lets go of all the locks that a process has on it. */
static bool copy_held(struct scope *sc, const char *dir, const char *to, struct workspace *ws, int *events)
{
	const char *key = scope_printf(sc, "%s/" MANIFEST_KEY, dir);
	struct copied copied;

	if (!duck_settle(sc, evidence_duck(ws->evidence)))
		return false;
	*events = open_plain(sc, scope_printf(sc, "%s/" MANIFEST_EVENTS, dir));
	return *events >= 0 &&
	       copy_hashed(sc, read_fd, events, scope_printf(sc, "%s/" MANIFEST_EVENTS, to), UINT64_MAX,
		       &copied) &&
	       copy_databases(sc, dir, to) &&
	       (!is_there(key) || copy_plain(sc, key, scope_printf(sc, "%s/" MANIFEST_KEY, to)));
}

static bool copy_workspace(struct scope *sc, const char *dir, const char *to)
{
	struct workspace *ws = workspace_open(sc, dir, WORKSPACE_WRITE);
	int events = -1;
	bool ok = ws && copy_held(sc, dir, to, ws, &events);

	workspace_close(ws);
	if (events >= 0)
		close(events);
	return ok && copy_voice(sc, scope_printf(sc, "%s/" MANIFEST_VOICE, dir),
			     scope_printf(sc, "%s/" MANIFEST_VOICE, to));
}

/* --- the manifest -------------------------------------------------------------------------------- */

static bool list_file(struct scope *sc, const char *folder, const char *name, struct manifest *m)
{
	int fd = open_plain(sc, scope_printf(sc, "%s/%s", folder, name));
	struct copied copied;
	bool ok = fd >= 0 && copy_hashed(sc, read_fd, &fd, NULL, MANIFEST_FILE_BYTES, &copied);

	if (ok && fchmod(fd, 0600) != 0) /* the databases' libraries make theirs for everybody */
		ok = scope_fail(sc, FAULT_IO, "cannot write \"%s/%s\": %s", folder, name, strerror(errno));
	if (fd >= 0)
		close(fd);
	if (!ok)
		return false;
	struct manifest_file file = { .name = str_of(name), .bytes = copied.bytes };
	memcpy(file.sum, copied.sum, sizeof file.sum);
	return manifest_add(sc, m, &file);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_seen(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

static bool list_voice(struct scope *sc, const char *folder, struct manifest *m)
{
	const char *voice = scope_printf(sc, "%s/" MANIFEST_VOICE, folder);
	struct dirent **names = NULL;
	int n = is_there(voice) ? scandir(voice, &names, is_seen, by_name) : 0;
	bool ok = n >= 0 || scope_fail(sc, FAULT_IO, "cannot read \"%s\": %s", voice, strerror(errno));

	for (int i = 0; i < n; i++) {
		ok = ok && list_file(sc, folder, scope_printf(sc, MANIFEST_VOICE "/%s", names[i]->d_name), m);
		free(names[i]);
	}
	free(names);
	return ok;
}

static bool sum_of_text(struct scope *sc, const char *path, struct copied *copied)
{
	int fd = open_plain(sc, path);
	bool ok = fd >= 0 && copy_hashed(sc, read_fd, &fd, NULL, MANIFEST_BYTES, copied);

	if (fd >= 0)
		close(fd);
	return ok;
}

static bool write_manifest(struct scope *sc, const char *folder, const struct manifest *m)
{
	const char *path = scope_printf(sc, "%s/" MANIFEST_JSON, folder);
	struct buf *text = buf_new(sc, MANIFEST_BYTES);
	struct copied copied;

	manifest_write(sc, m, text);
	return buf_ok(text, "the list of the backup's files") && write_text(sc, path, buf_str(text)) &&
	       sum_of_text(sc, path, &copied) &&
	       write_text(sc, scope_printf(sc, "%s/" MANIFEST_CHECK, folder),
		       str_of(scope_printf(sc, "%s  " MANIFEST_JSON "\n", copied.sum)));
}

static struct manifest *describe(struct scope *sc, const char *folder, int64_t now_us)
{
	static const char *const files[] = { MANIFEST_EVENTS, MANIFEST_DOCUMENTS, MANIFEST_INBOX,
		MANIFEST_KEY };
	struct manifest *m = NEW(sc, struct manifest);

	m->wend = STR(WEND_VERSION);
	m->made_us = now_us;
	for (size_t i = 0; i < COUNT_OF(files); i++)
		if (is_there(scope_printf(sc, "%s/%s", folder, files[i])) &&
			!list_file(sc, folder, files[i], m))
			return NULL;
	return list_voice(sc, folder, m) && write_manifest(sc, folder, m) ? m : NULL;
}

/* --- making -------------------------------------------------------------------------------------- */

/* What was copied is read once as a database: damage that nobody has met yet would else go from backup to backup
 * until the last sound one is thrown away. */
static bool is_sound(struct scope *sc, const char *folder)
{
	const char *events = scope_printf(sc, "%s/" MANIFEST_EVENTS, folder),
		   *inbox = scope_printf(sc, "%s/" MANIFEST_INBOX, folder);
	struct duck *db = duck_open(sc, events, DUCK_READ);
	bool ok = db && duck_read_all(sc, db);

	duck_close(db);
	return ok && lite_check(sc, scope_printf(sc, "%s/" MANIFEST_DOCUMENTS, folder)) &&
	       (!is_there(inbox) || lite_check(sc, inbox));
}

static bool place(struct scope *sc, struct aside *aside, const struct manifest *m, const char *out)
{
	LIST(struct str) names = { 0 };

	if (!str_ends(str_of(out), STR(ENDING)))
		return aside_place(sc, aside, NULL);
	*LIST_ADD(sc, &names) = STR(MANIFEST_JSON);
	*LIST_ADD(sc, &names) = STR(MANIFEST_CHECK);
	for (size_t i = 0; i < m->files.n; i++)
		*LIST_ADD(sc, &names) = m->files.at[i].name;
	return pack_make(sc, aside_path(aside), names.at, names.n,
		       scope_printf(sc, "%s/pack.zip", aside_path(aside)), m->made_us) &&
	       aside_place(sc, aside, "pack.zip");
}

static bool place_ok(struct scope *sc, const char *dir, const char *out)
{
	static const char *const others[] = { ".gz", ".tgz", ".tar", ".zst", ".7z", ".xz", ".bz2" };
	const char *slash = strrchr(out, '/');
	char *parent = slash ? str_c(sc, (struct str){ out, (size_t)(slash - out) + 1 }) : ".";
	char *there = realpath(parent, NULL), *home = realpath(dir, NULL);
	bool inside =
		there && home &&
		str_starts(str_of(scope_printf(sc, "%s/", there)), str_of(scope_printf(sc, "%s/", home)));

	free(there);
	free(home);
	for (size_t i = 0; i < COUNT_OF(others); i++)
		if (str_ends(str_of(out), str_of(others[i])))
			return scope_fail(sc, FAULT_INVALID,
				"\"%s\": a backup is a folder or a zip archive: name one without an ending or with .zip",
				out);
	return !inside ||
	       scope_fail(sc, FAULT_INVALID,
		       "\"%s\" lies within the workspace: put a backup somewhere else, best on another disk",
		       out);
}

struct manifest *backup_make(struct scope *sc, const char *dir, const char *out, int64_t now_us)
{
	struct aside *aside = place_ok(sc, dir, out) ? aside_open(sc, out, false) : NULL;
	const char *folder = aside ? aside_path(aside) : NULL;
	struct manifest *m = NULL;

	if (aside && copy_workspace(sc, dir, folder) && is_sound(sc, folder))
		m = describe(sc, folder, now_us);
	if (m && !place(sc, aside, m, out))
		m = NULL;
	aside_close(aside);
	return m;
}
