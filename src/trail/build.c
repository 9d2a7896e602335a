#include "trail/build.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/crew.h"
#include "trail/parts.h"

enum { LOW_BITS = 12, BUCKET_ROWS = 1 << LOW_BITS, CHUNK = 127, MORE = 1 << 15 };

/* An event on its way to its place; `low` has the row within its bucket, and MORE where there is an extra. */
struct record {
	int64_t time_us;
	uint64_t order, id;
	uint32_t case_code;
	uint16_t kind, low;
};

struct chunk {
	struct chunk *next;
	size_t n;
	struct record at[CHUNK];
};

struct bucket {
	struct chunk *chunks; /* the newest first */
	uint64_t n, extras;
	uint64_t at;           /* where its events go */
	uint64_t *extra_event; /* [extras] the places of those that have one */
};

/* What few events have: kept aside under the same order, so that the n-th is that of the n-th event with MORE. */
struct extra {
	struct trail_event is;
	uint32_t row;
};

struct trail_builder {
	struct scope sc, pass; /* pass: what one range needs */
	struct image *im;
	struct trail_rows rows;
	uint32_t from, to; /* the range */
	struct bucket *buckets;
	size_t n_buckets;
	LIST(struct extra) extras;
	char *room; /* chunks are cut from large pieces */
	size_t left;
	uint64_t written; /* events */
};

struct trail_builder *trail_builder_open(struct image *im, const struct trail_rows *rows)
{
	struct scope sc = { 0 };
	struct trail_builder *b = NEW(&sc, struct trail_builder);

	b->sc = sc;
	b->im = im;
	if (rows)
		b->rows = *rows;
	for (uint32_t k = 0; k < im->kinds; k++)
		im->kind_newest[k] = INT64_MIN;
	im->part.n_ratings = im->part.n_values = 0;
	return b;
}

void trail_builder_close(struct trail_builder *b)
{
	if (!b)
		return;
	scope_close(&b->pass);
	struct scope sc = b->sc; /* the builder itself lies in it */
	scope_close(&sc);
}

void trail_builder_range(struct trail_builder *b, uint32_t from, uint32_t to)
{
	scope_close(&b->pass);
	b->pass = (struct scope){ 0 };
	b->from = from;
	b->to = to;
	b->n_buckets = (to - from + BUCKET_ROWS - 1) / BUCKET_ROWS;
	b->buckets = NEW_ARRAY(&b->pass, struct bucket, b->n_buckets + 1);
	b->extras.at = NULL;
	b->extras.n = b->extras.room = 0;
	b->left = 0;
}

/* --- taking -------------------------------------------------------------------------------------- */

static bool row_of(const struct trail_builder *b, uint32_t customer, uint32_t *row)
{
	*row = customer;
	if (!b->rows.bits)
		return true;
	uint64_t word = b->rows.bits[customer / 64], bit = 1ull << (customer % 64);
	*row = b->rows.rank[customer / 64] + (uint32_t)__builtin_popcountll(word & (bit - 1));
	return word & bit;
}

static struct record *record_new(struct trail_builder *b, struct bucket *bucket)
{
	struct chunk *c = bucket->chunks;

	if (!c || c->n == CHUNK) {
		enum { PIECE = 256 };
		if (!b->left) {
			b->room = scope_alloc(&b->pass, PIECE, sizeof *c);
			b->left = PIECE;
		}
		c = (struct chunk *)(void *)(b->room + (size_t)(PIECE - b->left--) * sizeof *c);
		c->next = bucket->chunks;
		bucket->chunks = c;
	}
	bucket->n++;
	return &c->at[c->n++];
}

static void note_kind(struct image *im, const struct trail_event *e)
{
	im->kind_events[e->kind]++;
	if (e->time_us > im->kind_newest[e->kind])
		im->kind_newest[e->kind] = e->time_us;
}

void trail_builder_add(struct trail_builder *b, const struct trail_event *e)
{
	uint32_t row;

	if (!row_of(b, e->customer, &row) || row < b->from || row >= b->to)
		return;
	struct bucket *bucket = &b->buckets[(row - b->from) >> LOW_BITS];
	bool more = !isnan(e->rating) || e->has_value;
	*record_new(b, bucket) = (struct record){ e->time_us, e->order, e->id, e->case_code,
		(uint16_t)e->kind, (uint16_t)(((row - b->from) & (BUCKET_ROWS - 1)) | (more ? MORE : 0)) };
	note_kind(b->im, e);
	if (!more)
		return;
	bucket->extras++;
	*LIST_ADD(&b->pass, &b->extras) = (struct extra){ *e, row };
}

