#include "insight/voices.h"

#include <math.h>
#include <stdlib.h>

#include "insight/interval.h"
#include "insight/voices_inside.h"

/* clang-format off */
static const struct {
	const char *key, *name;
	int role; /* of the lexicon; -1: found by how the clause feels */
} kinds[VOICE_KINDS] = {
	[VOICE_PAIN]        = { "pain", "Pains", -1 },
	[VOICE_GAIN]        = { "gain", "Gains", -1 },
	[VOICE_NEED]        = { "need", "Needs", SAYS_NEED },
	[VOICE_DOUBT]       = { "doubt", "Doubts", SAYS_DOUBT },
	[VOICE_THOUGHT]     = { "thought", "Thoughts", SAYS_THOUGHT },
	[VOICE_EXPECTATION] = { "expectation", "Expectations", SAYS_EXPECT },
	[VOICE_EFFORT]      = { "effort", "Effort", SAYS_EFFORT },
	[VOICE_BARRIER]     = { "barrier", "Barriers", SAYS_BARRIER },
	[VOICE_LEAVING]     = { "leaving", "Leaving", SAYS_LEAVE },
};
/* clang-format on */

const char *voice_kind_key(enum voice_kind kind)
{
	return kinds[kind].key;
}

const char *voice_kind_name(enum voice_kind kind)
{
	return kinds[kind].name;
}

bool voice_is_proposed(enum voice_kind kind)
{
	return kinds[kind].role >= 0;
}

int voices_role(enum voice_kind kind)
{
	return kinds[kind].role;
}

enum basis voice_basis(const struct voice_finding *f)
{
	return voice_is_proposed(f->kind) && !f->confirmed ? BASIS_INFERRED : BASIS_REPORTED;
}

struct str voice_text_id(struct scope *sc, uint64_t id)
{
	return str_of(scope_printf(sc, "%010llx", (unsigned long long)(id >> 23)));
}

enum voice_kind voice_kind_of_key(struct str key)
{
	struct str rest = key, kind = str_cut(&rest, '/');
	int k = 0;

	while (k < VOICE_KINDS && !str_equal(kind, str_of(kinds[k].key)))
		k++;
	return (enum voice_kind)k;
}

struct str voice_finding_id(struct scope *sc, struct str key)
{
	return str_of(scope_printf(sc, "%06llx", (unsigned long long)(hash_str(key, 1) & 0xffffff)));
}

bool voices_is(const struct voice_clause *c, enum voice_kind kind)
{
	if (kind == VOICE_PAIN)
		return c->score < VOICE_HURTS;
	if (kind == VOICE_GAIN)
		return c->score > VOICE_DELIGHTS;
	return c->roles >> kinds[kind].role & 1;
}

struct tokens voices_tokens(
	const struct voices_input *in, const struct voice_clause *c, struct voice_reading *reading)
{
	size_t from = 0;

	if (reading->text != c->text) {
		tokens_read(&reading->tokens, in->texts[c->text].text);
		reading->text = c->text;
	}
	struct tokens part = reading->tokens;
	for (size_t to = part.n; from < to;) {
		size_t middle = from + (to - from) / 2;
		if (part.at[middle].from < c->from)
			from = middle + 1;
		else
			to = middle;
	}
	part.at += from;
	part.n = 0;
	while (from + part.n < reading->tokens.n && part.at[part.n].from < c->to)
		part.n++;
	return part;
}

/* --- who said how much where ---------------------------------------------------------------------------- */

/* One clause, as it counts for its customer. */
struct voice_share {
	uint32_t place, customer, text;
	bool felt;
	int64_t score, weight; /* in thousandths; bytes: whole numbers add up to the same in any order */
};

static int by_place(const void *x, const void *y)
{
	const struct voice_share *a = x, *b = y;

	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	return (a->text > b->text) - (a->text < b->text);
}

static uint32_t place_of(const struct voices *v, const struct voice_clause *c)
{
	return c->touchpoint < 0 ? (uint32_t)v->n : (uint32_t)c->touchpoint;
}

static struct voice_share *shares_of(struct scope *sc, const struct voices *v, const struct voices_input *in)
{
	struct voice_share *shares = NEW_ARRAY(sc, struct voice_share, in->n_clauses + 1);

	for (size_t i = 0; i < in->n_clauses; i++) {
		const struct voice_clause *c = &in->clauses[i];
		const struct voice_text *t = &in->texts[c->text];
		shares[i] = (struct voice_share){ place_of(v, c), t->customer, c->text,
			t->felt || !isnan(t->feeling), lroundf(c->score * 1000), c->to - c->from + 1 };
	}
	if (in->n_clauses)
		qsort(shares, in->n_clauses, sizeof *shares, by_place);
	return shares;
}

