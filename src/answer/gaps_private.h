/* gaps_private - what the files of gaps.h share.
 *
 *	gaps_promises(w); gaps_ratings(w); gaps_plan(w, def, &plan);     // each adds to w->out
 */
#pragma once

#include "answer/gaps.h"

/* A property that says what was expected. */
struct gaps_property {
	struct str name;
	bool marked;    /* an import took its column for something expected */
	bool plain;     /* it is a column of a table, not of a format that pairs questions itself */
	int touchpoint; /* a person says that it comes true here; -1: found by its name */
};

/* What the records say of one question: a property beside each rating. */
struct gaps_answer {
	uint32_t customer;
	double expected, actual;
};

struct gaps_rated {
	struct str property;
	int touchpoint; /* as in struct gaps_property */
	uint32_t code;  /* of the rating's event */
	enum scale scale;
	const struct gaps_answer *answers; /* by customer */
	size_t n;
};

struct gaps_work {
	struct scope *sc;
	struct scope own; /* of what is in no answer */
	struct study *study;
	const struct definition *def;
	const struct study_rules *rules;
	const uint64_t *customers;
	struct gaps *out;
	LIST(struct gaps_property) properties;
	LIST(struct gaps_rated) rated;
	struct when_zone **zones; /* by import; NULL: UTC */
	size_t n_zones;
};

/* Whether the customer is asked about. */
bool gaps_wants(const struct gaps_work *w, uint32_t customer);
void gaps_remark(struct gaps_work *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct str gaps_touchpoint_name(const struct gaps_work *w, int touchpoint); /* p NULL: none */

/* --- gaps_names.c --- */

enum { GAP_WORDS = 32 };

struct gap_words {
	struct str at[GAP_WORDS];
	size_t n;
};

/* "order_estimated_delivery_date": its words, small and without marks. */
void gap_words(struct scope *sc, struct str name, struct gap_words *out);

/* The name says that something is promised or expected. */
bool gap_says_promised(struct scope *sc, struct str name);
bool gap_says_expected(struct scope *sc, struct str name);

/* How many of the words of a promise's name the event's name has, as what came true of it; 0: it is not that. */
size_t gap_fulfils(struct scope *sc, struct str promise, struct str event);

struct gap_word {
	struct str text;
	size_t letters;
	uint32_t families; /* bits: of which things it is a word */
};

/* "servqual e 07": item 7, of "servqual". */
struct gap_item {
	int64_t number; /* 0: none */
	struct str of[2];
	size_t n_of;
};

/* A question's name, read once and then held against many. */
struct gap_question {
	struct gap_word *bare; /* without the words that say which half it is */
	size_t n;
	bool expects, experienced, rates;
	struct gap_item expected, perceived;
};

void gap_question(struct scope *sc, struct str name, struct gap_question *out);

/* It may be the first of such two. */
bool gap_may_expect(const struct gap_question *q);

/* Two questions that are one, but for what says that the first is about what was expected. */
bool gap_questions_pair(const struct gap_question *expected, const struct gap_question *actual);

/* --- gaps_properties.c --- */

enum gaps_content { GAPS_NOTHING, GAPS_TIMES, GAPS_RATINGS };

bool gaps_properties_find(struct gaps_work *w) MUST_USE;

/* --- gaps_promises.c, gaps_within.c, gaps_rated.c, gaps_ratings.c, gaps_plans.c --- */

struct when_shape;
bool gaps_promise(
	struct gaps_work *w, const struct gaps_property *p, const struct when_shape *shape) MUST_USE;
void gaps_within(struct gaps_work *w);
bool gaps_ratings(struct gaps_work *w) MUST_USE;

/* Adds to w->rated. */
bool gaps_rated_property(struct gaps_work *w, const struct gaps_property *p) MUST_USE;
bool gaps_plan(struct gaps_work *w, const struct definition *def, struct gap_plan *out) MUST_USE;

/* A new line, and what became of its promises: sorted, and counted. */
struct gap_line *gaps_line(struct gaps_work *w, enum map_gap_kind kind, int touchpoint);
void gaps_outcomes(struct gaps_work *w, struct gap_line *line, struct gap_outcome *outcomes, size_t n);
