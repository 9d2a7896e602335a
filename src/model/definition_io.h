/* definition_io - a definition from YAML or JSON, validated, and back.
 *
 *	struct definition *def = definition_from_text(sc, DOCUMENT_GUESS, text);
 *	if (!def) ...                                        // the reason names the place
 *	struct str yaml = definition_to_yaml(sc, def);
 *
 * docs/definition-schema.json describes the same documents.  Beyond it hold: ids are unique among the
 * touchpoints and among the stages; goal, when and cells name ids that are there; a source in a match is a
 * known one; the ceilings of definition.h.
 */
#pragma once

#include "model/definition.h"
#include "model/document.h"
#include "model/form.h"

/* `goal: case-complete` in a file is GOAL_CASE_COMPLETE in the struct. */
#define GOAL_CASE_COMPLETE_KEY "case-complete"

/* NULL: FAULT_INVALID or FAULT_LIMIT with the place in words. */
struct definition *definition_read(struct scope *sc, const json_t *root) MUST_USE;

/* The caller's to json_decref.  definition_read gives back the same definition. */
json_t *definition_write(const struct definition *def) MUST_USE;

/* As definition_read, with line numbers where the text is YAML. */
struct definition *definition_from_text(
	struct scope *sc, enum document_format format, struct str text) MUST_USE;
struct str definition_to_yaml(
	struct scope *sc, const struct definition *def) MUST_USE; /* p NULL: FAULT_LIMIT */
struct str definition_to_json(struct scope *sc, const struct definition *def) MUST_USE;

/* The keys of the lanes in their default order; NULL past the last. */
const char *definition_lane(unsigned index);

/* The tables of fields, for whoever describes them: the map, a stage, a touchpoint, a match, a when, a cell.
 */
const struct fields *const *definition_fields(size_t *n);
