#include "insight/given.h"

struct given_words {
	const char *names[GIVENS], *stages[DEFAULT_STAGES];
};

/* clang-format off */
static const struct given_words english = {
	{ "Customer journey", "Outcome", "Delivery", "Stage", "Home page", "Pages" },
	{ "Awareness", "Consideration", "Purchase", "Onboarding", "Use", "Support", "Loyalty" },
};
static const struct given_words polish = {
	{ "Podróż klienta", "Wynik", "Dostawa", "Etap", "Strona główna", "Strony" },
	{ "Świadomość", "Rozważanie", "Zakup", "Pierwsze kroki", "Użytkowanie", "Obsługa", "Lojalność" },
};
static const struct given_words russian = {
	{ "Путь клиента", "Итог", "Доставка", "Этап", "Главная страница", "Страницы" },
	{ "Узнавание", "Выбор", "Покупка", "Первые шаги", "Использование", "Поддержка", "Лояльность" },
};
/* clang-format on */

static const struct given_words *words_of(enum language language)
{
	return language == LANGUAGE_PL ? &polish : language == LANGUAGE_RU ? &russian : &english;
}

struct str given(enum language language, enum given name)
{
	return str_of(words_of(language)->names[name]);
}

struct str given_stage(enum language language, enum default_stage stage)
{
	return str_of(words_of(language)->stages[stage]);
}

bool given_is(enum language language, struct str name)
{
	for (int s = 0; s < DEFAULT_STAGES; s++)
		if (str_same(name, str_of(english.stages[s])) ||
			str_same(name, given_stage(language, (enum default_stage)s)))
			return true;
	return false;
}
