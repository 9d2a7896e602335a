/* bytes - a file's bytes, unpacked where it is gzip; what was read may be put back.
 *
 *	struct bytes *b = bytes_open(sc, "orders.csv.gz");
 *	long n = bytes_read(b, p, room);
 *	bytes_unread(b, p + 10, n - 10);
 *	bytes_close(b);
 */
#pragma once

#include "base/str.h"

struct bytes;

struct bytes *bytes_open(struct scope *sc, const char *path) MUST_USE;
struct bytes *bytes_of(struct scope *sc, const char *name, struct str content) MUST_USE;
struct bytes *bytes_of_file(struct scope *sc, const char *path, int fd) MUST_USE; /* fd is closed with it */
void bytes_close(struct bytes *b);                                                /* takes NULL */

/* The file as it lies there, or the content in memory where there is none (-1); false under gzip.  Whoever reads from it
 * goes on with bytes_rewind. */
bool bytes_as_they_lie(struct bytes *b, int *fd, struct str *content);

/* What was put back and, behind it, what one read of the file gives: so there is always something new until
 * the end.  0 at the end, -1 with a reason in the scope. */
long bytes_read(struct bytes *b, char *p, size_t room);
void bytes_unread(struct bytes *b, const char *p, size_t n);

/* As long as the fence stands, only what was put back is read. */
void bytes_fence(struct bytes *b, bool stands);

/* Back to the first byte behind the head that bytes_head read, which is put back but for `skip` bytes. */
bool bytes_rewind(struct bytes *b, size_t skip) MUST_USE;
bool bytes_head(struct bytes *b, size_t most, struct str *head) MUST_USE; /* once, before all reading */

int bytes_copy(
	struct bytes *b); /* all of them in a temporary file without a name; -1 with a reason in the scope */

void bytes_set_block(struct bytes *b, size_t block); /* the most that is read at once */
uint64_t bytes_size(const struct bytes *b);
uint64_t bytes_taken(const struct bytes *b);
const char *bytes_name(const struct bytes *b); /* the path without its folders */
