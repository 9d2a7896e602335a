/* questions - what is asked of both sides: our kernels over the trail, and SQL over the table of events.
 *
 *	struct bench bench;
 *	bench_open(sc, "shop", &bench);
 *	ours_count(sc, &bench, &questions[i], 1, &counted);  ours_tell(sc, &questions[i], &counted, &rows);
 *	sql_ask(sc, db, &questions[i], &rows);
 *	questions_same(...)                                              // row for row
 *
 * A question has parts: each a table that one of our counts gives, and a statement that must give the same rows.
 */
#pragma once

#include "answer/study.h"
#include "trail/funnel.h"
#include "trail/steps.h"

enum { WIDTH = 10, PARTS = 5 };

/* Whole numbers below 2^53, and seconds; what a part has no use for is 0. */
struct row {
	double v[WIDTH];
};

struct rows { /* a LIST */
	struct row *at;
	size_t n, room;
};

struct bench {
	struct workspace *ws;
	struct study *study;
	const struct trail *trail;
	struct matching as_is, changed; /* a touchpoint a kind; the same, but one kind went to another */
	struct walk_rules rules;
	uint16_t steps[5];        /* touchpoints of the funnels; the last one is the exclusion */
	uint32_t moved, moves_to; /* the kind that goes to another's touchpoint */
};

struct counted {
	int64_t silence_s;
	struct stats *stats;
	struct steps *steps;
	struct funnel *funnel;
};

struct part {
	void (*tell)(struct scope *sc, const struct counted *c, struct rows *out);
	const char *sql;      /* of `walked`, the events as journeys (sql.c) */
	const char *raw;      /* where the events' table can be asked more cheaply; NULL: the same */
	double within[WIDTH]; /* a column may differ by this share of the exact value; 0: not at all */
};

enum which_funnel { FUNNEL_NONE, FUNNEL_WINDOW, FUNNEL_STEP_WINDOWS };

struct question {
	const char *name;
	unsigned tables; /* enum stats_table */
	enum unit unit;
	bool silence;
	size_t depth; /* of a step matrix; 0: none */
	enum which_funnel funnel;
	bool changed; /* by the changed rules; SQL lays the events out once for all parts, and that counts */
	struct part parts[PARTS];
};

extern const struct question questions[];
extern const size_t n_questions;

enum { FUNNEL_DAYS = 7, STEP_DAYS = 1, GRAM = 3, DEPTH = 20 };

/* The workspace's trail must be there: nothing is written. */
bool bench_open(struct scope *sc, const char *dir, struct bench *b) MUST_USE;
void bench_close(struct bench *b);

bool ours_count(struct scope *sc, const struct bench *b, const struct question *q, unsigned workers,
	struct counted *out) MUST_USE;
void ours_tell(struct scope *sc, const struct question *q, const struct counted *c, struct rows *out);

/* What the statements are written with; then a question, from the events or from the table that sql_lay made. */
bool sql_prepare(struct scope *sc, struct duck *db, const struct bench *b, bool changed) MUST_USE;
bool sql_lay(struct scope *sc, struct duck *db) MUST_USE;
bool sql_ask(
	struct scope *sc, struct duck *db, const struct question *q, bool laid, struct rows *out) MUST_USE;

/* What tells: the tables as rows, in the order in which SQL gives them. */
void tell_silence(struct scope *sc, const struct counted *c, struct rows *out);
void tell_gaps(struct scope *sc, const struct counted *c, struct rows *out);
void tell_moves(struct scope *sc, const struct counted *c, struct rows *out);
void tell_steps(struct scope *sc, const struct counted *c, struct rows *out);
void tell_funnel(struct scope *sc, const struct counted *c, struct rows *out);
void tell_lengths(struct scope *sc, const struct counted *c, struct rows *out);
void tell_grams(struct scope *sc, const struct counted *c, struct rows *out);
void tell_variants(struct scope *sc, const struct counted *c, struct rows *out);
void tell_reach(struct scope *sc, const struct counted *c, struct rows *out);
void tell_dwell(struct scope *sc, const struct counted *c, struct rows *out);
