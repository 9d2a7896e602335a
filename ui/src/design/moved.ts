/* moved - whether somebody came here on purpose: by a key that moves the focus, by the pointer. Where a dialog gives the focus
 * back, or something vanishes from below a pointer that rests, nobody asked for a tip.
 *
 *	byKey()                         // in a focus listener: Tab or an arrow led here
 *	byPointer(event)                // in pointerover or pointerenter: the pointer moved here itself
 */
const leading = new Set(['Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'])

let led = false
let x = -1
let y = -1

function seen(event: PointerEvent): void {
	x = event.screenX
	y = event.screenY
}

if (typeof document !== 'undefined') {
	const opts = { capture: true, passive: true }
	addEventListener('keydown', (event) => !event.isComposing && (led = leading.has(event.key)), opts)
	addEventListener('pointerdown', () => (led = false), opts)
	/* After over and enter of the same step: they still see where the pointer was. */
	for (const name of ['pointermove', 'pointerdown', 'pointerup'] as const) addEventListener(name, seen, opts)
}

export function byKey(): boolean {
	return led
}

export function byPointer(event: PointerEvent): boolean {
	return event.screenX !== x || event.screenY !== y
}
