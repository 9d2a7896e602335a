/* words - what the page says, in every language, beside the part that says it.
 *
 *	const t = words({
 *		en: { title: 'Maps', found: { one: '{n} map', other: '{n} maps' } },
 *		pl: { title: 'Mapy', found: { one: '{n} mapa', few: '{n} mapy', many: '{n} map', other: '{n} mapy' } },
 *		ru: { title: 'Карты', found: { one: '{n} карта', few: '{n} карты', many: '{n} карт', other: '{n} карты' } },
 *	})
 *	t('found', { n: 3 })            // "3 maps"; again in another language when that is switched
 *
 * A word that is missing in one of the languages does not compile.  Numbers are written as the language writes them;
 * {n} decides which of the forms is meant (Unicode CLDR's plural rules).
 */
import { language, type Language } from './language.svelte'

export interface Forms {
	one?: string
	few?: string
	many?: string
	other: string
}

export type Word = string | Forms
export type Values = Record<string, string | number>
export type Translate<K extends string> = (key: K, values?: Values) => string

const rules = new Map<Language, Intl.PluralRules>()
const numbers = new Map<Language, Intl.NumberFormat>()

function ruleOf(code: Language): Intl.PluralRules {
	const kept = rules.get(code) ?? new Intl.PluralRules(code)
	rules.set(code, kept)
	return kept
}

function numberOf(code: Language): Intl.NumberFormat {
	const kept = numbers.get(code) ?? new Intl.NumberFormat(code, { maximumFractionDigits: 2 })
	numbers.set(code, kept)
	return kept
}

/* "6 customers", "3 critical moments": a number stays in the line of what is counted. */
const counted = /^\{n\} \S+( \S+)?$/

function formOf(word: Word, code: Language, n: unknown): string {
	if (typeof word === 'string') return word.endsWith(': {n}') ? word.replace(': {n}', ':\u00a0{n}') : word
	const form = ruleOf(code).select(typeof n === 'number' ? n : 0) as keyof Forms
	const text = word[form] ?? word.other
	return counted.test(text) ? text.replace(' ', '\u00a0') : text
}

/* Names may run from right to left, or pretend to (U+202E): set apart, they turn nothing round but themselves. */
const turning = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/

function apart(text: string): string {
	return turning.test(text) ? `\u2068${text}\u2069` : text
}

function fill(text: string, code: Language, values: Values): string {
	return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
		const value = values[name]
		if (value === undefined) return whole
		return typeof value === 'number' ? numberOf(code).format(value) : apart(value)
	})
}

export function words<K extends string>(table: {
	en: Record<K, Word>
	pl: Record<NoInfer<K>, Word>
	ru: Record<NoInfer<K>, Word>
}): Translate<K> {
	return (key, values = {}) => {
		const code = language.now
		return fill(formOf(table[code][key], code, values['n']), code, values)
	}
}
