/* hide_parts - what the files that hide parts of a map share.
 *
 *	struct hider h = { .sc = sc, .map = map, .least = 10 };
 *	if (hide_is_few(&h, n)) ...
 */
#pragma once

#include "map/map.h"

struct hider {
	struct scope *sc;
	struct map *map;
	uint64_t least; /* customers or journeys that a number must rest on */
	bool parts; /* of all journeys those that left and those on their way are not told: one of them is few */
	bool bounds;    /* somewhere events are held back beside visits */
	uint64_t bound; /* so many of them at least are not a journey's first */
};

static inline bool hide_is_few(const struct hider *h, uint64_t n)
{
	return count_is_told(n) && n < h->least;
}

/* A part of a whole that leaves a few, whom the difference would tell; nobody left is nobody to be told of. */
static inline bool hide_leaves_few(const struct hider *h, uint64_t whole, uint64_t part)
{
	return count_is_told(whole) && count_is_told(part) && whole > part && whole - part < h->least;
}

/* How many of its n an estimate of a share counts. */
uint64_t hide_hits(const struct estimate *share);

/* A share of which its n, those who are counted, or those who are not, are few. */
bool hide_share_is_few(const struct hider *h, const struct estimate *share);
void hide_estimate(struct estimate *e, uint64_t as);
void hide_n(struct estimate *share); /* and the fraction that would give it */

bool hide_parts_are_few(const struct hider *h);

void hide_words(struct hider *h);     /* customers' own, wherever they stand */
void hide_voices(struct hider *h);    /* what few said */
void hide_figures(struct hider *h);   /* of stages and touchpoints */
void hide_totals(struct hider *h);    /* of the map, and whatever sums up to them */
void hide_curves(struct hider *h);    /* of personas */
void hide_sentences(struct hider *h); /* all that has numbers in it, made anew of those that are left */
