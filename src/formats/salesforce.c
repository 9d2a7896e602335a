/* Salesforce's exports with the names of its interface (Data Loader, weekly export): one kind of object a file.  Contacts
 * and leads are customers; an opportunity is its contact's, else its account's.  Its id stands as an order number, for
 * the history of its stages, which names nobody else. */
#include "formats/known.h"
#include "formats/sheet.h"

static const int64_t day_us = INT64_C(86400) * 1000000;

enum column {
	ID,
	DELETED,
	ACCOUNT,
	CONTACT,
	STAGE,
	AMOUNT,
	CURRENCY,
	CLOSE,
	IS_CLOSED,
	IS_WON,
	CREATED,
	MODIFIED,
	STAGE_CHANGED,
	EMAIL,
	PHONE,
	MOBILE,
	IS_CONVERTED,
	CONVERTED,
	CONVERTED_CONTACT,
	CONVERTED_OPPORTUNITY,
	OPPORTUNITY,
	FIELD,
	OLD,
	NEW,
	COLUMNS,
};

static const char *const names[COLUMNS] = {
	[ID] = "Id",
	[DELETED] = "IsDeleted",
	[ACCOUNT] = "AccountId",
	[CONTACT] = "ContactId",
	[STAGE] = "StageName",
	[AMOUNT] = "Amount",
	[CURRENCY] = "CurrencyIsoCode",
	[CLOSE] = "CloseDate",
	[IS_CLOSED] = "IsClosed",
	[IS_WON] = "IsWon",
	[CREATED] = "CreatedDate",
	[MODIFIED] = "LastModifiedDate|SystemModstamp",
	[STAGE_CHANGED] = "LastStageChangeDate",
	[EMAIL] = "Email",
	[PHONE] = "Phone",
	[MOBILE] = "MobilePhone",
	[IS_CONVERTED] = "IsConverted",
	[CONVERTED] = "ConvertedDate",
	[CONVERTED_CONTACT] = "ConvertedContactId",
	[CONVERTED_OPPORTUNITY] = "ConvertedOpportunityId",
	[OPPORTUNITY] = "OpportunityId",
	[FIELD] = "Field",
	[OLD] = "OldValue",
	[NEW] = "NewValue",
};

struct object;
struct reading {
	struct facts *f; /* first, for sheet_broken */
	struct scope *sc;
	const struct object *object;
	int columns[COLUMNS];
	char opportunity[18 + 1]; /* of the history's row before, and its stage */
	struct buf *stage;
};

struct object {
	const char *name;
	enum column needs[4]; /* what tells it from the others, with Id and CreatedDate */
	bool (*row)(struct reading *r, struct table *t, uint64_t row);
};

/* --- values -------------------------------------------------------------------------------------- */

static struct str at(const struct reading *r, const struct table *t, enum column column)
{
	return table_at(t, r->columns[column]);
}

static bool is_true(const struct reading *r, const struct table *t, enum column column)
{
	struct str value = at(r, t, column);

	return str_same(value, STR("true")) || str_equal(value, STR("1"));
}

/* Ids of 15 letters heed their case, those of 18 have it once more in their last three: a bit for each capital, five
 * letters a digit of base 32 [Salesforce, "ID Field Type"]. */
static struct str id_at(const struct reading *r, const struct table *t, enum column column)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
	struct str id = at(r, t, column);
	char full[18];

	if (id.n != 15)
		return id;
	memcpy(full, id.p, 15);
	for (size_t i = 0; i < 3; i++) {
		unsigned bits = 0;
		for (size_t k = 0; k < 5; k++)
			bits |= (unsigned)(id.p[i * 5 + k] >= 'A' && id.p[i * 5 + k] <= 'Z') << k;
		full[15 + i] = digits[bits];
	}
	return facts_keep(r->f, (struct str){ full, sizeof full });
}

/* All of Salesforce's times are UTC. */
static bool time_at(const struct reading *r, const struct table *t, enum column column, int64_t *us)
{
	static const struct when_shape shape = { .family = WHEN_ISO };
	struct str text = at(r, t, column);

	return text.p && when_read(&shape, NULL, text, us, NULL);
}

static bool bad(const struct reading *r, const struct table *t, uint64_t row, enum column column)
{
	return sheet_bad(r->f, t, row, r->columns[column], names[column]);
}

/* --- facts --------------------------------------------------------------------------------------- */

static void put_subject(struct reading *r, struct table *t)
{
	int64_t changed;

	if (!time_at(r, t, MODIFIED, &changed))
		return;
	facts_time(r->f, FACT_VERSION, changed);
	facts_printf(r->f, FACT_SUBJECT, "%s/%.*s", r->object->name, STR_ARG(id_at(r, t, ID)));
}

static bool send(struct reading *r, struct table *t, const char *event, int64_t us)
{
	if (facts_full(r->f))
		return true;
	facts_put(r->f, FACT_EVENT, str_of(event));
	facts_time(r->f, FACT_TIME, us);
	if (!facts_has(r->f, FACT_VERSION))
		facts_printf(r->f, FACT_KEY, "%s/%.*s/%s", r->object->name, STR_ARG(id_at(r, t, ID)), event);
	return facts_send(r->f);
}

