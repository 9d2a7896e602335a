#include "answer/study.h"

#include "answer/curves.h"
#include "answer/feedback.h"
#include "answer/gaps.h"
#include "answer/listen.h"
#include "base/buf.h"
#include "base/when.h"
#include "map/make.h"
#include "store/metrics.h"
#include "store/notes.h"
#include "store/own_channels.h"

static void find_newest(struct study *study)
{
	for (uint32_t k = 0; k < study->trail->kinds; k++) {
		int64_t *newest = &study->newest_us[study->dictionary->kinds[k].source];
		if (study->trail->kind_newest[k] != INT64_MIN &&
			(*newest == 0 || study->trail->kind_newest[k] > *newest))
			*newest = study->trail->kind_newest[k];
	}
}

static bool has_events(struct scope *sc, struct workspace *ws, uint64_t *sums)
{
	struct evidence_state state;

	if (!evidence_state(sc, ws->evidence, INT64_MAX, &state) ||
		!evidence_metric_rows(sc, ws->evidence, sums))
		return false;
	if (state.events)
		return true;
	if (*sums)
		return scope_fail(sc, FAULT_NOT_FOUND,
			"there are only sums here (%llu), and a map is made of what single customers did: import"
			" events, and the sums stand on their map",
			(unsigned long long)*sums);
	return scope_fail(
		sc, FAULT_NOT_FOUND, "there is no evidence here yet: wend import FILE takes some in");
}

struct study *study_open(struct scope *sc, struct workspace *ws, layout_progress_fn progress, void *to)
{
	struct study *study = NEW(sc, struct study);

	study->ws = ws;
	if (!has_events(sc, ws, &study->metric_rows) ||
		!evidence_quarantined(sc, ws->evidence, &study->quarantined))
		return NULL;
	study->dictionary = evidence_dictionary(sc, ws->evidence);
	if (!study->dictionary)
		return NULL;
	study->layout = layout_open(sc, ws, study->dictionary, progress, to);
	if (!study->layout)
		return NULL;
	study->trail = study->layout->trail;
	find_newest(study);
	study->answers = feedback_kinds(sc, study);
	if (!study->answers)
		return NULL;
	return evidence_persons(sc, ws->evidence, &study->persons) ? study : NULL;
}

uint64_t study_sum(const struct study *study)
{
	const struct layout *l = study->layout;
	uint64_t sum = hash_str(STR(WEND_VERSION), hash_mix(l->main->sum, l->delta ? l->delta->sum : 0));

	return sum ? sum : 1;
}

uint64_t study_sum_of_most(const struct study *study)
{
	uint64_t sum = hash_str(STR("most of it"), hash_mix(study->layout->main->sum, study->trail->kinds));

	return hash_str(STR(WEND_VERSION), sum) | 1;
}

void study_close(struct study *study)
{
	if (study)
		layout_close(study->layout);
}

struct study_rules *study_rules(struct scope *sc, struct study *study, const struct definition *def)
{
	struct study_rules *rules = NEW(sc, struct study_rules);
	bool cases = str_equal(def->goal, GOAL_CASE_COMPLETE);

	rules->matching = matching_make(sc, def, study->dictionary);
	if (!rules->matching)
		return NULL;
	rules->silence_auto = def->silence_us == 0;
	rules->walk = (struct walk_rules){
		.matching = rules->matching,
		.touchpoints = (uint32_t)definition_touchpoints(def),
		.goal = cases         ? GOAL_CASES
			: def->goal.p ? definition_find(def, def->goal)
				      : GOAL_NONE,
		.end_at_goal = def->end_at_goal,
		.silence_s = def->silence_us ? def->silence_us / 1000000 : study->trail->silence_s,
		.idle_s = IDLE_S,
		.now_us = study->trail->to_us,
		.answers = study->answers,
	};
	return rules;
}

/* The same walk, counted by stages; what is unsorted stays so. */
static const struct stats *stage_stats(struct scope *sc, struct study *study, const struct definition *def,
	const struct study_rules *rules, const struct walk_wish *walk)
{
	size_t n = definition_touchpoints(def);
	uint16_t *fold = NEW_ARRAY(sc, uint16_t, n + 1);
	struct walk_wish folded = *walk;

	for (size_t t = 0; t < n; t++)
		fold[t] = (uint16_t)definition_stage_of(def, t);
	fold[n] = (uint16_t)def->stages.n;
	folded.fold = fold;
	folded.folded = (uint32_t)def->stages.n;
	return stats_count(sc, study->trail, &rules->walk, &folded,
		&(struct stats_ask){ .tables = STATS_STATES | STATS_TOUCHPOINTS | STATS_DWELL | STATS_RATINGS,
			.dictionary = study->dictionary,
			.n = (uint32_t)def->stages.n });
}

