/* filters - which customers, which period, which channels a map's views show: they stand in the address, so that a link
 * to what somebody sees shows it to others.
 *
 *	filters.query                   // { where: 'persona:anna', period: '2026-Q1' } for whatever is asked of the server
 *	filters.choose({ segment: 'paying' })
 */
import type { Query } from '../api/client'
import { ask, route } from './route.svelte'
import { session } from './session.svelte'

export const filterNames = ['persona', 'segment', 'where', 'period', 'channel', 'version'] as const
export type FilterName = (typeof filterNames)[number]

function whereOf(query: URLSearchParams): string | null {
	const persona = query.get('persona')
	if (persona) return `persona:${persona}`
	const segment = query.get('segment')
	return segment ? `segment:${segment}` : query.get('where')
}

/* As a text: the address changes with every view, what is asked of the server with a filter only. */
const asked = $derived(JSON.stringify({ where: whereOf(route.query), period: route.query.get('period'), version: route.query.get('version') }))

export const filters = {
	get(name: FilterName): string | null {
		return route.query.get(name)
	},
	/* What the routes of a map take; channels are dimmed by the page itself. */
	get query(): Query {
		return JSON.parse(asked) as Query
	},
	/* What the map itself takes: a version stays as it was counted, and viewers see nothing else. */
	get ofMap(): Query {
		const version = route.query.get('version')
		return version || session.me?.role === 'viewer' ? { version } : filters.query
	},
	get any(): boolean {
		return filterNames.some((name) => route.query.get(name))
	},
	choose(change: Partial<Record<FilterName, string | null>>): void {
		ask(change)
	},
	clear(): void {
		ask(Object.fromEntries(filterNames.map((name) => [name, null])))
	},
	/* What stays in the address when another view of the map is opened. */
	get kept(): Record<string, string | null> {
		return Object.fromEntries(filterNames.map((name) => [name, route.query.get(name)]))
	},
}
