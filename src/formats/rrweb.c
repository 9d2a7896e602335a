/* rrweb: recordings of sessions.  Only what was felt is kept (pages, rage clicks, dead clicks, coming back at once);
 * what was on the screen, and what was typed, is not, nor is a line that cannot be read.
 *
 * Event types and sources: rrweb's types.ts.  Rage clicks: as PostHog and Mixpanel count them. */
#include <ctype.h>
#include <math.h>

#include "formats/facts.h"
#include "formats/json_each.h"
#include "formats/known.h"

enum { TYPE_LOADING = 0, TYPE_LOADED = 1, TYPE_INCREMENTAL = 3, TYPE_META = 4 };
enum { SOURCE_MUTATION = 0, SOURCE_MOUSE = 2, SOURCE_SCROLL = 3, SOURCE_INPUT = 5, MOUSE_CLICK = 2 };

enum {
	RAGE_CLICKS = 3,
	RAGE_PIXELS = 30, /* from one click to the next, sideways plus up and down */
	RAGE_MS = 1000,
	DEAD_MS = 2500,
	BACK_MS = 10000,
	PENDING = 32, /* clicks that wait for something to happen; more within 2.5 s are one despair */
	MEMBERS = 64,
	ID = 256,
	HREF = 4096,
};

static const char *const session_keys[] = { "sessionId", "session_id", "sessionID", "$session_id",
	"recordingId", "recording_id", NULL };
static const char *const user_keys[] = { "userId", "user_id", "distinct_id", NULL };
static const char *const visitor_keys[] = { "visitorId", "visitor_id", "anonymousId", "anonymous_id",
	"deviceId", "device_id", NULL };

/* A text that outlives the record it stood in. */
struct kept {
	char text[HREF];
	size_t n;
};

struct page {
	struct kept href;
	int64_t came_ms;
};

struct rrweb {
	struct scope *sc;
	struct facts *f;
	struct str file; /* without its ending: who a recording without any id is of */
	bool begun;
	struct kept session, user, visitor;
	uint64_t row;
	struct page page, before;
	bool loaded;     /* since the page was told */
	unsigned clicks; /* near each other, one quickly after the other */
	int64_t click_ms, rage_ms;
	double x, y;
	int64_t pending[PENDING];
	size_t n_pending;
};

/* --- what is kept -------------------------------------------------------------------------------- */

static struct str kept_str(const struct kept *k)
{
	return (struct str){ k->text, k->n };
}

/* No more than so many bytes, and no half letter. */
static struct str shortened(struct str text, size_t most)
{
	size_t n = text.n < most ? text.n : most;

	while (n && n < text.n && ((unsigned char)text.p[n] & 0xC0) == 0x80)
		n--;
	return str_sub(text, 0, n);
}

static void keep(struct kept *k, struct str text, size_t most)
{
	text = shortened(text, most);
	k->n = text.n;
	if (k->n)
		memcpy(k->text, text.p, k->n);
}

/* --- facts --------------------------------------------------------------------------------------- */

static void begin(struct rrweb *r, struct str event, int64_t ms)
{
	struct facts *f = r->f;

	facts_begin(f, r->row, (struct str){ 0 });
	facts_put(f, FACT_EVENT, event);
	facts_time(f, FACT_TIME, ms * 1000);
	facts_put(f, FACT_PAGE, kept_str(&r->page.href));
	facts_put(f, FACT_CHANNEL, STR("website"));
	facts_put(f, FACT_SESSION, kept_str(&r->session));
	facts_put(f, FACT_USER, kept_str(&r->user));
	facts_put(f, FACT_COOKIE, kept_str(&r->visitor));
	if (!r->user.n && !r->visitor.n)
		facts_put(f, FACT_VISITOR, kept_str(&r->session));
}

/* A row of quick clicks has ended. */
static bool end_clicks(struct rrweb *r)
{
	unsigned clicks = r->clicks;

	r->clicks = 0;
	if (clicks < RAGE_CLICKS)
		return true;
	begin(r, STR("rage_click"), r->rage_ms);
	char digits[8];
	size_t n = 0, at = sizeof digits;
	for (unsigned rest = clicks < 9999999 ? clicks : 9999999; rest; rest /= 10, n++)
		digits[--at] = (char)('0' + rest % 10);
	facts_say(r->f, STR("clicks"), (struct str){ digits + at, n });
	return facts_send(r->f);
}

