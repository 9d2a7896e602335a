/* details - what the log says beside what was done, for people.
 *
 *	detailsOf('{"revision":"3","operations":"1"}')          // "revision: 3 · operations: 1", in the language of the page
 *
 * Names of maps, files and people stay as they are.
 */
import { served } from '../../words/served.svelte'

const worded = new Set(['role', 'feeling', 'kind'])

function read(json: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(json)
		return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : undefined
	} catch {
		return undefined
	}
}

export function detailsOf(json: string | null): string {
	const details = json === null ? {} : read(json)
	if (!details) return json ?? ''
	return Object.entries(details)
		.filter(([, value]) => value !== null && value !== '')
		.map(([key, value]) => `${served(key)}: ${worded.has(key) ? served(String(value)) : String(value)}`)
		.join(' · ')
}

/* "map first-map" */
export function onWhat(on: string | null, id: string | null): string {
	return [on && served(on), id].filter(Boolean).join(' ')
}
