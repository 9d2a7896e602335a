#include "store/batch.h"

#include <math.h>

struct span { /* of the batch's texts */
	uint32_t from, n;
};

#define NO_TEXT UINT32_MAX
#define NO_SCALE 255

enum { FIRST_ROOM = 1024 };

const struct duck_feed_column batch_columns[BATCH_COLUMNS] = {
	[BATCH_ID] = { "id", DUCK_U64, 8 },
	[BATCH_CUSTOMER] = { "customer", DUCK_U32, 4 },
	[BATCH_KIND] = { "kind", DUCK_U32, 4 },
	[BATCH_TIME] = { "time", DUCK_TIME, 8 },
	[BATCH_ROW] = { "row", DUCK_U64, 8 },
	[BATCH_CASE] = { "case_code", DUCK_U32, 4 },
	[BATCH_PART] = { "part", DUCK_U16, 2 },
	[BATCH_ENDED] = { "ended", DUCK_TIME, 8 },
	[BATCH_ASSUMED] = { "assumed", DUCK_BOOL, 1 },
	[BATCH_VALUE] = { "value", DUCK_I64, 8 },
	[BATCH_CURRENCY] = { "currency", DUCK_STRING, sizeof(struct span) },
	[BATCH_RATING] = { "rating", DUCK_FLOAT, 4 },
	[BATCH_SCALE] = { "scale", DUCK_U8, 1 },
	[BATCH_SAID] = { "said", DUCK_BOOL, 1 },
	[BATCH_PROPERTIES] = { "properties", DUCK_STRING, sizeof(struct span) },
};

/* What stands in a column where an event has nothing of it. */
static const union {
	uint32_t code;
	uint16_t part;
	int64_t i;
	bool is;
	struct span text;
	float rating;
	uint8_t scale;
} missing[BATCH_COLUMNS] = {
	[BATCH_CASE].code = 0,
	[BATCH_PART].part = 0,
	[BATCH_ENDED].i = INT64_MIN,
	[BATCH_ASSUMED].is = false,
	[BATCH_VALUE].i = INT64_MIN,
	[BATCH_CURRENCY].text = { NO_TEXT, 0 },
	[BATCH_RATING].rating = NAN,
	[BATCH_SCALE].scale = NO_SCALE,
	[BATCH_SAID].is = false,
	[BATCH_PROPERTIES].text = { NO_TEXT, 0 },
};

static void *cell(const struct batch *b, enum batch_column column, size_t row)
{
	return (char *)b->columns[column] + row * batch_columns[column].size;
}

static void missing_fill(struct batch *b, enum batch_column column, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		memcpy(cell(b, column, i), &missing[column], batch_columns[column].size);
}

static void grow(struct batch *b)
{
	size_t room = b->room ? b->room * 2 : FIRST_ROOM;

	for (int c = 0; c < BATCH_COLUMNS; c++)
		if (b->columns[c] || c < BATCH_CASE)
			b->columns[c] =
				scope_grow(&b->sc, b->columns[c], b->room, room, batch_columns[c].size);
	b->room = room;
}

/* The first event that has it: all before it do not. */
static void begin(struct batch *b, enum batch_column column)
{
	b->columns[column] = scope_alloc(&b->sc, b->room, batch_columns[column].size);
	missing_fill(b, column, 0, b->n);
}

static void put(struct batch *b, enum batch_column column, bool has, const void *value)
{
	if (!has && !b->columns[column])
		return;
	b->has_rare = true;
	if (!b->columns[column])
		begin(b, column);
	memcpy(cell(b, column, b->n), has ? value : &missing[column], batch_columns[column].size);
}

static struct span text_add(struct batch *b, struct str text)
{
	struct span span = { (uint32_t)b->n_texts, (uint32_t)text.n };

	if (b->n_texts + text.n > b->texts_room) {
		size_t room = 2 * b->texts_room + text.n + FIRST_ROOM;
		b->texts = scope_grow(&b->sc, b->texts, b->texts_room, room, 1);
		b->texts_room = room;
	}
	if (text.n)
		memcpy(b->texts + b->n_texts, text.p, text.n);
	b->n_texts += text.n;
	return span;
}

static void text_put(struct batch *b, enum batch_column column, struct str text)
{
	struct span span = text.p ? text_add(b, text) : (struct span){ 0 };

	put(b, column, text.p != NULL, &span);
}

static void rare_put(struct batch *b, const struct evidence_event *e)
{
	uint8_t scale = (uint8_t)e->scale;
	bool yes = true;

	put(b, BATCH_CASE, e->case_code, &e->case_code);
	put(b, BATCH_PART, e->part, &e->part);
	put(b, BATCH_ENDED, e->has_end, &e->end_us);
	put(b, BATCH_ASSUMED, e->time_assumed, &yes);
	put(b, BATCH_VALUE, e->has_value, &e->value_minor);
	put(b, BATCH_RATING, e->has_rating, &e->rating);
	put(b, BATCH_SCALE, e->has_rating, &scale);
	put(b, BATCH_SAID, e->text.n, &yes);
	text_put(b, BATCH_CURRENCY, e->currency);
	text_put(b, BATCH_PROPERTIES, e->properties);
}

