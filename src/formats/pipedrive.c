/* Pipedrive's export of deals.  Each column's name begins with what it belongs to, in the account's language: "Deal -
 * Title", "Person - Email - Work"; "Obchod - Název".  The title's column shows which word is the deal's. */
#include "base/buf.h"
#include "formats/known.h"
#include "formats/sheet.h"

#define STATUSES "Status|Stav|Estado|Statut|Stato|Статус"
#define STAGES "Stage|Fáze|Etap|Etapa|Phase|Étape|Fase|Этап"
#define TITLES "Title|Název|Tytuł|Titel|Titre|Título|Titolo|Название|Назва"

enum { TIMES = 5 };

/* clang-format off */
static const struct {
	const char *columns, *event; /* the columns without "Deal - " */
} times[TIMES] = {
	{ "Deal created|Created|Add time|Vytvořeno|Obchod vytvořen|Utworzono|Szansa utworzona|Создана|Сделка создана",
	  "deal_created" },
	{ "Last stage change|Poslední změna fáze|Ostatnia zmiana etapu|Последнее изменение этапа", "deal_stage_changed" },
	{ "Won time|Čas výhry|Datum výhry|Czas wygrania|Data wygranej|Время выигрыша|Дата выигрыша", "deal_won" },
	{ "Lost time|Čas prohry|Datum prohry|Czas utraty|Data przegranej|Время проигрыша|Дата проигрыша", "deal_lost" },
	{ "Deal closed on|Closed on|Uzavřeno dne|Data zamknięcia|Дата закрытия", NULL }, /* by the status */
};
/* clang-format on */
enum { CREATED, STAGE_CHANGED, WON, LOST, CLOSED };

struct reading {
	struct facts *f; /* first, for sheet_broken */
	struct scope *sc;
	int id, status, stage, value, currency, person, email, phone, person_id, organization;
	struct sheet_time times[TIMES], changed;
};

/* --- columns ------------------------------------------------------------------------------------- */

static const char between[] = " - ";

/* Where " - " stands; NULL: nowhere. */
static const char *parting(struct str name)
{
	return name.n ? memmem(name.p, name.n, between, sizeof between - 1) : NULL;
}

/* "Deal - " of "Deal - Title" where `names` has "Title"; p NULL: it is another column. */
static struct str prefix_of(struct str name, const char *names)
{
	const char *at = parting(name);
	struct str rest = str_of(names);

	if (!at)
		return (struct str){ 0 };
	size_t n = (size_t)(at - name.p) + sizeof between - 1;
	while (rest.p)
		if (str_same(str_cut(&rest, '|'), str_trim(str_sub(name, n, name.n))))
			return str_sub(name, 0, n);
	return (struct str){ 0 };
}

/* "Won time|Datum výhry" among the columns that begin with the deal's word. */
static int find(struct table *t, struct str prefix, const char *names)
{
	struct scope mine = { 0 };
	struct buf *full = buf_new(&mine, READER_FIELD);
	struct str rest = str_of(names);

	while (rest.p) {
		buf_puts(full, buf_len(full) ? "|" : "");
		buf_str_add(full, prefix);
		buf_str_add(full, str_cut(&rest, '|'));
	}
	int column = table_find(t, buf_str(full).p);
	scope_close(&mine);
	return column;
}

/* A column of the person's: not the deal's, with such a word in it. */
static int find_of_person(struct table *t, struct str prefix, const char *const *words, size_t n)
{
	struct scope mine = { 0 };
	int found = -1;

	for (size_t i = 0; i < table_columns(t) && found < 0; i++) {
		struct str name = table_name(t, i), small = str_fold(&mine, name);
		for (size_t k = 0; k < n && !str_starts(name, prefix); k++)
			if (str_has(small, str_of(words[k])))
				found = (int)i;
	}
	scope_close(&mine);
	return found;
}

static struct str deal_prefix(const struct table *t)
{
	struct str prefix = { 0 };

	for (size_t i = 0; i < table_columns(t) && !prefix.p; i++)
		prefix = prefix_of(table_name(t, i), TITLES);
	return prefix;
}

static bool begin(void *to, struct table *t)
{
	static const char *const mail[] = { "mail", "почта" }, *const phone[] = { "phone", "telefon",
		"телефон", "téléphone" };
	struct reading *r = to;
	struct str prefix = deal_prefix(t);

	r->id = find(t, prefix, "ID|Pipedrive System ID");
	r->status = find(t, prefix, STATUSES);
	r->stage = find(t, prefix, STAGES);
	r->value = find(t, prefix, "Value|Hodnota|Wartość|Wert|Valeur|Valor|Valore|Сумма|Значение");
	r->currency =
		find(t, prefix, "Currency of value|Currency|Měna hodnoty|Waluta|Waluta wartości|Валюта");
	r->person = find(t, prefix, "Contact person|Kontaktní osoba|Osoba kontaktowa|Контактное лицо");
	r->organization = find(t, prefix, "Organization|Organizace|Organizacja|Организация");
	r->person_id = table_find(t, "Person - ID|Osoba - ID|Контакт - ID");
	r->email = find_of_person(t, prefix, mail, COUNT_OF(mail));
	r->phone = find_of_person(t, prefix, phone, COUNT_OF(phone));
	r->changed = sheet_time_at(
		t, r->f, find(t, prefix, "Update time|Aktualizováno|Czas aktualizacji"), WHEN_DAY_FIRST);
	for (size_t i = 0; i < TIMES; i++)
		r->times[i] = sheet_time_at(t, r->f, find(t, prefix, times[i].columns), WHEN_DAY_FIRST);
	find(t, prefix, TITLES);
	table_leave(t,
		"*owner*|*creator*|*vlastník*|*właściciel*|*владелец*|Person - *|Osoba - *|*note*|*person*|"
		"*organiza*|*email*|*e-mail*|*phone*|*telefon*");
	return sheet_needs(r->sc, r->times[CREATED].column, "Deal - Deal created");
}

