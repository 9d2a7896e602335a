/* OCEL 2.0 in XML: read twice, as objects may stand behind the events. */
#include "base/buf.h"
#include "formats/known.h"
#include "formats/ocel.h"
#include "sources/binary.h"
#include "sources/xml.h"

enum { ATTRIBUTES = READER_COLUMNS, KEPT = READER_RECORD };

struct place {
	size_t at, n; /* in the texts of the event */
};

struct log {
	struct ocel *ocel;
	struct input *in;
	struct buf *kept; /* the texts of the object or event at hand */
	struct place id, type, time, related[OCEL_OF_EVENT + 1], names[ATTRIBUTES], values[ATTRIBUTES];
	size_t n_related, n_attributes;
	size_t nested; /* <object> within an object: what it is related to */
	bool survey, in_object, in_event, in_value;
	uint64_t row;
};

static int claim(const struct sniff *s)
{
	bool xml = str_starts(str_trim(s->head), STR("<")) && str_has(s->head, STR("<log"));

	return xml && (str_has(s->head, STR("<object-types")) || str_has(s->head, STR("<event-types"))) ? 95
													: 0;
}

static long read_input(void *from, char *p, size_t room)
{
	return input_read(from, p, room);
}

static struct place keep(struct log *log, const char *text)
{
	struct place place = { buf_len(log->kept), text ? strlen(text) : 0 };

	buf_puts(log->kept, text ? text : "");
	return place;
}

static struct str kept(const struct log *log, struct place place)
{
	return str_sub(buf_str(log->kept), place.at, place.at + place.n);
}

static void open_record(struct log *log, struct xml *x, const char **pairs, bool event)
{
	buf_cut(log->kept, 0);
	log->in_object = !event;
	log->in_event = event;
	log->n_related = log->n_attributes = log->nested = 0;
	log->row = xml_line(x);
	log->id = keep(log, xml_attribute(pairs, "id"));
	log->type = keep(log, xml_attribute(pairs, "type"));
	log->time = keep(log, xml_attribute(pairs, "time"));
}

static bool is_record(const struct log *log, const char *name)
{
	return (log->in_event && strcmp(name, "event") == 0) ||
	       (log->in_object && strcmp(name, "object") == 0);
}

/* Within a record: what it is related to, under either name that writers use. */
static void open_part(struct log *log, const char *name, const char **pairs)
{
	const char *object = xml_attribute(pairs, "object-id"), *attribute = xml_attribute(pairs, "name");

	log->nested += is_record(log, name);
	if (object && log->n_related <= OCEL_OF_EVENT)
		log->related[log->n_related++] = keep(log, object);
	log->in_value = attribute && strcmp(name, "attribute") == 0 && log->n_attributes < ATTRIBUTES;
	if (!log->in_value)
		return;
	log->names[log->n_attributes] = keep(log, attribute);
	log->values[log->n_attributes++] = keep(log, xml_attribute(pairs, "value"));
}

static void on_start(void *to, struct xml *x, const char *name, const char **pairs)
{
	struct log *log = to;
	bool within = log->in_object || log->in_event, object = strcmp(name, "object") == 0;

	if (within)
		open_part(log, name, pairs);
	else if ((object || strcmp(name, "event") == 0) && xml_attribute(pairs, "id"))
		open_record(log, x, pairs, !object);
}

static void on_text(void *to, struct xml *x, struct str text)
{
	struct log *log = to;

	(void)x;
	if (!log->in_value)
		return;
	buf_str_add(log->kept, text);
	log->values[log->n_attributes - 1].n += buf_over(log->kept) ? 0 : text.n;
}

static bool survey(struct log *log)
{
	struct str id = kept(log, log->id);
	bool ok = log->in_event || ocel_object(log->ocel, id, kept(log, log->type));

	for (size_t i = 0; ok && i < log->n_related; i++) {
		struct str other = kept(log, log->related[i]);
		ok = log->in_event ? ocel_seen(log->ocel, other) : ocel_link(log->ocel, id, other);
	}
	return ok;
}

static bool send(struct log *log)
{
	if (!log->in_event)
		return true;
	ocel_begin(log->ocel, log->row, (struct str){ 0 }, kept(log, log->id), kept(log, log->type),
		kept(log, log->time));
	for (size_t i = 0; i < log->n_related; i++)
		ocel_touch(log->ocel, kept(log, log->related[i]));
	for (size_t i = 0; i < log->n_attributes; i++)
		ocel_attribute(log->ocel, kept(log, log->names[i]), kept(log, log->values[i]));
	return ocel_send(log->ocel);
}

static void on_end(void *to, struct xml *x, const char *name)
{
	struct log *log = to;

	log->in_value = false;
	if (!is_record(log, name) || log->nested-- > 0)
		return;
	if (buf_over(log->kept))
		xml_fail(x, FAULT_LIMIT, "an event or object is longer than %d MiB, the ceiling", KEPT >> 20);
	else if (!(log->survey ? survey(log) : send(log)) || ocel_full(log->ocel))
		xml_stop(x);
	log->in_event = log->in_object = false;
}

static bool once(struct scope *sc, struct log *log, bool first)
{
	static const struct xml_fns fns = { .start = on_start, .end = on_end, .text = on_text };

	log->survey = first;
	log->in_event = log->in_object = log->in_value = false;
	return input_rewind(log->in) && xml_each(sc, input_name(log->in), read_input, log->in, &fns, log);
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct log *log = NEW(sc, struct log);

	log->in = in;
	log->ocel = ocel_new(sc, columns, options, sink, notes);
	log->kept = buf_new(sc, KEPT);
	notes->encoding = str_of(input_encoding(in));
	return binary_refuse(sc, in) && once(sc, log, true) && ocel_settle(log->ocel, input_name(in)) &&
	       once(sc, log, false);
}

const struct format format_ocel_xml = {
	.name = "ocel-xml",
	.about = "OCEL 2.0, an object-centric event log, in XML",
	.becomes =
		"an event an event of each of its customers; its other objects are properties, orders identifiers",
	.proof = FORMAT_CHECKED,
	.facts = true,
	.claim = claim,
	.read = read,
};
