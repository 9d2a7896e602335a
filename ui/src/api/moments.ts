/* moments - a map's critical touchpoints, those where something can be won first.
 *
 *	moments(map.touchpoints)        // where people give up, the worst first; then ends without the goal
 *
 * Where nearly all journeys end (as on the server, src/map/sentences.c), there is an end and not a moment at which some give up.
 */
import type { Touchpoint } from './map'

const ending = 0.9

export function isEnd(one: Touchpoint): boolean {
	return (one.drop_off.value ?? 0) >= ending
}

export function moments(touchpoints: Touchpoint[]): Touchpoint[] {
	const worse = (a: Touchpoint, b: Touchpoint): number => Number(isEnd(a)) - Number(isEnd(b)) || (b.drop_off.value ?? 0) - (a.drop_off.value ?? 0)
	return touchpoints.filter((one) => one.critical).sort(worse)
}
