/* grid - a map as columns and rows, ready to be shown: which lanes there are, what stands in them, how high they get.
 *
 *	const grid = gridOf(map, { lanes: definition.lanes, editing: false, width: 208 })
 */
import { lanes as allLanes } from '../../api/definition'
import type { Chance } from '../../api/chance'
import type { MapCell, Quote, Stage, Touchpoint, WendMap } from '../../api/map'
import { channelWords } from '../../words/channel'
import { paired, stagesOver } from './pair'

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
	/* In CSS pixels: at least so high. */
	height: number
}

export interface Grid {
	columns: Column[]
	stages: (Stage & { no: number; only: boolean })[]
	rows: LaneRow[]
}

export interface GridWish {
	lanes: string[] | undefined
	editing: boolean
	width: number
	/* Another map, laid over. */
	over?: WendMap | undefined
	chances?: Chance[] | undefined
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

/* Beyond so many letters a text is cut; the rest is a click away. */
export const cut = 90
/* So many sentences stand in a cell; the rest likewise. */
export const shownCells = 2

let context: CanvasRenderingContext2D | null | undefined
const widths = new Map<string, number>()

/* How wide a word is drawn, in pixels; without a canvas (tests) by its letters.  Each is measured once: a map has
 * thousands of sentences, and is laid out again with every change. */
function widthOf(word: string): number {
	const known = widths.get(word)
	if (known !== undefined) return known
	if (context === undefined) {
		context = typeof document === 'undefined' ? null : document.createElement('canvas').getContext('2d')
		if (context) context.font = `13px ${getComputedStyle(document.body).fontFamily}`
	}
	if (widths.size > 20000) widths.clear()
	const width = context ? context.measureText(word).width : word.length * 6.6
	widths.set(word, width)
	return width
}

/* Lines that a text takes, filled greedily as browsers do it. */
export function linesOf(text: string, width: number): number {
	const space = widthOf(' ')
	let lines = 1
	let x = 0
	for (const word of text.split(/\s+/)) {
		const w = widthOf(word)
		if (x > 0 && x + space + w > width) {
			lines++
			x = 0
		}
		if (w > width) {
			lines += Math.ceil(w / width) - 1
			x = w % width
		} else x += (x > 0 ? space : 0) + w
	}
	return lines
}

export function short(text: string): string {
	if (text.length <= cut) return text
	const at = text.lastIndexOf(' ', cut)
	return `${text.slice(0, at > cut / 2 ? at : cut)}…`
}

const kept = new WeakMap<Written, { width: number; height: number }>()

/* What a card of a cell takes: its text, a quote, who said it, its borders. */
function cardHeight(cell: Written, width: number): number {
	const known = kept.get(cell)
	if (known?.width === width) return known.height
	const inner = width - 46
	const text = cell.text ? linesOf(short(cell.text), inner) * 18.5 : 0
	const quote = cell.quote ? linesOf(short(cell.quote), inner) * 18.5 + 2 : 0
	const said = cell.said || cell.spoken ? linesOf(cell.said ?? 'survey, 00.00.0000', inner) * 18.5 : 0
	const files = cell.attachments?.length ? 52 : 0
	const chance = cell.chance ? 26 + (cell.chance.owner ? linesOf(cell.chance.owner, inner) * 18.5 : 0) : 0
	const height = text + quote + said + files + chance + 14
	kept.set(cell, { width, height })
	return height
}

function cardsHeight(cells: Written[] | undefined, width: number): number {
	if (!cells?.length) return 0
	const shown = cells.slice(0, shownCells)
	return shown.reduce((sum, cell) => sum + cardHeight(cell, width) + 6, cells.length > shownCells ? 22 : -6)
}

/* What the lane's kind draws there, above the sentences. */
function ownHeight(kind: LaneKind, one: Touchpoint, width: number): number {
	if (kind === 'expected') return (one.gaps?.length ?? 0) * 64
	/* Of a long name three lines are shown (cells/Cell.svelte); one has room already. */
	if (kind === 'channels') return (Math.min(3, linesOf(channelWords(one), width - 64)) - 1) * 21
	if (kind !== 'actions') return 0
	const lines = one.event_names.slice(0, 2).reduce((sum, event) => sum + linesOf(`${event.name} 00000`, width - 26), 0)
	return (lines + (one.event_names.length > 2 ? 1 : 0)) * 21
}

/* Customers' own words on a touchpoint: of the kinds that are thoughts, one a finding, two at most. */
function spokenOf(one: Touchpoint): Written[] {
	const findings = (one.voice?.findings ?? []).filter((each) => each.kind === 'thought' || each.kind === 'doubt')
	return findings.flatMap((each) => each.quotes.slice(0, 1).map((quote): Written => ({ at: one.id, text: '', basis: each.basis, quote: `“${quote.text}”`, spoken: quote }))).slice(0, 2)
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

function rowOf(lane: string, map: WendMap, columns: Column[], wish: GridWish): LaneRow {
	const kind = kinds[lane] ?? 'text'
	const cells = byPlace([...cellsIn(map, lane), ...(lane === 'opportunities' ? chancesOf(wish.chances ?? []) : [])])
	/* What both maps say stands there once. */
	const laid = byPlace(cellsIn(wish.over, lane).filter((one) => !cells.get(one.at)?.some((each) => each.text === one.text)))
	if (lane === 'thoughts')
		for (const one of map.touchpoints) {
			const spoken = cells.has(one.id) ? [] : spokenOf(one)
			if (spoken.length) cells.set(one.id, spoken)
		}
	let tall = 0
	for (const { touchpoint: one } of columns) {
		const both = [ownHeight(kind, one, wish.width), cardsHeight(cells.get(one.id), wish.width), cardsHeight(laid.get(one.id), wish.width)].filter(Boolean)
		tall = Math.max(tall, both.reduce((sum, part) => sum + part + 6, 0) - 6)
	}
	const staged = map.stages.some((one) => cells.has(one.id))
	const fixed = kind === 'text' ? 17 : heights[kind]
	const height = kind === 'text' ? Math.max(heights.text, tall + fixed) : fixed + Math.max(0, tall)
	return { lane, kind, cells, laid, staged, height: Math.ceil(height) }
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
		.filter((row) => wish.editing || hasAny(row, map))
	return { columns, stages, rows }
}

/* Of those settled journeys that reach the goal, the share that comes by here; null: none does, or there is no goal. */
export function importance(map: WendMap, one: Touchpoint): { value: number | null; n: number } {
	const all = Math.round((map.conversion.value ?? 0) * map.conversion.n)
	if (!all || one.conversion.value === null) return { value: null, n: all }
	return { value: Math.min(1, (one.conversion.value * one.conversion.n) / all), n: all }
}
