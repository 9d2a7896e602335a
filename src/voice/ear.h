/* ear - one text heard: its language, how it feels as a whole and in each clause, and what in it speaks of what.
 *
 *	struct ear *ear = ear_open(&kit);                        // one a thread
 *	const struct heard_text *h = ear_hear(ear, text, LANGUAGE_PL);
 *	if (h->polarity == POLARITY_NEGATIVE) ...
 *	ear_close(ear);
 *
 * The lexicon of the language says how it feels, or a model that learnt from the company's own rated texts where there
 * is one.  Languages other than English, Polish and Russian get no feeling.
 */
#pragma once

#include "voice/feeling.h"
#include "voice/model.h"

struct ear_kit {                                   /* shared by all threads */
	const struct lexicon *lexicons[LANGUAGES]; /* NULL: nothing is heard in that language */
	const struct model *models[LANGUAGES];     /* of the feeling; NULL: the lexicon says it */
};

struct heard_text {
	enum language language;
	bool felt;           /* false: a language that is not known here */
	bool learned;        /* the model said it, not the lexicon */
	float score;         /* -1..1 */
	float p[POLARITIES]; /* the model's */
	enum polarity polarity;
	const struct tokens *tokens; /* until the next ear_hear */
	const struct heard *heard;   /* clauses and hits, by the lexicon */
};

struct ear;
struct ear *ear_open(const struct ear_kit *kit);
void ear_close(struct ear *ear); /* takes NULL */

/* `usual`: the language that a text is in when it does not tell. */
const struct heard_text *ear_hear(struct ear *ear, struct str text, enum language usual);

/* A clause's score under what is known of the whole text: the whole's score, and by how much the clause is better or
 * worse than the text's clauses in the mean; -1..1.  A rating, where there is one, is the whole's score. */
float ear_clause_score(const struct heard_text *text, const struct clause *clause, float whole);

/* What the lexicon says, as hints for a model: a few small numbers.  At most EAR_HINTS. */
enum { EAR_HINTS = 40 };
size_t ear_hints(const struct heard *heard, uint8_t *hints);
