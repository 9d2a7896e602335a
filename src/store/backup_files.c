#include "store/backup_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/sweep.h"

/* --- aside --------------------------------------------------------------------------------------- */

struct aside {
	const char *place, *path; /* path NULL: placed as a whole, or never made */
	int lock;                 /* of the folder, held while it is written; -1: none */
};

static bool broken(struct scope *sc, const char *path)
{
	return scope_fail(sc, FAULT_IO, "cannot write \"%s\": %s", path, strerror(errno));
}

static bool is_empty_folder(const char *path)
{
	DIR *d = opendir(path);
	size_t n = 0;

	while (d && readdir(d))
		n++;
	if (d)
		closedir(d);
	return d && n <= 2; /* "." and ".." */
}

static bool is_free(struct scope *sc, const char *place, bool or_empty)
{
	struct stat st;

	if (lstat(place, &st) != 0)
		return errno == ENOENT || broken(sc, place);
	if (or_empty && S_ISDIR(st.st_mode) && is_empty_folder(place))
		return true;
	return scope_fail(sc, FAULT_CONFLICT,
		or_empty ? "\"%s\" is there already and is no empty folder: name a new one"
			 : "\"%s\" is there already: name a new one, nothing is written over",
		place);
}

/* The name may have been taken to its place by another in the meantime: then the lock is on something finished. */
static bool lock_is_of(int fd, const char *path)
{
	struct stat held, there;

	return fstat(fd, &held) == 0 && lstat(path, &there) == 0 && held.st_ino == there.st_ino &&
	       held.st_dev == there.st_dev;
}

static bool lock(struct scope *sc, struct aside *a)
{
	a->lock = open(a->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (a->lock < 0)
		return broken(sc, a->path);
	bool busy = flock(a->lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
	if (!busy && lock_is_of(a->lock, a->path))
		return true;
	return scope_fail(
		sc, FAULT_CONFLICT, "another wend is writing \"%s\": wait until it is done", a->place);
}

struct aside *aside_open(struct scope *sc, const char *place, bool or_empty)
{
	struct aside *a = NEW(sc, struct aside);

	a->place = place;
	a->lock = -1;
	if (!is_free(sc, place, or_empty))
		return NULL;
	a->path = scope_printf(sc, "%s.wend-part", place);
	if (mkdir(a->path, 0700) != 0 && errno != EEXIST)
		return broken(sc, place), NULL;
	if (!lock(sc, a)) {
		a->path = NULL;
		aside_close(a);
		return NULL;
	}
	sweep_inside(a->path);
	return a;
}

const char *aside_path(const struct aside *aside)
{
	return aside->path;
}

bool sync_folder(struct scope *sc, const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (!ok)
		broken(sc, path);
	if (fd >= 0)
		close(fd);
	return ok;
}

static const char *parent_of(struct scope *sc, const char *path)
{
	const char *slash = strrchr(path, '/');

	return !slash ? "." : slash == path ? "/" : str_c(sc, (struct str){ path, (size_t)(slash - path) });
}

/* Some file systems cannot refuse to replace; then it was looked at before, and folders replace empty ones only. */
static bool rename_new(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	return access(to, F_OK) != 0 && rename(from, to) == 0;
}

bool aside_place(struct scope *sc, struct aside *a, const char *file)
{
	const char *from = file ? scope_printf(sc, "%s/%s", a->path, file) : a->path;

	if (!file && !sync_folder(sc, a->path))
		return false;
	if (!file)
		rmdir(a->place); /* an empty one that was allowed; anything else stays and is refused */
	if (!rename_new(from, a->place))
		return scope_fail(sc, errno == EEXIST ? FAULT_CONFLICT : FAULT_IO, "cannot make \"%s\": %s",
			a->place, strerror(errno));
	if (!file)
		a->path = NULL;
	return sync_folder(sc, parent_of(sc, a->place));
}

void aside_close(struct aside *a)
{
	if (!a)
		return;
	if (a->path) {
		sweep_inside(a->path);
		rmdir(a->path);
	}
	if (a->lock >= 0)
		close(a->lock);
}

/* --- copying ------------------------------------------------------------------------------------- */

enum { BLOCK = 1 << 18, SUM = 32 };

int open_plain(struct scope *sc, const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		return fd;
	scope_fail(sc, fd < 0 && errno == ENOENT ? FAULT_NOT_FOUND : FAULT_IO, "cannot read \"%s\": %s", path,
		fd < 0 ? strerror(errno) : "it is no file");
	if (fd >= 0)
		close(fd);
	return -1;
}

long read_fd(struct scope *sc, void *fd, char *p, size_t room)
{
	ssize_t n = read(*(const int *)fd, p, room);

	if (n < 0)
		scope_fail(sc, FAULT_IO, "cannot read what is copied: %s", strerror(errno));
	return (long)n;
}

static bool write_all(int fd, const char *p, size_t n)
{
	while (n) {
		ssize_t done = write(fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

struct flow { /* one copy on its way */
	read_fn read;
	void *from;
	const char *to;
	int fd; /* -1: it is only hashed */
	crypto_generichash_state hash;
};

static bool pump(struct scope *sc, struct flow *f, uint64_t most, uint64_t *bytes)
{
	char *block = scope_alloc(sc, BLOCK, 1);
	long n;

	for (*bytes = 0; (n = f->read(sc, f->from, block, BLOCK)) > 0;) {
		if ((uint64_t)n > most - *bytes) {
			*bytes = most + 1;
			return true;
		}
		*bytes += (uint64_t)n;
		crypto_generichash_update(&f->hash, (const unsigned char *)block, (unsigned long long)n);
		if (f->fd >= 0 && !write_all(f->fd, block, (size_t)n))
			return broken(sc, f->to);
	}
	return n == 0 && (f->fd < 0 || fsync(f->fd) == 0 || broken(sc, f->to));
}

bool copy_hashed(
	struct scope *sc, read_fn read, void *from, const char *to, uint64_t most, struct copied *out)
{
	struct flow f = { .read = read, .from = from, .to = to, .fd = -1 };
	unsigned char sum[SUM];

	if (to && (f.fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) < 0)
		return broken(sc, to);
	crypto_generichash_init(&f.hash, NULL, 0, SUM);
	struct scope blocks = { 0 };
	bool ok = pump(&blocks, &f, most, &out->bytes);
	if (!ok)
		scope_fail(sc, blocks.fault, "%s", blocks.why);
	scope_close(&blocks);
	crypto_generichash_final(&f.hash, sum, SUM);
	sodium_bin2hex(out->sum, sizeof out->sum, sum, SUM);
	if (f.fd >= 0 && close(f.fd) != 0)
		ok = broken(sc, to);
	return ok;
}