/* --- sorting ------------------------------------------------------------------------------------- */

static int compare_keys(const int64_t times[2], const uint64_t orders[2], const uint64_t ids[2])
{
	if (times[0] != times[1])
		return times[0] < times[1] ? -1 : 1;
	if (orders[0] != orders[1])
		return orders[0] < orders[1] ? -1 : 1;
	return (ids[0] > ids[1]) - (ids[0] < ids[1]);
}

static int compare_records(const void *x, const void *y)
{
	const struct record *a = x, *b = y;

	return compare_keys((int64_t[]){ a->time_us, b->time_us }, (uint64_t[]){ a->order, b->order },
		(uint64_t[]){ a->id, b->id });
}

static int compare_extras(const void *x, const void *y)
{
	const struct extra *a = x, *b = y;

	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	return compare_keys((int64_t[]){ a->is.time_us, b->is.time_us },
		(uint64_t[]){ a->is.order, b->is.order }, (uint64_t[]){ a->is.id, b->is.id });
}

/* Events mostly come in their order already, or nearly. */
static void sort_history(struct record *at, size_t n)
{
	enum { FEW = 32 };
	size_t i = 1;

	while (i < n && compare_records(&at[i - 1], &at[i]) <= 0)
		i++;
	if (i >= n)
		return;
	if (n > FEW) {
		qsort(at, n, sizeof *at, compare_records);
		return;
	}
	for (; i < n; i++) {
		struct record r = at[i];
		size_t k = i;
		for (; k > 0 && compare_records(&at[k - 1], &r) > 0; k--)
			at[k] = at[k - 1];
		at[k] = r;
	}
}

/* The bucket's records by row; end[r] is behind the last of row r.  Chunks come newest first, so they are read from
 * the back and placed from the back: what came first stays first. */
static void by_row(const struct bucket *bucket, struct record *out, uint32_t end[BUCKET_ROWS])
{
	static const uint16_t LOW = BUCKET_ROWS - 1;
	uint32_t next[BUCKET_ROWS] = { 0 };

	for (const struct chunk *c = bucket->chunks; c; c = c->next)
		for (size_t i = 0; i < c->n; i++)
			next[c->at[i].low & LOW]++;
	for (uint32_t r = 0, sum = 0; r < BUCKET_ROWS; r++)
		next[r] = end[r] = sum += next[r];
	for (const struct chunk *c = bucket->chunks; c; c = c->next)
		for (size_t i = c->n; i-- > 0;)
			out[--next[c->at[i].low & LOW]] = c->at[i];
}

static void write_columns(const struct trail_builder *b, struct bucket *bucket, const struct record *at)
{
	const struct trail_part *p = &b->im->part;
	uint64_t to = bucket->at, extras = 0;

	for (uint64_t i = 0; i < bucket->n; i++, to++) {
		if (p->kind_bytes == 1)
			IMAGE_COLUMN(uint8_t, p->kind)[to] = (uint8_t)at[i].kind;
		else
			IMAGE_COLUMN(uint16_t, p->kind)[to] = at[i].kind;
		int64_t s = trail_seconds(at[i].time_us) - p->base_s;
		if (p->time_bytes == 4)
			IMAGE_COLUMN(uint32_t, p->time)[to] = (uint32_t)s;
		else
			IMAGE_COLUMN(int64_t, p->time)[to] = s;
		if (p->case_code)
			IMAGE_COLUMN(uint32_t, p->case_code)[to] = at[i].case_code;
		if (at[i].low & MORE)
			bucket->extra_event[extras++] = to;
	}
}

static void write_bucket(struct trail_builder *b, size_t number)
{
	struct scope mine = { 0 };
	struct bucket *bucket = &b->buckets[number];
	struct record *records = NEW_ARRAY(&mine, struct record, bucket->n + 1);
	uint32_t *end = NEW_ARRAY(&mine, uint32_t, BUCKET_ROWS);
	uint64_t *first = IMAGE_COLUMN(uint64_t, b->im->part.first) + b->from + number * BUCKET_ROWS;
	uint64_t rows = b->to - b->from - number * BUCKET_ROWS;

	by_row(bucket, records, end);
	for (uint32_t r = 0; r < BUCKET_ROWS && r < rows; r++) {
		uint32_t from = r ? end[r - 1] : 0;
		sort_history(records + from, end[r] - from);
		first[r + 1] = bucket->at + end[r];
	}
	write_columns(b, bucket, records);
	scope_close(&mine);
}

