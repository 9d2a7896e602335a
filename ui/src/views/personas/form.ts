/* form - a persona as it is typed, and as it is written down (docs/personas.md).
 *
 *	const form = formOf(doc)        // rows with keys, whatever of a list, a text or an object stood there
 *	documentOf(form)                // without what is empty; a claim without evidence is kept as assumed
 */
import type { Basis } from '../../api/map'
import type { Doc } from './merge'

export const fields = ['goals', 'motivations', 'needs', 'fears', 'barriers', 'attracts', 'puts_off', 'habits', 'external', 'demographics', 'channels'] as const
export type FieldName = (typeof fields)[number]

export const parties = ['customer', 'partner', 'employee'] as const
export type Party = (typeof parties)[number]

export interface Statement {
	key: number
	text: string
	basis: Basis
	/* A line each. */
	evidence: string
}

export interface Trait {
	key: number
	name: string
	value: number
}

export type Belongs = 'none' | 'segment' | 'rule'

export interface Form {
	name: string
	party: string
	quote: string
	summary: string
	photo: string
	statements: Record<FieldName, Statement[]>
	traits: Trait[]
	belongs: Belongs
	segment: string
	rule: unknown
	/* Fields that the page does not show: kept. */
	rest: Doc
}

let next = 1

export function statement(text = '', basis: Basis = 'assumed', evidence = ''): Statement {
	return { key: next++, text, basis, evidence }
}

export function trait(name = '', value = 0.5): Trait {
	return { key: next++, name, value }
}

const list = (value: unknown): unknown[] => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function statementOf(value: unknown): Statement {
	if (typeof value !== 'object' || value === null) return statement(text(value))
	const { text: words, basis, evidence } = value as Doc
	return statement(text(words), (basis as Basis | undefined) ?? 'assumed', list(evidence).map(text).join('\n'))
}

const shown = new Set<string>(['name', 'party', 'quote', 'summary', 'photo', 'traits', 'segment', 'rule', ...fields])

export function formOf(doc: Doc): Form {
	return {
		name: text(doc['name']),
		party: text(doc['party']) || 'customer',
		quote: text(doc['quote']),
		summary: text(doc['summary']),
		photo: text(doc['photo']),
		statements: Object.fromEntries(fields.map((field) => [field, list(doc[field]).map(statementOf)])) as Form['statements'],
		traits: Object.entries((doc['traits'] ?? {}) as Record<string, number>).map(([name, value]) => trait(name, value)),
		belongs: doc['rule'] ? 'rule' : doc['segment'] ? 'segment' : 'none',
		segment: text(doc['segment']),
		rule: doc['rule'] ?? undefined,
		rest: Object.fromEntries(Object.entries(doc).filter(([field]) => !shown.has(field))),
	}
}

export function needsEvidence(one: Statement): boolean {
	return (one.basis === 'observed' || one.basis === 'reported') && !one.evidence.trim()
}

function lines(evidence: string): string[] {
	return evidence.split('\n').map((one) => one.trim()).filter(Boolean)
}

/* As short as it was written: a text alone is assumed. */
function written(one: Statement): unknown {
	const sources = lines(one.evidence)
	const basis = needsEvidence(one) ? 'assumed' : one.basis
	const words = one.text.trim()
	if (basis === 'assumed' && !sources.length) return words
	return { text: words, ...(basis === 'assumed' ? {} : { basis }), ...(sources.length ? { evidence: sources.length > 1 ? sources : sources[0] } : {}) }
}

function traitsOf(traits: Trait[]): Record<string, number> {
	return Object.fromEntries(traits.filter((one) => one.name.trim()).map((one) => [one.name.trim(), one.value]))
}

function belongsOf(form: Form): Doc {
	if (form.belongs === 'segment' && form.segment) return { segment: form.segment }
	return form.belongs === 'rule' && form.rule ? { rule: form.rule } : {}
}

export function documentOf(form: Form): Doc {
	const statements = fields
		.map((field) => [field, form.statements[field].filter((one) => one.text.trim()).map(written)] as const)
		.filter(([, rows]) => rows.length)
	const traits = traitsOf(form.traits)
	const texts = (['quote', 'summary', 'photo'] as const).filter((field) => form[field].trim()).map((field) => [field, form[field]])
	return {
		...form.rest,
		name: form.name.trim(),
		party: form.party,
		...Object.fromEntries(texts),
		...Object.fromEntries(statements),
		...(Object.keys(traits).length ? { traits } : {}),
		...belongsOf(form),
	}
}

/* As formOf reads it: what the server gives and what stands here are compared without rows' keys and forms of writing. */
export function plain(doc: Doc): Doc {
	return documentOf(formOf(doc))
}

export function assumedOf(form: Form): { assumed: number; of: number } {
	const all = fields.flatMap((field) => form.statements[field]).filter((one) => one.text.trim())
	return { assumed: all.filter((one) => one.basis === 'assumed' || needsEvidence(one)).length, of: all.length }
}
