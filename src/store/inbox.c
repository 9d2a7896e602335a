#include "store/inbox.h"

#include <pthread.h>
#include <signal.h>
#include <sodium.h>

#include "store/lite.h"

const char INBOX_FULL[] = "the inbox is full";

enum { QUEUE_BYTES = 64 << 20, QUEUE_ITEMS = 65536, NAME = 16, PAGE = 4096, DROPPED = 256, LARGE = 16 << 20 };
#define FILE_BYTES (UINT64_C(4) << 30)

/* One row says which inbox it is and which number was the last. */
static const char SCHEMA[] =
	"CREATE TABLE IF NOT EXISTS inbox (name TEXT NOT NULL, last INTEGER NOT NULL) STRICT;"
	"CREATE TABLE IF NOT EXISTS item (seq INTEGER PRIMARY KEY, source INTEGER NOT NULL, kind INTEGER NOT NULL,"
	" events INTEGER NOT NULL, received INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;";

struct queued {
	struct inbox_item item;
	inbox_done_fn done;
	void *to;
};

struct group { /* what is written in one transaction */
	struct scope sc;
	LIST(struct queued) items;
	size_t bytes;
};

struct inbox {
	struct str name;
	struct inbox_limits limits;
	pthread_t thread;
	bool running;

	pthread_mutex_t queue; /* guards what follows; `disk` is taken before it, never behind */
	pthread_cond_t filled;
	bool ending;
	struct group groups[2], *filling;  /* the other one is being written, or empty */
	size_t queued_items, queued_bytes; /* with those that are being written */
	struct inbox_counts counts;

	pthread_mutex_t disk; /* guards the connection that writes */
	struct lite *db;
	struct lite_order *begin, *insert, *last_is, *commit;
	int64_t last;

	pthread_mutex_t reading;
	struct lite *reader;
};

/* --- writing ------------------------------------------------------------------------------------- */

static bool insert(struct scope *sc, struct inbox *inbox, const struct inbox_item *item, int64_t seq)
{
	return lite_again(sc, inbox->insert, 6,
		(struct lite_value[]){ LITE_INT(seq), LITE_INT(item->source), LITE_INT(item->kind),
			LITE_INT(item->events), LITE_INT(item->received_us), LITE_BYTES(item->bytes) });
}

static bool write_group(struct scope *sc, struct inbox *inbox, const struct group *group)
{
	int64_t seq = inbox->last;
	bool ok = lite_again(sc, inbox->begin, 0, NULL);

	for (size_t i = 0; ok && i < group->items.n; i++)
		ok = insert(sc, inbox, &group->items.at[i].item, ++seq);
	ok = ok && lite_again(sc, inbox->last_is, 1, &LITE_INT(seq)) &&
	     lite_again(sc, inbox->commit, 0, NULL);
	if (ok)
		inbox->last = seq;
	return ok;
}

static void count_group(struct inbox *inbox, const struct group *group, bool ok)
{
	struct inbox_counts *c = &inbox->counts;

	inbox->queued_items -= group->items.n;
	inbox->queued_bytes -= group->bytes;
	if (!ok) {
		c->refused += group->items.n;
		return;
	}
	c->commits++;
	c->accepted += group->items.n;
	c->items += group->items.n;
	c->bytes += group->bytes;
	for (size_t i = 0; i < group->items.n; i++)
		c->events += group->items.at[i].item.events;
	if (!c->oldest_us)
		c->oldest_us = group->items.at[0].item.received_us;
}

/* NULL: it is on the disk, synced; else why none of it is.  Counted before anybody can take it. */
static const char *commit(struct scope *sc, struct inbox *inbox, const struct group *group)
{
	struct scope aside = { 0 };
	const char *why = NULL;

	pthread_mutex_lock(&inbox->disk);
	if (!write_group(sc, inbox, group)) {
		why = lite_is_full(inbox->db) ? INBOX_FULL : sc->why;
		(void)!lite_script(&aside, inbox->db, "ROLLBACK"); /* SQLite may have done it itself */
	}
	pthread_mutex_lock(&inbox->queue);
	count_group(inbox, group, !why);
	pthread_mutex_unlock(&inbox->queue);
	pthread_mutex_unlock(&inbox->disk);
	scope_close(&aside);
	return why;
}

static void settle(struct inbox *inbox, struct group *group)
{
	const char *why = commit(&group->sc, inbox, group);

	for (size_t i = 0; i < group->items.n; i++)
		group->items.at[i].done(group->items.at[i].to, !why, why);
	scope_close(&group->sc);
	*group = (struct group){ 0 };
}

