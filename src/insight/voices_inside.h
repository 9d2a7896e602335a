/* voices_inside - what the files behind voices.h share. */
#pragma once

#include "insight/voices.h"
#include "voice/themes.h"

/* Of the lexicon, by which the kind is found; -1: by how the clause feels. */
int voices_role(enum voice_kind kind);

bool voices_is(const struct voice_clause *clause, enum voice_kind kind);

/* The text in work: read once for all of its clauses that come one after another.  `text` starts as UINT32_MAX. */
struct voice_reading {
	struct tokens tokens;
	uint32_t text;
};

/* The clause's part of its text's tokens, until the next call. */
struct tokens voices_tokens(
	const struct voices_input *input, const struct voice_clause *clause, struct voice_reading *reading);

/* The findings of each place: clauses of a kind, put to themes, counted, with their quotes. */
void voices_find(struct scope *sc, struct voices *voices, const struct voices_input *input);

/* The words of a clause as they are quoted: the whole text where it is short enough, else its sentence; masked; p NULL:
 * shorter than `least` letters. */
struct str voices_words(struct scope *sc, struct str text, const struct voice_clause *clause, size_t least);

/* Whether a clause stands in whole sentences: what begins small or ends with no mark was cut somewhere. */
bool voices_is_whole(struct str text, const struct voice_clause *clause);

/* At most `room` of the best quotes out of these clauses: one customer once in all of the place's findings of the kind,
 * and none that repeats another. */
void voices_quote(struct scope *sc, const struct voices_input *input, const uint32_t *clauses, size_t n,
	const struct voice_place *place, size_t room, struct voice_finding *finding);

/* --- findings in work --- */

/* A clause as something of a kind at a place. */
struct finding_entry {
	uint32_t group, customer, clause; /* group: place * VOICE_KINDS + kind */
	uint8_t themes;                   /* a bit for each of the group's that it speaks of */
};

/* How often a theme was looked at, and was somebody's name. */
struct finding_watch {
	uint32_t looked, named;
};

struct finding_work {
	struct scope *sc;
	struct voices *v;
	const struct voices_input *in;
	struct finding_entry *entries; /* by customer, then clause */
	size_t n;
	struct themes *themes;
	struct theme_list *best; /* by group: what it speaks of */
	struct voice_reading reading;
	struct finding_watch *watched; /* by group and theme */
};

/* Finds what each group speaks of, and marks its entries. */
void voices_theme(struct finding_work *work);
