/* Zendesk's export of tickets as a table: a row a ticket, without what was said. */
#include "formats/known.h"
#include "formats/sheet.h"
#include "formats/support.h"

struct reading {
	struct facts *f; /* first, for sheet_broken */
	struct scope *sc;
	int id, requester, user, email, via, status, score, tags;
	struct sheet_time created, updated, solved;
};

static bool begin(void *to, struct table *t)
{
	struct reading *r = to;

	r->id = table_find(t, "Id|Ticket ID|ID");
	r->requester = table_find(t, "Requester id");
	r->user = table_find(t, "Requester external id");
	r->email = table_find(t, "Requester email");
	r->via = table_find(t, "Via|Channel");
	r->status = table_find(t, "Status");
	r->score = table_find(t, "Satisfaction Score|Satisfaction rating");
	r->tags = table_find(t, "Tags");
	r->created = sheet_time(t, r->f, "Created at", WHEN_DAY_FIRST);
	r->updated = sheet_time(t, r->f, "Updated at", WHEN_DAY_FIRST);
	r->solved = sheet_time(t, r->f, "Solved at", WHEN_DAY_FIRST);
	table_leave(t,
		"Requester*|Submitter|Assignee|Collaborator*|Subject|Description|Organization|Summation column|"
		"Requester domain|* at|*name*");
	facts_remark(r->f,
		"The columns of Zendesk's table of tickets are known from descriptions only: tell us where your "
		"file differs");
	return sheet_needs(r->sc, r->id, "Id") && sheet_needs(r->sc, r->created.column, "Created at");
}

static void put_ticket(struct reading *r, struct table *t)
{
	facts_put(r->f, FACT_EXTERNAL, table_at(t, r->requester));
	facts_put(r->f, FACT_USER, table_at(t, r->user));
	facts_put(r->f, FACT_EMAIL, table_at(t, r->email));
	table_say_rest(t, r->f);
	facts_say(r->f, STR("ticket"), table_at(t, r->id));
	facts_say(r->f, STR("status"), table_at(t, r->status));
	facts_say(r->f, STR("via"), table_at(t, r->via));
	facts_say(r->f, STR("tags"), table_at(t, r->tags));
}

static bool send(struct reading *r, struct table *t, const char *event)
{
	facts_put(r->f, FACT_EVENT, str_of(event));
	facts_put(r->f, FACT_CHANNEL, support_channel(table_at(t, r->via)));
	if (!facts_has(r->f, FACT_VERSION))
		facts_printf(r->f, FACT_KEY, "%.*s/%s", STR_ARG(table_at(t, r->id)), event);
	return facts_send(r->f);
}

static bool send_solved(struct reading *r, struct table *t)
{
	struct str tags = table_at(t, r->tags);
	bool exact;

	facts_more(r->f);
	if (!support_is_solved(table_at(t, r->status)) || str_has(tags, STR("closed_by_merge")) ||
		facts_full(r->f))
		return true;
	exact = sheet_when(r->f, FACT_TIME, t, &r->solved);
	if (!exact && !sheet_when(r->f, FACT_TIME, t, &r->updated))
		return true;
	if (!exact)
		facts_say(r->f, STR("time_assumed"), STR("last change"));
	return send(r, t, "ticket_solved");
}

static bool send_rated(struct reading *r, struct table *t)
{
	struct str thumb = support_thumb(table_at(t, r->score));

	facts_more(r->f);
	if (!thumb.p || facts_full(r->f))
		return true;
	if (!sheet_when(r->f, FACT_TIME, t, &r->updated) && !sheet_when(r->f, FACT_TIME, t, &r->solved))
		return true;
	facts_remark(r->f,
		"Zendesk's table does not say when a ticket was rated: the time of its last change was taken");
	facts_say(r->f, STR("time_assumed"), STR("last change"));
	facts_put(r->f, FACT_RATING, thumb);
	facts_put(r->f, FACT_SCALE, STR("0-1"));
	return send(r, t, "ticket_rated");
}

static bool send_deleted(struct reading *r)
{
	if (!facts_has(r->f, FACT_VERSION))
		return true;
	facts_put(r->f, FACT_DELETED, STR("true"));
	return facts_send(r->f) && !facts_full(r->f);
}

static bool row(void *to, struct table *t, uint64_t row)
{
	struct reading *r = to;

	if (!table_at(t, r->id).p)
		return sheet_bad(r->f, t, row, r->id, "Id");
	facts_begin(r->f, row, table_raw(t));
	if (sheet_when(r->f, FACT_VERSION, t, &r->updated))
		facts_put(r->f, FACT_SUBJECT, table_at(t, r->id));
	if (str_same(table_at(t, r->status), STR("deleted")))
		return send_deleted(r);
	if (!sheet_when(r->f, FACT_TIME, t, &r->created))
		return sheet_bad(r->f, t, row, r->created.column, "Created at");
	put_ticket(r, t);
	return send(r, t, "ticket_opened") && send_solved(r, t) && send_rated(r, t) && !facts_full(r->f);
}

static int claim(const struct sniff *s)
{
	return sniff_has_columns(s, "Id|ID|Ticket ID", "Requester", "Requester id|Requester email",
		       "Created at", "Satisfaction Score|Via|Ticket type", NULL)
		       ? 95
		       : 0;
}

static bool read_zendesk_csv(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct table_fns fns = { begin, row, sheet_broken };
	struct reading r = { .f = facts_new(sc, columns, options, sink, notes, "zendesk"), .sc = sc };

	return sheet_done(table_each(sc, in, options, notes, &fns, &r), sc, r.f);
}

const struct format format_zendesk_csv = {
	.name = "zendesk-csv",
	.about = "Zendesk: the table of tickets, CSV",
	.becomes =
		"a ticket opened, solved, rated: an event each; requester number and e-mail, the company's own number",
	.proof = FORMAT_UNCHECKED,
	.has_source = true,
	.source = SOURCE_SUPPORT,
	.facts = true,
	.claim = claim,
	.read = read_zendesk_csv,
};