/* --- rows ---------------------------------------------------------------------------------------- */

static void put_customer(struct reading *r, struct table *t)
{
	struct str organization = table_at(t, r->organization);

	facts_put(r->f, FACT_EMAIL, table_at(t, r->email));
	facts_put(r->f, FACT_PHONE, table_at(t, r->phone));
	facts_put(r->f, FACT_EXTERNAL, table_at(t, r->person_id));
	if (!facts_has(r->f, FACT_EMAIL) && !facts_has(r->f, FACT_PHONE) && !facts_has(r->f, FACT_EXTERNAL)) {
		facts_put(r->f, FACT_HANDLE, table_at(t, r->person));
		if (organization.p)
			facts_printf(r->f, FACT_EXTERNAL, "organization %.*s", STR_ARG(organization));
	}
	if (r->id >= 0 && sheet_when(r->f, FACT_VERSION, t, &r->changed))
		facts_printf(r->f, FACT_SUBJECT, "deal/%.*s", STR_ARG(table_at(t, r->id)));
}

static bool send(struct reading *r, struct table *t, const char *event)
{
	struct str id = table_at(t, r->id);

	facts_put(r->f, FACT_EVENT, str_of(event));
	facts_say(r->f, STR("deal"), id);
	if (str_equal(str_of(event), STR("deal_stage_changed")))
		sheet_say(r->f, "stage", t, r->stage);
	if (str_equal(str_of(event), STR("deal_won"))) {
		sheet_money(r->f, FACT_VALUE, t, r->value);
		facts_put(r->f, FACT_CURRENCY, table_at(t, r->currency));
	}
	if (id.p && !facts_has(r->f, FACT_VERSION))
		facts_printf(r->f, FACT_KEY, "deal/%.*s/%s", STR_ARG(id), event);
	return facts_send(r->f);
}

static struct str time_at(const struct reading *r, struct table *t, size_t i)
{
	return table_at(t, r->times[i].column);
}

/* What a time of the row says; NULL: nothing new. */
static const char *event_of(const struct reading *r, struct table *t, size_t i)
{
	struct str status = table_at(t, r->status);

	if (i == STAGE_CHANGED && str_equal(time_at(r, t, i), time_at(r, t, CREATED)))
		return NULL;
	if (i != CLOSED)
		return times[i].event;
	if (time_at(r, t, WON).p || time_at(r, t, LOST).p)
		return NULL;
	return str_same(status, STR("Won")) ? "deal_won" : str_same(status, STR("Lost")) ? "deal_lost" : NULL;
}

static bool row(void *to, struct table *t, uint64_t row)
{
	struct reading *r = to;

	facts_begin(r->f, row, table_raw(t));
	put_customer(r, t);
	if (!sheet_when(r->f, FACT_TIME, t, &r->times[CREATED]))
		return sheet_bad(
			r->f, t, row, r->times[CREATED].column, "time at which the deal was created");
	table_say_rest(t, r->f);
	sheet_say(r->f, "stage_now", t, r->stage);
	sheet_say(r->f, "status", t, r->status);
	sheet_say(r->f, "amount", t, r->value);
	if (!send(r, t, times[CREATED].event))
		return false;
	for (size_t i = CREATED + 1; i < TIMES && !facts_full(r->f); i++) {
		const char *event = event_of(r, t, i);
		facts_more(r->f);
		if (event && sheet_when(r->f, FACT_TIME, t, &r->times[i]) && !send(r, t, event))
			return false;
	}
	return !facts_full(r->f);
}

/* ------------------------------------------------------------------------------------------------- */

/* A title and a status or stage of one thing, and most columns begin with what they belong to. */
static int claim(const struct sniff *s)
{
	uint32_t n = s->header ? names_count(s->header) : 0;
	struct str prefix = { 0 };
	bool state = false;
	size_t parted = 0;

	for (uint32_t i = 0; i < n && !prefix.p; i++)
		prefix = prefix_of(names_at(s->header, i), TITLES);
	for (uint32_t i = 0; i < n && prefix.p; i++) {
		struct str name = names_at(s->header, i);
		parted += parting(name) != NULL;
		state |= str_equal(prefix_of(name, STATUSES "|" STAGES), prefix);
	}
	return state && parted * 3 >= n * 2 ? 95 : 0;
}

static bool read_pipedrive(struct scope *sc, struct input *in, const struct reader_options *options,
	struct names *columns, const struct sink *sink, struct reader_notes *notes)
{
	static const struct table_fns fns = { begin, row, sheet_broken };
	struct reading r = { .f = facts_new(sc, columns, options, sink, notes, "pipedrive"), .sc = sc };

	return sheet_done(table_each(sc, in, options, notes, &fns, &r), sc, r.f);
}

const struct format format_pipedrive = {
	.name = "pipedrive",
	.about = "Pipedrive: the export of deals, CSV",
	.becomes = "a deal created, moved to its stage, won, lost: an event each, of its contact person",
	.proof = FORMAT_CHECKED,
	.has_source = true,
	.source = SOURCE_CRM,
	.facts = true,
	.claim = claim,
	.read = read_pipedrive,
};
