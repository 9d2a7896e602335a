/* gzip - unpacks a stream of gzip members, and says so when it is cut short, damaged or a bomb.
 *
 *	struct gzip *gz = gzip_open(sc, "orders.csv.gz", read_file, file);
 *	while ((n = gzip_read(gz, bytes, sizeof bytes)) > 0) ...
 *	gzip_close(gz);
 */
#pragma once

#include "base/str.h"

struct gzip;

/* `read` gives packed bytes as read(2) does; what it fails with stands in the scope already. */
struct gzip *gzip_open(struct scope *sc, const char *name, long (*read)(void *from, char *p, size_t room),
	void *from) MUST_USE;
void gzip_close(struct gzip *gz); /* takes NULL */

/* How many bytes were unpacked; 0 at the end, -1 with a reason in the scope. */
long gzip_read(struct gzip *gz, char *p, size_t room);
bool gzip_starts(struct str head);
