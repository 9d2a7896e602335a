/* lines - the lines of the feeling curve: everybody's or one a persona, and that of a map laid over. */
import type { Feeling, WendMap } from '../../api/map'
import type { Line } from './cells/Feeling.svelte'
import { curve } from './curve'
import type { Grid } from './grid'

/* Of fewer the value stays hidden, and the line is broken. */
const least = 5
const none: Feeling = { value: null, n: 0, low: null, high: null, scale: null }

/* Past a column that is no touchpoint of its map a line goes straight on. */
export function bridged(values: (number | null)[], there: boolean[]): (number | null)[] {
	const filled = [...values]
	for (const [i, is] of there.entries()) {
		if (is) continue
		const before = filled[i - 1]
		let to = i + 1
		while (to < there.length && !there[to]) to++
		const after = values[to]
		if (before != null && after != null) filled[i] = before + (after - before) / (to - i + 1)
	}
	return filled
}

export function linesOf(map: WendMap, overlay: { name: string; map: WendMap } | undefined, grid: Grid): Line[] {
	const ids = grid.columns.map((one) => one.touchpoint.id)
	const shown = (point: Feeling) => (point.value !== null && point.n >= least ? point.value : null)
	const line = (name: string, no: number, future: boolean, feelings: Map<string, Feeling>): Line => {
		const points = ids.map((id) => feelings.get(id) ?? none)
		const there = ids.map((id) => feelings.has(id))
		return { name, no, future, points, pieces: curve(bridged(points.map(shown), there)), end: points.findLastIndex((one) => shown(one) !== null) }
	}
	const all = (of: WendMap) => new Map(of.touchpoints.map((one) => [one.id, one.feeling]))
	const own = map.curves?.length
		? map.curves.slice(0, 6).map((one, i) => line(one.name, i + 1, false, new Map(one.points.map((point) => [point.at, point.feeling]))))
		: [line('', 0, false, all(map))]
	return overlay ? [...own, line(overlay.name, 0, true, all(overlay.map))] : own
}
