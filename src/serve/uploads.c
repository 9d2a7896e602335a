#include "serve/uploads.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/sweep.h"

enum { KEPT_S = 24 * 3600, PERMISSIONS = 0700, FILE_PERMISSIONS = 0600 };

struct uploads {
	const char *dir; /* WORKSPACE/uploads */
	uint64_t most;
	pthread_mutex_t lock; /* pieces of one file come one after the other */
};

struct uploads *uploads_open(struct scope *sc, const char *dir, uint64_t most)
{
	struct uploads *up = NEW(sc, struct uploads);

	up->dir = scope_printf(sc, "%s/uploads", dir);
	up->most = most;
	pthread_mutex_init(&up->lock, NULL);
	if (mkdir(up->dir, PERMISSIONS) != 0 && errno != EEXIST) {
		scope_fail(sc, FAULT_IO, "%s: %s", up->dir, strerror(errno));
		return NULL;
	}
	return up;
}

/* --- names ------------------------------------------------------------------------------------------------ */

/* A file's own name, whatever folders it is said to lie in; the format may be told by its ending. */
static struct str plain_name(struct scope *sc, struct str name)
{
	char *out = scope_alloc(sc, UPLOAD_NAME + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] == '/' || name.p[i] == '\\')
			name = str_sub(name, i + 1, name.n), i = (size_t)-1;
	if (name.n > UPLOAD_NAME)
		name = str_sub(name, name.n - UPLOAD_NAME, name.n);
	/* A letter that was cut through is no letter. */
	while (name.n && ((unsigned char)name.p[0] & 0xC0) == 0x80)
		name = str_sub(name, 1, name.n);
	for (size_t i = 0; i < name.n; i++)
		out[n++] = (unsigned char)name.p[i] < 0x20 || name.p[i] == 0x7F ? '_' : name.p[i];
	return n && out[0] != '.' ? (struct str){ out, n } : STR("upload");
}

static bool is_id(struct str id)
{
	if (id.n != UPLOAD_ID)
		return false;
	for (size_t i = 0; i < id.n; i++)
		if (!strchr("0123456789abcdef", id.p[i]))
			return false;
	return true;
}

static struct str new_id(struct scope *sc)
{
	unsigned char bytes[UPLOAD_ID / 2];
	char *id = scope_alloc(sc, UPLOAD_ID + 1, 1);

	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2hex(id, UPLOAD_ID + 1, bytes, sizeof bytes);
	return str_of(id);
}

/* --- looking ---------------------------------------------------------------------------------------------- */

static bool gone(struct scope *sc, struct str id)
{
	return scope_fail(sc, FAULT_NOT_FOUND,
		"there is no upload \"%.*s\": it was imported, or lay here for a day",
		STR_ARG(str_short(sc, id, 40)));
}

static const char *only_file(struct scope *sc, const char *folder)
{
	DIR *d = opendir(folder);
	const char *name = NULL;

	for (struct dirent *e; d && (e = readdir(d));)
		if (e->d_name[0] != '.')
			name = scope_printf(sc, "%s", e->d_name);
	if (d)
		closedir(d);
	return name;
}

bool uploads_find(struct scope *sc, struct uploads *up, struct str id, struct upload *out)
{
	struct stat st;
	const char *folder, *name;

	if (!is_id(id))
		return gone(sc, id);
	folder = scope_printf(sc, "%s/%.*s", up->dir, STR_ARG(id));
	name = only_file(sc, folder);
	if (!name)
		return gone(sc, id);
	out->id = str_copy(sc, id);
	out->name = str_of(name);
	out->path = scope_printf(sc, "%s/%s", folder, name);
	if (stat(out->path, &st) != 0)
		return gone(sc, id);
	out->bytes = (uint64_t)st.st_size;
	return true;
}

static size_t count(struct uploads *up)
{
	DIR *d = opendir(up->dir);
	size_t n = 0;

	for (struct dirent *e; d && (e = readdir(d));)
		n += e->d_name[0] != '.';
	if (d)
		closedir(d);
	return n;
}

/* --- coming in -------------------------------------------------------------------------------------------- */

/* Waiting mends much, but no full disk: somebody has to make room. */
static bool not_kept(struct scope *sc, struct upload *u, const char *what, int why)
{
	u->full = why == ENOSPC || why == EDQUOT;
	if (u->full)
		return scope_fail(
			sc, FAULT_IO, "%s: the server's disk is full: make room and send it again", what);
	return scope_fail(sc, FAULT_IO, "%s: %s", what, strerror(why));
}

