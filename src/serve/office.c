#include "serve/office.h"

#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "serve/clock.h"
#include "store/lend.h"

enum { TURN_MS = 250, PATIENCE_S = 20, SHORT_S = 2, TRY_S = 1, FAILED_PAUSE_S = 5 };

struct office {
	struct office_wish wish;
	struct workspace *ws; /* NULL while it is lent */
	struct scope sc;      /* the workspace's */
	struct study *study;  /* NULL: nobody has asked since the evidence changed */
	struct scope study_sc;
	uint64_t study_state;
	pthread_mutex_t lock; /* of `taken` */
	pthread_cond_t freed;
	bool taken;               /* somebody is at the workspace, and has all the rest */
	uint64_t turn;            /* whose it is: one more for each */
	struct timespec short_to; /* so long whoever is at it is taken for soon done */
	pthread_t thread;
	bool started;
	int listen, wake;
	atomic_bool ending;
	atomic_uint waiting;
	atomic_uint_fast64_t state, settled, evidence, moved, duplicates, quarantined, moves, failed, loans;
	int64_t not_before_us; /* after a move that failed */
};

uint64_t office_state(struct office *o)
{
	return atomic_load(&o->state);
}

uint64_t office_settled(struct office *o)
{
	return atomic_load(&o->settled);
}

void office_written(struct office *o)
{
	atomic_fetch_add(&o->settled, 1);
	atomic_fetch_add(&o->state, 1);
}

void office_changed(struct office *o)
{
	atomic_fetch_add(&o->evidence, 1);
	office_written(o);
}

/* What comes live comes all the time. */
static void moved_on(struct office *o)
{
	atomic_fetch_add(&o->evidence, 1);
	atomic_fetch_add(&o->state, 1);
}

static bool open_workspace(struct office *o, struct scope *sc)
{
	o->ws = workspace_open(&o->sc, o->wish.dir, WORKSPACE_SERVE);
	if (o->ws)
		return true;
	scope_fail(sc, o->sc.fault, "%s", o->sc.why);
	scope_close(&o->sc);
	return false;
}

static void close_study(struct office *o)
{
	study_close(o->study);
	o->study = NULL;
	scope_close(&o->study_sc);
}

static void close_workspace(struct office *o)
{
	close_study(o);
	workspace_close(o->ws);
	o->ws = NULL;
	scope_close(&o->sc);
}

/* --- entering ---------------------------------------------------------------------------------------- */

static bool before(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec != b->tv_sec ? a->tv_sec < b->tv_sec : a->tv_nsec < b->tv_nsec;
}

/* Whether it is free.  One who is hurried waits for whoever is soon done, and for the next one after them; not for one who
 * takes long. */
static bool wait_for_turn(struct office *o, const struct timespec *until, bool hurried)
{
	bool late = false;

	while (o->taken && !late) {
		bool soon = hurried && before(&o->short_to, until);
		struct timespec to = soon ? o->short_to : *until;
		uint64_t whose = o->turn;
		late = pthread_cond_clockwait(&o->freed, &o->lock, CLOCK_MONOTONIC, &to) != 0 &&
		       (!soon || o->turn == whose);
	}
	return !o->taken;
}

/* A mutex that is waited for so long at most would do, but the thread sanitizer does not see it. */
static bool take_within(struct office *o, int seconds, bool hurried)
{
	struct timespec until = clock_steady_in(seconds);

	pthread_mutex_lock(&o->lock);
	bool mine = wait_for_turn(o, &until, hurried);
	o->taken |= mine;
	if (mine) {
		o->turn++;
		o->short_to = clock_steady_in(SHORT_S);
	}
	pthread_mutex_unlock(&o->lock);
	return mine;
}

static void let(struct office *o)
{
	pthread_mutex_lock(&o->lock);
	o->taken = false;
	pthread_cond_signal(&o->freed);
	pthread_mutex_unlock(&o->lock);
}

static struct workspace *enter(struct office *o, struct scope *sc, int seconds, bool hurried)
{
	if (!take_within(o, seconds, hurried)) {
		scope_fail(sc, FAULT_CONFLICT, "the workspace is busy: try again in a moment");
		return NULL;
	}
	if (o->ws || open_workspace(o, sc))
		return o->ws;
	let(o);
	return NULL;
}

