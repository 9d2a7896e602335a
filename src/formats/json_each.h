/* json_each - a file of JSON, record by record, as trees.
 *
 *	bool take(void *to, const struct json_node *record, const struct json_node *around, uint64_t row, struct str raw);
 *	return json_each(sc, in, &(struct json_wish){ .list = "batch" }, notes, &(struct json_fns){ take, broken, full }, to);
 *
 * A file may be a list of records, records one after the other or a line each, or objects around one list of records
 * (`list`).  A record has at most 16 MiB; the file may have any size.
 */
#pragma once

#include "formats/json_tree.h"
#include "sources/reader.h"

struct json_wish {
	/* The member that has the records, or several with | between them; NULL: the objects at the top are the records
	 * (or the elements of the list at the top).  An object at the top without that member is a record itself. */
	const char *list;
	bool assigned; /* the text is JavaScript: `window.x = [...]`; nothing of it is run */
};

struct json_fns {
	/* `around`: the object around the list without the list, as far as it stands before it or is short; NULL where
	 * there is none.  Trees are valid during the call.  false stops. */
	bool (*record)(void *to, const struct json_node *record, const struct json_node *around, uint64_t row,
		struct str raw);
	bool (*broken)(
		void *to, uint64_t row, struct str raw, const char *why); /* a line that is no sound object */
	bool (*full)(void *to); /* enough was taken: the reading ends, successfully */
};

/* A line that is broken in a file of a record a line goes to `broken`; elsewhere it is a fault. */
bool json_each(struct scope *sc, struct input *in, const struct json_wish *wish, struct reader_notes *notes,
	const struct json_fns *fns, void *to) MUST_USE;
