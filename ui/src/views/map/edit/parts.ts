/* parts - what the editors ask of a definition, and what they call its parts. */
import { lanes as allLanes, type DefinedTouchpoint, type Definition, type Match, type Operation } from '../../../api/definition'
import { laneName } from '../../../words/common'

export function allIds(definition: Definition | undefined): string[] {
	return (definition?.stages ?? []).flatMap((one) => [one.id, ...(one.touchpoints ?? []).map((each) => each.id)])
}

export function touchpointsOf(definition: Definition | undefined): DefinedTouchpoint[] {
	return (definition?.stages ?? []).flatMap((one) => one.touchpoints ?? [])
}

export function lanesOf(definition: Definition | undefined): string[] {
	return definition?.lanes?.length ? definition.lanes : [...allLanes]
}

export function matchWords(match: Match): string {
	const { event, page, ...rest } = match
	const others = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '').map(([name, value]) => `${name} ${value}`)
	return [event, page, ...others].filter(Boolean).join(', ')
}

export function nameAt(definition: Definition | undefined, id: string): string {
	const named = touchpointsOf(definition).find((one) => one.id === id) ?? definition?.stages.find((one) => one.id === id)
	return named?.name ?? id
}

/* Which part an operation changes, as a person would say it. */
export function partWords(operation: Operation | undefined, definition: Definition | undefined): string {
	const id = operation?.['at'] ?? operation?.['to']
	const place = typeof id === 'string' ? nameAt(definition, id) : ''
	const lane = typeof operation?.['lane'] === 'string' ? laneName(operation['lane']) : ''
	const match = operation?.['match'] ? matchWords(operation['match'] as Match) : ''
	return [place || (definition?.title ?? ''), lane, match].filter(Boolean).join(' · ')
}

/* A sentence, a list of sentences, a name, a flag: as text; empty where there is nothing. */
export function valueWords(value: unknown): string {
	if (value === null || value === undefined) return ''
	if (Array.isArray(value)) return value.map(valueWords).filter(Boolean).join('\n')
	if (typeof value === 'object') return objectWords(value as Record<string, unknown>)
	return String(value)
}

function objectWords(value: Record<string, unknown>): string {
	for (const name of ['text', 'name', 'cells', 'title']) if (value[name] !== undefined) return valueWords(value[name])
	return Object.entries(value)
		.map(([name, one]) => `${name}: ${valueWords(one)}`)
		.join('\n')
}
