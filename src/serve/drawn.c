#include "serve/drawn.h"

#include <pthread.h>
#include <stdlib.h>

#include "answer/kept.h"
#include "answer/members.h"
#include "answer/pictures.h"
#include "answer/period.h"
#include "base/when.h"
#include "serve/clock.h"
#include "serve/pool.h"
#include "serve/shelf.h"

enum { WAITING = 16 };

struct drawn {
	struct house *house;
	struct pool *pool;
	pthread_mutex_t lock;
	struct renewal *renewals; /* under way, or waiting */
};

struct renewal {
	struct drawn *drawn;
	struct scope sc;
	struct drawn_wish wish;
	struct shelf_key key;
	struct renewal *next;
};

struct drawn *drawn_open(struct scope *sc, struct house *house)
{
	struct drawn *d = NEW(sc, struct drawn);

	d->house = house;
	d->pool = pool_open(sc, 1, WAITING);
	pthread_mutex_init(&d->lock, NULL);
	return d->pool ? d : NULL;
}

void drawn_close(struct drawn *d)
{
	if (!d)
		return;
	pool_close(d->pool);
	pthread_mutex_destroy(&d->lock);
}

/* --- computing -------------------------------------------------------------------------------------------- */

/* The map's personas, and of them those whom the question means. */
static bool whom(struct scope *sc, struct study *study, const struct definition *def, struct str where,
	const struct map_members *counted, const uint64_t **members)
{
	const uint64_t *asked = NULL;
	struct str words;

	if (where.p && !str_empty(where)) {
		asked = members_where(sc, study, def, where, &words);
		if (!asked)
			return false;
	}
	*members = members_both(sc, study, counted->customers, asked);
	return true;
}

/* A map of nothing has no period of its own to be drawn with. */
static bool starts(struct scope *sc, const struct study *study, struct str period, const struct map *map)
{
	return map->journeys.total > 0 ||
	       scope_fail(sc, FAULT_INVALID,
		       "period: no journey starts in %.*s: the events here are from %.*s to %.*s",
		       STR_ARG(period), STR_ARG(when_date(sc, study->trail->from_us)),
		       STR_ARG(when_date(sc, study->trail->to_us)));
}

static bool draw(struct scope *sc, struct study *study, const struct drawn_wish *wish, struct buf *out)
{
	struct kept_wish which = { .id = wish->map, .now_us = wish->now_us, .live = true };
	struct kept kept;
	const uint64_t *members;
	struct definition *def = kept_definition(sc, study, &which, &kept);
	const struct map_members *counted = def ? map_members(sc, study, def) : NULL;
	bool has_period = wish->period.p && !str_empty(wish->period);
	int64_t from_s = 0, to_s = 0;

	if (!counted || (has_period && !period_read(sc, wish->period, &from_s, &to_s)) ||
		!whom(sc, study, def, wish->where, counted, &members))
		return false;
	struct map *map = study_map(sc, study, def,
		&(struct study_wish){ .customers = members,
			.counts = wish->counts,
			.has_period = has_period,
			.from_s = from_s,
			.to_s = to_s,
			.remarks = counted->remarks.at,
			.n_remarks = counted->remarks.n,
			.personas = counted->personas.at,
			.n_personas = counted->personas.n });
	if (!map || (has_period && !starts(sc, study, wish->period, map)))
		return false;
	map_hide(sc, map, &wish->hiding);
	if (!(wish->write ? pictures_fetch(sc, study->ws->documents, map)
			  : pictures_fetch_for(sc, study->ws->documents, map, wish->format)))
		return false;
	if (!wish->write)
		return draw_as(sc, map, wish->want, wish->format, out);
	enum speech before = sc->speech;
	sc->speech = wish->want.speech;
	bool ok = wish->write(sc, map, out);
	sc->speech = before;
	return ok;
}

/* The mark is of what was there when it began: what comes meanwhile is not in it for certain. */
static bool compute(struct scope *sc, struct house *house, const struct drawn_wish *wish,
	struct shelf_key key, struct str *bytes)
{
	struct buf *out = buf_new(sc, DRAW_CEILING);

