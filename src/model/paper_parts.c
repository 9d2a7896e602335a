#include "model/paper_parts.h"

#include <math.h>
#include <unicode/uchar.h>

#include "model/condition.h"
#include "model/definition_io.h"

static bool id_letter(uint32_t letter, bool inside)
{
	return u_isalnum((UChar32)letter) || (inside && (letter == '-' || letter == '_' || letter == '.')) ||
	       (inside && u_charType((UChar32)letter) == U_NON_SPACING_MARK);
}

static bool id_check(struct form *form, struct str id)
{
	for (size_t i = 0; i < id.n;) {
		bool inside = i > 0;
		if (!id_letter(str_next(id, &i), inside))
			return form_fail(form, FAULT_INVALID,
				"\"%.*s\" is not an id: write letters, digits and - _ . without blanks, as first-time-buyer",
				STR_ARG(str_short(form->sc, id, 60)));
	}
	return true;
}

bool paper_id(struct form *form, const json_t *value, void *into, const struct field *field)
{
	return form_text(form, value, into, field) &&
	       id_check(form, *(const struct str *)((const char *)into + field->offset));
}

bool paper_lane(struct form *form, const json_t *value, void *into, const struct field *field)
{
	char *known = "";

	if (!form_text(form, value, into, field))
		return false;
	struct str lane = *(const struct str *)((const char *)into + field->offset);
	for (unsigned i = 0; definition_lane(i); i++) {
		if (str_equal(lane, str_of(definition_lane(i))))
			return true;
		known = scope_printf(form->sc, "%s%s%s", known, i ? ", " : "", definition_lane(i));
	}
	return form_fail(form, FAULT_INVALID, "\"%.*s\" is not a lane (known: %s)",
		STR_ARG(str_short(form->sc, lane, 60)), known);
}

/* --- lists --- */

static bool read_text(struct form *form, const json_t *item, void *into)
{
	struct paper_list *list = into;
	struct str text;

	if (!form_string(form, item, 0, PAPER_TEXT_LETTERS, &text))
		return false;
	*LIST_ADD(form->sc, &list->at) = text;
	return true;
}

static bool read_id(struct form *form, const json_t *item, void *into)
{
	struct paper_list *list = into;

	return read_text(form, item, into) && id_check(form, list->at.at[list->at.n - 1]);
}

bool paper_texts(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = { .limit = field->limit, .one = true, .read = read_text };

	return form_items(form, value, &items, (char *)into + field->offset);
}

bool paper_ids(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = { .limit = field->limit, .one = true, .read = read_id };

	return form_items(form, value, &items, (char *)into + field->offset);
}

json_t *paper_list_write(const void *from, const struct field *field)
{
	const struct paper_list *list = (const void *)((const char *)from + field->offset);

	if (list->at.n <= 1)
		return list->at.n ? form_string_write(list->at.at[0]) : NULL;
	json_t *array = json_array();
	for (size_t i = 0; i < list->at.n; i++)
		json_array_append_new(array, form_string_write(list->at.at[i]));
	return array;
}

/* --- numbers --- */

bool paper_any_number(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct paper_number *number = (void *)((char *)into + field->offset);

	if (!json_is_number(value))
		return form_fail(form, FAULT_INVALID, "must be a number");
	*number = (struct paper_number){ true, json_number_value(value) };
	return true;
}

bool paper_number(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const double number = json_number_value(value);

	if (!json_is_number(value) || !(number >= 0 && number <= (double)field->limit))
		return form_fail(form, FAULT_INVALID, "must be a number from 0 to %zu", field->limit);
	return paper_any_number(form, value, into, field);
}

json_t *paper_number_json(double value)
{
	const double exact = 9007199254740992.; /* 2^53: below it each whole number is itself */

	return value == floor(value) && fabs(value) < exact ? json_integer((json_int_t)value)
							    : json_real(value);
}

json_t *paper_number_write(const void *from, const struct field *field)
{
	const struct paper_number *number = (const void *)((const char *)from + field->offset);

	return number->given ? paper_number_json(number->value) : NULL;
}

/* --- choices --- */

const char *paper_basis_choice(unsigned value)
{
	return basis_name((enum basis)value);
}

const char *paper_party_choice(unsigned value)
{
	return condition_party_name((enum condition_party)value);
}

const char *paper_owner_choice(unsigned value)
{
	return owner_name((enum owner)value);
}
