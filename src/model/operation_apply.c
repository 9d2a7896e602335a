#include "model/operation_apply.h"

#include "model/operation_tree.h"

void *apply_missing(struct scope *sc, const char *what, struct str id)
{
	struct str shown = str_short(sc, id, 60);

	return scope_fail(sc, FAULT_NOT_FOUND, "there is no %s \"%.*s\" on this map", what, STR_ARG(shown));
}

json_t *apply_object(struct scope *sc, const struct operation *op, const char *what)
{
	json_t *value = tree_value(op);

	if (json_is_object(value))
		return value;
	json_decref(value);
	return scope_fail(sc, FAULT_INVALID, "%s is written as fields, in {}", what);
}

/* --- fields --- */

bool apply_field(struct scope *sc, json_t *object, const struct operation *op, const char *const *fixed)
{
	struct str shown = str_short(sc, op->field, 60);

	for (; *fixed; fixed++)
		if (str_equal(op->field, str_of(*fixed)))
			return scope_fail(sc, FAULT_INVALID,
				"\"%.*s\" is not set as a field: ids stay, so that versions can be compared, and lists "
				"have operations of their own",
				STR_ARG(shown));
	json_t *value = tree_value(op);
	if (value)
		json_object_setn_new(object, op->field.p, op->field.n, value);
	else
		json_object_deln(object, op->field.p, op->field.n);
	return true;
}

/* What a person sets as the goal was not guessed. */
bool apply_set_map(struct scope *sc, json_t *root, const struct operation *op)
{
	static const char *const fixed[] = { "map", "stages", "cells", NULL };

	if (str_equal(op->field, STR("goal")))
		json_object_del(root, "goal_why");
	return apply_field(sc, root, op, fixed);
}

/* --- cells --- */

size_t apply_drop_cells(json_t *root, struct str at, struct str lane)
{
	json_t *cells = tree_cells(root);
	size_t first = SIZE_MAX;

	for (size_t i = json_array_size(cells); i-- > 0;) {
		const json_t *cell = json_array_get(cells, i);
		if (!(lane.p ? tree_cell_is(cell, at, lane) : tree_is(cell, "at", at)))
			continue;
		json_array_remove(cells, i);
		first = i;
	}
	return first < json_array_size(cells) ? first : json_array_size(cells);
}

static bool cell_place(struct scope *sc, const json_t *root, const struct operation *op)
{
	return tree_has(root, op->at) || apply_missing(sc, "touchpoint and no stage", op->at);
}

/* `attachments` stays the caller's; what is wrong with it the map's own tables say. */
static void add_cell(json_t *root, size_t index, const struct operation *op, json_t *text, json_t *basis,
	const json_t *attachments)
{
	json_t *cell = json_object();

	json_object_set_new(cell, "at", tree_text(op->at));
	json_object_set_new(cell, "lane", tree_text(op->lane));
	json_object_set_new(cell, "text", text);
	json_object_set_new(cell, "basis", basis);
	if (attachments && !json_is_null(attachments))
		json_object_set(cell, "attachments", (json_t *)attachments);
	json_array_insert_new(tree_cells(root), index, cell);
}

static void add_sentence(json_t *root, size_t index, const struct operation *op)
{
	json_t *attachments = tree_value(op);

	add_cell(root, index, op, tree_text(op->text), json_string(basis_name(op->basis)), attachments);
	json_decref(attachments);
}

bool apply_put_cell(struct scope *sc, json_t *root, const struct operation *op)
{
	if (!cell_place(sc, root, op))
		return false;
	add_sentence(root, json_array_size(tree_cells(root)), op);
	return true;
}

bool apply_set_cell(struct scope *sc, json_t *root, const struct operation *op)
{
	if (!cell_place(sc, root, op))
		return false;
	add_sentence(root, apply_drop_cells(root, op->at, op->lane), op);
	return true;
}

