/* period - a span of time as the server takes it, said as people do.
 *
 *	periodName('2026-12')           // "December 2026"; '2026-Q4': "Q4 2026"; '2026-03-01..2026-03-14': two dates
 */
import { date } from './format'
import { language } from './language.svelte'
import { words } from './words'

const t = words({
	en: { quarter: 'Q{n} {year}', week: 'week {n}, {year}' },
	pl: { quarter: '{roman} kwartał {year}', week: '{n}. tydzień {year}' },
	ru: { quarter: '{roman} квартал {year}', week: '{n}-я неделя {year}' },
})
const roman = ['I', 'II', 'III', 'IV']

function one(text: string): string {
	const quarter = /^(\d{4})-Q([1-4])$/.exec(text)
	if (quarter) return t('quarter', { n: quarter[2] ?? '', roman: roman[Number(quarter[2]) - 1] ?? '', year: quarter[1] ?? '' })
	const week = /^(\d{4})-W(\d\d)$/.exec(text)
	if (week) return t('week', { n: String(Number(week[2])), year: week[1] ?? '' })
	if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return new Intl.DateTimeFormat(language.now, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${text}-01T00:00:00Z`))
	return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? date(text) : text
}

export function periodName(text: string): string {
	return text.split('..').map(one).join(' – ')
}
