/* form - tables of fields: a JSON object becomes a struct, a struct an object, or it is said what is wrong.
 *
 *	static const struct field fields[] = { { "name", FIELD_REQUIRED, offsetof(struct stage, name), ... } };
 *	static const struct fields stage_fields = { "a stage", fields, COUNT_OF(fields) };
 *	if (!form_read(&form, &stage_fields, json, stage)) ...   // the reason names the place and what fits
 *
 * Strict: a field that the table does not have is an error that names those that it has.  A field that is
 * null counts as not given.  Places are named as a person counts them, from 1: `line 14: stages[2] "Purchase",
 * touchpoint "cart": unknown field "pge" (known: id, name, channel)`.  After a fault a form is done with.
 */
#pragma once

#include "model/document.h"

enum {
	FIELD_REQUIRED = 1,
	FIELD_EMPTY = 2, /* a text that may be empty */
};

struct form;

struct field {
	const char *name;
	unsigned flags;
	size_t offset; /* of the member that the readers and writers below fill and take */
	size_t limit;  /* letters of a text, items of a list, choices */
	bool (*read)(struct form *form, const json_t *value, void *into, const struct field *field);
	json_t *(*write)(const void *from, const struct field *field); /* NULL: it says nothing, left out */
	const char *(*choice)(unsigned value);                         /* for form_choice: by number */
};

struct fields {
	const char *what; /* "a touchpoint" */
	const struct field *at;
	size_t n;
};

struct form_place;

struct form {
	struct scope *sc;
	const struct document *doc; /* for line numbers, or NULL */
	void *user;                 /* whatever the readers of one table share */
	struct {
		struct form_place *at;
		size_t n, room;
	} places;
};

bool form_read(struct form *form, const struct fields *fields, const json_t *object, void *into) MUST_USE;

/* The object of what the fields have to say, in the order of the table; the caller's to json_decref. */
json_t *form_write(const struct fields *fields, const void *from);

/* How the items of a list are read, and what they are called. */
struct items {
	const char *noun;  /* "touchpoint": an item with a title is called touchpoint "cart"; or NULL */
	const char *title; /* the item's field that is shown: "id"; or NULL */
	size_t limit;
	bool one; /* one item may stand without its list */
	bool (*read)(struct form *form, const json_t *item, void *into);
};

bool form_items(struct form *form, const json_t *value, const struct items *items, void *into) MUST_USE;

/* Names what follows by the field's name until form_leave; `in` is the object that has it. */
void form_enter(struct form *form, const json_t *in, const char *name);
void form_leave(struct form *form);

/* The fault, with the place before the words.  Always NULL. */
void *form_fail(struct form *form, enum fault fault, const char *why, ...)
	__attribute__((format(printf, 3, 4)));

/* "line 14: stages[2] "Purchase", owner", for what can be said only later. */
struct str form_where(struct form *form);

/* The member at field->offset as struct str, bool, unsigned (an enum; field->choice, field->limit), int64_t
 * of microseconds.  A text not given has p NULL and is left out again; the others are always written. */
bool form_text(struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
bool form_bool(struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
bool form_choice(struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
bool form_span(struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
json_t *form_text_write(const void *from, const struct field *field);
json_t *form_true_write(const void *from, const struct field *field); /* only where it is true */
json_t *form_choice_write(const void *from, const struct field *field);
json_t *form_span_write(const void *from, const struct field *field); /* none for 0 */

/* A text by itself: an item of a list. */
bool form_string(
	struct form *form, const json_t *value, unsigned flags, size_t letters, struct str *out) MUST_USE;
json_t *form_string_write(struct str s); /* NULL for p NULL */
