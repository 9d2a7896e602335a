#include "draw/read.h"

#include <math.h>

#include "draw/read_parts.h"
#include "model/library.h"

/* --- the head ---------------------------------------------------------------------------------------- */

static const char *state_word(int i)
{
	return map_state_name((enum map_state)i);
}

static bool read_state(struct take *t, const json_t *json, void *into)
{
	int i;

	if (!take_word(t, json, state_word, MAP_STATES, &i))
		return false;
	*(enum map_state *)into = (enum map_state)i;
	return true;
}

static bool read_format(struct take *t, const json_t *json, void *into)
{
	(void)into;
	return (json_is_string(json) && strcmp(json_string_value(json), "wend-map") == 0) ||
	       take_fail(t, FAULT_INVALID,
		       "this is JSON, but no map that Wend wrote: \"wend-map\" is expected");
}

static bool read_format_version(struct take *t, const json_t *json, void *into)
{
	(void)into;
	return (json_is_integer(json) && json_integer_value(json) == 1) ||
	       take_fail(t, FAULT_INVALID, "only 1 is known here: a newer Wend may have written it");
}

static bool read_hash(struct take *t, const json_t *json, void *into)
{
	size_t n = json_string_length(json);

	if (!json_is_string(json) || n >= sizeof((struct map *)0)->input_hash)
		return take_fail(t, FAULT_INVALID, "a text of 16 letters is expected");
	memcpy(into, json_string_value(json), n);
	return true;
}

struct texts {
	LIST(struct str) list;
};

static bool text_item(struct take *t, const json_t *json, void *into)
{
	struct texts *texts = into;

	return take_words(t, json, LIST_ADD(t->sc, &texts->list));
}

static bool read_personas(struct take *t, const json_t *json, void *into)
{
	struct map *map = into;
	struct texts texts = { 0 };

	if (!take_list(t, json, DEFINITION_PERSONAS, text_item, &texts))
		return false;
	for (size_t i = 0; i < texts.list.n; i++)
		*LIST_ADD(t->sc, &map->personas) = texts.list.at[i];
	return true;
}

static bool read_findings(struct take *t, const json_t *json, void *into)
{
	struct map *map = into;
	struct texts texts = { 0 };

	if (!take_list(t, json, READ_LIST, text_item, &texts))
		return false;
	for (size_t i = 0; i < texts.list.n; i++)
		*LIST_ADD(t->sc, &map->findings) = texts.list.at[i];
	return true;
}

static bool read_remarks(struct take *t, const json_t *json, void *into)
{
	struct map *map = into;
	struct texts texts = { 0 };

	if (!take_list(t, json, READ_LIST, text_item, &texts))
		return false;
	for (size_t i = 0; i < texts.list.n; i++)
		*LIST_ADD(t->sc, &map->remarks) = texts.list.at[i];
	return true;
}

static bool read_period(struct take *t, const json_t *json, void *into)
{
	static const struct take_field fields[] = {
		{ "from", take_time, offsetof(struct map, from_us), true },
		{ "to", take_time, offsetof(struct map, to_us), true },
	};

	return take_fields(t, json, fields, COUNT_OF(fields), into);
}

static bool read_seconds(struct take *t, const json_t *json, void *into)
{
	static const double longest_s = 1e10; /* three hundred years */
	double seconds;

	if (!take_number(t, json, &seconds))
		return false;
	if (seconds < 0 || seconds > longest_s)
		return take_fail(t, FAULT_INVALID, "%.6g is no time that anybody is silent", seconds);
	*(int64_t *)into = llround(seconds * 1e6);
	return true;
}

static bool read_silence(struct take *t, const json_t *json, void *into)
{
	static const struct take_field fields[] = {
		{ "seconds", read_seconds, offsetof(struct map, silence_us), true },
		{ "auto", take_bool, offsetof(struct map, silence_auto), true },
		{ "learnt", take_bool, offsetof(struct map, silence_learnt), false },
	};

	return take_fields(t, json, fields, COUNT_OF(fields), into);
}

static const char *source_word(int i)
{
	return source_name((enum source_kind)i);
}

static bool read_source_kind(struct take *t, const json_t *json, void *into)
{
	int i;

	if (!take_word(t, json, source_word, SOURCE_KINDS, &i))
		return false;
	*(enum source_kind *)into = (enum source_kind)i;
	return true;
}

static bool source_item(struct take *t, const json_t *json, void *into)
{
	static const struct take_field fields[] = {
		{ "source", read_source_kind, offsetof(struct map_source, source), true },
		{ "events", take_count, offsetof(struct map_source, events), true },
		{ "notes", take_count, offsetof(struct map_source, notes), false },
		{ "newest", take_time, offsetof(struct map_source, newest_us), true },
	};
	struct map *map = into;

	return take_fields(t, json, fields, COUNT_OF(fields), LIST_ADD(t->sc, &map->sources));
}

