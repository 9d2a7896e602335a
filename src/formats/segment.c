/* Segment's tracking calls, as its libraries send them (batches) and as it and RudderStack store them (a line each).
 * https://segment.com/docs/connections/spec/ */
#include <stdio.h>

#include "formats/json_each.h"
#include "formats/known.h"
#include "formats/members.h"
#include "formats/segment_call.h"

static const struct {
	struct str type;
	const char *event; /* NULL: the call names it */
} kinds[CALL_KINDS] = {
	[CALL_TRACK] = { KEY("track"), NULL },
	[CALL_PAGE] = { KEY("page"), "page_view" },
	[CALL_SCREEN] = { KEY("screen"), "screen_view" },
	[CALL_IDENTIFY] = { KEY("identify"), "identify" },
	[CALL_GROUP] = { KEY("group"), "group" },
	[CALL_ALIAS] = { KEY("alias"), NULL },
};

/* The last page call, which some libraries repeat as a track call "Viewed Cart Page". */
enum { KEPT = 200 };
struct kept {
	char text[KEPT];
	size_t n;
};
struct last_page {
	struct kept category, name, who;
	int64_t us;
};
enum { REPEAT_US = 2000000 };

struct reading {
	struct facts *f;
	struct last_page page;
};

/* Says that two numbers are one person's.  The earlier one may be a user's or an anonymous visitor's, which the call
 * does not tell: so both are said, as facts of their own, so that the cookie does not stand beside two user numbers. */
static bool take_alias(struct facts *f, const struct call *c, uint64_t row, struct str raw)
{
	struct str user = call_id(c, TOP_USER), previous = call_id(c, TOP_PREVIOUS);

	if (!user.n || !previous.n)
		return members_broken(f, row, raw, "an alias call needs two ids",
			user.n ? "previousId" : "userId", (struct str){ 0 });
	facts_put(f, FACT_USER, user);
	facts_put(f, FACT_COOKIE, call_id(c, TOP_ANONYMOUS));
	facts_put(f, FACT_ALIAS, previous);
	if (!facts_send(f))
		return false;
	if (veil_is_email(previous))
		return true;
	facts_begin(f, row, raw);
	facts_put(f, FACT_USER, user);
	facts_put(f, FACT_COOKIE, previous);
	return facts_send(f);
}

/* --- a call -------------------------------------------------------------------------------------- */

/* A file's times are not corrected: `timestamp` has been, by whoever wrote it.  Without one of its own a call was made
 * when its batch was sent. */
static bool put_time(struct facts *f, const struct call *c, const char **name, struct str *text)
{
	static const struct {
		enum call_top of;
		const char *name;
	} order[] = { { TOP_TIMESTAMP, "timestamp" }, { TOP_ORIGINAL, "originalTimestamp" },
		{ TOP_SENT, "sentAt" }, { TOP_RECEIVED, "receivedAt" } };

	*name = order[0].name;
	*text = (struct str){ 0 };
	for (size_t i = 0; i < COUNT_OF(order) && !text->n; i++) {
		*text = json_value(c->top[order[i].of]);
		*name = text->n ? order[i].name : *name;
	}
	if (!text->n && json_text_at(c->around, "sentAt").n) {
		*text = json_text_at(c->around, "sentAt");
		*name = "the batch's sentAt";
		facts_remark(
			f, "Calls without a time of their own have the time at which their batch was sent.");
	}
	return facts_iso(f, FACT_TIME, *text);
}

static void keep(struct kept *to, struct str text)
{
	to->n = text.n < sizeof to->text ? text.n : sizeof to->text;
	if (to->n)
		memcpy(to->text, text.p, to->n);
}

static struct str kept(const struct kept *of)
{
	return (struct str){ of->text, of->n };
}

static void remember_page(struct last_page *page, const struct call *c, int64_t us)
{
	keep(&page->category, json_value(c->top[TOP_CATEGORY]));
	keep(&page->name, json_value(c->top[TOP_NAME]));
	keep(&page->who, call_who(c));
	page->us = us;
}

static bool repeats_page(const struct last_page *page, const struct call *c, int64_t us)
{
	bool both = page->category.n && page->name.n;
	char title[2 * KEPT + 20];

	if (us < page->us || us - page->us > REPEAT_US || !str_equal(call_who(c), kept(&page->who)))
		return false;
	snprintf(title, sizeof title, "Viewed %.*s%s%.*s Page", STR_ARG(kept(&page->category)),
		both ? " " : "", STR_ARG(kept(&page->name)));
	return str_equal(c->event, str_of(title));
}

