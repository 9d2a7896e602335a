#include "serve/api_map_row.h"

#include "base/names.h"
#include "base/when.h"
#include "model/definition_io.h"

/* clang-format off */
static const struct shape_field fields[] = {
	{ "id", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "title", SHAPE_TEXT, SHAPE_NEEDED, .about = NULL },
	{ "revision", SHAPE_COUNT, SHAPE_NEEDED, .about = "of its draft; for viewers, of what was published" },
	{ "author", SHAPE_TEXT, SHAPE_NEEDED, .about = "wend: proposed, and never touched" },
	{ "written", SHAPE_TIME, SHAPE_NEEDED, .about = "for viewers: published" },
	{ "version", SHAPE_COUNT, SHAPE_NEEDED | SHAPE_NULL, .about = "the newest that is published; null: none yet" },
	{ "owner", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "who looks after it" },
	{ "review", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "the day by which somebody should look at it again: 2027-03-31" },
	{ "state", SHAPE_TEXT, SHAPE_NEEDED, .words = "current planned future" },
	{ "personas", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_TEXT, .about = "as they are written: ids, names, or any words" },
	{ "goal", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "a touchpoint's id, or case-complete" },
	{ "goal_name", SHAPE_TEXT, SHAPE_NEEDED | SHAPE_NULL, .about = "of that touchpoint" },
	{ "leads_to", SHAPE_LIST, SHAPE_NEEDED, .item = SHAPE_TEXT, .about = "ids of maps that its touchpoints lead to, each once; they need not be there" },
	{ "touchpoints", SHAPE_COUNT, SHAPE_NEEDED, .about = "how many it has" },
	{ "stages", SHAPE_COUNT, SHAPE_NEEDED, .about = "likewise" },
};
/* clang-format on */

const struct shape map_row_shape = { "MapRow", "a map that is kept", fields, COUNT_OF(fields), false };

static void tell_head(
	struct api *api, struct json *j, const struct saved_map *map, const struct published *head)
{
	json_text(j, "id", map->id);
	json_text(j, "title", map->title);
	json_count(j, "revision", (uint64_t)map->revision);
	json_text(j, "author", map->author);
	json_text(j, "written", when_iso(api->sc, map->written_us));
	json_number(j, "version", head != NULL, head ? (double)head->no : 0);
}

static void tell_goal(struct json *j, const struct definition *def)
{
	bool is_case = str_equal(def->goal, GOAL_CASE_COMPLETE);
	int at = def->goal.p ? definition_find(def, def->goal) : -1;

	json_text(j, "goal", is_case ? STR(GOAL_CASE_COMPLETE_KEY) : def->goal);
	json_text(j, "goal_name", at >= 0 ? definition_touchpoint(def, (size_t)at)->name : (struct str){ 0 });
}

static void tell_leads(struct scope *sc, struct json *j, const struct definition *def)
{
	struct names *told = names_new(sc);

	json_open(j, "leads_to", '[');
	for (size_t t = 0; t < definition_touchpoints(def); t++) {
		const struct touchpoint *touchpoint = definition_touchpoint(def, t);
		for (size_t i = 0; i < touchpoint->leads_to.n; i++) {
			struct str map = touchpoint->leads_to.at[i];
			if (names_find(told, map) != NAMES_NONE)
				continue;
			names_add(told, map);
			json_text(j, NULL, map);
		}
	}
	json_close(j, ']');
}

static void tell_definition(struct scope *sc, struct json *j, const struct definition *def)
{
	json_text(j, "owner", def->owner);
	json_text(j, "review", def->review);
	json_text(j, "state", str_of(map_state_name(def->state)));
	json_open(j, "personas", '[');
	for (size_t i = 0; i < def->personas.n; i++)
		json_text(j, NULL, def->personas.at[i]);
	json_close(j, ']');
	tell_goal(j, def);
	tell_leads(sc, j, def);
	json_count(j, "touchpoints", definition_touchpoints(def));
	json_count(j, "stages", def->stages.n);
}

/* A definition is needed for its row alone: hundreds of maps are not held at once. */
bool map_row_tell(struct api *api, struct json *j, const struct saved_map *map, const struct published *head)
{
	struct scope mine = { 0 };
	struct str text = map->text;
	const struct definition *def = NULL;

	if (text.p || published_written(&mine, api->docs, map->id, head ? head->no : 0, &text))
		def = definition_from_text(&mine, DOCUMENT_JSON, text);
	if (def) {
		json_open(j, NULL, '{');
		tell_head(api, j, map, head);
		tell_definition(&mine, j, def);
		json_close(j, '}');
	} else {
		scope_fail(api->sc, mine.fault, "%s", mine.why);
	}
	scope_close(&mine);
	return def != NULL;
}
