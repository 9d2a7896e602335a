/* heard - a map's counts alone (`parts=counts`, docs/api.md) with what customers said as it was: the numbers are there at once
 * after a drag, and what 50,000 texts say of it follows with the whole map.
 *
 *	withHeard(counts, before)      // until the whole is there
 */
import type { Curve, Feeling, MapLane, Touchpoint, WendMap } from './map'

const inWords = 'by their words'

/* What is rated is counted; what is written is heard. */
function feelingOf(counted: Feeling, before: Feeling | undefined): Feeling {
	return counted.value === null && before?.scale === inWords ? before : counted
}

function touchpointOf(counted: Touchpoint, before: Touchpoint | undefined): Touchpoint {
	if (!before) return counted
	const { voice, gaps, strongest, weakest } = before
	return {
		...counted,
		strongest,
		weakest,
		feeling: feelingOf(counted.feeling, before.feeling),
		...(voice ? { voice } : {}),
		...(gaps ? { gaps } : {}),
	}
}

/* Sentences about counts are observed; those about words are reported or inferred. */
function laneOf(counted: MapLane, before: MapLane | undefined, there: Set<string>): MapLane {
	const heard = (before?.cells ?? []).filter((one) => one.written !== true && one.basis !== 'observed' && there.has(one.at))
	const known = new Set(counted.cells.map((one) => `${one.at}\n${one.text}`))
	return { ...counted, cells: [...counted.cells, ...heard.filter((one) => !known.has(`${one.at}\n${one.text}`))] }
}

function curveOf(counted: Curve, before: Curve | undefined): Curve {
	const points = new Map(before?.points.map((one) => [one.at, one.feeling]))
	return { ...counted, points: counted.points.map((one) => ({ ...one, feeling: feelingOf(one.feeling, points.get(one.at)) })) }
}

export function withHeard(counts: WendMap, before: WendMap): WendMap {
	const touchpoints = new Map(before.touchpoints.map((one) => [one.id, one]))
	const stages = new Map(before.stages.map((one) => [one.id, one.feeling]))
	const lanes = new Map(before.lanes.map((one) => [one.lane, one]))
	const curves = new Map(before.curves?.map((one) => [one.persona, one]))
	const there = new Set(counts.touchpoints.map((one) => one.id))
	return {
		...counts,
		touchpoints: counts.touchpoints.map((one) => touchpointOf(one, touchpoints.get(one.id))),
		stages: counts.stages.map((one) => ({ ...one, feeling: feelingOf(one.feeling, stages.get(one.id)) })),
		lanes: counts.lanes.map((one) => laneOf(one, lanes.get(one.lane), there)),
		findings: before.findings,
		remarks: before.remarks,
		...(before.voice ? { voice: before.voice } : {}),
		...(counts.curves ? { curves: counts.curves.map((one) => curveOf(one, curves.get(one.persona))) } : {}),
	}
}
