/* explain - what a number of a map is, of whom, how sure, since when: by its key, as it stands in `data-explain`.
 *
 *	explained(map, 'drop_off|payment')     // { title, text, value, estimate, as, lines }
 */
import type { Duration, Estimate, Figures, WendMap } from '../api/map'
import { ago, count, date, duration, feeling, share } from '../words/format'
import { t } from './words'

export interface Explained {
	title: string
	place: string
	text: string
	estimate?: Estimate
	as?: 'share' | 'feeling' | 'nps'
	value?: string
	lines: string[]
}

type Of = (map: WendMap, at: Figures & { id: string; name: string }, rest: string[]) => Partial<Explained>

/* Numerator and denominator, where a share is one of counts. */
function parts(estimate: Estimate): string[] {
	if (estimate.value === null) return []
	return [t('of', { k: Math.round(estimate.value * estimate.n), n: estimate.n })]
}

function span(time: Duration): Partial<Explained> {
	if (time.median_s === null) return { lines: [t('n', { n: time.n })] }
	const sure = time.low_s !== null && time.high_s !== null ? `${t('interval')}: ${duration(time.low_s)} – ${duration(time.high_s)}` : ''
	const tail = time.p95_s === null ? '' : t('p95', { time: duration(time.p95_s) })
	return { value: duration(time.median_s), lines: [sure, tail, t('n', { n: time.n })].filter(Boolean) }
}

const rows: Record<string, Of> = {
	reach: (_, at) => ({ estimate: at.reach.share, as: 'share', lines: parts(at.reach.share) }),
	drop_off: (_, at) => ({ estimate: at.drop_off, as: 'share', lines: [...parts(at.drop_off), ...(at.critical ? [t('critical')] : [])] }),
	conversion: (_, at) => ({ estimate: at.conversion, as: 'share', lines: parts(at.conversion) }),
	feeling: (_, at) => ({ estimate: at.feeling, as: 'feeling', lines: at.feeling.scale ? [at.feeling.scale] : [] }),
	nps: (_, at) => ({ ...(at.nps ? { estimate: at.nps } : {}), as: 'nps', lines: [] }),
	visits: (_, at) => ({ value: count(at.visits), lines: at.returns ? [t('returns', { n: at.returns })] : [] }),
	dwell: (_, at) => span(at.dwell),
	time_on: (_, at) => span(at.time_on),
	evidence: (_, at) => ({ value: `${at.evidence} / 4`, lines: [] }),
	events: (_, at) => ({ value: count(at.events), lines: [] }),
	gap: (map, at, rest) => {
		const gap = map.touchpoints.find((one) => one.id === at.id)?.gaps?.[Number(rest[0] ?? 0)]
		if (!gap) return { lines: [] }
		return { value: `${gap.expected_by} → ${gap.came_by}`, lines: [`${t('interval')}: ${gap.difference.low?.toFixed(1) ?? '–'} – ${gap.difference.high?.toFixed(1) ?? '–'}`, t('n', { n: gap.n })] }
	},
}

const names = ['reach', 'visits', 'drop_off', 'conversion', 'dwell', 'time_on', 'feeling', 'nps', 'evidence', 'gap', 'events'] as const
type Name = (typeof names)[number]

function isName(text: string): text is Name {
	return (names as readonly string[]).includes(text)
}

function wholeMap(map: WendMap): Figures & { id: string; name: string } {
	const first = map.touchpoints[0]
	return { ...(first as Figures), id: '', name: t('whole'), conversion: map.conversion, drop_off: map.drop_off }
}

/* What holds for all numbers of a map: of which days, how fresh, how counted. */
export function about(map: WendMap): string[] {
	const lines: string[] = []
	if (map.period) lines.push(`${t('period')}: ${date(map.period.from)} – ${date(map.period.to)}`)
	const newest = map.sources.map((one) => one.newest).filter(Boolean).sort().at(-1)
	if (newest) lines.push(t('newest', { ago: ago(newest) }))
	const seconds = map.silence_limit.seconds ?? map.silence_limit.value
	if (seconds && !map.cases) lines.push(t('unit', { time: duration(seconds) }))
	return lines
}

export function explained(map: WendMap, key: string): Explained | undefined {
	const [name = '', id = '', ...rest] = key.split('|')
	const at = id === '' ? wholeMap(map) : (map.touchpoints.find((one) => one.id === id) ?? map.stages.find((one) => one.id === id))
	const row = rows[name]
	if (!at || !row || !isName(name)) return undefined
	const found = row(map, at, rest)
	const few = found.estimate && found.estimate.value !== null && found.estimate.n < 30 ? [t('few')] : []
	const none = found.estimate?.value === null || (found.value === undefined && !found.estimate) ? [t('none')] : []
	return { title: t(name), text: t(`${name}Text`), place: at.name, ...found, lines: [...none, ...(found.lines ?? []), ...few, ...about(map)] }
}

export const formats = { share, feeling, nps: (value: number) => count(Math.round(value)) }
