#include "serve/serve.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "collect/webhook.h"
#include "doors/first.h"
#include "serve/api_access.h"
#include "serve/api_attachments.h"
#include "serve/api_desk.h"
#include "serve/api_demo.h"
#include "serve/api_drafts.h"
#include "serve/api_exports.h"
#include "serve/api_imports.h"
#include "serve/api_live.h"
#include "serve/api_maps.h"
#include "serve/api_channels.h"
#include "serve/api_papers.h"
#include "serve/api_notices.h"
#include "serve/api_people.h"
#include "serve/api_read.h"
#include "serve/api_versions.h"
#include "serve/basics.h"
#include "serve/chores.h"
#include "serve/clock.h"
#include "serve/collector.h"
#include "serve/drawn.h"
#include "serve/dress.h"
#include "serve/exports.h"
#include "serve/imports.h"
#include "serve/listen.h"
#include "serve/join_page.h"
#include "serve/live.h"
#include "serve/openapi.h"
#include "serve/share_page.h"
#include "serve/shelf.h"
#include "serve/sources.h"
#include "serve/web_page.h"
#include "serve/web_script.h"
#include "store/lend.h"

enum { LONG_US = 1000000, SHELF_BYTES = 64 << 20, TABLES = 32 };

struct serving {
	struct house house;
	struct routes tables[TABLES];
	int fds[SERVER_LISTEN];
	size_t n_fds;
};

/* --- what every request passes ---------------------------------------------------------------------------- */

static void locate(void *to, struct request *req, const void *peer)
{
	struct house *house = to;
	char *room = scope_alloc(req->sc, PROXY_ROOM, 1);

	/* Some proxies add a header of their own behind the one that the client made up. */
	proxies_locate(&house->proxies, peer, request_headers(req, "X-Forwarded-For"), room);
	req->address = str_of(room);
	req->secure = proxies_are(&house->proxies, peer) &&
		      str_same(request_headers(req, "X-Forwarded-Proto"), STR("https"));
}

static bool counted(void *to, const void *peer)
{
	const struct house *house = to;

	return !proxies_near(peer) && !proxies_are(&house->proxies, peer);
}

/* The route as it is written, never the path: that names maps and people. */
static void told(void *to, const struct request *req, const struct reply *reply)
{
	struct house *house = to;
	int64_t took = clock_steady_us() - req->began_us;
	bool quiet = req->route && req->route->quiet;
	bool odd = reply->status >= 500 || (took > LONG_US && !reply->stream);

	gauges_request(house->gauges, reply->status, took, quiet);
	if (!odd && (quiet || !house->log_all))
		return;
	journal_say(&house->journal, reply->status >= 500 ? JOURNAL_ERROR : JOURNAL_INFO, "request",
		"id=%s method=%s route=%s status=%d ms=%.1f bytes=%zu", req->id, method_name(req->method),
		req->route ? req->route->path : "-", reply->status, (double)took / 1000, reply->body.n);
}

/* --- signals --------------------------------------------------------------------------------------------- */

struct watch {
	struct serving *serving;
	sigset_t signals;
	pthread_t thread;
};

static void reload(struct house *house)
{
	struct scope sc = { 0 };

	if (sources_read(&sc, house->sources))
		journal_say(&house->journal, JOURNAL_INFO, "reloaded", "%s", "");
	else
		journal_say(&house->journal, JOURNAL_ERROR, "reload", "why=%s", journal_word(&sc, sc.why));
	scope_close(&sc);
}

static void *watch_signals(void *to)
{
	static const struct timespec second = { 1, 0 };
	struct watch *w = to;
	struct house *house = &w->serving->house;
	struct chores chores = { 0 };
	int signal_ = 0;

	while (signal_ != SIGTERM && signal_ != SIGINT) {
		signal_ = sigtimedwait(&w->signals, NULL, &second);
		if (signal_ == SIGHUP)
			reload(house);
		else if (signal_ < 0)
			chores_do(&chores, house);
	}
	journal_say(&house->journal, JOURNAL_INFO, "stopping", "signal=%d", signal_);
	serve_stop(w->serving);
	return NULL;
}

