#include "voice/link.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/names.h"
#include "voice/link_words.h"
#include "voice/themes_private.h"

struct keyword {
	uint32_t stems[LINK_WORDS];
	uint8_t n, rule;
	bool together; /* the words stand beside each other, in their order */
	bool off;      /* its word is everywhere here */
	uint16_t touchpoint;
	uint32_t next; /* with the same first stem; NAMES_NONE: no more */
};

struct links {
	struct scope *sc;
	size_t touchpoints;
	struct names *stems; /* "en/deliveri" */
	struct names
		*plain[LANGUAGES]; /* stems that say nothing by themselves: common words, then stop words */
	uint32_t stops[LANGUAGES]; /* from which of them on they are stop words */
	LIST(struct str) places[LANGUAGES];
	LIST(struct keyword) keywords;
	LIST(uint32_t) first;           /* by the stem's code */
	int subjects[LEXICON_SUBJECTS]; /* the touchpoint; -1: none */
};

const char *link_rule_name(enum link_rule rule)
{
	static const char *const names[LINK_RULES] = { "where it was said", "the event's touchpoint",
		"a keyword of the map", "the touchpoint's name", "its subject", "learnt from corrections",
		"a person's correction" };

	return names[rule];
}

/* --- words that say nothing by themselves -------------------------------------------------------------- */

static void add_plain(struct links *l, struct stemmer *stemmer, enum language language, const char *list)
{
	struct str rest = str_of(list);

	while (rest.p)
		(void)names_add(l->plain[language], stem_word(stemmer, language, str_cut(&rest, ',')));
}

static void learn_plain(struct links *l, struct stemmer *stemmer, enum language language)
{
	struct str rest = str_of(link_words_places(language));

	l->plain[language] = names_new(l->sc);
	add_plain(l, stemmer, language, link_words_common(language));
	l->stops[language] = names_count(l->plain[language]);
	add_plain(l, stemmer, language, themes_stop_words(language));
	add_plain(l, stemmer, language, link_words_courtesy(language));
	while (rest.p)
		*LIST_ADD(l->sc, &l->places[language]) = str_cut(&rest, ',');
}

struct links *links_new(struct scope *sc, size_t touchpoints)
{
	struct links *l = NEW(sc, struct links);

	l->sc = sc;
	l->touchpoints = touchpoints;
	l->stems = names_new(sc);
	for (int i = 0; i < LEXICON_SUBJECTS; i++)
		l->subjects[i] = -1;
	struct stemmer *stemmer = stemmer_open();
	for (int i = LANGUAGE_EN; i <= LANGUAGE_RU; i++)
		learn_plain(l, stemmer, (enum language)i);
	stemmer_close(stemmer);
	return l;
}

void links_subject(struct links *l, enum lexicon_subject subject, size_t touchpoint)
{
	if (subject)
		l->subjects[subject] = (int)touchpoint;
}

/* --- keywords ----------------------------------------------------------------------------------------- */

static uint32_t stem_code(
	const struct links *l, struct stemmer *stemmer, enum language language, struct str word, bool add)
{
	char name[128];
	struct str stem = stem_word(stemmer, language, word);
	size_t n = stem.n < sizeof name - 1 ? stem.n : sizeof name - 1;

	name[0] = (char)('0' + language);
	memcpy(name + 1, stem.p, n);
	struct str key = { name, n + 1 };
	return add ? names_add(l->stems, key) : names_find(l->stems, key);
}

static void hang(struct links *l, struct keyword *k, uint32_t number)
{
	uint32_t first = k->stems[0];

	while (l->first.n <= first)
		*LIST_ADD(l->sc, &l->first) = NAMES_NONE;
	k->next = l->first.at[first];
	l->first.at[first] = number;
}

static bool keep(struct links *l, struct keyword k)
{
	if (!k.n || l->keywords.n == LINK_KEYWORDS)
		return false;
	struct keyword *kept = LIST_ADD(l->sc, &l->keywords);
	*kept = k;
	hang(l, kept, (uint32_t)l->keywords.n - 1);
	return true;
}

