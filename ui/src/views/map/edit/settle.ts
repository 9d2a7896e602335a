/* settle - what becomes of a list of operations of which some met what others changed.
 *
 *	const mine = ownConflicts(conflicts, own)           // nobody else: made on top of one's own changes
 *	const operations = settled(batch, clash.conflicts, ['mine', 'both'], clash.revision, draft)
 */
import type { Problem } from '../../../api/client'
import type { Conflict, Definition, Draft, Operation } from '../../../api/definition'
import type { Batch } from './kept'

export type Choice = 'mine' | 'theirs' | 'both'

/* Sentences, and texts that may stand under each other. */
export function canKeepBoth(operation: Operation | undefined): boolean {
	return operation?.op === 'set_cells' || (operation?.op === 'set_map' && operation['field'] === 'scenario')
}

/* Each part was changed last by oneself, in a revision that this page made: what was made then is newer. */
export function ownConflicts(batch: Batch, conflicts: Conflict[], own: ReadonlySet<number>): Operation[] | undefined {
	if (!conflicts.every((one) => one.revision !== null && own.has(one.revision) && one.revision > seenOf(batch, one.operation))) return undefined
	const seen = new Map(conflicts.map((one) => [one.operation, one.revision as number]))
	return batch.operations.map((one, i) => (seen.has(i) ? { ...one, seen: seen.get(i) as number } : one))
}

function seenOf(batch: Batch, at: number): number {
	return batch.operations[at]?.seen ?? batch.seen
}

/* Of two who wrote into one cell both sentences stay. */
export function withTheirs(operation: Operation, theirs: Definition): Operation {
	if (operation.op === 'set_map') {
		const there = typeof theirs.scenario === 'string' ? theirs.scenario : ''
		const mine = typeof operation['value'] === 'string' ? operation['value'] : ''
		return { ...operation, value: [there, mine].filter(Boolean).join('\n') }
	}
	if (operation.op !== 'set_cells') return operation
	const mine = operation['cells'] as { text: string }[]
	const there = (theirs.cells ?? []).filter((one) => one.at === operation['at'] && one.lane === operation['lane'])
	const missing = there.filter((one) => !mine.some((each) => each.text === one.text))
	return { ...operation, cells: [...missing.map(({ at: _, lane: __, ...rest }) => rest), ...mine] }
}

/* "mine" stands on what the question showed: who changed it since is asked about again. */
export function settled(batch: Batch, conflicts: Conflict[], choices: Choice[], shown: number, now: Draft): Operation[] {
	const chosen = new Map(conflicts.map((one, i) => [one.operation, choices[i] ?? 'mine']))
	return batch.operations.flatMap((one, i): Operation[] => {
		const choice = chosen.get(i)
		if (choice === 'theirs') return []
		if (choice === 'both') return [{ ...withTheirs(one, now.definition), seen: now.revision }]
		return [{ ...one, seen: choice === 'mine' ? shown : seenOf(batch, i) }]
	})
}

/* Nobody refused it: no connection, a server that begins anew behind its proxy, one that is busy.  It is sent again by itself. */
export function passes(problem: Pick<Problem, 'status' | 'retryAfter'>): boolean {
	return [0, 429, 502, 503, 504].includes(problem.status) || (problem.status === 409 && problem.retryAfter !== undefined)
}

/* No answer came, or none of the server's own: it may have done what it was asked for. */
export function unanswered(problem: Pick<Problem, 'status' | 'retryAfter'>): boolean {
	return [0, 502, 504].includes(problem.status) || (problem.status === 409 && problem.retryAfter !== undefined)
}
