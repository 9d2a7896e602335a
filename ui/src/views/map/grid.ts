/* grid - a map as columns and rows, ready to be shown: which lanes there are, what stands in them, how high they get.
 *
 *	const grid = gridOf(map, { lanes: definition.lanes, editing: false, width: 208 })
 */
import { lanes as allLanes } from '../../api/definition'
import type { Chance } from '../../api/chance'
import type { MapCell, Quote, Stage, Touchpoint, WendMap } from '../../api/map'
import { quoted } from '../../words/format'
import { boldLines, cardsHeight, clipped, ownHeight } from './heights'
import { language } from '../../words/language.svelte'
import { paired, stagesOver } from './pair'
import { saidOf, type Said } from './said'

export interface Column {
	/* Its place among all columns. */
	at: number
	/* Its number in the map, from 1; 0: it is a touchpoint of the map laid over alone. */
	no: number
	touchpoint: Touchpoint
	only: boolean
	stage: Stage | undefined
	/* Of a stage, counted from 0; for its tint. */
	stageNo: number
	firstOfStage: boolean
}

export type LaneKind = 'text' | 'channels' | 'feeling' | 'expected' | 'drop_off' | 'importance' | 'metrics' | 'evidence' | 'actions'

/* What stands in a place: a sentence of the map, a customer's own words, an opportunity. */
export interface Written extends MapCell {
	spoken?: Quote
	/* Of how many, and what else they said. */
	heard?: Said
	chance?: Chance
}

export interface LaneRow {
	lane: string
	kind: LaneKind
	/* By touchpoint's or stage's id. */
	cells: Map<string, Written[]>
	/* Those of the map laid over. */
	laid: Map<string, Written[]>
	/* Any cell of it stands at a stage. */
	staged: boolean
	/* In CSS pixels: at least so high; and what stands at stages, above it. */
	height: number
	stagedHeight: number
	/* Something of it is not shown, or would not be: it can be opened, and closed. */
	more: boolean
	open: boolean
}

export interface Grid {
	columns: Column[]
	stages: (Stage & { no: number; only: boolean })[]
	rows: LaneRow[]
	/* The lines that the longest stage's name takes. */
	stageLines: number
}

export interface GridWish {
	lanes: string[] | undefined
	editing: boolean
	/* Lanes that somebody talks about: shown though nothing stands there. */
	talked?: ReadonlySet<string>
	width: number
	/* Another map, laid over. */
	over?: WendMap | undefined
	chances?: Chance[] | undefined
	/* Lanes that show all of everything. */
	open?: ReadonlySet<string> | undefined
}

const kinds: Record<string, LaneKind> = {
	actions: 'actions',
	channels: 'channels',
	feeling: 'feeling',
	expected: 'expected',
	drop_off: 'drop_off',
	importance: 'importance',
	metrics: 'metrics',
	evidence: 'evidence',
}

const heights: Record<LaneKind, number> = {
	text: 40,
	actions: 24,
	channels: 40,
	feeling: 190,
	expected: 16,
	drop_off: 54,
	importance: 54,
	metrics: 80,
	evidence: 36,
}

/* Customers' own words on a touchpoint: of the kinds that are thoughts, one a finding, two at most. */
function spokenOf(one: Touchpoint): Written[] {
	const findings = (one.voice?.findings ?? []).filter((each) => each.kind === 'thought' || each.kind === 'doubt')
	return findings.flatMap((each) => each.quotes.slice(0, 1).map((quote): Written => ({ at: one.id, text: '', basis: each.basis, quote: quoted(quote.text), spoken: quote }))).slice(0, 2)
}

function chancesOf(chances: Chance[]): Written[] {
	return chances.flatMap((chance) => chance.touchpoints.map((at): Written => ({ at, text: chance.title, basis: 'inferred', chance })))
}

function byPlace(cells: Written[]): Map<string, Written[]> {
	const places = new Map<string, Written[]>()
	for (const cell of cells) {
		const there = places.get(cell.at)
		if (there) there.push(cell)
		else places.set(cell.at, [cell])
	}
	return places
}

function cellsIn(map: WendMap | undefined, lane: string): Written[] {
	return map?.lanes.find((each) => each.lane === lane)?.cells ?? []
}

const inWords = new WeakMap<MapCell, { language: string; made: Written }>()

/* Customers' own words stand before the numbers. */
export function asSaid(cell: Written, map: WendMap | undefined): Written {
	const known = inWords.get(cell)
	if (known?.language === language.now) return known.made
	const heard = saidOf(cell, map?.touchpoints.find((one) => one.id === cell.at)?.voice, language.now)
	const { said: _, quote: __, ...rest } = cell
	const spoken = heard?.lead
	const made: Written = !heard ? cell : spoken ? { ...rest, text: '', quote: quoted(spoken.text), spoken, heard } : { ...cell, text: heard.themes, heard }
	inWords.set(cell, { language: language.now, made })
	return made
}

