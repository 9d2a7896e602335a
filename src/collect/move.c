#include "collect/move.h"

#include "base/json.h"
#include "base/names.h"
#include "collect/move_lines.h"
#include "intake/import.h"
#include "store/live.h"
#include "store/moved.h"

enum { EVENTS = 100000, BYTES = 32 << 20, RECORD = 64 << 20 };
#define AFTER_US INT64_C(10000000)
#define TEXT ((size_t)1 << 30)

/* What of an inbox goes through one reader for one source: it is moved, and noted, by itself. */
struct stream {
	int64_t source;
	const char *format;
	struct str name; /* "3/segment": in the ledger */
	int64_t up_to;   /* of the inbox, with this move */
	struct move_lines lines;
};

struct moving {
	struct scope *sc;
	struct workspace *ws;
	struct inbox *inbox;
	const struct move_wish *wish;
	const struct live_table *table;
	struct inbox_batch batch;
	struct move_report *report;
};

/* --- which ---------------------------------------------------------------------------------------- */

static const char *format_of(int kind)
{
	return kind > COLLECT_BATCH && kind < COLLECT_KINDS ? collect_kind_name((enum collect_kind)kind)
							    : "segment";
}

static bool is_of(const struct stream *s, const struct inbox_item *item)
{
	return s->source == item->source && strcmp(s->format, format_of(item->kind)) == 0;
}

/* Whether a stream's first item stands there. */
static bool is_first(const struct moving *m, size_t i, struct stream *s)
{
	const struct inbox_item *item = &m->batch.items[i];

	*s = (struct stream){ .source = item->source, .format = format_of(item->kind) };
	for (size_t k = 0; k < i; k++)
		if (is_of(s, &m->batch.items[k]))
			return false;
	return true;
}

/* --- one stream ----------------------------------------------------------------------------------- */

/* Of what was moved already nothing is moved again: the power went before it was dropped. */
static bool gather(struct scope *sc, struct moving *m, struct stream *s)
{
	int64_t done;

	s->name = str_of(scope_printf(sc, "%lld/%s", (long long)s->source, s->format));
	s->lines = (struct move_lines){
		.text = buf_new(sc, TEXT), .inbox = inbox_name(m->inbox), .event_bytes = m->wish->event_bytes
	};
	if (!moved_up_to(sc, m->ws->evidence, s->lines.inbox, s->name, &done))
		return false;
	for (size_t i = 0; i < m->batch.n; i++) {
		const struct inbox_item *item = &m->batch.items[i];
		if (item->seq <= done || !is_of(s, item))
			continue;
		move_lines_add(sc, &s->lines, item);
		s->up_to = item->seq;
	}
	return buf_ok(s->lines.text, "what is moved at once");
}

struct beside { /* an import's transaction */
	struct moving *m;
	struct stream *stream;
};

static bool write_beside(struct scope *sc, void *to, struct evidence_import *import)
{
	struct beside *b = to;
	const struct move_lines *lines = &b->stream->lines;
	struct buf *json = buf_new(sc, RECORD);
	bool ok = moved_note(sc, b->m->ws->evidence, lines->inbox, b->stream->name, b->stream->up_to);

	for (size_t i = 0; ok && i < lines->bad.n; i++) {
		const struct move_bad *bad = &lines->bad.at[i];
		buf_cut(json, 0);
		json_quote(json, bad->record);
		ok = evidence_quarantine(sc, import, (uint64_t)bad->seq, bad->why, buf_str(json));
	}
	return ok;
}

/* Never 0, which says that there is none. */
static uint64_t fingerprint_of(const struct stream *s)
{
	return hash_mix(hash_str(s->lines.inbox, 0), hash_str(s->name, (uint64_t)s->up_to)) | 1;
}

static struct str file_name(struct scope *sc, const struct moving *m, const struct stream *s)
{
	const struct live_source *source = live_of(m->table, s->source);

	if (source)
		return str_of(scope_printf(sc, "live/%.*s", STR_ARG(source->name)));
	return str_of(scope_printf(sc, "live/%lld", (long long)s->source));
}

static void count(struct moving *m, uint64_t events, uint64_t duplicates, uint64_t quarantined)
{
	m->report->imports++;
	m->report->events += events;
	m->report->duplicates += duplicates;
	m->report->quarantined += quarantined;
}

