/* backup - a whole copy of a workspace while people and the collector go on writing, and a workspace out of it.
 *
 *	struct manifest *m = backup_make(sc, "shop", "monday.zip", now_us);   // or a folder: no ending
 *	m = backup_check(sc, "monday.zip");                                   // every byte against its checksum
 *	m = backup_restore(sc, "monday.zip", "shop-again");
 *
 * The order makes it consistent: the event store is held, so that nothing goes into it, from the collector's inbox
 * neither; it is copied, then what people write, then the inbox.  An event that was acknowledged before is in one of
 * the two; what is in both the event store's list of batches sorts out.  trail/ and exports/ are left out: the one is
 * made anew, the other was handed out.
 */
#pragma once

#include "store/backup_manifest.h"

/* FAULT_CONFLICT: `out` is there already, or the workspace is in use; FAULT_IO: the disk is full or something of the
 * workspace is damaged.  Nothing is left of one that failed. */
struct manifest *backup_make(struct scope *sc, const char *dir, const char *out, int64_t now_us) MUST_USE;

/* FAULT_INVALID: it is no backup, or something in it is not as it was written; the reason names the file. */
struct manifest *backup_check(struct scope *sc, const char *path) MUST_USE;

/* `dir` is a new folder or an empty one. */
struct manifest *backup_restore(struct scope *sc, const char *path, const char *dir) MUST_USE;
