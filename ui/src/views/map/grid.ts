/* grid - a map as columns and rows, ready to be shown: which lanes there are, what stands in them, how high they get.
 *
 *	const grid = gridOf(map, { lanes: definition.lanes, editing: false, width: 208 })
 */
import { lanes as allLanes } from '../../api/definition'
import type { MapCell, Stage, Touchpoint, WendMap } from '../../api/map'

export interface Column {
	at: number
	touchpoint: Touchpoint
	stage: Stage | undefined
	/* Of a stage, counted from 0; for its tint. */
	stageNo: number
	firstOfStage: boolean
}

export type LaneKind = 'text' | 'channels' | 'feeling' | 'expected' | 'drop_off' | 'metrics' | 'evidence' | 'actions'

export interface LaneRow {
	lane: string
	kind: LaneKind
	/* By touchpoint's or stage's id. */
	cells: Map<string, MapCell[]>
	/* Any cell of it stands at a stage. */
	staged: boolean
	/* In CSS pixels: at least so high. */
	height: number
}

export interface Grid {
	columns: Column[]
	stages: (Stage & { no: number })[]
	rows: LaneRow[]
}

export interface GridWish {
	lanes: string[] | undefined
	editing: boolean
	width: number
}

const kinds: Record<string, LaneKind> = {
	actions: 'actions',
	channels: 'channels',
	feeling: 'feeling',
	expected: 'expected',
	drop_off: 'drop_off',
	metrics: 'metrics',
	evidence: 'evidence',
}

const heights: Record<LaneKind, number> = {
	text: 56,
	actions: 72,
	channels: 52,
	feeling: 190,
	expected: 60,
	drop_off: 60,
	metrics: 84,
	evidence: 40,
}

/* Beyond so many letters a text is cut; the rest is a click away. */
export const cut = 90
/* So many sentences stand in a cell; the rest likewise. */
export const shownCells = 3

let context: CanvasRenderingContext2D | null | undefined

/* How wide a text is drawn, in pixels; without a canvas (tests) by its letters. */
function widthOf(text: string): number {
	if (context === undefined) {
		context = typeof document === 'undefined' ? null : document.createElement('canvas').getContext('2d')
		if (context) context.font = `13px ${getComputedStyle(document.body).fontFamily}`
	}
	return context ? context.measureText(text).width : text.length * 6.6
}

function linesOf(text: string, width: number): number {
	return Math.max(1, Math.ceil((widthOf(text) * 1.08) / width))
}

export function short(text: string): string {
	if (text.length <= cut) return text
	const at = text.lastIndexOf(' ', cut)
	return `${text.slice(0, at > cut / 2 ? at : cut)}…`
}

/* What a card of a cell takes: its text, a quote, who said it, its borders. */
function cardHeight(cell: MapCell, width: number): number {
	const inner = width - 44
	const text = linesOf(short(cell.text), inner) * 19
	const quote = cell.quote ? linesOf(short(cell.quote), inner) * 18 + 4 : 0
	const said = cell.said ? 18 : 0
	const files = cell.attachments?.length ? 52 : 0
	return text + quote + said + files + 20
}

function columnHeight(cells: MapCell[], width: number): number {
	const shown = cells.slice(0, shownCells)
	const more = cells.length > shownCells ? 28 : 0
	return shown.reduce((sum, cell) => sum + cardHeight(cell, width) + 6, 12) + more
}

function rowOf(lane: string, map: WendMap, width: number): LaneRow {
	const kind = kinds[lane] ?? 'text'
	const cells = new Map<string, MapCell[]>()
	for (const one of map.lanes.find((each) => each.lane === lane)?.cells ?? [])
		cells.set(one.at, [...(cells.get(one.at) ?? []), one])
	const stages = new Set(map.stages.map((one) => one.id))
	const staged = [...cells.keys()].some((at) => stages.has(at) && !map.touchpoints.some((one) => one.id === at))
	const tall = Math.max(0, ...[...cells.values()].map((list) => columnHeight(list, width)))
	const height = kind === 'text' ? Math.max(heights.text, tall) : heights[kind] + tall
	return { lane, kind, cells, staged, height }
}

function hasAny(row: LaneRow, map: WendMap): boolean {
	if (row.cells.size) return true
	if (row.kind === 'text') return false
	if (row.kind === 'expected') return map.touchpoints.some((one) => one.gaps?.length)
	if (row.kind === 'feeling') return map.touchpoints.some((one) => one.feeling.value !== null)
	return true
}

export function gridOf(map: WendMap, wish: GridWish): Grid {
	const stages = map.stages.map((stage, i) => ({ ...stage, no: i % 6 }))
	const columns = map.touchpoints.map((touchpoint, at) => {
		const stage = stages.find((one) => at >= one.first && at < one.first + one.count)
		return { at, touchpoint, stage, stageNo: stage?.no ?? 0, firstOfStage: stage?.first === at }
	})
	const order = wish.lanes?.length ? wish.lanes : [...allLanes]
	const hidden = map.lanes.filter((one) => !order.includes(one.lane) && one.cells.length && one.lane === 'text')
	const rows = [...order, ...hidden.map((one) => one.lane)]
		.map((lane) => rowOf(lane, map, wish.width))
		.filter((row) => wish.editing || hasAny(row, map))
	return { columns, stages, rows }
}
