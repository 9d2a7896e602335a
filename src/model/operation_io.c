#include "model/operation_io.h"

#include <stdlib.h>

#include "model/definition_io.h"

enum { ID_LETTERS = 500, NAME_LETTERS = 500, TEXT_LETTERS = 20000 }; /* as a definition has them */

static const char *basis_choice(unsigned value)
{
	return basis_name((enum basis)value);
}

static bool read_seen(struct form *form, const json_t *value, void *into, const struct field *field)
{
	if (!json_is_integer(value) || json_integer_value(value) < 1)
		return form_fail(form, FAULT_INVALID,
			"must be the revision of the map that was seen, a number from 1");
	*(int64_t *)(void *)((char *)into + field->offset) = json_integer_value(value);
	return true;
}

static json_t *write_seen(const void *from, const struct field *field)
{
	int64_t seen = *(const int64_t *)(const void *)((const char *)from + field->offset);

	return seen ? json_integer(seen) : NULL;
}

/* Read before the others, to know which fields there are. */
static bool read_kind(struct form *form, const json_t *value, void *into, const struct field *field)
{
	(void)form, (void)value, (void)into, (void)field;
	return true;
}

static json_t *write_kind(const void *from, const struct field *field)
{
	(void)field;
	return json_string(operation_name(((const struct operation *)from)->kind));
}

/* Kept as it was written: the map's own tables say what fits there. */
static bool read_value(struct form *form, const json_t *value, void *into, const struct field *field)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	struct str *to = (struct str *)(void *)((char *)into + field->offset);

	(void)form;
	*to = str_copy(form->sc, str_of(text));
	free(text);
	return true;
}

static json_t *write_value(const void *from, const struct field *field)
{
	const struct str *s = (const struct str *)(const void *)((const char *)from + field->offset);

	return s->p ? json_loadb(s->p, s->n, JSON_DECODE_ANY, NULL) : NULL;
}

/* clang-format off */
#define FROM(member) offsetof(struct operation, member)
#define HEAD { "op", FIELD_REQUIRED, 0, 0, read_kind, write_kind, NULL }, \
	{ "seen", 0, FROM(seen), 0, read_seen, write_seen, NULL }
#define ID(name) { #name, FIELD_REQUIRED, FROM(name), ID_LETTERS, form_text, form_text_write, NULL }
#define BEFORE { "before", 0, FROM(before), ID_LETTERS, form_text, form_text_write, NULL }
#define FIELD { "field", FIELD_REQUIRED, FROM(field), ID_LETTERS, form_text, form_text_write, NULL }
#define NAME { "name", FIELD_REQUIRED, FROM(name), NAME_LETTERS, form_text, form_text_write, NULL }
#define TEXT(flags) { "text", (flags), FROM(text), TEXT_LETTERS, form_text, form_text_write, NULL }
#define BASIS { "basis", 0, FROM(basis), BASES, form_choice, form_choice_write, basis_choice }
#define VALUE(name, flags) { name, (flags), FROM(value), 0, read_value, write_value, NULL }

static const struct field set_map[] = { HEAD, FIELD, VALUE("value", 0) };
static const struct field set_cell[] = { HEAD, ID(at), ID(lane), TEXT(FIELD_REQUIRED | FIELD_EMPTY), BASIS, VALUE("attachments", 0) };
static const struct field remove_cell[] = { HEAD, ID(at), ID(lane), TEXT(FIELD_EMPTY) };
static const struct field set_cells[] = { HEAD, ID(at), ID(lane), VALUE("cells", FIELD_REQUIRED) };
static const struct field add_touchpoint[] = { HEAD, ID(to), BEFORE, VALUE("touchpoint", FIELD_REQUIRED) };
static const struct field rename_at[] = { HEAD, ID(at), NAME };
static const struct field set_at[] = { HEAD, ID(at), FIELD, VALUE("value", 0) };
static const struct field only_at[] = { HEAD, ID(at) };
static const struct field move_touchpoint[] = { HEAD, ID(at), ID(to), BEFORE };
static const struct field split_touchpoint[] = { HEAD, ID(at), VALUE("touchpoint", FIELD_REQUIRED) };
static const struct field merge_touchpoint[] = { HEAD, ID(at), ID(to) };
static const struct field add_stage[] = { HEAD, BEFORE, VALUE("stage", FIELD_REQUIRED) };
static const struct field move_stage[] = { HEAD, ID(at), BEFORE };
static const struct field match_at[] = { HEAD, ID(at), VALUE("match", FIELD_REQUIRED) };
static const struct field move_match[] = { HEAD, ID(to), VALUE("match", FIELD_REQUIRED) };

