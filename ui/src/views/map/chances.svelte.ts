/* chances - the opportunities of the map that is open, for its lane.
 *
 *	const chances = useChances(open)
 *	chances.data?.[0]?.title
 */
import { chanceOf, type Chance } from '../../api/chance'
import { all } from '../../api/client'
import { resource, type Resource } from '../../api/resource.svelte'
import type { OpenMap } from '../../app/open_map.svelte'

export function useChances(open: OpenMap): Resource<Chance[]> {
	return resource(async () => {
		const rows = await all<{ opportunity: unknown }>('opportunities', 'opportunities', { map: open.id })
		return rows.map((row) => chanceOf(row.opportunity))
	})
}
