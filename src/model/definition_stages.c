#include "model/definition_parts.h"

#include <stddef.h>

enum { MATCH_LETTERS = 4000 };

static const char *owner_choice(unsigned value)
{
	return owner_name((enum owner)value);
}

static bool id_take(struct form *form, struct names *ids, struct str id)
{
	struct str shown = str_short(form->sc, id, 60);

	if (names_find(ids, id) != NAMES_NONE)
		return form_fail(form, FAULT_INVALID, "\"%.*s\" is another one's id already", STR_ARG(shown));
	names_add(ids, id);
	return true;
}

/* --- a match --- */

static const char *source_choice(unsigned value)
{
	return source_name((enum source_kind)value);
}

static bool read_source(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct match *match = into;
	struct field alone = *field;
	unsigned kind = 0;

	alone.offset = 0;
	if (!form_choice(form, value, &kind, &alone))
		return false;
	match->source = str_of(source_choice(kind));
	return true;
}

/* clang-format off */
#define PART(name) { #name, FIELD_EMPTY, offsetof(struct match, name), MATCH_LETTERS, form_text, form_text_write, NULL }

static const struct field match_rows[] = {
	{ "source", 0, offsetof(struct match, source), SOURCE_KINDS, read_source, form_text_write, source_choice },
	PART(event),
	PART(page),
	PART(channel),
	PART(campaign),
};
const struct fields match_fields = { "a match", match_rows, COUNT_OF(match_rows) };
/* clang-format on */

static bool read_match(struct form *form, const json_t *item, void *into)
{
	struct touchpoint *touchpoint = into;
	struct match match = { 0 };

	if (!form_read(form, &match_fields, item, &match))
		return false;
	if (!match.source.p && !match.event.p && !match.page.p && !match.channel.p && !match.campaign.p)
		return form_fail(form, FAULT_INVALID,
			"a match needs at least one of its fields (known: source, "
			"event, page, channel, campaign)");
	*LIST_ADD(form->sc, &touchpoint->matches) = match;
	return true;
}

static bool read_matches(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = { .limit = field->limit, .one = true, .read = read_match };

	return form_items(form, value, &items, into);
}

static json_t *write_matches(const void *from, const struct field *field)
{
	const struct touchpoint *touchpoint = from;
	json_t *array = touchpoint->matches.n ? json_array() : NULL;

	(void)field;
	for (size_t i = 0; i < touchpoint->matches.n; i++)
		json_array_append_new(array, form_write(&match_fields, &touchpoint->matches.at[i]));
	return array;
}

/* --- when --- */

struct when_pair {
	struct str before, after;
};

/* clang-format off */
static const struct field when_rows[] = {
	{ "before", 0, offsetof(struct when_pair, before), ID_LETTERS, form_text, form_text_write, NULL },
	{ "after", 0, offsetof(struct when_pair, after), ID_LETTERS, form_text, form_text_write, NULL },
};
const struct fields when_fields = { "a when", when_rows, COUNT_OF(when_rows) };
/* clang-format on */

static bool read_when(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct touchpoint *touchpoint = into;
	struct when_pair pair = { 0 };

	(void)field;
	if (!form_read(form, &when_fields, value, &pair))
		return false;
	if (!pair.before.p == !pair.after.p)
		return form_fail(
			form, FAULT_INVALID, "needs either \"before\" or \"after\" with a touchpoint's id");
	touchpoint->when = pair.before.p ? WHEN_BEFORE : WHEN_AFTER;
	touchpoint->when_at = pair.before.p ? pair.before : pair.after;
	if (touchpoint->id.p && str_equal(touchpoint->when_at, touchpoint->id))
		return form_fail(form, FAULT_INVALID, "names the touchpoint itself");
	definition_refer(form, touchpoint->when_at, false);
	return true;
}

