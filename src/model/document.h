/* document - YAML and JSON text as a tree of jansson values, and such a tree as text that people like.
 *
 *	struct document *doc = document_read(sc, DOCUMENT_GUESS, text);   // NULL: the reason names the line
 *	json_t *title = json_object_get(doc->root, "title");
 *	document_close(doc);
 *
 * Of YAML everything that a map needs is read: one document, block and flow style, plain scalars by the core
 * schema of YAML 1.2.  Anchors, aliases and tags are refused: what they are good for here is attacks.  A key
 * that is given twice is an error, in JSON as well.  No text holds a NUL.
 */
#pragma once

#include <jansson.h>

#include "base/str.h"

enum {
	DOCUMENT_BYTES = 4 << 20, /* ceilings: of the text, */
	DOCUMENT_DEPTH = 48,      /* of values within values, */
	DOCUMENT_KEY_LETTERS = 1000,
};

enum document_format {
	DOCUMENT_GUESS, /* JSON where it starts with { or [ and is JSON; else YAML */
	DOCUMENT_YAML,
	DOCUMENT_JSON,
};

struct document_line;

struct document {
	json_t *root;
	struct {
		struct document_line *at;
		size_t n, room;
	} lines; /* of every value, sorted; none for JSON */
};

/* NULL: FAULT_INVALID with the line and the reason, or FAULT_LIMIT. */
struct document *document_read(struct scope *sc, enum document_format format, struct str text) MUST_USE;
void document_close(struct document *doc); /* takes NULL */

/* The line, from 1, on which the value stands that `in` has under the key or at the index; 0: not known.
 * Takes NULL for the document. */
uint32_t document_line_of_key(const struct document *doc, const json_t *in, struct str key);
uint32_t document_line_of_item(const struct document *doc, const json_t *in, size_t index);

/* false: FAULT_LIMIT, nested too deep or with a key too long to be read again. */
bool document_fits(struct scope *sc, const json_t *root) MUST_USE;

/* As YAML that document_read gives back equal; p NULL: FAULT_LIMIT.  Keys stay in their order, block style,
 * flow style for what is flat and short, quotes where they are needed, several lines as a block literal. */
struct str document_to_yaml(struct scope *sc, const json_t *root) MUST_USE;

/* As JSON, indented by two; p NULL: FAULT_LIMIT. */
struct str document_to_json(struct scope *sc, const json_t *root) MUST_USE;
