/* The JSON of a request: which members stand where. */
#include "collect/event_parts.h"

#include "sources/json_pull.h"

enum { TEXT_OR_NUMBER = 1, OBJECT = 2, LIST_OF = 4 };

/* clang-format off */
static const struct {
	struct str name;
	int may_be;
	const char *other, *twice;
} members[MEMBERS] = {
#define ROW(name, may_be, what) \
	{ { name, sizeof(name) - 1 }, may_be, "\"" name "\" is no " what, "\"" name "\" stands there twice" }
	[MEMBER_TYPE] = ROW("type", TEXT_OR_NUMBER, "text"),
	[MEMBER_MESSAGE] = ROW("messageId", TEXT_OR_NUMBER, "text"),
	[MEMBER_USER] = ROW("userId", TEXT_OR_NUMBER, "text"),
	[MEMBER_ANONYMOUS] = ROW("anonymousId", TEXT_OR_NUMBER, "text"),
	[MEMBER_EVENT] = ROW("event", TEXT_OR_NUMBER, "text"),
	[MEMBER_NAME] = ROW("name", TEXT_OR_NUMBER, "text"),
	[MEMBER_TIMESTAMP] = ROW("timestamp", TEXT_OR_NUMBER, "text"),
	[MEMBER_ORIGINAL] = ROW("originalTimestamp", TEXT_OR_NUMBER, "text"),
	[MEMBER_SENT] = ROW("sentAt", TEXT_OR_NUMBER, "text"),
	[MEMBER_GROUP] = ROW("groupId", TEXT_OR_NUMBER, "text"),
	[MEMBER_PREVIOUS] = ROW("previousId", TEXT_OR_NUMBER, "text"),
	[MEMBER_PROPERTIES] = ROW("properties", OBJECT, "object"),
	[MEMBER_TRAITS] = ROW("traits", OBJECT, "object"),
	[MEMBER_CONTEXT] = ROW("context", OBJECT, "object"),
	[MEMBER_KEY] = ROW("writeKey", TEXT_OR_NUMBER, "text"),
	[MEMBER_BATCH] = ROW("batch", LIST_OF, "list"),
#undef ROW
};
/* clang-format on */

static int member_of(struct str key)
{
	for (int i = 0; i < MEMBERS; i++)
		if (members[i].name.n == key.n && memcmp(members[i].name.p, key.p, key.n) == 0)
			return i;
	return MEMBERS;
}

static int shape_of(enum json_kind kind)
{
	if (kind == JSON_STRING || kind == JSON_NUMBER)
		return TEXT_OR_NUMBER;
	return kind == JSON_OBJECT ? OBJECT : kind == JSON_ARRAY ? LIST_OF : 0;
}

/* A value whose key was read; of a list only the brackets are looked at with `hop`. */
static bool read_value(struct json *j, bool hop, enum json_kind *kind, struct str *text)
{
	*kind = json_next(j);
	*text = j->value;
	size_t from = j->start;
	if (*kind == JSON_ARRAY && hop) {
		bool whole = json_hop(j);
		*text = str_sub(j->text, from, j->at);
		return whole;
	}
	if (*kind == JSON_OBJECT || *kind == JSON_ARRAY)
		*text = json_skip(j);
	return *kind != JSON_WRONG && text->p;
}

static void note_member(struct collect_event *e, int member, enum json_kind kind, struct str text)
{
	if (kind == JSON_NULL)
		return;
	if (shape_of(kind) & members[member].may_be)
		e->members[member].text = text;
	else
		e->why = e->why ? e->why : members[member].other;
}

/* The members of an object, behind its bracket.  false: it is no sound JSON. */
static bool read_members(struct json *j, bool hop, struct collect_event *e)
{
	enum json_kind kind;
	struct str text;

	while ((kind = json_next(j)) == JSON_KEY) {
		int member = member_of(j->value);
		size_t from = j->start;
		if (!read_value(j, hop && member == MEMBER_BATCH, &kind, &text))
			return false;
		if (member == MEMBERS)
			continue;
		if (e->members[member].to)
			e->why = e->why ? e->why : members[member].twice;
		e->members[member].from = from;
		e->members[member].to = j->at;
		note_member(e, member, kind, text);
	}
	return kind == JSON_OBJECT_END;
}

