/* served - what the server says, in the language of the page.
 *
 *	served('there is no map "x" here')      // „Nie ma tu mapy „x””; what is not known stays as it came
 *	<p lang={servedLang(text)}>{served(text)}</p>
 *
 * The server speaks English alone (docs/decisions/0056).  The catalogues are loaded for Polish and Russian only, once; until
 * they are there its own words are shown.  Never hand over what a person wrote.
 */
import { catalogue, type Say } from './served/match'
import { language } from './language.svelte'

let known = $state.raw<{ pl: Say; ru: Say } | undefined>()
let asked: Promise<void> | undefined

/* To be awaited before the first page is shown in another language than English. */
export function loadServed(): Promise<void> {
	asked ??= import('./served/all').then(
		({ entries }) => {
			known = { pl: catalogue('pl', entries), ru: catalogue('ru', entries) }
		},
		() => {
			asked = undefined
		},
	)
	return asked
}

function inLanguage(text: string): string | undefined {
	const code = language.now
	if (code === 'en' || !text) return undefined
	const say = known?.[code]
	if (!say) void loadServed()
	return say?.(text)
}

/* Per cent as Intl writes them there, and a range on one line. */
function set(text: string): string {
	return text.replace(/(\d)[ \u00a0]%/g, language.now === 'ru' ? '$1\u00a0%' : '$1%').replace(/\((\d[\d.,]*)–(\d[\d.,]*\u00a0?%)\)/g, '($1\u2060–\u2060$2)')
}

export function served(text: string): string {
	return set(inLanguage(text) ?? text)
}

/* English words on a page of another language say so to whoever has it read out. */
export function servedLang(text: string): 'en' | undefined {
	return language.now === 'en' || inLanguage(text) === undefined ? 'en' : undefined
}
