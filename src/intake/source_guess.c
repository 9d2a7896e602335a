#include "intake/source_guess.h"

#include "intake/mapping_parts.h"

/* Whoever has seen pages, sessions, cookies counted visits, whatever else is said; then the first that fits. */
static const struct source_row {
	enum source_kind source;
	enum role roles[6]; /* ROLE_NONE: no more */
	const char *words;  /* of columns' names, folded */
} source_rows[] = {
	/* clang-format off */
	{ SOURCE_WEB, { ROLE_PAGE, ROLE_SESSION, ROLE_COOKIE, ROLE_DEVICE, ROLE_VISITOR, ROLE_CAMPAIGN }, "" },
	{ SOURCE_CRM, { ROLE_ORDER, ROLE_VALUE, ROLE_CURRENCY },
		"order|orders|invoice*|parcel*|shipment*|courier|carrier|zamowieni*|faktur*|paczk*|przesylk*|kurier*|"
		"заказ*|посылк*|курьер*" },
	{ SOURCE_SUPPORT, { ROLE_NONE },
		"agent|ticket*|call|calls|caller|queue|helpdesk|konsultant*|zgloszeni*|rozmow*|polaczeni*|infolini*|"
		"тикет*|звонок|звонк*|оператор*|обращени*" },
	/* clang-format on */
};

static bool fits(struct scope *sc, const struct source_row *row, const struct mapped_column *column)
{
	struct words words;

	for (size_t i = 0; i < COUNT_OF(row->roles); i++)
		if (row->roles[i] != ROLE_NONE && row->roles[i] == column->role)
			return true;
	name_words(sc, column->name, &words);
	return *row->words && words_have(&words, row->words);
}

static enum source_kind by_columns(struct scope *sc, const struct mapped_column *columns, size_t n)
{
	for (size_t r = 0; r < COUNT_OF(source_rows); r++)
		for (size_t i = 0; i < n; i++)
			if (fits(sc, &source_rows[r], &columns[i]))
				return source_rows[r].source;
	return SOURCE_WEB;
}

enum source_kind source_guess(
	struct scope *sc, const struct mapped_column *columns, size_t n, const struct source_signs *signs)
{
	bool cases = signs->cases;

	if (signs->wide)
		return SOURCE_CRM;
	if (signs->rated)
		return SOURCE_SURVEY;
	for (size_t i = 0; i < n; i++)
		cases |= columns[i].role == ROLE_CASE;
	return cases ? SOURCE_LOG : by_columns(sc, columns, n);
}
