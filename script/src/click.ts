/* Clicks, and those that tell of trouble: many in one place, those that nothing follows. */

import { does } from './settings'
import { attribute, later, on, secret } from './listen'
import { brief, clean, track } from './page'

const BUTTONS = 'a[href],button,[role=button],[type=submit],[type=button],[data-wend-event]'
const FIELDS = 'input,select,textarea,[contenteditable]'

const PIXELS = 30 // from one click to the next
const MS = 1e3

type Props = Record<string, unknown>

/* Texts only of what is there to be clicked, never of anything that can be filled in. */
function describe(at: HTMLElement, button?: HTMLAnchorElement | null): Props {
	const it = button || at
	return {
		element: it.localName,
		id: attribute(it, 'id'),
		text:
			button && !button.querySelector(FIELDS)
				? brief(attribute(button, 'aria-label') || button.textContent!)
				: undefined,
		href: button?.href && clean(button.href),
	}
}

/* --- rage ----------------------------------------------------------------------------------------- */

let last = {} as MouseEvent
let row = 0

/* Three of them, each in the place of the one before and within a second of it: as recordings are read. */
function rage(e: MouseEvent, what: Props): void {
	row =
		e.timeStamp - last.timeStamp < MS && Math.hypot(e.clientX - last.clientX, e.clientY - last.clientY) < PIXELS ? row + 1 : 1
	last = e
	if (row == 3) track('Rage Click', what)
}

/* --- dead ----------------------------------------------------------------------------------------- */

let alive = true // something has happened since the click that is looked at
let looking = false

const live = (): void => {
	alive = true
}

function dead(e: MouseEvent, link: unknown, what: Props): void {
	const when = Date.now()
	const observer = new MutationObserver(live)
	looking = true
	alive = false
	observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
	later(() => {
		observer.disconnect()
		looking = false
		/* A link that the browser follows leads away, however slow the other side is. */
		if (!alive && (!link || e.defaultPrevented)) track('Dead Click', what, when)
	}, MS)
}

/* --- all ------------------------------------------------------------------------------------------ */

function click(e: MouseEvent): void {
	const at = e.target as HTMLElement
	const button = at.closest<HTMLAnchorElement>(BUTTONS)
	const event = button?.dataset['wendEvent']
	const what = describe(at, button)
	if (secret(at)) return
	if (button && (event || does('clicks'))) track(event || `${button.href ? 'Link' : 'Button'} Clicked`, what)
	if (!does('signals') || (!button && at.closest(FIELDS))) return
	if (e.detail) rage(e, what)
	if (!looking && (button || getComputedStyle(at).cursor == 'pointer'))
		dead(e, button?.href && !/^(#|javascript:)/.test(attribute(button, 'href')!), what)
}

export function clicks(): void {
	on('click', click)
	on('focusin blur scroll change submit visibilitychange', live)
}
