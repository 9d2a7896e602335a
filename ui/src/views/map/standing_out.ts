/* standing_out - what of a map one should see first, the most telling first; said in the language, out of the numbers.
 *
 *	const all = standingOut(map, goal)
 *	all.slice(0, 3)                 // the worst critical moment, the strongest touchpoint, the weakest
 */
import type { Touchpoint, WendMap } from '../../api/map'
import { isEnd, moments } from '../../api/moments'
import type { IconName } from '../../design/icons'
import { feeling, share } from '../../words/format'
import { t } from './words'

export interface Said {
	key: string
	icon: IconName
	tone: 'plain' | 'good' | 'bad'
	text: string
	/* What explains it (explain/). */
	why?: string
}

function criticalOf(map: WendMap): Said[] {
	return moments(map.touchpoints).map((one) => ({ key: `critical ${one.id}`, icon: 'warning', tone: 'bad', why: `critical|${one.id}`, text: t(isEnd(one) ? 'ends' : 'critical', { name: one.name, share: share(one.drop_off.value ?? 0) }) }))
}

function felt(one: Touchpoint | undefined, word: 'strongest' | 'weakest'): Said[] {
	if (one?.feeling.value == null) return []
	const text = t(word, { name: one.name, feeling: feeling(one.feeling.value) })
	const why = `${word}|${one.id}`
	return [word === 'strongest' ? { key: word, icon: 'arrow-up', tone: 'good', text, why } : { key: word, icon: 'arrow-down', tone: 'bad', text, why }]
}

export function standingOut(map: WendMap, goal: string | null | undefined): Said[] {
	if (!map.touchpoints.some((one) => one.events > 0)) return []
	const [worst, ...others] = criticalOf(map)
	const plain = (key: string, icon: IconName, text: string): Said => ({ key, icon, tone: 'plain', text })
	return [
		...(worst ? [worst] : []),
		...felt(map.touchpoints.find((one) => one.strongest), 'strongest'),
		...felt(map.touchpoints.find((one) => one.weakest), 'weakest'),
		...others,
		...(goal && map.conversion.value !== null ? [{ ...plain('goal', 'flag', t('reached', { share: share(map.conversion.value), goal })), why: 'goal' }] : []),
		...(map.unsorted.events > 0 ? [plain('unsorted', 'info', t('unsorted', { n: map.unsorted.events }))] : []),
	]
}