/* Blocked before any thread starts, so that one thread alone is told. */
static void block_signals(struct watch *w)
{
	sigemptyset(&w->signals);
	sigaddset(&w->signals, SIGTERM);
	sigaddset(&w->signals, SIGINT);
	sigaddset(&w->signals, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &w->signals, NULL);
}

/* --- opening and running ------------------------------------------------------------------------------------ */

/* As many connections as may be need as many descriptors. */
static void widen(int64_t connections)
{
	struct rlimit limit;
	rlim_t wanted = (rlim_t)connections + 200;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
		return;
	limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
	setrlimit(RLIMIT_NOFILE, &limit);
}

static bool open_sockets(struct scope *sc, const struct serve_wish *wish, int *fds, size_t *n)
{
	static const struct str usual = { SERVE_LISTEN, sizeof SERVE_LISTEN - 1 };
	const struct str *listen = wish->n_listen ? wish->listen : &usual;
	size_t wanted = wish->n_listen ? wish->n_listen : 1;

	*n = wish->n_listen ? 0 : listen_handed(fds, SERVER_LISTEN);
	if (*n)
		return true;
	if (wanted > SERVER_LISTEN)
		return scope_fail(sc, FAULT_LIMIT, "more than %d places to listen", SERVER_LISTEN);
	for (; *n < wanted; (*n)++)
		if (!listen_open(sc, listen[*n], &fds[*n]))
			return false;
	return true;
}

static struct server_limits server_limits_of(const struct limits *l)
{
	return (struct server_limits){ .connections = (size_t)l->at[LIMIT_CONNECTIONS],
		.address_connections = (size_t)l->at[LIMIT_ADDRESS_CONNECTIONS],
		.body_bytes = (size_t)l->at[LIMIT_BODY_BYTES],
		.header_bytes = (size_t)l->at[LIMIT_HEADER_BYTES],
		.header_us = l->at[LIMIT_HEADER_SECONDS] * 1000000,
		.idle_us = l->at[LIMIT_IDLE_SECONDS] * 1000000,
		.body_us = l->at[LIMIT_BODY_SECONDS] * 1000000,
		.waiting = (size_t)l->at[LIMIT_WAITING],
		.workers = (unsigned)l->at[LIMIT_WORKERS],
		.loops = (unsigned)l->at[LIMIT_LOOPS],
		.stop_us = l->at[LIMIT_STOP_SECONDS] * 1000000 };
}

/* Where nobody can sign in yet, the terminal has the code that makes the first admin. */
static bool offer_first(struct scope *sc, struct house *house)
{
	struct api_desk *desk = api_desk_take(sc, house->desks);
	struct str code = { 0 };
	bool ok = desk && first_code(sc, desk->doors, clock_us(), &code);

	api_desk_give(house->desks, desk);
	if (ok && code.p)
		fprintf(stderr, "Nobody can sign in yet. For an hour this code makes the first admin: %.*s\n",
			STR_ARG(code));
	return ok;
}

static bool open_doors(struct scope *sc, struct house *house)
{
	house->shared.hasher = hasher_new(
		sc, &(struct hasher_wish){ .at_once = (unsigned)house->limits.at[LIMIT_SIGN_INS] });
	house->shared.throttle = throttle_new(sc, THROTTLE_PLACES);
	house->desks = house->shared.hasher && house->shared.throttle
			       ? api_desks_open(sc, house->dir, house->shared)
			       : NULL;
	return house->desks != NULL;
}

static bool open_imports(struct scope *sc, struct house *house)
{
	house->live = live_open(sc, house->bell);
	house->drawn = drawn_open(sc, house);
	house->uploads =
		!house->drawn ? NULL
			      : uploads_open(sc, house->dir, (uint64_t)house->limits.at[LIMIT_UPLOAD_BYTES]);
	house->imports = house->uploads ? imports_open(sc, &(struct imports_wish){ .office = house->office,
								   .uploads = house->uploads,
								   .bell = house->bell,
								   .journal = &house->journal,
								   .clock_us = clock_us })
					: NULL;
	house->exports = house->imports ? exports_open(sc, &(struct exports_wish){ .dir = house->dir,
								   .office = house->office,
								   .journal = &house->journal })
					: NULL;
	return house->exports != NULL;
}

