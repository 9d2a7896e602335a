/* labels - where the numbers of the feeling curve stand, so that they lie on no interval and not on each other.
 *
 *	aside({ mark: 88, top: 70, bottom: 104, valley: false })        // 64: above the interval
 *	apart([40, 42, 90], 14, 12, 170)                                // [40, 54, 90]
 */
export interface Marked {
	/* Of the point and of the ends of its interval, in pixels from the top. */
	mark: number
	top: number
	bottom: number
	/* The line goes up on both sides. */
	valley: boolean
}

const half = 8 // of a mark

/* The base line of a number: beyond the interval, on the side that the line does not take.  The scale has room for it above
 * its highest and below its lowest value. */
export function aside({ mark, top, bottom, valley }: Marked): number {
	return valley ? Math.max(bottom, mark + half) + 15 : Math.min(top, mark - half) - 6
}

/* Rows of text one below the other, none nearer than `far` to the one above it, all between `first` and `last`.  Given and
 * answered in the same order. */
export function apart(places: number[], far: number, first: number, last: number): number[] {
	const order = places.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y)
	let above = -Infinity
	for (const one of order) {
		one.y = Math.max(one.y, above + far, first)
		above = one.y
	}
	let below = last + far
	for (const one of order.reverse()) {
		one.y = Math.min(one.y, below - far)
		below = one.y
	}
	const found = [...places]
	for (const one of order) found[one.i] = one.y
	return found
}
