/* place - puts something that floats beside what it belongs to, inside the window: below where there is room, else above.
 *
 *	const stop = float(list, button)        // shows it (it has popover="manual") and keeps it there while things scroll
 */
export type Align = 'start' | 'end' | 'middle'

const room = 8
const gap = 4

export function place(floating: HTMLElement, anchor: Element, align: Align = 'start'): void {
	const a = anchor.getBoundingClientRect()
	const f = floating.getBoundingClientRect()
	const below = a.bottom + gap + f.height + room <= innerHeight || a.top < f.height + room
	const wanted = align === 'start' ? a.left : align === 'end' ? a.right - f.width : a.left + a.width / 2 - f.width / 2
	const left = Math.max(room, Math.min(wanted, document.documentElement.clientWidth - f.width - room))
	const top = below ? Math.min(a.bottom + gap, Math.max(room, innerHeight - f.height - room)) : a.top - f.height - gap
	floating.style.left = `${left}px`
	floating.style.top = `${top}px`
}

/* Above everything, dialogs too. */
export function float(floating: HTMLElement, anchor: Element, align: Align = 'start'): () => void {
	if (!floating.matches(':popover-open')) floating.showPopover()
	const again = () => place(floating, anchor, align)
	again()
	const watcher = new ResizeObserver(again)
	watcher.observe(floating)
	watcher.observe(anchor)
	addEventListener('scroll', again, { capture: true, passive: true })
	addEventListener('resize', again)
	return () => {
		watcher.disconnect()
		removeEventListener('scroll', again, { capture: true })
		removeEventListener('resize', again)
	}
}
