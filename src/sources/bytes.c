#include "sources/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sources/gzip.h"
#include "sources/spool.h"

static const uint64_t COPY = 16ull << 30; /* ceiling of bytes_copy */

struct bytes {
	struct scope *sc;
	const char *name;
	int fd; /* -1: the content is in memory */
	struct str content;
	size_t content_at;
	struct gzip *gz;
	uint64_t size, taken;
	size_t block;
	struct str head;
	bool fenced, beyond; /* beyond: something behind the head was read */
	char *back;          /* what was put back: from back_at to back_end */
	size_t back_at, back_end, back_room;
};

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

static struct bytes *bytes_new(struct scope *sc, const char *name)
{
	struct bytes *b = NEW(sc, struct bytes);

	*b = (struct bytes){ .sc = sc, .name = name, .fd = -1, .block = SIZE_MAX };
	return b;
}

struct bytes *bytes_of(struct scope *sc, const char *name, struct str content)
{
	struct bytes *b = bytes_new(sc, name);

	b->content = content;
	b->size = content.n;
	return b;
}

static void *cannot_open(struct scope *sc, const char *path)
{
	if (errno == ENOENT || errno == ENOTDIR)
		return scope_fail(sc, FAULT_NOT_FOUND, "%s: no such file", path);
	if (errno == EACCES || errno == EPERM)
		return scope_fail(sc, FAULT_DENIED, "%s: no permission to read it", path);
	return scope_fail(sc, FAULT_IO, "%s: cannot be opened: %s", path, strerror(errno));
}

struct bytes *bytes_open(struct scope *sc, const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0)
		return cannot_open(sc, path);
	if (fstat(fd, &st) != 0 || S_ISDIR(st.st_mode)) {
		close(fd);
		return scope_fail(sc, FAULT_INVALID, "%s: is a directory: name the files in it", path);
	}
	return bytes_of_file(sc, path, fd);
}

struct bytes *bytes_of_file(struct scope *sc, const char *path, int fd)
{
	struct bytes *b = bytes_new(sc, base_name(str_c(sc, str_of(path))));
	struct stat st;

	b->fd = fd;
	b->size = fstat(fd, &st) == 0 ? (uint64_t)st.st_size : 0;
	return b;
}

bool bytes_as_they_lie(struct bytes *b, int *fd, struct str *content)
{
	b->beyond = true;
	*fd = b->fd;
	*content = b->content;
	return !b->gz;
}

void bytes_close(struct bytes *b)
{
	if (!b)
		return;
	gzip_close(b->gz);
	if (b->fd >= 0)
		close(b->fd);
	b->gz = NULL;
	b->fd = -1;
}

/* read(2) of the file as it lies there */
static long read_plain(void *from, char *p, size_t room)
{
	struct bytes *b = from;
	long n;

	if (room > b->block)
		room = b->block;
	if (b->fd < 0) {
		struct str rest = str_sub(b->content, b->content_at, b->content_at + room);
		if (rest.n)
			memcpy(p, rest.p, rest.n);
		b->content_at += rest.n;
		n = (long)rest.n;
	} else {
		do
			n = read(b->fd, p, room);
		while (n < 0 && errno == EINTR);
	}
	if (n < 0)
		scope_fail(b->sc, FAULT_IO, "%s: cannot be read: %s", b->name, strerror(errno));
	else
		b->taken += (uint64_t)n;
	return n;
}

long bytes_read(struct bytes *b, char *p, size_t room)
{
	size_t n = b->back_end - b->back_at;

	if (n > room)
		n = room;
	if (n)
		memcpy(p, b->back + b->back_at, n);
	b->back_at += n;
	if (b->fenced || n == room)
		return (long)n;
	b->beyond = true;
	long more = b->gz ? gzip_read(b->gz, p + n, room - n) : read_plain(b, p + n, room - n);
	return more < 0 ? -1 : (long)n + more;
}