static bool is_near(const struct rrweb *r, int64_t ms, double x, double y)
{
	return r->clicks && ms >= r->click_ms && ms - r->click_ms < RAGE_MS &&
	       fabs(x - r->x) + fabs(y - r->y) <= RAGE_PIXELS;
}

static bool click(struct rrweb *r, int64_t ms, double x, double y)
{
	if (!is_near(r, ms, x, y) && !end_clicks(r))
		return false;
	r->clicks++;
	if (r->clicks == RAGE_CLICKS)
		r->rage_ms = ms;
	r->click_ms = ms;
	r->x = x;
	r->y = y;
	if (r->n_pending < PENDING)
		r->pending[r->n_pending++] = ms;
	return true;
}

/* It is `ms` now: clicks that nothing followed for so long were dead. */
static bool tell_dead(struct rrweb *r, int64_t ms)
{
	size_t left = 0;
	bool ok = true;

	for (size_t i = 0; i < r->n_pending; i++) {
		if (ms - r->pending[i] <= DEAD_MS) {
			r->pending[left++] = r->pending[i];
			continue;
		}
		if (!ok || facts_full(r->f))
			continue;
		begin(r, STR("dead_click"), r->pending[i]);
		ok = facts_send(r->f);
	}
	r->n_pending = left;
	return ok;
}

static bool tell_back(struct rrweb *r, struct str href, int64_t ms)
{
	bool quick = ms >= r->page.came_ms && ms - r->page.came_ms < BACK_MS;

	if (!quick || !r->before.href.n || !str_equal(kept_str(&r->before.href), href))
		return true;
	begin(r, STR("quick_back"), ms);
	facts_say(r->f, STR("back_to"), href);
	return facts_send(r->f);
}

/* The page is told anew with each snapshot: it counts where it is another, or was loaded again. */
static bool page(struct rrweb *r, struct str href, int64_t ms)
{
	struct str cut = shortened(href, HREF);
	bool another = !str_equal(kept_str(&r->page.href), cut);

	r->n_pending = 0;
	if (!href.n || (!another && !r->loaded))
		return true;
	if (!end_clicks(r) || (another && !tell_back(r, href, ms)))
		return false;
	if (another) {
		r->before = r->page;
		keep(&r->page.href, href, HREF);
		r->page.came_ms = ms;
	}
	r->loaded = false;
	begin(r, STR("page_view"), ms);
	return facts_send(r->f);
}

/* --- events -------------------------------------------------------------------------------------- */

static bool incremental(struct rrweb *r, const struct json_node *data, int64_t ms)
{
	int64_t source, kind;
	double x = 0, y = 0;

	if (!str_integer(json_text_at(data, "source"), &source))
		return true;
	if (source == SOURCE_MUTATION || source == SOURCE_SCROLL || source == SOURCE_INPUT)
		r->n_pending = 0;
	if (source != SOURCE_MOUSE || !str_integer(json_text_at(data, "type"), &kind) || kind != MOUSE_CLICK)
		return true;
	if (!str_number(json_text_at(data, "x"), &x) || !str_number(json_text_at(data, "y"), &y))
		return true;
	return click(r, ms, x, y);
}

static bool event(struct rrweb *r, int64_t type, int64_t ms, const struct json_node *data)
{
	if (!tell_dead(r, ms))
		return false;
	if (type == TYPE_LOADING || type == TYPE_LOADED)
		r->loaded = r->page.href.n > 0;
	if (type == TYPE_META)
		return page(r, json_text_at(data, "href"), ms);
	return type != TYPE_INCREMENTAL || incremental(r, data, ms);
}

/* Only the first members are looked at: what stands around a recording is looked at with each of its events. */
static struct str member_of(const struct json_node *object, const char *const *keys)
{
	size_t seen = 0;

	for (const struct json_node *it = json_first(object); it && seen < MEMBERS; it = it->next, seen++)
		for (const char *const *key = keys; *key; key++)
			if (json_value(it).n && str_equal(it->key, str_of(*key)))
				return json_value(it);
	return (struct str){ 0 };
}