static bool read_sources(struct take *t, const json_t *json, void *into)
{
	return take_list(t, json, SOURCE_KINDS, source_item, into);
}

/* Without a goal it is null. */
static bool read_converted(struct take *t, const json_t *json, void *into)
{
	return json_is_null(json) || take_count(t, json, into);
}

static bool read_journeys(struct take *t, const json_t *json, void *into)
{
	static const struct take_field fields[] = {
		{ "total", take_count, offsetof(struct map, journeys.total), true },
		{ "converted", read_converted, offsetof(struct map, journeys.converted), true },
		{ "left", take_count, offsetof(struct map, journeys.left), true },
		{ "open", take_count, offsetof(struct map, journeys.open), true },
		{ "answered", take_count, offsetof(struct map, journeys.answered), false },
	};

	return take_fields(t, json, fields, COUNT_OF(fields), into);
}

static bool read_variants(struct take *t, const json_t *json, void *into)
{
	static const struct take_field fields[] = {
		{ "distinct", take_count, offsetof(struct map, variants.distinct), true },
		{ "commonest", take_count, offsetof(struct map, variants.commonest), true },
	};

	return take_fields(t, json, fields, COUNT_OF(fields), into);
}

static bool read_largest(struct take *t, const json_t *json, void *into)
{
	struct map *map = into;
	struct read_events events = { 0 };

	if (!read_events(t, json, &events))
		return false;
	for (size_t i = 0; i < events.list.n; i++)
		*LIST_ADD(t->sc, &map->unsorted.largest) = events.list.at[i];
	return true;
}

static bool read_unsorted(struct take *t, const json_t *json, void *into)
{
	static const struct take_field fields[] = {
		{ "events", take_count, offsetof(struct map, unsorted.events), true },
		{ "visits", take_count, offsetof(struct map, unsorted.visits), true },
		{ "journeys", take_count, offsetof(struct map, unsorted.journeys), true },
		{ "kinds", take_count, offsetof(struct map, unsorted.kinds), true },
		{ "largest", read_largest, 0, true },
	};

	return take_fields(t, json, fields, COUNT_OF(fields), into);
}

/* --- stages and touchpoints ---------------------------------------------------------------------------- */

static bool stage_item(struct take *t, const json_t *json, void *into)
{
	static const struct take_field fields[] = {
		{ "id", take_text, offsetof(struct map_stage, id), true },
		{ "name", take_text, offsetof(struct map_stage, name), true },
		{ "why", take_text, offsetof(struct map_stage, why), false },
		{ "first", take_size, offsetof(struct map_stage, first), true },
		{ "count", take_size, offsetof(struct map_stage, count), true },
	};
	struct map *map = into;
	struct map_stage *stage = LIST_ADD(t->sc, &map->stages);

	return take_fields(t, json, fields, COUNT_OF(fields), stage) &&
	       read_figures(t, json, &stage->figures);
}

static bool read_stages(struct take *t, const json_t *json, void *into)
{
	return take_list(t, json, DEFINITION_STAGES, stage_item, into);
}

static bool id_item(struct take *t, const json_t *json, void *into)
{
	static const struct take_field field = { "id", take_text, 0, true };
	struct map *map = into;
	struct str id;

	if (!take_fields(t, json, &field, 1, &id))
		return false;
	for (size_t i = 0; i < map->touchpoints.n; i++)
		if (str_equal(map->touchpoints.at[i].id, id))
			return take_fail(t, FAULT_INVALID, "the touchpoint \"%.*s\" is there twice",
				STR_ARG(str_short(t->sc, id, 60)));
	LIST_ADD(t->sc, &map->touchpoints)->id = id;
	return true;
}

/* All ids, before whatever names one; and the stages, each of which goes on where the last ended. */
static bool read_ids(struct take *t, const json_t *json, void *into)
{
	struct map *map = into;
	size_t next = 0;

	if (!take_list(t, json, DEFINITION_TOUCHPOINTS, id_item, map))
		return false;
	for (size_t s = 0; s < map->stages.n; s++) {
		const struct map_stage *stage = &map->stages.at[s];
		if (stage->first != next || stage->count > map->touchpoints.n - next)
			break;
		for (size_t i = next; i < next + stage->count; i++)
			map->touchpoints.at[i].stage = s;
		next += stage->count;
		if (s + 1 == map->stages.n && next == map->touchpoints.n)
			return true;
	}
	return (!map->stages.n && !map->touchpoints.n) ||
	       take_fail(t, FAULT_INVALID, "they are not those that the stages count");
}

