#include "store/evidence_run.h"

#include <stdatomic.h>

#include "base/buf.h"
#include "base/crew.h"

enum { AHEAD = 16, JUDGED = 2048, PART_ROWS = 122880 /* of a row group */, CHUNK_TEXTS = 16 << 20 };

struct range { /* of the events */
	int64_t from_us, to_us;
	uint32_t first_customer, last_customer;
	bool keyed; /* some have ids of their source's own */
};

/* How far a source's own event may have been moved in time between two exports and still be looked for. */
#define MOVED_US (3 * INT64_C(86400000000))

/* From the year 1600 to the year 9999: what base/when reads. */
#define FIRST_US (INT64_C(-11676096000) * 1000000)
#define LAST_US (INT64_C(253402300799) * 1000000)

struct piece {
	struct batch batch;
	struct range range;
	_Atomic uint8_t *seen; /* by its rows: it is in the table already; NULL: nothing was compared */
};

/* A slot says where an event stands: its piece plus one, its row in it, and some bits of its id. */
enum { ROW_BITS = 24, PIECE_BITS = 20, TAG_BITS = 20 };

struct part { /* pieces that one thread hands to the table */
	size_t from, to;
};

struct waiting {
	struct scope sc;
	LIST(struct piece) pieces;
	size_t rows, bytes;
	struct range range;
	_Atomic uint64_t *slots;
	size_t mask;
	int64_t import;
	LIST(struct part) parts;
	enum batch_column columns[BATCH_COLUMNS]; /* those that some event has */
	size_t n_columns;
};

static struct range range_of(const struct batch *b)
{
	const uint32_t *customers = batch_codes(b, BATCH_CUSTOMER);
	const int64_t *times = batch_times(b);
	const uint64_t *ids = batch_ids(b);
	struct range r = { times[0], times[0], customers[0], customers[0], false };

	for (size_t i = 0; i < b->n; i++) {
		r.keyed |= event_id_is_keyed(ids[i]);
		r.from_us = times[i] < r.from_us ? times[i] : r.from_us;
		r.to_us = times[i] > r.to_us ? times[i] : r.to_us;
		r.first_customer = customers[i] < r.first_customer ? customers[i] : r.first_customer;
		r.last_customer = customers[i] > r.last_customer ? customers[i] : r.last_customer;
	}
	return r;
}

static void range_widen(struct range *a, const struct range *b)
{
	a->from_us = b->from_us < a->from_us ? b->from_us : a->from_us;
	a->to_us = b->to_us > a->to_us ? b->to_us : a->to_us;
	a->first_customer = b->first_customer < a->first_customer ? b->first_customer : a->first_customer;
	a->last_customer = b->last_customer > a->last_customer ? b->last_customer : a->last_customer;
	a->keyed |= b->keyed;
}

/* What a source has given its own id may have moved, and be known of another identifier. */
static struct range range_looked_at(const struct range *r, bool ever)
{
	if (!r->keyed)
		return *r;
	if (ever)
		return (struct range){ FIRST_US, LAST_US, 0, UINT32_MAX, true };
	return (struct range){ r->from_us - MOVED_US, r->to_us + MOVED_US, 0, UINT32_MAX, true };
}

struct copying {
	const struct batch *const *from;
	struct piece *to;
};

static void copy(void *to, unsigned worker, size_t i)
{
	struct copying *c = to;

	(void)worker;
	batch_copy(c->from[i], &c->to[i].batch);
	if (c->to[i].batch.n)
		c->to[i].range = range_of(&c->to[i].batch);
}

void run_add(struct run *run, const struct batch *const *batches, size_t n)
{
	if (!run->waiting)
		run->waiting = NEW(&run->sc, struct waiting);
	struct waiting *w = run->waiting;
	size_t first = w->pieces.n;
	for (size_t i = 0; i < n; i++)
		(void)LIST_ADD(&w->sc, &w->pieces);
	struct copying copying = { batches, w->pieces.at + first };
	crew_run(crew_size(), n, copy, &copying);
	for (size_t i = first; i < first + n; i++) {
		const struct piece *p = &w->pieces.at[i];
		if (p->batch.n && !w->rows)
			w->range = p->range;
		else if (p->batch.n)
			range_widen(&w->range, &p->range);
		w->rows += p->batch.n;
		w->bytes += batch_bytes(&p->batch);
	}
}

bool run_is_full(const struct run *run)
{
	const struct waiting *w = run->waiting;

	return w && (w->bytes >= (run->most ? run->most : RUN_BYTES) || w->pieces.n + 1 >= 1u << PIECE_BITS);
}

static void waiting_close(struct waiting *w)
{
	for (size_t i = 0; i < w->pieces.n; i++)
		batch_close(&w->pieces.at[i].batch);
	scope_close(&w->sc);
	*w = (struct waiting){ 0 };
}

void run_close(struct run *run)
{
	if (run->waiting)
		waiting_close(run->waiting);
	run->waiting = NULL;
	scope_close(&run->sc);
}

/* --- what is there already ----------------------------------------------------------------------- */

static uint64_t tag_of(uint64_t id)
{
	return id >> (64 - TAG_BITS);
}

