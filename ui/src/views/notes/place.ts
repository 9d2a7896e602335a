/* place - where the last note was written, so that the next one begins there, and what was begun. */
import { remember, remembered, rememberedJson } from '../../app/remembered'
import { session } from '../../app/session.svelte'

const key = 'wend-notes-place'

export interface Place {
	map: string
	touchpoint: string
}

export function lastPlace(): Place | undefined {
	const kept = rememberedJson(key) as Partial<Place> | undefined
	return typeof kept?.map === 'string' && typeof kept.touchpoint === 'string' ? { map: kept.map, touchpoint: kept.touchpoint } : undefined
}

export function keepPlace(place: Place): void {
	remember(key, JSON.stringify(place))
}

/* What was begun and not written down yet, and by whom: a telephone drops pages that it does not show. */
const begun = () => `wend-notes-begun-${session.me?.user ?? ''}`

export function begunText(): string {
	return remembered(begun(), 'tab') ?? ''
}

export function keepBegun(text: string): void {
	remember(begun(), text, 'tab')
}
