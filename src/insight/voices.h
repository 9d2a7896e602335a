/* voices - what customers said, put together: at each touchpoint how they feel by their words, what hurts, what delights,
 * what they need, doubt and expect, how many of them, and in whose words.
 *
 *	struct voices *v = voices_gather(sc, &input);
 *	for (size_t i = 0; i < v->at[t].findings.n; i++) ... v->at[t].findings.at[i].share ...
 *
 * Counts are of customers, never of texts: somebody who says a thing ten times is one.  Severity is the share of
 * customers times how deep it goes, 0..1.  What is found by patterns (needs, doubts, expectations, effort ...) is a
 * proposal until somebody confirms it; what is found by how clauses feel is not.
 */
#pragma once

#include "model/definition.h"
#include "model/estimate.h"
#include "model/source.h"
#include "voice/feeling.h"
#include "voice/link.h"

enum voice_kind {
	VOICE_PAIN, /* a clause below VOICE_HURTS */
	VOICE_GAIN, /* above VOICE_DELIGHTS */
	VOICE_NEED,
	VOICE_DOUBT,
	VOICE_THOUGHT,
	VOICE_EXPECTATION, /* among them the unmet: in a clause that is negative */
	VOICE_EFFORT,
	VOICE_BARRIER,
	VOICE_LEAVING,
	VOICE_KINDS
};

#define VOICE_HURTS -.25f
#define VOICE_DELIGHTS .5f

const char *voice_kind_key(enum voice_kind kind);  /* "pain" */
const char *voice_kind_name(enum voice_kind kind); /* "Pains" */
bool voice_is_proposed(enum voice_kind kind);      /* found by patterns */

struct voice_text {
	struct str text;
	uint64_t id;
	uint32_t customer;
	int64_t time_us;
	enum source_kind source;
	struct str event; /* the name of the event that brought it */
	float feeling;    /* its rating on -2..2; NaN: none */
	int said_at;      /* touchpoint; -1: none */
	enum language language;
	bool felt, learned;
	float score; /* by its words, -1..1 */
	enum polarity polarity;
	enum polarity rated; /* the class that its rating stands for; POLARITIES: none */
	uint32_t first;      /* the first text that it repeats, or itself */
	int64_t import;      /* where it stands in the workspace */
	uint64_t row;
	uint16_t part;
};

struct voice_clause {
	uint32_t text, from, to; /* bytes of the text */
	float score;             /* -1..1, under its text's rating where it has one */
	float words;             /* by its words alone */
	int16_t touchpoint;      /* what it is about; -1: none of the map's */
	uint8_t rule;            /* enum link_rule: why there */
	uint16_t roles;          /* a bit for each role of the lexicon that it has */
	uint32_t entry;          /* of the lexicon: its first pattern; LEXICON_NONE */
	uint32_t behind; /* where that ends in the text: what is needed, doubted, expected stands behind it */
};

/* What people said of a finding, by its key. */
struct voice_verdict {
	struct str key;
	bool confirmed;
};

struct voices_input {
	const struct voice_text *texts;
	const struct voice_clause *clauses; /* in the texts' order */
	size_t n_texts, n_clauses;
	const struct str *touchpoints, *names; /* their ids; as they are called */
	size_t n_touchpoints;
	const struct voice_verdict *verdicts;
	size_t n_verdicts;
	const struct lexicon *const *lexicons; /* by language: what `entry` means */
};

enum {
	VOICE_QUOTES = 5,
	VOICE_ENTRIES = 40,
	VOICE_THEMES = 3,
	QUOTE_SHORT = 40,
	QUOTE_LONG = 220 /* letters */,
	QUOTE_LEAST = 12, /* where nobody wrote so much */
};

struct voice_quote {
	struct str text; /* verbatim, personal data masked; "…" where something was left out */
	uint64_t id;     /* of the text */
	int64_t time_us;
	enum source_kind source;
	struct str event;
	enum language language;
	uint8_t rule;      /* why it stands at this touchpoint */
	uint32_t of;       /* index of the text */
	uint32_t from, to; /* of the clause, bytes of the text, and the least letters: voices_again */
	size_t least;
};

struct voice_finding {
	enum voice_kind kind;
	struct str key;   /* "need/delivery/evening": the same whenever it is found again */
	struct str id;    /* six letters out of the key, for people to name it by */
	struct str theme; /* as customers write it; p NULL: what has no theme */
	uint64_t customers, texts;
	uint64_t unmet;        /* of an expectation: customers who got something else */
	struct estimate share; /* of the customers who said anything about the touchpoint */
	double depth;          /* mean of what it feels like, 0..1: of pains how bad, of gains how good */
	double severity;       /* share times depth */
	bool confirmed;        /* somebody said that it is so */
	uint64_t clauses;
	const struct str *entries; /* of the lexicon by which it was found, at most VOICE_ENTRIES */
	size_t n_entries;
	struct voice_quote quotes[VOICE_QUOTES];
	size_t n_quotes;
};

/* All of a kind at a place, whatever its themes. */
struct voice_sum {
	uint64_t customers, unmet;
	struct estimate share; /* of the customers who said anything about the place */
	double depth, severity;
};

struct voice_place {
	uint64_t customers, texts, clauses; /* that are about this touchpoint */
	struct estimate feeling;            /* by words, -2..2: one value a customer */
	uint64_t felt;                      /* what that is the mean of: customers, */
	int64_t felt_sum, felt_squares;     /* in 1/1000 and in 1/1000000 */
	struct voice_sum kinds[VOICE_KINDS];
	uint64_t rules[LINK_RULES];          /* clauses by why they stand here */
	bool few;                            /* all of it from interviews: few voices */
	LIST(struct voice_finding) findings; /* by kind, the gravest first */
	LIST(struct voice_finding) rejected; /* by people: shown nowhere but in the list of findings */
};

struct voices {
	uint64_t texts, customers, clauses, repeats, unfelt; /* unfelt: in other languages */
	uint64_t languages[LANGUAGES], learned;              /* texts; read by a model */
	uint64_t rated[LANGUAGES],
		agreeing[LANGUAGES]; /* texts with a rating that words were held against; that agree */
	uint64_t contradictions;     /* texts whose rating and words are more than a point of -1..1 apart */
	size_t n;
	struct voice_place *at; /* [n + 1]: touchpoints; [n] what is about none of them */
};

/* Of some of the customers (bitmap) how much they said and how they feel by it, place by place: [n + 1]; without kinds
 * and findings. */
struct voice_place *voices_felt_by(
	struct scope *sc, const struct voices_input *input, const uint64_t *customers);

/* What a finding stands on: reported by customers, or inferred by patterns until somebody confirms it. */
enum basis voice_basis(const struct voice_finding *finding);

/* By which people name a text. */
enum { VOICE_ID = 10 /* letters */ };
struct str voice_text_id(struct scope *sc, uint64_t id);

/* A quote anew out of its text; p NULL: the text is another. */
struct str voices_again(struct scope *sc, struct str text, uint32_t from, uint32_t to, size_t least);

/* The kind that a finding's key begins with; VOICE_KINDS: none. */
enum voice_kind voice_kind_of_key(struct str key);

/* By which people name a finding, out of its key. */
struct str voice_finding_id(struct scope *sc, struct str key);

struct voices *voices_gather(struct scope *sc, const struct voices_input *input);
