/* What makes one map out of another: the operations of an undo, of a restore. */
#include "base/names.h"
#include "model/definition_io.h"
#include "model/operation.h"
#include "model/operation_tree.h"

static const struct str no_id = { 0 };

struct difference {
	struct scope *sc;
	const json_t *from, *to;
	struct operations ops;
};

static struct operation *add(struct difference *d, enum operation_kind kind, struct str at)
{
	struct operation *op = LIST_ADD(d->sc, &d->ops);

	*op = (struct operation){ .kind = kind, .basis = BASIS_ASSUMED };
	if (at.p)
		op->at = str_copy(d->sc, at);
	return op;
}

static struct str id_copy(struct difference *d, const json_t *item)
{
	struct str id = tree_id(item);

	return id.p ? str_copy(d->sc, id) : id;
}

static struct str dump(struct difference *d, const json_t *value)
{
	return tree_dump(d->sc, json_incref((json_t *)value));
}

/* --- order --- */

/* Of numbers that are all different the most that already go up: those stay, the others move.  Quadratic: there are
 * at most 250. SIZE_MAX: was not there. */
static void longest_rising(struct scope *sc, const size_t *at, size_t n, bool *stays)
{
	size_t *length = NEW_ARRAY(sc, size_t, n + 1), *last = NEW_ARRAY(sc, size_t, n + 1), best = SIZE_MAX;

	for (size_t i = 0; i < n; i++) {
		last[i] = SIZE_MAX;
		length[i] = at[i] == SIZE_MAX ? 0 : 1;
		for (size_t k = 0; length[i] && k < i; k++) {
			if (length[k] && at[k] < at[i] && length[k] + 1 > length[i]) {
				length[i] = length[k] + 1;
				last[i] = k;
			}
		}
		if (length[i] && (best == SIZE_MAX || length[i] > length[best]))
			best = i;
	}
	for (; best != SIZE_MAX; best = last[best])
		stays[best] = true;
}

static void order_stages(struct difference *d)
{
	const json_t *stages = tree_stages(d->to);
	size_t n = json_array_size(stages), *at = NEW_ARRAY(d->sc, size_t, n + 1);
	bool *stays = NEW_ARRAY(d->sc, bool, n + 1);

	for (size_t i = 0; i < n; i++) {
		struct place p = tree_stage(d->from, tree_id(json_array_get(stages, i)));
		at[i] = p.item ? p.index : SIZE_MAX;
	}
	longest_rising(d->sc, at, n, stays);
	for (size_t i = n; i-- > 0;) {
		const json_t *stage = json_array_get(stages, i);
		if (stays[i])
			continue;
		bool there = at[i] != SIZE_MAX;
		struct operation *op = add(d, there ? OP_MOVE_STAGE : OP_ADD_STAGE, no_id);
		if (there)
			op->at = id_copy(d, stage);
		if (i + 1 < n)
			op->before = id_copy(d, json_array_get(stages, i + 1));
		if (there)
			continue;
		json_t *empty = json_copy((json_t *)stage);
		json_object_set_new(empty, "touchpoints", json_array());
		op->value = tree_dump(d->sc, empty);
	}
}

static void order_touchpoints(struct difference *d, const json_t *stage)
{
	const json_t *list = json_object_get(stage, "touchpoints");
	size_t n = json_array_size(list), *at = NEW_ARRAY(d->sc, size_t, n + 1);
	bool *stays = NEW_ARRAY(d->sc, bool, n + 1);
	struct str here = tree_id(stage);

	for (size_t i = 0; i < n; i++) {
		struct place p = tree_touchpoint(d->from, tree_id(json_array_get(list, i)));
		at[i] = p.item && str_equal(tree_id(p.stage), here) ? p.index : SIZE_MAX;
	}
	longest_rising(d->sc, at, n, stays);
	for (size_t i = n; i-- > 0;) {
		const json_t *touchpoint = json_array_get(list, i);
		bool there = tree_touchpoint(d->from, tree_id(touchpoint)).item != NULL;
		if (stays[i])
			continue;
		struct operation *op = add(d, there ? OP_MOVE_TOUCHPOINT : OP_ADD_TOUCHPOINT, no_id);
		if (there)
			op->at = id_copy(d, touchpoint);
		op->to = id_copy(d, stage);
		if (i + 1 < n)
			op->before = id_copy(d, json_array_get(list, i + 1));
		if (!there)
			op->value = dump(d, touchpoint);
	}
}

/* --- fields --- */

static bool is_one_of(const char *key, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(key, *list) == 0)
			return true;
	return false;
}

static void field(
	struct difference *d, enum operation_kind kind, struct str at, const char *key, const json_t *value)
{
	struct operation *op = add(d, kind, at);

	op->field = str_copy(d->sc, str_of(key));
	if (value)
		op->value = dump(d, value);
}

static void fields(struct difference *d, enum operation_kind kind, const json_t *from, const json_t *to,
	const char *const *but)
{
	struct str at = tree_id(to);
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)to, key, value)
	{
		const json_t *old = json_object_get(from, key);
		if (!is_one_of(key, but) && (!old || !json_equal(old, value)))
			field(d, kind, at, key, value);
	}
	json_object_foreach((json_t *)from, key, value)
	{
		if (!is_one_of(key, but) && !json_object_get(to, key))
			field(d, kind, at, key, NULL);
	}
}

