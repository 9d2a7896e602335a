#include "serve/imports.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/when.h"
#include "serve/pool.h"
#include "tell/imported.h"
#include "tell/preview.h"

enum { ID = 16, TELL_US = 200000, REPORT_MOST = 32 << 20, NEWS_MOST = 64 << 20, BUSY_US = 500000 };

enum job_state { JOB_WAITING, JOB_READING, JOB_LAYING, JOB_DONE, JOB_FAILED, JOB_STATES };

static const char *const states[JOB_STATES] = { "waiting", "reading", "counting", "done", "failed" };

struct import_job {
	struct scope sc, work; /* what is kept, and what only the reading needs */
	struct imports *imports;
	struct import_wish wish;
	struct upload upload;
	struct str who;
	enum visitor_kind by_kind; /* and who it is, to show them what is in the file */
	int64_t by;
	atomic_bool stop;
	char id[ID + 1];
	int64_t begun_us, told_us;
	enum job_state state; /* from here on under the lock of the imports */
	uint64_t done, all;
	struct buf *files; /* a report each, as JSON */
	struct buf *previews;
	size_t taken;
	struct str error;
	struct stream *watchers[IMPORT_WATCHERS];
	size_t n_watchers;
	struct import_job *next;
};

struct imports {
	struct imports_wish wish;
	struct pool *pool;
	pthread_mutex_t lock;
	struct import_job *jobs; /* newest first */
};

struct imports *imports_open(struct scope *sc, const struct imports_wish *wish)
{
	struct imports *im = NEW(sc, struct imports);

	im->wish = *wish;
	pthread_mutex_init(&im->lock, NULL);
	im->pool = pool_open(sc, 1, IMPORT_JOBS_WAITING);
	return im->pool ? im : NULL;
}

/* --- telling --------------------------------------------------------------------------------------------- */

static bool is_over(const struct import_job *job)
{
	return job->state >= JOB_DONE;
}

/* In a scope of the asker's: the job's own belongs to the thread that works on it. */
static void tell(struct scope *sc, const struct import_job *job, bool files, struct buf *out)
{
	buf_printf(out, "{\"id\":\"%s\",\"state\":\"%s\",\"file\":", job->id, states[job->state]);
	json_quote(out, job->upload.name);
	buf_printf(out, ",\"upload\":\"%.*s\",\"dry_run\":%s,\"begun\":", STR_ARG(job->upload.id),
		job->wish.dry_run ? "true" : "false");
	json_quote(out, when_iso(sc, job->begun_us));
	buf_printf(out,
		",\"done\":%llu,\"all\":%llu,\"files\":[%.*s],\"error\":", (unsigned long long)job->done,
		(unsigned long long)job->all, STR_ARG(files ? buf_str(job->files) : STR("")));
	json_quote(out, job->error);
	buf_puts(out, "}");
}

static void put_news(struct import_job *job)
{
	struct scope sc = { 0 };

	if (!job->n_watchers)
		return;
	struct buf *news = buf_new(&sc, NEWS_MOST);

	buf_printf(news, "event: %s\ndata: ", is_over(job) ? states[job->state] : "progress");
	tell(&sc, job, is_over(job), news);
	buf_puts(news, "\n\n");
	for (size_t i = 0; i < job->n_watchers;)
		if (stream_put(job->watchers[i], buf_str(news)))
			i++;
		else { /* whoever it was left */
			stream_end(job->watchers[i]);
			job->watchers[i] = job->watchers[--job->n_watchers];
		}
	scope_close(&sc);
}

static void let_watchers_go(struct import_job *job)
{
	for (size_t i = 0; i < job->n_watchers; i++)
		stream_end(job->watchers[i]);
	job->n_watchers = 0;
}

static void set_state(struct import_job *job, enum job_state state)
{
	struct imports *im = job->imports;

	pthread_mutex_lock(&im->lock);
	job->state = state;
	put_news(job);
	if (is_over(job))
		let_watchers_go(job);
	pthread_mutex_unlock(&im->lock);
}

static void note_progress(void *to, uint64_t done, uint64_t all)
{
	struct import_job *job = to;
	struct imports *im = job->imports;
	int64_t now = im->wish.clock_us();

	pthread_mutex_lock(&im->lock);
	job->done = done;
	job->all = all;
	if (now - job->told_us > TELL_US || now < job->told_us) {
		job->told_us = now;
		put_news(job);
	}
	pthread_mutex_unlock(&im->lock);
}

/* --- the work --------------------------------------------------------------------------------------------- */

/* Where the file lies here is nobody's business: its own name is. */
static struct str without_path(struct import_job *job, struct str why)
{
	struct str path = str_of(job->upload.path);
	struct buf *out = buf_new(&job->sc, 1 << 16);

