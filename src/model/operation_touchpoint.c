/* Touchpoints: added, moved, split and merged, and the events that belong to them. */
#include "model/operation_apply.h"
#include "model/operation_tree.h"

static struct place find(struct scope *sc, const json_t *root, struct str id)
{
	struct place p = tree_touchpoint(root, id);

	if (!p.item)
		(void)apply_missing(sc, "touchpoint", id);
	return p;
}

/* The list of the stage that it goes to; NULL: there is no such stage, or nothing to stand before. */
static json_t *target(struct scope *sc, const json_t *root, const struct operation *op)
{
	struct place to = tree_stage(root, op->to), before = { 0 };

	if (!to.item)
		return apply_missing(sc, "stage", op->to);
	if (op->before.p)
		before = find(sc, root, op->before);
	if (op->before.p && before.item && before.stage != to.item)
		return scope_fail(sc, FAULT_INVALID, "\"%.*s\" is not in the stage \"%.*s\"",
			STR_ARG(str_short(sc, op->before, 60)), STR_ARG(str_short(sc, op->to, 60)));
	return op->before.p && !before.item ? NULL : tree_touchpoints(to.item);
}

bool apply_add_touchpoint(struct scope *sc, json_t *root, const struct operation *op)
{
	json_t *list = target(sc, root, op), *made = list ? apply_object(sc, op, "a touchpoint") : NULL;

	if (made)
		tree_put(list, made, op->before);
	return made != NULL;
}

bool apply_rename(struct scope *sc, json_t *root, const struct operation *op)
{
	struct place p = find(sc, root, op->at);

	return p.item && json_object_set_new(p.item, "name", tree_text(op->name)) == 0;
}

bool apply_set_touchpoint(struct scope *sc, json_t *root, const struct operation *op)
{
	static const char *const fixed[] = { "id", NULL };
	struct place p = find(sc, root, op->at);

	return p.item && apply_field(sc, p.item, op, fixed);
}

bool apply_remove_touchpoint(struct scope *sc, json_t *root, const struct operation *op)
{
	struct place p = find(sc, root, op->at);

	if (!p.item)
		return false;
	apply_drop_cells(root, op->at, (struct str){ 0 });
	json_array_remove(p.list, p.index);
	return true;
}

bool apply_move_touchpoint(struct scope *sc, json_t *root, const struct operation *op)
{
	struct place p = find(sc, root, op->at);
	json_t *list = p.item ? target(sc, root, op) : NULL;

	if (!list)
		return false;
	if (op->before.p && str_equal(op->before, op->at))
		return true;
	json_incref(p.item);
	json_array_remove(p.list, p.index);
	tree_put(list, p.item, op->before);
	return true;
}

/* --- events --- */

static bool find_match(json_t *touchpoint, const json_t *match, size_t *index)
{
	const json_t *list = tree_matches(touchpoint);

	for (*index = 0; *index < json_array_size(list); ++*index)
		if (json_equal(json_array_get(list, *index), match))
			return true;
	return false;
}

static void drop_match(json_t *touchpoint, const json_t *match)
{
	size_t index;

	if (find_match(touchpoint, match, &index))
		json_array_remove(tree_matches(touchpoint), index);
	if (!json_array_size(tree_matches(touchpoint)))
		json_object_del(touchpoint, "match");
}

static bool add_match(struct scope *sc, const struct operation *op, json_t *touchpoint, json_t *match)
{
	size_t index;

	if (find_match(touchpoint, match, &index))
		return scope_fail(sc, FAULT_INVALID, "\"%.*s\" has these events already",
			STR_ARG(str_short(sc, op->at, 60)));
	return json_array_append(tree_matches(touchpoint), match) == 0;
}

bool apply_add_match(struct scope *sc, json_t *root, const struct operation *op)
{
	struct place p = find(sc, root, op->at);
	json_t *match = p.item ? apply_object(sc, op, "a match") : NULL;
	bool ok = match && add_match(sc, op, p.item, match);

	json_decref(match);
	return ok;
}

bool apply_remove_match(struct scope *sc, json_t *root, const struct operation *op)
{
	struct place p = find(sc, root, op->at);
	json_t *match = p.item ? apply_object(sc, op, "a match") : NULL;
	size_t index;
	bool ok = match && (find_match(p.item, match, &index) ||
				   scope_fail(sc, FAULT_NOT_FOUND, "\"%.*s\" has no such events",
					   STR_ARG(str_short(sc, op->at, 60))));

	if (ok)
		drop_match(p.item, match);
	json_decref(match);
	return ok;
}

