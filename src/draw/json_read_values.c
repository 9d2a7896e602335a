#include "draw/json_read_private.h"

#include <math.h>

#include "base/when.h"

void json_places(struct scope *sc, const json_t *object, const struct json_place *places, size_t n, void *to)
{
	for (size_t i = 0; i < n; i++) {
		const json_t *value = json_object_get(object, places[i].name);
		if (value && !json_is_null(value))
			places[i].read(sc, value, (char *)to + places[i].at);
	}
}

struct str json_text_of(struct scope *sc, const json_t *value)
{
	struct str none = { 0 };

	if (!json_is_string(value))
		return none;
	return str_copy(sc, (struct str){ json_string_value(value), json_string_length(value) });
}

void json_as_text(struct scope *sc, const json_t *value, void *to)
{
	*(struct str *)to = json_text_of(sc, value);
}

void json_as_count(struct scope *sc, const json_t *value, void *to)
{
	(void)sc;
	if (json_is_integer(value) && json_integer_value(value) >= 0)
		*(uint64_t *)to = (uint64_t)json_integer_value(value);
}

void json_as_size(struct scope *sc, const json_t *value, void *to)
{
	uint64_t n = 0;

	json_as_count(sc, value, &n);
	*(size_t *)to = (size_t)n;
}

void json_as_bool(struct scope *sc, const json_t *value, void *to)
{
	(void)sc;
	*(bool *)to = json_is_true(value);
}

void json_as_number(struct scope *sc, const json_t *value, void *to)
{
	(void)sc;
	if (json_is_number(value))
		*(double *)to = json_number_value(value);
}

void json_as_time(struct scope *sc, const json_t *value, void *to)
{
	int64_t us;

	if (when_read_any(NULL, json_text_of(sc, value), &us))
		*(int64_t *)to = us;
}

void json_as_estimate(struct scope *sc, const json_t *value, void *to)
{
	static const struct json_place rows[] = {
		{ "value", offsetof(struct estimate, value), json_as_number },
		{ "low", offsetof(struct estimate, low), json_as_number },
		{ "high", offsetof(struct estimate, high), json_as_number },
		{ "n", offsetof(struct estimate, n), json_as_count },
	};
	struct estimate *e = to;

	*e = (struct estimate){ .known = json_is_number(json_object_get(value, "value")) };
	if (e->known)
		e->low = -INFINITY, e->high = INFINITY;
	json_places(sc, value, rows, COUNT_OF(rows), e);
}
