/* once - what programs asked for under a key of their own, and what they were answered: asked again, the same.
 *
 *	struct once once = { .who = STR("token:7"), .key = key, .asked = hash, .run = began_us, .now_us = now };
 *	if (!once_begin(sc, docs, &once, &found, &answer)) ...        // found ONCE_NEW: it is to be done now
 *	once_keep(sc, docs, &once, &answer);                          // it was done
 *	once_drop(sc, docs, &once);                                   // it was refused: nothing changed
 *
 * Keys are their asker's alone, and are forgotten after a day, or when there are too many.
 */
#pragma once

#include "store/documents.h"

#define ONCE_KEPT_US (INT64_C(86400) * 1000000)
#define ONCE_LONGEST_US (INT64_C(600) * 1000000) /* that an answer may take: then it was lost */

enum { /* ceilings */
	ONCE_KEY_LETTERS = 200,
	ONCE_KEYS = 1000,      /* of one asker: the oldest go */
	ONCE_BODY = 8 << 20,   /* an answer larger than that is not kept */
	ONCE_BYTES = 64 << 20, /* of all answers: the oldest go */
};

struct once {
	struct str who, key;
	struct str asked; /* a hash of what was asked */
	int64_t run;      /* tells this server from one that was here before */
	int64_t now_us;
};

struct once_answer {
	int status;
	struct str type; /* p NULL: none */
	struct str body; /* p NULL: it is not kept */
};

enum once_found {
	ONCE_NEW,   /* nobody asked so far: it is noted that it is being answered */
	ONCE_DONE,  /* with the answer */
	ONCE_OTHER, /* the key was used for something else */
	ONCE_BUSY,  /* it is being answered just now */
	ONCE_LOST,  /* whoever answered it never came to an end: nobody knows how far */
};

bool once_begin(struct scope *sc, struct documents *docs, const struct once *once, enum once_found *found,
	struct once_answer *answer) MUST_USE;
bool once_keep(struct scope *sc, struct documents *docs, const struct once *once,
	const struct once_answer *answer) MUST_USE;
bool once_drop(struct scope *sc, struct documents *docs, const struct once *once) MUST_USE;