bool read_at(struct take *t, const json_t *id, size_t *at)
{
	const struct map *map = reading_of(t)->map;
	struct str wanted;

	if (!take_words(t, id, &wanted))
		return false;
	for (*at = 0; *at < map->touchpoints.n; (*at)++)
		if (str_equal(map->touchpoints.at[*at].id, wanted))
			return true;
	return take_fail(
		t, FAULT_INVALID, "there is no touchpoint \"%.*s\"", STR_ARG(str_short(t->sc, wanted, 60)));
}

static const char *channel_word(int i)
{
	return channel_key((enum channel)i);
}

static bool read_channel(struct take *t, const json_t *json, void *into)
{
	int i;

	if (!take_word(t, json, channel_word, CHANNELS, &i))
		return false;
	*(enum channel *)into = (enum channel)i;
	return true;
}

static bool read_colour(struct take *t, const json_t *json, void *into)
{
	struct str colour;

	if (!take_words(t, json, &colour))
		return false;
	if (!library_is_colour(colour))
		return take_fail(t, FAULT_INVALID, "a colour such as \"#2563A8\" is expected");
	memcpy(into, colour.p, colour.n);
	return true;
}

static bool read_channel_own(struct take *t, const json_t *json, void *into)
{
	static const struct take_field fields[] = {
		{ "key", take_words, offsetof(struct map_channel, key), true },
		{ "name", take_words, offsetof(struct map_channel, name), true },
		{ "colour", read_colour, offsetof(struct map_channel, colour), true },
		{ "symbol", read_channel, offsetof(struct map_channel, symbol), true },
	};
	struct map_channel *own = NEW(t->sc, struct map_channel);

	*(const struct map_channel **)into = own;
	return take_fields(t, json, fields, COUNT_OF(fields), own);
}

static const char *owner_word(int i)
{
	return owner_name((enum owner)i);
}

static bool read_owner(struct take *t, const json_t *json, void *into)
{
	int i;

	if (!take_word(t, json, owner_word, OWNERS, &i))
		return false;
	*(enum owner *)into = (enum owner)i;
	return true;
}

static const char *next_word(int i)
{
	return ((const char *const[]){ "touchpoint", "unsorted", "exit" })[i];
}

static bool read_next_kind(struct take *t, const json_t *json, void *into)
{
	static const int to[] = { 0, MAP_UNSORTED, MAP_EXIT };
	int i;

	if (!take_word(t, json, next_word, COUNT_OF(to), &i))
		return false;
	*(int *)into = to[i];
	return true;
}

/* After the kind: its number stays where it is none of the touchpoints. */
static bool read_next_to(struct take *t, const json_t *json, void *into)
{
	int *touchpoint = into;
	size_t at = 0;

	if (*touchpoint < 0)
		return json_is_null(json) || take_fail(t, FAULT_INVALID, "only a touchpoint has an id");
	if (!read_at(t, json, &at))
		return false;
	*touchpoint = (int)at;
	return true;
}

static bool next_item(struct take *t, const json_t *json, void *into)
{
	static const struct take_field fields[] = {
		{ "kind", read_next_kind, offsetof(struct map_next, touchpoint), true },
		{ "to", read_next_to, offsetof(struct map_next, touchpoint), true },
		{ "count", take_count, offsetof(struct map_next, count), true },
		{ "share", take_share, offsetof(struct map_next, share), true },
	};
	struct map_touchpoint *touchpoint = into;

	return take_fields(t, json, fields, COUNT_OF(fields), &touchpoint->next[touchpoint->n_next++]);
}

static bool read_next(struct take *t, const json_t *json, void *into)
{
	return take_list(t, json, MAP_NEXT, next_item, into);
}

static bool read_event_names(struct take *t, const json_t *json, void *into)
{
	struct map_touchpoint *touchpoint = into;
	struct read_events events = { 0 };

	if (!read_events(t, json, &events))
		return false;
	for (size_t i = 0; i < events.list.n; i++)
		*LIST_ADD(t->sc, &touchpoint->events) = events.list.at[i];
	return true;
}

static bool lead_item(struct take *t, const json_t *json, void *into)
{
	struct map_touchpoint *touchpoint = into;

	return take_words(t, json, LIST_ADD(t->sc, &touchpoint->leads_to));
}

static bool read_leads(struct take *t, const json_t *json, void *into)
{
	return take_list(t, json, DEFINITION_LEADS_TO, lead_item, into);
}

