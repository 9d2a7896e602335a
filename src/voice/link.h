/* link - what a clause is about: the touchpoint whose keywords it has.
 *
 *	struct links *links = links_new(sc, touchpoints);
 *	links_add(links, 2, STR("courier"), LINK_OWN);
 *	struct link_reader *r = link_reader_open(links);           // one a thread
 *	struct linked l = link_clause(r, LANGUAGE_EN, &tokens, &heard, clause, &from);
 *
 * Keywords are compared by their stems in all three languages; one of several words holds where all of them stand in
 * the clause.  Those that people typed go before those out of touchpoints' names, and these before subjects of the
 * lexicon (delivery, payment, ...).  A name of nothing but common words ("Home", "Order form") holds where they stand beside
 * each other in their order, or beside a word for a place on a screen ("home page"); "Thank you" and "About us" never.  Where two fit equally well by their words, neither
 * does; of several that are about a subject the last one is meant, as by then the thing has happened: the delivery, not
 * the dispatch.
 */
#pragma once

#include "voice/feeling.h"
#include "voice/stem.h"

/* How a text came to its touchpoint: the order in which it is tried. */
enum link_rule {
	LINK_NONE,    /* it stands where it was said */
	LINK_EVENT,   /* the event that brought it is the touchpoint's */
	LINK_OWN,     /* a keyword of the map */
	LINK_NAME,    /* the touchpoint's name */
	LINK_SUBJECT, /* a subject of the lexicon */
	LINK_LEARNED, /* a model that learnt from people's corrections */
	LINK_PERSON,  /* somebody said so */
	LINK_RULES
};
const char *link_rule_name(enum link_rule rule); /* "keyword of the map" */

enum {
	LINK_WORDS = 6 /* of a keyword */,
	LINK_KEYWORDS = 200000 /* each in three languages: 250 touchpoints' 200, and their names */
};

struct links;
struct links *links_new(struct scope *sc, size_t touchpoints);
/* LINK_OWN or LINK_NAME; false: no word in it, or past LINK_KEYWORDS.  A name that tells nothing is left out. */
bool links_add(struct links *links, size_t touchpoint, struct str keyword, enum link_rule rule);
/* Some of the texts that will be read: what is the only word of a name and stands in more than a fifth of them tells nothing
 * here ("Flight" to an airline).  Fewer than LINK_SAMPLE_LEAST texts tell nothing of that. */
enum { LINK_SAMPLE_LEAST = 50 };
void links_sample(struct links *links, const struct str *texts, size_t n);
/* In the map's order. */
void links_subject(struct links *links, enum lexicon_subject subject, size_t touchpoint);

/* The subject that a touchpoint's name or event is about, by the lexicons' words for it; SUBJECT_NONE. */
enum lexicon_subject link_subject_of(const struct lexicon *const *lexicons, struct str name);

struct linked {
	int touchpoint; /* -1: none */
	enum link_rule rule;
};

struct link_reader;
struct link_reader *link_reader_open(const struct links *links);
void link_reader_close(struct link_reader *reader); /* takes NULL */

/* Clause `number` of what was heard.  *from, 0 before the first clause of a text, is where its hits begin: clauses are asked
 * about in their order. */
struct linked link_clause(struct link_reader *reader, enum language language, const struct tokens *tokens,
	const struct heard *heard, uint32_t number, size_t *from);
