/* shown - a persona's fields by their names, and what stands in one, as a person would read it aloud. */
import { fields } from './form'
import { t } from './words'

const names = ['name', 'party', 'quote', 'summary', 'photo', 'traits', 'segment', 'rule', ...fields] as const

export function labelOf(field: string): string {
	const known = names.find((one) => one === field)
	return known ? t(known) : field
}

function sentence(value: unknown): string {
	if (typeof value !== 'object' || value === null) return String(value)
	const { text, basis } = value as { text?: unknown; basis?: unknown }
	return typeof basis === 'string' ? `${String(text)} (${basis})` : String(text)
}

export function shownOf(field: string, value: unknown, rule: (value: unknown) => string): string {
	if (value === undefined || value === null) return ''
	if (field === 'rule') return rule(value)
	if (field === 'photo') return t('chosenPicture')
	if (field === 'traits') return Object.entries(value).map(([name, n]) => `${name}: ${String(n)}`).join('\n')
	return (Array.isArray(value) ? value : [value]).map(sentence).join('\n')
}
