/* condition_words - a rule as a sentence in the language of the page: "did Order Completed at least 2 times and ..." */
import { count } from '../../words/format'
import { words } from '../../words/words'
import { isEverybody, isGroup, operatorOf, read, spanOf, type How, type Part, type Raw, type Row } from './condition'

const s = words({
	en: {
		all: ' and ', any: ' or ', none: 'not ({x})', notall: 'not all of: {x}', everybody: 'everybody',
		is: '{a} is {x}', in: '{a} is one of {x}', above: '{a} above {x}', below: '{a} below {x}', between: '{a} between {x} and {y}', exists: '{a} is known', missing: '{a} is not known',
		did: 'did “{x}”', times: { one: '{n} time or more', other: '{n} times or more' }, last: 'in the last {x}', with: 'with {x}', then: ' then ', within: 'within {x}', thenNot: 'and afterwards not “{x}”',
		rated: 'rated', scale: 'on {x}', at: 'at “{x}”', rating: 'the rating', anything: 'said anything', negative: 'said something negative', neutral: 'said something neutral', positive: 'said something positive', theme: 'with the word “{x}”',
		kept: 'the promise of “{x}” was kept', broken: 'the promise of “{x}” was broken', customer: 'is a customer', partner: 'is a business partner', employee: 'is an employee',
		m: '{n} min', h: '{n} h', d: { one: '{n} day', other: '{n} days' }, w: { one: '{n} week', other: '{n} weeks' },
	},
	pl: {
		all: ' i ', any: ' lub ', none: 'nie ({x})', notall: 'nie wszystko z: {x}', everybody: 'wszyscy',
		is: '{a} to {x}', in: '{a} to jedno z: {x}', above: '{a} powyżej {x}', below: '{a} poniżej {x}', between: '{a} między {x} a {y}', exists: '{a} jest znane', missing: '{a} nie jest znane',
		did: 'zrobił „{x}”', times: { one: 'co najmniej {n} raz', few: 'co najmniej {n} razy', many: 'co najmniej {n} razy', other: 'co najmniej {n} raza' }, last: 'w ciągu ostatnich {x}', with: 'gdzie {x}', then: ', potem ', within: 'w ciągu {x}', thenNot: 'a później już nie „{x}”',
		rated: 'ocenił', scale: 'w skali {x}', at: 'w punkcie „{x}”', rating: 'ocena', anything: 'powiedział cokolwiek', negative: 'powiedział coś negatywnego', neutral: 'powiedział coś neutralnego', positive: 'powiedział coś pozytywnego', theme: 'ze słowem „{x}”',
		kept: 'obietnica „{x}” została dotrzymana', broken: 'obietnica „{x}” została złamana', customer: 'jest klientem', partner: 'jest partnerem biznesowym', employee: 'jest pracownikiem',
		m: '{n} min', h: '{n} godz.', d: { one: '{n} dnia', other: '{n} dni' }, w: { one: '{n} tygodnia', other: '{n} tygodni' },
	},
	ru: {
		all: ' и ', any: ' или ', none: 'не ({x})', notall: 'не всё из: {x}', everybody: 'все',
		is: '{a} – {x}', in: '{a} – одно из: {x}', above: '{a} больше {x}', below: '{a} меньше {x}', between: '{a} между {x} и {y}', exists: 'известно: {a}', missing: 'неизвестно: {a}',
		did: 'было «{x}»', times: { one: 'не менее {n} раза', other: 'не менее {n} раз' }, last: 'за последние {x}', with: 'где {x}', then: ', затем ', within: 'в течение {x}', thenNot: 'и потом не было «{x}»',
		rated: 'оценил', scale: 'по шкале {x}', at: 'в точке «{x}»', rating: 'оценка', anything: 'что-либо сказал', negative: 'сказал что-то негативное', neutral: 'сказал что-то нейтральное', positive: 'сказал что-то позитивное', theme: 'со словом «{x}»',
		kept: 'обещание «{x}» выполнено', broken: 'обещание «{x}» нарушено', customer: 'это клиент', partner: 'это деловой партнёр', employee: 'это сотрудник',
		m: '{n} мин', h: '{n} ч', d: { one: '{n} дня', few: '{n} дней', many: '{n} дней', other: '{n} дня' }, w: { one: '{n} недели', few: '{n} недель', many: '{n} недель', other: '{n} недели' },
	},
})

