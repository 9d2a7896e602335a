/* What advertising costs: tables of Google Ads, of Meta Ads, or of one's own, a row a day (or a period) and a campaign
 * or channel. */
#include "formats/facts.h"
#include "formats/known.h"
#include "formats/metrics.h"
#include "base/names.h"
#include "formats/table.h"

/* clang-format off */
#define DAYS "day|date|dzień|data|день|дата|tag|datum"
#define STARTS "reporting starts|start date|początek raportowania|data rozpoczęcia raportu|начало отчетного периода|" \
	"дата начала отчетности"
#define ENDS "reporting ends|end date|koniec raportowania|data zakończenia raportu|окончание отчетного периода|" \
	"дата окончания отчетности"
#define SPENT "amount spent*|wydana kwota*|сумма затрат*|потраченная сумма*"
#define COSTS "cost|costs|spend|ad spend|ad cost|koszt|koszty|wydatki|расход|расходы|затраты|стоимость|kosten|" SPENT
#define CAMPAIGNS "campaign|campaign name|utm_campaign|kampania|nazwa kampanii|кампания|название кампании|kampagne"
#define CHANNELS "channel|marketing channel|marketing_channel|kanał|kanal|канал"
#define SOURCES "source|utm_source|źródło|источник"
#define PLATFORMS "platform|network|platforma|платформа"
#define MEDIUMS "medium|utm_medium"
#define IMPRESSIONS "impressions|impr.|impr|wyświetlenia|wyśw.|показы"
#define CLICKS "clicks|link clicks|clicks (all)|kliknięcia|kliknięcia linku|клики|клики по ссылке|klicks"
#define CURRENCIES "currency|currency code|waluta|kod waluty|валюта|код валюты|währungscode"

/* Only Google's own reports have these beside the cost. */
#define GOOGLES "campaign status|campaign type|" CURRENCIES

/* A row with one of these is somebody's, or something that happened: no sum. */
#define OTHERS "user_id|userid|user|customer_id|customer id|client_id|customer|email|e-mail|phone|order_id|order id|" \
	"order|event|activity|action|case id|session_id|visitor_id|name|klient|zamówienie|клиент|заказ|rating|score"
#define GROUPS "ad set name|ad group|ad group name|nazwa zestawu reklam|grupa reklam|группа объявлений|" \
	"название группы объявлений"

static const struct {
	const char *columns, *metric;
} metrics[] = {
	{ COSTS, "Ad cost" },
	{ IMPRESSIONS, "Ad impressions" },
	{ CLICKS, "Ad clicks" },
	{ "conversions|conv.|results|purchases|konwersje|wyniki|конверсии|результаты", "Ad conversions" },
};

/* What a row is of, besides its campaign and channel. */
static const struct {
	const char *columns, *property;
} parts[] = {
	{ SOURCES, "source" },
	{ MEDIUMS, "medium" },
	{ PLATFORMS, "platform" },
	{ GROUPS, "ad group" },
	{ "ad name|nazwa reklamy|название объявления", "ad" },
	{ "country|kraj|страна", "country" },
	{ "device|urządzenie|устройство", "device" },
};
/* clang-format on */

enum { COST, METRICS = COUNT_OF(metrics), PARTS = COUNT_OF(parts), TITLE = 3 /* lines */ };

struct spend {
	struct scope *sc;
	struct facts *f;
	struct str head;
	int first, last, campaign, channel, currency; /* columns */
	int numbers[METRICS], parts[PARTS];
	struct str cost_currency; /* by the header */
	struct when_shape clock;
	struct str days[2]; /* of the whole report, where no column says them */
	uint64_t sums;      /* rows that were left out */
};

/* --- a report's own days ------------------------------------------------------------------------- */

