/* matching - at which touchpoints a kind of event stands, as src/model/matching.c decides it, so that an event that was moved
 * stands there at once.
 *
 *	const placesOf = placing(definition)
 *	placesOf(kind)                  // ['cart', 'cart-2']: the second where the first one's `when` does not hold
 */
import type { Definition, Match } from '../../../api/definition'
import { touchpointsOf } from './parts'

export interface KindParts {
	source: string
	event: string | null
	page: string | null
	channel: string | null
	campaign: string | null
}

interface Rule {
	at: string
	order: number
	when: boolean
	pattern: boolean
	named: number
	letters: number
	fits: (kind: KindParts) => boolean
}

const names = ['source', 'event', 'page', 'channel', 'campaign'] as const

function folded(text: string | null | undefined): string {
	return (text ?? '').normalize('NFC').toLowerCase()
}

function ruleOf(match: Match, at: string, when: boolean, order: number): Rule {
	const parts = names.flatMap((name) => (match[name] === undefined ? [] : [{ name, text: folded(match[name]) }]))
	const whole = parts.length === names.length // just this one kind, "*" and all
	const tests = parts.map(({ name, text }) => {
		const open = !whole && text.endsWith('*')
		return { name, open, text: open ? text.slice(0, -1) : text }
	})
	return {
		at, order, when,
		pattern: tests.some((one) => one.open),
		named: parts.length,
		letters: tests.reduce((sum, one) => sum + one.text.length, 0),
		fits: (kind) => tests.every(({ name, open, text }) => (open ? folded(kind[name]) !== '' && folded(kind[name]).startsWith(text) : folded(kind[name]) === text)),
	}
}

function order(a: Rule, b: Rule): number {
	if (a.pattern !== b.pattern) return Number(a.pattern) - Number(b.pattern)
	if (!a.pattern && a.named !== b.named) return b.named - a.named
	return b.letters - a.letters || a.order - b.order
}

export function placing(definition: Definition | undefined): (kind: KindParts) => string[] {
	const rules = touchpointsOf(definition)
		.flatMap((one) => (Array.isArray(one.match) ? one.match : one.match ? [one.match as Match] : []).map((match) => ({ one, match })))
		.map(({ one, match }, i) => ruleOf(match, one.id, one.when !== undefined, i))
		.sort(order)
	return (kind) => {
		const places: string[] = []
		for (const rule of rules) {
			if (!rule.fits(kind)) continue
			if (!places.includes(rule.at)) places.push(rule.at)
			if (!rule.when) break
		}
		return places
	}
}
