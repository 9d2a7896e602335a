/* listen - everything that customers said, understood: the pipeline over a workspace and a map.
 *
 *	struct voice_kit *kit = voice_kit_open(sc, ws);
 *	struct listened *heard = listen_to(sc, study, def, kit, members);
 *	heard->voices->at[t].findings ...
 *
 * Each text is told its language, cut into clauses, felt, looked through for patterns, and each clause put to the
 * touchpoint that it is about: that of its event, else one whose keywords it has, else one that was learnt from
 * people's corrections, else where it was said.  Where a map has touchpoints at which customers do something, those at
 * which they only speak (reviews, answers to questions, posts) are where a thing is said, not what it is about.
 */
#pragma once

#include "answer/said.h"
#include "answer/voice_kit.h"
#include "insight/voices.h"

struct listened {
	struct voices *voices;
	struct voice_text *texts; /* what the numbers in quotes mean */
	size_t n_texts;
	struct voice_clause *clauses;
	size_t n_clauses;
	const struct voice_kit *kit;
	struct voices_input input; /* what the voices were gathered from; its lexicons are the kit's */
};

/* `members`: bitmap of customers; NULL: all. */
struct listened *listen_to(struct scope *sc, struct study *study, const struct definition *def,
	struct voice_kit *kit, const uint64_t *members) MUST_USE;

/* Of what was heard only what was said in the period, put together anew. */
struct listened *listen_within(struct scope *sc, const struct listened *heard, int64_t from_s, int64_t to_s);

/* [touchpoints]: whether what is said there is about it: customers act there too, or the map has only such at which they
 * speak.  NULL on a fault. */
bool *listen_acts(struct scope *sc, struct study *study, const struct definition *def) MUST_USE;

/* [kinds]: the language that most of a kind's texts are in, for those that do not tell. */
enum language *listen_usual(struct scope *sc, const struct study *study, const struct said_list *said);
