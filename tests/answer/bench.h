/* bench - a workspace in memory with what a test writes into it, opened for questions.
 *
 *	struct bench b = bench_new();
 *	bench_take(&b, "orders.csv", "customer,event,time\n...");
 *	bench_study(&b); ... b.study ...
 *	bench_close(&b);
 */
#pragma once

#include <unistd.h>

#include "answer/study.h"
#include "intake/import.h"
#include "test.h"

struct bench {
	struct scope sc;
	struct workspace *ws;
	struct study *study;
	char dir[64]; /* of the files that were written */
	LIST(const char *) files;
};

static inline struct bench bench_new(void)
{
	struct bench b = { .dir = "/tmp/wend-test-XXXXXX" };

	assert_non_null(mkdtemp(b.dir));
	b.ws = workspace_temporary(&b.sc);
	assert_non_null(b.ws);
	return b;
}

static inline struct import_report *bench_import(struct bench *b, const char *path)
{
	struct import_report *r = import_file(&b->sc, b->ws, path, &(struct import_wish){ 0 });

	if (!r)
		fail_msg("%s: %s", path, b->sc.why);
	return r;
}

static inline const char *bench_write(struct bench *b, const char *name, struct str text)
{
	const char *path = scope_printf(&b->sc, "%s/%s", b->dir, name);
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(text.p, 1, text.n, f), text.n);
	fclose(f);
	*LIST_ADD(&b->sc, &b->files) = path;
	return path;
}

static inline struct import_report *bench_take(struct bench *b, const char *name, const char *text)
{
	return bench_import(b, bench_write(b, name, str_of(text)));
}

static inline void bench_study(struct bench *b)
{
	b->study = study_open(&b->sc, b->ws, NULL, NULL);
	if (!b->study)
		fail_msg("%s", b->sc.why);
}

static inline void bench_close(struct bench *b)
{
	for (size_t i = 0; i < b->files.n; i++)
		unlink(b->files.at[i]);
	rmdir(b->dir);
	study_close(b->study);
	workspace_close(b->ws);
	scope_close(&b->sc);
}
