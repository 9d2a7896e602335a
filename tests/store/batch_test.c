#include "store/batch.h"

#include "base/buf.h"
#include "test.h"

/* What of a batch is fed into a table. */
struct fed {
	const struct batch *b;
	const uint32_t *rows;
	size_t n;
};

static size_t fill(void *to, size_t part, size_t *at, size_t room, struct duck_vector *const *vectors)
{
	const struct fed *fed = to;
	size_t n = fed->n - *at;

	(void)part;
	n = n < room ? n : room;
	for (int c = 0; c < BATCH_COLUMNS; c++)
		batch_put(fed->b, (enum batch_column)c, fed->rows + *at, n, vectors[c]);
	*at += n;
	return n;
}

static const char as_text[] =
	"SELECT concat_ws(' ', id, customer, kind, epoch_us(time), row, part, assumed, said, 'c' || case_code,"
	" 'e' || epoch_us(ended), 'v' || value, 'cur' || currency, 'r' || rating, 's' || scale, properties)"
	" FROM t ORDER BY row";

static struct str read_back(struct scope *sc, const struct fed *fed)
{
	struct duck *db = duck_open(sc, NULL, DUCK_MEMORY);
	struct duck_feed feed = {
		.n = BATCH_COLUMNS, .parts = 1, .fill = fill, .to = (void *)(uintptr_t)fed
	};
	struct buf *out = buf_new(sc, 16 << 20);

	for (int c = 0; c < BATCH_COLUMNS; c++)
		feed.columns[c] = &batch_columns[c];
	assert_true(duck_feed(sc, db, "CREATE TABLE t AS SELECT * FROM wend_feed()", 0, NULL, &feed));
	struct duck_rows *rows = duck_ask(sc, db, as_text, 0, NULL);
	if (!rows)
		fail_msg("%s", sc->why);
	while (duck_next(rows))
		buf_printf(out, "%.*s|", STR_ARG(duck_text(rows, 0)));
	assert_true(duck_done(sc, rows));
	duck_close(db);
	return buf_str(out);
}

static void say(struct buf *out, const struct evidence_event *e)
{
	buf_printf(out, "%llu %u %u %lld %llu %u %s %s", (unsigned long long)e->id, e->customer, e->kind,
		(long long)e->time_us, (unsigned long long)e->row, e->part,
		e->time_assumed ? "true" : "false", e->text.n ? "true" : "false");
	if (e->case_code)
		buf_printf(out, " c%u", e->case_code);
	if (e->has_end)
		buf_printf(out, " e%lld", (long long)e->end_us);
	if (e->has_value)
		buf_printf(out, " v%lld", (long long)e->value_minor);
	if (e->currency.p)
		buf_printf(out, " cur%.*s", STR_ARG(e->currency));
	if (e->has_rating)
		buf_printf(out, " r%.1f s%d", (double)e->rating, (int)e->scale);
	if (e->properties.p)
		buf_printf(out, " %.*s", STR_ARG(e->properties));
	buf_puts(out, "|");
}

/* Each column from the first event on that has it, by chance. */
static struct evidence_event any_event(uint64_t *random, uint64_t row)
{
	uint64_t dice = test_random(random) >> (test_random(random) % 64);

	return (struct evidence_event){
		.id = test_random(random),
		.customer = (uint32_t)test_random(random),
		.kind = (uint32_t)(test_random(random) % 60000),
		.time_us = (int64_t)(test_random(random) % 1000000000),
		.row = row,
		.case_code = dice & 1 ? (uint32_t)(test_random(random) | 1) : 0,
		.part = dice & 2 ? (uint16_t)test_random(random) : 0,
		.has_end = dice >> 2 & 1,
		.end_us = -7,
		.time_assumed = dice >> 3 & 1,
		.has_value = dice >> 4 & 1,
		.value_minor = dice & 32 ? -150 : 0,
		.currency = dice & 64    ? STR("PLN")
			    : dice & 128 ? STR("")
					 : (struct str){ 0 },
		.has_rating = dice >> 8 & 1,
		.rating = 3.5f,
		.scale = dice & 512 ? SCALE_1_5 : SCALE_NONE,
		.text = dice & 1024 ? STR("said") : (struct str){ 0 },
		.properties = dice & 2048 ? STR("{\"a\":\"a text of some length\"}") : (struct str){ 0 },
	};
}

static void what_goes_in_comes_out(void **state)
{
	enum { MOST = 5000 };
	static uint32_t rows[MOST];
	uint64_t random = 11;

	(void)state;
	for (int round = 0; round < 40; round++) {
		struct scope sc = { 0 };
		struct batch b = { 0 }, copy;
		struct buf *want = buf_new(&sc, 16 << 20);
		size_t n = test_random(&random) % (round % 4 ? 40 : MOST), taken = 0;
		uint64_t most =
			1 + test_random(&random) % 4; /* 1: all rows, else one of so many is left out */
		for (size_t i = 0; i < n; i++) {
			struct evidence_event e = any_event(&random, i);
			batch_add(&b, &e);
			if (most > 1 && test_random(&random) % most == 0)
				continue;
			rows[taken++] = (uint32_t)i;
			say(want, &e);
		}
		assert_true(batch_bytes(&b) >= n * 32);
		batch_copy(&b, &copy);
		batch_close(&b);
		assert_int_equal(b.n, 0);
		assert_str(read_back(&sc, &(struct fed){ &copy, rows, taken }), buf_str(want).p);
		batch_close(&copy);
		scope_close(&sc);
	}
}

static void a_plain_event_costs_32_bytes(void **state)
{
	struct batch b = { 0 };

	(void)state;
	for (uint64_t i = 0; i < 100; i++)
		batch_add(&b, &(struct evidence_event){ .id = i, .row = i });
	assert_int_equal(batch_bytes(&b), 3200);
	batch_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_goes_in_comes_out),
		cmocka_unit_test(a_plain_event_costs_32_bytes),
	};

	return cmocka_run_group_tests_name("batch", tests, NULL, NULL);
}
