/* begun - comments that were begun and not sent, each at its place of the map: what was written of one is never sent about another.
 *
 *	all = withBegun(all, { at, lane, text, mentions })      // empty: it is gone
 *	const { text } = begunAt(all, at, lane)
 *
 * Kept for as long as the page is open; the last one that was written stands last.
 */
import { remember, rememberedJson } from '../../../app/remembered'

export interface Begun {
	at: string
	lane: string
	text: string
	mentions: string[]
}

const most = 50

function isBegun(one: Partial<Begun> | null): one is Begun {
	return typeof one?.at === 'string' && typeof one.lane === 'string' && typeof one.text === 'string' && Array.isArray(one.mentions)
}

export function begunOf(key: string): Begun[] {
	const all = rememberedJson(key, 'tab')
	return Array.isArray(all) ? all.filter(isBegun) : []
}

export function keepBegun(key: string, all: Begun[]): void {
	remember(key, all.length ? JSON.stringify(all) : '', 'tab')
}

export function begunAt(all: readonly Begun[], at: string, lane: string): Begun {
	return all.find((one) => one.at === at && one.lane === lane) ?? { at, lane, text: '', mentions: [] }
}

export function withBegun(all: readonly Begun[], begun: Begun): Begun[] {
	const others = all.filter((one) => one.at !== begun.at || one.lane !== begun.lane)
	return begun.text.trim() || begun.mentions.length ? [...others, begun].slice(-most) : others
}