/* Waits until there is something; NULL: it ends, and nothing is left. */
static struct group *next_group(struct inbox *inbox)
{
	pthread_mutex_lock(&inbox->queue);
	while (!inbox->filling->items.n && !inbox->ending)
		pthread_cond_wait(&inbox->filled, &inbox->queue);
	struct group *full = inbox->filling->items.n ? inbox->filling : NULL;
	if (full)
		inbox->filling = &inbox->groups[full == &inbox->groups[0]];
	pthread_mutex_unlock(&inbox->queue);
	return full;
}

static void *work(void *to)
{
	struct inbox *inbox = to;
	struct group *full;

	while ((full = next_group(inbox)) != NULL)
		settle(inbox, full);
	return NULL;
}

/* --- opening ------------------------------------------------------------------------------------- */

static bool number(struct scope *sc, struct lite *db, const char *sql, int64_t *out)
{
	struct lite_rows *rows = lite_ask(sc, db, sql, 0, NULL);

	*out = rows && lite_next(rows) ? lite_int(rows, 0) : 0;
	return rows && lite_done(sc, rows);
}

static bool make_name(struct scope *sc, struct lite *db)
{
	unsigned char chance[NAME / 2];
	char name[NAME + 1];
	int64_t there;

	if (!number(sc, db, "SELECT count(*) FROM inbox", &there) || there)
		return there > 0;
	if (sodium_init() < 0)
		return scope_fail(sc, FAULT_IO, "the system gives no random numbers");
	randombytes_buf(chance, sizeof chance);
	sodium_bin2hex(name, sizeof name, chance, sizeof chance);
	return lite_run(sc, db, "INSERT INTO inbox VALUES (?, 0)", 1, &LITE_TEXT(str_of(name)));
}

static bool load(struct scope *sc, struct inbox *inbox)
{
	struct inbox_counts *c = &inbox->counts;
	struct lite_rows *rows = lite_ask(sc, inbox->db,
		"SELECT i.name, i.last, count(m.seq), coalesce(sum(length(m.bytes)), 0), coalesce(sum(m.events), 0),"
		" coalesce(min(m.received), 0) FROM inbox i LEFT JOIN item m",
		0, NULL);

	if (rows && lite_next(rows)) {
		inbox->name = str_copy(sc, lite_text(rows, 0));
		inbox->last = lite_int(rows, 1);
		c->items = (uint64_t)lite_int(rows, 2);
		c->bytes = (uint64_t)lite_int(rows, 3);
		c->events = (uint64_t)lite_int(rows, 4);
		c->oldest_us = lite_int(rows, 5);
	}
	return rows && lite_done(sc, rows);
}

/* A checkpoint every 16 MiB: between them what is written is written once. */
static bool make_tables(struct scope *sc, struct inbox *inbox)
{
	const char *pragmas = scope_printf(sc,
		"PRAGMA max_page_count=%llu; PRAGMA wal_autocheckpoint=4096; PRAGMA journal_size_limit=16777216;",
		(unsigned long long)(inbox->limits.file_bytes / PAGE));

	return lite_script(sc, inbox->db, pragmas) && lite_script(sc, inbox->db, SCHEMA) &&
	       make_name(sc, inbox->db) && load(sc, inbox);
}

static bool prepare(struct scope *sc, struct inbox *inbox)
{
	return (inbox->begin = lite_prepare(sc, inbox->db, "BEGIN IMMEDIATE")) &&
	       (inbox->insert = lite_prepare(sc, inbox->db, "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?)")) &&
	       (inbox->last_is = lite_prepare(sc, inbox->db, "UPDATE inbox SET last = ?")) &&
	       (inbox->commit = lite_prepare(sc, inbox->db, "COMMIT"));
}

/* Signals are for the thread that serves. */
static bool start(struct scope *sc, struct inbox *inbox)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	inbox->running = pthread_create(&inbox->thread, NULL, work, inbox) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return inbox->running || scope_fail(sc, FAULT_IO, "cannot start a thread for the inbox");
}

static struct inbox_limits limits_of(const struct inbox_limits *wish)
{
	struct inbox_limits l = *wish;

	l.queue_bytes = l.queue_bytes ? l.queue_bytes : QUEUE_BYTES;
	l.queue_items = l.queue_items ? l.queue_items : QUEUE_ITEMS;
	l.file_bytes = l.file_bytes ? l.file_bytes : FILE_BYTES;
	return l;
}

struct inbox *inbox_open(struct scope *sc, const char *dir, const struct inbox_limits *limits)
{
	struct inbox *inbox = NEW(sc, struct inbox);
	const char *path = scope_printf(sc, "%s/inbox.db", dir);

