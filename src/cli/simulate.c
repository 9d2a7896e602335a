#include "simulate/sources.h"

#include "base/json.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"

/* clang-format off */
static const struct option options[] = {
	{ "seed", 0, OPTION_TEXT, "N", "the same number gives the same shop (1)", NULL },
	{ "customers", 0, OPTION_TEXT, "N", "how many (4000)", NULL },
	{ "sources", 0, OPTION_FLAG, NULL, "write them as fifteen sources do, each with its own identifiers", NULL },
	OPTION_JSON,
};
/* clang-format on */

static bool read_number(struct scope *sc, const struct arguments *args, const char *option, int64_t least,
	int64_t most, int64_t *n)
{
	struct str text = arg_text(args, option);

	if (!text.p || (str_integer(text, n) && *n >= least && *n <= most))
		return true;
	return scope_fail(sc, FAULT_INVALID, "--%s is a number from %lld to %lld", option, (long long)least,
		(long long)most);
}

static void report_json(const struct simulate_report *r, struct buf *out)
{
	struct json json = { .out = out };

	json_open(&json, NULL, '{');
	json_count(&json, "customers", r->customers);
	json_count(&json, "partners", r->partners);
	json_count(&json, "journeys", r->journeys);
	json_count(&json, "events", r->events);
	json_open(&json, "files", '[');
	for (size_t i = 0; i < r->files.n; i++)
		json_text(&json, NULL, r->files.at[i]);
	json_close(&json, ']');
	json_close(&json, '}');
	buf_puts(out, "\n");
}

static void report_text(struct scope *sc, const struct simulate_report *r, struct buf *out)
{
	buf_printf(out, "A simulated shop: %.*s events of %.*s customers",
		STR_ARG(count_words(sc, r->events)), STR_ARG(count_words(sc, r->customers)));
	if (r->partners)
		buf_printf(out, " and %.*s business partners", STR_ARG(count_words(sc, r->partners)));
	buf_puts(out, ".\n");
	for (size_t i = 0; i < r->files.n; i++)
		buf_printf(out, "  %.*s\n", STR_ARG(r->files.at[i]));
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct buf *out = buf_new(sc, 1 << 20);
	int64_t seed = 1, customers = 4000;

	bool sources = arg_flag(args, "sources");
	if (!read_number(sc, args, "seed", 0, INT64_MAX, &seed) ||
		!read_number(sc, args, "customers", 1,
			sources ? SIMULATE_SOURCES_CUSTOMERS : SIMULATE_CUSTOMERS, &customers))
		return false;
	const struct simulate_options wanted = { .seed = (uint64_t)seed, .customers = (uint32_t)customers };
	const char *dir = str_c(sc, args->plain.at[0]);
	struct simulate_report *r =
		sources ? simulate_sources(sc, &wanted, dir) : simulate_shop(sc, &wanted, dir);
	if (!r)
		return false;
	arg_flag(args, "json") ? report_json(r, out) : report_text(sc, r, out);
	return say_out(sc, out);
}

const struct command command_simulate = {
	.name = "simulate",
	.use = "DIR [--sources] [--seed N] [--customers N] [--json]",
	.help = "make the files of a simulated shop, with the truth beside them",
	.more = "Customers and business partners of a gift shop, as web.csv, email.ndjson, orders.csv, support.csv,"
		" survey.csv, nps.csv and partners.csv; truth.json has the drop-offs, dwell times and ratings that were planted."
		" With --sources, a shop whose customers have many names: what fifteen systems know of them (Segment, GA4, a"
		" server's log, Shopify, SendGrid, Mailchimp, Zendesk, Intercom, Typeform, Trustpilot, HubSpot, PostHog, Google,"
		" Facebook, a mailbox), each with the identifiers that it has, and the ads' sums; truth.csv says whose each"
		" record is, truth.json what was planted.",
	.options = options,
	.n_options = COUNT_OF(options),
	.min_plain = 1,
	.max_plain = 1,
	.run = run,
};
