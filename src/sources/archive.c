#include "sources/archive.h"

#include <fcntl.h>
#include <unistd.h>

#include "sources/spool.h"
#include "sources/unzip.h"

struct archive {
	const char *path;
	int fd;
	struct unzip *zip;
	size_t *members; /* their numbers in the zip */
	size_t n;
};

static bool starts_as_zip(int fd)
{
	char head[4] = { 0 };

	return pread(fd, head, sizeof head, 0) == sizeof head &&
	       unzip_starts((struct str){ head, sizeof head });
}

/* What documents that are zips have in them: of Office (workbooks and others), of OpenDocument, programs of Java. */
static bool is_document(const struct unzip *zip)
{
	static const char *const marks[] = { "xl/workbook.xml", "[Content_Types].xml", "mimetype",
		"META-INF/MANIFEST.MF" };

	for (size_t i = 0; i < COUNT_OF(marks); i++)
		if (unzip_find(zip, marks[i]) >= 0)
			return true;
	return false;
}

bool archive_is(const char *path)
{
	struct scope mine = { 0 };
	/* a pipe that nobody writes to would keep it here for ever; files do not mind */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct unzip *zip = fd >= 0 && starts_as_zip(fd) ? unzip_open(&mine, path, fd) : NULL;
	bool is = (zip && !is_document(zip)) || mine.fault == FAULT_LIMIT;

	unzip_close(zip);
	if (fd >= 0)
		close(fd);
	scope_close(&mine);
	return is;
}

static const char *last_part(const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash ? slash + 1 : name;
}

static bool is_litter(const char *name)
{
	const char *file = last_part(name);

	return strncmp(name, "__MACOSX/", 9) == 0 || strcmp(file, ".DS_Store") == 0 ||
	       strcmp(file, "Thumbs.db") == 0 || strcmp(file, "desktop.ini") == 0;
}

struct archive *archive_open(struct scope *sc, const char *path)
{
	struct archive *a = NEW(sc, struct archive);

	a->path = str_c(sc, str_of(path));
	a->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (a->fd < 0)
		return scope_fail(sc, FAULT_NOT_FOUND, "%s: cannot be opened", path);
	a->zip = unzip_open(sc, last_part(a->path), a->fd);
	if (!a->zip) {
		archive_close(a);
		return NULL;
	}
	a->members = NEW_ARRAY(sc, size_t, unzip_n(a->zip) + 1);
	for (size_t i = 0; i < unzip_n(a->zip); i++)
		if (!unzip_is_folder(a->zip, i) && !is_litter(unzip_name(a->zip, i)))
			a->members[a->n++] = i;
	return a;
}

void archive_close(struct archive *a)
{
	if (!a)
		return;
	unzip_close(a->zip);
	if (a->fd >= 0)
		close(a->fd);
	a->zip = NULL;
	a->fd = -1;
}

size_t archive_n(const struct archive *a)
{
	return a->n;
}

const char *archive_name(const struct archive *a, size_t i)
{
	return unzip_name(a->zip, a->members[i]);
}

static bool copy(struct scope *sc, struct unzip_member *member, struct spool *spool)
{
	char *bytes = scope_alloc(sc, 65536, 1);
	long n;

	while ((n = unzip_read(member, bytes, 65536)) > 0)
		if (!spool_add(spool, bytes, (size_t)n))
			return false;
	return n == 0;
}

static int unpack(struct scope *sc, struct archive *a, size_t i)
{
	struct spool *spool = spool_open(sc, archive_name(a, i), UNZIP_MEMBER);
	struct unzip_member *member = spool ? unzip_member(sc, a->zip, a->members[i]) : NULL;
	int fd = member && copy(sc, member, spool) ? spool_done(spool) : -1;

	unzip_member_close(member);
	spool_close(spool);
	return fd;
}

/* A workbook is a zip, too: that it was read as one shows in its being no longer binary. */
static bool is_archive_within(struct input *in)
{
	return input_is_binary(in) && unzip_starts(input_head(in));
}

struct input *archive_input(struct scope *sc, struct archive *a, size_t i)
{
	int fd = unpack(sc, a, i);
	struct input *in =
		fd >= 0 ? input_of_file(sc, scope_printf(sc, "%s/%s", a->path, archive_name(a, i)), fd)
			: NULL;

	if (!in || !is_archive_within(in))
		return in;
	scope_fail(sc, FAULT_INVALID, "%s in %s is an archive within an archive: unpack it first",
		input_name(in), last_part(a->path));
	input_close(in);
	return NULL;
}
