#include "serve/proxies.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>

#define MAPPED 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF

static const uint8_t mapped[12] = { MAPPED };

static bool read_address(struct str text, uint8_t out[static 16])
{
	char room[PROXY_ROOM];

	if (text.n >= sizeof room || str_empty(text))
		return false;
	memcpy(room, text.p, text.n);
	room[text.n] = 0;
	memcpy(out, mapped, sizeof mapped);
	return inet_pton(AF_INET, room, out + 12) == 1 || inet_pton(AF_INET6, room, out) == 1;
}

static bool peer_address(const struct sockaddr *peer, uint8_t out[static 16])
{
	if (!peer || (peer->sa_family != AF_INET && peer->sa_family != AF_INET6))
		return false;
	if (peer->sa_family == AF_INET6) {
		memcpy(out, &((const struct sockaddr_in6 *)(const void *)peer)->sin6_addr, 16);
		return true;
	}
	memcpy(out, mapped, sizeof mapped);
	memcpy(out + 12, &((const struct sockaddr_in *)(const void *)peer)->sin_addr, 4);
	return true;
}

static bool write_address(const uint8_t address[static 16], char out[static PROXY_ROOM])
{
	bool four = memcmp(address, mapped, sizeof mapped) == 0;

	return inet_ntop(four ? AF_INET : AF_INET6, four ? address + 12 : address, out, PROXY_ROOM) != NULL;
}

static bool in_range(const struct proxy_range *r, const uint8_t address[static 16])
{
	size_t whole = r->bits / 8;
	unsigned rest = r->bits % 8;

	if (memcmp(r->bytes, address, whole) != 0)
		return false;
	return !rest || (r->bytes[whole] ^ address[whole]) >> (8 - rest) == 0;
}

static bool trusted(const struct proxies *p, const uint8_t address[static 16])
{
	for (size_t i = 0; i < p->n; i++)
		if (in_range(&p->at[i], address))
			return true;
	return false;
}

bool proxies_trust(struct scope *sc, struct proxies *p, struct str range)
{
	struct str bits = range, address = str_cut(&bits, '/');
	struct proxy_range r;
	int64_t n = 0;

	if (str_equal(range, STR("unix"))) {
		p->local = true;
		return true;
	}
	bool four = memchr(address.p, ':', address.n) == NULL;
	bool ok = read_address(address, r.bytes) &&
		  (!bits.p || (str_integer(bits, &n) && n >= 0 && n <= (four ? 32 : 128)));
	if (!ok)
		return scope_fail(sc, FAULT_INVALID,
			"\"%.*s\" is no address or range of a proxy: 10.0.0.1, 10.0.0.0/8, ::1 or unix",
			STR_ARG(str_short(sc, range, 60)));
	if (p->n == PROXIES_MOST)
		return scope_fail(sc, FAULT_LIMIT, "more than %d trusted proxies", PROXIES_MOST);
	r.bits = (unsigned)(!bits.p ? 128 : four ? n + 96 : n);
	p->at[p->n++] = r;
	return true;
}

bool proxies_are(const struct proxies *p, const struct sockaddr *peer)
{
	uint8_t address[16];

	return peer_address(peer, address) ? trusted(p, address) : p->local;
}

bool proxies_near(const struct sockaddr *peer)
{
	static const uint8_t self[16] = { [15] = 1 };
	uint8_t address[16];

	return !peer_address(peer, address) || memcmp(address, self, sizeof self) == 0 ||
	       (memcmp(address, mapped, sizeof mapped) == 0 && address[12] == 127);
}

/* RFC 1918, 4193, and what a computer says to itself. */
static const struct proxy_range inside[] = {
	{ { MAPPED, 127 }, 104 },
	{ { MAPPED, 10 }, 104 },
	{ { MAPPED, 172, 16 }, 108 },
	{ { MAPPED, 192, 168 }, 112 },
	{ { [15] = 1 }, 128 },
	{ { 0xFC }, 7 },
};

bool proxies_inside(struct str text)
{
	uint8_t address[16];

	if (!read_address(text, address))
		return str_equal(text, STR("unix"));
	for (size_t i = 0; i < COUNT_OF(inside); i++)
		if (in_range(&inside[i], address))
			return true;
	return false;
}

/* From its end: what stands before the first stranger was written by strangers. */
static void from_header(const struct proxies *p, struct str header, char out[static PROXY_ROOM])
{
	uint8_t address[16];

	while (header.p) {
		size_t comma = header.n;
		while (comma > 0 && header.p[comma - 1] != ',')
			comma--;
		struct str last = str_trim(str_sub(header, comma, header.n));
		if (!read_address(last, address)) {
			snprintf(out, PROXY_ROOM, "unknown");
			return;
		}
		write_address(address, out);
		if (!trusted(p, address) || comma == 0)
			return;
		header = str_sub(header, 0, comma - 1);
	}
}

void proxies_locate(const struct proxies *p, const struct sockaddr *peer, struct str forwarded_for,
	char out[static PROXY_ROOM])
{
	uint8_t address[16];

	if (!peer_address(peer, address) || !write_address(address, out))
		snprintf(out, PROXY_ROOM, "unix");
	if (forwarded_for.p && !str_empty(str_trim(forwarded_for)) && proxies_are(p, peer))
		from_header(p, forwarded_for, out);
}
