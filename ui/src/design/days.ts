/* days - a day as people write it in the page's language, and as programs do.
 *
 *	dayWritten('2026-07-09', 'pl')      // "09.07.2026"
 *	dayRead('9.7.26', 'pl')             // "2026-07-09"; undefined: no day
 *
 * In English, where 07/09 is two days, it is written year first; what is typed with strokes is read month first, as English
 * pages of browsers have it, unless only the other way gives a day.
 */
import type { Language } from '../words/language.svelte'

export const dayForms: Record<Language, string> = { en: 'YYYY-MM-DD', pl: 'dd.mm.rrrr', ru: 'дд.мм.гггг' }

export function dayWritten(iso: string, language: Language): string {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) ?? []
	return !year ? '' : language === 'en' ? iso : `${day}.${month}.${year}`
}

function dayOf(year: string, month: string, day: string): string | undefined {
	const full = year.length === 2 ? `20${year}` : year
	const iso = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
	const time = new Date(`${iso}T00:00:00Z`)
	return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : undefined
}

export function dayRead(text: string, language: Language): string | undefined {
	const plain = text.trim().replace(/\s*(?:г\.?|r\.?)$/u, '').replace(/\s+/g, '')
	const [, year = '', month = '', day = ''] = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(plain) ?? []
	if (year) return dayOf(year, month, day)
	const [, first = '', stroke = '', second = '', last = ''] = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})$/.exec(plain) ?? []
	if (!last) return undefined
	const monthFirst = language === 'en' && stroke === '/'
	return (monthFirst ? dayOf(last, first, second) : undefined) ?? dayOf(last, second, first)
}
