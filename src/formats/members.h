/* members - an object's members as the properties of a fact, without what shows who somebody is.
 *
 *	const struct json_node *found[COUNT_OF(keys)];
 *	members_pick(record, keys, COUNT_OF(keys), found);
 *	members_say(f, &(struct members){ .group = "traits", .person = true }, found[TRAITS]);
 *
 * {"plan":"pro","address":{"country":"PL"}} is said as traits.plan and traits.address.country; arrays keep their JSON
 * text.  Names of people, e-mail addresses, phones and streets are left out, by their key and, an e-mail address, by
 * what it looks like; addresses of computers are cut (facts_ip).
 */
#pragma once

#include "formats/facts.h"
#include "formats/json_tree.h"
#include "formats/veil.h"

struct members {
	const char *group;                   /* goes before the names, with a dot; NULL: nothing does */
	bool person;                         /* the object describes a person: its "name" is left out too */
	const struct json_node *const *used; /* members that were taken otherwise; may have NULL among them */
	size_t n_used;
};

void members_say(struct facts *f, const struct members *how, const struct json_node *object);
void members_say_member(struct facts *f, const struct members *how, const struct json_node *member);

/* One value, looked at but for its name. */
void members_say_text(struct facts *f, struct str name, struct str value);
void members_say_one(struct facts *f, const char *name, struct str value);

/* One pass over the object: found[i] is the member named keys[i], of equal ones the first, or NULL.
 * Takes NULL. */
void members_pick(
	const struct json_node *object, const struct str *keys, size_t n, const struct json_node **found);

/* What can be an identifier: the text of a string or a number; p NULL for all else. */
struct str members_id(const struct json_node *node);

/* A decimal number, as FACT_VALUE may have it; p NULL: it is none. */
struct str members_money(const struct json_node *node);

/* To quarantine: "<what>: <name> is "<value>"", or that it is missing. */
bool members_broken(struct facts *f, uint64_t row, struct str raw, const char *what, const char *name,
	struct str value) MUST_USE;
