#include "answer/measures.h"

#include <jansson.h>
#include <stdlib.h>

#include "answer/feedback.h"
#include "insight/figures.h"

/* --- counted --- */

static void take_voices(struct scope *sc, const struct measures_wish *wish, struct measures *m)
{
	const struct voices *v = wish->has_period
					 ? listen_within(sc, wish->heard, wish->from_s, wish->to_s)->voices
					 : wish->heard->voices;

	m->text_model = wish->heard->kit->sum;
	for (size_t t = 0; t < m->touchpoints.n; t++)
		m->touchpoints.at[t].text =
			(struct measured_mean){ v->at[t].felt, v->at[t].felt_sum, v->at[t].felt_squares };
}

/* `leaves`: somebody can be seen leaving there. */
static void take_touchpoint(const struct stats *stats, uint32_t t, bool leaves, struct measured *out)
{
	const struct stats_touchpoint *at = &stats->at[t];
	bool moves = leaves && stats->events > stats->journeys;

	out->journeys = at->journeys;
	out->visits = at->visits;
	out->left = moves ? at->left : 0;
	out->settled = moves ? at->settled : 0;
	out->rating = (struct measured_mean){ at->ratings.n, at->ratings.sum, at->ratings.sum_squares };
	out->scales = at->ratings.scales;
	out->dwell = figures_duration(&at->dwell);
}

struct measures *measures_take(
	struct scope *sc, struct study *study, const struct definition *def, const struct measures_wish *wish)
{
	struct study_rules *rules = study_rules(sc, study, def);
	struct measures *m = NEW(sc, struct measures);
	const bool *feedback = rules ? feedback_only(sc, study, def, rules->matching) : NULL;

	if (!feedback)
		return NULL;
	const struct stats *stats = stats_count(sc, study->trail, &rules->walk,
		&(struct walk_wish){ .unit = UNIT_JOURNEYS,
			.customers = wish->customers,
			.has_period = wish->has_period,
			.from_s = wish->from_s,
			.to_s = wish->to_s },
		&(struct stats_ask){
			.tables = STATS_MAP, .dictionary = study->dictionary, .n = rules->walk.touchpoints });
	*m = (struct measures){ .customers = stats->customers,
		.journeys = stats->journeys,
		.who = wish->who.p ? wish->who : STR(""),
		.goal = def->goal.p ? def->goal : STR(""),
		.converted = stats->settled_converted,
		.settled = rules->walk.goal == GOAL_NONE ? 0 : stats->settled,
		.silence_s = rules->walk.silence_s,
		.from_s = stats->from_s,
		.to_s = stats->to_s };
	for (uint32_t t = 0; t < rules->walk.touchpoints; t++) {
		const struct touchpoint *at = definition_touchpoint(def, t);
		struct measured *to = LIST_ADD(sc, &m->touchpoints);
		*to = (struct measured){ .id = at->id, .name = at->name };
		take_touchpoint(stats, t, !feedback[t], to);
	}
	if (wish->heard)
		take_voices(sc, wish, m);
	return m;
}

struct moments measures_moments(const struct measured_mean *mean)
{
	return (struct moments){ mean->n, (double)mean->sum / 1e3, (double)mean->squares / 1e6 };
}

/* --- kept --- */

static void put_count(json_t *to, const char *name, int64_t n)
{
	json_object_set_new(to, name, json_integer(n));
}

static void put_mean(json_t *to, const char *name, const struct measured_mean *m)
{
	if (m->n)
		json_object_set_new(to, name,
			json_pack("[I,I,I]", (json_int_t)m->n, (json_int_t)m->sum, (json_int_t)m->squares));
}

static json_t *write_touchpoint(const struct measured *m)
{
	json_t *out = json_object();

	json_object_set_new(out, "id", json_stringn(m->id.p, m->id.n));
	json_object_set_new(out, "name", json_stringn(m->name.p, m->name.n));
	put_count(out, "journeys", (int64_t)m->journeys);
	put_count(out, "visits", (int64_t)m->visits);
	put_count(out, "left", (int64_t)m->left);
	put_count(out, "settled", (int64_t)m->settled);
	put_count(out, "scales", m->scales);
	put_mean(out, "rating", &m->rating);
	put_mean(out, "text", &m->text);
	if (m->dwell.known)
		json_object_set_new(out, "dwell",
			json_pack("[f,f,f,f,I]", m->dwell.median_s, m->dwell.low_s, m->dwell.high_s,
				m->dwell.p95_s, (json_int_t)m->dwell.n));
	return out;
}

