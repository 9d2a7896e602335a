#include "simulate/chain.h"

#include <string.h>

static bool in(uint64_t set, size_t state)
{
	return set >> state & 1;
}

double chain_leave(const struct chain *c, size_t state)
{
	double left = 1;

	for (size_t i = 0; i < c->n; i++)
		left -= c->next[state][i];
	return left < 1e-12 ? 0 : left;
}

static void row_subtract(double *row, const double *pivot, double times, size_t from, size_t to)
{
	for (size_t j = from; j <= to; j++)
		row[j] -= times * pivot[j];
}

/* Gauss-Jordan; I - Q' of an absorbing chain is diagonally dominant by columns, so it needs no pivoting. */
static void solve(double a[][CHAIN_STATES + 1], size_t n, double *x)
{
	for (size_t k = 0; k < n; k++)
		for (size_t i = 0; i < n; i++)
			if (i != k && a[i][k] != 0)
				row_subtract(a[i], a[k], a[i][k] / a[k][k], k, n);
	for (size_t k = 0; k < n; k++)
		x[k] = a[k][n] / a[k][k];
}

void chain_visits(const struct chain *c, const double *start, uint64_t taboo, double *visits)
{
	double a[CHAIN_STATES][CHAIN_STATES + 1] = { 0 };

	for (size_t to = 0; to < c->n; to++) {
		a[to][to] = 1;
		if (in(taboo, to))
			continue;
		for (size_t from = 0; from < c->n; from++)
			a[to][from] -= in(taboo, from) ? 0 : c->next[from][to];
		a[to][c->n] = start[to];
	}
	solve(a, c->n, visits);
}

double chain_reach(const struct chain *c, const double *start, uint64_t set, double *first)
{
	double visits[CHAIN_STATES], sum = 0;

	chain_visits(c, start, set, visits);
	for (size_t to = 0; to < c->n; to++) {
		double chance = in(set, to) ? start[to] : 0;
		for (size_t from = 0; in(set, to) && from < c->n; from++)
			chance += visits[from] * c->next[from][to];
		if (first)
			first[to] = chance;
		sum += chance;
	}
	return sum;
}

double chain_drop_off(const struct chain *c, uint64_t set, uint64_t goal)
{
	double visits[CHAIN_STATES], ended = 0;

	chain_visits(c, c->start, goal, visits);
	for (size_t i = 0; i < c->n; i++)
		if (in(set, i) && !in(goal, i))
			ended += visits[i] * chain_leave(c, i);
	return ended / chain_reach(c, c->start, set, NULL);
}

void chain_funnel(const struct chain *c, const uint64_t *steps, size_t n, double *reached)
{
	double start[CHAIN_STATES], first[CHAIN_STATES];

	memcpy(start, c->start, sizeof start);
	for (size_t i = 0; i < n; i++) {
		reached[i] = chain_reach(c, start, steps[i], first);
		for (size_t to = 0; to < c->n; to++) {
			start[to] = 0;
			for (size_t from = 0; from < c->n; from++)
				start[to] += first[from] * c->next[from][to];
		}
	}
}
