/* shape - what a JSON value looks like, in rows: requests are checked by them, answers are, and OpenAPI is made of them.
 *
 *	static const struct shape_field rows[] = { { "name", SHAPE_TEXT, SHAPE_NEEDED, .most = 200, .about = "as it is shown" } };
 *	static const struct shape wish = { "UserWish", "a user to be", rows, COUNT_OF(rows) };
 *	if (!shape_check(sc, &wish, json)) ...                 // FAULT_INVALID: "name: at most 200 letters"
 *	json_t *schema = shape_schema(&wish);                  // JSON Schema 2020-12; other shapes by $ref
 */
#pragma once

#include <jansson.h>

#include "base/str.h"

enum shape_type {
	SHAPE_TEXT,
	SHAPE_TIME, /* a text: 2026-03-02T10:15:00Z */
	SHAPE_COUNT,
	SHAPE_NUMBER,
	SHAPE_BOOL,
	SHAPE_OBJECT, /* of */
	SHAPE_LIST,   /* of objects `of`, or of `item` where that is NULL */
	SHAPE_ANY,    /* whatever its own documents say: a definition, a condition, a map */
};

enum { SHAPE_NEEDED = 1, SHAPE_NULL = 2 /* null may stand there */ };

enum { SHAPE_TEXT_MOST = 20000, SHAPE_LIST_MOST = 10000 }; /* where a row says nothing */

struct shape;

struct shape_field {
	const char *name;
	enum shape_type type;
	unsigned flags;
	const struct shape *of;
	enum shape_type item;
	int64_t least,
		most; /* of counts and numbers; letters of a text; items of a list.  most 0: as above, or none */
	const char *words; /* a text is one of them: "viewer editor admin" */
	const char *about;
};

struct shape {
	const char *name; /* in OpenAPI */
	const char *about;
	const struct shape_field *fields;
	size_t n;
	bool open; /* may have fields beyond those */
};

/* The place and what fits there: "users[2].name: a text is needed". */
bool shape_check(struct scope *sc, const struct shape *shape, const json_t *value) MUST_USE;

/* One value, by a row: for what stands in a path's query. */
bool shape_check_text(struct scope *sc, const struct shape_field *field, struct str text) MUST_USE;

json_t *shape_schema(const struct shape *shape);             /* the caller's to json_decref */
json_t *shape_field_schema(const struct shape_field *field); /* likewise */
