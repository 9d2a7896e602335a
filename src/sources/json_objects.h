/* json_objects - the objects of a JSON file, one after the other, each as its text.
 *
 *	struct json_taker taker = { .to = me, .object = take, .broken = broken, .full = full };
 *	json_objects(sc, in, &taker);             // a list, objects in a row, or objects around one list
 *	json_object_lines(sc, in, &taker);        // an object a line
 *
 * Memory is bounded by one object, whatever the file's size.
 */
#pragma once

#include "sources/feed.h"
#include "sources/reader.h"

/* Why an object could not be taken: it is wrong, or past a ceiling; neither: the reason is in the scope. */
struct json_fault {
	const char *why, *past;
	size_t at; /* where, in bytes of its text */
};

struct json_taker {
	void *to;
	bool (*object)(void *to, struct str text, uint64_t row, struct json_fault *fault);
	bool (*broken)(void *to, uint64_t row, struct str raw, const char *why); /* a line; false stops */
	bool (*full)(void *to);                                                  /* enough was taken */

	/* Of an object around a list: what there is of it, from its start, where the list begins.  May be NULL. */
	void (*around)(void *to, struct str text);
	/* The member with the list, or several with | between them; NULL: any list of objects, once; "": none, objects
	 * at the top are what is asked for. */
	const char *list;
	bool assigned; /* the text is JavaScript: `name = JSON` */
};

bool json_objects(struct scope *sc, struct input *in, const struct json_taker *taker) MUST_USE;
bool json_object_lines(struct scope *sc, struct input *in, const struct json_taker *taker) MUST_USE;

/* Whether a sound object, and nothing else, stands in each of the first whole lines; how many they are, up to 3. */
int json_lines_in(struct str head);

/* Whether `name` is one of those with | between them. */
bool json_named(const char *names, struct str name);
