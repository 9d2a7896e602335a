/* A time promised, against the event that fulfils it: per case, or per customer where there is none. */
#include "answer/gaps_private.h"

#include <math.h>
#include <stdlib.h>

#include "answer/where_private.h"
#include "base/when.h"

static const int64_t day_us = INT64_C(86400000000);

/* In whole days of the promise's own zone, or to the second. */
struct promise {
	uint32_t customer, case_code;
	int64_t made_us, due_us, made_day, due_day;
	size_t order; /* as it was read */
};

/* An event that may be what was promised. */
struct coming {
	uint32_t customer, case_code;
	int64_t second, day;
	uint16_t touch, candidate;
	size_t order;
};

struct keeping {
	struct gaps_work *w;
	const struct gaps_property *p;
	const struct when_shape *shape;
	LIST(struct promise) promises;
	LIST(struct coming) comings;
	LIST(uint32_t) candidates; /* codes of events' names; none: whatever is at p->touchpoint */
	uint16_t *of_kind;         /* [kinds]: 1 + the candidate */
	struct when_zone *zone;    /* of the days */
	bool by_day;
	uint64_t unreadable;
};

/* One way to pair: with the events of one candidate. */
struct pairing {
	struct keeping *k;
	struct coming *comings;
	size_t n_comings;
	bool cases;
	LIST(struct gap_pair) pairs;
	LIST(struct gap_outcome) outcomes;
	uint64_t *touch; /* [touchpoints + 1]: how many came there */
	double took;     /* days, of all pairs */
};

/* --- days ---------------------------------------------------------------------------------------- */

static int64_t floored_day(int64_t us)
{
	return us / day_us - (us % day_us < 0);
}

static int64_t midnight(struct when_zone *zone, int64_t day)
{
	struct scope mine = { 0 };
	int64_t us = day * day_us;

	if (!when_read_any(zone, when_date(&mine, us), &us))
		us = day * day_us;
	scope_close(&mine);
	return us;
}

/* The day on the clocks of the zone. */
static int64_t local_day(struct when_zone *zone, int64_t us)
{
	int64_t day = floored_day(us);

	if (!zone)
		return day;
	if (midnight(zone, day + 1) <= us)
		return day + 1;
	return midnight(zone, day) <= us ? day : day - 1;
}

/* --- what was promised --------------------------------------------------------------------------- */

static struct when_zone *zone_of(const struct keeping *k, int64_t import)
{
	bool known = import >= 0 && (size_t)import < k->w->n_zones;

	return known && !k->shape->has_zone ? k->w->zones[import] : NULL;
}

static void take_promise(struct keeping *k, struct duck_rows *rows)
{
	struct promise p = { .customer = (uint32_t)duck_int(rows, 0),
		.case_code = (uint32_t)duck_int(rows, 1),
		.made_us = duck_int(rows, 2),
		.order = k->promises.n };
	struct when_zone *zone = zone_of(k, duck_int(rows, 3));
	struct str text = duck_text(rows, 4);
	int64_t wall;

	if (p.customer >= k->w->study->trail->customers || !gaps_wants(k->w, p.customer) || !str_trim(text).n)
		return;
	if (!when_read(k->shape, zone, text, &p.due_us, NULL) ||
		!when_read(k->shape, NULL, text, &wall, NULL)) {
		k->unreadable++;
		return;
	}
	k->by_day &= wall % day_us == 0;
	k->zone = zone ? zone : k->zone;
	p.due_day = floored_day(wall);
	p.made_day = local_day(zone, p.made_us);
	*LIST_ADD(k->w->sc, &k->promises) = p;
}

