/* feeling - what a text says by the lexicon: its clauses, how each feels, and what in it speaks of a need, a doubt, an
 * expectation, of leaving or of effort.
 *
 *	struct listener *l = listener_open(lexicon);            // one a thread: it remembers words
 *	listener_read(l, &tokens, &heard);
 *	if (heard.score < 0) ...
 *
 * A clause's sum x adds the weights of its feelings: strengthened, weakened or turned round by the words before them.  The
 * text's x is the sum of its clauses', of which those before a "but" count less and those behind it more.  A score is
 * x / sqrt(x^2 + HEARD_HALF), from -1 to 1 (the form is Hutto and Gilbert's, 2014).
 */
#pragma once

#include "voice/lexicon.h"
#include "voice/tokens.h"

#define HEARD_HALF 12.f

enum polarity { POLARITY_NEGATIVE, POLARITY_NEUTRAL, POLARITY_POSITIVE, POLARITIES };

struct clause {
	uint32_t from, to;    /* bytes of the text */
	uint32_t first, last; /* tokens, the last not among them */
	float x, score;
	bool asks; /* ends with a question mark */
	bool before_but, behind_but;
};

/* An entry of the lexicon at its place. */
struct heard_hit {
	uint32_t from, to;      /* bytes */
	uint32_t clause, entry; /* of the lexicon */
	float weight;           /* of feelings: as it counted */
	uint8_t role, subject;
	bool turned; /* by a negator */
};

struct heard {
	struct clause *clauses;
	size_t n_clauses, room_clauses;
	struct heard_hit *hits; /* in the order of the text */
	size_t n_hits, room_hits;
	uint32_t words;
	float x, score, mean, most,
		least; /* mean: of the clauses, by their length; the highest and the lowest of one */
	bool mixed;    /* a clause is clearly good and another clearly bad */
};

struct listener;
struct listener *listener_open(const struct lexicon *lexicon);
void listener_close(struct listener *listener); /* takes NULL */
void listener_read(struct listener *listener, const struct tokens *tokens, struct heard *heard);
void heard_close(struct heard *heard);

/* The three classes, by thresholds of the language. */
enum polarity polarity_of(enum language language, float score);
const char *polarity_key(enum polarity polarity); /* "negative", "neutral", "positive" */
