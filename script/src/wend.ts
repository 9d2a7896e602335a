/* wend.js: what happens on a web site, told to Wend.  The page calls wend(...); docs/web-script.md says how. */

import { key } from './settings'
import { guard, on } from './listen'
import { decide, open } from './keep'
import { leave, load, version } from './send'
import { arrive, identify, page, reset, track } from './page'
import { clicks } from './click'
import { abandon, forms } from './form'

interface Entry {
	(...words: unknown[]): void
	q?: IArguments[]
	v?: string
}

const verbs: Record<string, (a?: any, b?: any) => void> = {
	track,
	page,
	identify,
	consent: decide,
	reset,
}

const run: Entry = guard((verb: unknown, ...rest: unknown[]) => verbs[verb as string]!(...rest))

function watch(): void {
	for (const verb of ['pushState', 'replaceState'] as const) {
		const before = history[verb]
		history[verb] = (...state) => {
			before.apply(history, state)
			guard(arrive)()
		}
	}
	on('popstate hashchange pageshow', arrive)
	on('pagehide', abandon)
	on('pagehide', leave)
	on('pageshow visibilitychange', () => (document.hidden ? leave() : load()))
	clicks()
	forms()
	load()
	arrive()
}

const start = guard(() => {
	const page = window as unknown as { wend?: Entry }
	const before = page.wend
	if (!key || before?.v) return
	run.v = version
	page.wend = run
	open()
	watch()
	before?.q?.forEach((words) => run(...words))
})

/* A page that is made ready before anybody asks for it has not been seen. */
if ((document as { prerendering?: boolean }).prerendering) on('prerenderingchange', start)
else start()
