/* counted - how many customers a rule has, while it is being written: asked a moment after the last change.
 *
 *	const counted = countLive(() => tree, () => map)
 *	counted.data?.customers; counted.of(row.key)        // of one row alone
 */
import { post } from '../../api/client'
import type { Problem } from '../../api/client'
import type { Estimate } from '../../api/map'
import { asProblem } from '../../api/resource.svelte'
import { isDone, rowsOf, write, writeRow, type Group } from './condition'

interface Counted {
	who: string
	customers: number
	of: number
	share: Estimate
	parts?: { who: string; customers: number }[]
}

const pauseMs = 350
const busyMs = 600

/* Where somebody else keeps the workspace busy for the moment it is asked again, a few times. */
async function patiently<T>(run: () => Promise<T>): Promise<T> {
	for (let left = 4; ; left--) {
		try {
			return await run()
		} catch (error) {
			if (asProblem(error).status !== 409 || left === 0) throw error
			await new Promise((done) => setTimeout(done, busyMs))
		}
	}
}

export function countLive(tree: () => Group, map: () => string | undefined) {
	let data = $state.raw<Counted>()
	let parts = $state.raw(new Map<string, number>())
	let problem = $state.raw<Problem>()
	let old = $state(false)
	let turn = 0
	let running: Promise<void> = Promise.resolve()

	function ask(condition: unknown, withParts: boolean): Promise<Counted> {
		const chosen = map()
		return post<Counted>('count', { condition, ...(chosen ? { map: chosen } : {}), ...(withParts ? { parts: true } : {}) })
	}

	/* Every row alone, whatever group it is in: a list of them is asked, and its parts are the answer. */
	async function askRows(texts: string[]): Promise<Map<string, number>> {
		if (texts.length === 0) return new Map()
		const all = texts.length > 1 ? texts : [...texts, ...texts]
		const answer = await ask({ any: all.map((one): unknown => JSON.parse(one)) }, true)
		return new Map(texts.map((one, i) => [one, answer.parts?.[i]?.customers ?? NaN]))
	}

	async function count(mine: number, condition: string, texts: string[]): Promise<void> {
		try {
			const answer = await patiently(() => ask(JSON.parse(condition), false))
			if (mine !== turn) return
			const each = await patiently(() => askRows(texts))
			if (mine !== turn) return
			data = answer
			parts = each
			problem = undefined
		} catch (error) {
			if (mine === turn) problem = asProblem(error)
		} finally {
			if (mine === turn) old = false
		}
	}

	/* One after the other: the workspace counts one thing at a time, and what was typed over is not asked any more. */
	function inTurn(mine: number, condition: string, texts: string[]): void {
		running = running.then(() => (mine === turn ? count(mine, condition, texts) : undefined))
	}

	$effect(() => {
		const condition = JSON.stringify(write(tree()))
		const texts = [...new Set(rowsOf(tree()).filter(isDone).map((one) => JSON.stringify(writeRow(one))))]
		void map()
		const mine = ++turn
		old = true
		const timer = setTimeout(() => inTurn(mine, condition, texts), pauseMs)
		return () => clearTimeout(timer)
	})

	return {
		get data() {
			return data
		},
		get problem() {
			return problem
		},
		get old() {
			return old
		},
		of(row: Parameters<typeof writeRow>[0]): number | undefined {
			const n = isDone(row) ? parts.get(JSON.stringify(writeRow(row))) : undefined
			return n === undefined || Number.isNaN(n) ? undefined : n
		},
	}
}

export type CountedLive = ReturnType<typeof countLive>
