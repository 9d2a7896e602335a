/* json_tree - one JSON value as a tree, for formats whose records have depth.
 *
 *	struct json_tree *tree = json_tree_new(sc);
 *	const struct json_node *top = json_tree_read(tree, text);       // NULL: json_tree_why
 *	json_value(json_at(top, "context.page.url"))                     // p NULL: not there, or null
 *	for (const struct json_node *it = json_first(json_at(top, "batch")); it; it = it->next) ...
 *
 * A tree lives until the next json_tree_read.  Ceilings are those of json_pull (64 levels) and the text's length.
 */
#pragma once

#include "sources/json_pull.h"

struct json_node {
	enum json_kind kind; /* JSON_OBJECT, JSON_ARRAY, JSON_STRING, ... */
	struct str key;      /* in an object; else p NULL */
	struct str
		text; /* of a string (without escapes), a number, true, false; of an object or array: as it stands */
	const struct json_node *first, *next;
};

struct json_tree;
struct json_tree *json_tree_new(struct scope *sc);
const struct json_node *json_tree_read(struct json_tree *tree, struct str text);
/* Why the last text was no sound value, and how many bytes into it. */
const char *json_tree_why(const struct json_tree *tree, size_t *at, bool *too_deep);

/* By key; "a.b" goes down; of equal keys the first.  NULL: not there; takes NULL. */
const struct json_node *json_at(const struct json_node *object, const char *path);
const struct json_node *json_first(const struct json_node *node); /* child; takes NULL */
struct str json_value(const struct json_node *node); /* of a scalar; p NULL for null, objects, arrays, NULL */
struct str json_text_at(const struct json_node *object, const char *path);
bool json_is_true(const struct json_node *node); /* true, "true", 1; takes NULL */
