/* kept - what was changed and is not sent yet, and what can be taken back, in the browser's session: a reload loses nothing.
 *
 *	const at = keptKey(user, map)
 *	keep(at, { batches, undo, redo })
 *	const { batches } = kept(at)
 */
import { onceKey } from '../../../api/client'
import type { Operation } from '../../../api/definition'
import { remember, rememberedJson } from '../../../app/remembered'

export interface Batch {
	operations: Operation[]
	/* The revision that its author saw. */
	seen: number
	label: string
	/* Sent again under the same key, it is made once. */
	once: string
	/* The key that it had first. */
	change?: string
	/* It was sent, and no answer came: the server may have it. */
	lost?: boolean
	/* Taken back while that was so: it is still sent, to be known, and taken back where it is. */
	unwanted?: boolean
}

export interface Kept {
	batches: Batch[]
	/* One's own revisions, and those that took them back; batches were taken back before they were sent. */
	undo: number[]
	redo: (number | Batch)[]
}

const most = 200 // steps back

export function keptKey(user: number | string, map: string): string {
	return `wend-edits-${user}-${map}`
}

export function kept(key: string): Kept {
	const none: Kept = { batches: [], undo: [], redo: [] }
	return { ...none, ...(rememberedJson(key, 'tab') as Partial<Kept> | undefined) }
}

export function keep(key: string, what: Kept): void {
	const any = what.batches.length || what.undo.length || what.redo.length
	remember(key, any ? JSON.stringify({ ...what, undo: what.undo.slice(-most), redo: what.redo.slice(-most) }) : '', 'tab')
}

/* The same made on another revision is another request. */
export function seenAt(batch: Batch, seen: number, operations = batch.operations): Batch {
	return { operations, seen, label: batch.label, once: onceKey(), change: changeOf(batch) }
}

/* Whatever requests it becomes, it is one change. */
export function changeOf(batch: Batch): string {
	return batch.change ?? batch.once
}
