/* spool - a temporary file without a name: it is gone when the process is, however that ends.
 *
 *	struct spool *s = spool_open(sc, "orders.xlsx", 1ull << 32);
 *	spool_add(s, p, n);
 *	int fd = spool_done(s);                   // -1: the disk is full, past the ceiling, ...: the scope says why
 */
#pragma once

#include "base/str.h"

struct spool;

/* `name` is for messages: what is put there; `most` is the ceiling in bytes. */
struct spool *spool_open(struct scope *sc, const char *name, uint64_t most) MUST_USE;
bool spool_add(struct spool *s, const void *p, size_t n) MUST_USE;

/* The file from its first byte, to be closed by the caller; the spool is closed. */
int spool_done(struct spool *s) MUST_USE;
void spool_close(struct spool *s); /* takes NULL, and one that is done */
