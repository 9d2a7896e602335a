/* uncounted - where nothing was ever counted there is no data, and not nobody: the server says so of a touchpoint that a hand put
 * onto the map and that no event leads to.  Versions that were published before it did have 0 of all there.
 *
 *	uncounted(map)          // of a version: reach of such a touchpoint is null, n 0
 *	neverCounted(one)       // it is such a touchpoint
 *
 * Of some customers or of a time that is another matter: there 0 of so many is what was found.
 */
import type { Figures, WendMap } from './map'

const unknown = { value: null, n: 0, low: null, high: null }

function figures<T extends Figures>(one: T): T {
	return one.events > 0 ? one : { ...one, reach: { ...one.reach, share: unknown } }
}

/* Such a one: its visits are not 0, they are not known. */
export function neverCounted(one: Figures): boolean {
	return one.events === 0 && one.reach.share.value === null
}

export function uncounted(map: WendMap): WendMap {
	if (!map.version) return map
	return { ...map, touchpoints: map.touchpoints.map(figures), stages: map.stages.map(figures) }
}
