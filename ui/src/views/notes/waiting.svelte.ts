/* waiting - notes that were written without a connection: kept in this browser until the server has them.
 *
 *	$effect(() => waiting.watch())          // once, around all views: what waits is sent wherever one is
 *	if (!waiting.keep(name, wish, once)) ...        // the browser keeps nothing
 *
 * A note goes with the key that it was sent with first: a server that has it, and whose answer got lost, does not take it twice.
 * Keys are forgotten after a day; of an older note it is looked whether it is there.  Each person's are their own, whoever uses
 * the same telephone.
 */
import { untrack } from 'svelte'
import { get, onceKey, post, Problem } from '../../api/client'
import { link } from '../../api/link.svelte'
import { asProblem } from '../../api/resource.svelte'
import type { Note, Notes, NoteWish } from '../../api/schema'
import { remember, rememberedJson } from '../../app/remembered'
import { session } from '../../app/session.svelte'

export interface Waiting {
	key: string
	/* Whose it is. */
	user?: number
	/* Where it is, as people call it. */
	name: string
	since: string
	wish: NoteWish
	/* Why the server did not take it. */
	refused?: string
}

const place = 'wend-notes-waiting'
const hour = 3_600_000
const forgotten = 23 * hour
const again = 30_000 // ms, until what was put off is tried again

function read(): Waiting[] {
	const kept = rememberedJson(place)
	return Array.isArray(kept) ? (kept as (Waiting | null)[]).filter((one): one is Waiting => typeof one?.wish?.text === 'string') : []
}

function write(all: Waiting[]): boolean {
	return remember(place, JSON.stringify(all))
}

/* The same words at the same place, since a day before: clocks of telephones go as they like. */
async function isThere(one: Waiting): Promise<boolean> {
	const { map, touchpoint, text } = one.wish
	const since = Date.parse(one.since) - 24 * hour
	const found = await get<Notes>('notes', { map, touchpoint, has: [...text].slice(0, 90).join(''), limit: 200 })
	return found.notes.some((note) => note.text === text && Date.parse(note.written) >= since)
}

export function later(error: unknown): boolean {
	return error instanceof Problem && (error.status === 0 || error.status === 409 || error.status === 429 || error.status >= 500)
}

class WaitingNotes {
	#all = $state.raw<Waiting[]>(read())
	#timer: ReturnType<typeof setTimeout> | undefined
	sending = $state(false)
	/* How many were sent since the page was opened. */
	sent = $state(0)

	get all(): Waiting[] {
		return this.#all.filter((one) => one.user === undefined || one.user === session.me?.user)
	}

	#change(change: (all: Waiting[]) => Waiting[]): boolean {
		/* As it is kept: another window may have sent some, or added one. */
		this.#all = change(read())
		return write(this.#all)
	}

	#put(key: string, more: Partial<Waiting>): void {
		this.#change((all) => all.map((one) => (one.key === key ? { ...one, ...more } : one)))
	}

	async #sendOne(one: Waiting): Promise<void> {
		try {
			const old = Date.now() - Date.parse(one.since) > forgotten
			if (!old || !(await isThere(one))) await post<Note>('notes', one.wish, {}, one.key)
			this.drop(one.key)
			this.sent += 1
		} catch (error) {
			/* The server does not know what became of it. */
			const unknown = error instanceof Problem && error.status === 409 && error.retryAfter === undefined
			if (unknown && (await isThere(one))) return this.drop(one.key)
			if (unknown) this.#put(one.key, { key: onceKey() })
			if (later(error)) throw error
			this.#put(one.key, { refused: asProblem(error).message })
		}
	}

	async send(): Promise<void> {
		if (this.sending) return
		clearTimeout(this.#timer)
		this.sending = true
		const tried = new Set<string>()
		/* What is added meanwhile is sent, too. */
		const next = () => this.all.find((one) => !one.refused && !tried.has(one.key))
		try {
			for (let one = next(); one; one = next()) {
				tried.add(one.key)
				await this.#sendOne(one)
			}
		} catch {
			this.#timer = setTimeout(() => void this.send(), again)
		} finally {
			this.sending = false
		}
	}

	keep(name: string, wish: NoteWish, once: string): boolean {
		const user = session.me?.user ?? undefined
		const one: Waiting = { key: once, ...(user === undefined ? {} : { user }), name, since: new Date().toISOString(), wish }
		const kept = this.#change((all) => [...all, one])
		if (!kept) this.#all = read()
		return kept
	}

	drop(key: string): void {
		this.#change((all) => all.filter((one) => one.key !== key))
	}

	/* Once more what the server did not take: one may be allowed to now.  It answered, so the note is a new one to it. */
	retry(key: string): void {
		this.#change((all) =>
			all.map((one) => {
				if (one.key !== key) return one
				const { refused: _, ...kept } = one
				return { ...kept, key: onceKey() }
			}),
		)
		void this.send()
	}

	watch(): () => void {
		/* That sending ends is no reason to begin: what was put off then waits for its time. */
		if (link.up && session.me && this.all.some((one) => !one.refused)) untrack(() => void this.send())
		const look = (event: StorageEvent) => {
			if (event.key === place) this.#all = read()
		}
		addEventListener('storage', look)
		return () => removeEventListener('storage', look)
	}
}

export const waiting = new WaitingNotes()