/* Nothing but who, what and when: what most events are. */
static bool is_plain(const struct evidence_event *e)
{
	return !e->case_code && !e->part && !e->has_end && !e->time_assumed && !e->has_value &&
	       !e->has_rating && !e->text.n && !e->currency.p && !e->properties.p;
}

void batch_add(struct batch *b, const struct evidence_event *e)
{
	if (b->n == b->room)
		grow(b);
	batch_ids(b)[b->n] = e->id;
	batch_codes(b, BATCH_CUSTOMER)[b->n] = e->customer;
	batch_codes(b, BATCH_KIND)[b->n] = e->kind;
	batch_times(b)[b->n] = e->time_us;
	((uint64_t *)b->columns[BATCH_ROW])[b->n] = e->row;
	if (b->has_rare || !is_plain(e))
		rare_put(b, e);
	b->n++;
}

void batch_copy(const struct batch *from, struct batch *to)
{
	*to = (struct batch){ .n = from->n, .room = from->n, .n_texts = from->n_texts };
	for (int c = 0; c < BATCH_COLUMNS; c++) {
		if (!from->columns[c])
			continue;
		to->columns[c] = scope_alloc(&to->sc, from->n, batch_columns[c].size);
		memcpy(to->columns[c], from->columns[c], from->n * batch_columns[c].size);
	}
	to->texts_room = from->n_texts;
	to->texts = scope_alloc(&to->sc, from->n_texts + 1, 1);
	if (from->n_texts)
		memcpy(to->texts, from->texts, from->n_texts);
}

void batch_keep(struct batch *b, const bool *keep)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++) {
		for (int c = 0; keep[i] && n < i && c < BATCH_COLUMNS; c++)
			if (b->columns[c])
				memcpy(cell(b, (enum batch_column)c, n), cell(b, (enum batch_column)c, i),
					batch_columns[c].size);
		n += keep[i];
	}
	b->n = n;
}

size_t batch_bytes(const struct batch *b)
{
	size_t bytes = b->n_texts;

	for (int c = 0; c < BATCH_COLUMNS; c++)
		bytes += b->columns[c] ? b->n * batch_columns[c].size : 0;
	return bytes;
}

void batch_close(struct batch *b)
{
	scope_close(&b->sc);
	*b = (struct batch){ 0 };
}

/* --- into a chunk -------------------------------------------------------------------------------- */

static void put_nulls(const struct batch *b, enum batch_column column, const uint32_t *rows, size_t n,
	struct duck_vector *to)
{
	for (size_t i = 0; i < n; i++)
		if (!b->columns[column] ||
			memcmp(cell(b, column, rows[i]), &missing[column], batch_columns[column].size) == 0)
			duck_vector_null(to, i);
}

static void put_texts(const struct batch *b, enum batch_column column, const uint32_t *rows, size_t n,
	struct duck_vector *to)
{
	const struct span *spans = b->columns[column];

	for (size_t i = 0; spans && i < n; i++)
		if (spans[rows[i]].from != NO_TEXT)
			duck_vector_text(
				to, i, (struct str){ b->texts + spans[rows[i]].from, spans[rows[i]].n });
}

static void put_values(const struct batch *b, enum batch_column column, const uint32_t *rows, size_t n,
	struct duck_vector *to)
{
	size_t size = batch_columns[column].size;
	char *p = duck_vector_data(to);

	if (!b->columns[column])
		memset(p, 0, n * size); /* NULL, or what false and 0 are */
	else if (n && rows[n - 1] - rows[0] == n - 1)
		memcpy(p, cell(b, column, rows[0]), n * size);
	else if (size == 8)
		for (size_t i = 0; i < n; i++)
			((uint64_t *)(void *)p)[i] = ((const uint64_t *)b->columns[column])[rows[i]];
	else if (size == 4)
		for (size_t i = 0; i < n; i++)
			((uint32_t *)(void *)p)[i] = ((const uint32_t *)b->columns[column])[rows[i]];
	else
		for (size_t i = 0; i < n; i++)
			memcpy(p + i * size, cell(b, column, rows[i]), size);
}

bool batch_has_nulls(enum batch_column column)
{
	return column >= BATCH_CASE && column != BATCH_PART && column != BATCH_ASSUMED &&
	       column != BATCH_SAID;
}

void batch_put(const struct batch *b, enum batch_column column, const uint32_t *rows, size_t n,
	struct duck_vector *to)
{
	if (batch_has_nulls(column))
		put_nulls(b, column, rows, n, to);
	if (batch_columns[column].type == DUCK_STRING)
		put_texts(b, column, rows, n, to);
	else
		put_values(b, column, rows, n, to);
}