	for (size_t i = 0; i < why.n; i++)
		if (str_starts(str_sub(why, i, why.n), path)) {
			buf_str_add(out, job->upload.name);
			i += path.n - 1;
		} else {
			buf_putc(out, why.p[i]);
		}
	return buf_str(out);
}

static void note_failure(struct import_job *job, struct scope *sc)
{
	pthread_mutex_lock(&job->imports->lock);
	job->error = without_path(job, str_of(sc->why));
	pthread_mutex_unlock(&job->imports->lock);
}

static void note_report(void *to, struct import_report *r, const char *name)
{
	struct import_job *job = to;

	(void)name;
	if (!r) {
		note_failure(job, &job->work);
		scope_forgive(&job->work);
		return;
	}
	pthread_mutex_lock(&job->imports->lock);
	if (job->taken++)
		buf_puts(job->files, ",");
	tell_imported(r, job->files);
	pthread_mutex_unlock(&job->imports->lock);
}

static void note_preview(void *to, const struct import_preview *p)
{
	struct import_job *job = to;

	pthread_mutex_lock(&job->imports->lock);
	if (buf_str(job->previews).n)
		buf_puts(job->previews, ",");
	tell_preview(p, job->previews);
	pthread_mutex_unlock(&job->imports->lock);
}

/* What was taken is laid out at once, so that the first question finds it ready. */
static void lay_out(struct import_job *job)
{
	struct scope sc = { 0 };

	set_state(job, JOB_LAYING);
	office_changed(job->imports->wish.office);
	if (!office_study(job->imports->wish.office, &sc))
		journal_say(job->imports->wish.journal, JOURNAL_WARN, "layout", "why=%s",
			journal_word(&sc, sc.why));
	scope_close(&sc);
}

static void take_in(struct import_job *job)
{
	struct imports *im = job->imports;
	struct workspace *ws = office_enter_patiently(im->wish.office, &job->work);

	if (!ws) {
		note_failure(job, &job->work);
		return;
	}
	office_put_away(im->wish.office);
	set_state(job, JOB_READING);
	if (!import_path(&job->work, ws, job->upload.path, &job->wish, note_report, job) && !job->taken &&
		!job->error.p)
		note_failure(job, &job->work);
	if (job->taken && !job->wish.dry_run)
		lay_out(job);
	office_leave(im->wish.office);
}

static void finish(struct import_job *job)
{
	struct imports *im = job->imports;
	struct scope sc = { 0 };

	journal_say(im->wish.journal, job->taken ? JOURNAL_INFO : JOURNAL_WARN, "import",
		"id=%s files=%zu failed=%s dry=%s", job->id, job->taken, job->error.p ? "yes" : "no",
		job->wish.dry_run ? "yes" : "no");
	if (job->taken && !job->wish.dry_run) {
		if (!uploads_drop(&sc, im->wish.uploads, job->upload.id))
			journal_say(im->wish.journal, JOURNAL_WARN, "upload", "why=%s",
				journal_word(&sc, sc.why));
		bell_ring(im->wish.bell, STR("import"), str_of(job->id), 0, job->who);
	}
	scope_close(&sc);
	set_state(job, job->taken ? JOB_DONE : JOB_FAILED);
}

static void run(void *to)
{
	struct import_job *job = to;

	take_in(job);
	scope_close(&job->work);
	finish(job);
}

/* --- jobs ------------------------------------------------------------------------------------------------- */

struct import_job *import_job_new(struct imports *im)
{
	struct import_job *job = calloc(1, sizeof *job);
	unsigned char bytes[ID / 2];

	if (!job)
		abort();
	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2hex(job->id, sizeof job->id, bytes, sizeof bytes);
	job->imports = im;
	job->files = buf_new(&job->sc, REPORT_MOST);
	job->previews = buf_new(&job->sc, REPORT_MOST);
	return job;
}

struct str import_job_id(const struct import_job *job)
{
	return str_of(job->id);
}

struct scope *import_job_scope(struct import_job *job)
{
	return &job->sc;
}

struct import_wish *import_job_wish(struct import_job *job)
{
	return &job->wish;
}

void import_job_drop(struct import_job *job)
{
	let_watchers_go(job);
	scope_close(&job->sc);
	free(job);
}

/* The oldest of those that are over go. */
static void forget_old(struct imports *im)
{
	struct import_job **at = &im->jobs;

	for (size_t n = 0; *at; n++) {
		struct import_job *job = *at;
		if (n < IMPORT_JOBS_KEPT || !is_over(job)) {
			at = &job->next;
			continue;
		}
		*at = job->next;
		import_job_drop(job);
	}
}

static void list(struct import_job *job)
{
	struct imports *im = job->imports;

	pthread_mutex_lock(&im->lock);
	job->next = im->jobs;
	im->jobs = job;
	forget_old(im);
	pthread_mutex_unlock(&im->lock);
}

