/* operations - random maps and random changes of them, for tests of what is done with changes.
 *
 *	struct operation op;
 *	if (!random_operation(&sc, &seed, &op)) ...      // every kind comes up; some cannot be made
 */
#pragma once

#include "test.h"

#include "base/buf.h"
#include "model/definition_io.h"
#include "model/operation_io.h"

static const char operations_map[] =
	"map: m\ntitle: Buying\ngoal: order\ngoal_why: guessed\nstages:\n"
	"- id: look\n  name: Looking\n  touchpoints:\n"
	"  - {id: home, match: [{event: home}, {event: start}], keywords: [start page]}\n"
	"  - {id: cart, name: Cart, match: [{event: cart}]}\n"
	"- id: buy\n  touchpoints:\n"
	"  - {id: order, match: [{event: order}], when: {after: cart}}\n"
	"  - {id: mail, channel: email, match: [{source: email, event: 'Email*'}]}\n"
	"cells:\n- {at: cart, lane: needs, text: Know the price, basis: reported}\n"
	"- {at: buy, lane: pains, text: Slow, attachments: [{id: "
	"'0000000000000000000000000000000000000000000000000000000000000000', name: f}]}\n- {at: cart, lane: needs, text: Know the time}\n";

static inline struct definition *definition_of(struct scope *sc, const char *text)
{
	struct definition *def = definition_from_text(sc, DOCUMENT_GUESS, str_of(text));

	if (!def)
		fail_msg("%s", sc->why);
	return def;
}

static inline struct operation operation_of(struct scope *sc, const char *text)
{
	struct operation op;
	json_t *json = json_loads(text, 0, NULL);

	if (!operation_read(sc, json, &op))
		fail_msg("%s: %s", text, sc->why);
	json_decref(json);
	return op;
}

/* --- random ones --- */

#define PICK(seed, list) (list)[test_random(seed) % COUNT_OF(list)]

static const char *const random_points[] = { "home", "cart", "order", "mail", "t1", "t2", "t3" };
static const char *const random_stages[] = { "look", "buy", "s1", "s2" };
static const char *const random_lanes[] = { "needs", "pains" };
static const char *const random_events[] = { "home", "start", "cart", "order", "e1", "e2" };

static inline const char *random_before(struct scope *sc, uint64_t *seed, const char *id)
{
	return test_random(seed) % 2 ? scope_printf(sc, ",\"before\":\"%s\"", id) : "";
}

static inline const char *random_attachments(struct scope *sc, uint64_t *seed)
{
	return test_random(seed) % 2
		       ? ""
		       : scope_printf(sc, ",\"attachments\":[{\"id\":\"%064u\",\"name\":\"f\"}]",
				 (unsigned)(test_random(seed) % 3));
}

