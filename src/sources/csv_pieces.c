/* A table on several threads: a stretch of the text is read ahead while the one before it is cut into pieces and parsed.
 *
 * Whether a line's end ends a record is known only from the front on: quotes may hold it.  So each piece is parsed on the
 * guess that a record begins behind the first line's end in it, and the guess is held against where the piece before
 * it ended; a piece that was guessed wrongly is parsed again from where it does begin.  Where no quote holds a line's
 * end no guess is ever wrong. */
#include "sources/csv.h"

#include "base/crew.h"
#include "sources/csv_parts.h"

enum { PIECE = 512 * 1024, MARGIN = 1024 * 1024 /* for what the stretch before leaves */ };

struct stretch { /* of text */
	char *p;
	size_t room, from, end;
	bool ended; /* the file does, with it */
};

struct piece {
	size_t from, until,
		end; /* guessed; where the next one begins by nominal cut; where it came to an end */
	uint64_t line;
	struct reader_notes notes;
	struct scope sc; /* for the fault that its parsing met */
	bool open;       /* its last record does not end in this stretch */
	bool failed;
};

struct pieces {
	struct scope *sc;
	struct input *in;
	const struct piece_sinks *sinks;
	struct csv *csv; /* the table; nothing is read with it any more */
	struct csv workers[CREW_MOST];
	struct stretch now, ahead;
	struct piece at[READER_SLOTS];
	size_t n, size;
	bool read_failed;
};

static const char *line_end(const struct pieces *ps, size_t from, size_t to)
{
	return from < to ? memchr(ps->now.p + from, ps->csv->dialect.shape.end, to - from) : NULL;
}

static uint64_t lines_within(const struct pieces *ps, size_t from, size_t to)
{
	uint64_t n = 0;

	for (size_t i = from; i < to; i++)
		n += ps->now.p[i] == ps->csv->dialect.shape.end;
	return n;
}

/* --- reading ------------------------------------------------------------------------------------- */

static void read_ahead(struct pieces *ps)
{
	struct stretch *s = &ps->ahead;
	long n = !ps->now.ended;

	s->from = s->end = MARGIN;
	while (n > 0 && s->end < MARGIN + READER_SLOTS * ps->size) {
		size_t room = MARGIN + READER_SLOTS * ps->size - s->end;
		n = input_read(ps->in, s->p + s->end, room);
		s->end += n > 0 ? (size_t)n : 0;
	}
	s->ended = n == 0;
	ps->read_failed = n < 0;
}

/* What the stretch before left goes in front of the one that was read meanwhile. */
static void step(struct pieces *ps, const char *rest, size_t n)
{
	struct stretch *s = &ps->ahead, was = ps->now;

	if (n > s->from) {
		size_t text = s->end - s->from;
		s->p = scope_grow(ps->sc, s->p, s->room, n + text, 1);
		s->room = s->room < n + text ? n + text : s->room;
		memmove(s->p + n, s->p + s->from, text);
		s->from = n;
		s->end = n + text;
	}
	s->from -= n;
	if (n)
		memcpy(s->p + s->from, rest, n);
	ps->now = *s;
	ps->ahead = was;
}

/* --- cutting and parsing ------------------------------------------------------------------------- */

static void cut(struct pieces *ps, uint64_t line)
{
	size_t from = ps->now.from, size = (ps->now.end - from) / READER_SLOTS + 1;

	ps->n = 0;
	if (size < ps->size)
		size = ps->size;
	while (from < ps->now.end) {
		size_t least = from + size < ps->now.end ? from + size : ps->now.end;
		const char *end = line_end(ps, least - 1, ps->now.end);
		size_t until = end ? (size_t)(end + 1 - ps->now.p) : ps->now.end;
		ps->at[ps->n++] = (struct piece){ .from = from, .until = until, .line = line };
		line += lines_within(ps, from, until);
		from = until;
	}
}

static void parse(struct pieces *ps, unsigned worker, size_t slot)
{
	struct piece *piece = &ps->at[slot];
	struct csv *c = &ps->workers[worker];
	enum csv_found found = CSV_RECORD;

	c->sink = ps->sinks->open(ps->sinks->to, worker, slot);
	c->notes = &piece->notes;
	c->line = piece->line;
	for (piece->end = piece->from; piece->end < piece->until;) {
		struct str rest = { ps->now.p + piece->end, ps->now.end - piece->end };
		found = csv_next(c, rest, ps->now.ended);
		if (found == CSV_MORE || !csv_hand_on(c, found))
			break;
		piece->end += c->record->length;
		c->line += c->record->lines;
	}
	ps->sinks->close(ps->sinks->to, worker, slot);
	piece->open = found == CSV_MORE && !c->sc->fault;
	piece->failed = piece->end < piece->until && !piece->open;
	if (c->sc->fault)
		scope_fail(&piece->sc, c->sc->fault, "%s", c->sc->why);
	scope_forgive(c->sc);
}