/* "January 1, 2026 - January 31, 2026", the line below a report's title. */
static bool read_period(struct scope *sc, struct str line, struct str days[static 2])
{
	static const char *const dashes[] = { " - ", " – ", " — " };
	int64_t first, last;

	line = str_trim(line);
	if (line.n > 1 && line.p[0] == '"' && line.p[line.n - 1] == '"')
		line = str_sub(line, 1, line.n - 1);
	for (size_t i = 0; line.n && i < COUNT_OF(dashes); i++) {
		size_t n = strlen(dashes[i]);
		const char *at = memmem(line.p, line.n, dashes[i], n);
		size_t from = at ? (size_t)(at - line.p) : 0;
		if (!at || !when_read_any(NULL, str_sub(line, 0, from), &first) ||
			!when_read_any(NULL, str_sub(line, from + n, line.n), &last))
			continue;
		days[0] = when_date(sc, first);
		days[1] = when_date(sc, last);
		return true;
	}
	return false;
}

static bool find_period(struct scope *sc, struct str head, struct str days[static 2])
{
	struct str rest = head;

	for (int i = 0; i < TITLE && rest.p; i++)
		if (read_period(sc, str_cut(&rest, '\n'), days))
			return true;
	return false;
}

/* --- rows ---------------------------------------------------------------------------------------- */

static void find_clock(struct spend *s, struct table *t)
{
	static const struct when_shape iso = { .family = WHEN_ISO };

	if (s->first < 0) {
		s->clock = iso;
		return;
	}
	s->clock = table_clock(t, s->first, WHEN_DAY_FIRST);
	if (s->clock.family == WHEN_DMY_MDY)
		facts_remark(s->f, s->clock.order == WHEN_MONTH_FIRST ? "Days were read with the month first"
								      : "Days were read with the day first");
}

static bool begin(void *to, struct table *t)
{
	struct spend *s = to;

	s->first = s->last = table_find(t, DAYS);
	if (s->first < 0) {
		s->first = table_find(t, STARTS);
		s->last = table_find(t, ENDS);
		s->last = s->last < 0 ? s->first : s->last;
	}
	s->campaign = table_find(t, CAMPAIGNS);
	s->channel = table_find(t, CHANNELS);
	s->currency = table_find(t, CURRENCIES);
	for (size_t i = 0; i < METRICS; i++)
		s->numbers[i] = table_find(t, metrics[i].columns);
	for (size_t i = 0; i < PARTS; i++)
		s->parts[i] = table_find(t, parts[i].columns);
	if (s->numbers[COST] < 0)
		return scope_fail(
			s->sc, FAULT_INVALID, "no column says what was spent: cost, spend, amount spent");
	s->cost_currency = metric_currency(table_name(t, (size_t)s->numbers[COST]));
	if (s->first < 0 && !find_period(s->sc, s->head, s->days))
		return scope_fail(s->sc, FAULT_INVALID,
			"neither a column (day, date, reporting starts) nor the report's title says the days: download the report by day");
	find_clock(s, t);
	return true;
}

static bool put_days(struct spend *s, struct table *t)
{
	if (s->first < 0)
		return metric_days(s->f, &s->clock, s->days[0], s->days[1]);
	return metric_days(s->f, &s->clock, table_at(t, s->first), table_at(t, s->last));
}

static bool wrong(struct spend *s, struct table *t, uint64_t row, int column, const char *what)
{
	char room[METRIC_WHY];
	struct str name = column < 0 ? STR("the day") : table_name(t, (size_t)column);

	return facts_broken(s->f, row, table_raw(t), metric_why(room, name, table_at(t, column), what));
}

static void put_parts(struct spend *s, struct table *t)
{
	struct str channel = table_at(t, s->channel);

	facts_put(s->f, FACT_CAMPAIGN, table_at(t, s->campaign));
	facts_put(s->f, FACT_CHANNEL, channel.p ? channel : STR("ads"));
	for (size_t i = 0; i < PARTS; i++)
		facts_say(s->f, str_of(parts[i].property), table_at(t, s->parts[i]));
}

static const char *const totals[] = { "Total:", "Suma:", "Łącznie:", "Итого:", "Всего:", "Gesamt:" };

/* Sums stand in rows that say neither campaign nor anything else that it was spent on, or that say so. */
static bool is_sum(const struct spend *s, const struct table *t)
{
	struct str campaign = table_at(t, s->campaign), start = table_at(t, 0);
	bool said = campaign.p || table_at(t, s->channel).p;

	for (size_t i = 0; i < PARTS; i++)
		said = said || table_at(t, s->parts[i]).p;
	for (size_t i = 0; i < COUNT_OF(totals); i++)
		if (str_starts(start, str_of(totals[i])) || str_starts(campaign, str_of(totals[i])))
			return true;
	return !said;
}