/* --- a body -------------------------------------------------------------------------------------- */

struct body {
	struct scope *sc;
	enum collect_kind kind;
	struct collect_limits limits;
	char *store; /* for strings with escapes; NULL: the body has none */
	collect_event_fn fn;
	void *to;
};

static bool no_json(struct scope *sc, const struct json *j, size_t before)
{
	return scope_fail(sc, FAULT_INVALID, "the body is no sound JSON: %s, at byte %zu",
		j->why ? j->why : "no object ({...}) where one is expected", before + j->at);
}

/* false: no sound JSON, or whoever is told wants no more. */
static bool event(struct body *b, struct collect_event *e, size_t before)
{
	struct json j;
	bool sound = true;

	if (e->text.n > b->limits.event) {
		e->why = "the event is larger than the ceiling of one (1 MiB, where nothing else was set)";
	} else {
		json_begin(&j, e->text, b->store);
		sound = json_next(&j) == JSON_OBJECT && read_members(&j, false, e) &&
			json_next(&j) == JSON_END;
		if (!sound && j.too_deep)
			e->why = "nested deeper than 64 levels, the ceiling";
	}
	if (!sound && !e->why)
		return no_json(b->sc, &j, before);
	if (!e->why)
		e->why = event_why(e, b->kind);
	return b->fn(b->to, e);
}

static struct collect_limits limits_of(const struct collect_limits *wish)
{
	struct collect_limits l = wish ? *wish : (struct collect_limits){ 0 };

	l.body = l.body ? l.body : COLLECT_BODY_BYTES;
	l.batch = l.batch ? l.batch : COLLECT_BATCH_BYTES;
	l.event = l.event ? l.event : COLLECT_EVENT_BYTES;
	l.events = l.events ? l.events : COLLECT_EVENTS;
	return l;
}

static bool take_elements(struct body *b, const struct collect_event *around, size_t before)
{
	struct str batch = around->members[MEMBER_BATCH].text;
	struct json j;
	enum json_kind kind;

	json_begin(&j, batch, b->store);
	kind = json_next(&j);
	for (size_t i = 0; (kind = json_next(&j)) != JSON_ARRAY_END; i++) {
		size_t from = j.start;
		if (i >= b->limits.events)
			return scope_fail(b->sc, FAULT_LIMIT,
				"the batch has more than %zu events, the ceiling", b->limits.events);
		if (kind != JSON_OBJECT || !json_hop(&j))
			return no_json(b->sc, &j, before);
		struct collect_event e = { .at = i,
			.text = str_sub(batch, from, j.at),
			.context = around->members[MEMBER_CONTEXT].text,
			.sent = around->members[MEMBER_SENT].text };
		if (!event(b, &e, before + from))
			return false;
	}
	return json_next(&j) == JSON_END || no_json(b->sc, &j, before);
}

static bool take_batch(struct body *b, struct str body, struct str *key)
{
	struct collect_event around = { 0 };
	struct json j;

	json_begin(&j, body, b->store);
	if (json_next(&j) != JSON_OBJECT || !read_members(&j, true, &around) || json_next(&j) != JSON_END)
		return no_json(b->sc, &j, 0);
	if (around.why)
		return scope_fail(b->sc, FAULT_INVALID, "the batch: %s", around.why);
	if (!around.members[MEMBER_BATCH].text.p)
		return scope_fail(b->sc, FAULT_INVALID,
			"the body has no list of events: {\"batch\": [...]} is expected");
	/* The elements are read into the same store. */
	if (around.members[MEMBER_SENT].text.p)
		around.members[MEMBER_SENT].text = str_copy(b->sc, around.members[MEMBER_SENT].text);
	if (around.members[MEMBER_KEY].text.p)
		*key = str_copy(b->sc, around.members[MEMBER_KEY].text);
	return take_elements(b, &around, (size_t)(around.members[MEMBER_BATCH].text.p - body.p));
}

