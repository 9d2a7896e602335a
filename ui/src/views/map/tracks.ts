/* tracks - the rows of the map as arrows go through them: the stages, the touchpoints, then the lanes, each with the row of
 * what stands at its stages above it where there is any.
 *
 *	tracksOf(grid.rows)[2]          // { lane: 'actions', by: 'touchpoint', row: 0 }
 *	step(event, at, tracks, grid)   // [row, column] where the key leads to; undefined: it is none that leads anywhere
 */
import type { Grid, LaneRow } from './grid'

export interface Track {
	/* Empty: the names themselves. */
	lane: string
	by: 'stage' | 'touchpoint'
	/* Among the lanes; -1: above them. */
	row: number
}

export function tracksOf(rows: LaneRow[]): Track[] {
	const heads: Track[] = [
		{ lane: '', by: 'stage', row: -1 },
		{ lane: '', by: 'touchpoint', row: -1 },
	]
	const lanes = rows.flatMap(({ lane, staged }, row): Track[] => [...(staged ? [{ lane, by: 'stage', row } as const] : []), { lane, by: 'touchpoint', row }])
	return [...heads, ...lanes]
}

/* The stage that a column is of; -1: of none. */
export function stageOf(grid: Grid, column: number): number {
	return grid.stages.findIndex((one) => column >= one.first && column < one.first + one.count)
}

function nextStage(grid: Grid, column: number, by: number): number {
	return grid.stages[Math.max(0, Math.min(grid.stages.length - 1, stageOf(grid, column) + by))]?.first ?? column
}

/* By the pattern of ARIA grids.  What it says may be beyond the edge. */
export function step(event: KeyboardEvent, { row, column }: { row: number; column: number }, tracks: Track[], grid: Grid): [number, number] | undefined {
	const byStage = tracks[row]?.by === 'stage'
	const moves: Record<string, [number, number]> = {
		ArrowRight: [row, byStage ? nextStage(grid, column, 1) : column + 1],
		ArrowLeft: [row, byStage ? nextStage(grid, column, -1) : column - 1],
		ArrowDown: [row + 1, column],
		ArrowUp: [row - 1, column],
		Home: [event.ctrlKey ? 1 : row, 0],
		End: [event.ctrlKey ? tracks.length - 1 : row, grid.columns.length - 1],
		PageDown: [row, nextStage(grid, column, 1)],
		PageUp: [row, nextStage(grid, column, -1)],
	}
	return moves[event.key]
}
