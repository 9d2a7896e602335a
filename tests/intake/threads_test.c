/* An import on several threads, in pieces of any size, is the import on one. */
#include "base/buf.h"
#include "folder.h"
#include "intake/import.h"

static const char *const fields[][8] = {
	{ "anna", "bob", "c1", "c2", "c3", "", "\"d, e\"",
		"a customer whose name is longer than forty letters" },
	{ "see", "buy", "\"re\nturn\"", "see", "buy", "see", "", "ask" },
	{ "2026-03-01 10:00:00", "2026-03-01 10:00:00", "2026-02-01", "2026-03-02T11:00:00Z",
		"2025-12-31 23:59:59", "2026-03-01 10:00:01", "", "never" },
	{ "1", "2", "3", "4", "5", "9", "", "x" },
	{ "", "good", "", "\"bad, \"\"very\"\"\nbad\"", "", "", "fine", "" },
	{ "web", "app", "", "web", "web", "web", "", "" },
	{ "12.50", "", "", "", "1 000", "??", "", "" },
	{ "/a/1", "/b", "", "", "", "/a/2", "", "" },
};

static void row(struct buf *b, uint64_t *random, size_t columns)
{
	uint64_t odd = test_random(random) % 60;

	for (size_t i = 0; i < columns; i++)
		buf_printf(b, "%s%s", i ? "," : "", fields[i][test_random(random) % (odd < 30 ? 3 : 8)]);
	buf_puts(b, odd == 0   ? ",one,too many\n"
		    : odd == 1 ? "\"broken\" x\n"
		    : odd == 2 ? "\r\n\r\n"
			       : "\n");
}

static struct str any_file(struct scope *sc, uint64_t *random)
{
	static const char *const header[] = { "customer", "event", "time", "rating", "comment", "channel",
		"amount", "page" };
	struct buf *b = buf_new(sc, 1 << 20);
	size_t first = test_random(random) % 5 == 0, columns = 3 + test_random(random) % 6;
	uint64_t rows = 40 + test_random(random) % 100;

	for (size_t i = first; i < columns; i++)
		buf_printf(b, "%s%s", i > first ? "," : "", header[i]);
	buf_puts(b, "\n");
	for (uint64_t i = 0; i < rows; i++) {
		size_t from = buf_len(b);
		row(b, random, columns);
		if (!first)
			continue;
		/* Nobody says who the customer is. */
		struct str line = str_copy(sc, str_sub(buf_str(b), from, buf_len(b)));
		buf_cut(b, from);
		const char *rest = memchr(line.p, ',', line.n);
		buf_puts(b, rest && line.p[0] != '"' ? rest + 1 : line.p);
	}
	return buf_str(b);
}

static void say_rows(struct scope *sc, struct buf *out, struct evidence *ev, const char *sql)
{
	struct duck_rows *rows = duck_ask(sc, evidence_duck(ev), sql, 0, NULL);

	if (!rows)
		fail_msg("%s", sc->why);
	while (duck_next(rows))
		buf_printf(out, "%.*s\n", STR_ARG(duck_text(rows, 0)));
	assert_true(duck_done(sc, rows));
}

static bool say_text(struct scope *sc, void *to, const struct feedback *f)
{
	(void)sc;
	buf_printf(to, "%lld/%llu/%u %u %.*s\n", (long long)f->import, (unsigned long long)f->row, f->part,
		f->customer, STR_ARG(f->text));
	return true;
}

/* All that an import leaves, and says. */
static struct str leaves(struct scope *sc, struct workspace *ws, const struct import_report *r)
{
	static const char *const tables[] = {
		"SELECT e::VARCHAR FROM event e ORDER BY import, row, part, id",
		"SELECT c::VARCHAR FROM customer c ORDER BY code",
		"SELECT j::VARCHAR FROM journey_case j ORDER BY code",
		"SELECT k::VARCHAR FROM kind k ORDER BY code",
		"SELECT q::VARCHAR FROM quarantine q ORDER BY import, row, id",
		"SELECT i::VARCHAR FROM import i ORDER BY id",
	};
	struct buf *out = buf_new(sc, 16 << 20);

	for (size_t i = 0; i < COUNT_OF(tables); i++)
		say_rows(sc, out, ws->evidence, tables[i]);
	assert_true(documents_feedback(sc, ws->documents, say_text, out));
	buf_printf(out, "%llu rows, %llu events, %llu again, %llu in quarantine, %llu empty\n",
		(unsigned long long)r->rows, (unsigned long long)r->events, (unsigned long long)r->duplicates,
		(unsigned long long)r->quarantined, (unsigned long long)r->without_event);
	for (size_t i = 0; i < r->remarks.n; i++)
		buf_printf(out, "%.*s\n", STR_ARG(r->remarks.at[i]));
	for (size_t i = 0; i < r->n_shown; i++)
		buf_printf(
			out, "%llu %.*s\n", (unsigned long long)r->shown[i].row, STR_ARG(r->shown[i].reason));
	return buf_str(out);
}

/* The first file, and then the second, of which a part is the first. */
static struct str imported(struct folder *f, const char *const *paths, unsigned threads, size_t piece)
{
	struct import_wish wish = { .now_us = 1, .threads = threads, .piece = piece };
	struct workspace *ws = workspace_temporary(&f->sc);
	struct buf *out = buf_new(&f->sc, 16 << 20);

	for (size_t i = 0; i < 2; i++) {
		struct import_report *r = import_file(&f->sc, ws, paths[i], &wish);
		if (r)
			buf_str_add(out, leaves(&f->sc, ws, r));
		else
			buf_puts(out, f->sc.why);
		scope_forgive(&f->sc);
	}
	workspace_close(ws);
	return buf_str(out);
}

static void any_threads_and_pieces_leave_the_same(void **state)
{
	static const unsigned threads[] = { 2, 7, 1 };
	uint64_t random = 9;

	(void)state;
	for (size_t round = 0; round < 12; round++) {
		struct folder f = folder_open();
		struct str first = any_file(&f.sc, &random);
		struct buf *both = buf_new(&f.sc, 1 << 20);
		buf_str_add(both, first);
		for (int i = 0; i < 20; i++)
			buf_puts(both, "c1,see,2026-03-01 10:00:00\n");
		const char *paths[] = { folder_file(&f, "a.csv", first),
			folder_file(&f, "b.csv", buf_str(both)) };
		struct str want = imported(&f, paths, 1, 0);
		assert_true(str_has(want, STR("again")));
		for (size_t t = 0; t < COUNT_OF(threads); t++)
			assert_str(imported(&f, paths, threads[t], 1 + test_random(&random) % 90), want.p);
		folder_close(&f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_threads_and_pieces_leave_the_same),
	};

	return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
