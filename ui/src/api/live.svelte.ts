/* live - what changes on the server while a page is open (server-sent events): others' edits, new evidence, who else looks.
 *
 *	const stop = listen('first-map', (news) => { if (news.kind === 'change') map.reload() })
 *
 * One stream for the whole page, however many listen: browsers keep few connections open to a server that has no proxy with
 * HTTP/2 before it.  The browser opens it again by itself where it breaks; the server says `missed` where too much happened
 * meanwhile, and everything is to be asked anew.  `tuned`: from now on it is heard; who asked before may ask once more.
 */
export interface News {
	kind: string
	data: Record<string, unknown>
}

interface Listener {
	map: string | null
	tell: (news: News) => void
}

const kinds = ['change', 'people', 'missed', 'notice', 'events']
const listeners = new Set<Listener>()
let source: EventSource | undefined
let of: string | null | undefined

function read(text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text)
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
	} catch {
		return {}
	}
}

function tellAll(news: News): void {
	for (const one of listeners) one.tell(news)
}

/* The stream of the map that somebody listens to; without one, of the workspace. */
function tune(): void {
	const wanted = listeners.size ? ([...listeners].find((one) => one.map !== null)?.map ?? null) : undefined
	if (wanted === of) return
	source?.close()
	of = wanted
	if (wanted === undefined) return
	open(wanted)
}

const patience = 5000

/* A browser opens a stream again that broke, but not one that was refused: then the page asks again.  What happened meanwhile
   is read anew: a server that was started again knows nothing of what the page heard last. */
function open(wanted: string | null): void {
	let broke = false
	const stream = new EventSource(`api/v1/live${wanted ? `?map=${encodeURIComponent(wanted)}` : ''}`)
	source = stream
	for (const kind of kinds)
		stream.addEventListener(kind, (event) => tellAll({ kind, data: read((event as MessageEvent<string>).data) }))
	stream.addEventListener('open', () => {
		tellAll({ kind: broke ? 'missed' : 'tuned', data: {} })
		broke = false
	})
	stream.addEventListener('error', () => {
		broke = true
		if (stream.readyState !== EventSource.CLOSED) return
		setTimeout(() => {
			if (source !== stream || !listeners.size) return
			open(wanted)
			tellAll({ kind: 'missed', data: {} })
		}, patience)
	})
}

export function listen(map: string | null, tell: (news: News) => void): () => void {
	const one = { map, tell }
	listeners.add(one)
	queueMicrotask(tune)
	return () => {
		listeners.delete(one)
		queueMicrotask(tune)
	}
}
