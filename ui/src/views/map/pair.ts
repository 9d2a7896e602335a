/* pair - the touchpoints of a map with those of another laid over it: one column each, in an order that suits both.
 *
 *	paired(map.touchpoints, other.touchpoints)     // [{ one, only: false }, { one: only in the other, only: true }, ...]
 */
import type { Stage, Touchpoint } from '../../api/map'

export interface Pair {
	one: Touchpoint
	/* It is a touchpoint of the map that is laid over, and of that alone. */
	only: boolean
}

export function paired(own: Touchpoint[], laid: Touchpoint[]): Pair[] {
	const known = new Set(own.map((one) => one.id))
	const pairs = own.map((one): Pair => ({ one, only: false }))
	let before: string | undefined
	for (const one of laid) {
		if (!known.has(one.id)) pairs.splice(placeOf(pairs, one, before), 0, { one, only: true })
		before = one.id
	}
	return pairs
}

/* Behind the one that it follows in its own map, where that is of its stage; else where its stage begins, or behind the
 * whole stage of the one before. */
function placeOf(pairs: Pair[], one: Touchpoint, before: string | undefined): number {
	const stage = (at: number) => pairs[at]?.one.stage_id
	let at = pairs.findIndex((pair) => pair.one.id === before) + 1
	if (at > 0 && stage(at - 1) === one.stage_id) return at
	const first = pairs.findIndex((pair) => pair.one.stage_id === one.stage_id)
	if (first >= 0) return first
	while (at > 0 && at < pairs.length && stage(at) === stage(at - 1)) at++
	return at
}

/* The stages over such columns: those of the map, those without touchpoints too, and those that only the other one has. */
export function stagesOver(pairs: Pair[], own: Stage[], laid: Stage[]): (Stage & { only: boolean })[] {
	const counts = new Map<string, { first: number; count: number }>()
	for (const [at, pair] of pairs.entries()) {
		const there = counts.get(pair.one.stage_id)
		if (there) there.count = at - there.first + 1
		else counts.set(pair.one.stage_id, { first: at, count: 1 })
	}
	const known = new Set(own.map((one) => one.id))
	const more = laid.filter((one) => !known.has(one.id) && counts.has(one.id)).map((one) => ({ ...one, ...counts.get(one.id), only: true }))
	const stages = own.map((one) => ({ ...one, ...(counts.get(one.id) ?? { count: 0 }), only: false }))
	return [...stages, ...more].sort((a, b) => a.first - b.first)
}
