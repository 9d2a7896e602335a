/* common - words that every view needs: what people do, and the names of what a map is made of.
 *
 *	common('save')                  // "Save"
 *	laneName('drop_off')            // "Leaving"; a lane that nobody knows is called by its key
 */
import { words } from './words'

const actions = {
	en: {
		save: 'Save', cancel: 'Cancel', close: 'Close', add: 'Add', remove: 'Remove', edit: 'Edit', rename: 'Rename',
		undo: 'Undo', redo: 'Redo', copy: 'Copy', copied: 'Copied', selected: 'The browser keeps the clipboard to itself. The text is selected: press Ctrl+C, or copy it from its menu.', open: 'Open', back: 'Back', next: 'Next', done: 'Done',
		search: 'Search', filter: 'Filter', clear: 'Clear', all: 'All', none: 'None', more: 'Show more', less: 'Show less',
		again: 'Try again', saving: 'Saving…', saved: 'Saved', loading: 'Loading…', noData: 'no data', yes: 'Yes', no: 'No',
		name: 'Name', text: 'Text', owner: 'Owner', status: 'Status', date: 'Date', by: 'by {name}', download: 'Download',
		print: 'Print', share: 'Share', settings: 'Settings', delete: 'Delete', restore: 'Restore', duplicate: 'Duplicate',
		wholeMap: 'Whole map', everybody: 'Everybody', optional: 'optional', required: 'needed',
		customers: { one: '{n} customer', other: '{n} customers' },
		journeys: { one: '{n} journey', other: '{n} journeys' },
		events: { one: '{n} event', other: '{n} events' },
		visits: { one: '{n} visit', other: '{n} visits' },
		texts: { one: '{n} text', other: '{n} texts' },
	},
	pl: {
		save: 'Zapisz', cancel: 'Anuluj', close: 'Zamknij', add: 'Dodaj', remove: 'Usuń', edit: 'Edytuj', rename: 'Zmień nazwę',
		undo: 'Cofnij', redo: 'Ponów', copy: 'Kopiuj', copied: 'Skopiowano', selected: 'Przeglądarka nie udostępnia schowka. Tekst jest zaznaczony: naciśnij Ctrl+C albo skopiuj go z menu.', open: 'Otwórz', back: 'Wstecz', next: 'Dalej', done: 'Gotowe',
		search: 'Szukaj', filter: 'Filtruj', clear: 'Wyczyść', all: 'Wszystkie', none: 'Brak', more: 'Pokaż więcej', less: 'Pokaż mniej',
		again: 'Spróbuj ponownie', saving: 'Zapisywanie…', saved: 'Zapisano', loading: 'Wczytywanie…', noData: 'brak danych', yes: 'Tak', no: 'Nie',
		name: 'Nazwa', text: 'Tekst', owner: 'Właściciel', status: 'Status', date: 'Data', by: '{name}', download: 'Pobierz',
		print: 'Drukuj', share: 'Udostępnij', settings: 'Ustawienia', delete: 'Usuń', restore: 'Przywróć', duplicate: 'Powiel',
		wholeMap: 'Cała mapa', everybody: 'Wszyscy', optional: 'nieobowiązkowe', required: 'wymagane',
		customers: { one: '{n} klient', few: '{n} klientów', many: '{n} klientów', other: '{n} klienta' },
		journeys: { one: '{n} podróż', few: '{n} podróże', many: '{n} podróży', other: '{n} podróży' },
		events: { one: '{n} zdarzenie', few: '{n} zdarzenia', many: '{n} zdarzeń', other: '{n} zdarzenia' },
		visits: { one: '{n} wizyta', few: '{n} wizyty', many: '{n} wizyt', other: '{n} wizyty' },
		texts: { one: '{n} tekst', few: '{n} teksty', many: '{n} tekstów', other: '{n} tekstu' },
	},
	ru: {
		save: 'Сохранить', cancel: 'Отмена', close: 'Закрыть', add: 'Добавить', remove: 'Удалить', edit: 'Изменить', rename: 'Переименовать',
		undo: 'Отменить', redo: 'Повторить', copy: 'Копировать', copied: 'Скопировано', selected: 'Браузер не даёт доступа к буферу обмена. Текст выделен: нажмите Ctrl+C или скопируйте его через меню.', open: 'Открыть', back: 'Назад', next: 'Далее', done: 'Готово',
		search: 'Поиск', filter: 'Фильтр', clear: 'Очистить', all: 'Все', none: 'Нет', more: 'Показать ещё', less: 'Показать меньше',
		again: 'Попробовать снова', saving: 'Сохранение…', saved: 'Сохранено', loading: 'Загрузка…', noData: 'нет данных', yes: 'Да', no: 'Нет',
		name: 'Название', text: 'Текст', owner: 'Ответственный', status: 'Статус', date: 'Дата', by: '{name}', download: 'Скачать',
		print: 'Печать', share: 'Поделиться', settings: 'Настройки', delete: 'Удалить', restore: 'Восстановить', duplicate: 'Создать копию',
		wholeMap: 'Вся карта', everybody: 'Все', optional: 'необязательно', required: 'обязательно',
		customers: { one: '{n} клиент', few: '{n} клиента', many: '{n} клиентов', other: '{n} клиента' },
		journeys: { one: '{n} путь', few: '{n} пути', many: '{n} путей', other: '{n} пути' },
		events: { one: '{n} событие', few: '{n} события', many: '{n} событий', other: '{n} события' },
		visits: { one: '{n} посещение', few: '{n} посещения', many: '{n} посещений', other: '{n} посещения' },
		texts: { one: '{n} текст', few: '{n} текста', many: '{n} текстов', other: '{n} текста' },
	},
}