/* --- opportunities ------------------------------------------------------------------------------- */

static void put_deal_customer(struct reading *r, struct table *t)
{
	struct str contact = id_at(r, t, CONTACT), account = id_at(r, t, ACCOUNT);

	facts_put(r->f, FACT_ORDER, id_at(r, t, ID));
	if (contact.n)
		facts_put(r->f, FACT_EXTERNAL, contact);
	else if (account.n)
		facts_printf(r->f, FACT_EXTERNAL, "account %.*s", STR_ARG(account));
}

/* CloseDate is a day; a change of that day is the nearest that there is to the hour.  Never before the beginning. */
static int64_t closing(const struct reading *r, const struct table *t, int64_t created, bool *exact)
{
	static const enum column changes[] = { STAGE_CHANGED, MODIFIED };
	int64_t day = created, change;

	*exact = false;
	if (!time_at(r, t, CLOSE, &day))
		return created;
	for (size_t i = 0; i < COUNT_OF(changes) && !*exact; i++) {
		*exact = time_at(r, t, changes[i], &change) && change >= day && change - day < day_us;
		day = *exact ? change : day;
	}
	return day > created ? day : created;
}

static bool send_close(struct reading *r, struct table *t, int64_t created)
{
	bool won = is_true(r, t, IS_WON), exact;
	int64_t us = closing(r, t, created, &exact);

	if (won) {
		sheet_money(r->f, FACT_VALUE, t, r->columns[AMOUNT]);
		facts_put(r->f, FACT_CURRENCY, at(r, t, CURRENCY));
	}
	facts_say(r->f, STR("stage"), at(r, t, STAGE));
	if (!exact)
		facts_say(r->f, STR("time_precision"), STR("day"));
	return send(r, t, won ? "deal_won" : "deal_lost", us);
}

static bool opportunity(struct reading *r, struct table *t, uint64_t row)
{
	bool closed = is_true(r, t, IS_CLOSED);
	int64_t created, changed;

	if (!time_at(r, t, CREATED, &created))
		return bad(r, t, row, CREATED);
	put_deal_customer(r, t);
	table_say_rest(t, r->f);
	facts_say(r->f, STR("stage_now"), at(r, t, STAGE));
	facts_say(r->f, STR("amount"), at(r, t, AMOUNT));
	if (!closed)
		facts_say(r->f, STR("expected_close"), at(r, t, CLOSE));
	if (!send(r, t, "deal_created", created))
		return false;
	facts_more(r->f);
	if (closed)
		return send_close(r, t, created);
	if (!time_at(r, t, STAGE_CHANGED, &changed) || changed <= created)
		return true;
	facts_say(r->f, STR("stage"), at(r, t, STAGE));
	return send(r, t, "deal_stage_changed", changed);
}

/* Salesforce writes a row for each change of stage, amount or date: rows of one opportunity that stand together and
 * repeat its stage say nothing of the stage. */
static bool history(struct reading *r, struct table *t, uint64_t row)
{
	struct str id = id_at(r, t, OPPORTUNITY), stage = at(r, t, STAGE);
	bool same = str_equal(id, str_of(r->opportunity)) && str_equal(stage, buf_str(r->stage));
	int64_t us;

	if (!time_at(r, t, CREATED, &us))
		return bad(r, t, row, CREATED);
	if (id.n >= sizeof r->opportunity || !id.n)
		return bad(r, t, row, OPPORTUNITY);
	if (same)
		return true;
	memcpy(r->opportunity, id.p, id.n);
	r->opportunity[id.n] = 0;
	buf_cut(r->stage, 0);
	buf_str_add(r->stage, stage);
	facts_put(r->f, FACT_ORDER, id);
	facts_say(r->f, STR("stage"), stage);
	facts_say(r->f, STR("amount"), at(r, t, AMOUNT));
	return send(r, t, "deal_stage_changed", us);
}

static bool field_history(struct reading *r, struct table *t, uint64_t row)
{
	int64_t us;

	if (!str_equal(at(r, t, FIELD), STR("StageName"))) {
		facts_remark(r->f, "Of the history of fields, changes of the stage were read and no others");
		return true;
	}
	if (!time_at(r, t, CREATED, &us))
		return bad(r, t, row, CREATED);
	facts_put(r->f, FACT_ORDER, id_at(r, t, OPPORTUNITY));
	facts_say(r->f, STR("stage"), at(r, t, NEW));
	facts_say(r->f, STR("stage_before"), at(r, t, OLD));
	return send(r, t, "deal_stage_changed", us);
}

/* --- people -------------------------------------------------------------------------------------- */

static void put_person(struct reading *r, struct table *t)
{
	struct str phone = at(r, t, PHONE);

	facts_put(r->f, FACT_EMAIL, at(r, t, EMAIL));
	facts_put(r->f, FACT_PHONE, phone.n ? phone : at(r, t, MOBILE));
}

