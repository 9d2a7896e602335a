/* periods - spans of time as the server takes them, and those that a map's evidence suggests.
 *
 *	isPeriod('2026-Q1')             // true; '2026', '2026-03', '2026-W07', '2026-03-01', '2026-03-01..2026-03-14', too
 *	suggested('2026-07-29T09:37:45Z')       // [{ kind: 'month', value: '2026-07' }, ...]
 */
const one = /^\d{4}(-Q[1-4]|-W(0[1-9]|[1-4]\d|5[0-3])|-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/

export function isPeriod(text: string): boolean {
	const parts = text.split('..')
	if (parts.length > 2 || !parts.every((part) => one.test(part))) return false
	return parts.length === 1 || (parts[0] ?? '') <= (parts[1] ?? '')
}

export type PeriodKind = 'thisMonth' | 'lastMonth' | 'thisQuarter' | 'lastQuarter' | 'thisYear' | 'lastYear'

function monthOf(year: number, month: number): string {
	return `${year}-${String(month + 1).padStart(2, '0')}`
}

/* "This" is where the newest event is: a map of old data is the same tomorrow. */
export function suggested(newest: string): { kind: PeriodKind; value: string }[] {
	const at = new Date(newest)
	if (Number.isNaN(at.getTime())) return []
	const year = at.getUTCFullYear()
	const month = at.getUTCMonth()
	const quarter = Math.floor(month / 3)
	return [
		{ kind: 'thisMonth', value: monthOf(year, month) },
		{ kind: 'lastMonth', value: month === 0 ? monthOf(year - 1, 11) : monthOf(year, month - 1) },
		{ kind: 'thisQuarter', value: `${year}-Q${quarter + 1}` },
		{ kind: 'lastQuarter', value: quarter === 0 ? `${year - 1}-Q4` : `${year}-Q${quarter}` },
		{ kind: 'thisYear', value: String(year) },
		{ kind: 'lastYear', value: String(year - 1) },
	]
}
