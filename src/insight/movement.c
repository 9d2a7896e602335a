#include "insight/movement.h"

#include "insight/words.h"

/* The beginnings of words, letter case and marks on letters aside; two of them stand one behind the other. */
struct row {
	const char *first, *second; /* second NULL: one word says it */
	uint8_t mark;
};

static const struct row rows[] = {
	{ "search", NULL, STYLE_MARK_SEARCH },
	{ "filter", NULL, STYLE_MARK_SEARCH },
	{ "filtr", NULL, STYLE_MARK_SEARCH },
	{ "sort", NULL, STYLE_MARK_SEARCH },
	{ "szuka", NULL, STYLE_MARK_SEARCH },
	{ "wyszuk", NULL, STYLE_MARK_SEARCH },
	{ "поиск", NULL, STYLE_MARK_SEARCH },
	{ "искать", NULL, STYLE_MARK_SEARCH },
	{ "фильтр", NULL, STYLE_MARK_SEARCH },
	{ "сортир", NULL, STYLE_MARK_SEARCH },
	{ "rage", NULL, STYLE_MARK_STUCK },
	{ "rageclick", NULL, STYLE_MARK_STUCK },
	{ "dead", "click", STYLE_MARK_STUCK },
	{ "deadclick", NULL, STYLE_MARK_STUCK },
	{ "martw", "klik", STYLE_MARK_STUCK },
	{ "мертв", "клик", STYLE_MARK_STUCK },
	{ "form", NULL, STYLE_MARK_FORM },
	{ "formularz", NULL, STYLE_MARK_FORM },
	{ "форма", NULL, STYLE_MARK_FORM },
	{ "анкет", NULL, STYLE_MARK_FORM },
};

static const char *const about[STYLES] = {
	[STYLE_STUCK] = "rage or dead clicks, or the same form three times running",
	[STYLE_SEARCHING] = "uses the search or filters",
	[STYLE_WANDERING] = "more than a third of the visits go back to an earlier place",
	[STYLE_DIRECT] = "nothing left again within 10 s, and no way back",
	[STYLE_OTHER] = "none of these",
};

const char *movement_about(enum style style)
{
	return about[style];
}

/* "form" is a word of its own, else "format" would be one. */
static bool begins(struct str word, const char *with)
{
	struct str w = str_of(with);

	return str_equal(w, STR("form")) ? str_equal(word, w) || str_equal(word, STR("forms"))
					 : str_starts(word, w);
}

static uint8_t marks_of(struct scope *sc, struct str event)
{
	struct str rest = str_fold(sc, words_name(sc, event));
	uint8_t marks = 0;

	while (rest.p && rest.n) {
		struct str word = str_cut(&rest, ' '), more = rest, next = str_cut(&more, ' ');
		for (size_t i = 0; i < COUNT_OF(rows); i++)
			if (begins(word, rows[i].first) &&
				(!rows[i].second || (next.p && begins(next, rows[i].second))))
				marks |= rows[i].mark;
	}
	return marks;
}

uint8_t *movement_marks(struct scope *sc, const struct dictionary *dictionary)
{
	struct scope mine = { 0 };
	uint8_t *marks = NEW_ARRAY(sc, uint8_t, (size_t)dictionary->n + 1);

	for (uint32_t k = 0; k < dictionary->n; k++)
		marks[k] = marks_of(&mine, dictionary->kinds[k].event);
	scope_close(&mine);
	return marks;
}
