/* place - puts something that floats beside what it belongs to, inside the window: below where there is room, else above. */
export function place(floating: HTMLElement, anchor: Element, align: 'start' | 'end' | 'middle' = 'start'): void {
	const a = anchor.getBoundingClientRect()
	const f = floating.getBoundingClientRect()
	const room = 8
	const below = a.bottom + 4 + f.height + room <= innerHeight || a.top < f.height + room
	const wanted = align === 'start' ? a.left : align === 'end' ? a.right - f.width : a.left + a.width / 2 - f.width / 2
	const left = Math.max(room, Math.min(wanted, innerWidth - f.width - room))
	const top = below ? Math.min(a.bottom + 4, Math.max(room, innerHeight - f.height - room)) : a.top - f.height - 4
	floating.style.left = `${left}px`
	floating.style.top = `${top}px`
}
