/* Microsoft Clarity: what its Data Export API answers, sums of the last one to three days.  The answer does not say of
 * which: the day is taken from an object around it or from the file's name. */
#include "formats/facts.h"
#include "formats/json_each.h"
#include "formats/known.h"
#include "formats/metrics.h"

/* What a sum is of, by the API's names of dimensions; everything else is a number. */
static const struct {
	const char *key;
	enum fact fact; /* FACTS: a property */
} dimensions[] = {
	{ "URL", FACT_PAGE },
	{ "Campaign", FACT_CAMPAIGN },
	{ "Channel", FACT_CHANNEL },
	{ "Browser", FACTS },
	{ "Device", FACTS },
	{ "OS", FACTS },
	{ "Country/Region", FACTS },
	{ "Source", FACTS },
	{ "Medium", FACTS },
	{ "name", FACTS },
};

enum { MEMBERS = 200 };

struct clarity {
	struct scope *sc;
	struct facts *f;
	struct str file;
};

static bool is_dimension(struct str key, enum fact *fact)
{
	for (size_t i = 0; i < COUNT_OF(dimensions); i++)
		if (str_same(key, str_of(dimensions[i].key))) {
			*fact = dimensions[i].fact;
			return true;
		}
	return false;
}

static void put_days(struct clarity *c, const struct json_node *around)
{
	static const struct when_shape shape = { .family = WHEN_YMD };
	static const char *const keys[] = { "date", "day", "exportedAt", "exported_at", "timestamp" };
	char days[2][METRIC_DAY + 1];
	size_t n = 0;

	for (size_t i = 0; i < COUNT_OF(keys) && !n; i++)
		n = metric_days_in(json_text_at(around, keys[i]), days);
	if (!n)
		n = metric_days_in(c->file, days);
	if (!n || !metric_days(c->f, &shape, str_of(days[0]), str_of(days[n - 1])))
		facts_remark(c->f,
			"Clarity does not say of which days its numbers are: a day in the file's name tells, as in "
			"clarity-2026-03-02.json");
}

static void put_dimensions(struct clarity *c, const struct json_node *item)
{
	enum fact fact;
	double number;

	for (const struct json_node *it = json_first(item); it; it = it->next) {
		bool known = is_dimension(it->key, &fact);
		if (known && fact != FACTS)
			facts_put(c->f, fact, json_text(it));
		else if (known || !str_number(str_trim(json_text(it)), &number))
			facts_say(c->f, it->key, json_text(it));
	}
}

/* "RageClickCount" for what the metric counts, "RageClickCount: pagesViews" for what stands beside it. */
static void put_name(struct clarity *c, struct str metric, struct str key)
{
	if (str_equal(key, STR("subTotal")))
		facts_put(c->f, FACT_METRIC, metric);
	else
		facts_printf(c->f, FACT_METRIC, "%.*s: %.*s", STR_ARG(metric), STR_ARG(key));
}

static bool has_too_many(const struct json_node *object)
{
	size_t n = 0;

	for (const struct json_node *it = json_first(object); it && n <= MEMBERS; it = it->next)
		n++;
	return n > MEMBERS;
}

static bool item(struct clarity *c, const struct json_node *record, const struct json_node *around,
	const struct json_node *of, uint64_t row)
{
	enum fact fact;
	double number;

	if (has_too_many(of))
		return facts_broken(c->f, row, of->text, "a sum has more than 200 members, the ceiling");
	for (const struct json_node *it = json_first(of); it; it = it->next) {
		struct str text = str_trim(json_text(it));
		if (is_dimension(it->key, &fact) || !str_number(text, &number))
			continue;
		facts_begin(c->f, row, of->text);
		put_days(c, around);
		put_dimensions(c, of);
		put_name(c, json_text_at(record, "metricName"), it->key);
		facts_put(c->f, FACT_AMOUNT, text);
		if (facts_full(c->f) || !facts_send(c->f))
			return false;
	}
	return true;
}

static bool record(void *to, const struct json_node *record, const struct json_node *around, uint64_t row,
	struct str raw)
{
	struct clarity *c = to;

	if (!json_text_at(record, "metricName").p)
		return facts_broken(c->f, row, raw, "the metric has no name (metricName)");
	for (const struct json_node *it = json_first(json_at(record, "information")); it; it = it->next)
		if (!item(c, record, around, it, row))
			return false;
	return true;
}

static bool broken(void *to, uint64_t row, struct str raw, const char *why)
{
	struct clarity *c = to;

	return facts_broken(c->f, row, raw, why);
}

static bool full(void *to)
{
	struct clarity *c = to;

	return facts_full(c->f);
}

static int claim(const struct sniff *s)
{
	return sniff_has_keys(s, "metricName", "information", NULL) ? 95 : 0;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct json_fns fns = { record, broken, full };
	static const struct json_wish wish = { .list = "data|metrics|insights|response|results" };
	struct clarity c = { .sc = sc, .file = str_of(input_name(in)) };

	c.f = facts_new(sc, columns, options, sink, notes, "clarity");
	facts_remark(
		c.f, "Reading Clarity was built from its documentation: tell us where your file differs");
	return json_each(sc, in, &wish, notes, &fns, &c);
}

const struct format format_clarity = {
	.name = "clarity",
	.about = "Microsoft Clarity: the answer of its Data Export API",
	.becomes =
		"a number a metric: rage clicks, dead clicks, scrolling, by page, device, ...; never events",
	.proof = FORMAT_UNCHECKED,
	.has_source = true,
	.source = SOURCE_SESSION,
	.facts = true,
	.claim = claim,
	.read = read,
};
