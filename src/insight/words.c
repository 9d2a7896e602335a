#include "insight/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "insight/words_table.h"

enum { TOKENS = 24, TOKEN_BYTES = 48, PARTS = 5, BUCKETS = 1024 };

struct token {
	char text[TOKEN_BYTES]; /* folded; what is longer is cut, no entry is */
	uint8_t n;
};

struct part {
	struct str text;
	bool goes_on; /* `*` */
};

struct entry {
	const struct words_row *row;
	struct part parts[PARTS];
	uint8_t n;       /* parts */
	uint8_t letters; /* bytes of all parts: of two phrases of one length the longer text is meant */
	uint16_t next;   /* entry of the same bucket, index + 1; 0: none */
};

struct words {
	LIST(struct entry) entries;
	uint16_t buckets[BUCKETS]; /* by the first two bytes of the first part; index + 1 */
};

/* An entry that was found: tokens from .. from + n say what its row says. */
struct hit {
	const struct entry *entry;
	size_t from, n;
};

static size_t bucket_of(const char *text, size_t n)
{
	unsigned a = n > 0 ? (uint8_t)text[0] : 0, b = n > 1 ? (uint8_t)text[1] : 0;

	return (a * 31 + b * 7) % BUCKETS;
}

static void add_entry(struct scope *sc, struct words *words, const struct words_row *row, struct str text)
{
	struct entry *e = LIST_ADD(sc, &words->entries);

	*e = (struct entry){ .row = row };
	while (text.p && e->n < PARTS) {
		struct str part = str_cut(&text, ' ');
		bool goes_on = str_ends(part, STR("*"));
		part.n -= goes_on;
		e->parts[e->n++] = (struct part){ part, goes_on };
		e->letters = (uint8_t)(e->letters + part.n);
	}
	uint16_t *bucket = &words->buckets[bucket_of(e->parts[0].text.p, e->parts[0].text.n)];
	e->next = *bucket;
	*bucket = (uint16_t)words->entries.n;
}

const struct words *words_new(struct scope *sc)
{
	struct words *words = NEW(sc, struct words);

	for (const struct words_row *row = words_rows; row->entries; row++) {
		struct str rest = str_of(row->entries);
		while (rest.p)
			add_entry(sc, words, row, str_trim(str_cut(&rest, ',')));
	}
	return words;
}

static void token_put(struct token *t, uint32_t c)
{
	int n = t->n;

	if (n + U8_LENGTH((UChar32)c) >= TOKEN_BYTES)
		return;
	U8_APPEND_UNSAFE((uint8_t *)t->text, n, c);
	t->n = (uint8_t)n;
}

/* Between two letters of a name: addToCart is cut before T and C, URLClicked before the last capital. */
static bool hump(uint32_t before, uint32_t c, uint32_t after)
{
	if (!u_isupper((UChar32)c))
		return false;
	return u_islower((UChar32)before) || (u_isupper((UChar32)before) && u_islower((UChar32)after));
}

static struct str without_host(struct str text)
{
	const char *at = text.n ? memmem(text.p, text.n, "://", 3) : NULL;

	if (!at)
		return text;
	text = str_sub(text, (size_t)(at + 3 - text.p), text.n);
	struct str host = str_cut(&text, '/');
	return text.p ? text : (struct str){ host.p + host.n, 0 };
}

/* Runs of letters; digits and all else only part them. */
static size_t tokens_of(struct str text, struct token *tokens)
{
	size_t n = 0, at = 0;
	uint32_t before = 0;
	bool inside = false;

	text = without_host(text);
	while (at < text.n && n <= TOKENS) {
		uint32_t c = str_next(text, &at);
		size_t ahead = at;
		uint32_t after = at < text.n ? str_next(text, &ahead) : 0;
		if (inside && (!u_isalpha((UChar32)c) || hump(before, c, after)))
			inside = false;
		before = c;
		if (!u_isalpha((UChar32)c))
			continue;
		if (!inside) {
			if (n == TOKENS)
				break;
			tokens[n++].n = 0;
		}
		inside = true;
		token_put(&tokens[n - 1], str_bare_letter(c));
	}
	return n;
}

static bool part_fits(const struct part *part, const struct token *t)
{
	size_t n = part->text.n;

	if (t->n < n || memcmp(part->text.p, t->text, n) != 0)
		return false;
	return t->n == n || part->goes_on || (n >= 3 && t->n == n + 1 && t->text[n] == 's');
}

static bool entry_fits(const struct entry *e, const struct token *tokens, size_t n)
{
	if (e->n > n)
		return false;
	for (size_t i = 0; i < e->n; i++)
		if (!part_fits(&e->parts[i], &tokens[i]))
			return false;
	return true;
}

static const struct entry *next_fit(
	const struct words *words, uint16_t index, const struct token *tokens, size_t n)
{
	for (; index; index = words->entries.at[index - 1].next)
		if (entry_fits(&words->entries.at[index - 1], tokens, n))
			return &words->entries.at[index - 1];
	return NULL;
}

