/* A time promised, against the event that fulfils it: per case, or per customer where there is none. */
#include "answer/gaps_private.h"

#include <math.h>

#include "answer/gaps_pairing.h"
#include "answer/where_private.h"
#include "base/when.h"

static const int64_t day_us = INT64_C(86400000000);

/* How many names of events that may be what was promised are looked at. */
enum { GAPS_CANDIDATES = 10000 };

struct keeping {
	struct gaps_work *w;
	struct scope own; /* of what no line keeps */
	const struct gaps_property *p;
	const struct when_shape *shape;
	LIST(struct promise) promises;
	LIST(struct coming) comings;
	LIST(uint32_t) candidates; /* codes of events' names; none: whatever is at p->touchpoint */
	uint32_t *of_kind;         /* [kinds]: 1 + the candidate */
	struct when_zone *zone;    /* of the days */
	bool by_day;
	uint64_t unreadable;
};

/* What the events of one candidate kept. */
struct kept {
	struct keeping *k;
	size_t n;
	double took; /* days, of all */
};

/* The pairs of the candidate that it was. */
struct outcomes {
	struct keeping *k;
	LIST(struct gap_pair) pairs;
	LIST(struct gap_outcome) of;
	uint64_t *touch; /* [touchpoints + 1]: how many came there */
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
	*LIST_ADD(&k->own, &k->promises) = p;
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
	size_t *shared = NEW_ARRAY(&k->own, size_t, (size_t)d->n_events + 1), most = 0, n = 0;
	uint32_t *place = NEW_ARRAY(&k->own, uint32_t, (size_t)d->n_events + 1), left = 0;

	for (uint32_t e = 0; e < d->n_events; e++) {
		struct scope mine = { 0 };
		shared[e] = gap_fulfils(&mine, k->p->name, d->events[e]);
		most = shared[e] > most ? shared[e] : most;
		scope_close(&mine);
	}
	for (uint32_t e = 0; most && e < d->n_events; e++) {
		if (shared[e] != most)
			continue;
		if (n < GAPS_CANDIDATES) {
			*LIST_ADD(&k->own, &k->candidates) = e;
			place[e] = (uint32_t)k->candidates.n;
		} else if (n == GAPS_CANDIDATES) {
			left = e;
		}
		n++;
	}
	for (uint32_t kind = 0; kind < d->n; kind++)
		k->of_kind[kind] = place[d->event_code[kind]];
	if (n > GAPS_CANDIDATES)
		gaps_remark(k->w,
			"\"%.*s\" may be kept by events of %zu names: %d of them are looked at, and \"%.*s\" and"
			" those behind it are left out.",
			STR_ARG(k->p->name), n, GAPS_CANDIDATES, STR_ARG(d->events[left]));
}

static void take_comings(void *to, const struct journey *j)
{
	struct keeping *k = to;

	for (size_t i = 0; i < j->n; i++) {
		uint32_t candidate = k->of_kind[part_kind(j->part, j->events[i])];
		bool here = k->p->touchpoint >= 0 ? j->touch[i] == k->p->touchpoint : candidate > 0;
		int64_t second = part_second(j->part, j->events[i]);
		if (here)
			*LIST_ADD(&k->own, &k->comings) = (struct coming){ .customer = j->customer,
				.case_code = part_case(j->part, j->events[i]),
				.second = second,
				.day = k->by_day ? local_day(k->zone, second * 1000000) : 0,
				.candidate = candidate ? candidate - 1 : 0,
				.touch = j->touch[i],
				.order = k->comings.n };
	}
}

static void find_comings(struct keeping *k)
{
	uint64_t *members = NEW_ARRAY(&k->own, uint64_t, k->w->study->trail->customers / 64 + 1);

	for (size_t i = 0; i < k->promises.n; i++)
		where_set(members, k->promises.at[i].customer);
	trail_walk(k->w->study->trail, &k->w->rules->walk,
		&(struct walk_wish){ .unit = UNIT_CUSTOMERS, .customers = members, .workers = 1 },
		take_comings, k);
}

/* --- both ---------------------------------------------------------------------------------------- */

static double days(int64_t us)
{
	return (double)us / (double)day_us;
}

static struct gap_pair pair_of(const struct keeping *k, const struct promise *p, const struct coming *c)
{
	int64_t due_s = trail_seconds(p->due_us), made_s = trail_seconds(p->made_us);

	if (k->by_day)
		return (struct gap_pair){ (double)(p->due_day - p->made_day), (double)(c->day - p->made_day),
			c->day > p->due_day };
	return (struct gap_pair){ days((due_s - made_s) * 1000000), days((c->second - made_s) * 1000000),
		c->second > due_s };
}

static void count(void *to, const struct promise *p, const struct coming *c)
{
	struct kept *kept = to;

	kept->n++;
	kept->took += pair_of(kept->k, p, c).actual;
}

