#include "voice/near.h"

#include "base/names.h"

enum { BAND = 16, ALONG = 64 / BAND, BANDS = 2 * ALONG, BUCKETS = 1 << BAND };
enum { FIRST_SIZE = 1024, PLANES = 32 };

_Static_assert(ALONG > (int)NEAR_BITS, "one band must stay equal");

struct known {         /* a text by the hash of its words */
	uint64_t hash; /* 0: free */
	uint32_t first;
};

struct listed {
	uint64_t bits;
	uint32_t runs, text;
};

struct bucket {
	struct listed *at;
	uint32_t n, room;
};

struct near {
	struct scope *sc;
	struct known *known;
	size_t size, used; /* a power of two, never more than half full */
	struct bucket *buckets;
	struct near_counts counts;
};

struct near *near_new(struct scope *sc)
{
	struct near *near = NEW(sc, struct near);

	near->sc = sc;
	near->size = FIRST_SIZE;
	near->known = NEW_ARRAY(sc, struct known, near->size);
	near->buckets = NEW_ARRAY(sc, struct bucket, (size_t)BANDS * BUCKETS);
	return near;
}

struct near_counts near_counts(const struct near *near)
{
	return near->counts;
}

/* --- word for word ------------------------------------------------------------------------------------ */

static uint64_t hash_of_kind(const struct tokens *t, enum token_kind kind)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < t->n; i++)
		if (t->at[i].kind == kind)
			hash = hash_mix(hash + kind + 1, t->at[i].hash);
	return hash;
}

uint64_t near_hash(const struct tokens *tokens)
{
	uint64_t hash = hash_of_kind(tokens, TOKEN_WORD);

	return hash ? hash : hash_of_kind(tokens, TOKEN_SMILE);
}

/* The hash stands for the text: among a million texts two are taken for one with a chance of 1 to 40
 * million. */
static struct known *known_for(struct known *known, size_t size, uint64_t hash)
{
	size_t i = hash & (size - 1);

	while (known[i].hash && known[i].hash != hash)
		i = (i + 1) & (size - 1);
	return &known[i];
}

static void grow(struct near *near)
{
	size_t size = near->size * 2;
	struct known *known = NEW_ARRAY(near->sc, struct known, size);

	for (size_t i = 0; i < near->size; i++)
		if (near->known[i].hash)
			*known_for(known, size, near->known[i].hash) = near->known[i];
	near->known = known;
	near->size = size;
}

/* --- nearly ------------------------------------------------------------------------------------------- */

/* How often each of the 64 bits was set, written across: plane k holds bit k of all 64 counts.  Adding one
 * hash costs two operations on average, whatever the number of bits. */
struct tally {
	uint64_t plane[PLANES];
	uint32_t n;
};

static void tally_add(struct tally *tally, uint64_t hash)
{
	for (size_t k = 0; hash; k++) {
		uint64_t carry = tally->plane[k] & hash;
		tally->plane[k] ^= hash;
		hash = carry;
	}
	tally->n++;
}

/* The bits that were set in more than half of all: each count compared with n / 2, from its highest bit
 * down. */
static uint64_t tally_majority(const struct tally *tally)
{
	uint64_t more = 0, equal = ~0ull;
	uint32_t half = tally->n / 2;

	for (size_t k = PLANES; k-- > 0;) {
		uint64_t limit = half >> k & 1 ? ~0ull : 0;
		more |= equal & tally->plane[k] & ~limit;
		equal &= ~(tally->plane[k] ^ limit);
	}
	return more;
}

/* The last step of MurmurHash3 (Appleby): each bit of the letters moves half of those that come out. */
static uint64_t spread(uint64_t x)
{
	x = (x ^ x >> 33) * 0xff51afd7ed558ccdull;
	x = (x ^ x >> 33) * 0xc4ceb9fe1a85ec53ull;
	return x ^ x >> 33;
}

static uint64_t add_letter(struct tally *tally, uint64_t run, uint32_t letter)
{
	run = run << 16 | ((letter ^ letter >> 16) & 0xffff);
	if (run >> 48) /* four of them */
		tally_add(tally, spread(run));
	return run;
}