static void slot_put(struct waiting *w, uint64_t id, size_t piece, size_t row)
{
	uint64_t entry = tag_of(id) << (ROW_BITS + PIECE_BITS) | (piece + 1) << ROW_BITS | row;

	for (size_t i = id & w->mask;; i = (i + 1) & w->mask) {
		uint64_t empty = 0;
		if (atomic_compare_exchange_strong_explicit(
			    &w->slots[i], &empty, entry, memory_order_relaxed, memory_order_relaxed))
			return;
	}
}

static void index_piece(void *to, unsigned worker, size_t k)
{
	struct waiting *w = to;
	const struct batch *b = &w->pieces.at[k].batch;
	const uint64_t *ids = batch_ids(b);

	(void)worker;
	for (size_t i = 0; i < b->n; i++) {
		if (i + AHEAD < b->n)
			__builtin_prefetch((const void *)&w->slots[ids[i + AHEAD] & w->mask], 1);
		slot_put(w, ids[i], k, i);
	}
}

static void index_build(struct waiting *w)
{
	size_t size = 1024;

	while (size * 3 < w->rows * 4)
		size *= 2;
	w->slots = NEW_ARRAY(&w->sc, _Atomic uint64_t, size);
	w->mask = size - 1;
	for (size_t i = 0; i < w->pieces.n; i++)
		w->pieces.at[i].seen = NEW_ARRAY(&w->sc, _Atomic uint8_t, w->pieces.at[i].batch.n);
	crew_run(crew_size(), w->pieces.n, index_piece, w);
}

struct judged { /* a row of the table */
	uint64_t id;
	uint32_t customer, kind;
	int64_t time_us;
};

/* Every event that is the same: two may share an id. */
static bool mark(struct waiting *w, const struct judged *j)
{
	bool any = false;

	for (size_t i = j->id & w->mask;; i = (i + 1) & w->mask) {
		uint64_t slot = atomic_load_explicit(&w->slots[i], memory_order_relaxed);
		if (!slot)
			return any;
		if (slot >> (ROW_BITS + PIECE_BITS) != tag_of(j->id))
			continue;
		struct piece *p = &w->pieces.at[(slot >> ROW_BITS & ((1u << PIECE_BITS) - 1)) - 1];
		size_t row = slot & ((1u << ROW_BITS) - 1);
		if (batch_ids(&p->batch)[row] != j->id ||
			(!event_id_is_keyed(j->id) &&
				(batch_times(&p->batch)[row] != j->time_us ||
					batch_codes(&p->batch, BATCH_CUSTOMER)[row] != j->customer ||
					batch_codes(&p->batch, BATCH_KIND)[row] != j->kind)))
			continue;
		atomic_store_explicit(&p->seen[row], 1, memory_order_relaxed);
		any = true;
	}
}

/* Asks for the memory of the rows that follow before it looks at this one: the slot, then what it points to. */
static void look_ahead(const struct waiting *w, const uint64_t *ids, size_t i, size_t n)
{
	if (i + 2 * AHEAD < n)
		__builtin_prefetch((const void *)&w->slots[ids[i + 2 * AHEAD] & w->mask]);
	if (i + AHEAD >= n)
		return;
	uint64_t slot = atomic_load_explicit(&w->slots[ids[i + AHEAD] & w->mask], memory_order_relaxed);
	if (!slot)
		return;
	const struct piece *p = &w->pieces.at[(slot >> ROW_BITS & ((1u << PIECE_BITS) - 1)) - 1];
	size_t row = slot & ((1u << ROW_BITS) - 1);
	__builtin_prefetch(&batch_ids(&p->batch)[row]);
	__builtin_prefetch(&batch_times(&p->batch)[row]);
	__builtin_prefetch(&batch_codes(&p->batch, BATCH_CUSTOMER)[row]);
	__builtin_prefetch(&batch_codes(&p->batch, BATCH_KIND)[row]);
	__builtin_prefetch((const void *)&p->seen[row], 1);
}

static void judge(void *to, size_t n, const uint64_t *ids, const uint32_t *customers, const uint32_t *kinds,
	const int64_t *times, const int32_t *imports, bool *verdicts)
{
	struct waiting *w = to;

	for (size_t i = 0; i < n; i++) {
		look_ahead(w, ids, i, n);
		verdicts[i] = imports[i] != w->import &&
			      mark(w, &(struct judged){ ids[i], customers[i], kinds[i], times[i] });
	}
}

static bool compare(struct scope *sc, struct run *run, struct waiting *w)
{
	struct duck_judge judging = { judge, w };
	struct range range = range_looked_at(&w->range, run->ever);
	int64_t found;

	w->import = run->import;
	index_build(w);
	return duck_judge(sc, run->db,
		"SELECT count(*) FROM event WHERE import <> ? AND time >= make_timestamp(?) AND time <="
		" make_timestamp(?) AND customer >= ? AND customer <= ? AND wend_judge(id, customer, kind, time, import)",
		5,
		(struct duck_value[]){ DUCK_INT(run->import), DUCK_INT(range.from_us), DUCK_INT(range.to_us),
			DUCK_INT(range.first_customer), DUCK_INT(range.last_customer) },
		&judging, &found);
}

