/* maps - a row of `GET maps`. */
import type { MapRow } from '../../api/schema'

export interface MapLine extends MapRow {
	owner?: string | null
	review?: string | null
	leads_to?: string[]
}
