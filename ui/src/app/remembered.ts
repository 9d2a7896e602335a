/* remembered - what the browser keeps for the next time; some keep nothing (private windows): then nothing is there.
 *
 *	remembered('wend-theme')                // 'dark'; undefined: nothing
 *	remember('wend-theme', 'dark')          // false: nothing is kept; an empty text takes away what was
 *	remember('wend-notes-begun', text, 'tab')       // as long as this page is open, however often it is loaded
 */
type While = 'always' | 'tab'

function store(how: While): Storage {
	return how === 'tab' ? sessionStorage : localStorage
}

export function remembered(name: string, how: While = 'always'): string | undefined {
	try {
		return store(how).getItem(name) ?? undefined
	} catch {
		return undefined
	}
}

export function remember(name: string, text: string, how: While = 'always'): boolean {
	try {
		if (text) store(how).setItem(name, text)
		else store(how).removeItem(name)
		return true
	} catch {
		return false
	}
}

/* What was kept as JSON; undefined, too, where it is none. */
export function rememberedJson(name: string, how: While = 'always'): unknown {
	try {
		return JSON.parse(remembered(name, how) ?? 'null') ?? undefined
	} catch {
		return undefined
	}
}
