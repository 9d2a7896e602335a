#include "doors/throttle.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sodium.h>

/* What is free, then a wait that doubles up to the longest; one failure is forgotten in each `forget_s`. */
static const struct {
	int64_t free, first_s, longest_s, forget_s;
	bool clears; /* success takes back all failures; else its own asking alone */
} rules[THROTTLES] = {
	/* short: whoever fails on purpose must not shut somebody else out */
	[THROTTLE_ACCOUNT] = { 5, 1, 60, 600, true },
	/* one's own account does not wash away guesses at others */
	[THROTTLE_ADDRESS] = { 30, 1, 900, 60, false },
	/* only who knows the password comes here: 3 in 10^6 a guess, 96 guesses a day */
	[THROTTLE_SECOND] = { 5, 2, 900, 900, true },
	[THROTTLE_SHARE] = { 10, 1, 300, 120, true },
};

enum { DOUBLINGS = 12 }; /* past the longest wait of every row */

#define SECOND_US INT64_C(1000000)

struct place {
	uint64_t key;
	int64_t since_us, until_us;
	uint32_t count;
	bool taken;
};

struct throttle {
	pthread_mutex_t lock;
	unsigned char secret[THROTTLES][crypto_shorthash_KEYBYTES]; /* nobody can aim at a place */
	struct place
		*places; /* a part for each kind: what is forgotten quickly takes no place of what is not */
	size_t sets;     /* of a kind */
};

struct throttle *throttle_new(struct scope *sc, size_t places)
{
	struct throttle *t = NEW(sc, struct throttle);

	t->sets = places < THROTTLES * THROTTLE_WAYS ? 1 : places / THROTTLES / THROTTLE_WAYS;
	t->places = NEW_ARRAY(sc, struct place, THROTTLES * t->sets * THROTTLE_WAYS);
	randombytes_buf(t->secret, sizeof t->secret);
	pthread_mutex_init(&t->lock, NULL);
	return t;
}

void throttle_close(struct throttle *t)
{
	if (t)
		pthread_mutex_destroy(&t->lock);
}

/* Whoever has an IPv6 network has all the addresses of a /64 at least; IPv4 in IPv6 is IPv4. */
static size_t address_bytes(struct str address, unsigned char bytes[static 16])
{
	static const unsigned char mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
	char text[INET6_ADDRSTRLEN];

	if (!address.n || address.n >= sizeof text)
		return 0;
	memcpy(text, address.p, address.n);
	text[address.n] = 0;
	if (inet_pton(AF_INET, text, bytes) == 1)
		return 4;
	if (inet_pton(AF_INET6, text, bytes) != 1)
		return 0;
	if (memcmp(bytes, mapped, sizeof mapped) != 0)
		return 8;
	memmove(bytes, bytes + 12, 4);
	return 4;
}

static uint64_t hash_of(const struct throttle *t, enum throttle_kind kind, struct str key)
{
	unsigned char hash[crypto_shorthash_BYTES], bytes[16];
	uint64_t out;
	size_t n = kind == THROTTLE_ADDRESS ? address_bytes(key, bytes) : 0;

	crypto_shorthash(hash, n ? bytes : (const unsigned char *)key.p, n ? n : key.n, t->secret[kind]);
	memcpy(&out, hash, sizeof out);
	return out;
}

/* As it is now: what is forgotten, and a clock that was set back. */
static void age(struct place *p, enum throttle_kind kind, int64_t now_us)
{
	int64_t each = rules[kind].forget_s * SECOND_US, latest = now_us + rules[kind].longest_s * SECOND_US;

	if (p->since_us > now_us)
		p->since_us = now_us;
	int64_t steps = (now_us - p->since_us) / each;
	p->since_us += steps * each;
	p->count = steps >= p->count ? 0 : p->count - (uint32_t)steps;
	if (p->until_us > latest)
		p->until_us = latest;
}

static struct place *set_of(struct throttle *t, enum throttle_kind kind, uint64_t key)
{
	return t->places + (kind * t->sets + key % t->sets) * THROTTLE_WAYS;
}

static struct place *find(struct throttle *t, enum throttle_kind kind, uint64_t key)
{
	struct place *set = set_of(t, kind, key);

	for (size_t i = 0; i < THROTTLE_WAYS; i++)
		if (set[i].taken && set[i].key == key)
			return &set[i];
	return NULL;
}

/* The least guilty of the set makes room; its guilt stays with the place. */
static struct place *take(struct throttle *t, enum throttle_kind kind, uint64_t key, int64_t now_us)
{
	struct place *set = set_of(t, kind, key), *least = &set[0];

	for (size_t i = 0; i < THROTTLE_WAYS; i++) {
		if (set[i].taken)
			age(&set[i], kind, now_us);
		if (set[i].count < least->count ||
			(set[i].count == least->count && set[i].until_us < least->until_us))
			least = &set[i];
	}
	if (!least->taken || least->count == 0)
		*least = (struct place){ .since_us = now_us };
	least->taken = true;
	least->key = key;
	return least;
}

static int64_t delay_us(enum throttle_kind kind, int64_t count)
{
	int64_t over = count - rules[kind].free;

	if (over <= 0)
		return 0;
	int64_t s = rules[kind].first_s << (over > DOUBLINGS ? DOUBLINGS : over - 1);
	return (s > rules[kind].longest_s ? rules[kind].longest_s : s) * SECOND_US;
}

static int64_t ask(struct throttle *t, enum throttle_kind kind, uint64_t key, int64_t now_us)
{
	struct place *p = find(t, kind, key);

	if (!p)
		p = take(t, kind, key, now_us);
	age(p, kind, now_us);
	if (p->until_us > now_us)
		return (p->until_us - now_us + SECOND_US - 1) / SECOND_US;
	if (!p->count)
		p->since_us = now_us;
	if (p->count < rules[kind].free + DOUBLINGS)
		p->count++;
	p->until_us = now_us + delay_us(kind, p->count);
	return 0;
}

int64_t throttle_ask(struct throttle *t, enum throttle_kind kind, struct str key, int64_t now_us)
{
	uint64_t hash = hash_of(t, kind, key);

	pthread_mutex_lock(&t->lock);
	int64_t wait_s = ask(t, kind, hash, now_us);
	pthread_mutex_unlock(&t->lock);
	return wait_s;
}

void throttle_worked(struct throttle *t, enum throttle_kind kind, struct str key)
{
	uint64_t hash = hash_of(t, kind, key);

	pthread_mutex_lock(&t->lock);
	struct place *p = find(t, kind, hash);
	if (p) {
		p->count = rules[kind].clears || p->count <= 1 ? 0 : p->count - 1;
		if (p->count <= rules[kind].free)
			p->until_us = 0;
	}
	pthread_mutex_unlock(&t->lock);
}
