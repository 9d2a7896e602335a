/* curve - a smooth line through the feelings of a map, in pieces: one a column, so that only what is in sight is drawn.
 *
 *	const pieces = curve([0.4, null, -0.3, 1.2])     // pieces[2] has a point and the way to the next one
 *
 * Monotone cubic interpolation (Fritsch and Carlson 1980): it never swings past a point.  Where a touchpoint has no feeling
 * the line breaks.
 */
export interface Piece {
	value: number
	/* The slope at the point, per column. */
	slope: number
	/* There is a neighbour to draw to. */
	before: boolean
	after: boolean
}

function secants(values: number[]): number[] {
	return values.slice(1).map((value, i) => value - (values[i] ?? 0))
}

/* Slopes that keep the line between its points. */
function slopes(values: number[]): number[] {
	const d = secants(values)
	const m = values.map((_, i) => {
		const left = d[i - 1]
		const right = d[i]
		if (left === undefined) return right ?? 0
		if (right === undefined) return left
		return left * right <= 0 ? 0 : (left + right) / 2
	})
	for (const [i, secant] of d.entries()) {
		if (secant === 0) {
			m[i] = 0
			m[i + 1] = 0
			continue
		}
		const a = (m[i] ?? 0) / secant
		const b = (m[i + 1] ?? 0) / secant
		const length = Math.hypot(a, b)
		if (length <= 3) continue
		m[i] = (3 / length) * a * secant
		m[i + 1] = (3 / length) * b * secant
	}
	return m
}

export function curve(values: (number | null)[]): (Piece | null)[] {
	const pieces: (Piece | null)[] = values.map(() => null)
	let from = 0
	while (from < values.length) {
		if (values[from] === null) {
			from++
			continue
		}
		let to = from
		while (to < values.length && values[to] !== null) to++
		const run = values.slice(from, to) as number[]
		const m = slopes(run)
		for (const [i, value] of run.entries())
			pieces[from + i] = { value, slope: m[i] ?? 0, before: i > 0, after: i < run.length - 1 }
		from = to
	}
	return pieces
}

/* The line of one column, from the middle of the way before its point to the middle of the way after it; x in columns.
 * `middle`: where in each column its point stands. */
export function piecePath(
	pieces: (Piece | null)[],
	at: number,
	width: number,
	y: (value: number) => number,
	middle = width / 2,
): string {
	const here = pieces[at]
	if (!here) return ''
	const f = (n: number) => n.toFixed(1)
	const part = (a: Piece, b: Piece, x: number) =>
		`M${f(x)} ${f(y(a.value))}C${f(x + width / 3)} ${f(y(a.value + a.slope / 3))} ${f(x + (2 * width) / 3)} ${f(y(b.value - b.slope / 3))} ${f(x + width)} ${f(y(b.value))}`
	const before = here.before ? pieces[at - 1] : null
	const after = here.after ? pieces[at + 1] : null
	return (before ? part(before, here, middle - width) : '') + (after ? part(here, after, middle) : '')
}