static json_t *write_when(const void *from, const struct field *field)
{
	const struct touchpoint *touchpoint = from;
	struct when_pair pair = { 0 };

	(void)field;
	if (touchpoint->when == WHEN_ALWAYS)
		return NULL;
	*(touchpoint->when == WHEN_BEFORE ? &pair.before : &pair.after) = touchpoint->when_at;
	return form_write(&when_fields, &pair);
}

/* --- keywords --- */

static bool read_keyword(struct form *form, const json_t *item, void *into)
{
	struct touchpoint *touchpoint = into;
	struct str keyword;

	if (!form_string(form, item, 0, NAME_LETTERS, &keyword))
		return false;
	*LIST_ADD(form->sc, &touchpoint->keywords) = keyword;
	return true;
}

static bool read_keywords(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = { .limit = field->limit, .one = true, .read = read_keyword };

	return form_items(form, value, &items, into);
}

static json_t *write_keywords(const void *from, const struct field *field)
{
	const struct touchpoint *touchpoint = from;
	json_t *array = touchpoint->keywords.n ? json_array() : NULL;

	(void)field;
	for (size_t i = 0; i < touchpoint->keywords.n; i++)
		json_array_append_new(array, form_string_write(touchpoint->keywords.at[i]));
	return array;
}

/* --- maps that go on from here --- */

static bool read_lead(struct form *form, const json_t *item, void *into)
{
	struct touchpoint *touchpoint = into;
	struct str map;

	if (!form_string(form, item, 0, ID_LETTERS, &map))
		return false;
	for (size_t i = 0; i < touchpoint->leads_to.n; i++)
		if (str_equal(touchpoint->leads_to.at[i], map))
			return form_fail(form, FAULT_INVALID, "\"%.*s\" is there twice",
				STR_ARG(str_short(form->sc, map, 60)));
	*LIST_ADD(form->sc, &touchpoint->leads_to) = map;
	return true;
}

static bool read_leads(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = { .limit = field->limit, .one = true, .read = read_lead };

	return form_items(form, value, &items, into);
}

static json_t *write_leads(const void *from, const struct field *field)
{
	const struct touchpoint *touchpoint = from;
	json_t *array = touchpoint->leads_to.n ? json_array() : NULL;

	(void)field;
	for (size_t i = 0; i < touchpoint->leads_to.n; i++)
		json_array_append_new(array, form_string_write(touchpoint->leads_to.at[i]));
	return array;
}

/* --- a touchpoint --- */

static bool read_touchpoint_id(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct touchpoint *touchpoint = into;

	if (!form_text(form, value, into, field))
		return false;
	if (str_equal(touchpoint->id, STR(GOAL_CASE_COMPLETE_KEY)) ||
		str_equal(touchpoint->id, GOAL_CASE_COMPLETE))
		return form_fail(form, FAULT_INVALID,
			"\"%.*s\" is kept for the goal that the case is complete", STR_ARG(touchpoint->id));
	return id_take(form, definition_reading(form)->touchpoints, touchpoint->id);
}

/* A name that is the id says nothing. */
static json_t *write_touchpoint_name(const void *from, const struct field *field)
{
	const struct touchpoint *touchpoint = from;

	return str_equal(touchpoint->name, touchpoint->id) ? NULL : form_text_write(from, field);
}

static json_t *write_touchpoint_owner(const void *from, const struct field *field)
{
	const struct touchpoint *touchpoint = from;

	return touchpoint->owner == OWNER_BRAND ? NULL : form_choice_write(from, field);
}

