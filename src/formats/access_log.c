/* Logs of web servers: pages that people asked for.
 *
 * A page that was only passed on to another (a redirect) is not seen by anybody and left out; a form that was sent
 * counts, whatever it was answered with: most are answered with a redirect. */
#include <ctype.h>

#include "formats/access_line.h"
#include "formats/facts.h"
#include "formats/known.h"
#include "sources/binary.h"
#include "sources/feed.h"

enum { AGENTS = 1024 /* a power of two */, LINES = 20 };

enum device { DEVICE_UNKNOWN, DEVICE_DESKTOP, DEVICE_MOBILE, DEVICE_TABLET, DEVICE_ROBOT };

static const char *const device_names[] = { "", "desktop", "mobile", "tablet", "" };

struct access {
	struct scope *sc;
	struct facts *f;
	struct feed feed;
	uint64_t robots, parts, redirects, others; /* requests that were left out */
	struct {
		uint64_t hash;
		enum device device;
	} agents[AGENTS]; /* what was found out last, as the same browsers come again and again */
};

/* --- who asks, and for what ---------------------------------------------------------------------- */

/* Small letters.  Sources: the names that search engines, preview and monitoring services give of themselves. */
static const char *const robots[] = { "bot", "crawl", "spider", "slurp", "scan", "fetch", "monitor",
	"preview", "facebookexternalhit", "curl/", "wget", "python", "java/", "go-http", "libwww",
	"httpclient", "okhttp", "axios", "node-fetch", "headless", "phantomjs", "lighthouse", "pingdom",
	"uptime", "nagios", "zgrab", "nmap", "masscan", "feed", "mediapartners", "ahrefs", "semrush",
	"archive", "check", "validator", "whatsapp/", "telegram", "ruby", "perl", "php/", "apachebench" };

/* What a page is made of, and what robots ask for. */
static const char *const parts[] = { "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "svg", "svgz",
	"webp", "avif", "ico", "bmp", "woff", "woff2", "ttf", "otf", "eot", "mp3", "mp4", "webm", "ogg",
	"wav", "m4a", "mov", "avi", "m3u8", "ts", "json", "xml", "txt", "webmanifest", "wasm", "swf" };

/* Cubot makes telephones. */
static bool is_robot(struct str text)
{
	for (size_t i = str_has(text, STR("cubot")); i < COUNT_OF(robots); i++)
		if (str_has(text, str_of(robots[i])))
			return true;
	return false;
}

static enum device device_of(struct str agent)
{
	char small[512];
	size_t n = agent.n < sizeof small ? agent.n : sizeof small;

	for (size_t i = 0; i < n; i++)
		small[i] = (char)tolower((unsigned char)agent.p[i]);
	struct str text = { small, n };
	if (is_robot(text))
		return DEVICE_ROBOT;
	if (str_has(text, STR("ipad")) || str_has(text, STR("tablet")))
		return DEVICE_TABLET;
	if (str_has(text, STR("mobi")) || str_has(text, STR("iphone")))
		return DEVICE_MOBILE;
	return str_has(text, STR("android")) ? DEVICE_TABLET : DEVICE_DESKTOP;
}

static enum device agent_device(struct access *a, struct str agent)
{
	uint64_t hash = hash_str(agent, 0) | 1;
	size_t at = hash >> 32 & (AGENTS - 1);

	if (a->agents[at].hash != hash) {
		a->agents[at].hash = hash;
		a->agents[at].device = device_of(agent);
	}
	return a->agents[at].device;
}

static bool is_part(struct str path)
{
	const char *dot, *slash;
	char small[16] = { 0 };

	struct str bare = str_cut(&path, '?');
	dot = memrchr(bare.p, '.', bare.n);
	slash = memrchr(bare.p, '/', bare.n);
	if (!dot || (slash && slash > dot))
		return false;
	size_t n = (size_t)(bare.p + bare.n - dot) - 1;
	if (n == 0 || n >= sizeof small)
		return false;
	for (size_t i = 0; i < n; i++)
		small[i] = (char)tolower((unsigned char)dot[1 + i]);
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (strcmp(small, parts[i]) == 0)
			return true;
	return false;
}

struct request {
	struct str method, path;
};

