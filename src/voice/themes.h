/* themes - what groups of texts speak of: the words and pairs of words that tell a group from the others,
 * and those that are new against another group.
 *
 *	struct themes *themes = themes_open(0);
 *	themes_add(sc, themes, &(struct themes_text){ &tokens, LANGUAGE_PL, group, customer })  // for each
 *	struct theme_list list = themes_best(sc, themes, group, 10, THEMES_FEWEST);
 *
 * A group is whatever the caller numbers so: a touchpoint and a feeling, or a period.  All counts are of
 * customers, never of texts: who writes the same a hundred times counts once.  For this the texts of a
 * customer come one after another, with rising numbers of customers.
 *
 * Words are counted by their stems (stem.h); left out are stop words, words of less than three letters and
 * those with digits.  A pair is two words that follow each other within a clause, with at most one stop
 * word between; "not" makes pairs and no theme alone.  Where a pair stands for more than half of those who
 * said one of its words, it is shown instead of the word; other pairs are not shown.  A theme is written as
 * most customers wrote it, and where most of them denied it, with what denies it: "nie mogę znaleźć kontaktu" and
 * not "znaleźć kontaktu".
 *
 * Linear in the number of words.  Memory is bounded: past the ceiling those said by the fewest customers
 * are dropped, as often as needed (Manku, Motwani 2002), and themes_counts says so.
 */
#pragma once

#include "voice/language.h"
#include "voice/tokens.h"

enum {
	THEMES_CELLS = 1 << 19,  /* words and pairs, each in each of its groups: about 150 MB */
	THEMES_GROUPS = 1 << 16, /* numbers of groups are below it */
	THEMES_FEWEST = 3,       /* customers that make a theme */
};

struct themes;

struct themes *themes_open(size_t cells); /* the ceiling; 0: THEMES_CELLS */
void themes_close(struct themes *themes); /* takes NULL */

struct themes_text {
	const struct tokens *tokens; /* of a clause: a copy of the text's with `at` moved and `n` shortened */
	enum language language;      /* which stop words, which stems; without one, stop words of all */
	uint32_t group, customer;    /* a customer not below the one before */
};

/* FAULT_INVALID: customers out of order; FAULT_LIMIT: the group's number. */
bool themes_add(struct scope *sc, struct themes *themes, const struct themes_text *text) MUST_USE;

struct themes_counts {
	uint64_t texts;
	uint64_t cells;         /* words and pairs in groups that are counted now */
	uint64_t left_out;      /* that were dropped */
	uint32_t left_out_most; /* and the customers of the most often said among them */
};

struct themes_counts themes_counts(const struct themes *themes);

/* --- what a group speaks of --- */

struct theme {
	struct str form;    /* with what denies it, where most who said it did */
	struct str bare;    /* without */
	uint64_t key;       /* for themes_place; the same in every run */
	uint32_t customers; /* of the group who said it */
	double score;
};

struct theme_list {
	struct theme *at;
	size_t n;
};

/* The best `most` of those that at least `fewest` customers said, by class-based TF-IDF (Grootendorst 2022)
 * over customers: share of the group's mentions, times ln(1 + mean mentions of a group / mentions of it in
 * all groups). */
struct theme_list themes_best(
	struct scope *sc, struct themes *themes, uint32_t group, size_t most, uint32_t fewest);

/* Where a text says it, from what denies it on; false: it does not. */
bool themes_place(
	struct themes *themes, const struct themes_text *text, uint64_t key, size_t *from, size_t *to);

/* --- what is new --- */

struct theme_change {
	struct str form;
	uint64_t key;
	uint32_t now, before; /* customers */
	double log_odds, z;   /* above 0: more of it now */
	double p;             /* two-sided */
};

struct theme_changes {
	struct theme_change *at;
	size_t n;
};

/* The mentions that the prior is worth: what all groups say, as if so many mentions of it stood in both. */
#define THEMES_PRIOR 500.

/* Log-odds with an informative Dirichlet prior (Monroe, Colaresi, Quinn 2008), words among words and pairs
 * among pairs, for all that at least `fewest` customers said in both groups together; the surest change
 * first.  The p are not corrected for their number, and take the two groups for different customers. */
struct theme_changes themes_changes(struct scope *sc, struct themes *themes, uint32_t now, uint32_t before,
	double prior, uint32_t fewest);
