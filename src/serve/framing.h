/* framing - where a request ends, and whether anybody could read that otherwise (RFC 9112, 6.3 and 11.2).
 *
 *	struct framing f = { 0 };
 *	framing_note(&f, "Content-Length", "5");         // of each header
 *	const char *why = framing_wrong(&f);             // NULL: all readers agree
 *
 * Two readers that disagree about where a request ends let one hide in another.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct framing {
	unsigned lengths, hosts, encodings;
	bool odd;
	bool old, strange;     /* HTTP/1.0; neither that nor HTTP/1.1 */
	bool dirty;            /* a header has bytes that none may have */
	size_t headers, least; /* how many, and the fewest bytes that what was seen takes */
	uint64_t length;
};

/* The request's line, its target as it was sent, by its length. */
void framing_line(struct framing *f, const char *method, size_t target, const char *version);
void framing_note(struct framing *f, const char *name, const char *value);
/* How many bytes line and headers had: what is more than was seen was hidden from us, behind a NUL or in a folded line. */
void framing_whole(struct framing *f, size_t bytes);
const char *framing_wrong(const struct framing *f);
bool framing_has_body(const struct framing *f);
/* Where it is refused: what follows may be a part of it, and nothing of it is read. */
bool framing_ends(const struct framing *f);
