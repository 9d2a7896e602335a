/* made - a map of hand-made journeys, from the definition to map_make, counted as a study counts them.
 *
 *	struct made *m = made_open("Look: a b; Buy: c=cd");   // touchpoint c gathers the events c and d
 *	made_customers(m, 3, "a@0 b@10=1.5 c@20");             // three who do this (trail/written.h)
 *	const struct map *map = made_map(m);                   // the silence limit is 1000 s, now is 100000 s
 *	made_close(m);
 *
 * Events are the letters, each a kind of its own; what a test changes in def, kinds, in and rules counts with the
 * next made_map.
 */
#pragma once

#include "base/buf.h"
#include "map/make.h"
#include "trail/written.h"

enum { MADE_KINDS = 26 };

struct made {
	struct scope sc;
	struct definition def;
	struct kind kinds[MADE_KINDS];
	struct dictionary dictionary;
	struct written log;
	const struct trail *trail;
	uint32_t customers;
	struct walk_rules rules;
	struct map_input in;
	int64_t newest_us[SOURCE_KINDS];
};

static inline struct str made_letter(char c)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";

	return (struct str){ letters + (c - 'a'), 1 };
}

static inline void made_touchpoint(struct made *m, struct stage *stage, struct str word)
{
	struct touchpoint *t = LIST_ADD(&m->sc, &stage->touchpoints);
	struct str id = str_cut(&word, '='), events = word.p ? word : id;

	t->id = t->name = id;
	for (size_t i = 0; i < events.n; i++)
		*LIST_ADD(&m->sc, &t->matches) = (struct match){ .event = made_letter(events.p[i]) };
}

static inline void made_stages(struct made *m, const char *stages)
{
	struct str rest = str_of(stages);

	while (rest.p && rest.n) {
		struct str line = str_trim(str_cut(&rest, ';')), name = str_cut(&line, ':');
		struct stage *stage = LIST_ADD(&m->sc, &m->def.stages);
		stage->id = stage->name = name;
		line = str_trim(line);
		while (line.p && line.n)
			made_touchpoint(m, stage, str_cut(&line, ' '));
	}
}

static inline struct made *made_open(const char *stages)
{
	struct made *m = calloc(1, sizeof *m);

	assert_non_null(m);
	m->def.id = m->def.title = STR("map");
	made_stages(m, stages);
	for (int i = 0; i < MADE_KINDS; i++)
		m->kinds[i] = (struct kind){ .source = SOURCE_LOG, .event = made_letter((char)('a' + i)) };
	m->dictionary = (struct dictionary){ .kinds = m->kinds, .n = MADE_KINDS };
	m->rules.silence_s = 1000;
	m->rules.idle_s = 300;
	m->rules.now_us = INT64_C(100000000000);
	return m;
}

static inline void made_customers(struct made *m, size_t n, const char *events)
{
	for (size_t i = 0; i < n; i++)
		written_events(&m->sc, &m->log, events, m->customers++);
}

static inline const struct stats *made_count(struct made *m, const struct walk_wish *wish, uint32_t n)
{
	return stats_count(&m->sc, m->trail, &m->rules, wish,
		&(struct stats_ask){
			.tables = STATS_MAP | STATS_VARIANTS, .dictionary = &m->dictionary, .n = n });
}

static inline const struct stats *made_folded(struct made *m, const struct walk_wish *wish)
{
	uint32_t n = m->rules.touchpoints;
	uint16_t *fold = NEW_ARRAY(&m->sc, uint16_t, n + 1);
	struct walk_wish folded = *wish;

	for (uint32_t t = 0; t < n; t++)
		fold[t] = (uint16_t)definition_stage_of(&m->def, t);
	fold[n] = (uint16_t)m->def.stages.n;
	folded.fold = fold;
	folded.folded = (uint32_t)m->def.stages.n;
	return made_count(m, &folded, (uint32_t)m->def.stages.n);
}

static inline const struct map *made_map(struct made *m)
{
	struct walk_wish wish = { .unit = UNIT_JOURNEYS };

	if (!m->trail)
		m->trail = trail_of_events(&m->sc, m->log.at, m->log.n);
	m->rules.touchpoints = (uint32_t)definition_touchpoints(&m->def);
	m->rules.goal = str_equal(m->def.goal, GOAL_CASE_COMPLETE) ? GOAL_CASES
			: m->def.goal.p                            ? definition_find(&m->def, m->def.goal)
								   : GOAL_NONE;
	m->rules.matching = matching_make(&m->sc, &m->def, &m->dictionary);
	assert_non_null(m->rules.matching);
	m->in.definition = &m->def;
	m->in.dictionary = &m->dictionary;
	m->in.matching = m->rules.matching;
	m->in.touchpoints = made_count(m, &wish, m->rules.touchpoints);
	m->in.stages = made_folded(m, &wish);
	m->in.silence_s = m->rules.silence_s;
	m->in.now_us = m->rules.now_us;
	m->in.newest_us = m->newest_us;
	return map_make(&m->sc, &m->in);
}

static inline void made_close(struct made *m)
{
	scope_close(&m->sc);
	free(m);
}

/* Whether one of the sentences has the words. */
/* With plain blanks for those at which no line breaks, so that a test may be read. */
static inline struct str made_plain(struct scope *sc, struct str text)
{
	struct buf *b = buf_new(sc, 4 * text.n + 16);

	for (size_t i = 0; i < text.n;) {
		uint32_t c = str_next(text, &i);
		buf_letter(b, c == 0xA0 ? ' ' : c);
	}
	return buf_str(b);
}

static inline bool made_says(const struct str *at, size_t n, const char *words)
{
	struct scope sc = { 0 };
	bool says = false;

	for (size_t i = 0; i < n; i++)
		says |= str_has(made_plain(&sc, at[i]), str_of(words));
	scope_close(&sc);
	return says;
}
#define SAYS(list, words) made_says((list).at, (list).n, (words))
#define assert_says(list, words)                                                                             \
	do {                                                                                                 \
		if (!SAYS(list, words)) {                                                                    \
			for (size_t i_ = 0; i_ < (list).n; i_++)                                             \
				print_message("# %.*s\n", STR_ARG((list).at[i_]));                           \
			fail_msg("nothing says \"%s\"", (words));                                            \
		}                                                                                            \
	} while (0)
