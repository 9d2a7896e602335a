/* editing - the map as it is edited: shown at once, sent by itself, merged with what others change, taken back and made again.
 *
 *	const editing = provideEditing(open)            // once, in the map's view
 *	const editing = useEditing()
 *	editing.map                                     // numbers of the server, names and sentences of the page
 *	editing.apply([{ op: 'rename_stage', at, name }], 'Rename')
 *	editing.begin(at, lane); editing.isEditing(at, lane); editing.end()
 *	editing.undo(); editing.redo()
 *
 * A change waits in `pending` (and in the browser's session, so that a reload loses nothing) until the server has it.  Where
 * somebody changed the same meanwhile it becomes a `conflict`, with both, until somebody chooses.
 */
import { getContext, setContext } from 'svelte'
import { enc, get, post, Problem } from '../../../api/client'
import type { Conflict, DefinedCell, Definition, Draft, Operation } from '../../../api/definition'
import type { WendMap } from '../../../api/map'
import { asProblem } from '../../../api/resource.svelte'
import type { OpenMap } from '../../../app/open_map.svelte'
import { applied } from './apply'
import { shown } from './shown'

export interface Batch {
	operations: Operation[]
	/* The revision that its author saw. */
	seen: number
	label: string
}

export interface Clash {
	batch: Batch
	conflicts: Conflict[]
	revision: number
	detail: string
}

export type SaveState = 'saved' | 'saving' | 'waiting' | 'conflict' | 'refused'
export type Panel = 'comments' | 'events' | undefined

const key = Symbol('editing')

function kept(id: string): Batch[] {
	try {
		const text = sessionStorage.getItem(`wend-edits-${id}`)
		return text ? (JSON.parse(text) as Batch[]) : []
	} catch {
		return []
	}
}

function keep(id: string, batches: Batch[]): void {
	try {
		if (batches.length) sessionStorage.setItem(`wend-edits-${id}`, JSON.stringify(batches))
		else sessionStorage.removeItem(`wend-edits-${id}`)
	} catch {
		return
	}
}

export class Editing {
	readonly open: OpenMap
	/* The server's newest. */
	base = $state.raw<Draft>()
	/* The definition that the numbers are of. */
	counted = $state.raw<Definition>()
	pending = $state.raw<Batch[]>([])
	active = $state(false)
	panel = $state<Panel>()
	place = $state.raw<{ at: string; lane: string }>()
	clash = $state.raw<Clash>()
	problem = $state.raw<Problem>()
	counting = $state(false)
	#sending = $state(false)
	#undo = $state.raw<number[]>([])
	#redo = $state.raw<number[]>([])
	#recount: ReturnType<typeof setTimeout> | undefined

