#include "voice/feeling.h"

#include <math.h>
#include <stdlib.h>

/* clang-format off */
enum {
	CACHE_BITS = 15,
	CLAUSE_WORDS = 400, /* a clause of more words is cut: nobody speaks so, and time stays linear */
	REACH_STRONG = 2,   /* words before a feeling in which it is strengthened, */
	REACH_NOT = 3,      /* and turned round; */
	REACH_FAR = 8,      /* by more words than one: "I don't think that ..." */
};

static const float TURN_GOOD = -.7f, TURN_BAD = -.4f, BEFORE_BUT = .6f, BEHIND_BUT = 1.3f, LOUD = 1.2f, CALL = 1.15f,
	CLEARLY = .35f;

/* Above the first a text is positive, below the second negative. */
static const struct { float good, bad; } thresholds[LANGUAGES] = {
	[LANGUAGE_UNDECIDED] = { .2f, -.2f },
	[LANGUAGE_EN]        = { .25f, -.1f },
	[LANGUAGE_PL]        = { .22f, -.08f },
	[LANGUAGE_RU]        = { .25f, -.25f },
	[LANGUAGE_OTHER]     = { .2f, -.2f },
};
/* clang-format on */

struct known { /* what is remembered of a word */
	uint64_t hash;
	uint32_t starts[LEXICON_STARTS];
	uint8_t n;
	bool used;
};

struct listener {
	const struct lexicon *lexicon;
	struct known *known;
	const struct tokens *tokens; /* of the text in work */
	struct heard *heard;
	uint32_t words[CLAUSE_WORDS]; /* the clause's tokens that are words or smileys */
	size_t n;
	struct mark { /* what was found at a word of the clause */
		const struct lexicon_entry *entry;
		uint32_t number;
		bool exact;
		size_t length; /* words that it takes */
	} marks[CLAUSE_WORDS];
};

struct listener *listener_open(const struct lexicon *lexicon)
{
	struct listener *l = calloc(1, sizeof *l);

	if (l)
		l->known = calloc(1u << CACHE_BITS, sizeof *l->known);
	if (!l || !l->known)
		abort();
	l->lexicon = lexicon;
	return l;
}

void listener_close(struct listener *l)
{
	if (l)
		free(l->known);
	free(l);
}

void heard_close(struct heard *h)
{
	free(h->clauses);
	free(h->hits);
	*h = (struct heard){ 0 };
}

static void *room_for(void *at, size_t n, size_t *room, size_t size)
{
	if (n < *room)
		return at;
	*room = *room * 2 + 16;
	at = realloc(at, *room * size);
	if (!at)
		abort();
	return at;
}

/* --- entries at a word -------------------------------------------------------------------------------- */

static const struct known *know(struct listener *l, const struct token *t)
{
	struct known *k = &l->known[t->hash & ((1u << CACHE_BITS) - 1)];

	if (!k->used || k->hash != t->hash) {
		k->used = true;
		k->hash = t->hash;
		k->n = (uint8_t)lexicon_starts(l->lexicon, t->word, k->starts);
	}
	return k;
}

static const struct token *word_at(const struct listener *l, size_t i)
{
	return &l->tokens->at[l->words[i]];
}

static bool fits(const struct lexicon_word *w, struct str word)
{
	return w->stem ? str_starts(word, w->text) : str_equal(word, w->text);
}

/* How many words of the clause from `at` on the entry takes; 0: it is not there. */
static size_t takes(const struct listener *l, const struct lexicon_entry *e, size_t at)
{
	size_t i = at + 1;

	for (size_t w = 1; w < e->n; w++) {
		size_t far = e->words[w].gap ? i + LEXICON_GAP : i;
		while (i < l->n && i < far && !fits(&e->words[w], word_at(l, i)->word))
			i++;
		if (i >= l->n || !fits(&e->words[w], word_at(l, i)->word))
			return 0;
		i++;
	}
	return i - at;
}

/* Roles that lie over the words of feelings, and are looked for beside them. */
static bool is_pattern(const struct lexicon_entry *e)
{
	return e->role >= SAYS_SUBJECT;
}