static bool make(struct scope *sc, const char *folder, struct upload *u)
{
	if (mkdir(folder, PERMISSIONS) != 0)
		return not_kept(sc, u, "no upload can be begun", errno);
	int fd = open(u->path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, FILE_PERMISSIONS);
	if (fd < 0) {
		int why = errno;
		rmdir(folder);
		return not_kept(sc, u, "no upload can be begun", why);
	}
	close(fd);
	return true;
}

static bool begin(struct scope *sc, struct uploads *up, struct str name, struct upload *out)
{
	if (count(up) >= UPLOADS_AT_ONCE)
		return scope_fail(sc, FAULT_LIMIT, "%d files are on their way already: import or delete some",
			UPLOADS_AT_ONCE);
	*out = (struct upload){ .id = new_id(sc), .name = plain_name(sc, name) };
	const char *folder = scope_printf(sc, "%s/%.*s", up->dir, STR_ARG(out->id));
	out->path = scope_printf(sc, "%s/%.*s", folder, STR_ARG(out->name));
	return make(sc, folder, out);
}

bool uploads_new(struct scope *sc, struct uploads *up, struct str name, int64_t now_us, struct upload *out)
{
	uploads_tidy(up, now_us);
	pthread_mutex_lock(&up->lock);
	bool ok = begin(sc, up, name, out);
	pthread_mutex_unlock(&up->lock);
	return ok;
}

static bool write_at(struct scope *sc, struct upload *u, int fd, uint64_t at, struct str bytes)
{
	for (size_t done = 0; done < bytes.n;) {
		ssize_t n = pwrite(fd, bytes.p + done, bytes.n - done, (off_t)(at + done));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			int why = errno;
			(void)!ftruncate(fd, (off_t)at); /* else it goes on behind what came in */
			return not_kept(sc, u, "the upload cannot be kept", why);
		}
		done += (size_t)n;
	}
	return true;
}

/* A piece that was sent again after its answer got lost is there already. */
static bool add(struct scope *sc, struct uploads *up, struct upload *out, uint64_t at, struct str bytes)
{
	if (at > out->bytes || (at < out->bytes && at + bytes.n > out->bytes))
		return scope_fail(sc, FAULT_CONFLICT, "%llu bytes are there: go on at %llu",
			(unsigned long long)out->bytes, (unsigned long long)out->bytes);
	if (at < out->bytes || !bytes.n)
		return true;
	if (at + bytes.n > up->most)
		return scope_fail(sc, FAULT_LIMIT,
			"a file may have %llu bytes here (wend serve --limit upload-bytes=N)",
			(unsigned long long)up->most);
	int fd = open(out->path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return gone(sc, out->id);
	bool ok = write_at(sc, out, fd, at, bytes);
	close(fd);
	if (ok)
		out->bytes += bytes.n;
	return ok;
}

bool uploads_add(struct scope *sc, struct uploads *up, struct str id, uint64_t at, struct str bytes,
	struct upload *out)
{
	pthread_mutex_lock(&up->lock);
	bool ok = uploads_find(sc, up, id, out) && add(sc, up, out, at, bytes);
	pthread_mutex_unlock(&up->lock);
	return ok;
}

/* --- going ------------------------------------------------------------------------------------------------ */

bool uploads_drop(struct scope *sc, struct uploads *up, struct str id)
{
	struct upload found;

	if (!uploads_find(sc, up, id, &found))
		return false;
	sweep_folder(scope_printf(sc, "%s/%.*s", up->dir, STR_ARG(id)));
	return true;
}

void uploads_tidy(struct uploads *up, int64_t now_us)
{
	struct scope sc = { 0 };
	DIR *d = opendir(up->dir);
	struct stat st;

	for (struct dirent *e; d && (e = readdir(d));) {
		const char *folder = scope_printf(&sc, "%s/%s", up->dir, e->d_name);
		const char *file = is_id(str_of(e->d_name)) ? only_file(&sc, folder) : NULL;
		if (file && stat(scope_printf(&sc, "%s/%s", folder, file), &st) == 0 &&
			st.st_mtime + KEPT_S < now_us / 1000000)
			sweep_folder(folder);
	}
	if (d)
		closedir(d);
	scope_close(&sc);
}