static const struct take_field touchpoint_fields[] = {
	{ "name", take_text, offsetof(struct map_touchpoint, name), true },
	{ "channel", read_channel, offsetof(struct map_touchpoint, channel), true },
	{ "channel_own", read_channel_own, offsetof(struct map_touchpoint, own), false },
	{ "channel_words", take_text, offsetof(struct map_touchpoint, channel_words), false },
	{ "owner", read_owner, offsetof(struct map_touchpoint, owner), true },
	{ "when", take_text, offsetof(struct map_touchpoint, when), false },
	{ "leads_to", read_leads, 0, false },
	{ "goal", take_bool, offsetof(struct map_touchpoint, is_goal), true },
	{ "moment_of_truth", take_bool, offsetof(struct map_touchpoint, moment_of_truth), false },
	{ "answers", take_bool, offsetof(struct map_touchpoint, answers), false },
	{ "strongest", take_bool, offsetof(struct map_touchpoint, strongest), false },
	{ "weakest", take_bool, offsetof(struct map_touchpoint, weakest), false },
	{ "event_names", read_event_names, 0, true },
	{ "next", read_next, 0, true },
	{ "sums", read_sums_at, 0, false },
	{ "gaps", read_gaps, 0, false },
	{ "voice", read_voice, offsetof(struct map_touchpoint, voice), false },
};

static bool touchpoint_item(struct take *t, const json_t *json, void *into)
{
	struct map *map = into;
	size_t at = take_index(t);

	reading_of(t)->at = at;
	return take_fields(
		       t, json, touchpoint_fields, COUNT_OF(touchpoint_fields), &map->touchpoints.at[at]) &&
	       read_figures(t, json, &map->touchpoints.at[at].figures);
}

static bool read_touchpoints(struct take *t, const json_t *json, void *into)
{
	return take_list(t, json, DEFINITION_TOUCHPOINTS, touchpoint_item, into);
}

/* --- the whole ------------------------------------------------------------------------------------------- */

#define AT(member) offsetof(struct map, member)

/* clang-format off */
static const struct take_field map_fields[] = {
	{ "format", read_format, 0, true },
	{ "format_version", read_format_version, 0, true },
	{ "input_hash", read_hash, AT(input_hash), true },
	{ "id", take_text, AT(id), true },
	{ "title", take_text, AT(title), true },
	{ "scenario", take_text, AT(scenario), false },
	{ "owner", take_text, AT(owner), false },
	{ "review", take_text, AT(review), false },
	{ "personas", read_personas, 0, true },
	{ "state", read_state, AT(state), true },
	{ "goal", take_text, AT(goal_name), true },
	{ "goal_why", take_text, AT(goal_why), false },
	{ "goal_is_case", take_bool, AT(goal_is_case), true },
	{ "period", read_period, 0, true },
	{ "silence_limit", read_silence, 0, true },
	{ "cases", take_bool, AT(has_cases), true },
	{ "sources", read_sources, 0, true },
	{ "customers", take_count, AT(customers), true },
	{ "events", take_count, AT(events), true },
	{ "quarantined", take_count, AT(quarantined), true },
	{ "journeys", read_journeys, 0, true },
	{ "variants", read_variants, 0, true },
	{ "conversion", take_share_estimate, AT(conversion), true },
	{ "drop_off", take_share_estimate, AT(drop_off), true },
	{ "stages", read_stages, 0, true },
	{ "touchpoints", read_ids, 0, true },
	{ "sums", read_sums, 0, false },
	{ "touchpoints", read_touchpoints, 0, true },
	{ "curves", read_curves, 0, false },
	{ "lanes", read_lanes, 0, true },
	{ "voice", read_voices, AT(voices), false },
	{ "plan", read_plan, AT(plan), false },
	{ "unsorted", read_unsorted, 0, true },
	{ "findings", read_findings, 0, true },
	{ "remarks", read_remarks, 0, true },
};
/* clang-format on */

struct map *draw_read(struct scope *sc, struct str text)
{
	struct reading r = { .t = { .sc = sc }, .map = NEW(sc, struct map) };
	json_error_t why;

	if (text.n > DRAW_READ_BYTES)
		return scope_fail(
			sc, FAULT_LIMIT, "the map's JSON is larger than %d MiB", DRAW_READ_BYTES >> 20);
	json_t *root = json_loadb(text.p ? text.p : "", text.n, JSON_REJECT_DUPLICATES, &why);
	if (!root)
		return scope_fail(sc, FAULT_INVALID, "the map is no JSON: line %d: %s", why.line, why.text);
	r.t.user = &r;
	bool ok = take_fields(&r.t, root, map_fields, COUNT_OF(map_fields), r.map);
	json_decref(root);
	return ok ? r.map : NULL;
}
