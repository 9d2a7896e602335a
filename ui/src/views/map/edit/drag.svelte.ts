/* drag - an event or a touchpoint on its way over the map, by the pointer: where it would be dropped is shown.
 *
 *	onpointerdown={(event) => drag.begin(event, { name, drop: (at) => ... })}
 *
 * The map's columns say what they are by data-column and data-touchpoint.  By keyboard the same is a menu or a list.
 */
export interface Dragged {
	name: string
	/* A touchpoint's id, and on which half of its column; a stage's, where stages are asked for. */
	drop: (at: string, after: boolean) => void
	/* It goes between columns, and onto stages. */
	between?: boolean
	/* Where it stands: there is nothing to be dropped. */
	from?: string
}

let dragged = $state.raw<Dragged>()
let over = $state<string>()
let after = $state(false)
let x = $state(0)
let y = $state(0)

const far = 6 // pixels, before it is no click any more

function find(event: PointerEvent, stages: boolean): void {
	const element = document.elementFromPoint(event.clientX, event.clientY)
	const column = element?.closest<HTMLElement>(stages ? '[data-column], [data-touchpoint], [data-stage]' : '[data-column], [data-touchpoint]')
	over = column?.dataset['column'] ?? column?.dataset['touchpoint'] ?? column?.dataset['stage']
	const box = column?.getBoundingClientRect()
	after = box !== undefined && event.clientX > box.left + box.width / 2
}

/* The map moves on where one comes to its edge. */
function scrollEdge(event: PointerEvent): void {
	const grid = document.querySelector<HTMLElement>('[role=grid]')
	const box = grid?.getBoundingClientRect()
	if (!grid || !box || event.clientY < box.top || event.clientY > box.bottom) return
	if (event.clientX > box.right - 48 && event.clientX < box.right + 24) grid.scrollLeft += 24
	else if (event.clientX < box.left + 224 && event.clientX > box.left - 24) grid.scrollLeft -= 24
}

/* What was let go over a cell is no click on it. */
function swallowClick(): void {
	const stop = (event: MouseEvent): void => {
		event.stopPropagation()
		event.preventDefault()
	}
	addEventListener('click', stop, { capture: true, once: true })
	setTimeout(() => removeEventListener('click', stop, { capture: true }), 0)
}

let source: Element | null = null

/* What is on its way is pale where it was, and the page shows where it may go. */
function taken(from: EventTarget | null): void {
	source?.classList.remove('dragged-away')
	source = from instanceof Element ? from.closest('.event, [data-touchpoint]') : null
	source?.classList.add('dragged-away')
	document.documentElement.classList.toggle('dragging', source !== null)
}

export const drag = {
	get now(): Dragged | undefined {
		return dragged
	},
	get over(): string | undefined {
		return over
	},
	/* Behind it, where it goes between columns. */
	get after(): boolean {
		return after
	},
	get x(): number {
		return x
	},
	get y(): number {
		return y
	},
	begin(start: PointerEvent, what: Dragged): void {
		if (start.button !== 0) return
		start.preventDefault()
		const stop = new AbortController()
		const move = (event: PointerEvent): void => {
			if (!dragged && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) < far) return
			if (!dragged) taken(start.target)
			dragged = what
			x = event.clientX
			y = event.clientY
			find(event, what.between === true)
			scrollEdge(event)
		}
		const end = (dropped: boolean): void => {
			stop.abort()
			taken(null)
			const at = over
			const was = dragged
			dragged = undefined
			over = undefined
			if (dropped && was && at && at !== was.from) was.drop(at, after)
			if (was) swallowClick()
		}
		addEventListener('pointermove', move, { signal: stop.signal })
		addEventListener('pointerup', () => end(true), { signal: stop.signal })
		addEventListener('pointercancel', () => end(false), { signal: stop.signal })
		const given = (event: KeyboardEvent): void => {
			if (event.key !== 'Escape') return
			event.preventDefault() // it ends the dragging, and closes nothing
			end(false)
		}
		addEventListener('keydown', given, { signal: stop.signal, capture: true })
	},
}
