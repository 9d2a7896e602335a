/* names - what a column of the flow is called to people: touchpoints by their names, the rest in words. */
import type { WendMap } from '../../api/map'
import { other } from './sankey'
import { t } from './words'

const special: Record<string, 'unsorted' | 'ended' | 'notBegun' | 'notThere' | 'arrived'> = {
	'(unsorted)': 'unsorted',
	'(ended)': 'ended',
	'(not begun)': 'notBegun',
	'(not there)': 'notThere',
	'(arrived)': 'arrived',
}

export function placeName(map: WendMap | undefined, id: string, places = 0): string {
	if (id === other) return t('other', { n: places })
	const word = special[id]
	if (word) return t(word)
	return map?.touchpoints.find((one) => one.id === id)?.name ?? id
}
