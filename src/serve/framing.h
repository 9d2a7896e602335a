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
#include <stdint.h>

struct framing {
	unsigned lengths, hosts, encodings;
	bool odd;
	uint64_t length;
};

void framing_note(struct framing *f, const char *name, const char *value);
const char *framing_wrong(const struct framing *f);
bool framing_has_body(const struct framing *f);