/* clang-format off */
#define AT(member) offsetof(struct touchpoint, member)
static const struct field touchpoint_rows[] = {
	{ "id", FIELD_REQUIRED, AT(id), ID_LETTERS, read_touchpoint_id, form_text_write, NULL },
	{ "name", 0, AT(name), NAME_LETTERS, form_text, write_touchpoint_name, NULL },
	{ "channel", 0, AT(channel), NAME_LETTERS, form_text, form_text_write, NULL },
	{ "owner", 0, AT(owner), OWNERS, form_choice, write_touchpoint_owner, owner_choice },
	{ "match", 0, AT(matches), DEFINITION_MATCHES, read_matches, write_matches, NULL },
	{ "when", 0, AT(when), 0, read_when, write_when, NULL },
	{ "moment_of_truth", 0, AT(moment_of_truth), 0, form_bool, form_true_write, NULL },
	{ "keywords", 0, 0, DEFINITION_KEYWORDS, read_keywords, write_keywords, NULL },
	{ "expected", 0, 0, 0, definition_expected_read, definition_expected_write, NULL },
	{ "leads_to", 0, 0, DEFINITION_LEADS_TO, read_leads, write_leads, NULL },
};
#undef AT
const struct fields touchpoint_fields = { "a touchpoint", touchpoint_rows, COUNT_OF(touchpoint_rows) };
/* clang-format on */

static bool read_touchpoint(struct form *form, const json_t *item, void *into)
{
	struct stage *stage = into;
	struct touchpoint touchpoint = { 0 };

	if (names_count(definition_reading(form)->touchpoints) == DEFINITION_TOUCHPOINTS)
		return form_fail(
			form, FAULT_LIMIT, "a map has at most %d touchpoints", DEFINITION_TOUCHPOINTS);
	if (!form_read(form, &touchpoint_fields, item, &touchpoint))
		return false;
	if (!touchpoint.name.p)
		touchpoint.name = touchpoint.id;
	*LIST_ADD(form->sc, &stage->touchpoints) = touchpoint;
	return true;
}

static bool read_touchpoints(struct form *form, const json_t *value, void *into, const struct field *field)
{
	static const struct items items = { "touchpoint", "id", SIZE_MAX, false, read_touchpoint };

	(void)field;
	return form_items(form, value, &items, into);
}

static json_t *write_touchpoints(const void *from, const struct field *field)
{
	const struct stage *stage = from;
	json_t *array = json_array();

	(void)field;
	for (size_t i = 0; i < stage->touchpoints.n; i++)
		json_array_append_new(array, form_write(&touchpoint_fields, &stage->touchpoints.at[i]));
	return array;
}

/* --- a stage --- */

static bool read_stage_id(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct stage *stage = into;

	return form_text(form, value, into, field) &&
	       id_take(form, definition_reading(form)->stages, stage->id);
}

static json_t *write_stage_name(const void *from, const struct field *field)
{
	const struct stage *stage = from;

	return str_equal(stage->name, stage->id) ? NULL : form_text_write(from, field);
}

/* clang-format off */
static const struct field stage_rows[] = {
	{ "id", FIELD_REQUIRED, offsetof(struct stage, id), ID_LETTERS, read_stage_id, form_text_write, NULL },
	{ "name", 0, offsetof(struct stage, name), NAME_LETTERS, form_text, write_stage_name, NULL },
	{ "why", 0, offsetof(struct stage, why), TEXT_LETTERS, form_text, form_text_write, NULL },
	{ "touchpoints", 0, 0, 0, read_touchpoints, write_touchpoints, NULL },
};
const struct fields stage_fields = { "a stage", stage_rows, COUNT_OF(stage_rows) };
/* clang-format on */

static bool read_stage(struct form *form, const json_t *item, void *into)
{
	struct definition *def = into;
	struct stage stage = { 0 };

	if (!form_read(form, &stage_fields, item, &stage))
		return false;
	if (!stage.name.p)
		stage.name = stage.id;
	*LIST_ADD(form->sc, &def->stages) = stage;
	return true;
}

bool definition_stages_read(struct form *form, const json_t *value, void *into, const struct field *field)
{
	const struct items items = { NULL, "name", field->limit, false, read_stage };

	return form_items(form, value, &items, into);
}

json_t *definition_stages_write(const void *from, const struct field *field)
{
	const struct definition *def = from;
	json_t *array = json_array();

	(void)field;
	for (size_t i = 0; i < def->stages.n; i++)
		json_array_append_new(array, form_write(&stage_fields, &def->stages.at[i]));
	return array;
}
