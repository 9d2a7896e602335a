#include "model/document.h"

#include <stdlib.h>
#include <yaml.h>

#include "base/names.h"
#include "model/scalar.h"

struct document_line {
	const json_t *in;
	uint64_t slot; /* hash of the key, or the index */
	uint32_t line;
};

struct yaml {
	struct scope *sc;
	struct document *doc;
	struct str text;
	yaml_parser_t parser;
	yaml_event_t event; /* the one being looked at */
	int depth;
};

static uint64_t key_slot(struct str key)
{
	return hash_str(key, 1);
}

static int line_compare(const void *a, const void *b)
{
	const struct document_line *x = a, *y = b;

	if (x->in != y->in)
		return (uintptr_t)x->in < (uintptr_t)y->in ? -1 : 1;
	return (x->slot > y->slot) - (x->slot < y->slot);
}

static uint32_t line_find(const struct document *doc, const json_t *in, uint64_t slot)
{
	const struct document_line key = { in, slot, 0 }, *found = NULL;

	if (doc && doc->lines.n)
		found = bsearch(&key, doc->lines.at, doc->lines.n, sizeof key, line_compare);
	return found ? found->line : 0;
}

/* While the lines are still being collected, in no order. */
static uint32_t line_seen(const struct document *doc, const json_t *in, uint64_t slot)
{
	for (size_t i = 0; i < doc->lines.n; i++)
		if (doc->lines.at[i].in == in && doc->lines.at[i].slot == slot)
			return doc->lines.at[i].line;
	return 0;
}

uint32_t document_line_of_key(const struct document *doc, const json_t *in, struct str key)
{
	return line_find(doc, in, key_slot(key));
}

uint32_t document_line_of_item(const struct document *doc, const json_t *in, size_t index)
{
	return line_find(doc, in, index);
}

static size_t yaml_line(const struct yaml *y)
{
	return y->event.start_mark.line + 1;
}

/* The reader's errors (bytes that may not stand in YAML) know their offset and no line. */
static size_t problem_line(const struct yaml *y)
{
	size_t line = 1;

	if (y->parser.error != YAML_READER_ERROR)
		return y->parser.problem_mark.line + 1;
	for (size_t i = 0; i < y->parser.problem_offset && i < y->text.n; i++)
		line += y->text.p[i] == '\n';
	return line;
}

static bool yaml_next(struct yaml *y)
{
	yaml_event_delete(&y->event);
	if (yaml_parser_parse(&y->parser, &y->event))
		return true;
	return scope_fail(y->sc, FAULT_INVALID, "line %zu: %s%s%s", problem_line(y),
		y->parser.context ? y->parser.context : "", y->parser.context ? ": " : "",
		y->parser.problem ? y->parser.problem : "not YAML");
}

static void line_add(struct yaml *y, const json_t *in, uint64_t slot, size_t line)
{
	*LIST_ADD(y->sc, &y->doc->lines) = (struct document_line){ in, slot, (uint32_t)line };
}

/* What an event may carry and a map has no use for. */
static bool yaml_is_bare(struct yaml *y)
{
	const yaml_event_t *e = &y->event;
	const yaml_char_t *anchor = NULL, *tag = NULL;

	if (e->type == YAML_SCALAR_EVENT) {
		anchor = e->data.scalar.anchor;
		tag = e->data.scalar.tag;
	} else if (e->type == YAML_SEQUENCE_START_EVENT) {
		anchor = e->data.sequence_start.anchor;
		tag = e->data.sequence_start.tag;
	} else if (e->type == YAML_MAPPING_START_EVENT) {
		anchor = e->data.mapping_start.anchor;
		tag = e->data.mapping_start.tag;
	}
	if (anchor || e->type == YAML_ALIAS_EVENT)
		return scope_fail(y->sc, FAULT_INVALID,
			"line %zu: anchors (&) and aliases (*) are not read; "
			"a text that starts with one stands in quotes",
			yaml_line(y));
	if (tag)
		return scope_fail(y->sc, FAULT_INVALID,
			"line %zu: tags (!) are not read; a text that starts "
			"with one stands in quotes",
			yaml_line(y));
	return true;
}

static struct str scalar_text(const yaml_event_t *e)
{
	return (struct str){ (const char *)e->data.scalar.value, e->data.scalar.length };
}

static bool has_nul(struct yaml *y, struct str text)
{
	if (!memchr(text.p, 0, text.n))
		return false;
	scope_fail(y->sc, FAULT_INVALID, "line %zu: a text may not hold a NUL", yaml_line(y));
	return true;
}

