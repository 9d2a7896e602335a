/* The fold: every customer's value in each cell, on several cores. */
#include "answer/scores_private.h"

#include <stdlib.h>

#include "trail/fold.h"

/* What one customer gave in a cell, until the next customer comes. */
struct scores_hand {
	double sum;
	uint64_t answers;
	int nps; /* the last answer, or -1 */
	uint64_t nps_event;
	double items[SUS_ITEMS]; /* of SUS: sums */
	uint32_t times[SUS_ITEMS];
};

struct counter { /* a worker's own */
	struct scope sc;
	const struct counting *is;
	struct names *keys;
	LIST(struct scores_sum) cells; /* by the key's code */
	LIST(uint32_t) touched;        /* by the customer in hand */
	uint32_t customer;
	bool *rated; /* [touchpoints + 1] */
};

struct counting {
	const struct scores_names *names;
	const struct dictionary *dictionary;
	const struct scores_question *question;
	uint32_t segment;
	struct counter *counters;
};

static struct scores_sum *cell_find(struct counter *c, const struct scores_key *key)
{
	uint32_t code = names_add(c->keys, (struct str){ (const char *)key, sizeof *key });

	if (code == c->cells.n)
		*LIST_ADD(&c->sc, &c->cells) = (struct scores_sum){
			.key = *key, .first_place = UINT32_MAX, .hand = NEW(&c->sc, struct scores_hand)
		};
	struct scores_sum *cell = &c->cells.at[code];
	if (!cell->hand->answers)
		*LIST_ADD(&c->sc, &c->touched) = code;
	return cell;
}

static void hand_keep(struct scores_sum *cell)
{
	struct scores_hand *h = cell->hand;
	unsigned answered = 0;

	if (cell->key.scale == SCORES_SUS) {
		for (int i = 0; i < SUS_ITEMS; i++) {
			answered += h->times[i] > 0;
			h->items[i] /= h->times[i] ? h->times[i] : 1;
		}
		if (answered == SUS_ITEMS)
			score_take(&cell->sum, SCALE_NONE, score_sus(h->items), h->answers);
		cell->incomplete += answered < SUS_ITEMS;
	} else {
		double value = h->nps >= 0 ? h->nps : h->sum / (double)h->answers;
		score_take(&cell->sum, (enum scale)cell->key.scale, value, h->answers);
	}
	*h = (struct scores_hand){ 0 };
}

static void customer_keep(struct counter *c)
{
	for (size_t i = 0; i < c->touched.n; i++)
		hand_keep(&c->cells.at[c->touched.at[i]]);
	c->touched.n = 0;
}

static uint32_t place_of(const struct counting *is, uint32_t kind, uint32_t touch)
{
	if (is->question->by == SCORES_BY_TOUCHPOINT)
		return touch;
	return is->question->by == SCORES_BY_SOURCE ? (uint32_t)is->dictionary->kinds[kind].source : 0;
}

static struct scores_key key_of(const struct counting *is, uint32_t kind, uint32_t touch,
	const struct trail_rating *r, int64_t second)
{
	const struct scores_asked *asked = &is->names->of[kind];
	bool sus = asked->item && r->scale == SCALE_1_5;
	bool anywhere = sus && is->question->by == SCORES_BY_TOUCHPOINT;

	return (struct scores_key){
		.place = anywhere ? SCORES_NOWHERE : place_of(is, kind, touch),
		.question = sus ? asked->instrument : asked->question,
		.scale = sus ? (uint32_t)SCORES_SUS : r->scale,
		.segment = is->segment,
		.period = period_of(is->question->per, second),
	};
}

static void take_rating(
	struct counter *c, const struct trail_part *part, uint32_t touch, const struct trail_rating *r)
{
	uint32_t kind = part_kind(part, r->event);
	struct scores_key key = key_of(c->is, kind, touch, r, part_second(part, r->event));
	struct scores_sum *cell = cell_find(c, &key);
	struct scores_hand *h = cell->hand;
	double rating = scale_given((enum scale)r->scale, (double)r->rating);

	c->rated[touch] = true;
	if (!h->answers++)
		h->nps = -1;
	h->sum += rating;
	if (r->nps >= 0 && (h->nps < 0 || r->event > h->nps_event)) {
		h->nps = r->nps;
		h->nps_event = r->event;
	}
	if (key.scale != SCORES_SUS)
		return;
	unsigned item = c->is->names->of[kind].item - 1;
	h->items[item] += rating;
	h->times[item]++;
	cell->first_place = touch < cell->first_place ? touch : cell->first_place;
	cell->last_place = touch > cell->last_place ? touch : cell->last_place;
}

/* Within a unit the places go upwards, as the ratings do. */
static void rate_unit(struct counter *c, const struct block *b, size_t u)
{
	const struct trail_part *p = b->part;
	size_t i = b->start[u], end = b->start[u + 1], k = part_rating_at(p, block_place(b, i));

	for (; k < p->n_ratings && i < end; k++) {
		while (i < end && block_place(b, i) < p->ratings[k].event)
			i++;
		if (i < end && block_place(b, i) == p->ratings[k].event)
			take_rating(c, p, b->touch[i], &p->ratings[k]);
	}
}

