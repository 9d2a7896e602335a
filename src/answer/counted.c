#include "answer/counted.h"

#include "answer/members.h"
#include "insight/interval.h"

static const struct definition nowhere; /* no touchpoint: what is named is an event */

struct counted *study_counted_members(struct scope *sc, struct study *study, const struct definition *def,
	const uint64_t *members, struct str who)
{
	const struct study_rules *rules = study_rules(sc, study, def ? def : &nowhere);
	struct counted *out = NEW(sc, struct counted);

	if (!rules)
		return NULL;
	const struct stats *s = stats_count(sc, study->trail, &rules->walk,
		&(struct walk_wish){ .unit = UNIT_JOURNEYS, .customers = members },
		&(struct stats_ask){ .dictionary = study->dictionary, .n = rules->walk.touchpoints });
	*out = (struct counted){ .who = who,
		.customers = s->customers,
		.of = members_count(study, NULL),
		.events = s->events,
		.journeys = s->journeys };
	out->share = estimate_share(out->customers, out->of);
	return out;
}

/* Each part is asked once, and the whole is made of them. */
static uint64_t *together(
	struct scope *sc, const struct study *study, const struct condition *c, uint64_t **parts)
{
	size_t words = study->trail->customers / 64 + 1;
	uint64_t *out = NEW_ARRAY(sc, uint64_t, words);
	bool all = c->kind == CONDITION_ALL;

	for (size_t w = 0; w < words; w++) {
		out[w] = all ? UINT64_MAX : 0;
		for (size_t i = 0; i < c->parts.n; i++)
			out[w] = all ? out[w] & parts[i][w] : out[w] | parts[i][w];
	}
	return out;
}

static struct counted *count_parts(
	struct scope *sc, struct study *study, const struct definition *def, const struct condition *c)
{
	uint64_t **parts = where_parts(sc, study, def ? def : &nowhere, c);
	struct counted *out;

	if (!parts)
		return NULL;
	out = study_counted_members(sc, study, def, together(sc, study, c, parts), condition_words(sc, c));
	if (!out)
		return NULL;
	out->n_parts = c->parts.n;
	out->parts = NEW_ARRAY(sc, struct counted_part, c->parts.n + 1);
	for (size_t i = 0; i < c->parts.n; i++)
		out->parts[i] = (struct counted_part){ condition_words(sc, &c->parts.at[i]),
			members_count(study, parts[i]) };
	return out;
}

struct counted *study_counted(struct scope *sc, struct study *study, const struct definition *def,
	const struct condition *c, bool parts)
{
	uint64_t *members;

	if (parts && (c->kind == CONDITION_ALL || c->kind == CONDITION_ANY))
		return count_parts(sc, study, def, c);
	members = where_members(sc, study, def ? def : &nowhere, c);
	return members ? study_counted_members(sc, study, def, members, condition_words(sc, c)) : NULL;
}
