/* uploads - files on their way in, piece by piece, until an import takes them: uploads/ID/NAME in the workspace.
 *
 *	struct uploads *up = uploads_open(sc, dir, most_bytes);
 *	if (!uploads_new(sc, up, STR("orders.csv"), now_us, &upload)) ...
 *	uploads_add(sc, up, upload.id, 0, bytes, &upload);          // at its end; again at the same place is no harm
 *	upload.path
 *
 * Whoever was cut off asks how far it came and goes on there.  What nobody imports goes after a day.
 */
#pragma once

#include "base/str.h"

struct uploads;

enum { UPLOADS_AT_ONCE = 100, UPLOAD_NAME = 200 /* bytes */, UPLOAD_ID = 32 };

struct upload {
	struct str id, name;
	const char *path;
	uint64_t bytes;
	bool full; /* it was refused for want of room on the disk */
};

/* `most`: bytes of one file. */
struct uploads *uploads_open(struct scope *sc, const char *dir, uint64_t most) MUST_USE;

bool uploads_new(
	struct scope *sc, struct uploads *up, struct str name, int64_t now_us, struct upload *out) MUST_USE;
bool uploads_find(struct scope *sc, struct uploads *up, struct str id, struct upload *out) MUST_USE;

/* FAULT_CONFLICT where `at` is not its end, with the end in out->bytes; FAULT_LIMIT; FAULT_IO for a full disk. */
bool uploads_add(struct scope *sc, struct uploads *up, struct str id, uint64_t at, struct str bytes,
	struct upload *out) MUST_USE;
bool uploads_drop(struct scope *sc, struct uploads *up, struct str id) MUST_USE;

/* Removes what nothing was added to for a day; whoever reads it has it open. */
void uploads_tidy(struct uploads *up, int64_t now_us);
