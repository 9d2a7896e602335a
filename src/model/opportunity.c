#include "model/opportunity.h"

#include "model/paper_parts.h"

static const char *const statuses[OPPORTUNITY_STATUSES] = { "idea", "planned", "doing", "done", "dropped" };

const char *opportunity_status_name(enum opportunity_status status)
{
	return statuses[status];
}

static const char *status_choice(unsigned value)
{
	return statuses[value];
}

/* --- its effect --- */

#define AT(member) offsetof(struct effect, member)
/* clang-format off */
static const struct field effect_rows[] = {
	{ "low", FIELD_REQUIRED, AT(low), 0, paper_any_number, paper_number_write, NULL },
	{ "high", FIELD_REQUIRED, AT(high), 0, paper_any_number, paper_number_write, NULL },
	{ "unit", FIELD_REQUIRED, AT(unit), PAPER_NAME_LETTERS, form_text, form_text_write, NULL },
};
/* clang-format on */
#undef AT
const struct fields effect_fields = { "an effect", effect_rows, COUNT_OF(effect_rows) };

static bool read_effect(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct opportunity *o = into;

	(void)field;
	if (!form_read(form, &effect_fields, value, &o->effect))
		return false;
	return o->effect.low.value <= o->effect.high.value ||
	       form_fail(form, FAULT_INVALID, "\"low\" is above \"high\": an effect runs from low to high");
}

static json_t *write_effect(const void *from, const struct field *field)
{
	const struct opportunity *o = from;

	(void)field;
	return o->effect.unit.p ? form_write(&effect_fields, &o->effect) : NULL;
}

/* --- what it rests on --- */

static bool read_note(struct form *form, const json_t *value, void *into, const struct field *field)
{
	json_int_t number = json_integer_value(value);

	if (!json_is_integer(value) || number < 1 || number > INT32_MAX)
		return form_fail(form, FAULT_INVALID, "must be a note's number");
	return paper_any_number(form, value, into, field);
}

#define AT(member) offsetof(struct ground, member)
/* clang-format off */
static const struct field ground_rows[] = {
	{ "at", 0, AT(at), PAPER_TEXT_LETTERS, form_text, form_text_write, NULL },
	{ "lane", 0, AT(lane), PAPER_ID_LETTERS, paper_lane, form_text_write, NULL },
	{ "note", 0, AT(note), 0, read_note, paper_number_write, NULL },
};
/* clang-format on */
#undef AT
const struct fields ground_fields = { "what it rests on", ground_rows, COUNT_OF(ground_rows) };

static bool read_ground(struct form *form, const json_t *item, void *into)
{
	struct opportunity *o = into;
	struct ground ground = { 0 };

	if (!form_read(form, &ground_fields, item, &ground))
		return false;
	bool cell = ground.at.p && ground.lane.p;
	if (cell == ground.note.given || (!cell && (ground.at.p || ground.lane.p)))
		return form_fail(
			form, FAULT_INVALID, "is a cell, { at: cart, lane: pains }, or a note, { note: 14 }");
	*LIST_ADD(form->sc, &o->grounds) = ground;
	return true;
}

static bool read_grounds(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = { .limit = field->limit, .one = true, .read = read_ground };

	return form_items(form, value, &items, into);
}

static json_t *write_grounds(const void *from, const struct field *field)
{
	const struct opportunity *o = from;
	json_t *array = o->grounds.n ? json_array() : NULL;

	(void)field;
	for (size_t i = 0; i < o->grounds.n; i++)
		json_array_append_new(array, form_write(&ground_fields, &o->grounds.at[i]));
	return array;
}

/* --- the opportunity --- */

#define AT(member) offsetof(struct opportunity, member)
/* clang-format off */
static const struct field opportunity_rows[] = {
	{ "id", FIELD_REQUIRED, AT(id), PAPER_ID_LETTERS, paper_id, form_text_write, NULL },
	{ "title", FIELD_REQUIRED, AT(title), PAPER_NAME_LETTERS, form_text, form_text_write, NULL },
	{ "about", 0, AT(about), PAPER_TEXT_LETTERS, form_text, form_text_write, NULL },
	{ "map", 0, AT(map), PAPER_TEXT_LETTERS, form_text, form_text_write, NULL },
	{ "touchpoints", 0, AT(touchpoints), OPPORTUNITY_PLACES, paper_texts, paper_list_write, NULL },
	{ "persona", 0, AT(persona), PAPER_ID_LETTERS, paper_id, form_text_write, NULL },
	{ "effect", 0, 0, 0, read_effect, write_effect, NULL },
	{ "customer_value", 0, AT(customer_value), 100, paper_number, paper_number_write, NULL },
	{ "business_value", 0, AT(business_value), 100, paper_number, paper_number_write, NULL },
	{ "effort", 0, AT(effort), 5, paper_number, paper_number_write, NULL },
	{ "owner", 0, AT(owner), PAPER_NAME_LETTERS, form_text, form_text_write, NULL },
	{ "status", 0, AT(status), OPPORTUNITY_STATUSES, form_choice, form_choice_write, status_choice },
	{ "rests_on", 0, 0, OPPORTUNITY_GROUNDS, read_grounds, write_grounds, NULL },
};
/* clang-format on */
const struct fields opportunity_fields = { "an opportunity", opportunity_rows, COUNT_OF(opportunity_rows) };
const struct paper_row opportunity_row = { "opportunity", "opportunities", &opportunity_fields,
	sizeof(struct opportunity), AT(id), AT(title), true, NULL };
#undef AT

/* --- their order --- */

/* What is known first; `sign` -1: the largest first. */
static int compare_numbers(struct paper_number a, struct paper_number b, int sign)
{
	if (!a.given || !b.given)
		return a.given ? -1 : b.given;
	return a.value < b.value ? -sign : a.value > b.value ? sign : 0;
}

static struct paper_number middle(const struct effect *e)
{
	return (struct paper_number){ e->unit.p != NULL, e->low.value / 2 + e->high.value / 2 };
}

static struct paper_number value_of(const struct opportunity *o)
{
	return (struct paper_number){ o->customer_value.given || o->business_value.given,
		o->customer_value.value + o->business_value.value };
}

static int compare_effects(const struct effect *a, const struct effect *b)
{
	bool unlike = a->unit.p && b->unit.p && !str_equal(a->unit, b->unit);

	return unlike ? str_compare(a->unit, b->unit) : compare_numbers(middle(a), middle(b), -1);
}

int opportunity_compare(const void *a, const void *b)
{
	const struct opportunity *x = *(const struct opportunity *const *)a,
				 *y = *(const struct opportunity *const *)b;
	int order = compare_numbers(x->effort, y->effort, 1);

	order = order ? order : compare_effects(&x->effect, &y->effect);
	order = order ? order : compare_numbers(value_of(x), value_of(y), -1);
	return order ? order : str_compare(x->id, y->id);
}
