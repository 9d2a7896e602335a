/* What an operation touches: whatever reads the same in two revisions lets it be made on either. */
#include "model/operation_apply.h"
#include "model/operation_tree.h"

static json_t *copy_or_null(const json_t *value)
{
	return value ? json_incref((json_t *)value) : json_null();
}

static json_t *id_or_null(const json_t *item)
{
	return item ? tree_text(tree_id(item)) : json_null();
}

static json_t *field_of(const json_t *object, struct str name)
{
	return object ? copy_or_null(json_object_getn(object, name.p, name.n)) : NULL;
}

json_t *part_map(const json_t *root, const struct operation *op)
{
	return field_of(root, op->field);
}

/* Its sentences; with `lane` of the cell, else of all cells of the place. */
static json_t *cells_of(const json_t *root, struct str at, struct str lane)
{
	json_t *list = json_array(), *cell;
	size_t i;

	json_array_foreach(json_object_get(root, "cells"), i, cell)
	{
		if (!tree_is(cell, "at", at) || (lane.p && !tree_is(cell, "lane", lane)))
			continue;
		json_t *said = json_copy(cell);
		json_object_del(said, "at");
		if (lane.p)
			json_object_del(said, "lane");
		json_array_append_new(list, said);
	}
	return list;
}

json_t *part_cells(const json_t *root, const struct operation *op)
{
	return tree_has(root, op->at) ? cells_of(root, op->at, op->lane) : NULL;
}

/* --- touchpoints --- */

static json_t *pair(const char *a, json_t *value_a, const char *b, json_t *value_b)
{
	json_t *object = json_object();

	json_object_set_new(object, a, value_a);
	json_object_set_new(object, b, value_b);
	return object;
}

/* Whether there is what it is to stand before, in the stage that it goes to. */
static bool can_stand(const json_t *root, const struct operation *op)
{
	struct place to = tree_stage(root, op->to),
		     before = op->before.p ? tree_touchpoint(root, op->before) : (struct place){ 0 };

	return to.item && (!op->before.p || before.stage == to.item);
}

static struct str id_of_value(const json_t *value)
{
	struct str id = tree_id(value);

	return id.p ? id : STR("");
}

json_t *part_new_touchpoint(const json_t *root, const struct operation *op)
{
	json_t *value = tree_value(op);
	json_t *part =
		can_stand(root, op) ? copy_or_null(tree_touchpoint(root, id_of_value(value)).item) : NULL;

	json_decref(value);
	return part;
}

json_t *part_name(const json_t *root, const struct operation *op)
{
	return field_of(tree_touchpoint(root, op->at).item, STR("name"));
}

json_t *part_touchpoint_field(const json_t *root, const struct operation *op)
{
	return field_of(tree_touchpoint(root, op->at).item, op->field);
}

json_t *part_touchpoint(const json_t *root, const struct operation *op)
{
	struct place p = tree_touchpoint(root, op->at);

	return p.item ? pair("touchpoint", copy_or_null(p.item), "cells",
				cells_of(root, op->at, (struct str){ 0 }))
		      : NULL;
}

/* The stage, and what follows there. */
json_t *part_touchpoint_place(const json_t *root, const struct operation *op)
{
	struct place p = tree_touchpoint(root, op->at);

	return p.item && can_stand(root, op) ? pair("stage", id_or_null(p.stage), "before",
						       id_or_null(json_array_get(p.list, p.index + 1)))
					     : NULL;
}

json_t *part_split(const json_t *root, const struct operation *op)
{
	struct place p = tree_touchpoint(root, op->at);
	json_t *value = tree_value(op), *part = NULL;

	if (p.item)
		part = pair("touchpoint", copy_or_null(p.item), "new",
			copy_or_null(tree_touchpoint(root, id_of_value(value)).item));
	json_decref(value);
	return part;
}

json_t *part_merge(const json_t *root, const struct operation *op)
{
	struct operation other = { .at = op->to };
	json_t *from = part_touchpoint(root, op), *to = part_touchpoint(root, &other);

	if (from && to)
		return pair("from", from, "to", to);
	json_decref(from);
	json_decref(to);
	return NULL;
}

/* --- stages --- */

static bool stage_can_stand(const json_t *root, const struct operation *op)
{
	return !op->before.p || tree_stage(root, op->before).item;
}

json_t *part_new_stage(const json_t *root, const struct operation *op)
{
	json_t *value = tree_value(op);
	json_t *part =
		stage_can_stand(root, op) ? copy_or_null(tree_stage(root, id_of_value(value)).item) : NULL;

	json_decref(value);
	return part;
}

json_t *part_stage_name(const json_t *root, const struct operation *op)
{
	return field_of(tree_stage(root, op->at).item, STR("name"));
}

json_t *part_stage_field(const json_t *root, const struct operation *op)
{
	return field_of(tree_stage(root, op->at).item, op->field);
}

json_t *part_stage(const json_t *root, const struct operation *op)
{
	struct place p = tree_stage(root, op->at);

	return p.item ? pair("stage", copy_or_null(p.item), "cells",
				cells_of(root, op->at, (struct str){ 0 }))
		      : NULL;
}

json_t *part_stage_place(const json_t *root, const struct operation *op)
{
	struct place p = tree_stage(root, op->at);

	return p.item && stage_can_stand(root, op) ? id_or_null(json_array_get(p.list, p.index + 1)) : NULL;
}

/* --- events --- */

/* The touchpoints that have exactly this match. */
static json_t *holders(const json_t *root, const struct operation *op)
{
	json_t *list = json_array(), *match = tree_value(op), *stage, *touchpoint, *other;
	size_t s, t, m;

	json_array_foreach(tree_stages(root), s, stage)
	{
		json_array_foreach(json_object_get(stage, "touchpoints"), t, touchpoint)
		{
			json_array_foreach(json_object_get(touchpoint, "match"), m, other)
			{
				if (json_equal(match, other))
					json_array_append_new(list, id_or_null(touchpoint));
			}
		}
	}
	json_decref(match);
	return list;
}

json_t *part_match(const json_t *root, const struct operation *op)
{
	return tree_touchpoint(root, op->at).item ? holders(root, op) : NULL;
}

json_t *part_moved_match(const json_t *root, const struct operation *op)
{
	return tree_touchpoint(root, op->to).item ? holders(root, op) : NULL;
}