/* An operation as JSON. */
static inline const char *random_operation_text(struct scope *sc, uint64_t *seed)
{
	const char *at = PICK(seed, random_points), *other = PICK(seed, random_points),
		   *stage = PICK(seed, random_stages), *second = PICK(seed, random_stages),
		   *lane = PICK(seed, random_lanes), *event = PICK(seed, random_events),
		   *place = test_random(seed) % 4 ? at : stage;
	unsigned text = (unsigned)(test_random(seed) % 5);

	switch ((enum operation_kind)(test_random(seed) % OPERATION_KINDS)) {
	case OP_SET_MAP:
		return text < 3 ? scope_printf(sc, "{\"op\":\"set_map\",\"field\":\"%s\",\"value\":\"T%u\"}",
					  text ? "title" : "owner", text)
		       : text < 4
			       ? scope_printf(
					 sc, "{\"op\":\"set_map\",\"field\":\"goal\",\"value\":\"%s\"}", at)
			       : scope_printf(sc,
					 "{\"op\":\"set_map\",\"field\":\"review\",\"value\":\"2027-0%u-01\"}",
					 1 + (unsigned)(test_random(seed) % 9));
	case OP_SET_CELL:
		return scope_printf(sc,
			"{\"op\":\"set_cell\",\"at\":\"%s\",\"lane\":\"%s\",\"text\":\"x%u\"%s}", place, lane,
			text, random_attachments(sc, seed));
	case OP_PUT_CELL:
		return scope_printf(sc,
			"{\"op\":\"put_cell\",\"at\":\"%s\",\"lane\":\"%s\",\"text\":\"x%u\",\"basis\":\"reported\"%s}",
			place, lane, text, random_attachments(sc, seed));
	case OP_REMOVE_CELL:
		return scope_printf(
			sc, "{\"op\":\"remove_cell\",\"at\":\"%s\",\"lane\":\"%s\"}", place, lane);
	case OP_SET_CELLS:
		return scope_printf(sc,
			"{\"op\":\"set_cells\",\"at\":\"%s\",\"lane\":\"%s\",\"cells\":[{\"text\":\"a%u\"},{\"text\":\"b\"%s}]}",
			place, lane, text, random_attachments(sc, seed));
	case OP_ADD_TOUCHPOINT:
		return scope_printf(sc,
			"{\"op\":\"add_touchpoint\",\"to\":\"%s\"%s,\"touchpoint\":{\"id\":\"%s\",\"name\":\"N%u\"}}",
			stage, random_before(sc, seed, other), at, text);
	case OP_RENAME_TOUCHPOINT:
		return scope_printf(
			sc, "{\"op\":\"rename_touchpoint\",\"at\":\"%s\",\"name\":\"N%u\"}", at, text);
	case OP_SET_TOUCHPOINT:
		return text < 2
			       ? scope_printf(sc,
					 "{\"op\":\"set_touchpoint\",\"at\":\"%s\",\"field\":\"when\",\"value\":{\"before\":\"%s\"}}",
					 at, other)
			       : scope_printf(sc,
					 "{\"op\":\"set_touchpoint\",\"at\":\"%s\",\"field\":\"%s\",\"value\":[\"k%u\"]}",
					 at, test_random(seed) % 2 ? "keywords" : "leads_to", text);
	case OP_REMOVE_TOUCHPOINT:
		return scope_printf(sc, "{\"op\":\"remove_touchpoint\",\"at\":\"%s\"}", at);
	case OP_MOVE_TOUCHPOINT:
		return scope_printf(sc, "{\"op\":\"move_touchpoint\",\"at\":\"%s\",\"to\":\"%s\"%s}", at,
			stage, random_before(sc, seed, other));
	case OP_SPLIT_TOUCHPOINT:
		return scope_printf(sc,
			"{\"op\":\"split_touchpoint\",\"at\":\"%s\",\"touchpoint\":{\"id\":\"%s\",\"match\":[{\"event\":\"%s\"}]}}",
			at, other, event);
	case OP_MERGE_TOUCHPOINT:
		return scope_printf(
			sc, "{\"op\":\"merge_touchpoint\",\"at\":\"%s\",\"to\":\"%s\"}", at, other);
	case OP_ADD_STAGE:
		return scope_printf(sc, "{\"op\":\"add_stage\"%s,\"stage\":{\"id\":\"%s\",\"name\":\"S%u\"}}",
			random_before(sc, seed, second), stage, text);
	case OP_RENAME_STAGE:
		return scope_printf(
			sc, "{\"op\":\"rename_stage\",\"at\":\"%s\",\"name\":\"S%u\"}", stage, text);
	case OP_SET_STAGE:
		return scope_printf(sc,
			"{\"op\":\"set_stage\",\"at\":\"%s\",\"field\":\"why\",\"value\":\"w%u\"}", stage,
			text);
	case OP_REMOVE_STAGE:
		return scope_printf(sc, "{\"op\":\"remove_stage\",\"at\":\"%s\"}", stage);
	case OP_MOVE_STAGE:
		return scope_printf(sc, "{\"op\":\"move_stage\",\"at\":\"%s\"%s}", stage,
			random_before(sc, seed, second));
	case OP_ADD_MATCH:
		return scope_printf(
			sc, "{\"op\":\"add_match\",\"at\":\"%s\",\"match\":{\"event\":\"%s\"}}", at, event);
	case OP_REMOVE_MATCH:
		return scope_printf(sc,
			"{\"op\":\"remove_match\",\"at\":\"%s\",\"match\":{\"event\":\"%s\"}}", at, event);
	case OP_MOVE_MATCH:
		return scope_printf(sc,
			"{\"op\":\"move_match\",\"to\":\"%s\",\"match\":{\"source\":\"web\",\"event\":\"%s\",\"page\":\"\","
			"\"channel\":\"\",\"campaign\":\"\"}}",
			at, event);
	case OPERATION_KINDS:
		break;
	}
	return NULL;
}

static inline struct operation random_operation(struct scope *sc, uint64_t *seed)
{
	return operation_of(sc, random_operation_text(sc, seed));
}

/* --- the same map, whatever the order of what has none: matches of a touchpoint, cells of different places --- */

static inline int operations_compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static inline void operations_sort(json_t *list)
{
	size_t n = json_array_size(list);
	char **texts = calloc(n + 1, sizeof *texts);

	for (size_t i = 0; i < n; i++)
		texts[i] = json_dumps(json_array_get(list, i), JSON_SORT_KEYS);
	qsort(texts, n, sizeof *texts, operations_compare);
	json_array_clear(list);
	for (size_t i = 0; i < n; i++) {
		json_array_append_new(list, json_loads(texts[i], 0, NULL));
		free(texts[i]);
	}
	free(texts);
}

/* As text that is the same for maps that mean the same. Sentences of one cell keep their order. */
static inline struct str definition_sorted(struct scope *sc, const struct definition *def)
{
	json_t *root = definition_write(def), *stage, *touchpoint, *cell, *cells = json_object();
	size_t s, t, c;

	json_array_foreach(json_object_get(root, "stages"), s, stage)
	{
		json_array_foreach(json_object_get(stage, "touchpoints"), t, touchpoint)
		{
			operations_sort(json_object_get(touchpoint, "match"));
		}
	}
	json_array_foreach(json_object_get(root, "cells"), c, cell)
	{
		const char *key = scope_printf(sc, "%s %s", json_string_value(json_object_get(cell, "at")),
			json_string_value(json_object_get(cell, "lane")));
		if (!json_object_get(cells, key))
			json_object_set_new(cells, key, json_array());
		json_array_append(json_object_get(cells, key), cell);
	}
	json_object_set_new(root, "cells", cells);
	char *text = json_dumps(root, JSON_SORT_KEYS);
	struct str out = str_copy(sc, str_of(text));
	free(text);
	json_decref(root);
	return out;
}
