/* address - a computer's address on the internet, cut so that it names no single one.
 *
 *	char room[ADDRESS_ROOM];
 *	if (address_cut(STR("203.0.113.7"), room)) ...            // "203.0.113.0"; an IPv6 keeps its first 48 bits
 */
#pragma once

#include "base/str.h"

enum { ADDRESS_ROOM = 64 };

/* false: it is no address. */
bool address_cut(struct str address, char out[static ADDRESS_ROOM]) MUST_USE;
