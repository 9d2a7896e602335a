/* What the templates say around themselves. */
import { words } from '../../words/words'

export const t = words({
	en: {
		title: 'Templates', lead: 'A map or a persona to start from without data. Everything in it is an assumption and says so, until evidence comes: events with the usual names find their touchpoint by themselves.', maps: 'Maps', personas: 'Personas', take: 'Use this', takeTitle: 'Make “{name}” yours', name: 'Title', withPersona: 'Take the persona as well: {name}', assumed: 'all assumed', touchpoints: { one: '{n} touchpoint', other: '{n} touchpoints' }, made: 'Made: everything in it is assumed', customer: 'customer', partner: 'partner', employee: 'employee', language: 'It is made in English, the language of the page now.', needs: 'Need: {text}',
	},
	pl: {
		title: 'Szablony', lead: 'Mapa lub persona na początek, bez danych. Wszystko jest tu założeniem i tak jest oznaczone, dopóki nie pojawią się dowody: zdarzenia o typowych nazwach same znajdą swój punkt styku.', maps: 'Mapy', personas: 'Persony', take: 'Użyj szablonu', takeTitle: 'Użyj szablonu „{name}”', name: 'Tytuł', withPersona: 'Dodaj też personę: {name}', assumed: 'same założenia', touchpoints: { one: '{n} punkt styku', few: '{n} punkty styku', many: '{n} punktów styku', other: '{n} punktu styku' }, made: 'Utworzono: wszystko jest założeniem', customer: 'klient', partner: 'partner', employee: 'pracownik', language: 'Powstanie po polsku, w obecnym języku strony.', needs: 'Potrzeba: {text}',
	},
	ru: {
		title: 'Шаблоны', lead: 'Карта или персона для начала, без данных. Всё в ней – предположения, и так отмечено, пока не появятся данные: события с обычными названиями сами найдут свою точку контакта.', maps: 'Карты', personas: 'Персоны', take: 'Использовать', takeTitle: 'Использовать шаблон «{name}»', name: 'Название', withPersona: 'Добавить и персону: {name}', assumed: 'предположения', touchpoints: { one: '{n} точка контакта', few: '{n} точки контакта', many: '{n} точек контакта', other: '{n} точки контакта' }, made: 'Создано: всё в ней – предположения', customer: 'клиент', partner: 'партнёр', employee: 'сотрудник', language: 'Будет создано по-русски, на нынешнем языке страницы.', needs: 'Потребность: {text}',
	},
})
