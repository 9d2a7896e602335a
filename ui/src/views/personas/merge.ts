/* merge - what two people made of the same: what only one of them changed is taken, what both changed is asked.
 *
 *	const { merged, both } = merge(base, mine, theirs)      // both: names of fields to decide; merged has mine there
 */
export type Doc = Record<string, unknown>

/* Alike whatever the order of the fields. */
export function same(a: unknown, b: unknown): boolean {
	if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => same(one, b[i]))
	if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null && !Array.isArray(a) && !Array.isArray(b)) {
		const names = new Set([...Object.keys(a), ...Object.keys(b)])
		return [...names].every((name) => same((a as Doc)[name], (b as Doc)[name]))
	}
	return (a ?? null) === (b ?? null)
}

export function merge(base: Doc, mine: Doc, theirs: Doc): { merged: Doc; both: string[] } {
	const both: string[] = []
	const merged: Doc = {}
	for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
		const changedByMe = !same(base[name], mine[name])
		if (changedByMe && !same(base[name], theirs[name]) && !same(mine[name], theirs[name])) both.push(name)
		const value = changedByMe ? mine[name] : theirs[name]
		if (value !== undefined) merged[name] = value
	}
	return { merged, both }
}

/* As `merged`, but of these fields the others' version. */
export function decided(merged: Doc, theirs: Doc, names: string[]): Doc {
	const doc = { ...merged }
	for (const name of names) {
		if (theirs[name] === undefined) delete doc[name]
		else doc[name] = theirs[name]
	}
	return doc
}