static enum gap_state state_of_missing(const struct keeping *k, const struct promise *p)
{
	int64_t now = k->w->rules->walk.now_us;
	bool past = k->by_day ? local_day(k->zone, now) > p->due_day : now > p->due_us;

	return past ? GAP_OVERDUE : GAP_OPEN;
}

static void keep(void *to, const struct promise *p, const struct coming *c)
{
	struct outcomes *o = to;
	struct gap_outcome outcome = { p->customer, p->case_code, GAP_OPEN };

	if (c) {
		struct gap_pair pair = pair_of(o->k, p, c);
		*LIST_ADD(&o->k->own, &o->pairs) = pair;
		o->touch[c->touch]++;
		outcome.state = pair.broken ? GAP_BROKEN : GAP_KEPT;
	} else {
		outcome.state = state_of_missing(o->k, p);
	}
	*LIST_ADD(o->k->w->sc, &o->of) = outcome;
}

/* The last of those that come about as often as any: what is delivered to the carrier is not delivered yet. */
static size_t last_of(const struct kept *all, size_t n)
{
	size_t most = 0, best = 0;

	for (size_t i = 0; i < n; i++)
		most = all[i].n > most ? all[i].n : most;
	for (size_t i = 0; most && i < n; i++)
		if (all[i].n * 2 >= most &&
			(all[best].n * 2 < most ||
				all[i].took * (double)all[best].n > all[best].took * (double)all[i].n))
			best = i;
	return best;
}

static size_t find_last(struct keeping *k, const struct pairing *pairing)
{
	struct kept *all = NEW_ARRAY(&k->own, struct kept, k->candidates.n + 1);

	for (size_t i = 0; i < k->candidates.n; i++) {
		all[i].k = k;
		pairing_came(pairing, i, count, &all[i]);
	}
	return last_of(all, k->candidates.n);
}

static int most_touched(const struct outcomes *o)
{
	uint32_t n = o->k->w->rules->walk.touchpoints, best = 0;

	for (uint32_t t = 1; t <= n; t++)
		if (o->touch[t] > o->touch[best])
			best = t;
	return best < n && o->touch[best] ? (int)best : -1;
}

static void add_line(struct keeping *k, const struct outcomes *o, size_t candidate)
{
	struct gaps_work *w = k->w;
	bool named = k->p->touchpoint < 0;
	struct gap_line *line = gaps_line(w, MAP_GAP_PROMISE, named ? most_touched(o) : k->p->touchpoint);

	line->at.expected = k->p->name;
	line->event = named ? k->candidates.at[candidate] : GAPS_NO_EVENT;
	line->at.actual =
		named ? w->study->dictionary->events[line->event] : gaps_touchpoint_name(w, k->p->touchpoint);
	line->at.by_day = k->by_day;
	line->at.gap = gap_of(&k->own, GAP_DAYS, o->pairs.at, o->pairs.n, -INFINITY, INFINITY);
	gaps_outcomes(w, line, o->of.at, o->of.n);
	if (k->unreadable)
		gaps_remark(w, "\"%.*s\" has %llu values that are no times: they are left out.",
			STR_ARG(k->p->name), (unsigned long long)k->unreadable);
}

static void pair_both(struct keeping *k)
{
	size_t ways = k->p->touchpoint < 0 ? k->candidates.n : 1;
	struct pairing pairing =
		pairing_new(&k->own, k->promises.at, k->promises.n, k->comings.at, k->comings.n, ways);
	size_t best = ways > 1 ? find_last(k, &pairing) : 0;
	struct outcomes o = { .k = k };

	o.touch = NEW_ARRAY(&k->own, uint64_t, (size_t)k->w->rules->walk.touchpoints + 1);
	pairing_all(&pairing, best, keep, &o);
	add_line(k, &o, best);
}

static bool keep_promise(struct keeping *k)
{
	bool named = k->p->touchpoint < 0;

	k->of_kind = NEW_ARRAY(&k->own, uint32_t, (size_t)k->w->study->dictionary->n + 1);
	if (!read_promises(k))
		return false;
	if (!k->promises.n)
		return true;
	if (named)
		find_candidates(k);
	if (named && !k->candidates.n) {
		gaps_remark(k->w,
			"\"%.*s\" promises a time, and no event's name says that it came true: on the map, expected: {property: ...}"
			" of a touchpoint says where it does.",
			STR_ARG(k->p->name));
		return true;
	}
	find_comings(k);
	pair_both(k);
	return true;
}

bool gaps_promise(struct gaps_work *w, const struct gaps_property *p, const struct when_shape *shape)
{
	struct when_shape settled = *shape;
	struct keeping k = { .w = w, .p = p, .shape = &settled };

	if (settled.order == WHEN_ORDER_UNKNOWN)
		settled.order = WHEN_DAY_FIRST;
	bool ok = keep_promise(&k);
	scope_close(&k.own);
	return ok;
}
