/* chain - an absorbing Markov chain of a journey's states, and what is exactly true of its walks.
 *
 *	chain_visits(chain, chain->start, 0, visits);          // expected visits of each state
 *	double reached = chain_reach(chain, chain->start, cart, NULL);
 *	double lost = chain_drop_off(chain, cart, goal);
 *
 * A walk starts in a state by `start`, goes on by `next`, and leaves with what is missing to 1 in its row.
 * Every state must be able to leave sooner or later.  Sets of states are bit masks.  (Kemeny and Snell:
 * "Finite Markov Chains", 1960, chapter 3.)
 */
#pragma once

#include "base/scope.h"

enum { CHAIN_STATES = 64 };

struct chain {
	size_t n;
	double start[CHAIN_STATES];
	double next[CHAIN_STATES][CHAIN_STATES];
};

/* The chance to leave from a state. */
double chain_leave(const struct chain *c, size_t state);

/* Expected visits of each state by walks that begin as `start` says (its sum may be below 1) and end where
 * they would enter a state of `taboo`.  O(n^3). */
void chain_visits(const struct chain *c, const double *start, uint64_t taboo, double *visits);

/* The chance that a walk that begins as `start` says ever comes to one of `set`; `first` (may be NULL) gets,
 * for each state of the set, the chance that it is the first of them. */
double chain_reach(const struct chain *c, const double *start, uint64_t set, double *first);

/* Of the walks that come to `set`, the share that leave from there without ever having been in `goal`; goal
 * may be empty. */
double chain_drop_off(const struct chain *c, uint64_t set, uint64_t goal);

/* An ordered funnel: reached[i] is the chance to come to steps[0], later to steps[1], ... later to steps[i],
 * with anything in between. */
void chain_funnel(const struct chain *c, const uint64_t *steps, size_t n, double *reached);
