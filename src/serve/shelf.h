/* shelf - answers that were computed, kept while what they were computed from stays as it was.
 *
 *	struct shelf_key key = { office_state(office), STR("map buying-online json") };
 *	if (shelf_get(shelf, sc, key, &bytes)) ...
 *	shelf_put(shelf, key, bytes);
 *
 * A ceiling of bytes in all; the one that was not asked for longest goes first.  Thread-safe.
 */
#pragma once

#include "base/str.h"

struct shelf;

struct shelf_key {
	uint64_t state; /* what is kept under another one is old */
	struct str what;
};

struct shelf *shelf_open(struct scope *sc, size_t most_bytes) MUST_USE;
void shelf_close(struct shelf *shelf); /* takes NULL */

bool shelf_get(struct shelf *shelf, struct scope *sc, struct shelf_key key, struct str *bytes);
void shelf_put(struct shelf *shelf, struct shelf_key key, struct str bytes);

/* What may be a little old: with a mark of what exactly it was made of, when, and how long that took. */
struct shelf_mark {
	uint64_t of;
	int64_t made_us, took_us;
};
bool shelf_get_marked(struct shelf *shelf, struct scope *sc, struct shelf_key key, struct shelf_mark *mark,
	struct str *bytes);
void shelf_put_marked(
	struct shelf *shelf, struct shelf_key key, const struct shelf_mark *mark, struct str bytes);
