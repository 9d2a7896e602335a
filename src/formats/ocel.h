/* ocel - an object-centric event log, whichever way it is written: its objects first, then its events.
 *
 *	struct ocel *o = ocel_new(sc, columns, options, sink, notes);
 *	ocel_object(o, id, type); ocel_link(o, id, other); ocel_seen(o, id);  // once over the log: objects, events' objects
 *	if (!ocel_settle(o, name)) return false;                              // whose journey it is
 *	ocel_begin(o, row, raw, id, type, time);                              // again: event by event
 *	ocel_touch(o, object); ocel_attribute(o, name, value);
 *	if (!ocel_send(o)) return false;
 *
 * Whose journey: that of the objects of a type that means a person (person, customer, user, client, case, patient, ...,
 * in this order); where there is none, of the type with the most events an object, leaving aside staff, machines and
 * goods.  An event of several customers is one of each; an event of none is that of the customer whom one of its objects
 * belongs to by a relationship between objects.  Other objects become properties under their type's name; an
 * order is an identifier, too.
 */
#pragma once

#include "formats/facts.h"

enum {
	OCEL_OBJECTS = 10000000,
	OCEL_OF_EVENT = 1000,
	OCEL_CUSTOMERS = 100,
	OCEL_TYPES = 1000
}; /* ceilings */

struct ocel;

struct ocel *ocel_new(struct scope *sc, struct names *columns, const struct reader_options *options,
	const struct sink *sink, struct reader_notes *notes);

/* false: past a ceiling, with the reason in the scope */
bool ocel_object(struct ocel *o, struct str id, struct str type) MUST_USE;
bool ocel_link(struct ocel *o, struct str id, struct str other) MUST_USE;
bool ocel_seen(struct ocel *o, struct str object) MUST_USE; /* an event has it */
bool ocel_settle(struct ocel *o, const char *name) MUST_USE;

/* Texts must live until ocel_send. */
void ocel_begin(
	struct ocel *o, uint64_t row, struct str raw, struct str id, struct str type, struct str time);
void ocel_touch(struct ocel *o, struct str object);
void ocel_attribute(struct ocel *o, struct str name, struct str value);
bool ocel_send(struct ocel *o) MUST_USE;
bool ocel_full(const struct ocel *o);
bool ocel_broken(struct ocel *o, uint64_t row, struct str raw, const char *why) MUST_USE;