static json_t *yaml_scalar(struct yaml *y)
{
	struct str text = scalar_text(&y->event);
	struct scalar s = { .kind = SCALAR_TEXT };

	if (has_nul(y, text))
		return NULL;
	if (y->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
		s = scalar_read(text);
	switch (s.kind) {
	case SCALAR_NULL:
		return json_null();
	case SCALAR_BOOL:
		return json_boolean(s.truth);
	case SCALAR_INTEGER:
		return json_integer(s.integer);
	case SCALAR_REAL:
		return json_real(s.real);
	case SCALAR_OUTSIDE:
		return scope_fail(y->sc, FAULT_INVALID,
			"line %zu: %.*s is a number that does not fit; as a text "
			"it stands in quotes",
			yaml_line(y), STR_ARG(str_sub(text, 0, 60)));
	case SCALAR_TEXT:
		break;
	}
	return json_stringn(text.p, text.n);
}

static json_t *yaml_value(struct yaml *y);

static json_t *yaml_sequence(struct yaml *y)
{
	json_t *array = json_array();

	while (yaml_next(y)) {
		if (y->event.type == YAML_SEQUENCE_END_EVENT)
			return array;
		size_t line = yaml_line(y);
		json_t *item = yaml_value(y);
		if (!item)
			break;
		line_add(y, array, json_array_size(array), line);
		json_array_append_new(array, item);
	}
	json_decref(array);
	return NULL;
}

/* The event's text as a key of the object; NULL where it cannot be one. */
static const char *yaml_key(struct yaml *y, const json_t *object)
{
	if (!yaml_is_bare(y))
		return NULL;
	if (y->event.type != YAML_SCALAR_EVENT)
		return scope_fail(y->sc, FAULT_INVALID, "line %zu: a key must be a text", yaml_line(y));
	struct str key = scalar_text(&y->event), shown = str_short(y->sc, key, 60);
	if (has_nul(y, key))
		return NULL;
	if (str_letters(key) > DOCUMENT_KEY_LETTERS)
		return scope_fail(y->sc, FAULT_LIMIT,
			"line %zu: the key \"%.*s\" is longer than %d letters, the "
			"ceiling",
			yaml_line(y), STR_ARG(shown), DOCUMENT_KEY_LETTERS);
	char *name = str_c(y->sc, key);
	if (json_object_get(object, name))
		return scope_fail(y->sc, FAULT_INVALID, "line %zu: \"%.*s\" is given twice, first in line %u",
			yaml_line(y), STR_ARG(shown), line_seen(y->doc, object, key_slot(key)));
	return name;
}

static bool yaml_member(struct yaml *y, json_t *object)
{
	size_t line = yaml_line(y);
	const char *key = yaml_key(y, object);

	if (!key || !yaml_next(y))
		return false;
	json_t *value = yaml_value(y);
	if (!value)
		return false;
	line_add(y, object, key_slot(str_of(key)), line);
	return json_object_set_new(object, key, value) == 0;
}

static json_t *yaml_mapping(struct yaml *y)
{
	json_t *object = json_object();

	while (yaml_next(y)) {
		if (y->event.type == YAML_MAPPING_END_EVENT)
			return object;
		if (!yaml_member(y, object))
			break;
	}
	json_decref(object);
	return NULL;
}

static json_t *yaml_value(struct yaml *y)
{
	json_t *value = NULL;

	if (!yaml_is_bare(y))
		return NULL;
	if (y->event.type == YAML_SCALAR_EVENT)
		return yaml_scalar(y);
	if (y->depth == DOCUMENT_DEPTH)
		return scope_fail(y->sc, FAULT_LIMIT, "line %zu: nested deeper than %d, the ceiling",
			yaml_line(y), DOCUMENT_DEPTH);
	y->depth++;
	value = y->event.type == YAML_SEQUENCE_START_EVENT ? yaml_sequence(y) : yaml_mapping(y);
	y->depth--;
	return value;
}

/* From the stream's start to its end: one document. */
static json_t *yaml_stream(struct yaml *y)
{
	if (!yaml_next(y) || !yaml_next(y))
		return NULL;
	if (y->event.type == YAML_STREAM_END_EVENT)
		return scope_fail(y->sc, FAULT_INVALID, "the text is empty");
	if (!yaml_next(y))
		return NULL;
	json_t *root = yaml_value(y);
	if (!root)
		return NULL;
	if (yaml_next(y) && yaml_next(y)) {
		if (y->event.type == YAML_STREAM_END_EVENT)
			return root;
		scope_fail(y->sc, FAULT_INVALID, "line %zu: a second document starts; one is read",
			yaml_line(y));
	}
	json_decref(root);
	return NULL;
}

static json_t *yaml_read(struct scope *sc, struct document *doc, struct str text)
{
	struct yaml y = { .sc = sc, .doc = doc, .text = text };

	if (!yaml_parser_initialize(&y.parser))
		abort(); /* out of memory is all that it can be */
	yaml_parser_set_encoding(&y.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&y.parser, (const unsigned char *)text.p, text.n);
	json_t *root = yaml_stream(&y);
	if (doc->lines.n)
		qsort(doc->lines.at, doc->lines.n, sizeof *doc->lines.at, line_compare);
	yaml_event_delete(&y.event);
	yaml_parser_delete(&y.parser);
	return root;
}

/* jansson has its own ceiling of depth, a far higher one. */
static bool json_is_shallow(struct scope *sc, const json_t *value, int depth)
{
	const char *key;
	json_t *item;
	size_t i;

	if ((json_is_array(value) || json_is_object(value)) && depth == DOCUMENT_DEPTH)
		return scope_fail(sc, FAULT_LIMIT, "nested deeper than %d, the ceiling", DOCUMENT_DEPTH);
	json_array_foreach(value, i, item)
	{
		if (!json_is_shallow(sc, item, depth + 1))
			return false;
	}
	json_object_foreach((json_t *)value, key, item)
	{
		if (str_letters(str_of(key)) > DOCUMENT_KEY_LETTERS)
			return scope_fail(sc, FAULT_LIMIT, "a key is longer than %d letters, the ceiling",
				DOCUMENT_KEY_LETTERS);
		if (!json_is_shallow(sc, item, depth + 1))
			return false;
	}
	return true;
}

bool document_fits(struct scope *sc, const json_t *root)
{
	return json_is_shallow(sc, root, 0);
}

static json_t *json_read(struct scope *sc, struct str text)
{
	json_error_t error;
	json_t *root = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);

	if (!root)
		return scope_fail(sc, FAULT_INVALID, "line %d: %s", error.line, error.text);
	if (document_fits(sc, root))
		return root;
	json_decref(root);
	return NULL;
}

