/* near - texts that say again what another has said, word for word or nearly, among very many.
 *
 *	struct near *near = near_new(sc);
 *	tokens_read(&tokens, text);
 *	uint32_t first = near_add(near, &tokens);      // its own number, or the first text's that it repeats
 *
 * Texts come one after another and are numbered from 0.  Word for word: the same folded words in the same
 * order, whatever stands between them (case, marks, @names, addresses).  Nearly: their sketches, 64 bits
 * over all runs of four letters (simhash: Charikar 2002), differ in at most NEAR_BITS bits or, where a text
 * is long enough for the sketch to say more and both are about as long, NEAR_BITS_LONG; that is a mistyped
 * or exchanged word or two, not the same thing said in other words.  Only texts that repeat none are
 * compared with, so that a chain of small changes does not lead from one text to quite another.
 *
 * Texts that have the same 16 bits somewhere lie in one bucket.  Of four bands one stays equal where three
 * bits differ (Manku, Jain, Das Sarma 2007), so these are always found; of those that differ in seven,
 * about three of four, by four more bands across the others.  A bucket takes NEAR_BUCKET texts, so the work
 * for a text does not grow with their number; near_counts says how many places were not to be had.
 *
 * Measured on 21,268 Russian posts and 16,201 Polish sentences that the limits were not chosen on: 85
 * repeat one nearly, 79 of these with more than six tenths of their runs in common and 3 (laughter) with
 * less than half; of the texts that share nine tenths with an earlier one 28 of 36 are found, of those that
 * share eight tenths 63 of 171, most of the others being short.
 */
#pragma once

#include "voice/tokens.h"

enum { NEAR_BITS = 3, NEAR_BITS_LONG = 7, NEAR_LONG = 24 /* runs of four letters */, NEAR_BUCKET = 256 };

struct near;

struct near *near_new(struct scope *sc);
uint32_t near_add(struct near *near, const struct tokens *tokens);

struct near_counts {
	uint32_t texts, same, nearly; /* of the texts: repeats word for word, and others */
	uint64_t
		unlisted; /* places in buckets that were full: what comes nearly again there may stay unseen */
};

struct near_counts near_counts(const struct near *near);

/* Equal for texts that are the same word for word: for whoever must keep them together.  A text without
 * words is known by its smileys; 0: it has neither, and repeats nothing. */
uint64_t near_hash(const struct tokens *tokens);

/* 64 bits, few of which differ between texts alike; and over how many runs of letters.  Without words both
 * are 0. */
struct near_sketch {
	uint64_t bits;
	uint32_t runs;
};

struct near_sketch near_sketch(const struct tokens *tokens);
