#include "draw/take.h"

#include <math.h>

#include "base/buf.h"
#include "base/when.h"

enum { PLACE_MOST = 300, WHY_MOST = 250 };

/* --- places ---------------------------------------------------------------------------------------- */

static void enter(struct take *t, const char *name, size_t index)
{
	if (t->depth < TAKE_PLACES) {
		t->places[t->depth].name = name;
		t->places[t->depth].index = index;
	}
	t->depth++;
}

static void leave(struct take *t)
{
	t->depth--;
}

size_t take_index(const struct take *t)
{
	return t->depth && t->depth <= TAKE_PLACES ? t->places[t->depth - 1].index : 0;
}

/* "touchpoints[3].reach.share" */
static struct str place(struct take *t)
{
	struct buf *out = buf_new(t->sc, PLACE_MOST);

	for (size_t i = 0; i < t->depth && i < TAKE_PLACES; i++) {
		if (t->places[i].name)
			buf_printf(out, "%s%s", i ? "." : "", t->places[i].name);
		else
			buf_printf(out, "[%zu]", t->places[i].index);
	}
	return buf_str(out);
}

void *take_fail(struct take *t, enum fault fault, const char *why, ...)
{
	char words[WHY_MOST];
	struct str where = place(t);
	va_list args;

	va_start(args, why);
	(void)vsnprintf(words, sizeof words, why, args);
	va_end(args);
	return scope_fail(t->sc, fault, "%.*s%s%s", STR_ARG(where), where.n ? ": " : "the map: ", words);
}

static const char *kind_of(const json_t *value)
{
	static const char *const kinds[] = { [JSON_OBJECT] = "an object",
		[JSON_ARRAY] = "a list",
		[JSON_STRING] = "a text",
		[JSON_INTEGER] = "a number",
		[JSON_REAL] = "a number",
		[JSON_TRUE] = "true",
		[JSON_FALSE] = "false",
		[JSON_NULL] = "null" };

	return value ? kinds[json_typeof(value)] : "nothing";
}

static bool wrong(struct take *t, const json_t *value, const char *wanted)
{
	return take_fail(t, FAULT_INVALID, "%s is expected, there is %s", wanted, kind_of(value));
}

/* --- objects and lists ----------------------------------------------------------------------------- */

bool take_fields(struct take *t, const json_t *json, const struct take_field *fields, size_t n, void *into)
{
	bool ok = json_is_object(json) || wrong(t, json, "an object");

	for (size_t i = 0; ok && i < n; i++) {
		const json_t *value = json_object_get(json, fields[i].name);
		if (!value && !fields[i].needed)
			continue;
		enter(t, fields[i].name, 0);
		ok = (value || wrong(t, NULL, "something")) &&
		     fields[i].take(t, value, (char *)into + fields[i].offset);
		leave(t);
	}
	return ok;
}

bool take_list(struct take *t, const json_t *json, size_t most, take_fn each, void *into)
{
	size_t n = json_array_size(json);
	bool ok = json_is_array(json) || wrong(t, json, "a list");

	t->items += n;
	if (ok && (n > most || t->items > TAKE_ITEMS))
		return take_fail(t, FAULT_LIMIT, "%zu are more than a map has", n);
	for (size_t i = 0; ok && i < n; i++) {
		enter(t, NULL, i);
		ok = each(t, json_array_get(json, i), into);
		leave(t);
	}
	return ok;
}

bool take_counts(struct take *t, const json_t *json, const char *(*name)(int), int names, uint64_t *into)
{
	size_t found = 0;

	if (!json_is_object(json))
		return wrong(t, json, "an object");
	for (int i = 0; i < names; i++) {
		const json_t *value = json_object_get(json, name(i));
		if (!value)
			continue;
		found++;
		enter(t, name(i), 0);
		bool ok = take_count(t, value, &into[i]);
		leave(t);
		if (!ok)
			return false;
	}
	return found == json_object_size(json) ||
	       take_fail(t, FAULT_INVALID, "it has a name that is not known here");
}

/* --- values ---------------------------------------------------------------------------------------- */

bool take_text(struct take *t, const json_t *value, void *into)
{
	struct str *out = into;

	*out = (struct str){ 0 };
	return json_is_null(value) || take_words(t, value, into);
}

bool take_words(struct take *t, const json_t *value, void *into)
{
	struct str text = { json_string_value(value), json_string_length(value) };

	if (!json_is_string(value))
		return wrong(t, value, "a text");
	if (text.n > TAKE_LETTERS_MOST)
		return take_fail(t, FAULT_LIMIT, "the text is longer than any of a map");
	*(struct str *)into = str_copy(t->sc, text);
	return true;
}

bool take_word(struct take *t, const json_t *json, const char *(*name)(int), int names, int *into)
{
	struct str word = { json_string_value(json), json_string_length(json) };

	if (!json_is_string(json))
		return wrong(t, json, "a word");
	for (int i = 0; i < names; i++) {
		if (str_equal(word, str_of(name(i)))) {
			*into = i;
			return true;
		}
	}
	return take_fail(t, FAULT_INVALID, "\"%.*s\" is not known here", STR_ARG(str_short(t->sc, word, 40)));
}

bool take_bool(struct take *t, const json_t *value, void *into)
{
	if (!json_is_boolean(value))
		return wrong(t, value, "true or false");
	*(bool *)into = json_is_true(value);
	return true;
}

