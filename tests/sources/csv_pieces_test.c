/* A table read in pieces, on any number of threads, is the table read from front to back. */
#include "base/crew.h"
#include "collect.h"

struct pieces {
	struct collected all;
	struct slot {
		struct scope sc;
		struct collected c;
	} slots[READER_SLOTS];
	bool open[CREW_MOST];
	size_t taken, stop_after;
};

static bool piece_record(void *to, const struct record *record)
{
	struct slot *slot = to;

	return collect_record(&slot->c, record);
}

static bool piece_broken(void *to, uint64_t row, struct str raw, const char *why)
{
	struct slot *slot = to;

	return collect_broken(&slot->c, row, raw, why);
}

static struct sink open_piece(void *to, unsigned worker, size_t slot)
{
	struct pieces *p = to;
	struct slot *s = &p->slots[slot];

	assert_false(p->open[worker]);
	p->open[worker] = true;
	scope_close(&s->sc);
	s->c = (struct collected){ .columns = p->all.columns, .text = buf_new(&s->sc, 64 << 20) };
	return (struct sink){ s, piece_record, piece_broken };
}

static void close_piece(void *to, unsigned worker, size_t slot)
{
	struct pieces *p = to;

	(void)slot;
	p->open[worker] = false;
}

static bool take_pieces(void *to, size_t n)
{
	struct pieces *p = to;

	for (size_t i = 0; i < n; i++) {
		struct str text = buf_str(p->slots[i].c.text);
		if (buf_len(p->all.text) && text.n)
			buf_putc(p->all.text, '|');
		buf_str_add(p->all.text, text);
		p->all.broken += p->slots[i].c.broken;
	}
	return !p->stop_after || ++p->taken < p->stop_after;
}

static void read_pieces(struct pieces *p, struct str content, char delimiter, size_t piece, unsigned threads)
{
	struct piece_sinks sinks = { p, threads, piece, open_piece, close_piece, take_pieces };
	struct collected *c = &p->all;

	c->in = input_of(&c->sc, "a.csv", content);
	c->columns = names_new(&c->sc);
	c->text = buf_new(&c->sc, 64 << 20);
	input_set_block(c->in, piece ? piece : 1 << 20);
	c->ok = format_find(STR("csv"))
			->read_pieces(&c->sc, c->in, &(struct reader_options){ .delimiter = delimiter },
				c->columns, &sinks, &c->notes);
}

static void pieces_close(struct pieces *p)
{
	for (size_t i = 0; i < READER_SLOTS; i++)
		scope_close(&p->slots[i].sc);
	collect_close(&p->all);
}

static void assert_same(struct str content, char delimiter, size_t piece, unsigned threads)
{
	static struct pieces p;
	struct collected one = { 0 };

	p = (struct pieces){ 0 };
	one.in = input_of(&one.sc, "a.csv", content);
	collect_from(&one, "csv", &(struct reader_options){ .delimiter = delimiter });
	read_pieces(&p, content, delimiter, piece, threads);
	assert_int_equal(p.all.ok, one.ok);
	if (one.ok) {
		assert_str(buf_str(p.all.text), buf_str(one.text).p);
		assert_int_equal(p.all.broken, one.broken);
		assert_int_equal(p.all.notes.records, one.notes.records);
		assert_int_equal(p.all.notes.total_lines, one.notes.total_lines);
		assert_int_equal(p.all.notes.preamble, one.notes.preamble);
		assert_str(p.all.notes.encoding, one.notes.encoding.p);
	} else {
		assert_string_equal(p.all.sc.why, one.sc.why);
	}
	pieces_close(&p);
	collect_close(&one);
}

/* Anything at all that stands in tables, sound or not. */
static void dirty_row(struct buf *b, uint64_t *random, uint64_t columns)
{
	static const char *const fields[] = { "", "a", "2026-03-01", "\"q\"", "\"line\nend\"",
		"\"two\r\n\r\nends\"", "\"say \"\"x\"\"\"", "\"cut", "wor\"d", " \" gap \" ", "\"x\" tail",
		"=\"007\"", "ż", "\"a,b\"", "Total", "\"\n\n\n\n\n\n\n\n\"" };
	static const char *const ends[] = { "\n", "\n", "\n", "\r\n", "\n\n", "\r\n\r\n" };
	uint64_t n = test_random(random) % 8 ? columns : test_random(random) % (columns + 2);

	for (uint64_t i = 0; i < n; i++) {
		uint64_t what = test_random(random) % (test_random(random) % 6 ? 3 : COUNT_OF(fields));
		buf_printf(b, "%s%s", i ? "," : "", fields[what]);
	}
	buf_puts(b, ends[test_random(random) % COUNT_OF(ends)]);
}

static void any_text_in_any_pieces(void **state)
{
	static const unsigned threads[] = { 1, 2, 7 };
	uint64_t random = 20261126;

	(void)state;
	for (int round = 0; round < 1500; round++) {
		struct scope sc = { 0 };
		struct buf *text = buf_new(&sc, 1 << 20);
		uint64_t columns = 2 + test_random(&random) % 3, rows = test_random(&random) % 60;
		buf_puts(text, test_random(&random) % 4 ? "" : "\xef\xbb\xbf");
		for (uint64_t i = 0; i < columns; i++)
			buf_printf(text, "%sc%llu", i ? "," : "", (unsigned long long)i);
		buf_puts(text, "\n");
		for (uint64_t i = 0; i < rows; i++)
			dirty_row(text, &random, columns);
		if (test_random(&random) % 3 == 0)
			buf_cut(text, buf_len(text) - 1);
		assert_same(buf_str(text), ',', 1 + test_random(&random) % 60,
			threads[(size_t)round % COUNT_OF(threads)]);
		scope_close(&sc);
	}
}

static struct str repeated(
	struct scope *sc, const char *before, const char *piece, size_t times, const char *after)
{
	struct buf *b = buf_new(sc, 256 << 20);

	buf_puts(b, before);
	for (size_t i = 0; i < times; i++)
		buf_puts(b, piece);
	buf_puts(b, after);
	return buf_str(b);
}

/* Ceilings are met by the piece that has them, whatever stands in the others. */
static void ceilings_are_met_in_pieces_too(void **state)
{
	struct scope sc = { 0 };
	const struct str texts[] = {
		repeated(&sc, "a,b\n1,2\n", "x", 40 << 20, ""),
		repeated(&sc, "a,b\n1,", "x", 2 << 20, "\n3,4\n"),
		repeated(&sc, "a,b\n1,\"x\n", "3,a long value that makes the rows few\n", 500000, ""),
		repeated(&sc, "a,b\n1,\"", "x\n", 400000, "\"\n3,4\n"),
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		assert_same(texts[i], ',', 0, 2);
		assert_same(texts[i], ',', 100000, 7);
	}
	scope_close(&sc);
}

static void whoever_takes_may_stop(void **state)
{
	struct scope sc = { 0 };
	static struct pieces p;

	(void)state;
	p = (struct pieces){ .stop_after = 1 };
	read_pieces(&p, repeated(&sc, "a,b\n", "1,2\n", 10000, ""), ',', 100, 2);
	assert_false(p.all.ok);
	assert_int_equal(p.taken, 1);
	pieces_close(&p);
	scope_close(&sc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_text_in_any_pieces),
		cmocka_unit_test(ceilings_are_met_in_pieces_too),
		cmocka_unit_test(whoever_takes_may_stop),
	};

	return cmocka_run_group_tests_name("csv_pieces", tests, NULL, NULL);
}
