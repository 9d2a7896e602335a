/* live - what changes on the server while a page is open (server-sent events): others' edits, new evidence, who else looks.
 *
 *	const stop = listen('first-map', (news) => { if (news.kind === 'change') map.reload() })
 *
 * The browser opens the stream again by itself where it breaks; the server says `missed` where too much happened
 * meanwhile, and everything is to be asked anew.
 */
export interface News {
	kind: string
	data: Record<string, unknown>
}

const kinds = ['change', 'people', 'missed', 'notice', 'events']

export function listen(map: string | null, tell: (news: News) => void): () => void {
	const source = new EventSource(`api/v1/live${map ? `?map=${encodeURIComponent(map)}` : ''}`)
	for (const kind of kinds) {
		source.addEventListener(kind, (event) => {
			tell({ kind, data: read((event as MessageEvent<string>).data) })
		})
	}
	return () => source.close()
}

function read(text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text)
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
	} catch {
		return {}
	}
}
