#include "store/backup_pack.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "store/backup_files.h"

enum { QUICKEST = 1 };

/* --- making -------------------------------------------------------------------------------------- */

static bool add(zip_t *zip, const char *path, const char *name, time_t made)
{
	zip_source_t *source = zip_source_file(zip, path, 0, -1);
	zip_int64_t i = source ? zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) : -1;

	if (i < 0)
		zip_source_free(source);
	return i >= 0 && zip_set_file_compression(zip, (zip_uint64_t)i, ZIP_CM_DEFLATE, QUICKEST) == 0 &&
	       zip_file_set_mtime(zip, (zip_uint64_t)i, made, 0) == 0 &&
	       zip_file_set_external_attributes(
		       zip, (zip_uint64_t)i, 0, ZIP_OPSYS_UNIX, (zip_uint32_t)(S_IFREG | 0600) << 16) == 0;
}

static bool settle(struct scope *sc, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && fchmod(fd, 0600) == 0 && fsync(fd) == 0;

	if (!ok)
		scope_fail(sc, FAULT_IO, "cannot write \"%s\": %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return ok;
}

bool pack_make(struct scope *sc, const char *folder, const struct str *names, size_t n, const char *to,
	int64_t made_us)
{
	int error = 0;
	zip_t *zip = zip_open(to, ZIP_CREATE | ZIP_EXCL, &error);
	bool ok = zip != NULL;

	for (size_t i = 0; ok && i < n; i++)
		ok = add(zip, scope_printf(sc, "%s/%.*s", folder, STR_ARG(names[i])), str_c(sc, names[i]),
			(time_t)(made_us / 1000000));
	if (ok && zip_close(zip) == 0)
		return settle(sc, to);
	scope_fail(sc, FAULT_IO, "cannot write \"%s\": %s", to,
		zip ? zip_strerror(zip) : "the archive cannot be begun");
	if (zip)
		zip_discard(zip);
	return false;
}

/* --- reading ------------------------------------------------------------------------------------- */

struct pack {
	const char *path;
	zip_t *zip; /* NULL: a folder */
};

struct pack_file {
	const char *name;
	const struct pack *pack;
	zip_file_t *member; /* NULL: a file of a folder */
	int fd;
};

static void *damaged(struct scope *sc, const struct pack *pack, const char *why)
{
	return scope_fail(sc, FAULT_INVALID,
		"\"%s\" is no backup, or it is damaged or cut short (%s): take another one", pack->path, why);
}

struct pack *pack_open(struct scope *sc, const char *path)
{
	struct pack *pack = NEW(sc, struct pack);
	struct stat st;
	int error = 0;

	pack->path = path;
	if (stat(path, &st) != 0)
		return scope_fail(sc, errno == ENOENT ? FAULT_NOT_FOUND : FAULT_IO, "cannot read \"%s\": %s",
			path, strerror(errno));
	if (S_ISDIR(st.st_mode))
		return pack;
	if (!S_ISREG(st.st_mode))
		return damaged(sc, pack, "it is neither a folder nor a file");
	pack->zip = zip_open(path, ZIP_RDONLY, &error);
	if (pack->zip)
		return pack;
	zip_error_t words;
	zip_error_init_with_code(&words, error);
	damaged(sc, pack, zip_error_strerror(&words));
	zip_error_fini(&words);
	return NULL;
}

void pack_close(struct pack *pack)
{
	if (pack && pack->zip)
		zip_discard(pack->zip);
}

static bool open_member(struct scope *sc, struct pack *pack, struct pack_file *file)
{
	zip_stat_t st;

	if (zip_stat(pack->zip, file->name, 0, &st) != 0)
		return damaged(sc, pack, scope_printf(sc, "it has no %s", file->name));
	if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
		return damaged(sc, pack, scope_printf(sc, "%s is encrypted", file->name));
	file->member = zip_fopen_index(pack->zip, st.index, 0);
	return file->member ||
	       damaged(sc, pack, scope_printf(sc, "%s: %s", file->name, zip_strerror(pack->zip)));
}

struct pack_file *pack_file(struct scope *sc, struct pack *pack, const char *name)
{
	struct pack_file *file = NEW(sc, struct pack_file);

	*file = (struct pack_file){ .name = name, .pack = pack, .fd = -1 };
	if (pack->zip)
		return open_member(sc, pack, file) ? file : NULL;
	struct scope quiet = { 0 };
	file->fd = open_plain(&quiet, scope_printf(sc, "%s/%s", pack->path, name));
	if (file->fd < 0)
		damaged(sc, pack,
			quiet.fault == FAULT_NOT_FOUND ? scope_printf(sc, "it has no %s", name) : quiet.why);
	scope_close(&quiet);
	return file->fd >= 0 ? file : NULL;
}

long pack_read(struct scope *sc, void *from, char *p, size_t room)
{
	struct pack_file *file = from;

	if (!file->member)
		return read_fd(sc, &file->fd, p, room);
	zip_int64_t n = zip_fread(file->member, p, room);
	if (n < 0)
		damaged(sc, file->pack,
			scope_printf(sc, "%s: %s", file->name, zip_file_strerror(file->member)));
	return n < 0 ? -1 : (long)n;
}

void pack_file_close(struct pack_file *file)
{
	if (file && file->member)
		zip_fclose(file->member);
	if (file && file->fd >= 0)
		close(file->fd);
}
