/* backup_manifest - what a backup says of itself: its files with sizes and checksums, by whom it was made and when.
 *
 *	struct manifest m = { .wend = STR(WEND_VERSION), .made_us = now_us };
 *	manifest_add(sc, &m, &(struct manifest_file){ .name = STR("wend.db"), .bytes = 4096, .sum = sum });
 *	manifest_write(sc, &m, out);                           // manifest_read takes nothing that a backup cannot have
 *
 * Checksums are BLAKE2b of 256 bits in hex, as `b2sum -l 256` says them.
 */
#pragma once

#include "base/buf.h"

enum {
	MANIFEST_FORMAT = 1, /* raised where an older wend would restore something wrong */
	MANIFEST_BYTES = 1 << 20,
	MANIFEST_FILES = 500, /* ceilings */
	MANIFEST_NAME = 200,
	MANIFEST_SUM = 65 /* with the NUL */
};
extern const uint64_t MANIFEST_FILE_BYTES; /* of one file: 16 TiB */

#define MANIFEST_EVENTS "events.duckdb"
#define MANIFEST_DOCUMENTS "wend.db"
#define MANIFEST_INBOX "inbox.db"
#define MANIFEST_KEY "secret.key"
#define MANIFEST_VOICE "voice"

struct manifest_file {
	struct str name; /* "wend.db", "voice/lexicon.yaml" */
	uint64_t bytes;
	char sum[MANIFEST_SUM];
};

struct manifest {
	struct str wend; /* version of the program that made it */
	int64_t made_us;
	uint64_t bytes; /* of all files */
	LIST(struct manifest_file) files;
};

/* What a backup has: the four files of a workspace, and files without folders in voice/. */
bool manifest_name_ok(struct str name);

/* FAULT_LIMIT past the ceilings. */
bool manifest_add(struct scope *sc, struct manifest *m, const struct manifest_file *file) MUST_USE;
void manifest_write(struct scope *sc, const struct manifest *m, struct buf *out);

/* `where` is the backup's path, for what is said.  FAULT_INVALID: it is no manifest; FAULT_CONFLICT: it is of a newer
 * wend than this one. */
struct manifest *manifest_read(struct scope *sc, const char *where, struct str text) MUST_USE;
