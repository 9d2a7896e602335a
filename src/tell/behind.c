#include "tell/behind.h"

#include "base/when.h"

/* --- journeys -------------------------------------------------------------------------------------------- */

static struct str touchpoint_id(const struct definition *def, uint32_t t)
{
	return t < definition_touchpoints(def) ? definition_touchpoint(def, t)->id : JOURNEYS_UNSORTED;
}

static struct str second_iso(struct scope *sc, int64_t second)
{
	return when_iso(sc, second * 1000000);
}

static const char *state_name(enum journey_state state)
{
	static const char *const names[] = {
		[JOURNEY_CONVERTED] = "converted",
		[JOURNEY_LEFT] = "left",
		[JOURNEY_OPEN] = "open",
		[JOURNEY_ANSWERED] = "answered",
	};

	return names[state];
}

static void tell_visits(
	struct json *j, struct scope *sc, const struct definition *def, const struct journeys_row *row)
{
	size_t n = row->n_visits < JOURNEYS_VISITS ? row->n_visits : JOURNEYS_VISITS;

	json_open(j, "visits", '[');
	for (size_t i = 0; i < n; i++) {
		json_open(j, NULL, '{');
		json_text(j, "touchpoint", touchpoint_id(def, row->visits[i].touchpoint));
		json_text(j, "time", second_iso(sc, row->visits[i].at_s));
		json_count(j, "events", row->visits[i].events);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_count(j, "more_visits", row->n_visits - n);
}

void tell_journeys(struct json *j, struct scope *sc, const struct definition *def,
	const struct journeys_answer *answer, const struct journeys_said *said)
{
	json_open(j, NULL, '{');
	json_text(j, "at", said->at);
	json_text(j, "of", said->of);
	json_text(j, "where", said->where);
	json_count(j, "total", answer->total);
	json_count(j, "customers", answer->customers);
	json_open(j, "journeys", '[');
	for (size_t i = 0; i < answer->n; i++) {
		const struct journeys_row *row = &answer->rows[i];
		json_open(j, NULL, '{');
		json_text(j, "ref", said->refs[i]);
		if (said->names)
			json_text(j, "customer", said->names[i]);
		json_text(j, "start", second_iso(sc, row->place.start_s));
		json_text(j, "end", second_iso(sc, row->end_s));
		json_text(j, "state", str_of(state_name(row->state)));
		json_bool(j, "case", row->is_case);
		json_count(j, "events", row->events);
		tell_visits(j, sc, def, row);
		json_close(j, '}');
	}
	json_close(j, ']');
}

/* --- kinds ------------------------------------------------------------------------------------------------ */

static void tell_match(struct json *j, const struct match *m)
{
	const struct {
		const char *name;
		struct str text;
	} parts[] = { { "source", m->source }, { "event", m->event }, { "page", m->page },
		{ "channel", m->channel }, { "campaign", m->campaign } };

	json_open(j, "match", '{');
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (parts[i].text.p)
			json_text(j, parts[i].name, parts[i].text);
	json_close(j, '}');
}

static void tell_rule(
	struct json *j, const struct definition *def, struct str at, const struct placed_kind *placed)
{
	const struct touchpoint *here =
		at.p ? definition_touchpoint(def, (size_t)definition_find(def, at)) : NULL;

	json_number(j, "match_no", here != NULL, placed->match);
	if (here)
		tell_match(j, &here->matches.at[placed->match]);
	else
		json_text(j, "match", (struct str){ 0 });
	json_open(j, "also", '[');
	for (size_t i = 0; i < placed->n_also; i++)
		json_text(j, NULL, touchpoint_id(def, placed->also[i]));
	json_close(j, ']');
}

static void tell_when(struct json *j, const struct definition *def, struct str at)
{
	const struct touchpoint *here =
		at.p ? definition_touchpoint(def, (size_t)definition_find(def, at)) : NULL;

	if (!here || here->when == WHEN_ALWAYS) {
		json_text(j, "when", (struct str){ 0 });
		return;
	}
	json_open(j, "when", '{');
	json_text(j, here->when == WHEN_BEFORE ? "before" : "after", here->when_at);
	json_close(j, '}');
}

void tell_placed(struct json *j, const struct study *study, const struct definition *def,
	const struct placed *placed, const struct placed_said *said)
{
	json_open(j, NULL, '{');
	json_text(j, "at", said->at);
	json_count(j, "events", placed->events);
	json_count(j, "total", placed->n);
	tell_when(j, def, said->at);
	json_open(j, "kinds", '[');
	for (size_t i = said->from; i < said->to; i++) {
		const struct placed_kind *at = &placed->kinds[i];
		const struct kind *k = &study->dictionary->kinds[at->kind];
		json_open(j, NULL, '{');
		json_count(j, "kind", at->kind);
		json_text(j, "source", str_of(source_name(k->source)));
		json_text(j, "event", k->event);
		json_text(j, "page", k->page);
		json_text(j, "channel", k->channel);
		json_text(j, "campaign", k->campaign);
		json_count(j, "events", at->events);
		tell_rule(j, def, said->at, at);
		json_close(j, '}');
	}
	json_close(j, ']');
}

/* --- conditions -------------------------------------------------------------------------------------------- */

void tell_counted(struct json *j, const struct counted *counted)
{
	json_open(j, NULL, '{');
	json_text(j, "who", counted->who);
	json_count(j, "customers", counted->customers);
	json_count(j, "of", counted->of);
	json_count(j, "journeys", counted->journeys);
	json_count(j, "events", counted->events);
	json_open(j, "share", '{');
	json_number(j, "value", counted->share.known, counted->share.value);
	json_count(j, "n", counted->share.n);
	json_number(j, "low", counted->share.known, counted->share.low);
	json_number(j, "high", counted->share.known, counted->share.high);
	json_close(j, '}');
	json_open(j, "parts", '[');
	for (size_t i = 0; i < counted->n_parts; i++) {
		json_open(j, NULL, '{');
		json_text(j, "who", counted->parts[i].who);
		json_count(j, "customers", counted->parts[i].customers);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_close(j, '}');
}

static void tell_values(struct json *j, const struct attribute *at)
{
	json_open(j, "values", '[');
	for (size_t i = 0; i < at->values.n; i++) {
		json_open(j, NULL, '{');
		json_text(j, "value", at->values.at[i].text);
		json_count(j, "events", at->values.at[i].events);
		json_count(j, "customers", at->values.at[i].customers);
		json_close(j, '}');
	}
	json_close(j, ']');
}

void tell_attributes(struct json *j, const struct attributes *attributes)
{
	json_open(j, NULL, '{');
	json_count(j, "events", attributes->events);
	json_count(j, "looked_at", attributes->looked_at);
	json_open(j, "attributes", '[');
	for (size_t i = 0; i < attributes->at.n; i++) {
		const struct attribute *at = &attributes->at.at[i];
		json_open(j, NULL, '{');
		json_text(j, "name", at->name);
		json_bool(j, "own", at->own);
		json_count(j, "events", at->events);
		json_count(j, "customers", at->customers);
		json_count(j, "distinct", at->distinct);
		json_number(j, "least", at->numbers, at->least);
		json_number(j, "most", at->numbers, at->most);
		tell_values(j, at);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_close(j, '}');
}
