/* operation_tree - a map's definition as the JSON that operations are made on, and where things stand in it.
 *
 *	struct place p = tree_touchpoint(root, STR("cart"));
 *	if (p.item) ... p.list, p.index, p.stage ...
 */
#pragma once

#include <jansson.h>

#include "model/operation.h"

/* Where an item of a list stands; item NULL: nowhere. */
struct place {
	json_t *item, *list;
	size_t index;
	json_t *stage; /* of a touchpoint: its stage */
};

struct place tree_stage(const json_t *root, struct str id);
struct place tree_touchpoint(const json_t *root, struct str id);
bool tree_has(const json_t *root, struct str id); /* as a touchpoint's or a stage's */

json_t *tree_stages(const json_t *root);
json_t *tree_touchpoints(json_t *stage);  /* its list, made where there is none; NULL: it is no stage */
json_t *tree_matches(json_t *touchpoint); /* the same; one match by itself becomes a list */
json_t *tree_cells(json_t *root);

struct str tree_id(const json_t *item); /* p NULL: it has none */
bool tree_is(const json_t *object, const char *key, struct str text);
json_t *tree_text(struct str s);
bool tree_cell_is(const json_t *cell, struct str at, struct str lane);

/* The value of an operation, the caller's to json_decref; NULL: none. */
json_t *tree_value(const struct operation *op);

/* Puts it before the item with this id; at the end where the list has none. The list takes the item over. */
void tree_put(json_t *list, json_t *item, struct str before);

/* Compact, keys in order, in the scope; p NULL for NULL. Takes the value over. */
struct str tree_dump(struct scope *sc, json_t *value);