export const common = words(actions)

/* Names of what has a key: a key that is not here stands for itself. */
function named<K extends string>(table: { en: Record<K, string>; pl: Record<NoInfer<K>, string>; ru: Record<NoInfer<K>, string> }) {
	const translate = words<K>(table)
	return (key: string): string => (key in table.en ? translate(key as K) : key)
}

export const laneName = named({
	en: {
		actions: 'Actions', channels: 'Channels', thoughts: 'Thoughts', feeling: 'Feeling', expected: 'Expected and got',
		needs: 'Needs', pains: 'Pains', gains: 'Gains', drop_off: 'Leaving', importance: 'Importance',
		opportunities: 'Opportunities', metrics: 'Metrics', evidence: 'Evidence', backstage: 'Backstage', text: 'Notes',
	},
	pl: {
		actions: 'Działania', channels: 'Kanały', thoughts: 'Myśli', feeling: 'Odczucia', expected: 'Oczekiwane a otrzymane',
		needs: 'Potrzeby', pains: 'Bolączki', gains: 'Korzyści', drop_off: 'Odejścia', importance: 'Ważność',
		opportunities: 'Szanse', metrics: 'Wskaźniki', evidence: 'Dowody', backstage: 'Zaplecze', text: 'Notatki',
	},
	ru: {
		actions: 'Действия', channels: 'Каналы', thoughts: 'Мысли', feeling: 'Чувства', expected: 'Ожидали и получили',
		needs: 'Потребности', pains: 'Боли', gains: 'Выгоды', drop_off: 'Уходы', importance: 'Важность',
		opportunities: 'Возможности', metrics: 'Показатели', evidence: 'Доказательства', backstage: 'За кулисами', text: 'Заметки',
	},
})

