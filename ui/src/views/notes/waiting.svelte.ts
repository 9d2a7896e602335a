/* waiting - notes that were written without a connection: kept in this browser until the server has them.
 *
 *	const waiting = waitingNotes(reload)
 *	if (!waiting.keep(note)) ...    // the browser keeps nothing
 *
 * A note whose answer got lost is looked for on the server before it is sent again.
 */
import { get, post, Problem } from '../../api/client'
import { link } from '../../api/link.svelte'
import { asProblem } from '../../api/resource.svelte'
import type { Note, Notes, NoteWish } from '../../api/schema'

export interface Waiting {
	key: string
	/* Where it is, as people call it. */
	name: string
	since: string
	wish: NoteWish
	/* Why the server did not take it. */
	refused?: string
}

const place = 'wend-notes-waiting'

function read(): Waiting[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
		return Array.isArray(kept) ? (kept as Waiting[]).filter((one) => typeof one.wish?.text === 'string') : []
	} catch {
		return []
	}
}

function write(all: Waiting[]): boolean {
	try {
		localStorage.setItem(place, JSON.stringify(all))
		return true
	} catch {
		return false
	}
}

async function isThere(one: Waiting): Promise<boolean> {
	const { map, touchpoint, text } = one.wish
	const found = await get<Notes>('notes', { map, touchpoint, has: text.slice(0, 90), limit: 200 })
	return found.notes.some((note) => note.text === text && note.written >= one.since)
}

export function later(error: unknown): boolean {
	return error instanceof Problem && (error.status === 0 || error.status === 409 || error.status === 429 || error.status >= 500)
}

export function waitingNotes(sent: () => void) {
	let all = $state.raw<Waiting[]>(read())
	let sending = $state(false)

	function change(next: Waiting[]): boolean {
		all = next
		return write(next)
	}

	function without(key: string): Waiting[] {
		return all.filter((one) => one.key !== key)
	}

	async function sendOne(one: Waiting): Promise<void> {
		try {
			if (!(await isThere(one))) await post<Note>('notes', one.wish)
			change(without(one.key))
		} catch (error) {
			if (later(error)) throw error
			change(all.map((each) => (each.key === one.key ? { ...each, refused: asProblem(error).message } : each)))
		}
	}

	async function send(): Promise<void> {
		if (sending) return
		sending = true
		const before = all.length
		try {
			for (const one of all) if (!one.refused) await sendOne(one)
		} catch {
			return
		} finally {
			sending = false
			if (all.length < before) sent()
		}
	}

	$effect(() => {
		if (link.up && read().length > 0) void send()
	})
	/* Another tab may have sent them. */
	$effect(() => {
		const look = (event: StorageEvent) => {
			if (event.key === place) all = read()
		}
		addEventListener('storage', look)
		return () => removeEventListener('storage', look)
	})

	return {
		get all() {
			return all
		},
		get sending() {
			return sending
		},
		keep(name: string, wish: NoteWish): boolean {
			const key = crypto.randomUUID?.() ?? String(Date.now() + Math.random())
			const kept = change([...all, { key, name, since: new Date(Date.now() - 60_000).toISOString(), wish }])
			if (!kept) all = without(key)
			return kept
		},
		drop(key: string): void {
			change(without(key))
		},
		send,
	}
}
