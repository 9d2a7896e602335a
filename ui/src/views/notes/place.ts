/* place - where the last note was written, so that the next one begins there, and what was begun. */
import { session } from '../../app/session.svelte'

const key = 'wend-notes-place'

export interface Place {
	map: string
	touchpoint: string
}

export function lastPlace(): Place | undefined {
	try {
		const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Place> | null
		return typeof kept?.map === 'string' && typeof kept.touchpoint === 'string' ? { map: kept.map, touchpoint: kept.touchpoint } : undefined
	} catch {
		return undefined
	}
}

export function keepPlace(place: Place): void {
	try {
		localStorage.setItem(key, JSON.stringify(place))
	} catch {
		return
	}
}

/* What was begun and not written down yet, and by whom: a telephone drops pages that it does not show. */
const begun = () => `wend-notes-begun-${session.me?.user ?? ''}`

export function begunText(): string {
	try {
		return sessionStorage.getItem(begun()) ?? ''
	} catch {
		return ''
	}
}

export function keepBegun(text: string): void {
	try {
		if (text) sessionStorage.setItem(begun(), text)
		else sessionStorage.removeItem(begun())
	} catch {
		return
	}
}
