/* maps - a row of `GET maps`. */
import type { MapRow } from '../../api/schema'

export type MapLine = MapRow
