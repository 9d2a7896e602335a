/* proxies - who the client really is: a proxy in front is believed only where it was said that it is one.
 *
 *	struct proxies proxies = { 0 };
 *	if (!proxies_trust(sc, &proxies, STR("10.0.0.0/8"))) ...
 *	proxies_locate(&proxies, peer, forwarded_for, room);        // "203.0.113.7"
 */
#pragma once

#include <sys/socket.h>

#include "base/str.h"

enum { PROXIES_MOST = 64, PROXY_ROOM = 64 };

struct proxy_range {
	uint8_t bytes[16]; /* IPv4 as ::ffff:a.b.c.d */
	unsigned bits;
};

struct proxies {
	struct proxy_range at[PROXIES_MOST];
	size_t n;
	bool local; /* the other end of a socket without an address */
};

bool proxies_trust(struct scope *sc, struct proxies *proxies,
	struct str range) MUST_USE; /* "10.0.0.0/8", "::1", "unix" */
bool proxies_are(const struct proxies *proxies, const struct sockaddr *peer);

bool proxies_near(const struct sockaddr *peer); /* of this computer, or of a socket without an address */

bool proxies_inside(struct str address); /* as proxies_locate says it: this computer, or a private network */

/* The last address of the header that is no trusted proxy's; where the peer is none, its own.  "unix" for what has no
 * address, "unknown" for what a proxy wrote and cannot be read. */
void proxies_locate(const struct proxies *proxies, const struct sockaddr *peer, struct str forwarded_for,
	char out[static PROXY_ROOM]);