	inbox->limits = limits_of(limits);
	inbox->filling = &inbox->groups[0];
	pthread_mutex_init(&inbox->queue, NULL);
	pthread_mutex_init(&inbox->disk, NULL);
	pthread_mutex_init(&inbox->reading, NULL);
	pthread_cond_init(&inbox->filled, NULL);
	inbox->db = lite_open(sc, path, LITE_WRITE);
	if (inbox->db && make_tables(sc, inbox) && prepare(sc, inbox) &&
		(inbox->reader = lite_open(sc, path, LITE_READ)) && start(sc, inbox))
		return inbox;
	inbox_close(inbox);
	return NULL;
}

void inbox_close(struct inbox *inbox)
{
	if (!inbox)
		return;
	pthread_mutex_lock(&inbox->queue);
	inbox->ending = true;
	pthread_cond_signal(&inbox->filled);
	pthread_mutex_unlock(&inbox->queue);
	if (inbox->running)
		pthread_join(inbox->thread, NULL);
	lite_close(inbox->reader);
	struct lite_order *const orders[] = { inbox->begin, inbox->insert, inbox->last_is, inbox->commit };
	for (size_t i = 0; i < COUNT_OF(orders); i++)
		lite_order_close(orders[i]);
	lite_close(inbox->db);
	pthread_cond_destroy(&inbox->filled);
	pthread_mutex_destroy(&inbox->reading);
	pthread_mutex_destroy(&inbox->disk);
	pthread_mutex_destroy(&inbox->queue);
}

/* --- putting ------------------------------------------------------------------------------------- */

static const char *refusal(const struct inbox *inbox, const struct inbox_item *item)
{
	if (inbox->ending)
		return "the server is stopping";
	if (item->bytes.n > INBOX_ITEM)
		return "larger than 16 MiB, the ceiling of the inbox";
	if (inbox->queued_items >= inbox->limits.queue_items ||
		inbox->queued_bytes + item->bytes.n > inbox->limits.queue_bytes)
		return INBOX_FULL;
	return NULL;
}

static void enqueue(struct inbox *inbox, const struct inbox_item *item, inbox_done_fn done, void *to)
{
	struct group *group = inbox->filling;
	struct queued *q = LIST_ADD(&group->sc, &group->items);

	*q = (struct queued){ *item, done, to };
	q->item.bytes = str_copy(&group->sc, item->bytes.p ? item->bytes : STR(""));
	group->bytes += item->bytes.n;
	inbox->queued_items++;
	inbox->queued_bytes += item->bytes.n;
	if (group->items.n == 1)
		pthread_cond_signal(&inbox->filled);
}

bool inbox_put(
	struct inbox *inbox, const struct inbox_item *item, inbox_done_fn done, void *to, const char **why)
{
	pthread_mutex_lock(&inbox->queue);
	*why = refusal(inbox, item);
	if (*why)
		inbox->counts.refused++;
	else
		enqueue(inbox, item, done, to);
	pthread_mutex_unlock(&inbox->queue);
	return !*why;
}

/* --- taking -------------------------------------------------------------------------------------- */

static struct inbox_item item_of(struct scope *sc, const struct lite_rows *rows)
{
	return (struct inbox_item){ .seq = lite_int(rows, 0),
		.source = lite_int(rows, 1),
		.kind = (int)lite_int(rows, 2),
		.events = (uint32_t)lite_int(rows, 3),
		.received_us = lite_int(rows, 4),
		.bytes = str_copy(sc, lite_bytes(rows, 5)) };
}

static bool take(struct scope *sc, struct lite *db, size_t bytes, struct inbox_batch *batch)
{
	LIST(struct inbox_item) items = { 0 };
	struct lite_rows *rows = lite_ask(
		sc, db, "SELECT seq, source, kind, events, received, bytes FROM item ORDER BY seq", 0, NULL);
	size_t taken = 0;

	while (rows && (!items.n || taken < bytes) && lite_next(rows)) {
		struct inbox_item item = item_of(sc, rows);
		*LIST_ADD(sc, &items) = item;
		taken += item.bytes.n;
	}
	*batch = (struct inbox_batch){ items.at, items.n };
	return rows && lite_done(sc, rows);
}

bool inbox_take(struct scope *sc, struct inbox *inbox, size_t bytes, struct inbox_batch *batch)
{
	pthread_mutex_lock(&inbox->reading);
	bool ok = take(sc, inbox->reader, bytes, batch);
	pthread_mutex_unlock(&inbox->reading);
	return ok;
}

/* --- dropping ------------------------------------------------------------------------------------ */

