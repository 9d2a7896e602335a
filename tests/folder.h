/* folder - a folder of a test's own, with files, gone after it.
 *
 *	struct folder f = folder_open();
 *	const char *path = folder_file(&f, "a.csv", STR("user,event\n"));
 *	folder_close(&f);
 */
#pragma once

#include <ftw.h>
#include <sys/stat.h>

#include "test.h"

struct folder {
	struct scope sc;
	char dir[300];
};

static inline struct folder folder_open(void)
{
	struct folder f = { 0 };
	const char *tmp = getenv("TMPDIR");

	snprintf(f.dir, sizeof f.dir, "%s/wend-test-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(f.dir));
	return f;
}

static inline const char *folder_path(struct folder *f, const char *name)
{
	return scope_printf(&f->sc, "%s/%s", f->dir, name);
}

static inline const char *folder_file(struct folder *f, const char *name, struct str bytes)
{
	const char *path = folder_path(f, name);
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes.p, 1, bytes.n, file), bytes.n);
	assert_int_equal(fclose(file), 0);
	return path;
}

static inline int folder_remove(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

static inline void folder_close(struct folder *f)
{
	nftw(f->dir, folder_remove, 16, FTW_DEPTH | FTW_PHYS);
	scope_close(&f->sc);
}
