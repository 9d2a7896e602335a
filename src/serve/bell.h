/* bell - what changed while the server runs, for pages that are open: the last news, with numbers that only go up.
 *
 *	bell_ring(bell, STR("map"), id, 13, STR("anna"));
 *	size_t n = bell_since(sc, bell, last, &news, &missed);      // missed: more happened than is kept, read all anew
 *	bell_listen(bell, wake, to);                                // told after each ring, by whoever rang
 *
 * Thread-safe.  Nothing is kept on the disk: numbers begin at the time of opening, so that those of a server that was
 * started again are above all that it had given before.
 */
#pragma once

#include "base/str.h"

enum { BELL_NEWS = 256 /* that are kept */, BELL_BYTES = 2000 /* of a text, cut beyond */ };

struct bell;

struct bell_news {
	uint64_t no;
	struct str what; /* "map", "persona", "note" */
	struct str id;
	int64_t revision; /* that it has now; 0: it has none, or is gone */
	struct str who;   /* as they are shown */
};

struct bell *bell_open(struct scope *sc, int64_t now_us) MUST_USE;
void bell_close(struct bell *b); /* takes NULL */

/* One listener; NULL: nobody.  It is called without the bell's lock and may ask bell_since. */
typedef void (*bell_fn)(void *to);
void bell_listen(struct bell *b, bell_fn fn, void *to);

void bell_ring(struct bell *b, struct str what, struct str id, int64_t revision, struct str who);

/* The number of the newest; of one who asks for nothing that was. */
uint64_t bell_last(struct bell *b);

/* Those after a number, oldest first, as copies of the scope's. */
size_t bell_since(
	struct scope *sc, struct bell *b, uint64_t after, struct bell_news **news, bool *missed) MUST_USE;