struct dropped {
	int64_t up_to, items, bytes, events, oldest_us;
};

/* Some of them, so that nobody waits long for the disk. */
static bool look_at_some(struct scope *sc, struct lite *db, int64_t up_to, struct dropped *d)
{
	struct lite_rows *rows = lite_ask(sc, db,
		"SELECT max(seq), count(*), coalesce(sum(length(bytes)), 0), coalesce(sum(events), 0) FROM"
		" (SELECT seq, bytes, events FROM item WHERE seq <= ? ORDER BY seq LIMIT ?)",
		2, (struct lite_value[]){ LITE_INT(up_to), LITE_INT(DROPPED) });

	if (rows && lite_next(rows))
		*d = (struct dropped){ lite_int(rows, 0), lite_int(rows, 1), lite_int(rows, 2),
			lite_int(rows, 3), 0 };
	return rows && lite_done(sc, rows);
}

/* Not synced: what is dropped and comes back after a power cut is known as moved. */
static bool drop_some(struct scope *sc, struct inbox *inbox, int64_t up_to, struct dropped *d)
{
	struct lite *db = inbox->db;

	if (!look_at_some(sc, db, up_to, d) || !d->items)
		return sc->fault == FAULT_NONE;
	bool ok = lite_script(sc, db, "PRAGMA synchronous=NORMAL") &&
		  lite_run(sc, db, "DELETE FROM item WHERE seq <= ?", 1, &LITE_INT(d->up_to)) &&
		  number(sc, db, "SELECT coalesce((SELECT received FROM item ORDER BY seq LIMIT 1), 0)",
			  &d->oldest_us);
	struct scope aside = { 0 };
	bool full = lite_script(&aside, db, "PRAGMA synchronous=FULL");
	scope_close(&aside);
	return ok && (full || scope_fail(sc, FAULT_IO, "the inbox no longer waits for the disk"));
}

static void count_dropped(struct inbox *inbox, const struct dropped *d)
{
	struct inbox_counts *c = &inbox->counts;

	pthread_mutex_lock(&inbox->queue);
	c->items -= (uint64_t)d->items;
	c->bytes -= (uint64_t)d->bytes;
	c->events -= (uint64_t)d->events;
	c->oldest_us = d->oldest_us;
	pthread_mutex_unlock(&inbox->queue);
}

bool inbox_shrink(struct scope *sc, struct inbox *inbox)
{
	pthread_mutex_lock(&inbox->disk);
	bool ok = lite_script(sc, inbox->db, "VACUUM; PRAGMA wal_checkpoint(TRUNCATE);");
	pthread_mutex_unlock(&inbox->disk);
	return ok;
}

/* Where it does not go, for want of room or because somebody reads, the next time is as good. */
static void shrink_if_large(struct inbox *inbox)
{
	struct scope mine = { 0 };
	int64_t pages;

	pthread_mutex_lock(&inbox->disk);
	bool large = number(&mine, inbox->db, "PRAGMA page_count", &pages) && pages > LARGE / PAGE;
	pthread_mutex_unlock(&inbox->disk);
	if (large)
		(void)!inbox_shrink(&mine, inbox);
	scope_close(&mine);
}

bool inbox_drop(struct scope *sc, struct inbox *inbox, int64_t up_to)
{
	bool emptied = false;
	struct dropped d;
	bool ok;

	do {
		d = (struct dropped){ 0 };
		pthread_mutex_lock(&inbox->disk);
		ok = drop_some(sc, inbox, up_to, &d);
		if (ok && d.items)
			count_dropped(inbox, &d);
		emptied |= d.items && !d.oldest_us;
		pthread_mutex_unlock(&inbox->disk);
	} while (ok && d.items);
	if (ok && emptied)
		shrink_if_large(inbox);
	return ok;
}

/* --- said of it ---------------------------------------------------------------------------------- */

void inbox_counts(struct inbox *inbox, struct inbox_counts *out)
{
	pthread_mutex_lock(&inbox->queue);
	*out = inbox->counts;
	out->queued = inbox->queued_items;
	pthread_mutex_unlock(&inbox->queue);
}

struct str inbox_name(const struct inbox *inbox)
{
	return inbox->name;
}

bool inbox_past(struct scope *sc, struct inbox *inbox, int64_t seq)
{
	pthread_mutex_lock(&inbox->disk);
	bool ok = seq <= inbox->last || lite_again(sc, inbox->last_is, 1, &LITE_INT(seq));
	if (ok && seq > inbox->last)
		inbox->last = seq;
	pthread_mutex_unlock(&inbox->disk);
	return ok;
}
