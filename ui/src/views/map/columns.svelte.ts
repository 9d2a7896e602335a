/* columns - which columns of the map are drawn: those in sight and a few beyond, no more at a time than a frame has room for.
 *
 *	const drawn = new Columns(() => grid.columns, () => seen)
 *	drawn.follow(first)             // while one scrolls: the rows take turns, each in a frame of its own
 *	drawn.jump(first)               // all rows at once: one wants to go there
 *	drawn.band(row).visible         // what the row draws
 *
 * A column that comes into sight in all rows at once takes longer than a frame of 1/60 s.  Since columns are drawn before they
 * are seen, the rows need not come at once: a third of them comes in each frame (measured: docs/performance.md).
 */
import type { Column } from './grid'

/* Columns beyond either edge. */
const beyond = 2
const bands = 3

export class Band {
	#columns: () => Column[]
	#seen: () => number
	first = $state(0)
	readonly from = $derived.by(() => Math.max(0, Math.min(this.first - beyond, this.#columns().length - 1)))
	readonly to = $derived.by(() => Math.min(this.#columns().length, this.first + this.#seen() + beyond))
	readonly visible = $derived.by(() => this.#columns().slice(this.from, this.to))

	constructor(columns: () => Column[], seen: () => number) {
		this.#columns = columns
		this.#seen = seen
	}
}

export class Columns {
	readonly #bands: Band[]
	#goal = 0
	#asked = false

	constructor(columns: () => Column[], seen: () => number) {
		this.#bands = Array.from({ length: bands }, () => new Band(columns, seen))
	}

	/* Two rows beside one another are of one band: what is drawn anew of a picture are squares about as high. */
	band(row: number): Band {
		return this.#bands[(row >> 1) % bands] as Band
	}

	jump(first: number): void {
		this.#goal = first
		for (const band of this.#bands) band.first = first
	}

	follow(first: number): void {
		this.#goal = first
		if (this.#bands.some((band) => Math.abs(band.first - first) > beyond)) this.jump(first)
		else this.#next()
	}

	/* In each frame the band that is furthest behind. */
	#next(): void {
		if (this.#asked || this.#bands.every((band) => band.first === this.#goal)) return
		this.#asked = true
		requestAnimationFrame(() => {
			this.#asked = false
			const behind = (band: Band) => Math.abs(band.first - this.#goal)
			this.#bands.reduce((a, b) => (behind(b) > behind(a) ? b : a)).first = this.#goal
			this.#next()
		})
	}
}
