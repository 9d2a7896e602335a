/* sankey - a flow as a picture: where journeys are visit by visit, and what goes from each place to the next.
 *
 *	const picture = sankey(flow.steps, { top: 8, width: 900, height: 460, words: { width: 140, height: 40 } })
 *
 * Everybody is counted before anything is cut: what is not among the commonest of its column stands in "other", which is
 * always shown, with those whose journey had ended by then beside it.  Nobody in "other" is lost.
 */
export interface Link {
	row: number
	from: string
	to: string
	count: number
}

export interface Steps {
	journeys: number
	anchors: number
	before: number
	direction: 'forward' | 'backward'
	rows: Record<string, number>[]
	links?: Link[]
}

export const other = '(other)'

/* Ids in brackets are no touchpoints: (unsorted), (ended), (not begun), (not there), (arrived). */
export function isPlace(id: string): boolean {
	return !id.startsWith('(')
}

export function isEnd(id: string): boolean {
	return id === '(ended)' || id === '(not begun)' || id === '(not there)' || id === '(arrived)'
}

export interface Node {
	id: string
	row: number
	count: number
	/* Of what "other" is made. */
	places: number
	/* The band that is as high as the count is large; width is that of the whole place, with its words. */
	x: number
	y: number
	width: number
	height: number
	/* The room it stands in: never lower than its words are. */
	top: number
	room: number
}

export interface Ribbon {
	from: Node
	to: Node
	count: number
	path: string
}

export interface Picture {
	width: number
	height: number
	columns: Node[][]
	ribbons: Ribbon[]
}

export interface Wish {
	top: number
	width: number
	height: number
	/* Of a place's words: ribbons begin and end beside them, never under them. */
	words: { width: number; height: number }
}

/* Without the columns in which nobody moves any more: where all have ended, one column says so. */
export function shortened(steps: Steps): Steps {
	const still = (row: Record<string, number>) => Object.entries(row).some(([id, count]) => count > 0 && !isEnd(id))
	let last = steps.rows.length - 1
	while (last > steps.before && !still(steps.rows[last] ?? {}) && !still(steps.rows[last - 1] ?? {})) last--
	return last === steps.rows.length - 1 ? steps : { ...steps, rows: steps.rows.slice(0, last + 1) }
}

const gap = 6
const least = 3

/* The commonest places of a column, by count and then by name; everything else is "other". */
function kept(row: Record<string, number>, top: number): Set<string> {
	const places = Object.entries(row).filter(([id]) => isPlace(id))
	places.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
	const shown = places.length <= top + 1 ? places : places.slice(0, top)
	return new Set(shown.map(([id]) => id))
}

function rank(id: string): number {
	if (isPlace(id)) return 0
	return id === other ? 1 : isEnd(id) ? 3 : 2
}

function columnOf(row: Record<string, number>, at: number, shown: Set<string>): Node[] {
	const nodes = new Map<string, Node>()
	for (const [id, count] of Object.entries(row)) {
		const as = isPlace(id) && !shown.has(id) ? other : id
		const node = nodes.get(as) ?? { id: as, row: at, count: 0, places: 0, x: 0, y: 0, width: 0, height: 0, top: 0, room: 0 }
		node.count += count
		node.places += 1
		nodes.set(as, node)
	}
	return [...nodes.values()].sort((a, b) => rank(a.id) - rank(b.id) || b.count - a.count || (a.id < b.id ? -1 : 1))
}

function place(columns: Node[][], wish: Wish, anchors: number): void {
	const most = Math.max(...columns.map((column) => column.length), 1)
	const scale = (wish.height - (most - 1) * gap) / Math.max(anchors, 1)
	const step = columns.length > 1 ? (wish.width - wish.words.width) / (columns.length - 1) : 0
	for (const [i, column] of columns.entries()) {
		let y = 0
		for (const node of column) {
			node.x = i * step
			node.width = wish.words.width
			node.height = Math.max(node.count * scale, least)
			node.top = y
			node.room = Math.max(node.height, wish.words.height)
			node.y = y + (node.room - node.height) / 2
			y += node.room + gap
		}
	}
}

function ribbonPath(from: Node, y1: number, to: Node, y2: number, thick: number): string {
	const x1 = from.x + from.width
	const x2 = to.x
	const middle = (x1 + x2) / 2
	const f = (n: number) => n.toFixed(1)
	return (
		`M${f(x1)} ${f(y1)}C${f(middle)} ${f(y1)} ${f(middle)} ${f(y2)} ${f(x2)} ${f(y2)}` +
		`V${f(y2 + thick)}C${f(middle)} ${f(y2 + thick)} ${f(middle)} ${f(y1 + thick)} ${f(x1)} ${f(y1 + thick)}Z`
	)
}

interface Bundle {
	from: Node
	to: Node
	count: number
}

/* What stays ended stays out of the picture: only who ends now has a ribbon. */
function bundles(links: Link[], columns: Node[][], shown: Set<string>[]): Bundle[] {
	const sums = new Map<string, Bundle>()
	for (const link of links) {
		if (isEnd(link.from)) continue
		const as = (id: string, row: number) => (isPlace(id) && !shown[row]?.has(id) ? other : id)
		const from = columns[link.row]?.find((node) => node.id === as(link.from, link.row))
		const to = columns[link.row + 1]?.find((node) => node.id === as(link.to, link.row + 1))
		if (!from || !to) continue
		const key = `${link.row} ${from.id} ${to.id}`
		const bundle = sums.get(key) ?? { from, to, count: 0 }
		bundle.count += link.count
		sums.set(key, bundle)
	}
	return [...sums.values()].sort((a, b) => a.from.y - b.from.y || a.to.y - b.to.y)
}

function ribbonsOf(all: Bundle[]): Ribbon[] {
	const out = new Map<Node, number>()
	const into = new Map<Node, number>()
	return all.map((bundle) => {
		const { from, to, count } = bundle
		const scale = Math.min(from.height / from.count, to.height / to.count)
		const thick = Math.max(count * scale, 0.6)
		const y1 = from.y + (out.get(from) ?? 0)
		const y2 = to.y + (into.get(to) ?? 0)
		out.set(from, (out.get(from) ?? 0) + thick)
		into.set(to, (into.get(to) ?? 0) + thick)
		return { from, to, count, path: ribbonPath(from, y1, to, y2, thick) }
	})
}

export function sankey(steps: Steps, wish: Wish): Picture {
	const backward = steps.direction === 'backward'
	const shown = steps.rows.map((row) => kept(row, wish.top))
	const columns = steps.rows.map((row, at) => columnOf(row, at, shown[at] ?? new Set()))
	place(backward ? [...columns].reverse() : columns, wish, steps.anchors)
	let all = bundles(steps.links ?? [], columns, shown)
	if (backward) all = all.map(({ from, to, count }) => ({ from: to, to: from, count }))
	const height = Math.max(...columns.flat().map((node) => node.top + node.room), 0)
	return { width: wish.width, height, columns, ribbons: ribbonsOf(all) }
}
