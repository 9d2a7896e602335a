#include "answer/curves.h"

#include "answer/members.h"

size_t curves_of(const struct study_wish *wish)
{
	if (wish->n_personas < 2)
		return 0;
	return wish->n_personas < MAP_CURVES ? wish->n_personas : MAP_CURVES;
}

static struct map_persona count(struct scope *sc, struct study *study, const struct walk_rules *rules,
	const struct map_member *member, const struct study_wish *wish, const struct listened *heard)
{
	const uint64_t *customers = members_both(sc, study, member->customers, wish->customers);
	const struct walk_wish walk = { .unit = UNIT_JOURNEYS,
		.customers = customers,
		.has_period = wish->has_period,
		.from_s = wish->from_s,
		.to_s = wish->to_s };
	const struct stats_ask ask = { .tables = STATS_TOUCHPOINTS | STATS_RATINGS,
		.dictionary = study->dictionary,
		.n = rules->touchpoints };

	return (struct map_persona){ .id = member->id,
		.name = member->name,
		.touchpoints = stats_count(sc, study->trail, rules, &walk, &ask),
		.felt = heard ? voices_felt_by(sc, &heard->input, customers) : NULL };
}

struct map_persona *curves_count(struct scope *sc, struct study *study, const struct walk_rules *rules,
	const struct study_wish *wish, const struct listened *heard)
{
	size_t n = curves_of(wish);
	struct map_persona *out = NEW_ARRAY(sc, struct map_persona, n + 1);

	for (size_t i = 0; i < n; i++)
		out[i] = count(sc, study, rules, &wish->personas[i], wish, heard);
	return out;
}
