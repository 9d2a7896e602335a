/* persona - a typical customer, business partner or employee, as people describe them.
 *
 *	struct persona *persona = paper_read(sc, PAPER_PERSONA, DOCUMENT_GUESS, yaml);
 *	for (int l = 0; l < PERSONA_LISTS; l++) ... persona_list_name(l), persona->lists[l] ...
 *
 * Each statement says what it stands on; what says nothing of it is an assumption.  What was observed or reported
 * names its evidence.  Who belongs to a persona is a condition of its own or a segment's, or nobody can tell.
 */
#pragma once

#include "model/condition.h"
#include "model/definition.h"
#include "model/paper.h"

enum {                            /* ceilings */
	PERSONA_STATEMENTS = 200, /* of one list */
	PERSONA_EVIDENCE = 50,    /* of one statement */
	PERSONA_TRAITS = 50,
	PERSONA_PHOTO_LETTERS = 300000, /* of an image written into it */
};

struct statement {
	struct str text;
	enum basis basis;
	struct paper_list evidence; /* in words: "survey of May 2026, n = 212", "note 14" */
};

enum persona_list {
	PERSONA_GOALS,
	PERSONA_MOTIVATIONS,
	PERSONA_NEEDS,
	PERSONA_FEARS,
	PERSONA_BARRIERS,
	PERSONA_ATTRACTS,
	PERSONA_PUTS_OFF,
	PERSONA_HABITS,
	PERSONA_EXTERNAL,
	PERSONA_DEMOGRAPHICS,
	PERSONA_CHANNELS,
	PERSONA_LISTS
};

const char *persona_list_key(enum persona_list list);  /* "puts_off" */
const char *persona_list_name(enum persona_list list); /* "What puts off" */

struct statements {
	LIST(struct statement) at;
};

struct persona_trait {
	struct str name;
	double value; /* 0..1 */
};

struct persona {
	struct str id, name, quote, summary;
	struct str photo; /* a file's name, or the image itself as data:image/...;base64,... */
	enum condition_party party;
	struct statements lists[PERSONA_LISTS];
	LIST(struct persona_trait) traits;
	struct str segment;     /* its id; p NULL: none */
	struct condition *rule; /* NULL: none; never both */
};
