/* month - days of a month as a calendar shows them, days being YYYY-MM-DD.
 *
 *	weeksOf('2026-07-09', 1)            // [['', '', '2026-07-01', ...], ...]: weeks that begin on Monday
 *	daysOn('2026-07-31', 1)             // "2026-08-01"
 *	monthsOn('2026-01-31', 1)           // "2026-02-28": the last day, where there is no such day
 */
import type { Language } from '../words/language.svelte'

const day = 86400000
/* What Date can say in four digits of a year. */
const first = Date.UTC(1000, 0, 1)
const last = Date.UTC(9999, 11, 31)

function timeOf(iso: string): number {
	return Date.parse(`${iso}T00:00:00Z`)
}

function isoOf(time: number): string {
	return new Date(Math.max(first, Math.min(last, time))).toISOString().slice(0, 10)
}

export function daysOn(iso: string, n: number): string {
	return isoOf(timeOf(iso) + n * day)
}

export function monthsOn(iso: string, n: number): string {
	const at = new Date(timeOf(iso))
	const month = at.getUTCMonth() + n
	const most = new Date(Date.UTC(at.getUTCFullYear(), month + 1, 0)).getUTCDate()
	return isoOf(Date.UTC(at.getUTCFullYear(), month, Math.min(at.getUTCDate(), most)))
}

/* How many days after the week's first one; weeks begin on `begins`, 1 Monday to 7 Sunday. */
export function placeInWeek(iso: string, begins: number): number {
	return (new Date(timeOf(iso)).getUTCDay() - (begins % 7) + 7) % 7
}

/* Whole weeks: '' where the day is another month's. */
export function weeksOf(iso: string, begins: number): string[][] {
	const month = iso.slice(0, 7)
	const from = placeInWeek(`${month}-01`, begins)
	const length = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()
	const days = Array.from({ length: Math.ceil((from + length) / 7) * 7 }, (_, at) => {
		const no = at - from + 1
		return no < 1 || no > length ? '' : `${month}-${String(no).padStart(2, '0')}`
	})
	return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}

/* Where the language alone does not say on which day weeks begin, the browser's country does. */
export function weekBegins(language: Language, wished: readonly string[]): number {
	if (language !== 'en') return 1
	const here = wished.find((one) => /^en\b/i.test(one)) ?? 'en-US'
	const locale = new Intl.Locale(here) as Intl.Locale & { weekInfo?: { firstDay: number }; getWeekInfo?: () => { firstDay: number } }
	return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 7
}

/* Of whoever looks, by their own clock. */
export function today(now = new Date()): string {
	return isoOf(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()))
}
