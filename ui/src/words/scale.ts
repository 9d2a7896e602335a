/* scale - on what customers rated, as people read it, and not by its code.
 *
 *	scaleWords('nps, 1-5')          // "NPS, 1–5"
 *	scaleWords('0-1')               // "thumb up or down"
 */
import { words } from './words'

const t = words({
	en: { thumb: 'thumb up or down', byWords: 'their words', to: '{low} to {high}' },
	pl: { thumb: 'kciuk w górę lub w dół', byWords: 'ich słowa', to: 'od {low} do {high}' },
	ru: { thumb: 'палец вверх или вниз', byWords: 'их слова', to: 'от {low} до {high}' },
})

const byWords = 'by their words'

function one(code: string): string {
	if (code === 'nps') return 'NPS'
	if (code === '0-1') return t('thumb')
	if (code === byWords) return t('byWords')
	const [, low, high] = /^-(\d+)-(\d+)$/.exec(code) ?? []
	if (low !== undefined && high !== undefined) return t('to', { low: `−${low}`, high: `+${high}` })
	return code.replace(/^(\d+)-(\d+)$/, '$1–$2')
}

export function scaleWords(codes: string): string {
	return codes.split(', ').map(one).join(', ')
}

/* Nobody rated: what they wrote was read. */
export function isByWords(codes: string): boolean {
	return codes === byWords
}
