#include "store/backup.h"

#include <errno.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "store/backup_files.h"
#include "store/backup_pack.h"
#include "store/workspace.h"

/* --- the manifest -------------------------------------------------------------------------------- */

struct text {
	char *p;
	size_t n, room;
};

static bool read_text(struct scope *sc, struct pack *pack, const char *path, const char *name, struct text *t)
{
	struct pack_file *file = pack_file(sc, pack, name);
	long n = file ? 1 : -1;

	while (n > 0 && t->n < t->room) {
		n = pack_read(sc, file, t->p + t->n, t->room - t->n);
		t->n += n > 0 ? (size_t)n : 0;
	}
	pack_file_close(file);
	if (n > 0)
		scope_fail(sc, FAULT_LIMIT, "\"%s\": its %s is larger than %zu bytes, the ceiling", path,
			name, t->room);
	return n == 0;
}

struct memory {
	struct str rest;
};

static long read_memory(struct scope *sc, void *from, char *p, size_t room)
{
	struct memory *m = from;
	size_t n = m->rest.n < room ? m->rest.n : room;

	(void)sc;
	memcpy(p, m->rest.p, n);
	m->rest = str_sub(m->rest, n, m->rest.n);
	return (long)n;
}

static struct manifest *manifest_of(struct scope *sc, struct pack *pack, const char *path)
{
	struct text json = { scope_alloc(sc, MANIFEST_BYTES, 1), 0, MANIFEST_BYTES };
	char sum[MANIFEST_SUM + 200];
	struct text check = { sum, 0, sizeof sum };
	struct copied copied;

	if (!read_text(sc, pack, path, "manifest.json", &json) ||
		!read_text(sc, pack, path, "manifest.sum", &check))
		return NULL;
	struct memory text = { { json.p, json.n } };
	if (!copy_hashed(sc, read_memory, &text, NULL, MANIFEST_BYTES, &copied))
		return NULL;
	if (!str_starts((struct str){ sum, check.n }, str_of(copied.sum)))
		return scope_fail(sc, FAULT_INVALID,
			"\"%s\": manifest.json is not as it was written: the backup is damaged, take another one",
			path);
	return manifest_read(sc, path, (struct str){ json.p, json.n });
}

/* --- the files ----------------------------------------------------------------------------------- */

/* One file out of the backup, to `dir` or nowhere: every byte of it as it was written, and not one more. */
static bool take_file(struct scope *sc, struct pack *pack, const char *path, const struct manifest_file *want,
	const char *dir)
{
	const char *name = str_c(sc, want->name);
	struct pack_file *file = pack_file(sc, pack, name);
	struct copied got = { 0 };
	bool ok = file && copy_hashed(sc, pack_read, file, dir ? scope_printf(sc, "%s/%s", dir, name) : NULL,
				  want->bytes, &got);

	pack_file_close(file);
	if (!ok)
		return false;
	if (got.bytes != want->bytes)
		return scope_fail(sc, FAULT_INVALID,
			"\"%s\": %s is %s than the %llu bytes that were written: the backup is damaged, take another one",
			path, name, got.bytes > want->bytes ? "longer" : "shorter",
			(unsigned long long)want->bytes);
	return strcmp(got.sum, want->sum) == 0 ||
	       scope_fail(sc, FAULT_INVALID,
		       "\"%s\": %s is not as it was written: the backup is damaged, take another one", path,
		       name);
}

static bool take_all(
	struct scope *sc, struct pack *pack, const char *path, const struct manifest *m, const char *dir)
{
	for (size_t i = 0; i < m->files.n; i++)
		if (!take_file(sc, pack, path, &m->files.at[i], dir))
			return false;
	return true;
}

struct manifest *backup_check(struct scope *sc, const char *path)
{
	struct pack *pack = pack_open(sc, path);
	struct manifest *m = pack ? manifest_of(sc, pack, path) : NULL;

	if (m && !take_all(sc, pack, path, m, NULL))
		m = NULL;
	pack_close(pack);
	return m;
}

/* --- restoring ----------------------------------------------------------------------------------- */

/* An archive may say that it unpacks to anything: that is asked before the disk is filled with it. */
static bool has_room(struct scope *sc, const char *path, const struct manifest *m, const char *dir)
{
	struct statvfs fs;

	if (statvfs(dir, &fs) != 0)
		return scope_fail(sc, FAULT_IO, "cannot write \"%s\": %s", dir, strerror(errno));
	uint64_t free_bytes = (uint64_t)fs.f_bavail * fs.f_frsize;
	return m->bytes <= free_bytes ||
	       scope_fail(sc, FAULT_IO,
		       "\"%s\" unpacks to %llu MiB, and %llu MiB are free there: make room on the disk", path,
		       (unsigned long long)(m->bytes >> 20), (unsigned long long)(free_bytes >> 20));
}

static bool has_voice(const struct manifest *m)
{
	for (size_t i = 0; i < m->files.n; i++)
		if (str_starts(m->files.at[i].name, STR(MANIFEST_VOICE "/")))
			return true;
	return false;
}

static bool make_folders(struct scope *sc, const struct manifest *m, const char *dir)
{
	if (mkdir(scope_printf(sc, "%s/exports", dir), 0777) == 0 &&
		(!has_voice(m) || mkdir(scope_printf(sc, "%s/" MANIFEST_VOICE, dir), 0777) == 0))
		return true;
	return scope_fail(sc, FAULT_IO, "cannot write into \"%s\": %s", dir, strerror(errno));
}

/* That it opens is part of being restored. */
static bool opens(struct scope *sc, const char *dir)
{
	struct workspace *ws = workspace_open(sc, dir, WORKSPACE_WRITE);

	workspace_close(ws);
	return ws != NULL;
}

static bool restore(
	struct scope *sc, struct pack *pack, const char *path, const struct manifest *m, const char *dir)
{
	struct aside *aside = aside_open(sc, dir, true);
	const char *at = aside ? aside_path(aside) : NULL;
	bool ok = aside && has_room(sc, path, m, at) && make_folders(sc, m, at) &&
		  take_all(sc, pack, path, m, at) && opens(sc, at) && aside_place(sc, aside, NULL);

	aside_close(aside);
	return ok;
}

struct manifest *backup_restore(struct scope *sc, const char *path, const char *dir)
{
	struct pack *pack = pack_open(sc, path);
	struct manifest *m = pack ? manifest_of(sc, pack, path) : NULL;

	if (m && !restore(sc, pack, path, m, dir))
		m = NULL;
	pack_close(pack);
	return m;
}
