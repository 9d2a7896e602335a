/* api_page - lists in pages: how many rows one has, and a cursor that says where the next one begins.
 *
 *	struct api_page page;
 *	if (!api_page_open(api, &page)) return false;              // ?cursor=, ?limit=
 *	... the rows behind page.at (a number) or page.after (a text), page.limit of them ...
 *	api_page_next_at(api, j, more, last_id);                    // "next": a cursor, or null
 *
 * A cursor is a place in one list as it was asked for, and nothing else: one of another list, of other filters, or one
 * that was altered is refused with 422.  It holds as long as the rows do, over restarts too.
 */
#pragma once

#include "serve/api.h"

enum { PAGE_USUAL = 50, PAGE_MOST = 200, PAGE_PLACE = 1200 /* bytes of a place */, PAGE_CURSOR = 2000 };

/* clang-format off */
#define PAGE_QUERIES \
	{ "cursor", SHAPE_TEXT, 0, .least = 1, .most = PAGE_CURSOR, .about = "the `next` of the page before" }, \
	{ "limit", SHAPE_COUNT, 0, .least = 1, .most = PAGE_MOST, .about = "so many rows at most (50)" }
#define PAGE_NEXT { "next", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "to be sent as `cursor` for the rows that follow; null: that was all" }
/* clang-format on */

struct api_page {
	struct str after; /* what the page before ended with; p NULL: this is the first */
	int64_t at;       /* the same as a number; 0 */
	size_t limit;
};

bool api_page_open(struct api *api, struct api_page *page) MUST_USE;

/* `after`: what the page ended with. */
struct str api_page_cursor(struct api *api, struct str after);
void api_page_next(struct api *api, struct json *j, bool more, struct str after);
void api_page_next_at(struct api *api, struct json *j, bool more, int64_t at);

/* For places that cannot be found any more. */
bool api_page_lost(struct api *api);
