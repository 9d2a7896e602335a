#include "model/operation_tree.h"

#include <stdlib.h>

struct str tree_id(const json_t *item)
{
	const json_t *id = json_object_get(item, "id");

	return (struct str){ json_string_value(id), json_string_length(id) };
}

bool tree_is(const json_t *object, const char *key, struct str text)
{
	const json_t *value = json_object_get(object, key);

	return json_is_string(value) &&
	       str_equal((struct str){ json_string_value(value), json_string_length(value) }, text);
}

json_t *tree_text(struct str s)
{
	return s.p ? json_stringn(s.p, s.n) : json_null();
}

static struct place find_in(json_t *list, struct str id)
{
	size_t i;
	json_t *item;

	json_array_foreach(list, i, item)
	{
		if (tree_is(item, "id", id))
			return (struct place){ item, list, i, NULL };
	}
	return (struct place){ 0 };
}

json_t *tree_stages(const json_t *root)
{
	return json_object_get(root, "stages");
}

struct place tree_stage(const json_t *root, struct str id)
{
	return find_in(tree_stages(root), id);
}

struct place tree_touchpoint(const json_t *root, struct str id)
{
	size_t i;
	json_t *stage;

	json_array_foreach(tree_stages(root), i, stage)
	{
		struct place p = find_in(json_object_get(stage, "touchpoints"), id);
		p.stage = stage;
		if (p.item)
			return p;
	}
	return (struct place){ 0 };
}

bool tree_has(const json_t *root, struct str id)
{
	return tree_touchpoint(root, id).item || tree_stage(root, id).item;
}

static json_t *list_of(json_t *object, const char *key)
{
	json_t *list = json_object_get(object, key);

	if (json_is_array(list) || !json_is_object(object))
		return list;
	json_t *made = json_array();
	if (list)
		json_array_append(made, list);
	json_object_set_new(object, key, made);
	return made;
}

json_t *tree_touchpoints(json_t *stage)
{
	return list_of(stage, "touchpoints");
}

json_t *tree_matches(json_t *touchpoint)
{
	return list_of(touchpoint, "match");
}

json_t *tree_cells(json_t *root)
{
	return list_of(root, "cells");
}

bool tree_cell_is(const json_t *cell, struct str at, struct str lane)
{
	return tree_is(cell, "at", at) && tree_is(cell, "lane", lane);
}

json_t *tree_value(const struct operation *op)
{
	return op->value.p ? json_loadb(op->value.p, op->value.n, JSON_DECODE_ANY, NULL) : NULL;
}

void tree_put(json_t *list, json_t *item, struct str before)
{
	struct place p = before.p ? find_in(list, before) : (struct place){ 0 };

	if (p.item)
		json_array_insert_new(list, p.index, item);
	else
		json_array_append_new(list, item);
}

struct str tree_dump(struct scope *sc, json_t *value)
{
	char *text = value ? json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY) : NULL;
	struct str out = { 0 };

	if (text)
		out = str_copy(sc, str_of(text));
	free(text);
	json_decref(value);
	return out;
}
