#include "sources/json_objects.h"

#include <stdio.h>

#include "sources/binary.h"
#include "sources/json_flat.h"

enum { KEY = 256 };

struct reading {
	struct scope *sc;
	struct feed feed;
	struct json_flat *check; /* of what is no record */
	const struct json_taker *taker;
	size_t at;      /* bytes of the window that are known already */
	bool list_seen; /* in a wrapper */
};

static bool begin(struct reading *r, struct scope *sc, struct input *in, const struct json_taker *taker)
{
	*r = (struct reading){ .sc = sc, .taker = taker };
	if (!binary_refuse(sc, in) || !feed_open(&r->feed, sc, in))
		return false;
	r->check = json_flat_new(sc, names_new(sc));
	return true;
}

bool json_named(const char *names, struct str name)
{
	struct str rest = str_of(names);

	while (rest.p)
		if (str_equal(str_cut(&rest, '|'), name))
			return true;
	return false;
}

static uint64_t lines_in(struct str s)
{
	const char *at = s.p, *end = s.p + s.n;
	uint64_t n = 0;

	for (; at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
		n++;
	return n;
}

static bool wrong(struct reading *r, size_t at, const char *why)
{
	struct str before = str_sub(feed_text(&r->feed), 0, at);

	return scope_fail(r->sc, FAULT_INVALID, "%s, line %llu: %s", input_name(r->feed.in),
		(unsigned long long)(r->feed.line + lines_in(before)), why);
}

/* The fault of the value that stands `at` bytes into the window. */
static bool faulty(struct reading *r, size_t at, const struct json_fault *fault)
{
	struct str before = str_sub(feed_text(&r->feed), 0, at + fault->at);

	if (!fault->past)
		return fault->why && wrong(r, at + fault->at, fault->why);
	return scope_fail(r->sc, FAULT_LIMIT, "%s, line %llu: %s, the ceiling", input_name(r->feed.in),
		(unsigned long long)(r->feed.line + lines_in(before)), fault->past);
}

static bool full(const struct reading *r)
{
	return r->taker->full && r->taker->full(r->taker->to);
}

static bool deliver(struct reading *r, struct str text)
{
	struct json_fault fault = { 0 };

	return r->taker->object(r->taker->to, text, r->feed.line, &fault) || faulty(r, 0, &fault);
}

/* What stands in the window up to `at` is done with. */
static void taken(struct reading *r)
{
	feed_take(&r->feed, r->at, lines_in(str_sub(feed_text(&r->feed), 0, r->at)));
	r->at = 0;
}

/* The byte at `at`, behind blanks; -1 at the end of the file, -2 on failure. */
static int look(struct reading *r)
{
	for (;;) {
		struct str text = feed_text(&r->feed);
		while (r->at < text.n && json_is_blank(text.p[r->at]))
			r->at++;
		if (r->at < text.n)
			return (unsigned char)text.p[r->at];
		if (r->feed.ended)
			return -1;
		if (!feed_more(&r->feed))
			return -2;
	}
}

struct extent {
	size_t depth;
	bool quoted, escaped;
};

/* Over one byte of a value, or, in a string, over what is plain before it; whether it was the last that belongs to the
 * value. */
static bool extent_ends(struct extent *e, struct str text, size_t *at)
{
	if (e->quoted && !e->escaped)
		*at = json_plain_end(text, *at);
	if (*at == text.n)
		return false;
	char c = text.p[(*at)++];
	if (e->quoted) {
		e->quoted = c != '"' || e->escaped;
		e->escaped = c == '\\' && !e->escaped;
		return !e->quoted && e->depth == 0;
	}
	e->quoted = c == '"';
	e->depth += c == '{' || c == '[';
	if (c != '}' && c != ']')
		return false;
	e->depth--;
	return e->depth == 0;
}

/* Moves `at` behind the value that starts there: one in brackets or quotes to its end, another to what may
 * follow it.  It need not be sound. */
static bool pass_value(struct reading *r)
{
	struct extent e = { 0 };
	char first = feed_text(&r->feed).p[r->at];
	bool bare = first != '{' && first != '[' && first != '"';

	for (;;) {
		struct str text = feed_text(&r->feed);
		while (!bare && r->at < text.n)
			if (extent_ends(&e, text, &r->at))
				return true;
		for (; bare && r->at < text.n; r->at++)
			if (memchr(",]} \t\r\n", text.p[r->at], 7))
				return true;
		if (r->feed.ended)
			return bare || wrong(r, text.n, "the file ends within a value: it is cut short");
		if (!feed_more(&r->feed))
			return false;
	}
}

/* The object that the window starts with. */
static bool element(struct reading *r)
{
	if (!pass_value(r))
		return false;
	if (!deliver(r, str_sub(feed_text(&r->feed), 0, r->at)))
		return false;
	taken(r);
	return true;
}

/* Behind the `[`, or behind an element: whether another follows. */
static bool another(struct reading *r, bool first, bool *more)
{
	int c = look(r);

	*more = false;
	if (c == -2)
		return false;
	if (c == ']') {
		r->at++;
		taken(r);
		return true;
	}
	if (!first && c == ',') {
		r->at++;
		c = look(r);
	} else if (!first) {
		return c != -2 && wrong(r, r->at,
					  c == -1 ? "the file ends within its list: it is cut short"
						  : "no comma between two records");
	}
	if (c < 0 || c == ']')
		return c != -2 && wrong(r, r->at, "the list ends where a record is expected");
	taken(r);
	*more = true;
	return true;
}

static bool elements(struct reading *r)
{
	bool more;

	if (!another(r, true, &more))
		return false;
	while (more && !full(r))
		if (!element(r) || !another(r, false, &more))
			return false;
	return true;
}

/* A part of the wrapper that is no record must be sound JSON all the same. */
static bool checked(struct reading *r, size_t from)
{
	struct str text = str_sub(feed_text(&r->feed), from, r->at);

	if (json_flat_check(r->check, text))
		return true;
	return faulty(r, from, &(struct json_fault){ r->check->why, r->check->past, r->check->at });
}

/* At the value of a member whose key ends there: whether it is the list of records. */
static bool is_list(struct reading *r, struct str key, bool *list)
{
	size_t start = r->at;
	int c = feed_text(&r->feed).p[start];

	*list = false;
	if (c != '[' || (r->taker->list && !json_named(r->taker->list, key)))
		return true;
	r->at++;
	c = look(r);
	if (c == '{')
		*list = true;
	r->at = start;
	return c != -2;
}

static bool list(struct reading *r)
{
	if (r->list_seen && !r->taker->list)
		return wrong(r, r->at, "a second list of records: one file may have one; split it");
	if (!r->list_seen && r->taker->around)
		r->taker->around(r->taker->to, feed_text(&r->feed));
	r->list_seen = true;
	r->at++;
	taken(r);
	return elements(r);
}

static bool wrapper_key(struct reading *r, char key[static KEY])
{
	size_t from = r->at;

	if (look(r) != '"')
		return r->sc->fault == FAULT_NONE &&
		       wrong(r, r->at, "no key in quotes where one is expected");
	from = r->at;
	if (!pass_value(r) || !checked(r, from))
		return false;
	snprintf(key, KEY, "%.*s", (int)(r->at - from - 2), feed_text(&r->feed).p + from + 1);
	if (look(r) != ':')
		return r->sc->fault == FAULT_NONE && wrong(r, r->at, "no colon behind a key");
	r->at++;
	return look(r) >= 0 || (r->sc->fault == FAULT_NONE && wrong(r, r->at, "the file ends behind a key"));
}

static bool wrapper_member(struct reading *r)
{
	char key[KEY];
	bool found;

	if (!wrapper_key(r, key) || !is_list(r, str_of(key), &found))
		return false;
	if (found)
		return list(r);
	size_t from = r->at;
	return pass_value(r) && checked(r, from);
}

/* Behind the `{` or a member: whether another follows. */
static bool another_member(struct reading *r, bool first, bool *more)
{
	int c = look(r);

	*more = c != '}';
	if (c == -2)
		return false;
	if (c == -1)
		return wrong(r, r->at, "the file ends within an object: it is cut short");
	if (*more && !first && c != ',')
		return wrong(r, r->at, "no comma between two members");
	r->at += !*more || !first;
	return true;
}

/* The object at the top: a wrapper around one list of objects, or else a record itself. */
static bool top_object(struct reading *r)
{
	bool more = true;

	taken(r);
	r->list_seen = false;
	r->at = 1;
	for (bool first = true; more; first = false) {
		if (!another_member(r, first, &more) || (more && !wrapper_member(r)))
			return false;
		if (full(r))
			return true;
	}
	if (!r->list_seen && !deliver(r, str_sub(feed_text(&r->feed), 0, r->at)))
		return false;
	taken(r);
	return true;
}

static bool top_list(struct reading *r)
{
	r->at++;
	taken(r);
	if (!elements(r) || full(r))
		return full(r) && r->sc->fault == FAULT_NONE;
	int c = look(r);
	return c == -1 || (c != -2 && wrong(r, r->at, "text behind the list"));
}

static bool top_objects(struct reading *r)
{
	int c;

	while (!full(r) && (c = look(r)) != -1) {
		if (c == -2)
			return false;
		if (c != '{')
			return wrong(r, r->at, "text behind the object");
		if (!top_object(r))
			return false;
	}
	return true;
}

/* Behind the first `=`, where the value begins; it may stand some blocks into the file. */
static bool pass_assignment(struct reading *r)
{
	enum { NAME = 4096 };

	for (;;) {
		struct str text = str_sub(feed_text(&r->feed), 0, NAME);
		const char *equals = text.n ? memchr(text.p, '=', text.n) : NULL;
		if (equals) {
			r->at = (size_t)(equals - text.p) + 1;
			taken(r);
		}
		if (equals || text.n == NAME || r->feed.ended)
			return true;
		if (!feed_more(&r->feed))
			return false;
	}
}

/* Behind the list a script may have a semicolon. */
static bool top_list_assigned(struct reading *r)
{
	r->at++;
	taken(r);
	return elements(r);
}

bool json_objects(struct scope *sc, struct input *in, const struct json_taker *taker)
{
	struct reading r;

	if (!begin(&r, sc, in, taker) || (taker->assigned && !pass_assignment(&r)))
		return false;
	int c = look(&r);
	if (c == -2)
		return false;
	if (c == '[')
		return taker->assigned ? top_list_assigned(&r) : top_list(&r);
	return c == '{' ? top_objects(&r) : wrong(&r, r.at, "a file of JSON records begins with [ or {");
}

static bool line_read(struct reading *r, struct str line)
{
	struct json_fault fault = { 0 };

	if (str_empty(str_trim(line)) || r->taker->object(r->taker->to, line, r->feed.line, &fault))
		return true;
	if (fault.past)
		return faulty(r, 0, &fault);
	return fault.why && r->taker->broken(r->taker->to, r->feed.line, line, fault.why);
}

bool json_object_lines(struct scope *sc, struct input *in, const struct json_taker *taker)
{
	struct reading r;
	struct str line;
	size_t whole;

	if (!begin(&r, sc, in, taker))
		return false;
	while (!full(&r) && feed_line(&r.feed, &line, &whole)) {
		if (str_ends(line, STR("\r")))
			line.n--;
		if (!line_read(&r, line))
			return false;
		feed_take(&r.feed, whole, 1);
	}
	return sc->fault == FAULT_NONE;
}

int json_lines_in(struct str head)
{
	struct scope sc = { 0 };
	struct json_flat *flat = json_flat_new(&sc, names_new(&sc));
	int n = 0;

	while (head.p && n < 3) {
		struct str line = str_trim(str_cut(&head, '\n'));
		if (str_empty(line))
			continue;
		if (line.p[0] != '{' || !json_flat_check(flat, line))
			break;
		n++;
	}
	scope_close(&sc);
	return n;
}
