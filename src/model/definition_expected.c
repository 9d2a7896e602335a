/* What customers may expect at a touchpoint, where a person says it. */
#include "model/definition_parts.h"

#include <stddef.h>

/* clang-format off */
#define AT(member) offsetof(struct expectation, member)
static const struct field expected_rows[] = {
	{ "property", 0, AT(property), NAME_LETTERS, form_text, form_text_write, NULL },
	{ "within", 0, AT(within_us), 0, form_span, form_span_write, NULL },
	{ "since", 0, AT(since), ID_LETTERS, form_text, form_text_write, NULL },
	{ "rating", 0, AT(rating), NAME_LETTERS, form_text, form_text_write, NULL },
};
#undef AT
const struct fields expected_fields = { "an expected", expected_rows, COUNT_OF(expected_rows) };
/* clang-format on */

bool definition_expected_read(struct form *form, const json_t *value, void *into, const struct field *field)
{
	struct touchpoint *touchpoint = into;
	struct expectation *e = &touchpoint->expected;

	(void)field;
	if (!form_read(form, &expected_fields, value, e))
		return false;
	if ((e->property.p != NULL) + (e->rating.p != NULL) + (e->within_us != 0) != 1)
		return form_fail(form, FAULT_INVALID,
			"needs one of \"property\" with a property's name, \"rating\" with an event's name, or \"within\" "
			"with a time");
	if (!e->within_us != !e->since.p)
		return form_fail(form, FAULT_INVALID,
			"\"within\" and \"since\" go together: { within: 3d, since: the touchpoint that the time runs from }");
	if (touchpoint->id.p && str_equal(e->since, touchpoint->id))
		return form_fail(form, FAULT_INVALID, "\"since\" names the touchpoint itself");
	if (e->since.p)
		definition_refer(form, e->since, false);
	return true;
}

json_t *definition_expected_write(const void *from, const struct field *field)
{
	const struct touchpoint *touchpoint = from;
	const struct expectation *e = &touchpoint->expected;

	(void)field;
	return e->property.p || e->rating.p || e->within_us ? form_write(&expected_fields, e) : NULL;
}
