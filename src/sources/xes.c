#include "sources/xes.h"

#include <expat.h>
#include <stdio.h>

#include "sources/binary.h"
#include "sources/row.h"

enum { BLOCK = 256 * 1024, NAME = 1024 /* bytes of a column's name */ };

static const char case_prefix[] = "case:";

enum place { IN_FILE, IN_LOG, IN_TRACE, IN_EVENT, IN_ATTRIBUTE, IN_NOTHING };

struct level {
	enum place place;
	size_t name_n; /* of the column that its attributes' names begin with */
};

/* A value of the open trace or event; both texts stand in the store. */
struct item {
	size_t name, name_n, value, value_n;
};

struct log {
	struct scope *sc;
	struct input *in;
	XML_Parser parser;
	struct row *row;
	const struct reader_options *options;
	const struct sink *sink;
	struct reader_notes *notes;
	struct level levels[READER_DEPTH];
	size_t depth;
	char name[NAME];
	LIST(struct item) items;
	char *store;
	size_t stored, store_room;
	size_t trace_items, trace_stored; /* of these, the trace's */
	uint64_t traces;
	bool case_named, full;
	size_t quiet; /* bytes since the parser last found an element */
};

static void stop(struct log *log)
{
	XML_StopParser(log->parser, XML_FALSE);
}

static void fail(struct log *log, enum fault fault, const char *why, const char *name)
{
	unsigned long long line = XML_GetCurrentLineNumber(log->parser);

	scope_fail(log->sc, fault, "%s, line %llu: %s%s", input_name(log->in), line, why, name);
	stop(log);
}

static size_t keep(struct log *log, const char *text, size_t n)
{
	size_t at = log->stored;

	if (at + n > log->store_room) {
		size_t room = (at + n) * 2 + 4096;
		log->store = scope_grow(log->sc, log->store, log->store_room, room, 1);
		log->store_room = room;
	}
	if (n)
		memcpy(log->store + at, text, n);
	log->stored += n;
	return at;
}

static void add_item(struct log *log, size_t name_n, const char *value)
{
	struct item item = { .name_n = name_n, .value_n = strlen(value) };

	if (log->stored + item.value_n + name_n > READER_RECORD) {
		fail(log, FAULT_LIMIT, "an event is longer than 16 MiB, the ceiling", "");
		return;
	}
	item.name = keep(log, log->name, name_n);
	item.value = keep(log, value, item.value_n);
	*LIST_ADD(log->sc, &log->items) = item;
}

static const char *attribute(const char **pairs, const char *key)
{
	for (; *pairs; pairs += 2)
		if (strcmp(pairs[0], key) == 0)
			return pairs[1];
	return NULL;
}

/* Column's name: what stands above it, a colon where that is an attribute, and the key. */
static size_t name_in(struct log *log, const struct level *above, const char *key)
{
	size_t at = above->name_n, n = strlen(key), colon = above->place == IN_ATTRIBUTE;

	if (at + colon + n > NAME) {
		fail(log, FAULT_LIMIT, "an attribute's name is longer than 1024 bytes, the ceiling", "");
		return at;
	}
	if (above->place == IN_TRACE)
		memcpy(log->name, case_prefix, sizeof case_prefix - 1);
	if (colon)
		log->name[at] = ':';
	memcpy(log->name + at + colon, key, n);
	return at + colon + n;
}

static struct level open_attribute(struct log *log, const struct level *above, const char **pairs)
{
	const char *key = attribute(pairs, "key"), *value = attribute(pairs, "value");
	struct level level = { IN_NOTHING, 0 };

	if (!key) /* <values> of a list, or nothing that is known */
		return above->place == IN_ATTRIBUTE ? *above : level;
	level = (struct level){ IN_ATTRIBUTE, name_in(log, above, key) };
	struct str name = { log->name, level.name_n };
	if (value && str_equal(name, STR("case:concept:name")))
		log->case_named = *value != 0;
	if (value)
		add_item(log, level.name_n, value);
	return level;
}

static struct level open_trace(struct log *log)
{
	log->traces++;
	log->case_named = false;
	log->items.n = log->stored = 0;
	return (struct level){ IN_TRACE, sizeof case_prefix - 1 };
}

/* A trace without a name is numbered. */
static void name_case(struct log *log)
{
	static const char name[] = "case:concept:name";
	char number[32];

	snprintf(number, sizeof number, "case %llu", (unsigned long long)log->traces);
	memcpy(log->name, name, sizeof name - 1);
	add_item(log, sizeof name - 1, number);
	log->case_named = true;
}

static struct level open_event(struct log *log, const struct level *above)
{
	if (above->place == IN_LOG)
		log->items.n = log->stored = 0;
	else if (!log->case_named)
		name_case(log);
	log->trace_items = log->items.n;
	log->trace_stored = log->stored;
	return (struct level){ IN_EVENT, 0 };
}

static struct level open_element(
	struct log *log, const struct level *above, const char *name, const char **pairs)
{
	const struct level nothing = { IN_NOTHING, 0 };
	bool within = above->place == IN_TRACE || above->place == IN_EVENT || above->place == IN_ATTRIBUTE;

	if (above->place == IN_FILE && strcmp(name, "log") == 0)
		return (struct level){ IN_LOG, 0 };
	if (above->place == IN_FILE)
		fail(log, FAULT_INVALID, "XML, but no XES log: it is about ", name);
	if (above->place == IN_LOG && (strcmp(name, "object-types") == 0 || strcmp(name, "objects") == 0))
		fail(log, FAULT_INVALID, "an object-centric log (OCEL): flatten it to XES or CSV", "");
	if (above->place == IN_LOG && strcmp(name, "trace") == 0)
		return open_trace(log);
	if ((above->place == IN_LOG || above->place == IN_TRACE) && strcmp(name, "event") == 0)
		return open_event(log, above);
	return within ? open_attribute(log, above, pairs) : nothing;
}

