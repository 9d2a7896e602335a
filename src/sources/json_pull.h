/* json_pull - a strict JSON text (RFC 8259), token by token.
 *
 *	struct json j;
 *	json_begin(&j, text, store);                     // store: text.n bytes for strings with escapes
 *	while ((kind = json_next(&j)) > JSON_END) ...    // j.value: of a key, a string, a number, ...
 *	if (kind == JSON_WRONG) return j.why;            // at j.at
 *
 * A lone surrogate and \u0000 become U+FFFD: neither may stand in text that is stored.
 */
#pragma once

#include "base/str.h"

enum json_kind {
	JSON_WRONG, /* and from then on */
	JSON_END,   /* the one value and nothing behind it */
	JSON_OBJECT,
	JSON_OBJECT_END,
	JSON_ARRAY,
	JSON_ARRAY_END,
	JSON_KEY,
	JSON_STRING,
	JSON_NUMBER,
	JSON_TRUE,
	JSON_FALSE,
	JSON_NULL,
};

struct json {
	struct str text, value;
	size_t at;
	size_t start;    /* of the last token */
	const char *why; /* JSON_WRONG: what is wrong */
	bool too_deep;   /* JSON_WRONG: past READER_DEPTH */
	unsigned depth;
	uint64_t objects; /* a bit for each open level: an object, not an array */
	int wants;
	char *store;
	size_t stored;
};

void json_begin(struct json *j, struct str text, char *store);
enum json_kind json_next(struct json *j);

/* Behind JSON_OBJECT or JSON_ARRAY: on to behind its end; its whole text.  p NULL where it is wrong. */
struct str json_skip(struct json *j);

/* The same without a look at whether it is sound, several times quicker.  false: the text ends within it. */
bool json_hop(struct json *j);

/* Where, from `at` on, the next quote, backslash or control character stands; text.n: nowhere.  What stands before it is
 * plain text in a string. */
size_t json_plain_end(struct str text, size_t at);

/* What JSON has between its tokens. */
static inline bool json_is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* From the beginning on: whether the text is one sound value. */
bool json_sound(struct json *j);
