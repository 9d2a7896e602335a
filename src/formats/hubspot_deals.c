/* HubSpot's export of deals: a row a deal, the dates in it events.  Contacts are the customers, not deals: the first
 * one associated is whose the deal is. */
#include "formats/known.h"
#include "formats/sheet.h"

enum { STAGES = 64 };

struct reading {
	struct facts *f; /* first, for sheet_broken */
	struct scope *sc;
	int id, stage, won, lost, amount, currency, contacts, companies;
	struct sheet_time created, closed, changed, stage_since;
	struct sheet_time entered[STAGES]; /* 'Date entered "Contract sent (Sales Pipeline)"' */
	size_t n_entered;
};

static void find_stages(struct reading *r, struct table *t)
{
	for (size_t i = 0; i < table_columns(t) && r->n_entered < STAGES; i++)
		if (str_starts(table_name(t, i), STR("Date entered \"")))
			r->entered[r->n_entered++] = sheet_time_at(t, r->f, (int)i, WHEN_MONTH_FIRST);
	table_leave(t, "Date entered*|Date exited*");
}

static bool begin(void *to, struct table *t)
{
	struct reading *r = to;

	r->id = table_find(t, "Record ID|Record ID - Deal|Deal ID");
	r->stage = table_find(t, "Deal Stage");
	r->won = table_find(t, "Is Closed Won|Is closed won");
	r->lost = table_find(t, "Is closed lost");
	r->amount = table_find(t, "Amount");
	r->currency = table_find(t, "Currency|Deal currency");
	r->contacts = table_find(t, "Associated Contact IDs|Associated Contact ID");
	r->companies = table_find(t, "Associated Company IDs|Associated Company ID");
	r->created = sheet_time(t, r->f, "Create Date|Created Date", WHEN_MONTH_FIRST);
	r->closed = sheet_time(t, r->f, "Close Date", WHEN_MONTH_FIRST);
	r->changed = sheet_time(t, r->f, "Last Modified Date", WHEN_MONTH_FIRST);
	r->stage_since = sheet_time(t, r->f, "Date entered current stage", WHEN_MONTH_FIRST);
	find_stages(r, t);
	table_leave(t,
		"*owner*|Associated Contact|Associated Company|Created by*|Updated by*|*notes*|Deal Description|"
		"Next step");
	return sheet_needs(r->sc, r->id, "Record ID");
}

/* "9101;9102": the first, and all of them where there are several. */
static void put_customer(struct reading *r, struct table *t)
{
	struct str all = table_at(t, r->contacts), rest = all, first = str_trim(str_cut(&rest, ';'));
	struct str companies = table_at(t, r->companies), company = str_trim(str_cut(&companies, ';'));

	if (first.n)
		facts_put(r->f, FACT_EXTERNAL, first);
	else if (company.n)
		facts_printf(r->f, FACT_EXTERNAL, "company %.*s", STR_ARG(company));
	if (sheet_when(r->f, FACT_VERSION, t, &r->changed))
		facts_printf(r->f, FACT_SUBJECT, "deal/%.*s", STR_ARG(table_at(t, r->id)));
	if (str_trim(rest).n)
		facts_say(r->f, STR("contacts"), all);
}

static bool send(struct reading *r, struct table *t, const char *event, struct str stage)
{
	facts_put(r->f, FACT_EVENT, str_of(event));
	facts_say(r->f, STR("deal"), table_at(t, r->id));
	facts_say(r->f, STR("stage"), stage);
	if (!facts_has(r->f, FACT_VERSION))
		facts_printf(r->f, FACT_KEY, "deal/%.*s/%s%s%.*s", STR_ARG(table_at(t, r->id)), event,
			stage.n ? "/" : "", STR_ARG(stage));
	return facts_send(r->f);
}

static bool says(struct table *t, int column, const char *const *words, size_t n)
{
	struct str value = table_at(t, column);

	for (size_t i = 0; i < n; i++)
		if (str_same(value, str_of(words[i])))
			return true;
	return false;
}