	constructor(open: OpenMap) {
		this.open = open
		this.pending = kept(open.id)
		$effect(() => this.#take(open.draft.data))
		$effect(() => open.onNews((news) => this.#hear(news.kind === 'change' && news.data['what'] === 'map' && news.data['id'] === open.id, Number(news.data['revision'] ?? 0))))
		$effect(() => () => clearTimeout(this.#recount))
		if (this.pending.length) queueMicrotask(() => void this.flush())
	}

	get can(): boolean {
		return this.open.editable && this.base !== undefined
	}

	readonly local: Definition | undefined = $derived.by(() => {
		if (!this.base) return undefined
		return this.pending.length ? applied(this.base.definition, this.pending.flatMap((one) => one.operations)) : this.base.definition
	})

	readonly map: WendMap | undefined = $derived.by(() => {
		const map = this.open.map.data
		if (!map || !this.local || !this.open.editable) return map
		return shown(map, this.counted ?? this.local, this.local)
	})

	get state(): SaveState {
		if (this.clash) return 'conflict'
		if (this.problem) return this.problem.status === 0 ? 'waiting' : 'refused'
		return this.#sending || this.pending.length ? 'saving' : 'saved'
	}

	get canUndo(): boolean {
		return this.#undo.length > 0 || this.pending.length > 0
	}

	get canRedo(): boolean {
		return this.#redo.length > 0
	}

	/* What the server says the draft is. */
	#take(draft: Draft | undefined): void {
		if (!draft || draft.id !== this.open.id) return
		if (this.base && draft.revision < this.base.revision) return
		this.base = draft
		this.counted ??= draft.definition
	}

	/* Others' changes; one's own come back as news, too, and are there already. */
	#hear(mine: boolean, revision: number): boolean {
		if (!mine) return false
		if (this.base && revision <= this.base.revision) return true
		if (this.#sending) return true
		void this.open.draft.reload()
		this.#count()
		return true
	}

	/* The numbers anew, once for several quick changes. */
	#count(): void {
		clearTimeout(this.#recount)
		this.counting = true
		this.#recount = setTimeout(() => void this.#counted(), 60)
	}

	async #counted(): Promise<void> {
		const definition = this.base?.definition
		await this.open.map.reload()
		if (definition) this.counted = definition
		this.counting = false
	}

	#set(pending: Batch[]): void {
		this.pending = pending
		keep(this.open.id, pending)
	}

	apply(operations: Operation[], label: string): void {
		if (!this.base || !operations.length) return
		this.problem = undefined
		this.#redo = []
		this.#set([...this.pending, { operations, seen: this.base.revision, label }])
		void this.flush()
	}

	/* One batch after the other: the second may stand on the first. */
	async flush(): Promise<void> {
		if (this.#sending || this.clash) return
		this.#sending = true
		try {
			for (let first = this.pending[0]; first; first = this.pending[0]) if (!(await this.#send(first))) break
		} finally {
			this.#sending = false
		}
	}

	async #send(batch: Batch): Promise<boolean> {
		try {
			const draft = await post<Draft>(`maps/${enc(this.open.id)}/operations`, { revision: batch.seen, operations: batch.operations })
			this.#landed(draft)
			this.#undo = [...this.#undo, draft.revision]
			return true
		} catch (error) {
			return this.#refused(batch, asProblem(error))
		}
	}

	#landed(draft: Draft): void {
		this.base = draft
		this.open.draft.set(draft)
		const [first, ...rest] = this.pending
		/* Nobody else came between: what was made on top of it has seen it. */
		const alone = first !== undefined && draft.revision === first.seen + 1
		this.#set(rest.map((one) => (alone && one.seen === first.seen ? { ...one, seen: draft.revision } : one)))
		this.#count()
	}

	#refused(batch: Batch, problem: Problem): boolean {
		const conflicts = problem.more['conflicts'] as Conflict[] | undefined
		if (problem.status === 409 && conflicts?.length)
			this.clash = { batch, conflicts, revision: Number(problem.more['revision'] ?? batch.seen), detail: problem.detail }
		else if (problem.status === 0 || problem.status === 409 || problem.status === 503) {
			this.problem = problem
			setTimeout(() => this.retry(), 3000)
		} else this.problem = problem
		return false
	}

	retry(): void {
		if (!this.problem) return
		this.problem = undefined
		void this.flush()
	}

	/* What the server will not take: dropped, because nothing behind it could be sent. */
	drop(): void {
		this.problem = undefined
		this.#set(this.pending.slice(1))
		void this.flush()
	}

	/* A conflict is settled: mine over theirs, theirs, or both sentences. */
	async settle(choice: 'mine' | 'theirs' | 'both'): Promise<void> {
		const clash = this.clash
		if (!clash) return
		const draft = await get<Draft>(`maps/${enc(this.open.id)}/definition`)
		this.base = draft
		this.open.draft.set(draft)
		const rest = this.pending.slice(1)
		const operations = choice === 'both' ? clash.batch.operations.map((one) => withTheirs(one, draft.definition)) : clash.batch.operations
		const again = choice === 'theirs' ? [] : [{ ...clash.batch, operations, seen: draft.revision }]
		this.#set([...again, ...rest.map((one) => ({ ...one, seen: draft.revision }))])
		this.clash = undefined
		this.#count()
		await this.flush()
	}

	async #back(revision: number): Promise<number | undefined> {
		try {
			const draft = await post<Draft>(`maps/${enc(this.open.id)}/undo`, { revision })
			this.base = draft
			this.open.draft.set(draft)
			this.#count()
			return draft.revision
		} catch (error) {
			this.problem = asProblem(error)
			return undefined
		}
	}

	/* Undoing is a change of its own, and redoing undoes that one. */
	async undo(): Promise<void> {
		await this.flush()
		const revision = this.#undo.at(-1)
		if (revision === undefined) return
		this.#undo = this.#undo.slice(0, -1)
		const made = await this.#back(revision)
		if (made !== undefined) this.#redo = [...this.#redo, made]
	}

	async redo(): Promise<void> {
		const revision = this.#redo.at(-1)
		if (revision === undefined) return
		this.#redo = this.#redo.slice(0, -1)
		const made = await this.#back(revision)
		if (made !== undefined) this.#undo = [...this.#undo, made]
	}

	isEditing(at: string, lane: string): boolean {
		return this.place?.at === at && this.place.lane === lane
	}

	begin(at: string, lane: string): void {
		if (this.can) this.place = { at, lane }
	}

	end(): void {
		this.place = undefined
	}

	cells(at: string, lane: string): DefinedCell[] {
		return (this.local?.cells ?? []).filter((one) => one.at === at && one.lane === lane)
	}
}

/* Of two who wrote into one cell both sentences stay. */
function withTheirs(operation: Operation, theirs: Definition): Operation {
	if (operation.op !== 'set_cells') return operation
	const mine = operation['cells'] as { text: string; basis?: string }[]
	const there = (theirs.cells ?? []).filter((one) => one.at === operation['at'] && one.lane === operation['lane'])
	const missing = there.filter((one) => !mine.some((each) => each.text === one.text))
	return { ...operation, cells: [...missing.map(({ text, basis, attachments }) => ({ text, ...(basis ? { basis } : {}), ...(attachments ? { attachments } : {}) })), ...mine] }
}

export function provideEditing(open: OpenMap): Editing {
	const editing = new Editing(open)
	setContext(key, editing)
	return editing
}

export function useEditing(): Editing {
	return getContext<Editing>(key)
}