const text = (value: unknown): string => (typeof value === 'number' ? count(value) : typeof value === 'object' ? '' : String(value ?? '…') || '…')

function span(value: unknown): string {
	const found = spanOf(String(value))
	return found ? s(found.unit, { n: found.n }) : String(value)
}

function testWords(name: string, raw: Raw): string {
	const operator = operatorOf(raw)
	const list = Array.isArray(raw['in']) ? raw['in'].map(text).join(', ') : ''
	const x = { is: text(raw['is']), in: list, above: text(raw['above']), below: text(raw['below']), between: text(raw['above']), exists: '', missing: '' }[operator]
	return s(operator, { a: name, x, y: text(raw['below']) })
}

function joined(...parts: (string | false | undefined | null)[]): string {
	return parts.filter(Boolean).join(' ')
}

const rows: Record<Row['kind'], (raw: Raw) => string> = {
	attr: (raw) => testWords(text(raw['attr']), raw),
	did: (raw) =>
		joined(
			s('did', { x: text(raw['did']) }),
			Number(raw['at_least'] ?? 1) > 1 && s('times', { n: Number(raw['at_least']) }),
			raw['where'] ? s('with', { x: Object.entries(raw['where'] as Raw).map(([name, one]) => testWords(name, one as Raw)).join(', ') }) : '',
			raw['within'] ? s('last', { x: span(raw['within']) }) : '',
		),
	sequence: (raw) =>
		joined(
			s('did', { x: (raw['sequence'] as unknown[]).map(text).join(s('then')) }),
			raw['within'] ? s('within', { x: span(raw['within']) }) : '',
			raw['then_not'] ? s('thenNot', { x: text(raw['then_not']) }) : '',
		),
	rating: (raw) => joined(testWords(s('rating'), raw), raw['rating'] !== 'any' && s('scale', { x: text(raw['rating']) }), raw['at'] ? s('at', { x: text(raw['at']) }) : ''),
	said: (raw) => {
		const said = raw['said'] as Raw
		const feeling = said['feeling']
		const heard = feeling === 'negative' || feeling === 'neutral' || feeling === 'positive' ? feeling : 'anything'
		return joined(s(heard), said['theme'] ? s('theme', { x: text(said['theme']) }) : '', said['at'] ? s('at', { x: text(said['at']) }) : '')
	},
	promised: (raw) => s(raw['kept'] ? 'kept' : 'broken', { x: text(raw['promised']) }),
	party: (raw) => (['customer', 'partner', 'employee'].includes(String(raw['party'])) ? s(raw['party'] as 'customer') : text(raw['party'])),
	other: (raw) => JSON.stringify(raw),
}

export function rowWords(row: Row): string {
	return rows[row.kind](row.raw)
}

const glue: Record<How, 'all' | 'any'> = { all: 'all', any: 'any', none: 'any', notall: 'all' }

function partWords(part: Part, inside: boolean): string {
	if (!isGroup(part)) return rowWords(part)
	if (!part.parts.length) return s('everybody')
	const words = part.parts.map((one) => partWords(one, true)).join(s(glue[part.how]))
	if (part.how === 'none' || part.how === 'notall') return s(part.how, { x: words })
	return inside && part.parts.length > 1 ? `(${words})` : words
}

export function conditionWords(raw: unknown): string {
	return isEverybody(raw) ? s('everybody') : partWords(read(raw), false)
}
