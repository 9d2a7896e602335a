#include "doors/hasher.h"

#include <errno.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>

/* The gate is a queue: `next` is the number that is drawn, `serving` the one whose turn it is. */
struct hasher {
	pthread_mutex_t lock;
	pthread_cond_t moved;
	struct hasher_wish wish;
	unsigned running, waiting;
	uint64_t next, serving;
	struct hasher_counts counts;
};

static struct hasher_wish wish_filled(const struct hasher_wish *wish)
{
	return (struct hasher_wish){
		.at_once = wish->at_once ? wish->at_once : HASHER_AT_ONCE,
		.waiting = wish->waiting ? wish->waiting : HASHER_WAITING,
		.passes = wish->passes ? wish->passes : HASHER_PASSES,
		.memory = wish->memory ? wish->memory : HASHER_MEMORY,
	};
}

struct hasher *hasher_new(struct scope *sc, const struct hasher_wish *wish)
{
	struct hasher *h = NEW(sc, struct hasher);

	if (sodium_init() < 0)
		return scope_fail(sc, FAULT_IO, "the system gives no random numbers");
	h->wish = wish_filled(wish);
	pthread_mutex_init(&h->lock, NULL);
	pthread_cond_init(&h->moved, NULL);
	return h;
}

void hasher_close(struct hasher *h)
{
	if (!h)
		return;
	pthread_cond_destroy(&h->moved);
	pthread_mutex_destroy(&h->lock);
}

static bool queue(struct hasher *h)
{
	if (h->waiting >= h->wish.waiting)
		return false;
	uint64_t mine = h->next++;
	h->waiting++;
	while (mine != h->serving || h->running >= h->wish.at_once)
		pthread_cond_wait(&h->moved, &h->lock);
	h->serving++;
	h->waiting--;
	pthread_cond_broadcast(&h->moved); /* there may be a place for the next one, too */
	return true;
}

static bool enter(struct scope *sc, struct hasher *h)
{
	pthread_mutex_lock(&h->lock);
	bool in = (h->running < h->wish.at_once && !h->waiting) || queue(h);
	if (in) {
		h->running++;
		h->counts.hashes++;
		if (h->running > h->counts.at_once_most)
			h->counts.at_once_most = h->running;
	} else {
		h->counts.refused++;
	}
	pthread_mutex_unlock(&h->lock);
	return in ||
	       scope_fail(sc, FAULT_LIMIT, "too many people sign in at this moment: try again in %d seconds",
		       HASHER_RETRY_S);
}

static void leave(struct hasher *h)
{
	pthread_mutex_lock(&h->lock);
	h->running--;
	pthread_cond_broadcast(&h->moved);
	pthread_mutex_unlock(&h->lock);
}

static void *no_memory(struct scope *sc, const struct hasher *h)
{
	return scope_fail(sc, FAULT_LIMIT,
		"there is no memory for a password's hash (%zu MiB): try again later", h->wish.memory >> 20);
}

/* Without the gate. */
static bool make(struct hasher *h, struct str password, char out[static crypto_pwhash_STRBYTES])
{
	return crypto_pwhash_str_alg(out, password.p ? password.p : "", password.n, h->wish.passes,
		       h->wish.memory, crypto_pwhash_ALG_ARGON2ID13) == 0;
}

struct str hasher_make(struct scope *sc, struct hasher *h, struct str password)
{
	char out[crypto_pwhash_STRBYTES];

	if (!enter(sc, h))
		return (struct str){ 0 };
	bool ok = make(h, password, out);
	leave(h);
	if (ok)
		return str_copy(sc, str_of(out));
	no_memory(sc, h);
	return (struct str){ 0 };
}

/* "$argon2id$v=19$m=65536,t=3,p=1$...": m in KiB. */
static bool is_weak(const struct hasher *h, const char *hash)
{
	unsigned long kib = 0, passes = 0;

	if (sscanf(hash, "$argon2id$v=19$m=%lu,t=%lu", &kib, &passes) != 2)
		return true;
	return kib < h->wish.memory >> 10 || passes < h->wish.passes;
}

static enum hasher_found check(struct hasher *h, const char *hash, struct str password)
{
	char spent[crypto_pwhash_STRBYTES];

	errno = 0;
	if (!hash) /* as long as the real thing, for nothing */
		return make(h, password, spent) ? HASHER_WRONG : HASHER_FAILED;
	if (crypto_pwhash_str_verify(hash, password.p ? password.p : "", password.n) == 0)
		return is_weak(h, hash) ? HASHER_WEAK : HASHER_RIGHT;
	return errno == ENOMEM ? HASHER_FAILED : HASHER_WRONG;
}

enum hasher_found hasher_check(struct scope *sc, struct hasher *h, struct str hash, struct str password)
{
	/* libsodium reads whole STRBYTES of what it is given. */
	char room[crypto_pwhash_STRBYTES] = { 0 };
	bool real = hash.n > 0 && hash.n < sizeof room;

	if (!enter(sc, h))
		return HASHER_FAILED;
	if (real)
		memcpy(room, hash.p, hash.n);
	enum hasher_found found = check(h, real ? room : NULL, password);
	leave(h);
	if (found == HASHER_FAILED)
		no_memory(sc, h);
	return found;
}

struct hasher_counts hasher_counts(struct hasher *h)
{
	pthread_mutex_lock(&h->lock);
	struct hasher_counts counts = h->counts;
	pthread_mutex_unlock(&h->lock);
	return counts;
}