/* Whoever came while there was time may find that there is none any more. */
static struct workspace *unless_ended(struct office *o, struct scope *sc, struct workspace *ws)
{
	if (!ws || !office_ended(o))
		return ws;
	let(o);
	scope_fail(sc, FAULT_CONFLICT, "the server is stopping: ask again when it is there");
	return NULL;
}

struct workspace *office_enter(struct office *o, struct scope *sc)
{
	/* Some of those who answer stay free for what needs no workspace. */
	bool many = atomic_fetch_add(&o->waiting, 1) >= o->wish.most_waiting;
	struct workspace *ws = enter(o, sc, office_ended(o) ? 0 : PATIENCE_S, many);

	atomic_fetch_sub(&o->waiting, 1);
	return unless_ended(o, sc, ws);
}

struct workspace *office_enter_patiently(struct office *o, struct scope *sc)
{
	while (!office_ended(o)) {
		struct workspace *ws = unless_ended(o, sc, enter(o, sc, TRY_S, false));
		if (ws || sc->fault != FAULT_CONFLICT)
			return ws;
		scope_forgive(sc);
	}
	scope_fail(sc, FAULT_CONFLICT, "the server was stopped before it was its turn: ask again");
	return NULL;
}

bool office_ended(const struct office *o)
{
	return atomic_load(&o->ending);
}

void office_leave(struct office *o)
{
	let(o);
}

void office_put_away(struct office *o)
{
	close_study(o);
}

struct study *office_study(struct office *o, struct scope *sc)
{
	uint64_t state = atomic_load(&o->evidence);

	if (o->study && o->study_state == state)
		return o->study;
	close_study(o);
	o->study = study_open(&o->study_sc, o->ws, NULL, NULL);
	o->study_state = state;
	if (!o->study)
		scope_fail(sc, o->study_sc.fault, "%s", o->study_sc.why);
	return o->study;
}

/* --- moving ------------------------------------------------------------------------------------------ */

static void note_move(struct office *o, const struct move_report *r)
{
	atomic_fetch_add(&o->moves, 1);
	atomic_fetch_add(&o->moved, r->events);
	atomic_fetch_add(&o->duplicates, r->duplicates);
	atomic_fetch_add(&o->quarantined, r->quarantined);
	moved_on(o);
	if (o->wish.bell && r->events)
		bell_ring(o->wish.bell, STR("evidence"), STR(""), 0, STR(""));
}

/* `more`: it went well, and there is more to be moved. */
static bool move_once(struct office *o, bool *more)
{
	struct scope sc = { 0 };
	struct move_report report = { 0 };
	struct move_wish wish = { .now_us = o->wish.clock_us(), .event_bytes = o->wish.event_bytes };
	struct workspace *ws = enter(o, &sc, PATIENCE_S, false);
	if (ws)
		close_study(o);
	bool ok = ws && collect_move(&sc, ws, o->wish.inbox, &wish, &report);

	if (ws)
		office_leave(o);
	if (ok)
		note_move(o, &report);
	else
		journal_say(o->wish.journal, JOURNAL_ERROR, "move", "why=%s", journal_word(&sc, sc.why));
	*more = ok && report.more;
	scope_close(&sc);
	return ok;
}

/* Not for longer where the clock was set back. */
static bool pauses(const struct office *o, int64_t now)
{
	return now < o->not_before_us && o->not_before_us - now <= FAILED_PAUSE_S * INT64_C(1000000);
}

/* What cannot be moved stays where it is safe, and is tried again after a pause. */
static void move_where_due(struct office *o)
{
	int64_t now = o->wish.clock_us();
	struct move_wish due = { .now_us = now, .events = o->wish.move_events, .after_us = o->wish.move_us };
	bool more = true;

	if (pauses(o, now) || !collect_move_due(o->wish.inbox, &due))
		return;
	while (more && !atomic_load(&o->ending))
		if (!move_once(o, &more)) {
			atomic_fetch_add(&o->failed, 1);
			o->not_before_us = now + FAILED_PAUSE_S * INT64_C(1000000);
		}
}

/* --- lending ----------------------------------------------------------------------------------------- */

static void wait_until_closed(struct office *o, int fd)
{
	struct pollfd fds[] = { { fd, POLLIN, 0 }, { o->wake, POLLIN, 0 } };
	char byte;

	for (;;) {
		poll(fds, 2, -1);
		if (fds[0].revents && read(fd, &byte, 1) <= 0)
			return;
		if (fds[1].revents)
			return;
	}
}

