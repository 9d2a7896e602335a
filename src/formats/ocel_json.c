/* OCEL 2.0 in JSON: read twice, as objects may stand behind the events. */
#include "formats/json_each.h"
#include "formats/known.h"
#include "formats/ocel.h"

static int claim(const struct sniff *s)
{
	if (sniff_has_keys(s, "objectTypes", "eventTypes", NULL))
		return 95;
	return sniff_has_keys(s, "objectId", "qualifier", "relationships", NULL) ? 90 : 0;
}

/* An event has a time of its own; an object's times are its attributes'. */
static bool is_event(const struct json_node *record)
{
	return json_at(record, "time") != NULL;
}

static bool survey(void *to, const struct json_node *record, const struct json_node *around, uint64_t row,
	struct str raw)
{
	struct ocel *o = to;
	struct str id = json_text_at(record, "id");
	const struct json_node *it = json_first(json_at(record, "relationships"));

	(void)around, (void)row, (void)raw;
	if (!is_event(record) && !ocel_object(o, id, json_text_at(record, "type")))
		return false;
	for (; it; it = it->next) {
		struct str other = json_text_at(it, "objectId");
		if (!(is_event(record) ? ocel_seen(o, other) : ocel_link(o, id, other)))
			return false;
	}
	return true;
}

static bool event(void *to, const struct json_node *record, const struct json_node *around, uint64_t row,
	struct str raw)
{
	struct ocel *o = to;
	const struct json_node *it;

	(void)around;
	if (!is_event(record))
		return true;
	ocel_begin(o, row, raw, json_text_at(record, "id"), json_text_at(record, "type"),
		json_text_at(record, "time"));
	for (it = json_first(json_at(record, "relationships")); it; it = it->next)
		ocel_touch(o, json_text_at(it, "objectId"));
	for (it = json_first(json_at(record, "attributes")); it; it = it->next)
		ocel_attribute(o, json_text_at(it, "name"), json_text_at(it, "value"));
	return ocel_send(o);
}

static bool broken(void *to, uint64_t row, struct str raw, const char *why)
{
	return ocel_broken(to, row, raw, why);
}

static bool full(void *to)
{
	return ocel_full(to);
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct json_wish wish = { .list = "objects|events" };
	static const struct json_fns first = { survey, broken, full }, second = { event, broken, full };
	struct ocel *o = ocel_new(sc, columns, options, sink, notes);

	return json_each(sc, in, &wish, notes, &first, o) && ocel_settle(o, input_name(in)) &&
	       input_rewind(in) && json_each(sc, in, &wish, notes, &second, o);
}

const struct format format_ocel_json = {
	.name = "ocel-json",
	.about = "OCEL 2.0, an object-centric event log, in JSON",
	.becomes =
		"an event an event of each of its customers; its other objects are properties, orders identifiers",
	.proof = FORMAT_CHECKED,
	.facts = true,
	.claim = claim,
	.read = read,
};
