#include "simulate/shop.h"

#include "base/json.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "cli/table.h"

/* clang-format off */
static const struct option options[] = {
	{ "seed", 0, OPTION_TEXT, "N", "the same number gives the same shop (1)", NULL },
	{ "customers", 0, OPTION_TEXT, "N", "how many (4000)", NULL },
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
	buf_printf(out, "A simulated shop: %.*s events of %.*s customers and %.*s business partners.\n",
		STR_ARG(count_words(sc, r->events)), STR_ARG(count_words(sc, r->customers)),
		STR_ARG(count_words(sc, r->partners)));
	for (size_t i = 0; i < r->files.n; i++)
		buf_printf(out, "  %.*s\n", STR_ARG(r->files.at[i]));
}

static bool run(struct scope *sc, const struct arguments *args)
{
	struct buf *out = buf_new(sc, 1 << 20);
	int64_t seed = 1, customers = 4000;

	if (!read_number(sc, args, "seed", 0, INT64_MAX, &seed) ||
		!read_number(sc, args, "customers", 1, SIMULATE_CUSTOMERS, &customers))
		return false;
	struct simulate_report *r = simulate_shop(sc,
		&(struct simulate_options){ .seed = (uint64_t)seed, .customers = (uint32_t)customers },
		str_c(sc, args->plain.at[0]));
	if (!r)
		return false;
	arg_flag(args, "json") ? report_json(r, out) : report_text(sc, r, out);
	return say_out(sc, out);
}

const struct command command_simulate = {
	.name = "simulate",
	.use = "DIR [--seed N] [--customers N] [--json]",
	.help = "make the files of a simulated shop, with the truth beside them",
	.more = "Customers and business partners of a gift shop, as web.csv, email.ndjson, orders.csv, support.csv,"
		" survey.csv, nps.csv and partners.csv; truth.json has the drop-offs, dwell times and ratings that were planted.",
	.options = options,
	.n_options = COUNT_OF(options),
	.min_plain = 1,
	.max_plain = 1,
	.run = run,
};
