/* pages - a list that the server gives page by page: the first as a resource, the others when they are asked for.
 *
 *	const log = pages((cursor, signal) => get<Audit>('audit', { looks, cursor }, signal), (page) => page.rows)
 *	{#each log.rows as row} ... <Pager next={log.next} busy={log.busy} problem={log.missed} onmore={log.more} />
 *
 * What the function reads is watched, as in a resource: with another question the list begins anew, and a page of the old
 * one that comes late is dropped.
 */
import type { Problem } from './client'
import { asProblem, resource, type Resource } from './resource.svelte'

interface Paged {
	next?: string | null
}

export interface Pages<Page, Row> {
	readonly first: Resource<Page>
	readonly rows: Row[]
	readonly next: string | null | undefined
	/* The next page is on its way. */
	readonly busy: boolean
	/* Why the next page did not come; what is there stays. */
	readonly missed: Problem | undefined
	more(): Promise<void>
}

export function pages<Page extends Paged, Row>(
	ask: (cursor: string | null, signal?: AbortSignal) => Promise<Page> | undefined,
	rowsOf: (page: Page) => Row[],
): Pages<Page, Row> {
	let later = $state.raw<Page[]>([])
	let busy = $state(false)
	let missed = $state.raw<Problem>()
	/* The question that the pages belong to. */
	let asked = 0

	const first = resource((signal) => {
		asked++
		later = []
		busy = false
		missed = undefined
		return ask(null, signal)
	})
	const all = $derived(first.data ? [first.data, ...later] : [])
	const rows = $derived(all.flatMap(rowsOf))
	const next = $derived(all.at(-1)?.next)

	async function more(): Promise<void> {
		if (!next || busy) return
		const mine = asked
		busy = true
		missed = undefined
		try {
			const page = await ask(next)
			if (page && mine === asked) later = [...later, page]
		} catch (error) {
			if (mine === asked) missed = asProblem(error)
		} finally {
			if (mine === asked) busy = false
		}
	}

	return {
		first,
		get rows() {
			return rows
		},
		get next() {
			return next
		},
		get busy() {
			return busy
		},
		get missed() {
			return missed
		},
		more,
	}
}