static void unlist(struct import_job *job)
{
	struct imports *im = job->imports;

	pthread_mutex_lock(&im->lock);
	for (struct import_job **at = &im->jobs; *at; at = &(*at)->next)
		if (*at == job) {
			*at = job->next;
			break;
		}
	pthread_mutex_unlock(&im->lock);
}

struct str imports_start(struct scope *sc, struct imports *im, struct import_job *job,
	const struct upload *upload, const struct visitor *by)
{
	job->upload = (struct upload){ str_copy(&job->sc, upload->id), str_copy(&job->sc, upload->name),
		scope_printf(&job->sc, "%s", upload->path), upload->bytes, false };
	job->who = str_copy(&job->sc, by->name);
	job->by_kind = by->kind;
	job->by = by->id;
	job->all = upload->bytes;
	job->begun_us = job->wish.now_us = im->wish.clock_us();
	job->wish.progress = note_progress;
	job->wish.progress_to = job->wish.preview_to = job;
	job->wish.preview = job->wish.dry_run ? note_preview : NULL;
	job->wish.stop = &job->stop;
	struct str id = str_copy(sc, str_of(job->id));
	list(job);
	if (pool_put(im->pool, run, job))
		return id;
	unlist(job);
	import_job_drop(job);
	scope_fail(sc, FAULT_LIMIT, "%d imports wait already: wait until they are done", IMPORT_JOBS_WAITING);
	return (struct str){ 0 };
}

/* --- asking ----------------------------------------------------------------------------------------------- */

static struct import_job *find(struct scope *sc, struct imports *im, struct str id)
{
	for (struct import_job *job = im->jobs; job; job = job->next)
		if (str_equal(str_of(job->id), id))
			return job;
	scope_fail(sc, FAULT_NOT_FOUND,
		"there is no import \"%.*s\": what was imported before the server started stands under status",
		STR_ARG(str_short(sc, id, 40)));
	return NULL;
}

bool imports_tell(struct scope *sc, struct imports *im, struct str id, struct buf *out)
{
	pthread_mutex_lock(&im->lock);
	struct import_job *job = find(sc, im, id);
	if (job)
		tell(sc, job, true, out);
	pthread_mutex_unlock(&im->lock);
	return job != NULL;
}

void imports_tell_all(struct scope *sc, struct imports *im, struct buf *out)
{
	buf_puts(out, "{\"imports\":[");
	pthread_mutex_lock(&im->lock);
	for (struct import_job *job = im->jobs; job; job = job->next) {
		buf_puts(out, job == im->jobs ? "" : ",");
		tell(sc, job, false, out);
	}
	pthread_mutex_unlock(&im->lock);
	buf_puts(out, "]}");
}

static bool began_it(struct scope *sc, const struct import_job *job, const struct visitor *by)
{
	return (job->by_kind == by->kind && job->by == by->id) ||
	       scope_fail(sc, FAULT_DENIED, "what is in a file is shown to who sent it alone");
}

bool imports_preview(
	struct scope *sc, struct imports *im, struct str id, const struct visitor *by, struct buf *out)
{
	pthread_mutex_lock(&im->lock);
	struct import_job *job = find(sc, im, id);
	bool ok = job && began_it(sc, job, by);
	if (ok)
		buf_printf(out, "{\"files\":[%.*s]}", STR_ARG(buf_str(job->previews)));
	pthread_mutex_unlock(&im->lock);
	return ok;
}

bool imports_stop(struct scope *sc, struct imports *im, struct str id)
{
	pthread_mutex_lock(&im->lock);
	struct import_job *job = find(sc, im, id);
	bool over = job && job->state > JOB_READING;
	if (job && !over)
		atomic_store(&job->stop, true);
	pthread_mutex_unlock(&im->lock);
	if (over)
		return scope_fail(sc, FAULT_CONFLICT, "the import is over: undo takes it back");
	return job != NULL;
}

struct stream *imports_watch(struct scope *sc, struct imports *im, struct str id)
{
	struct stream *stream = NULL;

	pthread_mutex_lock(&im->lock);
	struct import_job *job = find(sc, im, id);
	if (job && job->n_watchers == IMPORT_WATCHERS)
		scope_fail(sc, FAULT_LIMIT, "%d watch this import already", IMPORT_WATCHERS);
	else if (job) {
		stream = stream_new(NEWS_MOST);
		job->watchers[job->n_watchers++] = stream;
		put_news(job);
		if (is_over(job))
			let_watchers_go(job);
	}
	pthread_mutex_unlock(&im->lock);
	return stream;
}

void imports_close(struct imports *im)
{
	if (!im)
		return;
	pool_close(im->pool);
	while (im->jobs) {
		struct import_job *next = im->jobs->next;
		import_job_drop(im->jobs);
		im->jobs = next;
	}
	pthread_mutex_destroy(&im->lock);
}