/* Whether the call is a page call told again. */
static bool is_repeated(struct reading *r, const struct call *c, enum call_kind kind, struct str time)
{
	static const struct when_shape shape = { .family = WHEN_ISO };
	bool page = kind == CALL_PAGE;
	int64_t us;

	if ((!page && !str_starts(c->event, STR("Viewed "))) || !when_read(&shape, NULL, time, &us, NULL))
		return false;
	if (page)
		remember_page(&r->page, c, us);
	else if (repeats_page(&r->page, c, us))
		facts_remark(r->f,
			"Calls \"Viewed ... Page\" right behind a page call of that name were left out: "
			"they are the same page.");
	else
		return false;
	return !page;
}

static bool take_event(struct reading *r, struct call *c, enum call_kind kind, uint64_t row, struct str raw)
{
	struct facts *f = r->f;
	const char *name;
	struct str time;

	c->event = kinds[kind].event ? str_of(kinds[kind].event) : json_value(c->top[TOP_EVENT]);
	if (!str_trim(c->event).n)
		return members_broken(f, row, raw, "a track call without a name", "event", (struct str){ 0 });
	if (!put_time(f, c, &name, &time))
		return members_broken(f, row, raw, "no time that can be read", name, time);
	if (is_repeated(r, c, kind, time))
		return true;
	facts_put(f, FACT_EVENT, c->event);
	facts_put(f, FACT_KEY, members_id(c->top[TOP_MESSAGE]));
	call_say(f, c, kind);
	return facts_send(f);
}

/* CALL_KINDS: of none. */
static enum call_kind kind_of(struct str type)
{
	int kind = 0;

	while (kind < CALL_KINDS && !str_equal(kinds[kind].type, type))
		kind++;
	return (enum call_kind)kind;
}

static bool take(void *to, const struct json_node *record, const struct json_node *around, uint64_t row,
	struct str raw)
{
	struct reading *r = to;
	struct call c = { 0 };

	call_find(&c, record, around);
	enum call_kind kind = kind_of(json_value(c.top[TOP_TYPE]));
	if (kind == CALL_KINDS)
		return members_broken(
			r->f, row, raw, "no call of Segment's", "type", json_value(c.top[TOP_TYPE]));
	facts_begin(r->f, row, raw);
	return kind == CALL_ALIAS ? take_alias(r->f, &c, row, raw) : take_event(r, &c, kind, row, raw);
}

static bool broken(void *to, uint64_t row, struct str raw, const char *why)
{
	struct reading *r = to;

	return facts_broken(r->f, row, raw, why);
}

static bool full(void *to)
{
	const struct reading *r = to;

	return facts_full(r->f);
}

static bool read_calls(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	const struct json_wish wish = { .list = "batch" };
	const struct json_fns fns = { take, broken, full };
	struct reading r = { .f = facts_new(sc, columns, options, sink, notes, "segment") };

	return json_each(sc, in, &wish, notes, &fns, &r);
}

/* --- recognised ---------------------------------------------------------------------------------- */

/* Whether one of the head's members "type" is a kind of call. */
static bool has_call(struct str head)
{
	static const char key[] = "\"type\"";
	const char *end = head.p + head.n, *at = head.p;

	while ((at = memmem(at, (size_t)(end - at), key, sizeof key - 1)) != NULL) {
		at += sizeof key - 1;
		struct str rest = str_trim(str_sub((struct str){ at, (size_t)(end - at) }, 0, 64));
		if (!str_starts(rest, STR(":")))
			continue;
		rest = str_trim(str_sub(rest, 1, rest.n));
		struct str quoted = str_sub(rest, 1, rest.n);
		if (str_starts(rest, STR("\"")) && kind_of(str_cut(&quoted, '"')) < CALL_KINDS)
			return true;
	}
	return false;
}

static int claim(const struct sniff *s)
{
	bool ours = sniff_has_keys(s, "userId|anonymousId", "type",
		"messageId|originalTimestamp|sentAt|receivedAt|writeKey|batch", NULL);

	return ours && has_call(s->head) ? 95 : 0;
}

const struct format format_segment = {
	.name = "segment",
	.about = "Segment, RudderStack: tracking calls, in batches or a line each",
	.becomes = "a page, screen, track, identify or group call an event; an alias call joins two numbers",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_WEB,
	.facts = true,
	.claim = claim,
	.read = read_calls,
};
