/* findings - what customers said at a touchpoint, each once.
 *
 *	gathered(touchpoint.voice.findings)     // [{ lead, themes: ['курьер', 'не позвонил'], ... }]
 *
 * The server tells a finding by its theme, and quotes a text once: of several themes out of the same sentences the first alone
 * has a quote.  Here those are one, told by the sentence itself.  Pure.
 */
import type { Finding, Quote } from '../../api/map'

export interface Gathered extends Finding {
	lead: Quote | undefined
	more: Quote[]
	themes: string[]
}

export function gathered(findings: Finding[]): Gathered[] {
	const found: Gathered[] = []
	for (const one of findings) {
		const same = one.quotes.length ? undefined : found.find((each) => each.kind === one.kind && each.customers === one.customers && each.texts === one.texts)
		const themes = one.theme ? [one.theme] : []
		if (same) same.themes.push(...themes)
		else found.push({ ...one, lead: one.quotes[0], more: one.quotes.slice(1), themes })
	}
	return found
}