/* Among its first n. */
static bool has_item(const json_t *list, size_t n, const json_t *item)
{
	for (size_t i = 0; i < n; i++)
		if (json_equal(item, json_array_get(list, i)))
			return true;
	return false;
}

static void matches(struct difference *d, const json_t *from, const json_t *to)
{
	const json_t *old = json_object_get(from, "match"), *now = json_object_get(to, "match");
	json_t *match;
	size_t i;

	json_array_foreach(old, i, match)
	{
		if (!has_item(now, json_array_size(now), match))
			add(d, OP_REMOVE_MATCH, tree_id(to))->value = dump(d, match);
	}
	json_array_foreach(now, i, match)
	{
		if (!has_item(old, json_array_size(old), match) &&
			!has_item(now, i, match)) /* once is enough */
			add(d, OP_ADD_MATCH, tree_id(to))->value = dump(d, match);
	}
}

static void change_touchpoints(struct difference *d, const json_t *stage)
{
	static const char *const but[] = { "id", "match", NULL };
	const json_t *list = json_object_get(stage, "touchpoints");
	json_t *touchpoint;
	size_t i;

	json_array_foreach(list, i, touchpoint)
	{
		struct place old = tree_touchpoint(d->from, tree_id(touchpoint));
		if (!old.item)
			continue;
		fields(d, OP_SET_TOUCHPOINT, old.item, touchpoint, but);
		matches(d, old.item, touchpoint);
	}
}

/* --- cells --- */

/* The sentences of one cell, without its place. */
static json_t *sentences(const json_t *root, const json_t *like)
{
	json_t *list = json_array(), *cell;
	size_t i;

	json_array_foreach(json_object_get(root, "cells"), i, cell)
	{
		if (!json_equal(json_object_get(cell, "at"), json_object_get(like, "at")) ||
			!json_equal(json_object_get(cell, "lane"), json_object_get(like, "lane")))
			continue;
		json_t *said = json_copy(cell);
		json_object_del(said, "at");
		json_object_del(said, "lane");
		json_array_append_new(list, said);
	}
	return list;
}

static struct str text_at(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	return (struct str){ json_string_value(value), json_string_length(value) };
}

/* Each cell once, of those that either has; what goes with its touchpoint needs no word. */
static void change_cells(struct difference *d, const json_t *root, struct names *done)
{
	json_t *cell;
	size_t i;

	json_array_foreach(json_object_get(root, "cells"), i, cell)
	{
		struct str at = text_at(cell, "at"), lane = text_at(cell, "lane");
		struct str key = str_of(scope_printf(d->sc, "%.*s\n%.*s", STR_ARG(lane), STR_ARG(at)));
		if (names_find(done, key) != NAMES_NONE || !tree_has(d->to, at))
			continue;
		names_add(done, key);
		json_t *old = sentences(d->from, cell), *now = sentences(d->to, cell);
		if (!json_equal(old, now)) {
			struct operation *op = add(d, OP_SET_CELLS, at);
			op->lane = str_copy(d->sc, lane);
			op->value = dump(d, now);
		}
		json_decref(old);
		json_decref(now);
	}
}

/* --- all of it --- */

static void remove_gone(struct difference *d)
{
	json_t *stage, *touchpoint;
	size_t s, t;

	json_array_foreach(tree_stages(d->from), s, stage)
	{
		json_array_foreach(json_object_get(stage, "touchpoints"), t, touchpoint)
		{
			if (!tree_touchpoint(d->to, tree_id(touchpoint)).item)
				add(d, OP_REMOVE_TOUCHPOINT, tree_id(touchpoint));
		}
	}
	json_array_foreach(tree_stages(d->from), s, stage)
	{
		if (!tree_stage(d->to, tree_id(stage)).item)
			add(d, OP_REMOVE_STAGE, tree_id(stage));
	}
}

/* A goal that is set forgets why it was guessed: where both maps say the same of it, it is said again. */
static void keep_why(struct difference *d)
{
	const json_t *why = json_object_get(d->to, "goal_why"), *goal = json_object_get(d->to, "goal");

	if (why && goal && !json_equal(goal, json_object_get(d->from, "goal")) &&
		json_equal(why, json_object_get(d->from, "goal_why")))
		field(d, OP_SET_MAP, no_id, "goal_why", why);
}

static void change(struct difference *d)
{
	static const char *const but_map[] = { "map", "stages", "cells", NULL }, *const but_stage[] = { "id",
		"touchpoints", NULL };
	json_t *stage;
	size_t s;

	order_stages(d);
	json_array_foreach(tree_stages(d->to), s, stage)
	{
		struct place old = tree_stage(d->from, tree_id(stage));
		if (old.item)
			fields(d, OP_SET_STAGE, old.item, stage, but_stage);
		order_touchpoints(d, stage);
		change_touchpoints(d, stage);
	}
	fields(d, OP_SET_MAP, d->from, d->to, but_map);
	keep_why(d);
	remove_gone(d);
	struct names *done = names_new(d->sc);
	change_cells(d, d->to, done);
	change_cells(d, d->from, done);
}

struct operations operation_difference(
	struct scope *sc, const struct definition *from, const struct definition *to)
{
	json_t *a = definition_write(from), *b = definition_write(to);
	struct difference d = { .sc = sc, .from = a, .to = b };

	change(&d);
	json_decref(a);
	json_decref(b);
	return d.ops;
}
