/* feedback - at which touchpoints of a map customers only answer and write, and do nothing else.
 *
 *	const bool *only = feedback_only(sc, study, def, matching);   // [touchpoints]
 *	if (only[t]) ...                                     // nobody gives up there: leaving is not told of it
 *
 * A kind of event is feedback where two of three signs say so: it comes from a survey or an interview; its name speaks
 * of one ("NPS survey", "Review written", "Ankieta"); nine of ten of its events are a rating or a text.  One alone says
 * little: a file of calls that are all rated is read as a survey, "Reviews read" is a page, and every ticket is a text.
 */
#pragma once

#include "answer/study.h"

/* [kinds]: it is feedback, and there is some of it: what the study has as its answers.  NULL on a fault. */
bool *feedback_kinds(struct scope *sc, struct study *study) MUST_USE;

/* [touchpoints]: all that it gathers is feedback, and it gathers something. */
bool *feedback_only(struct scope *sc, const struct study *study, const struct definition *def,
	const struct matching *matching);

/* [kinds]: how many of its events are a text or a rating: of everybody, whoever is asked about.  NULL on a fault. */
uint64_t *feedback_speaking(struct scope *sc, struct study *study) MUST_USE;
