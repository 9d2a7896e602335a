#include "model/definition_io.h"

#include <stdlib.h>

#include "base/when.h"
#include "model/definition_parts.h"

static const char *const lanes[] = { "actions", "channels", "thoughts", "feeling", "expected", "needs",
	"pains", "gains", "drop_off", "importance", "opportunities", "metrics", "evidence", "backstage",
	"text" };

const char *definition_lane(unsigned index)
{
	return index < COUNT_OF(lanes) ? lanes[index] : NULL;
}

static const char *state_choice(unsigned value)
{
	return map_state_name((enum map_state)value);
}

struct definition_reading *definition_reading(struct form *form)
{
	return form->user;
}

void definition_refer(struct form *form, struct str id, bool may_be_stage)
{
	*LIST_ADD(form->sc, &definition_reading(form)->references) =
		(struct definition_reference){ form_where(form), id, may_be_stage };
}

/* --- lanes --- */

bool definition_lane_read(struct form *form, const json_t *value, struct str *out)
{
	if (!form_string(form, value, 0, ID_LETTERS, out))
		return false;
	for (size_t i = 0; i < COUNT_OF(lanes); i++)
		if (str_equal(*out, str_of(lanes[i])))
			return true;
	char *known = "";
	for (size_t i = 0; i < COUNT_OF(lanes); i++)
		known = scope_printf(form->sc, "%s%s%s", known, i ? ", " : "", lanes[i]);
	return form_fail(form, FAULT_INVALID, "\"%.*s\" is not a lane (known: %s)",
		STR_ARG(str_short(form->sc, *out, 60)), known);
}

static bool read_lane(struct form *form, const json_t *item, void *into)
{
	struct definition *def = into;
	struct str lane;

	if (!definition_lane_read(form, item, &lane))
		return false;
	for (size_t i = 0; i < def->lanes.n; i++)
		if (str_equal(def->lanes.at[i], lane))
			return form_fail(form, FAULT_INVALID, "\"%.*s\" is there twice", STR_ARG(lane));
	*LIST_ADD(form->sc, &def->lanes) = lane;
	return true;
}

static bool read_lanes(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = { .limit = field->limit, .read = read_lane };

	return form_items(form, value, &items, into);
}

static json_t *write_lanes(const void *from, const struct field *field)
{
	const struct definition *def = from;
	json_t *array = def->lanes.n ? json_array() : NULL;

	(void)field;
	for (size_t i = 0; i < def->lanes.n; i++)
		json_array_append_new(array, form_string_write(def->lanes.at[i]));
	return array;
}

/* --- the map --- */

static bool read_persona(struct form *form, const json_t *item, void *into)
{
	struct definition *def = into;
	struct str persona;

	if (!form_string(form, item, 0, NAME_LETTERS, &persona))
		return false;
	*LIST_ADD(form->sc, &def->personas) = persona;
	return true;
}

static bool read_personas(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = { .limit = field->limit, .one = true, .read = read_persona };

	return form_items(form, value, &items, into);
}

static json_t *write_personas(const void *from, const struct field *field)
{
	const struct definition *def = from;

	(void)field;
	if (def->personas.n <= 1)
		return def->personas.n ? form_string_write(def->personas.at[0]) : NULL;
	json_t *array = json_array();
	for (size_t i = 0; i < def->personas.n; i++)
		json_array_append_new(array, form_string_write(def->personas.at[i]));
	return array;
}

static bool read_goal(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct definition *def = into;
	struct str goal;

	if (!form_string(form, value, field->flags, field->limit, &goal))
		return false;
	if (str_empty(goal))
		return true;
	def->goal = goal;
	if (str_equal(goal, STR(GOAL_CASE_COMPLETE_KEY)))
		def->goal = GOAL_CASE_COMPLETE;
	else
		definition_refer(form, goal, false);
	return true;
}

static json_t *write_goal(const void *from, const struct field *field)
{
	const struct definition *def = from;

	(void)field;
	return str_equal(def->goal, GOAL_CASE_COMPLETE) ? json_string(GOAL_CASE_COMPLETE_KEY)
							: form_string_write(def->goal);
}

static bool read_silence(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const char *text = json_string_value(value);

	return (text && strcmp(text, "auto") == 0) || form_span(form, value, into, field);
}

/* Kept as it was written, for the commands that know what a check is. */
static bool read_checks(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct definition *def = into;

	if (!json_is_array(value))
		return form_fail(form, FAULT_INVALID, "must be a list");
	if (json_array_size(value) > field->limit)
		return form_fail(form, FAULT_LIMIT, "%zu of them are more than %zu, the ceiling",
			json_array_size(value), field->limit);
	char *text = json_dumps(value, JSON_COMPACT);
	def->checks_json = str_copy(form->sc, str_of(text));
	free(text);
	return true;
}

static json_t *write_checks(const void *from, const struct field *field)
{
	const struct definition *def = from;

	(void)field;
	return def->checks_json.p ? json_loadb(def->checks_json.p, def->checks_json.n, 0, NULL) : NULL;
}

