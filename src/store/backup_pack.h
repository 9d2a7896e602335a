/* backup_pack - a backup as it lies there: a folder, or a zip archive that holds the same files.
 *
 *	if (!pack_make(sc, folder, names, n, "folder/pack.zip", made_us)) ...
 *	struct pack *pack = pack_open(sc, "monday.zip");        // or a folder
 *	struct pack_file *file = pack_file(sc, pack, "wend.db");
 *	... copy_hashed(sc, pack_read, file, ...) ...
 *	pack_file_close(file);
 *	pack_close(pack);
 *
 * A file is opened by a name that we give; no name out of an archive ever names anything.
 */
#pragma once

#include "base/str.h"

/* Deflated at its quickest level (zip64 past 4 GiB); the file is on the disk afterwards, readable by its owner only. */
bool pack_make(struct scope *sc, const char *folder, const struct str *names, size_t n, const char *to,
	int64_t made_us) MUST_USE;

struct pack;
struct pack_file;

/* FAULT_INVALID: it is neither a folder nor a whole zip archive. */
struct pack *pack_open(struct scope *sc, const char *path) MUST_USE;
void pack_close(struct pack *pack); /* takes NULL */

struct pack_file *pack_file(struct scope *sc, struct pack *pack, const char *name) MUST_USE;
long pack_read(struct scope *sc, void *file, char *p, size_t room); /* fits read_fn */
void pack_file_close(struct pack_file *file);                       /* takes NULL */
