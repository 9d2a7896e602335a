/* gapped - what the tests of gaps share: a workspace in memory, and what its evidence says of what was expected.
 *
 *	begin("orders.csv", TEXT);
 *	const struct gap_line *line = only(gaps_here());
 *	end();
 */
#pragma once

#include "answer/gaps.h"
#include "bench.h"
#include "model/definition_io.h"

static struct bench b;

static inline void begin(const char *name, const char *text)
{
	b = bench_new();
	bench_take(&b, name, text);
}

/* With wishes about the columns: "rating=speed". */
static inline void begin_with(const char *name, const char *text, size_t n, const char *const *wishes)
{
	struct column_wish *columns;

	b = bench_new();
	columns = NEW_ARRAY(&b.sc, struct column_wish, n);
	for (size_t i = 0; i < n; i++)
		assert_true(column_wish_read(&b.sc, str_of(wishes[i]), &columns[i]));
	struct import_wish wish = { .mapping = { .columns = columns, .n_columns = n } };
	if (!import_file(&b.sc, b.ws, bench_write(&b, name, str_of(text)), &wish))
		fail_msg("%s", b.sc.why);
}

static inline struct definition *map_of(const char *text)
{
	struct definition *def = definition_from_text(&b.sc, DOCUMENT_GUESS, str_of(text));

	if (!def)
		fail_msg("%s", b.sc.why);
	return def;
}

static const char EMPTY[] = "map: m\nstages: [ { id: s, touchpoints: [] } ]\n";

static inline struct gaps *gaps_of(const struct definition *def)
{
	struct gaps *g;

	if (!b.study)
		bench_study(&b);
	g = study_gaps(&b.sc, b.study, def, &(struct gaps_wish){ .every_plan = true });
	if (!g)
		fail_msg("%s", b.sc.why);
	return g;
}

static inline struct gaps *gaps_here(void)
{
	return gaps_of(map_of(EMPTY));
}

static inline const struct gap_line *only(const struct gaps *g)
{
	assert_int_equal(g->lines.n, 1);
	return &g->lines.at[0];
}

static inline void assert_remark(const struct gaps *g, const char *words)
{
	for (size_t i = 0; i < g->remarks.n; i++)
		if (strstr(str_c(&b.sc, g->remarks.at[i]), words))
			return;
	fail_msg("no remark says \"%s\"", words);
}

static inline void end(void)
{
	bench_close(&b);
}
