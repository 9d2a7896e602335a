/* paper - the kinds of documents that people write beside maps: a row each, with its table of fields.
 *
 *	struct paper_text text;
 *	if (paper_from_text(sc, PAPER_PERSONA, DOCUMENT_GUESS, yaml, &text)) ...      // checked; text.json is kept
 *	struct str yaml = paper_yaml(sc, PAPER_PERSONA, text.json);
 *
 * docs/papers-schema.json describes the same documents.  What is written back is what was read: fields in the order
 * of the table, what says nothing left out.
 */
#pragma once

#include "model/form.h"

enum { /* ceilings, in letters */
	PAPER_ID_LETTERS = 100,
	PAPER_NAME_LETTERS = 200,
	PAPER_TEXT_LETTERS = 5000,
	PAPER_TITLE_LETTERS = 80, /* of what has no name of its own */
};

enum paper_kind {
	PAPER_PERSONA,
	PAPER_SEGMENT,
	PAPER_TOUCHPOINT,
	PAPER_CHANNEL,
	PAPER_OPPORTUNITY,
	PAPER_COMMENT,
	PAPER_KINDS
};

const char *paper_kind_name(enum paper_kind kind);   /* "persona" */
const char *paper_kind_plural(enum paper_kind kind); /* "personas" */
const char *paper_kind_one(enum paper_kind kind);    /* "an opportunity" */
bool paper_kind_find(struct str name, enum paper_kind *kind) MUST_USE;

struct paper_list { /* of texts or ids */
	LIST(struct str) at;
};

struct paper_number {
	bool given;
	double value;
};

struct paper_text {
	struct str id, title, json;
};

/* false: FAULT_INVALID or FAULT_LIMIT with the place in words. */
bool paper_from_text(struct scope *sc, enum paper_kind kind, enum document_format format, struct str text,
	struct paper_text *out) MUST_USE;

/* What is kept, as people edit it; p NULL: the reason is in the scope. */
struct str paper_yaml(struct scope *sc, enum paper_kind kind, struct str json);

/* The struct of that kind (persona.h, segment.h, ...); NULL with the reason. */
void *paper_read(
	struct scope *sc, enum paper_kind kind, enum document_format format, struct str text) MUST_USE;

/* The tables of fields of all kinds and what stands in them, for whoever describes them. */
const struct fields *const *paper_fields(size_t *n);
