/* The cells of a definition: what people know or suppose, and the pictures and files that stand there. */
#include "model/definition_parts.h"

#include <stddef.h>

static const char *basis_choice(unsigned value)
{
	return basis_name((enum basis)value);
}

/* --- what stands in a cell beside its text --- */

static bool read_attachment_id(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct attached *attached = into;

	if (!form_text(form, value, into, field))
		return false;
	return attachment_id_ok(attached->id) ||
	       form_fail(form, FAULT_INVALID,
		       "an attachment's id has %d digits (0-9, a-f), as it was told when the file was sent",
		       ATTACHMENT_DIGITS);
}

/* clang-format off */
static const struct field attached_rows[] = {
	{ "id", FIELD_REQUIRED, offsetof(struct attached, id), ID_LETTERS, read_attachment_id, form_text_write, NULL },
	{ "name", FIELD_REQUIRED, offsetof(struct attached, name), NAME_LETTERS, form_text, form_text_write, NULL },
};
const struct fields attached_fields = { "an attachment", attached_rows, COUNT_OF(attached_rows) };
/* clang-format on */

static bool read_attachment(struct form *form, const json_t *item, void *into)
{
	struct definition_cell *cell = into;
	struct attached attached = { 0 };

	if (!form_read(form, &attached_fields, item, &attached))
		return false;
	for (size_t i = 0; i < cell->attachments.n; i++)
		if (str_equal(cell->attachments.at[i].id, attached.id))
			return form_fail(form, FAULT_INVALID, "this file is in the cell already, as \"%.*s\"",
				STR_ARG(str_short(form->sc, cell->attachments.at[i].name, 60)));
	*LIST_ADD(form->sc, &cell->attachments) = attached;
	return true;
}

static bool read_attachments(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = {
		.noun = "attachment", .title = "name", .limit = field->limit, .read = read_attachment
	};

	return form_items(form, value, &items, into);
}

static json_t *write_attachments(const void *from, const struct field *field)
{
	const struct definition_cell *cell = from;
	json_t *array = cell->attachments.n ? json_array() : NULL;

	(void)field;
	for (size_t i = 0; i < cell->attachments.n; i++)
		json_array_append_new(array, form_write(&attached_fields, &cell->attachments.at[i]));
	return array;
}

/* --- cells --- */

static bool read_cell_at(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct definition_cell *cell = into;

	if (!form_text(form, value, into, field))
		return false;
	definition_refer(form, cell->at, true);
	return true;
}

static bool read_cell_lane(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct definition_cell *cell = into;

	(void)field;
	return definition_lane_read(form, value, &cell->lane);
}

/* clang-format off */
#define AT(member) offsetof(struct definition_cell, member)
static const struct field cell_rows[] = {
	{ "at", FIELD_REQUIRED, AT(at), ID_LETTERS, read_cell_at, form_text_write, NULL },
	{ "lane", FIELD_REQUIRED, AT(lane), 0, read_cell_lane, form_text_write, NULL },
	{ "text", FIELD_REQUIRED | FIELD_EMPTY, AT(text), TEXT_LETTERS, form_text, form_text_write, NULL },
	{ "basis", 0, AT(basis), BASES, form_choice, form_choice_write, basis_choice },
	{ "attachments", 0, 0, DEFINITION_ATTACHED, read_attachments, write_attachments, NULL },
};
#undef AT
const struct fields cell_fields = { "a cell", cell_rows, COUNT_OF(cell_rows) };
/* clang-format on */

/* What a person writes without saying where it is from is an assumption. */
static bool read_cell(struct form *form, const json_t *item, void *into)
{
	struct definition *def = into;
	struct definition_cell cell = { .basis = BASIS_ASSUMED };

	if (!form_read(form, &cell_fields, item, &cell))
		return false;
	*LIST_ADD(form->sc, &def->cells) = cell;
	return true;
}

bool definition_cells_read(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = { .limit = field->limit, .read = read_cell };

	return form_items(form, value, &items, into);
}

json_t *definition_cells_write(const void *from, const struct field *field)
{
	const struct definition *def = from;
	json_t *array = def->cells.n ? json_array() : NULL;

	(void)field;
	for (size_t i = 0; i < def->cells.n; i++)
		json_array_append_new(array, form_write(&cell_fields, &def->cells.at[i]));
	return array;
}
