#include "serve/basics.h"

#include "serve/house.h"

enum { METRICS_MOST = 1 << 16, OLDEST_READY_US = 600 * 1000000 };

/* Alive, whatever else: restarting would mend nothing that this does not know of. */
static enum answered health(struct request *req, struct reply *reply)
{
	(void)req;
	reply_json(reply, STR("{\"status\":\"ok\",\"version\":\"" WEND_VERSION "\"}\n"));
	return ANSWERED;
}

/* Ready for more: not at the end of its life, and what came in is moved on. */
static enum answered ready(struct request *req, struct reply *reply)
{
	struct house *house = house_of(req);
	struct inbox_counts counts;

	inbox_counts(house->inbox, &counts);
	if (server_stopping(house->server))
		reply_problem(req, reply, 503, "the server is stopping");
	else if (counts.oldest_us && req->now_us - counts.oldest_us > OLDEST_READY_US)
		reply_problem(
			req, reply, 503, "events wait in the inbox for more than ten minutes: see the log");
	else
		reply_json(reply, STR("{\"status\":\"ready\"}\n"));
	return ANSWERED;
}

static void write_inbox(struct house *house, struct buf *out)
{
	struct inbox_counts c;

	inbox_counts(house->inbox, &c);
	gauge_line(out, "wend_inbox_requests", "gauge", "Requests that wait in the inbox.", c.items);
	gauge_line(out, "wend_inbox_events", "gauge", "Events that wait in the inbox.", c.events);
	gauge_line(out, "wend_inbox_bytes", "gauge", "Bytes that wait in the inbox.", c.bytes);
	gauge_line(out, "wend_inbox_queued", "gauge", "Requests in memory, not yet on the disk.", c.queued);
	gauge_line(out, "wend_inbox_commits_total", "counter", "Syncs of the inbox.", c.commits);
	gauge_line(out, "wend_inbox_refused_total", "counter", "Requests that the inbox had no room for.",
		c.refused);
}

static void write_office(struct house *house, struct buf *out)
{
	struct office_counts c;

	office_counts(house->office, &c);
	gauge_line(out, "wend_moves_total", "counter", "Batches moved to the event store.", c.moves);
	gauge_line(out, "wend_moves_failed_total", "counter", "Batches that could not be moved, and stayed.",
		c.failed_moves);
	gauge_line(out, "wend_events_moved_total", "counter", "Events moved to the event store.", c.moved);
	gauge_line(out, "wend_events_duplicate_total", "counter", "Events that were there already.",
		c.duplicates);
	gauge_line(out, "wend_events_quarantined_total", "counter", "Events that could not be read.",
		c.quarantined);
	gauge_line(out, "wend_loans_total", "counter", "Commands that the workspace was lent to.", c.loans);
}

static enum answered metrics(struct request *req, struct reply *reply)
{
	struct house *house = house_of(req);
	struct server_counts c = server_counts(house->server);
	struct buf *out = buf_new(req->sc, METRICS_MOST);

	if (!proxies_inside(req->address)) {
		reply_problem(req, reply, 403, "metrics are for this computer and private networks");
		return ANSWERED;
	}
	gauges_write(house->gauges, out);
	gauge_line(out, "wend_connections", "gauge", "Connections at once.", c.connections);
	gauge_line(out, "wend_answering", "gauge", "Requests that are being answered.", c.answering);
	gauge_line(out, "wend_waiting", "gauge", "Requests that wait for a worker.", c.waiting);
	gauge_line(out, "wend_uptime_seconds", "gauge", "Since the server began.",
		(uint64_t)((req->began_us - house->began_us) / 1000000));
	write_inbox(house, out);
	write_office(house, out);
	reply_text(reply, "text/plain; version=0.0.4; charset=utf-8", buf_str(out));
	return ANSWERED;
}

/* clang-format off */
static const struct route rows[] = {
	{ METHOD_GET, "/health",  ROUTE_HERE, 0, health, true, NULL },
	{ METHOD_GET, "/ready",   ROUTE_HERE, 0, ready, true, NULL },
	{ METHOD_GET, "/metrics", ROUTE_HERE, 0, metrics, true, NULL },
};
/* clang-format on */

struct routes basics_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
