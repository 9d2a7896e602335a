/* scores_private - what the files of scores.h share: what a question means, and the counted cells.
 *
 *	struct scores_names *names = scores_names(sc, study);
 *	struct scores_counted *counted = scores_count(sc, study, &rules->walk, names, question);
 */
#pragma once

#include "answer/scores.h"

#define SCORES_NOWHERE UINT32_MAX /* SUS: its items stand at several touchpoints */

enum { SCORES_SUS = SCALES }; /* in place of a scale */

/* What the events of a kind ask. */
struct scores_asked {
	uint32_t question;   /* a code of `questions` */
	uint32_t instrument; /* the same, of the SUS that it is an item of */
	unsigned item;       /* 1..10; 0: none */
};

struct scores_names {
	const struct scores_asked *of; /* [kinds] */
	const struct str *questions; /* event names, letter case ignored, in their order; then instruments */
	bool *effort;                /* [n]: asks how easy it was */
	size_t n;
};

struct scores_names *scores_names(struct scope *sc, struct study *study) MUST_USE;

struct scores_key { /* compared and hashed as bytes: no gaps */
	uint32_t place, question, scale, segment;
	int64_t period;
};

struct scores_sum {
	struct scores_key key;
	struct score_sum sum;
	uint64_t incomplete;
	uint32_t first_place, last_place; /* of SUS: touchpoints of its items */
	struct scores_hand *hand;         /* of the customer who is being counted */
};

struct scores_counted {
	struct scores_sum *at; /* by key: place, question, scale, segment, period */
	size_t n;
	const bool *rated; /* [touchpoints + 1] by any of the segments */
};

struct scores_counted *scores_count(struct scope *sc, const struct study *study,
	const struct walk_rules *rules, const struct scores_names *names,
	const struct scores_question *question) MUST_USE;
