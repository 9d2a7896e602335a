/* moved - a workspace with an inbox for the tests of moving: put, move, ask.
 *
 *	struct moved m = moved_open();
 *	moved_put(&m, 1, COLLECT_BATCH, "{...}", received_us);
 *	moved_move(&m);
 *	moved_is(&m, "SELECT count(*) FROM events", "2");
 */
#pragma once

#include <stdatomic.h>
#include <unistd.h>

#include "collect/event.h"
#include "collect/move.h"
#include "folder.h"
#include "store/duck.h"
#include "store/live.h"

#define S INT64_C(1000000)
#define NOW (INT64_C(1772446505) * S) /* 2026-03-02T10:15:05Z */

struct moved {
	struct folder folder;
	const char *dir;
	struct workspace *ws;
	struct inbox *inbox;
	struct move_report report;
};

static inline void moved_begin(struct moved *m)
{
	m->ws = workspace_open(&m->folder.sc, m->dir, WORKSPACE_WRITE);
	m->inbox = m->ws ? inbox_open(&m->folder.sc, m->dir, &(struct inbox_limits){ 0 }) : NULL;
	if (!m->inbox || !collect_move_open(&m->folder.sc, m->ws, m->inbox))
		fail_msg("%s", m->folder.sc.why);
}

static inline void moved_end(struct moved *m)
{
	inbox_close(m->inbox);
	workspace_close(m->ws);
}

static inline struct moved moved_open(void)
{
	struct moved m = { .folder = folder_open() };
	struct live_source shop = { .name = STR("shop") }, app = { .name = STR("app") };

	m.dir = folder_path(&m.folder, "ws");
	assert_true(workspace_init(&m.folder.sc, m.dir));
	moved_begin(&m);
	assert_true(live_add(&m.folder.sc, m.ws->documents, &shop, NOW));
	assert_true(live_add(&m.folder.sc, m.ws->documents, &app, NOW));
	return m;
}

static inline void moved_close(struct moved *m)
{
	moved_end(m);
	folder_close(&m->folder);
}

static inline void moved_done(void *to, bool ok, const char *why)
{
	(void)why;
	atomic_store((atomic_int *)to, ok ? 1 : -1);
}

static inline void moved_put(
	struct moved *m, int64_t source, enum collect_kind kind, const char *body, int64_t received_us)
{
	atomic_int answered = 0;
	const char *why;
	struct inbox_item item = { .source = source,
		.kind = (int)kind,
		.events = 1,
		.received_us = received_us,
		.bytes = str_of(body) };

	assert_true(inbox_put(m->inbox, &item, moved_done, &answered, &why));
	while (!atomic_load(&answered))
		usleep(50);
	assert_int_equal(atomic_load(&answered), 1);
}

static inline void moved_move(struct moved *m)
{
	if (!collect_move(&m->folder.sc, m->ws, m->inbox, &(struct move_wish){ .now_us = NOW }, &m->report))
		fail_msg("%s", m->folder.sc.why);
}

/* The first column of all rows, with | between. */
static inline void moved_is(struct moved *m, const char *sql, const char *want)
{
	struct scope sc = { 0 };
	struct duck_rows *rows = duck_ask(&sc, evidence_duck(m->ws->evidence), sql, 0, NULL);
	char got[4000] = "";
	size_t n = 0;

	if (!rows)
		fail_msg("%s", sc.why);
	while (duck_next(rows) && n < sizeof got)
		n += (size_t)snprintf(
			got + n, sizeof got - n, "%s%.*s", n ? "|" : "", STR_ARG(duck_text(rows, 0)));
	assert_true(duck_done(&sc, rows));
	scope_close(&sc);
	if (strcmp(got, want) != 0)
		fail_msg("%s: got \"%s\", want \"%s\"", sql, got, want);
}
