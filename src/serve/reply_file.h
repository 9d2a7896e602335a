/* reply_file - an answer out of a file, whole or the part that is asked for.
 *
 *	return reply_file(req, reply, path, "application/octet-stream");
 *
 * One range of bytes (RFC 9110, section 14): 206.  Several at once are answered with the whole, as is allowed: together
 * they could ask for many times the file.  A range that the file has not: 416.
 */
#pragma once

#include "serve/reply.h"

bool reply_file(struct request *req, struct reply *reply, const char *path, const char *type) MUST_USE;

/* "bytes=5-9", "bytes=5-", "bytes=-4" of so many bytes. */
enum range { RANGE_NONE, RANGE_PART, RANGE_BEYOND };
enum range range_read(struct str header, uint64_t size, uint64_t *from, uint64_t *n);
