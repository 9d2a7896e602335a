/* language - the language of the page: chosen once, kept in this browser, switched while everything stays open.
 *
 *	language.now                    // 'pl'
 *	language.choose('ru')
 */
import { remember, remembered } from '../app/remembered'

export const languages = [
	{ code: 'en', name: 'English' },
	{ code: 'pl', name: 'Polski' },
	{ code: 'ru', name: 'Русский' },
] as const

export type Language = (typeof languages)[number]['code']

const place = 'wend-language'

function known(code: string | undefined): Language | undefined {
	return languages.find((one) => one.code === code)?.code
}

function first(): Language {
	const kept = known(remembered(place))
	if (kept) return kept
	for (const wished of navigator.languages) {
		const code = known(wished.slice(0, 2).toLowerCase())
		if (code) return code
	}
	return 'en'
}

let now = $state<Language>(first())

export const language = {
	get now(): Language {
		return now
	},
	choose(code: Language): void {
		now = code
		remember(place, code)
	},
}
