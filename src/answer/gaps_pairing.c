#include "answer/gaps_pairing.h"

#include <stdlib.h>
#include <string.h>

#include "base/scope.h"
#include "trail/trail.h"

static int compare(uint32_t customer, uint32_t case_code, uint32_t other_customer, uint32_t other_case)
{
	if (customer != other_customer)
		return customer < other_customer ? -1 : 1;
	return (case_code > other_case) - (case_code < other_case);
}

static int by_promise(const void *x, const void *y)
{
	const struct promise *a = x, *b = y;
	int order = compare(a->customer, a->case_code, b->customer, b->case_code);

	return order ? order : (a->order > b->order) - (a->order < b->order);
}

static int by_coming(const void *x, const void *y)
{
	const struct coming *a = x, *b = y;

	if (a->candidate != b->candidate)
		return a->candidate < b->candidate ? -1 : 1;
	int order = compare(a->customer, a->case_code, b->customer, b->case_code);
	return order ? order : (a->order > b->order) - (a->order < b->order);
}

/* --- each once ----------------------------------------------------------------------------------- */

static bool together(const struct promise *a, const struct promise *b)
{
	return a->customer == b->customer && a->case_code == b->case_code;
}

/* A case has one promise, its first; without cases one that is said again is the same. */
static bool is_again(const struct promise *p, const struct promise *before)
{
	return together(p, before) && (p->case_code != TRAIL_NO_CASE || p->due_us == before->due_us);
}

static struct promised promised_new(struct scope *sc, const struct promise *promises, size_t n, bool cases)
{
	struct promised out = { NEW_ARRAY(sc, struct promise, n + 1), 0 };

	for (size_t i = 0; i < n; i++) {
		out.at[i] = promises[i];
		out.at[i].case_code = cases ? promises[i].case_code : TRAIL_NO_CASE;
	}
	qsort(out.at, n, sizeof *out.at, by_promise);
	for (size_t i = 0; i < n; i++)
		if (!out.n || !is_again(&out.at[i], &out.at[out.n - 1]))
			out.at[out.n++] = out.at[i];
	return out;
}

struct pairing pairing_new(struct scope *sc, const struct promise *promises, size_t n, struct coming *comings,
	size_t n_comings, size_t candidates)
{
	struct pairing p = { .comings = comings };
	bool promised_cases = false;

	for (size_t i = 0; i < n; i++)
		promised_cases |= promises[i].case_code != TRAIL_NO_CASE;
	p.start = NEW_ARRAY(sc, size_t, candidates + 1);
	p.cases = NEW_ARRAY(sc, bool, candidates + 1);
	p.alone = promised_new(sc, promises, n, false);
	if (promised_cases)
		p.in_cases = promised_new(sc, promises, n, true);
	for (size_t i = 0; i < n_comings; i++) {
		p.cases[comings[i].candidate] |= promised_cases && comings[i].case_code != TRAIL_NO_CASE;
		p.start[comings[i].candidate + 1]++;
	}
	for (size_t c = 0; c < candidates; c++)
		p.start[c + 1] += p.start[c];
	for (size_t i = 0; i < n_comings; i++)
		comings[i].case_code = p.cases[comings[i].candidate] ? comings[i].case_code : TRAIL_NO_CASE;
	if (n_comings)
		qsort(comings, n_comings, sizeof *comings, by_coming);
	return p;
}

/* --- pairs --------------------------------------------------------------------------------------- */

static int side(const struct promise *p, const struct coming *c)
{
	return compare(p->customer, p->case_code, c->customer, c->case_code);
}

/* One that is of no case is not kept by what came before it was made, and the oldest is kept first; in a case what
 * comes first is what was promised, in whatever order the two are.  Returns where the promises of others begin, or
 * nothing is left to come. */
static size_t pair_some(const struct promised *promised, size_t from, const struct coming *c, size_t n,
	bool every, pair_fn on_pair, void *to)
{
	const struct promise *p = promised->at;
	size_t i = from, next = 0;

	for (; i < promised->n && together(&p[i], &p[from]) && (every || next < n); i++) {
		while (p[i].case_code == TRAIL_NO_CASE && next < n &&
			c[next].second < trail_seconds(p[i].made_us))
			next++;
		if (next < n)
			on_pair(to, &p[i], &c[next++]);
		else if (every)
			on_pair(to, &p[i], NULL);
	}
	return i;
}

static const struct promised *promised_of(const struct pairing *p, size_t candidate)
{
	return p->cases[candidate] ? &p->in_cases : &p->alone;
}

/* Both sorted: what belongs together stands together. */
void pairing_all(const struct pairing *p, size_t candidate, pair_fn on_pair, void *to)
{
	const struct promised *promised = promised_of(p, candidate);
	size_t c = p->start[candidate], end = p->start[candidate + 1];

	for (size_t i = 0; i < promised->n;) {
		while (c < end && side(&promised->at[i], &p->comings[c]) > 0)
			c++;
		size_t from = c;
		while (c < end && side(&promised->at[i], &p->comings[c]) == 0)
			c++;
		i = pair_some(promised, i, &p->comings[from], c - from, true, on_pair, to);
	}
}

static size_t promise_at(const struct promised *promised, const struct coming *c)
{
	size_t low = 0, high = promised->n;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (side(&promised->at[middle], c) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Thousands of candidates may have a few events each: none of them goes through all the promises. */
void pairing_came(const struct pairing *p, size_t candidate, pair_fn on_pair, void *to)
{
	const struct promised *promised = promised_of(p, candidate);
	size_t end = p->start[candidate + 1];

	for (size_t from = p->start[candidate], behind; from < end; from = behind) {
		const struct coming *first = &p->comings[from];
		size_t at = promise_at(promised, first);
		for (behind = from; behind < end && p->comings[behind].customer == first->customer &&
				    p->comings[behind].case_code == first->case_code;)
			behind++;
		if (at < promised->n && side(&promised->at[at], first) == 0)
			pair_some(promised, at, first, behind - from, false, on_pair, to);
	}
}
