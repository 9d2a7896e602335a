/* json - JSON as it is written: names in the order of their coming, two spaces a level.
 *
 *	struct json j = { .out = out };
 *	json_open(&j, NULL, '{');
 *	json_count(&j, "customers", 12);
 *	json_close(&j, '}');
 *
 * The name is NULL inside a list and at the top.  json_quote serves where lines are written by hand.
 */
#pragma once

#include "base/buf.h"

/* A JSON string in quotes; bytes that are not UTF-8 become U+FFFD; p NULL is null.  `</` is written `<\/`, so
 * that the text may stand inside an HTML script. */
void json_quote(struct buf *out, struct str s);

struct json {
	struct buf *out;
	unsigned depth;
	bool filled; /* something stands before, on this level */
	bool exact;  /* numbers have as many digits as it takes to read the same again; else 15 */
};

void json_open(struct json *j, const char *name, char bracket);    /* '{' or '[' */
void json_close(struct json *j, char bracket);                     /* '}' or ']' */
void json_text(struct json *j, const char *name, struct str text); /* p NULL: null */
void json_count(struct json *j, const char *name, uint64_t n);
void json_number(struct json *j, const char *name, bool known, double x); /* not known: null */
void json_bool(struct json *j, const char *name, bool yes);