static void task(void *to, unsigned worker, size_t task)
{
	struct pieces *ps = to;

	if (task == 0)
		read_ahead(ps);
	else
		parse(ps, worker, task - 1);
}

static void parse_again(struct pieces *ps, size_t slot, size_t from, uint64_t line)
{
	scope_close(&ps->at[slot].sc);
	ps->at[slot] = (struct piece){ .from = from, .until = ps->at[slot].until, .line = line };
	parse(ps, 0, slot);
}

/* Holds the guesses against each other.  `*from`: where the text begins, and where what is left of it does. */
static bool settle(struct pieces *ps, size_t *from, uint64_t *line, size_t *n)
{
	bool ok = true;

	for (*n = 0; ok && *n < ps->n; ++*n) {
		struct piece *piece = &ps->at[*n];
		if (piece->from != *from) /* within the piece, or behind it: then it has no record */
			parse_again(ps, *n, *from, *line);
		ps->csv->notes->records += piece->notes.records;
		ps->csv->notes->total_lines += piece->notes.total_lines;
		bool as_cut = piece->end == piece->until && *n + 1 < ps->n;
		*line = as_cut ? ps->at[*n + 1].line : *line + lines_within(ps, *from, piece->end);
		*from = piece->end;
		ok = !piece->open && !piece->failed;
	}
	return ok || !ps->at[*n - 1].failed;
}

static bool stretch_read(struct pieces *ps, size_t *from, uint64_t *line)
{
	size_t n;

	cut(ps, *line);
	crew_run(ps->sinks->threads, ps->n + 1, task, ps);
	bool ok = settle(ps, from, line, &n);
	bool taken = n == 0 || ps->sinks->take(ps->sinks->to, n);
	if (!ok && ps->at[n - 1].sc.fault)
		scope_fail(ps->sc, ps->at[n - 1].sc.fault, "%s", ps->at[n - 1].sc.why);
	for (size_t i = 0; i < ps->n; i++)
		scope_close(&ps->at[i].sc);
	return ok && taken && !ps->read_failed;
}

static void begin(struct pieces *ps, const struct feed *feed)
{
	struct stretch *both[] = { &ps->now, &ps->ahead };
	struct str held = feed_text(feed);

	for (size_t i = 0; i < COUNT_OF(both); i++) {
		both[i]->room = MARGIN + READER_SLOTS * ps->size;
		both[i]->p = scope_alloc(ps->sc, both[i]->room, 1);
	}
	for (unsigned i = 0; i < ps->sinks->threads && i < CREW_MOST; i++)
		csv_clone(ps->csv, NEW(ps->sc, struct scope), &ps->workers[i]);
	if (feed->ended)
		ps->ahead = (struct stretch){ ps->ahead.p, ps->ahead.room, MARGIN, MARGIN, true };
	else
		read_ahead(ps);
	step(ps, held.p, held.n);
}

static bool read_all(struct pieces *ps, uint64_t line)
{
	bool ok = !ps->read_failed;

	while (ok) {
		size_t from = ps->now.from;
		bool last = ps->now.ended;
		ok = stretch_read(ps, &from, &line);
		if (!ok || last)
			break;
		step(ps, ps->now.p + from, ps->now.end - from);
	}
	return ok;
}

bool csv_read_pieces(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct piece_sinks *sinks, struct reader_notes *notes)
{
	struct scope mine = { 0 };
	struct csv c;
	struct feed feed;
	struct pieces ps = { .sc = &mine, .in = in, .sinks = sinks, .csv = &c };

	if (!csv_begin(&c, &feed, sc, in, options, columns, notes))
		return false;
	ps.size = sinks->piece ? sinks->piece : PIECE;
	begin(&ps, &feed);
	bool ok = read_all(&ps, c.line);
	csv_end(&c, in);
	if (mine.fault)
		scope_fail(sc, mine.fault, "%s", mine.why);
	for (unsigned i = 0; i < sinks->threads && i < CREW_MOST; i++)
		scope_close(ps.workers[i].sc);
	scope_close(&mine);
	return ok;
}
