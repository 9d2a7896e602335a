/* inbox - what the collector has acknowledged and the event store does not have yet: a file of its own.
 *
 *	struct inbox *inbox = inbox_open(sc, "shop", &(struct inbox_limits){ 0 });
 *	if (!inbox_put(inbox, &item, done, request, &why)) ...              // refused at once: answer 503
 *	void done(void *to, bool ok, const char *why) ...                   // on the inbox's thread: answer now
 *
 * Requests queue up in memory; one thread writes all that wait in one transaction and says so to each after the disk has
 * it.  What is put has a number that never comes again.  All but inbox_open and inbox_close may be called on any thread.
 */
#pragma once

#include "base/str.h"

struct inbox;

struct inbox_limits {        /* 0: the one that suits */
	size_t queue_bytes;  /* in memory, until they are written: 64 MiB */
	size_t queue_items;  /* likewise: 65,536 */
	uint64_t file_bytes; /* of inbox.db: 4 GiB */
};

enum { INBOX_ITEM = 16 << 20 }; /* bytes of one */

struct inbox_item {
	int64_t seq;     /* 1.., when it was taken */
	int64_t source;  /* the live source's number */
	int kind;        /* enum collect_kind */
	uint32_t events; /* that it has: for counting what waits */
	int64_t received_us;
	struct str bytes;
};

/* Makes inbox.db in `dir` where there is none. */
struct inbox *inbox_open(struct scope *sc, const char *dir, const struct inbox_limits *limits) MUST_USE;
/* Writes what was accepted, syncs, and ends the thread; takes NULL. */
void inbox_close(struct inbox *inbox);

/* `why`: INBOX_FULL, or the file's trouble; valid until the call returns. */
typedef void (*inbox_done_fn)(void *to, bool ok, const char *why);

/* Copies the bytes.  true: `done` is called once, from the inbox's thread, when they are safe or it turned out that they
 * cannot be.  false: refused, `done` is never called; *why says why. */
bool inbox_put(struct inbox *inbox, const struct inbox_item *item, inbox_done_fn done, void *to,
	const char **why) MUST_USE;
extern const char INBOX_FULL[]; /* "the inbox is full" */

/* The oldest, in their order, as many as have `bytes` together but at least one. */
struct inbox_batch {
	const struct inbox_item *items;
	size_t n;
};
bool inbox_take(struct scope *sc, struct inbox *inbox, size_t bytes, struct inbox_batch *batch) MUST_USE;
/* They are in the event store. */
bool inbox_drop(struct scope *sc, struct inbox *inbox, int64_t up_to) MUST_USE;

/* Gives back the room, and leaves no byte of what was dropped in the file.  It happens by itself where nothing is left and
 * the file had grown past 16 MiB. */
bool inbox_shrink(struct scope *sc, struct inbox *inbox) MUST_USE;

struct inbox_counts {
	uint64_t items, bytes, events; /* on the disk */
	uint64_t queued;               /* in memory */
	int64_t oldest_us;             /* when the oldest on the disk was received; 0: there is none */
	uint64_t accepted, refused;    /* since it was opened */
	uint64_t commits;
};
void inbox_counts(struct inbox *inbox, struct inbox_counts *out);

/* Which inbox this is, by chance: a file that was made anew begins its numbers anew. */
struct str inbox_name(const struct inbox *inbox);
/* The next number is past this one: of a copy that was put back. */
bool inbox_past(struct scope *sc, struct inbox *inbox, int64_t seq) MUST_USE;