/* The end of a deal: flags where they were exported, else HubSpot's own names for its last stages. */
static const char *outcome(const struct reading *r, struct table *t)
{
	static const char *const yes[] = { "true", "yes", "1" },
				 *const won[] = { "Closed Won", "Won", "closedwon" },
				 *const lost[] = { "Closed Lost", "Lost", "closedlost" };

	if (says(t, r->won, yes, COUNT_OF(yes)) || says(t, r->stage, won, COUNT_OF(won)))
		return "deal_won";
	if (says(t, r->lost, yes, COUNT_OF(yes)) || says(t, r->stage, lost, COUNT_OF(lost)))
		return "deal_lost";
	return NULL;
}

/* The stage's name in 'Date entered "Contract sent (Sales Pipeline)"'. */
static struct str stage_of(struct str title)
{
	struct str stage = str_sub(title, sizeof "Date entered \"" - 1, title.n), pipeline = stage;

	stage = str_cut(&pipeline, '"');
	const char *bracket = stage.n ? memrchr(stage.p, '(', stage.n) : NULL;
	return str_trim(bracket ? str_sub(stage, 0, (size_t)(bracket - stage.p)) : stage);
}

static bool send_stages(struct reading *r, struct table *t, bool closed)
{
	for (size_t i = 0; i < r->n_entered && !facts_full(r->f); i++) {
		facts_more(r->f);
		if (sheet_when(r->f, FACT_TIME, t, &r->entered[i]) &&
			!send(r, t, "deal_stage_changed",
				stage_of(table_name(t, (size_t)r->entered[i].column))))
			return false;
	}
	facts_more(r->f);
	if (r->n_entered || closed || facts_full(r->f) || !sheet_when(r->f, FACT_TIME, t, &r->stage_since))
		return true;
	return send(r, t, "deal_stage_changed", table_at(t, r->stage));
}

static bool send_end(struct reading *r, struct table *t, const char *event)
{
	facts_more(r->f);
	if (!event || facts_full(r->f) || !sheet_when(r->f, FACT_TIME, t, &r->closed))
		return true;
	if (str_equal(str_of(event), STR("deal_won"))) {
		sheet_money(r->f, FACT_VALUE, t, r->amount);
		facts_put(r->f, FACT_CURRENCY, table_at(t, r->currency));
	}
	return send(r, t, event, (struct str){ 0 });
}

static bool row(void *to, struct table *t, uint64_t row)
{
	struct reading *r = to;
	const char *event = outcome(r, t);

	if (!table_at(t, r->id).p)
		return sheet_bad(r->f, t, row, r->id, "Record ID");
	facts_begin(r->f, row, table_raw(t));
	put_customer(r, t);
	if (!sheet_when(r->f, FACT_TIME, t, &r->created))
		return sheet_bad(r->f, t, row, r->created.column, "Create Date");
	table_say_rest(t, r->f);
	sheet_say(r->f, "stage_now", t, r->stage);
	sheet_say(r->f, "amount", t, r->amount);
	if (!event)
		sheet_say(r->f, "expected_close", t, r->closed.column);
	return send(r, t, "deal_created", (struct str){ 0 }) && send_stages(r, t, event != NULL) &&
	       send_end(r, t, event) && !facts_full(r->f);
}

static int claim(const struct sniff *s)
{
	return sniff_has_columns(s, "Record ID|Record ID - Deal", "Deal Name", "Deal Stage", NULL) ? 95 : 0;
}

static bool read_deals(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct table_fns fns = { begin, row, sheet_broken };
	struct reading r = { .f = facts_new(sc, columns, options, sink, notes, "hubspot"), .sc = sc };

	return sheet_done(table_each(sc, in, options, notes, &fns, &r), sc, r.f);
}

const struct format format_hubspot_deals = {
	.name = "hubspot-deals",
	.about = "HubSpot: the export of deals, CSV",
	.becomes =
		"a deal created, a stage reached, won, lost: an event each, of the first associated contact",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_CRM,
	.facts = true,
	.claim = claim,
	.read = read_deals,
};
