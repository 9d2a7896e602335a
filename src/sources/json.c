#include "sources/json.h"

#include "sources/binary.h"
#include "sources/feed.h"
#include "sources/json_flat.h"

struct reading {
	struct scope *sc;
	struct feed feed;
	struct json_flat *flat;
	const struct reader_options *options;
	const struct sink *sink;
	struct reader_notes *notes;
	size_t at;      /* bytes of the window that are known already */
	bool list_seen; /* in a wrapper */
};

static bool begin(struct reading *r, struct scope *sc, struct input *in, struct names *columns)
{
	*r->notes = (struct reader_notes){ 0 };
	r->sc = sc;
	if (!binary_refuse(sc, in) || !feed_open(&r->feed, sc, in))
		return false;
	r->flat = json_flat_new(sc, columns);
	return true;
}

static uint64_t lines_in(struct str s)
{
	uint64_t n = 0;

	while (s.n) {
		str_cut(&s, '\n');
		n += s.p != NULL;
	}
	return n;
}

static bool wrong(struct reading *r, size_t at, const char *why)
{
	struct str before = str_sub(feed_text(&r->feed), 0, at);

	return scope_fail(r->sc, FAULT_INVALID, "%s, line %llu: %s", input_name(r->feed.in),
		(unsigned long long)(r->feed.line + lines_in(before)), why);
}

/* The fault of the value that stands `at` bytes into the window. */
static bool flat_wrong(struct reading *r, size_t at)
{
	struct str before = str_sub(feed_text(&r->feed), 0, at + r->flat->at);

	if (!r->flat->past)
		return wrong(r, at + r->flat->at, r->flat->why);
	return scope_fail(r->sc, FAULT_LIMIT, "%s, line %llu: %s, the ceiling", input_name(r->feed.in),
		(unsigned long long)(r->feed.line + lines_in(before)), r->flat->past);
}

static bool full(const struct reading *r)
{
	return r->options->max_records && r->notes->records >= r->options->max_records;
}

static bool deliver(struct reading *r, struct str raw)
{
	r->notes->records++;
	return r->sink->record(r->sink->to, row_record(r->flat->row, r->feed.line, raw));
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
		while (r->at < text.n && memchr(" \t\r\n", text.p[r->at], 4))
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

/* Over one byte of a value; whether it was the last that belongs to it. */
static bool extent_ends(struct extent *e, char c)
{
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
		for (; r->at < text.n; r->at++) {
			if (bare && memchr(",]} \t\r\n", text.p[r->at], 7))
				return true;
			if (!bare && extent_ends(&e, text.p[r->at])) {
				r->at++;
				return true;
			}
		}
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
	struct str text = str_sub(feed_text(&r->feed), 0, r->at);
	if (!json_flat_object(r->flat, text))
		return flat_wrong(r, 0);
	if (!deliver(r, text))
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

	return json_flat_check(r->flat, text) || flat_wrong(r, from);
}

/* At a member's value: whether it is a list of objects. */
static bool is_list(struct reading *r, bool *list)
{
	size_t start = r->at;
	int c = feed_text(&r->feed).p[start];

	*list = false;
	if (c != '[')
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
	if (r->list_seen)
		return wrong(r, r->at, "a second list of records: one file may have one; split it");
	r->list_seen = true;
	r->at++;
	taken(r);
	return elements(r);
}

static bool wrapper_key(struct reading *r)
{
	size_t from = r->at;

	if (look(r) != '"')
		return r->sc->fault == FAULT_NONE &&
		       wrong(r, r->at, "no key in quotes where one is expected");
	from = r->at;
	if (!pass_value(r) || !checked(r, from))
		return false;
	if (look(r) != ':')
		return r->sc->fault == FAULT_NONE && wrong(r, r->at, "no colon behind a key");
	r->at++;
	return look(r) >= 0 || (r->sc->fault == FAULT_NONE && wrong(r, r->at, "the file ends behind a key"));
}

static bool wrapper_member(struct reading *r)
{
	bool found;

	if (!wrapper_key(r) || !is_list(r, &found))
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
	struct str text = str_sub(feed_text(&r->feed), 0, r->at);
	if (!r->list_seen && !json_flat_object(r->flat, text))
		return flat_wrong(r, 0);
	if (!r->list_seen && !deliver(r, text))
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

bool json_read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct reading r = { .options = options, .sink = sink, .notes = notes };

	if (!begin(&r, sc, in, columns))
		return false;
	int c = look(&r);
	if (c == -2)
		return false;
	bool ok = c == '['   ? top_list(&r)
		  : c == '{' ? top_objects(&r)
			     : wrong(&r, r.at, "a file of JSON records begins with [ or {");
	notes->encoding = str_of(input_encoding(in));
	return ok;
}

static bool line_read(struct reading *r, struct str line)
{
	if (str_empty(str_trim(line)))
		return true;
	if (json_flat_object(r->flat, line))
		return deliver(r, line);
	if (r->flat->past)
		return flat_wrong(r, 0);
	return r->sink->broken(r->sink->to, r->feed.line, line, r->flat->why);
}

bool ndjson_read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct reading r = { .options = options, .sink = sink, .notes = notes };
	struct str line;
	size_t whole;

	if (!begin(&r, sc, in, columns))
		return false;
	while (!full(&r) && feed_line(&r.feed, &line, &whole)) {
		if (str_ends(line, STR("\r")))
			line.n--;
		if (!line_read(&r, line))
			return false;
		feed_take(&r.feed, whole, 1);
	}
	notes->encoding = str_of(input_encoding(in));
	return sc->fault == FAULT_NONE;
}

/* Whether a sound object, and nothing else, stands in each of the first whole lines; how many they are. */
static int object_lines(struct str head)
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

static bool named(struct str path, const char *a, const char *b)
{
	if (str_ends(path, STR(".gz")))
		path.n -= 3;
	return str_ends(path, str_of(a)) || str_ends(path, str_of(b));
}

static char first_letter(struct str head)
{
	struct str text = str_trim(head);

	return text.n ? text.p[0] : 0;
}

int json_claim(struct str head, struct str path)
{
	char c = first_letter(head);

	if (binary_what(head) || (c != '{' && c != '['))
		return 0;
	return (c == '{' && object_lines(head) > 1 ? 40 : 80) + named(path, ".json", ".JSON");
}

int ndjson_claim(struct str head, struct str path)
{
	if (binary_what(head) || first_letter(head) != '{')
		return 0;
	int lines = object_lines(head);
	return (lines > 1 ? 90 : lines == 1 ? 79 : 20) + 3 * named(path, ".ndjson", ".jsonl");
}
