/* tracks - the rows of the map as arrows go through them: the stages, the touchpoints, then the lanes, each with the row of
 * what stands at its stages above it where there is any.
 *
 *	tracksOf(grid.rows)[2]          // { lane: 'actions', by: 'touchpoint', row: 0 }
 */
import type { LaneRow } from './grid'

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
