/* exports - everything of the workspace back out, made by a thread of its own, fetched file by file: exports/api-ID.
 *
 *	struct str id = exports_id(sc);
 *	exports_start(sc, exports, id, now_us);                      // FAULT_CONFLICT: too many wait
 *	exports_tell(sc, exports, id, out);                          // as JSON: "making", "done" with its files, "failed"
 *	exports_file(sc, exports, id, STR("events.csv"), &path);     // FAULT_NOT_FOUND
 *
 * They lie there for a day.
 */
#pragma once

#include "serve/office.h"

struct exports;

enum { EXPORTS_WAITING = 3, EXPORT_ID = 32 };

struct exports_wish {
	const char *dir; /* the workspace */
	struct office *office;
	const struct journal *journal;
};

struct exports *exports_open(struct scope *sc, const struct exports_wish *wish) MUST_USE;
void exports_close(struct exports *exports); /* after what is under way; takes NULL */

struct str exports_id(struct scope *sc); /* one that none has */
bool exports_start(struct scope *sc, struct exports *exports, struct str id, int64_t now_us) MUST_USE;
void exports_tidy(struct exports *exports, int64_t now_us); /* what is older than a day goes */

bool exports_tell(struct scope *sc, struct exports *exports, struct str id, struct buf *out) MUST_USE;
bool exports_file(struct scope *sc, struct exports *exports, struct str id, struct str name,
	const char **path) MUST_USE;
