/* report - what the server says of a file that it has read, or would read (wend import --json).
 *
 *	const report = reportOf(job)            // undefined where nothing was understood
 */
import type { Import } from '../../api/schema'

export interface Column {
	name: string
	role: string
	why: string | null
	event: string | null
	shape: string | null
	scale: string
}

export interface Rejected {
	row: number
	reason: string
}

export interface Report {
	file: string
	format: string
	encoding: string | null
	source: string
	rows: number
	events: number
	duplicates: number
	quarantined: number
	without_event: number
	replaced: number
	superseded: number
	metrics: number
	links: number
	wide: boolean
	rows_are_customers: boolean
	columns: Column[]
	quarantine: Rejected[]
	remarks: string[]
}

export function reportsOf(job: Import | undefined): Report[] {
	return (job?.files ?? []) as Report[]
}

/* How one file is to be read, as far as somebody said it; the rest is found. */
export interface Reading {
	tz: string
	format: string
	source: string
	scale: string
	sheet: string
	at: string
	/* Whether the first line has the columns' names; '': as found. */
	header: '' | 'yes' | 'no'
	contacts: boolean
	/* By a column's name: what it is. */
	roles: Record<string, Said>
}

export interface Said {
	role: string
	scale?: string | undefined
	event?: string | undefined
}

export function newReading(tz: string): Reading {
	return { tz, format: '', source: '', scale: '', sheet: '', at: '', header: '', contacts: false, roles: {} }
}

/* Roles whose column is an event of its own where it has a name. */
const naming = new Set(['rating', 'stage', 'flag'])

/* As `wend import --column` has it: rating=Q7@1-5 as food. */
export function wishOf(column: string, said: Said): string {
	const scale = said.role === 'rating' && said.scale ? `@${said.scale}` : ''
	const event = said.event && naming.has(said.role) ? ` as ${said.event}` : ''
	return `${said.role}=${column}${scale}${event}`
}

/* The body of POST imports. */
export function bodyOf(upload: string, reading: Reading, dry: boolean): Record<string, unknown> {
	const columns = Object.entries(reading.roles).map(([column, said]) => wishOf(column, said))
	const words = { tz: reading.tz, format: reading.format, source: reading.source, scale: reading.scale, sheet: reading.sheet, at: reading.at, header: reading.header }
	return {
		upload,
		...Object.fromEntries(Object.entries(words).filter(([, word]) => word !== '')),
		...(columns.length ? { columns } : {}),
		...(reading.contacts ? { contacts: true } : {}),
		...(dry ? { dry_run: true } : {}),
	}
}

/* What only one column can be: whoever gives it to another takes it from the first. */
const several = new Set(['rating', 'stage', 'ignore', 'property', 'flag', 'each'])

export function mayRepeat(role: string): boolean {
	return several.has(role)
}

export function saidAnew(roles: Record<string, Said>, column: string, said: Said | undefined): Record<string, Said> {
	const kept = Object.entries(roles).filter(([name, one]) => name !== column && (!said || several.has(said.role) || one.role !== said.role))
	return { ...Object.fromEntries(kept), ...(said ? { [column]: said } : {}) }
}

/* As which general format a known export can be read as well; '': as none. */
export function plainFormat(file: string): string {
	const ending = /\.(csv|tsv|json|ndjson|jsonl|xlsx|txt)(?:\.gz)?$/i.exec(file)?.[1]?.toLowerCase()
	return ending === undefined ? '' : ending === 'jsonl' ? 'ndjson' : ending === 'xlsx' || ending === 'txt' ? 'csv' : ending
}
