#include "sources/json_pull.h"

#include <ctype.h>
#include <endian.h>
#include <unicode/utf8.h>

#include "sources/reader.h"

enum wants { WANTS_VALUE, WANTS_FIRST_VALUE, WANTS_KEY, WANTS_FIRST_KEY, WANTS_COMMA, WANTS_NOTHING };

_Static_assert(READER_DEPTH <= 64, "a level is a bit");

void json_begin(struct json *j, struct str text, char *store)
{
	*j = (struct json){ .text = text, .store = store, .wants = WANTS_VALUE };
}

static enum json_kind wrong(struct json *j, const char *why)
{
	j->why = j->why ? j->why : why;
	return JSON_WRONG;
}

static int peek(const struct json *j)
{
	return j->at < j->text.n ? (unsigned char)j->text.p[j->at] : -1;
}

static void skip_blanks(struct json *j)
{
	while (j->at < j->text.n && json_is_blank(j->text.p[j->at]))
		j->at++;
}

static bool in_object(const struct json *j)
{
	return j->depth && (j->objects >> (j->depth - 1) & 1);
}

static int after_value(const struct json *j)
{
	return j->depth ? WANTS_COMMA : WANTS_NOTHING;
}

static enum json_kind open_level(struct json *j, bool object)
{
	if (j->depth == READER_DEPTH) {
		j->too_deep = true;
		return wrong(j, "nested too deep");
	}
	j->at++;
	j->objects &= ~(1ull << j->depth);
	j->objects |= (uint64_t)object << j->depth;
	j->depth++;
	j->wants = object ? WANTS_FIRST_KEY : WANTS_FIRST_VALUE;
	return object ? JSON_OBJECT : JSON_ARRAY;
}

static enum json_kind close_level(struct json *j)
{
	bool object = in_object(j);

	j->at++;
	j->depth--;
	j->wants = after_value(j);
	return object ? JSON_OBJECT_END : JSON_ARRAY_END;
}

static bool hex4(struct json *j, uint32_t *out)
{
	*out = 0;
	for (int i = 0; i < 4; i++, j->at++) {
		int c = peek(j);
		if (c < 0 || !isxdigit(c))
			return false;
		*out = *out << 4 | (uint32_t)(isdigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
	}
	return true;
}

/* Behind \u: a code point, made of two where they are surrogates. */
static bool code_point(struct json *j, uint32_t *out)
{
	uint32_t low;

	if (!hex4(j, out))
		return false;
	if (*out == 0 || (*out >= 0xDC00 && *out < 0xE000))
		*out = 0xFFFD;
	if (*out < 0xD800 || *out >= 0xDC00)
		return true;
	size_t behind = j->at;
	if (str_starts(str_sub(j->text, j->at, j->text.n), STR("\\u"))) {
		j->at += 2;
		if (!hex4(j, &low))
			return false;
		if (low >= 0xDC00 && low < 0xE000) {
			*out = 0x10000 + ((*out - 0xD800) << 10) + (low - 0xDC00);
			return true;
		}
	}
	j->at = behind;
	*out = 0xFFFD;
	return true;
}

static bool escape(struct json *j)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	int c = peek(j);
	const char *hit = c > 0 ? strchr(from, c) : NULL;
	uint32_t letter;

	j->at++;
	if (hit) {
		j->store[j->stored++] = to[hit - from];
		return true;
	}
	if (c != 'u' || !code_point(j, &letter))
		return false;
	uint8_t *p = (uint8_t *)j->store;
	U8_APPEND_UNSAFE(p, j->stored, letter);
	return true;
}

#define EVERY_BYTE(x) (UINT64_MAX / 255 * (x))

/* The high bit of each byte that is zero.  Of bytes above the first such (in memory) some may be marked wrongly. */
static uint64_t zero_bytes(uint64_t x)
{
	return (x - EVERY_BYTE(1)) & ~x & EVERY_BYTE(0x80);
}

static uint64_t special_bytes(const char *p)
{
	uint64_t x;

	memcpy(&x, p, 8);
	x = le64toh(x);
	uint64_t control = (x - EVERY_BYTE(0x20)) & ~x & EVERY_BYTE(0x80);
	return control | zero_bytes(x ^ EVERY_BYTE('"')) | zero_bytes(x ^ EVERY_BYTE('\\'));
}

static bool is_plain(unsigned char c)
{
	return c != '"' && c != '\\' && c >= 0x20;
}

/* Eight bytes at a time. */
size_t json_plain_end(struct str text, size_t at)
{
	for (; at + 8 <= text.n; at += 8) {
		uint64_t special = special_bytes(text.p + at);
		if (special)
			return at + (size_t)__builtin_ctzll(special) / 8;
	}
	while (at < text.n && is_plain((unsigned char)text.p[at]))
		at++;
	return at;
}

static void plain_run(struct json *j)
{
	j->at = json_plain_end(j->text, j->at);
}