static struct str id_of(
	const struct json_node *record, const struct json_node *around, const char *const *keys)
{
	struct str id = member_of(record, keys);

	return id.n ? id : member_of(around, keys);
}

/* One recording follows another: what was going on in the last is over. */
static bool heed_session(struct rrweb *r, const struct json_node *record, const struct json_node *around)
{
	struct str id = id_of(record, around, session_keys);

	id = shortened(id.n ? id : r->file, ID);
	if (r->begun && str_equal(id, kept_str(&r->session)))
		return true;
	if (!end_clicks(r))
		return false;
	r->begun = true;
	r->n_pending = r->page.href.n = r->before.href.n = 0;
	r->loaded = false;
	keep(&r->session, id, ID);
	keep(&r->user, id_of(record, around, user_keys), ID);
	keep(&r->visitor, id_of(record, around, visitor_keys), ID);
	return true;
}

static bool record(void *to, const struct json_node *record, const struct json_node *around, uint64_t row,
	struct str raw)
{
	static const double last_ms = 253402300800000; /* the year 10000 */
	struct rrweb *r = to;
	int64_t type;
	double ms;

	(void)raw;
	if (!str_integer(json_text_at(record, "type"), &type))
		return facts_broken(r->f, row, (struct str){ 0 }, "the event's \"type\" is no number");
	if (!str_number(json_text_at(record, "timestamp"), &ms) || ms < 0 || ms >= last_ms)
		return facts_broken(
			r->f, row, (struct str){ 0 }, "the event's \"timestamp\" is no time in milliseconds");
	if (!heed_session(r, record, around))
		return false;
	r->row = row;
	return event(r, type, (int64_t)ms, json_at(record, "data"));
}

static bool broken(void *to, uint64_t row, struct str raw, const char *why)
{
	struct rrweb *r = to;

	(void)raw;
	return facts_broken(r->f, row, (struct str){ 0 }, why);
}

static bool full(void *to)
{
	struct rrweb *r = to;

	return facts_full(r->f);
}

/* --- the file ------------------------------------------------------------------------------------ */

/* `key` and a number of so many digits somewhere in the head. */
static bool has_number(struct str head, struct str key, size_t least, size_t most)
{
	const char *end = head.p + head.n, *at = head.p;

	while ((at = memmem(at, (size_t)(end - at), key.p, key.n)) != NULL) {
		size_t n = 0;
		for (at += key.n; at < end && memchr(" \t:", *at, 3);)
			at++;
		while (at + n < end && isdigit((unsigned char)at[n]))
			n++;
		if (n >= least && n <= most)
			return true;
	}
	return false;
}

static int claim(const struct sniff *s)
{
	bool keys = sniff_has_keys(s, "type", "timestamp", "data", "href|source|node|initialOffset", NULL);

	return keys && has_number(s->head, STR("\"timestamp\""), 13, 13) &&
			       has_number(s->head, STR("\"type\""), 1, 1)
		       ? 95
		       : 0;
}

/* "recordings/a-77.json.gz": a-77. */
static struct str bare_name(struct str path)
{
	const char *slash = path.n ? memrchr(path.p, '/', path.n) : NULL;
	struct str name = slash ? str_sub(path, (size_t)(slash - path.p) + 1, path.n) : path;
	const char *dot = name.n ? memchr(name.p + 1, '.', name.n - 1) : NULL;

	return dot ? str_sub(name, 0, (size_t)(dot - name.p)) : name;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct json_fns fns = { record, broken, full };
	static const struct json_wish wish = {
		.list = "events|snapshots|snapshot_data|recording|rrwebEvents"
	};
	struct rrweb *r = NEW(sc, struct rrweb);

	r->sc = sc;
	r->file = bare_name(str_of(input_name(in)));
	r->f = facts_new(sc, columns, options, sink, notes, "rrweb");
	return json_each(sc, in, &wish, notes, &fns, r) && (facts_full(r->f) || end_clicks(r));
}

const struct format format_rrweb = {
	.name = "rrweb",
	.about = "rrweb: recordings of sessions",
	.becomes = "page_view, rage_click, dead_click, quick_back; what was on the screen is not kept",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_SESSION,
	.facts = true,
	.claim = claim,
	.read = read,
};