static void count_seen(struct run *run, const struct piece *p)
{
	const bool *said = p->batch.columns[BATCH_SAID];
	const uint64_t *rows = p->batch.columns[BATCH_ROW];
	const uint16_t *parts = p->batch.columns[BATCH_PART];

	for (size_t i = 0; i < p->batch.n; i++) {
		if (!p->seen[i])
			continue;
		run->repeats++;
		if (said && said[i])
			*LIST_ADD(&run->sc, &run->said) =
				(struct run_repeat){ rows[i], parts ? parts[i] : 0 };
	}
}

/* --- into the table ------------------------------------------------------------------------------ */

/* The rows from *at on that are new, and of no more text than a chunk should hold. */
static size_t new_rows(const struct piece *p, size_t *at, size_t room, uint32_t *rows)
{
	size_t n = 0, per_row = p->batch.n_texts / (p->batch.n + 1) + 1;

	if (room > CHUNK_TEXTS / per_row + 1)
		room = CHUNK_TEXTS / per_row + 1;
	for (; *at < p->batch.n && n < room; (*at)++)
		if (!p->seen || !p->seen[*at])
			rows[n++] = (uint32_t)*at;
	return n;
}

/* *at counts the pieces of the part, and the rows of the piece below them. */
static size_t fill(void *to, size_t part, size_t *at, size_t room, struct duck_vector *const *vectors)
{
	const struct waiting *w = to;
	uint32_t rows[JUDGED];
	size_t n = 0, k = w->parts.at[part].from + (*at >> ROW_BITS), row = *at & ((1u << ROW_BITS) - 1);
	const struct piece *p = NULL;

	for (; n == 0 && k < w->parts.at[part].to; k += n == 0, row = n ? row : 0) {
		p = &w->pieces.at[k];
		n = new_rows(p, &row, room < JUDGED ? room : JUDGED, rows);
	}
	*at = (k - w->parts.at[part].from) << ROW_BITS | row;
	for (size_t c = 0; n && c < w->n_columns; c++)
		batch_put(&p->batch, w->columns[c], rows, n, vectors[c]);
	return n;
}

static void parts_cut(struct waiting *w)
{
	size_t from = 0, rows = 0;

	for (size_t i = 0; i < w->pieces.n; i++) {
		rows += w->pieces.at[i].batch.n;
		if (rows < PART_ROWS && i + 1 < w->pieces.n)
			continue;
		*LIST_ADD(&w->sc, &w->parts) = (struct part){ from, i + 1 };
		from = i + 1;
		rows = 0;
	}
}

static bool run_has(const struct waiting *w, enum batch_column column)
{
	bool any = false;

	for (size_t i = 0; i < w->pieces.n && !any; i++)
		any = w->pieces.at[i].batch.columns[column] != NULL;
	return any;
}

static void columns_find(struct waiting *w, struct duck_feed *feed)
{
	for (int c = 0; c < BATCH_COLUMNS; c++) {
		if (!run_has(w, (enum batch_column)c))
			continue;
		w->columns[w->n_columns++] = (enum batch_column)c;
		feed->columns[feed->n++] = &batch_columns[c];
	}
}

/* What no event of the run has is left to DuckDB, which writes a constant. */
static const char *insert_sql(const struct waiting *w, struct scope *sc)
{
	struct buf *names = buf_new(sc, 4096), *values = buf_new(sc, 4096);

	for (size_t i = 0; i < w->n_columns; i++) {
		buf_printf(names, "%s, ", batch_columns[w->columns[i]].name);
		buf_printf(values, "%s, ", batch_columns[w->columns[i]].name);
	}
	for (int c = 0; c < BATCH_COLUMNS; c++) {
		if (batch_has_nulls((enum batch_column)c) || run_has(w, (enum batch_column)c))
			continue;
		buf_printf(names, "%s, ", batch_columns[c].name);
		buf_puts(values, c == BATCH_PART ? "0, " : "false, ");
	}
	return scope_printf(sc, "INSERT INTO event (%simport) SELECT %s? FROM wend_feed()", buf_str(names).p,
		buf_str(values).p);
}

static bool take_in(struct scope *sc, struct run *run, struct waiting *w)
{
	struct duck_feed feed = { .fill = fill, .to = w };

	parts_cut(w);
	columns_find(w, &feed);
	feed.parts = w->parts.n;
	return duck_feed(sc, run->db, insert_sql(w, &w->sc), 1, &DUCK_INT(run->import), &feed);
}

bool run_settle(struct scope *sc, struct run *run)
{
	struct waiting *w = run->waiting;
	uint64_t before = run->repeats;

	if (!w || !w->rows)
		return true;
	if (run->compare && !compare(sc, run, w))
		return false;
	for (size_t i = 0; run->compare && i < w->pieces.n; i++)
		count_seen(run, &w->pieces.at[i]);
	uint64_t new_ones = w->rows - (run->repeats - before);
	if (new_ones && !take_in(sc, run, w))
		return false;
	run->taken += new_ones;
	waiting_close(w);
	return true;
}
