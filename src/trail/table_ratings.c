#include <math.h>

#include "trail/table.h"

/* One customer's ratings at one touchpoint, until the next customer comes. */
struct rated {
	double sum;
	uint64_t answers;
	int nps;            /* the last answer, 0..10, or -1 */
	uint64_t nps_event; /* and its place: cases may overlap in time */
};

struct ratings {
	struct scope *sc;
	uint32_t customer;     /* whose ratings are in hand */
	struct rated *rated;   /* [n + 1] of this customer */
	LIST(uint16_t) places; /* where there are any */
	struct stats_ratings *at;
};

static void *ratings_open(struct scope *sc, const struct table_ask *ask)
{
	struct ratings *r = NEW(sc, struct ratings);

	r->sc = sc;
	r->rated = NEW_ARRAY(sc, struct rated, (size_t)ask->ask->n + 1);
	r->at = NEW_ARRAY(sc, struct stats_ratings, (size_t)ask->ask->n + 1);
	return r;
}

static void keep_customer(struct ratings *r)
{
	for (size_t i = 0; i < r->places.n; i++) {
		uint16_t t = r->places.at[i];
		struct rated *rated = &r->rated[t];
		double mean = rated->sum / (double)rated->answers;
		r->at[t].n++;
		r->at[t].sum += llround(mean * 1000);
		r->at[t].sum_squares += llround(mean * mean * 1000000);
		r->at[t].answers += rated->answers;
		if (rated->nps >= 0) {
			r->at[t].nps_n++;
			r->at[t].promoters += rated->nps >= 9;
			r->at[t].detractors += rated->nps <= 6;
		}
		*rated = (struct rated){ 0 };
	}
	r->places.n = 0;
}

static void take_rating(struct ratings *r, uint16_t t, const struct trail_rating *rating)
{
	struct rated *rated = &r->rated[t];

	if (!rated->answers) {
		*LIST_ADD(r->sc, &r->places) = t;
		rated->nps = -1;
	}
	rated->sum += (double)rating->rating;
	rated->answers++;
	r->at[t].scales |= 1u << rating->scale;
	if (rating->nps >= 0 && (rated->nps < 0 || rating->event > rated->nps_event)) {
		rated->nps = rating->nps;
		rated->nps_event = rating->event;
	}
}

/* Within a unit the places go upwards, as the ratings do. */
static void rate_unit(struct ratings *r, const struct block *b, size_t u)
{
	const struct trail_part *p = b->part;
	size_t i = b->start[u], end = b->start[u + 1], k = part_rating_at(p, block_place(b, i));

	for (; k < p->n_ratings && i < end; k++) {
		while (i < end && block_place(b, i) < p->ratings[k].event)
			i++;
		if (i < end && block_place(b, i) == p->ratings[k].event)
			take_rating(r, b->touch[i], &p->ratings[k]);
	}
}

static void ratings_block(void *mine, const struct block *b)
{
	struct ratings *r = mine;

	for (size_t u = 0; b->part->n_ratings && u < b->units; u++) {
		if (b->customer[u] != r->customer)
			keep_customer(r);
		r->customer = b->customer[u];
		rate_unit(r, b, u);
	}
}

static void ratings_give(struct scope *sc, void *mine, struct stats *s)
{
	struct ratings *r = mine;

	(void)sc;
	keep_customer(r);
	for (uint32_t t = 0; t <= s->n; t++) {
		struct stats_ratings *to = &s->at[t].ratings;
		to->n += r->at[t].n;
		to->sum += r->at[t].sum;
		to->sum_squares += r->at[t].sum_squares;
		to->answers += r->at[t].answers;
		to->nps_n += r->at[t].nps_n;
		to->promoters += r->at[t].promoters;
		to->detractors += r->at[t].detractors;
		to->scales |= r->at[t].scales;
	}
}

const struct table table_ratings = { STATS_RATINGS, BLOCK_TOUCH | BLOCK_CUSTOMER, ratings_open, ratings_block,
	ratings_give };
