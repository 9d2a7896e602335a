/* backup_files - files as a backup handles them: made aside and put in place at once, copied while they are hashed.
 *
 *	struct aside *aside = aside_open(sc, "monday.zip");     // the folder monday.zip.wend-part
 *	... write below aside_path(aside) ...
 *	if (!aside_place(sc, aside)) ...                        // it is monday.zip now
 *	aside_close(aside);                                     // what was not placed is gone
 *
 * What a killed one left aside is cleared away by the next of the same name; one that still runs is left alone.
 * Everything is readable by its owner only.
 */
#pragma once

#include "base/str.h"

struct aside;

/* FAULT_CONFLICT where `place` is there already (an empty folder may be, where `or_empty`), or another is at it. */
struct aside *aside_open(struct scope *sc, const char *place, bool or_empty) MUST_USE;
const char *aside_path(const struct aside *aside);
/* The whole folder, or one file of it where `file` is not NULL; on the disk before it is seen. */
bool aside_place(struct scope *sc, struct aside *aside, const char *file) MUST_USE;
void aside_close(struct aside *aside); /* takes NULL */

/* Bytes from anywhere: how many were read, 0 at the end, -1 with the reason in the scope. */
typedef long (*read_fn)(struct scope *sc, void *from, char *p, size_t room);
long read_fd(struct scope *sc, void *fd, char *p, size_t room); /* of an int */

struct copied {
	uint64_t bytes;
	char sum[65]; /* BLAKE2b of 256 bits, hex */
};
/* To the new file `to` (synced), or nowhere where it is NULL; more than `most` bytes are not read: they count as one
 * more. */
bool copy_hashed(struct scope *sc, read_fn read, void *from, const char *to, uint64_t most,
	struct copied *out) MUST_USE;

/* A regular file, no link; -1 with the reason. */
int open_plain(struct scope *sc, const char *path) MUST_USE;
bool sync_folder(struct scope *sc, const char *path) MUST_USE;