/* What a name says by its words: nothing but stop words, nothing but words that say little by themselves, or more. */
enum telling { TELLS_NOTHING, TELLS_LITTLE, TELLS };

static enum telling telling_of(
	const struct links *l, struct stemmer *stemmer, enum language language, const struct tokens *tokens)
{
	enum telling telling = TELLS_NOTHING;

	for (size_t i = 0; i < tokens->n; i++) {
		if (tokens->at[i].kind != TOKEN_WORD)
			continue;
		struct str word = tokens->at[i].word, stem = stem_word(stemmer, language, word);
		uint32_t at = names_find(l->plain[language], stem);
		bool stop = (at != NAMES_NONE && at >= l->stops[language]) || str_letters(word) < 3;
		if (at == NAMES_NONE && !stop)
			return TELLS;
		if (!stop)
			telling = TELLS_LITTLE;
	}
	return telling;
}

/* "Home" is a page where somebody says so: "home page", "page home", "homepage". */
static bool add_places(struct links *l, struct stemmer *stemmer, enum language language, struct keyword k)
{
	uint32_t word = k.stems[0];
	bool ok = true;

	for (size_t i = 0; i < l->places[language].n; i++) {
		uint32_t place = stem_code(l, stemmer, language, l->places[language].at[i], true);
		if (place == word)
			continue;
		k.n = 2;
		k.together = true;
		k.stems[0] = word;
		k.stems[1] = place;
		ok = keep(l, k) && ok;
		k.stems[0] = place;
		k.stems[1] = word;
		ok = keep(l, k) && ok;
	}
	return ok;
}

static bool add_in(struct links *l, struct stemmer *stemmer, enum language language,
	const struct tokens *tokens, struct keyword k)
{
	enum telling telling = k.rule == LINK_NAME ? telling_of(l, stemmer, language, tokens) : TELLS;

	if (telling == TELLS_NOTHING)
		return true;
	for (size_t i = 0; i < tokens->n; i++)
		if (tokens->at[i].kind == TOKEN_WORD && k.n < LINK_WORDS)
			k.stems[k.n++] = stem_code(l, stemmer, language, tokens->at[i].word, true);
	if (telling == TELLS_LITTLE && k.n == 1)
		return add_places(l, stemmer, language, k);
	k.together = telling == TELLS_LITTLE;
	return keep(l, k);
}

bool links_add(struct links *l, size_t touchpoint, struct str keyword, enum link_rule rule)
{
	struct tokens tokens = { 0 };
	struct stemmer *stemmer = stemmer_open();
	bool ok = true;

	tokens_read(&tokens, keyword);
	for (int i = LANGUAGE_EN; i <= LANGUAGE_RU; i++)
		ok = add_in(l, stemmer, (enum language)i, &tokens,
			     (struct keyword){ .rule = (uint8_t)rule, .touchpoint = (uint16_t)touchpoint }) &&
		     ok;
	tokens_close(&tokens);
	stemmer_close(stemmer);
	return ok;
}

/* "order_shipped", "orderShipped" and "Order Shipped" are two words. */
static struct str spaced(struct scope *sc, struct str name)
{
	char *out = scope_alloc(sc, name.n * 2 + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		if (i && isupper((unsigned char)c) && islower((unsigned char)name.p[i - 1]))
			out[n++] = ' ';
		out[n++] = c == '_' || c == '/' || c == '-' || c == '.' ? ' ' : c;
	}
	return (struct str){ out, n };
}

/* "Product viewed" is about a page, and not about quality. */
static bool is_common(struct stemmer *stemmer, enum language language, struct str word)
{
	struct str rest = str_of(link_words_common(language));
	char stem[128];
	struct str own = stem_word(stemmer, language, word);
	size_t n = own.n < sizeof stem ? own.n : sizeof stem;

	memcpy(stem, own.p, n);
	while (rest.p)
		if (str_equal(stem_word(stemmer, language, str_cut(&rest, ',')), (struct str){ stem, n }))
			return true;
	return false;
}

