/* library - touchpoints and channels that a company has, beside the maps that they may stand on.
 *
 *	struct library_touchpoint *t = paper_read(sc, PAPER_TOUCHPOINT, DOCUMENT_GUESS, yaml);
 *	struct library_channel *c = paper_read(sc, PAPER_CHANNEL, DOCUMENT_GUESS, yaml);
 */
#pragma once

#include "model/channel.h"
#include "model/definition.h"
#include "model/paper.h"

struct library_touchpoint {
	struct str id, name, about;
	struct str channel; /* a channel's key */
	struct str page;    /* a pattern of addresses that it is at */
	struct str system;  /* what it runs on: "Shopify", "the call centre's software" */
	struct str keeper;  /* who answers for it: a department or a person */
	enum owner owner;
};

/* A colour AND a symbol: colour alone tells nobody anything for sure. */
struct library_channel {
	struct str key, name;
	struct str colour;   /* "#2563A8", readable on white */
	enum channel symbol; /* the icon of one of the known channels */
	bool archived;       /* not offered any more; where it is used it stays */
};

enum { LIBRARY_CHANNELS = 200 /* ceiling: of all that are there, archived ones too */ };

/* "#2563A8". */
bool library_is_colour(struct str text) MUST_USE;
