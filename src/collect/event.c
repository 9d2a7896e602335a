#include "collect/event.h"

#include "base/when.h"
#include "collect/event_parts.h"

/* --- kinds --------------------------------------------------------------------------------------- */

static const char *const kinds[COLLECT_KINDS] = {
	[COLLECT_TRACK] = "track",
	[COLLECT_PAGE] = "page",
	[COLLECT_SCREEN] = "screen",
	[COLLECT_IDENTIFY] = "identify",
	[COLLECT_GROUP] = "group",
	[COLLECT_ALIAS] = "alias",
	[COLLECT_BATCH] = "batch",
	[COLLECT_SENDGRID] = "sendgrid",
	[COLLECT_POSTMARK] = "postmark",
	[COLLECT_MAILGUN] = "mailgun",
};

const char *collect_kind_name(enum collect_kind kind)
{
	return kinds[kind];
}

static bool find_below(struct str name, int end, enum collect_kind *kind)
{
	for (int i = 0; i < end; i++)
		if (str_equal(name, str_of(kinds[i]))) {
			*kind = (enum collect_kind)i;
			return true;
		}
	return false;
}

bool collect_kind_find(struct str name, enum collect_kind *kind)
{
	return find_below(name, COLLECT_BATCH + 1, kind);
}

/* --- whether an event can be taken --------------------------------------------------------------- */

static struct str value(const struct collect_event *e, enum collect_member member)
{
	return str_trim(e->members[member].text);
}

/* clang-format off */
static const struct {
	enum collect_member member;
	size_t most;
	const char *long_why;
} lengths[] = {
	{ MEMBER_EVENT, COLLECT_NAME, "the event's name is longer than 256 bytes, the ceiling" },
	{ MEMBER_NAME, COLLECT_NAME, "\"name\" is longer than 256 bytes, the ceiling" },
	{ MEMBER_USER, COLLECT_ID, "\"userId\" is longer than 256 bytes, the ceiling" },
	{ MEMBER_ANONYMOUS, COLLECT_ID, "\"anonymousId\" is longer than 256 bytes, the ceiling" },
	{ MEMBER_PREVIOUS, COLLECT_ID, "\"previousId\" is longer than 256 bytes, the ceiling" },
	{ MEMBER_GROUP, COLLECT_ID, "\"groupId\" is longer than 256 bytes, the ceiling" },
	{ MEMBER_MESSAGE, COLLECT_ID, "\"messageId\" is longer than 256 bytes, the ceiling" },
};

static const struct {
	enum collect_kind kind;
	enum collect_member member;
	const char *why;
} needed[] = {
	{ COLLECT_TRACK, MEMBER_EVENT, "a track call without a name: \"event\" is missing" },
	{ COLLECT_GROUP, MEMBER_GROUP, "a group call without a group: \"groupId\" is missing" },
	{ COLLECT_ALIAS, MEMBER_USER, "an alias call needs two ids: \"userId\" is missing" },
	{ COLLECT_ALIAS, MEMBER_PREVIOUS, "an alias call needs two ids: \"previousId\" is missing" },
};

static const struct {
	enum collect_member member;
	const char *why;
} times[] = {
	{ MEMBER_TIMESTAMP, "\"timestamp\" is no time: \"2026-03-02T10:15:00.000Z\" is one" },
	{ MEMBER_ORIGINAL, "\"originalTimestamp\" is no time: \"2026-03-02T10:15:00.000Z\" is one" },
	{ MEMBER_SENT, "\"sentAt\" is no time: \"2026-03-02T10:15:00.000Z\" is one" },
};
/* clang-format on */

bool collect_time(struct str text, int64_t *us)
{
	static const struct when_shape shape = { .family = WHEN_ISO };

	return when_read(&shape, NULL, str_trim(text), us, NULL);
}

static const char *wrong_times(const struct collect_event *e)
{
	int64_t us;

	for (size_t i = 0; i < COUNT_OF(times); i++)
		if (e->members[times[i].member].text.p && !collect_time(value(e, times[i].member), &us))
			return times[i].why;
	if (e->sent.p && !collect_time(e->sent, &us))
		return "the batch's \"sentAt\" is no time: \"2026-03-02T10:15:00.000Z\" is one";
	return NULL;
}

static const char *wrong_kind(
	const struct collect_event *e, enum collect_kind sent_to, enum collect_kind *kind)
{
	struct str type = value(e, MEMBER_TYPE);

	*kind = sent_to;
	if (!type.n)
		return sent_to == COLLECT_BATCH ? "no kind of call: \"type\" is missing" : NULL;
	if (!find_below(type, COLLECT_BATCH, kind))
		return "\"type\" is none of track, page, screen, identify, group, alias";
	return sent_to == COLLECT_BATCH || *kind == sent_to
		       ? NULL
		       : "\"type\" is another than the address that it was sent to";
}

const char *event_why(const struct collect_event *e, enum collect_kind sent_to)
{
	enum collect_kind kind;
	const char *why = wrong_kind(e, sent_to, &kind);

	for (size_t i = 0; !why && i < COUNT_OF(needed); i++)
		if (needed[i].kind == kind && !value(e, needed[i].member).n)
			why = needed[i].why;
	if (!why && !value(e, MEMBER_USER).n && !value(e, MEMBER_ANONYMOUS).n)
		why = "nobody whose event it is: \"userId\" and \"anonymousId\" are missing";
	for (size_t i = 0; !why && i < COUNT_OF(lengths); i++)
		if (e->members[lengths[i].member].text.n > lengths[i].most)
			why = lengths[i].long_why;
	return why ? why : wrong_times(e);
}

/* --- a request ----------------------------------------------------------------------------------- */

struct reading {
	struct scope *sc;
	struct collect_result *result;
};

static bool count(void *to, const struct collect_event *event)
{
	struct reading *r = to;
	struct collect_result *result = r->result;

	result->last[result->received % COLLECT_LAST] = (struct collect_last){ event->text, event->why };
	result->received++;
	result->ok += !event->why;
	if (event->why && result->errors.n < COLLECT_ERRORS)
		*LIST_ADD(r->sc, &result->errors) = (struct collect_error){ event->at, event->why };
	if (!result->write_key.p && event->members[MEMBER_KEY].text.p)
		result->write_key = str_copy(r->sc, event->members[MEMBER_KEY].text);
	return true;
}

bool collect_read(struct scope *sc, enum collect_kind kind, struct str body,
	const struct collect_limits *limits, struct collect_result *result)
{
	struct reading r = { sc, result };

	*result = (struct collect_result){ 0 };
	return event_each(sc, kind, body, limits, &result->write_key, count, &r);
}

bool collect_each(struct scope *sc, enum collect_kind kind, struct str body,
	const struct collect_limits *limits, collect_event_fn fn, void *to)
{
	struct str key = { 0 };

	return event_each(sc, kind, body, limits, &key, fn, to);
}