/* Whether what was heard is one common word. */
static bool hit_is_common(struct stemmer *stemmer, enum language language, const struct tokens *tokens,
	const struct heard_hit *hit)
{
	for (size_t i = 0; i < tokens->n; i++)
		if (tokens->at[i].from == hit->from && tokens->at[i].to == hit->to)
			return is_common(stemmer, language, tokens->at[i].word);
	return false;
}

enum lexicon_subject link_subject_of(const struct lexicon *const *lexicons, struct str name)
{
	struct scope sc = { 0 };
	struct tokens tokens = { 0 };
	struct heard heard = { 0 };
	struct stemmer *stemmer = stemmer_open();
	enum lexicon_subject found = SUBJECT_NONE;

	tokens_read(&tokens, spaced(&sc, name));
	for (int i = LANGUAGE_EN; i <= LANGUAGE_RU && !found; i++) {
		struct listener *listener = lexicons[i] ? listener_open(lexicons[i]) : NULL;
		if (listener)
			listener_read(listener, &tokens, &heard);
		for (size_t k = 0; listener && k < heard.n_hits && !found; k++)
			if (heard.hits[k].role == SAYS_SUBJECT &&
				!hit_is_common(stemmer, (enum language)i, &tokens, &heard.hits[k]))
				found = (enum lexicon_subject)heard.hits[k].subject;
		listener_close(listener);
	}
	heard_close(&heard);
	tokens_close(&tokens);
	stemmer_close(stemmer);
	scope_close(&sc);
	return found;
}

/* --- reading ------------------------------------------------------------------------------------------ */

enum { CACHE_BITS = 13, CLAUSE_STEMS = 400 };

struct known { /* of a word in a language: its stem's code; NAMES_NONE where no keyword has it */
	uint64_t hash;
	uint32_t code;
	bool used;
};

struct link_reader {
	const struct links *links;
	struct stemmer *stemmer;
	struct known known[1 << CACHE_BITS];
	uint32_t codes[CLAUSE_STEMS];
	uint32_t words[CLAUSE_STEMS]; /* which of the clause's words each is */
	size_t n;
};

struct link_reader *link_reader_open(const struct links *links)
{
	struct link_reader *r = calloc(1, sizeof *r);

	if (!r)
		abort();
	r->links = links;
	r->stemmer = stemmer_open();
	return r;
}

void link_reader_close(struct link_reader *r)
{
	if (r)
		stemmer_close(r->stemmer);
	free(r);
}

static uint32_t code_of(struct link_reader *r, enum language language, const struct token *t)
{
	uint64_t hash = t->hash + (uint64_t)language;
	struct known *k = &r->known[hash & ((1u << CACHE_BITS) - 1)];

	if (!k->used || k->hash != hash)
		*k = (struct known){ hash, stem_code(r->links, r->stemmer, language, t->word, false), true };
	return k->code;
}

static bool is_at(const struct link_reader *r, const struct keyword *k, size_t from)
{
	for (size_t i = 1; i < k->n; i++)
		if (from + i >= r->n || r->codes[from + i] != k->stems[i] ||
			r->words[from + i] != r->words[from] + i)
			return false;
	return true;
}

/* Of a keyword whose first word is the clause's `from`th that any keyword has. */
static bool all_there(const struct link_reader *r, const struct keyword *k, size_t from)
{
	if (k->off || k->together)
		return !k->off && is_at(r, k, from);
	for (size_t i = 1; i < k->n; i++) {
		size_t c = 0;
		while (c < r->n && r->codes[c] != k->stems[i])
			c++;
		if (c == r->n)
			return false;
	}
	return true;
}

struct best {
	int touchpoint;
	unsigned rank; /* the rule first, then how many words */
	bool tie;
};

static void consider(struct best *b, const struct keyword *k)
{
	unsigned rank = (unsigned)(LINK_RULES - k->rule) * 16 + k->n;

	if (rank > b->rank)
		*b = (struct best){ k->touchpoint, rank, false };
	else if (rank == b->rank && b->touchpoint != k->touchpoint)
		b->tie = true;
}