/* With a text only the sentence that says it, else all of the cell's. */
bool apply_remove_cell(struct scope *sc, json_t *root, const struct operation *op)
{
	json_t *cells = tree_cells(root);
	bool any = false;

	if (!cell_place(sc, root, op))
		return false;
	for (size_t i = json_array_size(cells); i-- > 0;) {
		const json_t *cell = json_array_get(cells, i);
		if (!tree_cell_is(cell, op->at, op->lane) || (op->text.p && !tree_is(cell, "text", op->text)))
			continue;
		json_array_remove(cells, i);
		any = true;
	}
	return any || scope_fail(sc, FAULT_NOT_FOUND, "nothing%s stands in \"%.*s\" of \"%.*s\"",
			      op->text.p ? " of these words" : "", STR_ARG(str_short(sc, op->lane, 60)),
			      STR_ARG(str_short(sc, op->at, 60)));
}

bool apply_set_cells(struct scope *sc, json_t *root, const struct operation *op)
{
	json_t *list = tree_value(op), *item;
	size_t i, first = 0;
	bool ok = cell_place(sc, root, op) &&
		  (json_is_array(list) ||
			  scope_fail(sc, FAULT_INVALID, "\"cells\" is a list of texts with their basis"));

	if (ok)
		first = apply_drop_cells(root, op->at, op->lane);
	for (i = 0; ok && (item = json_array_get(list, i)); i++) {
		const json_t *text = json_object_get(item, "text"), *basis = json_object_get(item, "basis");
		ok = json_is_string(text) ||
		     scope_fail(sc, FAULT_INVALID, "cells[%zu] has no \"text\"", i + 1);
		if (ok)
			add_cell(root, first + i, op, json_incref((json_t *)text),
				basis ? json_incref((json_t *)basis) : json_string(basis_name(BASIS_ASSUMED)),
				json_object_get(item, "attachments"));
	}
	json_decref(list);
	return ok;
}

/* --- stages --- */

static bool has_before(struct scope *sc, const json_t *root, struct str before)
{
	return !before.p || tree_stage(root, before).item || apply_missing(sc, "stage", before);
}

bool apply_add_stage(struct scope *sc, json_t *root, const struct operation *op)
{
	json_t *stage = has_before(sc, root, op->before) ? apply_object(sc, op, "a stage") : NULL;

	if (!stage)
		return false;
	(void)tree_touchpoints(stage);
	tree_put(tree_stages(root), stage, op->before);
	return true;
}

bool apply_set_stage(struct scope *sc, json_t *root, const struct operation *op)
{
	static const char *const fixed[] = { "id", "touchpoints", NULL };
	struct place p = tree_stage(root, op->at);

	return p.item ? apply_field(sc, p.item, op, fixed) : apply_missing(sc, "stage", op->at) != NULL;
}

bool apply_rename_stage(struct scope *sc, json_t *root, const struct operation *op)
{
	struct place p = tree_stage(root, op->at);

	return p.item ? json_object_set_new(p.item, "name", tree_text(op->name)) == 0
		      : apply_missing(sc, "stage", op->at) != NULL;
}

bool apply_remove_stage(struct scope *sc, json_t *root, const struct operation *op)
{
	struct place p = tree_stage(root, op->at);

	if (!p.item)
		return apply_missing(sc, "stage", op->at);
	if (json_array_size(tree_touchpoints(p.item)))
		return scope_fail(sc, FAULT_INVALID,
			"the stage \"%.*s\" has touchpoints: move them elsewhere or remove them first",
			STR_ARG(str_short(sc, op->at, 60)));
	apply_drop_cells(root, op->at, (struct str){ 0 });
	json_array_remove(p.list, p.index);
	return true;
}

bool apply_move_stage(struct scope *sc, json_t *root, const struct operation *op)
{
	struct place p = tree_stage(root, op->at);

	if (!p.item)
		return apply_missing(sc, "stage", op->at);
	if (!has_before(sc, root, op->before))
		return false;
	json_incref(p.item);
	json_array_remove(p.list, p.index);
	tree_put(p.list, p.item, op->before);
	return true;
}
