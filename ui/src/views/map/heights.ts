/* heights - how high what stands in a cell gets, before it is drawn, and how much of it is shown at once.
 *
 *	cardsHeight(cells, 208, false)          // 116 at most: lines are clamped, further sentences behind "+2 more"
 *	cardsHeight(cells, 208, true)           // all of it
 */
import type { Touchpoint } from '../../api/map'
import { channelWords } from '../../words/channel'
import type { LaneKind, Written } from './grid'

/* Of a sentence so many lines are shown, where a quote stands below it one less; the rest is there when the row is opened. */
const textLines = 3
/* Sentences of a cell take so many pixels; further ones are shown when the row is opened. */
const most = 116
/* So many names of events, and of things expected. */
export const shownEvents = 2
export const shownGaps = 2

const line = 18.5
const rest = 24 // "+2 more", and the distance to it

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

/* Of a heading in 14 px and bold, which is an eighth wider. */
export function boldLines(text: string, width: number): number {
	return linesOf(text, Math.max(width, 40) / 1.15)
}

export function clampOf(cell: Written): number {
	return cell.text && cell.quote ? textLines - 1 : textLines
}

interface Lines {
	width: number
	text: number
	quote: number
	said: number
	/* Of how many it is; what else they said. */
	head: number
	more: number
}

const kept = new WeakMap<Written, Lines>()

function linesIn(cell: Written, width: number): Lines {
	const known = kept.get(cell)
	if (known?.width === width) return known
	const inner = width - 46
	const of = (text: string | undefined) => (text ? linesOf(text, inner) : 0)
	const lines = { width, text: of(cell.text), quote: of(cell.quote), said: of(cell.said ?? (cell.spoken ? 'survey, 00.00.0000' : '')), head: of(cell.heard && `${cell.heard.head}, clearly`), more: (cell.heard?.more ?? []).reduce((sum, one) => sum + of(`“${one.text}”`) + 1, 0) }
	kept.set(cell, lines)
	return lines
}

/* What a card takes: its text, a quote, who said it, its borders. */
function cardHeight(cell: Written, width: number, full: boolean): number {
	const { text, quote, said, head, more } = linesIn(cell, width)
	const clamp = full ? Infinity : clampOf(cell)
	const files = cell.attachments?.length ? 52 : 0
	const chance = cell.chance ? 26 + (cell.chance.owner ? line : 0) : 0
	return Math.min(text, clamp) * line + Math.min(quote, clamp) * line + (quote ? 2 : 0) + (said + head + (full ? more : 0)) * line + files + chance + 14
}

/* How many sentences are shown before one asks for all: one at least, and what has room below it. */
export function fitting(cells: Written[], width: number, own = 0): number {
	let high = own + (cells[0] ? cardHeight(cells[0], width, false) : 0)
	let n = Math.min(1, cells.length)
	for (; n < cells.length; n++) {
		high += cardHeight(cells[n] as Written, width, false) + 6
		if (high + (n + 1 < cells.length ? rest : 0) > most) break
	}
	return n
}

export function cardsHeight(cells: Written[] | undefined, width: number, full = false, own = 0): number {
	if (!cells?.length) return 0
	const n = full ? cells.length : fitting(cells, width, own)
	return cells.slice(0, n).reduce((sum, cell) => sum + cardHeight(cell, width, full) + 6, n < cells.length ? rest - 6 : -6)
}

/* What the lane's kind draws there, above the sentences. */
export function ownHeight(kind: LaneKind, one: Touchpoint, width: number, full = false): number {
	if (kind === 'expected') {
		const all = one.gaps?.length ?? 0
		return full || all <= shownGaps ? all * 64 : shownGaps * 64 + rest
	}
	/* One line of a channel's name has room already. */
	if (kind === 'channels') return (Math.min(full ? Infinity : textLines, linesOf(channelWords(one), width - 64)) - 1) * 21
	if (kind !== 'actions') return 0
	const names = full ? one.event_names : one.event_names.slice(0, shownEvents)
	const lines = names.reduce((sum, event) => sum + linesOf(`${event.name} 00000`, width - 26), 0)
	return (lines + (names.length < one.event_names.length ? 1 : 0)) * 21
}

/* Something of the cell is not shown at first. */
export function clipped(kind: LaneKind, one: Touchpoint | undefined, cells: Written[] | undefined, width: number): boolean {
	if (kind === 'actions' && (one?.event_names.length ?? 0) > shownEvents) return true
	if (kind === 'expected' && (one?.gaps?.length ?? 0) > shownGaps) return true
	if (kind === 'channels' && one && ownHeight(kind, one, width, true) > ownHeight(kind, one, width)) return true
	if (!cells?.length) return false
	const own = one ? ownHeight(kind, one, width) : 0
	if (fitting(cells, width, own) < cells.length) return true
	return cells.some((cell) => {
		const { text, quote } = linesIn(cell, width)
		return Math.max(text, quote) > clampOf(cell) || (cell.heard?.more.length ?? 0) > 0
	})
}
