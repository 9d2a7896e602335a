/* What a known format says itself; and what must not be kept as a table has it. */
#include "intake/mapping_parts.h"

#include "formats/facts.h"

static const enum role fact_roles[FACTS] = {
	[FACT_TIME] = ROLE_TIME,
	[FACT_END] = ROLE_END,
	[FACT_EVENT] = ROLE_EVENT,
	[FACT_PAGE] = ROLE_PAGE,
	[FACT_CHANNEL] = ROLE_CHANNEL,
	[FACT_CAMPAIGN] = ROLE_CAMPAIGN,
	[FACT_VALUE] = ROLE_VALUE,
	[FACT_CURRENCY] = ROLE_CURRENCY,
	[FACT_RATING] = ROLE_RATING,
	[FACT_SCALE] = ROLE_SCALE,
	[FACT_EXPECTED] = ROLE_EXPECTED,
	[FACT_TEXT] = ROLE_TEXT,
	[FACT_SESSION] = ROLE_SESSION,
	[FACT_CASE] = ROLE_CASE,
	[FACT_SOURCE] = ROLE_SOURCE,
	[FACT_KEY] = ROLE_KEY,
	[FACT_SUBJECT] = ROLE_SUBJECT,
	[FACT_VERSION] = ROLE_VERSION,
	[FACT_DAY] = ROLE_DAY,
	[FACT_DELETED] = ROLE_DELETED,
	[FACT_METRIC] = ROLE_METRIC,
	[FACT_AMOUNT] = ROLE_AMOUNT,
	[FACT_USER] = ROLE_CUSTOMER,
	[FACT_EMAIL] = ROLE_EMAIL,
	[FACT_PHONE] = ROLE_PHONE,
	[FACT_EXTERNAL] = ROLE_EXTERNAL,
	[FACT_ORDER] = ROLE_ORDER,
	[FACT_COOKIE] = ROLE_COOKIE,
	[FACT_DEVICE] = ROLE_DEVICE,
	[FACT_HANDLE] = ROLE_HANDLE,
	[FACT_VISITOR] = ROLE_VISITOR,
	[FACT_ALIAS] = ROLE_ALIAS,
};

/* The reader has given every column its meaning; what is not a fact is a property. */
struct mapping *mapping_of_facts(struct mapping *m)
{
	static const struct when_shape clock = { .family = WHEN_EPOCH_US, .has_zone = true };

	m->facts = m->settled = true;
	m->has_who = true;
	for (size_t i = 0; i < m->n_columns; i++) {
		struct column *c = &m->columns[i];
		c->name = names_at(m->names, (uint32_t)i);
		if (i < FACTS)
			column_is(c, fact_roles[i], STR("the format says it"));
		c->shape = clock;
		c->wished = true;
	}
	steps_build(m);
	return m;
}

/* --- what must not be kept as it is -------------------------------------------------------------- */

/* "First name", "Imię i nazwisko", "Фамилия": of people, and of nothing else that has a name. */
static bool names_a_person(const struct words *words)
{
	return words_have(words, "nazwisko|nazwiska|surname|lastname|firstname|фамилия|отчество|имя") ||
	       (words_have(words, "imie") && words->n == 1) ||
	       (words_have(words, "first|last|full|given|family|middle") && words_have(words, "name"));
}

/* A second column of e-mail addresses is of no use for joining and must not stand in clear; computers' addresses are
 * kept in part. */
void private_columns_guard(struct mapping *m)
{
	for (size_t i = 0; i < m->n_columns; i++) {
		struct column *c = &m->columns[i];
		const struct look *look = &c->look;
		if (c->role != ROLE_NONE || c->wished || !look->filled)
			continue;
		if (look->emails * 2 > look->filled)
			column_is(c, ROLE_IGNORE, STR("e-mail addresses are not kept in clear"));
		else if (names_a_person(&c->words))
			column_is(c, ROLE_IGNORE,
				STR("names of people are not kept (--column property=... keeps them)"));
		else if (look->addresses * 2 > look->filled)
			column_is(c, ROLE_ADDRESS, STR("addresses of computers are kept in part"));
	}
}
