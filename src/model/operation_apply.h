/* operation_apply - what each kind of operation does to the tree, and what of it it touches: the rows' functions.
 *
 *	if (!apply_set_cell(sc, root, op)) return false;
 *	json_t *part = part_cells(root, op);                 // NULL: what it names is not there
 */
#pragma once

#include <jansson.h>

#include "model/operation.h"

typedef bool (*operation_fn)(struct scope *sc, json_t *root, const struct operation *op);
typedef json_t *(*operation_part_fn)(const json_t *root, const struct operation *op);

/* operation_apply.c: the map, its cells, its stages */
bool apply_set_map(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_set_cell(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_put_cell(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_remove_cell(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_set_cells(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_add_stage(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_rename_stage(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_set_stage(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_remove_stage(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_move_stage(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;

/* operation_touchpoint.c */
bool apply_add_touchpoint(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_rename(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_set_touchpoint(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_remove_touchpoint(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_move_touchpoint(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_split(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_merge(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_add_match(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_remove_match(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;
bool apply_move_match(struct scope *sc, json_t *root, const struct operation *op) MUST_USE;

/* What both need. */
/* lane p NULL: all of the place's.  Where the first of them stood, or would. */
size_t apply_drop_cells(json_t *root, struct str at, struct str lane);
json_t *apply_object(struct scope *sc, const struct operation *op, const char *what) MUST_USE;
bool apply_field(
	struct scope *sc, json_t *object, const struct operation *op, const char *const *fixed) MUST_USE;
void *apply_missing(struct scope *sc, const char *what, struct str id);

/* operation_part.c */
json_t *part_map(const json_t *root, const struct operation *op);
json_t *part_cells(const json_t *root, const struct operation *op);
json_t *part_new_touchpoint(const json_t *root, const struct operation *op);
json_t *part_name(const json_t *root, const struct operation *op);
json_t *part_touchpoint_field(const json_t *root, const struct operation *op);
json_t *part_touchpoint(const json_t *root, const struct operation *op);
json_t *part_touchpoint_place(const json_t *root, const struct operation *op);
json_t *part_split(const json_t *root, const struct operation *op);
json_t *part_merge(const json_t *root, const struct operation *op);
json_t *part_new_stage(const json_t *root, const struct operation *op);
json_t *part_stage_name(const json_t *root, const struct operation *op);
json_t *part_stage_field(const json_t *root, const struct operation *op);
json_t *part_stage(const json_t *root, const struct operation *op);
json_t *part_stage_place(const json_t *root, const struct operation *op);
json_t *part_match(const json_t *root, const struct operation *op);
json_t *part_moved_match(const json_t *root, const struct operation *op);
