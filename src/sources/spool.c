#include "sources/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024 };

struct spool {
	struct scope *sc;
	const char *name;
	int fd;
	uint64_t written, most;
	size_t n;
	char block[BLOCK];
};

/* A folder whose file system knows no files without a name gets one that is taken away at once. */
static int unnamed(struct scope *sc)
{
	const char *folder = secure_getenv("TMPDIR");
	if (!folder || !*folder)
		folder = "/tmp";
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	if (fd >= 0)
		return fd;
	char *path = scope_printf(sc, "%s/wend-XXXXXX", folder);
	fd = mkostemp(path, O_CLOEXEC);
	if (fd >= 0)
		unlink(path);
	return fd;
}

struct spool *spool_open(struct scope *sc, const char *name, uint64_t most)
{
	int fd = unnamed(sc);

	if (fd < 0)
		return scope_fail(
			sc, FAULT_IO, "%s: no temporary file can be made: %s", name, strerror(errno));
	struct spool *s = NEW(sc, struct spool);
	s->sc = sc;
	s->name = name;
	s->fd = fd;
	s->most = most;
	return s;
}

static bool flush(struct spool *s)
{
	for (size_t at = 0; at < s->n;) {
		ssize_t n = write(s->fd, s->block + at, s->n - at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return scope_fail(s->sc, FAULT_IO, "%s: the temporary file cannot be written: %s",
				s->name, strerror(errno));
		at += (size_t)n;
	}
	s->n = 0;
	return true;
}

bool spool_add(struct spool *s, const void *p, size_t n)
{
	const char *from = p;

	s->written += n;
	if (s->written > s->most)
		return scope_fail(s->sc, FAULT_LIMIT, "%s: unpacks to more than %llu MiB, the ceiling",
			s->name, (unsigned long long)(s->most >> 20));
	while (n) {
		size_t part = n < BLOCK - s->n ? n : BLOCK - s->n;
		memcpy(s->block + s->n, from, part);
		s->n += part;
		from += part;
		n -= part;
		if (s->n == BLOCK && !flush(s))
			return false;
	}
	return true;
}

int spool_done(struct spool *s)
{
	int fd = s->fd;

	if (!flush(s) || lseek(fd, 0, SEEK_SET) != 0) {
		spool_close(s);
		return -1;
	}
	s->fd = -1;
	return fd;
}

void spool_close(struct spool *s)
{
	if (s && s->fd >= 0)
		close(s->fd);
	if (s)
		s->fd = -1;
}
