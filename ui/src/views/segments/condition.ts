/* condition - a rule (docs/definition.md#conditions) as groups and rows that can be clicked together, and back.
 *
 *	const tree = read(segment.rule)         // always a group at the top
 *	tree.parts.push(row('did'))
 *	write(tree)                             // { all: [ ... ] }, without rows that are not finished
 *
 * A row keeps the very object that was read, so that what the page cannot show is written back as it was.
 */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type Raw = Record<string, unknown>

/* How the parts of a group hold together: all, at least one, none, not all of them. */
export type How = 'all' | 'any' | 'none' | 'notall'
export const hows: How[] = ['all', 'any', 'none', 'notall']

export const kinds = ['attr', 'did', 'sequence', 'rating', 'said', 'promised', 'party'] as const
export type Kind = (typeof kinds)[number]

export interface Group {
	key: number
	how: How
	parts: Part[]
}

export interface Row {
	key: number
	/* 'other': a form that the page does not know. */
	kind: Kind | 'other'
	raw: Raw
}

export type Part = Group | Row

let next = 1

export function isGroup(part: Part): part is Group {
	return 'how' in part
}

export function group(how: How = 'all', parts: Part[] = []): Group {
	return { key: next++, how, parts }
}

const fresh: Record<Kind, Raw> = {
	attr: { attr: '', is: '' },
	did: { did: '' },
	sequence: { sequence: ['', ''] },
	rating: { rating: 'any', below: null },
	said: { said: { feeling: 'negative' } },
	promised: { promised: '', kept: false },
	party: { party: 'customer' },
}

export function row(kind: Kind): Row {
	return { key: next++, kind, raw: structuredClone(fresh[kind]) }
}

