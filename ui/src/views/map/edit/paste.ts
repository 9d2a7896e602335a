/* paste - what a table out of a spreadsheet becomes on a map.
 *
 *	const plan = planOf(table, { byRow: true, lanes: { 1: 'needs' }, addMissing: true }, definition)
 *	plan.operations, plan.sentences, plan.missing
 */
import type { Definition, Operation } from '../../../api/definition'
import { lanes as allLanes } from '../../../api/definition'
import { laneName } from '../../../words/common'
import { idOf } from './ids'
import { allIds, touchpointsOf } from './parts'

export interface PasteWish {
	/* A row a touchpoint; else a column. */
	byRow: boolean
	/* Which lane a column (or row) is, by its number; 0 has the names. */
	lanes: Record<number, string>
	addMissing: boolean
}

export interface PastePlan {
	operations: Operation[]
	sentences: number
	missing: string[]
}

function turned(table: string[][]): string[][] {
	const width = Math.max(0, ...table.map((row) => row.length))
	return Array.from({ length: width }, (_, c) => table.map((row) => row[c] ?? ''))
}

export function sides(table: string[][], byRow: boolean): { head: string[]; rows: string[][] } {
	const upright = byRow ? table : turned(table)
	return { head: upright[0] ?? [], rows: upright.slice(1) }
}

function plain(text: string): string {
	return text.trim().toLocaleLowerCase()
}

/* A head that is called as a lane is, in the language of the page or by its key. */
export function guessLane(head: string): string {
	return allLanes.find((lane) => plain(laneName(lane)) === plain(head) || lane === plain(head)) ?? ''
}

export function planOf(table: string[][], wish: PasteWish, definition: Definition): PastePlan {
	const { rows } = sides(table, wish.byRow)
	/* What people read is meant before what only the map knows it by. */
	const all = touchpointsOf(definition)
	const known = new Map([...all.map((one) => [plain(one.id), one.id] as const), ...all.map((one) => [plain(one.name ?? one.id), one.id] as const)])
	const taken = allIds(definition)
	const plan: PastePlan = { operations: [], sentences: 0, missing: [] }
	const stage = definition.stages.at(-1)?.id
	const there = new Set((definition.cells ?? []).map((one) => JSON.stringify([one.at, one.lane, one.text])))
	/* No sentence stands twice in a cell. */
	const isThere = (...place: [at: string, lane: string, text: string]): boolean => {
		const before = there.size
		return there.add(JSON.stringify(place)).size === before
	}
	let name = ''
	for (const row of rows) {
		name = (row[0] ?? '').trim() || name // merged cells have it in their first row only
		if (!name) continue
		let at = known.get(plain(name))
		if (!at && !plan.missing.includes(name)) plan.missing.push(name)
		if (!at && wish.addMissing && stage) {
			at = idOf(name, taken)
			taken.push(at)
			known.set(plain(name), at)
			plan.operations.push({ op: 'add_touchpoint', to: stage, touchpoint: { id: at, name } })
		}
		if (!at) continue
		for (const [column, lane] of Object.entries(wish.lanes)) {
			const text = (row[Number(column)] ?? '').trim()
			if (!text || !lane || isThere(at, lane, text)) continue
			plan.operations.push({ op: 'put_cell', at, lane, text, basis: 'assumed' })
			plan.sentences++
		}
	}
	return plan
}
