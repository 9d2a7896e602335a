/* apart - what tells kinds of event of one name apart: page, channel, campaign, source.
 *
 *	const detailsOf = apart(kinds)
 *	detailsOf(kind)       // [{ part: 'page', value: '/cart' }, { part: 'channel', value: null }]: others have a channel
 */
import type { KindParts } from './matching'

export type Part = 'page' | 'channel' | 'campaign' | 'source'

export interface Detail {
	part: Part
	/* null: this one has none, and others of the name have. */
	value: string | null
}

const parts = ['page', 'channel', 'campaign', 'source'] as const
/* Said wherever there is one, whether others differ or not. */
const always = new Set<Part>(['page', 'campaign'])

function nameOf(kind: KindParts): string {
	return (kind.event ?? '').normalize('NFC')
}

export function apart(kinds: readonly KindParts[]): (kind: KindParts) => Detail[] {
	const values = new Map<string, Map<Part, Set<string>>>()
	for (const kind of kinds) {
		const of = values.get(nameOf(kind)) ?? new Map<Part, Set<string>>()
		for (const part of parts) of.set(part, (of.get(part) ?? new Set()).add(kind[part] ?? ''))
		values.set(nameOf(kind), of)
	}
	return (kind) => {
		const of = values.get(nameOf(kind))
		return parts.flatMap((part) => {
			const value = kind[part] || null
			const differs = (of?.get(part)?.size ?? 0) > 1
			return differs || (value !== null && always.has(part)) ? [{ part, value }] : []
		})
	}
}
