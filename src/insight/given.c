#include "insight/given.h"

struct given_words {
	const char *names[GIVENS], *stages[DEFAULT_STAGES];
};

/* clang-format off */
static const struct given_words words[SPEECHES] = {
	[SPEECH_EN] = {
		{ "Customer journey", "Outcome", "Delivery", "Stage", "Home page", "Pages" },
		{ "Awareness", "Consideration", "Purchase", "Onboarding", "Use", "Support", "Loyalty" },
	},
	[SPEECH_PL] = {
		{ "Podróż klienta", "Wynik", "Dostawa", "Etap", "Strona główna", "Strony" },
		{ "Świadomość", "Rozważanie", "Zakup", "Pierwsze kroki", "Użytkowanie", "Obsługa", "Lojalność" },
	},
	[SPEECH_RU] = {
		{ "Путь клиента", "Итог", "Доставка", "Этап", "Главная страница", "Страницы" },
		{ "Узнавание", "Выбор", "Покупка", "Первые шаги", "Использование", "Поддержка", "Лояльность" },
	},
};
/* clang-format on */

struct str given(enum speech speech, enum given name)
{
	return str_of(words[speech].names[name]);
}

struct str given_stage(enum speech speech, enum default_stage stage)
{
	return str_of(words[speech].stages[stage]);
}

bool given_is(enum speech speech, struct str name)
{
	for (int s = 0; s < DEFAULT_STAGES; s++)
		if (str_same(name, given_stage(SPEECH_EN, (enum default_stage)s)) ||
			str_same(name, given_stage(speech, (enum default_stage)s)))
			return true;
	return false;
}
