/* said - everything that customers said, each text with its event: who, when, at which touchpoint, how they rated.
 *
 *	struct said_list *said = said_read(sc, study, def, members);
 *	for (size_t i = 0; i < said->n; i++) ... said->at[i].text ...
 */
#pragma once

#include "answer/study.h"
#include "voice/feeling.h"

struct said {
	struct str text;
	uint64_t id; /* judged_text: by which it is known to people */
	int64_t time_us;
	uint32_t customer; /* the person's code */
	uint32_t kind;     /* of its event; the dictionary's */
	int touchpoint;    /* where it was said; -1: on none of the map's */
	float feeling;     /* its event's rating on -2..2; NaN: none */
	uint8_t scale;     /* of the rating; 0: none */
	int64_t import;    /* where it stands */
	uint64_t row;
	uint16_t part;
};

struct said_list {
	struct said *at; /* by time, then by text: in whatever order files came */
	size_t n;
};

/* `members`: bitmap of customers; NULL: all.  `def` NULL: touchpoints are not looked for. */
struct said_list *said_read(struct scope *sc, struct study *study, const struct definition *def,
	const uint64_t *members) MUST_USE;

/* The class that a rating stands for: of NPS promoters are positive and detractors negative, else above +0.5 and below
 * -0.5 on -2 to +2. */
enum polarity polarity_of_rating(uint8_t scale, float feeling);
