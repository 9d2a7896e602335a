/* shown - the server's numbers with the definition of the page laid over them: names, order, sentences at once; what is new
 * has no numbers yet.
 *
 *	shown(map, counted, local)      // `counted`: the definition that the numbers are of
 */
import type { DefinedCell, Definition } from '../../../api/definition'
import type { Duration, Estimate, Feeling, Figures, MapCell, MapLane, Stage, Touchpoint, WendMap } from '../../../api/map'
import { channelOf, type HasChannel, type OwnChannel } from '../../../words/channel'

const nothing: Estimate = { value: null, n: 0, low: null, high: null }
const noTime: Duration = { median_s: null, low_s: null, high_s: null, p95_s: null, n: 0 }
const noFeeling: Feeling = { ...nothing, scale: null }

function blank(): Figures {
	return {
		reach: { customers: 0, journeys: 0, share: nothing },
		visits: 0, events: 0, repeats: 0, returns: 0, entries: 0, arrivals: 0, exits: 0, departures: 0,
		drop_off: nothing, critical: false, conversion: nothing, dwell: noTime, time_on: noTime, feeling: noFeeling, evidence: 0,
	}
}

function stagesOf(map: WendMap, local: Definition): Stage[] {
	let first = 0
	return local.stages.map((one) => {
		const counted = map.stages.find((each) => each.id === one.id)
		const count = one.touchpoints?.length ?? 0
		const stage: Stage = { ...(counted ?? { ...blank(), why: null }), id: one.id, name: one.name ?? one.id, first, count }
		first += count
		return stage
	})
}

/* A word that only the server knows stays what the server made of it. */
function channelShown(written: string | undefined, known: Touchpoint | undefined, library: readonly OwnChannel[]): HasChannel {
	const found = written === undefined ? undefined : channelOf(library, written)
	return found ?? { channel: known?.channel ?? 'other', ...(known?.channel_own ? { channel_own: known.channel_own } : {}) }
}

function touchpointsOf(map: WendMap, local: Definition, library: readonly OwnChannel[]): Touchpoint[] {
	const counted = new Map(map.touchpoints.map((one) => [one.id, one]))
	return local.stages.flatMap((stage) =>
		(stage.touchpoints ?? []).map((one): Touchpoint => {
			const known = counted.get(one.id)
			const { channel_own: _, ...rest } = known ?? { ...blank(), strongest: false, weakest: false, event_names: [], next: [] as Touchpoint['next'], channel_own: undefined }
			return {
				...rest,
				id: one.id,
				name: one.name ?? one.id,
				stage: stage.name ?? stage.id,
				stage_id: stage.id,
				...channelShown(one.channel, known, library),
				channel_words: known?.channel_words ?? '',
				owner: one.owner ?? 'brand',
				when: one.when ?? null,
				goal: local.goal === one.id,
				moment_of_truth: one.moment_of_truth ?? false,
				...(one.leads_to ? { leads_to: one.leads_to } : {}),
			}
		}),
	)
}

const sentence = (at: string, lane: string, text: string): string => `${at}\n${lane}\n${text}`

function writtenOf(cell: DefinedCell): MapCell {
	return { at: cell.at, text: cell.text, basis: cell.basis ?? 'assumed', written: true, ...(cell.attachments ? { attachments: cell.attachments } : {}) }
}

/* Observed sentences are the server's; those of people are the page's. */
function lanesOf(map: WendMap, counted: Definition, local: Definition): MapLane[] {
	const names = [...new Set([...map.lanes.map((one) => one.lane), ...(local.cells ?? []).map((one) => one.lane)])]
	/* A stage's sentence is served at its first touchpoint. */
	const firsts = new Map(counted.stages.map((one) => [one.id, one.touchpoints?.[0]?.id ?? one.id]))
	const known = new Set((counted.cells ?? []).flatMap((one) => [one.at, firsts.get(one.at) ?? one.at].map((at) => sentence(at, one.lane, one.text))))
	return names.map((lane) => {
		const served = map.lanes.find((one) => one.lane === lane)?.cells ?? []
		const observed = served.filter((cell) => cell.written !== true && !known.has(sentence(cell.at, lane, cell.text)))
		return { lane, cells: [...(local.cells ?? []).filter((one) => one.lane === lane).map(writtenOf), ...observed] }
	})
}

export function shown(map: WendMap, counted: Definition, local: Definition, library: readonly OwnChannel[] = []): WendMap {
	const personas = local.persona === undefined ? [] : Array.isArray(local.persona) ? local.persona : [local.persona]
	return {
		...map,
		title: local.title ?? map.title,
		scenario: local.scenario ?? null,
		owner: local.owner ?? null,
		review: local.review ?? null,
		state: local.state ?? 'current',
		personas: personas.length ? (personas.length === map.personas.length ? map.personas : personas) : [],
		goal: local.goal ?? null,
		stages: stagesOf(map, local),
		touchpoints: touchpointsOf(map, local, library),
		lanes: lanesOf(map, counted, local),
	}
}
