#include "simulate/shop.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "simulate/shop_files.h"
#include "simulate/shop_names.h"
#include "simulate/shop_truth.h"

enum {
	DAY_S = 86400,
	STARTS_S = 1725148800, /* 2024-09-01: the first journeys begin in the 600 days from here on */
	FIRST_DAYS = 600,
	LAST_START_DAYS = 690,
	BETWEEN_DAYS = 96, /* at least; past any silence limit */
	BETWEEN_MORE_DAYS = 130,
	COMES_BACK = 620, /* of a thousand, after each journey */
	PARTNERS_OF = 12, /* a partner for so many customers */
	REPEAT_AFTER_S = 4,
};

struct living {
	const struct shop *shop;
	struct shop_files *files;
	struct simulate_report *report;
	struct random rng;
	uint32_t person, number;
	bool partner;
	enum speech speech;
	int64_t now_s;
};

static int draw_rating(struct living *l, const struct shop_touchpoint *at)
{
	uint32_t all = 0, i = 0;

	if (at->scale == RATED_NOT)
		return -1;
	for (size_t k = 0; k < SHOP_ANSWERS; k++)
		all += at->answers[k];
	for (uint32_t die = random_below(&l->rng, all); die >= at->answers[i]; i++)
		die -= at->answers[i];
	return (int)i;
}

static void happens(struct living *l, const struct shop_touchpoint *at, int64_t time_s, int rating)
{
	l->report->events++;
	shop_files_write(l->files, &(struct shop_event){ .at = at,
					   .name = shop_name(at->event, l->speech),
					   .person = l->person,
					   .partner = l->partner,
					   .time_s = time_s,
					   .number = l->number,
					   .rating = rating,
					   .choice = random_below(&l->rng, 1 << 20) });
}

/* One stay: the event, perhaps again soon after it, and how long until the next. */
static void stay(struct living *l, const struct shop_touchpoint *at)
{
	struct dwell d = dwell_make(at->typical_s, at->shape, at->later);
	uint32_t seconds = dwell_draw(&d, &l->rng);

	happens(l, at, l->now_s, draw_rating(l, at));
	if (random_below(&l->rng, 1000) < at->repeats && seconds > REPEAT_AFTER_S)
		happens(l, at, l->now_s + REPEAT_AFTER_S, -1);
	l->now_s += seconds;
}

/* The next touchpoint, or n: leaves. */
static size_t moves_on(struct living *l, const struct shop_touchpoint *at)
{
	uint32_t die = random_below(&l->rng, 1000);

	for (size_t m = 0; m < SHOP_MOVES && at->moves[m].to; m++) {
		if (die < at->moves[m].chance)
			return shop_find(l->shop, at->moves[m].to);
		die -= at->moves[m].chance;
	}
	return l->shop->n;
}

static size_t begins(struct living *l)
{
	uint32_t die = random_below(&l->rng, 1000);
	size_t i = 0;

	for (; die >= l->shop->at[i].start; i++)
		die -= l->shop->at[i].start;
	return i;
}

static void journey(struct living *l)
{
	l->report->journeys++;
	l->number = 1 + random_below(&l->rng, 300);
	for (size_t at = begins(l); at < l->shop->n; at = moves_on(l, &l->shop->at[at]))
		stay(l, &l->shop->at[at]);
}

static void life(struct living *l)
{
	int64_t last = STARTS_S + (int64_t)LAST_START_DAYS * DAY_S;

	l->now_s = STARTS_S + (int64_t)random_below(&l->rng, FIRST_DAYS * DAY_S);
	do {
		journey(l);
		l->now_s += (int64_t)BETWEEN_DAYS * DAY_S + random_below(&l->rng, BETWEEN_MORE_DAYS * DAY_S);
	} while (l->now_s < last && random_below(&l->rng, 1000) < COMES_BACK);
}

static void live(struct simulate_report *report, struct shop_files *files, const struct shop *shop,
	const struct simulate_options *options, uint32_t n, bool partner)
{
	for (uint32_t i = 0; i < n; i++) {
		struct living l = { .shop = shop,
			.files = files,
			.report = report,
			.person = i,
			.partner = partner,
			.speech = options->speech,
			.rng = random_start(options->seed, (uint64_t)partner << 32 | i) };
		life(&l);
	}
}

static bool write_truth(struct scope *sc, const struct simulate_options *options,
	struct simulate_report *report, const char *dir)
{
	struct buf *b = buf_new(sc, 1 << 20);
	char *path = scope_printf(sc, "%s/truth.json", dir);
	FILE *f = fopen(path, "wb");

	shop_truth_write(options, report, b);
	struct str s = buf_str(b);
	bool ok = f && fwrite(s.p, 1, s.n, f) == s.n;
	if (f && fclose(f) != 0)
		ok = false;
	*LIST_ADD(sc, &report->files) = str_of(path);
	return ok || scope_fail(sc, FAULT_IO, "cannot write \"%s\": %s", path, strerror(errno));
}

struct simulate_report *simulate_shop(
	struct scope *sc, const struct simulate_options *options, const char *dir)
{
	struct simulate_report *report = NEW(sc, struct simulate_report);
	struct str paths[SHOP_FILES];

	if (options->customers < 1 || options->customers > SIMULATE_CUSTOMERS)
		return scope_fail(sc, FAULT_LIMIT, "1 to %d customers can be simulated", SIMULATE_CUSTOMERS);
	if (mkdir(dir, 0777) != 0 && errno != EEXIST)
		return scope_fail(sc, FAULT_IO, "cannot make the folder \"%s\": %s", dir, strerror(errno));
	if (!shop_files_free(sc, dir))
		return NULL;
	report->customers = options->customers;
	report->partners = options->customers / PARTNERS_OF + 1;
	struct shop_files *files = shop_files_open(sc, dir);
	live(report, files, &shop_customers, options, (uint32_t)report->customers, false);
	live(report, files, &shop_partners, options, (uint32_t)report->partners, true);
	if (!shop_files_close(sc, files, paths))
		return NULL;
	for (size_t i = 0; i < SHOP_FILES; i++)
		*LIST_ADD(sc, &report->files) = paths[i];
	return write_truth(sc, options, report, dir) ? report : NULL;
}