/* Of a folder that is no workspace the opening says so. */
static bool hold(struct scope *sc, struct house *house)
{
	int fd;

	if (lend_hold(sc, house->dir, &fd)) {
		house->held = fd;
		return true;
	}
	if (sc->fault != FAULT_NOT_FOUND)
		return false;
	scope_forgive(sc);
	return true;
}

static bool open_house(struct scope *sc, struct house *house)
{
	house->bell = bell_open(sc, clock_us());
	struct inbox_limits inbox = { .queue_bytes = (size_t)house->limits.at[LIMIT_QUEUE_BYTES],
		.file_bytes = (uint64_t)house->limits.at[LIMIT_INBOX_BYTES] };
	struct office_wish office = { .dir = house->dir,
		.move_us = house->limits.at[LIMIT_MOVE_SECONDS] * 1000000,
		.move_events = (uint64_t)house->limits.at[LIMIT_MOVE_EVENTS],
		.event_bytes = (size_t)house->limits.at[LIMIT_EVENT_BYTES],
		.journal = &house->journal,
		.bell = house->bell,
		.most_waiting = (unsigned)(house->limits.at[LIMIT_WORKERS] + 1) / 2,
		.clock_us = clock_us };

	house->gauges = gauges_new(sc);
	house->recent = recent_open(sc);
	house->tokens = webhook_tokens_open(sc);
	house->shelf = shelf_open(sc, SHELF_BYTES);
	house->began_us = clock_steady_us();
	/* The workspace first: who has it has the inbox, too. */
	struct workspace *ws = hold(sc, house) ? workspace_open(sc, house->dir, WORKSPACE_SERVE) : NULL;
	if (!ws)
		return false;
	house->inbox = inbox_open(sc, house->dir, &inbox);
	workspace_close(ws);
	office.inbox = house->inbox;
	house->office = house->inbox ? office_open(sc, &office) : NULL;
	house->sources = house->office ? sources_open(sc, house->dir) : NULL;
	return house->sources && open_doors(sc, house) && open_imports(sc, house);
}

static void announce(struct scope *sc, struct serving *s)
{
	for (size_t i = 0; i < s->n_fds; i++)
		journal_say(&s->house.journal, JOURNAL_INFO, "listening", "at=%.*s version=" WEND_VERSION,
			STR_ARG(serve_where(sc, s, i)));
}

static void lay_tables(struct serving *s)
{
	const struct routes tables[] = {
		collector_routes(),
		basics_routes(),
		api_access_routes(),
		api_people_routes(),
		api_notices_routes(),
		api_maps_routes(),
		api_read_ways_routes(),
		api_read_gaps_routes(),
		api_read_voice_routes(),
		api_read_findings_routes(),
		api_read_workspace_routes(),
		api_read_customers_routes(),
		api_read_notes_routes(),
		api_read_sources_routes(),
		api_read_behind_routes(),
		api_read_counts_routes(),
		api_read_retention_routes(),
		api_papers_routes(),
		api_channels_routes(),
		api_drafts_routes(),
		api_versions_routes(),
		api_imports_routes(),
		api_demo_routes(),
		api_exports_routes(),
		api_attachments_routes(),
		api_live_routes(),
		openapi_routes(),
		share_page_routes(),
		join_page_routes(),
		web_script_routes(),
		web_page_routes(),
	};

	_Static_assert(COUNT_OF(tables) <= TABLES, "TABLES must hold all of them");
	memcpy(s->tables, tables, sizeof tables);
	s->house.tables = s->tables;
	s->house.n_tables = COUNT_OF(tables);
}

