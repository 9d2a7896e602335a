/* definition_parts - what the files that read a definition share, and nobody else needs.
 *
 *	struct definition_reading *reading = definition_reading(form);
 *	definition_refer(form, cell->at, true);           // looked up when everything was read
 */
#pragma once

#include "base/names.h"
#include "model/definition_io.h"

enum { ID_LETTERS = 500, NAME_LETTERS = 500, TEXT_LETTERS = 20000 }; /* ceilings of texts */

/* A name of something that may come only later in the text. */
struct definition_reference {
	struct str where, id; /* the place in words, and what it names */
	bool may_be_stage;
};

struct definition_reading {
	struct names *touchpoints, *stages; /* ids so far */
	LIST(struct definition_reference) references;
};

struct definition_reading *definition_reading(struct form *form);
void definition_refer(struct form *form, struct str id, bool may_be_stage);

/* For struct definition's stages and all below them (definition_stages.c). */
bool definition_stages_read(
	struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
json_t *definition_stages_write(const void *from, const struct field *field);

/* For struct touchpoint's expected (definition_expected.c). */
bool definition_expected_read(
	struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
json_t *definition_expected_write(const void *from, const struct field *field);

/* For struct definition's cells (definition_cells.c), and the name of a lane (definition_io.c). */
bool definition_cells_read(
	struct form *form, const json_t *value, void *into, const struct field *field) MUST_USE;
json_t *definition_cells_write(const void *from, const struct field *field);
bool definition_lane_read(struct form *form, const json_t *value, struct str *out) MUST_USE;

extern const struct fields stage_fields, touchpoint_fields, match_fields, when_fields, expected_fields,
	cell_fields, attached_fields;
