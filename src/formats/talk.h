/* talk - the turns of a recorded conversation (an interview, a focus group) as facts.
 *
 *	struct talk *t = talk_new(sc, in, columns, options, sink, notes);
 *	talk_says_when(t, STR("recorded 2026-03-04T09:00:00+01:00"));          // of the file's first lines
 *	if (!talk_add(t, &(struct turn){ .row = 7, .speaker = STR("Ewa N."), .text = text, ... })) return false;
 *	return talk_end(t);
 *
 * A turn is an event interview_said of whom the recording calls so.  What the interviewer says is left out, and
 * counted.  Times count from the recording's start; where that is not known the facts have no time, and "offset_s"
 * says the seconds.
 */
#pragma once

#include "formats/facts.h"

struct turn {
	uint64_t row;
	struct str raw, speaker, text; /* speaker p NULL: whoever spoke before */
	bool has_start, has_end;
	bool alone; /* it does not go on what the same speaker said before: a message of a chat */
	int64_t start_us, end_us; /* from the recording's start */
};

struct talk {
	struct facts *f;
	struct str recording; /* its name: the file's, without folders and ending */
	bool has_start;
	int64_t start_us; /* when it began, UTC */
	struct talk_open *open;
	uint64_t asked; /* turns of the interviewer */
	bool named, untimed;
};

struct talk *talk_new(struct scope *sc, struct input *in, struct names *columns,
	const struct reader_options *options, const struct sink *sink, struct reader_notes *notes);

/* Whether a line has a date, which then is taken for the recording's start. */
bool talk_says_when(struct talk *t, struct str line);

/* A turn, or more of the one before where the same speaker goes on; of nobody in particular a turn is a sentence. */
bool talk_add(struct talk *t, const struct turn *turn) MUST_USE;
bool talk_end(struct talk *t) MUST_USE;

/* The facts of a turn of its own, for the caller to add to and send; false: it was the interviewer's. */
bool talk_begin(struct talk *t, const struct turn *turn, bool interviewer);
void talk_remarks(struct talk *t); /* at the end, where there is no talk_end */

bool talk_is_interviewer(
	struct str name); /* "Moderator", "Interviewer 2", "ER", "Prowadząca", "Ewa (Host)" */

/* "Ewa N.: text" is split. */
bool talk_speaker(struct str line, struct str *name, struct str *rest);

/* "1:05", "00:00:01.000", "00:00:01,000" is cut off the front of the text. */
bool talk_clock(struct str *text, int64_t *us);
