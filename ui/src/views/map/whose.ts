/* whose - whom a map is about and what they want, by name.
 *
 *	goalOf(map)             // "Order Completed"
 *	personasOf(map)         // ["Nora, first-time buyer"]
 */
import type { WendMap } from '../../api/map'

export function goalOf(map: WendMap): string | null {
	return map.touchpoints.find((one) => one.id === map.goal || one.name === map.goal)?.name ?? map.goal
}

export function personasOf(map: WendMap): string[] {
	return map.personas.map((id) => map.curves?.find((one) => one.persona === id)?.name ?? id)
}