bool event_each(struct scope *sc, enum collect_kind kind, struct str body,
	const struct collect_limits *limits, struct str *key, collect_event_fn fn, void *to)
{
	struct body b = { .sc = sc, .kind = kind, .limits = limits_of(limits), .fn = fn, .to = to };
	size_t most = kind == COLLECT_BATCH ? b.limits.batch : b.limits.body;

	if (kind > COLLECT_BATCH)
		return scope_fail(sc, FAULT_INVALID, "%s sends no calls", collect_kind_name(kind));
	if (body.n > most)
		return scope_fail(
			sc, FAULT_LIMIT, "the body has %zu bytes, the ceiling is %zu", body.n, most);
	if (!str_is_utf8(body))
		return scope_fail(sc, FAULT_INVALID, "the body is not UTF-8");
	if (body.n && memchr(body.p, '\\', body.n))
		b.store = scope_alloc(sc, body.n, 1);
	if (kind == COLLECT_BATCH)
		return take_batch(&b, body, key);
	struct collect_event e = { .text = str_trim(body) };
	b.limits.event = b.limits.body;
	return event(&b, &e, (size_t)(e.text.n ? e.text.p - body.p : 0));
}

/* --- where a library runs ------------------------------------------------------------------------ */

/* By what is in their names, context.library.name; the first that fits.  What a server's library says of a page and a
 * browser is what its visitors' browser told it. */
static const struct {
	const char *part;
	bool browser;
} libraries[] = {
	{ "node", false },
	{ "python", false },
	{ "ruby", false },
	{ "-go", false },
	{ "php", false },
	{ ".net", false },
	{ "dotnet", false },
	{ "rust", false },
	{ "server", false },
	{ "javascript", true },
	{ "java", false },
	{ ".js", true },
	{ "-js", true },
	{ "-next", true },
	{ "web", true },
	{ "ios", true },
	{ "swift", true },
	{ "android", true },
	{ "kotlin", true },
	{ "flutter", true },
	{ "react", true },
};

struct told { /* what a context tells of where it was made */
	char library[64];
	size_t n;
	bool page;
};

static void note_library(struct told *told, struct str name)
{
	if (told->n)
		return;
	for (size_t i = 0; i < name.n && i < sizeof told->library; i++)
		told->library[told->n++] =
			(char)(name.p[i] >= 'A' && name.p[i] <= 'Z' ? name.p[i] | 0x20 : name.p[i]);
}

static void read_context(struct scope *sc, struct str context, bool library, struct told *told)
{
	struct json j;
	enum json_kind kind;
	struct str text;

	if (!context.p)
		return;
	json_begin(&j, context, scope_alloc(sc, context.n + 1, 1));
	if (json_next(&j) != JSON_OBJECT)
		return;
	while (json_next(&j) == JSON_KEY) {
		struct str key = j.value;
		if (!read_value(&j, false, &kind, &text))
			return;
		if (library && kind == JSON_STRING && str_equal(key, STR("name")))
			note_library(told, text);
		else if (!library && kind == JSON_OBJECT && str_equal(key, STR("library")))
			read_context(sc, text, true, told);
		else if (!library && kind == JSON_OBJECT && str_equal(key, STR("page")))
			told->page = true;
		else if (!library && kind == JSON_STRING && str_equal(key, STR("userAgent")))
			told->page |= str_starts(text, STR("Mozilla/"));
	}
}

bool collect_is_browser(struct scope *sc, struct str context, struct str around)
{
	struct told told = { 0 };

	read_context(sc, context, false, &told);
	read_context(sc, around, false, &told);
	for (size_t i = 0; told.n && i < COUNT_OF(libraries); i++)
		if (memmem(told.library, told.n, libraries[i].part, strlen(libraries[i].part)))
			return libraries[i].browser;
	return told.page;
}