void bytes_unread(struct bytes *b, const char *p, size_t n)
{
	size_t left = b->back_end - b->back_at;

	if (b->back_at < n) {
		if (left + n > b->back_room) {
			b->back = scope_grow(b->sc, b->back, b->back_room, left + n, 1);
			b->back_room = left + n;
		}
		if (left)
			memmove(b->back + n, b->back + b->back_at, left);
		b->back_at = n;
		b->back_end = n + left;
	}
	b->back_at -= n;
	if (n)
		memcpy(b->back + b->back_at, p, n);
}

void bytes_fence(struct bytes *b, bool stands)
{
	b->fenced = stands;
}

static long fill(struct bytes *b, char *p, size_t room)
{
	size_t n = 0;

	while (n < room) {
		long more = bytes_read(b, p + n, room - n);
		if (more < 0)
			return -1;
		if (more == 0)
			break;
		n += (size_t)more;
	}
	return (long)n;
}

/* Looks at the first bytes, and unpacks from then on where they are gzip's. */
static bool look_for_gzip(struct bytes *b)
{
	char first[3];
	long n = fill(b, first, sizeof first);

	if (n < 0)
		return false;
	bytes_unread(b, first, (size_t)n);
	if (!gzip_starts((struct str){ first, (size_t)n }))
		return true;
	b->gz = gzip_open(b->sc, b->name, read_plain, b);
	return b->gz != NULL;
}

/* The three bytes that were looked at cannot be put back under gzip: the file is begun again. */
static bool start_over(struct bytes *b)
{
	if (b->fd >= 0 && lseek(b->fd, 0, SEEK_SET) != 0)
		return scope_fail(
			b->sc, FAULT_INVALID, "%s: cannot be read twice: put it into a file first", b->name);
	b->content_at = b->back_at = b->back_end = 0;
	b->taken = 0;
	if (!b->gz)
		return true;
	gzip_close(b->gz);
	b->gz = gzip_open(b->sc, b->name, read_plain, b);
	return b->gz != NULL;
}

bool bytes_head(struct bytes *b, size_t most, struct str *head)
{
	if (!look_for_gzip(b) || (b->gz && !start_over(b)))
		return false;
	char *p = scope_alloc(b->sc, most, 1);
	long n = fill(b, p, most);
	if (n < 0)
		return false;
	b->head = *head = (struct str){ p, (size_t)n };
	b->beyond = false;
	return true;
}

bool bytes_rewind(struct bytes *b, size_t skip)
{
	if (b->beyond) {
		char *again = (char *)scope_alloc(b->sc, b->head.n + 1, 1);
		if (!start_over(b) || fill(b, again, b->head.n) < 0)
			return false;
		b->beyond = false;
	}
	b->back_at = b->back_end = 0;
	struct str rest = str_sub(b->head, skip, b->head.n);
	bytes_unread(b, rest.p, rest.n);
	return true;
}

static bool copy(struct bytes *b, struct spool *spool)
{
	enum { PART = 64 * 1024 };
	char *part = scope_alloc(b->sc, PART, 1);
	long n = bytes_rewind(b, 0) ? 1 : -1;

	while (n > 0) {
		n = bytes_read(b, part, PART);
		if (n > 0 && !spool_add(spool, part, (size_t)n))
			return false;
	}
	return n == 0;
}

int bytes_copy(struct bytes *b)
{
	struct spool *spool = spool_open(b->sc, b->name, COPY);
	int fd = spool && copy(b, spool) ? spool_done(spool) : -1;

	spool_close(spool);
	return fd;
}

void bytes_set_block(struct bytes *b, size_t block)
{
	b->block = block;
}

uint64_t bytes_size(const struct bytes *b)
{
	return b->size;
}

uint64_t bytes_taken(const struct bytes *b)
{
	return b->taken;
}

const char *bytes_name(const struct bytes *b)
{
	return b->name;
}
