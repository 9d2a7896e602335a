/* explain - a number's explanation in the language, and how a view hangs it onto what shows the number.
 *
 *	<Explainer map={map}> ... <span data-explain="reach|pay">24 %</span> ... </Explainer>
 *	<Explained key="reach|pay">24 %</Explained>
 *	<b use:explain={{ title: 'Reached', what: 'Who came to this step', estimate }}>...</b>       // a number that is no map's
 *	sentence(map, 'reach|pay')      // "Reach: 24 %, 1,990 of 8,196, very likely between ..." for screen readers
 */
import type { Estimate, WendMap } from '../api/map'
import { common } from '../words/common'
import { count, date, decimal, duration, feeling, share, span } from '../words/format'
import { isByWords, scaleWords } from '../words/scale'
import { explained, heardOf, newest, type Form, type Number } from './numbers'
import { elsewhere, partsOf, ranking } from './why'
import { t } from './words'

export interface Explanation {
	title: string
	what: string
	value: string
	/* "1,990 of 8,196 journeys" */
	n: string | null
	interval: string | null
	bar: { value: number | null; low: number; high: number; from: number; to: number } | null
	notes: string[]
	period: string | null
	fresh: string | null
	how: string | null
}

const forms: Record<Form, (value: number) => string> = {
	share,
	count,
	feeling,
	seconds: duration,
	nps: (value) => count(Math.round(value)),
	grade: (value) => `${count(value)} / 4`,
	days: (value) => t('days', { n: value, v: decimal(value, 1) }),
	points: (value) => t('points', { v: decimal(value, 1) }),
	steps: (value) => t('steps', { v: decimal(value, 1) }),
}

export function written(number: Pick<Number, 'form' | 'value'>): string {
	return number.value === null ? t('noValue') : forms[number.form](number.value)
}

function unitName(number: Number, n: number): string {
	if (number.unit === 'pairs' || number.unit === 'none') return count(n)
	return common(number.unit, { n })
}

function counted(number: Number): string | null {
	if (number.of === null) return null
	const all = unitName(number, number.of)
	return number.part === null ? t('nOnly', { n: all }) : t('ofN', { k: count(number.part), n: all })
}

/* A unit may be written short, with a point of its own. */
function how(map: WendMap, number: Number): string | null {
	if (number.unit === 'none') return null
	if (number.unit !== 'journeys') return t(({ visits: 'unitVisits', customers: 'unitCustomers', pairs: 'unitPairs' } as const)[number.unit])
	return map.cases ? t('unitCases') : t('unitJourneys', { limit: duration(map.silence_limit.seconds ?? map.silence_limit.value ?? 0) }).replace(/\.\.$/, '.')
}

/* A stage loses more than any of its touchpoints: where, and why. */
function stageNotes(map: WendMap, at: string): string[] {
	const stage = map.stages.find((one) => one.id === at)
	if (!stage?.drop_off.value) return []
	const { parts, rest, most } = partsOf(map, stage)
	const shown = parts.slice(0, 4)
	const others = parts.slice(4).reduce((sum, one) => sum + one.left, 0)
	const list = [...shown.map((one) => t('leftAt', { n: one.left, name: one.name })), ...(others ? [t('leftElsewhere', { n: others })] : []), ...(rest ? [t('leftAnswers', { n: rest })] : [])]
	return [list.join(', '), ...(stage.drop_off.value > most ? [t('stageWhy')] : [])]
}

/* Two shares of who reaches the goal: of the journeys that can be judged, and of all that there are. */
function goalNotes(map: WendMap, number: Number): string[] {
	const goal = map.touchpoints.find((one) => one.goal)
	const reach = goal?.reach.share
	if (!goal || !reach || reach.value === null || map.conversion.value === null) return []
	if (share(reach.value) === share(map.conversion.value) && reach.n === map.conversion.n) return []
	if (number.kind === 'goal') return [t('goalThere', { name: goal.name, v: share(reach.value), n: reach.n, late: reach.n - map.conversion.n })]
	return number.kind === 'reach' && number.at === goal.id ? [t('goalMap', { v: share(map.conversion.value), n: map.conversion.n })] : []
}

function criticalNotes(map: WendMap, number: Number): string[] {
	const one = map.touchpoints.find((each) => each.id === number.at)
	const rest = one && elsewhere(map, one)
	if (!rest || number.value === null) return []
	return [t('criticalBeside', { v: share(rest.value), k: rest.left, n: rest.n, points: Math.round((number.value - rest.value) * 100) }), t('criticalMoves')]
}

/* Which mark it is, who comes next. */
function rankNotes(map: WendMap, number: Number): string[] {
	const { by, ranked } = ranking(map)
	const order = number.kind === 'strongest' ? ranked : ranked.toReversed()
	const next = order.filter((one) => one.id !== number.at).slice(0, 2)
	const form = forms[by === 'feeling' ? 'feeling' : 'share']
	const list = next.map((one) => t('rankOne', { name: one.name, v: form(one.estimate.value ?? 0), n: one.estimate.n })).join(', ')
	return [t(by === 'feeling' ? 'rankFelt' : 'rankLeft', { n: ranked.length }), ...(list ? [t('rankNext', { list })] : [])]
}

