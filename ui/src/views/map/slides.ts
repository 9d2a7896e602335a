/* slides - the map for a room, cut into what fits on a wall: the whole of it, each stage in as many parts as it needs, what to do.
 *
 *	slidesOf(grid, 5, true)         // [{ kind: 'whole' }, { kind: 'stage', stage, columns, part: 0, parts: 2 }, ...]
 */
import type { Column, Grid } from './grid'

export type Slide =
	| { kind: 'whole' }
	| ({ kind: 'stage' } & Part)
	| { kind: 'chances' }

export interface Part {
	stage: Grid['stages'][number]
	columns: Column[]
	part: number
	parts: number
}

/* Parts of a stage are as even as can be: seven are four and three, not five and two. */
function partsOf(grid: Grid, stage: Grid['stages'][number], most: number): Part[] {
	const columns = grid.columns.slice(stage.first, stage.first + stage.count)
	const parts = Math.max(1, Math.ceil(columns.length / Math.max(1, most)))
	const each = Math.ceil(columns.length / parts)
	return Array.from({ length: parts }, (_, part) => ({ stage, columns: columns.slice(part * each, (part + 1) * each), part, parts }))
}

export function slidesOf(grid: Grid, most: number, chances: boolean): Slide[] {
	const stages = grid.stages.flatMap((stage) => partsOf(grid, stage, most)).map((part): Slide => ({ kind: 'stage', ...part }))
	return [{ kind: 'whole' }, ...stages, ...(chances ? [{ kind: 'chances' } as const] : [])]
}

/* Sheets of paper: as many columns as fit; small stages share one, a stage is parted only where it has more. */
export function sheetsOf(grid: Grid, most: number): Part[][] {
	const sheets: Part[][] = []
	let used = most
	for (const part of grid.stages.filter((one) => one.count > 0).flatMap((stage) => partsOf(grid, stage, most))) {
		const last = sheets.at(-1)
		if (last && used + part.columns.length <= most) last.push(part)
		else sheets.push([part])
		used = last && last === sheets.at(-1) ? used + part.columns.length : part.columns.length
	}
	return sheets
}

/* Where each touchpoint stands between 0 and 1, when every stage is as wide as the others: in the middle of its part.
 * `edge`: so much of a stage's width is free at either side. */
export function spread(grid: Grid, edge = 0): number[] {
	const stages = grid.stages.filter((one) => one.count > 0)
	return grid.columns.map((column) => {
		const i = stages.findIndex((one) => column.at >= one.first && column.at < one.first + one.count)
		const stage = stages[i]
		return stage ? (i + edge + ((1 - 2 * edge) * (column.at - stage.first + 0.5)) / stage.count) / stages.length : 0
	})
}
