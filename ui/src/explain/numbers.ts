/* numbers - what there is to say about each number of a map: which one it is, how much, of how many, how sure.
 *
 *	explained(map, 'drop_off|pay')?.value           // 0.37
 *	explained(map, 'goal')                          // of the whole map
 *
 * Pure: no words, no page.  explain.ts puts it into the language.
 */
import type { Duration, Estimate, Figures, MapGap, Touchpoint, TouchpointVoice, WendMap } from '../api/map'
import { ranking } from './why'

export type Kind =
	| 'reach' | 'visits' | 'drop_off' | 'conversion' | 'dwell' | 'time_on' | 'feeling' | 'nps' | 'evidence' | 'gap' | 'importance'
	| 'entries' | 'exits' | 'returns' | 'events' | 'goal' | 'stage_leaving' | 'critical' | 'strongest' | 'weakest' | 'said'

export type Form = 'share' | 'count' | 'feeling' | 'seconds' | 'nps' | 'grade' | 'days' | 'points' | 'steps'
export type Unit = 'journeys' | 'visits' | 'customers' | 'pairs' | 'none'

export interface Number {
	kind: Kind
	form: Form
	unit: Unit
	at: string | null
	name: string | null
	value: number | null
	/* Of how many, and how many of them: null where there is no such thing. */
	of: number | null
	part: number | null
	low: number | null
	high: number | null
	scale: [number, number] | null
	rated: string | null
	gap: MapGap | null
}

type Made = Pick<Number, 'form' | 'unit' | 'value' | 'of' | 'low' | 'high'> & Partial<Number>

const unknown = { value: null, n: 0, low: null, high: null }

function ofEstimate(one: Estimate, form: Form, unit: Unit, more: Partial<Number> = {}): Made {
	const part = form === 'share' && one.value !== null ? Math.round(one.value * one.n) : null
	return { form, unit, value: one.value, of: one.n, part, low: one.low, high: one.high, scale: form === 'share' ? [0, 1] : null, ...more }
}

function ofDuration(one: Duration): Made {
	const to = one.high_s === null ? null : one.high_s * 1.5
	return { form: 'seconds', unit: 'visits', value: one.median_s, of: one.n, low: one.low_s, high: one.high_s, scale: to ? [0, to] : null }
}

function ofCount(value: number, of: number | null = null): Made {
	return { form: 'count', unit: 'visits', value, of, low: null, high: null }
}

function ofGap(gap: MapGap | undefined): Made {
	return ofEstimate(gap?.difference ?? unknown, gap?.unit ?? 'points', 'pairs', { gap: gap ?? null })
}

/* Of those settled journeys that reached the goal, how many came by here. */
function ofImportance(map: WendMap, one: Figures): Made {
	const n = Math.round((map.conversion.value ?? 0) * map.conversion.n)
	const part = n > 0 && one.conversion.value !== null ? Math.min(n, Math.round(one.conversion.value * one.conversion.n)) : null
	return { form: 'share', unit: 'journeys', value: part === null ? null : part / n, of: n, part, low: null, high: null, scale: [0, 1] }
}

function ofFeeling(one: Figures): Made {
	return ofEstimate(one.feeling, 'feeling', 'customers', { scale: [-2, 2], rated: one.feeling.scale })
}

/* By how customers feel, or, where too few said so, by how many leave. */
function ofMark(map: WendMap, one: Figures): Made {
	return ranking(map).by === 'feeling' ? ofFeeling(one) : ofEstimate(one.drop_off, 'share', 'journeys')
}

const makers: Record<Exclude<Kind, 'goal' | 'said'>, (one: Figures & Partial<Touchpoint>, map: WendMap) => Made> = {
	reach: (one) => ofEstimate(one.reach.share, 'share', 'journeys', { part: one.reach.journeys }),
	visits: (one) => ofCount(one.visits),
	drop_off: (one) => ofEstimate(one.drop_off, 'share', 'journeys'),
	stage_leaving: (one) => ofEstimate(one.drop_off, 'share', 'journeys'),
	critical: (one) => ofEstimate(one.drop_off, 'share', 'journeys'),
	strongest: (one, map) => ofMark(map, one),
	weakest: (one, map) => ofMark(map, one),
	conversion: (one) => ofEstimate(one.conversion, 'share', 'journeys'),
	dwell: (one) => ofDuration(one.dwell),
	time_on: (one) => ofDuration(one.time_on),
	feeling: ofFeeling,
	nps: (one) => ofEstimate(one.nps ?? { value: null, n: 0, low: null, high: null }, 'nps', 'customers', { scale: [-100, 100] }),
	evidence: (one) => ({ form: 'grade', unit: 'none', value: one.evidence, of: null, low: null, high: null }),
	gap: (one) => ofGap(one.gaps?.[0]),
	importance: (one, map) => ofImportance(map, one),
	entries: (one) => ofCount(one.entries, one.visits),
	exits: (one) => ofCount(one.exits, one.visits),
	returns: (one) => ofCount(one.returns, one.visits),
	events: (one) => ({ ...ofCount(one.events), unit: 'none' }),
}

export const kinds = [...Object.keys(makers), 'goal', 'said'] as Kind[]

/* What was said at a touchpoint, of one kind. */
export function heardOf(one: Touchpoint | undefined, kind = ''): TouchpointVoice['kinds'][string] | undefined {
	return one?.voice && Object.hasOwn(one.voice.kinds, kind) ? one.voice.kinds[kind] : undefined
}

function finish(kind: Kind, at: string | null, name: string | null, made: Made): Number {
	const number = { part: null, scale: null, rated: null, gap: null, ...made, kind, at, name }
	return kind === 'feeling' && number.of !== null && number.of > 0 && number.of < 5 ? { ...number, value: null, low: null, high: null } : number
}

/* "drop_off|ID" of a touchpoint or stage, "gap|ID|1" of one of several, "conversion|" of the whole map. */
export function explained(map: WendMap, key: string): Number | undefined {
	const [kind = '', at = '', place] = key.split('|')
	if (kind === 'goal' || (kind === 'conversion' && at === '')) return finish('goal', null, null, ofEstimate(map.conversion, 'share', 'journeys'))
	if (kind !== 'said' && !Object.hasOwn(makers, kind)) return undefined
	const touchpoint = map.touchpoints.find((each) => each.id === at)
	const one = touchpoint ?? map.stages.find((each) => each.id === at)
	if (!one) return undefined
	if (kind === 'drop_off' && !touchpoint) return finish('stage_leaving', at, one.name, makers.stage_leaving(one, map))
	if (kind === 'said') return finish('said', at, one.name, ofEstimate(heardOf(touchpoint, place)?.share ?? unknown, 'share', 'customers'))
	if (kind === 'gap') return finish('gap', at, one.name, ofGap((one as Touchpoint).gaps?.[Number(place ?? 0)]))
	return finish(kind as Kind, at, one.name, makers[kind as keyof typeof makers](one, map))
}

/* The newest event of all sources. */
export function newest(map: Pick<WendMap, 'sources'>): string | null {
	return map.sources.reduce<string | null>((last, one) => (last === null || one.newest > last ? one.newest : last), null)
}
