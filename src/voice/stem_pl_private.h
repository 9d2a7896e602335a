/* stem_pl_private - the tables that stem_pl.c walks through: endings in stem_pl_endings.c, words in stem_pl_words.c. */
#pragma once

#include "voice/stem_pl.h"

/* What kind of ending was cut, which decides what may be cut next. */
enum ending_kind {
	ENDING_NONE = 1,   /* nothing was cut */
	ENDING_SHARED = 2, /* of nouns, adjectives and verbs: -a -e -o -u */
	ENDING_SOFT = 4,   /* starts with an i, or a formant was cut: "koncie" is of "konto" */
	ENDING_ADJECTIVE = 8,
	ENDING_OTHER = 16,
	ENDING_ANY = 31,
};

struct ending {
	const char *text; /* up to eight letters */
	const char *put;  /* in its place */
	uint8_t kind;     /* of an ending what it is; of a formant behind which kinds it is cut */
	uint8_t least;    /* letters that must remain, with what is put */
};

struct ending_group {
	const struct ending *at;
	size_t n;
};

/* Endings of cases and persons: the longest that fits is cut, once. */
extern const struct ending_group stem_pl_endings[];
extern const size_t stem_pl_ending_groups;

/* What stands before them in participles, past forms and degrees: cut until none is left. */
extern const struct ending_group stem_pl_formants;

/* The last letters of a stem that change before endings, as one of their shapes: in this order, each once. */
extern const struct ending_group stem_pl_shapes;

/* A stem and the forms, parted by blanks, that have it. */
struct stem_pl_forms {
	const char *stem, *forms;
};

struct stem_pl_list {
	const struct stem_pl_forms *at;
	size_t n;
};

extern const struct stem_pl_list stem_pl_words; /* whole words */
extern const struct stem_pl_list
	stem_pl_verbs; /* forms that prefixes may stand before, which then belong to the stem */
extern const struct stem_pl_list stem_pl_roots; /* what endings leave; "" stays itself: nothing more is cut */

/* Before verbs, and how they begin their stems: "ode" as "od". */
struct stem_pl_prefix {
	const char *text, *put;
};

extern const struct stem_pl_prefix stem_pl_prefixes[];
extern const size_t stem_pl_prefix_count;
