/* Mailchimp's account export, granular_activity/opens/12_title.csv and .../clicks/...: a small table a campaign.  The
 * columns are named by the header; which of the two it is, is said by the path. */
#include <ctype.h>

#include "formats/known.h"
#include "formats/table.h"

struct clicks {
	struct facts *f;
	bool clicked;
	struct str campaign, id;
	int time, email, url, ip;
	struct when_shape clock;
};

static bool path_has(struct str path, const char *word)
{
	struct scope mine = { 0 };
	bool has = str_has(str_fold(&mine, path), str_of(word));

	scope_close(&mine);
	return has;
}

/* "12_spring sale.csv": campaign 12, "spring sale". */
static void name_campaign(struct clicks *c, struct str path)
{
	const char *slash = path.n ? memrchr(path.p, '/', path.n) : NULL;
	struct str file = slash ? str_sub(path, (size_t)(slash - path.p) + 1, path.n) : path, rest = file;
	struct str id = str_cut(&rest, '_');

	for (size_t i = 0; i < id.n; i++)
		if (!isdigit((unsigned char)id.p[i]))
			return;
	if (!id.n || !rest.p)
		return;
	c->id = id;
	const char *point = rest.n ? memrchr(rest.p, '.', rest.n) : NULL;
	c->campaign = point ? str_sub(rest, 0, (size_t)(point - rest.p)) : rest;
}

static bool begin(void *to, struct table *t)
{
	struct clicks *c = to;

	c->time = table_find(t, "Timestamp|Time|Date");
	c->email = table_find(t, "Email|Email Address");
	c->url = table_find(t, "Url|Link");
	c->ip = table_find(t, "IP|IP Address");
	c->clock = table_clock(t, c->time, WHEN_MONTH_FIRST);
	c->clicked |= c->url >= 0;
	return true;
}

static bool put_time(struct clicks *c, struct str time)
{
	return facts_utc(c->f, FACT_TIME, time) || facts_when(c->f, FACT_TIME, &c->clock, time);
}

static bool row(void *to, struct table *t, uint64_t number)
{
	struct clicks *c = to;

	facts_begin(c->f, number, table_raw(t));
	if (!put_time(c, table_at(t, c->time)))
		return facts_broken(c->f, number, table_raw(t), "\"Timestamp\" is missing or no time");
	if (!table_at(t, c->email).p)
		return facts_broken(
			c->f, number, table_raw(t), "\"Email\" is missing: nobody whose event it is");
	facts_put(c->f, FACT_EVENT, c->clicked ? STR("email_clicked") : STR("email_opened"));
	facts_put(c->f, FACT_CHANNEL, STR("email"));
	facts_put(c->f, FACT_EMAIL, table_at(t, c->email));
	facts_put(c->f, FACT_PAGE, table_at(t, c->url));
	facts_put(c->f, FACT_CAMPAIGN, c->campaign);
	facts_say(c->f, STR("campaign_id"), c->id);
	facts_say(c->f, STR("ip"), facts_ip(c->f, table_at(t, c->ip)));
	return facts_send(c->f) && !facts_full(c->f);
}

static bool broken(void *to, uint64_t number, struct str raw, const char *why)
{
	struct clicks *c = to;

	return facts_broken(c->f, number, raw, why);
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct table_fns fns = { begin, row, broken };
	struct clicks c = { .f = facts_new(sc, columns, options, sink, notes, "mailchimp") };

	c.clicked = path_has(str_of(input_path(in)), "clicks/");
	name_campaign(&c, str_of(input_path(in)));
	facts_remark(c.f, "Mailchimp's times are read as UTC");
	if (!c.clicked)
		facts_remark(c.f,
			"Mailchimp counts as opened what mail programs fetch by themselves (Apple's privacy "
			"protection): clicks say more");
	return table_each(sc, in, options, notes, &fns, &c) || (facts_full(c.f) && sc->fault == FAULT_NONE);
}

/* Two columns that any table may have: without the path it is not known for Mailchimp's. */
static int claim(const struct sniff *s)
{
	return path_has(s->path, "granular_activity/") && sniff_has_columns(s, "Timestamp", "Email", NULL)
		       ? 95
		       : 0;
}

const struct format format_mailchimp_clicks = {
	.name = "mailchimp-clicks",
	.about = "Mailchimp: opens or clicks of a campaign, of the account's export (granular_activity)",
	.becomes = "a row an open or a click; e-mail address",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_EMAIL,
	.facts = true,
	.claim = claim,
	.read = read,
};
