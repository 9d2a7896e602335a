/* paper_parts - what the files of the kinds of papers share, and nobody else needs.
 *
 *	const struct paper_row segment_row = { "segment", "segments", &segment_fields, sizeof(struct segment), ... };
 *	{ "id", FIELD_REQUIRED, AT(id), PAPER_ID_LETTERS, paper_id, form_text_write, NULL },
 */
#pragma once

#include <stddef.h>

#include "model/paper.h"

struct paper_row {
	const char *name, *plural;
	const struct fields *fields;
	size_t size;                                   /* of its struct */
	size_t id, title;                              /* offsets in it, of a struct str each */
	bool titled;                                   /* title is a name, not a text to take one from */
	bool (*check)(struct form *form, void *paper); /* what no field alone can tell; NULL: nothing */
};

extern const struct paper_row persona_row, segment_row, touchpoint_row, channel_row, opportunity_row,
	comment_row;
extern const struct fields persona_fields, statement_fields, segment_fields, library_touchpoint_fields,
	library_channel_fields, opportunity_fields, effect_fields, ground_fields, comment_fields;

/* A word that names something: letters and digits of any script, and - _ . between them. */
bool paper_id(struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;

/* The key of one of the map's lanes. */
bool paper_lane(struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;

/* One text or a list of at most `limit`, as struct paper_list at the offset; paper_ids: each an id. */
bool paper_texts(struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
bool paper_ids(struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
json_t *paper_list_write(const void *from, const struct field *field); /* one stands without its list */

/* A number at the offset, as struct paper_number: from 0 to the field's limit; any. */
bool paper_number(struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
bool paper_any_number(struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
json_t *paper_number_write(const void *from, const struct field *field);
json_t *paper_number_json(double value); /* a whole number has no point */

const char *paper_basis_choice(unsigned value); /* for form_choice */
const char *paper_party_choice(unsigned value);
const char *paper_owner_choice(unsigned value);
