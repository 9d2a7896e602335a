/* tip - a name or a reason, shown beside what is pointed at or has the focus by keyboard (WCAG 1.4.13: Esc takes it away,
 * the pointer may go onto it).  It is only seen: what is read out stands on the control itself, as its name or by described().
 *
 *	<button aria-label={label} {@attach tip(() => label)}>
 */
import type { Attachment } from 'svelte/attachments'
import { byKey, byPointer } from './moved'
import { float } from './place'

const waitMs = 400
const lingerMs = 150

let box: HTMLElement | undefined
let owner: Element | undefined
let stop: (() => void) | undefined
let timer: ReturnType<typeof setTimeout> | undefined

function hide(): void {
	clearTimeout(timer)
	stop?.()
	stop = undefined
	owner = undefined
	box?.remove()
	box = undefined
}

function leave(): void {
	clearTimeout(timer)
	timer = setTimeout(hide, lingerMs)
}

function show(anchor: Element, text: string): void {
	hide()
	if (!text || !anchor.isConnected) return
	box = document.createElement('div')
	box.className = 'tip'
	box.popover = 'manual'
	box.textContent = text
	box.setAttribute('aria-hidden', 'true')
	box.addEventListener('pointerenter', () => clearTimeout(timer))
	box.addEventListener('pointerleave', leave)
	document.body.append(box)
	owner = anchor
	stop = float(box, anchor, 'middle')
}

addEventListener('keydown', (event) => event.key === 'Escape' && hide(), { capture: true })

export function tip(text: () => string | undefined): Attachment<HTMLElement> {
	return (anchor) => {
		const enter = (event: Event) => {
			if (event instanceof PointerEvent && (event.pointerType === 'touch' || !byPointer(event))) return
			clearTimeout(timer)
			if (owner !== anchor) timer = setTimeout(() => show(anchor, text() ?? ''), waitMs)
		}
		const focus = (event: Event) => byKey() && (event.target as Element).matches(':focus-visible') && show(anchor, text() ?? '')
		const listeners: Record<string, (event: Event) => void> = { pointerenter: enter, pointerleave: leave, pointerdown: hide, focusin: focus, focusout: hide }
		for (const [name, run] of Object.entries(listeners)) anchor.addEventListener(name, run)
		return () => {
			for (const [name, run] of Object.entries(listeners)) anchor.removeEventListener(name, run)
			if (owner === anchor) hide()
		}
	}
}

/* More about a control than its name, read out after it: why it is disabled. */
export function described(text: () => string | undefined, which = ''): Attachment<HTMLElement> {
	return (host) => {
		const control = which ? host.querySelector(which) : host
		const words = text()
		if (words) control?.setAttribute('aria-description', words)
		return () => control?.removeAttribute('aria-description')
	}
}