static bool is_nothing(struct str text)
{
	return !text.p || str_equal(text, STR("-")) || str_equal(text, STR("--")) ||
	       str_equal(text, STR("—"));
}

/* The column's of currencies goes before the header's; p NULL: it is no money. */
static struct str currency_of(const struct spend *s, const struct table *t, size_t metric)
{
	struct str currency = { 0 };

	if (metric == COST)
		currency = table_at(t, s->currency);
	return metric == COST && !currency.p ? s->cost_currency : currency;
}

static bool send_number(struct spend *s, struct table *t, uint64_t row, size_t metric)
{
	int column = s->numbers[metric];
	double value;

	if (column < 0 || is_nothing(table_at(t, column)))
		return true;
	if (!table_number(t, column, &value))
		return wrong(s, t, row, column, "number");
	facts_begin(s->f, row, table_raw(t));
	if (!put_days(s, t))
		return wrong(s, t, row, s->first, "day");
	put_parts(s, t);
	metric_put(s->f, str_of(metrics[metric].metric), value, currency_of(s, t, metric));
	return facts_send(s->f);
}

static bool row(void *to, struct table *t, uint64_t number)
{
	struct spend *s = to;

	if (is_sum(s, t)) {
		s->sums++;
		return true;
	}
	facts_begin(s->f, number, table_raw(t));
	if (!put_days(s, t))
		return wrong(s, t, number, s->first, "day");
	for (size_t i = 0; i < METRICS; i++)
		if (facts_full(s->f) || !send_number(s, t, number, i))
			return false;
	return true;
}

static bool broken(void *to, uint64_t number, struct str raw, const char *why)
{
	struct spend *s = to;

	return facts_broken(s->f, number, raw, why);
}

/* --- the file ------------------------------------------------------------------------------------ */

static bool has(const struct sniff *s, const char *names)
{
	struct scope mine = { 0 };
	struct str rest = str_of(names);
	bool found = false;

	while (rest.p && !found) {
		struct str name = str_cut(&rest, '|');
		bool open = str_ends(name, STR("*"));
		name.n -= open;
		for (uint32_t i = 0; i < names_count(s->header) && !found; i++) {
			struct str column = str_fold(&mine, str_trim(names_at(s->header, i)));
			found = open ? str_starts(column, name) : str_equal(column, name);
		}
	}
	scope_close(&mine);
	return found;
}

static bool has_period(const struct sniff *s)
{
	struct scope mine = { 0 };
	struct str days[2];
	bool found = find_period(&mine, s->head, days);

	scope_close(&mine);
	return found;
}

static int claim(const struct sniff *s)
{
	if (!s->header || !has(s, COSTS) || has(s, OTHERS))
		return 0;
	bool by_day = has(s, DAYS) || has(s, STARTS), campaign = has(s, CAMPAIGNS);
	if (has(s, SPENT) && by_day)
		return 95;
	if (campaign && has(s, IMPRESSIONS "|" CLICKS) && (by_day || has_period(s) || has(s, GOOGLES)))
		return 95;
	return by_day && (campaign || has(s, CHANNELS "|" SOURCES "|" PLATFORMS "|" MEDIUMS)) ? 88 : 0;
}

static bool read(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct table_fns fns = { begin, row, broken };
	struct spend s = { .sc = sc, .head = input_head(in) };

	s.f = facts_new(sc, columns, options, sink, notes, "ads");
	bool ok = table_each(sc, in, options, notes, &fns, &s);
	if (s.sums)
		facts_remark(s.f, scope_printf(sc, "Rows that only sum up others were left out: %llu",
					  (unsigned long long)s.sums));
	return ok || (facts_full(s.f) && sc->fault == FAULT_NONE);
}

const struct format format_ad_spend = {
	.name = "ad-spend",
	.about =
		"what advertising cost: Google Ads, Meta Ads, or a table of day, campaign or channel, and cost",
	.becomes = "a sum a row: Ad cost, Ad impressions, Ad clicks, Ad conversions; never events",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_ADS,
	.facts = true,
	.claim = claim,
	.read = read,
};