/* The lock is held until it comes back: who asks meanwhile waits, and is told so after a while. */
static void lend(struct office *o, int fd)
{
	if (!take_within(o, LEND_PATIENCE_S, false)) {
		ssize_t n = write(fd, LEND_BUSY, sizeof LEND_BUSY - 1);
		(void)n;
		return;
	}
	close_workspace(o);
	atomic_fetch_add(&o->loans, 1);
	if (write(fd, LEND_YOURS, sizeof LEND_YOURS - 1) > 0)
		wait_until_closed(o, fd);
	office_changed(o);
	let(o);
}

static void lend_where_asked(struct office *o)
{
	int fd = accept4(o->listen, NULL, NULL, SOCK_CLOEXEC);

	if (fd < 0)
		return;
	lend(o, fd);
	close(fd);
}

/* --- the thread ---------------------------------------------------------------------------------------- */

/* The first who asks finds the evidence laid out.  An empty workspace has nothing to lay out, and that is no fault. */
static void lay_out(struct office *o)
{
	struct scope sc = { 0 };

	if (enter(o, &sc, PATIENCE_S, false)) {
		if (!office_study(o, &sc) && sc.fault != FAULT_NOT_FOUND)
			journal_say(
				o->wish.journal, JOURNAL_WARN, "layout", "why=%s", journal_word(&sc, sc.why));
		office_leave(o);
	}
	scope_close(&sc);
}

static void *work(void *to)
{
	struct office *o = to;

	lay_out(o);
	while (!atomic_load(&o->ending)) {
		struct pollfd fds[] = { { o->listen, POLLIN, 0 }, { o->wake, POLLIN, 0 } };
		poll(fds, 2, TURN_MS);
		lend_where_asked(o);
		move_where_due(o);
	}
	return NULL;
}

static bool begin(struct scope *sc, struct office *o)
{
	if (!open_workspace(o, sc) || !collect_move_open(sc, o->ws, o->wish.inbox) ||
		!lend_listen(sc, o->wish.dir, &o->listen))
		return false;
	o->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	o->started = o->wake >= 0 && pthread_create(&o->thread, NULL, work, o) == 0;
	return o->started ||
	       scope_fail(sc, FAULT_IO, "no thread can be started: is there a limit on processes?");
}

struct office *office_open(struct scope *sc, const struct office_wish *wish)
{
	struct office *o = NEW(sc, struct office);

	o->wish = *wish;
	o->listen = o->wake = -1;
	atomic_store(&o->state, 1);
	atomic_store(&o->settled, 1);
	atomic_store(&o->evidence, 1);
	pthread_mutex_init(&o->lock, NULL);
	pthread_cond_init(&o->freed, NULL);
	if (begin(sc, o))
		return o;
	office_close(o);
	return NULL;
}

void office_end(struct office *o)
{
	uint64_t one = 1;
	ssize_t n;

	if (!o || !o->started || atomic_exchange(&o->ending, true))
		return;
	n = write(o->wake, &one, sizeof one);
	(void)n;
	pthread_join(o->thread, NULL);
}

/* Whoever is at it leaves first. */
static void take(struct office *o)
{
	while (!take_within(o, PATIENCE_S, false))
		;
}

void office_close(struct office *o)
{
	struct inbox_counts counts;

	if (!o)
		return;
	if (o->started) {
		office_end(o);
		inbox_counts(o->wish.inbox, &counts);
		for (bool more = counts.items > 0; more;)
			move_once(o, &more);
		unlink(scope_printf(&o->sc, "%s/%s", o->wish.dir, LEND_SOCKET));
	}
	take(o);
	close_workspace(o);
	if (o->listen >= 0)
		close(o->listen);
	if (o->wake >= 0)
		close(o->wake);
	pthread_cond_destroy(&o->freed);
	pthread_mutex_destroy(&o->lock);
}

void office_counts(struct office *o, struct office_counts *out)
{
	*out = (struct office_counts){ atomic_load(&o->moved), atomic_load(&o->duplicates),
		atomic_load(&o->quarantined), atomic_load(&o->moves), atomic_load(&o->failed),
		atomic_load(&o->loans) };
}