static bool read_promises(struct keeping *k)
{
	struct gaps_work *w = k->w;
	struct duck_value path[] = { DUCK_TEXT(where_pointer(w->sc, k->p->name)),
		DUCK_TEXT(where_pointer(w->sc, k->p->name)) };
	const char *sql = scope_printf(w->sc,
		"SELECT e.customer, coalesce(e.case_code, %d), epoch_us(e.time), e.import,"
		" json_extract_string(e.properties, ?) FROM %s e WHERE e.properties IS NOT NULL"
		" AND json_extract_string(e.properties, ?) IS NOT NULL ORDER BY e.customer, e.time, e.row, e.part, e.id",
		TRAIL_NO_CASE, evidence_owned(&w->study->persons));
	struct duck_rows *rows = duck_ask(w->sc, evidence_duck(w->study->ws->evidence), sql, 2, path);

	if (!rows)
		return false;
	k->by_day = true;
	while (duck_next(rows))
		take_promise(k, rows);
	return duck_done(w->sc, rows);
}

/* --- what came ----------------------------------------------------------------------------------- */

/* The events whose names share most words with the promise's. */
static void find_candidates(struct keeping *k)
{
	const struct dictionary *d = k->w->study->dictionary;
	size_t *shared = NEW_ARRAY(k->w->sc, size_t, (size_t)d->n_events + 1), most = 0;

	for (uint32_t e = 0; e < d->n_events; e++) {
		struct scope mine = { 0 };
		shared[e] = gap_fulfils(&mine, k->p->name, d->events[e]);
		most = shared[e] > most ? shared[e] : most;
		scope_close(&mine);
	}
	for (uint32_t e = 0; most && e < d->n_events; e++)
		if (shared[e] == most && k->candidates.n < UINT16_MAX)
			*LIST_ADD(k->w->sc, &k->candidates) = e;
	for (uint32_t kind = 0; kind < d->n; kind++)
		for (size_t c = 0; c < k->candidates.n; c++)
			if (d->event_code[kind] == k->candidates.at[c])
				k->of_kind[kind] = (uint16_t)(c + 1);
}

static void take_comings(void *to, const struct journey *j)
{
	struct keeping *k = to;

	for (size_t i = 0; i < j->n; i++) {
		uint16_t candidate = k->of_kind[part_kind(j->part, j->events[i])];
		bool here = k->p->touchpoint >= 0 ? j->touch[i] == k->p->touchpoint : candidate > 0;
		int64_t second = part_second(j->part, j->events[i]);
		if (here)
			*LIST_ADD(k->w->sc, &k->comings) = (struct coming){ .customer = j->customer,
				.case_code = part_case(j->part, j->events[i]),
				.second = second,
				.day = k->by_day ? local_day(k->zone, second * 1000000) : 0,
				.touch = j->touch[i],
				.candidate = (uint16_t)(candidate ? candidate - 1 : 0),
				.order = k->comings.n };
	}
}

static void find_comings(struct keeping *k)
{
	uint64_t *members = NEW_ARRAY(k->w->sc, uint64_t, k->w->study->trail->customers / 64 + 1);

	for (size_t i = 0; i < k->promises.n; i++)
		where_set(members, k->promises.at[i].customer);
	trail_walk(k->w->study->trail, &k->w->rules->walk,
		&(struct walk_wish){ .unit = UNIT_CUSTOMERS, .customers = members, .workers = 1 },
		take_comings, k);
}

/* --- both ---------------------------------------------------------------------------------------- */