static void on_block(void *to, unsigned worker, const struct block *b)
{
	struct counter *c = &((struct counting *)to)->counters[worker];

	for (size_t u = 0; b->part->n_ratings && u < b->units; u++) {
		if (b->customer[u] != c->customer)
			customer_keep(c);
		c->customer = b->customer[u];
		rate_unit(c, b, u);
	}
}

/* --- all together -------------------------------------------------------------------------------- */

struct sums {
	struct names *keys;
	LIST(struct scores_sum) at;
	bool *rated;
};

static void sums_add(struct scope *sc, struct sums *sums, const struct scores_sum *from)
{
	uint32_t code = names_add(sums->keys, (struct str){ (const char *)&from->key, sizeof from->key });

	if (code == sums->at.n) {
		*LIST_ADD(sc, &sums->at) = *from;
		sums->at.at[code].hand = NULL;
		return;
	}
	struct scores_sum *to = &sums->at.at[code];
	score_add(&to->sum, &from->sum);
	to->incomplete += from->incomplete;
	to->first_place = from->first_place < to->first_place ? from->first_place : to->first_place;
	to->last_place = from->last_place > to->last_place ? from->last_place : to->last_place;
}

static void count_segment(struct scope *sc, const struct trail *trail, const struct walk_rules *rules,
	struct counting *counting, struct sums *sums)
{
	const struct scores_question *q = counting->question;
	struct walk_wish wish = { .unit = UNIT_JOURNEYS,
		.customers = q->n_segments ? q->segments[counting->segment] : NULL,
		.has_period = q->has_period,
		.from_s = q->from_s,
		.to_s = q->to_s };
	unsigned workers = fold_workers(trail, &wish);

	counting->counters = NEW_ARRAY(sc, struct counter, workers);
	for (unsigned w = 0; w < workers; w++) {
		struct counter *c = &counting->counters[w];
		c->is = counting;
		c->keys = names_new(&c->sc);
		c->rated = NEW_ARRAY(&c->sc, bool, (size_t)rules->touchpoints + 1);
	}
	fold_blocks(trail, rules, &wish, BLOCK_TOUCH | BLOCK_CUSTOMER, workers, on_block, counting);
	for (unsigned w = 0; w < workers; w++) {
		struct counter *c = &counting->counters[w];
		customer_keep(c);
		for (size_t i = 0; i < c->cells.n; i++)
			sums_add(sc, sums, &c->cells.at[i]);
		for (uint32_t t = 0; t <= rules->touchpoints; t++)
			sums->rated[t] |= c->rated[t];
		scope_close(&c->sc);
	}
}

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_key(const void *x, const void *y)
{
	const struct scores_key *a = &((const struct scores_sum *)x)->key,
				*b = &((const struct scores_sum *)y)->key;
	int order = compare_numbers(a->place, b->place);

	order = order ? order : compare_numbers(a->question, b->question);
	order = order ? order : compare_numbers(a->scale, b->scale);
	order = order ? order : compare_numbers(a->segment, b->segment);
	return order ? order : compare_numbers(a->period, b->period);
}

/* SUS whose items all stand at one touchpoint, whenever they were answered, stands there. */
static void instruments_place(struct scope *sc, struct sums *sums, size_t questions)
{
	uint32_t *first = NEW_ARRAY(sc, uint32_t, questions + 1),
		 *last = NEW_ARRAY(sc, uint32_t, questions + 1);

	for (size_t i = 0; i < questions; i++)
		first[i] = UINT32_MAX;
	for (size_t i = 0; i < sums->at.n; i++) {
		const struct scores_sum *s = &sums->at.at[i];
		uint32_t q = s->key.question;
		if (s->key.scale != SCORES_SUS)
			continue;
		first[q] = s->first_place < first[q] ? s->first_place : first[q];
		last[q] = s->last_place > last[q] ? s->last_place : last[q];
	}
	for (size_t i = 0; i < sums->at.n; i++) {
		struct scores_key *key = &sums->at.at[i].key;
		if (key->place == SCORES_NOWHERE && first[key->question] == last[key->question])
			key->place = first[key->question];
	}
}

struct scores_counted *scores_count(struct scope *sc, const struct study *study,
	const struct walk_rules *rules, const struct scores_names *names,
	const struct scores_question *question)
{
	struct counting counting = { .names = names, .dictionary = study->dictionary, .question = question };
	struct scores_counted *out = NEW(sc, struct scores_counted);
	struct sums sums = { .keys = names_new(sc),
		.rated = NEW_ARRAY(sc, bool, (size_t)rules->touchpoints + 1) };
	size_t segments = question->n_segments ? question->n_segments : 1;

	for (size_t s = 0; s < segments; s++) {
		counting.segment = (uint32_t)s;
		count_segment(sc, study->trail, rules, &counting, &sums);
	}
	instruments_place(sc, &sums, names->n);
	if (sums.at.n)
		qsort(sums.at.at, sums.at.n, sizeof *sums.at.at, by_key);
	*out = (struct scores_counted){ sums.at.at, sums.at.n, sums.rated };
	return out;
}