static void on_start(void *to, const char *name, const char **pairs)
{
	struct log *log = to;
	const char *colon = strrchr(name, ':');
	static const struct level file = { IN_FILE, 0 };

	log->quiet = 0;
	if (log->depth == READER_DEPTH) {
		fail(log, FAULT_LIMIT, "nested deeper than 64 levels, the ceiling", "");
		return;
	}
	const struct level *above = log->depth ? &log->levels[log->depth - 1] : &file;
	log->levels[log->depth] = open_element(log, above, colon ? colon + 1 : name, pairs);
	log->depth++;
}

static struct str stored(const struct log *log, size_t at, size_t n)
{
	return (struct str){ log->store + at, n };
}

static bool deliver(struct log *log)
{
	row_clear(log->row);
	for (size_t i = 0; i < log->items.n; i++) {
		const struct item *item = &log->items.at[i];
		const char *past = row_set(log->row, stored(log, item->name, item->name_n),
			stored(log, item->value, item->value_n));
		if (past) {
			fail(log, FAULT_LIMIT, past, ", the ceiling");
			return false;
		}
	}
	log->notes->records++;
	return log->sink->record(log->sink->to, row_record(log->row, log->notes->records, (struct str){ 0 }));
}

static void close_event(struct log *log)
{
	const uint64_t most = log->options->max_records;

	log->full = !deliver(log) || (most && log->notes->records >= most);
	log->items.n = log->trace_items;
	log->stored = log->trace_stored;
	if (log->full)
		stop(log);
}

static void on_end(void *to, const char *name)
{
	struct log *log = to;

	(void)name;
	log->quiet = 0;
	log->depth--;
	if (log->levels[log->depth].place == IN_EVENT && !log->full)
		close_event(log);
}

static void on_doctype(void *to, const char *name, const char *system, const char *public, int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	fail(to, FAULT_INVALID, "a document type (<!DOCTYPE>) is refused: no XES log needs one; delete it",
		"");
}

static bool parser_wrong(struct log *log)
{
	enum XML_Error error = XML_GetErrorCode(log->parser);

	if (log->full && log->sc->fault == FAULT_NONE && error == XML_ERROR_ABORTED)
		return log->options->max_records && log->notes->records >= log->options->max_records;
	if (error == XML_ERROR_NO_ELEMENTS || error == XML_ERROR_UNCLOSED_TOKEN)
		fail(log, FAULT_INVALID, "the log ends too early: it is cut short", "");
	else if (error != XML_ERROR_ABORTED)
		fail(log, FAULT_INVALID, "no sound XML: ", XML_ErrorString(error));
	return false;
}

static bool parse(struct log *log)
{
	for (bool ended = false; !ended;) {
		void *bytes = XML_GetBuffer(log->parser, BLOCK);
		if (!bytes)
			return parser_wrong(log);
		long n = input_read(log->in, bytes, BLOCK);
		if (n < 0)
			return false;
		log->quiet += (size_t)n;
		ended = n == 0;
		if (XML_ParseBuffer(log->parser, (int)n, ended) != XML_STATUS_OK)
			return parser_wrong(log);
		if (log->quiet > READER_RECORD) {
			fail(log, FAULT_LIMIT, "an element is longer than 16 MiB, the ceiling", "");
			return false;
		}
	}
	return true;
}

/* The character set that an XML text says it is in goes before one that is guessed. */
static bool heed_declaration(struct input *in)
{
	struct str head = str_sub(input_head(in), 0, 200), name = { 0 };
	const char *at = memmem(head.p, head.n, "encoding=", 9);

	if (!input_is_guessed(in) || !at || !str_starts(head, STR("<?xml")))
		return true;
	struct str rest = str_sub(head, (size_t)(at - head.p) + 9, head.n);
	if (rest.n > 2 && (rest.p[0] == '"' || rest.p[0] == '\'')) {
		char quote = rest.p[0];
		rest = str_sub(rest, 1, rest.n);
		name = str_cut(&rest, quote);
	}
	char text[64] = { 0 };
	if (name.n == 0 || name.n >= sizeof text || str_same(name, STR("utf-8")))
		return true;
	memcpy(text, name.p, name.n);
	return input_set_encoding(in, text);
}

bool xes_read(struct scope *sc, struct input *in, const struct reader_options *options, struct names *columns,
	const struct sink *sink, struct reader_notes *notes)
{
	struct log *log = NEW(sc, struct log);

	*notes = (struct reader_notes){ .cases = true };
	if (!binary_refuse(sc, in) || !heed_declaration(in) || !input_rewind(in))
		return false;
	*log = (struct log){ .sc = sc, .in = in, .options = options, .sink = sink, .notes = notes };
	log->row = row_new(sc, columns);
	log->parser = XML_ParserCreate("UTF-8");
	if (!log->parser)
		return scope_fail(sc, FAULT_IO, "%s: the XML parser cannot begin", input_name(in));
	XML_SetUserData(log->parser, log);
	XML_SetElementHandler(log->parser, on_start, on_end);
	XML_SetStartDoctypeDeclHandler(log->parser, on_doctype);
	bool ok = parse(log);
	XML_ParserFree(log->parser);
	notes->encoding = str_of(input_encoding(in));
	return ok && sc->fault == FAULT_NONE;
}

int xes_claim(struct str head, struct str path)
{
	struct str text = str_trim(head);

	(void)path;
	if (!str_starts(text, STR("<")) || binary_what(head))
		return 0;
	return str_has(text, STR("<log")) || str_has(text, STR(":log ")) ? 90 : 0;
}