/* JSON's keys stand in quotes; { did: cart } is YAML's flow style. */
static bool looks_like_json(struct str text)
{
	struct str start = str_trim(text);

	if (!str_starts(start, STR("{")) && !str_starts(start, STR("[")))
		return false;
	start = str_trim(str_sub(start, 1, start.n));
	return start.n && strchr("\"{[]}", start.p[0]);
}

/* What looks like JSON may still be YAML; where it is neither, JSON's reason is the better one. */
static json_t *guess_read(struct scope *sc, struct document *doc, struct str text)
{
	struct scope trial = { 0 };

	if (!looks_like_json(text))
		return yaml_read(sc, doc, text);
	json_t *root = json_read(&trial, text);
	if (!root && trial.fault == FAULT_INVALID) {
		root = yaml_read(sc, doc, text);
		if (!root)
			scope_forgive(sc);
	}
	if (!root)
		scope_fail(sc, trial.fault, "%s", trial.why);
	scope_close(&trial);
	return root;
}

static json_t *format_read(
	struct scope *sc, struct document *doc, enum document_format format, struct str text)
{
	if (format == DOCUMENT_JSON)
		return json_read(sc, text);
	return format == DOCUMENT_YAML ? yaml_read(sc, doc, text) : guess_read(sc, doc, text);
}

struct document *document_read(struct scope *sc, enum document_format format, struct str text)
{
	struct document *doc = NEW(sc, struct document);

	if (text.n > DOCUMENT_BYTES)
		return scope_fail(
			sc, FAULT_LIMIT, "the text is larger than %d bytes, the ceiling", DOCUMENT_BYTES);
	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_sub(text, 3, text.n);
	if (str_empty(str_trim(text)))
		return scope_fail(sc, FAULT_INVALID, "the text is empty");
	if (!str_is_utf8(text))
		return scope_fail(sc, FAULT_INVALID, "the text is not UTF-8");
	doc->root = format_read(sc, doc, format, text);
	return doc->root ? doc : NULL;
}

void document_close(struct document *doc)
{
	if (!doc)
		return;
	json_decref(doc->root);
	doc->root = NULL;
}

struct str document_to_json(struct scope *sc, const json_t *root)
{
	if (!document_fits(sc, root))
		return (struct str){ 0 };
	char *text = json_dumps(root, JSON_INDENT(2) | JSON_ENCODE_ANY);
	struct str out = str_copy(sc, str_of(text));
	free(text);
	return out;
}