/* A day of the calendar, written as ISO 8601 has it: whatever else reads as a time is not one. */
static bool read_review(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct definition *def = into;
	int64_t us;

	if (!form_text(form, value, into, field))
		return false;
	return (when_read_any(NULL, def->review, &us) && str_equal(when_date(form->sc, us), def->review)) ||
	       form_fail(form, FAULT_INVALID, "\"%.*s\" is no day: write it as 2027-03-31",
		       STR_ARG(str_short(form->sc, def->review, 60)));
}

/* clang-format off */
#define AT(member) offsetof(struct definition, member)
static const struct field map_rows[] = {
	{ "map", FIELD_REQUIRED, AT(id), ID_LETTERS, form_text, form_text_write, NULL },
	{ "title", 0, AT(title), NAME_LETTERS, form_text, form_text_write, NULL },
	{ "persona", 0, 0, DEFINITION_PERSONAS, read_personas, write_personas, NULL },
	{ "scenario", 0, AT(scenario), TEXT_LETTERS, form_text, form_text_write, NULL },
	{ "owner", 0, AT(owner), NAME_LETTERS, form_text, form_text_write, NULL },
	{ "review", 0, AT(review), NAME_LETTERS, read_review, form_text_write, NULL },
	{ "state", 0, AT(state), MAP_STATES, form_choice, form_choice_write, state_choice },
	{ "goal", FIELD_EMPTY, 0, ID_LETTERS, read_goal, write_goal, NULL },
	{ "goal_why", 0, AT(goal_why), TEXT_LETTERS, form_text, form_text_write, NULL },
	{ "end_at_goal", 0, AT(end_at_goal), 0, form_bool, form_true_write, NULL },
	{ "silence_limit", 0, AT(silence_us), 0, read_silence, form_span_write, NULL },
	{ "stages", FIELD_REQUIRED, 0, DEFINITION_STAGES, definition_stages_read, definition_stages_write, NULL },
	{ "lanes", 0, 0, COUNT_OF(lanes), read_lanes, write_lanes, NULL },
	{ "cells", 0, 0, DEFINITION_CELLS, definition_cells_read, definition_cells_write, NULL },
	{ "checks", 0, 0, DEFINITION_CHECKS, read_checks, write_checks, NULL },
};
#undef AT
static const struct fields map_fields = { "a map", map_rows, COUNT_OF(map_rows) };
/* clang-format on */

const struct fields *const *definition_fields(size_t *n)
{
	static const struct fields *const all[] = { &map_fields, &stage_fields, &touchpoint_fields,
		&match_fields, &when_fields, &expected_fields, &cell_fields, &attached_fields };

	*n = COUNT_OF(all);
	return all;
}

static bool reference_check(
	struct scope *sc, const struct definition_reading *r, const struct definition_reference *reference)
{
	bool touchpoint = names_find(r->touchpoints, reference->id) != NAMES_NONE;
	bool stage = reference->may_be_stage && names_find(r->stages, reference->id) != NAMES_NONE;
	struct str shown = str_short(sc, reference->id, 60);

	if (touchpoint && stage)
		return scope_fail(sc, FAULT_INVALID,
			"%.*s\"%.*s\" is a touchpoint's id and a stage's; "
			"give one of them another id",
			STR_ARG(reference->where), STR_ARG(shown));
	if (touchpoint || stage)
		return true;
	return scope_fail(sc, FAULT_INVALID, "%.*s\"%.*s\" is the id of no touchpoint%s",
		STR_ARG(reference->where), STR_ARG(shown), reference->may_be_stage ? " and of no stage" : "");
}

static struct definition *read_with_lines(struct scope *sc, const struct document *doc, const json_t *root)
{
	struct definition *def = NEW(sc, struct definition);
	struct definition_reading reading = { .touchpoints = names_new(sc), .stages = names_new(sc) };
	struct form form = { .sc = sc, .doc = doc, .user = &reading };

	if (!form_read(&form, &map_fields, root, def))
		return NULL;
	for (size_t i = 0; i < reading.references.n; i++)
		if (!reference_check(sc, &reading, &reading.references.at[i]))
			return NULL;
	return def;
}

struct definition *definition_read(struct scope *sc, const json_t *root)
{
	return read_with_lines(sc, NULL, root);
}

json_t *definition_write(const struct definition *def)
{
	return form_write(&map_fields, def);
}

struct definition *definition_from_text(struct scope *sc, enum document_format format, struct str text)
{
	struct document *doc = document_read(sc, format, text);

	if (!doc)
		return NULL;
	struct definition *def = read_with_lines(sc, doc, doc->root);
	document_close(doc);
	return def;
}

struct str definition_to_yaml(struct scope *sc, const struct definition *def)
{
	json_t *root = definition_write(def);
	struct str text = document_to_yaml(sc, root);

	json_decref(root);
	return text;
}

struct str definition_to_json(struct scope *sc, const struct definition *def)
{
	json_t *root = definition_write(def);
	struct str text = document_to_json(sc, root);

	json_decref(root);
	return text;
}