static bool string_with_escapes(struct json *j, size_t from)
{
	size_t stored = j->stored;

	for (;;) {
		memcpy(j->store + j->stored, j->text.p + from, j->at - from);
		j->stored += j->at - from;
		if (peek(j) != '\\')
			break;
		j->at++;
		if (!escape(j))
			return false;
		from = j->at;
		plain_run(j);
	}
	j->value = (struct str){ j->store + stored, j->stored - stored };
	return true;
}

static enum json_kind string(struct json *j, enum json_kind kind)
{
	size_t from = ++j->at;

	plain_run(j);
	if (peek(j) == '\\') {
		if (!string_with_escapes(j, from))
			return wrong(j, "an escape that JSON does not know");
	} else {
		j->value = (struct str){ j->text.p + from, j->at - from };
	}
	if (peek(j) != '"')
		return wrong(j, peek(j) < 0 ? "a string without an end" : "a control character in a string");
	j->at++;
	return kind;
}

static size_t digits(struct json *j)
{
	size_t from = j->at;

	while (peek(j) >= '0' && peek(j) <= '9')
		j->at++;
	return j->at - from;
}

static enum json_kind number(struct json *j)
{
	size_t from = j->at;

	j->at += peek(j) == '-';
	size_t whole = j->at, n = digits(j);
	bool ok = n > 0 && (n == 1 || j->text.p[whole] != '0');
	if (ok && peek(j) == '.') {
		j->at++;
		ok = digits(j) > 0;
	}
	if (ok && (peek(j) == 'e' || peek(j) == 'E')) {
		j->at++;
		j->at += peek(j) == '+' || peek(j) == '-';
		ok = digits(j) > 0;
	}
	j->value = str_sub(j->text, from, j->at);
	return ok ? JSON_NUMBER : wrong(j, "a number that is none");
}

static enum json_kind word(struct json *j)
{
	static const struct {
		struct str text;
		enum json_kind kind;
	} words[] = { { { "true", 4 }, JSON_TRUE }, { { "false", 5 }, JSON_FALSE },
		{ { "null", 4 }, JSON_NULL } };
	struct str rest = str_sub(j->text, j->at, j->text.n);

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (!str_starts(rest, words[i].text))
			continue;
		j->value = str_sub(rest, 0, words[i].text.n);
		j->at += words[i].text.n;
		return words[i].kind;
	}
	return wrong(
		j, rest.n ? "no value where one is expected" : "the text ends where a value is expected");
}

static enum json_kind value(struct json *j)
{
	int c = peek(j);

	if (c == '{' || c == '[')
		return open_level(j, c == '{');
	j->wants = after_value(j);
	if (c == '"')
		return string(j, JSON_STRING);
	return c == '-' || (c >= '0' && c <= '9') ? number(j) : word(j);
}

static enum json_kind key(struct json *j)
{
	if (peek(j) != '"')
		return wrong(j, "no key in quotes where one is expected");
	if (string(j, JSON_KEY) == JSON_WRONG)
		return JSON_WRONG;
	skip_blanks(j);
	if (peek(j) != ':')
		return wrong(j, "no colon behind a key");
	j->at++;
	j->wants = WANTS_VALUE;
	return JSON_KEY;
}

static enum json_kind next(struct json *j)
{
	int c = peek(j), close = in_object(j) ? '}' : ']';

	if (j->wants == WANTS_NOTHING)
		return c < 0 ? JSON_END : wrong(j, "text behind the value");
	if (c == close && j->depth && j->wants != WANTS_VALUE && j->wants != WANTS_KEY)
		return close_level(j);
	if (j->wants == WANTS_COMMA) {
		if (c != ',')
			return wrong(j, "no comma between two values");
		j->at++;
		skip_blanks(j);
		j->start = j->at;
		j->wants = in_object(j) ? WANTS_KEY : WANTS_VALUE;
	}
	return j->wants == WANTS_KEY || j->wants == WANTS_FIRST_KEY ? key(j) : value(j);
}

enum json_kind json_next(struct json *j)
{
	if (j->why)
		return JSON_WRONG;
	skip_blanks(j);
	j->start = j->at;
	return next(j);
}

struct str json_skip(struct json *j)
{
	size_t from = j->start;
	unsigned outside = j->depth - 1;

	while (j->depth > outside)
		if (json_next(j) == JSON_WRONG)
			return (struct str){ 0 };
	return str_sub(j->text, from, j->at);
}

/* Behind a quote: behind the one that ends the string. */
static size_t string_end(struct str text, size_t at)
{
	while ((at = json_plain_end(text, at)) < text.n && text.p[at] != '"')
		at += text.p[at] == '\\' ? 2 : 1;
	return at + 1;
}

bool json_hop(struct json *j)
{
	size_t depth = 1;

	while (depth && j->at < j->text.n) {
		char c = j->text.p[j->at++];
		if (c == '"')
			j->at = string_end(j->text, j->at);
		depth += c == '{' || c == '[';
		depth -= c == '}' || c == ']';
	}
	j->at = j->at < j->text.n ? j->at : j->text.n;
	j->depth--;
	j->wants = after_value(j);
	return depth == 0;
}

bool json_sound(struct json *j)
{
	enum json_kind kind;

	do
		kind = json_next(j);
	while (kind > JSON_END);
	return kind == JSON_END;
}
