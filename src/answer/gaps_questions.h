/* gaps_questions - the questions that are asked twice: of what was expected, and of what was experienced.
 *
 *	gaps_questions_find(&a);           // a.w and a.own are there
 *	a.questions.at[0].expected_name    // "Expected delivery speed"
 */
#pragma once

#include "answer/gaps_private.h"

/* A customer's mean of each half. */
struct answered {
	size_t question;
	uint32_t customer;
	double expected, actual;
};

struct half {
	double sum;
	uint64_t n;
};

struct question {
	uint32_t expected,
		actual; /* codes of events' names; GAPS_NO_EVENT: a property; whatever is at the touchpoint */
	struct str expected_name, actual_name;
	int touchpoint; /* that a person named; -1: that of most of the ratings */
	enum scale scale;
	uint64_t *touch;       /* [touchpoints + 1] */
	bool counted;          /* its answers came with the records */
	struct half said, got; /* of the customer in hand */
};

/* The questions that hear what is rated there. */
struct listeners {
	LIST(uint32_t) of;
};

struct asking_twice {
	struct gaps_work *w;
	struct scope *own;     /* of what no line keeps */
	uint8_t *scales;       /* [events' names]: the scale of its ratings; MANY_SCALES */
	bool *expects, *comes; /* [events' names]: a question has it as the one half, or the other */
	LIST(struct question) questions;
	struct listeners *by_code, *by_touch; /* [events' names], [touchpoints + 1] */
	LIST(uint32_t) heard;                 /* of the customer in hand: questions */
	LIST(struct answered) answers;
};

static inline uint32_t question_code(const struct gaps_work *w, const struct trail_part *part, uint64_t event)
{
	return w->study->dictionary->event_code[part_kind(part, event)];
}

/* Those that a record or a person names, then those whose names say it; the answers that came with the records. */
void gaps_questions_find(struct asking_twice *a);
