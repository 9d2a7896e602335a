/* kept - the maps that a workspace keeps, and the first one that is made where there is none.
 *
 *	struct kept_wish wish = { .id = STR("buying-online"), .goal = goal, .now_us = now, .author = STR("anna") };
 *	struct definition *def = kept_definition(sc, study, &wish, &kept);
 *	kept.changed                     // it was made or changed by this, as a revision of its own
 *
 * An untouched proposal follows the evidence; what a person changed stays as it is.
 */
#pragma once

#include "answer/study.h"

#define KEPT_PROPOSER "wend"
#define KEPT_FIRST "first-map"

struct kept_wish {
	struct str id;      /* p NULL: the first one, made where there is none */
	struct str title;   /* of one that is made; p NULL: "Customer journey" in that language */
	enum speech speech; /* of the names that Wend gives one that is made; it keeps to it */
	bool another;       /* one more is proposed, beside those that there are */
	struct str goal;    /* a touchpoint's id or name; p NULL: it stays as it is */
	struct str author;  /* who sets the goal */
	int64_t now_us;
	bool live; /* evidence comes all the time: a proposal holds while most of it is what it was made of */
	bool never; /* nothing is written: the workspace is gone afterwards */
	/* Written in the same transaction as a map that is made or changed; NULL: nothing is. */
	bool (*also)(struct scope *sc, struct documents *docs, const struct saved_map *map, void *to);
	void *also_to;
};

struct kept {
	int64_t revision; /* 0: it is kept nowhere */
	bool changed;
};

struct definition *kept_definition(
	struct scope *sc, struct study *study, const struct kept_wish *wish, struct kept *kept) MUST_USE;
