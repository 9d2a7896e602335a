/* HubSpot's export of contacts: a row a contact, the dates in it events. */
#include "formats/known.h"
#include "formats/sheet.h"

enum { TIMES = 9 };

/* clang-format off */
static const struct {
	const char *columns, *event;
} times[TIMES] = {
	{ "Create Date|Created Date|Date created",   "contact_created" },
	{ "First Conversion Date",                    "form_submitted" },
	{ "Became a Subscriber Date",                 "became_subscriber" },
	{ "Became a Lead Date",                       "became_lead" },
	{ "Became a Marketing Qualified Lead Date",   "became_marketing_qualified_lead" },
	{ "Became a Sales Qualified Lead Date",       "became_sales_qualified_lead" },
	{ "Became an Opportunity Date",               "became_opportunity" },
	{ "Became a Customer Date",                   "became_customer" },
	{ "Became an Evangelist Date",                "became_evangelist" },
};
/* clang-format on */

struct reading {
	struct facts *f; /* first, for sheet_broken */
	struct scope *sc;
	int id, email, phone, mobile, form;
	struct sheet_time times[TIMES], changed;
};

static bool begin(void *to, struct table *t)
{
	struct reading *r = to;

	r->id = table_find(t, "Record ID|Record ID - Contact|Contact ID");
	r->email = table_find(t, "Email|Email Address");
	r->phone = table_find(t, "Phone Number|Phone");
	r->mobile = table_find(t, "Mobile Phone Number|Mobile");
	r->form = table_find(t, "First Conversion");
	r->changed = sheet_time(t, r->f, "Last Modified Date", WHEN_MONTH_FIRST);
	for (size_t i = 0; i < TIMES; i++)
		r->times[i] = sheet_time(t, r->f, times[i].columns, WHEN_MONTH_FIRST);
	table_leave(t,
		"*owner*|Associated Company|Associated Contact*|Associated Deal|Created by*|Updated by*|"
		"*LinkedIn*|*Twitter*|*Facebook*|*message*|*notes*|City|Website URL");
	return sheet_needs(r->sc, r->id, "Record ID");
}

static void put_customer(struct reading *r, struct table *t)
{
	struct str phone = table_at(t, r->phone);

	facts_put(r->f, FACT_EXTERNAL, table_at(t, r->id));
	facts_put(r->f, FACT_EMAIL, table_at(t, r->email));
	facts_put(r->f, FACT_PHONE, phone.p ? phone : table_at(t, r->mobile));
	if (sheet_when(r->f, FACT_VERSION, t, &r->changed))
		facts_printf(r->f, FACT_SUBJECT, "contact/%.*s", STR_ARG(table_at(t, r->id)));
}

static bool send(struct reading *r, struct table *t, size_t i)
{
	facts_put(r->f, FACT_EVENT, str_of(times[i].event));
	if (!facts_has(r->f, FACT_VERSION))
		facts_printf(r->f, FACT_KEY, "contact/%.*s/%s", STR_ARG(table_at(t, r->id)), times[i].event);
	if (i == 0)
		table_say_rest(t, r->f);
	if (str_equal(str_of(times[i].event), STR("form_submitted")))
		sheet_say(r->f, "form", t, r->form);
	return facts_send(r->f);
}

/* Where the export has no time of creation, what is said is that all this is one customer. */
static bool send_contact(struct reading *r, struct table *t)
{
	if (facts_has(r->f, FACT_TIME))
		return send(r, t, 0);
	facts_remark(r->f, "The export has no column Create Date: that a contact was created is no event");
	table_say_rest(t, r->f);
	return facts_send(r->f);
}

static bool row(void *to, struct table *t, uint64_t row)
{
	struct reading *r = to;

	if (!table_at(t, r->id).p)
		return sheet_bad(r->f, t, row, r->id, "Record ID");
	facts_begin(r->f, row, table_raw(t));
	put_customer(r, t);
	if (r->times[0].column >= 0 && !sheet_when(r->f, FACT_TIME, t, &r->times[0]))
		return sheet_bad(r->f, t, row, r->times[0].column, "Create Date");
	if (!send_contact(r, t))
		return false;
	for (size_t i = 1; i < TIMES && !facts_full(r->f); i++) {
		facts_more(r->f);
		if (sheet_when(r->f, FACT_TIME, t, &r->times[i]) && !send(r, t, i))
			return false;
	}
	return !facts_full(r->f);
}

static int claim(const struct sniff *s)
{
	return sniff_has_columns(s, "Record ID|Record ID - Contact", "Email", "First Name|Last Name", NULL) &&
			       !sniff_has_columns(s, "Deal Name", NULL)
		       ? 95
		       : 0;
}

static bool read_contacts(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct table_fns fns = { begin, row, sheet_broken };
	struct reading r = { .f = facts_new(sc, columns, options, sink, notes, "hubspot"), .sc = sc };

	return sheet_done(table_each(sc, in, options, notes, &fns, &r), sc, r.f);
}

const struct format format_hubspot_contacts = {
	.name = "hubspot-contacts",
	.about = "HubSpot: the export of contacts, CSV",
	.becomes =
		"a contact created, a stage of its life reached: an event each; e-mail, phone, record number",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_CRM,
	.facts = true,
	.claim = claim,
	.read = read_contacts,
};
