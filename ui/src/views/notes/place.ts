/* place - where the last note was written, so that the next one begins there. */
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
