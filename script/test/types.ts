/* What wend.d.ts lets pass, and what not: read by the compiler alone. */

import type { Wend } from '../wend'

export function allowed(wend: Wend): void {
	wend('track', 'Product Added', { sku: 'TEA-1', price: 24.5 })
	wend('track', 'Seen')
	wend('page')
	wend('page', 'Cart', { step: 2 })
	wend('identify', 1042, { email: 'ewa@example.test' })
	wend('consent', true)
	wend('consent', { analytics: true, marketing: false })
	wend('reset')
	window.wend('track', 'Seen')
}

export function refused(wend: Wend): void {
	// @ts-expect-error: an event has a name
	wend('track')
	// @ts-expect-error: there is no such verb
	wend('trak', 'Seen')
	// @ts-expect-error: somebody has a number
	wend('identify', { email: 'ewa@example.test' })
	// @ts-expect-error: consent is yes, no, or categories
	wend('consent', 'yes')
	// @ts-expect-error: without analytics nothing is decided
	wend('consent', { marketing: true })
}
