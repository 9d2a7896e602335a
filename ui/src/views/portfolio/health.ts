/* health - how the customers of a map do, in one word that says why (the same words stand in the help beside it). */
import type { WendMap } from '../../api/map'

export type Health = 'good' | 'watch' | 'bad' | 'unknown'

/* Journeys below which nothing is said. */
const enough = 30

export function healthOf(map: WendMap, today: string): Health {
	const measured = map.touchpoints.filter((one) => one.events > 0)
	if (!measured.some((one) => one.reach.share.n >= enough)) return 'unknown'
	const critical = measured.filter((one) => one.critical)
	const deep = critical.some((one) => (one.drop_off.value ?? 0) > 0.3)
	const sad = measured.some((one) => one.feeling.value !== null && one.feeling.n >= 30 && one.feeling.value < -0.5)
	if (deep || sad) return 'bad'
	return critical.length || (map.review && map.review < today) ? 'watch' : 'good'
}
