/* survey_words - the words that surveys are written in, English, Polish and Russian: small letters, without marks.
 *
 *	survey_says(plain, survey_nps_words)
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Words and phrases with | between them, "word*" is a start. */
extern const char survey_nps_words[], survey_rating_words[], survey_effort_words[], survey_count_words[],
	survey_none_words[], survey_text_words[], survey_person_words[], survey_yes_words[],
	survey_no_words[], survey_expected_words[], survey_experienced_words[], survey_filling_words[];

/* A scale of words, from bad to good; for each step what people are given to choose. */
struct survey_worded {
	size_t n;
	bool only_asked; /* words that mean a rating only where the question asks for one */
	const char *steps[7];
};

extern const struct survey_worded survey_worded[];
extern const size_t survey_n_worded;