	if (!office_enter(house->office, sc))
		return false;
	/* Whoever was at it before may have asked for the same. */
	struct shelf_mark there;
	if (shelf_get_marked(house->shelf, sc, key, &there, bytes) &&
		there.of == office_state(house->office)) {
		office_leave(house->office);
		return true;
	}
	int64_t began = clock_steady_us();
	struct shelf_mark mark = { .of = office_state(house->office), .made_us = began };
	struct study *study = office_study(house->office, sc);
	bool ok = study && draw(sc, study, wish, out);
	office_leave(house->office);
	mark.took_us = clock_steady_us() - began;
	*bytes = buf_str(out);
	if (ok)
		shelf_put_marked(house->shelf, key, &mark, *bytes);
	return ok;
}

/* --- computing anew --------------------------------------------------------------------------------------- */

static bool same_key(struct shelf_key a, struct shelf_key b)
{
	return a.state == b.state && str_equal(a.what, b.what);
}

/* False where it is under way already. */
static bool list(struct renewal *r)
{
	struct drawn *d = r->drawn;
	bool there = false;

	pthread_mutex_lock(&d->lock);
	for (struct renewal *other = d->renewals; other; other = other->next)
		there |= same_key(other->key, r->key);
	if (!there) {
		r->next = d->renewals;
		d->renewals = r;
	}
	pthread_mutex_unlock(&d->lock);
	return !there;
}

static void unlist(struct renewal *r)
{
	struct drawn *d = r->drawn;
	struct renewal **at = &d->renewals;

	pthread_mutex_lock(&d->lock);
	while (*at != r)
		at = &(*at)->next;
	*at = r->next;
	pthread_mutex_unlock(&d->lock);
}

static void renewal_free(struct renewal *r)
{
	scope_close(&r->sc);
	free(r);
}

/* Where it cannot be done, whoever asks once the old one is too old is told why. */
static void renew(void *to)
{
	struct renewal *r = to;
	struct str bytes;
	struct house *house = r->drawn->house;
	bool ok = office_ended(house->office) || compute(&r->sc, house, &r->wish, r->key, &bytes);

	/* What somebody asked wrongly names people and maps: it is not for the log. */
	if (!ok && r->sc.fault == FAULT_IO)
		journal_say(
			&house->journal, JOURNAL_WARN, "renewal", "why=%s", journal_word(&r->sc, r->sc.why));
	unlist(r);
	renewal_free(r);
}

static struct renewal *renewal_new(struct drawn *d, const struct drawn_wish *wish, struct shelf_key key)
{
	struct renewal *r = calloc(1, sizeof *r);

	if (!r)
		abort();
	r->drawn = d;
	r->key = (struct shelf_key){ key.state, str_copy(&r->sc, key.what) };
	r->wish = *wish;
	r->wish.map = str_copy(&r->sc, wish->map);
	r->wish.format = str_copy(&r->sc, wish->format);
	r->wish.where = wish->where.p ? str_copy(&r->sc, wish->where) : wish->where;
	r->wish.period = wish->period.p ? str_copy(&r->sc, wish->period) : wish->period;
	return r;
}

static void begin_renewal(struct drawn *d, const struct drawn_wish *wish, struct shelf_key key)
{
	struct renewal *r = renewal_new(d, wish, key);

	if (!list(r)) {
		renewal_free(r);
		return;
	}
	if (pool_put(d->pool, renew, r))
		return;
	unlist(r);
	renewal_free(r);
}

/* --- asking ----------------------------------------------------------------------------------------------- */

static bool will_do(const struct shelf_mark *mark)
{
	return mark->took_us > DRAWN_QUICK_US && clock_steady_us() - mark->made_us < DRAWN_OLD_US;
}

bool drawn_get(struct scope *sc, struct house *house, const struct drawn_wish *wish, struct str *bytes)
{
	struct shelf_key key = { office_settled(house->office),
		str_of(scope_printf(sc, "%.*s\n%.*s\n%.*s\n%.*s\n%d %d %llu %d %d", STR_ARG(wish->map),
			STR_ARG(wish->format), STR_ARG(wish->where.p ? wish->where : STR("")),
			STR_ARG(wish->period.p ? wish->period : STR("")), wish->counts, wish->hiding.quotes,
			(unsigned long long)wish->hiding.small_n, (int)wish->want.speech,
			(int)wish->want.paper)) };
	struct shelf_mark mark;

	if (!shelf_get_marked(house->shelf, sc, key, &mark, bytes))
		return compute(sc, house, wish, key, bytes);
	if (mark.of == office_state(house->office))
		return true;
	if (!will_do(&mark))
		return compute(sc, house, wish, key, bytes);
	begin_renewal(house->drawn, wish, key);
	return true;
}
