/* editing - the map as it is edited: shown at once, sent by itself, merged with what others change, taken back and made again.
 *
 *	const editing = provideEditing(open)            // once, in the map's view
 *	const editing = useEditing()
 *	editing.map                                     // numbers of the server, names and sentences of the page
 *	editing.apply([{ op: 'rename_stage', at, name }], 'Rename', editing.revision)
 *	editing.begin(at, lane); editing.isEditing(at, lane); editing.end()
 *	editing.undo(); editing.redo()
 *
 * A change waits in `pending` (and in the browser's session, so that a reload loses nothing) until the server has it.  Where
 * somebody changed the same meanwhile it becomes a `clash`, with both, until somebody chooses.
 *
 * What the map's view places: <EditBar/>, <EmptyStages/>, <SidePanel/>, <Dialogs/>, <DragGhost/>; in its cells
 * <CellEditor at lane done next/>, <NameEditor id kind name done/>, <TouchpointMenu touchpoint/>, <StageMenu stage/>,
 * <LaneMenu lane/>, <CommentMark at lane/>.
 */
import { getContext, setContext } from 'svelte'
import { enc, get, onceKey, post, type Problem } from '../../../api/client'
import type { Conflict, DefinedCell, Definition, Draft, Operation } from '../../../api/definition'
import type { WendMap } from '../../../api/map'
import { asProblem } from '../../../api/resource.svelte'
import type { OpenMap } from '../../../app/open_map.svelte'
import { session } from '../../../app/session.svelte'
import type { OwnChannel } from '../../../words/channel'
import { channelLibrary } from '../../channels/library.svelte'
import { applied } from './apply'
import { changeOf, keep, kept, keptKey, seenAt, type Batch } from './kept'
import { ownConflicts, passes, settled, unanswered, type Choice } from './settle'
import { shown } from './shown'

export interface Clash {
	batch: Batch
	conflicts: Conflict[]
	revision: number
	detail: string
}

export type SaveState = 'saved' | 'saving' | 'waiting' | 'conflict' | 'refused'
export type Panel = 'comments' | 'events' | undefined

const key = Symbol('editing')
const soon = 60 // ms: the first change is counted at once, several that follow quickly once
const again = 3000 // ms, until what did not get through is tried again

/* What was still on its way when a map was left, and then arrived: who comes back waits for it, so that nothing is sent twice. */
const leaving = new Map<string, Promise<Set<string>>>()

export class Editing {
	readonly open: OpenMap
	/* The company's channels: what a touchpoint is given is drawn at once. */
	readonly library = channelLibrary()
	/* The server's newest. */
	base = $state.raw<Draft>()
	/* The definition that the numbers are of. */
	counted = $state.raw<Definition>()
	pending = $state.raw<Batch[]>([])
	active = $state(false)
	panel = $state<Panel>()
	place = $state.raw<{ at: string; lane: string }>()
	/* On a phone: the stage that fills the screen. */
	looked = $state<string>()
	/* What was put elsewhere by its menu: the focus goes there with it. */
	moved = $state<string>()
	clash = $state.raw<Clash>()
	/* The question about it was put aside; what was typed waits. */
	later = $state(false)
	problem = $state.raw<Problem>()
	/* Why something could not be taken back. */
	notUndone = $state.raw<Problem>()
	counting = $state(false)
	#sending = $state(false)
	#undo = $state.raw<number[]>([])
	#redo = $state.raw<(number | Batch)[]>([])
	readonly #own = new Set<number>()
	/* What came of each change, by its key. */
	readonly #made = new Map<string, number>()
	/* From a revision to the one that oneself made of it: who saw the first has seen the second. */
	readonly #through = new Map<number, number>()
	readonly #key: string
	#flushing: Promise<void> | undefined
	#recount: ReturnType<typeof setTimeout> | undefined
	#retry: ReturnType<typeof setTimeout> | undefined
	#heard = 0
	#turn: Promise<void> = Promise.resolve()
	#count_no = 0
	#closed = false
	readonly #arrived = new Set<string>()
	#left: Promise<void> = Promise.resolve()