/* "GET /cart HTTP/1.1", or without the last as in HTTP/0.9; false: it is none. */
static bool request_read(struct str text, struct request *r)
{
	struct str rest = text;

	r->method = str_cut(&rest, ' ');
	const char *blank = rest.p ? memrchr(rest.p, ' ', rest.n) : NULL;
	if (blank && str_starts(str_sub(rest, (size_t)(blank - rest.p) + 1, rest.n), STR("HTTP/")))
		rest.n = (size_t)(blank - rest.p);
	r->path = rest;
	for (size_t i = 0; i < r->method.n; i++)
		if (!isupper((unsigned char)r->method.p[i]))
			return false;
	return r->method.n >= 3 && r->method.n <= 20 && r->path.n;
}

/* --- campaigns ----------------------------------------------------------------------------------- */

static int hex(char c)
{
	return isdigit((unsigned char)c) ? c - '0' : isxdigit((unsigned char)c) ? (c | 0x20) - 'a' + 10 : -1;
}

/* "spring%20sale+1" without its escapes; as it stands where that is no text. */
static struct str decoded(struct facts *f, struct str value)
{
	struct str room = facts_keep(f, value);
	char *p = (char *)(uintptr_t)room.p;
	size_t n = 0;

	for (size_t i = 0; i < value.n; i++) {
		int high = i + 2 < value.n && value.p[i] == '%' ? hex(value.p[i + 1]) : -1;
		int low = high < 0 ? -1 : hex(value.p[i + 2]);
		p[n] = value.p[i] == '+' ? ' ' : low < 0 ? value.p[i] : (char)(high * 16 + low);
		if ((unsigned char)p[n++] < ' ')
			return value;
		i += low < 0 ? 0 : 2;
	}
	return str_is_utf8((struct str){ p, n }) ? (struct str){ p, n } : value;
}

static void say_campaign(struct facts *f, struct str path)
{
	struct str campaign = { 0 }, source = { 0 }, medium = { 0 }, rest = path;

	str_cut(&rest, '?');
	while (rest.p) {
		struct str value = str_cut(&rest, '&'), name = str_cut(&value, '=');
		if (!str_starts(name, STR("utm_")) || !value.n)
			continue;
		if (str_equal(name, STR("utm_campaign")))
			campaign = decoded(f, value);
		else if (str_equal(name, STR("utm_source")))
			source = decoded(f, value);
		else if (str_equal(name, STR("utm_medium")))
			medium = decoded(f, value);
	}
	facts_put(f, FACT_CAMPAIGN, campaign.n ? campaign : source);
	if (campaign.n) /* else it is the campaign's name already */
		facts_say(f, STR("utm_source"), source);
	facts_say(f, STR("utm_medium"), medium);
}

/* --- a line -------------------------------------------------------------------------------------- */

static struct str plain(struct facts *f, struct str text)
{
	bool escaped = text.n && memchr(text.p, '\\', text.n);

	return escaped ? access_plain(text, (char *)(uintptr_t)facts_keep(f, text).p) : text;
}

/* A guess who it is: of one address and browser on one day.  The address itself is not kept. */
static void say_visitor(struct facts *f, const struct access_line *line)
{
	enum { DAY = 11 };
	static const char digits[] = "0123456789abcdef";
	char text[16];

	if (!line->address.n)
		return;
	uint64_t h = hash_str(
		line->agent, hash_str((struct str){ line->time.p, DAY }, hash_str(line->address, 1)));
	for (int i = 15; i >= 0; i--, h >>= 4)
		text[i] = digits[h & 15];
	facts_put(f, FACT_VISITOR, facts_keep(f, (struct str){ text, sizeof text }));
}

static bool tell(
	struct access *a, const struct access_line *line, const struct request *r, enum device device)
{
	struct facts *f = a->f;
	bool post = str_equal(r->method, STR("POST")), error = line->status >= 400;
	char status[4] = { (char)('0' + line->status / 100), (char)('0' + line->status / 10 % 10),
		(char)('0' + line->status % 10) };
	int64_t us = 0;