static struct best by_keywords(struct link_reader *r, enum language language, const struct tokens *tokens,
	const struct clause *clause)
{
	const struct links *l = r->links;
	struct best best = { -1, 0, false };
	uint32_t word = 0;

	r->n = 0;
	for (uint32_t i = clause->first; i < clause->last && r->n < CLAUSE_STEMS; i++) {
		bool is_word = tokens->at[i].kind == TOKEN_WORD;
		uint32_t code = is_word ? code_of(r, language, &tokens->at[i]) : NAMES_NONE;
		if (code != NAMES_NONE) {
			r->words[r->n] = word;
			r->codes[r->n++] = code;
		}
		word += is_word;
	}
	for (size_t i = 0; i < r->n; i++)
		for (uint32_t k = r->codes[i] < l->first.n ? l->first.at[r->codes[i]] : NAMES_NONE;
			k != NAMES_NONE; k = l->keywords.at[k].next)
			if (all_there(r, &l->keywords.at[k], i))
				consider(&best, &l->keywords.at[k]);
	return best;
}

/* The subject that most of the clause's words are about. */
static int by_subject(const struct links *l, uint32_t number, const struct heard *heard, size_t *from)
{
	unsigned count[LEXICON_SUBJECTS] = { 0 };
	int best = 0;

	while (*from < heard->n_hits && heard->hits[*from].clause < number)
		(*from)++;
	for (size_t i = *from; i < heard->n_hits && heard->hits[i].clause == number; i++)
		count[heard->hits[i].subject]++;
	for (int i = 1; i < LEXICON_SUBJECTS; i++)
		if (count[i] && l->subjects[i] >= 0 && (!best || count[i] > count[best]))
			best = i;
	return best ? l->subjects[best] : -1;
}

struct linked link_clause(struct link_reader *r, enum language language, const struct tokens *tokens,
	const struct heard *heard, uint32_t number, size_t *from)
{
	struct best best = by_keywords(r, language, tokens, &heard->clauses[number]);

	if (best.touchpoint >= 0 && !best.tie)
		return (struct linked){ best.touchpoint, (enum link_rule)(LINK_RULES - best.rank / 16) };
	int subject = by_subject(r->links, number, heard, from);
	return (struct linked){ subject, subject >= 0 ? LINK_SUBJECT : LINK_NONE };
}

/* --- words that are everywhere ------------------------------------------------------------------------- */

struct counting {
	struct link_reader *reader;
	uint32_t *texts, *last; /* [stems]: how many texts have it, and the last one that does, plus one */
};

static void count_words(struct counting *c, const struct tokens *tokens, uint32_t text)
{
	for (size_t i = 0; i < tokens->n; i++)
		for (int k = LANGUAGE_EN; tokens->at[i].kind == TOKEN_WORD && k <= LANGUAGE_RU; k++) {
			uint32_t code = code_of(c->reader, (enum language)k, &tokens->at[i]);
			if (code == NAMES_NONE || c->last[code] == text + 1)
				continue;
			c->texts[code]++;
			c->last[code] = text + 1;
		}
}

void links_sample(struct links *l, const struct str *texts, size_t n)
{
	size_t stems = names_count(l->stems);
	struct counting c = { link_reader_open(l), NEW_ARRAY(l->sc, uint32_t, stems + 1),
		NEW_ARRAY(l->sc, uint32_t, stems + 1) };
	struct tokens tokens = { 0 };

	for (size_t i = 0; i < n; i++) {
		tokens_read(&tokens, texts[i]);
		count_words(&c, &tokens, (uint32_t)i);
	}
	for (size_t i = 0; n >= LINK_SAMPLE_LEAST && i < l->keywords.n; i++) {
		struct keyword *k = &l->keywords.at[i];
		k->off = k->rule == LINK_NAME && k->n == 1 && (size_t)c.texts[k->stems[0]] * 5 > n;
	}
	tokens_close(&tokens);
	link_reader_close(c.reader);
}
