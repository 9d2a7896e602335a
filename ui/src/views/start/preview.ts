/* preview - the first rows of a file as the server shows them: what stands in each column, what would become of the rows.
 *
 *	const [first] = await previewsOf(job.id)
 *	rowsOf(report, first, reading, error)             // the columns as people look at them, doubtful ones marked
 */
import { enc, get } from '../../api/client'
import { explain } from './explain'
import type { Column, Reading, Report, Said } from './report'

export interface PreviewColumn extends Partial<Column> {
	name: string
	filled: number
	values: string[]
}

export interface PreviewEvent {
	row: number
	/* Why the row was not read; null: it was. */
	why: string | null
	who: string | null
	time: string | null
	time_assumed: boolean
	event: string | null
	rating: number | null
	scale: string | null
	text: string | null
	page: string | null
	channel: string | null
	value: number | null
	currency: string | null
}

export interface Preview {
	file: string
	/* The format says itself what the columns mean. */
	known: boolean
	/* What is said of it before anything is read: its other sheets. */
	remark: string | null
	rows: number
	columns: PreviewColumn[]
	events: PreviewEvent[]
}

export async function previewsOf(id: string, signal?: AbortSignal): Promise<Preview[]> {
	return (await get<{ files: Preview[] }>(`imports/${enc(id)}/preview`, {}, signal)).files
}

/* A column as somebody looks at it. */
export interface ColumnRow extends Column {
	said: Said | undefined
	values: string[]
	filled: number
	/* Why it wants a look, in words; empty: it does not. */
	doubts: string[]
	/* What is said of it cannot be. */
	wrong: string | undefined
}

const plain = new Set(['property', 'ignore'])

function isProse(value: string): boolean {
	return value.length > 30 && value.split(/\s+/).length > 4
}

/* `t` is handed in so that what is pure stays so. */
export interface DoubtWords {
	guessed: string
	prose: string
}

function doubtsOf(column: Column, values: string[], remarks: Map<string, string[]>, words: DoubtWords): string[] {
	const doubts = [...(remarks.get(column.name) ?? [])]
	const why = column.why ?? ''
	if (!plain.has(column.role) && /^by name, for want/.test(why)) doubts.push(words.guessed)
	if (column.role === 'property' && values.filter(isProse).length * 2 > values.length) doubts.push(words.prose)
	return doubts
}

/* By column, what the report says of it that is worth a look. */
function remarksBy(report: Report | undefined): Map<string, string[]> {
	const by = new Map<string, string[]>()
	for (const said of report?.remarks ?? []) {
		const one = explain(said)
		if (!one.look) continue
		for (const name of new Set(one.about)) by.set(name, [...(by.get(name) ?? []), one.text])
	}
	return by
}

export function rowsOf(known: Column[], report: Report | undefined, preview: Preview | undefined, reading: Reading, error: string, words: DoubtWords): ColumnRow[] {
	const shown = new Map(preview?.columns.map((one) => [one.name, one]))
	const before = new Map(known.map((one) => [one.name, one]))
	const names = report?.columns.map((one) => one.name) ?? preview?.columns.map((one) => one.name) ?? known.map((one) => one.name)
	const current = new Map(report?.columns.map((one) => [one.name, one]))
	const remarks = remarksBy(report)
	const refused = error ? explain(error) : undefined
	return [...new Set(names)].map((name) => {
		const nothing: Column = { name, role: 'property', why: null, event: null, shape: null, scale: 'none' }
		const column = current.get(name) ?? (shown.get(name)?.role ? { ...nothing, ...shown.get(name) } : before.get(name)) ?? nothing
		const said = reading.roles[name]
		const values = shown.get(name)?.values ?? []
		return {
			...column, said, values,
			filled: shown.get(name)?.filled ?? 0,
			doubts: said ? [] : doubtsOf(column, values, remarks, words),
			wrong: refused && said && refused.about.includes(name) ? refused.text : undefined,
		}
	})
}

export type Show = 'all' | 'look' | 'used' | 'small' | 'kept' | 'said'

/* Whole numbers up to ten, as people rate. */
export function couldRate(row: ColumnRow): boolean {
	return (row.said?.role ?? row.role) === 'property' && row.values.length > 1 && row.values.every((one) => /^(?:\d|10)$/.test(one))
}

export function fits(row: ColumnRow, show: Show): boolean {
	const role = row.said?.role ?? row.role
	if (show === 'look') return row.doubts.length > 0 || row.wrong !== undefined
	if (show === 'used') return !plain.has(role)
	if (show === 'small') return couldRate(row)
	if (show === 'kept') return plain.has(role)
	return show === 'all' || row.said !== undefined
}

/* Those that want a look first, then those that mean something, each in the order of the file. */
export function placesOf(rows: ColumnRow[]): Map<string, number> {
	const weight = (row: ColumnRow): number => (row.wrong || row.doubts.length ? 0 : !plain.has(row.role) ? 1 : row.filled > 0 ? 2 : 3)
	const order = rows.map((row, at) => ({ name: row.name, weight: weight(row), at })).sort((a, b) => a.weight - b.weight || a.at - b.at)
	return new Map(order.map((one, place) => [one.name, place]))
}

export function found(rows: ColumnRow[], text: string, roleName: (role: string) => string): ColumnRow[] {
	const wanted = text.trim().toLocaleLowerCase()
	if (!wanted) return rows
	return rows.filter((row) => [row.name, roleName(row.said?.role ?? row.role), ...row.values].some((one) => one.toLocaleLowerCase().includes(wanted)))
}