struct beside { /* what stands beside the journeys on a map */
	LIST(struct metric) metrics;
	LIST(struct map_note) notes;
	const struct listened *heard; /* NULL: nobody said anything */
	LIST(struct map_gap) gaps;
	const struct map_plan *plan;
	LIST(struct str) remarks;
	LIST(struct map_channel) channels;
};

static struct str copy_some(struct scope *sc, struct str s)
{
	return s.p ? str_copy(sc, s) : s;
}

static bool add_metric(struct scope *sc, void *to, const struct metric *metric)
{
	struct beside *b = to;
	struct metric *at = LIST_ADD(sc, &b->metrics);
	struct str *texts[] = { &at->name, &at->currency, &at->event, &at->page, &at->channel, &at->campaign,
		&at->table };

	*at = *metric;
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		*texts[i] = copy_some(sc, *texts[i]);
	return true;
}

static bool add_notes(struct scope *sc, struct study *study, struct str map, struct beside *b)
{
	struct note *notes;
	size_t n;

	if (!notes_of(sc, study->ws->documents, map, &notes, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		*LIST_ADD(sc, &b->notes) = (struct map_note){ notes[i].touchpoint, notes[i].text,
			notes[i].author, notes[i].about, notes[i].written_us };
	return true;
}

/* ", agreeing with 71 % of 676 ratings": how well words that were never trained do here. */
static const char *agreement(struct scope *sc, const struct voices *v, enum language language)
{
	enum { ENOUGH = 30 };

	if (v->rated[language] < ENOUGH)
		return "";
	return scope_printf(sc, ", agreeing with %.0f %% of %llu ratings",
		100. * (double)v->agreeing[language] / (double)v->rated[language],
		(unsigned long long)v->rated[language]);
}

/* By what feelings were told, with how well it does. */
static void remark_feelings(
	struct scope *sc, const struct voice_kit *kit, const struct voices *voices, struct beside *b)
{
	enum { STRAYS = 100 /* of so many texts one may be taken for another language's */ };
	struct buf *lexicon = buf_new(sc, 1000);

	for (int i = LANGUAGE_EN; i <= LANGUAGE_RU; i++) {
		const struct model *m = kit->ear.models[i];
		if (voices->languages[i] * STRAYS < voices->texts || !voices->languages[i])
			continue;
		if (!m) {
			buf_printf(lexicon, "%s%s%s", buf_len(lexicon) ? "; " : "",
				language_key((enum language)i), agreement(sc, voices, (enum language)i));
			continue;
		}
		*LIST_ADD(sc, &b->remarks) = str_of(scope_printf(sc,
			"feelings in words (%s): by a model of the company's own texts, right in %.0f %% of %llu that it"
			" had not seen",
			language_key((enum language)i), model_facts(m)->trial.accuracy * 100,
			(unsigned long long)model_facts(m)->trial.n));
	}
	if (buf_len(lexicon))
		*LIST_ADD(sc, &b->remarks) = str_of(scope_printf(
			sc, "feelings in words by Wend's lexicon: %.*s", STR_ARG(buf_str(lexicon))));
}

static void take_heard(struct scope *sc, const struct listened *heard, struct beside *b)
{
	b->heard = heard;
	remark_feelings(sc, heard->kit, heard->voices, b);
}

static bool hear(struct scope *sc, struct study *study, const struct definition *def,
	const struct study_wish *wish, struct beside *b)
{
	bool any;

	for (size_t i = 0; i < wish->n_remarks; i++)
		*LIST_ADD(sc, &b->remarks) = wish->remarks[i];
	if (wish->heard)
		take_heard(sc, wish->heard, b);
	if (wish->counts)
		return true;
	if (wish->heard || !documents_has_feedback(sc, study->ws->documents, &any))
		return wish->heard != NULL;
	if (!any)
		return true;
	struct voice_kit *kit = voice_kit_open(sc, study->ws);
	struct listened *heard = kit ? listen_to(sc, study, def, kit, wish->customers) : NULL;
	if (heard && wish->has_period)
		heard = listen_within(sc, heard, wish->from_s, wish->to_s);
	if (heard)
		take_heard(sc, heard, b);
	voice_kit_close(kit);
	return heard != NULL;
}

/* Sums are of all customers and all time: a segment's map has none, nor a period's. */
static bool gather_beside(struct scope *sc, struct study *study, const struct definition *def,
	const struct study_wish *wish, struct beside *b)
{
	bool none = wish->customers || wish->has_period || !study->metric_rows;

	return (none || evidence_metrics(sc, study->ws->evidence, add_metric, b)) &&
	       add_notes(sc, study, def->id, b);
}

/* What came and did not start in the period is on neither side of a gap. */
static void remark_period(struct scope *sc, const struct study_wish *wish, struct beside *b)
{
	*LIST_ADD(sc, &b->remarks) = str_of(scope_printf(sc,
		"only journeys that start from %.*s to %.*s, and what was said in that time; sums and gaps are of all"
		" time and left out",
		STR_ARG(when_date(sc, wish->from_s * 1000000)),
		STR_ARG(when_date(sc, wish->to_s * 1000000))));
}

/* What was expected, against what came. */
static bool add_gaps(struct scope *sc, struct study *study, const struct definition *def,
	const struct study_wish *wish, struct beside *b)
{
	if (wish->has_period)
		remark_period(sc, wish, b);
	if (wish->counts)
		*LIST_ADD(sc, &b->remarks) = STR(
			"only what is counted: nothing that customers wrote, no gaps between expected and got");
	if (wish->has_period || wish->counts)
		return true;
	struct gaps *gaps = study_gaps(sc, study, def, &(struct gaps_wish){ .customers = wish->customers });

	if (!gaps)
		return false;
	for (size_t i = 0; i < gaps->lines.n; i++)
		*LIST_ADD(sc, &b->gaps) = gaps->lines.at[i].at;
	for (size_t i = 0; gaps->plans.n && i < gaps->plans.at[0].steps.n; i++)
		*LIST_ADD(sc, &b->gaps) = gaps->plans.at[0].steps.at[i];
	if (gaps->plans.n)
		b->plan = &gaps->plans.at[0].plan;
	for (size_t i = 0; i < gaps->remarks.n; i++)
		*LIST_ADD(sc, &b->remarks) = gaps->remarks.at[i];
	return true;
}

/* What the company calls channels, and how it draws them. */
static bool add_channels(struct scope *sc, struct study *study, struct beside *b)
{
	struct own_channels own;

	if (!own_channels_read(sc, study->ws->documents, &own))
		return false;
	for (size_t i = 0; i < own.at.n; i++) {
		const struct library_channel *from = &own.at.at[i];
		struct map_channel *to = LIST_ADD(sc, &b->channels);
		*to = (struct map_channel){ .key = from->key, .name = from->name, .symbol = from->symbol };
		memcpy(to->colour, from->colour.p, sizeof to->colour - 1);
	}
	return true;
}

/* [touchpoints]: nothing in the evidence could stand there, whoever is asked about. */
static bool *never_seen(struct scope *sc, const struct study *study, const struct study_rules *rules)
{
	bool *unseen = NEW_ARRAY(sc, bool, rules->walk.touchpoints + 1);

	for (uint32_t t = 0; t < rules->walk.touchpoints; t++)
		unseen[t] = true;
	for (uint32_t k = 0; k < study->dictionary->n; k++)
		for (uint32_t c = rules->matching->first[k];
			study->trail->kind_events[k] && c < rules->matching->first[k + 1]; c++)
			unseen[rules->matching->candidates[c].touchpoint] = false;
	return unseen;
}

struct map *study_map(
	struct scope *sc, struct study *study, const struct definition *def, const struct study_wish *wish)
{
	struct study_rules *rules = study_rules(sc, study, def);
	struct walk_wish walk = { .unit = UNIT_JOURNEYS,
		.customers = wish->customers,
		.has_period = wish->has_period,
		.from_s = wish->from_s,
		.to_s = wish->to_s };
	struct beside beside = { 0 };
	const bool *feedback = rules ? feedback_only(sc, study, def, rules->matching) : NULL;

	if (!feedback || !gather_beside(sc, study, def, wish, &beside) ||
		!hear(sc, study, def, wish, &beside) || !add_gaps(sc, study, def, wish, &beside) ||
		!add_channels(sc, study, &beside))
		return NULL;
	struct map_input in = {
		.channels = beside.channels.at,
		.n_channels = beside.channels.n,
		.definition = def,
		.dictionary = study->dictionary,
		.matching = rules->matching,
		.feedback = feedback,
		.unseen = never_seen(sc, study, rules),
		.touchpoints = stats_count(sc, study->trail, &rules->walk, &walk,
			&(struct stats_ask){ .tables = STATS_MAP | STATS_VARIANTS,
				.dictionary = study->dictionary,
				.n = rules->walk.touchpoints }),
		.stages = stage_stats(sc, study, def, rules, &walk),
		.silence_s = rules->walk.silence_s,
		.silence_auto = rules->silence_auto,
		.silence_learnt = study->trail->silence_learnt,
		.now_us = rules->walk.now_us,
		.quarantined = study->quarantined,
		.newest_us = study->newest_us,
		.remarks = beside.remarks.at,
		.n_remarks = beside.remarks.n,
		.voices = beside.heard ? beside.heard->voices : NULL,
		.gaps = beside.gaps.at,
		.n_gaps = beside.gaps.n,
		.plan = beside.plan,
		.metrics = beside.metrics.at,
		.n_metrics = beside.metrics.n,
		.notes = beside.notes.at,
		.n_notes = beside.notes.n,
		.personas = curves_count(sc, study, &rules->walk, wish, beside.heard),
		.n_personas = curves_of(wish),
	};
	return map_make(sc, &in);
}