/* One value a customer: the mean of their clauses here, by length; then the mean of the customers. */
static void feel(struct voice_place *p, const struct voice_share *s, size_t n)
{
	int64_t sum = 0, squares = 0;
	uint64_t felt = 0;

	for (size_t i = 0, k; i < n; i = k) {
		int64_t score = 0, weight = 0;
		for (k = i; k < n && s[k].customer == s[i].customer; k++) {
			p->texts += k == i || s[k].text != s[k - 1].text;
			score += s[k].felt ? s[k].score * s[k].weight : 0;
			weight += s[k].felt ? s[k].weight : 0;
		}
		p->customers++;
		if (!weight)
			continue;
		int64_t value = lround(2. * (double)score / (double)weight);
		felt++;
		sum += value;
		squares += value * value;
	}
	p->clauses = n;
	p->felt = felt;
	p->felt_sum = sum;
	p->felt_squares = squares;
	p->feeling = estimate_mean(felt, (double)sum / 1e3, (double)squares / 1e6, -2, 2);
}

static void fill_places(struct scope *sc, struct voices *v, const struct voices_input *in)
{
	const struct voice_share *shares = shares_of(sc, v, in);

	for (size_t i = 0, k; i < in->n_clauses; i = k) {
		for (k = i; k < in->n_clauses && shares[k].place == shares[i].place; k++)
			;
		feel(&v->at[shares[i].place], shares + i, k - i);
	}
	for (size_t p = 0; p <= v->n; p++)
		v->at[p].few = v->at[p].texts > 0;
	for (size_t i = 0; i < in->n_clauses; i++) {
		struct voice_place *p = &v->at[place_of(v, &in->clauses[i])];
		p->rules[in->clauses[i].rule]++;
		p->few &= in->texts[in->clauses[i].text].source == SOURCE_INTERVIEW;
	}
}

/* --- totals --------------------------------------------------------------------------------------------- */

static int by_number(const void *x, const void *y)
{
	const uint32_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

static uint64_t distinct(struct scope *sc, const struct voices_input *in)
{
	uint32_t *all = NEW_ARRAY(sc, uint32_t, in->n_texts + 1);
	uint64_t n = 0;

	for (size_t i = 0; i < in->n_texts; i++)
		all[i] = in->texts[i].customer;
	if (in->n_texts)
		qsort(all, in->n_texts, sizeof *all, by_number);
	for (size_t i = 0; i < in->n_texts; i++)
		n += i == 0 || all[i] != all[i - 1];
	return n;
}

static void fill_totals(struct scope *sc, struct voices *v, const struct voices_input *in)
{
	v->texts = in->n_texts;
	v->clauses = in->n_clauses;
	v->customers = distinct(sc, in);
	for (size_t i = 0; i < in->n_texts; i++) {
		const struct voice_text *t = &in->texts[i];
		v->languages[t->language]++;
		v->repeats += t->first != i;
		v->unfelt += !t->felt;
		v->learned += t->learned;
		v->rated[t->language] += t->felt && t->rated != POLARITIES;
		v->agreeing[t->language] += t->felt && t->rated == t->polarity;
		v->contradictions += t->felt && !isnan(t->feeling) && fabsf(t->feeling / 2 - t->score) > 1;
	}
}

static bool is_of(const struct voices_input *in, size_t clause, const uint64_t *customers)
{
	uint32_t customer = in->texts[in->clauses[clause].text].customer;

	return customers[customer / 64] >> customer % 64 & 1;
}

struct voice_place *voices_felt_by(struct scope *sc, const struct voices_input *in, const uint64_t *customers)
{
	struct voices_input some = *in;
	struct voices v = { .n = in->n_touchpoints };
	size_t n = 0;

	for (size_t i = 0; i < in->n_clauses; i++)
		n += is_of(in, i, customers);
	struct voice_clause *clauses = NEW_ARRAY(sc, struct voice_clause, n + 1);
	some.clauses = clauses;
	some.n_clauses = 0;
	for (size_t i = 0; i < in->n_clauses; i++)
		if (is_of(in, i, customers))
			clauses[some.n_clauses++] = in->clauses[i];
	v.at = NEW_ARRAY(sc, struct voice_place, v.n + 1);
	fill_places(sc, &v, &some);
	return v.at;
}

struct voices *voices_gather(struct scope *sc, const struct voices_input *in)
{
	struct voices *v = NEW(sc, struct voices);

	v->n = in->n_touchpoints;
	v->at = NEW_ARRAY(sc, struct voice_place, v->n + 1);
	fill_totals(sc, v, in);
	fill_places(sc, v, in);
	voices_find(sc, v, in);
	return v;
}