	constructor(open: OpenMap) {
		this.open = open
		this.#key = keptKey(session.me?.user ?? '', open.id)
		const { batches, undo, redo } = kept(this.#key)
		this.pending = batches
		this.#undo = undo
		this.#redo = redo
		for (const one of undo) this.#own.add(one)
		$effect(() => this.#take(open.draft.data))
		$effect(() => open.onNews((news) => this.#hear(news.kind === 'change' && news.data['what'] === 'map' && news.data['id'] === open.id, Number(news.data['revision'] ?? 0))))
		$effect(() => this.#watch())
		this.#left = this.#takeOver()
		if (batches.length) queueMicrotask(() => void this.flush())
	}

	#watch(): () => void {
		const online = (): void => this.retry()
		addEventListener('online', online)
		return () => {
			removeEventListener('online', online)
			clearTimeout(this.#recount)
			clearTimeout(this.#retry)
			this.#closed = true
			if (this.#flushing) leaving.set(this.#key, this.#flushing.then(() => this.#arrived))
		}
	}

	async #takeOver(): Promise<void> {
		const arrived = await leaving.get(this.#key)
		leaving.delete(this.#key)
		if (arrived?.size) this.#set(this.pending.filter((one) => one.unwanted || !arrived.has(one.once)))
	}

	get can(): boolean {
		return this.open.editable && this.base !== undefined
	}

	/* What is seen now: kept by whoever begins to write, and given to `apply`. */
	get revision(): number {
		return this.base?.revision ?? 0
	}

	readonly local: Definition | undefined = $derived.by(() => {
		if (!this.base) return undefined
		return this.pending.length ? applied(this.base.definition, this.#wanted().flatMap((one) => one.operations)) : this.base.definition
	})

	readonly map: WendMap | undefined = $derived.by(() => {
		const map = this.open.map.data
		if (!map || !this.local || !this.open.editable) return map
		return shown(map, this.counted ?? this.local, this.local, this.channels)
	})

	get channels(): OwnChannel[] {
		return (this.library.data ?? []).map((one) => one.channel)
	}

	get state(): SaveState {
		if (this.clash) return 'conflict'
		if (this.problem) return passes(this.problem) ? 'waiting' : 'refused'
		return this.#sending || this.pending.length ? 'saving' : 'saved'
	}

	get canUndo(): boolean {
		return this.#undo.length > 0 || this.#wanted().length > 0
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

	#now(draft: Draft): void {
		this.#take(draft)
		this.open.draft.set(draft)
	}

	/* Others' changes; one's own come back as news, too, and are there already. */
	#hear(mine: boolean, revision: number): boolean {
		if (!mine) return false
		this.#heard = Math.max(this.#heard, revision || Infinity)
		if (!this.#sending) void this.#catchUp()
		return true
	}

	async #catchUp(): Promise<void> {
		if (this.base && this.#heard <= this.base.revision) return
		this.#heard = 0
		await this.open.draft.reload()
		this.#take(this.open.draft.data)
		this.#count()
	}

	/* The numbers anew. */
	#count(): void {
		clearTimeout(this.#recount)
		const wait = this.counting ? soon : 0
		this.counting = true
		this.#recount = setTimeout(() => void this.#counted(), wait)
	}

	async #counted(): Promise<void> {
		const no = ++this.#count_no
		const definition = this.base?.definition
		await this.open.recount()
		if (no !== this.#count_no) return // asked anew meanwhile
		if (definition && !this.open.map.problem) this.counted = definition
		this.counting = false
	}

	#wanted(): Batch[] {
		return this.pending.filter((one) => !one.unwanted)
	}

	#set(pending: Batch[]): void {
		this.pending = pending
		this.#keep()
	}

	#keep(): void {
		keep(this.#key, { batches: this.pending, undo: this.#undo, redo: this.#redo })
	}

	#steps(undo: number[], redo: (number | Batch)[]): void {
		this.#undo = undo
		this.#redo = redo
		this.#keep()
	}

	/* `seen`: the revision that its author looked at when they began.  Answers the key by which this one change is taken back. */
	apply(operations: Operation[], label: string, seen: number = this.revision): string | undefined {
		if (!this.base || !operations.length) return undefined
		if (this.problem?.status === 0) this.problem = undefined
		this.#redo = []
		const once = onceKey()
		this.#set([...this.pending, { operations: $state.snapshot(operations) as Operation[], seen: this.#seen(seen), label, once }])
		void this.flush()
		return once
	}

	#seen(revision: number): number {
		let seen = revision
		for (let next = this.#through.get(seen); next !== undefined; next = this.#through.get(seen)) seen = next
		return seen
	}

	flush(): Promise<void> {
		this.#flushing ??= this.#flush().finally(() => (this.#flushing = undefined))
		return this.#flushing
	}

	/* One batch after the other: the second may stand on the first. */
	async #flush(): Promise<void> {
		await this.#left
		if (this.#closed || this.clash || this.problem) return
		this.#sending = true
		for (let first = this.pending[0]; first; first = this.pending[0]) if (!(await this.#send(first)) || this.#closed) break
		this.#sending = false
		if (this.#heard) void this.#catchUp()
	}

	async #send(batch: Batch): Promise<boolean> {
		try {
			const asked = { revision: batch.seen, operations: batch.operations }
			const draft = await post<Draft>(`maps/${enc(this.open.id)}/operations`, asked, {}, batch.once)
			if (this.#landed(draft)) await this.#unmake(batch.once, draft.revision)
			return true
		} catch (error) {
			return this.#refused(batch, asProblem(error))
		}
	}

	/* True: it was taken back meanwhile. */
	#landed(draft: Draft): boolean {
		this.#own.add(draft.revision)
		const [first, ...rest] = this.pending
		if (first) this.#made.set(changeOf(first), draft.revision)
		if (this.#closed) {
			if (first) this.#arrived.add(first.once)
			return false
		}
		/* Nobody else came between: what was made on top of it has seen it. */
		const alone = first !== undefined && draft.revision === first.seen + 1
		if (alone) this.#through.set(first.seen, draft.revision)
		this.#undo = [...this.#undo, draft.revision]
		this.#now(draft)
		this.#set(rest.map((one) => (alone && one.seen === first.seen ? seenAt(one, draft.revision) : one)))
		this.#count()
		return first?.unwanted === true
	}

	/* What was taken back before one knew that the server has it: there, too. */
	async #unmake(once: string, revision: number): Promise<void> {
		const made = await this.#back(revision)
		if (made === undefined) return this.#steps(this.#undo, this.#redo.filter((step) => typeof step === 'number' || step.once !== once))
		this.#steps(this.#undo.filter((one) => one !== revision), this.#redo.map((step) => (typeof step !== 'number' && step.once === once ? made : step)))
	}

	/* True: it is tried again at once. */
	#refused(batch: Batch, problem: Problem): boolean {
		const conflicts = problem.more['conflicts'] as Conflict[] | undefined
		if (batch.unwanted && !passes(problem) && !this.#closed) {
			this.#set(this.pending.slice(1))
			return true
		}
		if (problem.status === 409 && conflicts?.length) {
			const own = ownConflicts(batch, conflicts, this.#own)
			if (own) this.#set([seenAt(batch, batch.seen, own), ...this.pending.slice(1)])
			else this.#ask({ batch, conflicts, revision: Number(problem.more['revision'] ?? batch.seen), detail: problem.detail })
			return own !== undefined
		}
		this.problem = problem
		if (this.#closed) return false
		if (unanswered(problem)) this.#set(this.pending.map((one) => (one.once === batch.once ? { ...one, lost: true } : one)))
		if (passes(problem)) this.#retry = setTimeout(() => this.retry(), again)
		return false
	}

	#ask(clash: Clash): void {
		this.later = false
		this.clash = clash
	}

	retry(): void {
		if (!this.problem) return
		clearTimeout(this.#retry)
		const [first, ...rest] = this.pending
		/* What may have arrived goes under its key again, and is made once. */
		if (!passes(this.problem) && first) this.#set([seenAt(first, first.seen), ...rest])
		this.problem = undefined
		void this.flush()
	}

	/* What the server will not take: dropped, because nothing behind it could be sent. */
	drop(): void {
		this.problem = undefined
		this.#set(this.pending.slice(1))
		void this.flush()
	}

	/* A conflict is settled, part by part: mine over theirs, theirs, or both. */
	async settle(choices: Choice[]): Promise<void> {
		const clash = this.clash
		if (!clash) return
		const draft = await get<Draft>(`maps/${enc(this.open.id)}/definition`)
		this.#now(draft)
		const operations = settled(clash.batch, clash.conflicts, choices, clash.revision, draft)
		this.#set([...(operations.length ? [seenAt(clash.batch, clash.batch.seen, operations)] : []), ...this.pending.slice(1)])
		this.clash = undefined
		this.#count()
		await this.flush()
	}

	async #back(revision: number): Promise<number | undefined> {
		try {
			const draft = await post<Draft>(`maps/${enc(this.open.id)}/undo`, { revision })
			this.#own.add(draft.revision)
			this.#now(draft)
			this.#count()
			return draft.revision
		} catch (error) {
			this.notUndone = asProblem(error)
			return undefined
		}
	}

	/* One after the other, however fast the keys are pressed. */
	#inTurn(step: () => Promise<void>): Promise<void> {
		this.#turn = this.#turn.then(step, step)
		return this.#turn
	}

	undo(): Promise<void> {
		return this.#inTurn(() => this.#undoOne())
	}

	redo(): Promise<void> {
		return this.#inTurn(() => this.#redoOne())
	}

	takeBack(change: string): Promise<void> {
		return this.#inTurn(() => this.#takeBackOne(change))
	}

	/* One change among others, where it was not taken back already. */
	async #takeBackOne(change: string): Promise<void> {
		await this.flush()
		if (this.clash) return
		const waiting = this.#wanted().find((one) => changeOf(one) === change)
		if (waiting) return this.#takeOff(waiting)
		const revision = this.#made.get(change)
		if (revision === undefined || !this.#undo.includes(revision)) return
		this.#steps(this.#undo.filter((one) => one !== revision), this.#redo)
		const made = await this.#back(revision)
		if (made !== undefined) this.#steps(this.#undo, [...this.#redo, made])
		else if (this.notUndone?.status === 0) this.#steps([...this.#undo, revision], this.#redo)
	}

	/* What was not sent yet is taken back here; what may have arrived, where it arrived. */
	#takeOff(waiting: Batch): void {
		this.#redo = [...this.#redo, waiting]
		if (waiting.lost) {
			this.#set(this.pending.map((one) => (one === waiting ? { ...one, unwanted: true } : one)))
			return this.retry()
		}
		const first = this.pending[0] === waiting
		this.#set(this.pending.filter((one) => one !== waiting))
		if (!first) return
		this.problem = undefined
		void this.flush()
	}

	/* Undoing is a change of its own, and redoing undoes that one. */
	async #undoOne(): Promise<void> {
		await this.flush()
		if (this.clash) return
		const waiting = this.#wanted().at(-1)
		if (waiting) return this.#takeOff(waiting)
		const revision = this.#undo.at(-1)
		if (revision === undefined) return
		this.#steps(this.#undo.slice(0, -1), this.#redo)
		const made = await this.#back(revision)
		if (made !== undefined) this.#steps(this.#undo, [...this.#redo, made])
		else if (this.notUndone?.status === 0) this.#steps([...this.#undo, revision], this.#redo)
	}

	async #redoOne(): Promise<void> {
		const step = this.#redo.at(-1)
		if (step === undefined) return
		const rest = this.#redo.slice(0, -1)
		this.#steps(this.#undo, rest)
		if (typeof step !== 'number') {
			const still = this.pending.find((one) => one.once === step.once)
			this.#set(still ? this.pending.map((one) => (one === still ? { ...one, unwanted: false } : one)) : [...this.pending, seenAt(step, step.seen)])
			return this.flush()
		}
		const made = await this.#back(step)
		if (made !== undefined) this.#steps([...this.#undo, made], rest)
		else if (this.notUndone?.status === 0) this.#steps(this.#undo, [...rest, step])
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

export function provideEditing(open: OpenMap): Editing {
	const editing = new Editing(open)
	setContext(key, editing)
	return editing
}

export function useEditing(): Editing {
	return getContext<Editing>(key)
}
