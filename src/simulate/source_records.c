#include "simulate/source_records.h"

enum {
	LIFE_STREAM = 4,
	DAY_S = 86400,
	STARTS_S = 1725148800, /* 2024-09-01 */
	FIRST_DAYS = 400,
	BETWEEN_DAYS = 96, /* at least; past any silence limit */
	BETWEEN_MORE_DAYS = 60,
	COMES_BACK = 550, /* of a thousand, after each journey */
	APP_DEVICE = 1,
	FIRST_ORDER = 100001,
};

struct life {
	struct scope *sc;
	const struct person *person;
	struct source_records *out;
	struct random rng;
	int64_t now_s;
	uint32_t order;
	uint8_t journey, device;
	bool known, app_known;
	bool remembered[PERSON_DEVICES];
};

static uint8_t account_on(const struct life *l, uint8_t device)
{
	return l->person->kind == PERSON_TWICE ? device : 0;
}

static struct source_record *leave(struct life *l, enum source_at at, int64_t time_s)
{
	struct source_record *r = LIST_ADD(l->sc, l->out);
	bool app = source_touchpoints[at].file == SOURCE_POSTHOG;
	uint8_t device = app ? APP_DEVICE : l->device;

	*r = (struct source_record){ .time_s = { time_s },
		.person = l->person->number,
		.number = (uint32_t)l->out->n,
		.choice = random_below(&l->rng, 1 << 30),
		.order = l->order,
		.at = (uint8_t)at,
		.journey = l->journey,
		.device = device,
		.account = account_on(l, device),
		.known = app ? l->app_known : l->known };
	return r;
}

static void logs_in(struct life *l, bool analytics)
{
	l->known = true;
	l->remembered[l->device] = true;
	leave(l, AT_IDENTIFY, l->now_s - 3);
	if (analytics)
		leave(l, AT_LOGIN, l->now_s - 2);
}

/* What comes with a step, a moment before it or after. */
static void around(struct life *l, enum source_at at)
{
	uint32_t die = random_below(&l->rng, 10);

	if (at == AT_CHECKOUT && person_is_member(l->person) && !l->known)
		logs_in(l, die < 5);
	if (at == AT_PRODUCT && die < 3)
		leave(l, AT_PAGE, l->now_s + 2);
	if (at == AT_COMPLETED)
		l->order = FIRST_ORDER + l->person->number * SOURCE_JOURNEYS + l->journey;
	if (at == AT_TRACKED && person_is_member(l->person) && !l->app_known && die < 7) {
		l->app_known = true;
		leave(l, AT_APP_IDENTIFY, l->now_s - 2);
	}
}

/* Paid and shipped are said by the order's own record, solved by the ticket's. */
static void step(struct life *l, enum source_at at)
{
	around(l, at);
	if (at != AT_PAID && at != AT_SHIPPED && at != AT_SOLVED) {
		leave(l, at, l->now_s);
		return;
	}
	struct source_record *r = &l->out->at[l->out->n - 1];
	r->time_s[at - r->at] = l->now_s;
}

static enum source_at begins(struct life *l)
{
	uint32_t die = random_below(&l->rng, 1000), i = 0;

	for (; die >= source_touchpoints[i].start; i++)
		die -= source_touchpoints[i].start;
	return (enum source_at)i;
}

/* SOURCE_STEPS: leaves. */
static enum source_at moves_on(struct life *l, enum source_at at)
{
	uint32_t die = random_below(&l->rng, 1000);

	for (size_t m = 0; m < SOURCE_MOVES && source_touchpoints[at].moves[m].chance; m++) {
		if (die < source_touchpoints[at].moves[m].chance)
			return source_touchpoints[at].moves[m].to;
		die -= source_touchpoints[at].moves[m].chance;
	}
	return SOURCE_STEPS;
}

/* Who shares a computer or a phone logs in at once: with two accounts beside it one can see that it is shared. */
static void journey(struct life *l)
{
	bool shares = l->person->pair == PAIR_COMPUTER || l->person->pair == PAIR_PHONE;

	l->device = (uint8_t)(random_below(&l->rng, 10) >= 6);
	if (shares && l->journey == 0)
		l->device = 0;
	l->known = l->remembered[l->device] && random_below(&l->rng, 10) < 6;
	l->order = 0;
	if (shares && l->journey == 0)
		logs_in(l, true);
	for (enum source_at at = begins(l), next; at < SOURCE_STEPS; at = next) {
		const struct source_touchpoint *t = &source_touchpoints[at];
		step(l, at);
		next = moves_on(l, at);
		if (next < SOURCE_STEPS) {
			struct dwell d = dwell_make(t->typical_s, t->shape, t->later);
			l->now_s += dwell_draw(&d, &l->rng);
		}
	}
}

static void pause_between(struct life *l)
{
	l->now_s += (int64_t)BETWEEN_DAYS * DAY_S + random_below(&l->rng, BETWEEN_MORE_DAYS * DAY_S);
	l->journey++;
}

/* Each record is a journey of its own: nothing leads from one to the next. */
static void lone_life(struct life *l)
{
	static const enum source_at only[] = { AT_DELIVERED, AT_PLACED, AT_TICKET };
	enum source_at at = only[random_below(&l->rng, COUNT_OF(only))];

	for (uint32_t n = 1 + random_below(&l->rng, SOURCE_JOURNEYS - 1); n > 0; n--) {
		l->order =
			at == AT_PLACED ? FIRST_ORDER + l->person->number * SOURCE_JOURNEYS + l->journey : 0;
		leave(l, at, l->now_s);
		pause_between(l);
	}
}

static void listings(struct life *l)
{
	int64_t since = l->now_s - 5 * DAY_S;

	l->order = 0;
	if (l->person->newsletter) {
		struct source_record *r =
			leave(l, AT_SUBSCRIBED, since + random_below(&l->rng, DAY_S - 7200));
		r->time_s[AT_CONFIRMED - AT_SUBSCRIBED] = r->time_s[0] + 20 + random_below(&l->rng, 3600);
	}
	if (l->person->contact)
		leave(l, AT_CONTACT, (since + DAY_S + random_below(&l->rng, DAY_S)) / 60 * 60);
}

void source_records_of(
	struct scope *sc, uint64_t seed, const struct person *person, struct source_records *records)
{
	struct life l = { .sc = sc,
		.person = person,
		.out = records,
		.rng = random_start(seed, (uint64_t)person->number << 8 | LIFE_STREAM) };

	l.now_s = STARTS_S + (int64_t)random_below(&l.rng, FIRST_DAYS * DAY_S);
	listings(&l);
	if (person->kind == PERSON_LONE) {
		lone_life(&l);
		return;
	}
	do {
		journey(&l);
		pause_between(&l);
	} while (l.journey < SOURCE_JOURNEYS && random_below(&l.rng, 1000) < COMES_BACK);
}
