/* What the page's own <script> element says. */

const script = document.currentScript as HTMLScriptElement
const said: DOMStringMap = script.dataset

export const key = said['key']

/* Beside the script, unless data-endpoint says where. */
export const endpoint = new URL('v1/batch', said['endpoint'] || script.src).href

/* Nothing is stored or sent before wend('consent', true).  Global Privacy Control asks for the same. */
export const asks = said['consent'] == 'required' || navigator.globalPrivacyControl

/* "no": nothing is stored; "session": until the tab is closed; else a cookie and localStorage. */
export const cookies = said['cookies']

/* All of pages, clicks, searches, forms and signals, unless data-auto names some. */
export const does = (what: string): boolean => (said['auto'] ?? what).includes(what)

/* Parameters that carry what was searched for, and those that a page's address keeps beside them. */
export const searched = (said['search'] ?? 'q s search query').split(' ')
export const keeps = (name: string): unknown =>
	name.startsWith('utm_') || searched.includes(name) || said['query']?.split(' ').includes(name)

declare global {
	interface Navigator {
		globalPrivacyControl?: boolean
	}
}
