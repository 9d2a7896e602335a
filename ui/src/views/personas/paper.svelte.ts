/* paper - a persona or a segment that is open: read, changed, saved with the revision that was seen.
 *
 *	const open = paper('personas', () => id, { onmerged })
 *	open.doc                        // as it is on the server; undefined: not there yet
 *	open.change(doc, true)          // saved a moment later; false: when somebody says open.save()
 *	open.clash                      // two changed the same field: open.settle([...fields that are theirs])
 */
import { untrack } from 'svelte'
import { enc, get, Problem, put } from '../../api/client'
import { listen } from '../../api/live.svelte'
import { asProblem, resource, type Resource } from '../../api/resource.svelte'
import type { Persona } from '../../api/schema'
import { decided, merge, same, type Doc } from './merge'

export type Kind = 'personas' | 'segments'
export const oneOf = { personas: 'persona', segments: 'segment' } as const

export interface Read extends Omit<Persona, 'persona'> {
	persona?: unknown
	segment?: unknown
}

export interface Clash {
	merged: Doc
	theirs: Doc
	both: string[]
	revision: number
	author: string
}

const pauseMs = 700
/* What was not saved yet, while another page is looked at. */
const left = new Map<string, { base: Doc; seen: number; doc: Doc }>()

interface Options {
	map?: () => string | null
	onmerged?: (author: string) => void
	/* The document is another than what was typed: it was merged, brought back, changed by others. */
	onother?: () => void
}

export function paper(kind: Kind, id: () => string, options: Options = {}) {
	const name = oneOf[kind]
	const read: Resource<Read> = resource((signal) => (id() ? get<Read>(`${kind}/${enc(id())}`, { map: options.map?.() ?? null }, signal) : undefined))
	let base = $state.raw<Doc>()
	let seen = 0
	let doc = $state.raw<Doc>()
	let saving = $state(false)
	let problem = $state.raw<Problem>()
	let clash = $state.raw<Clash>()
	let timer: ReturnType<typeof setTimeout> | undefined
	let bySelf = false

	const key = () => `${kind}/${id()}`
	const changed = $derived(doc !== undefined && base !== undefined && !same(doc, base))

	$effect(() => {
		const data = read.data
		if (data) untrack(() => arrive(data))
	})

	function docOf(data: Read): Doc {
		return (data[name] ?? {}) as Doc
	}

	/* The newest of the server, while something may be typed here already. */
	function arrive(data: Read): void {
		const theirs = docOf(data)
		const kept = left.get(key())
		left.delete(key())
		if (kept && !base) [base, seen, doc] = [kept.base, kept.seen, kept.doc]
		if (!base || !doc) take(theirs, data.revision)
		else if (data.revision > seen && changed) meet(theirs, data.revision, data.author)
		else if (data.revision > seen) {
			take(theirs, data.revision)
			options.onother?.()
		}
	}

	function take(theirs: Doc, revision: number): void {
		base = theirs
		doc = theirs
		seen = revision
	}

	function meet(theirs: Doc, revision: number, author: string): void {
		const met = merge(base ?? {}, doc ?? {}, theirs)
		if (met.both.length) {
			clash = { ...met, theirs, revision, author }
			return
		}
		base = theirs
		seen = revision
		doc = met.merged
		options.onother?.()
		options.onmerged?.(author)
	}

	async function save(): Promise<boolean> {
		clearTimeout(timer)
		if (!doc || !changed || saving || clash) return !changed
		saving = true
		problem = undefined
		const [sent, here] = [doc, key()]
		try {
			const written = await put<Read>(`${kind}/${enc(id())}`, { seen, [name]: sent })
			if (here !== key()) return true
			base = doc === sent ? docOf(written) : sent
			if (doc === sent) doc = base
			seen = written.revision
		} catch (error) {
			refused(asProblem(error))
		} finally {
			saving = false
		}
		if (problem || clash) return false
		if (changed) return save()
		void read.reload()
		return true
	}

	function refused(error: Problem): void {
		const { theirs, revision, author, removed } = error.more
		if (error.status === 409 && !removed && typeof theirs === 'object' && theirs) {
			meet(theirs as Doc, Number(revision), String(author ?? ''))
		} else problem = error
	}

	function later(): void {
		clearTimeout(timer)
		timer = setTimeout(() => void save(), pauseMs)
	}

	$effect(() => {
		const [here, path] = [key(), `${kind}/${enc(id())}`]
		return () => {
			clearTimeout(timer)
			untrack(() => leave(here, path))
		}
	})

	/* What is saved by itself is saved now; what is refused waits until the page is opened again. */
	function leave(here: string, path: string): void {
		if (doc && base && !same(doc, base)) {
			left.set(here, { base, seen, doc })
			if (bySelf && !saving) void put(path, { seen, [name]: doc }).then(() => left.delete(here), () => undefined)
		}
		base = undefined
		doc = undefined
		clash = undefined
		problem = undefined
	}

	$effect(() => listen(null, ({ kind: what, data }) => {
		const mine = what === 'change' && data['what'] === name && data['id'] === id()
		if (mine || what === 'missed') void read.reload()
	}))

	return {
		read,
		get doc() {
			return doc
		},
		get base() {
			return base
		},
		get changed() {
			return changed
		},
		get saving() {
			return saving
		},
		get problem() {
			return problem
		},
		get clash() {
			return clash
		},
		get revision() {
			return read.data?.revision ?? 0
		},
		change(next: Doc, soon: boolean): void {
			doc = next
			problem = undefined
			bySelf = soon
			if (soon) later()
		},
		/* Back to what the server has. */
		revert(): void {
			doc = base
			problem = undefined
			options.onother?.()
		},
		save,
		/* In these fields the others' version holds. */
		async settle(fields: string[]): Promise<void> {
			if (!clash) return
			base = clash.theirs
			seen = clash.revision
			doc = decided(clash.merged, clash.theirs, fields)
			clash = undefined
			options.onother?.()
			await save()
		},
	}
}

export type Paper = ReturnType<typeof paper>
