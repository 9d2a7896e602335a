/* json_flat - a JSON object as a record: {"user":{"id":7}} gives the column "user.id" the value 7.
 *
 *	struct json_flat *flat = json_flat_new(sc, columns);
 *	if (!json_flat_object(flat, text)) ...        // flat->why, flat->past, flat->at
 *	row_record(flat->row, line, text)
 *
 * Arrays keep their JSON text; null says nothing; of equal keys the last counts.
 */
#pragma once

#include "sources/json_pull.h"
#include "sources/row.h"

enum { JSON_NAME = 1024 /* the ceiling of a column's name, in bytes */ };

struct json_flat {
	struct scope *sc;
	struct row *row;
	struct json j;
	char *store;
	size_t store_room;
	char name[JSON_NAME];
	const char *why;  /* what is wrong */
	const char *past; /* the ceiling that was met, instead */
	size_t at;        /* where, in bytes */
};

struct json_flat *json_flat_new(struct scope *sc, struct names *columns);
bool json_flat_object(struct json_flat *flat, struct str text) MUST_USE;

/* Whether the text is one sound value of any kind; the same answers when it is not. */
bool json_flat_check(struct json_flat *flat, struct str text) MUST_USE;