bool take_count(struct take *t, const json_t *value, void *into)
{
	json_int_t n = json_integer_value(value);

	if (!json_is_integer(value) || n < 0)
		return wrong(t, value, "a whole number from 0");
	if ((double)n > TAKE_MOST)
		return take_fail(t, FAULT_LIMIT, "%lld is more than anybody counted", (long long)n);
	*(uint64_t *)into = (uint64_t)n;
	return true;
}

bool take_size(struct take *t, const json_t *value, void *into)
{
	uint64_t n;

	if (!take_count(t, value, &n))
		return false;
	*(size_t *)into = (size_t)n;
	return true;
}

static bool between(struct take *t, const json_t *value, double least, double most, double *out)
{
	/* what rounding adds to an end is no error */
	static const double slack = 1e-9;

	if (!json_is_number(value))
		return wrong(t, value, "a number");
	*out = json_number_value(value);
	return (*out >= least - slack && *out <= most + slack) ||
	       take_fail(t, FAULT_INVALID, "%.6g is not from %g to %g", *out, least, most);
}

bool take_number(struct take *t, const json_t *value, void *into)
{
	return between(t, value, -TAKE_MOST, TAKE_MOST, into);
}

bool take_share(struct take *t, const json_t *value, void *into)
{
	return between(t, value, 0, 1, into);
}

bool take_time(struct take *t, const json_t *value, void *into)
{
	static const struct when_shape shape = { .family = WHEN_ISO, .has_zone = true };
	struct str text = { json_string_value(value), json_string_length(value) };
	enum when_precision precision;
	int64_t *us = into;

	*us = 0;
	if (json_is_null(value))
		return true;
	return (text.n && when_read(&shape, NULL, text, us, &precision)) ||
	       wrong(t, value, "a time as 2026-03-02T10:15:00Z");
}

bool take_date(struct take *t, const json_t *value, void *into)
{
	static const struct when_shape shape = { .family = WHEN_ISO, .precision = WHEN_DAY };
	struct str text = { json_string_value(value), json_string_length(value) };
	enum when_precision precision;

	return (text.n && when_read(&shape, NULL, text, into, &precision)) ||
	       wrong(t, value, "a day as 2026-03-02");
}

/* --- estimates ------------------------------------------------------------------------------------- */

static bool number_or_null(struct take *t, const json_t *value, void *into)
{
	*(double *)into = NAN;
	return json_is_null(value) || take_number(t, value, into);
}

static const struct take_field estimate_fields[] = {
	{ "value", number_or_null, offsetof(struct estimate, value), true },
	{ "n", take_count, offsetof(struct estimate, n), true },
	{ "low", number_or_null, offsetof(struct estimate, low), true },
	{ "high", number_or_null, offsetof(struct estimate, high), true },
};

static bool finish(struct take *t, struct estimate *e, bool endless, double least, double most)
{
	e->known = !isnan(e->value);
	if (!e->known) {
		e->value = e->low = e->high = 0;
		return true;
	}
	if (endless && isnan(e->low))
		e->low = -INFINITY;
	if (endless && isnan(e->high))
		e->high = INFINITY;
	if (isnan(e->low) || isnan(e->high))
		return take_fail(t, FAULT_INVALID, "a value has no interval");
	return (e->value >= least && e->value <= most) ||
	       take_fail(t, FAULT_INVALID, "%.6g is not from %g to %g", e->value, least, most);
}

static bool estimate(
	struct take *t, const json_t *value, struct estimate *e, bool endless, double least, double most)
{
	return take_fields(t, value, estimate_fields, COUNT_OF(estimate_fields), e) &&
	       finish(t, e, endless, least, most);
}

bool take_estimate(struct take *t, const json_t *value, void *into)
{
	return estimate(t, value, into, false, -TAKE_MOST, TAKE_MOST);
}

bool take_share_estimate(struct take *t, const json_t *value, void *into)
{
	return estimate(t, value, into, false, 0, 1 + 1e-9);
}

bool take_feeling_estimate(struct take *t, const json_t *value, void *into)
{
	return estimate(t, value, into, false, -2 - 1e-9, 2 + 1e-9);
}

bool take_endless_estimate(struct take *t, const json_t *value, void *into)
{
	return estimate(t, value, into, true, -TAKE_MOST, TAKE_MOST);
}

static const struct take_field duration_fields[] = {
	{ "median_s", number_or_null, offsetof(struct duration, median_s), true },
	{ "low_s", number_or_null, offsetof(struct duration, low_s), true },
	{ "high_s", number_or_null, offsetof(struct duration, high_s), true },
	{ "p95_s", number_or_null, offsetof(struct duration, p95_s), true },
	{ "n", take_count, offsetof(struct duration, n), true },
};

bool take_duration(struct take *t, const json_t *value, void *into)
{
	struct duration *d = into;

	if (!take_fields(t, value, duration_fields, COUNT_OF(duration_fields), d))
		return false;
	d->known = !isnan(d->median_s);
	if (!d->known)
		d->median_s = d->low_s = d->high_s = d->p95_s = 0;
	return (!isnan(d->low_s) && !isnan(d->high_s) && !isnan(d->p95_s)) ||
	       take_fail(t, FAULT_INVALID, "a duration has no interval");
}
