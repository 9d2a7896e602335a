#include "trail/stats.h"

#include "base/crew.h"
#include "trail/fold.h"
#include "trail/table.h"

static const struct table *const tables[] = { &table_totals, &table_states, &table_moves, &table_gaps,
	&table_touchpoints, &table_dwell, &table_ratings, &table_order, &table_kinds, &table_variants,
	&table_grams, &table_length, &table_times, &table_styles };

enum { TABLES = COUNT_OF(tables) };
static const uint64_t GIVE_AFTER = 1u << 31; /* events: table.h */

struct worker {
	struct scope own, *sc; /* where its share of the result lies: the first one's is the result itself */
	struct stats *s;
	struct scope mine; /* the tables in work */
	void *table[TABLES];
	uint64_t since; /* events since they were opened */
};

struct counting {
	struct table_ask ask;
	unsigned need;
	bool counts[TABLES];
	struct worker worker[CREW_MOST];
};

static struct stats *stats_new(struct scope *sc, const struct stats_ask *ask)
{
	struct stats *s = NEW(sc, struct stats);
	uint32_t n = ask->n;
	size_t pairs = (size_t)(n + 1) * (n + 1);

	s->n = n;
	s->kinds = ask->dictionary->n;
	s->at = NEW_ARRAY(sc, struct stats_touchpoint, n + 1);
	for (uint32_t t = 0; t <= n; t++)
		s->at[t].dwell.bits = s->at[t].time_on.bits = HIST_FINE;
	s->transitions = NEW_ARRAY(sc, struct stats_transition *, pairs);
	s->place = NEW_ARRAY(sc, uint64_t, n + 1);
	s->kind_events = NEW_ARRAY(sc, uint64_t, s->kinds + 1);
	if (ask->tables & STATS_ORDER) {
		s->first_before = NEW_ARRAY(sc, uint64_t, pairs);
		s->together = NEW_ARRAY(sc, uint64_t, pairs);
	}
	s->length.bits = s->span.bits = s->to_goal.bits = HIST_FINE;
	return s;
}

/* All transitions' weights have their counts too. */
static bool is_wished(const struct table *t, unsigned wished)
{
	if (t->wish == STATS_MOVES && (wished & STATS_GAPS))
		return false;
	return !t->wish || (t->wish & wished);
}

/* --- one worker ---------------------------------------------------------------------------------- */

static void tables_open(struct counting *c, struct worker *w)
{
	w->since = 0;
	for (size_t i = 0; i < TABLES; i++)
		w->table[i] = c->counts[i] ? tables[i]->open(&w->mine, &c->ask) : NULL;
}

static void tables_give(struct counting *c, struct worker *w)
{
	for (size_t i = 0; i < TABLES; i++)
		if (c->counts[i])
			tables[i]->give(w->sc, w->table[i], w->s);
	scope_close(&w->mine);
	w->mine = (struct scope){ 0 };
}

static void count_block(void *to, unsigned worker, const struct block *b)
{
	struct counting *c = to;
	struct worker *w = &c->worker[worker];

	if (w->since + b->n >= GIVE_AFTER) {
		tables_give(c, w);
		tables_open(c, w);
	}
	for (size_t i = 0; i < TABLES; i++)
		if (c->counts[i])
			tables[i]->block(w->table[i], b);
	w->since += b->n;
}

struct stats *stats_count(struct scope *sc, const struct trail *trail, const struct walk_rules *rules,
	const struct walk_wish *wish, const struct stats_ask *ask)
{
	struct scope mine = { 0 };
	struct counting *c = NEW(&mine, struct counting);
	struct stats *s = stats_new(sc, ask);

	c->ask = (struct table_ask){ trail, rules, wish, ask,
		trail_seconds(rules->now_us) - rules->silence_s };
	for (size_t i = 0; i < TABLES; i++) {
		c->counts[i] = is_wished(tables[i], ask->tables);
		c->need |= c->counts[i] ? tables[i]->need : 0;
	}
	unsigned workers = fold_workers(trail, wish);
	c->worker[0].s = s; /* and what the others count is added to it */
	for (unsigned w = 1; w < workers; w++)
		c->worker[w].s = stats_new(&c->worker[w].own, ask);
	for (unsigned w = 0; w < workers; w++) {
		c->worker[w].sc = w ? &c->worker[w].own : sc;
		tables_open(c, &c->worker[w]);
	}
	fold_blocks(trail, rules, wish, c->need, workers, count_block, c);
	for (unsigned w = 0; w < workers; w++) {
		tables_give(c, &c->worker[w]);
		if (w)
			stats_merge(sc, s, c->worker[w].s);
		scope_close(&c->worker[w].own);
	}
	scope_close(&mine);
	return s;
}
