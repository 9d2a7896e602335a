/* xml - a text in XML, element by element, for readers that know what it must say.
 *
 *	static void start(void *to, struct xml *x, const char *name, const char **pairs) { ... }
 *	const struct xml_fns fns = { .start = start, .end = end, .text = text };
 *	return xml_each(sc, "sheet1.xml", unzip_read, member, &fns, to);
 *
 * Names come without their prefix.  Document types are refused, and entities with them; depth, and the length of what
 * stands between two elements, have ceilings.
 */
#pragma once

#include "base/str.h"

struct xml;

struct xml_fns {
	void (*start)(void *to, struct xml *x, const char *name, const char **pairs);
	void (*end)(void *to, struct xml *x, const char *name);
	void (*text)(void *to, struct xml *x, struct str text); /* in pieces; NULL: of no interest */
};

/* `read` as input_read and unzip_read.  true where xml_stop ended it, too. */
bool xml_each(struct scope *sc, const char *name, long (*read)(void *from, char *p, size_t room), void *from,
	const struct xml_fns *fns, void *to) MUST_USE;

/* What is wrong, behind the name and the line; the reading ends. */
void xml_fail(struct xml *x, enum fault fault, const char *why, ...) __attribute__((format(printf, 3, 4)));
void xml_stop(struct xml *x); /* enough was read, or the reason stands in the scope */
uint64_t xml_line(const struct xml *x);
const char *xml_attribute(
	const char **pairs, const char *key); /* by its name without a prefix; NULL: not there */
