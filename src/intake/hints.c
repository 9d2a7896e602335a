/* What a known format says of its columns: as if the user had said it, but the user goes before. */
#include "intake/mapping_parts.h"

#include "formats/facts.h"

bool pattern_fits(struct scope *sc, struct str pattern, struct str name)
{
	bool behind = str_ends(pattern, STR("*")), before = str_starts(pattern, STR("*"));

	if (!behind && !before)
		return str_same(pattern, str_trim(name));
	struct str word = str_fold(sc, str_sub(pattern, before, pattern.n - behind));
	struct str text = str_fold(sc, str_trim(name));
	return before && behind ? str_has(text, word)
	       : behind         ? str_starts(text, word)
				: str_ends(text, word);
}

static bool hint_fits(struct scope *sc, const struct column_hint *hint, struct str name)
{
	struct str rest = str_of(hint->column);

	while (rest.p)
		if (pattern_fits(sc, str_cut(&rest, '|'), name))
			return true;
	return false;
}

static const struct column_hint *hint_for(const struct format *format, struct str name)
{
	struct scope mine = { 0 };
	const struct column_hint *found = NULL;

	for (size_t i = 0; i < format->n_hints && !found; i++)
		if (hint_fits(&mine, &format->hints[i], name))
			found = &format->hints[i];
	scope_close(&mine);
	return found;
}

static bool rating_hinted(struct column *c, const struct column_hint *hint)
{
	enum scale scale;

	if (hint->scale && scale_find(str_of(hint->scale), &scale)) {
		c->rater = (struct rater){ .scale = scale, .given = true };
		return true;
	}
	return rater_guess(c);
}

static bool may_repeat(enum role role)
{
	return role == ROLE_RATING || role == ROLE_STAGE_TIME || role == ROLE_IGNORE || role == ROLE_NONE ||
	       role == ROLE_ADDRESS || role == ROLE_FLAG || role == ROLE_EACH;
}

static void hint_take(struct mapping *m, struct column *c, const struct column_hint *hint, const char *format)
{
	enum role role;
	bool is_time;

	if (!role_find(str_of(hint->role), &role) || (!may_repeat(role) && column_with(m, role)))
		return;
	is_time = role == ROLE_TIME || role == ROLE_END || role == ROLE_STAGE_TIME;
	if (is_time && !c->look.times)
		return;
	column_is(c, role, str_of(scope_printf(m->sc, "known of %s", format)));
	c->wished = true;
	if (role == ROLE_RATING && !rating_hinted(c, hint))
		column_is(c, ROLE_NONE, (struct str){ 0 });
}

bool hints_apply(struct mapping *m, const struct format *format)
{
	for (size_t i = 0; format->n_hints && i < m->n_columns; i++) {
		struct column *c = &m->columns[i];
		const struct column_hint *hint = c->wished ? NULL : hint_for(format, c->name);
		if (hint)
			hint_take(m, c, hint, format->name);
	}
	return true;
}

/* --- facts --------------------------------------------------------------------------------------- */

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
