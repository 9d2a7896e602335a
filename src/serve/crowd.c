#include "serve/crowd.h"

#include <netinet/in.h>
#include <sodium.h>
#include <stdatomic.h>

struct crowd_place {
	atomic_uint n;
};

struct crowd {
	unsigned char secret[crypto_shorthash_KEYBYTES];
	struct crowd_place places[CROWD_PLACES];
};

struct crowd *crowd_new(struct scope *sc)
{
	if (sodium_init() < 0)
		return scope_fail(sc, FAULT_IO, "the system gives no random numbers");
	struct crowd *crowd = NEW(sc, struct crowd);
	randombytes_buf(crowd->secret, sizeof crowd->secret);
	return crowd;
}

/* IPv4 in IPv6 is IPv4. */
static size_t network_of(const struct sockaddr *peer, const unsigned char **bytes)
{
	static const unsigned char mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF };

	if (peer && peer->sa_family == AF_INET) {
		*bytes = (const unsigned char *)&((const struct sockaddr_in *)(const void *)peer)->sin_addr;
		return 4;
	}
	if (!peer || peer->sa_family != AF_INET6)
		return 0;
	*bytes = (const unsigned char *)&((const struct sockaddr_in6 *)(const void *)peer)->sin6_addr;
	if (memcmp(*bytes, mapped, sizeof mapped) != 0)
		return 8;
	*bytes += sizeof mapped;
	return 4;
}

struct crowd_place *crowd_place(struct crowd *crowd, const struct sockaddr *peer)
{
	unsigned char hash[crypto_shorthash_BYTES];
	const unsigned char *bytes;
	size_t n = network_of(peer, &bytes);
	uint64_t at;

	if (!n)
		return NULL;
	crypto_shorthash(hash, bytes, n, crowd->secret);
	memcpy(&at, hash, sizeof at);
	return &crowd->places[at % CROWD_PLACES];
}

size_t crowd_count(const struct crowd_place *place)
{
	return atomic_load(&place->n);
}

void crowd_enter(struct crowd_place *place)
{
	if (place)
		atomic_fetch_add(&place->n, 1);
}

void crowd_leave(struct crowd_place *place)
{
	if (place)
		atomic_fetch_sub(&place->n, 1);
}
