#include "simulate/shop_truth.h"

#include "base/json.h"
#include "simulate/shop_tables.h"

enum { IDLE_S = 1800, FOREVER = 0xFFFFFFF };

struct telling {
	struct json json;
	const struct shop *shop;
	struct chain chain;
	uint64_t goal; /* set of states; 0: none */

	const char *party;
};

/* The mean rating on -2..+2: v = (rating - middle) / (range / 4). */
static double rating_mean(const struct shop_touchpoint *t)
{
	double low = shop_rating_low(t->scale), high = shop_rating_high(t->scale), sum = 0, n = 0;

	for (int i = 0; i < SHOP_ANSWERS; i++) {
		sum += t->answers[i] * (low + i);
		n += t->answers[i];
	}
	return (sum / n - (low + high) / 2) / ((high - low) / 4);
}

/* A stay that goes on another day is no time on the touchpoint; nor is one that lasts longer than a session. */
static void tell_dwell(struct telling *t, const struct shop_touchpoint *at)
{
	struct dwell d = dwell_make(at->typical_s, at->shape, at->later);
	bool in_session = dwell_share(&d, IDLE_S) >= (1000 - at->later) / 1000.0 - 1e-9;

	json_count(&t->json, "dwell_median_s", dwell_median(&d, FOREVER));
	if (in_session)
		json_count(&t->json, "time_on_median_s", dwell_median(&d, IDLE_S));
}

static void tell_touchpoint(struct telling *t, size_t i)
{
	const struct shop_touchpoint *at = &t->shop->at[i];
	double drop_off = chain_drop_off(&t->chain, 1ull << i, t->goal);

	json_open(&t->json, NULL, '{');
	json_text(&t->json, "id", str_of(at->event));
	json_text(&t->json, "party", str_of(t->party));
	json_text(&t->json, "channel", str_of(at->channel));
	json_number(&t->json, "reach", true, chain_reach(&t->chain, t->chain.start, 1ull << i, NULL));
	if (drop_off > 1e-9)
		json_number(&t->json, "drop_off", true, drop_off);
	if (at->moves[0].to)
		tell_dwell(t, at);
	if (at->scale != RATED_NOT) {
		json_number(&t->json, "rating_mean", true, rating_mean(at));
		json_text(&t->json, "scale", at->scale == RATED_NPS ? STR("nps") : STR("1-5"));
	}
	json_close(&t->json, '}');
}

static void tell_party(struct json *json, const struct shop *shop, const char *party)
{
	struct telling t = { .json = *json, .shop = shop, .party = party };

	shop_chain(shop, &t.chain);
	t.goal = shop->goal ? 1ull << shop_find(shop, shop->goal) : 0;
	for (size_t i = 0; i < shop->n; i++)
		tell_touchpoint(&t, i);
	*json = t.json;
}

static void tell_funnel(struct json *json)
{
	static const char *const steps[] = { "Product Viewed", "Product Added", "Checkout Started",
		"Payment Started", "Order Completed" };
	struct chain chain;
	uint64_t sets[COUNT_OF(steps)];
	double reached[COUNT_OF(steps)];

	shop_chain(&shop_customers, &chain);
	for (size_t i = 0; i < COUNT_OF(steps); i++)
		sets[i] = 1ull << shop_find(&shop_customers, steps[i]);
	chain_funnel(&chain, sets, COUNT_OF(steps), reached);
	json_text(json, "try_funnel",
		STR("'Product Viewed' 'Product Added' 'Checkout Started' 'Payment Started' 'Order Completed'"));
	json_open(json, "funnel", '[');
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		json_open(json, NULL, '{');
		json_text(json, "step", str_of(steps[i]));
		json_number(json, "share_of_first", true, reached[i] / reached[0]);
		json_close(json, '}');
	}
	json_close(json, ']');
}

void shop_truth_write(
	const struct simulate_options *options, const struct simulate_report *report, struct buf *out)
{
	struct json json = { .out = out };

	json_open(&json, NULL, '{');
	json_count(&json, "seed", options->seed);
	json_count(&json, "customers", report->customers);
	json_count(&json, "partners", report->partners);
	json_count(&json, "journeys", report->journeys);
	json_count(&json, "events", report->events);
	json_text(&json, "goal", str_of(shop_customers.goal));
	json_number(&json, "silence_days", true, 90);
	tell_funnel(&json);
	json_open(&json, "touchpoints", '[');
	tell_party(&json, &shop_customers, "customer");
	tell_party(&json, &shop_partners, "partner");
	json_close(&json, ']');
	json_close(&json, '}');
	buf_puts(out, "\n");
}
