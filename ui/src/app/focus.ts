/* focus - where the focus goes when what had it is taken away: near to where it was, never to the top of the page.
 *
 *	onMount(holdFocus)              // once, around everything
 *
 * A row that is removed hands it to the next one, a list put into another order keeps it, a view that is left hands it to the
 * one that comes.  Whoever puts the focus somewhere by himself is not disturbed; nor is a finger, for which a keyboard would open.
 */
const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'

/* Where something was when it was taken out of the page. */
interface Gap {
	of: Node
	next: Node | null
}

function reachable(one: HTMLElement): boolean {
	return one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility()
}

/* The first control behind the gap, else the last before it. */
function near({ of, next }: Gap): HTMLElement | undefined {
	const all = [...(of as Element).querySelectorAll<HTMLElement>(controls)].filter(reachable)
	const after = next && all.find((one) => next.contains(one) || next.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)
	return after || all.at(-1)
}

function whereTo(first: Gap): HTMLElement | undefined {
	for (let gap = first; gap.of instanceof Element; gap = { of: gap.of.parentNode ?? document, next: gap.of }) {
		if (gap.of.contains(document.getElementById('content'))) break
		/* A grid goes on from the cell where one was. */
		const grid = gap.of.closest<HTMLElement>('[role=grid]')
		const found = grid ?? (gap.of.checkVisibility() ? near(gap) : undefined)
		if (found) return found
	}
	return document.getElementById('content') ?? document.querySelector<HTMLElement>(`main :is(${controls})`) ?? undefined
}

export function holdFocus(): () => void {
	let held: HTMLElement | undefined
	let gap: Gap | undefined
	let finger = false

	const lost = () => document.activeElement === null || document.activeElement === document.body

	function settle(): void {
		const was = held
		const where = gap
		gap = undefined
		if (!was || !where || !lost() || finger) return
		const to = was.isConnected && reachable(was) ? was : whereTo(where)
		to?.focus({ preventScroll: true })
	}

	/* What is taken out with what it stood in, and that again: the last that is still there counts. */
	function look(records: MutationRecord[]): void {
		if (!held || !lost()) return
		const asked = gap !== undefined
		for (const one of records) {
			const inside: Node = gap && !gap.of.isConnected ? gap.of : held
			if ([...one.removedNodes].some((node) => node.contains(inside))) gap = { of: one.target, next: one.nextSibling }
		}
		if (gap && !asked) requestAnimationFrame(settle)
	}

	function taken(event: FocusEvent): void {
		held = event.target as HTMLElement
		gap = undefined
	}

	/* Pressed where nothing takes it: it is given away. */
	function pressed(event: PointerEvent): void {
		finger = event.pointerType === 'touch'
		setTimeout(() => lost() && !gap && (held = undefined))
	}

	const keyed = () => (finger = false)

	const watcher = new MutationObserver(look)
	watcher.observe(document.body, { childList: true, subtree: true })
	addEventListener('focusin', taken)
	addEventListener('pointerdown', pressed, { capture: true })
	addEventListener('keydown', keyed, { capture: true })
	return () => {
		watcher.disconnect()
		removeEventListener('focusin', taken)
		removeEventListener('pointerdown', pressed, { capture: true })
		removeEventListener('keydown', keyed, { capture: true })
	}
}