/* A call is of the source's kind; a service's format knows its own. */
static bool import_lines(struct scope *sc, struct moving *m, struct stream *s)
{
	const struct live_source *source = live_of(m->table, s->source);
	struct beside beside = { m, s };
	struct import_live live = { fingerprint_of(s), write_beside, &beside };
	struct import_wish wish = { .format = str_of(s->format), .now_us = m->wish->now_us, .live = &live };
	char *name = str_c(sc, file_name(sc, m, s));

	wish.has_source = strcmp(s->format, "segment") == 0;
	wish.source = source ? source->kind : SOURCE_WEB;
	struct input *in = input_of(sc, name, buf_str(s->lines.text));
	struct import_report *r = in ? import_member(sc, m->ws, in, name, &wish) : NULL;
	if (r)
		count(m, r->events, r->duplicates, r->quarantined);
	return r != NULL;
}

/* Where no event is good there is nothing to read. */
static bool quarantine_lines(struct scope *sc, struct moving *m, struct stream *s)
{
	struct beside beside = { m, s };
	struct evidence_counts counts;
	struct evidence_file file = { .name = file_name(sc, m, s),
		.format = str_of(s->format),
		.mapping = STR("{}"),
		.fingerprint = fingerprint_of(s),
		.imported_us = m->wish->now_us };
	struct evidence_import *im = evidence_begin(sc, m->ws->evidence, &file);

	if (!im)
		return false;
	if (!write_beside(sc, &beside, im) || !evidence_settle(sc, im, &counts)) {
		evidence_rollback(im);
		return false;
	}
	if (!evidence_commit(sc, im, s->lines.bad.n, (struct str){ 0 }))
		return false;
	count(m, 0, 0, counts.quarantined);
	return true;
}

/* The reader takes none of it, and would take it as little the next time. */
static bool refuse_all(struct scope *sc, struct moving *m, struct stream *s)
{
	const char *why = str_c(sc, str_of(sc->why));
	int64_t done;

	scope_forgive(sc);
	if (!moved_up_to(sc, m->ws->evidence, s->lines.inbox, s->name, &done))
		return false;
	s->lines.bad.n = 0;
	for (size_t i = 0; i < m->batch.n; i++)
		if (m->batch.items[i].seq > done && is_of(s, &m->batch.items[i]))
			move_lines_refuse(sc, &s->lines, &m->batch.items[i], why);
	return quarantine_lines(sc, m, s);
}

static bool move_stream(struct scope *sc, struct moving *m, struct stream *s)
{
	if (!gather(sc, m, s))
		return false;
	if (!s->up_to)
		return true;
	if (!s->lines.n)
		return quarantine_lines(sc, m, s);
	if (import_lines(sc, m, s))
		return true;
	return (sc->fault == FAULT_INVALID || sc->fault == FAULT_LIMIT) && refuse_all(sc, m, s);
}

/* --- all of them ---------------------------------------------------------------------------------- */

static bool move_all(struct moving *m)
{
	struct stream s;

	for (size_t i = 0; i < m->batch.n; i++) {
		struct scope mine = { 0 };
		bool ok = !is_first(m, i, &s) || move_stream(&mine, m, &s);
		if (!ok)
			scope_fail(m->sc, mine.fault, "%s", mine.why);
		scope_close(&mine);
		if (!ok)
			return false;
	}
	return true;
}

bool collect_move(struct scope *sc, struct workspace *ws, struct inbox *inbox, const struct move_wish *wish,
	struct move_report *report)
{
	struct scope mine = { 0 };
	struct moving m = { .sc = sc, .ws = ws, .inbox = inbox, .wish = wish, .report = report };
	struct inbox_counts left;

	*report = (struct move_report){ 0 };
	m.table = live_load(&mine, ws->documents);
	bool ok = m.table && inbox_take(&mine, inbox, wish->bytes ? wish->bytes : BYTES, &m.batch);
	if (!ok)
		scope_fail(sc, mine.fault, "%s", mine.why);
	ok = ok && move_all(&m) && (!m.batch.n || inbox_drop(sc, inbox, m.batch.items[m.batch.n - 1].seq));
	report->items = m.batch.n;
	inbox_counts(inbox, &left);
	report->more = left.items > 0;
	scope_close(&mine);
	return ok;
}

bool collect_move_open(struct scope *sc, struct workspace *ws, struct inbox *inbox)
{
	int64_t last;

	return moved_last(sc, ws->evidence, inbox_name(inbox), &last) && inbox_past(sc, inbox, last);
}

/* What came after now came before the clock was set back: nobody knows for how long it has waited. */
bool collect_move_due(struct inbox *inbox, const struct move_wish *wish)
{
	int64_t after_us = wish->after_us ? wish->after_us : AFTER_US;
	struct inbox_counts c;

	inbox_counts(inbox, &c);
	int64_t waited_us = wish->now_us - c.oldest_us;
	return c.items && (c.events >= (wish->events ? wish->events : EVENTS) || waited_us >= after_us ||
				  waited_us < -after_us);
}