/* More words before fewer, an exact first word before a stem, a longer stem before a shorter, the company's own before
 * Wend's. */
static bool better(const struct mark *a, const struct mark *b)
{
	if (!b->entry || a->length != b->length)
		return !b->entry || a->length > b->length;
	if (a->exact != b->exact)
		return a->exact;
	if (a->entry->words[0].text.n != b->entry->words[0].text.n)
		return a->entry->words[0].text.n > b->entry->words[0].text.n;
	return a->entry->level > b->entry->level;
}

static void add_hit(struct listener *l, const struct mark *m, size_t at, float weight, bool turned)
{
	struct heard *h = l->heard;

	h->hits = room_for(h->hits, h->n_hits, &h->room_hits, sizeof *h->hits);
	h->hits[h->n_hits++] = (struct heard_hit){ .from = word_at(l, at)->from,
		.to = word_at(l, at + m->length - 1)->to,
		.clause = (uint32_t)h->n_clauses,
		.entry = m->number,
		.weight = weight,
		.role = m->entry->role,
		.subject = m->entry->subject,
		.turned = turned };
}

/* The best feeling, negator or strengthener that starts here; patterns are noted as they are met. */
static struct mark look_at(struct listener *l, size_t at)
{
	const struct known *k = know(l, word_at(l, at));
	struct mark best = { 0 };

	for (size_t s = 0; s < k->n; s++)
		for (uint32_t i = k->starts[s]; i != LEXICON_NONE; i = lexicon_entry(l->lexicon, i)->next) {
			const struct lexicon_entry *e = lexicon_entry(l->lexicon, i);
			size_t length = e->out ? 0 : takes(l, e, at);
			struct mark m = { e, i, !e->words[0].stem, length };
			if (length && is_pattern(e))
				add_hit(l, &m, at, 1, false);
			else if (length && better(&m, &best))
				best = m;
		}
	return best;
}

/* --- a clause ----------------------------------------------------------------------------------------- */

static float strength_before(const struct listener *l, size_t at)
{
	float strength = 1;

	for (size_t back = 1; back <= REACH_STRONG && back <= at; back++) {
		const struct lexicon_entry *e = l->marks[at - back].entry;
		if (e && (e->role == SAYS_STRONG || e->role == SAYS_WEAK))
			strength *= e->weight;
	}
	return strength;
}

static bool turned_before(const struct listener *l, size_t at)
{
	for (size_t back = 1; back <= REACH_FAR && back <= at; back++) {
		const struct mark *m = &l->marks[at - back];
		if (!m->entry || m->entry->role > SAYS_STOP)
			continue;
		size_t reach = m->entry->n > 1 ? REACH_FAR : REACH_NOT;
		/* a feeling before this one has taken the negator */
		return m->entry->role == SAYS_NOT && back < m->length + reach;
	}
	return false;
}

/* What a feeling counts where it stands. */
static float count(struct listener *l, size_t at)
{
	const struct mark *m = &l->marks[at];
	bool turned = turned_before(l, at);
	float weight = m->entry->weight * strength_before(l, at);

	if (turned)
		weight *= weight > 0 ? TURN_GOOD : TURN_BAD;
	if (word_at(l, at)->flags & TOKEN_LOUD)
		weight *= LOUD;
	add_hit(l, m, at, weight, turned);
	return weight;
}

static float sum(struct listener *l)
{
	float x = 0;

	for (size_t at = 0; at < l->n;) {
		struct mark m = l->marks[at] = look_at(l, at);
		for (size_t i = 1; i < m.length; i++)
			l->marks[at + i] = (struct mark){ 0 };
		if (m.entry && m.entry->role == SAYS_FEELING)
			x += count(l, at);
		/* a negator at the end of a phrase turns nothing, at its start it is the phrase */
		at += m.entry ? m.length : 1;
	}
	return x;
}

static float score_of(float x)
{
	return x / sqrtf(x * x + HEARD_HALF);
}