	facts_put(f, FACT_EVENT, error ? STR("page_error") : post ? STR("page_post") : STR("page_view"));
	if (access_time(line->time, &us))
		facts_time(f, FACT_TIME, us);
	facts_put(f, FACT_PAGE, r->path);
	facts_put(f, FACT_CHANNEL, STR("website"));
	struct str user = plain(f, line->user);
	facts_put(f, FACT_USER, user);
	say_visitor(f, line);
	say_campaign(f, r->path);
	facts_say(f, STR("host"), line->host);
	facts_say(f, STR("referer"), plain(f, line->referer));
	facts_say(f, STR("device"), str_of(device_names[device]));
	if (error)
		facts_say(f, STR("status"), (struct str){ status, 3 });
	return facts_send(f);
}

/* The counter of what is left out, NULL: it is told. */
static uint64_t *left_out(
	struct access *a, const struct access_line *line, const struct request *r, enum device *device)
{
	bool get = str_equal(r->method, STR("GET"));

	*device = DEVICE_UNKNOWN;
	if (!get && !str_equal(r->method, STR("POST")))
		return &a->others;
	if (line->combined)
		*device = line->agent.p ? agent_device(a, line->agent) : DEVICE_ROBOT;
	if (*device == DEVICE_ROBOT)
		return &a->robots;
	if (is_part(r->path))
		return &a->parts;
	bool moved = line->status >= 300 && line->status < 400 && line->status != 304;
	return line->status < 200 || (get && moved) ? &a->redirects : NULL;
}

static bool take(struct access *a, struct str text)
{
	struct access_line line;
	struct request r;
	enum device device;
	const char *why = access_line_read(text, &line);

	if (why)
		return facts_broken(a->f, a->feed.line, text, why);
	facts_begin(a->f, a->feed.line, text);
	if (!line.request.p) {
		a->others++;
		return true;
	}
	if (!request_read(plain(a->f, line.request), &r))
		return facts_broken(a->f, a->feed.line, text, "what was asked for is no request of HTTP");
	if (!line.address.n && !line.user.n)
		return facts_broken(a->f, a->feed.line, text, "it says neither an address nor a user");
	uint64_t *count = left_out(a, &line, &r, &device);
	if (count)
		++*count;
	return count || tell(a, &line, &r, device);
}

/* --- the file ------------------------------------------------------------------------------------ */

static struct str without_cr(struct str line)
{
	return line.n && line.p[line.n - 1] == '\r' ? str_sub(line, 0, line.n - 1) : line;
}

static int claim(const struct sniff *s)
{
	struct str rest = s->head;
	struct access_line line;
	size_t seen = 0, fit = 0;

	while (rest.p && seen < LINES) {
		struct str text = without_cr(str_cut(&rest, '\n'));
		if ((!rest.p && seen) || !text.n) /* the last line may be cut short */
			continue;
		seen++;
		fit += access_line_read(text, &line) == NULL;
	}
	return seen && fit * 10 >= seen * 8 ? 95 : 0;
}

static void remark(struct access *a)
{
	if (a->robots || a->parts)
		facts_remark(a->f,
			scope_printf(a->sc,
				"%llu requests of robots and %llu of pictures, scripts and styles were left out",
				(unsigned long long)a->robots, (unsigned long long)a->parts));
	if (a->redirects || a->others)
		facts_remark(a->f,
			scope_printf(a->sc,
				"%llu redirects and %llu requests that are neither GET nor POST were left out",
				(unsigned long long)a->redirects, (unsigned long long)a->others));
}

static bool lines(struct access *a)
{
	struct str line;
	size_t whole;

	while (!facts_full(a->f) && feed_line(&a->feed, &line, &whole)) {
		line = without_cr(line);
		if (line.n && !take(a, line))
			return false;
		feed_take(&a->feed, whole, 1);
	}
	return a->sc->fault == FAULT_NONE;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct access *a = NEW(sc, struct access);

	a->sc = sc;
	a->f = facts_new(sc, columns, options, sink, notes, "weblog");
	if (!binary_refuse(sc, in) || !feed_open(&a->feed, sc, in) || !lines(a))
		return false;
	remark(a);
	notes->encoding = str_of(input_encoding(in));
	return true;
}

const struct format format_access_log = {
	.name = "access-log",
	.about = "nginx and Apache: the access log, common or combined",
	.becomes =
		"a page asked for (page_view), a form sent (page_post), an error a customer met (page_error); robots, "
		"parts of pages and redirects are left out; a guessed visitor a day",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_WEB,
	.facts = true,
	.claim = claim,
	.read = read,
};
