#include "answer/where.h"

#include "base/buf.h"

static bool find_touchpoint(
	struct scope *sc, const struct definition *def, struct str name, struct where_name *out)
{
	uint16_t *one = NEW(sc, uint16_t);

	for (int by_name = 0; by_name < 2; by_name++) {
		for (size_t t = 0; t < definition_touchpoints(def); t++) {
			const struct touchpoint *at = definition_touchpoint(def, t);
			if (!str_same(by_name ? at->name : at->id, name))
				continue;
			*one = (uint16_t)t;
			*out = (struct where_name){
				.touchpoints = one, .n_touchpoints = 1, .id = at->id, .name = at->name
			};
			return true;
		}
	}
	return false;
}

static bool find_stage(
	struct scope *sc, const struct definition *def, struct str name, struct where_name *out)
{
	for (size_t s = 0, first = 0; s < def->stages.n; first += def->stages.at[s++].touchpoints.n) {
		const struct stage *stage = &def->stages.at[s];
		if (!str_same(stage->id, name) && !str_same(stage->name, name))
			continue;
		uint16_t *all = NEW_ARRAY(sc, uint16_t, stage->touchpoints.n + 1);
		for (size_t i = 0; i < stage->touchpoints.n; i++)
			all[i] = (uint16_t)(first + i);
		*out = (struct where_name){ .touchpoints = all,
			.n_touchpoints = stage->touchpoints.n,
			.id = stage->id,
			.name = stage->name };
		return true;
	}
	return false;
}

static bool find_event(struct scope *sc, const struct dictionary *d, struct str name, struct where_name *out)
{
	LIST(uint32_t) codes = { 0 };

	for (uint32_t e = 0; e < d->n_events; e++)
		if (str_same(d->events[e], name))
			*LIST_ADD(sc, &codes) = e;
	*out = (struct where_name){ .events = codes.at,
		.n_events = codes.n,
		.id = codes.n ? d->events[codes.at[0]] : name,
		.name = name };
	return codes.n > 0;
}

static bool not_there(struct scope *sc, const struct definition *def, struct str name)
{
	struct buf *known = buf_new(sc, 380);

	if (!definition_touchpoints(def))
		return scope_fail(sc, FAULT_NOT_FOUND,
			"\"%.*s\" is no event, touchpoints are of a map, and none is asked here",
			STR_ARG(str_short(sc, name, 60)));
	for (size_t t = 0; t < definition_touchpoints(def); t++)
		buf_printf(known, "%s%.*s", t ? ", " : "", STR_ARG(definition_touchpoint(def, t)->id));
	return scope_fail(sc, FAULT_NOT_FOUND,
		"\"%.*s\" is no touchpoint, stage or event; touchpoints are: %.*s", STR_ARG(name),
		STR_ARG(buf_str(known)));
}

bool where_find(struct scope *sc, const struct study *study, const struct definition *def, struct str name,
	struct where_name *out)
{
	return find_touchpoint(sc, def, name, out) || find_stage(sc, def, name, out) ||
	       find_event(sc, study->dictionary, name, out) || not_there(sc, def, name);
}
