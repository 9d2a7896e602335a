/* What is stored in the browser, and whether it may be: consent, the visitor's number. */

import { asks, cookies } from './settings'
import { random } from './listen'
import { load } from './send'

type Box = Record<string, string>
export type Consent = Record<string, boolean>

/* Memory, until more is allowed: a Storage is used in the same way. */
export let box: Box = {}
export let given: Consent | undefined

let mode = cookies

const storage = (): Box => (mode == 'no' ? {} : mode ? sessionStorage : localStorage) as unknown as Box

export const may = (): unknown => (given ? given['analytics'] : !asks)

let number: string

const bake = (value: string, seconds: number): void => {
	document.cookie = `wend_id=${value};path=/;max-age=${seconds};samesite=lax${isSecureContext ? ';secure' : ''}`
}

/* 13 months from the first visit: a later one does not make it longer. */
function keep(): void {
	if (mode) box['wend_id'] = id()
	else if (may() && !document.cookie.includes(id())) bake(id(), 34128e3)
}

export function renew(): string {
	number = random()
	keep()
	return number
}

export const id = (): string =>
	(number ||= ((may() && !mode && /\bwend_id=(\w+)/.exec(document.cookie)?.[1]) as string) || box['wend_id'] || renew())

/* What was decided on an earlier page holds; what was kept in memory so far moves in. */
export function open(): void {
	try {
		const store = storage()
		if (store['wend_consent']) given ||= JSON.parse(store['wend_consent'])
		if (may()) box = Object.assign(store, box)
	} catch {
		mode = 'no' // so says the browser
	}
}

export function decide(consent: unknown): void {
	given = (typeof consent == 'object' ? consent : { analytics: !!consent }) as Consent
	const text = JSON.stringify(given)
	if (may()) {
		box['wend_consent'] = text
		open()
		keep()
	} else {
		box = {}
		bake((number = ''), 0)
		const store = storage()
		for (const name in store) if (name.startsWith('wend_')) delete store[name]
		/* Where nobody has to be asked, only a refusal that is remembered is one. */
		if (!asks) store['wend_consent'] = text
	}
	load()
}
