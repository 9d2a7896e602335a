/* roles - what a column can be, in the order in which people look for it. */
import { words } from '../../words/words'

export const scales = ['1-5', 'nps', '0-10', '1-10', '1-7', '1-6', '1-4', '1-3', '0-1', '0-100', '-2-2', '-1-1', '0-5', '0-4', '0-6'] as const

export const roleGroups = {
	who: ['customer', 'email', 'phone', 'external', 'order', 'cookie', 'device', 'handle', 'alias', 'case', 'session'],
	what: ['time', 'end', 'event', 'page', 'stage', 'flag'],
	said: ['rating', 'text'],
	more: ['channel', 'campaign', 'value', 'currency', 'expected', 'each', 'key', 'property', 'ignore'],
} as const

export type RoleGroup = keyof typeof roleGroups

const table = {
	en: {
		who: 'Who', what: 'What and when', said: 'What was said', more: 'What else is known', customer: 'Customer', email: 'E-mail address', phone: 'Phone number',
		external: 'Customer’s number elsewhere', order: 'Order number', cookie: 'Cookie', device: 'Device', handle: 'Name in social media', alias: 'Another name of theirs', case: 'Case or ticket',
		session: 'Session', time: 'Time', end: 'End', event: 'Event', page: 'Page', stage: 'Time of an event of its own', flag: 'Yes or no: an event', rating: 'Rating',
		text: 'Text', channel: 'Channel', campaign: 'Campaign', value: 'Amount of money', currency: 'Currency', expected: 'Promised for', each: 'Weight of each row',
		key: 'The source’s own id of the event', property: 'Property: kept as it is', ignore: 'Left out',
	},
	pl: {
		who: 'Kto', what: 'Co i kiedy', said: 'Co powiedziano', more: 'Co jeszcze wiadomo', customer: 'Klient', email: 'Adres e-mail', phone: 'Numer telefonu',
		external: 'Numer klienta w innym systemie', order: 'Numer zamówienia', cookie: 'Plik cookie', device: 'Urządzenie', handle: 'Nazwa w mediach społecznościowych', alias: 'Inny identyfikator klienta', case: 'Sprawa lub zgłoszenie',
		session: 'Sesja', time: 'Czas', end: 'Koniec', event: 'Zdarzenie', page: 'Strona', stage: 'Czas osobnego zdarzenia', flag: 'Tak lub nie: zdarzenie', rating: 'Ocena',
		text: 'Tekst', channel: 'Kanał', campaign: 'Kampania', value: 'Kwota', currency: 'Waluta', expected: 'Obiecany termin', each: 'Waga wiersza',
		key: 'Własny identyfikator zdarzenia w źródle', property: 'Właściwość: bez zmian', ignore: 'Pominięta',
	},
	ru: {
		who: 'Кто', what: 'Что и когда', said: 'Что сказано', more: 'Что ещё известно', customer: 'Клиент', email: 'Адрес эл. почты', phone: 'Номер телефона',
		external: 'Номер клиента в другой системе', order: 'Номер заказа', cookie: 'Cookie', device: 'Устройство', handle: 'Имя в соцсетях', alias: 'Другой идентификатор клиента', case: 'Дело или обращение',
		session: 'Сессия', time: 'Время', end: 'Конец', event: 'Событие', page: 'Страница', stage: 'Время отдельного события', flag: 'Да или нет: событие', rating: 'Оценка',
		text: 'Текст', channel: 'Канал', campaign: 'Кампания', value: 'Сумма', currency: 'Валюта', expected: 'Обещанный срок', each: 'Вес строки',
		key: 'Собственный номер события в источнике', property: 'Свойство: остаётся как есть', ignore: 'Пропущен',
	},
} as const

type Name = keyof (typeof table)['en']

const name = words<Name>(table)

/* Some roles only formats give: they stand under their own names. */
export function roleName(role: string): string {
	return role in table.en ? name(role as Name) : role
}

export function roleOptions(now: string): { value: string; label: string; group?: string }[] {
	const known = (Object.keys(roleGroups) as RoleGroup[]).flatMap((group) =>
		roleGroups[group].map((role) => ({ value: role, label: name(role), group: name(group) })),
	)
	return known.some((one) => one.value === now) ? known : [{ value: now, label: roleName(now), group: name('more') }, ...known]
}
