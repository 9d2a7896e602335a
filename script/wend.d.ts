/** wend.js: what happens on a web site, told to Wend. */

/** Properties are what JSON can hold. */
export type WendProperties = Record<string, unknown>

/** By category, as your consent banner has them; `analytics` decides whether anything is collected. */
export type WendConsent = boolean | { analytics: boolean; [category: string]: boolean }

export interface Wend {
	/** Something happened: `wend('track', 'Product Added', { sku: 'TEA-1', price: 24.5 })`. */
	(verb: 'track', event: string, properties?: WendProperties): void
	/** A page was seen; those that the browser goes to are told without it. */
	(verb: 'page', name?: string, properties?: WendProperties): void
	/** Who it is, by the number that your other systems know. */
	(verb: 'identify', userId: string | number, traits?: WendProperties): void
	/** What the visitor decided. */
	(verb: 'consent', consent: WendConsent): void
	/** Somebody else sits down at the browser: after signing out. */
	(verb: 'reset'): void
	/** Calls that were made before the script came. */
	q?: IArguments[]
	/** Its version, once it has come. */
	readonly v?: string
}

declare global {
	interface Window {
		wend: Wend
	}
	const wend: Wend
}