static void write_task(void *to, unsigned hand, size_t bucket)
{
	(void)hand;
	write_bucket(to, bucket);
}

/* --- ratings and values -------------------------------------------------------------------------- */

static void write_extra(struct trail_part *p, const struct trail_event *e, uint64_t event)
{
	if (!isnan(e->rating))
		IMAGE_COLUMN(struct trail_rating, p->ratings)
	[p->n_ratings++] = (struct trail_rating){ event, e->customer, e->rating, e->nps, e->scale, { 0 } };
	if (e->has_value)
		IMAGE_COLUMN(struct trail_value, p->values)
	[p->n_values++] = (struct trail_value){ event, e->value_minor };
}

static bool extras_fit(struct scope *sc, const struct trail_builder *b, const struct image_plan *room)
{
	uint64_t ratings = b->im->part.n_ratings, values = b->im->part.n_values;

	for (size_t i = 0; i < b->extras.n; i++) {
		ratings += isnan(b->extras.at[i].is.rating) ? 0 : 1;
		values += b->extras.at[i].is.has_value;
	}
	return (ratings <= room->ratings && values <= room->values) ||
	       scope_fail(sc, FAULT_IO, "the evidence changed while it was laid out: ask again");
}

static void write_extras(struct trail_builder *b)
{
	size_t n = 0;

	if (b->extras.n)
		qsort(b->extras.at, b->extras.n, sizeof *b->extras.at, compare_extras);
	for (size_t i = 0; i < b->n_buckets; i++)
		for (uint64_t k = 0; k < b->buckets[i].extras; k++)
			write_extra(&b->im->part, &b->extras.at[n++].is, b->buckets[i].extra_event[k]);
}

bool trail_builder_flush(struct scope *sc, struct trail_builder *b, unsigned workers)
{
	struct image_plan room = image_room(b->im);

	for (size_t i = 0; i < b->n_buckets; i++) {
		struct bucket *bucket = &b->buckets[i];
		bucket->at = b->written;
		b->written += bucket->n;
		bucket->extra_event = NEW_ARRAY(&b->pass, uint64_t, bucket->extras + 1);
	}
	if (b->written > b->im->part.events || (b->to == b->im->part.rows && b->written < b->im->part.events))
		return scope_fail(sc, FAULT_IO, "the evidence changed while it was laid out: ask again");
	if (!extras_fit(sc, b, &room))
		return false;
	crew_run(crew_wished(workers), b->n_buckets, write_task, b);
	write_extras(b);
	return true;
}

/* --- all at once --------------------------------------------------------------------------------- */

static struct image_plan plan_of(const struct trail_event *events, size_t n)
{
	struct image_plan p = { .events = n };

	for (size_t i = 0; i < n; i++) {
		const struct trail_event *e = &events[i];
		if (e->customer >= p.rows)
			p.rows = e->customer + 1;
		if (e->kind >= p.kinds)
			p.kinds = e->kind + 1;
		p.cases |= e->case_code != TRAIL_NO_CASE;
		p.ratings += isnan(e->rating) ? 0 : 1;
		p.values += e->has_value;
		p.from_us = i == 0 || e->time_us < p.from_us ? e->time_us : p.from_us;
		p.to_us = i == 0 || e->time_us > p.to_us ? e->time_us : p.to_us;
	}
	return p;
}

const struct trail *trail_of_events(struct scope *sc, const struct trail_event *events, size_t n)
{
	struct image_plan plan = plan_of(events, n);
	struct image *im = image_new(sc, NULL, &plan);

	if (!im)
		return NULL;
	struct trail_builder *b = trail_builder_open(im, NULL);
	trail_builder_range(b, 0, plan.rows);
	for (size_t i = 0; i < n; i++)
		trail_builder_add(b, &events[i]);
	bool ok = trail_builder_flush(sc, b, 1) &&
		  image_seal(sc, im, &(struct image_facts){ .from_us = plan.from_us, .to_us = plan.to_us });
	trail_builder_close(b);
	return ok ? trail_of_images(sc, im, NULL) : NULL;
}
