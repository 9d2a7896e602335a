/* voice_search - everything that was said with these words in it, in whatever form they stand.
 *
 *	struct voice_found *found = voice_search(sc, study, def, STR("late deliveries"), 20);
 *	for (size_t i = 0; i < found->n; i++) ... found->at[i].text ...
 *
 * Words are compared by their stems in the text's own language, so that "dostawa" finds "dostawami".  All must be there.
 * SQLite's full-text index narrows down what is looked at.
 */
#pragma once

#include "answer/said.h"
#include "store/judged.h"
#include "voice/language.h"

/* Words as they are looked for. */
struct voice_query;
struct voice_query *voice_query_open(
	struct scope *sc, struct str words) MUST_USE; /* FAULT_INVALID: no word in it */
void voice_query_close(struct voice_query *query);    /* takes NULL */
struct str voice_query_expression(
	struct voice_query *query); /* for documents_search: no less than what has them */
bool voice_query_fits(struct voice_query *query, struct str text);

enum { SEARCH_WORDS = 12, SEARCH_LOOK = 200000 /* texts that are looked at */ };

struct voice_found {
	const struct said **at; /* the newest first */
	size_t n;
	uint64_t all;                /* texts that have the words, */
	uint64_t customers;          /* and whose they are */
	struct judged_label *labels; /* people's corrections, of these and other texts, for judged_find */
	size_t n_labels;
	bool cut; /* there may be more than SEARCH_LOOK to look at */
};

/* FAULT_INVALID where there is no word to look for. */
struct voice_found *voice_search(struct scope *sc, struct study *study, const struct definition *def,
	struct str words, size_t most) MUST_USE;

/* Of what was found, that which was said at this touchpoint, and as many are told. */
void voice_found_keep(struct scope *sc, struct voice_found *found, int touchpoint);
