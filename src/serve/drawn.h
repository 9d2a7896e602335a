/* drawn - maps as they are asked for: computed once, kept, and computed anew behind the scenes while events come.
 *
 *	struct drawn_wish wish = { .map = STR("buying"), .format = STR("svg"), .where = where, .now_us = req->now_us };
 *	if (!drawn_get(sc, house, &wish, &bytes)) ...
 *
 * What people change shows at once.  Of a large workspace whose evidence comes live, an answer may be up to
 * DRAWN_OLD_US old: the next is computed meanwhile, so that nobody waits for it (decision 0048).
 */
#pragma once

#include "draw/draw.h"
#include "map/hide.h"
#include "serve/house.h"

enum {
	DRAWN_OLD_US = 60000000,
	DRAWN_QUICK_US = 100000, /* what takes less is computed while one waits */
};

struct drawn_wish {
	struct str map, format; /* "json", "svg", ... */
	struct str where;       /* p NULL: all customers */
	struct str period;      /* p NULL: all time (answer/period.h) */
	struct draw_want want;  /* language, paper */
	bool counts;            /* without what was said and expected */
	int64_t now_us;
	struct map_hiding hiding; /* all 0: nothing is hidden */
	/* NULL: as draw_write writes the format; else the format is only its name, to keep it by */
	bool (*write)(struct scope *sc, const struct map *map, struct buf *out);
};

struct drawn;

struct drawn *drawn_open(struct scope *sc, struct house *house) MUST_USE;
void drawn_close(struct drawn *drawn); /* after what is under way; takes NULL */

bool drawn_get(
	struct scope *sc, struct house *house, const struct drawn_wish *wish, struct str *bytes) MUST_USE;