/* How bad it is, behind "severity". */
function saidNotes(map: WendMap, number: Number, key: string): string[] {
	const heard = heardOf(map.touchpoints.find((one) => one.id === number.at), key.split('|')[2])
	if (heard?.depth == null || heard.severity === null || number.value === null) return []
	return [t('saidDepth', { depth: decimal(heard.depth, 2), severity: decimal(heard.severity, 2), v: share(number.value) })]
}

function whyOf(map: WendMap, number: Number, key: string): string[] {
	if (number.kind === 'said') return saidNotes(map, number, key)
	if (number.kind === 'stage_leaving') return stageNotes(map, number.at ?? '')
	if (number.kind === 'critical') return criticalNotes(map, number)
	if (number.kind === 'strongest' || number.kind === 'weakest') return rankNotes(map, number)
	return goalNotes(map, number)
}

function notesOf(number: Number): string[] {
	const notes: string[] = []
	const few = number.of ?? 0
	if (number.kind === 'feeling' && few > 0 && few < 5) notes.push(t('hidden'))
	else if (number.unit === 'customers' && few > 0 && few < 30) notes.push(t('few'))
	if (number.kind === 'feeling' && number.value !== null) notes.push(number.rated && !isByWords(number.rated) ? t('rated', { scale: scaleWords(number.rated) }) : t('words'))
	if (number.value === null && (number.kind === 'drop_off' || number.kind === 'stage_leaving' || number.kind === 'conversion' || number.kind === 'goal')) notes.push(t('noUnit'))
	if (number.gap) notes.push(gapWords(number))
	return notes
}

function gapWords(number: Number): string {
	const gap = number.gap
	if (!gap || gap.expected.value === null || gap.actual.value === null) return t('noValue')
	const form = forms[number.form]
	const parts = [t('expected', { v: form(gap.expected.value) }), t('got', { v: form(gap.actual.value) })]
	if (gap.broken.value !== null) parts.push(t('broken', { v: share(gap.broken.value) }))
	return parts.join(', ')
}

function barOf(number: Number): Explanation['bar'] {
	if (number.low === null || number.high === null || !number.scale) return null
	return { value: number.value, low: number.low, high: number.high, from: number.scale[0], to: number.scale[1] }
}

export function explanation(map: WendMap, key: string): Explanation | undefined {
	const number = explained(map, key)
	if (!number) return undefined
	const form = forms[number.form]
	const fresh = newest(map)
	return {
		title: number.name ? `${t(number.kind)} · ${number.name}` : t(number.kind),
		what: t(`${number.kind}Is`),
		value: written(number),
		n: counted(number),
		interval: number.low === null || number.high === null ? null : t('intervalOf', { low: form(number.low), high: form(number.high) }),
		bar: barOf(number),
		notes: [...whyOf(map, number, key), ...notesOf(number)],
		period: map.period ? span(map.period.from, map.period.to) : null,
		fresh: fresh ? date(fresh) : null,
		how: how(map, number),
	}
}

/* Why a touchpoint is marked, for where there is room for it. */
export function reasons(map: WendMap, key: string): string[] {
	const number = explained(map, key)
	return number ? [t(`${number.kind}Is`), ...whyOf(map, number, key)] : []
}

/* All of it in one sentence. */
export function sentence(map: WendMap, key: string): string {
	const number = explained(map, key)
	if (!number) return ''
	const form = forms[number.form]
	const sure = number.low === null || number.high === null ? null : t('intervalOf', { low: form(number.low), high: form(number.high) })
	return [`${t(number.kind)}: ${written(number)}`, counted(number), sure].filter(Boolean).join(', ')
}

/* A number that is no map's own, as other views have them. */
export interface Own {
	title: string
	what: string
	estimate?: Estimate | undefined
	as?: Form
	how?: string
	period?: string
}

export function ownExplanation(own: Own): Explanation {
	const form = forms[own.as ?? 'share']
	const one = own.estimate
	const range = { share: [0, 1], feeling: [-2, 2], nps: [-100, 100] } as Partial<Record<Form, [number, number]>>
	const scale = range[own.as ?? 'share']
	const sure = one && one.low !== null && one.high !== null ? { low: one.low, high: one.high } : null
	return {
		title: own.title,
		what: own.what,
		value: !one || one.value === null ? t('noValue') : form(one.value),
		n: one ? t('nOnly', { n: count(one.n) }) : null,
		interval: sure ? t('intervalOf', { low: form(sure.low), high: form(sure.high) }) : null,
		bar: sure && scale ? { value: one?.value ?? null, ...sure, from: scale[0], to: scale[1] } : null,
		notes: [],
		period: own.period ?? null,
		fresh: null,
		how: own.how ?? null,
	}
}

const owned = new WeakMap<Element, Own>()

export function ownOf(node: Element): Own | undefined {
	return owned.get(node)
}

/* A Svelte action: inside an <Explainer> the node explains itself by hover, focus and long press. */
export function explain(node: HTMLElement, own: Own): { update(next: Own): void; destroy(): void } {
	owned.set(node, own)
	node.dataset['explain'] = ''
	return {
		update: (next) => void owned.set(node, next),
		destroy: () => void owned.delete(node),
	}
}
