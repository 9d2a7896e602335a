/* json_read_private - fields of a JSON object into those of a struct, by rows: what the files of json_read share.
 *
 *	static const struct json_place rows[] = { { "visits", offsetof(struct map_figures, visits), json_as_count } };
 *	json_places(sc, object, rows, COUNT_OF(rows), &figures);
 *
 * What is not there, or is of another type, stays as it is: nothing and 0.
 */
#pragma once

#include <jansson.h>
#include <stddef.h>

#include "base/json.h"
#include "insight/voices.h"

struct json_place {
	const char *name;
	size_t at;
	void (*read)(struct scope *sc, const json_t *value, void *to);
};

void json_places(struct scope *sc, const json_t *object, const struct json_place *places, size_t n, void *to);

struct str json_text_of(struct scope *sc, const json_t *value); /* p NULL: no text */

/* Into struct str, uint64_t, size_t, bool, double, int64_t of a time, struct estimate. */
void json_as_text(struct scope *sc, const json_t *value, void *to);
void json_as_count(struct scope *sc, const json_t *value, void *to);
void json_as_size(struct scope *sc, const json_t *value, void *to);
void json_as_bool(struct scope *sc, const json_t *value, void *to);
void json_as_number(struct scope *sc, const json_t *value, void *to);
void json_as_time(struct scope *sc, const json_t *value, void *to);
void json_as_estimate(
	struct scope *sc, const json_t *value, void *to); /* a known one without interval: endless */

/* NULL where there is none. */
struct voice_place *json_voice_place_of(struct scope *sc, const json_t *value);
struct voices *json_voices_of(struct scope *sc, const json_t *value, size_t touchpoints);

/* Into an enum whose words a function tells; it stays where none of them fits.  `type` must be of int's size. */
#define JSON_WORD(name, type, count, word)                                                                   \
	static void name(struct scope *sc, const json_t *value, void *to)                                    \
	{                                                                                                    \
		struct str text = json_text_of(sc, value);                                                   \
		for (int i = 0; text.p && i < (count); i++)                                                  \
			if (str_equal(text, str_of(word((type)i))))                                          \
				*(type *)to = (type)i;                                                       \
	}
