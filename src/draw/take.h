/* take - JSON of the program's own read back into structs, by tables of fields: strict about types, within ceilings.
 *
 *	static const struct take_field fields[] = { { "visits", take_count, offsetof(struct map_figures, visits), true } };
 *	struct take t = { .sc = sc, .user = &reading };
 *	if (!take_fields(&t, json, fields, COUNT_OF(fields), into)) ...   // "touchpoints[3].visits: ..."
 *
 * A name that no table has is passed over: a newer program may have written it.  A field that is not needed may be
 * missing, and what it would fill stays as it is.  Texts are copied into the scope.
 */
#pragma once

#include <jansson.h>

#include "model/estimate.h"

enum {
	TAKE_PLACES = 16,            /* depth that is spoken of */
	TAKE_ITEMS = 4000000,        /* of all lists together */
	TAKE_LETTERS_MOST = 1 << 20, /* bytes of one text */
};

#define TAKE_MOST 1e15 /* past it no number of a map is exact */

struct take {
	struct scope *sc;
	void *user; /* what the takers of one reading share */
	size_t depth, items;
	struct {
		const char *name; /* NULL: the index */
		size_t index;
	} places[TAKE_PLACES];
};

typedef bool (*take_fn)(struct take *t, const json_t *value, void *into);

struct take_field {
	const char *name;
	take_fn take;
	size_t offset; /* of what is handed to `take` */
	bool needed;
};

/* In the order of the table, whatever that of the object is. */
bool take_fields(
	struct take *t, const json_t *json, const struct take_field *fields, size_t n, void *into) MUST_USE;

/* Each item of a list, of which there are `most` at most; the index is told by take_index. */
bool take_list(struct take *t, const json_t *json, size_t most, take_fn each, void *into) MUST_USE;
size_t take_index(const struct take *t);

/* {"en": 590, ...}: counts at the places of their names; a name that is none is refused. */
bool take_counts(
	struct take *t, const json_t *json, const char *(*name)(int), int names, uint64_t *into) MUST_USE;

/* The number of a word; `into` is an int. */
bool take_word(struct take *t, const json_t *json, const char *(*name)(int), int names, int *into) MUST_USE;

bool take_text(struct take *t, const json_t *value, void *into) MUST_USE;  /* struct str; null: p NULL */
bool take_words(struct take *t, const json_t *value, void *into) MUST_USE; /* struct str; never null */
bool take_bool(struct take *t, const json_t *value, void *into) MUST_USE;
bool take_count(struct take *t, const json_t *value, void *into) MUST_USE;  /* uint64_t */
bool take_size(struct take *t, const json_t *value, void *into) MUST_USE;   /* size_t */
bool take_number(struct take *t, const json_t *value, void *into) MUST_USE; /* double */
bool take_share(struct take *t, const json_t *value, void *into) MUST_USE;  /* double, 0..1 */
bool take_time(struct take *t, const json_t *value, void *into) MUST_USE;   /* int64_t, us; null: 0 */
bool take_date(struct take *t, const json_t *value, void *into) MUST_USE;   /* the same of a day */

/* struct estimate: any; of a share; of a feeling, -2..2; one whose interval may be endless, which is null. */
bool take_estimate(struct take *t, const json_t *value, void *into) MUST_USE;
bool take_share_estimate(struct take *t, const json_t *value, void *into) MUST_USE;
bool take_feeling_estimate(struct take *t, const json_t *value, void *into) MUST_USE;
bool take_endless_estimate(struct take *t, const json_t *value, void *into) MUST_USE;
bool take_duration(struct take *t, const json_t *value, void *into) MUST_USE;

/* The fault, with the place before the words.  Always NULL. */
void *take_fail(struct take *t, enum fault fault, const char *why, ...) __attribute__((format(printf, 3, 4)));
