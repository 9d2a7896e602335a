/* Trustpilot: reviews with their replies as a table; which columns there are varies. */
#include "formats/known.h"
#include "formats/table.h"

struct reviews {
	struct facts *f;
	int id, created, changed, user, email, name, title, text, stars, order, replied, place;
	struct when_shape created_clock, changed_clock, replied_clock;
	bool created_utc, changed_utc, replied_utc;
};

static int claim(const struct sniff *s)
{
	return sniff_has_columns(
		       s, "Review Id", "Review Stars|Review Content|Review Created (UTC)|Review Title", NULL)
		       ? 95
		       : 0;
}

static bool says_utc(const struct table *t, int column)
{
	return column >= 0 && str_has(table_name(t, (size_t)column), STR("(UTC)"));
}

/* What the company wrote back is no customer's text: found, so that it is not kept as a property. */
static void find_times(struct reviews *r, struct table *t)
{
	r->created = table_find(t, "Review Created (UTC)|Review Created*|Created*");
	r->changed = table_find(t, "Review Updated (UTC)|Review Updated*|Updated*");
	r->replied = table_find(t, "Company Reply Date (UTC)|Company Reply Date*|Reply Date*");
	table_find(t,
		"Company Reply|Company Reply Text|Company Reply Content|Company Reply (Text)|Reply");
	r->created_clock = table_clock(t, r->created, WHEN_DAY_FIRST);
	r->changed_clock = table_clock(t, r->changed, WHEN_DAY_FIRST);
	r->replied_clock = table_clock(t, r->replied, WHEN_DAY_FIRST);
	r->created_utc = says_utc(t, r->created);
	r->changed_utc = says_utc(t, r->changed);
	r->replied_utc = says_utc(t, r->replied);
}

static bool begin(void *to, struct table *t)
{
	struct reviews *r = to;

	r->id = table_find(t, "Review Id");
	r->user = table_find(t, "Review Consumer User Id|Consumer User Id|Consumer Id");
	r->email = table_find(t, "Review User Email|Consumer Email|Review Consumer Email|Email");
	r->name = table_find(t, "Review Username|Review User Name|Consumer Name|Username");
	r->title = table_find(t, "Review Title|Title");
	r->text = table_find(t, "Review Content|Review Text|Content");
	r->stars = table_find(t, "Review Stars|Stars|Rating");
	r->order = table_find(t, "Reference Id|Reference Number|Order Id");
	r->place = table_find(t, "Location Name");
	find_times(r, t);
	return true;
}

/* The column's name says UTC, or it is in the account's zone. */
static bool when(struct facts *f, enum fact fact, bool utc, const struct when_shape *clock, struct str text)
{
	return utc && clock->family == WHEN_ISO ? facts_utc(f, fact, text) : facts_when(f, fact, clock, text);
}

static void begin_fact(struct reviews *r, struct table *t, uint64_t row)
{
	facts_begin(r->f, row, table_raw(t));
	facts_put(r->f, FACT_CHANNEL, STR("social"));
	facts_put(r->f, FACT_EXTERNAL, table_at(t, r->user));
	facts_put(r->f, FACT_EMAIL, table_at(t, r->email));
	facts_put(r->f, FACT_HANDLE, table_at(t, r->name));
	facts_put(r->f, FACT_ORDER, table_at(t, r->order));
}

static void put_text(struct reviews *r, const struct table *t)
{
	struct str title = table_at(t, r->title), text = table_at(t, r->text);

	if (title.n && text.n)
		facts_printf(r->f, FACT_TEXT, "%.*s\n%.*s", STR_ARG(title), STR_ARG(text));
	else
		facts_put(r->f, FACT_TEXT, title.n ? title : text);
}

static const char *review(struct reviews *r, struct table *t, uint64_t row)
{
	struct str stars = table_at(t, r->stars);
	double number = 0;

	begin_fact(r, t, row);
	if (!when(r->f, FACT_TIME, r->created_utc, &r->created_clock, table_at(t, r->created)))
		return "\"Review Created\" is empty or no time";
	if (stars.n && (!table_number(t, r->stars, &number) || number < 1 || number > 5))
		return "\"Review Stars\" is no number from 1 to 5";
	facts_put(r->f, FACT_EVENT, STR("review_posted"));
	if (stars.n)
		facts_printf(r->f, FACT_RATING, "%g", number);
	facts_put(r->f, FACT_SCALE, stars.n ? STR("1-5") : stars);
	put_text(r, t);
	if (r->changed < 0)
		facts_put(r->f, FACT_KEY, table_at(t, r->id));
	else if (when(r->f, FACT_VERSION, r->changed_utc, &r->changed_clock, table_at(t, r->changed)) ||
		 when(r->f, FACT_VERSION, r->created_utc, &r->created_clock, table_at(t, r->created)))
		facts_put(r->f, FACT_SUBJECT, table_at(t, r->id));
	facts_say(r->f, STR("location"), table_at(t, r->place));
	table_say_rest(t, r->f);
	return NULL;
}

static bool reply(struct reviews *r, struct table *t, uint64_t row)
{
	struct str id = table_at(t, r->id);

	begin_fact(r, t, row);
	if (!when(r->f, FACT_TIME, r->replied_utc, &r->replied_clock, table_at(t, r->replied)))
		return true;
	facts_put(r->f, FACT_EVENT, STR("reply_sent"));
	if (id.n)
		facts_printf(r->f, FACT_KEY, "%.*s/reply", STR_ARG(id));
	return facts_send(r->f);
}

static bool row(void *to, struct table *t, uint64_t number)
{
	struct reviews *r = to;
	const char *why;

	if (facts_full(r->f))
		return false;
	why = review(r, t, number);
	if (why)
		return facts_broken(r->f, number, table_raw(t), why);
	return facts_send(r->f) && reply(r, t, number);
}

static bool broken(void *to, uint64_t number, struct str raw, const char *why)
{
	struct reviews *r = to;

	return facts_broken(r->f, number, raw, why);
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	struct reviews r = { .f = facts_new(sc, columns, options, sink, notes, "trustpilot") };

	bool ok = table_each(sc, in, options, notes, &(struct table_fns){ begin, row, broken }, &r);
	return (ok || facts_full(r.f)) && sc->fault == FAULT_NONE;
}

const struct format format_trustpilot = {
	.name = "trustpilot",
	.about = "Trustpilot: reviews as a table",
	.becomes =
		"review_posted with stars and text, the company's reply_sent; order number, e-mail address, consumer's "
		"number",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_SOCIAL,
	.facts = true,
	.claim = claim,
	.read = read,
};
