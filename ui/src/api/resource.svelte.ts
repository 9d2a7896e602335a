/* resource - something that is asked of the server and shown: loading, there, refused, old while it is asked anew.
 *
 *	const maps = resource((signal) => get<Maps>('maps', {}, signal))       // in a component; asks at once
 *	{#if maps.data} ... {:else if maps.problem} <Problem error={maps.problem} again={maps.reload} /> {:else} <Skeleton /> {/if}
 *
 * What the function reads of the page's state is watched: it is asked anew when that changes, and what is shown stays
 * until the answer is there.  An answer that comes too late is dropped.
 */
import { Problem } from './client'

export interface Resource<T> {
	readonly data: T | undefined
	readonly problem: Problem | undefined
	readonly busy: boolean
	/* The answer is of what was asked before. */
	readonly old: boolean
	reload(): Promise<void>
	/* Asked anew, with something that is there sooner: resolves when that is shown, and the rest follows. */
	renew(sooner: (signal: AbortSignal, before: T) => Promise<T>): Promise<void>
	/* What is known to be true already, before the server says it again. */
	set(data: T): void
}

export function resource<T>(load: (signal: AbortSignal) => Promise<T> | undefined): Resource<T> {
	let data = $state.raw<T>()
	let problem = $state.raw<Problem>()
	let busy = $state(false)
	let asked: AbortController | undefined
	/* What came sooner is shown: new, and the rest follows. */
	let following = $state(false)

	async function run(promise: Promise<T> | undefined, mine: AbortController): Promise<void> {
		if (!promise) {
			busy = false
			data = undefined
			problem = undefined
			return
		}
		busy = true
		try {
			const answer = await promise
			if (asked !== mine) return
			data = answer
			problem = undefined
		} catch (error) {
			if (asked !== mine) return
			problem = asProblem(error)
		} finally {
			if (asked === mine) busy = false
		}
	}

	function begin(): Promise<void> {
		asked?.abort()
		following = false
		const mine = new AbortController()
		asked = mine
		return run(load(mine.signal), mine)
	}

	async function renew(sooner: (signal: AbortSignal, before: T) => Promise<T>): Promise<void> {
		if (data === undefined) return begin()
		asked?.abort()
		following = false
		const mine = new AbortController()
		asked = mine
		await run(sooner(mine.signal, data), mine)
		if (asked !== mine || problem) return
		following = true
		void run(load(mine.signal), mine).finally(() => asked === mine && (following = false))
	}

	$effect(() => {
		void begin()
		return () => asked?.abort()
	})

	return {
		get data() {
			return data
		},
		get problem() {
			return problem
		},
		get busy() {
			return busy
		},
		get old() {
			return busy && data !== undefined && !following
		},
		reload: begin,
		renew,
		set(value: T) {
			data = value
		},
	}
}

export function asProblem(error: unknown): Problem {
	if (error instanceof Problem) return error
	return new Problem(-1, { title: 'Error', detail: error instanceof Error ? error.message : String(error) })
}