static size_t room_of(const struct request *req)
{
	return api_attachments_takes(req) ? (size_t)house_of(req)->limits.at[LIMIT_ATTACHMENT_BYTES]
					  : collector_room(req);
}

static bool open_server(struct scope *sc, struct serving *s)
{
	struct server_wish wish = { .listen = s->fds,
		.n_listen = s->n_fds,
		.routes = s->house.tables,
		.n_routes = s->house.n_tables,
		.limits = server_limits_of(&s->house.limits),
		.house = &s->house,
		.clock_us = clock_us,
		.steady_us = clock_steady_us,
		.locate = locate,
		.counted = counted,
		.room = room_of,
		.door = collector_door,
		.dress = dress_reply,
		.told = told };

	s->house.server = server_open(sc, &wish);
	return s->house.server != NULL;
}

struct serving *serve_open(struct scope *sc, const struct serve_wish *wish)
{
	struct serving *s = NEW(sc, struct serving);

	s->house = (struct house){ .dir = wish->dir,
		.limits = wish->limits,
		.proxies = wish->proxies,
		.log_all = wish->log_all,
		.journal = { .from = wish->log, .clock_us = clock_us, .fd = STDERR_FILENO } };
	signal(SIGPIPE, SIG_IGN);
	widen(wish->limits.at[LIMIT_CONNECTIONS]);
	lay_tables(s);
	/* Whoever can connect finds everything there. */
	if (open_house(sc, &s->house) && open_sockets(sc, wish, s->fds, &s->n_fds) && open_server(sc, s) &&
		offer_first(sc, &s->house))
		return s;
	serve_close(s);
	return NULL;
}

void serve_answer(struct serving *s)
{
	(void)!server_run(s->house.server);
}

void serve_stop(struct serving *s)
{
	server_stop(s->house.server);
}

struct str serve_where(struct scope *sc, const struct serving *s, size_t i)
{
	return listen_where(sc, s->fds[i]);
}

struct house *serve_house(struct serving *s)
{
	return &s->house;
}

/* The inbox before the server: whoever waits for it is answered by then; the office last, for it moves what is left. */
void serve_close(struct serving *s)
{
	struct house *house = s ? &s->house : NULL;

	if (!s)
		return;
	/* Nobody is let in, whoever is in is done, and only then is anything closed that they use. */
	office_end(house->office);
	server_quiet(house->server);
	drawn_close(house->drawn);
	imports_close(house->imports);
	exports_close(house->exports);
	office_close(house->office);
	inbox_close(house->inbox);
	for (size_t i = 0; i < s->n_fds && !house->server; i++)
		close(s->fds[i]);
	server_close(house->server);
	webhook_tokens_close(house->tokens);
	sources_close(house->sources);
	api_desks_close(house->desks);
	shelf_close(house->shelf);
	live_close(house->live);
	recent_close(house->recent);
	bell_close(house->bell);
	throttle_close(house->shared.throttle);
	hasher_close(house->shared.hasher);
	if (house->held)
		close(house->held);
}

static bool answer_until_told(struct scope *sc, struct watch *watch)
{
	struct serving *s = watch->serving;

	if (pthread_create(&watch->thread, NULL, watch_signals, watch) != 0)
		return scope_fail(sc, FAULT_IO, "no thread can be started: is there a limit on processes?");
	announce(sc, s);
	bool ok = server_run(s->house.server);
	if (!ok)
		pthread_kill(watch->thread, SIGTERM);
	pthread_join(watch->thread, NULL);
	return ok || scope_fail(sc, FAULT_IO, "no thread can be started: is there a limit on processes?");
}

bool serve_run(struct scope *sc, const struct serve_wish *wish)
{
	struct watch watch = { 0 };

	block_signals(&watch);
	watch.serving = serve_open(sc, wish);
	if (!watch.serving)
		return false;
	struct journal journal = watch.serving->house.journal;
	bool ok = answer_until_told(sc, &watch);
	serve_close(watch.serving);
	if (ok)
		journal_say(&journal, JOURNAL_INFO, "stopped", "%s", "");
	return ok;
}
