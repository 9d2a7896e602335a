/* crowd - how many connections each address has at once, so that one alone cannot take all of them.
 *
 *	struct crowd_place *place = crowd_place(crowd, peer);     // NULL: it has no address
 *	if (place && crowd_count(place) >= most) ...              // no further one
 *	crowd_enter(place); ... crowd_leave(place);
 *
 * An IPv6 address is counted with its network of 64 bits, which anybody has who has one of its addresses.  Addresses share
 * places by chance, one in CROWD_PLACES, and nobody can aim at another's.
 */
#pragma once

#include <sys/socket.h>

#include "base/str.h"

enum { CROWD_PLACES = 1 << 16 };

struct crowd;
struct crowd_place;

struct crowd *crowd_new(struct scope *sc) MUST_USE;
struct crowd_place *crowd_place(struct crowd *crowd, const struct sockaddr *peer);
size_t crowd_count(const struct crowd_place *place);
void crowd_enter(struct crowd_place *place); /* takes NULL */
void crowd_leave(struct crowd_place *place); /* likewise */