static int rank_of(const struct entry *e)
{
	return e ? e->n * 256 + e->letters : 0;
}

/* The entries that say most at the first token: the longest phrase, then the longest text; in all their rows.
 * How many; *flags are those of all entries there, hidden by a longer one or not. */
static size_t best_at(const struct words *words, const struct token *tokens, size_t n,
	const struct entry **best, size_t room, int *flags)
{
	uint16_t head = words->buckets[bucket_of(tokens->text, tokens->n)];
	const struct entry *e;
	size_t found = 0;

	for (uint16_t at = head; (e = next_fit(words, at, tokens, n)); at = e->next) {
		*flags |= e->row->flags;
		if (found && rank_of(e) < rank_of(best[0]))
			continue;
		if (found && rank_of(e) > rank_of(best[0]))
			found = 0;
		if (found < room)
			best[found++] = e;
	}
	return found;
}

enum { HITS = TOKENS * 3 };

static size_t hits_of(
	const struct words *words, const struct token *tokens, size_t n, struct hit *hits, int *flags)
{
	const struct entry *best[3];
	size_t count = 0, step;

	for (size_t i = 0; i < n; i += step) {
		size_t found = best_at(words, tokens + i, n - i, best, COUNT_OF(best), flags);
		step = found ? best[0]->n : 1;
		for (size_t k = 0; k < found; k++)
			hits[count++] = (struct hit){ best[k], i, step };
		for (size_t k = 1; k < step; k++) /* inside a phrase only flags are looked for */
			best_at(words, tokens + i + k, n - i - k, best, COUNT_OF(best), flags);
	}
	return count;
}

static int max_int(int a, int b)
{
	return a > b ? a : b;
}

/* Whoever is on a page has looked at something, not done it. */
static bool is_page(struct str text)
{
	return str_starts(text, STR("/")) || str_has(text, STR("://"));
}

static int goal_of(const struct hit *hits, size_t n, size_t tokens, int flags)
{
	int word = 0, noun = 0, reached = 0;

	for (size_t i = 0; i < n; i++) {
		const struct words_row *row = hits[i].entry->row;
		flags |= row->flags;
		noun = max_int(noun, row->noun);
		if ((row->flags & WORD_ALONE) && hits[i].n != tokens)
			continue;
		if (row->flags & WORD_REACHED)
			reached = max_int(reached, row->goal);
		else
			word = max_int(word, row->goal);
	}
	if (flags & WORD_OPEN)
		return reached;
	return max_int(max_int(reached, word), flags & WORD_DONE ? noun : 0);
}

struct words_say words_read(const struct words *words, struct str text)
{
	struct token tokens[TOKENS];
	struct hit hits[HITS];
	struct words_say say = { 0 };
	size_t n = tokens_of(text, tokens), seen = 0;
	int flags = 0;
	size_t count = hits_of(words, tokens, n, hits, &flags);

	for (size_t i = 0; i < count; i++) {
		const struct words_row *row = hits[i].entry->row;
		if (row->stage != STAGE_UNKNOWN)
			say.stage[row->stage] += row->weight;
		if (row->flags & WORD_VIEW)
			seen += hits[i].n;
	}
	say.failure = flags & WORD_FAILED;
	say.delivery = flags & WORD_DELIVERY;
	say.feedback = flags & WORD_FEEDBACK;
	say.goal = say.failure ? 0 : goal_of(hits, count, n, is_page(text) ? WORD_OPEN : 0);
	say.page_view = n > 0 && seen == n;
	return say;
}

enum default_stage words_stage(const struct words_say *say)
{
	int best = 0, second = 0;
	enum default_stage stage = STAGE_UNKNOWN;

	for (int i = 0; i < DEFAULT_STAGES; i++) {
		if (say->stage[i] > best) {
			second = best;
			best = say->stage[i];
			stage = (enum default_stage)i;
		} else {
			second = max_int(second, say->stage[i]);
		}
	}
	return best >= 5 && 2 * best >= 3 * second ? stage : STAGE_UNKNOWN;
}

static struct str joined(struct scope *sc, const struct token *tokens, size_t n)
{
	char *text = scope_alloc(sc, n + 1, TOKEN_BYTES + 1);
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			text[at++] = ' ';
		memcpy(text + at, tokens[i].text, tokens[i].n);
		at += tokens[i].n;
	}
	return (struct str){ text, at };
}

struct str words_because(
	struct scope *sc, const struct words *words, struct str text, enum default_stage stage)
{
	struct token tokens[TOKENS];
	struct hit hits[HITS], *best = NULL;
	int flags = 0;
	size_t count = hits_of(words, tokens, tokens_of(text, tokens), hits, &flags);

	for (size_t i = 0; i < count; i++)
		if (hits[i].entry->row->stage == stage &&
			(!best || hits[i].entry->row->weight > best->entry->row->weight))
			best = &hits[i];
	return best ? joined(sc, tokens + best->from, best->n) : (struct str){ 0 };
}
