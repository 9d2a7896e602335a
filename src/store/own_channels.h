/* own_channels - the company's channels out of the library, as maps are drawn with them, and what uses one.
 *
 *	struct own_channels own;
 *	own_channels_read(sc, docs, &own);                     // own.at[i].colour
 *	own_channels_check(sc, docs, channel);                 // before it is kept: no two go by the same name
 *	own_channels_uses(sc, docs, channel, &uses);           // before it is removed
 */
#pragma once

#include "model/library.h"
#include "store/documents.h"

/* In the order in which they were made. */
struct own_channels {
	LIST(struct library_channel) at;
};

/* A touchpoint of a map's draft, or of the library, that names it. */
struct own_channel_use {
	struct str map, title; /* p NULL: of the library */
	struct str touchpoint, name;
};

struct own_channel_uses {
	LIST(struct own_channel_use) at;
};

bool own_channels_read(struct scope *sc, struct documents *docs, struct own_channels *out) MUST_USE;

/* What no channel alone can tell: another goes by its name or key, or there are as many as there may be. */
bool own_channels_check(
	struct scope *sc, struct documents *docs, const struct library_channel *channel) MUST_USE;

/* Where a definition names it by its key or its name, letter case ignored; what only has events of it is not told. */
bool own_channels_uses(struct scope *sc, struct documents *docs, const struct library_channel *channel,
	struct own_channel_uses *out) MUST_USE;
