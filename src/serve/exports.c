#include "serve/exports.h"

#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"
#include "serve/pool.h"
#include "store/sweep.h"
#include "tell/exported.h"

enum { KEPT_S = 24 * 3600, KEPT = 20, FOLDER = 0700 };

#define PREFIX "api-"
#define EXPORT_FOLDER "attachments" /* the one folder within (tell/exported.h) */

enum job_state { JOB_MAKING, JOB_DONE, JOB_FAILED };

static const char *const states[] = { "making", "done", "failed" };

struct job {
	struct exports *exports;
	char id[EXPORT_ID + 1];
	enum job_state state; /* under the lock, as all that follows */
	char error[400];
	struct job *next;
};

struct exports {
	struct exports_wish wish;
	struct pool *pool;
	pthread_mutex_t lock;
	struct job *jobs; /* newest first */
};

struct exports *exports_open(struct scope *sc, const struct exports_wish *wish)
{
	struct exports *ex = NEW(sc, struct exports);

	ex->wish = *wish;
	pthread_mutex_init(&ex->lock, NULL);
	ex->pool = pool_open(sc, 1, EXPORTS_WAITING);
	return ex->pool ? ex : NULL;
}

static const char *folder_of(struct scope *sc, const struct exports *ex, const char *id)
{
	return scope_printf(sc, "%s/exports/" PREFIX "%s", ex->wish.dir, id);
}

/* --- going ------------------------------------------------------------------------------------------------ */

void exports_tidy(struct exports *ex, int64_t now_us)
{
	struct scope sc = { 0 };
	const char *all = scope_printf(&sc, "%s/exports", ex->wish.dir);
	DIR *d = opendir(all);
	struct stat st;

	for (struct dirent *e; d && (e = readdir(d));) {
		const char *folder = scope_printf(&sc, "%s/%s", all, e->d_name);
		if (str_starts(str_of(e->d_name), STR(PREFIX)) && stat(folder, &st) == 0 &&
			st.st_mtime + KEPT_S < now_us / 1000000)
			sweep_folder(folder);
	}
	if (d)
		closedir(d);
	scope_close(&sc);
}

/* --- the work --------------------------------------------------------------------------------------------- */

static bool make(struct scope *sc, struct job *job)
{
	struct exports *ex = job->exports;
	struct exported_files written = { 0 };
	const char *folder = folder_of(sc, ex, job->id);

	/* Whoever reads this folder reads what customers wrote. */
	if (mkdir(folder, FOLDER) != 0 && errno != EEXIST)
		return scope_fail(sc, FAULT_IO, "the export cannot be made: %s", strerror(errno));
	struct workspace *ws = office_enter_patiently(ex->wish.office, sc);
	bool ok = ws && tell_exported(sc, ws, folder, &written);
	if (ws)
		office_leave(ex->wish.office);
	if (!ok)
		sweep_folder(folder);
	return ok;
}

static void run(void *to)
{
	struct job *job = to;
	struct exports *ex = job->exports;
	struct scope sc = { 0 };
	bool ok = make(&sc, job);

	journal_say(ex->wish.journal, ok ? JOURNAL_INFO : JOURNAL_WARN, "export", "id=%s ok=%s", job->id,
		ok ? "yes" : "no");
	pthread_mutex_lock(&ex->lock);
	snprintf(job->error, sizeof job->error, "%.*s", STR_ARG(str_short(&sc, str_of(sc.why), 90)));
	job->state = ok ? JOB_DONE : JOB_FAILED;
	pthread_mutex_unlock(&ex->lock);
	scope_close(&sc);
}

/* --- jobs ------------------------------------------------------------------------------------------------- */

static void forget_old(struct exports *ex)
{
	struct job **at = &ex->jobs;

	for (size_t n = 0; *at; n++) {
		struct job *job = *at;
		if (n < KEPT || job->state == JOB_MAKING) {
			at = &job->next;
			continue;
		}
		*at = job->next;
		free(job);
	}
}

static struct job *job_new(struct exports *ex, struct str id)
{
	struct job *job = calloc(1, sizeof *job);

	if (!job)
		abort();
	snprintf(job->id, sizeof job->id, "%.*s", STR_ARG(id));
	job->exports = ex;
	return job;
}

struct str exports_id(struct scope *sc)
{
	unsigned char bytes[EXPORT_ID / 2];
	char id[EXPORT_ID + 1];

	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2hex(id, sizeof id, bytes, sizeof bytes);
	return str_copy(sc, str_of(id));
}

