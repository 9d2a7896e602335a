#include "answer/members.h"
#include "model/condition_io.h"
#include "serve/api_ask.h"
#include "serve/api_read.h"
#include "serve/api_shapes.h"
#include "tell/behind.h"

enum { BODY = 256 << 10 };

/* clang-format off */
#define TEXT(name, what) { name, SHAPE_TEXT, SHAPE_NEEDED, .about = what }
#define COUNT(name, what) { name, SHAPE_COUNT, SHAPE_NEEDED, .about = what }

static const struct shape_field wish_fields[] = {
	{ "condition", SHAPE_ANY, 0, .about = "as docs/definition.md#conditions says; this or where" },
	{ "where", SHAPE_TEXT, 0, .least = 1, .most = 4000, .about = "the same in short, or segment:ID, persona:ID" },
	{ "map", SHAPE_TEXT, 0, .least = 1, .most = 200, .about = "whose touchpoints may be named; without it events alone" },
	{ "parts", SHAPE_BOOL, 0, .about = "also what is in an all or any, each by itself; of a condition alone" },
};
static const struct shape wish_shape = { "CountWish", "a condition to be counted", wish_fields, COUNT_OF(wish_fields), false };
static const struct shape_field part_fields[] = { TEXT("who", "in words"), COUNT("customers", NULL) };
static const struct shape part_shape = { "CountPart", "a part of the condition by itself", part_fields, COUNT_OF(part_fields), false };
static const struct shape_field count_fields[] = {
	TEXT("who", "the condition in words"), COUNT("customers", "whom it means"), COUNT("of", "all customers who did anything"),
	COUNT("journeys", "of theirs"), COUNT("events", "of theirs"), { "share", SHAPE_OBJECT, SHAPE_NEEDED, .of = &shape_estimate, .about = "customers of all" },
	{ "parts", SHAPE_LIST, SHAPE_NEEDED, .of = &part_shape, .most = CONDITION_PARTS },
};
static const struct shape count_shape = { "Count", "how many a condition means", count_fields, COUNT_OF(count_fields), false };

static const struct shape_field value_fields[] = { TEXT("value", NULL), COUNT("events", "that have it"), COUNT("customers", "who have it") };
static const struct shape value_shape = { "AttributeValue", "what an attribute may be", value_fields, COUNT_OF(value_fields), false };
static const struct shape_field attribute_fields[] = {
	TEXT("name", "as a condition's attr"), { "own", SHAPE_BOOL, SHAPE_NEEDED, .about = "every event may have it; else it is a column that was imported" },
	COUNT("events", "that have it"), COUNT("customers", "who have it"), COUNT("distinct", "values, those that are not shown too"),
	{ "least", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = "where all values are numbers" }, { "most", SHAPE_NUMBER, SHAPE_NEEDED | SHAPE_NULL, .about = NULL },
	{ "values", SHAPE_LIST, SHAPE_NEEDED, .of = &value_shape, .most = ATTRIBUTES_VALUES, .about = "the commonest that five customers and more have" },
};
static const struct shape attribute_shape = { "Attribute", "what customers can be asked about", attribute_fields, COUNT_OF(attribute_fields), false };
static const struct shape_field attributes_fields[] = {
	COUNT("events", "of the workspace"), COUNT("looked_at", "events that all counts here are of"),
	{ "attributes", SHAPE_LIST, SHAPE_NEEDED, .of = &attribute_shape, .most = ATTRIBUTES_MOST },
};
static const struct shape attributes_shape = { "Attributes", "what a condition's attr can name", attributes_fields, COUNT_OF(attributes_fields), false };
/* clang-format on */

/* --- counts -------------------------------------------------------------------------------------------------- */

static struct counted *count_where(struct asking *a, struct str where)
{
	struct str who;
	const uint64_t *members = members_where(a->sc, a->study, a->definition, where, &who);

	return members ? study_counted_members(a->sc, a->study, a->definition, members, who) : NULL;
}

static bool count(struct asking *a)
{
	struct str where = api_text(a->api, "where");
	const json_t *json = api_value(a->api, "condition");
	struct condition *condition = json ? condition_read(a->sc, json) : NULL;
	struct counted *counted;

	if (json && !condition)
		return false;
	counted = condition ? study_counted(
				      a->sc, a->study, a->definition, condition, api_true(a->api, "parts"))
			    : count_where(a, where);
	if (counted)
		tell_counted(api_json(a->api), counted);
	return counted != NULL;
}

/* Without a map nothing of any draft is needed, and what is named is an event. */
static bool open_either(struct asking *a, struct api *api)
{
	struct str map = api_text(api, "map");

	if (map.p)
		return asking_open(a, api, map);
	if (!asking_enter(a, api))
		return false;
	a->study = office_study(api->house->office, api->sc);
	return a->study != NULL;
}

static bool run_count(struct api *api)
{
	bool condition = api_value(api, "condition") != NULL, where = api_text(api, "where").p != NULL;
	struct asking a;

	if (condition == where)
		return api_problem(api, 422, "a condition or a where is counted: send one of the two");
	bool open = open_either(&a, api);
	bool ok = open && count(&a);
	asking_close(&a);
	/* The map was found: what was not is a name in the condition. */
	if (!ok && open && api->sc->fault == FAULT_NOT_FOUND)
		return api_problem(api, 422, "%s", api->sc->why);
	return ok;
}

/* --- attributes ---------------------------------------------------------------------------------------------- */

static bool tell_the_attributes(struct asking *a, struct buf *out)
{
	struct json j = { .out = out };
	struct attributes *attributes;

	a->study = office_study(a->api->house->office, a->sc);
	attributes = a->study ? study_attributes(a->sc, a->study) : NULL;
	if (attributes)
		tell_attributes(&j, attributes);
	return attributes != NULL;
}

static bool run_attributes(struct api *api)
{
	return api_ask_workspace(api, 0, tell_the_attributes);
}

/* --- routes -------------------------------------------------------------------------------------------------- */

/* clang-format off */
static const struct api_row count_row = { .name = "countCustomers", .about = "How many customers a condition means; nothing is kept.", .group = "segments", .grant = GRANT_READ,
	.takes = &wish_shape, .gives = &count_shape, .run = run_count };
static const struct api_row attributes_row = { .name = "listAttributes", .about = "What a condition's attr can name, with the commonest values.", .group = "segments", .grant = GRANT_READ,
	.gives = &attributes_shape, .cached = true, .run = run_attributes };

static const struct route rows[] = {
	{ METHOD_POST, "/api/v1/count",     ROUTE_WORKER, BODY, api_answer, false, &count_row },
	{ METHOD_GET, "/api/v1/attributes", ROUTE_WORKER, 0, api_answer, false, &attributes_row },
};
/* clang-format on */

struct routes api_read_counts_routes(void)
{
	return (struct routes){ rows, COUNT_OF(rows) };
}