function rowOf(lane: string, map: WendMap, columns: Column[], wish: GridWish): LaneRow {
	const kind = kinds[lane] ?? 'text'
	const own = cellsIn(map, lane).map((one): Written => (one.stage ? { ...one, at: one.stage } : asSaid(one, map)))
	/* What somebody wrote, what customers said, what was counted. */
	const rank = (one: Written) => (one.written ? 0 : one.heard ? 1 : 2)
	own.sort((a, b) => rank(a) - rank(b))
	const cells = byPlace([...own, ...(lane === 'opportunities' ? chancesOf(wish.chances ?? []) : [])])
	/* What both maps say stands there once. */
	const sentences = new Set(cellsIn(map, lane).map((one) => `${one.at}\n${one.text}`))
	const laid = byPlace(cellsIn(wish.over, lane).filter((one) => !sentences.has(`${one.at}\n${one.text}`)).map((one) => asSaid(one, wish.over)))
	if (lane === 'thoughts')
		for (const one of map.touchpoints) {
			const spoken = cells.has(one.id) ? [] : spokenOf(one)
			if (spoken.length) cells.set(one.id, spoken)
		}
	const open = wish.open?.has(lane) ?? false
	let tall = 0
	for (const { touchpoint: one } of columns) {
		const own = ownHeight(kind, one, wish.width, open)
		const both = [own, cardsHeight(cells.get(one.id), wish.width, open, own), cardsHeight(laid.get(one.id), wish.width, open)].filter(Boolean)
		tall = Math.max(tall, both.reduce((sum, part) => sum + part + 6, 0) - 6)
	}
	const atStages = map.stages.filter((one) => cells.has(one.id))
	const stagedTall = Math.max(0, ...atStages.map((one) => cardsHeight(cells.get(one.id), stageWidth(one.count, wish.width), open)))
	const fixed = kind === 'text' ? 17 : heights[kind]
	const height = kind === 'text' ? Math.max(heights.text, tall + fixed) : fixed + Math.max(0, tall)
	const more =
		columns.some(({ touchpoint: one }) => clipped(kind, one, cells.get(one.id), wish.width) || clipped('text', one, laid.get(one.id), wish.width)) ||
		atStages.some((one) => clipped('text', undefined, cells.get(one.id), stageWidth(one.count, wish.width)))
	return { lane, kind, cells, laid, staged: atStages.length > 0, height: Math.ceil(height), stagedHeight: Math.ceil(stagedTall + 17), more, open }
}

/* A sentence on a stage is as wide as the stage, and no wider than reads well. */
export function stageWidth(count: number, width: number): number {
	return Math.min(Math.max(count, 1) * width, 440)
}

function hasAny(row: LaneRow, map: WendMap): boolean {
	if (row.cells.size || row.laid.size) return true
	if (row.kind === 'text') return false
	if (row.kind === 'importance') return (map.conversion.value ?? 0) > 0 && map.touchpoints.some((one) => one.conversion.value !== null)
	if (row.kind === 'expected') return map.touchpoints.some((one) => one.gaps?.length)
	if (row.kind === 'feeling') return map.touchpoints.some((one) => one.feeling.value !== null)
	return true
}

export function gridOf(map: WendMap, wish: GridWish): Grid {
	const pairs = paired(map.touchpoints, wish.over?.touchpoints ?? [])
	const stages = stagesOver(pairs, map.stages, wish.over?.stages ?? []).map((stage, i) => ({ ...stage, no: i % 6 }))
	const stageOf = new Map(stages.map((one) => [one.id, one]))
	let no = 0
	const columns = pairs.map(({ one, only }, at): Column => {
		const stage = stageOf.get(one.stage_id)
		return { at, no: only ? 0 : ++no, touchpoint: one, only, stage, stageNo: stage?.no ?? 0, firstOfStage: stage?.first === at }
	})
	const order = wish.lanes?.length ? wish.lanes : [...allLanes]
	const hidden = map.lanes.filter((one) => !order.includes(one.lane) && one.cells.length && one.lane === 'text')
	const rows = [...order, ...hidden.map((one) => one.lane)]
		.map((lane) => rowOf(lane, map, columns, wish))
		.filter((row) => wish.editing || wish.talked?.has(row.lane) || hasAny(row, map))
	const stageLines = Math.max(1, ...stages.map((one) => boldLines(one.name, one.count * wish.width - (wish.editing ? 120 : 60))))
	return { columns, stages, rows, stageLines: Math.min(stageLines, 3) }
}

/* Of those settled journeys that reach the goal, the share that comes by here; null: none does, or there is no goal. */
export function importance(map: WendMap, one: Touchpoint): { value: number | null; n: number } {
	const all = Math.round((map.conversion.value ?? 0) * map.conversion.n)
	if (!all || one.conversion.value === null) return { value: null, n: all }
	return { value: Math.min(1, (one.conversion.value * one.conversion.n) / all), n: all }
}