bool exports_start(struct scope *sc, struct exports *ex, struct str id, int64_t now_us)
{
	struct job *job = job_new(ex, id);

	exports_tidy(ex, now_us);
	pthread_mutex_lock(&ex->lock);
	bool ok = pool_put(ex->pool, run, job);
	if (ok) {
		job->next = ex->jobs;
		ex->jobs = job;
		forget_old(ex);
	}
	pthread_mutex_unlock(&ex->lock);
	if (ok)
		return true;
	free(job);
	return scope_fail(
		sc, FAULT_CONFLICT, "%d exports wait already: wait until they are done", EXPORTS_WAITING);
}

/* --- asking ----------------------------------------------------------------------------------------------- */

static struct job *find(struct scope *sc, struct exports *ex, struct str id)
{
	for (struct job *job = ex->jobs; job; job = job->next)
		if (str_equal(str_of(job->id), id))
			return job;
	scope_fail(sc, FAULT_NOT_FOUND,
		"there is no export \"%.*s\": they lie here for a day, while the server runs",
		STR_ARG(str_short(sc, id, 40)));
	return NULL;
}

/* `within` goes before the names: "attachments/", or nothing. */
static void tell_files(struct scope *sc, const char *folder, const char *within, bool *any, struct buf *out)
{
	DIR *d = opendir(scope_printf(sc, "%s/%s", folder, within));
	struct stat st;

	for (struct dirent *e; d && (e = readdir(d));) {
		const char *name = scope_printf(sc, "%s%s", within, e->d_name);
		if (e->d_name[0] == '.' || stat(scope_printf(sc, "%s/%s", folder, name), &st) != 0 ||
			!S_ISREG(st.st_mode))
			continue;
		buf_puts(out, *any ? ",{\"name\":" : "{\"name\":");
		json_quote(out, str_of(name));
		buf_printf(out, ",\"bytes\":%llu}", (unsigned long long)st.st_size);
		*any = true;
	}
	if (d)
		closedir(d);
}

static void tell_all(struct scope *sc, const char *folder, struct buf *out)
{
	bool any = false;

	tell_files(sc, folder, "", &any, out);
	tell_files(sc, folder, EXPORT_FOLDER "/", &any, out);
}

bool exports_tell(struct scope *sc, struct exports *ex, struct str id, struct buf *out)
{
	pthread_mutex_lock(&ex->lock);
	struct job *job = find(sc, ex, id);
	if (job) {
		buf_printf(out, "{\"id\":\"%s\",\"state\":\"%s\",\"files\":[", job->id, states[job->state]);
		if (job->state == JOB_DONE)
			tell_all(sc, folder_of(sc, ex, job->id), out);
		buf_puts(out, "],\"error\":");
		json_quote(out, job->error[0] ? str_of(job->error) : (struct str){ 0 });
		buf_puts(out, "}");
	}
	pthread_mutex_unlock(&ex->lock);
	return job != NULL;
}

/* A name, not a way to other folders than the one there is. */
static bool is_name(struct str name)
{
	const struct str within = STR(EXPORT_FOLDER "/");

	if (str_starts(name, within))
		name = str_sub(name, within.n, name.n);
	return name.n && name.p[0] != '.' && !memchr(name.p, '/', name.n);
}

bool exports_file(struct scope *sc, struct exports *ex, struct str id, struct str name, const char **path)
{
	struct stat st;

	pthread_mutex_lock(&ex->lock);
	struct job *job = find(sc, ex, id);
	bool done = job && job->state == JOB_DONE;
	*path = done ? scope_printf(sc, "%s/%.*s", folder_of(sc, ex, job->id), STR_ARG(name)) : NULL;
	pthread_mutex_unlock(&ex->lock);
	if (!job)
		return false;
	if (done && is_name(name) && stat(*path, &st) == 0 && S_ISREG(st.st_mode))
		return true;
	return scope_fail(
		sc, FAULT_NOT_FOUND, "this export has no file \"%.*s\"", STR_ARG(str_short(sc, name, 60)));
}

void exports_close(struct exports *ex)
{
	if (!ex)
		return;
	pool_close(ex->pool);
	while (ex->jobs) {
		struct job *next = ex->jobs->next;
		free(ex->jobs);
		ex->jobs = next;
	}
	pthread_mutex_destroy(&ex->lock);
}