static bool contact(struct reading *r, struct table *t, uint64_t row)
{
	int64_t created;

	if (!time_at(r, t, CREATED, &created))
		return bad(r, t, row, CREATED);
	put_person(r, t);
	facts_put(r->f, FACT_EXTERNAL, id_at(r, t, ID));
	facts_say(r->f, STR("account"), id_at(r, t, ACCOUNT));
	table_say_rest(t, r->f);
	return send(r, t, "contact_created", created);
}

/* A lead that was converted is the contact that became of it. */
static bool lead(struct reading *r, struct table *t, uint64_t row)
{
	struct str became = id_at(r, t, CONVERTED_CONTACT);
	int64_t created, converted;

	if (!time_at(r, t, CREATED, &created))
		return bad(r, t, row, CREATED);
	put_person(r, t);
	if (became.n)
		facts_put(r->f, FACT_EXTERNAL, became);
	else
		facts_printf(r->f, FACT_EXTERNAL, "lead %.*s", STR_ARG(id_at(r, t, ID)));
	facts_put(r->f, FACT_ORDER, id_at(r, t, CONVERTED_OPPORTUNITY));
	table_say_rest(t, r->f);
	if (!send(r, t, "lead_created", created))
		return false;
	facts_more(r->f);
	if (!is_true(r, t, IS_CONVERTED) || !time_at(r, t, CONVERTED, &converted))
		return true;
	facts_say(r->f, STR("time_precision"), STR("day"));
	return send(r, t, "lead_converted", converted > created ? converted : created);
}

/* ------------------------------------------------------------------------------------------------- */

/* The first whose columns are all there; what is unset is Id, which each of them needs. */
static const struct object objects[] = {
	{ "opportunity_field_history", { OPPORTUNITY, FIELD, NEW, OLD }, field_history },
	{ "opportunity_history", { OPPORTUNITY, STAGE }, history },
	{ "opportunity", { STAGE, CLOSE }, opportunity },
	{ "lead", { IS_CONVERTED, EMAIL }, lead },
	{ "contact", { ACCOUNT, EMAIL }, contact },
};

static bool row(void *to, struct table *t, uint64_t row)
{
	struct reading *r = to;

	if (!at(r, t, ID).p)
		return bad(r, t, row, ID);
	facts_begin(r->f, row, table_raw(t));
	put_subject(r, t);
	if (!is_true(r, t, DELETED))
		return r->object->row(r, t, row) && !facts_full(r->f);
	if (!facts_has(r->f, FACT_VERSION))
		return bad(r, t, row, MODIFIED);
	facts_put(r->f, FACT_DELETED, STR("true"));
	return facts_send(r->f) && !facts_full(r->f);
}

static bool begin(void *to, struct table *t)
{
	struct reading *r = to;

	for (int i = 0; i < COLUMNS; i++)
		r->columns[i] = table_find(t, names[i]);
	for (size_t i = 0; i < COUNT_OF(objects) && !r->object; i++) {
		bool all = r->columns[CREATED] >= 0;
		for (size_t k = 0; k < COUNT_OF(objects[i].needs); k++)
			all = all && r->columns[objects[i].needs[k]] >= 0;
		r->object = all ? &objects[i] : NULL;
	}
	table_leave(t,
		"*name*|Salutation|Mailing*|Other*|*street*|City|State*|PostalCode|Latitude|Longitude|*Geocode*|"
		"*phone*|Fax|*email*|Birthdate|Description|*ById|OwnerId|*Url|Title|Company|Website|NextStep|"
		"Jigsaw*|*address*|*Assistant*|ReportsToId|Last*Date|SystemModstamp");
	return r->object ||
	       scope_fail(r->sc, FAULT_INVALID,
		       "the table has no columns as opportunities, their history, contacts or leads have: "
		       "another --format is needed");
}

static bool claims(const struct sniff *s, const struct object *object)
{
	bool all = sniff_has_columns(s, "Id", "CreatedDate", NULL);

	for (size_t k = 0; all && k < COUNT_OF(object->needs); k++)
		all = sniff_has_columns(s, names[object->needs[k]], NULL);
	return all;
}

static int claim(const struct sniff *s)
{
	for (size_t i = 0; i < COUNT_OF(objects); i++)
		if (claims(s, &objects[i]))
			return 95;
	return 0;
}

static bool read_salesforce(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct table_fns fns = { begin, row, sheet_broken };
	struct reading r = { .f = facts_new(sc, columns, options, sink, notes, "salesforce"), .sc = sc };

	r.stage = buf_new(sc, READER_FIELD);
	return sheet_done(table_each(sc, in, options, notes, &fns, &r), sc, r.f);
}

const struct format format_salesforce = {
	.name = "salesforce",
	.about =
		"Salesforce: opportunities and their history, contacts, leads, as the Data Loader writes them, CSV",
	.becomes = "a deal created, its stage changed, won, lost, a contact or lead created: an event each",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_CRM,
	.facts = true,
	.claim = claim,
	.read = read_salesforce,
};
