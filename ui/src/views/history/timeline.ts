/* timeline - what happened to a map, the newest first: every change of its draft, and what was published. */
import type { DraftRevision, VersionRow } from '../../api/schema'

export type Entry =
	| { kind: 'version'; at: string; who: string; version: VersionRow }
	| { kind: 'change'; at: string; who: string; revisions: DraftRevision[] }

const together = 10 * 60 * 1000

/* Changes of one person within ten minutes are one entry: what somebody does in a sitting. */
export function timeline(revisions: DraftRevision[], versions: VersionRow[]): Entry[] {
	const entries: Entry[] = versions.map((version) => ({ kind: 'version', at: version.published, who: version.author, version }))
	let last: Extract<Entry, { kind: 'change' }> | undefined
	for (const revision of [...revisions].sort((a, b) => a.revision - b.revision)) {
		const near = last && Date.parse(revision.written) - Date.parse(last.at) < together
		const cut = versions.some((one) => last && one.published > last.at && one.published <= revision.written)
		if (last && near && !cut && last.who === revision.author) {
			last.revisions.push(revision)
			last.at = revision.written
		} else {
			last = { kind: 'change', at: revision.written, who: revision.author, revisions: [revision] }
			entries.push(last)
		}
	}
	return entries.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

/* How many operations of each kind: "2 cells, 1 name". */
export function tally(revisions: DraftRevision[]): [string, number][] {
	const counts = new Map<string, number>()
	for (const revision of revisions)
		for (const one of revision.operations ?? [{ op: 'whole' }]) {
			const op = (one as { op?: unknown }).op
			const kind = kindOf(typeof op === 'string' ? op : '')
			counts.set(kind, (counts.get(kind) ?? 0) + 1)
		}
	return [...counts]
}

const kinds: Record<string, string> = {
	set_map: 'settings',
	set_cell: 'cells', put_cell: 'cells', remove_cell: 'cells', set_cells: 'cells',
	add_touchpoint: 'touchpoints', remove_touchpoint: 'touchpoints', move_touchpoint: 'places', split_touchpoint: 'touchpoints', merge_touchpoint: 'touchpoints',
	rename_touchpoint: 'names', rename_stage: 'names', set_touchpoint: 'touchpoints', set_stage: 'stages',
	add_stage: 'stages', move_stage: 'places', remove_stage: 'stages',
	add_match: 'events', remove_match: 'events', move_match: 'events',
}

function kindOf(op: string): string {
	return kinds[op] ?? 'whole'
}