static int by_promise(const void *x, const void *y)
{
	const struct promise *a = x, *b = y;

	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	if (a->case_code != b->case_code)
		return a->case_code < b->case_code ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

static int by_coming(const void *x, const void *y)
{
	const struct coming *a = x, *b = y;

	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	if (a->case_code != b->case_code)
		return a->case_code < b->case_code ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

static double days(int64_t us)
{
	return (double)us / (double)day_us;
}

static void came(struct pairing *at, const struct promise *p, const struct coming *c)
{
	struct keeping *k = at->k;
	int64_t due_s = trail_seconds(p->due_us), made_s = trail_seconds(p->made_us);
	struct gap_pair pair = { .expected = k->by_day ? (double)(p->due_day - p->made_day)
						       : days((due_s - made_s) * 1000000),
		.actual = k->by_day ? (double)(c->day - p->made_day) : days((c->second - made_s) * 1000000),
		.broken = k->by_day ? c->day > p->due_day : c->second > due_s };

	*LIST_ADD(k->w->sc, &at->pairs) = pair;
	at->took += pair.actual;
	at->touch[c->touch]++;
	*LIST_ADD(k->w->sc, &at->outcomes) = (struct gap_outcome){ p->customer,
		at->cases ? p->case_code : TRAIL_NO_CASE, pair.broken ? GAP_BROKEN : GAP_KEPT };
}

static void did_not_come(struct pairing *at, const struct promise *p)
{
	struct keeping *k = at->k;
	int64_t now = k->w->rules->walk.now_us;
	bool past = k->by_day ? local_day(k->zone, now) > p->due_day : now > p->due_us;

	*LIST_ADD(k->w->sc, &at->outcomes) = (struct gap_outcome){ p->customer,
		at->cases ? p->case_code : TRAIL_NO_CASE, past ? GAP_OVERDUE : GAP_OPEN };
}

/* A case has one promise, its first, and what comes first is what was promised, in whatever order the two are. */
static void pair_case(struct pairing *at, const struct promise *p, const struct coming *c, size_t n_comings)
{
	if (n_comings)
		came(at, p, c);
	else
		did_not_come(at, p);
}

/* Without cases the oldest promise is fulfilled first; one that is said again is the same. */
static void pair_history(
	struct pairing *at, const struct promise *p, size_t n, const struct coming *c, size_t n_comings)
{
	size_t next = 0;

	for (size_t i = 0; i < n; i++) {
		if (i && p[i].due_us == p[i - 1].due_us)
			continue;
		while (next < n_comings && c[next].second < trail_seconds(p[i].made_us))
			next++;
		if (next < n_comings)
			came(at, &p[i], &c[next++]);
		else
			did_not_come(at, &p[i]);
	}
}

static bool before(const struct coming *c, const struct promise *p)
{
	return c->customer != p->customer ? c->customer < p->customer : c->case_code < p->case_code;
}

static bool same(const struct coming *c, const struct promise *p)
{
	return c->customer == p->customer && c->case_code == p->case_code;
}

/* Both sorted: what belongs together stands together. */
static void pair_all(struct pairing *at, const struct promise *p, size_t n)
{
	size_t c = 0;

	for (size_t i = 0, to; i < n; i = to) {
		for (to = i; to < n && p[to].customer == p[i].customer && p[to].case_code == p[i].case_code;)
			to++;
		while (c < at->n_comings && before(&at->comings[c], &p[i]))
			c++;
		size_t from = c;
		while (c < at->n_comings && same(&at->comings[c], &p[i]))
			c++;
		if (p[i].case_code != TRAIL_NO_CASE)
			pair_case(at, &p[i], &at->comings[from], c - from);
		else
			pair_history(at, &p[i], to - i, &at->comings[from], c - from);
	}
}

/* Where only one of the two has cases, they say nothing of the other. */
static struct pairing pair_with(struct keeping *k, size_t candidate)
{
	struct scope *sc = k->w->sc;
	struct pairing at = { .k = k };
	struct promise *p = NEW_ARRAY(sc, struct promise, k->promises.n + 1);
	bool promised_cases = false, came_cases = false;

	at.comings = NEW_ARRAY(sc, struct coming, k->comings.n + 1);
	at.touch = NEW_ARRAY(sc, uint64_t, (size_t)k->w->rules->walk.touchpoints + 1);
	for (size_t i = 0; i < k->comings.n; i++)
		if (k->p->touchpoint >= 0 || k->comings.at[i].candidate == candidate)
			at.comings[at.n_comings++] = k->comings.at[i];
	for (size_t i = 0; i < k->promises.n; i++)
		promised_cases |= k->promises.at[i].case_code != TRAIL_NO_CASE;
	for (size_t i = 0; i < at.n_comings; i++)
		came_cases |= at.comings[i].case_code != TRAIL_NO_CASE;
	at.cases = promised_cases && came_cases;
	for (size_t i = 0; i < k->promises.n; i++) {
		p[i] = k->promises.at[i];
		p[i].case_code = at.cases ? p[i].case_code : TRAIL_NO_CASE;
	}
	for (size_t i = 0; i < at.n_comings; i++)
		at.comings[i].case_code = at.cases ? at.comings[i].case_code : TRAIL_NO_CASE;
	qsort(p, k->promises.n, sizeof *p, by_promise);
	qsort(at.comings, at.n_comings, sizeof *at.comings, by_coming);
	pair_all(&at, p, k->promises.n);
	return at;
}

/* The last of those that come about as often as any: what is delivered to the carrier is not delivered yet. */
static size_t last_of(const struct pairing *all, size_t n)
{
	size_t most = 0, best = n ? 0 : SIZE_MAX;

	for (size_t i = 0; i < n; i++)
		most = all[i].pairs.n > most ? all[i].pairs.n : most;
	for (size_t i = 0; most && i < n; i++)
		if (all[i].pairs.n * 2 >= most &&
			(all[best].pairs.n * 2 < most || all[i].took * (double)all[best].pairs.n >
								 all[best].took * (double)all[i].pairs.n))
			best = i;
	return best;
}

static int most_touched(const struct pairing *at)
{
	uint32_t n = at->k->w->rules->walk.touchpoints, best = 0;

	for (uint32_t t = 1; t <= n; t++)
		if (at->touch[t] > at->touch[best])
			best = t;
	return best < n && at->touch[best] ? (int)best : -1;
}

static void add_line(struct keeping *k, const struct pairing *at, size_t candidate)
{
	struct gaps_work *w = k->w;
	bool named = k->p->touchpoint < 0;
	struct gap_line *line = gaps_line(w, MAP_GAP_PROMISE, named ? most_touched(at) : k->p->touchpoint);

	line->at.expected = k->p->name;
	line->event = named ? k->candidates.at[candidate] : GAPS_NO_EVENT;
	line->at.actual =
		named ? w->study->dictionary->events[line->event] : gaps_touchpoint_name(w, k->p->touchpoint);
	line->at.by_day = k->by_day;
	line->at.gap = gap_of(w->sc, GAP_DAYS, at->pairs.at, at->pairs.n, -INFINITY, INFINITY);
	gaps_outcomes(w, line, at->outcomes.at, at->outcomes.n);
	if (k->unreadable)
		gaps_remark(w, "\"%.*s\" has %llu values that are no times: they are left out.",
			STR_ARG(k->p->name), (unsigned long long)k->unreadable);
}

bool gaps_promise(struct gaps_work *w, const struct gaps_property *p, const struct when_shape *shape)
{
	struct when_shape settled = *shape;
	struct keeping k = { .w = w, .p = p, .shape = &settled };
	size_t ways = 1, best = 0;

	if (settled.order == WHEN_ORDER_UNKNOWN)
		settled.order = WHEN_DAY_FIRST;
	k.of_kind = NEW_ARRAY(w->sc, uint16_t, (size_t)w->study->dictionary->n + 1);
	if (!read_promises(&k))
		return false;
	if (!k.promises.n)
		return true;
	if (p->touchpoint < 0) {
		find_candidates(&k);
		ways = k.candidates.n;
	}
	find_comings(&k);
	struct pairing *all = NEW_ARRAY(w->sc, struct pairing, ways + 1);
	for (size_t i = 0; i < ways; i++)
		all[i] = pair_with(&k, i);
	best = p->touchpoint < 0 ? last_of(all, ways) : 0;
	if (best == SIZE_MAX)
		gaps_remark(w,
			"\"%.*s\" promises a time, and no event's name says that it came true: on the map, expected: {property: ...}"
			" of a touchpoint says where it does.",
			STR_ARG(p->name));
	else
		add_line(&k, &all[best], best);
	return true;
}
