#include <math.h>
#include <stdlib.h>

#include "model/document.h"
#include "model/scalar.h"

enum {
	WIDTH = 110,      /* columns of a line in flow style, */
	LIST_WIDTH = 140, /* of a list, whose items are short */
	LONG_TEXT = 40,   /* letters of a list's item past which the list is easier to read as lines */
	LONG_KEY = 120,   /* bytes past which a key is written "? key"; readers take 1024 at most */
	TEXT_BYTES = 64 << 20,
};

struct writer {
	struct buf *out;
	struct buf *line; /* a value tried in flow style */
};

/* Where a text stands decides what it may be made of. */
enum place { PLACE_BLOCK, PLACE_KEY, PLACE_FLOW };

/* What readers agree on as printable [YAML 1.2, 5.1], but for the line breaks beyond LF. */
static bool is_printable(uint32_t c)
{
	if (c < 0x20 || (c >= 0x7F && c < 0xA0))
		return c == '\t';
	if (c == 0x2028 || c == 0x2029 || c == 0xFEFF)
		return false;
	return c != 0xFFFE && c != 0xFFFF;
}

static bool all_printable(struct str s, bool lines)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t c = str_next(s, &i);
		if (!is_printable(c) && !(lines && c == '\n'))
			return false;
	}
	return true;
}

static bool is_indicator(char c)
{
	return strchr("-?:,[]{}#&*!|>'\"%@`.=<", c) != NULL;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* In flow style one word of letters, digits, - and _ is plain; everything else reads better in quotes. */
static bool is_word(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (!letter && c < 0x80 && c != '-' && c != '_')
			return false;
	}
	return true;
}

static bool is_plain(struct str s, enum place place)
{
	if (s.n == 0 || is_indicator(s.p[0]) || str_trim(s).n != s.n)
		return false;
	if (!all_printable(s, false) || memchr(s.p, '\t', s.n))
		return false;
	if (s.p[s.n - 1] == ':' || str_has(s, STR(": ")) || str_has(s, STR(" #")))
		return false;
	if (place == PLACE_FLOW && !is_word(s))
		return false;
	return !scalar_needs_quotes(s);
}

static void letter_escaped(struct buf *out, uint32_t c)
{
	if (c == '"' || c == '\\')
		buf_printf(out, "\\%c", (int)c);
	else if (c == '\n')
		buf_puts(out, "\\n");
	else if (c == '\t')
		buf_puts(out, "\\t");
	else if (is_printable(c))
		buf_letter(out, c);
	else
		buf_printf(out, c < 0x100 ? "\\x%02X" : "\\u%04X", c);
}

static void text_flow(struct buf *out, struct str s, enum place place)
{
	if (is_plain(s, place)) {
		buf_str_add(out, s);
		return;
	}
	buf_putc(out, '"');
	for (size_t i = 0; i < s.n;)
		letter_escaped(out, str_next(s, &i));
	buf_putc(out, '"');
}

/* A literal starts with a letter, so that its indentation can be seen, and ends with one or with one LF. */
static bool is_literal(struct str s)
{
	if (s.n < 3 || !memchr(s.p, '\n', s.n - 1) || is_blank(s.p[0]) || s.p[0] == '\n')
		return false;
	if (s.p[s.n - 1] == '\n')
		s.n--;
	return s.p[s.n - 1] != '\n' && !is_blank(s.p[s.n - 1]) && all_printable(s, true);
}

static void indent_add(struct buf *out, int columns)
{
	buf_printf(out, "%*s", columns, "");
}

static void text_literal(struct buf *out, struct str s, int indent)
{
	bool ends = s.p[s.n - 1] == '\n';

	buf_puts(out, ends ? "|" : "|-");
	if (ends)
		s.n--;
	for (struct str rest = s; rest.p;) {
		struct str line = str_cut(&rest, '\n');
		buf_putc(out, '\n');
		if (line.n)
			indent_add(out, indent);
		buf_str_add(out, line);
	}
}

static struct str text_of(const json_t *value)
{
	return (struct str){ json_string_value(value), json_string_length(value) };
}

static void scalar_flow(struct buf *out, const json_t *value, enum place place)
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		text_flow(out, text_of(value), place);
		break;
	case JSON_INTEGER:
		buf_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		break;
	case JSON_REAL:
		scalar_real(out, json_real_value(value));
		break;
	case JSON_ARRAY:
		buf_puts(out, "[]");
		break;
	case JSON_OBJECT:
		buf_puts(out, "{}");
		break;
	default:
		buf_puts(out, json_is_null(value) ? "null" : json_is_true(value) ? "true" : "false");
	}
}

/* Not an array or object with something in it. */
static bool is_scalar(const json_t *value)
{
	return json_array_size(value) + json_object_size(value) == 0;
}

