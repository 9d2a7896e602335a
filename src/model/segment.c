#include "model/segment.h"

#include "model/condition_io.h"
#include "model/paper_parts.h"

#define AT(member) offsetof(struct segment, member)
/* clang-format off */
static const struct field segment_rows[] = {
	{ "id", FIELD_REQUIRED, AT(id), PAPER_ID_LETTERS, paper_id, form_text_write, NULL },
	{ "name", FIELD_REQUIRED, AT(name), PAPER_NAME_LETTERS, form_text, form_text_write, NULL },
	{ "about", 0, AT(about), PAPER_TEXT_LETTERS, form_text, form_text_write, NULL },
	{ "rule", FIELD_REQUIRED, AT(rule), 0, form_condition, form_condition_write, NULL },
};
/* clang-format on */
const struct fields segment_fields = { "a segment", segment_rows, COUNT_OF(segment_rows) };
const struct paper_row segment_row = { "segment", "segments", &segment_fields, sizeof(struct segment), AT(id),
	AT(name), true, NULL };