struct str measures_write(struct scope *sc, const struct measures *m)
{
	json_t *out = json_object(), *list = json_array();

	put_count(out, "customers", (int64_t)m->customers);
	put_count(out, "journeys", (int64_t)m->journeys);
	json_object_set_new(out, "who", json_stringn(m->who.p, m->who.n));
	json_object_set_new(out, "goal", json_stringn(m->goal.p, m->goal.n));
	put_count(out, "converted", (int64_t)m->converted);
	put_count(out, "settled", (int64_t)m->settled);
	put_count(out, "silence_s", m->silence_s);
	put_count(out, "from_s", m->from_s);
	put_count(out, "to_s", m->to_s);
	json_object_set_new(out, "text_model",
		json_string(scope_printf(sc, "%016llx", (unsigned long long)m->text_model)));
	for (size_t t = 0; t < m->touchpoints.n; t++)
		json_array_append_new(list, write_touchpoint(&m->touchpoints.at[t]));
	json_object_set_new(out, "touchpoints", list);
	char *text = json_dumps(out, JSON_COMPACT);
	struct str kept = str_copy(sc, str_of(text));
	free(text);
	json_decref(out);
	return kept;
}

static int64_t get_count(const json_t *from, const char *name)
{
	return json_integer_value(json_object_get(from, name));
}

static struct str get_text(struct scope *sc, const json_t *from, const char *name)
{
	const json_t *value = json_object_get(from, name);

	return str_copy(sc, (struct str){ json_string_value(value), json_string_length(value) });
}

static int64_t item_count(const json_t *list, size_t i)
{
	return json_integer_value(json_array_get(list, i));
}

static struct measured_mean get_mean(const json_t *from, const char *name)
{
	const json_t *list = json_object_get(from, name);

	return (struct measured_mean){ (uint64_t)item_count(list, 0), item_count(list, 1),
		item_count(list, 2) };
}

static struct duration get_duration(const json_t *from, const char *name)
{
	const json_t *list = json_object_get(from, name);

	return (struct duration){ .known = json_array_size(list) == 5,
		.median_s = json_number_value(json_array_get(list, 0)),
		.low_s = json_number_value(json_array_get(list, 1)),
		.high_s = json_number_value(json_array_get(list, 2)),
		.p95_s = json_number_value(json_array_get(list, 3)),
		.n = (uint64_t)item_count(list, 4) };
}

static struct measured read_touchpoint(struct scope *sc, const json_t *from)
{
	return (struct measured){ .id = get_text(sc, from, "id"),
		.name = get_text(sc, from, "name"),
		.journeys = (uint64_t)get_count(from, "journeys"),
		.visits = (uint64_t)get_count(from, "visits"),
		.left = (uint64_t)get_count(from, "left"),
		.settled = (uint64_t)get_count(from, "settled"),
		.rating = get_mean(from, "rating"),
		.text = get_mean(from, "text"),
		.scales = (uint32_t)get_count(from, "scales"),
		.dwell = get_duration(from, "dwell") };
}

struct measures *measures_read(struct scope *sc, struct str text)
{
	json_t *from = json_loadb(text.p ? text.p : "", text.n, 0, NULL), *item;
	const json_t *list = json_object_get(from, "touchpoints");
	struct measures *m = NEW(sc, struct measures);
	size_t i;

	if (!json_is_array(list)) {
		json_decref(from);
		return scope_fail(sc, FAULT_INVALID, "the version's numbers are damaged");
	}
	*m = (struct measures){ .customers = (uint64_t)get_count(from, "customers"),
		.journeys = (uint64_t)get_count(from, "journeys"),
		.who = get_text(sc, from, "who"),
		.goal = get_text(sc, from, "goal"),
		.converted = (uint64_t)get_count(from, "converted"),
		.settled = (uint64_t)get_count(from, "settled"),
		.silence_s = get_count(from, "silence_s"),
		.from_s = get_count(from, "from_s"),
		.to_s = get_count(from, "to_s"),
		.text_model = strtoull(get_text(sc, from, "text_model").p, NULL, 16) };
	json_array_foreach(list, i, item)
	{
		*LIST_ADD(sc, &m->touchpoints) = read_touchpoint(sc, item);
	}
	json_decref(from);
	return m;
}