static bool is_exact(struct scope *sc, const json_t *match)
{
	static const char *const parts[] = { "source", "event", "page", "channel", "campaign" };

	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (!json_is_string(json_object_get(match, parts[i])))
			return scope_fail(sc, FAULT_INVALID,
				"what is dragged is one event: source, event, page, channel and campaign are all"
				" named (\"\" where it has none), and \"%s\" is missing",
				parts[i]);
	return true;
}

/* An event that is dragged goes before all patterns; wherever it was dragged to before, it is no more. */
bool apply_move_match(struct scope *sc, json_t *root, const struct operation *op)
{
	struct place to = find(sc, root, op->to);
	json_t *match = to.item ? apply_object(sc, op, "a match") : NULL, *stage, *touchpoint;
	bool ok = match && is_exact(sc, match);
	size_t s, t;

	if (ok) {
		json_array_foreach(tree_stages(root), s, stage)
		{
			json_array_foreach(json_object_get(stage, "touchpoints"), t, touchpoint)
			{
				drop_match(touchpoint, match);
			}
		}
		json_array_append(tree_matches(to.item), match);
	}
	json_decref(match);
	return ok;
}

/* --- two of one, one of two --- */

/* The new one takes the matches that it names from the one that is split, and stands behind it. */
bool apply_split(struct scope *sc, json_t *root, const struct operation *op)
{
	struct place p = find(sc, root, op->at);
	json_t *made = p.item ? apply_object(sc, op, "a touchpoint") : NULL, *match;
	bool ok = made != NULL;
	size_t i, index;

	json_array_foreach(made ? tree_matches(made) : NULL, i, match)
	{
		ok = ok && (find_match(p.item, match, &index) ||
				   scope_fail(sc, FAULT_INVALID,
					   "match[%zu] is none of \"%.*s\": a split hands on what is there",
					   i + 1, STR_ARG(str_short(sc, op->at, 60))));
		if (ok)
			drop_match(p.item, match);
	}
	if (ok)
		ok = json_array_insert(p.list, p.index + 1, made) == 0;
	json_decref(made);
	return ok;
}

/* What is not there twice afterwards. */
static void take_over(json_t *into, const json_t *from, const char *key)
{
	const json_t *more = json_object_get(from, key);
	json_t *list = json_object_get(into, key), *item, *other;
	size_t i, k;

	if (!json_array_size(more))
		return;
	if (!json_is_array(list)) {
		list = json_array();
		json_object_set_new(into, key, list);
	}
	json_array_foreach(more, i, item)
	{
		bool there = false;
		json_array_foreach(list, k, other)
		{
			there = there || json_equal(item, other);
		}
		if (!there)
			json_array_append(list, item);
	}
}

static void point_elsewhere(json_t *object, const char *key, struct str from, struct str to)
{
	if (tree_is(object, key, from))
		json_object_set_new(object, key, tree_text(to));
}

/* Goal, conditions and cells that named the one name the other. */
static void rename_everywhere(json_t *root, struct str from, struct str to)
{
	json_t *stage, *touchpoint, *cell;
	size_t s, t;

	point_elsewhere(root, "goal", from, to);
	json_array_foreach(tree_cells(root), s, cell)
	{
		point_elsewhere(cell, "at", from, to);
	}
	json_array_foreach(tree_stages(root), s, stage)
	{
		json_array_foreach(json_object_get(stage, "touchpoints"), t, touchpoint)
		{
			json_t *when = json_object_get(touchpoint, "when");
			point_elsewhere(when, "before", from, to);
			point_elsewhere(when, "after", from, to);
			point_elsewhere(json_object_get(touchpoint, "expected"), "since", from, to);
		}
	}
}

bool apply_merge(struct scope *sc, json_t *root, const struct operation *op)
{
	struct place p = find(sc, root, op->at), to = find(sc, root, op->to);

	if (!p.item || !to.item)
		return false;
	if (p.item == to.item)
		return scope_fail(sc, FAULT_INVALID, "\"%.*s\" cannot be merged with itself",
			STR_ARG(str_short(sc, op->at, 60)));
	(void)tree_matches(p.item);
	(void)tree_matches(to.item);
	take_over(to.item, p.item, "match");
	take_over(to.item, p.item, "keywords");
	take_over(to.item, p.item, "leads_to");
	rename_everywhere(root, op->at, op->to);
	json_array_remove(p.list, p.index);
	if (!json_array_size(tree_matches(to.item)))
		json_object_del(to.item, "match");
	return true;
}
