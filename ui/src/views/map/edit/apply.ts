/* apply - operations made on a definition in the page, as the server will make them (src/model/operation_apply.c), so that an
 * edit shows at once.  What the server answers takes its place.
 *
 *	const next = applied(definition, [{ op: 'rename_touchpoint', at: 'cart', name: 'Fills the cart' }])
 */
import type { DefinedCell, DefinedStage, DefinedTouchpoint, Definition, Match, Operation } from '../../../api/definition'

type Made = Definition
type Field = Record<string, unknown>

function text(op: Operation, name: string): string {
	const value = op[name]
	return typeof value === 'string' ? value : ''
}

function stageOf(def: Made, id: string): DefinedStage | undefined {
	return def.stages.find((one) => one.id === id)
}

function findTouchpoint(def: Made, id: string): { stage: DefinedStage; at: number; touchpoint: DefinedTouchpoint } | undefined {
	for (const stage of def.stages) {
		const at = (stage.touchpoints ?? []).findIndex((one) => one.id === id)
		const touchpoint = stage.touchpoints?.[at]
		if (touchpoint) return { stage, at, touchpoint }
	}
	return undefined
}

function insert<T extends { id: string }>(list: T[], one: T, before: string): void {
	const at = before ? list.findIndex((each) => each.id === before) : -1
	list.splice(at < 0 ? list.length : at, 0, one)
}

function takeOut(def: Made, id: string): DefinedTouchpoint | undefined {
	const found = findTouchpoint(def, id)
	return found?.stage.touchpoints?.splice(found.at, 1)[0]
}

function setField(target: object | undefined, op: Operation): void {
	if (!target) return
	const field = target as Field
	const name = text(op, 'field')
	if (op['value'] === undefined || op['value'] === null) delete field[name]
	else field[name] = op['value']
}

function isAt(cell: DefinedCell, op: Operation): boolean {
	return cell.at === op['at'] && cell.lane === op['lane']
}

function cellOf(op: Operation, more: Record<string, unknown> = {}): DefinedCell {
	const { at, lane } = op as unknown as DefinedCell
	const made = { at, lane, text: text(op, 'text'), basis: 'assumed', ...more } as DefinedCell
	for (const name of ['basis', 'attachments'] as const) if (op[name] !== undefined) Object.assign(made, { [name]: op[name] })
	return made
}

function sameMatch(a: Match, b: Match): boolean {
	const names = ['source', 'event', 'page', 'channel', 'campaign'] as const
	return names.every((name) => a[name] === b[name])
}

function dropMatch(def: Made, match: Match): void {
	for (const stage of def.stages)
		for (const one of stage.touchpoints ?? []) one.match = one.match?.filter((each) => !sameMatch(each, match)) ?? []
}

function putCells(def: Made, op: Operation, cells: DefinedCell[]): void {
	const all = def.cells ?? []
	const at = all.findIndex((one) => isAt(one, op))
	const others = all.filter((one) => !isAt(one, op))
	others.splice(at < 0 ? others.length : Math.min(at, others.length), 0, ...cells)
	def.cells = others
}

function merge(def: Made, op: Operation): void {
	const gone = takeOut(def, text(op, 'at'))
	const into = findTouchpoint(def, text(op, 'to'))?.touchpoint
	if (!gone || !into) return
	into.match = [...(into.match ?? []), ...(gone.match ?? []).filter((one) => !into.match?.some((each) => sameMatch(each, one)))]
	for (const cell of def.cells ?? []) if (cell.at === gone.id) cell.at = into.id
	if (def.goal === gone.id) def.goal = into.id
}

const table: Record<string, (def: Made, op: Operation) => void> = {
	set_map: (def, op) => setField(def, op),
	set_cell: (def, op) => putCells(def, op, [cellOf(op)]),
	put_cell: (def, op) => void (def.cells = [...(def.cells ?? []), cellOf(op)]),
	remove_cell: (def, op) => void (def.cells = (def.cells ?? []).filter((one) => !isAt(one, op) || (op['text'] !== undefined && one.text !== op['text']))),
	set_cells: (def, op) => putCells(def, op, (op['cells'] as Field[]).map((one) => cellOf({ ...op, ...one }))),
	add_touchpoint: (def, op) => {
		const stage = stageOf(def, text(op, 'to'))
		if (stage) insert((stage.touchpoints ??= []), structuredClone(op['touchpoint']) as DefinedTouchpoint, text(op, 'before'))
	},
	rename_touchpoint: (def, op) => {
		const found = findTouchpoint(def, text(op, 'at'))
		if (found) found.touchpoint.name = text(op, 'name')
	},
	set_touchpoint: (def, op) => setField(findTouchpoint(def, text(op, 'at'))?.touchpoint, op),
	remove_touchpoint: (def, op) => {
		takeOut(def, text(op, 'at'))
		def.cells = (def.cells ?? []).filter((one) => one.at !== op['at'])
	},
	move_touchpoint: (def, op) => {
		const moved = takeOut(def, text(op, 'at'))
		const stage = stageOf(def, text(op, 'to'))
		if (moved && stage) insert((stage.touchpoints ??= []), moved, text(op, 'before'))
	},
	split_touchpoint: (def, op) => {
		const found = findTouchpoint(def, text(op, 'at'))
		const made = structuredClone(op['touchpoint']) as DefinedTouchpoint
		if (!found) return
		found.touchpoint.match = (found.touchpoint.match ?? []).filter((one) => !made.match?.some((each) => sameMatch(each, one)))
		found.stage.touchpoints?.splice(found.at + 1, 0, made)
	},
	merge_touchpoint: merge,
	add_stage: (def, op) => insert(def.stages, structuredClone(op['stage']) as DefinedStage, text(op, 'before')),
	move_stage: (def, op) => {
		const at = def.stages.findIndex((one) => one.id === op['at'])
		const [moved] = at < 0 ? [] : def.stages.splice(at, 1)
		if (moved) insert(def.stages, moved, text(op, 'before'))
	},
	rename_stage: (def, op) => {
		const stage = stageOf(def, text(op, 'at'))
		if (stage) stage.name = text(op, 'name')
	},
	set_stage: (def, op) => setField(stageOf(def, text(op, 'at')), op),
	remove_stage: (def, op) => void (def.stages = def.stages.filter((one) => one.id !== op['at'])),
	add_match: (def, op) => {
		const found = findTouchpoint(def, text(op, 'at'))
		if (found) found.touchpoint.match = [...(found.touchpoint.match ?? []), op['match'] as Match]
	},
	remove_match: (def, op) => {
		const found = findTouchpoint(def, text(op, 'at'))
		if (found) found.touchpoint.match = (found.touchpoint.match ?? []).filter((one) => !sameMatch(one, op['match'] as Match))
	},
	move_match: (def, op) => {
		dropMatch(def, op['match'] as Match)
		const found = findTouchpoint(def, text(op, 'to'))
		if (found) found.touchpoint.match = [...(found.touchpoint.match ?? []), op['match'] as Match]
	},
}

export function applied(definition: Definition, operations: Operation[]): Definition {
	const made = structuredClone(definition)
	for (const op of operations) table[op.op]?.(made, op)
	return made
}