struct near_sketch near_sketch(const struct tokens *tokens)
{
	struct tally tally = { 0 };
	uint64_t run = ' ';

	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->at[i];
		if (token->kind != TOKEN_WORD)
			continue;
		for (size_t at = 0; at < token->word.n;)
			run = add_letter(&tally, run, str_next(token->word, &at));
		run = add_letter(&tally, run, ' ');
	}
	return (struct near_sketch){ tally_majority(&tally), tally.n };
}

/* The sketch as eight rows of eight bits, turned so that its columns are the rows (Warren, Hacker's
 * Delight): a band of it has two bits of each byte. */
static uint64_t across(uint64_t x)
{
	uint64_t t = (x ^ x >> 7) & 0x00aa00aa00aa00aaull;

	x ^= t ^ t << 7;
	t = (x ^ x >> 14) & 0x0000cccc0000ccccull;
	x ^= t ^ t << 14;
	t = (x ^ x >> 28) & 0x00000000f0f0f0f0ull;
	return x ^ t ^ t << 28;
}

/* The memory is asked for all at once: it is what a text waits for when there are many. */
static void buckets_of(const struct near *near, uint64_t bits, struct bucket *buckets[static BANDS])
{
	uint64_t turned = across(bits);

	for (size_t i = 0; i < BANDS; i++) {
		uint64_t from = i < ALONG ? bits : turned;
		buckets[i] = &near->buckets[i * BUCKETS + (from >> i % ALONG * BAND & (BUCKETS - 1))];
		__builtin_prefetch(buckets[i]);
	}
	for (size_t i = 0; i < BANDS; i++)
		__builtin_prefetch(buckets[i]->at);
}

static bool differ_at_most(uint64_t a, uint64_t b, int bits)
{
	uint64_t different = a ^ b;

	for (int i = 0; i < bits; i++) /* each takes away one bit */
		different &= different - 1;
	return !different;
}

static bool alike(const struct listed *a, struct near_sketch b)
{
	uint32_t less = a->runs < b.runs ? a->runs : b.runs, more = a->runs < b.runs ? b.runs : a->runs;

	if (differ_at_most(a->bits, b.bits, NEAR_BITS))
		return true;
	return less >= NEAR_LONG && more - less <= more / 5 &&
	       differ_at_most(a->bits, b.bits, NEAR_BITS_LONG);
}

/* The first of all that are alike, whichever band it is found by. */
static uint32_t find_alike(
	struct bucket *const buckets[static BANDS], struct near_sketch sketch, uint32_t otherwise)
{
	uint32_t first = otherwise;

	for (size_t band = 0; band < BANDS; band++) {
		const struct bucket *b = buckets[band];
		for (uint32_t i = 0; i < b->n && b->at[i].text < first; i++)
			if (alike(&b->at[i], sketch))
				first = b->at[i].text;
	}
	return first;
}

static void list_text(struct near *near, struct bucket *b, struct listed text)
{
	if (b->n == NEAR_BUCKET) {
		near->counts.unlisted++;
		return;
	}
	if (b->n == b->room) {
		uint32_t room = b->room ? b->room * 2 : 2;
		b->at = scope_grow(near->sc, b->at, b->room, room, sizeof *b->at);
		b->room = room;
	}
	b->at[b->n++] = text;
}

/* --- both --------------------------------------------------------------------------------------------- */

static uint32_t first_alike(struct near *near, const struct tokens *tokens, uint32_t text)
{
	struct near_sketch sketch = near_sketch(tokens);
	struct bucket *buckets[BANDS];

	if (!sketch.runs)
		return text;
	buckets_of(near, sketch.bits, buckets);
	uint32_t first = find_alike(buckets, sketch, text);
	if (first != text) {
		near->counts.nearly++;
		return first;
	}
	for (size_t i = 0; i < BANDS; i++)
		list_text(near, buckets[i], (struct listed){ sketch.bits, sketch.runs, text });
	return text;
}

uint32_t near_add(struct near *near, const struct tokens *tokens)
{
	uint32_t text = near->counts.texts++;
	uint64_t hash = near_hash(tokens);

	if (!hash)
		return text;
	struct known *known = known_for(near->known, near->size, hash);
	if (known->hash) {
		near->counts.same++;
		return known->first;
	}
	uint32_t first = first_alike(near, tokens, text);
	*known = (struct known){ hash, first };
	if (++near->used * 2 > near->size)
		grow(near);
	return first;
}
