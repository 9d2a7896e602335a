/* charset - which character set bytes are written in, told by the bytes themselves.
 *
 *	const char *name = charset_recognise(head);      // "windows-1250"; NULL: only ASCII so far
 *	size_t skip = charset_mark(name, head);          // bytes of its byte order mark
 *
 * UTF-8 and UTF-16 by their structure; the single-byte sets by how well the bytes, read as each of them,
 * spell Polish or Russian.
 */
#pragma once

#include "base/str.h"

const char *charset_recognise(struct str bytes);
size_t charset_mark(const char *name, struct str bytes);

/* The bytes before the first one past ASCII; s.n where there is none. */
size_t charset_ascii(struct str s);

/* The bytes that are whole UTF-8 letters; `*cut` where what follows them could be the start of one. */
size_t charset_utf8(struct str s, bool *cut);
