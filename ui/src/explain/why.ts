/* why - the sums behind what looks strange at first: why a stage loses more than each of its touchpoints, why a touchpoint is
 * marked as critical, strongest, weakest.
 *
 *	partsOf(map, stage)             // [{ name: 'Payment', left: 654 }, ...], the most first
 *	elsewhere(map, touchpoint)      // { left: 2,030, n: 17,420, value: 0.117 }: all other touchpoints together
 *	ranking(map)                    // by what strongest and weakest are told, the best first
 *
 * Pure; the server counts the same (src/insight/figures.c, src/map/sentences.c).
 */
import type { Estimate, Figures, Stage, Touchpoint, WendMap } from '../api/map'

export interface Part {
	name: string
	left: number
}

function leftOf(one: Pick<Figures, 'drop_off'>): number {
	return one.drop_off.value === null ? 0 : Math.round(one.drop_off.value * one.drop_off.n)
}

/* A journey that left is of the past wherever it came by: those of the touchpoints are together those of the stage. */
export function partsOf(map: WendMap, stage: Stage): { parts: Part[]; rest: number; most: number } {
	const inside = map.touchpoints.slice(stage.first, stage.first + stage.count)
	const parts = inside.map((one) => ({ name: one.name, left: leftOf(one) })).filter((one) => one.left > 0).sort((a, b) => b.left - a.left)
	const rest = leftOf(stage) - parts.reduce((sum, one) => sum + one.left, 0)
	return { parts, rest: Math.max(0, rest), most: Math.max(0, ...inside.map((one) => one.drop_off.value ?? 0)) }
}

export function elsewhere(map: WendMap, one: Figures): { left: number; n: number; value: number } | undefined {
	const n = map.drop_off.n - one.drop_off.n
	if (map.drop_off.value === null || one.drop_off.value === null || n <= 0) return undefined
	const left = Math.max(0, leftOf({ drop_off: map.drop_off }) - leftOf(one))
	return { left, n, value: left / n }
}

export interface Ranked {
	name: string
	id: string
	estimate: Estimate
}

const voices = 5 /* fewer are not ranked */
const journeys = 30
const prior = 8 /* voices of the mean of all that each touchpoint is given */

function byFeeling(map: WendMap): (Ranked & { weight: number })[] {
	const felt = map.touchpoints.filter((one) => one.feeling.value !== null && one.feeling.n >= voices)
	const n = felt.reduce((sum, one) => sum + one.feeling.n, 0)
	const mean = n > 0 ? felt.reduce((sum, one) => sum + (one.feeling.value ?? 0) * one.feeling.n, 0) / n : 0
	return felt.map((one) => ({ id: one.id, name: one.name, estimate: one.feeling, weight: ((one.feeling.value ?? 0) * one.feeling.n + prior * mean) / (one.feeling.n + prior) }))
}

function byLeaving(map: WendMap): (Ranked & { weight: number })[] {
	const left = map.touchpoints.filter((one: Touchpoint) => !one.goal && one.drop_off.value !== null && one.drop_off.n >= journeys)
	return left.map((one) => ({ id: one.id, name: one.name, estimate: one.drop_off, weight: -(one.drop_off.value ?? 0) }))
}

export function ranking(map: WendMap): { by: 'feeling' | 'leaving'; ranked: Ranked[] } {
	const felt = byFeeling(map)
	const weights = felt.map((one) => one.weight)
	const by = felt.length > 1 && Math.max(...weights) - Math.min(...weights) > 1e-9 ? 'feeling' : 'leaving'
	const ranked = (by === 'feeling' ? felt : byLeaving(map)).sort((a, b) => b.weight - a.weight)
	return { by, ranked: ranked.map(({ id, name, estimate }) => ({ id, name, estimate })) }
}