static bool is_flat(const json_t *value)
{
	const char *key;
	json_t *item;
	size_t i;

	json_array_foreach(value, i, item)
	{
		if (!is_scalar(item) || str_letters(text_of(item)) > LONG_TEXT)
			return false;
	}
	json_object_foreach((json_t *)value, key, item)
	{
		if (!is_scalar(item) || (json_is_string(item) && is_literal(text_of(item))))
			return false;
	}
	return true;
}

static void flow_write(struct buf *out, const json_t *value)
{
	const char *before = "", *key;
	json_t *item;
	size_t i;

	if (is_scalar(value)) {
		scalar_flow(out, value, PLACE_FLOW);
		return;
	}
	buf_puts(out, json_is_array(value) ? "[" : "{ ");
	json_array_foreach(value, i, item)
	{
		buf_puts(out, before);
		scalar_flow(out, item, PLACE_FLOW);
		before = ", ";
	}
	json_object_foreach((json_t *)value, key, item)
	{
		buf_puts(out, before);
		text_flow(out, str_of(key), PLACE_FLOW);
		buf_puts(out, ": ");
		scalar_flow(out, item, PLACE_FLOW);
		before = ", ";
	}
	buf_puts(out, json_is_array(value) ? "]" : " }");
}

/* The value in flow style if it is flat and fits behind `column`; p NULL if not.  Valid until the next. */
static struct str flow_try(struct writer *w, const json_t *value, size_t column)
{
	if (!is_flat(value))
		return (struct str){ 0 };
	buf_cut(w->line, 0);
	flow_write(w->line, value);
	if (column + buf_len(w->line) > (json_is_array(value) ? LIST_WIDTH : WIDTH))
		return (struct str){ 0 };
	return buf_str(w->line);
}

/* The items of a list look alike: all in flow style or none. */
static bool items_flow(struct writer *w, const json_t *array, int indent)
{
	json_t *item;
	size_t i;

	json_array_foreach(array, i, item)
	{
		if (!is_scalar(item) && !flow_try(w, item, (size_t)indent + 2).p)
			return false;
	}
	return true;
}

static void block_write(struct writer *w, const json_t *value, int indent);

static void line_start(struct writer *w, int indent, bool *first)
{
	if (!*first) {
		buf_putc(w->out, '\n');
		indent_add(w->out, indent);
	}
	*first = false;
}

/* A scalar behind "- " or "key: "; its literal's lines stand two columns further in than the line itself. */
static void scalar_block(struct writer *w, const json_t *value, int indent)
{
	if (json_is_string(value) && is_literal(text_of(value)))
		text_literal(w->out, text_of(value), indent + 2);
	else
		scalar_flow(w->out, value, PLACE_BLOCK);
}

static void array_write(struct writer *w, const json_t *array, int indent)
{
	bool flow = items_flow(w, array, indent), first = true;
	json_t *item;
	size_t i;

	json_array_foreach(array, i, item)
	{
		line_start(w, indent, &first);
		buf_puts(w->out, "- ");
		if (is_scalar(item))
			scalar_block(w, item, indent);
		else if (flow)
			flow_write(w->out, item);
		else
			block_write(w, item, indent + 2);
	}
}

/* "key:" and what follows it; a list's dashes stand two columns further in than their key. */
static void member_write(struct writer *w, const char *key, const json_t *value, int indent)
{
	size_t from = buf_len(w->out);

	text_flow(w->out, str_of(key), PLACE_KEY);
	size_t used = buf_len(w->out) - from;
	if (used > LONG_KEY) {
		buf_cut(w->out, from);
		buf_puts(w->out, "? ");
		text_flow(w->out, str_of(key), PLACE_KEY);
		buf_putc(w->out, '\n');
		indent_add(w->out, indent);
		used = 0;
	}
	buf_putc(w->out, ':');
	if (is_scalar(value)) {
		buf_putc(w->out, ' ');
		scalar_block(w, value, indent);
		return;
	}
	struct str flow = flow_try(w, value, (size_t)indent + used + 2);
	if (flow.p) {
		buf_putc(w->out, ' ');
		buf_str_add(w->out, flow);
		return;
	}
	buf_putc(w->out, '\n');
	indent_add(w->out, indent + 2);
	block_write(w, value, indent + 2);
}

static void object_write(struct writer *w, const json_t *object, int indent)
{
	bool first = true;
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)object, key, value)
	{
		line_start(w, indent, &first);
		member_write(w, key, value, indent);
	}
}

static void block_write(struct writer *w, const json_t *value, int indent)
{
	if (json_is_array(value))
		array_write(w, value, indent);
	else
		object_write(w, value, indent);
}

struct str document_to_yaml(struct scope *sc, const json_t *root)
{
	struct writer w = { buf_new(sc, TEXT_BYTES), buf_new(sc, TEXT_BYTES) };

	if (!document_fits(sc, root))
		return (struct str){ 0 };
	if (is_scalar(root))
		scalar_flow(w.out, root, PLACE_FLOW);
	else
		block_write(&w, root, 0);
	buf_putc(w.out, '\n');
	return buf_ok(w.out, "the YAML text") ? buf_str(w.out) : (struct str){ 0 };
}
