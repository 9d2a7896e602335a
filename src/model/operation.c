#include "model/operation.h"

#include "base/buf.h"
#include "model/definition_io.h"
#include "model/operation_apply.h"
#include "model/operation_tree.h"

/* What an operation is called, what it does, what it touches, and how that is called. */
static const struct row {
	const char *name;
	operation_fn apply;
	operation_part_fn part;
	const char *words; /* %1: at, %2: lane, %3: field, %4: to */
} rows[OPERATION_KINDS] = {
	[OP_SET_MAP] = { "set_map", apply_set_map, part_map, "the map's %3" },
	[OP_SET_CELL] = { "set_cell", apply_set_cell, part_cells, "%2 of %1" },
	[OP_PUT_CELL] = { "put_cell", apply_put_cell, part_cells, "%2 of %1" },
	[OP_REMOVE_CELL] = { "remove_cell", apply_remove_cell, part_cells, "%2 of %1" },
	[OP_SET_CELLS] = { "set_cells", apply_set_cells, part_cells, "%2 of %1" },
	[OP_ADD_TOUCHPOINT] = { "add_touchpoint", apply_add_touchpoint, part_new_touchpoint,
		"a touchpoint in %4" },
	[OP_RENAME_TOUCHPOINT] = { "rename_touchpoint", apply_rename, part_name, "the name of %1" },
	[OP_SET_TOUCHPOINT] = { "set_touchpoint", apply_set_touchpoint, part_touchpoint_field, "%3 of %1" },
	[OP_REMOVE_TOUCHPOINT] = { "remove_touchpoint", apply_remove_touchpoint, part_touchpoint, "%1" },
	[OP_MOVE_TOUCHPOINT] = { "move_touchpoint", apply_move_touchpoint, part_touchpoint_place,
		"the place of %1" },
	[OP_SPLIT_TOUCHPOINT] = { "split_touchpoint", apply_split, part_split, "%1" },
	[OP_MERGE_TOUCHPOINT] = { "merge_touchpoint", apply_merge, part_merge, "%1 and %4" },
	[OP_ADD_STAGE] = { "add_stage", apply_add_stage, part_new_stage, "a stage" },
	[OP_RENAME_STAGE] = { "rename_stage", apply_rename_stage, part_stage_name, "the name of %1" },
	[OP_SET_STAGE] = { "set_stage", apply_set_stage, part_stage_field, "%3 of %1" },
	[OP_REMOVE_STAGE] = { "remove_stage", apply_remove_stage, part_stage, "%1" },
	[OP_MOVE_STAGE] = { "move_stage", apply_move_stage, part_stage_place, "the place of %1" },
	[OP_ADD_MATCH] = { "add_match", apply_add_match, part_match, "an event of %1" },
	[OP_REMOVE_MATCH] = { "remove_match", apply_remove_match, part_match, "an event of %1" },
	[OP_MOVE_MATCH] = { "move_match", apply_move_match, part_moved_match, "an event of %4" },
};

const char *operation_name(enum operation_kind kind)
{
	return rows[kind].name;
}

struct definition *operation_apply(
	struct scope *sc, const struct definition *def, const struct operation *op, size_t n)
{
	json_t *root = definition_write(def);
	struct definition *out = NULL;
	bool ok = true;

	for (size_t i = 0; ok && i < n; i++)
		ok = rows[op[i].kind].apply(sc, root, &op[i]);
	if (ok && json_array_size(json_object_get(root, "cells")) == 0)
		json_object_del(root, "cells");
	if (ok)
		out = definition_read(sc, root);
	json_decref(root);
	return out;
}

struct str operation_part_in(struct scope *sc, const json_t *root, const struct operation *op)
{
	return tree_dump(sc, rows[op->kind].part(root, op));
}

struct str operation_part(struct scope *sc, const struct definition *def, const struct operation *op)
{
	json_t *root = definition_write(def);
	struct str part = operation_part_in(sc, root, op);

	json_decref(root);
	return part;
}

struct str operation_words(struct scope *sc, const struct operation *op)
{
	const struct str *texts[] = { &op->at, &op->lane, &op->field, &op->to };
	struct buf *out = buf_new(sc, 4000);

	for (const char *p = rows[op->kind].words; *p; p++) {
		if (*p != '%') {
			buf_putc(out, *p);
			continue;
		}
		size_t which = (size_t)(*++p - '1');
		bool id = which == 0 || which == 3;
		buf_printf(out, id ? "\"%.*s\"" : "%.*s", STR_ARG(*texts[which]));
	}
	return buf_str(out);
}

bool operation_inverse(struct scope *sc, const struct definition *before, const struct operation *op,
	size_t n, struct operations *out)
{
	const struct definition *after = operation_apply(sc, before, op, n);

	if (after)
		*out = operation_difference(sc, after, before);
	return after != NULL;
}