#define ROW(kind, table) [kind] = { "an operation", table, COUNT_OF(table) }
static const struct fields rows[OPERATION_KINDS] = {
	ROW(OP_SET_MAP, set_map),
	ROW(OP_SET_CELL, set_cell),
	ROW(OP_PUT_CELL, set_cell),
	ROW(OP_REMOVE_CELL, remove_cell),
	ROW(OP_SET_CELLS, set_cells),
	ROW(OP_ADD_TOUCHPOINT, add_touchpoint),
	ROW(OP_RENAME_TOUCHPOINT, rename_at),
	ROW(OP_SET_TOUCHPOINT, set_at),
	ROW(OP_REMOVE_TOUCHPOINT, only_at),
	ROW(OP_MOVE_TOUCHPOINT, move_touchpoint),
	ROW(OP_SPLIT_TOUCHPOINT, split_touchpoint),
	ROW(OP_MERGE_TOUCHPOINT, merge_touchpoint),
	ROW(OP_ADD_STAGE, add_stage),
	ROW(OP_RENAME_STAGE, rename_at),
	ROW(OP_SET_STAGE, set_at),
	ROW(OP_REMOVE_STAGE, only_at),
	ROW(OP_MOVE_STAGE, move_stage),
	ROW(OP_ADD_MATCH, match_at),
	ROW(OP_REMOVE_MATCH, match_at),
	ROW(OP_MOVE_MATCH, move_match),
};
/* clang-format on */

const struct fields *operation_fields(enum operation_kind kind)
{
	return &rows[kind];
}

static const char *choice(unsigned value)
{
	return operation_name((enum operation_kind)value);
}

static bool find_kind(struct form *form, const json_t *json, struct operation *op)
{
	static const struct field kind = { "op", 0, 0, OPERATION_KINDS, NULL, NULL, choice };
	const json_t *name = json_object_get(json, "op");
	unsigned found = 0;

	if (!json_is_object(json))
		return form_fail(form, FAULT_INVALID, "an operation is an object with \"op\"");
	form_enter(form, json, "op");
	if (!name)
		return form_fail(
			form, FAULT_INVALID, "is missing: it says which operation it is, as \"set_cell\"");
	if (!form_choice(form, name, &found, &kind))
		return false;
	form_leave(form);
	op->kind = (enum operation_kind)found;
	return true;
}

static bool read_one(struct form *form, const json_t *json, void *into)
{
	struct operations *ops = into;
	struct operation op = { .basis = BASIS_ASSUMED };

	if (!find_kind(form, json, &op) || !form_read(form, &rows[op.kind], json, &op))
		return false;
	*LIST_ADD(form->sc, ops) = op;
	return true;
}

bool operation_read(struct scope *sc, const json_t *json, struct operation *op)
{
	struct form form = { .sc = sc };
	struct operations ops = { 0 };

	if (!read_one(&form, json, &ops))
		return false;
	*op = ops.at[0];
	return true;
}

bool operations_read(struct scope *sc, const json_t *list, struct operations *ops)
{
	static const struct items items = { "operation", NULL, OPERATIONS, false, read_one };
	struct form form = { .sc = sc };

	form_enter(&form, NULL, "operations");
	return form_items(&form, list, &items, ops);
}

json_t *operation_write(const struct operation *op)
{
	return form_write(&rows[op->kind], op);
}

json_t *operations_write(const struct operations *ops)
{
	json_t *list = json_array();

	for (size_t i = 0; i < ops->n; i++)
		json_array_append_new(list, operation_write(&ops->at[i]));
	return list;
}