const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): boolean => typeof value === 'string'
const isNumber = (value: unknown): boolean => typeof value === 'number'
const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value)
const listOf = (each: (value: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(each)
const absent = (value: unknown): boolean => value === undefined || value === null

type Shape = Record<string, (value: unknown) => boolean>

const test: Shape = { is: isScalar, in: listOf(isScalar), above: isNumber, below: isNumber }

/* What the rows of the page show of each kind; a field beside these makes it 'other'. */
const shapes: Record<Kind, Shape> = {
	attr: { attr: isText, ...test, exists: (value) => typeof value === 'boolean' },
	did: { did: isText, at_least: isNumber, within: isText, where: isWhere },
	sequence: { sequence: listOf(isText), within: isText, then_not: isText },
	rating: { rating: isText, at: isText, ...test },
	said: { said: (value) => isObject(value) && fits(value, { at: isText, feeling: isText, theme: isText }) },
	promised: { promised: isText, kept: (value) => typeof value === 'boolean' },
	party: { party: isText },
}

function isWhere(value: unknown): boolean {
	return isObject(value) && Object.values(value).every((one) => isObject(one) && fits(one, { ...test, exists: (it) => typeof it === 'boolean' }))
}

function fits(value: Raw, shape: Shape): boolean {
	return Object.entries(value).every(([field, one]) => absent(one) || (shape[field]?.(one) ?? false))
}

function readRow(raw: Raw): Row {
	const kind = kinds.find((one) => raw[one] !== undefined)
	const known = kind && fits(raw, shapes[kind])
	return { key: next++, kind: known ? kind : 'other', raw: structuredClone(raw) }
}

function partsOf(value: unknown): Part[] {
	return (Array.isArray(value) ? value : [value]).filter(isObject).map(readPart)
}

function isOnly(raw: Raw, field: string): boolean {
	return raw[field] !== undefined && Object.keys(raw).length === 1
}

function readPart(raw: Raw): Part {
	if (isOnly(raw, 'all')) return group('all', partsOf(raw['all']))
	if (isOnly(raw, 'any')) return group('any', partsOf(raw['any']))
	if (!isOnly(raw, 'not')) return readRow(raw)
	const inner = raw['not']
	if (isObject(inner) && isOnly(inner, 'any')) return group('none', partsOf(inner['any']))
	if (isObject(inner) && isOnly(inner, 'all')) return group('notall', partsOf(inner['all']))
	return group('none', partsOf(inner))
}

/* Nothing at all is everybody: { all: [] }. */
export function read(raw: unknown): Group {
	if (!isObject(raw)) return group()
	const part = readPart(raw)
	return isGroup(part) ? part : group('all', [part])
}

/* --- what is finished --- */

const filled = (value: unknown): boolean => (typeof value === 'string' ? value.trim() !== '' : !absent(value))

export function testDone(raw: Raw): boolean {
	if (raw['exists'] !== undefined) return true
	if (raw['in'] !== undefined) return Array.isArray(raw['in']) && raw['in'].length > 0
	return filled(raw['is']) || filled(raw['above']) || filled(raw['below'])
}

const done: Record<Kind, (raw: Raw) => boolean> = {
	attr: (raw) => filled(raw['attr']) && testDone(raw),
	did: (raw) => filled(raw['did']) && Object.entries((raw['where'] ?? {}) as Raw).every(([name, one]) => filled(name) && testDone(one as Raw)),
	sequence: (raw) => (raw['sequence'] as unknown[]).filter(filled).length > 1,
	rating: (raw) => filled(raw['rating']) && testDone(raw),
	said: (raw) => isObject(raw['said']),
	promised: (raw) => filled(raw['promised']),
	party: (raw) => filled(raw['party']),
}

export function isDone(one: Row): boolean {
	return one.kind === 'other' || done[one.kind](one.raw)
}

/* The rows of a tree, from above, at whatever depth. */
export function rowsOf(part: Part): Row[] {
	return isGroup(part) ? part.parts.flatMap(rowsOf) : [part]
}

export function allDone(tree: Group): boolean {
	return rowsOf(tree).every(isDone)
}

/* --- and back --- */

/* Without fields that were left empty. */
function clean(raw: Raw): Raw {
	return Object.fromEntries(
		Object.entries(raw)
			.filter(([, value]) => filled(value))
			.map(([field, value]) => [field, field === 'sequence' ? (value as unknown[]).filter(filled) : isObject(value) ? clean(value) : value])
			.filter(([field, value]) => field !== 'where' || Object.keys(value as Raw).length > 0),
	)
}

export function writeRow(one: Row): Raw {
	return one.kind === 'other' ? one.raw : clean(one.raw)
}

function together(how: How, parts: Raw[]): Raw | undefined {
	const [only] = parts
	if (!only) return undefined
	if (how === 'none') return { not: parts.length > 1 ? { any: parts } : only }
	if (how === 'notall') return { not: parts.length > 1 ? { all: parts } : only }
	return parts.length > 1 ? { [how]: parts } : only
}

function writePart(part: Part): Raw | undefined {
	if (!isGroup(part)) return isDone(part) ? writeRow(part) : undefined
	return together(part.how, part.parts.map(writePart).filter((one) => one !== undefined))
}

/* Of nothing: everybody. */
export function write(tree: Group): Raw {
	return writePart(tree) ?? { all: [] }
}

export function isEverybody(raw: unknown): boolean {
	return isObject(raw) && Array.isArray(raw['all']) && raw['all'].length === 0
}

/* --- tests: is, in, above ... --- */

export const operators = ['is', 'in', 'above', 'below', 'between', 'exists', 'missing'] as const
export type Operator = (typeof operators)[number]

export function operatorOf(raw: Raw): Operator {
	if (raw['exists'] !== undefined) return raw['exists'] ? 'exists' : 'missing'
	if (raw['in'] !== undefined) return 'in'
	if (raw['above'] !== undefined && raw['below'] !== undefined) return 'between'
	return raw['above'] !== undefined ? 'above' : raw['below'] !== undefined ? 'below' : 'is'
}

const testFields = ['is', 'in', 'above', 'below', 'exists']

/* Another test; values that fit it stay. */
export function withOperator(raw: Raw, operator: Operator): Raw {
	const kept = Object.fromEntries(Object.entries(raw).filter(([field]) => !testFields.includes(field)))
	const values = raw['in'] ?? (filled(raw['is']) ? [raw['is']] : [])
	const number = raw['above'] ?? raw['below'] ?? null
	const fields: Record<Operator, Raw> = {
		is: { is: Array.isArray(values) ? (values[0] ?? '') : '' },
		in: { in: values },
		above: { above: number },
		below: { below: raw['below'] ?? number },
		between: { above: raw['above'] ?? null, below: raw['below'] ?? null },
		exists: { exists: true },
		missing: { exists: false },
	}
	return { ...kept, ...fields[operator] }
}

/* --- spans: "7d", "12h", "30m" --- */

export const spanUnits = ['m', 'h', 'd', 'w'] as const
export type SpanUnit = (typeof spanUnits)[number]

/* A span of one unit; one of several ("1h30m") is undefined and stays a text. */
export function spanOf(text: string): { n: number; unit: SpanUnit } | undefined {
	const found = /^(\d+)([mhdw])$/.exec(text.trim())
	return found ? { n: Number(found[1]), unit: found[2] as SpanUnit } : undefined
}