export const channelName = named({
	en: {
		website: 'website', app: 'app', email: 'e-mail', phone: 'phone', chat: 'chat', store: 'store', social: 'social',
		ads: 'ads', post: 'post and packaging', survey: 'survey', office: 'office', partner: 'partner', other: 'other',
	},
	pl: {
		website: 'strona WWW', app: 'aplikacja', email: 'e-mail', phone: 'telefon', chat: 'czat', store: 'sklep', social: 'media społecznościowe',
		ads: 'reklama', post: 'poczta i paczka', survey: 'ankieta', office: 'biuro', partner: 'partner', other: 'inny',
	},
	ru: {
		website: 'сайт', app: 'приложение', email: 'эл. почта', phone: 'телефон', chat: 'чат', store: 'магазин', social: 'соцсети',
		ads: 'реклама', post: 'почта и упаковка', survey: 'опрос', office: 'офис', partner: 'партнёр', other: 'другое',
	},
})

export const channels = [
	'website', 'app', 'email', 'phone', 'chat', 'store', 'social', 'ads', 'post', 'survey', 'office', 'partner', 'other',
] as const

export const sourceName = named({
	en: {
		web: 'web', email: 'e-mail', social: 'social and reviews', survey: 'survey', interview: 'interview', support: 'support',
		session: 'session recording', crm: 'CRM and orders', ads: 'ads', staff: 'staff', log: 'process log',
	},
	pl: {
		web: 'strona WWW', email: 'e-mail', social: 'media i opinie', survey: 'ankieta', interview: 'wywiad', support: 'obsługa klienta',
		session: 'nagrania sesji', crm: 'CRM i zamówienia', ads: 'reklama', staff: 'zespół', log: 'dziennik procesu',
	},
	ru: {
		web: 'сайт', email: 'эл. почта', social: 'соцсети и отзывы', survey: 'опрос', interview: 'интервью', support: 'поддержка',
		session: 'записи сессий', crm: 'CRM и заказы', ads: 'реклама', staff: 'сотрудники', log: 'журнал процесса',
	},
})

export const basisName = named({
	en: { observed: 'observed', reported: 'reported', inferred: 'inferred', assumed: 'assumed' },
	pl: { observed: 'zaobserwowane', reported: 'zgłoszone', inferred: 'wywnioskowane', assumed: 'założone' },
	ru: { observed: 'наблюдали', reported: 'сообщили', inferred: 'вывели', assumed: 'предположили' },
})

export const findingName = named({
	en: {
		pain: 'pain', gain: 'gain', need: 'need', barrier: 'barrier', doubt: 'doubt', expectation: 'expectation', thought: 'thought', effort: 'effort', leaving: 'wants to leave',
	},
	pl: {
		pain: 'bolączka', gain: 'korzyść', need: 'potrzeba', barrier: 'bariera', doubt: 'wątpliwość', expectation: 'oczekiwanie', thought: 'myśl', effort: 'wysiłek', leaving: 'zamiar odejścia',
	},
	ru: {
		pain: 'боль', gain: 'выгода', need: 'потребность', barrier: 'барьер', doubt: 'сомнение', expectation: 'ожидание', thought: 'мысль', effort: 'усилия', leaving: 'намерение уйти',
	},
})

export const stateName = named({
	en: { current: 'as it is', planned: 'as planned', future: 'as it should be' },
	pl: { current: 'jak jest', planned: 'według planu', future: 'jak ma być' },
	ru: { current: 'как есть', planned: 'по плану', future: 'как должно быть' },
})

export const roleName = named({
	en: { viewer: 'viewer', editor: 'editor', admin: 'admin' },
	pl: { viewer: 'przeglądający', editor: 'redaktor', admin: 'administrator' },
	ru: { viewer: 'читатель', editor: 'редактор', admin: 'администратор' },
})

export const ownerName = named({
	en: { brand: 'ours', partner: 'a partner’s', customer: 'the customer’s own', social: 'other people’s, in public' },
	pl: { brand: 'firmy', partner: 'partnera', customer: 'klienta', social: 'innych osób, publicznie' },
	ru: { brand: 'компании', partner: 'партнёра', customer: 'клиента', social: 'других людей, публично' },
})
