/* Invariant 6: files in any order, one file or ten, imported once or twice: the same map, byte for byte. */
#include "answer/first.h"
#include "base/buf.h"
#include "bench.h"
#include "draw/draw.h"

enum { FILES = 10, ROWS_MOST = 300 };

struct rows {
	size_t n;
	uint32_t customer[ROWS_MOST];
	struct str text[ROWS_MOST];
};

static uint32_t below(uint64_t *state, uint32_t n)
{
	return (uint32_t)((test_random(state) >> 33) % n);
}

/* Many ties: only some rows move the clock on, and then often by nothing that a second shows. */
static struct rows *random_rows(struct scope *sc, uint64_t *state)
{
	static const char *const events[] = { "visit", "cart", "Payment", "order_completed", "support",
		"review" };
	static const int64_t gaps[] = { 0, 0, 0, 1, 999999, 60000000, 3600000000, 40 * 86400ll * 1000000 };
	struct rows *r = NEW(sc, struct rows);
	int64_t at[26] = { 0 };
	uint32_t customers = 2 + below(state, 24);

	r->n = 40 + below(state, ROWS_MOST - 40);
	for (size_t i = 0; i < r->n; i++) {
		uint32_t c = below(state, customers);
		at[c] += gaps[below(state, COUNT_OF(gaps))];
		r->customer[i] = c;
		struct str time = when_iso(sc, 1700000000000000 + c + at[c] / (1 + c % 3));
		const char *rating = below(state, 3) ? "" : scope_printf(sc, "%u", 1 + below(state, 5));
		r->text[i] = str_of(scope_printf(sc, "user-%u,%.*s,%s,%s\n", c, STR_ARG(time),
			events[below(state, COUNT_OF(events))], rating));
	}
	return r;
}

static struct str as_file(struct scope *sc, const struct rows *r, uint32_t part, uint32_t of)
{
	struct buf *b = buf_new(sc, 1 << 20);
	size_t lines = 0;

	buf_puts(b, "customer,time,event,rating\n");
	for (size_t i = 0; i < r->n; i++)
		if (r->customer[i] % of == part) {
			buf_str_add(b, r->text[i]);
			lines++;
		}
	return lines ? buf_str(b) : (struct str){ 0 };
}

static void take(struct bench *b, const char *path)
{
	static const struct column_wish columns[] = { { .role = ROLE_RATING,
		.column = { "rating", 6 },
		.scale = SCALE_1_5,
		.order = WHEN_ORDER_UNKNOWN } };
	struct import_wish wish = {
		.mapping = { .columns = columns, .n_columns = 1 }, .has_source = true, .source = SOURCE_WEB
	};

	if (!import_file(&b->sc, b->ws, path, &wish))
		fail_msg("%s", b->sc.why);
}

/* In `parts` files (those of customers c with c % parts == part), in this order; `times` times. */
static struct str drawn(
	struct scope *sc, const struct rows *r, uint32_t parts, const uint32_t *order, int times)
{
	struct bench b = bench_new();

	for (int again = 0; again < times; again++) {
		for (uint32_t p = 0; p < parts; p++) {
			struct str text = as_file(&b.sc, r, order[p], parts);
			if (text.p)
				take(&b, bench_write(&b, scope_printf(&b.sc, "%d-%u.csv", again, p), text));
		}
	}
	bench_study(&b);
	struct definition *def =
		study_first(&b.sc, b.study, &(struct first_wish){ .id = STR("m"), .title = STR("m") });
	struct map *map = def ? study_map(&b.sc, b.study, def, &(struct study_wish){ 0 }) : NULL;
	struct buf *out = buf_new(&b.sc, DRAW_CEILING);
	if (!map || !draw_write(&b.sc, map, STR("json"), out))
		fail_msg("%s", b.sc.why);
	struct str json = str_copy(sc, buf_str(out));
	bench_close(&b);
	return json;
}

static void shuffle(uint64_t *state, uint32_t *order)
{
	for (uint32_t i = FILES; i > 1; i--) {
		uint32_t k = below(state, i), swap = order[i - 1];
		order[i - 1] = order[k];
		order[k] = swap;
	}
}

static void same_text(struct str got, struct str want, const char *how)
{
	size_t at = 0;

	if (str_equal(got, want))
		return;
	while (at < got.n && at < want.n && got.p[at] == want.p[at])
		at++;
	at = at > 60 ? at - 60 : 0;
	fail_msg("%s: \"%.*s\" instead of \"%.*s\"", how, 160, got.p + at, 160, want.p + at);
}

static void invariant_6_files_however_they_come(void **state)
{
	const char *wish = getenv("WEND_LOGS");
	uint64_t seed = 66;

	(void)state;
	for (size_t i = wish ? strtoull(wish, NULL, 10) / 100 + 1 : 6; i > 0; i--) {
		struct scope sc = { 0 };
		struct rows *r = random_rows(&sc, &seed);
		uint32_t order[FILES] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
		struct str one = drawn(&sc, r, 1, order, 1);

		same_text(drawn(&sc, r, FILES, order, 1), one, "ten files");
		shuffle(&seed, order);
		same_text(drawn(&sc, r, FILES, order, 1), one, "ten files in another order");
		same_text(drawn(&sc, r, FILES, order, 2), one, "ten files twice");
		order[0] = 0;
		same_text(drawn(&sc, r, 1, order, 2), one, "one file twice");
		scope_close(&sc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(invariant_6_files_however_they_come),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