static void end_clause(struct listener *l, size_t first, size_t last, bool behind_but)
{
	struct heard *h = l->heard;

	if (!l->n)
		return;
	const struct token *end = last < l->tokens->n ? &l->tokens->at[last] : NULL;
	h->clauses = room_for(h->clauses, h->n_clauses, &h->room_clauses, sizeof *h->clauses);
	struct clause c = { .from = word_at(l, 0)->from,
		.to = word_at(l, l->n - 1)->to,
		.first = (uint32_t)first,
		.last = (uint32_t)last,
		.behind_but = behind_but,
		.asks = end && end->kind == TOKEN_END && (end->flags & TOKEN_ASK) };
	c.x = sum(l) * (end && (end->flags & TOKEN_CALL) ? CALL : 1);
	c.score = score_of(c.x);
	h->words += (uint32_t)l->n;
	h->clauses[h->n_clauses++] = c;
	l->n = 0;
}

/* --- the text ----------------------------------------------------------------------------------------- */

/* Whether the entry's words stand one after another from token `at` on. */
static bool stands_at(const struct listener *l, const struct lexicon_entry *e, size_t at)
{
	for (size_t w = 1; w < e->n; w++)
		if (at + w >= l->tokens->n || l->tokens->at[at + w].kind != TOKEN_WORD ||
			!fits(&e->words[w], l->tokens->at[at + w].word))
			return false;
	return true;
}

static bool is_but(struct listener *l, size_t at)
{
	const struct token *t = &l->tokens->at[at];

	if (t->kind != TOKEN_WORD)
		return false;
	const struct known *k = know(l, t);
	for (size_t s = 0; s < k->n; s++)
		for (uint32_t i = k->starts[s]; i != LEXICON_NONE; i = lexicon_entry(l->lexicon, i)->next) {
			const struct lexicon_entry *e = lexicon_entry(l->lexicon, i);
			if (e->role == SAYS_BUT && !e->out && stands_at(l, e, at))
				return true;
		}
	return false;
}

static void sum_up(struct heard *h)
{
	float sum = 0, length = 0;

	for (size_t i = 0; i < h->n_clauses; i++) {
		struct clause *c = &h->clauses[i];
		c->before_but = i + 1 < h->n_clauses && h->clauses[i + 1].behind_but;
		h->x += c->x * (c->behind_but ? BEHIND_BUT : c->before_but ? BEFORE_BUT : 1);
		h->most = i == 0 || c->score > h->most ? c->score : h->most;
		h->least = i == 0 || c->score < h->least ? c->score : h->least;
		sum += (float)(c->to - c->from) * c->score;
		length += (float)(c->to - c->from);
	}
	h->mean = length > 0 ? sum / length : 0;
	h->score = score_of(h->x);
	h->mixed = h->most > CLEARLY && h->least < -CLEARLY;
}

void listener_read(struct listener *l, const struct tokens *tokens, struct heard *heard)
{
	size_t first = 0;
	bool behind_but = false;

	l->tokens = tokens;
	l->heard = heard;
	l->n = heard->n_clauses = heard->n_hits = heard->words = 0;
	heard->x = heard->score = heard->mean = heard->most = heard->least = 0;
	heard->mixed = false;
	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *t = &tokens->at[i];
		bool but = l->n && is_but(l, i);
		if (t->kind == TOKEN_END || but || l->n == CLAUSE_WORDS) {
			end_clause(l, first, i, behind_but);
			first = i;
			behind_but = but;
		}
		if (t->kind == TOKEN_WORD || t->kind == TOKEN_SMILE)
			l->words[l->n++] = (uint32_t)i;
	}
	end_clause(l, first, tokens->n, behind_but);
	sum_up(heard);
}

enum polarity polarity_of(enum language language, float score)
{
	return score > thresholds[language].good  ? POLARITY_POSITIVE
	       : score < thresholds[language].bad ? POLARITY_NEGATIVE
						  : POLARITY_NEUTRAL;
}

const char *polarity_key(enum polarity polarity)
{
	static const char *const keys[POLARITIES] = { "negative", "neutral", "positive" };

	return keys[polarity];
}
