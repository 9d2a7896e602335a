/* chance - an opportunity (docs/personas.md) as it stands on a map.
 *
 *	chanceOf(row.opportunity)?.touchpoints      // a list, also where one is written as a word
 */
export interface Chance {
	id: string
	title: string
	status: string
	owner: string | null
	touchpoints: string[]
}

function wordOf(value: unknown): string | null {
	return typeof value === 'string' ? value : null
}

export function chanceOf(paper: unknown): Chance {
	const one = (paper ?? {}) as Record<string, unknown>
	const at = one['touchpoints']
	const touchpoints = (Array.isArray(at) ? at : [at]).filter((each) => typeof each === 'string')
	const id = wordOf(one['id']) ?? ''
	return { id, title: wordOf(one['title']) ?? id, status: wordOf(one['status']) ?? 'idea', owner: wordOf(one['owner']), touchpoints }
}
